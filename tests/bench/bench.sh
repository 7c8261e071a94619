#!/bin/sh
# Measures the program beside floors and peers, in one run: see BENCH.md for how to
# read the table. Called by `make bench` from the project's root, with BUILD and CC.
# Writes the same figures to $BUILD/bench.json.
#
#   ONLY="keystroke text"   these groups alone (the table below)
#   sh bench.sh --build [NAME]   builds the benchmarks, or one, and measures nothing
set -eu
BUILD=${BUILD:-build}
CC=${CC:-cc}
PYTHON=${PYTHON:-/usr/bin/python3}
ONLY=${ONLY:-}
out=$BUILD/bench
one=
case ${1-} in
'') ;;
--build) one=${2-} ;;
*)
    echo "usage: [ONLY=GROUPS] sh tests/bench/bench.sh [--build [NAME]]" >&2
    exit 2
    ;;
esac
mkdir -p "$out"
tab=$(printf '\t')

# Groups: what ONLY names, and what is run for it. The peers are tests/bench/peers.py's.
steps="
keystroke keystroke
start     start $BUILD/lexwave $out/one_line $out/scratch
table     table $PYTHON tests/bench/peers.py
rows      rows $PYTHON tests/bench/peers.py
text      text $PYTHON tests/bench/peers.py
output    output $BUILD/lexwave $out
train     train $PYTHON tests/bench/peers.py
"

# ---- build -------------------------------------------------------------------
curses=$(pkg-config --libs ncursesw 2>/dev/null || ncursesw6-config --libs 2>/dev/null || echo -lncursesw)
curses_cflags=$(pkg-config --cflags ncursesw 2>/dev/null || ncursesw6-config --cflags 2>/dev/null || true)

# compile NAME ARGUMENTS...
compile() {
    name=$1
    shift
    [ -z "$one" ] || [ "$name" = "$one" ] || return 0
    # shellcheck disable=SC2086 # flags are several words
    $CC -std=gnu11 -O2 -g -Wall -Wextra ${WERROR:+-Werror} -Iinclude -Itests -Itests/bench -Isrc/term $curses_cflags \
        -o "$out/$name" "$@"
}

here=tests/bench
kit="$BUILD/libkit.a $BUILD/libcore.a"
objects=$(ls src/cli/*.c src/term/*.c src/term/*/*.c | sed "/main.c/d; s|^src|$BUILD/obj|; s|c\$|o|")
terminal="$objects $kit $curses -lm -lutil"
# shellcheck disable=SC2086
{
    forced="$here/isa_force.c -Wl,--wrap=isa_best"
    compile keystroke $here/keystroke.c $here/scene.c $here/reader.c $here/measure.c $terminal
    compile instructions $here/instructions.c $here/scene.c $here/reader.c $here/measure.c $forced $terminal
    compile one_line $here/one_line.c $curses
    compile start $here/start.c $here/reader.c $here/measure.c -lutil
    compile table $here/table.c $forced $here/peers.c $here/measure.c $kit -lm
    compile rows $here/rows.c $forced $here/peers.c $here/measure.c $kit -lm
    compile text $here/text.c $here/peers.c $here/measure.c $kit -lm
    compile train $here/train.c $here/peers.c $here/measure.c $kit -lm
    compile output $here/output.c $here/measure.c
}
[ "${1-}" = --build ] && exit 0

# ---- measure -----------------------------------------------------------------
machine() {
    model=$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
    echo "machine${tab}${model:-unknown processor}, $(getconf _NPROCESSORS_ONLN) processors, $(uname -sr)"
    echo "compiler${tab}$($CC --version | head -n 1)"
    echo "load${tab}$(cut -d ' ' -f 1-3 /proc/loadavg 2>/dev/null || echo unknown)"
    peers=$("$PYTHON" $here/peers.py --versions 2>/dev/null) || peers="none: $PYTHON is not there"
    echo "peers${tab}$peers"
    echo "date${tab}$(date -u +%Y-%m-%dT%H:%M:%SZ)"
}

wanted() {
    [ -z "$ONLY" ] && return 0
    case " $ONLY " in *" $1 "*) return 0 ;; esac
    return 1
}

for group in $ONLY; do
    echo "$steps" | grep -q "^$group " || {
        echo "bench: ONLY=$group is none of$(echo "$steps" | awk '{ printf " %s", $1 }')" >&2
        exit 2
    }
done
rows=$out/figures
# No saved state and no config: the program starts as it does for the first time.
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_STATE_HOME="$home/state" XDG_CONFIG_HOME="$home/config"
machine >"$rows"
echo "$steps" | while read -r group program arguments; do
    if [ -z "$group" ] || ! wanted "$group"; then continue; fi
    start=$(date +%s)
    # shellcheck disable=SC2086 # arguments are words
    "$out/$program" $arguments >>"$rows" </dev/null
    echo "measured: $group, $(($(date +%s) - start)) s" >&2
done

# The fields of a row: 2 group, 3 what, 4 unit, 5 rounds, then median, min and
# max of ours (6-8), of the floor (9-11) and of their ratio (12-14), 15
# target, 16 met or MISSED, 17 note.
awk -F '\t' '
function short(x) { return x == "-" ? x : x >= 1000 ? sprintf("%.0f", x) : sprintf("%.3g", x) }
function range(low, high) { return low == "-" || low == high ? "-" : short(low) " - " short(high) }
$1 != "row" { printf "%s: %s\n", $1, $2; next }
!titled++ {
    print ""
    printf "%-36s %-9s %9s %9s %8s  %-15s %-15s %-14s %s\n", "what was measured", "unit", "ours", "floor",
        "ratio", "spread (ours)", "spread (ratio)", "target", "met"
}
$2 != group { group = $2; print ""; print group }
{
    printf "  %-34s %-9s %9s %9s %8s  %-15s %-15s %-14s %-6s %s\n", $3, $4, short($6), short($9), short($12),
        range($7, $8), range($13, $14), $15, $16, $17
}
$16 == "met" { met++ }
$16 == "MISSED" { missed++ }
END { printf "\n%d targets met, %d missed\n", met, missed }
' "$rows"

awk -F '\t' '
function text(s) { gsub(/[\\"]/, "\\\\&", s); return "\"" s "\"" }
function number(x) { return x == "-" ? "null" : x }
function three(name, a, b, c) {
    return sprintf("\"%s\": {\"median\": %s, \"min\": %s, \"max\": %s}", name, number(a), number(b),
        number(c))
}
NR == 1 { print "{" }
$1 != "row" { printf "  %s: %s,\n", text($1), text($2); next }
{
    gsub(/^ +/, "", $3)
    printf "%s", rows++ ? ",\n" : "  \"rows\": [\n"
    printf "    {\"group\": %s, \"what\": %s, \"unit\": %s, \"rounds\": %s,\n", text($2), text($3), text($4), $5
    printf "     %s,\n     %s,\n     %s,\n", three("ours", $6, $7, $8), three("floor", $9, $10, $11),
        three("ratio", $12, $13, $14)
    printf "     \"target\": %s, \"met\": %s, \"note\": %s}", $15 == "-" ? "null" : text($15),
        $16 == "-" ? "null" : $16 == "met" ? "true" : "false", text($17)
}
END { print rows ? "\n  ]\n}" : "  \"rows\": []\n}" }
' "$rows" >"$BUILD/bench.json"
echo "the same as JSON: $BUILD/bench.json"
