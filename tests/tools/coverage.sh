#!/bin/sh
# Lines, functions and branches that the tests reach: builds with gcov, runs every test, and
# writes build/coverage/html. Called by `make coverage` from the project's root.
set -u
BUILD=${BUILD:-build}/coverage
JOBS=${JOBS:-2}
command -v lcov >/dev/null 2>&1 || { echo "skipped: lcov is not installed"; exit 0; }
make -s -j"$JOBS" CC=gcc BUILD="$BUILD" OPT='-O1 -g --coverage' tests || exit 1
find "$BUILD" -name '*.gcda' -exec rm -f {} +
make -s CC=gcc BUILD="$BUILD" OPT='-O1 -g --coverage' run-tests
status=$?
branches='--rc lcov_branch_coverage=1'
# shellcheck disable=SC2086
lcov -q $branches --capture --directory "$BUILD/obj" --output-file "$BUILD/all.info" 2>/dev/null &&
    lcov -q $branches --extract "$BUILD/all.info" '*/src/*' --output-file "$BUILD/src.info" 2>/dev/null &&
    genhtml -q $branches --output-directory "$BUILD/html" "$BUILD/src.info" &&
    lcov $branches --summary "$BUILD/src.info" 2>/dev/null | sed -n 's/^ *\(lines\|functions\|branches\)/\1/p'
echo "see $BUILD/html/index.html"
exit $status
