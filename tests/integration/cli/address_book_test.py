#!/usr/bin/env python3
"""People who are not on Stille, with the real programs: taken in from files, kept in touch with, invited, erased."""
import json
import shutil
import unittest

from rig import Story, main

GOOGLE = ("First Name,Last Name,Organization Name,Organization Title,Birthday,Notes,Labels,Address 1 - City\n"
          "Mira,Kaya,ACME,Recht,1984-05-23,Kennt alle,* myContacts ::: Kunden,Köln\n"
          "Jörg,Müller,,,,,* myContacts,\n"
          "mira,kaya,,,,,,\n")
OUTLOOK = '"Vorname";"Nachname";"Firma"\r\n"Jörg";"Müller";"Müller & Söhne"\r\n'.encode("cp1252")


class AddressBook(Story):
    def file(self, name, content):
        path = self.rig.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def listed(self, who):
        return {c["alias"]: c["state"] for c in who.asks("contact", "list")}

    def test_an_export_of_another_program_becomes_an_address_book(self):
        ada = self.rig.person("ada")
        book = self.file("contacts.csv", GOOGLE)
        preview = ada.asks("contact", "import", "--dry-run", book)
        self.assertEqual([(r["match"], r["contact"]["alias"]) for r in preview],
                         [("added", "mira-kaya"), ("added", "joerg-mueller"), ("found", "mira-kaya")])
        self.assertEqual(self.listed(ada), {})
        self.assertIn("wären neu", ada.does("contact", "import", "--dry-run", book, "--lang", "de").err)
        real = ada.asks("contact", "import", book)
        for one in (*preview, *real):
            del one["contact"]["id"]
        self.assertEqual(real, preview)
        self.assertEqual(self.listed(ada), {"mira-kaya": "local", "joerg-mueller": "local"})
        ada.does("contact", "import", self.file("outlook.csv", OUTLOOK))
        found = ada.asks("contact", "show", "joerg-mueller")[0]
        self.assertEqual((found["local"]["company"], "iid" in found, "conv" in found), ("Müller & Söhne", False, False))
        self.assertIn("nur im Adressbuch", ada.does("contact", "show", "mira-kaya", "--lang", "de").out)
        self.assertIn("ACME", ada.does("contact", "show", "mira-kaya").out)
        mira = ada.asks("contact", "show", "mira-kaya")[0]
        self.assertEqual((mira["birthday"], mira["circles"]), ("1984-05-23", ["Kunden"]))
        self.assertRegex(ada.does("contact", "show", "mira-kaya", "--lang", "de").out,
                         r"(?s)Geburtstag +1984-05-23.*Kreise +Kunden")
        self.assertEqual(ada.does("contact", "show", "mira-kaya", "--plain", "--fields", "birthday").out, "1984-05-23\n")
        self.assertEqual([c["alias"] for c in ada.asks("contact", "find", "kund", "köl")], ["mira-kaya"])
        self.assertEqual(ada.asks("contact", "find", "niemand"), [])
        self.assertEqual(ada.run("contact", "find", "").code, 2)
        # The whole of it goes out as vCards and comes back as nothing new.
        out = self.rig.folder / "all.vcf"
        ada.does("contact", "export", "--all", out)
        self.assertEqual({r["changed"] for r in ada.asks("contact", "import", out)}, {False})
        for code, words in ((2, ("send", "mira-kaya", "-m", "x")), (2, ("verify", "show", "mira-kaya")),
                            (2, ("contact", "set", "mira-kaya", "--block")), (3, ("contact", "show", "nobody"))):
            self.assertEqual(ada.run(*words).code, code, words)
        self.assertIn("stille invite create --for mira-kaya", ada.run("send", "mira-kaya", "-m", "x").err)
        self.assertIn("Lade die Person ein", ada.run("verify", "show", "mira-kaya", "--lang", "de").err)

    def test_somebody_is_written_down_by_hand(self):
        emil = self.rig.person("emil")
        emil.does("contact", "add", "Mira Kaya", "note=Kennt alle", "company=ACME", "birthday=05-23",
                  "circles=Kunden,Ulm")
        mira = emil.asks("contact", "show", "mira-kaya")[0]
        self.assertEqual((mira["state"], mira["note"]), ("local", "Kennt alle"))
        self.assertEqual([c["alias"] for c in emil.asks("contact", "find", "kund", "ulm")], ["mira-kaya"])
        self.assertEqual(mira["local"], {"company": "ACME"})
        self.assertEqual([b["birthday"] for b in emil.asks("keep", "birthdays", "--days", "366")], ["05-23"])
        again = emil.run("contact", "add", "mira kaya", "--lang", "de")
        self.assertEqual(again.code, 2)
        self.assertIn("steht schon im Adressbuch", again.err)
        for words in (("add", " "), ("add", "Nora", "birthday=gestern"), ("add", "Nora", "name=Nora"),
                      ("add", "Nora", "Ulm"), ("add", "Nora", "note=" + "x" * 70_000), ("describe", "mira-kaya"),
                      ("describe", "mira-kaya", "note=x")):
            self.assertEqual(emil.run("contact", *words).code, 2, words)
        changed = emil.asks("contact", "describe", "mira-kaya", "name=Mira Weiss", "company=", "city=Ulm")[0]
        self.assertEqual(changed["name"], "Mira Weiss")
        shown = emil.asks("contact", "show", "mira-kaya")[0]
        self.assertEqual((shown["name"], shown["local"]), ("Mira Weiss", {"city": "Ulm"}))
        self.assertEqual(emil.run("contact", "import", "--undo").code, 3)

    def test_one_keeps_in_touch_with_them_and_no_relay_hears_of_it(self):
        ben = self.rig.person("ben")
        ben.does("contact", "import", self.file("touch.csv", GOOGLE))
        ben.does("keep", "set", "mira-kaya", "--every", "3mo")
        kept = {p["contact"]["alias"]: p for p in ben.asks("keep", "list")}
        self.assertEqual((kept["mira-kaya"]["every"], kept["mira-kaya"]["birthday"], kept["mira-kaya"]["circles"]),
                         ("3mo", "1984-05-23", ["Kunden"]))
        self.assertEqual([b["contact"]["alias"] for b in ben.asks("keep", "birthdays", "--days", "366")], ["mira-kaya"])
        self.assertIn("Mira", ben.asks("keep", "draft", "mira-kaya", "--lang", "de")[0]["text"])
        ben.does("keep", "log", "mira-kaya", "--via", "phone", "-m", "Ulm")
        self.assertEqual(ben.asks("keep", "list")[1]["last"]["via"], "phone")
        ben.does("contact", "set", "mira-kaya", "--note", "Segelt", "--alias", "mira")
        strace = shutil.which("strace")
        if strace is None:
            self.skipTest("strace is not there")
        for words in (("contact", "import", self.rig.folder / "touch.csv"), ("keep", "today"), ("contact", "list"),
                      ("keep", "log", "mira"), ("contact", "find", "acme"), ("contact", "import", "--undo"),
                      ("contact", "forget", "joerg-mueller", "--yes")):
            self.assertEqual(self.sockets(ben, strace, words), [], words)

    def sockets(self, who, strace, words):
        import subprocess
        trace = self.rig.folder / "trace"
        subprocess.run([strace, "-f", "-o", trace, "-e", "trace=connect,sendto", *who.command(*words)],
                       env=who.traced_environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True,
                       stderr=subprocess.DEVNULL, timeout=120)
        return [line for line in trace.read_text().splitlines() if "AF_INET" in line]

    def test_an_import_is_taken_back_but_nothing_that_came_later(self):
        cem = self.rig.person("cem")
        cem.does("contact", "import", self.file("undo.csv", GOOGLE))
        cem.does("keep", "log", "mira-kaya", "--via", "met")
        undone = cem.asks("contact", "import", "--undo")[0]
        self.assertEqual((undone["file"], undone["removed"], undone["kept"]), ("undo.csv", 1, 1))
        self.assertEqual(self.listed(cem), {"mira-kaya": "local"})
        done = cem.run("contact", "import", "--undo", "--json")
        self.assertEqual((done.code, done.error["code"]), (3, "not_found"))
        cem.does("contact", "forget", "mira-kaya", "--yes")
        cem.does("contact", "import", self.rig.folder / "undo.csv")
        cem.does("contact", "describe", "mira-kaya", "role=Notarin")
        undone = cem.asks("contact", "import", "--undo")[0]
        self.assertEqual((undone["removed"], undone["kept"]), (1, 1))
        self.assertEqual(self.listed(cem), {"mira-kaya": "local"})
        self.assertEqual(cem.run("contact", "import").code, 2)
        self.assertEqual(cem.run("contact", "import", "--undo", "--dry-run").code, 2)

    def test_whoever_uses_their_invitation_is_who_they_were(self):
        dea = self.rig.person("dea")
        dea.does("contact", "import", self.file("invite.csv", GOOGLE))
        dea.does("keep", "set", "mira-kaya", "--every", "3mo")
        link = dea.does("invite", "create", "--for", "mira-kaya", "--plain").out.strip()
        self.assertEqual(dea.asks("invite", "list")[0]["for"], "mira-kaya")
        mira = self.rig.person("mira")
        mira.does("invite", "accept", link, "--alias", "dea")
        for who in (dea, mira, dea, mira):
            who.does("sync")
        self.assertEqual(self.listed(dea), {"mira-kaya": "connected", "joerg-mueller": "local"})
        contact = dea.asks("contact", "show", "mira-kaya")[0]
        self.assertEqual((contact["name"], contact["note"], contact["local"]["company"]), ("Mira", "Kennt alle", "ACME"))
        self.assertEqual([p["every"] for p in dea.asks("keep", "list") if p["contact"]["alias"] == "mira-kaya"], ["3mo"])
        dea.does("send", "mira-kaya", "-m", "Schön, dass du da bist")
        mira.does("sync")
        self.assertEqual(mira.asks("log", "dea")[0]["text"], "Schön, dass du da bist")
        # By hand for everybody who came another way.
        dea.does("contact", "merge", "joerg-mueller", "mira-kaya")
        self.assertEqual(self.listed(dea), {"mira-kaya": "connected"})
        self.assertEqual(dea.run("contact", "merge", "mira-kaya", "mira-kaya").code, 2)
        self.assertEqual(dea.run("invite", "create", "--for", "mira-kaya").code, 2)

    def test_they_are_in_exports_and_backups_and_are_erased(self):
        eva = self.rig.person("eva")
        eva.does("contact", "import", self.file("leave.csv", GOOGLE))
        to = self.rig.folder / "eva export"
        eva.does("export", "--to", to)
        self.assertIn("Kennt alle", (to / "contacts.jsonl").read_text())
        self.assertIn("ACME", (to / "contacts.jsonl").read_text())
        backup = self.rig.folder / "eva.backup"
        key = eva.does("backup", "create", backup).out.strip()
        eva.does("contact", "forget", "mira-kaya", "--yes")
        self.assertEqual(self.listed(eva), {"joerg-mueller": "local"})
        self.assertEqual([p["contact"]["alias"] for p in eva.asks("keep", "list")], ["joerg-mueller"])
        secret = self.file("key", key + "\n")
        eva.elsewhere().does("backup", "restore", backup, "again", "--secret-file", secret, "--no-passphrase")
        eva.name = "again"
        self.assertEqual(self.listed(eva), {"mira-kaya": "local", "joerg-mueller": "local"})


if __name__ == "__main__":
    main()
