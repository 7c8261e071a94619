#!/bin/sh
# Compiles lexwave-direct.ti and writes it as C string literals in base64, the
# form curses takes from TERMINFO=b64:... The result is committed, so building
# needs neither tic nor this script.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../../src/term/terminfo_direct.inc
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tic -x -o "$work" "$here/lexwave-direct.ti"
compiled=$(find "$work" -name lexwave-direct -type f)
{
    echo '/* Made by assets/terminfo/embed.sh from lexwave-direct.ti: do not edit. */'
    base64 <"$compiled" | tr -d '\n' | fold -w 96 | sed 's/.*/    "&"/'
    echo
} >"$work/inc"
cp "$work/inc" "$out"
