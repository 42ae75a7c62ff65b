#!/bin/sh
# no_division.sh ARCHIVE CONTROL: fails when ARCHIVE holds a division instruction, or when CONTROL, which divides,
# does not seem to. 77 without objdump.
command -v objdump >/dev/null || { echo "skipped: no objdump"; exit 77; }
divides() { objdump -d --no-show-raw-insn "$1" | grep -E '^ +[0-9a-f]+:[[:space:]]+([us]?div[bwlq]?|idiv[bwlq]?)[[:space:]]'; }
objdump -d "$1" | grep -q '<_ZN6stille8mlkem768' || { echo "no code of ML-KEM in $1"; exit 1; }
divides "$2" >/dev/null || { echo "the control was not caught"; exit 1; }
if divides "$1"; then echo "division in $1"; exit 1; fi
echo "no division"
