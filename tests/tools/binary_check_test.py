#!/usr/bin/env python3
"""Builds a program with each weakness that binary_check.py looks for and sees it found."""
import pathlib
import subprocess
import tempfile
import unittest

import binary_check

SOURCE = """
#include <cstdio>
namespace stille::e2e { void __attribute__((noinline)) seal(char* text) { std::puts(text); } }
int main() { char text[64]; if (std::fgets(text, sizeof text, stdin)) stille::e2e::seal(text); }
"""
HARDENED = ["-O1", "-fPIE", "-pie", "-fstack-protector-strong", "-Wl,-z,relro,-z,now,-z,noexecstack"]


class BinaryCheck(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "program.cpp").write_text(SOURCE, encoding="utf-8")

    def build(self, *flags, source=None):
        program = str(self.root / "program")
        subprocess.run(["g++", *HARDENED, *flags, "-o", program, str(source or self.root / "program.cpp")], check=True)
        return program

    def test_A_hardened_program_passes(self):
        self.assertEqual(list(binary_check.weaknesses(self.build())), [])

    def test_Each_weakness_is_found(self):
        for flags, weakness in ((["-no-pie", "-fno-pie"], "is not position independent"),
                                (["-Wl,-z,lazy"], "has no full RELRO"),
                                (["-Wl,-z,norelro"], "has no full RELRO"),
                                (["-Wl,-z,execstack"], "has an executable stack"),
                                (["-fno-stack-protector"], "has no stack protector")):
            with self.subTest(weakness):
                self.assertEqual(list(binary_check.weaknesses(self.build(*flags))), [weakness])

    def test_End_to_end_code_in_the_relay_is_found(self):
        program = self.build()
        self.assertIn("stille::e2e::seal", "\n".join(binary_check.check_blind(program, program)))

    def test_A_client_without_symbols_makes_the_check_worthless(self):
        stripped = self.build("-s")
        self.assertEqual(len(list(binary_check.check_blind(stripped, stripped))), 1)


if __name__ == "__main__":
    unittest.main()
