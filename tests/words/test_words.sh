#!/bin/sh
# Every word that a person reads is marked for translation (include/base/words.h).
set -u
. tests/tap.sh
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
# src/docs runs while lexwave is built, and writes documents in the language of their prose.
sources=$(find src include -name '*.[ch]' -o -name '*.inc' | grep -v '^src/docs/' | LC_ALL=C sort)

if command -v python3 >/dev/null 2>&1; then
    check "every word is marked: _(), N_() or words_plural()" "$(python3 tests/words/unmarked.py $sources 2>&1)"

    # One of each kind that must be found, and of each that must not.
    cat >"$scratch/kinds.c" <<'KINDS'
static const char *const shown[] = {"one of a table", N_("marked in a table")};
static const struct action more_actions[] = {{"typed-name", "Left C-b", 1, N_("hint"), "Ctrl-U", "its help", run}};
const struct scheme s = {.name = "typed", .label = "a label"};
static void draw(struct str *out, int n)
{
    /* "a comment" */
    str_addf(out, n ? "either of two" : _("marked %d"), n);
    str_adds(out, _("marked ") "and " "joined");
    if (strcmp(out->data, "compared") == 0)
        str_addf(out, "%s = %.2f, cos %d\n", "x", 1.0, n);
    str_adds(out, words_plural("%d thing", "%d things", n));
    take((struct err){"in a literal of a struct"});
}
KINDS
    cat >"$scratch/expected" <<'EXPECTED'
1: "one of a table"
2: "its help"
3: "a label"
7: "either of two"
8: "and joined"
12: "in a literal of a struct"
EXPECTED
    check "what is not marked is found, and nothing else" "$(
        python3 tests/words/unmarked.py "$scratch/kinds.c" | sed "s|^$scratch/kinds.c:||" | diff "$scratch/expected" -)"
else
    skip "every word is marked: _(), N_() or words_plural()" "python3 is not installed" python3
    skip "what is not marked is found, and nothing else" "python3 is not installed" python3
fi

if ! command -v xgettext >/dev/null 2>&1; then
    skip "the template holds every marked text" "xgettext is not installed" gettext
elif ! command -v python3 >/dev/null 2>&1; then
    skip "the template holds every marked text" "python3 is not installed" python3
else
    check "the template holds every marked text" "$(
        sh tests/tools/pot.sh "$scratch/lexwave.pot" 2>&1 >/dev/null
        marked=$(python3 tests/words/unmarked.py --marked $sources)
        texts=$(($(grep -c '^msgid ' "$scratch/lexwave.pot") - 1))
        [ "$marked" -eq "$texts" ] || echo "$marked texts are marked, $texts are in the template")"
fi
tap_end
