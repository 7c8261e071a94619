/* Words. Most of most text is ASCII letters and digits: they are told apart, put into lower
 * case and hashed eight at a time, as the bytes of one number. */
#include "core/tokenizer_parts.h"

#include "base/unicode.h"
#include "base/utf8.h"

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))
#define HIGH EACH(0x80)

/* ---- eight bytes at a time; sums stay within their byte because its high bit is off ---- */

/* The high bit of every byte that is an ASCII letter. */
static uint64_t letters(uint64_t bytes)
{
    uint64_t low = (bytes & ~HIGH) | EACH('a' - 'A');
    return (low + EACH(0x80 - 'a')) & ~(low + EACH(0x7F - 'z')) & ~bytes & HIGH;
}

static uint64_t digits(uint64_t bytes)
{
    uint64_t low = bytes & ~HIGH;
    return (low + EACH(0x80 - '0')) & ~(low + EACH(0x7F - '9')) & ~bytes & HIGH;
}

static uint64_t lower(uint64_t bytes)
{
    return bytes | letters(bytes) >> 2; /* 'a' − 'A' is the high bit, two places down */
}

/* The end of the ASCII letters and digits from `at` on. */
static size_t ascii_end(const char *text, size_t n, size_t at)
{
    for (; n - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
        uint64_t bytes = token_load(text + at), others = HIGH & ~(letters(bytes) | digits(bytes));
        if (others)
            return at + (size_t)__builtin_ctzll(others) / 8;
    }
    while (at < n && (((unsigned char)text[at] | 0x20u) - 'a' < 26u || (unsigned char)text[at] - (unsigned)'0' < 10u))
        at++;
    return at;
}

/* ---- code point by code point ---- */

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
    return cp == '\'' || cp == '-' || cp == 0x2010 || cp == 0x2011 || cp == 0x2019;
}

/* What may come next within a word that is not a letter or digit of ASCII. */
static bool may_go_on(unsigned char byte)
{
    return byte == '\'' || byte == '-' || byte >= 0x80;
}

/* The end of the word that starts with the word character ending at `end`. A
 * joiner or format character belongs to it when a word character follows. */
static size_t word_end(const char *text, size_t n, size_t end)
{
    for (;;) {
        end = ascii_end(text, n, end);
        if (end == n || !may_go_on((unsigned char)text[end]))
            return end;
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

/* The piece that starts at `at`, which is not the end. Where there is none, false, and the
 * piece is what is to be skipped. */
static bool piece_at(const char *text, size_t n, size_t at, struct piece *out)
{
    struct at here = look(text, n, at);
    size_t end = here.class == UC_WORD ? word_end(text, n, here.end) : here.end;
    *out = (struct piece){(uint32_t)at, (uint32_t)end};
    return here.class != UC_SPACE && here.class != UC_FORMAT;
}

bool word_next(const char *text, size_t n, size_t at, struct piece *out)
{
    for (; at < n; at = out->end)
        if (piece_at(text, n, at, out))
            return true;
    return false;
}

/* ---- keys ---- */

/* Appends text[0 .. n) in lower case, ’ as '. */
static void add_lower(const char *text, size_t n, struct str *out)
{
    for (size_t at = 0; at < n;) {
        uint32_t cp;
        at += utf8_decode(text + at, n - at, &cp, NULL);
        if (cp < 0x80) {
            str_addc(out, (char)(cp >= 'A' && cp <= 'Z' ? cp + 32 : cp));
            continue;
        }
        char bytes[4];
        str_add(out, bytes, utf8_encode(cp == 0x2019 ? '\'' : uc_lower(cp), bytes));
    }
}

/* Text that is its own key: ASCII without capitals. */
static bool is_key(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)text[i] >= 0x80 || (text[i] >= 'A' && text[i] <= 'Z'))
            return false;
    return true;
}

const char *word_key(const char *text, struct piece p, struct str *scratch, size_t *len)
{
    *len = p.end - p.start;
    if (is_key(text + p.start, *len))
        return text + p.start;
    str_clear(scratch);
    add_lower(text + p.start, *len, scratch);
    *len = scratch->len;
    return str_text(scratch);
}

static struct token folded_token(const char *text, struct piece p, struct str *scratch)
{
    size_t at = scratch->len;
    add_lower(text + p.start, p.end - p.start, scratch);
    if (scratch->failed)
        return (struct token){.piece = p, .key = {.len = 1}};
    return (struct token){p, token_key_of(scratch->data + at, scratch->len - at), (uint32_t)at};
}

/* At most eight bytes at text + start as a number, none read from outside the text. */
static uint64_t load_short(const char *text, size_t n, struct piece p)
{
    unsigned unwanted = 64 - 8 * (p.end - p.start);
    if (n - p.start >= sizeof(uint64_t))
        return token_load(text + p.start) << unwanted >> unwanted;
    if (p.end >= sizeof(uint64_t))
        return token_load(text + p.end - sizeof(uint64_t)) >> unwanted;
    return token_key_of(text + p.start, p.end - p.start).head;
}

/* The same as folded_token for a piece that is all ASCII, as it mostly is. */
static struct token ascii_token(const char *text, size_t n, struct piece p, struct str *scratch)
{
    uint32_t len = p.end - p.start;
    struct token t = {p, {0, len}, TOKEN_IN_TEXT};
    if (len <= TOKEN_SHORT) {
        t.key.head = lower(load_short(text, n, p));
        return t;
    }
    uint64_t changed = 0; /* as token_key_of() hashes */
    for (size_t at = p.start;; at += 8) {
        bool last = p.end - at <= 8;
        uint64_t bytes = token_load(text + (last ? p.end - 8 : at)), folded = lower(bytes);
        changed |= bytes ^ folded;
        t.key.head = token_mix(t.key.head, folded);
        if (last)
            break;
    }
    return changed ? folded_token(text, p, scratch) : t;
}

static bool is_ascii(const char *text, struct piece p)
{
    uint32_t any = 0;
    for (uint32_t i = p.start; i < p.end; i++)
        any |= (unsigned char)text[i];
    return any < 0x80;
}

/* The word that starts with a letter or digit of ASCII. */
static struct token word_token(const char *text, size_t n, size_t at, struct str *scratch)
{
    size_t end = ascii_end(text, n, at);
    struct piece p = {(uint32_t)at, (uint32_t)end};
    if (end == n || !may_go_on((unsigned char)text[end]))
        return ascii_token(text, n, p, scratch);
    p.end = (uint32_t)word_end(text, n, end);
    return is_ascii(text, p) ? ascii_token(text, n, p, scratch) : folded_token(text, p, scratch);
}

size_t word_read(const char *text, size_t n, size_t at, size_t stop, struct token *tokens, size_t max,
                 struct str *scratch)
{
    size_t count = 0;
    while (at < stop && count < max) {
        unsigned char byte = (unsigned char)text[at];
        struct piece p = {(uint32_t)at, (uint32_t)at + 1};
        if (byte >= 0x80) {
            if (piece_at(text, n, at, &p))
                tokens[count++] = folded_token(text, p, scratch);
            at = p.end;
            continue;
        }
        enum uc_class class = uc_class(byte);
        if (class == UC_WORD)
            tokens[count++] = word_token(text, n, at, scratch);
        else if (class != UC_SPACE)
            tokens[count++] = (struct token){p, {byte, 1}, TOKEN_IN_TEXT};
        at = class == UC_WORD ? tokens[count - 1].piece.end : at + 1;
    }
    return count;
}
