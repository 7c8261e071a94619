#!/bin/sh
# Every allocation of every command of commands.txt fails once, and all from each on; then the same
# in the terminal program, and of every function of the library. What becomes of it is judged by
# allocations.c, sessions.c and library.c. Called from the project's root.
#   allocations.sh [--short | --full] [commands | sessions | library]
# Ends with the lines "allocations failed: N" and "lost: M" of each kind; the exit status is 1 where
# an M is not 0.
set -eu
BUILD=${BUILD:-build}
CC=${CC:-gcc}
case $BUILD in /*) ;; *) BUILD=$PWD/$BUILD ;; esac
here=$PWD/tests/torture
how=${1:---short} kind=${2:-all} bad=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/run" "$scratch/home"
flags='-std=gnu11 -O1 -Wall -Wextra'
# shellcheck disable=SC2086 # several flags
$CC $flags -fPIC -shared -o "$scratch/failing.so" "$here/failing.c"
export HOME="$scratch/home" XDG_STATE_HOME="$scratch/home" XDG_CONFIG_HOME="$scratch/home" LC_ALL=C.UTF-8
unset COLORTERM NO_COLOR LINES COLUMNS MALLOC_CHECK_ MALLOC_PERTURB_

wants() { [ "$kind" = all ] || [ "$kind" = "$1" ]; }

if wants commands; then
    # shellcheck disable=SC2086
    $CC $flags -o "$scratch/allocations" "$here/allocations.c"
    cd "$scratch/run"
    echo 'one fish two fish red fish blue fish' >corpus.txt
    printf 'scheme = binary\nd-model = 6\n' >config
    printf 'scheme = binary\nno-such = 6\n' >broken
    echo "Tab j j Enter 'a' \"sea\" Esc : 'd-model 8' Enter wait:1000" >keys
    echo 'Tab 1 j 2 j Right 3 j 4 + 5 6 7 8 Space 9 p ? Esc' >views
    echo "Tab : 'export svg out' Enter : 'corpus corpus.txt' Enter" >exporting
    echo 'Tab NoSuchKey' >wrong
    "$scratch/allocations" "$scratch/failing.so" "$BUILD/lexwave" "$here/commands.txt" "$how" || bad=1
    cd "$here/../.."
fi
if wants sessions; then
    # shellcheck disable=SC2086
    $CC $flags -Itests -Itests/torture -o "$scratch/sessions" "$here/sessions.c" tests/pty/ptyscreen.c tests/pty/ptyscreen_terminal.c -lvterm -lutil
    for share in 1 2 3 4 5 6 7 8; do
        "$scratch/sessions" "$scratch/failing.so" "$BUILD/lexwave" "$how" $share >"$scratch/share$share" &
    done
    wait
    cat "$scratch"/share*
    # A share that ended early has no last line.
    [ "$(cat "$scratch"/share* | grep -c '^lost: 0$')" -eq 8 ] || bad=1
fi
if wants library; then
    wrap='-Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free'
    echo 'one fish two fish red fish blue fish' >"$scratch/corpus.txt"
    # shellcheck disable=SC2086
    $CC $flags $wrap -Iinclude -o "$scratch/library" "$here/library.c" "$BUILD/lib/liblexwave.a" -lm
    "$scratch/library" "$scratch/corpus.txt" || bad=1
fi
exit $bad
