#!/usr/bin/env python3
"""How conversations are shown, notes to self, drafts, and messages that leave at their time."""
import json
import os

from rig import NO_MESSAGE, Story, main


class Conversations(Story):
    def listed(self, who, *words):
        return [(c["conversation"]["alias"], c["unread"]) for c in who.asks("conversation", "list", *words)]

    def test_unread_until_it_was_read(self):
        ada, bob = self.rig.pair("ada", "bob")
        for text in ("eins", "zwei"):
            bob.does("send", "ada", "-m", text)
        ada.does("sync")
        self.assertEqual(self.listed(ada, "--unread"), [("bob", 2)])
        first = ada.asks("log", "bob")[0]["id"]
        self.assertIn("1", ada.does("read", "bob", "--upto", first).err)
        self.assertEqual(ada.asks("read", "bob")[0]["unread"], 0)
        self.assertEqual(self.listed(ada, "--unread"), [])
        ada.does("conversation", "set", "bob", "--unread")
        self.assertEqual(self.listed(ada, "--unread"), [("bob", 0)])
        self.assertEqual(ada.run("read", "bob", "--upto", NO_MESSAGE).code, 3)

    def test_who_asks_for_some_gets_those_and_who_asks_for_none_gets_none(self):
        ada, bob = self.rig.pair("anne", "bert")
        bob.does("send", "anne", "-m", "eins")
        ada.does("sync")
        ada.does("send", "self", "-m", "Milch")
        ids = {c["conversation"]["alias"]: c["id"] for c in ada.asks("conversation", "list")}
        self.assertEqual(set(ids), {"bert", "self"})
        for only, found in ((None, {"bert", "self"}), ([ids["bert"], "c_nobody"], {"bert"}), ([], set())):
            params = {} if only is None else {"only": only}
            line = {"jsonrpc": "2.0", "id": 1, "method": "conversation.list", "params": params}
            answer = ada.does("rpc", stdin=(json.dumps(line) + "\n").encode()).objects[0]
            self.assertEqual({c["conversation"]["alias"] for c in answer["result"]["conversations"]}, found)
        for most, found in ((1, ["self"]), (9, ["self", "bert"]), (0, None), (-1, None)):
            line = {"jsonrpc": "2.0", "id": 1, "method": "conversation.list", "params": {"most": most}}
            answer = ada.does("rpc", stdin=(json.dumps(line) + "\n").encode()).objects[0]
            told = [c["conversation"]["alias"] for c in answer["result"]["conversations"]] if "result" in answer else None
            self.assertEqual(told, found, answer)

    def test_pinned_put_away_and_muted(self):
        ada, bob = self.rig.pair("cora", "dirk")
        ada.does("send", "self", "-m", "Milch")
        self.assertEqual([c for c, _ in self.listed(ada)][0], "self")
        ada.does("conversation", "set", "dirk", "--pin")
        self.assertEqual([c for c, _ in self.listed(ada)], ["dirk", "self"])
        shown = ada.asks("conversation", "set", "dirk", "--unpin", "--archive", "--mute-for", "8h")[0]
        self.assertEqual((shown["pinned"], shown["archived"], shown["muted"]), (False, True, True))
        self.assertIn("muted_until", shown)
        self.assertEqual(self.listed(ada, "--archived"), [("dirk", 0)])
        self.assertEqual(self.listed(ada), [("self", 0)])
        ada.does("conversation", "set", "dirk", "--unmute")
        bob.does("send", "cora", "-m", "Hallo?")
        ada.does("sync")
        self.assertEqual(self.listed(ada)[0], ("dirk", 1))
        self.assertIn("dirk", ada.does("conversation", "list", "--lang", "de").out)
        self.assertEqual(ada.run("conversation", "set", "dirk").code, 2)
        self.assertEqual(ada.run("conversation", "set", "dirk", "--pin", "--unpin").code, 2)

    def test_when_it_may_be_noticed(self):
        ada, _ = self.rig.pair("nora", "otto")
        self.assertEqual(ada.asks("conversation", "list", "--all")[0]["notify"], "usual")
        for word, kept, said in (("working-hours", "working_hours", "nur in der Arbeitszeit"),
                                 ("always", "always", "meldet sich immer")):
            self.assertEqual(ada.asks("conversation", "set", "otto", "--notify", word)[0]["notify"], kept)
            self.assertIn(said, ada.does("conversation", "list", "--all", "--lang", "de").out)
        self.assertEqual(ada.asks("conversation", "set", "otto", "--notify", "usual")[0]["notify"], "usual")
        self.assertEqual(ada.run("conversation", "set", "otto", "--notify", "loud").code, 2)
        line = {"jsonrpc": "2.0", "id": 1, "method": "conversation.set", "params": {"conversation": "otto", "notify": "loud"}}
        wrong = ada.does("rpc", stdin=(json.dumps(line) + "\n").encode()).objects[0]
        self.assertEqual(wrong["error"]["data"]["about"], "notify")

    def test_notes_to_oneself_stay_here(self):
        ada = self.rig.person("elsa")
        self.assertEqual(ada.asks("log", "self"), [])
        sent = ada.asks("send", "self", "-m", "Milch, Brot")[0]
        self.assertEqual((sent["state"], sent["to"]["alias"]), ("delivered", "self"))
        self.assertEqual([m["text"] for m in ada.asks("log", "self")], ["Milch, Brot"])
        self.assertEqual(ada.asks("search", "brot", "--in", "self")[0]["text"], "Milch, Brot")
        self.assertEqual(ada.asks("contact", "list"), [])
        self.assertEqual(ada.asks("sync")[0]["open"], [])
        self.assertIn("Noted", ada.does("send", "self", "-m", "eins", "--key", "k").err)
        again = ada.run("send", "self", "-m", "zwei", "--key", "k")
        self.assertNotEqual(again.code, 0)
        self.assertNotIn("Noted", again.err)

    def test_rules_of_how_long_messages_stay(self):
        ada, _ = self.rig.pair("kalle", "lotte")
        ada.does("send", "lotte", "-m", "Hallo")
        self.assertEqual([(r["rule"], r["own"]) for r in ada.asks("retention", "list")], [("keep", True)])
        self.assertEqual(ada.asks("retention", "preview", "--rule", "30d")[0]["messages"], 0)
        self.assertEqual(ada.asks("retention", "set", "lotte", "--rule", "30d")[0]["rule"], "30d")
        held = ada.asks("retention", "set", "lotte", "--hold")[0]
        self.assertEqual((held["rule"], held["hold"], held["conversation"]["alias"]), ("30d", True, "lotte"))
        self.assertEqual(ada.asks("retention", "set", "lotte", "--default", "--release")[0]["own"], False)
        self.assertEqual(len(ada.asks("retention", "list")), 1)
        self.assertIn("365 Tage", ada.does("retention", "set", "--rule", "365d", "--lang", "de").out)
        for wrong in (("--rule", "7d"), (), ("--hold",), ("lotte", "--hold", "--release")):
            self.assertEqual(ada.run("retention", "set", *wrong).code, 2, wrong)
        self.assertEqual(ada.run("retention", "preview", "niemand").code, 3)

    def test_drafts(self):
        ada, _ = self.rig.pair("fritz", "gesa")
        quoted = ada.asks("send", "gesa", "-m", "Dienstag?")[0]["id"]
        files = [self.rig.folder / name for name in ("a.pdf", "b.png")]
        for file in files:
            file.write_text(file.name)
        near = os.path.relpath(files[1])
        ada.does("draft", "set", "gesa", "-m", "Wegen Dienstag", "--reply", quoted, "--attach", files[0], "--attach", near)
        for none in ("no-such.pdf", self.rig.folder):
            done = ada.run("draft", "set", "gesa", "-m", "x", "--attach", none, "--json")
            self.assertEqual((done.code, done.error["about"]), (2, os.path.abspath(none)))
        ada.does("draft", "set", "self", "-m", "-", stdin="zwei\nZeilen".encode())
        draft = ada.asks("draft", "show", "gesa")[0]
        self.assertEqual((draft["text"], draft["reply"], [os.path.realpath(f) for f in draft["files"]]),
                         ("Wegen Dienstag", quoted, [os.path.realpath(f) for f in files]))
        self.assertTrue(all(map(os.path.isabs, draft["files"])))
        self.assertEqual([d["conversation"]["alias"] for d in ada.asks("draft", "list")], ["self", "gesa"])
        drafts = {c["conversation"]["alias"]: c.get("draft") for c in ada.asks("conversation", "list", "--all")}
        self.assertEqual(drafts["self"], "zwei\nZeilen")
        ada.does("draft", "drop", "gesa")
        gone = ada.run("draft", "show", "gesa", "--json")
        self.assertEqual((gone.code, gone.error["code"], gone.error["about"]), (3, "not_found", "gesa"))
        self.assertEqual(ada.run("draft", "set", "gesa").code, 2)

    def test_a_message_leaves_at_its_time_and_can_be_taken_back(self):
        ada, bob = self.rig.pair("hugo", "inge")
        later = ada.asks("send", "inge", "-m", "morgen", "--later", "tomorrow 9:00")[0]
        self.assertEqual((later["type"], later["to"]["alias"], later["text"]), ("later", "inge", "morgen"))
        self.assertEqual([one["id"] for one in ada.asks("later", "list")], [later["id"]])
        ada.does("later", "cancel", later["id"])
        self.assertEqual(ada.asks("later", "list"), [])
        self.assertEqual(ada.run("later", "cancel", later["id"]).code, 3)
        told = ada.does("send", "inge", "-m", "bald", "--later", "50s", "--key", "bald")
        self.assertRegex(told.err, r"it leaves in \d+ seconds, while stille runs")
        ada.does("later", "cancel", ada.asks("later", "list")[0]["id"])
        self.assertNotIn("just now", ada.does("send", "inge", "-m", "gleich", "--later", "1s").err)
        listener = ada.start("listen", "--types", "delivery", "--json", "--count", "1", "--timeout", "60s")
        self.assertEqual(listener.wait(60), 0)
        self.assertEqual([m["text"] for m in ada.asks("log", "inge")], ["gleich"])
        ada.does("sync")
        bob.does("sync")
        self.assertEqual([m["text"] for m in bob.asks("log", "hugo")], ["gleich"])
        for wrong in ("gestern", "soon", "2020-01-01", "0s"):
            done = ada.run("send", "inge", "-m", "x", "--later", wrong, "--json")
            self.assertEqual((done.code, done.error["about"]), (2, wrong))
        self.assertEqual(ada.run("send", "niemand", "-m", "x", "--later", "2h").code, 3)

    def test_somebody_blocked_is_not_heard(self):
        ada, bob = self.rig.pair("jana", "kurt")
        ada.does("read", "kurt")  # that he is there is news to her
        ada.does("contact", "set", "kurt", "--block")
        bob.does("send", "jana", "-m", "Hörst du mich?")
        ada.does("sync")
        self.assertEqual(ada.asks("log", "kurt"), [])
        self.assertEqual(self.listed(ada, "--unread"), [])
        self.assertEqual(ada.run("send", "kurt", "-m", "x").code, 5)
        self.assertEqual(bob.asks("log", "jana")[0]["state"], "sent")
        ada.does("contact", "set", "kurt", "--unblock")
        bob.does("send", "jana", "-m", "Wieder da?")
        ada.does("sync")
        self.assertEqual([m["text"] for m in ada.asks("log", "kurt")], ["Wieder da?"])


if __name__ == "__main__":
    main()
