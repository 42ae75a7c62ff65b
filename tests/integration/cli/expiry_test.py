#!/usr/bin/env python3
"""A link past its time. Takes a good minute: the shortest life that an invitation can have."""
import datetime
import time
import unittest

from rig import Story, main


class Expiry(Story):
    def test_an_expired_link_is_exit_3_and_shows_as_expired(self):
        ada, bob = self.rig.person("ada"), self.rig.person("bob")
        invitation = ada.asks("invite", "create", "--life", "1m")[0]
        ends = datetime.datetime.fromisoformat(invitation["expires"].replace("Z", "+00:00")).timestamp()
        time.sleep(max(0, ends + 1 - time.time()))
        done = bob.run("invite", "accept", invitation["link"], "--json")
        self.assertEqual((done.code, done.error["code"]), (3, "link_expired"), done.err)
        ada.does("sync")
        self.assertEqual([i["state"] for i in ada.asks("invite", "list")], ["expired"])
        self.assertEqual(bob.asks("contact", "list"), [])


if __name__ == "__main__":
    main()
