#!/bin/sh
# What render and encode say of their input, and what pictures say of themselves.
set -u
BUILD=${BUILD:-build}
program=$BUILD/lexwave-headless
. tests/tap.sh
needs "$program"
# same NAME EXPECTED SEEN
same() { check "$1" "$([ "$2" = "$3" ] || printf '%s\n' "expected: $2" "seen: $3")"; }
same "an empty standard input is told in one line" \
    'lexwave: standard input is empty: give a TEXT, or "" for a picture of none 1' \
    "$("$program" render </dev/null 2>&1 | tr "\n" " ")1"
same "an empty TEXT is a picture" 0 "$("$program" render "" </dev/null >/dev/null 2>&1; echo $?)"
same "a byte order mark comes before CSV on request" "efbbbf706f73" \
    "$("$program" encode --format csv --bom hi | head -c 6 | od -An -tx1 | tr -d ' \n')"
same "and not without" "706f73" "$("$program" encode --format csv hi | head -c 3 | od -An -tx1 | tr -d ' \n')"
same "before a table too" "efbbbf302c" \
    "$("$program" table --scheme none --positions 0:1 -d 2 --bom | head -c 5 | od -An -tx1 | tr -d ' \n')"
same "of CSV alone" 1 "$("$program" table --format npy --bom >/dev/null 2>&1; echo $?)"
same "nor with another format" 1 "$("$program" encode --format json --bom hi >/dev/null 2>&1; echo $?)"
for format in svg html; do
    page=$("$program" render --format $format --view sum --scheme index -d 8 'a < b & "c"')
    same "$format has a title" "<title>lexwave: Sum</title>" "$(echo "$page" | grep -o '<title>.*</title>')"
    same "$format is described by view, parameters and text" 1 \
        "$(echo "$page" | grep -c 'Sum; scheme index, d_model 8, base 10000, offset 0: a &lt; b &amp; &quot;c&quot;')"
done

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export HOME="$scratch" XDG_CONFIG_HOME="$scratch/config"
words="When you play the game of thrones you win or you die"
render() { "$program" render --size 100x30 "$@" "$words"; }

same "a bare picture begins with the sentence" " › $words" "$(render --bare | head -1 | sed 's/   .*//')"
same "has no tabs and no hints" 0 "$(render --bare | grep -c 'lexwave\|Pipeline\|quit')"
same "and the size asked for" 30 "$(render --bare | wc -l)"
same "one panel is written alone" "╭─ Waves  dim 2 sin, dim 3 cos" \
    "$(render --view waves --panel waves | head -1 | grep -o '^.*3 cos')"
same "with what follows it left out" 0 "$(render --view waves --panel waves | grep -c hand)"
same "a wrong panel lists those there are" \
    "lexwave: --panel foo: no such name; of the view waves it is waves, strips or gauges 2" \
    "$(render --view waves --panel foo 2>&1 | tr '\n' ' ')$(render --view waves --panel foo >/dev/null 2>&1; echo $?)"
same "one that the screen has no room for is told" \
    "lexwave: panel waves: the view waves does not show it at 80x8" \
    "$("$program" render --size 80x8 --view waves --panel waves "$words" 2>&1)"
same "an empty caption is refused" "lexwave: --caption: a TEXT is wanted 2" \
    "$(render --caption "" 2>&1)$(render --caption "" >/dev/null 2>&1; echo " $?")"
caption="a < b 你好 $(printf '\033')[31m"
for format in text ansi; do
    same "$format ends with the caption, made safe" "a < b 你好 ␛[31m" \
        "$(render --format $format --caption "$caption" | tail -1 | sed 's/'"$(printf '\033')"'\[[0-9;]*m//g; s/^ *//; s/ *$//')"
done
same "html has the caption after the last row" 1 \
    "$(render --format html --caption "$caption" | tail -4 | grep -c 'a &lt; b <i class="w">你</i><i class="w">好</i>')"
same "svg has a row more for it, and a blank one" "$((32 * 20))" \
    "$(render --format svg --caption "$caption" | grep -o '<svg[^>]*' | grep -o ' height="[0-9]*' | grep -o '[0-9]*')"

mkdir "$scratch/config"
echo "the cat sat on the mat" >"$scratch/words.txt"
play() { # play LINES: as keys
    printf '%s\n' "$1" >"$scratch/keys"
    render --script "$scratch/keys" --view waves
}
play "Tab : 'panel strips' Enter : 'caption of my own' Enter : 'bare on' Enter : 'export text ~/p.txt' Enter" >/dev/null
same "~ in :export is HOME, where the panel and its caption are" " of my own" "$(tail -1 "$scratch/p.txt" 2>/dev/null)"
same "the panel alone" 1 "$(head -1 "$scratch/p.txt" 2>/dev/null | grep -c 'wavelength')"
same "and the screen is whole again" 1 \
    "$(play "Tab : 'bare on' Enter : 'export text ~/q.txt' Enter : 'bare off' Enter" | head -1 | grep -c '4 Waves')"
same "~ in :corpus is HOME" 1 "$(play "Tab : 'corpus ~/words.txt' Enter" | grep -c 'vocabulary of')"
# shellcheck disable=SC2088 # the program, not the shell, knows what ~ is
same "Tab completes a path with ~ and keeps it" 1 "$(play "Tab : 'corpus ~/wor' Tab" | grep -c '~/words.txt')"
echo "corpus ~/words.txt" >"$scratch/config/ours"
same "~ in a config's corpus is HOME" 1 \
    "$("$program" render --config "$scratch/config/ours" --view vocabulary --bare hi | grep -c 'after the 7 of the training text')"
tap_end
