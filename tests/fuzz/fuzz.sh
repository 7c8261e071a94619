#!/bin/sh
# Builds the fuzz drivers with clang's libFuzzer and the address and undefined-
# behaviour sanitizers, and runs each for FUZZ_SECONDS (20) from the project's
# root, FUZZ_JOBS (1) of them at a time: first over the inputs in
# tests/fuzz/corpus and those that seeds.py makes, then onwards from there.
# What they find grows in FUZZ_CACHE ($BUILD/corpus), where the next run goes
# on; an input that fails is kept in $BUILD/failed, and `$BUILD/fuzz_DRIVER FILE`
# plays it again. The last lines say what all came to:
#   executions N, bytes fuzzed N, drivers N, found N
# FUZZ_CHECKS=none builds without sanitizers: several times as fast, and the
# drivers' own checks stay.
#
# With AFL++ (Debian: afl++) the same drivers are built, and fuzzed by it:
#   FUZZ_CC=afl-clang-fast BUILD=build/afl FUZZ_SECONDS=0 sh tests/fuzz/fuzz.sh text
#   afl-fuzz -i build/afl/seeds/text -o build/afl/found -- build/afl/fuzz_text
#   sh tests/fuzz/fuzz.sh [DRIVER...]
set -u
BUILD=${BUILD:-build/fuzz}
CC=${FUZZ_CC:-clang}
FUZZ_CACHE=${FUZZ_CACHE:-$BUILD/corpus}
seconds=${FUZZ_SECONDS:-20}
checks='address,undefined'
[ "${FUZZ_CHECKS:-}" = none ] && checks=
export BUILD FUZZ_CC FUZZ_CACHE FUZZ_SECONDS FUZZ_CHECKS
: "${FUZZ_CC:=}" "${FUZZ_SECONDS:=}" "${FUZZ_CHECKS:=}"
unset MAKEFLAGS MFLAGS SAN
san="${checks:+-fsanitize=$checks -fno-sanitize-recover=all}"

# fuzz.sh --one DRIVER: runs it, and writes its line to its log's end.
if [ "${1:-}" = --one ]; then
    name=$2 log="$BUILD/$2.log" words=
    [ -f "tests/fuzz/$name.dict" ] && words="-dict=tests/fuzz/$name.dict"
    by_hand="tests/fuzz/corpus/$name"
    [ -d "$by_hand" ] || by_hand=
    mkdir -p "$FUZZ_CACHE/$name"
    # shellcheck disable=SC2086
    if "$BUILD/fuzz_$name" -max_total_time="$seconds" -max_len=2000 -timeout=20 -rss_limit_mb=2048 $words \
        -artifact_prefix="$BUILD/failed/$name-" -print_final_stats=1 -verbosity=1 "$FUZZ_CACHE/$name" \
        "$BUILD/seeds/$name" $by_hand >"$log" 2>&1; then
        echo passed >"$BUILD/$name.end"
    else
        echo failed >"$BUILD/$name.end"
    fi
    exit 0
fi

mkdir -p "$BUILD/failed" "$FUZZ_CACHE"
probe() {
    # shellcheck disable=SC2086
    echo 'int LLVMFuzzerTestOneInput(const char *d, unsigned long n) { return d && n > 9; }' |
        "$CC" -fsanitize=fuzzer $san -x c -o "$BUILD/probe" - 2>"$BUILD/probe.log"
}
if ! probe; then
    echo "skipped: the fuzz drivers, because $CC cannot build with -fsanitize=fuzzer${checks:+,$checks} here:"
    sed 's/^/    /' "$BUILD/probe.log" | head -n 5
    echo "    (Debian: apt-get install clang libclang-rt-dev)"
    echo "0 drivers passed, 0 failed"
    exit 0
fi
command -v python3 >/dev/null || { echo "skipped: the fuzz drivers, because seeds.py wants python3"; exit 0; }

all=$(for f in tests/fuzz/fuzz_*.c; do basename "$f" .c; done | sed 's/^fuzz_//')
drivers=${*:-$all}
objects="$BUILD/drivers/obj/tests/fuzz/count.o"
for driver in $drivers; do objects="$objects $BUILD/drivers/obj/tests/fuzz/fuzz_$driver.o"; done
decoder="$BUILD/obj/term/decode/decoder.o $BUILD/obj/term/decode/keys.o"
# Paths are followed through the program alone: those of the drivers' own checks tell
# nothing. Comparisons are not: that would halve the speed, and dictionaries do as well.
common='-O2 -g -fno-omit-frame-pointer'
# shellcheck disable=SC2086
make -s -j"${JOBS:-2}" BUILD="$BUILD" CC="$CC" OPT="$common -fsanitize=fuzzer-no-link $san -fno-sanitize-coverage=trace-cmp" \
    "$BUILD/libkit.a" "$BUILD/libcore.a" $decoder || exit 1
# shellcheck disable=SC2086
make -s -j"${JOBS:-2}" BUILD="$BUILD/drivers" CC="$CC" OPT="$common $san" $objects || exit 1
# shellcheck disable=SC2086
python3 tests/fuzz/seeds.py "$BUILD/seeds" $drivers || exit 1
for driver in $drivers; do
    # shellcheck disable=SC2086
    "$CC" -fsanitize=fuzzer $san -Wl,--wrap=LLVMFuzzerTestOneInput -o "$BUILD/fuzz_$driver" \
        "$BUILD/drivers/obj/tests/fuzz/fuzz_$driver.o" "$BUILD/drivers/obj/tests/fuzz/count.o" $decoder \
        "$BUILD/libkit.a" "$BUILD/libcore.a" -lm || exit 1
done
[ "$seconds" -gt 0 ] || exit 0

# shellcheck disable=SC2086
printf "%s\n" $drivers | xargs -P "${FUZZ_JOBS:-1}" -n 1 sh "$0" --one

passed=0 failed=0 executions=0 bytes=0
stat_of() { sed -n "s/^stat::$2: *//p" "$BUILD/$1.log" | tail -n 1; }
for driver in $drivers; do
    read -r end <"$BUILD/$driver.end"
    inputs=$(stat_of "$driver" inputs) size=$(stat_of "$driver" bytes)
    executions=$((executions + ${inputs:-0})) bytes=$((bytes + ${size:-0}))
    if [ "$end" = passed ]; then
        passed=$((passed + 1))
        echo "fuzz $driver: $inputs inputs in $seconds seconds, $((inputs / seconds)) a second, none failed"
    else
        failed=$((failed + 1))
        echo "fuzz $driver: FAILED"
        grep -v '^#[0-9]' "$BUILD/$driver.log" | tail -n 40 | sed 's/^/    /'
    fi
done
echo "executions $executions, bytes fuzzed $bytes, drivers $((passed + failed)), found $failed"
echo "$passed drivers passed, $failed failed"
[ "$failed" -eq 0 ]
