"""A relay and people around it, all of them the real programs, in a folder of their own.

Knows how to start, ask and end them; what must be true stands in the tests.
"""
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import unittest

BIN = pathlib.Path(os.environ.get("STILLE_BIN", "build/dev/bin")).resolve()
LIMIT = 120  # seconds; a program that takes longer hangs


class Done:
    """What a program said, and how it ended."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def objects(self):
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def error(self):
        return json.loads(self.err.splitlines()[-1])


# Long enough to be the beginning of no message that a story makes.
NO_MESSAGE = "m_000000000000"


class Person:
    def __init__(self, rig, name):
        self.rig, self.name = rig, name
        home = rig.folder / name
        (home / "run").mkdir(parents=True, mode=0o700)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("STILLE_", "LC_", "LANG", "NO_COLOR"))}
        self.environment = {**kept, "LANG": "C.UTF-8", "TERM": "xterm", "STILLE_HOME": str(home),
                            "XDG_RUNTIME_DIR": str(home / "run"), "XDG_CONFIG_HOME": str(home / "config")}

    def command(self, *words):
        return [str(BIN / "stille"), "--profile", self.name, *map(str, words)]

    @property
    def traced_environment(self):
        """For running under strace. One tracer a process: the leak checker, where it is built in, has to stand back."""
        unchecked = ":".join(filter(None, (os.environ.get("ASAN_OPTIONS"), "detect_leaks=0")))
        return self.environment | {"ASAN_OPTIONS": unchecked}

    def run(self, *words, stdin=None, environment=None):
        given = {"stdin": subprocess.DEVNULL} if stdin is None else {"input": stdin}
        done = subprocess.run(self.command(*words), env={**self.environment, **(environment or {})}, timeout=LIMIT,
                              capture_output=True, start_new_session=True, **given)
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def elsewhere(self):
        """The same person, who names no profile."""
        who = object.__new__(Person)
        who.rig, who.name, who.environment = self.rig, self.name, self.environment
        who.command = lambda *words: [str(BIN / "stille"), *map(str, words)]
        return who

    def does(self, *words, stdin=None):
        """Runs it and insists on success."""
        done = self.run(*words, stdin=stdin)
        if done.code != 0:
            raise AssertionError(f"{self.name}: {' '.join(map(str, words))[:200]}: {done.code}\n{done.err}{done.out}")
        return done

    def asks(self, *words):
        return self.does(*words, "--json").objects

    def start(self, *words, stdin=subprocess.DEVNULL):
        process = subprocess.Popen(self.command(*words), env=self.environment, stdin=stdin, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, start_new_session=True, text=True)
        self.rig.processes.append(process)
        return process

    def new_profile(self, *more):
        return self.does("profile", "new", self.name, "--name", self.name.capitalize(), "--relay", self.rig.address,
                         "--no-passphrase", *more)


class Rig:
    OPEN = True

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="stille-cli."))
        self.processes, self.relay = [], None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        subprocess.run([BIN / "stille-relay", "init", "--data", self.folder / "relay", "--listen",
                        f"127.0.0.1:{self.port}", *(["--open"] if self.OPEN else [])], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        self.address = self.start_relay()

    def start_relay(self, *words, environment=None):
        """`words` are added to `run`, `environment` to the surroundings."""
        with open(self.folder / "relay.log", "ab") as log:
            self.relay = subprocess.Popen([BIN / "stille-relay", "run", "--data", self.folder / "relay", *words],
                                          text=True, stdout=subprocess.PIPE, stderr=log,
                                          env={**os.environ, **(environment or {})})
        line = self.relay.stdout.readline()
        found = re.match(r"ready (stille://\S+)", line)
        if not found:
            raise AssertionError(f"the relay did not start: {line!r}\n{(self.folder / 'relay.log').read_text()}")
        return found.group(1)

    def operate(self, *words):
        """One of the operator's commands; what it answers in JSON."""
        done = subprocess.run([BIN / "stille-relay", *map(str, words), "--data", self.folder / "relay", "--json"],
                              capture_output=True, text=True, timeout=LIMIT)
        if done.returncode != 0:
            raise AssertionError(f"{' '.join(map(str, words))}: {done.returncode}\n{done.stderr}")
        return json.loads(done.stdout)

    def stop_relay(self):
        self.relay.kill()
        self.relay.wait()
        self.relay.stdout.close()

    def person(self, name):
        someone = Person(self, name)
        someone.new_profile()
        return someone

    def pair(self, one, other):
        """Two people who are connected."""
        a, b = self.person(one), self.person(other)
        link = a.does("invite", "create", "--plain").out.strip()
        b.does("invite", "accept", link, "--alias", one)
        for who in (a, b, a, b):
            who.does("sync")
        return a, b

    def close(self):
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout, process.stderr):
                if stream:
                    stream.close()
        self.stop_relay()
        shutil.rmtree(self.folder, ignore_errors=True)


class Story(unittest.TestCase):
    """One relay for a class of tests, new people for each test that wants them."""

    RIG = Rig

    @classmethod
    def setUpClass(cls):
        cls.rig = cls.RIG()

    @classmethod
    def tearDownClass(cls):
        cls.rig.close()

    def end(self, process, number=signal.SIGINT):
        """Ends it and gives its code and what it said."""
        process.send_signal(number)
        out, err = process.communicate(timeout=LIMIT)
        return Done(process.returncode, out, err)


def main():
    unittest.main(verbosity=2)
