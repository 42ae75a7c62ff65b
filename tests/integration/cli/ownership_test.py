#!/usr/bin/env python3
"""Many programs on one profile, owners that end at any moment, relays that are away."""
import concurrent.futures
import json
import signal
import subprocess
import time
import unittest

from contract_test import owner_is_there
from rig import BIN, LIMIT, Story, main


class Ownership(Story):
    def at_once(self):
        """A hundred, or as many as start within half the time that each waits for an owner: a sanitizer takes ten times
        as long to start."""
        began = time.monotonic()
        subprocess.run([BIN / "stille", "--version"], check=True, stdout=subprocess.DEVNULL)
        return max(10, min(100, int(10 / (time.monotonic() - began))))

    def test_a_hundred_at_once_all_get_their_answer(self):
        ada, bob = self.rig.pair("ada", "bob")
        count = self.at_once()
        with concurrent.futures.ThreadPoolExecutor(count) as pool:
            work = [pool.submit(bob.run, "send", "ada", "-m", f"Nachricht {n}", "--timeout", "100s") if n % 4 == 0
                    else pool.submit(bob.run, "contact", "list", "--json") for n in range(count)]
            codes = [w.result().code for w in work]
        self.assertEqual(codes, [0] * count)
        ada.does("sync")
        self.assertEqual(sorted(m["text"] for m in ada.asks("log", "bob", "-n", "1000")),
                         sorted(f"Nachricht {n}" for n in range(0, count, 4)))

    def test_listen_and_send_work_beside_each_other(self):
        ada, bob = self.rig.pair("carl", "doro")
        listener = bob.start("listen", "--cursor", "c", "--types", "message", "--json", "--count", "2")
        owner_is_there(bob)
        bob.does("send", "carl", "-m", "Während ich lausche")
        ada.does("sync")
        ada.does("send", "doro", "-m", "eins")
        ada.does("send", "doro", "-m", "zwei")
        out, err = listener.communicate(timeout=LIMIT)
        self.assertEqual([json.loads(line)["text"] for line in out.splitlines()], ["eins", "zwei"], err)
        self.assertEqual([m["text"] for m in ada.asks("log", "doro")], ["Während ich lausche", "eins", "zwei"])

    def hand_over(self, one, other, number):
        """A listener goes on when the process it listens through ends."""
        ada, bob = self.rig.pair(one, other)
        owner = bob.start("listen", "--json")
        owner_is_there(bob)
        listener = bob.start("listen", "--cursor", "c", "--types", "message", "--json", "--count", "2")
        ada.does("send", other, "-m", "vorher")
        first = json.loads(listener.stdout.readline())
        owner.send_signal(number)
        owner.wait(timeout=LIMIT)
        ada.does("send", other, "-m", "nachher")
        out, err = listener.communicate(timeout=LIMIT)
        self.assertEqual(listener.returncode, 0, err)
        self.assertEqual([first["text"], json.loads(out)["text"]], ["vorher", "nachher"])

    def test_a_listener_takes_over_when_the_owner_ends(self):
        self.hand_over("emma", "finn", signal.SIGINT)

    def test_a_listener_takes_over_when_the_owner_is_killed(self):
        self.hand_over("greta", "hans", signal.SIGKILL)

    def test_a_sender_takes_over_in_the_middle_of_its_call(self):
        ada, bob = self.rig.pair("ines", "jonas")
        self.rig.stop_relay()
        owner = bob.start("listen", "--json")
        owner_is_there(bob)
        sender = bob.start("send", "ines", "-m", "Trotzdem", "--timeout", "60s", "--json")
        while not any(m["text"] == "Trotzdem" for m in bob.asks("log", "ines")):
            time.sleep(0.02)
        owner.send_signal(signal.SIGKILL)
        self.rig.start_relay()
        out, err = sender.communicate(timeout=LIMIT)
        self.assertEqual(sender.returncode, 0, err)
        self.assertEqual(json.loads(out)["state"], "sent")
        ada.does("sync")
        self.assertEqual([m["text"] for m in ada.asks("log", "jonas")], ["Trotzdem"])

    def test_a_message_written_offline_leaves_with_the_next_connection(self):
        ada, bob = self.rig.pair("kira", "lars")
        self.rig.stop_relay()
        try:
            done = bob.run("send", "kira", "-m", "Später", "--timeout", "300ms", "--json")
            self.assertEqual(done.code, 6, done.err)
            self.assertEqual(done.objects[0]["state"], "queued")
            self.assertEqual(done.error["code"], "relay_unreachable")
            people = bob.run("send", "kira", "-m", "Auch", "--timeout", "300ms")
            self.assertEqual(people.code, 6)
            self.assertIn("saved", people.err)
            self.assertEqual(bob.run("send", "kira", "-m", "Gleich", "--wait", "queued").code, 0)
            self.assertEqual(bob.run("sync", "--timeout", "500ms", "--json").error["code"], "relay_unreachable")
            offline = ada.run("invite", "create", "--plain", "--timeout", "300ms")
            self.assertEqual(offline.code, 6)
            self.assertTrue(offline.out.startswith("stille://"))
            self.assertIn("saved", offline.err)
        finally:
            self.rig.start_relay()
        bob.does("sync")
        ada.does("sync")
        self.assertEqual([m["text"] for m in ada.asks("log", "lars")], ["Später", "Auch", "Gleich"])
        late = self.rig.person("mona")
        late.does("invite", "accept", offline.out.strip())

    def test_connected_but_not_delivered_is_exit_8(self):
        _, bob = self.rig.pair("nina", "olaf")
        done = bob.run("send", "nina", "-m", "Hallo?", "--wait", "delivered", "--timeout", "1s", "--json")
        self.assertEqual((done.code, done.error["code"]), (8, "not_reached"), done.err)
        self.assertEqual(done.objects[0]["state"], "sent")

    def test_a_left_over_socket_is_replaced(self):
        _, bob = self.rig.pair("pia", "ralf")
        owner = bob.start("listen", "--json")
        owner_is_there(bob)
        owner.kill()
        owner.wait()
        self.assertTrue(list((self.rig.folder / "ralf/run/stille").glob("*.sock")))
        bob.does("status")

    def test_the_socket_is_for_its_user_alone(self):
        _, bob = self.rig.pair("sina", "toni")
        owner = bob.start("listen", "--json")
        owner_is_there(bob)
        folder = self.rig.folder / "toni/run/stille"
        self.assertEqual(folder.stat().st_mode & 0o777, 0o700)
        deadline = time.monotonic() + LIMIT
        while [p.stat().st_mode & 0o777 for p in folder.glob("*.sock")] != [0o600]:
            self.assertLess(time.monotonic(), deadline)
        self.end(owner)
        folder.chmod(0o755)
        done = bob.run("status", "--json")
        self.assertEqual(done.code, 5, done.err)
        folder.chmod(0o700)


if __name__ == "__main__":
    main()
