#!/bin/sh
# Every allocation of every command of commands.txt fails once, and all from each on: what becomes
# of the command is judged by allocations.c. Called from the project's root.
#   allocations.sh [--short | --full]
# The last lines are "allocations failed: N" and "lost: M"; the exit status is 1 where M is not 0.
set -eu
BUILD=${BUILD:-build}
CC=${CC:-gcc}
case $BUILD in /*) ;; *) BUILD=$PWD/$BUILD ;; esac
here=$PWD/tests/torture
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/run" "$scratch/home"
$CC -std=gnu11 -O1 -Wall -Wextra -fPIC -shared -o "$scratch/failing.so" "$here/failing.c"
$CC -std=gnu11 -O1 -Wall -Wextra -o "$scratch/allocations" "$here/allocations.c"
export HOME="$scratch/home" XDG_STATE_HOME="$scratch/home" XDG_CONFIG_HOME="$scratch/home" LC_ALL=C.UTF-8
unset COLORTERM NO_COLOR LINES COLUMNS MALLOC_CHECK_ MALLOC_PERTURB_
cd "$scratch/run"
echo 'one fish two fish red fish blue fish' >corpus.txt
printf 'scheme = binary\nd-model = 6\n' >config
printf 'scheme = binary\nno-such = 6\n' >broken
echo "Tab j j Enter 'a' \"sea\" Esc : 'd-model 8' Enter wait:1000" >keys
echo 'Tab 1 j 2 j Right 3 j 4 + 5 6 7 8 Space 9 p ? Esc' >views
echo "Tab : 'export svg out' Enter : 'corpus corpus.txt' Enter" >exporting
echo 'Tab NoSuchKey' >wrong
"$scratch/allocations" "$scratch/failing.so" "$BUILD/lexwave" "$here/commands.txt" "${1:---short}"
