#!/bin/sh
# `make check`: files formatted, warnings as errors with gcc and clang (the benchmarks too), nothing found by
# clang-tidy and cppcheck, then every test under the address and undefined-behaviour sanitizers, then the unit
# tests under valgrind.
# What is not installed is skipped aloud.
set -u
BUILD=${BUILD:-build}/check
JOBS=${JOBS:-2}
bad=0
step() { # step NAME COMMAND...
    name=$1
    shift
    echo "== $name"
    "$@" || { bad=1; echo "FAILED: $name"; }
}

under_valgrind() {
    log=$(mktemp)
    status=0
    for test in "$BUILD"/gcc/tests/test_*; do
        name=$(basename "$test")
        case $name in *.d) continue ;; esac
        [ -f "tests/pty/$name.c" ] && continue # they start the program, which the sanitizers watch
        if grep -qs 'long double' "tests/unit/$name.c"; then
            echo "skipped: $name: valgrind computes long double in 64 bits, and it wants more of them"
            continue
        fi
        valgrind -q --error-exitcode=99 --leak-check=full "$test" >"$log" 2>&1 </dev/null ||
            { status=1; echo "$test"; grep -E '==|FAILED' "$log" | head -n 20; }
    done
    rm -f "$log"
    return $status
}

step "every file is formatted" sh tests/tools/format.sh --check
for cc in gcc clang; do
    if command -v $cc >/dev/null 2>&1; then
        step "$cc, warnings as errors" make -s -j"$JOBS" CC=$cc BUILD="$BUILD/$cc" WERROR=1 all tests build-bench build-fuzz
    else
        echo "skipped: $cc is not installed"
    fi
done
step "nothing found by clang-tidy and cppcheck" env BUILD="$BUILD/gcc" JOBS="$JOBS" sh tests/tools/analyse.sh
step "build with sanitizers" make -s -j"$JOBS" SAN=1 BUILD="$BUILD" tests
step "every test under the sanitizers" make -s SAN=1 BUILD="$BUILD" run-tests
if command -v valgrind >/dev/null 2>&1; then
    step "unit tests under valgrind" under_valgrind
else
    echo "skipped: valgrind is not installed"
fi
[ $bad -eq 0 ] && echo "check: all good"
exit $bad
