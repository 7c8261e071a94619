#!/bin/sh
# The library from outside: what it exports is what its header declares, the header compiles in
# every language that it is for, and the ABI is the one recorded in liblexwave.abi.
#
#     sh tests/library/test_library.sh [--write]      --write: records the ABI
#
# The record is a text: the functions with their types, and the constants. Something new in it asks
# for a higher version; something changed or gone also for another SOVERSION (Makefile), as programs
# that were built before would go wrong: then remove the record and write it again.
set -u
BUILD=${BUILD:-build} CC=${CC:-gcc}
here=tests/library
header=include/lexwave.h
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
. tests/tap.sh

# ---- the ABI as text ----------------------------------------------------------
# Declarations and constants of the header, a line each, without comments and names of parameters.
abi() {
    echo '#include "lexwave.h"' | $CC -E -P -std=c11 -Iinclude -x c - | tr '\n' ' ' |
        sed 's/__attribute__ *(([^;{]*))//g; s/;/;\n/g' | grep 'lexwave\|LEXWAVE' |
        sed 's/[[:space:]][[:space:]]*/ /g; s/^ //; s/ ;/;/; s/( /(/g'
    sed -n 's/^#define \(LEXWAVE_[A-Z_]*\) .*/constant \1/p' $header | grep -v 'LEXWAVE_API$'
}
abi | LC_ALL=C sort >"$work/abi"
if [ "${1-}" = --write ]; then
    cp "$work/abi" $here/liblexwave.abi
    exit 0
fi
check "the ABI is the recorded one" "$(diff $here/liblexwave.abi "$work/abi" | sed -n 's/^</gone or changed:/p; s/^>/new:/p'
    )"
check "it is not empty" "$([ "$(wc -l <"$work/abi")" -gt 30 ] || cat "$work/abi")"

# ---- symbols --------------------------------------------------------------------
version=$(sed -n 's/^#define LEXWAVE_VERSION "\(.*\)"$/\1/p' $header)
shared=$BUILD/lib/liblexwave.so.$version archive=$BUILD/lib/liblexwave.a
sed -n 's/^LEXWAVE_API .*[ *]\(lexwave_[a-z_]*\)(.*/\1/p' $header | sort >"$work/declared"
differ() { diff "$work/declared" "$1" | sed -n 's/^</not there:/p; s/^>/not declared:/p'; }
if [ -f "$shared" ] && command -v nm >/dev/null; then
    # Sanitizers export what is theirs.
    nm -D --defined-only "$shared" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | grep -v '^__\(asan\|ubsan\|odr_\)' |
        sort >"$work/exported"
    nm -g --defined-only "$archive" | awk 'NF == 3 { print $3 }' | grep -v '^__\(asan\|ubsan\|odr_\)' | sort >"$work/global"
    check "the shared library exports what the header declares, and nothing else" "$(differ "$work/exported")"
    check "the archive has that as its only global symbols" "$(differ "$work/global")"
    check "each is of the version LEXWAVE_0" "$(nm -D --defined-only "$shared" | grep ' T ' | grep -v '@@LEXWAVE_0$' | grep -v asan)"
    check "the soname is that of the links" "$(
        so=$(readelf -d "$shared" | sed -n 's/.*(SONAME).*\[\(.*\)\]/\1/p')
        case $so in liblexwave.so.[0-9]) ;; *) echo "soname $so" ;; esac
        [ "$(readlink "$BUILD/lib/$so") $(readlink "$BUILD/lib/liblexwave.so")" = "${shared##*/} $so" ] ||
            echo "$so does not lead to $shared")"
    check "nothing but libm and the C library is linked" "$(
        readelf -d "$shared" | grep NEEDED | grep -v '\[lib\(m\|c\)\.\|ld-\|libc.musl\|asan\|ubsan\|libgcc')"
    # .data.rel.ro holds tables of addresses, which are read-only once it is loaded.
    [ -n "${SAN:-}" ] || check "it holds no data that changes" "$(
        nm -f sysv "$archive" | grep -E '\|\.(data|bss|tdata|tbss)' | grep -v '\.data\.rel\.ro')"
else
    skip "what the library exports" "no shared library is built for this system"
fi

# ---- the header -----------------------------------------------------------------
# compiles NAME COMPILER...: the header alone, twice.
compiles() {
    name=$1
    shift
    printf '#include "lexwave.h"\n#include "lexwave.h"\nint main(void) { return lexwave_new() == NULL; }\n' >"$work/alone"
    check "the header compiles alone as $name" "$(
        "$@" -Wall -Wextra -Wpedantic -Werror -Wundef -Iinclude -fsyntax-only "$work/alone" 2>&1 | head -n 5)"
}
for std in c99 c11 gnu17; do
    # shellcheck disable=SC2086 # a compiler with its flags
    compiles $std $CC -Wstrict-prototypes -std=$std -x c
done
for cxx in g++ clang++; do
    if command -v $cxx >/dev/null && echo 'int x;' | $cxx -fsyntax-only -x c++ - 2>/dev/null; then
        for std in c++11 c++17; do compiles "$std ($cxx)" $cxx -std=$std -x c++; done
    else
        skip "the header in C++ ($cxx)" "$cxx is not installed"
    fi
done
tap_end
