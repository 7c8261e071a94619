#include "core/text/tokenizer.h"

#include <string.h>

#include "base/utf8.h"
#include "base/words.h"
#include "core/text/tokenizer_parts.h"

static bool character_next(const void *self, const char *text, size_t n, size_t at,
                           struct piece *out)
{
    (void)self;
    if (at >= n) return false;
    uint32_t cp;
    *out = (struct piece){(uint32_t)at, (uint32_t)(at + utf8_decode(text + at, n - at, &cp, NULL))};
    return true;
}

static const char bad_key[] = "\xEF\xBF\xBD"; /* UTF8_BAD */

/* As it is, but every malformed byte is the same U+FFFD. */
static const char *character_key(const void *self, const char *text, struct piece p,
                                 struct str *scratch, size_t *len)
{
    (void)self;
    (void)scratch;
    uint32_t cp;
    bool ok;
    *len = p.end - p.start;
    utf8_decode(text + p.start, *len, &cp, &ok);
    *len = ok ? *len : sizeof bad_key - 1;
    return ok ? text + p.start : bad_key;
}

static size_t character_read(const void *self, const char *text, size_t n, size_t at, size_t stop,
                             struct token *tokens, size_t max, struct str *scratch)
{
    (void)self;
    (void)scratch;
    size_t count = 0;
    for (; at < stop && count < max; at = tokens[count++].piece.end) {
        unsigned char byte = (unsigned char)text[at];
        if (byte < 0x80) {
            token_put(&tokens[count], at, at + 1, byte, 1, TOKEN_IN_TEXT);
            continue;
        }
        bool ok;
        uint32_t cp;
        size_t len = utf8_decode(text + at, n - at, &cp, &ok);
        struct token_key key =
            ok ? token_key_of(text + at, len) : token_key_of(bad_key, sizeof bad_key - 1);
        token_put(&tokens[count], at, at + len, key.head, key.len, TOKEN_IN_TEXT);
    }
    return count;
}

static bool byte_next(const void *self, const char *text, size_t n, size_t at, struct piece *out)
{
    (void)self;
    (void)text;
    if (at >= n) return false;
    *out = (struct piece){(uint32_t)at, (uint32_t)at + 1};
    return true;
}

static const char *byte_key(const void *self, const char *text, struct piece p, struct str *scratch,
                            size_t *len)
{
    (void)self;
    (void)scratch;
    *len = 1;
    return text + p.start;
}

static size_t byte_read(const void *self, const char *text, size_t n, size_t at, size_t stop,
                        struct token *tokens, size_t max, struct str *scratch)
{
    (void)self;
    (void)n;
    (void)scratch;
    size_t count = 0;
    for (; at < stop && count < max; at++)
        token_put(&tokens[count++], at, at + 1, (unsigned char)text[at], 1, TOKEN_IN_TEXT);
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
     .next = word_next,
     .key = word_key,
     .read = word_read,
     .spell = spell_text,
     .after = 8},
    {.name = "character",
     .rule = N_("every code point is a token, spaces too"),
     .next = character_next,
     .key = character_key,
     .read = character_read,
     .spell = spell_text,
     .after = 3},
    {.name = "byte",
     .rule = N_("every byte of the UTF-8 text is a token"),
     .next = byte_next,
     .key = byte_key,
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
