#!/usr/bin/env python3
"""How people come to know each other, and what two of them let each other see, with the real programs."""
import struct
import zlib

from rig import Story, main


HALVES = {" ": (False, False), "▀": (True, False), "▄": (False, True), "█": (True, True)}


def png_of(drawn, path, scale=8):
    """A screenshot of a QR code that a terminal shows in light on dark: each character is two points."""
    rows = []
    for line in drawn:
        for half in (0, 1):
            points = b"".join((b"\xff" if HALVES[c][half] else b"\x00") * scale for c in line)
            rows += [b"\x00" + points] * scale

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", len(drawn[0]) * scale, len(rows), 8, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"".join(rows)))
                     + chunk(b"IEND", b""))


class Acquaintance(Story):
    def screen(self, who, *words):
        """What the QR code on somebody's screen looks like, as a picture."""
        lines = [line for line in who.does(*words, "--qr").out.splitlines() if line and set(line) <= set(HALVES)]
        path = self.rig.folder / f"{who.name}.png"
        png_of([line.ljust(max(map(len, lines))) for line in lines], path)
        return path

    def test_codes_are_read_from_pictures(self):
        kai, lea = self.rig.person("kai"), self.rig.person("lea")
        lea.does("invite", "accept", "--picture", self.screen(kai, "invite", "create"), "--alias", "kai")
        self.rounds(kai, lea, times=3)
        self.assertEqual(kai.asks("contact", "list")[0]["state"], "connected")
        code = self.screen(kai, "verify", "show", "lea")
        # Of somebody else, and one's own screen: both are not what the other person shows.
        self.assertEqual(kai.run("verify", "compare", "lea", "--picture", code).code, 5)
        self.assertFalse(lea.asks("contact", "show", "kai")[0]["verified"])
        self.assertTrue(lea.asks("verify", "compare", "kai", "--picture", code)[0]["verified"])
        self.assertTrue(lea.asks("contact", "show", "kai")[0]["verified"])
        number = lea.asks("verify", "show", "kai")[0]["safety_number"]
        wrong = ("1" if number[0] != "1" else "2") + number[1:]
        self.assertEqual(kai.run("verify", "compare", "lea", wrong).code, 5)
        groups = [number[i:i + 5] for i in range(0, 60, 5)]
        self.assertIn("lea", kai.does("verify", "compare", "lea", *groups).err)
        self.assertTrue(kai.asks("contact", "show", "lea")[0]["verified"])
        self.compared_by_words(kai, lea, number, wrong)
        blank = self.rig.folder / "blank.png"
        png_of([" " * 40] * 20, blank)
        self.assertIn("kein Code", kai.run("verify", "compare", "lea", "--picture", blank, "--lang", "de").err)
        for words in (["--picture", blank], ["--picture", self.rig.folder / "nothing.png"], []):
            self.assertEqual(kai.run("verify", "compare", "lea", *words).code, 2)
        self.assertEqual(kai.run("invite", "accept").code, 2)

    def test_codes_are_written_to_files_that_others_read(self):
        mia, noa = self.rig.person("mia"), self.rig.person("noa")
        place = self.rig.folder / "code.png"
        made = mia.does("invite", "create", "--qr-png", place)
        self.assertIn(str(place), made.err)
        self.assertEqual(place.stat().st_mode & 0o777, 0o600)
        noa.does("invite", "accept", "--picture", place, "--alias", "mia")
        self.rounds(mia, noa, times=3)
        before = place.read_bytes()
        invitations = len(mia.asks("invite", "list"))
        for words in (("invite", "create"), ("verify", "show", "noa"), ("address", "create")):
            done = mia.run(*words, "--qr-png", place, "--json")
            self.assertEqual((done.code, done.error["code"]), (2, "already_exists"), done.err)
        self.assertEqual(place.read_bytes(), before)
        self.assertEqual(len(mia.asks("invite", "list")), invitations)
        shown = mia.does("verify", "show", "noa", "--qr-png", place, "--force", "--json").objects[0]
        self.assertEqual(len(shown["safety_number"]), 60)
        self.assertTrue(noa.asks("verify", "compare", "mia", "--picture", place)[0]["verified"])
        mia.does("address", "create")
        mia.does("address", "show", "--qr-png", place, "--force")
        self.assertEqual(mia.run("invite", "create", "--qr-png", "/does/not/exist/code.png").code, 2)
        self.assertEqual(mia.run("invite", "create", "--force").code, 2)
        self.assertEqual(sorted(p.name for p in self.rig.folder.glob(".stille-*")), [])

    def compared_by_words(self, kai, lea, number, wrong):
        aloud = kai.does("verify", "show", "lea", "--words", "--lang", "de").out.split()
        self.assertEqual(len(aloud), 60)
        for words in (aloud, kai.does("verify", "show", "lea", "--words").out.split(), [".".join(number)]):
            lea.does("verify", "reset", "kai")
            self.assertIn("Yes", lea.does("verify", "compare", "kai", *words).err)
            self.assertTrue(lea.asks("contact", "show", "kai")[0]["verified"])
        lea.does("verify", "reset", "kai")
        lea.does("verify", "compare", "kai", "-", stdin=" ".join(aloud).encode())
        lea.does("verify", "reset", "kai")
        no = lea.run("verify", "compare", "kai", wrong)
        self.assertEqual(no.code, 5)
        self.assertIn("No, this is not the number", no.err)
        self.assertNotIn("Sending", no.err)
        for said, about in ((number[:-1], "number"), (number + "1", "number"), ("vier zwei viele", "viele")):
            done = lea.run("verify", "compare", "kai", said, "--json")
            self.assertEqual((done.code, done.error["code"], done.error["about"]), (2, "invalid_argument", about), done.err)
        self.assertFalse(lea.asks("contact", "show", "kai")[0]["verified"])

    def rounds(self, *people, times=4):
        for _ in range(times):
            for who in people:
                who.does("sync")

    def joins(self, host, name):
        guest = self.rig.person(name)
        guest.does("invite", "accept", host.does("invite", "create", "--plain").out.strip(), "--alias", host.name)
        self.rounds(host, guest, times=3)
        return guest

    def test_an_introduction_brings_two_people_together_when_both_agree(self):
        ada, bob = self.rig.pair("ada", "bob")
        cem = self.joins(ada, "cem")
        made = ada.asks("introduce", "bob", "cem", "-m", "Ihr habt beide Bienen.")[0]
        self.assertEqual((made["type"], made["state"], [p["alias"] for p in made["people"]]),
                         ("introduction", "asked", ["bob", "cem"]))
        bob.does("sync")
        event = bob.does("listen", "--cursor", "c", "--types", "introduction", "--json", "--count", "1", "--timeout",
                         "20s").objects[0]
        self.assertEqual((event["state"], event["contact"]["alias"]), ("asked", "ada"))
        offer = [r for r in bob.asks("request", "list") if r["type"] == "introduction"][0]
        self.assertEqual((offer["id"], offer["by"]["alias"], offer["text"]),
                         (event["introduction"], "ada", "Ihr habt beide Bienen."))
        said = bob.does("request", "list", "--lang", "de").out
        self.assertIn("ada möchte dich mit", said)
        self.assertIn("Ihr habt beide Bienen.", said)
        bob.does("request", "accept", offer["id"])
        self.assertEqual([c["alias"] for c in bob.asks("contact", "list")], ["ada"])
        cem.does("sync")
        theirs = [r for r in cem.asks("request", "list") if r["type"] == "introduction"][0]
        cem.does("request", "accept", theirs["id"])
        self.rounds(cem, ada, bob)
        self.assertEqual(bob.asks("contact", "show", "cem")[0]["introduced_by"]["alias"], "ada")
        self.assertEqual(cem.asks("contact", "show", "bob")[0]["introduced_by"]["alias"], "ada")
        self.assertIn("ada", cem.does("contact", "show", "bob").out)
        self.assertEqual(bob.asks("contact", "show", "cem")[0]["iid"],
                         ada.asks("contact", "show", "cem")[0]["iid"])
        bob.does("send", "cem", "-m", "Wie viele Völker?")
        cem.does("sync")
        self.assertEqual(cem.asks("log", "bob")[0]["text"], "Wie viele Völker?")
        self.assertEqual([i["state"] for i in ada.asks("introduction", "list")], ["made"])
        self.assertIn("bekannt", ada.does("introduction", "list", "--lang", "de").out)
        self.assertEqual(bob.run("request", "accept", offer["id"]).code, 2)
        self.assertEqual(bob.run("request", "accept", "n_ffffffff").code, 3)
        self.assertEqual(ada.run("introduce", "bob", "bob").code, 2)

    def test_a_contact_address_is_for_many_and_asks_each_time(self):
        dora, emil = self.rig.person("dora"), self.rig.person("emil")
        fritz = self.rig.person("fritz")
        self.assertEqual(dora.run("address", "show").code, 3)
        address = dora.asks("address", "create")[0]
        self.assertTrue(address["ready"])
        self.assertEqual(dora.asks("address", "show")[0]["link"], address["link"])
        for who in (emil, fritz):
            who.does("invite", "accept", address["link"], "--alias", "dora")
        dora.does("sync")
        waiting = dora.asks("request", "list")
        self.assertEqual(sorted(r["name"] for r in waiting), sorted([emil.name.capitalize(), fritz.name.capitalize()]))
        self.assertTrue(all("invitation" not in r for r in waiting))
        wanted = [r for r in waiting if r["name"] == "Emil"][0]
        dora.does("request", "accept", wanted["id"])
        dora.does("request", "decline", "Fritz")
        self.rounds(emil, dora)
        dora.does("send", "emil", "-m", "Womit fangen wir an?")
        emil.does("sync")
        self.assertEqual(emil.asks("log", "dora")[0]["text"], "Womit fangen wir an?")
        self.assertEqual(dora.run("address", "revoke").code, 2)
        dora.does("address", "revoke", "--yes")
        late = self.rig.person("gerda")
        self.assertEqual(late.run("invite", "accept", address["link"]).code, 3)

    def test_read_and_writing_show_only_where_both_want_it(self):
        hans, ida = self.rig.pair("hans", "ida")
        hans.does("send", "ida", "-m", "Gesehen?")
        ida.does("sync")
        ida.does("read", "hans")
        self.rounds(ida, hans, times=2)
        self.assertEqual(hans.asks("log", "ida")[-1]["state"], "delivered")
        off = hans.asks("contact", "signs", "ida")[0]
        self.assertEqual([off[k] for k in ("read", "typing", "their_read", "their_typing", "writing")], [False] * 5)
        hans.does("contact", "signs", "ida", "--read", "on", "--typing", "on")
        ida.does("sync")
        self.assertIn("du nicht", ida.does("contact", "signs", "hans", "--lang", "de").out)
        self.assertFalse(ida.asks("typing", "hans")[0]["said"])
        ida.does("contact", "signs", "hans", "--read", "on", "--typing", "on")
        hans.does("sync")
        self.assertIn("each other", hans.does("contact", "signs", "ida").out)
        hans.does("send", "ida", "-m", "Und jetzt?")
        ida.does("sync")
        ida.does("read", "hans")
        self.rounds(ida, hans, times=2)
        self.assertEqual([m["state"] for m in hans.asks("log", "ida")], ["delivered", "read"])
        self.assertIn("gelesen", hans.does("log", "ida", "--lang", "de").out)
        # Nothing may lie between the two: what waits is not told later.
        self.assertTrue(ida.asks("typing", "hans")[0]["said"])
        hans.does("sync")
        self.assertTrue(hans.asks("contact", "signs", "ida")[0]["writing"])
        self.assertFalse(ida.asks("typing", "hans")[0]["said"])
        ida.does("contact", "signs", "hans", "--read", "off", "--typing", "off")
        self.assertEqual(ida.run("contact", "signs", "hans", "--read", "maybe").code, 2)


if __name__ == "__main__":
    main()
