#!/usr/bin/env python3
"""Somebody loses everything but a backup and comes back, and somebody leaves for good, by the real programs."""
import json
import os
import pathlib
import re
import signal
import subprocess
import unittest

from rig import Person, Story, main


class Return(Story):
    pairs = 0

    def pair(self):
        Return.pairs += 1
        return self.rig.pair(f"ada{Return.pairs}", f"bob{Return.pairs}")

    def folder(self, person):
        return pathlib.Path(person.environment["STILLE_HOME"]) / "profiles" / person.name

    def backup(self, person, *more):
        """A backup of theirs, and its recovery key."""
        file = self.rig.folder / f"{person.name}.backup"
        made = person.asks("backup", "create", file, *more)[0]
        key = self.rig.folder / f"{person.name}.key"
        key.write_text(made.get("recovery_key", "") + "\n")
        return file, key

    def come_back(self, person, file, key):
        """On another machine, with nothing of the old one."""
        subprocess.run(["rm", "-rf", self.folder(person)], check=True)
        again = Person(self.rig, f"{person.name}-again")
        again.name = person.name
        done = again.asks("backup", "restore", file, person.name, "--secret-file", key, "--no-passphrase")[0]
        self.assertEqual(done["profile"], person.name)
        return again

    def meet_again(self, *people):
        for _ in range(3):
            for person in people:
                person.does("sync")

    def texts(self, person, other):
        return [m["text"] for m in person.asks("log", other)]


class Backup(Return):
    def test_somebody_loses_everything_and_comes_back(self):
        ada, bob = self.pair()
        ada.does("send", bob.name, "-m", "Kennst du ein gutes Buch?")
        bob.does("sync")
        bob.does("send", ada.name, "-m", "Ja, Stille Wasser.")
        ada.does("sync")
        ada.does("contact", "set", bob.name, "--note", "aus Ulm")
        file, key = self.backup(ada)
        self.assertEqual(file.stat().st_mode & 0o777, 0o600)
        self.assertEqual((file.stat().st_size - 30) % 65536, 0)
        ada.does("send", bob.name, "-m", "nach der Sicherung")
        bob.does("sync")
        bob.does("send", ada.name, "-m", "nie angekommen")

        ada = self.come_back(ada, file, key)
        self.assertEqual(ada.asks("contact", "list")[0]["note"], "aus Ulm")
        self.meet_again(ada, bob)
        self.assertEqual(self.texts(ada, bob.name),
                         ["Kennst du ein gutes Buch?", "Ja, Stille Wasser.", "nie angekommen"])
        self.assertEqual([r["text"] for r in ada.asks("search", "wasser") if r["type"] != "search"],
                         ["Ja, Stille Wasser."])
        ada.does("send", bob.name, "-m", "Da bin ich wieder.")
        bob.does("sync")
        bob.does("send", ada.name, "-m", "Schön.")
        ada.does("sync")
        self.assertEqual(self.texts(bob, ada.name)[-2:], ["Da bin ich wieder.", "Schön."])
        self.assertEqual(self.texts(ada, bob.name)[-1], "Schön.")
        told = bob.run("listen", "--cursor", "all", "--types", "contact", "--timeout", "1s", "--json").objects
        self.assertIn("reset", [event["state"] for event in told])

    def test_whoever_was_verified_is_compared_once_more_and_written_to_again(self):
        ada, bob = self.pair()
        bob.does("verify", "confirm", ada.name)
        ada = self.come_back(ada, *self.backup(ada))
        self.meet_again(ada, bob)
        person = bob.asks("contact", "show", ada.name)[0]
        self.assertEqual((person["state"], person["verified"]), ("pending", False))
        self.assertEqual(bob.run("send", ada.name, "-m", "x").code, 5)
        bob.does("group", "new", "Leseabend")
        for words in (["new", "Chor", "--add", ada.name], ["add", "#leseabend", ada.name]):
            done = bob.run("group", *words, "--json")
            self.assertEqual((done.code, done.error["about"]), (5, ada.name), words)
        self.assertEqual([group["name"] for group in bob.asks("group", "list")], ["Leseabend"])
        self.assertNotIn("have confirmed", bob.does("verify", "show", ada.name).out)
        number = ada.asks("verify", "show", bob.name)[0]["safety_number"]
        wrong = ("1" if number[0] != "1" else "2") + number[1:]
        self.assertEqual(bob.run("verify", "compare", ada.name, wrong).code, 5)
        self.assertEqual(bob.asks("contact", "show", ada.name)[0]["state"], "pending")
        bob.does("verify", "compare", ada.name, number)
        person = bob.asks("contact", "show", ada.name)[0]
        self.assertEqual((person["state"], person["verified"]), ("connected", True))
        bob.does("send", ada.name, "-m", "Willkommen zurück")
        ada.does("sync")
        self.assertEqual(self.texts(ada, bob.name)[-1], "Willkommen zurück")

    def test_a_daemon_writes_it_and_a_passphrase_of_its_own_opens_it(self):
        ada, _ = self.pair()
        daemon = ada.start("daemon", "--json")
        daemon.stdout.readline()  # it is ready
        secret = self.rig.folder / f"{ada.name}.secret"
        secret.write_text("vier Wörter sind genug\n")
        file = self.rig.folder / f"{ada.name}-own.backup"
        made = ada.asks("backup", "create", file, "--secret-file", secret)[0]
        self.assertNotIn("recovery_key", made)
        self.end(daemon)
        found = ada.asks("backup", "verify", file, "--secret-file", secret)[0]
        self.assertEqual((found["contacts"], found["messages"]), (1, 0))
        secret.write_text("falsch\n")
        wrong = ada.run("backup", "verify", file, "--secret-file", secret, "--json")
        self.assertEqual((wrong.code, wrong.error["code"]), (4, "wrong_passphrase"))

    def test_whatever_is_wrong_is_said_and_changes_nothing(self):
        ada, _ = self.pair()
        file, key = self.backup(ada)
        self.assertEqual(ada.run("backup", "create", file, "--json").error["code"], "already_exists")
        self.assertEqual(ada.run("backup", "verify", "/no/such", "--secret-file", key).code, 3)
        self.assertEqual(ada.run("backup", "verify", key, "--secret-file", key).code, 2)
        self.assertEqual(ada.run("backup", "verify", file, "--json").error["code"], "locked")
        self.assertEqual(ada.run("backup", "restore", file, ada.name, "--secret-file", key, "--no-passphrase").code, 2)
        slip = self.rig.folder / "slip.key"
        slip.write_text(re.sub("^.", lambda m: "7" if m.group() != "7" else "8", key.read_text()))
        self.assertIn("mistake", ada.run("backup", "verify", file, "--secret-file", slip).err)
        cut = self.rig.folder / "cut.backup"
        cut.write_bytes(file.read_bytes()[:-1000])
        done = ada.elsewhere().run("backup", "restore", cut, "fresh", "--secret-file", key, "--no-passphrase", "--json")
        self.assertEqual((done.code, done.error["code"]), (10, "damaged"))
        self.assertEqual([p.name for p in self.folder(ada).parent.iterdir()], [ada.name])
        german = ada.run("backup", "verify", cut, "--secret-file", key, "--lang", "de")
        self.assertIn("nicht vollständig", german.err)

    def test_killed_on_the_way_it_leaves_no_backup(self):
        ada, bob = self.pair()
        for _ in range(5):
            ada.does("send", bob.name, "-m", "x" * 20_000)
        file = self.rig.folder / f"{ada.name}-killed.backup"
        whole = 0
        for wait in (0.001, 0.01, 0.02, 0.03, 0.05, 0.08, 0.2):
            process = ada.start("backup", "create", file, "--json")
            try:
                process.wait(wait)
            except subprocess.TimeoutExpired:
                process.kill()
            process.communicate()
            if file.exists():
                whole += 1
                self.assertEqual((file.stat().st_size - 30) % 65536, 0)
                file.unlink()
        ada.does("backup", "create", file)
        self.assertFalse(file.with_suffix(".backup.part").exists())

    def test_interrupted_it_leaves_nothing_that_nobody_can_open(self):
        ada, _ = self.pair()
        content = self.rig.folder / f"{ada.name}.bin"
        content.write_bytes(os.urandom(40_000_000))
        ada.does("send", "self", "--attach", content, "--timeout", "60s")
        file = self.rig.folder / f"{ada.name}-stopped.backup"
        part = file.with_name(file.name + ".part")
        daemon, stopped = None, 0
        for wait in (0.05, 0.1, 0.2, 0.3, 0.4) * 2:
            process = ada.start("backup", "create", file)
            try:
                process.wait(wait)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
            stopped += process.returncode == 130
            self.assertEqual((file.exists(), file.exists()), (process.returncode == 0, bool(out)), err)
            file.unlink(missing_ok=True)
            self.assertFalse(part.exists())
            if wait == 0.4 and daemon is None:
                daemon = ada.start("daemon", "--json")
                daemon.stdout.readline()
        self.assertGreater(stopped, 0)
        ada.does("sync")
        self.assertEqual((file.exists(), part.exists()), (False, False))
        self.end(daemon)
        with open("/dev/full", "w") as full:
            done = subprocess.run(ada.command("backup", "create", file), env=ada.environment, stdout=full,
                                  stderr=subprocess.DEVNULL)
        self.assertEqual((done.returncode, file.exists()), (10, False))

    def test_files_come_along_or_are_left_out(self):
        ada, bob = self.pair()
        content = os.urandom(100_000)
        path = self.rig.folder / f"{ada.name}.bin"
        path.write_bytes(content)
        bob.does("send", ada.name, "--attach", path, "--timeout", "60s")
        ada.does("sync")
        wanted = ada.asks("attachment", "list")[-1]["id"]
        ada.does("attachment", "get", wanted, "-o", self.rig.folder / f"{ada.name}.got", "--timeout", "60s")
        bare, bare_key = self.rig.folder / f"{ada.name}-bare.backup", self.rig.folder / f"{ada.name}-bare.key"
        made = ada.asks("backup", "create", bare, "--without-files")[0]
        bare_key.write_text(made["recovery_key"])
        file, key = self.backup(ada)
        self.assertEqual(ada.asks("backup", "verify", file, "--secret-file", key)[0]["files"], 1)

        ada = self.come_back(ada, file, key)
        again = self.rig.folder / f"{ada.name}.again"
        ada.does("attachment", "get", wanted, "-o", again)
        self.assertEqual(again.read_bytes(), content)
        ada.elsewhere().does("backup", "restore", bare, "bare", "--secret-file", bare_key, "--no-passphrase")
        ada.name = "bare"
        self.assertEqual(ada.asks("attachment", "list")[-1]["state"], "expired")


class Import(Return):
    """What an export holds comes back: every word, answer, edit and reaction."""

    def lines(self, folder, other):
        found = [p for p in folder.glob("conversations/*.jsonl") if p.name.startswith(f"{other}-")]
        return [json.loads(line) for line in found[0].read_text().splitlines()]

    def export(self, person, name):
        to = self.rig.folder / name
        person.does("export", "--to", to)
        return to

    def test_a_restored_profile_takes_back_what_came_after_the_backup(self):
        ada, bob = self.pair()
        file, key = self.backup(ada)
        first = bob.asks("send", ada.name, "-m", "Wo?")[0]["id"]
        ada.does("sync")
        asked = ada.asks("log", bob.name)[-1]["id"]
        ada.does("react", asked, "+1")
        mine = ada.asks("send", bob.name, "--reply", asked, "-m", "Hier")[0]["id"]
        ada.does("edit", mine, "-m", "Dort")
        ada.does("send", "self", "-m", "merken")
        bob.does("sync")
        ada.does("sync")
        self.assertTrue(first)
        to = self.export(ada, f"{ada.name}-export")
        ada = self.come_back(ada, file, key)
        done = ada.asks("import", to)[0]
        self.assertEqual((done["added"], done["left_out"], done["passed_over"]), (3, 0, 0))
        self.assertEqual(ada.asks("import", to)[0]["added"], 0)
        again = self.export(ada, f"{ada.name}-export-again")
        for other in (bob.name, "self"):
            before, after = self.lines(to, other), self.lines(again, other)
            for line in before + after:
                del line["conv"]
            self.assertEqual(after, before)
        self.assertEqual([c["unread"] for c in ada.asks("conversation", "list", "--all")
                          if c.get("unread")], [])

    def test_a_wrong_line_is_named_and_changes_nothing(self):
        ada, bob = self.pair()
        file, key = self.backup(ada)
        for text in ("eins", "zwei", "drei"):
            ada.does("send", bob.name, "-m", text)
        to = self.export(ada, f"{ada.name}-export")
        lines = next(p for p in to.glob("conversations/*.jsonl") if p.name.startswith(f"{bob.name}-"))
        whole = lines.read_text().splitlines()
        ada = self.come_back(ada, file, key)
        stranger = whole[2].replace('"from":{"id":"p_', '"from":{"id":"p_0')
        for wrong in ("{", "[]", '{"v":1}', whole[2].replace('"m_', '"x_'), whole[2].replace('T', ' ', 1), stranger):
            lines.write_text("\n".join(whole[:2] + [wrong]) + "\n")
            done = ada.run("import", to, "--json")
            self.assertEqual((done.code, done.error["code"]), (2, "invalid_argument"), wrong)
            self.assertTrue(done.error["about"].endswith(".jsonl:3"), done.error)
            self.assertEqual(ada.asks("log", bob.name), [])
        self.assertEqual(ada.run("import", self.rig.folder).code, 2)
        lines.write_text("\n".join(whole) + "\n")
        self.assertEqual(ada.asks("import", to)[0]["added"], 3)


class Leaving(Story):
    def mailboxes(self):
        return self.rig.operate("status")["mailboxes"]

    def test_an_account_goes_here_and_at_the_relay(self):
        eva, fin = self.rig.pair("eva", "fin")
        eva.does("invite", "create")
        self.assertGreaterEqual(self.mailboxes(), 5)
        home = pathlib.Path(eva.environment["STILLE_HOME"]) / "profiles"
        self.assertEqual(eva.run("erase", "account").code, 2)
        done = eva.does("erase", "account", "--yes")
        self.assertIn("gone", done.err)
        self.assertEqual(list(home.iterdir()), [])
        # Fin has one for messages and one for repair.
        self.assertEqual(self.mailboxes(), 2)
        self.assertEqual(eva.run("status").code, 3)
        fin.does("send", "eva", "-m", "Bist du da?", "--wait", "queued")

    def test_without_a_connection_nothing_is_erased(self):
        gus = self.rig.person("gus")
        gus.does("sync")
        self.rig.stop_relay()
        try:
            done = gus.run("erase", "account", "--yes", "--timeout", "10s")
            self.assertEqual(done.code, 6)
            self.assertIn("--local-only", done.err)
            self.assertEqual(gus.run("status").code, 0)
            gus.does("erase", "account", "--yes", "--local-only")
            self.assertEqual(gus.run("status").code, 3)
        finally:
            self.rig.start_relay()

    def test_a_profile_in_use_is_not_deleted(self):
        hal = self.rig.person("hal")
        daemon = hal.start("daemon", "--json")
        daemon.stdout.readline()  # it is ready
        done = hal.run("profile", "delete", "hal", "--yes", "--json")
        self.assertEqual((done.code, done.error["code"]), (4, "busy"))
        self.end(daemon)
        hal.does("profile", "delete", "hal", "--yes")
        self.assertEqual(hal.asks("profile", "list"), [])


if __name__ == "__main__":
    main()
