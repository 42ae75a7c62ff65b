#!/usr/bin/env python3
"""A profile that is opened once and locked again, as somebody at a terminal would."""
import os
import pathlib
import pty
import subprocess
import time
import unittest

from rig import LIMIT, Person, Story, main

def answers(who, *words, exchange):
    """Runs it at a terminal, where somebody answers each question in turn; its code and what it showed."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(who.command(*words)[0], who.command(*words), who.environment)
    shown, at = "", 0
    for question, answer in exchange:
        while question not in shown[at:]:
            shown += os.read(terminal, 4096).decode()
        at = len(shown)
        os.write(terminal, answer.encode() + b"\n")
    try:
        while part := os.read(terminal, 4096):
            shown += part.decode()
    except OSError:
        pass  # its end is closed
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown


SECRET = b"eine lange Passphrase\n"


class Locking(Story):
    people = 0

    def guarded(self):
        Locking.people += 1
        who = Person(self.rig, f"gerda{Locking.people}")
        who.does("profile", "new", who.name, "--name", "Gerda", "--relay", self.rig.address, "--passphrase-fd", "0",
                 stdin=SECRET)
        self.addCleanup(who.run, "profile", "lock")
        return who

    def unlocks(self, who, *more):
        return who.does("profile", "unlock", "--passphrase-fd", "0", *more, stdin=SECRET)

    def owner_of(self, who):
        """Processes that serve this profile."""
        found = []
        for entry in pathlib.Path("/proc").iterdir():
            try:
                if b"--background" in (entry / "cmdline").read_bytes().split(b"\0") and \
                        str(who.rig.folder / who.name).encode() in (entry / "environ").read_bytes():
                    found.append(entry)
            except OSError:
                continue
        return found

    def ends(self, who):
        """The profile is free before its process is gone."""
        deadline = time.monotonic() + LIMIT
        while self.owner_of(who):
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)

    def test_the_passphrase_is_asked_for_once_until_it_is_locked(self):
        gerda = self.guarded()
        self.assertEqual(gerda.run("contact", "list", "--no-input").code, 4)
        said = self.unlocks(gerda, "--json").objects[0]
        self.assertEqual((said["profile"], said["state"]), (gerda.name, "open"))
        gerda.does("contact", "list", "--no-input")
        self.assertTrue(gerda.asks("status")[0]["online"])
        owner = self.owner_of(gerda)
        self.assertEqual(len(owner), 1)
        # Out of the terminal's reach, and without the passphrase where others could read it.
        self.assertEqual((owner[0] / "cwd").resolve(), pathlib.Path("/"))
        self.assertEqual({str((owner[0] / "fd" / str(n)).resolve()) for n in range(3)}, {"/dev/null"})
        for open_to_all in ("cmdline", "environ"):
            self.assertNotIn(SECRET.strip(), (owner[0] / open_to_all).read_bytes())
        self.assertIn("is open already", gerda.does("profile", "unlock", "--no-input").err)
        self.assertIn("geschlossen", gerda.does("profile", "lock", "--lang", "de").err)
        self.ends(gerda)
        self.assertEqual(gerda.run("contact", "list", "--no-input").code, 4)
        self.assertIn("was not open", gerda.does("profile", "lock").err)

    def test_a_passphrase_that_is_easy_to_guess_is_taken_and_said(self):
        who = Person(self.rig, "hedda")
        made = who.does("profile", "new", "hedda", "--name", "Hedda", "--relay", self.rig.address, "--passphrase-fd", "0",
                        "--lang", "de", stdin=b"Passwort123\n")
        self.assertIn("leicht zu erraten", made.err)
        self.assertNotIn("Passwort123", made.err)
        new = self.rig.folder / "new"
        change = ("profile", "passphrase", "--passphrase-fd", "0")
        for secret, said in ((b"kurz", "short"), (b"drei stille Wale am Meer", None)):
            new.write_bytes(secret + b"\n")
            script = f"exec {' '.join(who.command(*change))} --new-passphrase-fd 3 3<{new}"
            done = subprocess.run(["sh", "-c", script], env=who.environment, capture_output=True, timeout=LIMIT,
                                  input=b"Passwort123\n" if said else b"kurz\n")
            self.assertEqual((done.returncode, b"is short" in done.stderr), (0, bool(said)), done.stderr)

    def test_at_a_terminal_one_chooses_another_unless_it_is_meant(self):
        gerda = self.guarded()
        new, again, anyway = "New passphrase", "Once more", "Use it anyway?"
        now = ("Passphrase: ", SECRET.decode().strip())
        code, shown = answers(gerda, "profile", "passphrase", exchange=(
            now, (new, "12345678"), (anyway, ""), (new, "drei stille Wale"), (again, "drei stille Wale")))
        self.assertEqual((code, shown.count("easy to guess")), (0, 1), shown)
        code, shown = answers(gerda, "profile", "passphrase", exchange=(
            ("Passphrase: ", "drei stille Wale"), (new, "kurz"), (anyway, "y"), (again, "kurz")))
        self.assertEqual((code, "is short" in shown), (0, True), shown)
        self.assertNotIn("kurz", shown)

    def test_it_locks_itself_when_the_time_is_over(self):
        gerda = self.guarded()
        self.assertIn("1", self.unlocks(gerda, "--for", "1s").err)
        self.ends(gerda)
        self.assertEqual(gerda.run("contact", "list", "--no-input").code, 4)

    def test_what_goes_wrong_is_said_and_leaves_nothing_running(self):
        gerda = self.guarded()
        wrong = gerda.run("profile", "unlock", "--passphrase-fd", "0", "--json", stdin=b"falsch\n")
        self.assertEqual((wrong.code, wrong.error["code"]), (4, "wrong_passphrase"))
        self.ends(gerda)
        self.assertEqual(gerda.run("profile", "unlock", "--no-input").code, 4)
        self.assertEqual(gerda.run("profile", "unlock", "--for", "soon").code, 2)
        self.assertEqual(gerda.elsewhere().run("profile", "lock", "nobody").code, 3)
        self.assertEqual(gerda.run("profile", "lock", "nobody").code, 2)
        bare = self.rig.person("bare")
        for verb in ("lock", "unlock"):
            done = bare.run("profile", verb, "--json")
            self.assertEqual((done.code, done.error["code"]), (2, "invalid_argument"))

    def test_a_program_that_reads_along_ends_too(self):
        gerda = self.guarded()
        listening = subprocess.Popen(gerda.command("listen", "--json", "--passphrase-fd", "0"), env=gerda.environment,
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.rig.processes.append(listening)
        listening.stdin.write(SECRET)
        listening.stdin.close()
        deadline = time.monotonic() + LIMIT
        while gerda.run("contact", "list", "--no-input").code != 0:
            self.assertLess(time.monotonic(), deadline)
        gerda.does("profile", "lock")
        self.assertEqual(listening.wait(LIMIT), 143)
        self.assertEqual(gerda.run("contact", "list", "--no-input").code, 4)


if __name__ == "__main__":
    main()
