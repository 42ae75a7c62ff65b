#!/usr/bin/env python3
"""Contact cards with the real programs: who sees which field, requests, birthdays, address books in and out."""
import unittest

from pictures import png
from rig import Story, main


class Cards(Story):
    def card(self, who, of):
        return who.asks("card", "show", of)[0]

    def events(self, who, count):
        heard = who.does("listen", "--cursor", "cards", "--types", "card", "--json", "--count", count, "--timeout", "20s")
        return [(e["state"], e.get("fields", [])) for e in heard.objects]

    def test_a_field_goes_to_whom_it_is_shared_with_and_comes_back(self):
        ada, bob = self.rig.pair("ada", "bob")
        own = ada.asks("card", "set", "role=Datenschutz", "city=Köln", "languages=de, en", "birthday=23.5.1984",
                       "topics=Segeln, Recht")[0]
        self.assertEqual((own["type"], own["role"], own["languages"], own["birthday"], own["topics"]),
                         ("own_card", "Datenschutz", ["de", "en"], "1984-05-23", ["Segeln", "Recht"]))
        bob.does("sync")
        self.assertNotIn("role", self.card(bob, "ada"))
        shared = ada.asks("card", "share", "bob", "--fields", "role,birthday")[0]
        self.assertEqual(shared["shared"], ["name", "role", "birthday"])
        bob.does("sync")
        seen = self.card(bob, "ada")
        self.assertEqual((seen["role"], seen["birthday"]), ("Datenschutz", "1984-05-23"))
        self.assertNotIn("city", seen)
        self.assertEqual(bob.asks("contact", "show", "ada")[0]["card"]["role"], "Datenschutz")
        self.assertEqual([(b["contact"]["alias"], b["birthday"]) for b in bob.asks("keep", "birthdays", "--days", "366")],
                         [("ada", "1984-05-23")])
        ada.does("card", "set", "role=")
        ada.does("card", "share", "bob", "--fields", "none")
        bob.does("sync")
        seen = self.card(bob, "ada")
        self.assertNotIn("role", seen)
        self.assertNotIn("birthday", seen)
        self.assertEqual(self.events(bob, 3), [("changed", ["role", "birthday"]), ("changed", ["role"]),
                                            ("changed", ["birthday"])])

    def test_a_request_waits_for_the_person_and_nothing_else_answers_it(self):
        cem, dea = self.rig.pair("cem", "dea")
        cem.does("card", "set", "company=ACME")
        dea.does("card", "request", "cem")
        cem.does("sync")
        self.assertEqual(self.events(cem, 1), [("requested", [])])
        self.assertIn("wanted", self.card(cem, "dea"))
        dea.does("sync")
        self.assertNotIn("company", self.card(dea, "cem"))
        cem.does("card", "share", "dea", "--fields", "all")
        dea.does("sync")
        self.assertEqual(self.card(dea, "cem")["company"], "ACME")
        self.assertNotIn("wanted", self.card(cem, "dea"))
        self.assertIn("Firma", dea.does("card", "show", "cem", "--lang", "de").out)

    def test_a_picture_leaves_small_and_without_what_was_written_into_it(self):
        eva, finn = self.rig.pair("eva", "finn")
        picture = self.rig.folder / "eva.png"
        picture.write_bytes(png())
        self.assertLessEqual(eva.asks("card", "set", f"picture={picture}")[0]["picture"]["size"], 24576)
        eva.does("card", "share", "finn", "--fields", "picture")
        finn.does("sync")
        out = self.rig.folder / "out.jpg"
        finn.does("card", "show", "eva", "--picture", str(out))
        self.assertEqual(out.read_bytes()[:3], b"\xff\xd8\xff")
        self.assertNotIn(b"Rathausplatz", out.read_bytes())
        (self.rig.folder / "no.png").write_bytes(b"\x89PNG\r\n\x1a\n and then nothing")
        done = eva.run("card", "set", f"picture={self.rig.folder / 'no.png'}", "--json")
        self.assertEqual((done.code, done.error["code"]), (2, "invalid_argument"))
        eva.does("card", "set", "picture=")
        finn.does("sync")
        self.assertEqual(finn.run("card", "show", "eva", "--picture", "-").code, 3)

    def test_new_contacts_see_what_the_setting_says(self):
        gil = self.rig.person("gil")
        gil.does("card", "set", "role=Recht", "city=Bonn")
        gil.does("config", "set", "card.share", "role")
        hana = self.rig.person("hana")
        link = gil.does("invite", "create", "--plain").out.strip()
        hana.does("invite", "accept", link, "--alias", "gil")
        for who in (gil, hana, gil, hana):
            who.does("sync")
        self.assertEqual(self.card(hana, "gil")["role"], "Recht")
        self.assertNotIn("city", self.card(hana, "gil"))

    def test_what_is_wrong_is_said_and_changes_nothing(self):
        ida = self.rig.person("ida")
        for words in (["role=" + "x" * 129], ["birthday=30.2."], ["languages=x"], ["phone=1"], ["role"],
                      ["role=Recht", "topics=" + "x" * 401]):
            done = ida.run("card", "set", *words, "--json")
            self.assertEqual((done.code, done.error["code"]), (2, "invalid_argument"), words)
        self.assertNotIn("role", ida.asks("card", "show")[0])
        self.assertEqual(ida.run("card", "request", "nobody").code, 3)
        self.assertEqual(ida.run("config", "set", "card.share", "phone").code, 2)
        self.assertIn("Steuerzeichen", ida.run("card", "set", "role=" + "x" * 129, "--lang", "de").err)

    # --- Address books ---

    def test_contacts_go_out_as_vcards_and_come_back_as_notes(self):
        jan, kim = self.rig.pair("jan", "kim")
        jan.does("card", "set", "role=Datenschutz, Recht", "city=Köln", "birthday=23.5.", "topics=Segeln")
        jan.does("card", "share", "kim", "--fields", "all")
        kim.does("sync")
        kim.does("contact", "set", "jan", "--note", "Kennt; alle")
        kim.does("keep", "set", "jan", "--circle", "Kunden")
        book = kim.does("contact", "export", "jan", "-").out
        for line in ("VERSION:4.0", "FN:Jan", "TITLE:Datenschutz\\, Recht", "ADR:;;;Köln;;;", "BDAY:--0523",
                     "EXPERTISE:Segeln", "CATEGORIES:Kunden", "NOTE:Kennt\\; alle"):
            self.assertIn(line, book.splitlines(), book)
        path = self.rig.folder / "all.vcf"
        kim.does("contact", "export", "--all", path)
        self.assertEqual(path.read_bytes().decode(), book)
        same = kim.asks("contact", "import", path)[0]
        self.assertEqual((same["match"], same["contact"]["alias"], same["changed"]), ("found", "jan", False))
        # Their own word goes on to count: what came from them was not written down.
        jan.does("card", "set", "birthday=24.5.")
        kim.does("sync")
        self.assertEqual(kim.asks("keep", "list")[0]["birthday"], "05-24")

    def test_an_address_book_tells_about_people_who_are_known(self):
        lea, mia = self.rig.pair("lea", "mia")
        table = ("Vorname;Nachname;Firma;Geburtstag;Notizen;Kreise\r\nmia;;ACME;1984-05-23;Alte Freundin;Verein\r\n"
                 "Unbekannt;Wer;X;;;\r\n")
        done = lea.does("contact", "import", "-", "--json", stdin=table.encode())
        self.assertEqual([(r["name"], r["match"], r["changed"]) for r in done.objects],
                         [("mia", "found", True), ("Unbekannt Wer", "added", True)])
        person = lea.asks("contact", "show", "mia")[0]
        self.assertEqual((person["note"], person["local"]["company"]), ("Alte Freundin", "ACME"))
        kept = next(p for p in lea.asks("keep", "list") if p["contact"]["alias"] == "mia")
        self.assertEqual((kept["birthday"], kept["circles"]), ("1984-05-23", ["Verein"]))
        self.assertEqual([c["alias"] for c in lea.asks("contact", "list")], ["mia", "unbekannt-wer"])
        self.assertEqual(lea.does("contact", "import", "-", "--contacts-only", "--json",
                                  stdin=b"Name\nNoch Wer\n").objects[0]["match"], "unknown")

    def test_a_malformed_file_names_its_line_and_changes_nothing(self):
        nina, omar = self.rig.pair("nina", "omar")
        path = self.rig.folder / "bad.vcf"
        good = "BEGIN:VCARD\nVERSION:4.0\nFN:omar\nNOTE:neu\nEND:VCARD\n"
        for text, line in ((good + "BEGIN:VCARD\nVERSION:2.1\n", 7), (good + "nonsense\n", 6),
                           (good + "BEGIN:VCARD\nVERSION:4.0\nFN:omar\nBDAY:1984-02-31\nEND:VCARD\n", 6)):
            path.write_text(text)
            done = nina.run("contact", "import", path, "--json")
            self.assertEqual((done.code, done.error["line"], done.error["about"]), (2, line, f"bad.vcf:{line}"), text)
        self.assertEqual(nina.asks("contact", "show", "omar")[0]["note"], "")
        self.assertIn("bad.vcf:6", nina.run("contact", "import", path, "--lang", "de").err)
        self.assertEqual(nina.run("contact", "import", self.rig.folder / "none.vcf").code, 2)


if __name__ == "__main__":
    main()
