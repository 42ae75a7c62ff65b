#!/usr/bin/env python3
"""The contract of the command line: exit codes, where output goes, wrong input, signals, closed pipes."""
import json
import os
import signal
import subprocess
import time
import unittest

from rig import BIN, LIMIT, Person, Story, main


class Contract(Story):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada, cls.bob = cls.rig.pair("ada", "bob")
        cls.long_ago = cls.ada.does("invite", "create", "--plain").out.strip()

    def refused(self, code, name, *words, who=None, stdin=None):
        done = (who or self.bob).run(*words, "--json", stdin=stdin)
        self.assertEqual((done.code, done.out), (code, ""), f"{words}: {done.err}")
        self.assertEqual({k: done.error[k] for k in ("v", "type", "code")}, {"v": 1, "type": "error", "code": name})
        return done.error

    def test_each_wrong_use_is_exit_2_and_one_line_of_json(self):
        for words in (["nonsense"], ["send"], ["send", "ada"], ["send", "ada", "-m", "x", "--wait", "someday"],
                      ["send", "ada", "-m", "x", "--timeout", "soon"], ["send", "ada", "-m", "x", "-F", "y"],
                      ["send", "-", ], ["send", "ada", "-m", ""], ["log", "ada", "-n", "many"],
                      ["log", "ada", "--since", "yesteryear"], ["listen", "--types", "gossip"],
                      ["listen", "--ack", "manual"], ["listen", "--count", "-1"], ["invite", "create", "--life", "1s"],
                      ["invite", "create", "--life", "40d"], ["contact", "set", "ada"], ["--color", "blue", "status"],
                      ["--lang", "fr", "status"], ["completion", "csh"], ["config", "set", "receipts"],
                      ["contact", "set", "ada", "--block", "--unblock"], ["--json", "--plain", "status"],
                      ["profile", "new", "Not A Name", "--name", "x", "--relay", self.rig.address],
                      ["profile", "new", "other", "--name", "x", "--relay", self.rig.address, "--no-passphrase"],
                      ["profile", "new", "bob", "--name", "x", "--relay", self.rig.address, "--no-passphrase"],
                      ["profile", "new", "x", "--name", "x", "--relay", "somewhere", "--no-passphrase"],
                      ["profile", "new", "", "--name", "x", "--relay", self.rig.address, "--no-passphrase"],
                      ["send", "ada", "-m", "x", "--key", ""], ["log", "ada", "-n", "0"],
                      ["log", "ada", "-n", "99999999999999999999"], ["listen", "--cursor", "x" * 65, "--count", "1"],
                      ["send", "ada", "-F", "/does/not/exist"]):
            with self.subTest(words=words):
                done = self.bob.run("--json", *words)
                self.assertEqual((done.code, done.out), (2, ""), done.err)
                self.assertEqual(len(done.err.splitlines()), 1, done.err)
                self.assertEqual(json.loads(done.err)["type"], "error")

    def test_text_that_is_not_utf8_or_too_long_is_refused(self):
        self.refused(2, "invalid_argument", "send", "ada", "-", stdin=b"\xff\xfe")
        self.refused(2, "too_large", "send", "ada", "-", stdin=b"x" * 60001)
        self.refused(2, "too_large", "draft", "set", "ada", "-m", "-", stdin=b"x" * 60001)

    def test_a_name_that_nobody_has_is_exit_3(self):
        for words in (["contact", "show", "niemand"], ["log", "niemand"], ["verify", "show", "niemand"],
                      ["send", "niemand", "-m", "x"], ["contact", "set", "niemand", "--note", "x"],
                      ["listen", "--from", "niemand"], ["request", "accept", "niemand"],
                      ["request", "decline", "niemand"], ["invite", "revoke", "i_00"],
                      ["config", "get", "no.such.setting"]):
            with self.subTest(words=words):
                done = self.bob.run(*words, "--json")
                self.assertEqual(done.code, 3, done.err)
                self.assertEqual(json.loads(done.err.splitlines()[-1])["code"], "not_found")

    def test_a_profile_that_is_not_there_is_exit_3(self):
        nobody = Person(self.rig, "nobody")
        self.refused(3, "not_found", "status", who=nobody)

    def test_an_ambiguous_name_is_exit_2_with_the_candidates(self):
        rig, center = self.rig, self.rig.person("zentrum")
        for name in ("mira", "miro"):
            other = rig.person(name)
            other.does("invite", "accept", center.does("invite", "create", "--plain").out.strip())
            center.does("sync")
        error = self.refused(2, "ambiguous", "contact", "show", "mir", who=center)
        self.assertEqual(sorted(c["alias"] for c in error["candidates"]), ["mira", "miro"])
        people = center.run("contact", "show", "mir")
        self.assertIn("mira", people.err)
        self.assertEqual(center.asks("contact", "show", "mira")[0]["alias"], "mira")

    def test_a_wrong_passphrase_is_exit_4_and_no_passphrase_too(self):
        locked = Person(self.rig, "locked")
        secret = self.rig.folder / "secret"
        secret.write_text("korrekt Pferd Batterie\n")
        done = locked.run("profile", "new", "locked", "--name", "L", "--relay", self.rig.address,
                          environment={"STILLE_PASSPHRASE_FILE": str(secret)})
        self.assertEqual(done.code, 0, done.err)
        self.refused(4, "locked", "contact", "list", who=locked)
        ok = locked.run("contact", "list", environment={"STILLE_PASSPHRASE_FILE": str(secret)})
        self.assertEqual(ok.code, 0, ok.err)
        wrong = self.rig.folder / "wrong"
        wrong.write_text("falsch\n")
        done = locked.run("contact", "list", environment={"STILLE_PASSPHRASE_FILE": str(wrong)})
        self.assertEqual(done.code, 4, done.err)

    def test_a_passphrase_is_changed_and_taken_away(self):
        locked = Person(self.rig, "guarded")
        locked.does("profile", "new", "guarded", "--name", "G", "--relay", self.rig.address, "--passphrase-fd", "0",
                    stdin=b"alt\n")
        change = ("profile", "passphrase", "--passphrase-fd", "0", "--new-passphrase-fd", "0")
        self.refused(4, "wrong_passphrase", *change, who=locked, stdin=b"falsch\nneu\n")
        self.refused(2, "invalid_argument", *change, who=locked, stdin=b"alt\n\n")
        self.assertTrue(locked.does(*change, "--json", stdin=b"alt\nneu\n").objects[0]["passphrase"])
        self.refused(4, "wrong_passphrase", "contact", "list", "--passphrase-fd", "0", who=locked, stdin=b"alt\n")
        locked.does("contact", "list", "--passphrase-fd", "0", stdin=b"neu\n")
        locked.does("profile", "passphrase", "guarded", "--remove", "--passphrase-fd", "0", stdin=b"neu\n")
        locked.does("contact", "list")

    def test_a_passphrase_file_that_is_not_there_is_named(self):
        safe = Person(self.rig, "safe")
        safe.does("profile", "new", "safe", "--name", "S", "--relay", self.rig.address, "--passphrase-fd", "0",
                  stdin=b"geheim\n")
        done = safe.run("status", environment={"STILLE_PASSPHRASE_FILE": "/nope"})
        self.assertEqual((done.code, "/nope" in done.err), (4, True), done.err)

    def test_complaints_are_in_the_language_of_the_person(self):
        for words, told in ((["request", "accept", "n_zz"], "Es gibt keine Anfrage „n_zz“."),
                            (["backup", "verify", "/nope"], "„/nope“ wurde nicht gefunden."),
                            (["send", "ada", "-m", "x", "--later", "gestern"], "Kein Zeitpunkt, der noch kommt"),
                            (["conversation", "set", "ada"], "Sag, was sich ändern soll"),
                            (["later", "cancel", "l_zz"], "stille later list"),
                            (["group", "role", "#gone", "bob", "deputy"], "keine Gruppe „#gone“"),
                            (["send"], "to fehlt.")):
            done = self.bob.run("--lang", "de", *words, stdin=b"x\n")
            self.assertIn(told, done.err)

    def test_another_relay_than_the_expected_one_is_told_by_doctor(self):
        lost = Person(self.rig, "lost")
        name, place = self.rig.address.split("@")
        other = name[:-6] + ("AAAAAA" if not name.endswith("AAAAAA") else "BBBBBB")
        lost.does("profile", "new", "lost", "--name", "L", "--relay", f"{other}@{place}", "--no-passphrase")
        done = lost.run("doctor", "--json")
        self.assertEqual((done.code, done.error["code"]), (5, "relay_untrusted"), done.err)
        self.assertIn("Another relay than the expected one", lost.run("doctor").err)

    def test_following_ends_with_its_timeout(self):
        start = time.monotonic()
        self.assertEqual(self.bob.run("log", "ada", "--follow", "--timeout", "500ms").code, 0)
        self.assertLess(time.monotonic() - start, 60)

    def test_a_used_link_is_exit_3_and_says_so(self):
        ada, one, two = self.rig.person("lina"), self.rig.person("erste"), self.rig.person("zweite")
        link = ada.does("invite", "create", "--plain").out.strip()
        one.does("invite", "accept", link)
        self.refused(3, "link_used", "invite", "accept", link, who=two)
        self.refused(2, "already_exists", "invite", "accept", link, who=one)

    def test_a_revoked_link_is_exit_3(self):
        ada, one = self.rig.person("rita"), self.rig.person("rolf")
        invitation = ada.asks("invite", "create")[0]
        ada.does("invite", "revoke", invitation["id"])
        self.refused(3, "link_revoked", "invite", "accept", invitation["link"], who=one)
        self.assertEqual([i["state"] for i in ada.asks("invite", "list")], ["revoked"])

    def test_the_own_link_is_refused(self):
        self.refused(2, "own_link", "invite", "accept", self.long_ago, who=self.ada)

    def test_a_link_altered_at_any_place_makes_no_contact(self):
        stranger = self.rig.person("fremd")
        link = self.long_ago
        scheme = len("stille://")
        for place in sorted({0, 3, scheme, scheme + 9, link.index("@"), link.index("@") + 1, link.index("/i#"),
                             link.index("#"), *range(link.index("#") + 1, len(link), 6), len(link) - 1}):
            other = "A" if link[place] != "A" else "B"
            altered = link[:place] + other + link[place + 1:]
            with self.subTest(place=place):
                done = stranger.run("invite", "accept", altered, "--json", "--timeout", "2s")
                self.assertIn(done.code, (2, 3, 5, 6), done.err)
        for altered in (link[:-1], link + "A", link[1:], "", "stille://", link.replace("#", "")):
            done = stranger.run("invite", "accept", altered, "--json", "--timeout", "2s")
            self.assertEqual(done.code, 2, done.err)
        self.assertEqual(stranger.asks("contact", "list"), [])
        status = stranger.asks("status")[0]
        self.assertEqual([r["relay"] for r in status["relays"]], [status["profile"]["relay"]])
        self.assertEqual(status["pending"][0]["tasks"], 0)

    def test_listening_that_nobody_answers_is_exit_8(self):
        done = self.bob.run("listen", "--json", "--types", "message", "--timeout", "300ms")
        self.assertEqual((done.code, done.out), (8, ""), done.err)

    def test_interrupt_and_terminate_end_cleanly(self):
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            listener = self.bob.start("listen", "--json")
            owner_is_there(self.bob)
            self.assertEqual(self.end(listener, number).code, code)

    def test_a_closed_pipe_is_141_and_moves_no_cursor(self):
        self.ada.does("send", "bob", "-m", "Für den Cursor")
        self.bob.does("sync")
        read, write = os.pipe()
        os.close(read)
        try:
            done = subprocess.run(self.bob.command("listen", "--cursor", "closed", "--types", "message", "--json"),
                                  env=self.bob.environment, stdin=subprocess.DEVNULL, stdout=write,
                                  stderr=subprocess.PIPE, timeout=LIMIT)
        finally:
            os.close(write)
        self.assertEqual(done.returncode, 141, done.stderr)
        again = self.bob.does("listen", "--cursor", "closed", "--types", "message", "--json", "--count", "1")
        self.assertEqual(again.objects[0]["text"], "Für den Cursor")

    def test_a_cursor_goes_on_where_it_was(self):
        ada, bob = self.rig.pair("carla", "dieter")
        for text in ("eins", "zwei", "drei"):
            ada.does("send", "dieter", "-m", text)
        bob.does("sync")
        listen = ["listen", "--cursor", "c", "--types", "message", "--json", "--timeout", "30s"]
        first = bob.does(*listen, "--count", "1").objects
        rest = bob.does(*listen, "--count", "2").objects
        self.assertEqual([e["text"] for e in first + rest], ["eins", "zwei", "drei"])
        self.assertEqual(sorted(e["seq"] for e in rest), [e["seq"] for e in rest])

    def test_manual_acknowledgement_is_up_to_the_reader(self):
        ada, bob = self.rig.pair("elif", "fritz")
        for text in ("eins", "zwei"):
            ada.does("send", "fritz", "-m", text)
        bob.does("sync")
        words = ["listen", "--cursor", "m", "--types", "message", "--json", "--ack", "manual"]
        listener = bob.start(*words, stdin=subprocess.PIPE)
        first, second = (json.loads(listener.stdout.readline()) for _ in range(2))
        listener.stdin.write(f"{first['seq']}\n")
        listener.stdin.flush()
        listener.stdin.close()
        self.assertEqual(listener.wait(timeout=LIMIT), 0, listener.stderr.read())
        listener.stdin = None
        again = bob.does("listen", "--cursor", "m", "--types", "message", "--json", "--count", "1")
        self.assertEqual(again.objects[0]["id"], second["id"])

    def test_a_text_that_is_too_long_names_the_limit_in_both_languages(self):
        for words in (("send", "ada", "-"), ("send", "ada", "-F", "/dev/stdin"), ("draft", "set", "ada", "-m", "-")):
            for language, limit in (("en", "at most 60,000 bytes"), ("de", "höchstens 60.000 Bytes")):
                done = self.bob.run(*words, "--lang", language, stdin=b"x" * 60_001)
                self.assertEqual((done.code, done.out), (2, ""), words)
                self.assertIn(limit, done.err)
        done = self.bob.run("send", "ada", "-", "--json", stdin=b"x" * 60_001)
        self.assertEqual((done.error["about"], done.error["limit"]), ("text", 60_000))
        # The newline that a pipe ends with is not part of the text.
        self.assertEqual(self.bob.run("send", "ada", "-", "--dry-run", stdin=b"x" * 60_000 + b"\n").code, 0)
        self.assertIn("60,000", self.bob.run("send", "--help").out)

    def test_blanks_alone_are_no_text_wherever_they_come_from(self):
        self.bob.does("send", "ada", "-m", "Wortlaut", "--wait", "queued")
        own = self.bob.asks("log", "ada")[-1]["id"]
        for words in (("send", "ada"), ("edit", own)):
            for blank in ("", "  ", "\n\t\n", "\u00a0\u3000"):
                for more, stdin in ((("-m", blank), None), (("-",), blank.encode())):
                    done = self.bob.run(*words, *more, "--json", stdin=stdin)
                    self.assertEqual((done.code, done.out), (2, ""), (words, more, blank))
                    self.assertEqual((done.error["code"], done.error["about"]), ("invalid_argument", "text"))
        self.assertEqual(self.bob.asks("log", "ada")[-1]["text"], "Wortlaut")

    def test_what_is_wrong_and_what_is_allowed_is_said(self):
        cases = [(("show", ""), "stille log WHO --json", "stille log WER --json"), (("show",), "id is missing", "id fehlt"),
                 (("contact", "show", ""), "beginning of an alias", "Anfang eines Alias"),
                 (("contact", "set", "ada", "--alias", "a b"), "a-z, 0-9", "a-z, 0-9"),
                 (("contact", "set", "ada", "--alias", "self"), "it is not self", "self ist keiner"),
                 (("invite", "accept", "stille://x", "--alias", ""), "is a variable not set", "Variable nicht gesetzt"),
                 (("--color", "grün", "status"), "none of auto,always,never", "keins von auto,always,never")]
        for words, english, german in cases:
            for language, sentence in (("en", english), ("de", german)):
                done = self.bob.run("--lang", language, *words)
                self.assertEqual((done.code, done.out), (2, ""), words)
                self.assertIn(sentence, done.err, words)
        nameless = Person(self.rig, "namenlos")
        for language, sentence in (("en", "stille: --name is missing.\n"), ("de", "stille: Es fehlt --name.\n")):
            done = nameless.run("profile", "new", "namenlos", "--no-input", "--lang", language)
            self.assertEqual((done.code, done.err), (2, sentence))
        done = self.bob.run("status", "--lang", "fr")
        self.assertEqual(done.code, 2)
        self.assertIn("“fr” is none of de,en", done.err)
        self.assertEqual(self.bob.run("contact", "set", "ada", "--alias", "a b", "--json").error["about"], "a b")

    def test_every_field_that_an_object_has_may_be_asked_for_and_no_other(self):
        ada, bob = self.rig.pair("karin", "leo")
        ada.does("group", "new", "Chor", "--add", "leo")
        bob.does("send", "karin", "-m", "Kommst du?", "--question", "--expire", "1h")
        for who in (bob, ada, bob, ada):
            who.does("sync")
        asked = ada.asks("log", "leo")[0]["id"]
        ada.does("react", asked, "👍")
        ada.does("send", "leo", "--reply", asked, "-m", "Ja")
        ada.does("keep", "set", "leo", "--every", "3mo", "--birthday", "05-23", "--circle", "Chor")
        ada.does("invite", "create")
        for words in (["contact", "list"], ["contact", "show", "leo"], ["contact", "find", "leo"], ["group", "list"],
                      ["group", "show", "#chor"], ["log", "leo"], ["show", asked], ["search", "kommst"], ["keep", "list"],
                      ["invite", "list"]):
            objects = ada.asks(*words)
            self.assertTrue(objects, words)
            for field in sorted({key for one in objects for key in one}):
                self.assertEqual(ada.run(*words, "--plain", "--fields", field).code, 0, (words, field))
            done = ada.run(*words, "--json", "--fields", "id,alais")
            self.assertEqual((done.code, done.out, done.error["code"]), (2, "", "invalid_argument"), words)
        # The columns of --plain are those that the manual names, in its order.
        contact, group = ada.asks("contact", "list")[0], ada.asks("group", "list")[0]
        self.assertEqual(ada.does("contact", "list", "--plain").out.rstrip("\n").split("\t"),
                         ["leo", contact["name"], contact["state"], "false", contact["id"]])
        self.assertEqual(ada.does("group", "list", "--plain").out.rstrip("\n").split("\t"),
                         ["#chor", "Chor", group["state"], "chair", group["id"], str(len(group["members"]))])
        self.assertEqual(ada.does("group", "show", "#chor", "--plain").out, ada.does("group", "list", "--plain").out)
        self.assertIn("ist alias gemeint", ada.run("contact", "list", "--fields", "alais", "--lang", "de").err)
        self.assertEqual(ada.does("contact", "list", "--plain", "--fields", "alias,introduced_by.alias").out, "leo\t\n")

    def test_what_was_not_shown_cannot_be_acknowledged(self):
        ada, bob = self.rig.pair("hedwig", "igor")
        for text in ("eins", "zwei"):
            ada.does("send", "igor", "-m", text)
        bob.does("sync")
        words = ["listen", "--cursor", "m", "--types", "message", "--json", "--ack", "manual"]
        listener = bob.start(*words, stdin=subprocess.PIPE)
        first, second = (json.loads(listener.stdout.readline()) for _ in range(2))
        out, err = listener.communicate(f"{first['seq']}\n{second['seq'] + 1}\n{second['seq']}\n", timeout=LIMIT)
        self.assertEqual((listener.returncode, out), (2, ""), err)
        self.assertEqual((json.loads(err)["code"], json.loads(err)["about"]), ("invalid_argument", str(second["seq"] + 1)))
        # What came before the mistake counts, and nothing else.
        listener = bob.start(*words, "--count", "1", stdin=subprocess.PIPE)
        self.assertEqual(json.loads(listener.stdout.readline())["id"], second["id"])
        _, err = listener.communicate(f"{first['seq']}\n{second['seq']}\n", timeout=LIMIT)
        self.assertEqual(listener.returncode, 0, err)

    def test_a_command_is_run_for_each_event_and_given_up_events_are_written_down(self):
        ada, bob = self.rig.pair("gerda", "hugo")
        ada.does("send", "hugo", "-m", "eins")
        bob.does("sync")
        seen, dead = self.rig.folder / "seen", self.rig.folder / "dead"
        bob.does("listen", "--cursor", "x", "--types", "message", "--count", "1", "--exec", f"cat >> {seen}")
        self.assertEqual(json.loads(seen.read_text())["text"], "eins")
        ada.does("send", "hugo", "-m", "geheim")
        bob.does("sync")
        bob.does("listen", "--cursor", "x", "--types", "message", "--count", "1", "--exec", "exit 3",
                 "--max-retries", "0", "--dead-letters", dead)
        letter = json.loads(dead.read_text())
        self.assertEqual((letter["type"], letter["tries"]), ("dead_letter", 1))
        self.assertNotIn("geheim", dead.read_text())

    def test_a_command_may_call_stille_itself(self):
        ada, bob = self.rig.pair("irma", "jens")
        ada.does("send", "jens", "-m", "Frage?")
        bob.does("sync")
        reply = f"{BIN / 'stille'} --profile jens send irma -m Antwort --json >/dev/null"
        bob.does("listen", "--cursor", "x", "--types", "message", "--count", "1", "--exec", reply)
        ada.does("sync")
        self.assertEqual([m["text"] for m in ada.asks("log", "jens")], ["Frage?", "Antwort"])

    def test_people_and_programs_read_different_things(self):
        german = self.bob.run("--lang", "de", "contact", "list")
        self.assertIn("Vertrauen", german.out)
        english = self.bob.run("--lang", "en", "contact", "list")
        self.assertIn("Trust", english.out)
        for language in ("de", "en"):
            self.assertEqual(self.bob.run("--lang", language, "contact", "list", "--json").out,
                             self.bob.run("contact", "list", "--json").out)
        self.assertIn("Niemand", self.bob.run("--lang", "de", "contact", "show", "niemand").err)

    def test_no_escapes_without_a_terminal_or_with_NO_COLOR(self):
        for words in (["contact", "list"], ["status"], ["log", "ada"], ["--help"], []):
            self.assertNotIn("\x1b", self.bob.run(*words).out)
        coloured = self.bob.run("--color", "always", "log", "ada")
        self.ada.does("send", "bob", "-m", "Farbe")
        self.bob.does("sync")
        coloured = self.bob.run("--color", "always", "log", "ada")
        self.assertIn("\x1b[", coloured.out)

    def test_escapes_in_a_message_do_not_reach_a_terminal(self):
        self.ada.does("send", "bob", "-m", "\x1b[31mrot\x07\u202e")
        self.bob.does("sync")
        shown = self.bob.run("log", "ada").out
        self.assertNotIn("\x1b", shown)
        self.assertNotIn("\u202e", shown)
        self.assertIn("\x1b[31mrot", self.bob.asks("log", "ada")[-1]["text"])

    def test_fields_and_plain_choose_what_is_printed(self):
        self.assertEqual(self.bob.does("contact", "list", "--json", "--fields", "alias,state").objects,
                         [{"alias": "ada", "state": self.bob.asks("contact", "list")[0]["state"]}])
        self.assertEqual(self.bob.does("contact", "list", "--plain", "--fields", "alias,name").out, "ada\tAda\n")

    def test_the_version_comes_at_once_and_help_explains_with_examples(self):
        start = time.monotonic()
        done = self.bob.run("--help")
        self.assertEqual(done.code, 0)
        self.assertIn("stille send", done.out)
        self.assertLess(time.monotonic() - start, 5)
        version = subprocess.run([BIN / "stille", "--version"], capture_output=True, text=True, timeout=LIMIT)
        self.assertRegex(version.stdout, r"^stille \d+\.\d+\.\d+\n$")
        for words in (["send"], ["invite", "create"], ["listen"], ["log"], ["verify", "show"], ["profile", "new"]):
            self.assertIn("Examples:", self.bob.run(*words, "--help").out)

    def test_alone_it_gives_a_short_overview(self):
        done = self.bob.run()
        self.assertEqual((done.code, done.err), (0, ""))
        self.assertLess(len(done.out.splitlines()), 16)

    def test_every_line_of_json_names_its_version_and_type(self):
        self.ada.does("send", "bob", "-m", "Schema")
        self.bob.does("sync")
        for words in (["status"], ["contact", "list"], ["contact", "show", "ada"],
                      ["invite", "create"], ["invite", "list"],
                      ["log", "ada"], ["sync"], ["doctor"], ["config", "list"], ["verify", "show", "ada"],
                      ["profile", "list"], ["send", "ada", "-m", "x"],
                      ["listen", "--cursor", "schema", "--count", "3"]):
            with self.subTest(words=words):
                done = self.bob.run(*words, "--json")
                self.assertTrue(done.objects, done.err)
                for line in done.objects:
                    self.assertEqual(line["v"], 1)
                    self.assertIsInstance(line["type"], str)

    def test_json_rpc_lines_answer_in_kind(self):
        lines = ['{"jsonrpc":"2.0","id":1,"method":"contact.list"}', "not json", '{"jsonrpc":"2.0","id":"x"}',
                 '{"jsonrpc":"2.0","id":2,"method":"no.such"}',
                 '{"jsonrpc":"2.0","id":3,"method":"log","params":{"contact":7}}']
        answers = self.bob.does("rpc", stdin=("\n".join(lines) + "\n").encode()).objects
        good = [a for a in answers if "result" in a]
        self.assertEqual([(a["id"], a["result"]["contacts"][0]["alias"]) for a in good], [(1, "ada")])
        self.assertEqual({(a["id"], a["error"]["code"]) for a in answers if "error" in a},
                         {(None, -32700), ("x", -32600), (2, -32601), (3, -32602)})

    def test_a_json_rpc_notification_is_carried_out_and_not_answered(self):
        lines = ['{"jsonrpc":"2.0","method":"contact.set","params":{"contact":"ada","note":"still"}}',
                 '{"jsonrpc":"2.0","method":"no.such"}', '{"jsonrpc":"2.0","id":null,"method":"contact.list"}']
        answers = self.bob.does("rpc", stdin=("\n".join(lines) + "\n").encode()).objects
        self.assertEqual([a["id"] for a in answers], [None])
        self.assertEqual(self.bob.asks("contact", "show", "ada")[0]["note"], "still")


def owner_is_there(person):
    """Waits until a process serves this profile's socket."""
    folder = person.rig.folder / person.name / "run" / "stille"
    deadline = time.monotonic() + LIMIT
    while not list(folder.glob("*.sock")) and time.monotonic() < deadline:
        time.sleep(0.01)


if __name__ == "__main__":
    main()
