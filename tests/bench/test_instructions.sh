#!/bin/sh
# Instructions per keystroke, counted by callgrind (instructions.c), against those that
# instructions.tsv holds: more than a tenth above fails. Counts depend on compiler and
# flags, so each pair of them has lines of its own; where there are none, valgrind is
# missing, or the program is sanitized, this is skipped aloud.
#
#   sh tests/bench/test_instructions.sh [--write]     --write, `make instructions`: records them
set -u
BUILD=${BUILD:-build}
CC=${CC:-gcc}
here=tests/bench
table=$here/instructions.tsv
tab=$(printf '\t')
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

name=gcc
"$CC" --version 2>/dev/null | grep -q clang && name=clang
key="$name $("$CC" -dumpversion | cut -d . -f 1), $("$CC" -dumpmachine | cut -d - -f 1), ${OPT:--O2 -g}${CFLAGS:+ $CFLAGS}"

skip() {
    echo "skipped: instructions per keystroke: $1"
    echo "ok 1 - instructions per keystroke # SKIP"
    echo "1..1"
    exit 0
}
fail() {
    echo "# $1"
    echo "not ok 1 - instructions per keystroke are counted"
    echo "1..1"
    exit 1
}

valgrind=$(command -v valgrind) || skip "valgrind is not installed"
[ -n "${SAN:-}" ] && skip "not with sanitizers"
[ "${1-}" = --write ] || grep -q "^$key$tab" "$table" ||
    skip "none are recorded for $key (make instructions records them)"
sh $here/bench.sh --build instructions >"$scratch/log" 2>&1 || fail "$(tail -n 5 "$scratch/log")"
"$BUILD/bench/instructions" "$valgrind" "$scratch" >"$scratch/now" 2>"$scratch/log" || fail "$(tail -n 5 "$scratch/log")"

if [ "${1-}" = --write ]; then
    {
        grep '^#' "$table"
        { grep -v '^#' "$table" | grep -v "^$key$tab"; sed "s/^/$key$tab/" "$scratch/now"; } | sort
    } >"$scratch/table"
    cp "$scratch/table" "$table"
    grep "^$key$tab" "$table"
    exit 0
fi

awk -F '\t' -v key="$key" '
NR == FNR { if ($1 == key) recorded[$2] = $3; next }
{
    was = recorded[$1]
    delete recorded[$1]
    note = "not recorded: make instructions"
    if (was)
        note = sprintf("recorded %d: %+.1f %%", was, 100 * ($2 / was - 1))
    if ($2 < 0.9 * was)
        note = note ", make instructions records the gain"
    bad = !was || $2 > 1.1 * was
    failed = failed || bad
    printf "%sok %d - instructions per keystroke: %s\n# %d, %s\n", bad ? "not " : "", ++n, $1, $2, note
}
END {
    for (name in recorded) {
        printf "not ok %d - instructions per keystroke: %s is counted no more\n", ++n, name
        failed = 1
    }
    print "1.." n
    exit failed
}' "$table" "$scratch/now"
