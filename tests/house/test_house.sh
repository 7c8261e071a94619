#!/bin/sh
# The measures of the house, counted (TAP). Each number is a limit that may only fall: where
# the count has fallen, lower the number here.
set -u
LINES_OVER_100=${LINES_OVER_100:-0} # lines of more than 100 columns in src and include
PARAMETERS_OVER_6=${PARAMETERS_OVER_6:-0} # functions with more than six parameters
BANNED_WORDS=${BANNED_WORDS:-0}          # words in comments that a man page would not use
BANNED_NAMES=${BANNED_NAMES:-0}          # `least` and `most` as names for min and max
SPLIT_COMMENTS=${SPLIT_COMMENTS:-3}      # sentences spread over the comments of several fields
FOLDER_FILES=16                            # files in a folder

. tests/tap.sh
# limit NAME MOST FOUND: FOUND has a line for each case.
limit() {
    count=$(printf '%s' "$3" | grep -c '')
    [ "$count" -le "$2" ] || { check "$1: $count, at most $2" "$(printf '%s' "$3" | tail -n 40)"; return; }
    check "$1: $count, at most $2" ""
    [ "$count" -eq "$2" ] || echo "# the limit can be lowered to $count"
}
code() { find src include -name '*.[ch]' | sort; }

check "no function is over 60 lines, no file over 600" "$(
    find src include tests -name '*.[ch]' | sort | while read -r f; do
        awk -v f="$f" '
            /^\{/ { start = NR }
            /^\}/ { if (start && NR - start > 60) printf "%s:%d is %d lines\n", f, start, NR - start; start = 0 }
            END { if (NR > 600) printf "%s has %d lines\n", f, NR }' "$f"
    done)"

check "no folder has more than $FOLDER_FILES files" "$(
    find src include -type d | sort | while read -r d; do
        files=$(find "$d" -maxdepth 1 -type f | wc -l)
        [ "$files" -le $FOLDER_FILES ] || echo "$d has $((files))"
    done)"
# Columns, not bytes: what continues a character of UTF-8 does not count.
limit "lines over 100 columns" "$LINES_OVER_100" "$(code | LC_ALL=C xargs awk '
    { line = $0; gsub(/[\200-\277]/, "", line); if (length(line) > 100) print FILENAME ":" FNR }')"

# A definition begins in the first column; parameters are separated by commas outside of inner brackets.
limit "functions with more than six parameters" "$PARAMETERS_OVER_6" "$(code | xargs awk '
    function count(text,   i, c, depth, commas) {
        for (i = 1; i <= length(text); i++) {
            c = substr(text, i, 1)
            if (c == "(") depth++
            else if (c == ")") depth--
            else if (c == "," && depth == 1) commas++
        }
        return commas + 1
    }
    FNR == 1 { head = "" }
    /^[A-Za-z_].*\(/ { head = $0; at = FNR; if (/[;{]$/) head = ""; next }
    head != "" && /^[ \t]/ { head = head $0; next }
    /^\{/ && head != "" { if (count(head) > 6) print FILENAME ":" at }
    { head = "" }')"

# The comments of a file, each with its place, a line of the file on a line.
comments() {
    code | xargs awk '
        FNR == 1 { inside = 0 }
        {
            rest = $0
            while (rest != "") {
                if (!inside) {
                    i = index(rest, "/*")
                    if (!i) break
                    rest = substr(rest, i + 2)
                    inside = 1
                }
                i = index(rest, "*/")
                print FILENAME ":" FNR ": " (i ? substr(rest, 1, i - 1) : rest)
                if (!i) break
                rest = substr(rest, i + 2)
                inside = 0
            }
        }'
}
# "At least" and "at most" are English; `least` for the smallest, `behind` for after and the rest are not ours.
limit "banned words in comments" "$BANNED_WORDS" "$(comments | sed 's/[Aa]t least//g; s/[Aa]t most//g; s/least.squares//g' |
    grep -Eiw 'anew|lest|behind|least|so many|as far as|comes no more|is told|unawares')"
# Texts in quotes and comments are English.
limit "least and most as names" "$BANNED_NAMES" "$(code | xargs grep -nEw 'least|most' |
    sed 's|"[^"]*"||g; s|/\*.*||' | grep -Ew 'least|most' | grep -Ev ':[0-9]+: *\*')"
limit "sentences spread over the comments of several fields" "$SPLIT_COMMENTS" "$(comments | grep -E '^[^ ]* +…|… *$')"

check "the tests that run.sh starts first are there" "$(
    for test in $(sed -n "/^first='/,/'\$/p" tests/run.sh | sed "s/^first=//" | tr -d "'"); do
        [ "$(find tests -name "$test.sh" -o -name "$test.c")" ] || echo "$test"
    done)"
# Arrows from header to header; tsort names what goes round in a circle.
check "headers include each other in no circle" "$(
    find src include -name '*.h' | sort | while read -r h; do
        sed -n 's/^#include "\(.*\.h\)".*/\1/p' "$h" | while read -r to; do
            [ "${h#include/}" = "$to" ] || echo "${h#include/} $to"
        done
    done | tsort 2>&1 >/dev/null)"
tap_end
