#!/bin/sh
# A page stands in its columns in a real browser, whatever the writing and the fonts: every cell is
# measured by a script in the page. And a page prints whole, light, on one sheet.
set -u
BUILD=${BUILD:-build}
program=$BUILD/lexwave-headless
[ -x "$program" ] || { echo "not ok 1 - $program is missing"; exit 1; }
browser=
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && browser=$name && break
done
if [ -z "$browser" ]; then
    echo "ok 1 - pages keep their columns in a browser # SKIP there is no Chromium"
    echo "skipped: the columns of pages in a browser: there is no Chromium (Debian: apt-get install chromium)"
    echo "1..1"
    exit 0
fi
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
here=$(dirname "$0")
export HOME="$scratch"
n=0 bad=0
ok() { n=$((n + 1)); echo "ok $n - $1"; }
not_ok() { n=$((n + 1)); bad=1; echo "not ok $n - $1"; }

visit() { # visit ARGUMENTS: the browser, without a screen
    timeout 120 "$browser" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run \
        --user-data-dir="$scratch/profile" "$@" 2>"$scratch/log"
}

measure() { # measure NAME VIEW ROWS OPTIONS... TEXT: within half a pixel
    name=$1 view=$2 rows=$3
    shift 3
    "$program" render --view "$view" --size 110x30 --format html "$@" >"$scratch/page.html" || { not_ok "$name"; return; }
    { sed '/<\/body>/d; /<\/html>/d' "$scratch/page.html"; echo "<script>"; cat "$here/columns.js"
      echo "</script></body></html>"; } >"$scratch/measured.html"
    said=$(visit --dump-dom "file://$scratch/measured.html" | grep -o 'columns [0-9][^<]*' | head -1)
    if echo "$said" | awk -v rows="$rows" '{ exit !($2 == rows && $3 > 400 && $4 > 50 && $5 <= 0.5) }'; then
        ok "$name in $view: $said"
    else
        not_ok "$name in $view: ${said:-nothing was measured: $(tail -1 "$scratch/log")}"
    fi
}

while IFS='|' read -r title words; do
    for view in pipeline sum; do measure "$title" "$view" 30 "$words"; done
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
panel="--panel table --caption"
caption="שלום 12 עולם, สวัสดี, 你好 and plain words"
letters="a b c d e f g h i j k l"
lines=$("$program" render --view pipeline --size 110x30 --format text $panel "$caption" "$letters" | wc -l)
[ "$lines" -gt 8 ] || not_ok "a panel has $lines rows"
measure "A panel and its caption" pipeline "$lines" $panel "$caption" "$letters"

# On paper: one sheet, whose ground is light though the page on screen is dark.
"$program" render --theme dark --size 120x40 --format html "printed words" >"$scratch/page.html"
visit --print-to-pdf="$scratch/page.pdf" --no-pdf-header-footer "file://$scratch/page.html" >/dev/null
pages=$(grep -a -o '/Type */Page\>' "$scratch/page.pdf" 2>/dev/null | wc -l)
[ "$pages" = 1 ] && ok "a page is printed on one sheet" || not_ok "a page is printed on $pages sheets"
if grep -a -q '/MediaBox *\[ *0 0 79[0-9.]* 61[0-9.]*\|/MediaBox *\[ *0 0 84[0-9.]* 59[0-9.]*' "$scratch/page.pdf"; then
    ok "which is landscape"
else
    not_ok "which is landscape: $(grep -a -o '/MediaBox[^]]*]' "$scratch/page.pdf" | head -1)"
fi

# The same rules, applied to a screen, so that a script can read the colours they give.
paper() { # paper: "paper KEPT BACK TEXT COLOURS" of the page as printed
    { sed '/<\/body>/d; /<\/html>/d; s/@media print{/@media all{/' "$scratch/page.html"
      echo "<script>"; cat "$here/paper.js"; echo "</script></body></html>"; } >"$scratch/paper.html"
    visit --dump-dom "file://$scratch/paper.html" | grep -o 'paper [^<]*' | head -1
}
said=$(paper)
if echo "$said" | awk '{ exit !($2 == "exact" && $3 > 220 && $4 < 90 && $5 > 10) }'; then
    ok "in dark ink on a light ground, its colours kept: $said"
else
    not_ok "in dark ink on a light ground, its colours kept: ${said:-nothing was read}"
fi
echo "1..$n"
exit $bad
