#!/bin/sh
# Memory that fails, of commands and in the terminal program: a spread sample (allocations.sh). Where
# the C library is not GNU's, whose names the failing allocator uses, nothing is tried.
set -u
case $(getconf GNU_LIBC_VERSION 2>/dev/null) in
glibc*) ;;
*)
    echo "ok 1 - allocations that fail # SKIP the C library is not GNU's"
    echo "1..1"
    exit 0
    ;;
esac
[ -z "${SAN:-}" ] || {
    echo "ok 1 - allocations that fail # SKIP sanitizers bring an allocator of their own"
    echo "1..1"
    exit 0
}
n=0 bad=0
for kind in commands sessions; do
    n=$((n + 1))
    if out=$(sh tests/torture/allocations.sh --short "$kind" 2>&1); then
        echo "ok $n - $kind: $(echo "$out" | sed -n 's/^allocations failed: //p') allocations failed, nothing is lost"
    else
        bad=1
        echo "not ok $n - $kind: allocations that fail"
        echo "$out" | tail -n 30 | sed 's/^/# /'
    fi
done
echo "1..$n"
exit $bad
