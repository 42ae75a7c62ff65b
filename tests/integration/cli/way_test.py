#!/usr/bin/env python3
"""How the client reaches relays: through a proxy and nothing else, and what its sockets are connected to."""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

from operation_test import until
from rig import LIMIT, Person, Story, main

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))
from proxy_server import ProxyServer  # noqa: E402: tests/tools is no package

NAME = "relay.stille.test"  # the proxy alone knows it


class Roads(Story):
    def setUp(self):
        self.servers = []

    def tearDown(self):
        for server in self.servers:
            server.close()

    def proxy(self, kind, **more):
        server = ProxyServer(kind, names={NAME: "127.0.0.1"}, **more)
        self.servers.append(server)
        return server

    def named(self):
        """The relay's address with a name that only the proxy can look up."""
        return re.sub(r"@[^:]+:", f"@{NAME}:", self.rig.address)

    def joins(self, name, *more):
        someone = Person(self.rig, name)
        someone.does("profile", "new", name, "--name", name.capitalize(), "--relay", self.named(), "--no-passphrase", *more)
        return someone

    def talk(self, ada, bob):
        link = ada.does("invite", "create", "--plain").out.strip()
        bob.does("invite", "accept", link, "--alias", ada.name)
        for who in (ada, bob, ada, bob):
            who.does("sync")
        bob.does("send", ada.name, "-m", "Auf einem Umweg")
        ada.does("sync")
        self.assertEqual([m["text"] for m in ada.asks("log", bob.name)], ["Auf einem Umweg"])


class Way(Roads):
    def test_two_people_talk_through_socks5_and_http(self):
        socks, http = self.proxy("socks5"), self.proxy("http")
        ada = self.joins("ada", "--proxy", socks.address)
        bob = self.joins("bob", "--proxy", http.address)
        self.talk(ada, bob)
        for server in (socks, http):
            self.assertTrue(server.asked)
            self.assertEqual({(host, port) for _, host, port in server.asked}, {(NAME, self.rig.port)})
        self.assertTrue(all(re.fullmatch("[0-9a-f]{32}", user) for user, _, _ in socks.asked))
        self.assertEqual({user for user, _, _ in http.asked}, {None})

    def test_a_password_comes_from_a_file_and_is_shown_nowhere(self):
        secret = self.rig.folder / "proxy-secret"
        secret.write_text("ganz geheim\n")
        for kind, one, other in (("socks5", "carl", "doro"), ("http", "emil", "frida")):
            server = self.proxy(kind, user="wir", password="ganz geheim")
            people = [self.joins(name, "--proxy", server.address, "--password-file", str(secret)) for name in (one, other)]
            self.talk(*people)
            self.assertEqual({user for user, _, _ in server.asked}, {"wir"})
            for words in (["status", "--json"], ["doctor", "--json"], ["config", "list", "--json"]):
                said = people[0].run(*words)
                self.assertIn(server.address, said.out)
                self.assertNotIn("geheim", said.out + said.err)

    def test_each_relay_and_each_process_is_somebody_else_to_the_proxy(self):
        server = self.proxy("socks5")
        gerd = self.joins("gerd", "--proxy", server.address)
        for _ in range(2):
            gerd.does("invite", "create", "--plain")
        self.assertEqual(len({user for user, _, _ in server.asked}), 2)

    def test_files_take_no_other_way(self):
        socks = self.proxy("socks5")
        kim, lars = (self.joins(name, "--proxy", socks.address) for name in ("kim", "lars"))
        self.talk(kim, lars)
        file = self.rig.folder / "umweg.bin"
        file.write_bytes(bytes(range(256)) * 1000)
        before = {user for user, _, _ in socks.asked}
        lars.does("send", kim.name, "--attach", file, "--timeout", "60s")
        kim.does("sync")
        wanted = kim.asks("attachment", "list")[-1]["id"]
        kim.does("attachment", "get", wanted, "-o", self.rig.folder / "angekommen.bin", "--timeout", "60s")
        self.assertEqual((self.rig.folder / "angekommen.bin").read_bytes(), file.read_bytes())
        # Chunks have connections of their own: to the proxy those are somebody else.
        self.assertGreater(len({user for user, _, _ in socks.asked} - before), 3)

    def test_a_dead_proxy_means_no_connection(self):
        server = self.proxy("socks5")
        hans = Person(self.rig, "hans")  # the relay's true address: straight it could be reached
        hans.does("profile", "new", "hans", "--name", "Hans", "--relay", self.rig.address, "--no-passphrase",
                  "--proxy", server.address)
        hans.does("sync")
        server.close()
        done = hans.run("sync", "--timeout", "2s", "--json")
        self.assertEqual((done.code, done.error["code"]), (6, "proxy_unreachable"), done.err)
        said = hans.run("sync", "--timeout", "2s", "--lang", "de")
        self.assertIn("an ihm vorbei gibt es keine Verbindung", said.err)
        doctor = hans.run("doctor", "--timeout", "2s", "--json")
        checks = {check["name"]: check for check in doctor.objects}
        self.assertEqual((doctor.code, checks["proxy"]["ok"], checks["relay"]["error"]["code"]),
                         (6, False, "proxy_unreachable"))
        hans.does("config", "set", "proxy", "none")
        hans.does("sync")

    def test_a_proxy_that_refuses_is_told_from_one_that_is_away(self):
        secret = self.rig.folder / "wrong-secret"
        secret.write_text("falsch\n")
        for kind, name in (("socks5", "ida"), ("http", "jan")):
            server = self.proxy(kind, user="wir", password="richtig")
            someone = self.joins(name, "--proxy", server.address, "--password-file", str(secret))
            done = someone.run("sync", "--timeout", "2s", "--json")
            self.assertEqual((done.code, done.error["code"]), (6, "proxy_refused"), done.err)
            self.assertEqual(server.asked, [])

    def test_a_listener_leaves_its_connection_when_the_proxy_changes(self):
        first, second = self.proxy("socks5"), self.proxy("http")
        kai = self.joins("kai", "--proxy", first.address)
        lea = self.joins("lea", "--proxy", second.address)
        self.talk(lea, kai)
        listener = lea.start("listen", "--cursor", "c", "--types", "message", "--count", "2", "--json")
        self.assertEqual(json.loads(listener.stdout.readline())["text"], "Auf einem Umweg")
        lea.does("config", "set", "proxy", first.address)
        until(lambda: not second.open)
        before = len(second.asked)
        kai.does("send", "lea", "-m", "Neuer Weg")
        out, err = listener.communicate(timeout=LIMIT)
        self.assertEqual((listener.returncode, json.loads(out)["text"]), (0, "Neuer Weg"), err)
        self.assertEqual(len(second.asked), before)

    def test_wrong_proxies_are_refused_before_anything_is_made(self):
        nobody = Person(self.rig, "niemand")
        for wrong in ("socks5://", "ftp://127.0.0.1:1", "http://ada:geheim@127.0.0.1:1", "http://ada@127.0.0.1:1",
                      "127.0.0.1"):
            done = nobody.run("profile", "new", "niemand", "--name", "N", "--relay", self.rig.address, "--no-passphrase",
                              "--proxy", wrong, "--json")
            self.assertEqual((done.code, done.error["code"]), (2, "invalid_argument"), wrong)
        self.assertEqual(nobody.asks("profile", "list"), [])


@unittest.skipUnless(shutil.which("strace"), "strace is not here: nobody watches the sockets")
class Sockets(Roads):
    """Every socket call of a whole conversation, from making the profile to listening."""

    LOOKS = re.compile(r"(connect|sendto|sendmsg|sendmmsg|bind)\(\d+, .*?sa_family=(AF_\w+)(.*)")

    def watched(self, who, *words, ends=(0,)):
        log = self.rig.folder / f"trace.{who.name}"
        traced = ["strace", "-f", "-qq", "-e", "trace=socket,connect,sendto,sendmsg,sendmmsg,bind,openat", "-o", str(log), "-A",
                  *who.command(*words)]
        done = subprocess.run(traced, env=who.traced_environment, capture_output=True, text=True, timeout=LIMIT,
                              stdin=subprocess.DEVNULL)
        self.assertIn(done.returncode, ends, done.stderr)
        return done.stdout

    def endpoints(self, *people):
        """(address, port) of every internet socket that was used, and every other family."""
        found, families = set(), set()
        for who in people:
            text = (self.rig.folder / f"trace.{who.name}").read_text()
            for _, family, rest in (m.groups() for m in map(self.LOOKS.search, text.splitlines()) if m):
                families.add(family)
                if family in ("AF_INET", "AF_INET6"):
                    port = re.search(r"sin6?_port=htons\((\d+)\)", rest)
                    address = re.search(r'"([0-9a-f.:]+)"', rest)
                    found.add((address[1], int(port[1])))
            families.update(re.findall(r"socket\((AF_\w+)", text))
        return found, families

    def conversation(self, relay, *more):
        people = [Person(self.rig, f"{name}-{len(list(self.rig.folder.iterdir()))}") for name in ("m", "n")]
        one, other = people
        for who in people:
            self.watched(who, "profile", "new", who.name, "--name", "X", "--relay", relay, "--no-passphrase", *more)
        link = self.watched(one, "invite", "create", "--plain").strip()
        self.watched(other, "invite", "accept", link, "--alias", "eins")
        for who in (one, other, one):
            self.watched(who, "sync")
        self.watched(other, "send", "eins", "-m", "Sieht das jemand?")
        self.watched(one, "listen", "--cursor", "c", "--types", "message", "--count", "1", "--json")
        self.watched(one, "doctor")
        return people

    def test_straight_only_the_relay_is_contacted_and_nothing_is_looked_up(self):
        people = self.conversation(self.rig.address)
        found, families = self.endpoints(*people)
        self.assertEqual(found, {("127.0.0.1", self.rig.port)})
        self.assertLessEqual(families, {"AF_INET", "AF_UNIX"})
        for who in people:
            text = (self.rig.folder / f"trace.{who.name}").read_text()
            self.assertNotIn("resolv.conf", text)
            self.assertNotIn("/etc/hosts", text)

    def test_through_a_proxy_only_the_proxy_is_contacted_and_the_relays_name_is_not_looked_up(self):
        server = self.proxy("socks5")
        people = self.conversation(self.named(), "--proxy", server.address)
        found, families = self.endpoints(*people)
        self.assertEqual(found, {("127.0.0.1", server.port)})
        self.assertLessEqual(families, {"AF_INET", "AF_UNIX"})
        for who in people:
            self.assertNotIn("resolv.conf", (self.rig.folder / f"trace.{who.name}").read_text())

    def test_the_watch_sees_what_it_looks_for(self):
        """A name that has to be looked up shows."""
        who = Person(self.rig, "planted")
        self.watched(who, "profile", "new", "planted", "--name", "X", "--relay",
                     re.sub(r"@[^:]+:", "@localhost:", self.rig.address), "--no-passphrase")
        # A bare machine has no /etc/hosts, and then nobody may know the name; it has been looked up all the same.
        self.watched(who, "sync", ends=(0, 6))
        self.assertIn("/etc/hosts", (self.rig.folder / "trace.planted").read_text())


if __name__ == "__main__":
    main()
