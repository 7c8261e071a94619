#!/bin/sh
# Draws every scene of the *.scenes files and compares it with its golden frame (TAP), or
# with --write rewrites the frames.
set -u
BUILD=${BUILD:-build}
program=$BUILD/lexwave-headless
here=tests/golden
[ -x "$program" ] || { echo "not ok 1 - $program is not built"; exit 1; }
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
unset NO_COLOR
long=$(head -n 40 assets/corpus/teaching.txt | tr '\n' ' ')
n=0 bad=0
trim() { echo "$1" | sed 's/^ *//; s/ *$//'; }

while IFS='|' read -r name options text keys; do
    name=$(trim "$name") text=$(trim "$text")
    case $name in '' | '#'*) continue ;; esac
    case $text in
    @line) text='When you play the game of thrones you win or you die' ;;
    @long) text=$long ;;
    @empty) text='' ;;
    esac
    trim "$keys" >"$scratch/keys"
    frame=$here/frames/$name.txt
    # shellcheck disable=SC2086
    "$program" render --format roles $options --script "$scratch/keys" -- "$text" >"$scratch/frame" 2>"$scratch/error" ||
        cat "$scratch/error" >>"$scratch/frame"
    n=$((n + 1))
    if [ "${1:-}" = --write ]; then
        cmp -s "$scratch/frame" "$frame" || { cp "$scratch/frame" "$frame"; echo "written: $frame"; }
    elif diff -u "$frame" "$scratch/frame" >"$scratch/diff" 2>&1; then
        echo "ok $n - $name"
    else
        bad=1
        echo "not ok $n - $name"
        head -n 20 "$scratch/diff" | sed 's/^/# /'
    fi
done <<EOF
$(cat $here/*.scenes)
EOF
echo "1..$n"
exit $bad
