#!/bin/sh
# Makes the template for translators, OUT (build/lexwave.pot), of the words that base/words.h marks.
set -u
out=${1:-${BUILD:-build}/lexwave.pot}
command -v xgettext >/dev/null 2>&1 || { echo "skipped: xgettext is not installed (gettext)"; exit 0; }
mkdir -p "$(dirname "$out")"
find src include -name '*.[ch]' ! -path include/base/words.h | LC_ALL=C sort |
    xgettext --language=C --from-code=UTF-8 --files-from=- --output="$out" --force-po \
        --keyword --keyword=_ --keyword=N_ --keyword=words_plural:1,2 \
        --flag=_:1:pass-c-format --flag=N_:1:pass-c-format \
        --flag=words_plural:1:pass-c-format --flag=words_plural:2:pass-c-format \
        --flag=err_set:2:c-format --flag=str_addf:2:c-format --flag=app_say:2:c-format \
        --flag=app_complain:2:c-format --flag=say:3:c-format --flag=or_short:2:c-format \
        --package-name=lexwave --copyright-holder="the authors of lexwave" --add-comments=TRANSLATORS || exit 1
echo "$out: $(($(grep -c '^msgid ' "$out") - 1)) texts, $(grep -c '^msgid_plural ' "$out") with plural forms"
