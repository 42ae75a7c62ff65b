#!/usr/bin/env python3
"""Files between two people, by the real programs: sent, cut off, gone on with, fetched, checked and saved."""
import json
import pathlib
import random
import subprocess
import unittest

from pictures import png
from rig import LIMIT, Story, main


def noise(size, seed):
    """Bytes that are the same in every run and do not repeat."""
    return random.Random(seed).randbytes(size)


class Attachment(Story):
    def setUp(self):
        self.folder = pathlib.Path(self.rig.folder) / self.id().rsplit(".", 1)[-1]
        self.folder.mkdir()

    pairs = 0

    def pair(self):
        Attachment.pairs += 1
        return self.rig.pair(f"ada{self.pairs}", f"bob{self.pairs}")

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return path

    def wait_until(self, process, wanted):
        """Reads objects from it until one is as wanted."""
        for line in process.stdout:
            found = json.loads(line)
            if wanted(found):
                return found
        self.fail(f"it ended before that: {process.stderr.read()}")

    def relay_has_files(self):
        blobs = pathlib.Path(self.rig.folder) / "relay" / "blobs"
        return sorted(p for p in blobs.rglob("*") if p.is_file()) if blobs.exists() else []

    def test_a_file_arrives_as_it_was_and_leaves_the_relay(self):
        ada, bob = self.pair()
        content = noise(700_000, 1)
        path = self.file("Größe und mehr.bin", content)
        sent = bob.run("send", ada.name, "--attach", path, "-m", "Hier", "--json", "--timeout", "60s")
        self.assertEqual(sent.code, 0, sent.err)
        self.assertTrue(any(o["type"] == "progress" for o in sent.objects))
        result = sent.objects[-1]
        self.assertEqual((result["type"], result["attachments"][0]["state"]), ("sent", "sent"))
        self.assertTrue(self.relay_has_files())

        ada.does("sync")
        message = ada.asks("log", bob.name)[-1]
        self.assertEqual((message["kind"], message["text"]), ("file", "Hier"))
        self.assertEqual([(a["name"], a["size"], a["state"], a["media_type"]) for a in message["attachments"]],
                         [("Größe und mehr.bin", 700_000, "offered", "application/octet-stream")])
        self.assertIn("Größe und mehr.bin", ada.does("log", bob.name).out)
        wanted = message["attachments"][0]["id"]
        out = self.folder / "out.bin"
        ada.does("attachment", "get", wanted, "-o", out, "--timeout", "60s")
        self.assertEqual(out.read_bytes(), content)
        self.assertEqual(out.stat().st_mode & 0o777, 0o600)
        self.assertEqual([p.name for p in self.folder.iterdir() if p.name.startswith(".stille")], [])
        # What lies in the profile is not the file.
        kept = b"".join(p.read_bytes() for p in (pathlib.Path(ada.environment["STILLE_HOME"])).rglob("*") if p.is_file())
        self.assertNotIn(content[1000:1064], kept)
        piped = subprocess.run(ada.command("attachment", "get", wanted, "-o", "-"), env=ada.environment, timeout=LIMIT,
                               capture_output=True, check=True).stdout
        self.assertEqual(piped, content)

        ada.does("sync")
        bob.does("sync")
        self.assertEqual(bob.asks("attachment", "list", ada.name)[-1]["state"], "fetched")
        bob.does("sync")
        self.assertEqual(self.relay_has_files(), [])

    def test_its_own_name_is_kept_and_nothing_is_overwritten(self):
        ada, bob = self.pair()
        bob.does("send", ada.name, "--attach", self.file("-rf.txt", b"x"), "--timeout", "60s")
        ada.does("sync")
        wanted = ada.asks("attachment", "list")[-1]
        self.assertEqual(wanted["name"], "_-rf.txt")
        inside = self.folder / "inside"
        inside.mkdir()
        done = subprocess.run(ada.command("attachment", "get", wanted["id"], "--json"), env=ada.environment, cwd=inside,
                              capture_output=True, timeout=LIMIT, check=True)
        self.assertIn(b'"path":"_-rf.txt"', done.stdout)
        self.assertEqual((inside / "_-rf.txt").read_bytes(), b"x")
        again = subprocess.run(ada.command("attachment", "get", wanted["id"]), env=ada.environment, cwd=inside,
                               capture_output=True, timeout=LIMIT)
        self.assertEqual(again.returncode, 2)
        # A link under its own name leads nowhere; one that was named leads to what is replaced.
        target = self.file("target", b"old")
        (inside / "_-rf.txt").unlink()
        (inside / "_-rf.txt").symlink_to(target)
        refused = subprocess.run(ada.command("attachment", "get", wanted["id"]), env=ada.environment, cwd=inside,
                                 capture_output=True, timeout=LIMIT)
        self.assertEqual((refused.returncode, target.read_bytes()), (2, b"old"))
        ada.does("attachment", "get", wanted["id"], "-o", inside / "_-rf.txt")
        self.assertEqual(((inside / "_-rf.txt").is_symlink(), target.read_bytes()), (True, b"x"))

    def test_both_ends_and_the_relay_may_be_killed_on_the_way(self):
        ada, bob = self.pair()
        content = noise(40_000_000, 2)
        path = self.file("long.bin", content)
        words = ("send", ada.name, "--attach", path, "--key", "once", "--json", "--timeout", "100s")
        reached = 0
        for round_ in range(3):
            sender = bob.start(*words)
            # What is at the relay is not sent again: it begins where it was.
            first = self.wait_until(sender, lambda o: o["type"] == "progress" and o["done"] > 0)
            self.assertGreaterEqual(first["done"], reached)
            found = self.wait_until(sender, lambda o: o["type"] == "progress" and o["done"] > reached + 2)
            self.assertLess(found["done"], found["chunks"])
            reached = found["done"]
            if round_ == 1:
                self.rig.stop_relay()
            sender.kill()
            sender.wait()
            if round_ == 1:
                self.rig.start_relay()
        self.assertEqual(bob.run(*words).code, 0)
        self.assertEqual(len(bob.asks("attachment", "list")), 1)

        ada.does("sync")
        wanted = ada.asks("attachment", "list")[-1]["id"]
        out = self.folder / "out.bin"
        get = ("attachment", "get", wanted, "-o", out, "--json", "--timeout", "100s")
        reached = 0
        for round_ in range(3):
            receiver = ada.start(*get)
            # What was fetched before is not fetched again.
            first = self.wait_until(receiver, lambda o: o["type"] == "progress" and o["done"] > 0)
            self.assertGreaterEqual(first["done"], reached)
            found = self.wait_until(receiver, lambda o: o["type"] == "progress" and o["done"] > reached + 2)
            reached = found["done"]
            if round_ == 1:
                self.rig.stop_relay()
            receiver.kill()
            receiver.wait()
            if round_ == 1:
                self.rig.start_relay()
            self.assertFalse(out.exists())
        ada.does(*get)
        self.assertEqual(out.read_bytes(), content)

    def test_a_picture_leaves_without_what_was_added_unless_it_is_asked_for(self):
        ada, bob = self.pair()
        given = png(30, 20, "GPS 48.4011 9.9876")
        path = self.file("photo.png", given)
        bob.does("send", ada.name, "--attach", path, "--timeout", "60s")
        bob.does("send", ada.name, "--attach", path, "--keep-metadata", "--timeout", "60s")
        ada.does("sync")
        clean, whole = ada.asks("attachment", "list", bob.name)
        for one, name in ((clean, "clean"), (whole, "whole")):
            ada.does("attachment", "get", one["id"], "-o", self.folder / name, "--timeout", "60s")
        self.assertEqual((self.folder / "whole").read_bytes(), given)
        got = (self.folder / "clean").read_bytes()
        self.assertTrue(got.startswith(b"\x89PNG"))
        self.assertNotIn(b"GPS", got)
        self.assertNotIn(b"tEXt", got)

    def test_a_picture_that_cannot_be_read_goes_only_when_it_is_asked_for(self):
        ada, bob = self.pair()
        path = self.file("odd.jpg", b"\xff\xd8\xff" + bytes(2000))
        refused = bob.run("send", ada.name, "--attach", path, "--json")
        self.assertEqual((refused.code, refused.error["code"]), (2, "invalid_argument"))
        self.assertIn("--keep-metadata", refused.error["message"])
        huge = self.file("huge.jpg", b"\xff\xd8\xff" + bytes(100))
        with open(huge, "r+b") as hole:
            hole.truncate((64 << 20) + 1)
        self.assertIn("too large", bob.run("send", ada.name, "--attach", huge, "--json").error["message"])
        self.assertEqual(bob.asks("attachment", "list"), [])
        bob.does("send", ada.name, "--attach", path, "--keep-metadata", "--timeout", "60s")

    def test_a_message_that_is_deleted_takes_its_files_along(self):
        ada, bob = self.pair()
        content = noise(300_000, 4)
        sent = bob.run("send", ada.name, "--attach", self.file("soon.bin", content), "-m", "Nur kurz", "--json",
                       "--timeout", "60s").objects[-1]
        ada.does("sync")
        self.assertEqual([hit["text"] for hit in ada.asks("search", "kurz has:file")[:-1]], ["Nur kurz"])
        wanted = ada.asks("attachment", "list")[-1]["id"]
        out = self.folder / "kept.bin"
        ada.does("config", "set", "receipts", "off")
        ada.does("attachment", "get", wanted, "-o", out, "--timeout", "60s")
        copies = pathlib.Path(ada.environment["STILLE_HOME"])
        self.assertEqual(len([p for p in copies.rglob("files/*") if p.is_file()]), 1)
        self.assertTrue(self.relay_has_files())

        bob.does("delete", sent["id"], "--everyone")
        bob.does("sync")
        self.assertEqual(self.relay_has_files(), [])
        self.assertEqual(bob.asks("attachment", "list"), [])
        ada.does("sync")
        self.assertEqual([p for p in copies.rglob("files/*") if p.is_file()], [])
        self.assertEqual(ada.run("attachment", "get", wanted).code, 3)
        message = ada.asks("log", bob.name)[-1]
        self.assertEqual((message["deleted"], message["text"], message["attachments"]), (True, "", []))
        self.assertEqual(ada.asks("search", "has:file")[:-1], [])
        self.assertEqual(out.read_bytes(), content)  # what was saved is its owner's

    def test_a_file_in_the_note_to_self_stays_on_this_machine(self):
        ada, _ = self.pair()
        content = noise(300_000, 7)
        path = self.file("plan.bin", content)
        done = ada.does("send", "self", "--attach", path, "-m", "merken", "--dry-run", "--json")
        self.assertEqual(done.objects[0]["envelopes"], [])
        noted = ada.asks("send", "self", "--attach", path, "-m", "merken")[-1]
        self.assertEqual((noted["state"], noted["to"]["alias"]), ("delivered", "self"))
        self.assertEqual([(a["name"], a["state"]) for a in noted["attachments"]], [("plan.bin", "here")])
        self.assertIn("Noted", ada.does("send", "self", "--attach", self.file("bild.png", png(30, 20))).err)
        path.unlink()
        ada.does("sync")
        self.assertEqual(self.relay_has_files(), [])
        listed = ada.asks("attachment", "list", "self")
        self.assertEqual([(one["name"], one["contact"]["alias"]) for one in listed], [("plan.bin", "self"), ("bild.png", "self")])
        out = self.folder / "out.bin"
        ada.does("attachment", "get", listed[0]["id"], "-o", out)
        self.assertEqual(out.read_bytes(), content)
        kept = b"".join(p.read_bytes() for p in (pathlib.Path(ada.environment["STILLE_HOME"])).rglob("*") if p.is_file())
        self.assertNotIn(content[1000:1064], kept)
        self.assertIn("plan.bin", ada.does("log", "self").out)
        exported = self.folder / "exported"
        ada.does("export", "--to", exported)
        self.assertIn(content, [p.read_bytes() for p in exported.rglob("*") if p.is_file()])
        other = self.rig.person(f"{ada.name}-again")
        other.does("import", exported)
        back = other.asks("attachment", "list", "self")[0]
        other.does("attachment", "get", back["id"], "-o", self.folder / "back.bin")
        self.assertEqual((self.folder / "back.bin").read_bytes(), content)
        ada.does("delete", noted["id"])
        self.assertEqual([one["name"] for one in ada.asks("attachment", "list", "self")], ["bild.png"])

    def test_files_answer_and_are_answered(self):
        ada, bob = self.pair()
        ada.does("send", bob.name, "-m", "Hast du das Bild?")
        bob.does("sync")
        asked = bob.asks("log", ada.name)[-1]["id"]
        bob.does("send", ada.name, "--reply", asked, "--attach", self.file("a.txt", b"x"), "--timeout", "60s")
        ada.does("sync")
        self.assertEqual(ada.asks("log", bob.name)[-1]["reply"]["excerpt"], "Hast du das Bild?")
        self.assertIn("│", ada.does("log", bob.name).out)

    def test_a_reply_to_a_file_alone_quotes_its_name(self):
        ada, bob = self.pair()
        bob.does("send", ada.name, "--attach", self.file("plan.pdf", b"x"), "--timeout", "60s")
        ada.does("sync")
        ada.does("send", bob.name, "--reply", ada.asks("log", bob.name)[-1]["id"], "-m", "Danke")
        bob.does("sync")
        for who, other in ((ada, bob), (bob, ada)):
            self.assertEqual(who.asks("log", other.name)[-1]["reply"]["excerpt"], "plan.pdf")

    def test_a_file_can_be_called_off(self):
        ada, bob = self.pair()
        self.rig.stop_relay()
        path = self.file("late.bin", noise(100_000, 3))
        sent = bob.run("send", ada.name, "--attach", path, "--json", "--timeout", "2s")
        self.assertEqual(sent.code, 6)
        one = bob.asks("attachment", "list")[-1]
        self.assertEqual(bob.asks("attachment", "cancel", one["id"])[0]["state"], "cancelled")
        self.rig.start_relay()
        bob.does("sync")
        self.assertEqual(bob.asks("log", ada.name)[-1]["state"], "failed")
        ada.does("sync")
        self.assertEqual(ada.asks("log", bob.name), [])

    def test_what_was_called_off_can_be_sent_after_all(self):
        ada, bob = self.pair()
        self.rig.stop_relay()
        path = self.file("doch.bin", noise(100_000, 4))
        bob.run("send", ada.name, "--attach", path, "--timeout", "1s")
        one = bob.asks("attachment", "list")[-1]["id"]
        self.assertEqual(bob.run("attachment", "again", one).code, 2)
        bob.does("attachment", "cancel", one)
        self.assertIn("doch noch", bob.does("attachment", "again", one, "--lang", "de").err)
        self.rig.start_relay()
        bob.does("sync")
        ada.does("sync")
        got = ada.asks("attachment", "get", ada.asks("attachment", "list")[-1]["id"], "-o", self.folder / "got.bin")[0]
        self.assertEqual((self.folder / "got.bin").read_bytes(), path.read_bytes(), got)

    def test_what_was_called_off_is_never_told_as_sent(self):
        ada, bob = self.pair()
        self.rig.stop_relay()
        words = ("send", ada.name, "--attach", self.file("big.bin", noise(100_000, 5)), "--key", "f2")
        self.assertEqual(bob.run(*words, "--timeout", "1s").code, 6)
        bob.does("attachment", "cancel", bob.asks("attachment", "list")[-1]["id"])
        again = bob.run(*words, "--json", "--timeout", "1s")
        self.assertEqual((again.code, again.error["code"], again.objects[-1]["state"]), (8, "not_reached", "failed"))
        self.assertIn("called off", bob.run(*words, "--timeout", "1s").err)
        self.assertIn("abgebrochen", bob.run(*words, "--timeout", "1s", "--lang", "de").err)
        # While somebody waits for it.
        waiting = bob.start(*words[:-1], "f3", "--json", "--timeout", "60s")
        found = self.wait_until(waiting, lambda o: o["type"] == "progress")
        bob.does("attachment", "cancel", found["id"])
        out, err = waiting.communicate(timeout=LIMIT)
        self.assertEqual((waiting.returncode, json.loads(err)["code"]), (8, "not_reached"), out)
        self.rig.start_relay()

    def test_what_cannot_be_sent_is_said_before_anything_is_kept(self):
        ada, bob = self.pair()
        for path in (self.folder, self.folder / "nothing", "/dev/zero"):
            refused = bob.run("send", ada.name, "--attach", path, "--json")
            self.assertEqual((refused.code, refused.error["code"]), (2, "invalid_argument"))
        many = [word for _ in range(9) for word in ("--attach", self.file("x", b"x"))]
        self.assertEqual(bob.run("send", ada.name, *many).code, 2)
        self.assertEqual(bob.run("attachment", "get", "a_nothing").code, 3)
        large = self.file("large.bin", b"")
        with open(large, "r+b") as hole:
            hole.truncate(1_073_725_441)
        refused = bob.run("send", ada.name, "--attach", large, "--json")
        self.assertEqual((refused.code, refused.error["code"]), (2, "too_large"))
        self.assertEqual(bob.asks("attachment", "list"), [])


if __name__ == "__main__":
    main()
