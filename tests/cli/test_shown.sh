#!/bin/sh
# What the commands write and say of texts that are to act on what shows them: shown.py does the checks.
set -u
BUILD=${BUILD:-build}
case $BUILD in /*) program=$BUILD/lexwave-headless ;; *) program=$PWD/$BUILD/lexwave-headless ;; esac
[ -x "$program" ] || { echo "not ok 1 - $program is missing"; exit 1; }
command -v python3 >/dev/null && exec python3 tests/cli/shown.py "$program"
echo "ok 1 - nothing acts on what shows it # SKIP python3 is missing"
echo "skipped: texts that act on what shows them: python3 is missing (Debian: apt-get install python3)"
echo "1..1"
