#!/usr/bin/env python3
"""Several profiles on one computer: which one is meant, what it is called, and what holds for every command."""
import json
import pathlib

from rig import Person, Story, main


class Profiles(Story):
    people = 0

    def home(self):
        """Somebody with two profiles, `ada` and `bob`, who names none."""
        Profiles.people += 1
        who = Person(self.rig, f"home{Profiles.people}")
        who.command = lambda *words: Person.command(who, *words)[:1] + list(map(str, words))
        for name in ("ada", "bob"):
            who.does("profile", "new", name, "--name", name.capitalize(), "--relay", self.rig.address, "--no-passphrase")
        return who

    def config(self, who):
        return pathlib.Path(who.environment["XDG_CONFIG_HOME"]) / "stille" / "config.toml"

    def writes(self, who, text):
        self.config(who).parent.mkdir(parents=True, exist_ok=True)
        self.config(who).write_text(text)

    def name_of(self, who, *words):
        return who.asks("status", *words)[0]["profile"]["name"]

    def test_use_says_which_is_meant_until_somebody_says_otherwise(self):
        who = self.home()
        self.assertEqual(who.run("status").code, 2)
        self.assertEqual(who.run("profile", "use", "nobody").code, 3)
        who.does("profile", "use", "bob")
        self.assertEqual(self.name_of(who), "Bob")
        self.assertEqual(self.name_of(who, "--profile", "ada"), "Ada")
        who.environment["STILLE_PROFILE"] = "ada"
        self.assertEqual(self.name_of(who), "Ada")
        del who.environment["STILLE_PROFILE"]
        self.assertEqual([each["profile"] for each in who.asks("profile", "list") if each["default"]], ["bob"])
        self.assertIn("bob  (default)", who.does("profile", "list").out)

    def test_a_default_does_not_stand_against_making_another_profile(self):
        who = self.home()
        who.does("profile", "use", "--profile", "ada")
        self.assertEqual(self.name_of(who), "Ada")
        more = ("--name", "Cem", "--relay", self.rig.address, "--no-passphrase")
        self.assertEqual(who.asks("profile", "new", "cem", *more)[0]["profile"], "cem")
        self.assertEqual(who.asks("profile", "new", *more)[0]["profile"], "default")
        who.environment["STILLE_PROFILE"] = "dora"
        self.assertEqual(who.asks("profile", "new", *more)[0]["profile"], "dora")
        self.assertIn("STILLE_PROFILE", who.does("profile", "use", "bob").err)
        del who.environment["STILLE_PROFILE"]
        self.assertEqual(self.name_of(who), "Bob")

    def test_an_argument_and_the_option_must_not_contradict_each_other(self):
        who = self.home()
        for words in (("use", "bob"), ("lock", "bob"), ("unlock", "bob"), ("delete", "bob", "--yes"),
                      ("rename", "bob", "cem"), ("passphrase", "bob", "--remove")):
            done = who.run("--profile", "ada", "profile", *words, "--json")
            self.assertEqual((done.code, done.error["about"]), (2, "bob"), words)
        self.assertEqual([p["profile"] for p in who.asks("profile", "list")], ["ada", "bob"])
        self.assertEqual(who.run("profile", "use").code, 2)

    def test_a_file_of_settings_that_is_a_link_stays_one(self):
        who = self.home()
        real = self.rig.folder / f"dotfiles{Profiles.people}"
        real.mkdir()
        self.config(who).parent.mkdir(parents=True)
        (real / "config.toml").write_text("# mine\n")
        (real / "here.toml").symlink_to("config.toml")
        self.config(who).symlink_to(real / "here.toml")
        who.does("profile", "use", "bob")
        self.assertTrue(self.config(who).is_symlink() and (real / "here.toml").is_symlink())
        self.assertEqual((real / "config.toml").read_text(), 'profile = "bob"\n# mine\n')
        self.assertEqual(self.name_of(who), "Bob")
        self.config(who).unlink()
        self.config(who).symlink_to(real / "fresh.toml")
        who.does("profile", "use", "ada")
        self.assertEqual((real / "fresh.toml").read_text(), 'profile = "ada"\n')
        self.config(who).unlink()
        self.config(who).symlink_to(self.config(who))
        done = who.run("profile", "use", "ada")
        self.assertEqual(done.code, 2, done.err)

    def test_another_name_is_the_same_profile(self):
        who = self.home()
        who.does("profile", "use", "ada")
        before = who.asks("status")[0]["profile"]["id"]
        self.assertEqual(who.run("profile", "rename", "ada", "bob").code, 2)
        self.assertEqual(who.run("profile", "rename", "ada", "No Such Name").code, 2)
        owner = who.start("daemon")
        self.waits_for(owner)
        self.assertEqual(who.run("profile", "rename", "ada", "work").code, 4)
        owner.terminate()
        owner.wait()
        said = who.asks("profile", "rename", "ada", "work")[0]
        self.assertEqual((said["profile"], said["default"]), ("work", True))
        self.assertEqual(who.asks("status")[0]["profile"]["id"], before)
        self.assertEqual(who.run("status", "--profile", "ada").code, 3)

    def waits_for(self, owner):
        line = owner.stderr.readline()
        self.assertIn("stays connected", line)

    def test_a_deleted_profile_is_meant_no_more(self):
        who = self.home()
        who.does("profile", "use", "ada")
        self.writes(who, self.config(who).read_text() + "# mine\n")
        who.does("profile", "delete", "ada", "--yes")
        self.assertEqual(self.config(who).read_text(), "# mine\n")
        self.assertEqual(self.name_of(who), "Bob")

    def test_a_file_says_what_holds_for_every_command(self):
        who = self.home()
        self.writes(who, 'profile = "ada"\nlang = "de"\n')
        self.assertIn("Profile auf diesem Rechner", who.does("profile", "--help").out)
        self.assertIn("Profiles on this computer", who.does("profile", "--help", "--lang", "en").out)
        self.assertIn("Kontakte", who.does("status").out)

    def test_a_wrong_file_is_named_with_its_line_and_nothing_is_done(self):
        who = self.home()
        self.writes(who, 'profile = "ada"\nlanguage = "de"\n')
        refused = who.run("contact", "list", "--json")
        self.assertEqual((refused.code, refused.error["code"]), (2, "invalid_argument"))
        self.assertIn("config.toml:2 (language)", refused.error["about"])
        self.assertIn("profile, lang, color", who.run("contact", "list").err)
        self.assertEqual(who.run("profile", "use", "bob").code, 2)

    def test_what_cannot_be_written_is_not_called_damaged(self):
        who = self.home()
        folder = pathlib.Path(who.environment["STILLE_HOME"]) / "profiles" / "ada"
        # As on a file system that is read-only; root may write everywhere else.
        (folder / "lock").unlink(missing_ok=True)
        (folder / "lock").mkdir()
        done = who.run("status", "--profile", "ada", "--json")
        self.assertEqual((done.code, done.error["code"], done.error["about"]), (10, "storage_full", str(folder)))
        told = who.run("status", "--profile", "ada", "--lang", "de").err
        self.assertIn(f"{folder} lässt sich hier nicht schreiben", told)
        self.assertNotIn("Sicherung", told)
        told = who.run("profile", "new", "eva", "--name", "Eva", "--relay", self.rig.address, "--no-passphrase",
                       environment={"STILLE_HOME": "/proc/stille"}).err
        self.assertIn("/proc/stille/profiles/eva cannot be written", told)

    def test_doctor_finds_a_byte_that_was_altered(self):
        who = self.home()
        for _ in range(20):
            who.does("send", "self", "-m", "x" * 3000, "--profile", "bob")
        checks = who.asks("doctor", "--profile", "bob")
        self.assertEqual([check["ok"] for check in checks if check["name"] == "database"], [True])
        file = pathlib.Path(who.environment["STILLE_HOME"]) / "profiles" / "bob" / "profile.db"
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
        done = who.run("doctor", "--profile", "bob", "--json")
        wrong = [check["name"] for check in done.objects if check["ok"] is not True]
        self.assertEqual((done.code, wrong, done.error["code"]), (10, ["database"], "damaged"))
        self.assertNotIn("sqlcipher", done.err)

    def test_status_is_shown_again_when_something_changes(self):
        who = self.home()
        who.does("profile", "use", "ada")
        owner = who.start("daemon")
        self.waits_for(owner)
        watch = who.start("status", "--watch", "--json")
        self.assertEqual(json.loads(watch.stdout.readline())["contacts"], 0)
        link = who.asks("invite", "create")[0]["link"]
        who.does("invite", "accept", link, "--profile", "bob")
        who.does("sync", "--profile", "bob")
        while json.loads(watch.stdout.readline())["contacts"] == 0:
            pass
        watch.terminate()
        self.assertEqual(watch.wait(), 143)
        self.assertEqual(len(who.asks("status", "--watch", "--timeout", "0s")), 1)


if __name__ == "__main__":
    main()
