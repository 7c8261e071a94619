#!/bin/sh
# `make check-fresh`: lexwave on machines that were just set up. In a clean root
# of each system, with nothing but git and make installed, the current commit is
# cloned, `make run` shows its first screen on a pseudo-terminal, and `make test`
# runs. Prints one line a system:
#
#     debian 13: first screen seen, 1452 passed, 0 failed, 0 warnings
#
#     sh tests/fresh/fresh.sh [--compilers] [12|13|testing]...
#
# --compilers: then also builds program, tests, benchmarks and fuzzers with warnings as
# errors, by gcc and by clang. No system named: all three.
#
# Wants what roots.sh does, and is skipped aloud where something of it is missing.
# Exit status: 0 all is well, or skipped; 1 something is not; 2 wrong usage.
# shellcheck disable=SC2034,SC2154 # names that roots.sh reads and sets
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 1
cd "$here/../.." || exit 1
roots_for=check-fresh
. tests/fresh/roots.sh

compilers='' chosen=''
for word; do
    case $word in
    --compilers) compilers=yes ;;
    *)
        [ -n "$(suite_of "$word")" ] || {
            echo "usage: sh tests/fresh/fresh.sh [--compilers] [12|13|testing]..." >&2
            exit 2
        }
        chosen="$chosen $word"
        ;;
    esac
done
[ -n "$chosen" ] || chosen=$(echo "$roots_systems" | awk '{ print $1 }')

roots_begin

# one SYSTEM: its line; what failed in full after it.
one() {
    suite=$(suite_of "$1")
    if ! clean_root "$suite" || ! unpack "$suite"; then
        echo "debian $1: no clean root"
        return 1
    fi
    cp tests/fresh/inside.sh "$root/root/"
    inside "$root" sh /root/inside.sh ${compilers:+--compilers} >"$cache/$1.report" 2>&1
    status=$?
    sed "s/^line: /debian $1: /" "$cache/$1.report"
    cp "$root/root/run.log" "$cache/$1.run.log" 2>/dev/null
    cp "$root/root/test.log" "$cache/$1.test.log" 2>/dev/null
    keep "$suite"
    return $status
}

bad=0
for system in $chosen; do
    one "$system" || bad=1
done
[ $bad = 0 ] || echo "check-fresh: what was printed is in $cache/*.log"
exit $bad
