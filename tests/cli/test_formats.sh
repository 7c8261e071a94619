#!/bin/sh
# What encode and table write, read back by other programs: formats.py does the
# checks, with Python's standard library and, for .npy, NumPy.
set -u
BUILD=${BUILD:-build}
case $BUILD in /*) program=$BUILD/lexwave-headless ;; *) program=$PWD/$BUILD/lexwave-headless ;; esac
. tests/tap.sh
needs "$program"
for python in python3 /usr/bin/python3; do
    "$python" -c 'import numpy' 2>/dev/null && exec "$python" tests/cli/formats.py "$program"
done
command -v python3 >/dev/null && exec python3 tests/cli/formats.py "$program"
skip "what encode and table write is read back" "python3 is missing" "python3 python3-numpy"
tap_end
