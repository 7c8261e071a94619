#!/bin/sh
# Builds tests/sweep/sweep.c, which wants MPFR, and runs it with the arguments given.
# Called by `make sweep` from the project's root, with BUILD, CC and SAN.
set -eu
BUILD=${BUILD:-build}
CC=${CC:-cc}
sanitizers=
[ -z "${SAN:-}" ] || sanitizers='-fsanitize=address,undefined'
# shellcheck disable=SC2086 # flags are several words
$CC -std=gnu11 -O2 -g -Wall -Wextra -Iinclude -Isrc -Itests $sanitizers -o "$BUILD/sweep" tests/sweep/sweep.c \
    "$BUILD/libcore.a" -lmpfr -lgmp -lm
"$BUILD/sweep" "$@"
