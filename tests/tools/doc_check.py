#!/usr/bin/env python3
"""Holds the documents to the code, and the code's texts to their own rules.

  doc_check.py ROOT

Checks that PROTOCOL.md's table of labels is common/crypto/label.hpp, that its tables of limits are the constants
of the limits headers (every one of them, with its value), that links between documents lead somewhere, and that
no test waits by sleeping. Prints one line a finding; exit status 1 when there is any.
"""
import pathlib
import re
import sys

PROTOCOL = "proto/PROTOCOL.md"
LABELS = "common/crypto/label.hpp"
LIMITS = ["common/protocol/limits.hpp", "client/e2e/limits.hpp", "client/e2e/roster_limits.hpp"]

LABEL = re.compile(r'Label (k\w+)\{"([^"]*)"\}')
CONSTANT = re.compile(r"inline constexpr ([\w:<>, ]+?) (k\w+)(?: = ([^;]+)|\{([^;]*)\});")
ROW = re.compile(r"^\| `(k[A-Z]\w+)` \| ([^|]+?) \|")
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
RANDOM_MOMENT = "// a random moment is the point"
SLEEP = re.compile(r"\b(sleep_for|sleep_until|usleep|nanosleep|time\.sleep)\b|(?<!\w)sleep(?:\(| +\"?[\d$.])")
UNITS = {"ms": 0.001, "s": 1, "min": 60, "h": 3600, "days": 86400}
DURATIONS = {"milliseconds": 0.001, "seconds": 1, "minutes": 60, "hours": 3600}


def value_of(kind, text, known):
    """What a constant is worth: a number, a list of numbers, or a time as ("s", seconds)."""
    text = re.sub(r"\b(\w+)\.back\(\)", r"\1[-1]", text.replace("'", ""))
    text = re.sub(r"\w+::|std::size_t|(?<=\d)[uUlL]+\b", "", text).replace("{", "(").replace("}", ")")
    unit = next((seconds for name, seconds in DURATIONS.items() if name in kind), None)
    names = {name: value[1] / (unit or 1) if isinstance(value, tuple) else value for name, value in known.items()}
    value = eval(f"({text}{',' if 'array' in kind else ''})", {"__builtins__": {}}, names)  # our own headers
    if "array" in kind:
        return list(value)
    return value if unit is None else ("s", value * unit)


def constants(root):
    """name -> value, over all headers of limits."""
    known = {}
    for path in LIMITS:
        if not (root / path).is_file():
            continue
        for kind, name, assigned, braced in CONSTANT.findall((root / path).read_text(encoding="utf-8")):
            known[name] = value_of(kind, assigned or braced, known)
    return known


def documented(text):
    """A table's value in the form of value_of: `4,096`, `512 · 4,608`, `30 days`."""
    parts = [part.replace(",", "").strip().strip("`") for part in text.split("·")]
    if len(parts) > 1:
        return [int(part) for part in parts]
    number, _, unit = parts[0].partition(" ")
    if unit in UNITS:
        return ("s", float(number) * UNITS[unit])
    return int(number)


def same(one, other):
    if isinstance(one, tuple) and isinstance(other, tuple):
        return abs(one[1] - other[1]) < 1e-9
    return one == other


def check_table(rows, truth, where, read):
    for name, text in rows.items():
        if name not in truth:
            yield f"{PROTOCOL}: {name} is in a table but not in {where}"
            continue
        try:
            wrong = not same(read(text), truth[name])
        except ValueError:
            wrong = True
        if wrong:
            yield f"{PROTOCOL}: {name} is {text} here and {truth[name]} in {where}"
    for name in truth:
        if name not in rows:
            yield f"{PROTOCOL}: {name} of {where} is in no table"


def check_protocol(root):
    labels = dict(LABEL.findall((root / LABELS).read_text(encoding="utf-8")))
    label_rows, limit_rows = {}, {}
    for line in (root / PROTOCOL).read_text(encoding="utf-8").splitlines():
        if row := ROW.match(line):
            name, text = row.groups()
            (label_rows if text.startswith("`Stille1 ") else limit_rows)[name] = text
    yield from check_table(label_rows, labels, LABELS, lambda text: text.strip("`"))
    yield from check_table(limit_rows, constants(root), " and ".join(LIMITS), documented)
    texts = sorted(labels.values())
    for one, other in zip(texts, texts[1:]):
        if one == other:
            yield f"{LABELS}: the label {one} is there twice"


def check_links(root):
    documents = [*root.glob("*.md"), *root.glob("proto/*.md"), *root.glob("docs/**/*.md")]
    for document in documents:
        for number, line in enumerate(document.read_text(encoding="utf-8").splitlines(), 1):
            for target in LINK.findall(line):
                if "://" not in target and not (document.parent / target).exists():
                    yield f"{document.relative_to(root)}:{number}: the link to {target} leads nowhere"


def check_tests(root):
    for file in sorted((root / "tests").rglob("*")):
        if file.suffix not in (".cpp", ".hpp") and file.name != "demo":
            continue  # the rigs that kill at random moments do let time pass
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if SLEEP.search(line) and RANDOM_MOMENT not in line:
                yield f"{file.relative_to(root)}:{number}: sleeps instead of waiting for something"


def check(root):
    yield from check_protocol(root)
    yield from check_links(root)
    yield from check_tests(root)


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: doc_check.py ROOT")
    findings = list(check(pathlib.Path(sys.argv[1])))
    print("\n".join(findings) or "documents: as the code has it")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
