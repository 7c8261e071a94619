#!/bin/sh
# The library from outside: what it exports is what its header declares, the header compiles in
# every language that it is for, and the ABI is the one recorded in liblexwave.abi.
#
#     sh tests/library/test_library.sh [--write]      --write: records the ABI
#
# The record is a text: functions and types in full, and the constants. Something new in it asks
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
# abi <HEADER: its declarations and constants, a line each, without comments. A structure with all its
# fields is one declaration. Of what an attribute says, only who sees a symbol is left out: others
# (packed, aligned) are of the ABI. Constants that every version changes have no value in the record.
abi() {
    sed '/^#pragma once/d' >"$work/given.h"
    $CC -E -std=c11 -Iinclude '-Dvisibility(which)=' -x c - <"$work/given.h" |
        awk '/^# [0-9]/ { own = $3 == "\"<stdin>\""; next } own && !/^#/' | tr -s '[:space:]' ' ' |
        awk '{
            for (i = 1; i <= length($0); i++) {
                letter = substr($0, i, 1)
                depth += (letter == "{") - (letter == "}")
                printf "%s%s", letter, letter == ";" && depth == 0 ? "\n" : ""
            }
        }' | sed 's/__attribute__ *(()) *//g; s/^ //; s/ ;/;/; s/( /(/g; s/ $//; /^$/d'
    sed -n 's/^#define \(LEXWAVE_[A-Z_0-9]*\) *\(.*\)/constant \1 \2/p' "$work/given.h" |
        sed '/^constant LEXWAVE_API /d; s/\( LEXWAVE_\(VERSION\|VERSION_NUMBER\|DATE\)\) .*/\1/; s/ *\/\*.*//'
}
abi <$header | LC_ALL=C sort >"$work/abi"
if [ "${1-}" = --write ]; then
    cp "$work/abi" $here/liblexwave.abi
    exit 0
fi
check "the ABI is the recorded one" "$(diff $here/liblexwave.abi "$work/abi" | sed -n 's/^</gone or changed:/p; s/^>/new:/p'
    )"
check "it is not empty" "$([ "$(wc -l <"$work/abi")" -gt 30 ] || cat "$work/abi")"

# What would break programs must not be blind spots of the text: in a small header, each word of the
# table is replaced by the other.
cat >"$work/small.h" <<END
#include <stddef.h>
#define LEXWAVE_API __attribute__((visibility("default")))
#define LEXWAVE_ROOM 64 /* bytes */
enum lexwave_kind {
    LEXWAVE_FIRST, /* a comment; of two parts */
    LEXWAVE_SECOND = 7
};
struct lexwave_row {
    size_t index;
    union {
        int whole;
        float real[4];
    } value;
    struct { char first; short second; } __attribute__((packed)) pair;
} __attribute__((aligned(16)));
LEXWAVE_API int lexwave_each(int (*each)(struct lexwave_row *row), long count);
END
abi <"$work/small.h" >"$work/small"
while IFS='|' read -r what old new; do
    [ -n "$what" ] || continue
    sed "s/$old/$new/" "$work/small.h" >"$work/other.h"
    check "another ABI differs: $what" "$(
        cmp -s "$work/small.h" "$work/other.h" && echo "the header is the same"
        abi <"$work/other.h" | cmp -s "$work/small" - && cat "$work/small")"
done <<'TABLE'
a field's type|size_t index|int index
a field's place|size_t index;|size_t index, other;
a type in a union|float real|double real
an array's length|real\[4\]|real[8]
a field of a structure in another|short second|long second
how fields are packed|__attribute__((packed))|
how a structure is aligned|aligned(16)|aligned(8)
a value of an enumeration|SECOND = 7|SECOND = 8
a name of an enumeration|LEXWAVE_FIRST,|LEXWAVE_FIRST, LEXWAVE_OTHER,
a constant|ROOM 64|ROOM 32
a parameter's type|long count|int count
a function's result|API int|API long
what a function is given|int (\*each)|long (*each)
TABLE
check "each declaration is a line, and a comment is of none" "$(
    sed 's/two parts/three parts/; s/bytes/octets/' "$work/small.h" >"$work/other.h"
    abi <"$work/other.h" | diff "$work/small" -
    [ "$(wc -l <"$work/small")" -eq 4 ] || cat "$work/small")"

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
    # Their types are those of the header, which the file that defines them includes: the compiler compares.
    check "each is a function, of the version LEXWAVE_0" "$(
        nm -D --defined-only "$shared" | awk '$2 != "A"' | grep -v ' T .*@@LEXWAVE_0$' | grep -v 'asan\|ubsan\|odr_')"
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
