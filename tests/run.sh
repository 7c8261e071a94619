#!/bin/sh
# Runs every test and counts: each test program and script prints TAP lines
# (ok, not ok, # SKIP). Called by `make run-tests` from the project's root.
# The last line is "N passed, N failed".
set -u
BUILD=${BUILD:-build}
export BUILD CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C.UTF-8 TZ=UTC
unset NO_COLOR COLORTERM COLUMNS LINES
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export HOME="$scratch/home" XDG_STATE_HOME="$scratch/state" XDG_CONFIG_HOME="$scratch/config" TMPDIR="$scratch"
mkdir -p "$HOME" "$XDG_STATE_HOME" "$XDG_CONFIG_HOME"
export ASAN_OPTIONS="${ASAN_OPTIONS:-exitcode=99:allocator_may_return_null=1}"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-exitcode=99:print_stacktrace=1}"

passed=0 failed=0 skipped=0

# run NAME COMMAND...: counts its TAP lines; a bad exit without a failed test is a failure itself.
run() {
    name=$1
    shift
    log="$scratch/log"
    "$@" >"$log" 2>&1 </dev/null
    status=$?
    s=$(grep -c '^\(not \)\{0,1\}ok .*# SKIP' "$log")
    f=$(grep '^not ok ' "$log" | grep -vc '# SKIP')
    p=$(grep '^ok ' "$log" | grep -vc '# SKIP')
    [ "$status" -ne 0 ] && [ "$f" -eq 0 ] && f=1
    [ "$status" -eq 0 ] && [ $((p + f + s)) -eq 0 ] && { echo "$name ran no test"; f=1; }
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    printf '%-28s %4d passed' "$name" "$p"
    [ "$f" -gt 0 ] && printf ', %d FAILED (exit %d)' "$f" "$status"
    [ "$s" -gt 0 ] && printf ', %d skipped' "$s"
    echo
    [ "$f" -gt 0 ] && sed 's/^/    /' "$log" | tail -n 60
    grep -i 'skipped:' "$log" | sort -u | sed 's/^/    /'
    return 0
}

for test in "$BUILD"/tests/test_*; do
    case $test in *.d|*.o) continue ;; esac
    run "$(basename "$test")" "$test"
done
for script in tests/*/test_*.sh; do
    run "$(basename "$script" .sh)" sh "$script"
done

[ "$skipped" -gt 0 ] && echo "$skipped skipped (named above)"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
