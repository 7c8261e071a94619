#!/bin/sh
# The lesson, beat by beat and misconception by misconception (TAP): each scene of
# lessons.scenes has a claim in lessons.claims, and its golden frame holds the words that
# settle it. That the program draws these frames is test_golden's to say.
set -u
here=tests/golden
. tests/tap.sh
trim() { echo "$1" | sed 's/^ *//; s/ *$//'; }

while IFS='|' read -r scene what text; do
    case $scene in '' | '#'*) continue ;; esac
    frame=$here/frames/lessons/$(trim "$scene").txt
    wanted=$(printf '%s' "$text" | sed 's/^ *//; s/ *$//')
    try "$(trim "$scene"): $(trim "$what")" grep -F -- "$wanted" "$frame"
done <$here/lessons.claims

names() { sed 's/ *|.*//; /^#/d; /^ *$/d' "$1" | sort -u; }
check "every scene has a claim and every claim a scene" "$(
    { names $here/lessons.scenes; names $here/lessons.claims; } | sort | uniq -u)"
for beat in 01 02 03 04 05 06 07 08 09 10 11 12 13; do
    try "beat $beat is a scene" grep -q "^b$beat-" $here/lessons.scenes
done
for scene in t01 t02 t03 t04 t05 t06 t07 t08 a01 a02 a03 a04 a05 a06; do
    try "lesson $scene is a scene" grep -q "^$scene-" $here/lessons.scenes
done
for misconception in 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24; do
    try "misconception $misconception is a scene" grep -q "^m$misconception-" $here/lessons.scenes
done
tap_end
