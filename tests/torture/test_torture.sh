#!/bin/sh
# The short run of torture.sh, but for allocations that fail, which have a test of their own, and
# fuzzing, which wants minutes of building.
set -u
BUILD=${BUILD:-build}
. tests/tap.sh
needs "$BUILD/lexwave"
needs_preload "the short run of torture.sh"

command -v python3 >/dev/null || {
    skip "the short run of torture.sh" "python3 is missing" python3
    tap_end
}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0
TORTURE=short ONLY='faults events resizes kills instances corpus' sh tests/torture/torture.sh \
    >"$work/table" 2>"$work/said" || status=$?
sed -n 's/^| \([a-z][^|]*\) | \([0-9][^|]*\) | \([^|]*\) | \([0-9]*\) | .*/\4 \1: \2; \3/p' "$work/table" >"$work/rows"
while read -r lost what; do
    check "torture, $what" "$([ "$lost" -eq 0 ] || cat "$work/said")"
done <"$work/rows"
check "torture, nothing is lost" "$([ "$status" -eq 0 ] || cat "$work/said")"
tap_end
