#!/usr/bin/env python3
"""The program that stays, as a service manager and as other programs see it; and what it says of its methods."""
import json
import queue
import signal
import socket
import subprocess
import threading
import time

from rig import LIMIT, Person, Story, main

# Methods that change nothing and wait for nothing, with parameters that fit.
HARMLESS = {"profile.status": {}, "relay.list": {}, "config.list": {}, "config.get": {"key": "receipts"},
            "rpc.discover": {}, "invite.list": {}, "request.list": {}, "contact.list": {},
            "contact.show": {"contact": "ada"}, "verify.show": {"contact": "ada"}, "log": {"contact": "ada"},
            "events.next": {"after": 0}}


class Manager:
    """What systemd listens with. Reads all the time: the kernel keeps ten such messages and drops the rest."""

    def __init__(self, folder):
        self.path, self.heard = folder / "notify.sock", queue.Queue()
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(self.path))
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        while said := self.socket.recv(4096).decode():
            self.heard.put(said)

    def hears(self):
        return self.heard.get(timeout=LIMIT)

    def close(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.path.unlink()


class Daemon(Story):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada, cls.bob = cls.rig.pair("ada", "bob")

    def daemon(self, who, *more, environment=None):
        before = who.environment
        who.environment = {**before, **(environment or {})}
        process = who.start(*more, "daemon", "--json")
        who.environment = before
        said = json.loads(process.stdout.readline())
        self.assertEqual((said["type"], said["profile"], said["state"]), ("daemon", who.name, "ready"))
        return process

    def test_it_serves_the_others_stays_connected_and_ends_in_order(self):
        ada, bob = self.rig.pair("carl", "doro")
        manager = Manager(self.rig.folder)
        daemon = self.daemon(bob, environment={"NOTIFY_SOCKET": str(manager.path), "WATCHDOG_USEC": "300000"})
        self.assertEqual(manager.hears(), "READY=1")
        self.assertEqual([manager.hears(), manager.hears()], ["WATCHDOG=1"] * 2)
        ada.does("send", "doro", "-m", "Bist du da?")
        listener = bob.start("listen", "--cursor", "c", "--types", "message", "--count", "1", "--json")
        out, err = listener.communicate(timeout=LIMIT)
        self.assertEqual(json.loads(out)["text"], "Bist du da?", err)
        bob.does("send", "carl", "-m", "Ja")
        self.assertTrue(bob.asks("status")[0]["online"])
        done = self.end(daemon, signal.SIGTERM)
        self.assertEqual(done.code, 0, done.err)
        while (said := manager.hears()) == "WATCHDOG=1":
            pass
        self.assertEqual(said, "STOPPING=1")
        manager.close()
        self.assertFalse(list((self.rig.folder / "doro/run/stille").glob("*.sock")))

    def handed_over(self, who, held, opens="3<&{}", environment="LISTEN_PID=$$ LISTEN_FDS=1", **more):
        """The daemon with a descriptor 3 that a service manager has opened for it."""
        # Debian's sh knows descriptors of one digit only.
        script = f'exec {opens.format(held)}; {environment} exec "$@"'
        process = subprocess.Popen(["bash", "-c", script, "bash", *who.command("daemon", "--json")], env=who.environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   start_new_session=True, pass_fds=[held] if held is not None else [], **more)
        self.rig.processes.append(process)
        return process

    def test_it_answers_at_a_socket_that_the_service_manager_holds(self):
        who = self.rig.person("karl")
        path = self.rig.folder / "karl.sock"
        with socket.socket(socket.AF_UNIX) as held, socket.socket(socket.AF_UNIX) as early:
            held.bind(str(path))
            held.listen()
            # Whoever asked before it ran is answered as well.
            early.connect(str(path))
            early.sendall(b'{"jsonrpc":"2.0","id":1,"method":"profile.status"}\n')
            daemon = self.handed_over(who, held.fileno())
            self.assertEqual(json.loads(daemon.stdout.readline())["state"], "ready")
            early.settimeout(LIMIT)
            self.assertEqual(json.loads(early.makefile().readline())["result"]["profile"]["name"], "Karl")
            there = who.asks("--socket", path, "status")[0]
            self.assertEqual(there["profile"], who.asks("status")[0]["profile"])
            self.assertEqual(self.end(daemon, signal.SIGTERM).code, 0)
            self.assertTrue(path.is_socket())
            # The manager still has it: another daemon takes it up again.
            again = self.handed_over(who, held.fileno())
            self.assertEqual(json.loads(again.stdout.readline())["state"], "ready")
            self.assertEqual(who.asks("--socket", path, "status")[0]["profile"], there["profile"])
            self.assertEqual(self.end(again, signal.SIGTERM).code, 0)

    def test_it_refuses_what_is_not_one_listening_unix_socket(self):
        who = self.rig.person("lutz")
        silent, letters, tcp = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM), socket.socket()
        tcp.bind(("127.0.0.1", 0))
        tcp.listen()
        letters.bind(str(self.rig.folder / "letters.sock"))
        good = socket.socket(socket.AF_UNIX)
        good.bind(str(self.rig.folder / "good.sock"))
        good.listen()
        cases = [(held.fileno(), "3<&{}", "LISTEN_PID=$$ LISTEN_FDS=1") for held in (silent, letters, tcp)]
        cases += [(None, "3</dev/null", "LISTEN_PID=$$ LISTEN_FDS=1"), (None, "3<&-", "LISTEN_PID=$$ LISTEN_FDS=1"),
                  (good.fileno(), "3<&{}", "LISTEN_PID=$$ LISTEN_FDS=2"), (good.fileno(), "3<&{}", "LISTEN_PID=$$ LISTEN_FDS=x")]
        for case in cases:
            with self.subTest(case=case):
                daemon = self.handed_over(who, *case)
                out, err = daemon.communicate(timeout=LIMIT)
                self.assertEqual((daemon.returncode, out), (2, ""), err)
                said = json.loads(err.splitlines()[-1])
                self.assertEqual((said["code"], said["about"]), ("invalid_argument", "LISTEN_FDS"))
        # For another process, or for nobody: it is not looked at.
        for environment in ("LISTEN_PID=1 LISTEN_FDS=1", "LISTEN_PID=$$"):
            daemon = self.handed_over(who, None, "3</dev/null", environment)
            self.assertEqual(json.loads(daemon.stdout.readline())["state"], "ready")
            self.assertEqual(self.end(daemon, signal.SIGTERM).code, 0)
        for one in (silent, letters, tcp, good):
            one.close()

    def test_a_profile_that_somebody_owns_is_not_taken(self):
        first = self.daemon(self.bob)
        second = self.bob.run("daemon", "--timeout", "300ms", "--json")
        self.assertEqual((second.code, second.error["code"]), (4, "busy"), second.err)
        alone = self.bob.run("--no-daemon", "status", "--timeout", "300ms", "--json")
        self.assertEqual((alone.code, alone.error["code"]), (4, "busy"), alone.err)
        self.assertEqual(self.end(first, signal.SIGINT).code, 0)
        self.bob.does("--no-daemon", "status")

    def test_a_daemon_that_is_killed_leaves_the_profile_to_the_next(self):
        self.daemon(self.bob).kill()
        self.assertEqual(self.end(self.daemon(self.bob), signal.SIGTERM).code, 0)

    def test_it_comes_back_to_a_relay_that_was_away(self):
        daemon = self.daemon(self.bob)
        self.rig.stop_relay()
        self.rig.start_relay()
        self.ada.does("send", "bob", "-m", "Wieder da?")
        deadline = time.monotonic() + LIMIT
        while "Wieder da?" not in [m["text"] for m in self.bob.asks("log", "ada")]:
            self.assertLess(time.monotonic(), deadline)
        self.assertEqual(self.end(daemon, signal.SIGTERM).code, 0)

    def test_whoever_waits_for_events_again_and_again_does_not_knock_each_time(self):
        gustav = self.rig.person("gustav")
        seen = gustav.does("rpc", stdin=b'{"jsonrpc":"2.0","id":1,"method":"profile.status"}\n').objects[0]["result"]["events"]
        self.rig.stop_relay()
        knocks = []
        with socket.create_server(("127.0.0.1", self.rig.port)) as door:
            def count():
                while True:
                    try:
                        caller, _ = door.accept()
                    except OSError:
                        return
                    knocks.append(caller)
                    caller.close()
            counting = threading.Thread(target=count)
            counting.start()
            rpc = gustav.start("rpc", stdin=subprocess.PIPE)
            for n in range(20):
                ask = {"jsonrpc": "2.0", "id": n, "method": "events.next", "params": {"after": seen, "timeout_ms": 20}}
                rpc.stdin.write(json.dumps(ask) + "\n")
                rpc.stdin.flush()
                self.assertIn("result", rpc.stdout.readline())
            self.end(rpc)
            door.shutdown(socket.SHUT_RDWR)
        counting.join()
        self.rig.start_relay()
        # The first pause of a back-off is up to a second long, and may be short.
        self.assertIn(len(knocks), range(1, 6))

    def test_a_second_socket_serves_without_the_profiles_name(self):
        path = self.rig.folder / "second.sock"
        daemon = self.daemon(self.bob, "--socket", str(path))
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        named = self.ada.run("--socket", str(path), "contact", "list", "--json")
        self.assertEqual((named.code, named.error["kind"], named.error["about"]), (2, "other_profile", "bob"), named.err)
        self.assertEqual(len(self.bob.asks("--socket", str(path), "contact", "list")), 1)
        stranger = Person(self.rig, "stranger").elsewhere()  # has no profile at all
        asked = stranger.asks("--socket", str(path), "contact", "list")
        self.assertEqual([c["alias"] for c in asked], ["ada"])
        self.bob.does("status")
        self.assertEqual(self.end(daemon, signal.SIGTERM).code, 0)
        self.assertFalse(path.exists())
        gone = stranger.run("--socket", str(path), "contact", "list", "--json")
        self.assertEqual((gone.code, gone.error["code"]), (3, "not_found"), gone.err)

    def test_a_file_at_the_sockets_place_is_left_alone(self):
        path = self.rig.folder / "precious"
        path.write_text("wichtig")
        done = self.bob.run("--socket", str(path), "daemon", "--json")
        self.assertEqual((done.code, done.error["code"]), (2, "invalid_argument"), done.err)
        self.assertEqual(path.read_text(), "wichtig")
        long = self.bob.run("--socket", "/tmp/" + "x" * 120, "daemon", "--json")
        self.assertEqual((long.code, long.error["code"]), (2, "invalid_argument"), long.err)

    def test_requests_are_under_way_together_and_outlive_the_owner(self):
        def line(name, method, **params):
            return json.dumps({"jsonrpc": "2.0", "id": name, "method": method, "params": params}) + "\n"

        daemon = self.daemon(self.bob)
        pipe = self.bob.start("rpc", stdin=subprocess.PIPE)
        # The first waits; the second is answered before it.
        pipe.stdin.write(line("slow", "events.next", timeout_ms=60000) + line("quick", "contact.list"))
        pipe.stdin.flush()
        self.assertEqual(json.loads(pipe.stdout.readline())["id"], "quick")
        # Who answers dies; the one that waits is asked again of whoever is next.
        daemon.kill()
        daemon.wait()
        pipe.stdin.write(line("after", "contact.list"))
        pipe.stdin.flush()
        self.assertEqual(json.loads(pipe.stdout.readline())["id"], "after")
        pipe.stdin.write(line("write", "message.send", to=["self"], text="Notiz"))
        pipe.stdin.flush()
        self.assertEqual({json.loads(pipe.stdout.readline())["id"] for _ in range(2)}, {"slow", "write"})
        # Many more than are taken at once.
        lines = "".join(line(n, "contact.list") for n in range(300))
        pipe.stdin.write(lines)
        pipe.stdin.close()
        self.assertEqual({json.loads(answer)["id"] for answer in pipe.stdout}, set(range(300)))
        self.assertEqual(pipe.wait(timeout=LIMIT), 0)

    def test_the_document_tells_what_methods_really_take_and_give(self):
        document = json.loads(self.bob.does("rpc", "--openrpc").out)
        methods = {method["name"]: method for method in document["methods"]}
        listed = [json.loads(line)["name"] for line in self.bob.does("rpc", "--methods").out.splitlines()]
        self.assertEqual(list(methods), listed)
        lines = "".join(json.dumps({"jsonrpc": "2.0", "id": name, "method": name, "params": params}) + "\n"
                        for name, params in HARMLESS.items())
        answers = [json.loads(line) for line in self.bob.does("rpc", stdin=lines.encode()).out.splitlines()]
        self.assertEqual(sorted(answer["id"] for answer in answers), sorted(HARMLESS))
        for answer in answers:
            schema = methods[answer["id"]]["result"]["schema"]
            for key in schema.get("required", []):
                self.assertIn(key, answer["result"], answer["id"])
        discovered = [answer["result"] for answer in answers if answer["id"] == "rpc.discover"][0]
        self.assertEqual(discovered, document)
        wrong = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "log", "params": {}}) + "\n"
        error = json.loads(self.bob.does("rpc", stdin=wrong.encode()).out)["error"]
        self.assertEqual(error["code"], document["components"]["errors"]["params"]["code"])
        self.assertIn(error["data"]["code"], document["components"]["schemas"]["fault"]["properties"]["code"]["enum"])


if __name__ == "__main__":
    main()
