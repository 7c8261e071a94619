#!/bin/sh
# Remakes screenshots/: SVG from `lexwave render`, PNG from a real terminal window
# (termshot: Xvfb, xterm, xdotool; `termshot -h` names what it needs).
set -eu
BUILD=${BUILD:-build}
line='When you play the game of thrones you win or you die'
program=$PWD/$BUILD/lexwave
out=screenshots
shot() { # shot NAME SIZE KEYS ARGUMENTS...
    name=$1 size=$2 keys=$3
    shift 3
    python3 tests/pictures/termshot -s "$size" -k "$keys" -o "$out/$name.png" -- env COLORTERM=truecolor "$program" --fresh --no-config "$@"
    echo "$out/$name.png"
}

"$program" render --size 120x40 --format svg -o $out/pipeline.svg "$line"
echo "$out/pipeline.svg"
command -v Xvfb >/dev/null && command -v xterm >/dev/null || { echo "skipped: PNG pictures need Xvfb and xterm"; exit 0; }
shot pipeline-120x40 120x40 ''
shot pipeline-80x24 80x24 'Tab'
shot vocabulary-120x40 120x40 'Tab 2'
shot embedding-120x40 120x40 'Tab 3'
shot waves-120x40 120x40 'Tab 4'
shot sum-120x40 120x40 'Tab 5 e'
shot similarity-120x40 120x40 'Tab 6'
shot schemes-120x40 120x40 'Tab 7'
shot wrong-formulas-120x40 120x40 'Tab 7 w'
shot typed-in-front 120x40 'Home Zebras wait:1.2 Space' # E slides, P stays: the marks are still there
shot numbers-120x40 120x40 'Tab' -d 4
shot raw-index-120x40 120x40 'Tab' --scheme index
shot wide-light-100x30 100x30 'Tab' --theme light '狗追猫。 猫追狗。 El perro come, el niño ríe.'
shot position-1e9-120x40 120x40 'Tab' --offset 999999990 --theme contrast
shot help-160x40 160x40 'Tab ?'
shot two-positions-120x40 120x40 'Tab 4 Home g y p 44 Enter wait:0.3'
shot beside-120x40 120x40 'Tab Down' --scheme normalised --beside 'When you play the game'
shot shuffled-none-120x40 120x40 'Tab z wait:0.3' --scheme none
shot gap-100x30 100x30 'Tab G' 'When you play the game of thrones you ___'
shot blocks-100x30 100x30 'Tab 4' --curves blocks --theme light
shot training-120x40 120x40 'Tab 8 C-Right C-Right wait:0.3'
shot attention-120x40 120x40 'Tab 8 C-Right C-Right C-Right C-Right C-Right C-Right 9 p 7 Enter wait:0.3' --model 1-block+P
shot map-120x40 120x40 'Tab X wait:0.3'
shot trained-rows-120x40 120x40 'Tab 8 C-Right C-Right C-Right C-Right C-Right C-Right 3 E wait:0.3'
