#!/bin/sh
# Memory that fails, of commands, in the terminal program and in the library: a spread sample
# (allocations.sh).
set -u
. tests/tap.sh
needs_preload "allocations that fail"

for kind in commands sessions library; do
    if out=$(sh tests/torture/allocations.sh --short "$kind" 2>&1); then
        failed=$(echo "$out" | awk -F': ' '/^allocations failed: / { n += $2 } END { print n }')
        check "$kind: $failed allocations failed, nothing is lost" ''
    else
        check "$kind: allocations that fail" "$(echo "$out" | tail -n 30)"
    fi
done
tap_end
