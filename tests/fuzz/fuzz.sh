#!/bin/sh
# Builds the fuzz drivers with clang's libFuzzer and the address and undefined-
# behaviour sanitizers, and runs each for FUZZ_SECONDS (20) from the project's
# root: first over the inputs in tests/fuzz/corpus, then onwards from there.
# What they find grows in $BUILD/corpus; an input that fails is kept in
# $BUILD/failed, and `$BUILD/DRIVER FILE` plays it again.
#   sh tests/fuzz/fuzz.sh [DRIVER...]
set -u
BUILD=${BUILD:-build/fuzz}
CC=${FUZZ_CC:-clang}
seconds=${FUZZ_SECONDS:-20}
checks='address,undefined -fno-sanitize-recover=all'
unset MAKEFLAGS MFLAGS SAN
mkdir -p "$BUILD/failed"

probe() {
    # shellcheck disable=SC2086
    echo 'int LLVMFuzzerTestOneInput(const char *d, unsigned long n) { return d && n > 9; }' |
        "$CC" -fsanitize=fuzzer,$checks -x c -o "$BUILD/probe" - 2>"$BUILD/probe.log"
}
if ! probe; then
    echo "skipped: the fuzz drivers, because $CC cannot build with -fsanitize=fuzzer,address here:"
    sed 's/^/    /' "$BUILD/probe.log" | head -n 5
    echo "    (Debian: apt-get install clang libclang-rt-dev)"
    echo "0 drivers passed, 0 failed"
    exit 0
fi

all=$(cd tests/fuzz && ls fuzz_*.c | sed 's/^fuzz_\(.*\)\.c$/\1/')
drivers=${*:-$all}
objects=
for driver in $drivers; do objects="$objects $BUILD/obj/tests/fuzz/fuzz_$driver.o"; done
# Paths are followed through the program alone: those of the drivers' own checks tell
# nothing. Comparisons are not: that would halve the speed, and dictionaries do as well.
common='-O2 -g -fno-omit-frame-pointer'
make -s BUILD="$BUILD" CC="$CC" OPT="$common -fsanitize=fuzzer-no-link,$checks -fno-sanitize-coverage=trace-cmp" \
    "$BUILD/libkit.a" "$BUILD/libcore.a" || exit 1
# shellcheck disable=SC2086
make -s BUILD="$BUILD" CC="$CC" OPT="$common -fsanitize=$checks" $objects || exit 1

run() { # run DRIVER
    source="tests/fuzz/corpus/$1" found="$BUILD/corpus/$1" log="$BUILD/$1.log" words=
    [ -f "tests/fuzz/$1.dict" ] && words="-dict=tests/fuzz/$1.dict"
    mkdir -p "$found"
    # shellcheck disable=SC2086
    "$CC" -fsanitize=fuzzer,$checks -o "$BUILD/fuzz_$1" "$BUILD/obj/tests/fuzz/fuzz_$1.o" "$BUILD/libkit.a" \
        "$BUILD/libcore.a" -lm || return 1
    # shellcheck disable=SC2086
    "$BUILD/fuzz_$1" -max_total_time="$seconds" -max_len=2000 -timeout=20 -rss_limit_mb=2048 $words \
        -artifact_prefix="$BUILD/failed/$1-" -print_final_stats=1 -verbosity=1 "$found" "$source" >"$log" 2>&1
}

passed=0 failed=0
for driver in $drivers; do
    if run "$driver"; then
        passed=$((passed + 1))
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$BUILD/$driver.log")
        echo "fuzz $driver: $runs inputs in $seconds seconds, none failed"
    else
        failed=$((failed + 1))
        echo "fuzz $driver: FAILED"
        grep -v '^#[0-9]' "$BUILD/$driver.log" | tail -n 40 | sed 's/^/    /'
    fi
done
echo "$passed drivers passed, $failed failed"
[ "$failed" -eq 0 ]
