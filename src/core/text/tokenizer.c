#include "core/text/tokenizer.h"

#include <string.h>

#include "base/utf8.h"
#include "base/words.h"
#include "core/text/tokenizer_parts.h"

/* As they are, but every malformed byte is looked up as the same U+FFFD. */
static size_t character_read(const void *self, const struct tokenizer_span *s, struct token *tokens,
                             struct str *scratch)
{
    static const char bad_key[] = "\xEF\xBF\xBD"; /* UTF8_BAD */
    (void)self, (void)scratch;
    size_t count = 0, len;
    for (size_t at = s->at; at < s->stop && count < s->max; at += len) {
        bool ok;
        uint32_t cp;
        len = utf8_decode(s->text + at, s->n - at, &cp, &ok);
        struct token_key key =
            ok ? token_key_of(s->text + at, len) : token_key_of(bad_key, sizeof bad_key - 1);
        token_put(&tokens[count++], at, at + len, key.head, key.len, TOKEN_IN_TEXT);
    }
    return count;
}

static size_t byte_read(const void *self, const struct tokenizer_span *s, struct token *tokens,
                        struct str *scratch)
{
    (void)self, (void)scratch;
    size_t count = 0;
    for (size_t at = s->at; at < s->stop && count < s->max; at++)
        token_put(&tokens[count++], at, at + 1, (unsigned char)s->text[at], 1, TOKEN_IN_TEXT);
    return count;
}

static void spell_text(const void *self, const char *bytes, size_t n, struct str *out)
{
    (void)self;
    str_add(out, bytes, n);
}

static void spell_byte(const void *self, const char *bytes, size_t n, struct str *out)
{
    (void)self;
    unsigned char byte = (unsigned char)*bytes;
    if (n == 1 && byte >= 0x80)
        str_addf(out, "<0x%02X>", byte);
    else
        str_add(out, bytes, n);
}

/* Where a word ends depends on a joiner after it and on the character after that: two code
 * points. A malformed character ends after one byte, a whole one after four: three more. */
const struct tokenizer tokenizers[] = {
    {.name = "word",
     .rule = N_("words in lower case, punctuation apart, each Han character alone"),
     .read = word_read,
     .spell = spell_text,
     .after = 8},
    {.name = "character",
     .rule = N_("every code point is a token, spaces too"),
     .read = character_read,
     .spell = spell_text,
     .after = 3},
    {.name = "byte",
     .rule = N_("every byte of the UTF-8 text is a token"),
     .read = byte_read,
     .spell = spell_byte},
};
const int tokenizer_count = sizeof tokenizers / sizeof *tokenizers;

int tokenizer_find(const char *name)
{
    for (int i = 0; i < tokenizer_count; i++)
        if (strcmp(tokenizers[i].name, name) == 0) return i;
    return -1;
}

bool tokenizer_breaks(const struct tokenizer *t, const char *text, size_t n, size_t at)
{
    return !t->breaks || at == 0 || t->breaks(t->self, text, n, at);
}
