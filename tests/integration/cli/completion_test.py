#!/usr/bin/env python3
"""What shells offer for a line that is not finished: by the script for bash, and by the command that all of them ask."""
import os
import signal
import subprocess
import time

from contract_test import owner_is_there
from rig import BIN, LIMIT, Person, Story, main


class Completion(Story):
    """What shells offer for a line that is not finished."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada = cls.rig.person("ada")
        for name in ("Mira Bell", "Olga"):
            cls.ada.does("contact", "add", name)
        cls.ada.does("group", "new", "Runde")
        cls.ada.does("keep", "circle", "alte Freunde")

    def offered(self, *words, who=None, **environment):
        """As the program answers the scripts: {word: what it is}, and the kind of paths."""
        who = who or self.ada
        done = subprocess.run([BIN / "stille", "complete", "zsh", "--", "--profile", who.name, *words], timeout=LIMIT,
                              env={**who.environment, **environment}, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        paths, *lines = done.stdout.splitlines()
        return dict(line.split("\t", 1) for line in lines), paths

    def in_bash(self, line, *pieces, typed=None):
        """COMPREPLY for a line of which bash made these pieces (the line's words where none are named)."""
        script, words = self.rig.folder / "stille.bash", list(pieces) or line.split(" ")
        script.write_text(self.ada.does("completion", "bash").out)
        ask = ('source "$1"; COMP_LINE=$2 COMP_POINT=${#2} COMP_CWORD=$(($# - 4)) COMP_WORDS=("${@:4}");'
               '_stille stille "$3"; printf "%s\\n" "${COMPREPLY[@]}"')
        here = {**self.ada.environment, "PATH": f"{BIN}:{os.environ['PATH']}", "STILLE_PROFILE": "ada"}
        done = subprocess.run(["bash", "--norc", "-c", ask, "bash", script, line, words[-1] if typed is None else typed,
                               *words], env=here, timeout=LIMIT, capture_output=True, text=True)
        return [] if done.stdout == "\n" else done.stdout.splitlines()

    def test_every_script_asks_the_program_and_bash_can_read_its_own(self):
        for shell in ("bash", "zsh", "fish"):
            self.assertIn(f"complete {shell} -- ", self.ada.does("completion", shell).out)
        checked = subprocess.run(["bash", "-n"], input=self.ada.does("completion", "bash").out, text=True, timeout=LIMIT)
        self.assertEqual(checked.returncode, 0)

    def test_bash_completes_commands_options_values_and_names(self):
        self.assertEqual(self.in_bash("stille contact forg"), ["forget"])
        self.assertEqual(self.in_bash("stille send ada --wa"), ["--wait"])
        self.assertEqual(self.in_bash("stille send ada --wait d"), ["delivered"])
        self.assertEqual(self.in_bash("stille contact show mi"), ["mira-bell"])
        self.assertEqual(self.in_bash("stille --profile a"), ["ada"])
        self.assertEqual(self.in_bash("stille nonsense "), [])

    def test_bash_gets_names_with_blanks_quoted_as_the_word_was_begun(self):
        self.assertEqual(self.in_bash("stille keep circle al"), ["alte\\ Freunde"])
        self.assertEqual(self.in_bash("stille keep circle alte\\ F", "stille", "keep", "circle", "alte\\ F"),
                         ["alte\\ Freunde"])
        self.assertEqual(self.in_bash('stille keep circle "alte F', "stille", "keep", "circle", '"alte F', typed="alte F"),
                         ["alte Freunde"])
        self.assertEqual(self.in_bash("stille group show "), ["\\#runde"])

    def test_bash_takes_words_apart_at_equals_signs_and_gets_the_piece_it_replaces(self):
        self.assertEqual(self.in_bash("stille send --wait=de", "stille", "send", "--wait", "=", "de"), ["delivered"])
        self.assertEqual(self.in_bash("stille --lang=", "stille", "--lang", "=", typed=""), ["de", "en"])
        self.assertEqual(self.in_bash("stille send --wait=sent --que", "stille", "send", "--wait", "=", "sent", "--que"),
                         ["--question"])

    def test_names_come_with_what_they_are_and_files_are_asked_for(self):
        self.assertEqual(self.offered("contact", "show", ""), ({"mira-bell": "Mira Bell", "olga": "Olga"}, ":words"))
        self.assertEqual(self.offered("send", "mira", "--attach", ""), ({}, ":files"))
        self.assertEqual(self.offered("export", "--to", ""), ({}, ":folders"))
        self.assertEqual(self.offered("--lang", "de", "he")[0]["help"], "Einen Befehl erklären")

    def test_who_owns_the_profile_is_asked(self):
        daemon = self.ada.start("daemon")
        owner_is_there(self.ada)
        self.assertIn("olga", self.offered("contact", "show", "")[0])
        self.assertEqual(self.offered("--no-daemon", "contact", "show", "")[0], {})
        os.kill(daemon.pid, signal.SIGSTOP)  # one that does not answer
        start = time.monotonic()
        stopped = subprocess.run([BIN / "stille", "complete", "zsh", "--", "--profile", "ada", "contact", "show", ""],
                                 env=self.ada.environment, capture_output=True, timeout=LIMIT)
        self.assertLess(time.monotonic() - start, 10)
        self.assertEqual((stopped.returncode, stopped.stderr), (0, b""))
        os.kill(daemon.pid, signal.SIGCONT)
        daemon.terminate()
        daemon.communicate(timeout=LIMIT)

    def test_nothing_is_asked_and_nothing_complained_about(self):
        locked = Person(self.rig, "locked")
        locked.does("profile", "new", "locked", "--name", "L", "--relay", self.rig.address, "--passphrase-fd", "0",
                    stdin=b"korrekt Pferd Batterie\n")
        self.assertEqual(self.offered("contact", "show", "", who=locked), ({}, ":words"))
        self.assertEqual(self.offered("contact", "show", "", who=Person(self.rig, "nobody")), ({}, ":words"))
        self.assertEqual(self.offered("--socket", "/does/not/exist", "contact", "show", ""), ({}, ":words"))
        settings = self.rig.folder / "broken" / "stille"
        settings.mkdir(parents=True)
        (settings / "config.toml").write_text("nonsense = [")
        self.assertIn("olga", self.offered("contact", "show", "", XDG_CONFIG_HOME=str(settings.parent))[0])

    def test_what_a_terminal_may_not_see_does_not_reach_it(self):
        later = self.ada.asks("send", "self", "--later", "2h", "-m", "\x1b[31mrot\t\u202e\nzwei")[0]
        offered, _ = self.offered("later", "cancel", "")
        self.assertEqual(list(offered), [later["id"]])
        self.assertIn("rot", offered[later["id"]])
        self.assertFalse(set("\x1b\t\u202e\n") & set(offered[later["id"]]))

    def test_it_is_not_in_the_help(self):
        self.assertNotIn("  complete ", self.ada.does("--help").out)


if __name__ == "__main__":
    main()
