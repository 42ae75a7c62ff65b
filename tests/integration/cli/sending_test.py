#!/usr/bin/env python3
"""What one message is given along: a time of its own, and a rehearsal that sends nothing."""
import time
import unittest

from pictures import png
from rig import LIMIT, Story, main


class Sending(Story):
    def until(self, look, wanted):
        """Asks until it is so; the other side's clock begins when it is shown."""
        end = time.monotonic() + LIMIT
        while (seen := look()) != wanted:
            self.assertLess(time.monotonic(), end, f"still {seen}")
            time.sleep(0.2)

    @staticmethod
    def texts(who, other):
        return [m["text"] for m in who.asks("log", other)]

    def test_one_message_goes_by_its_own_time_and_the_others_stay(self):
        ada, bob = self.rig.pair("ada", "bob")
        ada.does("send", "bob", "-m", "bleibt")
        sent = ada.does("send", "bob", "-m", "geht", "--expire", "5s", "--json").objects[0]
        self.assertEqual(sent["expire_ms"], 5000)
        bob.does("sync")
        self.assertEqual([m.get("expire_ms") for m in bob.asks("log", "ada")], [None, 5000])
        self.assertEqual(bob.asks("contact", "show", "ada")[0]["expire_ms"], 0)
        for who, other in ((ada, "bob"), (bob, "ada")):
            self.until(lambda who=who, other=other: self.texts(who, other), ["bleibt"])

    def test_people_are_told_when_it_goes(self):
        ada, bob = self.rig.pair("cleo", "dirk")
        done = ada.does("send", "dirk", "-m", "geht", "--expire", "7d")
        self.assertIn("It goes after 1 week", done.err)
        self.assertRegex(ada.does("log", "dirk").out, r"\(goes in [67] days\)")
        self.assertNotIn("goes after", ada.does("send", "dirk", "-m", "bleibt").err)
        self.assertEqual(bob.does("sync").code, 0)

    def test_a_time_is_within_bounds_and_never_longer_than_what_was_agreed_on(self):
        ada, bob = self.rig.pair("egon", "flora")
        for span in ("4s", "367d", "off", "soon"):
            done = ada.run("send", "flora", "-m", "x", "--expire", span, "--json")
            self.assertEqual((done.code, done.error["code"]), (2, "invalid_argument"), done.err)
        ada.does("contact", "set", "flora", "--expire", "1h")
        done = ada.run("send", "flora", "-m", "x", "--expire", "2h", "--json")
        self.assertEqual((done.code, done.error["about"]), (2, "expire_ms"), done.err)
        self.assertEqual(ada.asks("send", "flora", "-m", "y", "--expire", "5m")[0]["expire_ms"], 300_000)
        self.assertEqual([m["text"] for m in ada.asks("log", "flora") if m["kind"] == "text"], ["y"])
        self.assertEqual(ada.run("send", "flora", "-m", "x", "--expire", "1h", "--later", "2h").code, 2)

    def test_a_message_for_later_keeps_what_it_answers_to_and_that_it_asks(self):
        ada, bob = self.rig.pair("rosa", "sven")
        bob.does("send", "rosa", "-m", "Passt Dienstag?")
        ada.does("sync")
        asked = ada.asks("log", "sven")[-1]["id"]
        kept = ada.asks("send", "sven", "-m", "Um zehn?", "--reply", asked, "--question", "--later", "1s")[0]
        self.assertEqual((kept["reply"], kept["question"]), (asked, True))
        late = ada.asks("send", "sven", "-m", "Morgen mehr", "--reply", asked, "--question", "--later", "2h")[0]
        self.assertEqual([(one["reply"], one["question"]) for one in ada.asks("later", "list")][-1], (asked, True))
        shown = ada.does("later", "list", "--lang", "de").out
        self.assertIn(f"Antwort auf {asked}", shown)
        self.assertIn("wartet auf Antwort", shown)
        self.assertEqual(ada.asks("later", "cancel", late["id"])[0]["reply"], asked)
        self.until(lambda: (ada.does("sync"), ada.asks("later", "list"))[1], [])
        bob.does("sync")
        came = bob.asks("log", "rosa")[-1]
        self.assertEqual((came["text"], came["question"], came["reply"]["excerpt"]), ("Um zehn?", True, "Passt Dienstag?"))
        done = ada.run("send", "sven", "-m", "x", "--reply", "m_000000000000", "--later", "2h", "--json")
        self.assertEqual((done.code, done.error["code"]), (3, "not_found"), done.err)
        self.assertEqual(ada.run("send", "sven", "--attach", __file__, "--later", "2h").code, 2)

    def test_the_same_key_is_the_same_message_for_later(self):
        ada, _ = self.rig.pair("tina", "udo")
        first = ada.asks("send", "udo", "-m", "Alles Gute", "--later", "2h", "--key", "k")[0]
        time.sleep(1.1)
        again = ada.asks("send", "udo", "-m", "Alles Gute", "--later", "2h", "--key", "k")[0]
        self.assertEqual((again["id"], again["at"]), (first["id"], first["at"]))
        self.assertEqual(len(ada.asks("later", "list")), 1)
        done = ada.run("send", "udo", "-m", "anders", "--later", "2h", "--key", "k", "--json")
        self.assertEqual((done.code, done.error["code"]), (2, "already_exists"), done.err)

    def test_the_key_of_one_that_waits_is_taken_and_it_still_leaves(self):
        ada, bob = self.rig.pair("vera", "willi")
        first = ada.asks("send", "willi", "-m", "eins", "--later", "2s", "--key", "k")[0]
        again = ada.asks("send", "willi", "-m", "eins", "--key", "k")
        self.assertEqual([(one["type"], one["id"], one["at"]) for one in again], [("later", first["id"], first["at"])])
        self.assertIn("leaves", ada.does("send", "willi", "-m", "eins", "--key", "k").err)
        for more in ([], ["--dry-run"], ["--attach", __file__]):
            done = ada.run("send", "willi", "-m", "zwei", "--key", "k", "--json", *more)
            self.assertEqual(done.code, 2, (more, done.err))
        self.until(lambda: (ada.does("sync"), ada.asks("later", "list"))[1], [])
        ada.does("sync")
        bob.does("sync")
        self.assertEqual([one["text"] for one in bob.asks("log", "vera")], ["eins"])

    def test_whoever_is_named_twice_is_sent_to_once(self):
        ada, bob = self.rig.pair("yann", "zora")
        person = ada.asks("contact", "show", "zora")[0]["id"]
        self.assertEqual(len(ada.asks("send", "zora", "zora", person, "-m", "eins")), 1)
        self.assertEqual(len(ada.asks("send", "zora", "zora", "-m", "später", "--later", "2h")), 1)
        ada.does("send", "zora", "zora", "--attach", __file__, "--timeout", "30s")
        bob.does("sync")
        self.assertEqual(len(bob.asks("log", "yann")), 2)

    def test_what_no_number_holds_is_refused_as_too_long(self):
        ada, _ = self.rig.pair("xaver", "xenia")
        for words in (["send", "xenia", "-m", "x"], ["contact", "set", "xenia"]):
            told = ada.run(*words, "--expire", "999999999d")
            self.assertEqual(told.code, 2, words)
            self.assertNotIn("must be", told.err)

    def test_a_link_without_its_end_is_called_so(self):
        ada, bob = self.rig.person("quirin"), self.rig.person("quentin")
        link = ada.does("invite", "create", "--plain").out.strip()
        done = bob.run("invite", "accept", link[:-4], "--json")
        self.assertEqual((done.code, done.error["code"]), (2, "invalid_link"))

    def test_files_go_with_their_message(self):
        ada, bob = self.rig.pair("gero", "hilde")
        letter = self.rig.folder / "brief.txt"
        letter.write_text("streng vertraulich")
        sent = ada.does("send", "hilde", "--attach", letter, "-m", "lies", "--expire", "5s", "--json").objects[-1]
        self.assertEqual(sent["expire_ms"], 5000)
        bob.does("sync")
        self.assertEqual(bob.asks("log", "gero")[0]["expire_ms"], 5000)
        self.until(lambda: bob.asks("attachment", "list"), [])

    def test_a_rehearsal_tells_to_whom_by_which_relay_and_padded_to_what(self):
        ada, bob = self.rig.pair("ines", "jan")
        told = ada.asks("send", "jan", "-m", "Passt dir Dienstag?", "--expire", "1h", "--dry-run")[0]
        self.assertEqual((told["type"], told["to"]["alias"], told["expire_ms"], told["waiting"]),
                         ("rehearsal", "jan", 3_600_000, 0))
        self.assertEqual([(e["to"]["alias"], e["padded"]) for e in told["envelopes"]], [("jan", 4096)])
        self.assertTrue(self.rig.address.startswith(told["envelopes"][0]["relay"]), told)
        self.assertGreater(told["bytes"], len("Passt dir Dienstag?"))
        said = ada.does("send", "jan", "-m", "x" * 9000, "--dry-run")
        self.assertIn(f"jan: an envelope, padded to 16384 bytes, to 127.0.0.1:{self.rig.port}", said.out)
        self.assertIn("Nothing was sent or stored.", said.err)
        self.nothing_is_there(ada, bob, "jan", "ines")

    def test_files_are_rehearsed_without_their_pictures_being_kept(self):
        ada, bob = self.rig.pair("kurt", "lene")
        picture = self.rig.folder / "bild.png"
        picture.write_bytes(png(40, 30))
        kept = lambda: sorted(str(p) for p in (self.rig.folder / "kurt").rglob("*") if p.suffix not in (".db-wal", ".db-shm"))
        before = kept()
        told = ada.asks("send", "lene", "--attach", picture, "--dry-run")[0]
        self.assertEqual([(f["name"], f["padded"], f["chunks"]) for f in told["files"]], [("bild.png", 65536, 1)])
        self.assertEqual([e["padded"] for e in told["envelopes"]], [4096])
        self.assertEqual(kept(), before)
        self.assertEqual(ada.asks("attachment", "list"), [])
        self.nothing_is_there(ada, bob, "lene", "kurt")

    def test_a_rehearsal_is_refused_as_sending_is(self):
        ada, _ = self.rig.pair("mona", "nils")
        done = ada.run("send", "nils", "niemand", "-m", "x", "--dry-run", "--json")
        self.assertEqual(done.code, 9, done.err)
        self.assertEqual([r.get("error", {}).get("code") for r in done.objects], [None, "not_found"])
        ada.does("contact", "set", "nils", "--block")
        self.assertEqual(ada.run("send", "nils", "-m", "x", "--dry-run").code, 5)
        self.assertEqual(ada.run("send", "nils", "-m", "x", "--dry-run", "--later", "2h").code, 2)

    def test_groups_take_both(self):
        ada, bob = self.rig.pair("olga", "piet")
        ada.does("group", "new", "Runde", "--add", "piet")
        for who in (ada, bob, ada, bob):
            who.does("sync")
        told = ada.asks("send", "#runde", "-m", "Wer kommt?", "--dry-run")[0]
        self.assertEqual([(e["to"]["alias"], e["padded"]) for e in told["envelopes"]], [("piet", 4096)])
        self.assertEqual([m for m in ada.asks("log", "#runde") if m["kind"] == "text"], [])
        self.assertEqual(ada.asks("send", "#runde", "-m", "Wer kommt?", "--expire", "5s")[0]["expire_ms"], 5000)
        bob.does("sync")
        said = lambda who: [m["text"] for m in who.asks("log", "#runde") if m["kind"] == "text"]
        self.assertEqual(said(bob), ["Wer kommt?"])
        for who in (ada, bob):
            self.until(lambda who=who: said(who), [])

    def nothing_is_there(self, ada, bob, other, one):
        self.assertEqual(ada.asks("log", other), [])
        status = ada.asks("status")[0]
        self.assertEqual([p["envelopes"] + p["waiting"] for p in status["pending"]], [0] * len(status["pending"]))
        ada.does("sync")
        bob.does("sync")
        self.assertEqual(bob.asks("log", one), [])


if __name__ == "__main__":
    main()
