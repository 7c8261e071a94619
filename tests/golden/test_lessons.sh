#!/bin/sh
# The lesson, beat by beat and misconception by misconception (TAP): each scene of
# lessons.scenes has a claim in lessons.claims, and its golden frame holds the words that
# settle it. That the program draws these frames is test_golden's to say.
set -u
here=tests/golden
n=0 bad=0
check() { # check NAME STATUS
    n=$((n + 1))
    if [ "$2" -eq 0 ]; then echo "ok $n - $1"; else bad=1; echo "not ok $n - $1"; fi
}
trim() { echo "$1" | sed 's/^ *//; s/ *$//'; }

while IFS='|' read -r scene what text; do
    case $scene in '' | '#'*) continue ;; esac
    frame=$here/frames/lessons/$(trim "$scene").txt
    wanted=$(printf '%s' "$text" | sed 's/^ *//; s/ *$//')
    grep -qF -- "$wanted" "$frame"
    check "$(trim "$scene"): $(trim "$what")" $?
done <$here/lessons.claims

sed 's/ *|.*//; /^#/d; /^ *$/d' $here/lessons.scenes | sort -u >"${TMPDIR:-/tmp}/lessons.$$"
sed 's/ *|.*//; /^#/d; /^ *$/d' $here/lessons.claims | sort -u | cmp -s - "${TMPDIR:-/tmp}/lessons.$$"
check "every scene has a claim and every claim a scene" $?
rm -f "${TMPDIR:-/tmp}/lessons.$$"
for beat in 01 02 03 04 05 06 07 08 09 10 11 12 13; do
    grep -q "^b$beat-" $here/lessons.scenes
    check "beat $beat is a scene" $?
done
for scene in t01 t02 t03 t04 t05 t06 t07 t08 a01 a02 a03 a04 a05 a06; do
    grep -q "^$scene-" $here/lessons.scenes
    check "lesson $scene is a scene" $?
done
for misconception in 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24; do
    grep -q "^m$misconception-" $here/lessons.scenes
    check "misconception $misconception is a scene" $?
done
echo "1..$n"
exit $bad
