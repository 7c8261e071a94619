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

measure() { # measure NAME VIEW TEXT: within half a pixel
    "$program" render --view "$2" --size 110x30 --format html "$3" >"$scratch/page.html" || { not_ok "$1"; return; }
    { sed '/<\/body>/d; /<\/html>/d' "$scratch/page.html"; echo "<script>"; cat "$here/columns.js"
      echo "</script></body></html>"; } >"$scratch/measured.html"
    said=$(visit --dump-dom "file://$scratch/measured.html" | grep -o 'columns [0-9][^<]*' | head -1)
    if echo "$said" | awk '{ exit !($2 == 30 && $3 > 1000 && $4 > 50 && $5 <= 0.5) }'; then
        ok "$1 in $2: $said"
    else
        not_ok "$1 in $2: ${said:-nothing was measured: $(tail -1 "$scratch/log")}"
    fi
}

while IFS='|' read -r name words; do
    for view in pipeline sum; do measure "$name" "$view" "$words"; done
done <<'TEXTS'
Latin|When you play the game of thrones you win or you die
Hebrew and digits|the cat שלום 12 עולם 3 dogs
Arabic|the cat قال 12 مرحبا 3 dogs
Thai|hello สวัสดี ชาวโลก here
Devanagari|hello नमस्ते दुनिया here
Chinese|hello 你好 世界 here
Emoji and marks|I ❤️ hot tea 🍵 café naïve
TEXTS

# On paper: one sheet, whose ground is light though the page on screen is dark.
"$program" render --theme dark --size 120x40 --format html >"$scratch/page.html"
visit --print-to-pdf="$scratch/page.pdf" --no-pdf-header-footer "file://$scratch/page.html" >/dev/null
pages=$(grep -a -o '/Type */Page\>' "$scratch/page.pdf" 2>/dev/null | wc -l)
[ "$pages" = 1 ] && ok "a page is printed on one sheet" || not_ok "a page is printed on $pages sheets"
if grep -a -q '/MediaBox *\[ *0 0 79[0-9.]* 61[0-9.]*\|/MediaBox *\[ *0 0 84[0-9.]* 59[0-9.]*' "$scratch/page.pdf"; then
    ok "which is landscape"
else
    not_ok "which is landscape: $(grep -a -o '/MediaBox[^]]*]' "$scratch/page.pdf" | head -1)"
fi
echo "1..$n"
exit $bad
