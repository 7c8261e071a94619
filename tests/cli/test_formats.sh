#!/bin/sh
# What encode and table write, read back by other programs: formats.py does the
# checks, with Python's standard library and, for .npy, NumPy.
set -u
BUILD=${BUILD:-build}
case $BUILD in /*) program=$BUILD/lexwave-headless ;; *) program=$PWD/$BUILD/lexwave-headless ;; esac
[ -x "$program" ] || { echo "not ok 1 - $program is missing"; exit 1; }
for python in python3 /usr/bin/python3; do
    "$python" -c 'import numpy' 2>/dev/null && exec "$python" tests/cli/formats.py "$program"
done
command -v python3 >/dev/null && exec python3 tests/cli/formats.py "$program"
echo "ok 1 - what encode and table write is read back # SKIP python3 is missing"
echo "skipped: the formats of encode and table: python3 is missing (Debian: apt-get install python3 python3-numpy)"
echo "1..1"
