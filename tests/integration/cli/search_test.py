#!/usr/bin/env python3
"""Finding what was said, by the commands a person would use."""
import unittest

from rig import NO_MESSAGE, Story, main


class Search(Story):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada, cls.bob = cls.rig.pair("ada", "bob")
        cls.carl = cls.rig.person("carl")
        link = cls.ada.does("invite", "create", "--plain").out.strip()
        cls.carl.does("invite", "accept", link, "--alias", "ada")
        for who in (cls.ada, cls.carl, cls.ada, cls.carl):
            who.does("sync")
        for to, text in (("bob", "Passt dir Dienstag bei Müller?"), ("bob", "Siehe https://docs.example.org/weg"),
                         ("carl", "Am Dienstag geht's nicht.")):
            cls.ada.does("send", to, "-m", text)
        cls.bob.does("sync")
        cls.bob.does("send", "ada", "-m", "Dienstag, 10 Uhr.")
        cls.ada.does("sync")

    def found(self, *words):
        objects = self.ada.asks("search", *words)
        self.assertEqual(objects[-1]["type"], "search")
        self.assertTrue(objects[-1]["complete"])
        self.assertEqual(objects[-1]["found"], len(objects) - 1)
        return [hit["text"] for hit in objects[:-1]]

    def test_words_phrases_and_beginnings_newest_first(self):
        self.assertEqual(self.found("dienst"), ["Dienstag, 10 Uhr.", "Am Dienstag geht's nicht.",
                                                "Passt dir Dienstag bei Müller?"])
        self.assertEqual(self.found('"dienstag 10"'), ["Dienstag, 10 Uhr."])
        for typed in ("mueller", "muller", "MÜLL"):
            self.assertEqual(self.found(typed), ["Passt dir Dienstag bei Müller?"], typed)
        self.assertEqual(self.found("gehts"), ["Am Dienstag geht's nicht."])
        self.assertEqual(self.found("example.org"), ["Siehe https://docs.example.org/weg"])

    def test_filters_as_options_and_inside_the_query(self):
        for words in (("dienstag", "--in", "carl"), ("dienstag in:carl",), ("dienstag", "in:carl", "from:self")):
            self.assertEqual(self.found(*words), ["Am Dienstag geht's nicht."], words)
        self.assertEqual(self.found("--from", "bob"), ["Dienstag, 10 Uhr."])
        self.assertEqual(self.found("--has", "question"), ["Passt dir Dienstag bei Müller?"])
        self.assertEqual(self.found("has:link"), ["Siehe https://docs.example.org/weg"])
        self.assertEqual(self.found("dienstag", "--before", "1d"), [])
        self.assertEqual(len(self.found("dienstag", "--after", "1d")), 3)
        for early in ("2020", "2020-11", "2020-11-23"):
            self.assertEqual(self.found("dienstag", "--before", early), [], early)
            self.assertEqual(self.found("dienstag", "before:" + early), [], early)
            self.assertEqual(len(self.found("dienstag", "--after", early)), 3, early)

    def test_pages_follow_each_other(self):
        first = self.ada.asks("search", "dienstag", "-n", "2")
        self.assertEqual([h["text"] for h in first[:-1]], ["Dienstag, 10 Uhr.", "Am Dienstag geht's nicht."])
        self.assertEqual(self.found("dienstag", "--older-than", first[-1]["next"]), ["Passt dir Dienstag bei Müller?"])

    def test_people_see_who_wrote_it_and_where_the_hit_is(self):
        done = self.ada.does("search", "müller", "--lang", "de")
        self.assertIn("du an bob", done.out)
        self.assertIn("bei [Müller]?", done.out)
        self.assertIn("\x1b[1mMüller\x1b[0m", self.ada.does("search", "müller", "--color", "always").out)
        nothing = self.ada.does("search", "gibtesnicht", "--lang", "de")
        self.assertEqual(nothing.out, "")
        self.assertIn("in allen Unterhaltungen auf diesem Gerät", nothing.err)
        self.assertEqual(self.ada.does("search", "müller", "--plain").out.split("\t")[1:3],
                         ["self", "Passt dir Dienstag bei Müller?"])

    def test_what_is_wrong_is_said(self):
        for words, about in ((("in:niemand",), "niemand"), (("has:kuchen",), "has:kuchen"),
                             (("before:bald",), "before:bald"), ((" ",), "query"), (("x" * 1001,), "query"),
                             (("a", "--older-than", NO_MESSAGE), NO_MESSAGE), (("in:bob", "--in", "carl"), "in")):
            done = self.ada.run("search", *words, "--json")
            self.assertIn(done.code, (2, 3), words)
            self.assertEqual(done.error["about"], about, words)
        self.assertEqual(self.ada.run("search", "a", "-n", "201").code, 2)
        self.assertIn("question, link, file", self.ada.run("search", "has:kuchen").err)


if __name__ == "__main__":
    main()
