#!/usr/bin/env python3
"""Plants each violation that layer_check.py looks for and sees it found; a clean tree must pass."""
import pathlib
import tempfile
import unittest

import layer_check

HEAD = "// What it owns.\n#pragma once\n"


class LayerCheck(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.write("common/base/bytes.hpp", HEAD + "#include <array>\n")
        self.write("client/e2e/session.hpp", HEAD + '#include "common/base/bytes.hpp"\n')
        self.write("server/relay/relay.hpp", HEAD + '#include "common/base/bytes.hpp"\n')
        self.write("server/store/mailbox_store.hpp", HEAD)
        self.write("server/store/sqlite/database.cpp", "#include <sqlite3.h>\n")
        self.write("tests/unit/session_test.cpp", '#include "client/e2e/session.hpp"\n#include <sodium.h>\n')

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def finds(self, words):
        findings = list(layer_check.check(self.root))
        self.assertEqual(len(findings), 1, findings)
        self.assertIn(words, findings[0])

    def test_A_clean_tree_passes(self):
        self.assertEqual(list(layer_check.check(self.root)), [])

    def test_An_upward_include_is_found(self):
        self.write("common/base/upward.cpp", '#include "client/e2e/session.hpp"\n')
        self.finds("common/base may not know client/e2e")

    def test_The_relay_may_not_know_the_end_to_end_core(self):
        self.write("server/relay/send.cpp", '#include "client/e2e/session.hpp"\n')
        self.finds("server/relay may not know client/e2e")

    def test_The_rules_of_keeping_in_touch_know_neither_storage_nor_network(self):
        self.write("client/store/database.hpp", HEAD)
        self.write("client/keep/today.cpp", '#include "client/store/database.hpp"\n')
        self.finds("client/keep may not know client/store")

    def test_The_relay_core_knows_store_interfaces_only(self):
        self.write("server/store/sqlite/database.hpp", HEAD)
        self.write("server/relay/ack.cpp", '#include "server/store/sqlite/database.hpp"\n')
        self.finds("interfaces only")

    def test_A_cycle_is_found(self):
        self.write("common/base/a.hpp", HEAD + '#include "common/base/b.hpp"\n')
        self.write("common/base/b.hpp", HEAD + '#include "common/base/a.hpp"\n')
        self.finds("include cycle: common/base/a.hpp -> common/base/b.hpp -> common/base/a.hpp")

    def test_A_relative_include_is_found(self):
        self.write("common/base/near.cpp", '#include "bytes.hpp"\n')
        self.finds("written from the root")

    def test_The_product_may_not_include_a_test(self):
        self.write("tests/support/hex.hpp", HEAD)
        self.write("common/base/hex.cpp", '#include "tests/support/hex.hpp"\n')
        self.finds("nothing but tests")

    def test_A_library_outside_its_rooms_is_found(self):
        for header in ("sodium.h", "openssl/evp.h", "boost/asio/write.hpp", "sqlite3.h", "QObject", "relay.pb.h"):
            with self.subTest(header):
                self.write("client/core/leak.cpp", f"#include <{header}>\n")
                self.finds(f"includes {header}, which belongs to")

    def test_A_generated_header_in_quotes_is_found(self):
        self.write("server/net/dispatch.cpp", '#include "relay.pb.h"\n')
        self.finds("which belongs to common/wire")

    def test_What_clients_say_to_each_other_stays_out_of_the_common_wire(self):
        self.write("common/wire/content.cpp", '#include "content.pb.h"\n')
        self.finds("which belongs to client/wire")

    def test_A_library_in_a_public_header_is_found(self):
        for room, header in (("common/crypto", "sodium.h"), ("common/wire", "relay.pb.h"), ("client/store", "sqlite3.h")):
            with self.subTest(header):
                self.write(f"{room}/leak.hpp", HEAD + f"#include <{header}>\n")
                self.finds("in a header")
                (self.root / room / "leak.hpp").unlink()

    def test_Asio_is_allowed_where_there_are_sockets(self):
        for room in ("common/net", "server/app", "client/rpc", "client/cli"):
            self.write(f"{room}/socket.cpp", "#include <boost/asio/write.hpp>\n")
        self.assertEqual(list(layer_check.check(self.root)), [])

    def test_A_file_above_its_cap_is_found(self):
        self.write("common/base/long.cpp", "int x;\n" * 401)
        self.finds("401 lines, at most 400")

    def test_A_header_above_its_cap_is_found(self):
        self.write("common/base/long.hpp", HEAD + "// .\n" * 199)
        self.finds("201 lines, at most 200")

    def test_A_header_without_its_first_line_is_found(self):
        self.write("common/base/bare.hpp", "#pragma once\n")
        self.finds("a header starts with")

    def test_A_co_await_that_may_be_skipped_is_found(self):
        self.write("common/net/a.cpp", "while (x < 1 &&\n       co_await f(x)) {}\n")
        self.finds("a.cpp:1: co_await behind")
        self.write("common/net/a.cpp", "if (a || !co_await f(b && c)) return;\n")
        self.finds("co_await behind")
        self.write("common/net/a.cpp", "if (a && b) co_await f();\nauto&& x = co_await f(a && b);\n")
        self.assertEqual(list(layer_check.check(self.root)), [])

    def test_A_mark_of_unfinished_work_is_found(self):
        self.write("proto/relay.proto", "// TO" + "DO: later\n")
        self.finds("unfinished work")


if __name__ == "__main__":
    unittest.main()
