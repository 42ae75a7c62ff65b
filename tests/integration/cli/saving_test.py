#!/usr/bin/env python3
"""Where output goes: into files, through links, into pipes, and what is said when it cannot be written."""
import contextlib
import os
import pathlib
import stat
import subprocess
import tempfile
import unittest

from rig import BIN, LIMIT, Story, main


class Saving(Story):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada, cls.bob = cls.rig.pair("ada", "bob")

    def setUp(self):
        self.folder = pathlib.Path(self.rig.folder) / self.id().rsplit(".", 1)[-1]
        self.folder.mkdir()

    def saves(self, path):
        self.ada.does("contact", "export", "bob", path)
        text = path.read_text()
        self.assertTrue(text.startswith("BEGIN:VCARD"), text)

    def test_a_pipe_stays_and_gets_what_is_written(self):
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        for words, begin in ((("contact", "export", "bob", pipe), b"BEGIN:VCARD"),
                             (("invite", "create", "--force", "--qr-png", pipe), b"\x89PNG")):
            reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
            try:
                self.ada.does(*words)
                self.assertTrue(stat.S_ISFIFO(pipe.lstat().st_mode), words)
                self.assertEqual(os.read(reader, len(begin)), begin)
            finally:
                os.close(reader)

    def test_standard_output_by_its_name_in_the_system(self):
        # As /dev/stdout is, but in a folder of ours: a fault here must not reach the machine's own.
        name = self.folder / "stdout"
        name.symlink_to("/proc/self/fd/1")
        words = self.ada.command("contact", "export", "bob", name)
        done = subprocess.run(words, env=self.ada.environment, timeout=LIMIT, capture_output=True, check=True)
        self.assertTrue(done.stdout.startswith(b"BEGIN:VCARD"), done.stdout)
        self.assertTrue(name.is_symlink())
        # What stands in a file that is added to stays there.
        log = self.folder / "log"
        log.write_text("before\n")
        with open(log, "ab") as out:
            subprocess.run(words, env=self.ada.environment, timeout=LIMIT, stdout=out, stderr=subprocess.PIPE, check=True)
        self.assertTrue(log.read_text().startswith("before\nBEGIN:VCARD"), log.read_text())

    def test_a_link_stays_and_what_it_leads_to_is_replaced(self):
        target, link, next_link = self.folder / "target", self.folder / "link", self.folder / "next"
        target.write_text("old")
        link.symlink_to("target")
        next_link.symlink_to(link)
        self.saves(next_link)
        self.assertTrue(next_link.is_symlink() and link.is_symlink() and not target.is_symlink())
        self.assertTrue(target.read_text().startswith("BEGIN:VCARD"))
        target.unlink()
        self.saves(link)
        self.assertTrue(target.is_file() and link.is_symlink())
        self.assertEqual(target.stat().st_mode & 0o777, 0o600)
        link.unlink()
        link.symlink_to("link")
        self.assertEqual(self.ada.run("contact", "export", "bob", link).code, 2)
        self.assertEqual([p.name for p in self.folder.iterdir() if p.name.startswith(".stille")], [])

    def test_a_folder_is_named_as_one(self):
        for path in (self.folder, f"{self.folder}/"):
            done = self.ada.run("contact", "export", "bob", path, "--json")
            self.assertEqual((done.code, done.error["code"]), (2, "invalid_argument"))
            self.assertIn("folder", done.error["message"])
        self.assertIn("Ordner", self.ada.run("--lang", "de", "contact", "export", "bob", self.folder).err)

    def test_a_pipe_whose_reader_has_gone_is_141(self):
        read, write = os.pipe()
        os.close(read)
        try:
            done = subprocess.run(self.ada.command("contact", "export", "bob", "-"), env=self.ada.environment,
                                  stdout=write, stderr=subprocess.PIPE, timeout=LIMIT)
        finally:
            os.close(write)
        self.assertEqual((done.returncode, done.stderr), (141, b""))

    def test_no_room_for_what_is_printed_is_said(self):
        self.ada.does("send", "self", "-m", "Notiz")
        for words in (["log", "self"], ["contact", "export", "bob", "-"], ["--help"], ["completion", "bash"],
                      ["--version"]):
            with self.subTest(words=words), open("/dev/full", "wb") as full:
                for more, told in (["--json"], b"storage_full"), (["--lang", "de"], b"kein Platz"):
                    done = subprocess.run(self.ada.command(*words, *more), env=self.ada.environment, timeout=LIMIT,
                                          stdout=full, stderr=subprocess.PIPE)
                    self.assertEqual(done.returncode, 10, done.stderr)
                    self.assertIn(told, done.stderr)
        # Alone it takes a shorter way.
        with open("/dev/full", "wb") as full:
            done = subprocess.run([BIN / "stille", "--version"], env=self.ada.environment, timeout=LIMIT, stdout=full,
                                  stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 10)
        self.assertRegex(done.stderr, rb"^stille: There is no space left for standard output; .*\n$")
        with open("/dev/null", "rb") as unwritable:
            done = subprocess.run(self.ada.command("log", "self"), env=self.ada.environment, timeout=LIMIT,
                                  stdout=unwritable, stderr=subprocess.PIPE)
        self.assertEqual((done.returncode, done.stderr), (10, b"stille: Standard output cannot be written.\n"))

    def test_why_a_file_cannot_be_read_or_written_is_said(self):
        secret, folder = self.rig.folder / "geheim.txt", self.rig.folder / "ordner"
        secret.write_text("x")
        secret.chmod(0)
        folder.mkdir(mode=0o500)
        missing = self.rig.folder / "fehlt.txt"
        places = [(missing, "missing", "Diese Datei gibt es nicht"), (folder, "folder", "Das ist ein Ordner"),
                  (secret / "x", "no_folder", "kein Ordner")]
        if os.geteuid() != 0:
            places.append((secret, "permission", "darfst diese Datei nicht lesen"))
        reads = [("send", "self", "-F"), ("send", "self", "--attach"), ("draft", "set", "self", "--attach"),
                 ("contact", "import"), ("invite", "accept", "--picture"), ("verify", "compare", "bob", "--picture"),
                 ("backup", "verify", "--no-input", "--secret-file")]
        backup = self.rig.folder / "sicherung"
        self.ada.does("backup", "create", backup)
        for place, reason, german in places:
            for words in reads:
                with self.subTest(words=words, place=place):
                    more = (backup,) if words[0] == "backup" else ()
                    done = self.ada.run(*words, place, *more, "--json")
                    self.assertEqual((done.code, done.out), (2, ""), done.err)
                    self.assertEqual((done.error["reason"], done.error["about"]), (reason, str(place)))
                    self.assertIn(german, self.ada.run(*words, place, *more, "--lang", "de").err)
        writes = [(missing / "x", "missing"), (folder, "folder"), (secret / "x", "no_folder")]
        for place, reason in writes:
            for words in (("contact", "export", "bob"), ("invite", "create", "--qr-png")):
                with self.subTest(words=words, place=place):
                    done = self.ada.run(*words, place, *(("--force",) if words[0] == "invite" else ()), "--json")
                    self.assertEqual((done.code, done.error["reason"]), (2, reason), done.err)
        for words in (("export", "self", "--to"), ("backup", "create", "--no-input")):
            done = self.ada.run(*words, missing / "x", "--json")
            self.assertEqual((done.code, done.error["reason"]), (2, "missing"), (words, done.err))

    def test_an_export_for_which_there_is_no_room_says_so_and_leaves_nothing(self):
        with small_disk(self) as disk:
            self.ada.does("send", "self", "-", stdin=b"x" * 60_000)
            done = self.ada.run("export", "self", "--to", disk / "all", "--json")
            self.assertEqual((done.code, done.error["code"]), (10, "storage_full"), done.err)
            self.assertEqual(list(disk.iterdir()), [])


@contextlib.contextmanager
def small_disk(story):
    """64 KiB; only root can have one."""
    with tempfile.TemporaryDirectory(prefix="stille-small.") as folder:
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True, check=False)
        if made.returncode != 0:
            story.skipTest("no disk of its own")
        try:
            yield pathlib.Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


if __name__ == "__main__":
    main()
