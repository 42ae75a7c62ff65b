#!/usr/bin/env python3
"""A relay that takes nobody without an invitation: redeemed once, spent once, also across kill -9."""
import subprocess
import unittest

from rig import BIN, Person, Rig, Story, main


class InviteOnlyRig(Rig):
    OPEN = False

    def operator(self, *words):
        """A command of the operator, on the relay that rests."""
        self.stop_relay()
        done = subprocess.run([BIN / "stille-relay", "invite", *words, "--data", self.folder / "relay"], check=True,
                              capture_output=True, text=True)
        self.start_relay()
        return done.stdout.strip()

    def guest(self, name, invitation):
        person = Person(self, name)
        person.does("profile", "new", name, "--name", name.capitalize(), "--relay", invitation, "--no-passphrase")
        return person

    def tokens(self, person):
        return person.asks("status")[0]["tokens"]


class Invitation(Story):
    RIG = InviteOnlyRig

    def test_two_guests_talk_and_every_mailbox_costs_a_token(self):
        ada = self.rig.guest("ada", self.rig.operator("create"))
        bob = self.rig.guest("bob", self.rig.operator("create", "--mailboxes", "9"))
        self.assertEqual((self.rig.tokens(ada)["left"], self.rig.tokens(bob)["left"]), (64, 9))
        link = ada.does("invite", "create", "--plain").out.strip()
        bob.does("invite", "accept", link, "--alias", "ada")
        for who in (ada, bob, ada, bob):
            who.does("sync")
        bob.does("send", "ada", "-m", "Bist du da?")
        ada.does("sync")
        self.assertEqual([m["text"] for m in ada.asks("log", "bob")], ["Bist du da?"])
        self.assertLess(self.rig.tokens(ada)["left"], 64)
        self.assertLess(self.rig.tokens(bob)["left"], 9)
        self.assertEqual([c["ok"] for c in ada.asks("doctor") if c["name"] == "tokens"], [True])

    def test_a_used_invitation_gives_nothing_and_says_what_to_do(self):
        invitation = self.rig.operator("create")
        self.rig.guest("carl", invitation)
        late = Person(self.rig, "dora")
        done = late.run("profile", "new", "dora", "--name", "Dora", "--relay", invitation, "--no-passphrase", "--json")
        self.assertEqual((done.code, done.error["code"]), (3, "link_used"))
        done = late.run("invite", "create", "--timeout", "5s", "--json")
        self.assertEqual((done.code, done.error["code"]), (7, "relay_refused"))
        self.assertTrue(self.rig.tokens(late)["invitation"]["error"]["code"] == "link_used")
        checks = late.run("doctor", "--json").objects
        self.assertEqual([c["ok"] for c in checks if c["name"] == "tokens"], [False])
        done = late.run("invite", "create", "--timeout", "5s", "--lang", "de")
        self.assertIn("stille relay invite EINLADUNG", done.err)
        late.does("relay", "invite", self.rig.operator("create"))
        late.does("invite", "create")

    def test_revoked_expired_and_invented_invitations_are_told_apart(self):
        person = self.rig.guest("emil", self.rig.operator("create"))
        revoked = self.rig.operator("create", "--label", "to be revoked")
        number = self.rig.operator("list").splitlines()[-1].split()[0]
        self.rig.operator("revoke", number)
        expired = self.rig.operator("create", "--expires", "1ms")
        for invitation, code in ((revoked, "link_revoked"), (expired, "link_expired"),
                                 ("A" * 22, "link_unknown"), ("nonsense", "invalid_argument")):
            done = person.run("relay", "invite", invitation, "--json")
            self.assertEqual(done.error["code"], code)
        self.assertEqual(self.rig.tokens(person)["left"], 64)

    def test_a_spent_token_stays_spent_when_the_relay_is_killed(self):
        # The profile as it was before it spent: a copy that has the same tokens.
        person = self.rig.guest("frieda", self.rig.operator("create", "--mailboxes", "1"))
        folder = self.rig.folder / "frieda" / "profiles" / "frieda"
        copy = Person(self.rig, "copy")
        (self.rig.folder / "copy" / "profiles").mkdir(mode=0o700)
        subprocess.run(["cp", "-a", folder, self.rig.folder / "copy" / "profiles" / "copy"], check=True)
        person.does("invite", "create")
        self.rig.stop_relay()  # SIGKILL
        self.rig.start_relay()
        self.assertEqual(self.rig.tokens(copy)["left"], 1)
        done = copy.run("invite", "create", "--timeout", "8s", "--json")
        self.assertEqual(done.code, 7, done.out + done.err)
        self.assertEqual(self.rig.tokens(copy)["left"], 0)
        person.does("invite", "list")

    def test_killed_at_any_moment_of_the_redemption_the_batch_comes_home(self):
        for number, wait in enumerate((0.05, 0.1, 0.15, 0.2, 0.3)):
            person = Person(self.rig, f"greta{number}")
            person.does("profile", "new", person.name, "--name", "Greta", "--relay", self.rig.address, "--no-passphrase")
            process = person.start("relay", "invite", self.rig.operator("create"))
            try:
                process.wait(timeout=wait)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if "invitation" not in self.rig.tokens(person):
                continue  # killed before the invitation was taken
            person.does("sync")
            self.assertEqual(self.rig.tokens(person)["left"], 64, wait)


if __name__ == "__main__":
    main()
