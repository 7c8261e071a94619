#!/bin/sh
# Runs every test and counts: each test program and script prints TAP lines
# (ok, not ok, # SKIP). Called by `make run-tests` from the project's root, and with the names of
# some tests by `make check-unit`.
# As many run at once as there are processors (JOBS), each with a home of its own.
# The last line is "N passed, N failed". RUNNER: what starts a test program, such as an emulator
# of its machine with a limit of time.
set -u
BUILD=${BUILD:-build}
JOBS=${JOBS:-$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)}
export BUILD CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C.UTF-8 TZ=UTC
unset NO_COLOR COLORTERM COLUMNS LINES
export ASAN_OPTIONS="${ASAN_OPTIONS:-exitcode=99:allocator_may_return_null=1}"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-exitcode=99:print_stacktrace=1}"

# Those that take long are started first, so that none runs alone at the end, longest first. This is the
# order alone: a test that is not here comes later, and tests/house sees that all of these are there.
first='test_setup test_torture test_warnings test_completion test_install test_bits test_bad test_html test_layers test_dist test_term_input
    test_golden test_manual test_kill test_help test_make test_kept test_ends test_sum test_mutants test_one_by_one'

key_of() { echo "$1" | tr / .; }

# run.sh --one SCRATCH TEST: one test, its output to a log there, and how it ended.
if [ "${1:-}" = --one ]; then
    own="$2/$(key_of "$3")"
    export HOME="$own/home" XDG_STATE_HOME="$own/state" XDG_CONFIG_HOME="$own/config" TMPDIR="$own"
    mkdir -p "$HOME" "$XDG_STATE_HOME" "$XDG_CONFIG_HOME"
    start=$(date +%s)
    case $3 in *.sh) sh "$3" ;; *) ${RUNNER-} "$3" ;; esac >"$own.log" 2>&1 </dev/null
    echo "$? $(($(date +%s) - start))" >"$own.end"
    exit 0
fi

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0 skipped=0

# count TEST: its TAP lines; a bad exit without a failed test is a failure itself.
count() {
    name=$(basename "$1" .sh) log="$scratch/$(key_of "$1").log" status=1 seconds=0
    read -r status seconds <"$scratch/$(key_of "$1").end" || echo "not ok 1 - $name did not end" >"$log"
    s=$(grep -c '^\(not \)\{0,1\}ok .*# SKIP' "$log")
    f=$(grep '^not ok ' "$log" | grep -vc '# SKIP')
    p=$(grep '^ok ' "$log" | grep -vc '# SKIP')
    [ "$status" -ne 0 ] && [ "$f" -eq 0 ] && f=1
    [ "$status" -eq 0 ] && [ $((p + f + s)) -eq 0 ] && { echo "$name ran no test"; f=1; }
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    printf '%-28s %4d passed' "$name" "$p"
    [ "$f" -gt 0 ] && printf ', %d FAILED (exit %d)' "$f" "$status"
    [ "$s" -gt 0 ] && printf ', %d skipped' "$s"
    [ "$seconds" -ge 5 ] && printf ', %d s' "$seconds"
    echo
    [ "$f" -gt 0 ] && sed 's/^/    /' "$log" | tail -n 60
    grep -i 'skipped:' "$log" | sort -u | sed 's/^/    /'
    return 0
}

[ $# -gt 0 ] || set -- "$BUILD"/tests/test_* tests/*/test_*.sh
tests=$(for test; do
    case $test in *.d | *.o) ;; *) echo "$test" ;; esac
done)
ordered=$(
    for name in $first; do echo "$tests" | grep "/$name\(\.sh\)\{0,1\}\$"; done
    echo "$tests"
)
echo "$ordered" | awk '!seen[$0]++' | xargs -P "$JOBS" -n 1 sh "$0" --one "$scratch"
for test in $tests; do count "$test"; done

[ "$skipped" -gt 0 ] && echo "$skipped skipped (named above)"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
