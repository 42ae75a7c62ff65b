#!/usr/bin/env python3
"""Compares what the window's QML imports with what the package stille-desktop depends on: QML modules are no libraries
that a program is linked with, so nothing else notices a missing one before somebody's window stays empty.
   qml_check.py ROOT"""
import pathlib
import re
import sys

PACKAGES = "packaging/CMakeLists.txt"
QML = "client/desktop/qml"
# What a module of Qt imports itself, by Debian's packages of Qt 6.4; Qt's dialog is shown where the desktop has none.
BEHIND = {
    "QtQml": ["qml6-module-qtqml-models", "qml6-module-qtqml-workerscript"],
    "QtQuick": ["qml6-module-qtqml", "qml6-module-qtquick-window"],
    "QtQuick.Dialogs": ["qml6-module-qt-labs-folderlistmodel", "qml6-module-qtquick-controls",
                        "qml6-module-qtquick-layouts", "qml6-module-qtquick-templates"],
}


def package_of(module):
    """As Debian names them: QtQuick.Templates is in qml6-module-qtquick-templates."""
    return "qml6-module-" + module.lower().replace(".", "-")


def imported(root):
    """{module: the first file that imports it}, our own left out."""
    out = {}
    for file in sorted((root / QML).glob("*.qml")):
        for module in re.findall(r"^\s*import\s+([A-Z][A-Za-z.]*)", file.read_text(encoding="utf-8"), re.MULTILINE):
            if not module.startswith("Stille."):
                out.setdefault(module, file.name)
    return out


def depends(root):
    text = (root / PACKAGES).read_text(encoding="utf-8").replace("\\\n", "")
    found = re.search(r"set\(CPACK_DEBIAN_DESKTOP_PACKAGE_DEPENDS\s+\"([^\"]*)\"\)", text)
    return {one.split()[0] for one in found.group(1).split(",")} if found else set()


def check(root):
    root = pathlib.Path(root)
    modules = imported(root)
    if not modules:
        yield f"{QML}: nothing is imported"
    wanted = {}
    for module, file in modules.items():
        for package in [package_of(module)] + BEHIND.get(module, []):
            wanted.setdefault(package, f"{QML}/{file}: import {module}")
    has = {one for one in depends(root) if one.startswith("qml6-module-")}
    for package in sorted(set(wanted) - has):
        yield f"{wanted[package]} needs {package}, which stille-desktop does not depend on"
    for package in sorted(has - set(wanted)):
        yield f"{PACKAGES}: stille-desktop depends on {package}, which no QML imports"


if __name__ == "__main__":
    findings = list(check(sys.argv[1] if len(sys.argv) > 1 else "."))
    print("\n".join(findings) if findings else "QML: the package has what it imports")
    sys.exit(1 if findings else 0)
