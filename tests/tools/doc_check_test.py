#!/usr/bin/env python3
"""Plants each disagreement that doc_check.py looks for and sees it found; agreeing texts must pass."""
import pathlib
import tempfile
import unittest

import doc_check

LABELS = 'inline constexpr Label kRoot{"Stille1 root"};\ninline constexpr Label kChain{"Stille1 chain"};\n'
PROTOCOL_LIMITS = """inline constexpr std::array<std::size_t, 2> kFrameSizes{512, 4096 + 512};
inline constexpr std::size_t kLargestMessage = kFrameSizes.back() - 4;
inline constexpr std::chrono::hours kLongestLinkLife{24 * 31};
"""
E2E_LIMITS = """inline constexpr std::chrono::hours kLongestInvitationLife = protocol::kLongestLinkLife;
inline constexpr std::chrono::hours kPendingLife = 2 * kLongestInvitationLife;
"""
PROTOCOL = """| `kRoot` | `Stille1 root` | root |
| `kChain` | `Stille1 chain` | chain |
| `kFrameSizes` | 512 · 4,608 | frames |
| `kLargestMessage` | 4,604 | message |
| `kLongestLinkLife` | 31 days | link |
| `kLongestInvitationLife` | 744 h | the same |
| `kPendingLife` | 62 days | twice |
"""


class DocCheck(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.write(doc_check.LABELS, LABELS)
        self.write(doc_check.LIMITS[0], PROTOCOL_LIMITS)
        self.write(doc_check.LIMITS[1], E2E_LIMITS)
        self.write(doc_check.PROTOCOL, PROTOCOL)
        self.write("tests/unit/a_test.cpp", "// asleep\n")

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def finds(self, words):
        findings = list(doc_check.check(self.root))
        self.assertEqual(len(findings), 1, findings)
        self.assertIn(words, findings[0])

    def test_Agreeing_texts_pass(self):
        self.assertEqual(list(doc_check.check(self.root)), [])

    def test_Another_value_is_found(self):
        for there, here in (("512 · 4,608", "512 · 4,609"), ("4,604", "4,603"), ("31 days", "30 days"), ("744 h", "31")):
            with self.subTest(here):
                self.write(doc_check.PROTOCOL, PROTOCOL.replace(there, here))
                self.finds(f"is {here} here")

    def test_Another_label_is_found(self):
        self.write(doc_check.PROTOCOL, PROTOCOL.replace("Stille1 root", "Stille1 rood"))
        self.finds("kRoot is `Stille1 rood` here")

    def test_An_undocumented_constant_is_found(self):
        self.write(doc_check.LIMITS[1], E2E_LIMITS + "inline constexpr std::size_t kMaxJump = 1024;\n")
        self.finds("kMaxJump of")

    def test_An_undocumented_label_is_found(self):
        self.write(doc_check.LABELS, LABELS + 'inline constexpr Label kCard{"Stille1 card"};\n')
        self.finds("kCard of")

    def test_A_row_without_its_constant_is_found(self):
        self.write(doc_check.PROTOCOL, PROTOCOL + "| `kGone` | 3 | gone |\n")
        self.finds("kGone is in a table but not")

    def test_A_label_used_twice_is_found(self):
        self.write(doc_check.LABELS, LABELS + 'inline constexpr Label kOther{"Stille1 root"};\n')
        self.write(doc_check.PROTOCOL, PROTOCOL + "| `kOther` | `Stille1 root` | other |\n")
        self.finds("is there twice")

    def test_A_link_that_leads_nowhere_is_found(self):
        self.write("README.md", "See [this](docs/gone.md#part) and [that](https://example.org/).\n")
        self.finds("docs/gone.md leads nowhere")

    def test_A_test_that_sleeps_is_found(self):
        for text in ("std::this_thread::sleep_for(1s);", "usleep(3);", "sleep 1", "time.sleep(0.1)"):
            with self.subTest(text):
                self.write("tests/unit/a_test.cpp", text + "\n")
                self.finds("sleeps instead of waiting")


if __name__ == "__main__":
    unittest.main()
