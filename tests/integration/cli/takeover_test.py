#!/usr/bin/env python3
"""A chair goes away for more than a week: a deputy asks, a member agrees, the chair comes back and sees why."""
import os
import unittest

from rig import Story, main

CLOCK = os.environ.get("STILLE_SHIFTED_CLOCK", "")
WEEK = 7 * 24 * 60 * 60


@unittest.skipUnless(CLOCK, "needs a clock that can be shifted")
class Takeover(Story):
    def rounds(self, *people, times=4):
        for _ in range(times):
            for who in people:
                who.does("sync")

    def circle(self, *names):
        """The first has the chair, the second is their deputy; a clock for all of them."""
        shift = self.rig.folder / f"shift-{names[0]}"
        shift.write_text("0")
        first, second = self.rig.pair(*names[:2])
        third = self.rig.person(names[2])
        link = first.does("invite", "create", "--plain").out.strip()
        third.does("invite", "accept", link, "--alias", first.name)
        people = (first, second, third)
        for who in people:
            who.environment |= {"LD_PRELOAD": CLOCK, "SHIFTED_CLOCK": str(shift)}
        self.rounds(first, third, times=3)
        first.does("group", "new", "Runde", "--add", ",".join(names[1:]))
        self.rounds(second, third, first)
        first.does("group", "role", "#runde", second.name, "deputy")
        self.rounds(second, third, first)
        # Nothing of the first is left that could arrive later.
        self.rounds(second, third, times=2)
        return (*people, shift)

    def shown(self, who):
        return who.asks("group", "show", "#runde")[0]

    def chair(self, who):
        return [m["alias"] for m in self.shown(who)["members"] if m["role"] == "chair"]

    def test_a_deputy_takes_the_chair_of_somebody_who_is_gone(self):
        ada, bob, cem, shift = self.circle("ada", "bob", "cem")
        early = bob.run("group", "takeover", "#runde", "--json")
        self.assertEqual((early.code, early.error["code"]), (2, "invalid_argument"), early.err)
        self.assertIn("sieben Tagen", bob.run("group", "takeover", "#runde", "--lang", "de").err)
        self.assertEqual(cem.run("group", "takeover", "#runde").code, 2)
        self.assertEqual(cem.run("group", "agree", "#runde", "bob").code, 3)

        shift.write_text(str(WEEK + 6 * 60 * 60))
        self.rounds(bob, cem)
        self.assertTrue(self.shown(bob)["may_take_over"])
        self.assertIn("sieben Tage lang nichts", bob.does("group", "show", "#runde", "--lang", "de").err)
        self.assertNotIn("may_take_over", self.shown(cem))
        asked = bob.asks("group", "takeover", "#runde")[0]["takeovers"][0]
        self.assertEqual((asked["alias"], asked["state"], asked["agreed"], asked["needed"]), ("self", "own", 0, 1))
        self.assertEqual(bob.asks("group", "takeover", "#runde", "--withdraw")[0].get("takeovers"), None)
        self.assertEqual(bob.run("group", "takeover", "#runde", "--withdraw").code, 3)
        bob.does("group", "takeover", "#runde")
        self.rounds(cem, bob)
        self.assertEqual(self.chair(bob), ["ada"])

        open_wish = self.shown(cem)["takeovers"][0]
        self.assertEqual((open_wish["alias"], open_wish["state"]), ("bob", "open"))
        self.assertIn("stille group agree '#runde' bob", cem.does("group", "show", "#runde").err)
        cem.does("group", "decline", "#runde", "bob")
        self.assertEqual(self.shown(cem)["takeovers"][0]["state"], "declined")
        self.rounds(bob, cem)
        self.assertEqual(self.chair(bob), ["ada"])
        self.assertEqual(cem.asks("group", "agree", "#runde", "bob")[0]["takeovers"][0]["state"], "agreed")
        self.rounds(bob, cem)
        self.assertEqual((self.chair(bob), self.chair(cem)), (["self"], ["bob"]))
        bob.does("group", "rename", "#runde", "Neue Runde")

        self.rounds(ada, bob, cem)
        seen = self.shown(ada)
        self.assertEqual((seen["role"], seen["name"], seen["taken_over"]["from"]), ("member", "Neue Runde", "self"))
        self.assertIn("bob leitet seit", ada.does("group", "show", "#runde", "--lang", "de").err)
        self.assertEqual(ada.run("group", "rename", "#runde", "Nein").code, 2)
        self.assertEqual([s["changes"] for s in map(self.shown, (ada, bob, cem))], [seen["changes"]] * 3)
        self.assertTrue(all(m["same"] for s in map(self.shown, (ada, bob, cem)) for m in s["members"]))
        ada.does("send", "#runde", "-m", "Bin wieder da.")
        self.rounds(bob, cem, times=2)
        self.assertEqual(cem.asks("log", "#runde")[-1]["text"], "Bin wieder da.")

    def test_a_chair_who_is_back_in_time_keeps_it_and_a_key_is_renewed(self):
        eva, finn, gil, shift = self.circle("eva", "finn", "gil")
        shift.write_text(str(WEEK + 6 * 60 * 60))
        self.rounds(finn, gil)
        finn.does("group", "takeover", "#runde")
        self.rounds(eva, gil, finn)
        self.assertIn("finn hat um deine Leitung gebeten", eva.does("group", "show", "#runde", "--lang", "de").err)
        done = gil.run("group", "agree", "#runde", "finn", "--json")
        self.assertEqual((done.code, done.error["code"]), (2, "invalid_argument"), done.err)
        self.assertEqual(self.chair(gil), ["eva"])
        before = self.shown(eva)["changes"]
        gil.does("group", "renew", "#runde")
        self.rounds(eva, finn, gil)
        self.assertEqual({s["changes"] for s in map(self.shown, (eva, finn, gil))}, {before + 1})
        none = finn.run("group", "settle", "#runde", "s_12", "--json")
        self.assertEqual((none.code, none.error["code"]), (3, "not_found"), none.err)


if __name__ == "__main__":
    main()
