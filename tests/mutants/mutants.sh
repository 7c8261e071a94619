#!/bin/sh
# Plants the mistakes of mutants.txt one at a time in a copy of the tree, rebuilds what depends
# on them and runs tests until one fails. A mistake that no test notices SURVIVED: a test is
# missing. Called by `make mutants` from the project's root.
#
#   mutants.sh            plants all; ONLY=TEXT: those whose name or layer holds the text;
#                         JOBS=N: in so many copies at once
#   mutants.sh --check    only sees that each is found exactly once in the tree (TAP)
set -u
BUILD=${BUILD:-build}
CC=${CC:-gcc}
JOBS=${JOBS:-1}
ONLY=${ONLY:-}
root=$PWD
cut=$(printf '\001') # between the fields of a row
table=tests/mutants/mutants.txt
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' INT TERM HUP

# The rows of the table, one a line: layer, name, text to find, text to put, tests.
rows() {
    awk -v cut="$cut" '
        function flush() {
            if (name != "") print layer cut name cut find cut put cut try
            name = ""
        }
        /^#/ || /^ *$/ { next }
        /^mutant / { flush(); split($0, part, ": "); layer = substr(part[1], 8); name = substr($0, length(part[1]) + 3); next }
        /^find / { find = substr($0, 6); next }
        /^put/ { put = substr($0, 5); next }
        /^try / { try = substr($0, 5); next }
        { print "mutants.txt:" NR ": " $0 > "/dev/stderr"; exit 1 }
        END { flush() }' "$table"
}

# The files that hold the text of $1, a line for each time.
holders() {
    find src include -name '*.[ch]' | sort | FIND=$1 xargs awk '
        BEGIN { find = ENVIRON["FIND"] }
        { for (at = 1; (i = index(substr($0, at), find)) > 0; at += i) print FILENAME }'
}

check() {
    n=0 bad=0
    while IFS=$cut read -r layer name find put try; do
        n=$((n + 1))
        found=$(holders "$find" | wc -l)
        if [ "$found" -eq 1 ] && [ "$find" != "$put" ]; then
            echo "ok $n - $layer: $name"
        else
            bad=1
            echo "not ok $n - $layer: $name: its text is found $((found)) times: $find"
        fi
    done <"$scratch/rows"
    n=$((n + 1))
    [ "$n" -gt 40 ] || { bad=1; printf 'not '; }
    echo "ok $n - there are at least 40"
    echo "1..$n"
    return $bad
}

# ---- a copy of the tree ------------------------------------------------------

# What is built stays from run to run; sources keep their times, so that only changes are built.
copy() {
    mkdir -p "$1"
    (cd "$1" && find . -mindepth 1 -maxdepth 1 ! -name build -exec rm -rf {} +)
    { git ls-files -z 2>/dev/null || find . -name build -prune -o -type f -print0; } |
        xargs -0 tar cf - 2>/dev/null | (cd "$1" && tar xf -)
    # What an earlier run built from a mistake is younger than the source without it.
    [ ! -f "$1/build/planted" ] || (cd "$1" && xargs touch <build/planted && rm build/planted)
}

build() { # in a copy: what these tests need, or all
    goals=
    for test in $1; do
        case $test in
        all) goals=tests ;;
        golden*) goals="$goals build/lexwave-headless" ;;
        */*) goals="$goals build/lexwave build/lexwave-headless" ;;
        *) goals="$goals build/tests/$test" ;;
        esac
        [ ! -f "tests/pty/$test.c" ] || goals="$goals build/lexwave build/tests/term_demo"
    done
    # shellcheck disable=SC2086
    make -s -j2 CC="$CC" OPT=-O1 BUILD=build $goals
}

limit=$(command -v timeout) && limit="$limit 300"
run() { # one test of a copy; its status
    case $1 in
    golden:*) $limit sh tests/golden/golden.sh "${1#golden:}" ;;
    golden) $limit sh tests/golden/golden.sh ;;
    */*) $limit sh "tests/$1.sh" ;;
    *) CMOCKA_MESSAGE_OUTPUT=TAP $limit "build/tests/$1" ;;
    esac
}

all_tests() {
    for source in tests/unit/test_*.c; do basename "$source" .c; done
    echo golden
    for script in tests/cli/test_*.sh tests/bad/test_*.sh tests/layers/test_*.sh; do
        echo "${script#tests/}" | sed 's/\.sh$//'
    done
    for source in tests/pty/test_*.c; do basename "$source" .c; done
}

surroundings() {
    export LC_ALL=C.UTF-8 TZ=UTC HOME="$1/home" XDG_STATE_HOME="$1/state" XDG_CONFIG_HOME="$1/config"
    unset NO_COLOR COLORTERM COLUMNS LINES
    mkdir -p "$HOME" "$XDG_STATE_HOME" "$XDG_CONFIG_HOME"
}

# ---- planting ------------------------------------------------------------------

plant() { # plant FILE FIND PUT
    FIND=$2 PUT=$3 awk '
        BEGIN { find = ENVIRON["FIND"]; put = ENVIRON["PUT"] }
        (i = index($0, find)) > 0 { $0 = substr($0, 1, i - 1) put substr($0, i + length(find)) }
        { print }' "$1" >"$1.planted" && mv "$1.planted" "$1"
}

# All tests, for a mistake that those named do not notice. One that fails is run without the mistake
# too: if it fails all the same, it is no witness.
try_others() { # try_others FIND PUT; the mistake is planted in $file
    build all >"$scratch/log.$worker" 2>&1 || return
    for test in $(all_tests); do
        used "$test" || continue
        run "$test" >"$scratch/log.$worker" 2>&1 </dev/null && continue
        cp "$scratch/kept.$worker" "$file"
        build all >"$scratch/log.$worker" 2>&1
        run "$test" >"$scratch/log.$worker" 2>&1 </dev/null && { echo "$test (not the one named)"; return; }
        echo "$test" >>"$scratch/unsound"
        plant "$file" "$1" "$2"
        build all >"$scratch/log.$worker" 2>&1
    done
}

# Prints the test that fails, nothing if none does, "?" with the reason if it cannot be planted.
try_mutant() { # try_mutant FIND PUT TESTS
    file=$(holders "$1")
    [ -f "$file" ] || { echo "? its text is not found exactly once"; return; }
    cp -p "$file" "$scratch/kept.$worker"
    mkdir -p build && echo "$file" >>build/planted
    plant "$file" "$1" "$2"
    if ! build "$3" >"$scratch/log.$worker" 2>&1; then
        echo "? does not compile: $(grep -m1 error "$scratch/log.$worker")"
    else
        for test in $3; do
            ! used "$test" || run "$test" >"$scratch/log.$worker" 2>&1 </dev/null || { echo "$test"; break; }
        done >"$scratch/by.$worker"
        [ -s "$scratch/by.$worker" ] || try_others "$1" "$2" >"$scratch/by.$worker"
        cat "$scratch/by.$worker"
    fi
    cp "$scratch/kept.$worker" "$file" # its time is new, so that it is built again
}

# A test that fails without a mistake would kill anything: it is named, and not used.
sound() {
    names=$(cut -d "$cut" -f 5 "$scratch/rows" | tr ' ' '\n' | sort -u)
    build "$names" || { echo "the tree does not build"; return 1; }
    : >"$scratch/unsound"
    for test in $names; do
        run "$test" >"$scratch/log" 2>&1 </dev/null && continue
        echo "not used, as it fails without any mistake: $test"
        echo "$test" >>"$scratch/unsound"
    done
}
used() { ! grep -qxF "$1" "$scratch/unsound"; }

work() { # work NUMBER: every row whose number is that modulo JOBS
    worker=$1
    cd "$scratch/tree.$1" || exit 1
    surroundings "$scratch/own.$1"
    awk -v n="$1" -v jobs="$JOBS" 'NR % jobs == n' "$scratch/rows" |
        while IFS=$cut read -r layer name find put try; do
            by=$(try_mutant "$find" "$put" "$try")
            case $by in
            '') echo "SURVIVED  $layer: $name" ;;
            '?'*) echo "INVALID   $layer: $name: ${by#\? }" ;;
            *) echo "killed    $layer: $name, by $by" ;;
            esac
        done
}

rows >"$scratch/all" || exit 1
grep -F -- "$ONLY" "$scratch/all" >"$scratch/rows"
[ "${1:-}" = --check ] && { check; exit; }

number=0
while [ $number -lt "$JOBS" ]; do
    kept=$root/$BUILD/mutants/$number
    copy "$kept"
    ln -s "$kept" "$scratch/tree.$number"
    number=$((number + 1))
done
(cd "$scratch/tree.0" && surroundings "$scratch/own" && sound) || exit 1
number=0
while [ $number -lt "$JOBS" ]; do
    work $number &
    number=$((number + 1))
done | tee "$scratch/lines"
wait
killed=$(grep -c '^killed' "$scratch/lines")
survived=$(grep -c '^SURVIVED' "$scratch/lines")
invalid=$(grep -c '^INVALID' "$scratch/lines")
echo "$killed killed, $survived survived, $invalid invalid, of $(($(wc -l <"$scratch/rows")))"
[ "$killed" -eq "$(wc -l <"$scratch/rows")" ] && [ "$killed" -gt 0 ]
