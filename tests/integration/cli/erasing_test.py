#!/usr/bin/env python3
"""A conversation is erased on this machine: what would go is said first, what is not meant stays."""
import os
import pty
import unittest

from rig import Story, main


def typed(who, *words, line):
    """Runs it at a terminal, where somebody types a line; its code and what it showed."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(who.command(*words)[0], who.command(*words), who.environment)
    os.write(terminal, line.encode() + b"\n")
    shown = b""
    try:
        while part := os.read(terminal, 4096):
            shown += part
    except OSError:
        pass  # its end is closed
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()


class Erasing(Story):
    def talk(self, one, other):
        a, b = self.rig.pair(one, other)
        letter = self.rig.folder / f"{one}.txt"
        letter.write_text("Geheimnis")
        a.does("send", other, "-m", "Passt dir Dienstag?")
        a.does("send", other, "--attach", letter, "-m", "Anbei")
        b.does("sync")
        b.does("send", one, "-m", "Ja, Mittwoch.")
        a.does("sync")
        a.does("send", other, "-m", "später", "--later", "5h")
        a.does("draft", "set", other, "-m", "angefangen")
        return a, b

    def test_what_would_go_is_said_and_stays(self):
        ada, _ = self.talk("ada", "bob")
        found = ada.asks("erase", "conversation", "bob", "--dry-run")[0]
        self.assertEqual({k: found[k] for k in ("messages", "files", "later", "draft", "hold")},
                         {"messages": 3, "files": 1, "later": 1, "draft": True, "hold": False})
        said = ada.does("erase", "conversation", "bob", "--dry-run", "--lang", "de")
        self.assertIn("Nachrichten: 3, Dateien: 1", said.err)
        self.assertEqual(len(ada.asks("log", "bob")), 3)
        done = ada.run("erase", "conversation", "bob", "--json")
        self.assertEqual((done.code, done.error["about"]), (2, "yes"), done.err)
        self.assertEqual(len(ada.asks("log", "bob")), 3)
        self.assertEqual(ada.run("erase", "conversation", "niemand", "--yes").code, 3)
        self.assertEqual(ada.run("erase", "conversation", "bob", "--yes", "--dry-run").code, 2)

    def test_all_of_it_goes_here_and_nothing_at_the_other_side(self):
        ada, bob = self.talk("cora", "dora")
        self.assertEqual(ada.asks("erase", "conversation", "dora", "--yes")[0]["messages"], 3)
        self.assertEqual(ada.asks("log", "dora"), [])
        self.assertEqual(ada.does("search", "Dienstag", "--json").objects[-1]["type"], "search")
        self.assertEqual(len(ada.does("search", "Dienstag", "--json").objects), 1)
        for words in (["later", "list"], ["draft", "list"], ["attachment", "list"]):
            self.assertEqual(ada.asks(*words), [], words)
        self.assertEqual(ada.asks("contact", "show", "dora")[0]["state"], "connected")
        self.assertEqual([m["text"] for m in bob.asks("log", "cora")], ["Passt dir Dienstag?", "Anbei", "Ja, Mittwoch."])
        self.assertIn("nothing to erase", ada.does("erase", "conversation", "dora", "--dry-run").err)
        ada.does("send", "dora", "-m", "Von vorn")
        bob.does("sync")
        self.assertEqual(bob.asks("log", "cora")[-1]["text"], "Von vorn")
        self.assertEqual([m["text"] for m in ada.asks("log", "dora")], ["Von vorn"])

    def test_what_is_on_its_way_arrives(self):
        ada, bob = self.rig.pair("egon", "frida")
        ada.does("send", "frida", "-m", "unterwegs", "--wait", "queued", "--timeout", "0s")
        ada.does("erase", "conversation", "frida", "--yes")
        self.assertEqual(ada.asks("log", "frida"), [])
        ada.does("sync")
        bob.does("sync")
        self.assertEqual([m["text"] for m in bob.asks("log", "egon")], ["unterwegs"])

    def test_a_hold_stands_against_it(self):
        ada, _ = self.talk("gerd", "hanne")
        ada.does("retention", "set", "hanne", "--hold")
        self.assertTrue(ada.asks("erase", "conversation", "hanne", "--dry-run")[0]["hold"])
        done = ada.run("erase", "conversation", "hanne", "--yes", "--json")
        self.assertEqual((done.code, done.error["code"]), (2, "invalid_argument"), done.err)
        self.assertEqual(len(ada.asks("log", "hanne")), 3)
        self.assertEqual(len(ada.asks("draft", "list")), 1)

    def test_at_a_terminal_its_name_is_asked_for(self):
        ada, _ = self.talk("ida", "jost")
        code, shown = typed(ada, "erase", "conversation", "jost", line="nein")
        self.assertEqual(code, 2, shown)
        self.assertIn("nothing was erased", shown)
        self.assertEqual(len(ada.asks("log", "jost")), 3)
        code, shown = typed(ada, "erase", "conversation", "jost", line="jost")
        self.assertEqual(code, 0, shown)
        self.assertIn("Messages: 3, files: 1", shown)
        self.assertEqual(ada.asks("log", "jost"), [])

    def test_notes_to_oneself_go_too(self):
        ada = self.rig.person("kim")
        self.assertEqual(ada.asks("erase", "conversation", "self", "--yes")[0]["messages"], 0)
        ada.does("send", "self", "-m", "Einkauf")
        self.assertEqual(ada.asks("erase", "conversation", "self", "--yes")[0]["messages"], 1)
        self.assertEqual(ada.asks("log", "self"), [])


if __name__ == "__main__":
    main()
