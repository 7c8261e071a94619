#!/bin/sh
# Disks, files, homes, clocks, signals and limits that are not as they should be (faults.py).
#     faults.sh [--short | --full]
# Ends with the lines "faults: N" and "lost: M"; the exit status is 1 where M is not 0. Called from
# the project's root.
set -eu
CC=${CC:-gcc}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
$CC -O1 -Wall -Wextra -fPIC -shared -o "$scratch/faults.so" tests/torture/faults.c -ldl
rounds=20
[ "${1:-}" != --full ] || rounds=500
python3 tests/torture/faults.py "$scratch/faults.so" "$rounds"
