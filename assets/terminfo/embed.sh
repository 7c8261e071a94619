#!/bin/sh
# Compiles lexwave-direct.ti and builtin.ti and writes them as C string literals in base64, the
# form curses takes from TERMINFO=b64:... The results are committed, so building needs
# neither tic nor this script.
# Entries of builtin.ti come as rows of their names and text.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
to=$here/../../src/term
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Of the same name twice, the first counts.
tic -x -o "$work" "$here/lexwave-direct.ti"
tic -x -o "$work" "$here/builtin.ti" 2>&1 | grep -v 'older tic versions\|name multiply defined' >&2 || true

made() {
    echo "/* Made by assets/terminfo/embed.sh from $1: do not edit. */"
}
# literals: base64 as lines of C.
literals() {
    tr -d '\n' | fold -w 96 | sed 's/.*/    "&"/'
}
entry() {
    find "$work" -name "$1" -type f | head -n 1
}

{
    made lexwave-direct.ti
    base64 <"$(entry lexwave-direct)" | literals
    echo
} >"$work/direct"
{
    made builtin.ti
    sed -n 's/^\([^#[:blank:]][^,]*\),.*/\1/p' "$here/builtin.ti" | while IFS='|' read -r name others; do
        # A name of one word is a name, also in the place of a title.
        echo "{\"$name$(echo "${others:+|}$others" | sed 's/|[^|]* [^|]*//g')\","
        base64 <"$(entry "$name")" | literals
        echo '},'
    done
} >"$work/builtin"
cp "$work/direct" "$to/terminfo_direct.inc"
cp "$work/builtin" "$to/info/builtin.inc"
