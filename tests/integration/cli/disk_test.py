#!/usr/bin/env python3
"""A relay on a disk of its own that fills up: what is there goes on, and room again is enough to be whole."""
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

from rig import Rig, main

MEBI = 1 << 20
DISK = 256 * MEBI


def until(holds, seconds=40):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise AssertionError("it does not happen")
        time.sleep(0.1)


def can_mount():
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True, check=False)
        return done.returncode == 0 and subprocess.run(["umount", folder], check=False).returncode == 0


class FullDisk(unittest.TestCase):
    def setUp(self):
        self.disk = pathlib.Path(tempfile.mkdtemp(prefix="stille-disk."))
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", self.disk], check=True)
        before, tempfile.tempdir = tempfile.tempdir, str(self.disk)
        try:
            self.rig = Rig()
        finally:
            tempfile.tempdir = before
        self.rig.stop_relay()
        self.rig.address = self.rig.start_relay("--set", "rates.retry_full=1s", "--set", "rates.retry_unavailable=1s",
                                                "--set", f"memory_and_disk.reserve_bytes={8 * MEBI}")
        self.people = pathlib.Path(tempfile.mkdtemp(prefix="stille-people."))
        self.data, self.rig.folder = self.rig.folder, self.people
        self.ada, self.bob = self.rig.pair("ada", "bob")
        self.rig.folder = self.data

    def tearDown(self):
        self.rig.close()
        subprocess.run(["umount", self.disk], check=True)
        self.disk.rmdir()
        subprocess.run(["rm", "-rf", self.people], check=True)

    def fill(self, percent):
        room = os.statvfs(self.disk)
        wanted = DISK * percent // 100 - (room.f_blocks - room.f_bfree) * room.f_frsize
        with open(self.disk / "filler", "ab", buffering=0) as file:
            try:
                for _ in range(max(0, wanted // 4096)):
                    file.write(bytes(4096))
            except OSError:
                pass  # as full as it gets

    def texts(self):
        return [m["text"] for m in self.bob.asks("log", "ada", "-n", "99") if m.get("text")]

    def goes_on_and_recovers(self):
        refused = self.ada.run("send", "bob", "-m", "too late", "--wait", "sent", "--timeout", "8s")
        self.assertEqual(refused.code, 8, refused.err)
        # What was there before is still handed out and acknowledged.
        self.bob.does("sync")
        self.assertEqual(self.texts(), ["in time"])
        (self.disk / "filler").unlink()

        def arrived():
            self.ada.does("sync")
            self.bob.does("sync")
            return self.texts() == ["in time", "too late"]

        until(arrived)
        self.assertIsNone(self.rig.relay.poll(), "the relay has ended")

    def test_from_95_percent_on_nothing_is_taken_and_everything_goes_out(self):
        self.ada.does("send", "bob", "-m", "in time", "--wait", "sent", "--timeout", "20s")
        self.fill(96)
        until(lambda: "so full that nothing is taken" in (self.data / "relay.log").read_text())
        self.goes_on_and_recovers()

    def test_a_disk_without_a_single_free_byte_loses_nothing(self):
        self.ada.does("send", "bob", "-m", "in time", "--wait", "sent", "--timeout", "20s")
        self.fill(101)
        self.goes_on_and_recovers()


if __name__ == "__main__":
    if os.geteuid() != 0 or not can_mount():
        print("skipped: only root can give a relay a disk of its own")
        sys.exit(77)
    main()
