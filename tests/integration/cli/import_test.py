#!/usr/bin/env python3
"""An export comes back into a profile that knows nothing: people, what was said, groups, files."""
import json
import os
import shutil
import threading
import unittest

from rig import Person, Story, main


class Import(Story):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada, cls.bob = cls.rig.pair("ada", "bob")
        cls.ada.does("send", "bob", "-m", "Passt dir Dienstag?")
        cls.bob.does("sync")
        cls.bob.does("send", "ada", "-m", "Ja")
        sent, got = cls.rig.folder / "plan.txt", cls.rig.folder / "antwort.txt"
        sent.write_bytes(b"mein Plan" * 9000)
        got.write_bytes(b"ihre Antwort")
        cls.ada.does("send", "bob", "--attach", sent, "-m", "Der Plan", "--timeout", "60s")
        cls.bob.does("sync")
        cls.bob.does("send", "ada", "--attach", got, "--timeout", "60s")
        cls.ada.does("sync")
        one = cls.ada.asks("attachment", "list", "bob")[-1]
        cls.ada.does("attachment", "get", one["id"], "-o", cls.rig.folder / "x", "--timeout", "60s")
        cls.ada.does("contact", "set", "bob", "--expire", "7d")
        cls.ada.does("contact", "set", "bob", "--expire", "off", "--note", "Segelt")
        cls.ada.does("keep", "set", "bob", "--every", "3mo", "--circle", "Freunde", "--birthday", "05-23")
        cls.ada.does("keep", "log", "bob", "--via", "phone", "-m", "zieht nach Ulm", "--on", "2024-05-02")
        cls.ada.does("keep", "log", "bob", "--via", "met", "--on", "2024-05-02")
        cls.ada.does("keep", "log", "bob", "--via", "met", "--on", "2024-05-02")
        cls.ada.does("send", "self", "-m", "merken")
        cls.ada.does("group", "new", "Runde", "--add", "bob")
        for who in (cls.ada, cls.bob, cls.ada, cls.bob):
            who.does("sync")
        cls.bob.does("send", "#runde", "-m", "Wer kommt?")
        cls.ada.does("sync")
        cls.ada.does("send", "#runde", "-m", "Ich")
        cls.to = cls.rig.folder / "export"
        cls.ada.does("export", "--to", cls.to)

    def newcomer(self, name):
        return self.rig.person(name)

    def said(self, who, conversation):
        return [(m["kind"], m["text"], "to" in m) for m in who.asks("log", conversation)]

    def test_everything_comes_back_into_a_new_profile_once(self):
        new = self.newcomer("cem")
        done = new.asks("import", self.to)[0]
        self.assertEqual((done["people"], done["groups"], done["files"], done["passed_over"]), (1, 1, 2, 0))
        again = new.asks("import", self.to)[0]
        self.assertEqual([again[k] for k in ("added", "people", "groups", "files", "entries")], [0, 0, 0, 0, 0])
        self.assertEqual(done["entries"], 3)
        self.assertEqual(self.ada.asks("import", self.to)[0]["entries"], 0)
        self.assertEqual(self.said(new, "bob"), self.said(self.ada, "bob"))
        self.assertEqual(self.said(new, "self"), self.said(self.ada, "self"))
        self.assertEqual(self.said(new, "#runde"), self.said(self.ada, "#runde"))
        self.assertEqual(new.asks("log", "#runde")[0]["from"]["alias"], "bob")
        self.assertEqual(new.asks("group", "list")[0]["state"], "left")
        self.assertEqual(new.run("send", "#runde", "-m", "x").code, 2)
        self.assertEqual(new.run("send", "bob", "-m", "x").code, 2)
        bob = new.asks("contact", "show", "bob")[0]
        self.assertEqual((bob["state"], bob["note"]), ("local", "Segelt"))
        kept = new.asks("keep", "list")[0]
        self.assertEqual((kept["every"], kept["circles"], kept["birthday"]), ("3mo", ["Freunde"], "05-23"))
        files = {a["name"]: a["id"] for a in new.asks("attachment", "list", "bob")}
        self.assertEqual(sorted(files), ["antwort.txt", "plan.txt"])
        new.does("attachment", "get", files["antwort.txt"], "-o", self.rig.folder / "back")
        self.assertEqual((self.rig.folder / "back").read_bytes(), b"ihre Antwort")
        self.assertEqual([h["text"] for h in new.asks("search", "dienstag", "--in", "bob")[:-1]], ["Passt dir Dienstag?"])
        self.assertEqual(len(new.asks("search", "antwort")) - 1, 1)
        # What came back goes out again as it was, files included.
        second = self.rig.folder / "export of cem"
        new.does("export", "--to", second)
        for name in ("bob", "runde", "self"):
            before, after = (self.lines(folder, name) for folder in (self.to, second))
            self.assertEqual([(m["id"], m["kind"], m["text"], m["at"]) for m in after],
                             [(m["id"], m["kind"], m["text"], m["at"]) for m in before])
        spoken = [[(e["day"], e["via"], e["note"], e["at"]) for e in map(json.loads, (folder / "keep.jsonl").read_text().splitlines())]
                  for folder in (self.to, second)]
        self.assertEqual([e[:3] for e in spoken[0]], [("2024-05-02", "phone", "zieht nach Ulm"),
                                                      ("2024-05-02", "met", ""), ("2024-05-02", "met", "")])
        self.assertEqual(spoken[1], spoken[0])
        found = [a["file"] for m in self.lines(second, "bob") for a in m["attachments"]]
        self.assertEqual([(second / f).read_bytes() for f in found], [b"mein Plan" * 9000, b"ihre Antwort"])

    def lines(self, folder, name):
        place = next(p for p in folder.glob("conversations/*.jsonl") if p.name.startswith(f"{name}-"))
        return [m for m in map(json.loads, place.read_text().splitlines()) if m["type"] == "message"]

    def test_what_happened_to_a_group_is_in_the_export_and_stays_out_quietly(self):
        place = next(self.to.glob("conversations/runde-*.jsonl"))
        events = [m for m in map(json.loads, place.read_text().splitlines()) if m["type"] == "group_event"]
        self.assertEqual([e["what"] for e in events], ["created", "joined"])
        new = self.newcomer("gus")
        self.assertEqual(new.asks("import", self.to)[0]["left_out"], 0)
        self.assertEqual(new.asks("group", "history", "#runde"), [])

    def test_a_wrong_line_of_what_was_spoken_elsewhere_is_named_and_nothing_is_changed(self):
        new = self.newcomer("dan")
        folder = self.rig.folder / "falsch"
        shutil.copytree(self.to, folder)
        lines = (folder / "keep.jsonl").read_text().splitlines()
        for wrong in ('{"type": "entry"}', lines[0].replace("phone", "telepathy"), lines[0].replace("2024-05-02", "9999-05-02"),
                      "[1", lines[0].replace("zieht", "x" * 4001)):
            (folder / "keep.jsonl").write_text("\n".join([*lines[:2], wrong]) + "\n")
            done = new.run("import", folder, "--json")
            self.assertEqual((done.code, done.error["about"]), (2, f"{folder}/keep.jsonl:3"), wrong[:200])
        self.assertEqual(new.asks("contact", "list"), [])

    def test_whoever_comes_is_who_they_were_with_all_that_was_said(self):
        dea = self.newcomer("dea")
        dea.does("import", self.to)
        link = dea.does("invite", "create", "--for", "bob", "--plain").out.strip()
        eve = self.newcomer("eve")
        eve.does("invite", "accept", link, "--alias", "dea")
        for who in (dea, eve, dea, eve):
            who.does("sync")
        self.assertEqual(dea.asks("contact", "show", "bob")[0]["state"], "connected")
        self.assertEqual(self.said(dea, "bob"), self.said(self.ada, "bob"))
        dea.does("send", "bob", "-m", "Da bist du ja")
        eve.does("sync")
        self.assertEqual(eve.asks("log", "dea")[-1]["text"], "Da bist du ja")

    def test_long_work_says_how_far_it_has_come(self):
        fin = self.newcomer("fin")
        folder = self.rig.folder / "slow"
        (folder / "conversations").mkdir(parents=True)
        own = fin.asks("status")[0]["profile"]["id"]
        (folder / "export.json").write_text(json.dumps({"self": {"id": own}, "conversations": [
            {"contact": "self", "alias": "self", "file": "conversations/self.jsonl"}]}))
        os.mkfifo(folder / "conversations" / "self.jsonl")
        heard = threading.Event()
        counts = []

        def line(n):
            at = "2026-11-23T09:41:07.120Z"
            me = {"id": own, "alias": "self"}
            return json.dumps({"v": 1, "type": "message", "id": f"m_{n:016x}", "from": me, "to": me, "at": at,
                               "authored": at, "state": "sent", "kind": "text", "text": "x", "question": False,
                               "attachments": []}) + "\n"

        place = folder / "conversations" / "self.jsonl"

        def feed():
            # It is read twice, once to look and once to take: the second time it is an ordinary file.
            with open(place, "w") as out:
                count = 0
                while not heard.is_set():  # as long as it takes: the first moment of the work is silent
                    for n in range(count, count + 101):
                        out.write(line(n))
                    out.flush()
                    count += 101
                whole = folder / "whole"
                whole.write_text("".join(line(n) for n in range(count)))
                whole.rename(place)
            counts.append(count)

        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        process = fin.start("import", folder, "--json")
        first = json.loads(process.stdout.readline())
        heard.set()
        rest = [json.loads(text) for text in process.stdout]
        self.assertEqual(process.wait(), 0)
        feeder.join()
        self.assertEqual((first["type"], first["work"]), ("progress", "import"))
        self.assertEqual((rest[-1]["type"], rest[-1]["added"]), ("import", counts[0]))


if __name__ == "__main__":
    main()
