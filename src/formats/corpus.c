#include "formats/corpus.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "base/words.h"
#include "core/text/tokenizer.h"

/* Mostly known at the first code point. */
static bool has_words(const struct str *text)
{
    for (size_t at = 0; at < text->len;) {
        uint32_t cp;
        at += utf8_decode(text->data + at, text->len - at, &cp, NULL);
        if (uc_class(cp) != UC_SPACE && uc_class(cp) != UC_FORMAT) return true;
    }
    return false;
}

bool corpus_read(const char *path, struct str *out, file_progress *progress, void *context,
                 struct err *e)
{
    if (!file_read_progress(path, TOKENIZER_TEXT_MAX, progress, context, out, e)) return false;
    const char *what =
        out->len
            ? _("holds nothing but white space: a vocabulary is built from the words of a text")
            : _("is empty: a vocabulary is built from the words of a text");
    return has_words(out) || file_say(e, path, what);
}
