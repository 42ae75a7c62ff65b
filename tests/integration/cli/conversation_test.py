#!/usr/bin/env python3
"""A conversation from the first link on, by exactly the commands that the guide shows."""
import re
import unittest

from rig import NO_MESSAGE, Person, Story, main

TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")


class Conversation(Story):
    def test_two_people_find_each_other_and_talk(self):
        ada, bob = Person(self.rig, "ada"), Person(self.rig, "bob")
        made = ada.new_profile()
        self.assertIn("no passphrase", made.err)
        bob.new_profile()

        link = ada.does("invite", "create", "--plain").out
        self.assertRegex(link, r"^stille://[^\s]+\n$")
        bob.does("invite", "accept", link.strip(), "--alias", "ada")
        ada.does("sync")
        bob.does("sync")

        contacts = ada.asks("contact", "list")
        self.assertEqual([(c["alias"], c["v"], c["type"]) for c in contacts], [("bob", 1, "contact")])
        self.assertIn(contacts[0]["state"], ("connecting", "connected"))

        sent = bob.does("send", "ada", "-m", "Passt dir Dienstag?", "--wait", "sent", "--timeout", "20s")
        self.assertEqual(sent.out, "")
        heard = ada.does("listen", "--cursor", "c1", "--types", "message", "--json", "--count", "1", "--timeout",
                         "20s").objects
        self.assertEqual(len(heard), 1)
        event = heard[0]
        self.assertEqual(event["text"], "Passt dir Dienstag?")
        self.assertEqual(event["from"]["alias"], "bob")
        self.assertEqual({k: type(event[k]) for k in ("v", "seq", "type", "id", "conv", "from", "at")},
                         {"v": int, "seq": int, "type": str, "id": str, "conv": str, "from": dict, "at": str})
        self.assertRegex(event["at"], TIME)

        log = ada.does("log", "bob", "-n", "1000", "--json").objects
        self.assertEqual([(m["text"], m["state"], m["from"]["alias"], m["id"]) for m in log],
                         [("Passt dir Dienstag?", "received", "bob", event["id"])])
        self.assertRegex(log[0]["at"], TIME)

        numbers = [w.asks("verify", "show", o)[0]["safety_number"] for w, o in ((ada, "bob"), (bob, "ada"))]
        self.assertEqual(numbers[0], numbers[1])
        self.assertRegex(numbers[0], r"^\d{60}$")

        ada.does("send", "bob", "-m", "Ja. Zehn Uhr?")
        bob.does("sync")
        self.assertEqual([(m["from"]["alias"], m["text"]) for m in bob.asks("log", "ada")],
                         [("self", "Passt dir Dienstag?"), ("ada", "Ja. Zehn Uhr?")])

    def test_what_stands_around_a_message(self):
        ada, _ = self.rig.pair("vera", "wim")
        ids = [ada.asks("send", "self", "-m", f"Notiz {n}")[0]["id"] for n in range(7)]
        around = lambda *words: [m["text"] for m in ada.asks("log", "self", "--around", *words)]
        self.assertEqual(around(ids[3], "-n", "3"), ["Notiz 2", "Notiz 3", "Notiz 4"])
        self.assertEqual(around(ids[3]), [f"Notiz {n}" for n in range(7)])
        self.assertEqual(around(ids[6], "-n", "2"), ["Notiz 6"])
        self.assertEqual(around(ids[0], "-n", "1"), ["Notiz 0"])
        self.assertEqual(ada.run("log", "wim", "--around", ids[3]).code, 3)
        self.assertEqual(ada.run("log", "self", "--around", NO_MESSAGE).code, 3)
        self.assertEqual(ada.run("log", "self", "--around", ids[3], "--follow").code, 2)

    def test_delivered_is_reached_while_the_other_side_listens(self):
        ada, bob = self.rig.pair("dora", "emil")
        listener = ada.start("listen", "--json", "--types", "message", "--count", "1", "--timeout", "60s")
        done = bob.run("send", "dora", "-m", "Bist du da?", "--wait", "delivered", "--timeout", "60s", "--json")
        self.assertEqual(done.code, 0, done.err)
        self.assertEqual(done.objects[0]["state"], "delivered")
        out, _ = listener.communicate(timeout=60)
        self.assertIn("Bist du da?", out)

    def test_a_number_once_confirmed_shows_the_contact_as_verified(self):
        ada, bob = self.rig.pair("frieda", "gustav")
        ada.does("verify", "confirm", "gustav")
        self.assertTrue(ada.asks("contact", "show", "gustav")[0]["verified"])
        ada.does("verify", "reset", "gustav")
        self.assertFalse(ada.asks("contact", "show", "gustav")[0]["verified"])
        self.assertFalse(bob.asks("contact", "show", "frieda")[0]["verified"])

    def test_both_sides_offline_in_turn(self):
        ada, bob = self.rig.pair("hanna", "ida")
        for number in range(6):
            writer, other = (ada, "ida") if number % 2 == 0 else (bob, "hanna")
            writer.does("send", other, "-m", f"Nachricht {number}")
        ada.does("sync")
        bob.does("sync")
        for who, other in ((ada, "ida"), (bob, "hanna")):
            self.assertEqual(sorted(m["text"] for m in who.asks("log", other)),
                             [f"Nachricht {n}" for n in range(6)])

    def test_whoever_joins_an_asking_invitation_waits_for_the_answer(self):
        ada, bob = self.rig.person("jana"), self.rig.person("karl")
        link = ada.does("invite", "create", "--ask", "--plain").out.strip()
        bob.does("invite", "accept", link)
        ada.does("sync")
        self.assertEqual(ada.asks("contact", "list"), [])
        request = ada.asks("request", "list")
        self.assertEqual([r["name"] for r in request], ["Karl"])
        ada.does("request", "accept", request[0]["id"], "--alias", "karl")
        bob.does("sync")
        bob.does("send", "jana", "-m", "Danke.")
        ada.does("sync")
        self.assertEqual([m["text"] for m in ada.asks("log", "karl")], ["Danke."])

    def test_a_declined_request_leaves_no_contact(self):
        ada, bob = self.rig.person("lena"), self.rig.person("mia")
        bob.does("invite", "accept", ada.does("invite", "create", "--ask", "--plain").out.strip())
        ada.does("sync")
        ada.does("request", "decline", "mia")
        self.assertEqual(ada.asks("request", "list"), [])
        self.assertEqual(ada.asks("contact", "list"), [])
        # Another invitation takes the place of that attempt; a third one finds a contact, and changes nothing.
        again = bob.asks("invite", "accept", ada.does("invite", "create", "--plain").out.strip(), "--alias", "leni")[0]
        self.assertEqual(again["state"], "waiting")
        for who in (ada, bob, ada, bob):
            who.does("sync")
        before = bob.asks("contact", "list")
        self.assertEqual([(c["alias"], c["state"]) for c in before], [("leni", "connected")])
        done = bob.run("invite", "accept", ada.does("invite", "create", "--plain").out.strip(), "--json")
        self.assertEqual((done.code, done.error["code"]), (2, "already_exists"))
        self.assertEqual(bob.asks("contact", "list"), before)

    def test_the_link_comes_from_standard_input_too(self):
        ada, bob = self.rig.person("nora"), self.rig.person("otto")
        link = ada.does("invite", "create", "--plain").out
        bob.does("invite", "accept", "-", "--alias", "nora", stdin=link.encode())
        self.assertEqual([c["alias"] for c in bob.asks("contact", "list")], ["nora"])

    def test_text_comes_from_standard_input_and_from_a_file(self):
        ada, bob = self.rig.pair("paula", "quint")
        bob.does("send", "paula", "-", stdin="Zeile 1\nZeile 2\n".encode())
        note = self.rig.folder / "note.txt"
        note.write_text("Aus der Datei")
        bob.does("send", "paula", "-F", note)
        ada.does("sync")
        self.assertEqual([m["text"] for m in ada.asks("log", "quint")], ["Zeile 1\nZeile 2", "Aus der Datei"])

    def test_the_same_key_sends_once(self):
        ada, bob = self.rig.pair("rosa", "sara")
        first = bob.asks("send", "rosa", "-m", "Nur einmal", "--key", "k1")[0]["id"]
        again = bob.asks("send", "rosa", "-m", "Nur einmal", "--key", "k1")[0]["id"]
        self.assertEqual(first, again)
        self.assertEqual(bob.run("send", "rosa", "-m", "Anders", "--key", "k1").code, 2)
        ada.does("sync")
        self.assertEqual([m["text"] for m in ada.asks("log", "sara")], ["Nur einmal"])

    def test_several_recipients_have_results_of_their_own(self):
        _, bob = self.rig.pair("tina", "udo")
        done = bob.run("send", "tina", "niemand", "-m", "Hallo?", "--json")
        self.assertEqual(done.code, 9)
        first, second = done.objects
        self.assertEqual(first["state"], "sent")
        self.assertEqual(second["error"]["code"], "not_found")
        self.assertEqual(done.error["code"], "partial")


if __name__ == "__main__":
    main()
