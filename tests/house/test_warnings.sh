#!/bin/sh
# No compiler warns: what is built by one is read by the other, too. On the project's CI alone (CI=true),
# as a compiler of tomorrow that knows more warnings is no failure on anybody else's machine.
set -u
MAKE=${MAKE:-make}
. tests/tap.sh
unset MAKEFLAGS MFLAGS MAKELEVEL SAN
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

for compiler in gcc clang; do
    name="$compiler warns of nothing in the program, the library, tests and fuzzers' drivers"
    if [ -z "${CI:-}" ]; then
        skip "$name" "this is looked at where CI is set"
    elif command -v $compiler >/dev/null; then
        # An object that is only read is not made, which make takes as it is.
        try "$name" "$MAKE" -s -k CC=$compiler CFLAGS='-O0 -fsyntax-only' WERROR=1 BUILD="$work/$compiler" objects
    else
        skip "$name" "it is not installed" $compiler
    fi
done
tap_end
