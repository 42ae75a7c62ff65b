#!/usr/bin/env python3
"""Keeping in touch on the command line, with the real programs: every command, its pipes, and its silence."""
import datetime
import os
import re
import shutil
import subprocess
import unittest

from rig import BIN, LIMIT, NO_MESSAGE, Story, main

TODAY = datetime.date.today()


def day(offset):
    return (TODAY + datetime.timedelta(days=offset)).isoformat()


class Keep(Story):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada, cls.bob = cls.rig.pair("ada", "bob")
        cls.bob.does("send", "ada", "-m", "Kommst du am Freitag?")
        cls.ada.does("sync")

    def setUp(self):
        self.ada.does("keep", "snooze", "bob", "off")
        self.ada.does("keep", "set", "bob", "--every", "none", "--birthday", "none")

    def refused(self, code, name, *words):
        done = self.ada.run("keep", *words, "--json")
        self.assertEqual((done.code, done.out), (code, ""), done.err)
        self.assertEqual(done.error["code"], name)

    def test_a_birthday_today_comes_up_and_goes_when_it_is_done(self):
        self.ada.does("keep", "set", "bob", "--birthday", TODAY.strftime("%m-%d"))
        cards = self.ada.asks("keep", "today")
        self.assertEqual([(c["type"], c["occasion"], c["contact"]["alias"]) for c in cards], [("card", "birthday", "bob")])
        self.assertEqual(self.ada.asks("keep", "birthdays")[0]["in_days"], 0)
        self.ada.does("keep", "done", "bob")
        self.assertEqual(self.ada.asks("keep", "today"), [])

    def test_the_list_goes_through_a_pipe_to_jq(self):
        if shutil.which("jq") is None:
            self.skipTest("jq is not installed")
        self.ada.does("keep", "set", "bob", "--birthday", TODAY.strftime("%d.%m."))
        script = f'"{BIN}/stille" --profile ada keep today --json | jq -r .contact.alias'
        done = subprocess.run(["bash", "-o", "pipefail", "-c", script], env=self.ada.environment, timeout=LIMIT,
                              capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, "bob\n"), done.stderr)

    def test_an_empty_day_says_so_in_both_languages(self):
        done = self.ada.does("keep", "today", "--lang", "de")
        self.assertEqual(done.out, "")
        self.assertIn("Für heute ist nichts offen.", done.err)
        self.assertIn("Nothing waits today.", self.ada.does("keep", "today", "--lang", "en").err)
        self.assertEqual(self.ada.does("keep", "today", "--json").err, "")

    def test_rhythm_log_and_circles_are_kept(self):
        self.ada.does("keep", "circle", "freunde", "--every", "3mo")
        person = self.ada.asks("keep", "set", "bob", "--every", "circle", "--circle", "freunde,verein")[0]
        self.assertEqual((person["every"], person["circles"]), ("3mo", ["freunde", "verein"]))
        entry = self.ada.asks("keep", "log", "bob", "--via", "phone", "-m", "zieht um", "--on", day(-2))[0]
        self.assertEqual((entry["day"], entry["via"], entry["note"]), (day(-2), "phone", "zieht um"))
        # What bob has written is no word between the two before it was read.
        self.assertEqual(self.ada.asks("keep", "list")[0]["last"]["via"], "phone")
        self.ada.does("read", "bob")
        listed = self.ada.asks("keep", "list")[0]
        self.assertEqual((listed["contact"]["alias"], listed["last"]["via"]), ("bob", "message"))
        self.assertEqual([c["name"] for c in self.ada.asks("keep", "circles")], ["freunde", "verein"])
        self.ada.does("keep", "circle", "verein", "--remove")
        self.ada.does("keep", "set", "bob", "--leave", "freunde")
        self.assertEqual(self.ada.asks("keep", "list")[0]["circles"], [])
        self.assertRegex(self.ada.does("keep", "list", "--lang", "de").out, r"(?m)^bob +kein Rhythmus +heute, Nachricht")

    def test_a_snooze_is_kept_and_taken_back(self):
        self.assertEqual(self.ada.asks("keep", "snooze", "bob", "2w")[0]["rests_until"], day(14))
        self.assertTrue(self.ada.asks("keep", "snooze", "bob", "never")[0]["never"])
        self.assertNotIn("rests_until", self.ada.asks("keep", "snooze", "bob", "off")[0])

    def test_a_reminder_of_a_message_comes_and_is_settled(self):
        message = self.ada.asks("log", "bob")[0]["id"]
        self.assertEqual(self.ada.asks("keep", "remind", message, "--on", "tomorrow")[0]["day"], day(1))
        self.ada.does("keep", "remind", message, "--on", day(0))
        cards = self.ada.asks("keep", "today")
        self.assertEqual([(c["occasion"], c["message"]["id"]) for c in cards], [("promised", message)])
        self.ada.does("keep", "done", message)
        self.assertEqual(self.ada.asks("keep", "today"), [])

    def test_birthdays_are_a_calendar_file(self):
        self.ada.does("keep", "set", "bob", "--birthday", "1984-05-23")
        done = subprocess.run(self.ada.command("keep", "birthdays", "--ics", "--lang", "de"), env=self.ada.environment,
                              capture_output=True, timeout=LIMIT)
        text = done.stdout.decode()
        self.assertTrue(text.endswith("END:VCALENDAR\r\n"), text)
        self.assertIn("SUMMARY:Geburtstag: Bob\r\n", text)
        self.assertIn("DTSTART;VALUE=DATE:20000523\r\n", text)
        self.assertNotRegex(text, r"[^\r]\n")
        self.ada.does("config", "set", "keep.age", "on")
        self.assertIn("DTSTART;VALUE=DATE:19840523", self.ada.does("keep", "birthdays", "--ics").out)
        self.ada.does("config", "set", "keep.age", "off")

    def test_a_draft_is_one_line_on_standard_output_and_sends_nothing(self):
        before = self.ada.asks("status")[0]["events"]
        done = self.ada.does("keep", "draft", "bob", "--lang", "de")
        self.assertEqual(done.out.count("\n"), 1)
        self.assertIn("Bob", done.out)
        self.assertIn("?", done.out)
        self.assertIn("Kommst du am Freitag?", done.err)
        self.assertIn("nichts wurde gesendet", done.err)
        self.assertEqual(self.ada.does("keep", "draft", "bob", "--plain").out, done.out)
        self.assertEqual(self.ada.asks("status")[0]["events"], before)
        self.assertIn("your garden", self.ada.does("keep", "draft", "bob", "--for", "again", "--in", "en", "--topic",
                                                   "your garden", "--another").out)

    def test_questions_that_wait_can_be_listed(self):
        self.assertEqual(self.ada.asks("keep", "waiting"), [])  # it has not been twenty hours
        self.assertEqual(self.ada.asks("keep", "waiting", "--asked"), [])
        told = self.ada.does("keep", "waiting", "--asked", "--lang", "en")
        self.assertEqual((told.out, told.err), ("", "No question of yours waits for an answer.\n"))
        self.assertIn("Keine deiner Fragen", self.ada.does("keep", "waiting", "--asked", "--lang", "de").err)
        self.assertIn("20 hours", self.ada.does("keep", "waiting", "--lang", "en").err)
        self.assertIn("seit 20 Stunden", self.ada.does("keep", "waiting", "--help", "--lang", "de").out)
        self.assertIn("Keine Frage wartet auf dich.", self.ada.does("keep", "waiting", "--lang", "de").err)

    def test_wrong_use_has_its_codes(self):
        for words in (["set", "bob"], ["set", "bob", "--every", "often"], ["set", "bob", "--birthday", "30.2."],
                      ["snooze", "bob", "yesterday"], ["snooze", "bob"], ["log", "bob", "--via", "dream"],
                      ["log", "bob", "--on", day(1)], ["birthdays", "--days", "400"], ["draft", "bob", "--for", "poem"],
                      ["remind", self.ada.asks("log", "bob")[0]["id"], "--on", day(-1)], ["done", "bob"],
                      ["circle", "x", "--every", "often"], ["birthdays", "--days", "3", "--ics"]):
            with self.subTest(words=words):
                self.refused(2, "invalid_argument", *words)
        for words in (["set", "niemand", "--every", "1y"], ["snooze", "niemand", "2w"], ["done", NO_MESSAGE],
                      ["remind", NO_MESSAGE, "--on", "1d"], ["circle", "niemand", "--remove"], ["draft", "niemand"]):
            with self.subTest(words=words):
                self.refused(3, "not_found", *words)

    def test_what_is_refused_is_named(self):
        for words, about in ((["set", "bob", "--every", "3x"], "3x"), (["set", "bob", "--birthday", "31-02"], "31-02"),
                             (["set", "bob", "--every", "2w", "--birthday", "2999-01-01"], "2999-01-01"),
                             (["set", "bob", "--every", "2w", "--circle", "x" * 65], "x" * 65),
                             (["log", "bob", "--on", "2999-01-01"], "2999-01-01"),
                             (["circle", "verein", "--every", "often"], "often"), (["circle", "x" * 65], "x" * 65)):
            self.assertEqual(self.ada.run("keep", *words, "--json").error["about"], about, words)
        self.assertRegex(self.ada.run("keep", "set", "bob", "--every", "3x", "--lang", "en").err, r"64 bytes\. \(3x\)")

    def test_the_settings_are_there_with_their_defaults(self):
        found = {s["key"]: s["value"] for s in self.ada.asks("config", "list") if s["key"].startswith("keep.")}
        self.assertEqual(found, {"keep.age": "off", "keep.groups": "off", "keep.markless": "off", "keep.measure": "5",
                                 "keep.reactions": "off"})
        self.assertEqual(self.ada.run("config", "set", "keep.measure", "11").code, 2)


class Silence(Story):
    """What the kernel sees: no socket but Unix ones."""

    COMMANDS = (["keep", "today"], ["keep", "list"], ["keep", "set", "bob", "--every", "3mo", "--birthday", "05-23"],
                ["keep", "snooze", "bob", "2w"], ["keep", "log", "bob", "--via", "met"], ["keep", "waiting"],
                ["keep", "birthdays"], ["keep", "birthdays", "--ics"], ["keep", "draft", "bob"], ["keep", "circles"],
                ["keep", "circle", "x", "--every", "1y"])

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada, cls.bob = cls.rig.pair("ada", "bob")

    def sockets(self, *words):
        """The families of all sockets that a command makes, and its exit code."""
        trace = self.rig.folder / "trace"
        done = subprocess.run(["strace", "-f", "-qq", "-e", "trace=socket,connect,sendto,sendmsg", "-o", trace,
                               *self.ada.command(*words)], env=self.ada.traced_environment, capture_output=True, timeout=LIMIT)
        return done.returncode, set(re.findall(r"socket\((AF_\w+)", trace.read_text()))

    def setUp(self):
        if shutil.which("strace") is None:
            self.skipTest("strace is not installed: which sockets are made cannot be seen")
        probe = subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], capture_output=True)
        if probe.returncode != 0:
            self.skipTest("strace may not look at programs here")

    def test_no_command_of_keep_makes_a_socket_to_anywhere(self):
        for words in self.COMMANDS:
            with self.subTest(words=words):
                code, families = self.sockets(*words)
                self.assertEqual(code, 0)
                self.assertLessEqual(families, {"AF_UNIX"})

    def test_the_same_look_sees_the_socket_of_a_command_that_goes_online(self):
        code, families = self.sockets("sync")
        self.assertEqual(code, 0)
        self.assertIn("AF_INET", families)


if __name__ == "__main__":
    main()
