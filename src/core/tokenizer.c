#include "core/tokenizer.h"

#include <string.h>

#include "base/unicode.h"
#include "base/utf8.h"

/* A code point of the text and where it ends. */
struct at {
    uint32_t cp;
    size_t end;
    enum uc_class class;
};

static struct at look(const char *text, size_t n, size_t at)
{
    struct at here = {.class = UC_SPACE, .end = at};
    if (at < n) {
        here.end = at + utf8_decode(text + at, n - at, &here.cp, NULL);
        here.class = uc_class(here.cp);
    }
    return here;
}

static bool joins_words(uint32_t cp)
{
    static const uint32_t joiners[] = {'\'', '-', 0x2010, 0x2011, 0x2019};
    for (size_t i = 0; i < sizeof joiners / sizeof *joiners; i++)
        if (joiners[i] == cp)
            return true;
    return false;
}

/* ASCII letters and digits: nearly all that words are made of. */
static bool is_ascii_word(unsigned char c)
{
    return (c | 0x20u) - 'a' < 26u || (unsigned)c - '0' < 10u;
}

/* The end of the word that starts with the word character ending at `end`. A
 * joiner or format character belongs to it when a word character follows. */
static size_t word_end(const char *text, size_t n, size_t end)
{
    for (;;) {
        while (end < n && is_ascii_word((unsigned char)text[end]))
            end++;
        struct at here = look(text, n, end);
        if (here.class == UC_WORD) {
            end = here.end;
            continue;
        }
        if (here.class != UC_FORMAT && !joins_words(here.cp))
            return end;
        struct at after = look(text, n, here.end);
        if (after.class != UC_WORD)
            return end;
        end = after.end;
    }
}

static bool word_next(const char *text, size_t n, size_t at, struct piece *out)
{
    while (at < n) {
        struct at here = look(text, n, at);
        if (here.class != UC_SPACE && here.class != UC_FORMAT) {
            size_t end = here.class == UC_WORD ? word_end(text, n, here.end) : here.end;
            *out = (struct piece){(uint32_t)at, (uint32_t)end};
            return true;
        }
        at = here.end;
    }
    return false;
}

/* Text that is its own key: ASCII without capitals. */
static bool is_key(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)text[i] >= 0x80 || (text[i] >= 'A' && text[i] <= 'Z'))
            return false;
    return true;
}

static const char *word_key(const char *text, struct piece p, struct str *scratch, size_t *len)
{
    *len = p.end - p.start;
    if (is_key(text + p.start, *len))
        return text + p.start;
    str_clear(scratch);
    for (size_t at = p.start; at < p.end;) {
        uint32_t cp;
        at += utf8_decode(text + at, p.end - at, &cp, NULL);
        if (cp < 0x80) {
            str_addc(scratch, (char)(cp >= 'A' && cp <= 'Z' ? cp + 32 : cp));
            continue;
        }
        char bytes[4];
        str_add(scratch, bytes, utf8_encode(cp == 0x2019 ? '\'' : uc_lower(cp), bytes));
    }
    *len = scratch->len;
    return str_text(scratch);
}

static bool character_next(const char *text, size_t n, size_t at, struct piece *out)
{
    if (at >= n)
        return false;
    *out = (struct piece){(uint32_t)at, (uint32_t)look(text, n, at).end};
    return true;
}

/* As it is, but every malformed byte is the same U+FFFD. */
static const char *character_key(const char *text, struct piece p, struct str *scratch, size_t *len)
{
    uint32_t cp;
    bool ok;
    *len = p.end - p.start;
    utf8_decode(text + p.start, *len, &cp, &ok);
    if (ok)
        return text + p.start;
    char bytes[4];
    str_clear(scratch);
    str_add(scratch, bytes, utf8_encode(UTF8_BAD, bytes));
    *len = scratch->len;
    return str_text(scratch);
}

static bool byte_next(const char *text, size_t n, size_t at, struct piece *out)
{
    (void)text;
    if (at >= n)
        return false;
    *out = (struct piece){(uint32_t)at, (uint32_t)at + 1};
    return true;
}

static const char *byte_key(const char *text, struct piece p, struct str *scratch, size_t *len)
{
    (void)scratch;
    *len = 1;
    return text + p.start;
}

static void spell_text(const char *bytes, size_t n, struct str *out)
{
    str_add(out, bytes, n);
}

static void spell_byte(const char *bytes, size_t n, struct str *out)
{
    unsigned char byte = (unsigned char)*bytes;
    if (n == 1 && byte >= 0x80)
        str_addf(out, "<0x%02X>", byte);
    else
        str_add(out, bytes, n);
}

const struct tokenizer tokenizers[] = {
    {"word", "words in lower case, punctuation apart, each Han character alone", word_next, word_key, spell_text},
    {"character", "every code point is a token, spaces too", character_next, character_key, spell_text},
    {"byte", "every byte of the UTF-8 text is a token", byte_next, byte_key, spell_byte},
};
const int tokenizer_count = sizeof tokenizers / sizeof *tokenizers;

int tokenizer_find(const char *name)
{
    for (int i = 0; i < tokenizer_count; i++)
        if (strcmp(tokenizers[i].name, name) == 0)
            return i;
    return -1;
}
