#!/bin/sh
# `make check-systems`: the current commit by other compilers, with another C library and for other
# machines. In a clean root of the Debian that has what the system needs, program and unit tests are
# built with warnings as errors, and every unit test runs; the values of P and E among them are those
# of tests/data/bits.txt on all of them. Prints one line a system:
#
#     gcc 14.2.0 (Debian 13): 1452 passed, 0 failed, 0 warnings; first screen seen
#
#     sh tests/packaging/systems.sh [--quick] [SYSTEM]...
#
# --quick: the program and, of the tests, those of P and E and of what they rest on. No system named: all of them.
# A system that is emulated also writes tables, texts and frames, and the bytes are compared
# with those of a native build. What compilers made is kept (ccache) in $cache/systems.
#
# Wants what roots.sh does, and is skipped aloud where something of it is missing.
# Exit status: 0 all is well, or skipped; 1 something is not; 2 wrong usage.
# shellcheck disable=SC2034,SC2154 # names that roots.sh reads and sets
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 1
cd "$here/../.." || exit 1
roots_for=check-systems
. tests/fresh/roots.sh

# system, suite of Debian, compiler
systems='
gcc-12        bookworm gcc
clang-14      bookworm clang-14
clang-15      bookworm clang-15
clang-16      bookworm clang-16
gcc-14        trixie   gcc
clang-17      trixie   clang-17
clang-18      trixie   clang-18
clang-19      trixie   clang-19
musl          trixie   musl-gcc
aarch64       trixie   aarch64-linux-gnu-gcc
s390x         trixie   s390x-linux-gnu-gcc
gcc-newest    testing  gcc
clang-21      testing  clang-21
clang-22      testing  clang-22
'

# of SYSTEM FIELD
of() {
    echo "$systems" | awk -v name="$1" -v field="$2" '$1 == name { print $field }'
}

quick='' chosen=''
for word; do
    if [ "$word" = --quick ]; then
        quick=yes
    elif [ -n "$(of "$word" 2)" ]; then
        chosen="$chosen $word"
    else
        echo "usage: sh tests/packaging/systems.sh [--quick] [SYSTEM]..., of $(echo "$systems" |
            awk 'NF { printf " %s", $1 }')" >&2
        exit 2
    fi
done
[ -n "$chosen" ] || chosen=$(echo "$systems" | awk '{ print $1 }')

roots_begin
roots_shared=$cache/systems/ccache
mkdir -p "$cache/systems"

# root_of SUITE: a root of it in $root. Systems of one suite that come one after the other share it.
unpacked=''
root_of() {
    [ "$unpacked" = "$1" ] && return
    [ -z "$unpacked" ] || rm -rf --one-file-system "$root"
    unpacked=''
    grown_root "$1" systems tests/packaging/systems_grow.sh && unpack "$1" systems && unpacked=$1
}

# one SYSTEM: its line; what failed in full after it.
one() {
    suite=$(of "$1" 2)
    if ! root_of "$suite"; then
        echo "$1: no clean root"
        return 1
    fi
    cp tests/packaging/systems_inside.sh "$root/root/"
    inside "$root" env JOBS="${JOBS:-2}" sh /root/systems_inside.sh "$(of "$1" 3)" ${quick:+--quick} \
        >"$cache/systems/$1.report" 2>&1 </dev/null
    status=$?
    sed 's/^line: //' "$cache/systems/$1.report"
    for log in build test start; do
        cp "$root/root/$log.log" "$cache/systems/$1.$log.log" 2>/dev/null
    done
    rm -rf "$root/root/lexwave"
    return $status
}

bad=0
for system in $chosen; do
    one "$system" || bad=1
done
[ $bad = 0 ] || echo "check-systems: what was printed is in $cache/systems/*.log"
exit $bad
