#!/usr/bin/env python3
"""A group of three by the commands of the guide: two of them never met, things change at once, one is taken out."""
import pathlib
import random
import time
import unittest

from pictures import png
from rig import LIMIT, Story, main


class Group(Story):
    def rounds(self, *people, times=6):
        for _ in range(times):
            for who in people:
                who.does("sync")

    def circle(self):
        ada, bob = self.rig.pair("ada", "bob")
        cem = self.rig.person("cem")
        link = ada.does("invite", "create", "--plain").out.strip()
        cem.does("invite", "accept", link, "--alias", "ada")
        self.rounds(ada, cem, times=3)
        made = ada.asks("group", "new", "Runde", "--add", "bob,cem")
        self.assertEqual([(g["alias"], g["name"], g["role"], g["type"]) for g in made],
                         [("#runde", "Runde", "chair", "group")])
        self.rounds(bob, cem, ada)
        return ada, bob, cem

    def heard_of(self, who, group):
        return [(m["from"]["alias"], m["text"]) for m in who.asks("log", group)]

    def heard(self, who):
        return self.heard_of(who, "#runde")

    def test_three_people_of_whom_two_did_not_know_each_other(self):
        ada, bob, cem = self.circle()
        for who in (ada, bob, cem):
            group = who.asks("group", "show", "#runde")[0]
            self.assertEqual([len(group["members"]), group["state"], group["branches"]], [3, "member", 1])
            self.assertTrue(all(m["same"] and m["connected"] for m in group["members"]), group)
        self.assertEqual([c["alias"] for c in bob.asks("contact", "list")], ["ada"])
        other = [m for m in bob.asks("group", "show", "#runde")[0]["members"] if m["alias"] == "cem"]
        self.assertEqual(other[0]["introduced_by"], "ada")

        bob.does("send", "#runde", "-m", "Passt euch Dienstag?")
        event = cem.does("listen", "--cursor", "c", "--types", "message", "--json", "--count", "1", "--timeout",
                         "20s").objects[0]
        self.assertEqual((event["from"]["alias"], event["group"]["alias"], event["text"]),
                         ("bob", "#runde", "Passt euch Dienstag?"))
        cem.does("send", "#runde", "-m", "Ja.")
        self.rounds(ada, bob, times=2)
        self.assertEqual(self.heard(bob), [("self", "Passt euch Dienstag?"), ("cem", "Ja.")])
        self.assertEqual(sorted(self.heard(ada)), [("bob", "Passt euch Dienstag?"), ("cem", "Ja.")])

        asked = [m["id"] for m in cem.asks("log", "#runde") if m["text"] == "Passt euch Dienstag?"][0]
        cem.does("send", "#runde", "--reply", asked, "-m", "Um zehn?")
        cem.does("react", asked, "👍")
        self.rounds(ada, bob, times=2)
        answer = ada.asks("log", "#runde")[-1]
        self.assertEqual((answer["text"], answer["reply"]["author"]), ("Um zehn?", "bob"))
        own = [m for m in bob.asks("log", "#runde") if m["text"] == "Passt euch Dienstag?"][0]
        self.assertEqual(own["reactions"], [{"own": False, "text": "👍", "author": "cem"}])
        bob.does("edit", own["id"], "-m", "Passt euch Mittwoch?")
        self.rounds(cem, ada, times=2)
        self.assertIn(("bob", "Passt euch Mittwoch?"), self.heard(cem))
        self.assertIn("dieselbe Liste", ada.does("group", "show", "#runde", "--lang", "de").err)

        # At once: the deputy renames, the chair says what it is for.
        ada.does("group", "role", "#runde", "bob", "deputy")
        self.rounds(bob, cem, times=2)
        bob.does("group", "rename", "#runde", "Neue Runde")
        ada.does("group", "purpose", "#runde", "Fragen zum Datenschutz")
        self.rounds(ada, bob, cem)
        seen = [who.asks("group", "show", "#runde")[0] for who in (ada, bob, cem)]
        self.assertEqual({(g["name"], g["purpose"], g["changes"]) for g in seen},
                         {("Neue Runde", "Fragen zum Datenschutz", seen[0]["changes"])})

        ada.does("group", "policy", "#runde", "everybody")
        self.rounds(bob, cem, times=2)
        self.assertEqual(cem.asks("group", "show", "#runde")[0]["policy"], "everybody")
        done = ada.run("group", "remove", "#runde", "cem", "nobody", "--json")
        self.assertEqual(done.code, 3)
        self.assertEqual(len(ada.asks("group", "show", "#runde")[0]["members"]), 3)
        ada.does("group", "remove", "#runde", "cem")
        ada.does("send", "#runde", "-m", "Ohne Cem.")
        self.rounds(bob, cem, times=3)
        self.assertEqual(self.heard(bob)[-1], ("ada", "Ohne Cem."))
        self.assertNotIn(("ada", "Ohne Cem."), self.heard(cem))
        self.assertEqual(cem.asks("group", "list")[0]["state"], "left")
        for words in (("group", "list"), ("group", "show", "#runde")):
            self.assertIn("herausgenommen", cem.does(*words, "--lang", "de").out)
        done = cem.run("send", "#runde", "-m", "Noch da?", "--json")
        self.assertEqual(done.code, 2, done.err)
        happened = [(e["by"]["alias"], e["what"], e.get("about", {}).get("alias"), e.get("value"))
                    for e in cem.asks("group", "history", "#runde")]
        self.assertEqual(happened[0], ("ada", "joined", "self", None))
        self.assertEqual(happened[-1], ("ada", "removed", "self", None))
        self.assertIn(("ada", "renamed", None, "Neue Runde"), happened)
        self.assertIn("Ada hat dich aus der Gruppe genommen.",
                      cem.does("group", "history", "#runde", "--lang", "de").out)
        self.assertIn("You took Cem out of the group.", ada.does("group", "history", "#runde", "--lang", "en").out)
        self.assertEqual(cem.run("group", "history", "#nirgends").code, 3)

    def test_a_group_is_a_conversation_as_any_other(self):
        eva, finn = self.rig.pair("eva", "finn")
        eva.does("group", "new", "Lesekreis", "--add", "finn")
        self.rounds(finn, eva, times=4)
        self.assertTrue(finn.asks("conversation", "list", "--unread")[0]["marked_unread"])
        finn.does("read", "#lesekreis")
        self.assertEqual(finn.asks("conversation", "list", "--unread"), [])
        finn.does("send", "#lesekreis", "-m", "Was lest ihr?")
        self.rounds(eva, finn, times=2)
        listed = {c["conversation"]["alias"]: c for c in eva.asks("conversation", "list")}
        self.assertEqual((listed["#lesekreis"]["unread"], listed["#lesekreis"]["last"]["from"]["alias"]), (1, "finn"))
        self.assertEqual(eva.asks("read", "#lesekreis")[0]["unread"], 0)
        self.assertTrue(eva.asks("conversation", "set", "#lesekreis", "--pin")[0]["pinned"])
        eva.does("draft", "set", "#lesekreis", "-m", "Gerade nichts")
        self.assertEqual(eva.asks("draft", "list")[0]["conversation"]["alias"], "#lesekreis")
        kept = eva.asks("retention", "set", "#lesekreis", "--rule", "30d")[0]
        self.assertEqual((kept["conversation"]["alias"], kept["rule"]), ("#lesekreis", "30d"))
        later = eva.asks("send", "#lesekreis", "-m", "Später mehr", "--later", "1s")[0]
        self.assertEqual(later["to"]["alias"], "#lesekreis")
        deadline = time.monotonic() + LIMIT
        while eva.asks("later", "list"):
            self.assertLess(time.monotonic(), deadline)
            eva.does("sync")
        self.rounds(eva, finn, times=2)
        self.assertEqual(self.heard_of(finn, "#lesekreis")[-1], ("eva", "Später mehr"))
        self.assertEqual(eva.run("contact", "forget", "finn", "--yes").code, 2)
        eva.does("group", "leave", "#lesekreis")
        self.assertIn("verlassen", eva.does("group", "list", "--lang", "de").out)
        self.rounds(eva, finn, times=2)
        eva.does("contact", "forget", "finn", "--yes")
        self.assertEqual(eva.asks("contact", "list"), [])

    def test_files_a_timer_and_a_picture(self):
        gil, hao = self.rig.pair("gil", "hao")
        ida = self.rig.person("ida")
        ida.does("invite", "accept", gil.does("invite", "create", "--plain").out.strip(), "--alias", "gil")
        self.rounds(gil, ida, times=3)
        gil.does("group", "new", "Projekt", "--add", "hao,ida")
        self.rounds(hao, ida, gil)
        folder = pathlib.Path(self.rig.folder) / "files"
        folder.mkdir()
        content = random.Random(5).randbytes(300_000)
        (folder / "plan.bin").write_bytes(content)
        sent = hao.run("send", "#projekt", "--attach", folder / "plan.bin", "-m", "Der Plan", "--json", "--timeout",
                       "60s")
        self.assertEqual(sent.code, 0, sent.err)
        self.assertEqual((sent.objects[-1]["to"]["alias"], sent.objects[-1]["attachments"][0]["state"]),
                         ("#projekt", "sent"))
        for who in (gil, ida):
            who.does("sync")
            message = who.asks("log", "#projekt")[-1]
            self.assertEqual((message["from"]["alias"], message["text"]), ("hao", "Der Plan"))
            wanted = message["attachments"][0]["id"]
            out = folder / f"{who.name}.bin"
            who.does("attachment", "get", wanted, "-o", out, "--timeout", "60s")
            self.assertEqual(out.read_bytes(), content)
            listed = who.asks("attachment", "list", "#projekt")[-1]
            self.assertEqual((listed["contact"]["alias"], listed["from"]["alias"]), ("#projekt", "hao"))
            self.assertIn("hao #projekt", who.does("attachment", "list").out)

        gil.does("group", "expire", "#projekt", "1d")
        self.rounds(hao, ida, times=2)
        self.assertEqual({who.asks("group", "show", "#projekt")[0]["expire_ms"] for who in (gil, hao, ida)},
                         {86_400_000})
        self.assertIn("nach 1 Tag", ida.does("log", "#projekt", "--lang", "de").out)
        for who, state in ((gil, "sent"), (hao, "received"), (ida, "received")):
            self.assertEqual([m["state"] for m in who.asks("log", "#projekt") if m["kind"] == "timer"], [state])
        ida.does("send", "#projekt", "-m", "Bis morgen.")
        self.rounds(hao, times=2)
        self.assertEqual(hao.asks("log", "#projekt")[-1]["expire_ms"], 86_400_000)
        self.assertEqual(hao.run("group", "expire", "#projekt", "off").code, 2)
        self.assertEqual(gil.run("group", "expire", "#projekt", "sometimes").code, 2)

        (folder / "runde.png").write_bytes(png(30, 20, "GPS 48.4011 9.9876"))
        self.assertEqual(hao.run("group", "picture", "#projekt", "--save", "-").code, 3)
        gil.does("group", "picture", "#projekt", folder / "runde.png")
        self.rounds(hao, ida, times=2)
        self.assertGreater(ida.asks("group", "show", "#projekt")[0]["picture"]["size"], 0)
        ida.does("group", "picture", "#projekt", "--save", folder / "seen.jpg")
        seen = (folder / "seen.jpg").read_bytes()
        self.assertTrue(seen.startswith(b"\xff\xd8"))
        self.assertNotIn(b"48.4011", seen)
        self.assertEqual(gil.run("group", "picture", "#projekt", folder / "plan.bin").code, 2)
        self.assertEqual(gil.run("group", "picture", "#projekt").code, 2)
        gil.does("group", "picture", "#projekt", "none")
        self.assertNotIn("picture", gil.asks("group", "show", "#projekt")[0])
        gil.does("group", "remove", "#projekt", "ida")
        self.rounds(ida, times=3)
        self.assertEqual(ida.run("send", "#projekt", "--attach", folder / "plan.bin", "--json").code, 2)

    def test_who_was_asked_and_has_not_come_is_shown(self):
        jo, kit = self.rig.pair("jo", "kit")
        jo.does("group", "new", "Chor", "--add", "kit")
        asked = jo.asks("group", "show", "#chor")[0]["asked"]
        self.assertEqual([one["alias"] for one in asked], ["kit"])
        self.assertRegex(asked[0]["since"], r"^\d{4}-\d\d-\d\dT")
        self.assertRegex(jo.does("group", "show", "#chor", "--lang", "de").out, r"(?m)^kit +Kit +gefragt, seit +\S")
        self.rounds(kit, jo, times=4)
        self.assertNotIn("asked", jo.asks("group", "show", "#chor")[0])
        self.assertEqual(len(jo.asks("group", "show", "#chor")[0]["members"]), 2)

    def test_a_group_that_is_still_coming_in_is_not_called_foreign(self):
        oda, pia = self.rig.pair("oda", "pia")
        oda.does("group", "new", "Garten", "--add", "pia")
        pia.does("sync")
        for words in (("send", "#garten", "-m", "Hallo"), ("send", "#garten", "--attach", __file__),
                      ("group", "leave", "#garten"), ("group", "rename", "#garten", "Park"),
                      ("group", "add", "#garten", "oda")):
            done = pia.run(*words, "--json")
            self.assertEqual((done.code, done.error["code"], done.error["kind"]), (8, "not_reached", "group_coming"), done.err)
        self.assertIn("kommt noch an", pia.run("send", "#garten", "-m", "Hallo", "--lang", "de").err)
        self.rounds(oda, pia, times=4)
        pia.does("send", "#garten", "-m", "Hallo")

    def test_whoever_was_met_in_a_group_may_invite_and_be_a_contact(self):
        liv, max_ = self.rig.pair("liv", "max")
        noa = self.rig.person("noa")
        noa.does("invite", "accept", liv.does("invite", "create", "--plain").out.strip(), "--alias", "liv")
        self.rounds(liv, noa, times=3)
        liv.does("group", "new", "Werk", "--add", "max,noa")
        self.rounds(max_, noa, liv)
        aliases = lambda who: sorted(c["alias"] for c in who.asks("contact", "list"))
        self.assertEqual((aliases(max_), aliases(noa)), (["liv"], ["liv"]))
        noa.does("invite", "accept", max_.does("invite", "create", "--plain").out.strip())
        self.rounds(max_, noa, times=3)
        self.assertEqual((aliases(max_), aliases(noa)), (["liv", "noa"], ["liv", "max"]))
        max_.does("send", "noa", "-m", "Da bist du ja.")
        noa.does("send", "#werk", "-m", "An alle.")
        self.rounds(noa, max_, liv, times=2)
        self.assertEqual(noa.asks("log", "max")[-1]["text"], "Da bist du ja.")
        for who in (max_, liv):
            self.assertEqual(self.heard_of(who, "#werk"), [("noa", "An alle.")])
        done = noa.run("invite", "accept", max_.does("invite", "create", "--plain").out.strip(), "--json")
        self.assertEqual(done.error["code"], "already_exists", done.err)

    def test_what_goes_wrong_is_said_clearly(self):
        someone = self.rig.person("dea")
        self.assertEqual(someone.run("group", "show", "#nichts", "--json").code, 3)
        self.assertEqual(someone.run("send", "#nichts", "-m", "x", "--json").code, 3)
        self.assertEqual(someone.run("log", "#nichts", "--json").code, 3)
        someone.does("group", "new", "Allein")
        self.assertEqual(someone.run("group", "add", "#allein", "niemand").code, 3)
        self.assertEqual(someone.run("group", "role", "#allein", "dea", "boss").code, 2)
        told = someone.run("group", "show", "#nichts", "--lang", "de")
        self.assertIn("Gruppe", told.err)
        someone.does("group", "leave", "#allein")
        self.assertEqual(someone.asks("group", "list")[0]["state"], "closed")

    def test_one_wrong_name_and_nobody_is_asked(self):
        kim, lea = self.rig.pair("kim", "lea")
        for words in (("group", "new", "Halb", "--add", "lea,niemand"), ("group", "new", "Halb", "--add", "niemand")):
            done = kim.run(*words, "--json")
            self.assertEqual((done.code, done.error["about"]), (3, "niemand"))
            self.assertEqual(kim.asks("group", "list"), [])
        kim.does("group", "new", "Ganz")
        self.assertEqual(kim.run("group", "add", "#ganz", "lea", "niemand").code, 3)
        self.assertEqual(len(kim.asks("group", "show", "#ganz")[0]["members"]), 1)
        self.assertEqual(kim.run("group", "add", "#weg", "lea", "kim").code, 3)
        mia = self.rig.person("mia")
        mia.does("invite", "accept", kim.does("invite", "create", "--plain").out.strip())
        self.rounds(kim, mia, times=2)
        kim.does("group", "add", "#ganz", "lea")
        self.rounds(lea, kim, times=3)
        done = kim.run("group", "add", "#ganz", "lea", "mia", "--json")
        self.assertEqual((done.code, done.error["code"]), (9, "partial"), done.err)
        self.assertEqual([(r["to"]["alias"], r.get("error", {}).get("code")) for r in done.objects[0]["results"]],
                         [("lea", "already_exists"), ("mia", None)])
        self.rounds(mia, kim, times=3)
        told = kim.run("group", "add", "#ganz", "lea", "mia")
        self.assertEqual((told.code, told.err.count("in the group already")), (2, 2), told.err)


if __name__ == "__main__":
    main()
