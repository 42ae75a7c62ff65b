#!/usr/bin/env python3
"""Looks into the finished programs: how they are hardened, and what the relay must not contain.

  binary_check.py hardened PROGRAM ...     PIE, full RELRO, no executable stack, stack protector
  binary_check.py blind RELAY CLIENT       no end-to-end code in the relay; the client, as control, has it
"""
import re
import subprocess
import sys

END_TO_END = re.compile(r"\bstille::(e2e|content|engine|client)::")


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def weaknesses(program):
    """What is missing of the hardening that CMakeLists.txt asks for."""
    header = output_of("readelf", "--wide", "--file-header", "--program-headers", "--dynamic", program)
    stack = re.search(r"GNU_STACK.* (\S+)\s+0x\w+$", header, re.MULTILINE)
    if not re.search(r"Type:\s+DYN", header):
        yield "is not position independent"
    if "GNU_RELRO" not in header or not re.search(r"\(FLAGS(_1)?\).*\b(BIND_)?NOW\b", header):
        yield "has no full RELRO"
    if not stack or "E" in stack.group(1):
        yield "has an executable stack"
    if "__stack_chk_fail" not in output_of("readelf", "--wide", "--dyn-syms", program):
        yield "has no stack protector"


def end_to_end_symbols(program):
    return [line for line in output_of("nm", "-C", program).splitlines() if END_TO_END.search(line)]


def check_blind(relay, client):
    for symbol in end_to_end_symbols(relay)[:5]:
        yield f"{relay} contains {symbol}"
    if not end_to_end_symbols(client):
        yield f"{client} shows no end-to-end symbol either: this check sees nothing"


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in ("hardened", "blind"):
        sys.exit("usage: binary_check.py hardened PROGRAM ... | blind RELAY CLIENT")
    if sys.argv[1] == "hardened":
        findings = [f"{program} {weakness}" for program in sys.argv[2:] for weakness in weaknesses(program)]
    else:
        findings = list(check_blind(*sys.argv[2:]))
    print("\n".join(findings) or "programs: as they should be")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
