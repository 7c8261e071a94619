#include "core/text/tokenizer.h"

#include <string.h>

#include "base/unicode.h"
#include "base/utf8.h"
#include "base/words.h"

struct token_key token_key_of(const char *bytes, size_t n)
{
    struct token_key key = {0, (uint32_t)n};
    if (n <= TOKEN_SHORT) {
        char eight[TOKEN_SHORT] = {0};
        memcpy(eight, bytes, n);
        key.head = token_load(eight);
        return key;
    }
    for (size_t i = 0; i < n - 8; i += 8) key.head = hash_mix(key.head, token_load(bytes + i));
    key.head = hash_mix(key.head, token_load(bytes + n - 8));
    return key;
}

const char *token_key_bytes(const struct token *t, const char *text, const char *scratch,
                            char room[TOKEN_SHORT])
{
    if (t->key.len > TOKEN_SHORT)
        return t->folded == TOKEN_IN_TEXT ? text + t->piece.start : scratch + t->folded;
    for (uint32_t i = 0; i < t->key.len; i++) room[i] = (char)(t->key.head >> 8 * i);
    return room;
}

/* Sets a token: bytes [start, end) of the text, its key, and `folded` as in struct token.
 * Field by field: a whole struct would be assembled in memory, which is slower. */
static inline void token_put(struct token *out, size_t start, size_t end, uint64_t head, size_t len,
                             size_t folded)
{
    out->piece.start = (uint32_t)start;
    out->piece.end = (uint32_t)end;
    out->key.head = head;
    out->key.len = (uint32_t)len;
    out->folded = (uint32_t)folded;
}

/* ---- words ----
 *
 * Text is mostly ASCII letters and digits: they are classified, put into lower case and hashed
 * eight at a time, as the bytes of one number. */

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
        if (others) return at + (size_t)__builtin_ctzll(others) / 8;
    }
    while (at < n && (((unsigned char)text[at] | 0x20u) - 'a' < 26u ||
                      (unsigned char)text[at] - (unsigned)'0' < 10u))
        at++;
    return at;
}

/* ---- code point by code point ---- */

/* A code point of the text and where it ends. */
struct code_point {
    uint32_t cp;
    size_t end;
    enum uc_class class;
};

static inline void read_code_point(const char *text, size_t n, size_t at, struct code_point *here)
{
    here->cp = 0;
    here->end = at;
    here->class = UC_SPACE;
    if (at >= n) return;
    here->end += utf8_decode(text + at, n - at, &here->cp, NULL);
    here->class = uc_class(here->cp);
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
 * joiner or format character belongs to it when a word character follows. The bits of
 * what was decoded on the way are added to *seen: below 0x80, all is ASCII. */
static size_t word_end(const char *text, size_t n, size_t end, uint32_t *seen)
{
    for (;;) {
        if (end < n && (unsigned char)text[end] < 0x80) end = ascii_end(text, n, end);
        if (end == n || !may_go_on((unsigned char)text[end])) return end;
        struct code_point here, after;
        read_code_point(text, n, end, &here);
        if (here.class == UC_WORD) {
            *seen |= here.cp;
            end = here.end;
            continue;
        }
        if (here.class != UC_FORMAT && !joins_words(here.cp)) return end;
        read_code_point(text, n, here.end, &after);
        if (after.class != UC_WORD) return end;
        *seen |= here.cp | after.cp;
        end = after.end;
    }
}

/* The piece that starts at `at`, which is not the end. Where there is none, false, and the
 * piece is what is to be skipped. */
static bool piece_at(const char *text, size_t n, size_t at, struct piece *out)
{
    struct code_point here;
    uint32_t seen = 0;
    read_code_point(text, n, at, &here);
    size_t end = here.class == UC_WORD ? word_end(text, n, here.end, &seen) : here.end;
    *out = (struct piece){(uint32_t)at, (uint32_t)end};
    return here.class != UC_SPACE && here.class != UC_FORMAT;
}

/* ---- keys ---- */

/* Appends the piece text[0 .. n) in lower case, ’ as '. */
static void add_lower(const char *text, size_t n, struct str *out)
{
    /* Two bytes may become three, and a malformed one, which is a piece of its own, too. */
    if (!str_reserve(out, n + n / 2 + 3)) return;
    char *to = out->data + out->len;
    for (size_t at = 0; at < n;) {
        uint32_t cp;
        at += utf8_decode(text + at, n - at, &cp, NULL);
        to += utf8_encode(cp == 0x2019 ? '\'' : uc_lower(cp), to);
    }
    out->len = (size_t)(to - out->data);
    out->data[out->len] = '\0';
}

static void folded_token(const char *text, struct piece p, struct token *out, struct str *scratch)
{
    size_t at = scratch->len;
    struct token_key key = {0, 1};
    add_lower(text + p.start, p.end - p.start, scratch);
    if (!scratch->failed) key = token_key_of(scratch->data + at, scratch->len - at);
    token_put(out, p.start, p.end, key.head, key.len, at);
}

/* At most eight bytes at text + start as a number, none read from outside the text. */
static uint64_t load_short(const char *text, size_t n, struct piece p)
{
    unsigned unwanted = 64 - 8 * (p.end - p.start);
    if (n - p.start >= sizeof(uint64_t)) return token_load(text + p.start) << unwanted >> unwanted;
    if (p.end >= sizeof(uint64_t)) return token_load(text + p.end - sizeof(uint64_t)) >> unwanted;
    return token_key_of(text + p.start, p.end - p.start).head;
}

/* The same for a piece that is all ASCII, as it mostly is. */
static void ascii_token(const char *text, size_t n, struct piece p, struct token *out,
                        struct str *scratch)
{
    uint32_t len = p.end - p.start;
    if (len <= TOKEN_SHORT) {
        token_put(out, p.start, p.end, lower(load_short(text, n, p)), len, TOKEN_IN_TEXT);
        return;
    }
    uint64_t hash = 0, changed = 0; /* as token_key_of() hashes */
    for (size_t at = p.start, last = p.end - 8;; at += 8) {
        at = at < last ? at : last;
        uint64_t bytes = token_load(text + at), folded = lower(bytes);
        changed |= bytes ^ folded;
        hash = hash_mix(hash, folded);
        if (at == last) break;
    }
    token_put(out, p.start, p.end, hash, len, TOKEN_IN_TEXT);
    if (changed) folded_token(text, p, out, scratch);
}

/* Any word that starts with a letter or digit of ASCII. */
static void any_token(const char *text, size_t n, size_t at, struct token *out, struct str *scratch)
{
    uint32_t seen = 0;
    struct piece p = {(uint32_t)at, (uint32_t)word_end(text, n, at, &seen)};
    if (seen < 0x80)
        ascii_token(text, n, p, out, scratch);
    else
        folded_token(text, p, out, scratch);
}

/* One whose first eight bytes are letters and digits. */
static void long_token(const char *text, size_t n, size_t at, struct token *out,
                       struct str *scratch)
{
    size_t end = ascii_end(text, n, at + sizeof(uint64_t));
    if (end < n && may_go_on((unsigned char)text[end]))
        any_token(text, n, at, out, scratch);
    else
        ascii_token(text, n, (struct piece){(uint32_t)at, (uint32_t)end}, out, scratch);
}

/* Any, quickly for what most words are: short, and followed by a space or full stop. */
static inline void word_token(const char *text, size_t n, size_t at, struct token *out,
                              struct str *scratch)
{
    if (n - at < sizeof(uint64_t)) {
        any_token(text, n, at, out, scratch);
        return;
    }
    uint64_t bytes = token_load(text + at), letter = letters(bytes),
             others = HIGH & ~(letter | digits(bytes));
    if (!others) {
        long_token(text, n, at, out, scratch);
        return;
    }
    size_t len = (size_t)__builtin_ctzll(others) / 8;
    if (may_go_on((unsigned char)text[at + len])) {
        any_token(text, n, at, out, scratch);
        return;
    }
    uint64_t before =
        (others ^ (others - 1)) >> 8; /* the bits of the bytes before the first other one */
    token_put(out, at, at + len, (bytes | letter >> 2) & before, len, TOKEN_IN_TEXT);
}

enum byte_kind { BYTE_SPACE, BYTE_WORD, BYTE_ALONE, BYTE_BEYOND };

/* What uc_class() says of ASCII; one digit for each: enum byte_kind. */
static const char ascii_kinds[] = "22222222200000222222222222222222"
                                  "02222222222222221111111111222222"
                                  "21111111111111111111111111122222"
                                  "21111111111111111111111111122222";

static inline enum byte_kind kind_of(unsigned char byte)
{
    return byte < 0x80 ? (enum byte_kind)(ascii_kinds[byte] - '0') : BYTE_BEYOND;
}

static size_t word_read(const void *self, const struct tokenizer_span *s, struct token *tokens,
                        struct str *scratch)
{
    (void)self;
    const char *text = s->text;
    size_t n = s->n, at = s->at, stop = s->stop, count = 0;
    while (at < stop && count < s->max) {
        enum byte_kind kind = kind_of((unsigned char)text[at]);
        if (kind == BYTE_WORD) {
            word_token(text, n, at, &tokens[count], scratch);
            at = tokens[count++].piece.end;
            at += at < stop && text[at] == ' ';
        } else if (kind == BYTE_SPACE) {
            at++;
        } else if (kind == BYTE_ALONE) {
            token_put(&tokens[count++], at, at + 1, (unsigned char)text[at], 1, TOKEN_IN_TEXT);
            at++;
        } else {
            struct piece p;
            if (piece_at(text, n, at, &p)) folded_token(text, p, &tokens[count++], scratch);
            at = p.end;
        }
    }
    return count;
}

/* ---- characters and bytes ---- */

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

bool tokenizer_breaks(const struct tokenizer *t, const char *text, size_t n, size_t at)
{
    return !t->breaks || at == 0 || t->breaks(t->self, text, n, at);
}
