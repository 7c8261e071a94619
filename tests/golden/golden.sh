#!/bin/sh
# Draws every scene of the *.scenes files and compares it with its golden frame,
# frames/SCENES/NAME.txt (TAP), or with --write rewrites the frames. Arguments name the scene
# files to draw ("golden.sh waves sum"); without any, all are drawn.
set -u
BUILD=${BUILD:-build}
program=$BUILD/lexwave-headless
here=tests/golden
[ -x "$program" ] || { echo "not ok 1 - $program is not built"; exit 1; }
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
unset NO_COLOR
long=$(head -n 40 assets/corpus/teaching.txt | tr '\n' ' ')
n=0 bad=0 write=
[ "${1:-}" = --write ] && { write=1; shift; }
# trim TEXT: sets $trimmed, without a process for each of a thousand words.
trim() {
    trimmed=$1
    while [ "$trimmed" != "${trimmed# }" ]; do trimmed=${trimmed# }; done
    while [ "$trimmed" != "${trimmed% }" ]; do trimmed=${trimmed% }; done
}

# draw NAME OPTIONS TEXT KEYS FRAME: one scene.
draw() {
    case $3 in
    @line) text='When you play the game of thrones you win or you die' ;;
    @long) text=$long ;;
    @empty) text='' ;;
    *) text=$3 ;;
    esac
    echo "$4" >"$scratch/keys"
    # shellcheck disable=SC2086
    "$program" render --format roles $2 --script "$scratch/keys" -- "$text" >"$scratch/frame" 2>"$scratch/error" ||
        cat "$scratch/error" >>"$scratch/frame"
    n=$((n + 1))
    if [ "$write" ]; then
        cmp -s "$scratch/frame" "$5" || { mkdir -p "${5%/*}" && cp "$scratch/frame" "$5"; echo "written: $5"; }
    elif cmp -s "$5" "$scratch/frame"; then
        echo "ok $n - $1"
    else
        bad=1
        diff -u "$5" "$scratch/frame" >"$scratch/diff" 2>&1
        echo "not ok $n - $1"
        head -n 20 "$scratch/diff" | sed 's/^/# /'
    fi
}

# Every name of a scene file once, and every frame a scene's.
names_match() {
    ls "$here/frames/$1" | sed 's/\.txt$//' | sort >"$scratch/frames"
    sed 's/ *|.*//; /^#/d; /^ *$/d' "$here/$1.scenes" | sort >"$scratch/names"
    n=$((n + 1))
    if cmp -s "$scratch/names" "$scratch/frames"; then
        echo "ok $n - $1: a frame for each scene and a scene for each frame"
    else
        bad=1
        echo "not ok $n - $1: a frame for each scene and a scene for each frame"
        diff "$scratch/names" "$scratch/frames" | sed -n 's/^[<>].*/# &/p'
    fi
}

[ $# -gt 0 ] || set -- "$here"/*.scenes
for scenes in "$@"; do
    scenes=${scenes##*/}
    scenes=${scenes%.scenes}
    while IFS='|' read -r name options text keys; do
        trim "$name" && name=$trimmed
        case $name in '' | '#'*) continue ;; esac
        trim "$text" && text=$trimmed
        trim "$keys"
        draw "$name" "$options" "$text" "$trimmed" "$here/frames/$scenes/$name.txt"
    done <"$here/$scenes.scenes"
    names_match "$scenes"
done
echo "1..$n"
exit $bad
