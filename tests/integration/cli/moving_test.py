#!/usr/bin/env python3
"""A profile moves between two real relays; its contact does nothing."""
import signal
import time

from rig import LIMIT, Rig, Story, main


class Moving(Story):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = Rig()

    @classmethod
    def tearDownClass(cls):
        cls.other.close()
        super().tearDownClass()

    def relays(self, who):
        return {relay["relay"]: relay for relay in who.asks("relay", "list")}

    def follows(self, who, friend):
        """Until no conversation comes over another relay any more."""
        deadline = time.monotonic() + LIMIT
        while any(r["conversations"] for r in self.relays(who).values() if not r["own"]):
            self.assertLess(time.monotonic(), deadline)
            friend.does("sync")
            who.does("sync")

    def test_the_conversation_follows_and_nothing_is_lost(self):
        ada, bob = self.rig.pair("ada", "bob")
        bob.does("send", "ada", "-m", "eins")
        moved = ada.asks("relay", "move", self.other.address)[0]
        self.assertEqual((moved["relay"], moved["made"], moved["left"]), (self.other.address, True, 1))
        bob.does("send", "ada", "-m", "zwei")
        self.follows(ada, bob)
        bob.does("send", "ada", "-m", "drei")
        self.rig.stop_relay()
        try:
            self.assertEqual(ada.run("sync", "--timeout", "2s").code, 6)  # the old one is read as long as it may be
            self.assertEqual([m["text"] for m in ada.asks("log", "bob")], ["eins", "zwei", "drei"])
        finally:
            self.rig.start_relay()
        ada.does("send", "bob", "-m", "vier")
        bob.does("sync")
        self.assertEqual([m["text"] for m in bob.asks("log", "ada")], ["eins", "zwei", "drei", "vier"])
        status = ada.asks("status")[0]
        self.assertEqual((status["profile"]["relay"], "moving" in status), (self.other.address, False))
        self.assertTrue(ada.does("invite", "create", "--plain").out.startswith(self.other.address))

    def test_a_move_that_is_killed_goes_on(self):
        carl, doro = self.rig.pair("carl", "doro")
        moving = carl.start("relay", "move", self.other.address)
        moving.send_signal(signal.SIGKILL)
        moving.wait(timeout=LIMIT)
        if carl.asks("status")[0]["profile"]["relay"] != self.other.address:
            carl.does("relay", "move", self.other.address)
        self.follows(carl, doro)
        doro.does("send", "carl", "-m", "Angekommen")
        carl.does("sync")
        self.assertEqual([m["text"] for m in carl.asks("log", "doro")], ["Angekommen"])

    def test_a_relay_that_is_away_is_moved_to_all_the_same(self):
        emil, frida = self.rig.pair("emil", "frida")
        self.other.stop_relay()
        try:
            done = emil.run("relay", "move", self.other.address, "--timeout", "1s", "--json")
            self.assertEqual((done.code, done.objects[0]["made"]), (6, False), done.err)
            frida.does("send", "emil", "-m", "Noch beim alten")
            self.assertEqual(emil.run("sync", "--timeout", "5s").code, 6)
            self.assertEqual([m["text"] for m in emil.asks("log", "frida")], ["Noch beim alten"])
            self.assertEqual(emil.asks("status")[0]["moving"], 1)
        finally:
            self.other.start_relay()
        self.follows(emil, frida)

    def test_wrong_places_are_refused(self):
        gerd = self.rig.person("gerd")
        for wrong in ("anderswo", "stille://kurz@host", self.rig.address):
            done = gerd.run("relay", "move", wrong, "--json")
            self.assertEqual((done.code, done.error["code"]), (2, "invalid_argument"), wrong)
        self.assertEqual(list(self.relays(gerd)), [self.rig.address])


if __name__ == "__main__":
    main()
