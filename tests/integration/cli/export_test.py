#!/usr/bin/env python3
"""Everything that was said, written to a folder that other programs and people can read."""
import json
import re
import unittest
import urllib.parse

from pictures import png
from rig import Story, main


class Export(Story):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada, cls.bob = cls.rig.pair("ada", "bob")
        first = cls.ada.asks("send", "bob", "-m", "Passt dir *Dienstag*?")[0]["id"]
        cls.ada.does("edit", first, "-m", "Passt dir **Mittwoch**?")
        cls.bob.does("sync")
        cls.bob.does("send", "ada", "-m", "<b>Ja</b>")
        cls.ada.does("sync")
        cls.ada.does("send", "self", "-m", "Mittwoch mit Bob")
        cls.ada.does("keep", "set", "bob", "--every", "3mo")
        cls.ada.does("keep", "log", "bob", "--via", "phone", "-m", "<Ulm>", "--on", "2024-05-02")
        cls.ada.does("group", "new", "Runde")
        cls.ada.does("send", "#runde", "-m", "Ist da jemand?")

    def lines(self, file):
        return [json.loads(line) for line in file.read_text().splitlines()]

    def test_every_message_with_every_wording_and_every_person(self):
        to = self.rig.folder / "alles"
        done = self.ada.asks("export", "--to", to)[0]
        self.assertEqual((done["conversations"], done["messages"]), (3, 4))
        about = json.loads((to / "export.json").read_text())
        counts = {c["alias"]: c["messages"] for c in about["conversations"]}
        self.assertEqual(counts, {"bob": 2, "#runde": 1, "self": 1})
        said = self.lines(to / next(c["file"] for c in about["conversations"] if c["alias"] == "bob"))
        self.assertEqual([m["text"] for m in said], ["Passt dir **Mittwoch**?", "<b>Ja</b>"])
        self.assertEqual([w["text"] for w in said[0]["wordings"]], ["Passt dir *Dienstag*?", "Passt dir **Mittwoch**?"])
        self.assertEqual([p["alias"] for p in self.lines(to / "contacts.jsonl")], ["bob"])
        self.assertIn("3mo", json.dumps(self.lines(to / "contacts.jsonl")[0]["keep"]))
        self.assertEqual(done["entries"], 1)
        spoken = self.lines(to / "keep.jsonl")[0]
        self.assertEqual([spoken[k] for k in ("type", "day", "via", "note")], ["entry", "2024-05-02", "phone", "<Ulm>"])
        self.assertEqual(spoken["contact"]["alias"], "bob")
        self.assertIn("&lt;Ulm&gt;", (to / "keep.html").read_text())
        self.assertIn("keep.html", (to / "index.html").read_text())
        page = next(to.glob("conversations/bob-*.html")).read_text()
        self.assertIn("&lt;b&gt;Ja&lt;/b&gt;", page)
        self.assertIn('<span class="strong">Mittwoch</span>', page)
        for file in to.rglob("*"):
            self.assertEqual(file.stat().st_mode & 0o077, 0, file)

    def test_pages_say_what_changed_and_call_people_by_their_names(self):
        gil, hao = self.rig.pair("gil", "hao")
        gil.does("send", "hao", "-m", "Ist es **wirklich** so?")
        gil.does("contact", "set", "hao", "--expire", "7d")
        hao.does("sync")
        hao.does("send", "gil", "--reply", hao.asks("log", "gil")[0]["id"], "-m", "Ja")
        gil.does("group", "new", "Werkstatt", "--add", "hao")
        for who in (gil, hao, gil, hao, gil):
            who.does("sync")
        gil.does("send", "#werkstatt", "-m", "Wer kommt?")
        gil.does("group", "rename", "#werkstatt", "Die Werkstatt")
        to = self.rig.folder / "seiten von gil"
        done = gil.asks("export", "--to", to, "--lang", "de")[0]
        self.assertEqual(done["messages"], 3)
        page = next(to.glob("conversations/hao-*.html")).read_text()
        self.assertIn("<h1>Hao</h1>", page)
        self.assertIn("Gil: Nachrichten verschwinden ab jetzt nach 1 Woche", page)
        self.assertIn('<blockquote><span class="by">Gil</span><br>Ist es <span class="strong">wirklich</span> so?</blockquote>', page)
        self.assertIn('<p class="by">Hao <time', page)
        self.assertRegex(page, r"</time> · verschwindet am \d\d\.\d\d\.\d{4}, \d\d:\d\d</p>")
        group = next(to.glob("conversations/werkstatt-*.html")).read_text()
        told = [group.index(line) for line in ("Du hast die Gruppe angelegt.", "Du hast Hao dazugeholt.", "Wer kommt?",
                                               "Du hast die Gruppe „Die Werkstatt“ genannt.")]
        self.assertEqual(told, sorted(told))
        self.assertIn(">Hao</a>", (to / "index.html").read_text())
        self.assertNotIn("Notizen", (to / "index.html").read_text())
        gil.does("send", "self", "-m", "Seiten drucken")
        notes = self.rig.folder / "mit notizen"
        gil.does("export", "--to", notes, "--lang", "de")
        self.assertIn(">Notizen an dich</a>", (notes / "index.html").read_text())

    def test_one_person_alone(self):
        to = self.rig.folder / "bob allein"
        self.ada.does("export", "bob", "--to", to)
        self.assertEqual(len(list(to.glob("conversations/*"))), 2)
        self.assertEqual(self.ada.run("export", "niemand", "--to", self.rig.folder / "x").code, 3)
        self.assertFalse((self.rig.folder / "x").exists())

    def test_only_lines_or_only_pages(self):
        lines, pages = self.rig.folder / "zeilen", self.rig.folder / "seiten"
        self.ada.does("export", "--to", lines, "--format", "jsonl")
        self.assertEqual({f.suffix for f in lines.rglob("*") if f.is_file()}, {".jsonl", ".json"})
        self.ada.does("export", "bob", "--to", pages, "--format", "html")
        self.assertEqual({f.suffix for f in pages.rglob("*") if f.is_file()}, {".html"})
        self.assertEqual(self.ada.run("export", "--to", self.rig.folder / "y", "--format", "pdf").code, 2)

    def test_a_group_alone(self):
        to = self.rig.folder / "runde"
        self.assertEqual(self.ada.asks("export", "#runde", "--to", to)[0]["messages"], 1)
        self.assertFalse((to / "keep.jsonl").exists())
        self.assertIn("Ist da jemand?", next(to.glob("conversations/runde-*.html")).read_text())

    def test_files_come_along_or_are_left_out(self):
        cem, dea = self.rig.pair("cem", "dea")
        for name, content in (("..%2Fa b.txt", b"eins"), ("same.txt", b"zwei"), ("never.txt", b"drei")):
            path = self.rig.folder / name
            path.write_bytes(content)
            dea.does("send", "cem", "--attach", path, "--timeout", "60s")
            path.write_bytes(b"")
        cem.does("sync")
        for one in cem.asks("attachment", "list")[:2]:
            cem.does("attachment", "get", one["id"], "-o", self.rig.folder / "got", "--timeout", "60s")
        to = self.rig.folder / "mit dateien"
        self.assertEqual(cem.asks("export", "dea", "--to", to)[0]["files"], 2)
        found = [a for m in self.lines(next(to.glob("conversations/dea-*.jsonl"))) for a in m["attachments"]]
        self.assertEqual([(to / a["file"]).read_bytes() if "file" in a else None for a in found],
                         [b"eins", b"zwei", None])
        for file in to.rglob("*"):
            self.assertEqual(file.stat().st_mode & 0o077, 0, file)
        page = next(to.glob("conversations/dea-*.html"))
        links = re.findall(r'<a href="([^"]+)">', page.read_text())
        self.assertEqual([(page.parent / urllib.parse.unquote(link)).read_bytes() for link in links], [b"eins", b"zwei"])
        index = re.findall(r'<a href="([^"]+)">', (to / "index.html").read_text())
        self.assertEqual([(to / urllib.parse.unquote(link)) for link in index], [page])
        bare = self.rig.folder / "ohne dateien"
        self.assertEqual(cem.asks("export", "dea", "--to", bare, "--without-files")[0]["files"], 0)
        self.assertEqual(len(list(bare.glob("conversations/*"))), 2)

    def test_what_one_sent_oneself_comes_along_as_it_was_sent(self):
        eli, fay = self.rig.pair("eli", "fay")
        kept, changed, gone = (self.rig.folder / f"{name}.bin" for name in ("kept", "changed", "gone"))
        for path in (kept, changed, gone):
            path.write_bytes(path.name.encode() * 30_000)
        photo = self.rig.folder / "photo.png"
        photo.write_bytes(png())
        for path in (kept, changed, gone, photo):
            eli.does("send", "fay", "--attach", path, "--timeout", "60s")
        changed.write_bytes(b"x" + changed.read_bytes()[1:])
        gone.unlink()
        photo.unlink()
        to = self.rig.folder / "eigene"
        self.assertEqual(eli.asks("export", "fay", "--to", to)[0]["files"], 2)
        found = [a for m in self.lines(next(to.glob("conversations/fay-*.jsonl"))) for a in m["attachments"]]
        self.assertEqual(["file" in a for a in found], [True, False, False, True])
        self.assertEqual((to / found[0]["file"]).read_bytes(), kept.read_bytes())
        self.assertNotIn(b"Rathausplatz", (to / found[3]["file"]).read_bytes())
        page = next(to.glob("conversations/fay-*.html")).read_text()
        self.assertEqual(page.count("not in this export"), 2)

    def test_what_is_there_already_is_left_alone(self):
        to = self.rig.folder / "voll"
        to.mkdir()
        (to / "wichtig").write_text("x")
        self.assertEqual(self.ada.run("export", "--to", to, "--json").error["code"], "already_exists")
        self.assertEqual((to / "wichtig").read_text(), "x")
        self.assertEqual(self.ada.run("export", "--to", "/dev/null/x").code, 2)
        self.assertEqual(self.ada.run("export").code, 2)


if __name__ == "__main__":
    main()
