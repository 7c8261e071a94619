#!/bin/sh
# What clang-tidy (.clang-tidy) and cppcheck find in src and include: nothing is wanted. A finding that is
# none is suppressed in its place, with the reason. `make check` runs it.
#
#     sh tests/tools/analyse.sh [FILE.c]...        all of src; BUILD has been built, for its tables
#
# Exit status: 0 nothing was found, or what finds is not installed, which is said; 1 something was.
set -u
BUILD=${BUILD:-build}
JOBS=${JOBS:-$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)}
[ $# -gt 0 ] || eval "set -- $(find src -name '*.c' | LC_ALL=C sort | tr '\n' ' ')"
defines='-D_GNU_SOURCE -DISA=plain'
bad=0

tidy() { # tidy FLAGS FILE...: each file as it is compiled with these flags
    flags=$1
    shift
    # shellcheck disable=SC2016 # it is for the other shell
    # What it says of the headers of the system is not wanted.
    printf '%s\n' "$@" | xargs -P "$JOBS" -n 1 sh -c '
        said=$(clang-tidy --quiet "$3" -- -std=gnu11 $1 -Iinclude -Isrc -I"$2/gen" 2>/dev/null) && exit 0
        echo "$said"
        exit 1' sh "$flags" "$BUILD"
}

if command -v clang-tidy >/dev/null 2>&1; then
    tidy "$defines" "$@" || bad=1
    kernels=$(printf '%s\n' "$@" | grep '_kernel\.c$')
    case $(uname -m) in
    x86_64 | amd64)
        # Kernels once more, as the Makefile builds them for each instruction set.
        # shellcheck disable=SC2086 # several files
        [ -z "$kernels" ] || {
            tidy "-D_GNU_SOURCE -DISA=avx2 -mavx2 -mfma" $kernels &&
                tidy "-D_GNU_SOURCE -DISA=avx512 -mavx512f -mavx512dq -mavx512vl -mavx512bw -mfma" $kernels
        } || bad=1
        ;;
    esac
else
    echo "skipped: clang-tidy is not installed (Debian: apt-get install clang-tidy)"
fi

if command -v cppcheck >/dev/null 2>&1; then
    # __GNUC__: what another compiler lacks is left out of the sources by it.
    # Values that only cross a table of functions are not followed, whatever ctuuninitvar says.
    # shellcheck disable=SC2086 # several options
    cppcheck --quiet --enable=warning,performance,portability --inline-suppr --suppress=ctuuninitvar --error-exitcode=1 \
        --std=c11 -j "$JOBS" -Iinclude -Isrc -D__GNUC__=12 $defines \
        --template='{file}:{line}: {severity}: {id}: {message}' "$@" || bad=1
else
    echo "skipped: cppcheck is not installed (Debian: apt-get install cppcheck)"
fi
exit $bad
