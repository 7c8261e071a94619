#!/bin/sh
# `make check-packaging`: the packages as a person meets them, each claim tried. A line a check:
#
#     ok - debian trixie: man finds lexwave(1)
#
# and at the end "N passed, N failed"; what is left out says "skipped:".
#
#     sh tests/packaging/check_packaging.sh [debian|rpm|arch|alpine|homebrew|nix|static|reproducible]...
#
#   debian        builds the packages in a clean root of Debian (SUITE, trixie), lintian there and here,
#                 autopkgtest, then in a root without a compiler's traces: dpkg -i, man, Tab,
#                 pkg-config, dpkg -r, and the tree compared with that before
#   rpm, arch     built here without their systems' dependencies, and looked into (rpm, rpmlint and elfutils;
#                 makepkg, libarchive-tools and fakeroot)
#   alpine ...    read by what reads them here
#   static, reproducible: check_static.sh and check_reproducible.sh
#
# Without a name: all of them. What was printed is in build/packaging. KEEP_DEB=1 takes the packages that are in
# build/deb instead of building them. Exit status: 0 nothing failed; 1 something did; 2 wrong usage.
# shellcheck disable=SC2034 # names that packages.sh reads
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 1
cd "$here/../.." || exit 1
BUILD=${BUILD:-build} SUITE=${SUITE:-trixie} KEEP_DEB=${KEEP_DEB-}
parts='debian rpm arch alpine homebrew nix static reproducible'
recipes=assets/packaging
logs=$BUILD/packaging
version=$(sed -n 's/^#define LEXWAVE_VERSION "\(.*\)"$/\1/p' include/lexwave.h)
passed=0 failed=0
# What make was called with is for the project; the packages' own are built with all processors.
unset MFLAGS MAKELEVEL
MAKEFLAGS=-j$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
export MAKEFLAGS

[ $# -gt 0 ] || eval "set -- $parts"
for part; do
    case " $parts " in
    *" $part "*) ;;
    *)
        echo "usage: check_packaging.sh [$(echo "$parts" | tr ' ' '|')]..." >&2
        exit 2
        ;;
    esac
done
mkdir -p "$logs" && logs=$(cd "$logs" && pwd) || exit 1
# shellcheck source=tests/packaging/packages.sh
. tests/packaging/packages.sh

# check NAME COMMAND...: a line, and of a failure what was printed last.
check() {
    name=$1
    shift
    if "$@" >"$logs/last.log" 2>&1 </dev/null; then
        passed=$((passed + 1))
        echo "ok - $name"
    else
        failed=$((failed + 1))
        echo "not ok - $name"
        tail -c 4000 "$logs/last.log" | tr -d '\000-\010\013-\037\177' | tail -n 30 | sed 's/^/    /'
    fi
}

# count FILE: adds lines that another script wrote in this form.
count() {
    cat "$1"
    passed=$((passed + $(grep -c '^ok' "$1")))
    failed=$((failed + $(grep -c '^not ok' "$1")))
}

# without TOOL: says aloud that it is not there.
without() {
    command -v "$1" >/dev/null && return 1
    echo "skipped: $part: $1 is not installed"
}

for part; do "part_$part"; done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
