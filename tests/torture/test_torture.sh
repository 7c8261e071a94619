#!/bin/sh
# The short run of torture.sh, its parts side by side, as they mostly wait; allocations that fail have
# a test of their own, and fuzzing wants minutes of building.
set -u
BUILD=${BUILD:-build}
. tests/tap.sh
needs "$BUILD/lexwave"

command -v python3 >/dev/null || {
    skip "the short run of torture.sh" "python3 is missing" python3
    tap_end
}
case $(getconf GNU_LIBC_VERSION 2>/dev/null) in
glibc*) ;;
*)
    skip "the short run of torture.sh" "the C library is not GNU's, whose names faults.c uses"
    tap_end
    ;;
esac
[ -z "${SAN:-}" ] || {
    skip "the short run of torture.sh" "sanitizers do not go with a library that is preloaded"
    tap_end
}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
parts='faults events resizes kills instances corpus'
for part in $parts; do
    {
        TORTURE=short ONLY=$part sh tests/torture/torture.sh >"$work/$part" 2>&1
        echo $? >"$work/$part.end"
    } &
done
wait
for part in $parts; do
    read -r status <"$work/$part.end"
    figures=$(sed -n 's/^| \([^|]* | [0-9][^|]* | [^|]*\) | .*/\1/p' "$work/$part" | tr '\n|' ';,')
    check "torture, nothing is lost: $figures" "$([ "$status" -eq 0 ] || tail -n 30 "$work/$part")"
done
tap_end
