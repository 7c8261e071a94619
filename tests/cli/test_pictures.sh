#!/bin/sh
# What render and encode say of their input, and what pictures say of themselves.
set -u
BUILD=${BUILD:-build}
program=$BUILD/lexwave-headless
[ -x "$program" ] || { echo "not ok 1 - $program is missing"; exit 1; }
n=0 bad=0
check() { # check NAME EXPECTED SEEN
    n=$((n + 1))
    if [ "$2" = "$3" ]; then
        echo "ok $n - $1"
    else
        bad=1
        echo "not ok $n - $1"
        printf '%s\n' "expected: $2" "seen: $3" | sed 's/^/# /'
    fi
}
check "an empty standard input is told in one line" \
    'lexwave: standard input is empty: give a TEXT, or "" for a picture of none 1' \
    "$("$program" render </dev/null 2>&1 | tr "\n" " ")1"
check "an empty TEXT is a picture" 0 "$("$program" render "" </dev/null >/dev/null 2>&1; echo $?)"
check "a byte order mark comes before CSV on request" "efbbbf706f73" \
    "$("$program" encode --format csv --bom hi | head -c 6 | od -An -tx1 | tr -d ' \n')"
check "and not without" "706f73" "$("$program" encode --format csv hi | head -c 3 | od -An -tx1 | tr -d ' \n')"
check "nor with another format" 1 "$("$program" encode --format json --bom hi >/dev/null 2>&1; echo $?)"
for format in svg html; do
    page=$("$program" render --format $format --view sum --scheme index -d 8 'a < b & "c"')
    check "$format has a title" "<title>lexwave: Sum</title>" "$(echo "$page" | grep -o '<title>.*</title>')"
    check "$format is described by view, parameters and text" 1 \
        "$(echo "$page" | grep -c 'Sum; scheme index, d_model 8, base 10000, offset 0: a &lt; b &amp; &quot;c&quot;')"
done
echo "1..$n"
exit $bad
