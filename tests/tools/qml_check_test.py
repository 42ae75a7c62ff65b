#!/usr/bin/env python3
"""Plants an import without its package and a package without an import, and sees them found."""
import pathlib
import tempfile
import unittest

import qml_check

DEPENDS = """set(CPACK_DEBIAN_DESKTOP_PACKAGE_DEPENDS "stille (= 1), qml6-module-qtqml, \\
qml6-module-qtquick, qml6-module-qtquick-window{more}")
"""


class QmlCheck(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.depend("")
        self.write("A.qml", "import QtQuick\nimport Stille.Profile\nItem {}\n")

    def write(self, name, text):
        file = self.root / qml_check.QML / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def depend(self, more):
        file = self.root / qml_check.PACKAGES
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(DEPENDS.replace("{more}", more), encoding="utf-8")

    def finds(self, words):
        findings = list(qml_check.check(self.root))
        self.assertEqual(len(findings), 1, findings)
        self.assertIn(words, findings[0])

    def test_What_is_imported_and_depended_on_passes(self):
        self.assertEqual(list(qml_check.check(self.root)), [])

    def test_An_import_without_its_package_is_found(self):
        self.write("Tray.qml", "import QtQuick\nimport Qt.labs.platform as Platform\nItem {}\n")
        self.finds("Tray.qml: import Qt.labs.platform needs qml6-module-qt-labs-platform")
        self.depend(", qml6-module-qt-labs-platform")
        self.assertEqual(list(qml_check.check(self.root)), [])

    def test_An_import_with_a_version_is_found(self):
        self.write("Old.qml", "import QtQuick.Shapes 1.15\nShape {}\n")
        self.finds("import QtQuick.Shapes needs qml6-module-qtquick-shapes")

    def test_What_the_dialog_of_Qt_imports_is_found(self):
        self.write("FilePicker.qml", "import QtQuick.Dialogs\nFileDialog {}\n")
        self.depend(", qml6-module-qtquick-dialogs, qml6-module-qtquick-controls, qml6-module-qtquick-layouts, "
                    "qml6-module-qtquick-templates")
        self.finds("needs qml6-module-qt-labs-folderlistmodel")

    def test_A_package_that_nothing_imports_is_found(self):
        self.depend(", qml6-module-qtquick-shapes")
        self.finds("depends on qml6-module-qtquick-shapes, which no QML imports")

    def test_A_tree_without_qml_is_no_success(self):
        (self.root / qml_check.QML / "A.qml").unlink()
        self.depend("")
        self.assertTrue(list(qml_check.check(self.root)))


if __name__ == "__main__":
    unittest.main()
