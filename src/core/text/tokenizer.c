#include "core/text/tokenizer.h"

#include <string.h>

#include "base/grapheme.h"
#include "base/normal.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "base/words.h"
#include "core/text/word_break.h"

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

/* What may come next within a word that is not a letter or digit of ASCII. */
static bool may_go_on(unsigned char byte)
{
    return byte == '\'' || byte == '-' || byte >= 0x80;
}

/* ---- keys ---- */

/* Appends well-formed text in lower case, ’ as ', without the formats that have no glyph: a soft
 * hyphen or a mark of direction spells no other word. Returns whether the result may not be
 * composed any more. */
static bool add_lower(const char *text, size_t n, struct str *out)
{
    bool unstable = false;
    if (!str_reserve(out, n + n / 2 + 3)) return false; /* two bytes may become three */
    char *to = out->data + out->len;
    for (size_t at = 0; at < n;) {
        uint32_t cp;
        at += utf8_decode(text + at, n - at, &cp, NULL);
        struct uc_properties p = uc_properties(cp);
        if (p.word == WORD_FORMAT && p.flags & UC_IGNORABLE) continue;
        if (p.flags & UC_LOWER) {
            cp = uc_lower(cp);
            p = uc_properties(cp);
        }
        unstable |= (p.flags & UC_UNSTABLE) != 0;
        if (cp == 0x2019) cp = '\'';
        to += utf8_encode(cp, to);
    }
    out->len = (size_t)(to - out->data);
    out->data[out->len] = '\0';
    return unstable;
}

/* Whether text may change when it is composed. */
static bool is_unstable(const char *text, size_t n)
{
    for (size_t at = 0; at < n;) {
        uint32_t cp;
        bool ok;
        at += utf8_decode(text + at, n - at, &cp, &ok);
        if (!ok || uc_properties(cp).flags & UC_UNSTABLE) return true;
    }
    return false;
}

/* Composes what stands in `out` from `at` on. */
static void compose_end(struct str *out, size_t at)
{
    struct str composed = STR_EMPTY;
    if (normal_compose(out->data + at, out->len - at, &composed)) {
        out->len = at;
        str_add(out, str_text(&composed), composed.len);
    }
    out->failed |= composed.failed;
    str_free(&composed);
}

/* Appends the key of a word. Canonically equal words have one key, so it is composed before it is
 * put into lower case, which acts on whole letters alone, and where needed once more. `unstable` is
 * false where the first is known to change nothing. */
static void add_key(const char *text, size_t n, bool unstable, struct str *out)
{
    size_t at = out->len;
    if (unstable) {
        unstable = false;
        struct str composed = STR_EMPTY;
        if (normal_compose(text, n, &composed))
            unstable = add_lower(str_text(&composed), composed.len, out);
        out->failed |= composed.failed;
        str_free(&composed);
    } else {
        unstable = add_lower(text, n, out);
    }
    if (unstable && !out->failed) compose_end(out, at);
}

static void folded_token(const char *text, struct piece p, bool unstable, struct token *out,
                         struct str *scratch)
{
    size_t at = scratch->len;
    struct token_key key = {0, 1};
    add_key(text + p.start, p.end - p.start, unstable, scratch);
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
    if (changed) folded_token(text, p, false, out, scratch);
}

/* Any word that starts with a letter or digit of ASCII. */
static void any_token(const char *text, size_t n, size_t at, struct token *out, struct str *scratch)
{
    struct word_seen seen;
    size_t end = word_break_on(text, n, ascii_end(text, n, at), &seen);
    struct piece p = {(uint32_t)at, (uint32_t)end};
    if (seen.bits < 0x80)
        ascii_token(text, n, p, out, scratch);
    else
        folded_token(text, p, seen.unstable, out, scratch);
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

/* What a byte of ASCII is; one digit for each: enum byte_kind. */
static const char ascii_kinds[] = "22222222200000222222222222222222"
                                  "02222222222222221111111111222222"
                                  "21111111111111111111111111122222"
                                  "21111111111111111111111111122222";

/* Before a byte beyond ASCII, which may belong to it, one that is of no word counts as such. */
static inline enum byte_kind kind_at(const char *text, size_t n, size_t at)
{
    unsigned char byte = (unsigned char)text[at];
    if (byte >= 0x80) return BYTE_BEYOND;
    enum byte_kind kind = (enum byte_kind)(ascii_kinds[byte] - '0');
    bool sure = kind == BYTE_WORD || n - at < 2 || (unsigned char)text[at + 1] < 0x80;
    return sure ? kind : BYTE_BEYOND;
}

#define GAP_MIN 3 /* low lines */

/* Low lines stand apart, but three and more are a gap, whose key is that of three. The last one
 * stands apart where marks belong to it. */
static void low_lines(const char *text, size_t n, size_t at, struct token *out)
{
    size_t end = at;
    struct word_seen seen;
    while (end < n && text[end] == '_') end++;
    bool marked = end < n && (unsigned char)text[end] >= 0x80 &&
                  word_break_next(text, n, end - 1, &seen) > end;
    size_t len = end - at - marked;
    if (len < GAP_MIN) len = 1;
    token_put(out, at, at + len, EACH('_') >> (len == 1 ? 56 : 40), len == 1 ? 1 : GAP_MIN,
              TOKEN_IN_TEXT);
}

static size_t word_read(const void *self, const struct tokenizer_span *s, struct token *tokens,
                        struct str *scratch)
{
    (void)self;
    const char *text = s->text;
    size_t n = s->n, at = s->at, stop = s->stop, count = 0;
    while (at < stop && count < s->max) {
        enum byte_kind kind = kind_at(text, n, at);
        if (kind == BYTE_WORD) {
            word_token(text, n, at, &tokens[count], scratch);
            at = tokens[count++].piece.end;
            bool space = at < stop && text[at] == ' ';
            at += space && (at + 1 == n || (unsigned char)text[at + 1] < 0x80);
        } else if (kind == BYTE_SPACE) {
            at++;
        } else if (kind == BYTE_ALONE) {
            token_put(&tokens[count], at, at + 1, (unsigned char)text[at], 1, TOKEN_IN_TEXT);
            if (text[at] == '_') low_lines(text, n, at, &tokens[count]);
            at = tokens[count++].piece.end;
        } else {
            struct word_seen seen;
            struct piece p = {(uint32_t)at, (uint32_t)word_break_next(text, n, at, &seen)};
            if (seen.visible) folded_token(text, p, seen.unstable, &tokens[count++], scratch);
            at = p.end;
        }
    }
    return count;
}

static bool word_breaks(const void *self, const char *text, size_t n, size_t at)
{
    (void)self;
    return word_break_near(text, n, at);
}

/* ---- characters and bytes ---- */

/* A character whose key is composed; every malformed byte is looked up as the same U+FFFD. */
static void composed_token(const char *text, struct piece p, struct token *out, struct str *scratch)
{
    size_t at = scratch->len;
    struct token_key key = {0, 1};
    if (normal_compose(text + p.start, p.end - p.start, scratch))
        key = token_key_of(scratch->data + at, scratch->len - at);
    token_put(out, p.start, p.end, key.head, key.len, at);
}

static size_t character_read(const void *self, const struct tokenizer_span *s, struct token *tokens,
                             struct str *scratch)
{
    (void)self;
    size_t count = 0, end;
    for (size_t at = s->at; at < s->stop && count < s->max; at = end) {
        end = grapheme_next(s->text, s->n, at);
        struct piece p = {(uint32_t)at, (uint32_t)end};
        if (is_unstable(s->text + at, end - at)) {
            composed_token(s->text, p, &tokens[count++], scratch);
            continue;
        }
        struct token_key key = token_key_of(s->text + at, end - at);
        token_put(&tokens[count++], at, end, key.head, key.len, TOKEN_IN_TEXT);
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

/* Where a word ends depends on what joins it to the code point after that: two code points, three
 * bytes and four. A character depends on the one after it: four bytes. */
const struct tokenizer tokenizers[] = {
    {.name = "word",
     .rule =
         N_("UAX #29 words in lower case; - joins, kana, Thai run on, . : , ; _ apart, ___ a gap"),
     .read = word_read,
     .spell = spell_text,
     .after = 8,
     .breaks = word_breaks},
    {.name = "character",
     .rule = N_("every character with its marks (UAX #29) is a token, spaces too"),
     .read = character_read,
     .spell = spell_text,
     .after = 4},
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
