"""Replies, reactions, edits and deletions between two people with the real programs."""
from rig import Story, main


class Talk(Story):
    def said(self, by, to, whom, text, *more):
        """Sent and taken in; the message's id on both sides."""
        sent = by.asks("send", whom, "-m", text, *more)[0]["id"]
        to.does("sync")
        return sent, to.asks("log", by.name)[-1]["id"]

    def test_a_reply_quotes_and_a_question_is_marked(self):
        ada, bob = self.rig.pair("ada", "bob")
        own, theirs = self.said(ada, bob, "bob", "Passt dir Dienstag?", "--question")
        self.assertTrue(bob.asks("log", "ada")[0]["question"])
        self.assertIn("(Frage)", bob.does("log", "ada", "--lang", "de").out)
        self.said(bob, ada, "ada", "Ja, *gern*.", "--reply", theirs)
        reply = ada.asks("log", "bob")[-1]
        self.assertEqual(reply["reply"], {"id": own, "own": True, "excerpt": "Passt dir Dienstag?"})
        self.assertFalse(reply["question"])
        self.assertIn("Passt dir Dienstag?", ada.does("log", "bob", "-n", "1").out)
        self.assertIn("Ja, *gern*.", ada.does("log", "bob").out)
        self.assertIn("\x1b[3mgern\x1b[0m", ada.does("log", "bob", "--color", "always").out)
        shown = ada.asks("show", reply["id"])[0]
        self.assertEqual(shown["spans"], [{"style": "emphasis", "begin": 4, "inner_begin": 5, "inner_end": 9, "end": 10}])
        self.assertEqual(bob.run("send", "ada", "-m", "x", "--reply", "m_zz").code, 3)

    def test_a_reaction_comes_and_goes(self):
        ada, bob = self.rig.pair("carla", "dirk")
        own, theirs = self.said(ada, bob, "dirk", "Fertig.")
        bob.does("react", theirs, "👍")
        ada.does("sync")
        self.assertEqual(ada.asks("show", own)[0]["reactions"], [{"own": False, "text": "👍"}])
        self.assertIn("👍 dirk", ada.does("log", "dirk").out)
        event = ada.does("listen", "--cursor", "r", "--types", "reaction", "--count", "1", "--json", "--timeout",
                         "20s").objects[0]
        self.assertEqual((event["type"], event["state"], event["by"], event["id"], event["contact"]["alias"]),
                         ("reaction", "added", "contact", own, "dirk"))
        bob.does("react", theirs, "--remove")
        ada.does("sync")
        self.assertNotIn("reactions", ada.asks("show", own)[0])
        for wrong in (["react", theirs], ["react", theirs, "👍", "--remove"], ["react", theirs, "a b"]):
            self.assertEqual(bob.run(*wrong).code, 2)

    def test_an_edit_shows_on_both_sides_with_what_was_said_before(self):
        ada, bob = self.rig.pair("emma", "felix")
        own, theirs = self.said(ada, bob, "felix", "Dienstag?")
        ada.does("edit", own, "-m", "Mittwoch?")
        ada.does("edit", own, "-", stdin="Donnerstag?\n".encode())
        bob.does("sync")
        message = bob.asks("show", theirs)[0]
        self.assertEqual((message["text"], message["revision"]), ("Donnerstag?", 2))
        self.assertEqual([w["text"] for w in message["history"]], ["Dienstag?", "Mittwoch?", "Donnerstag?"])
        self.assertIn("Mittwoch?", bob.does("show", theirs).out)
        self.assertIn("bearbeitet", bob.does("log", "emma", "--lang", "de").out)
        self.assertEqual(bob.run("edit", theirs, "-m", "x").code, 2)
        self.assertEqual(ada.run("edit", own).code, 2)

    def test_deleted_for_both_or_here_alone(self):
        ada, bob = self.rig.pair("gerd", "heike")
        own, theirs = self.said(ada, bob, "heike", "Geheimnis")
        _, kept = self.said(ada, bob, "heike", "Nur hier")
        ada.does("delete", own, "--everyone")
        bob.does("sync")
        for who, other in ((ada, "heike"), (bob, "gerd")):
            first = who.asks("log", other)[0]
            self.assertEqual((first["text"], first["deleted"]), ("", True))
            self.assertIn("(deleted)", who.does("log", other).out)
        bob.does("delete", kept)
        self.assertEqual(len(bob.asks("log", "gerd")), 1)
        self.assertEqual(len(ada.asks("log", "heike")), 2)
        self.assertEqual(bob.run("show", kept).code, 3)
        self.assertEqual(bob.run("delete", theirs, "--everyone").code, 2)

    def test_messages_disappear_on_both_sides_and_nobody_is_surprised(self):
        ada, bob = self.rig.pair("karin", "lutz")
        set_to = ada.asks("contact", "set", "lutz", "--expire", "5s")[0]
        self.assertEqual(set_to["expire_ms"], 5000)
        bob.does("sync")
        self.assertEqual(bob.asks("contact", "show", "karin")[0]["expire_ms"], 5000)
        self.assertIn("go after 5 seconds", bob.does("log", "karin").out)
        listener = bob.start("listen", "--json", "--types", "deleted", "--count", "1", "--timeout", "60s")
        ada.does("send", "lutz", "-m", "Gleich weg")
        out, _ = listener.communicate(timeout=90)
        self.assertIn('"state":"expired"', out.replace(" ", ""))
        self.assertEqual([m["kind"] for m in bob.asks("log", "karin")], ["timer"])
        done = ada.run("listen", "--cursor", "gone", "--json", "--types", "deleted", "--count", "1", "--timeout", "60s")
        self.assertEqual(done.objects[0]["state"], "expired")
        bob.does("contact", "set", "karin", "--expire", "off")
        ada.does("sync")
        self.assertEqual(ada.asks("contact", "show", "lutz")[0]["expire_ms"], 0)
        for wrong in ("1s", "bald", "800d"):
            self.assertEqual(ada.run("contact", "set", "lutz", "--expire", wrong).code, 2)

    def test_without_a_connection_a_change_is_saved_and_leaves_later(self):
        ada, bob = self.rig.pair("ines", "jan")
        own, theirs = self.said(ada, bob, "jan", "eins")
        self.rig.stop_relay()
        try:
            self.assertEqual(ada.run("edit", own, "-m", "zwei", "--timeout", "2s").code, 6)
        finally:
            self.rig.start_relay()
        ada.does("sync")
        bob.does("sync")
        self.assertEqual(bob.asks("show", theirs)[0]["text"], "zwei")


if __name__ == "__main__":
    main()
