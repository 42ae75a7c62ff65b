#!/usr/bin/env python3
"""A relay through the years: what it leaves behind, its certificate, its monitor, and a restored backup."""
import base64
import json
import os
import pathlib
import re
import signal
import socket
import sqlite3
import ssl
import subprocess
import time
import unittest
import urllib.request

from rig import BIN, Rig, main

DAY = 86_400
CLOCK = os.environ.get("STILLE_SHIFTED_CLOCK", "")


def memory(pid):
    """Every readable private page of a process."""
    out = bytearray()
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as file:
        for line in pathlib.Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, mode = line.split()[:2]
            if not mode.startswith("rw") or line.endswith(("[vvar]", "[vsyscall]")):
                continue
            first, last = (int(part, 16) for part in span.split("-"))
            if last - first > 1 << 30:
                continue  # a sanitizer's own books
            file.seek(first)
            try:
                out += file.read(last - first)
            except OSError:
                continue
    return bytes(out)


def in_every_form(raw):
    """As bytes, in hex and in base64url: what a careless line would hold."""
    return [raw, raw.hex().encode(), base64.urlsafe_b64encode(raw).rstrip(b"=")]


def leaf(address):
    """The online certificate that answers there now."""
    # Clients accept Ed25519 alone; who takes more is shown the certificate for browsers.
    shown = subprocess.run(["openssl", "s_client", "-connect", address.rsplit("@", 1)[1], "-alpn", "stille/1",
                            "-sigalgs", "ed25519"], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20)
    return ssl.PEM_cert_to_DER_cert(re.search("-----BEGIN.*?-----END CERTIFICATE-----", shown.stdout, re.S)[0])


def until(holds, seconds=30):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise AssertionError("it does not happen")
        time.sleep(0.1)


class Operation(unittest.TestCase):
    def setUp(self):
        self.rig = Rig()

    def tearDown(self):
        self.rig.close()

    def again(self, *words, environment=None):
        self.rig.stop_relay()
        (self.rig.folder / "relay.log").unlink()
        self.rig.address = self.rig.start_relay(*words, environment=environment)

    def fetch(self, path):
        return urllib.request.urlopen(f"http://127.0.0.1:{self.monitor}{path}", timeout=20).read()

    def talkative(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.monitor = probe.getsockname()[1]
        self.again("--set", "log.level=debug", "--set", "log.format=json", "--set",
                   f"metrics.listen=127.0.0.1:{self.monitor}")

    def test_nothing_of_people_is_left_in_logs_metrics_files_or_memory(self):
        self.talkative()
        ada, bob = self.rig.pair("ada", "bob")
        words = [f"canary {os.urandom(12).hex()}" for _ in range(6)]
        for number, word in enumerate(words):
            sender, reader = ((ada, "bob"), (bob, "ada"))[number % 2]
            sender.does("sync")
            sender.does("send", reader, "-m", word, "--wait", "sent", "--timeout", "20s")
        self.rig.operate("reload")
        metrics = self.fetch("/metrics")
        image = memory(self.rig.relay.pid)
        said = json.dumps(self.rig.operate("status")).encode()
        self.rig.relay.send_signal(signal.SIGTERM)
        self.rig.relay.wait(timeout=30)
        files = {path.name: path.read_bytes() for path in (self.rig.folder / "relay").rglob("*") if path.is_file()}
        log = (self.rig.folder / "relay.log").read_bytes()
        with sqlite3.connect(self.rig.folder / "relay" / "relay.db") as database:
            ids = [bytes(cell) for row in database.execute("SELECT reader_id, writer_id FROM mailboxes") for cell in row]
        people = [c["fingerprint"].replace(" ", "").encode() for who in (ada, bob) for c in who.asks("contact", "list")
                  if c.get("fingerprint")]
        self.assertGreaterEqual(len(ids), 4)
        for line in log.splitlines():
            self.assertIn("level", json.loads(line))
        # The control: what is looked for can be found.
        self.assertTrue(any(ids[0] in content for content in files.values()))
        self.assertIn(b"stille relay", image)
        for word in words:
            for place, content in {**files, "log": log, "metrics": metrics, "memory": image, "status": said}.items():
                self.assertNotIn(word.encode(), content, place)
        told = log + metrics + said.replace(self.rig.address.encode(), b"")
        for form in [form for raw in ids for form in in_every_form(raw)] + people + [b"ada", b"bob"]:
            self.assertNotIn(form, told)
        self.assertNotIn(b"127.0.0.1", log + metrics)

    def test_monitors_see_a_relay_that_works_and_one_that_leaves(self):
        self.talkative()
        self.assertEqual(self.fetch("/healthz"), b"ok\n")
        self.assertEqual(self.fetch("/readyz"), b"ready\n")
        text = self.fetch("/metrics").decode()
        self.assertTrue(text.endswith("# EOF\n"))
        self.assertLessEqual(sum(not line.startswith("#") for line in text.splitlines()), 100)

    def test_the_service_manager_is_told(self):
        path = self.rig.folder / "notify"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.bind(str(path))
            manager.settimeout(20)
            self.again(environment={"NOTIFY_SOCKET": str(path), "WATCHDOG_USEC": "600000"})
            heard = []

            def hear(word):
                while not any(line.startswith(word) for line in heard):
                    heard.append(manager.recv(4096).decode())

            hear("READY=1")
            hear("WATCHDOG=1")
            heard.clear()
            self.rig.relay.send_signal(signal.SIGHUP)
            hear("RELOADING=1\nMONOTONIC_USEC=")
            hear("READY=1")
            self.rig.relay.send_signal(signal.SIGTERM)
            hear("STOPPING=1")

    @unittest.skipUnless(CLOCK, "no clock that can be shifted in this build")
    def test_the_certificate_is_renewed_while_connections_go_on(self):
        shift = self.rig.folder / "shift"
        shift.write_text("0")
        self.again(environment={"LD_PRELOAD": CLOCK, "SHIFTED_CLOCK": str(shift)})
        ada, bob = self.rig.pair("ada", "bob")
        listening = ada.start("listen", "--cursor", "c", "--types", "message", "--json", "--count", "1")
        until(lambda: self.rig.operate("status")["connections"]["all"] >= 1)
        before = leaf(self.rig.address)
        shift.write_text(str(59 * DAY))
        self.rig.operate("reload")  # looks at the certificate at once
        self.assertEqual(leaf(self.rig.address), before)
        shift.write_text(str(61 * DAY))
        until(lambda: leaf(self.rig.address) != before)
        shift.write_text("0")
        bob.does("send", "ada", "-m", "still there", "--wait", "sent", "--timeout", "20s")
        out, _ = listening.communicate(timeout=60)
        self.assertEqual(json.loads(out)["text"], "still there")
        self.assertNotIn("lost", (self.rig.folder / "relay.log").read_text())

    @unittest.skipUnless(CLOCK, "no clock that can be shifted in this build")
    def test_an_expired_certificate_of_the_right_identity_lets_clients_in(self):
        ada, bob = self.rig.pair("ada", "bob")
        for who in (ada, bob, ada, bob):
            who.does("sync")
        # A certificate of a relay that has not been able to make a new one for ten days.
        shift = self.rig.folder / "shift"
        shift.write_text(str(-100 * DAY))
        (self.rig.folder / "relay" / "online.pem").unlink()
        self.again(environment={"LD_PRELOAD": CLOCK, "SHIFTED_CLOCK": str(shift)})
        bob.does("send", "ada", "-m", "hello", "--wait", "sent", "--timeout", "20s")
        ada.does("sync")
        self.assertEqual([m["text"] for m in ada.asks("log", "bob", "-n", "9")], ["hello"])
        checks = {check["name"]: check["ok"] for check in ada.run("doctor", "--json").objects}
        self.assertIs(checks["certificate"], False)
        when = ssl.cert_time_to_seconds(subprocess.run(
            ["openssl", "x509", "-inform", "DER", "-noout", "-enddate"], input=leaf(self.rig.address),
            capture_output=True, check=True).stdout.decode().strip().split("=", 1)[1])
        self.assertLess(when, time.time())

    @unittest.skipUnless(CLOCK, "no clock that can be shifted in this build")
    def test_a_clock_that_is_years_behind_is_said_in_words(self):
        who = self.rig.person("zeno")
        shift = self.rig.folder / "past"
        shift.write_text(str(-8 * 366 * DAY))
        past = {"LD_PRELOAD": CLOCK, "SHIFTED_CLOCK": str(shift)}
        told = who.run("doctor", environment=past)
        self.assertEqual(told.code, 8, told.err)
        self.assertIn("8 years behind the relay", told.out)
        self.assertIn("clock", told.err)
        self.assertIn("Rückstand von 8 Jahren", who.run("doctor", "--lang", "de", environment=past).out)
        self.assertNotIn(" ms", who.does("doctor").out)

    def test_after_a_restored_backup_nobody_has_lost_a_message(self):
        ada, bob = self.rig.pair("ada", "bob")
        for who in (ada, bob, ada, bob):
            who.does("sync")
        key, file = self.rig.folder / "key", self.rig.folder / "relay.stlb"
        key.write_text("a key of the operator")
        self.rig.operate("backup", file, "--key", key)
        ada.does("send", "bob", "-m", "after the backup", "--wait", "sent", "--timeout", "20s")
        self.rig.stop_relay()
        (self.rig.folder / "relay").rename(self.rig.folder / "lost")
        self.rig.operate("restore", file, "--key", key)
        self.rig.address = self.rig.start_relay()
        for who in (bob, ada, bob, ada, bob):
            who.does("sync")
        until(lambda: "after the backup" in [m["text"] for m in bob.asks("log", "ada", "-n", "9")] or bob.does("sync")
              and False)
        self.assertEqual([m["text"] for m in bob.asks("log", "ada", "-n", "9")], ["after the backup"])


if __name__ == "__main__":
    main()
