#!/bin/sh
# Memory that fails, of commands, in the terminal program and in the library: a spread sample
# (allocations.sh). Where the C library is not GNU's, whose names the failing allocator uses,
# nothing is tried.
set -u
. tests/tap.sh

case $(getconf GNU_LIBC_VERSION 2>/dev/null) in
glibc*) ;;
*)
    skip "allocations that fail" "the C library is not GNU's"
    tap_end
    ;;
esac
[ -z "${SAN:-}" ] || {
    skip "allocations that fail" "sanitizers bring an allocator of their own"
    tap_end
}
for kind in commands sessions library; do
    if out=$(sh tests/torture/allocations.sh --short "$kind" 2>&1); then
        check "$kind: $(echo "$out" | sed -n 's/^allocations failed: //p') allocations failed, nothing is lost" ''
    else
        check "$kind: allocations that fail" "$(echo "$out" | tail -n 30)"
    fi
done
tap_end
