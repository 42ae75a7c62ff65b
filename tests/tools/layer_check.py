#!/usr/bin/env python3
"""Holds the sources to ARCHITECTURE.md, from the text of their includes alone.

  layer_check.py ROOT

Forbids: an include of a room that may not be known, an include cycle, a library's header outside the rooms that
own it or in a header that others would inherit it from, a file above its cap, marks of unfinished work, and what
g++ 12 compiles into something else.
Prints one line a finding; exit status 1 when there is any.
"""
import pathlib
import re
import sys

# What each room may include besides itself. tests/ may include anything, nothing may include tests/.
COMMON = ["common/base", "common/crypto", "common/protocol"]
WIRE = [*COMMON, "common/wire"]
CLIENT = [*COMMON, "client/e2e", "client/wire", "client/search", "client/store", "client/core"]
ROOMS = {
    "common/base": [],
    "common/crypto/mlkem768": ["common/base"],
    "common/crypto": ["common/base", "common/crypto/mlkem768"],
    "common/kat": [*COMMON[:2], "common/crypto/mlkem768"],
    "common/protocol": COMMON[:2],
    "common/wire": COMMON,
    "common/net": WIRE,
    "server/store": COMMON,
    "server/blob": [*COMMON, "server/store"],
    "server/relay": [*COMMON, "server/store", "server/blob"],
    "server/http": [*COMMON, "common/net"],
    "server/net": [*WIRE, "common/net", "server/store", "server/blob", "server/relay", "server/http"],
    "server/admin": ["common/base", "common/net"],
    "server/app": [*WIRE, "common/net", "server/store", "server/blob", "server/relay", "server/http", "server/net",
                   "server/admin"],
    "client/e2e": COMMON,
    "client/wire": [*COMMON, "client/e2e"],
    "client/search": ["common/base"],
    "client/store": CLIENT[:6],
    "client/keep": ["common/base"],
    "client/vcard": ["common/base", "client/wire"],
    "client/core": [*CLIENT[:7], "client/keep"],
    "client/net": [*CLIENT, "common/wire", "common/net"],
    "client/image": ["common/base"],
    "client/rpc": [*CLIENT, "common/wire", "common/net", "client/net", "client/image", "client/vcard"],
    "client/cli": [*CLIENT, "common/wire", "common/net", "client/net", "client/rpc"],
    "client/desktop": ["common/base", "common/crypto", "client/wire", "client/rpc"],
}

NETWORK = ["common/net", "server/http", "server/net", "server/admin", "server/app", "client/net", "client/rpc",
           "client/cli"]
# (header, rooms that may include it, those of them whose own headers may too)
LIBRARIES = [
    (re.compile(r"(^|/)content\.pb\.h$"), ["client/wire"], []),
    (re.compile(r"\.pb\.h$"), ["common/wire"], []),
    (re.compile(r"^sodium(\.h|/)"), ["common/crypto"], []),
    (re.compile(r"^openssl/"), ["common/crypto", "common/net"], ["common/net"]),
    (re.compile(r"^boost/asio"), NETWORK, NETWORK),
    (re.compile(r"^boost/beast"), ["server/http"], []),
    (re.compile(r"^(jpeglib|seccomp)\.h$"), ["client/image"], []),
    (re.compile(r"^png\.h$"), ["client/image", "client/cli"], []),
    (re.compile(r"^(sqlite3|sqlcipher/.*|libpq.*)\.h$"), ["server/store", "client/store"], ["server/store"]),
    (re.compile(r"^utf8proc\.h$"), ["client/search"], []),
    (re.compile(r"^(Qt\w+/|Q[A-Z]\w*$)"), ["client/desktop"], ["client/desktop"]),
]
INTERFACES_ONLY = {
    "server/relay": re.compile(r"^server/(store/(sqlite|postgres|memory)|blob/(files|folder|worker))"),
}

LONGEST = {".hpp": 200, ".cpp": 400}
TABLES = {"client/cli/catalogue.cpp"}  # one sentence after the other: nothing to follow
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')
UNFINISHED = re.compile(r"\b(" + "TO" + "DO|FIX" + "ME|XX" + r"X|HA" + r"CK)\b")
CODE = {".hpp", ".cpp", ".proto", ".py", ".cmake"}


def room_of(path):
    """The longest known room that holds this path; None for tests and for what is no room."""
    folders = [room for room in ROOMS if path.startswith(room + "/")]
    return max(folders, key=len, default=None)


def sources(root):
    for top in ("common", "server", "client", "proto", "tests"):
        for path in sorted((root / top).rglob("*")):
            if path.is_file() and (path.suffix in CODE or path.name == "CMakeLists.txt"):
                yield path.relative_to(root).as_posix(), path


def check_project_include(path, target, root):
    """An include in quotes, written from the root."""
    if not (root / target).is_file():
        return f"includes {target}, which is not there (includes are written from the root)"
    if target.startswith("tests/"):
        return None if path.startswith("tests/") else f"includes {target}: nothing but tests knows the tests"
    here, there = room_of(path), room_of(target)
    if path.startswith("tests/") or here == there:
        return None
    if here is None or there not in ROOMS[here]:
        return f"includes {target}: {here or path} may not know {there or target}"
    forbidden = INTERFACES_ONLY.get(here)
    if forbidden and forbidden.match(target):
        return f"includes {target}: {here} knows interfaces only"
    return None


def check_library_include(path, target):
    if path.startswith("tests/"):
        return None
    for header, rooms, in_headers in LIBRARIES:
        if not header.search(target):
            continue
        if room_of(path) not in rooms:
            return f"includes {target}, which belongs to {', '.join(rooms)}"
        if path.endswith(".hpp") and room_of(path) not in in_headers:
            return f"includes {target} in a header: whoever includes it would get that too"
        return None
    return None


def cycle_in(graph):
    """One include cycle as a list of files, or None."""
    state, stack = {}, []

    def visit(node):
        state[node] = "open"
        stack.append(node)
        for following in graph.get(node, []):
            if state.get(following) == "open":
                return stack[stack.index(following):] + [following]
            if following not in state and (found := visit(following)):
                return found
        state[node] = "done"
        stack.pop()
        return None

    for node in graph:
        if node not in state and (found := visit(node)):
            return found
    return None


SHORT_CIRCUIT = re.compile(r"\s(?:&&|\|\|)\s")


def awaits_behind(text):
    """Places of && and || with a co_await behind them: g++ 12 awaits it in a condition whatever stands before."""
    for sign in SHORT_CIRCUIT.finditer(text):
        depth = 0
        for word in re.finditer(r"[(){};]|\bco_await\b", text[sign.end():]):
            depth += {"(": 1, ")": -1}.get(word[0], 0)
            if depth < 0 or word[0] in "{};":
                break
            if word[0] == "co_await":
                yield sign.start()
                break


def check_text(path, lines):
    suffix = pathlib.PurePath(path).suffix
    if path not in TABLES and len(lines) > LONGEST.get(suffix, len(lines)):
        yield f"{path}:1: {len(lines)} lines, at most {LONGEST[suffix]} are allowed"
    if suffix == ".hpp" and lines and not (lines[0].startswith("//") and "#pragma once" in lines):
        yield f"{path}:1: a header starts with what it owns and has #pragma once"
    for number, line in enumerate(lines, 1):
        if UNFINISHED.search(line):
            yield f"{path}:{number}: a mark of unfinished work"
    text = "\n".join(lines) if suffix in (".hpp", ".cpp") else ""
    for place in awaits_behind(text):
        yield f"{path}:{text.count(chr(10), 0, place) + 1}: co_await behind && or ||; write it as a statement of its own"


def check(root):
    graph = {}
    for path, file in sources(root):
        lines = file.read_text(encoding="utf-8").splitlines()
        yield from check_text(path, lines)
        if file.suffix not in (".hpp", ".cpp"):
            continue
        graph[path] = []
        for number, line in enumerate(lines, 1):
            if not (include := INCLUDE.match(line)):
                continue
            quotes, target = include.groups()
            generated = target.endswith(".pb.h")
            if quotes == '"' and not generated:
                graph[path].append(target)
                wrong = check_project_include(path, target, root)
            else:
                wrong = check_library_include(path, target)
            if wrong:
                yield f"{path}:{number}: {wrong}"
    if found := cycle_in(graph):
        yield f"{found[0]}:1: include cycle: {' -> '.join(found)}"


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: layer_check.py ROOT")
    findings = list(check(pathlib.Path(sys.argv[1])))
    print("\n".join(findings) or "layers: as ARCHITECTURE.md has them")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
