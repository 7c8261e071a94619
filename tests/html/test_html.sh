#!/bin/sh
# A page stands in its columns in a real browser, whatever the writing and the fonts: every cell is
# measured by a script in the page. And a page prints whole, light, on one sheet.
set -u
. tests/tap.sh
BUILD=${BUILD:-build}
program=$BUILD/lexwave-headless
needs "$program"
browser=
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && browser=$name && break
done
if [ -z "$browser" ]; then
    skip "pages keep their columns in a browser" "there is no Chromium" chromium
    tap_end
fi
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
here=tests/html
export HOME="$scratch"

visit() { # visit ARGUMENTS: the browser, without a screen
    timeout 120 "$browser" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run \
        --user-data-dir="$scratch/profile" "$@" 2>"$scratch/log"
}

# The browser takes seconds to start: all pages are seen in one visit, each in a frame of its own, and
# what their scripts say comes as one line a frame, "NUMBER WORDS".
add_frame() { # add_frame SCRIPT: a page on standard input, to which the script is added
    echo '<iframe width="800" height="600" srcdoc="'
    { sed '/<\/body>/d; /<\/html>/d'; echo "<script>"; cat "$here/$1"; echo "</script></body></html>"; } |
        sed 's/&/\&amp;/g; s/"/\&quot;/g'
    echo '"></iframe>'
} >>"$scratch/frames.html"
see_frames() {
    { echo '<!doctype html><meta charset="utf-8"><body>'; cat "$scratch/frames.html"; cat <<'SCRIPT'; } >"$scratch/all.html"
<script>
addEventListener("load", () => {
    const said = [...document.querySelectorAll("iframe")].map(
        (frame, i) => `said ${i + 1} ${frame.contentDocument.body.textContent.replace(/\s+/g, " ")} end`);
    document.body.textContent = said.join("\n");
});
</script></body>
SCRIPT
    visit --dump-dom "file://$scratch/all.html" | sed -n 's/.*said \([0-9].*\) end.*/\1/p' >"$scratch/said"
}
said_by() { # said_by FRAME
    sed -n "s/^$1 //p" "$scratch/said"
}

add_page() { # add_page NAME VIEW ROWS OPTIONS... TEXT: how many rows are to be in it
    echo "$3|$1 in $2" >>"$scratch/pages"
    view=$2
    shift 3
    "$program" render --view "$view" --size 110x30 --format html "$@" | add_frame columns.js
}
while IFS='|' read -r title words; do
    for view in pipeline sum; do add_page "$title" "$view" 30 "$words"; done
done <<'TEXTS'
Latin|When you play the game of thrones you win or you die
Hebrew and digits|the cat שלום 12 עולם 3 dogs
Arabic|the cat قال 12 مرحبا 3 dogs
Thai|hello สวัสดี ชาวโลก here
Devanagari|hello नमस्ते दुनिया here
Chinese|hello 你好 世界 here
Emoji and marks|I ❤️ hot tea 🍵 café naïve
TEXTS

# A panel with its caption: as many rows as the same picture has as text.
caption="שלום 12 עולם, สวัสดี, 你好 and plain words"
letters="a b c d e f g h i j k l"
lines=$("$program" render --view pipeline --size 110x30 --format text --panel table --caption "$caption" "$letters" | wc -l)
check "a panel has more rows than its frame" "$([ "$lines" -gt 8 ] || echo "$lines rows")"
add_page "A panel and its caption" pipeline "$lines" --panel table --caption "$caption" "$letters"

# As printed: the same rules, applied to a screen, so that a script can read the colours they give.
"$program" render --theme dark --size 120x40 --format html "printed words" >"$scratch/page.html"
sed 's/@media print{/@media all{/' "$scratch/page.html" | add_frame paper.js

see_frames
frames=$(grep -c '^<iframe' "$scratch/frames.html") seen=0
while IFS='|' read -r rows name; do
    seen=$((seen + 1)) said=$(said_by $seen)
    # "columns ROWS CELLS HEAT DEVIATION": within half a pixel.
    check "$name" "$(echo "$said" |
        awk -v rows="$rows" '{ exit !($1 == "columns" && $2 == rows && $3 > 400 && $4 > 50 && $5 <= 0.5) }' ||
        echo "${said:-nothing was measured: $(tail -1 "$scratch/log")}")"
    echo "# $said"
done <"$scratch/pages"
check "every page was seen" "$([ "$seen" = 15 ] && [ "$frames" = 16 ] || echo "$seen of $frames")"
said=$(said_by "$frames")
# "paper KEPT BACK INK COLOURS"
check "on paper it is in dark ink on a light ground, its colours kept" "$(echo "$said" |
    awk '{ exit !($1 == "paper" && $2 == "exact" && $3 > 220 && $4 < 90 && $5 > 10) }' || echo "${said:-nothing was read}")"
echo "# $said"

# On paper: one sheet, whose ground is light though the page on screen is dark.
visit --print-to-pdf="$scratch/page.pdf" --no-pdf-header-footer "file://$scratch/page.html" >/dev/null
pages=$(grep -a -o '/Type */Page\>' "$scratch/page.pdf" 2>/dev/null | wc -l)
check "a page is printed on one sheet" "$([ "$pages" = 1 ] || echo "on $pages")"
check "which is landscape" "$(
    grep -a -q '/MediaBox *\[ *0 0 79[0-9.]* 61[0-9.]*\|/MediaBox *\[ *0 0 84[0-9.]* 59[0-9.]*' "$scratch/page.pdf" ||
        grep -a -o '/MediaBox[^]]*]' "$scratch/page.pdf" | head -1)"
tap_end
