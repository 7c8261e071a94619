/* Tokenizers: text → pieces. Each is a row of one table.
 *
 * A piece is a span of bytes of the text. Pieces come in order and do not overlap; what lies
 * between them (white space, for words) is skipped. All functions of a tokenizer get its
 * `self`: data of its own, such as merges or a vocabulary. They only read it.
 *
 * After an edit the text is read again around it only. How far, each tokenizer says by the
 * places that it calls breaks. A break is a place where a piece ends and
 *
 *   - the pieces before it depend on no bytes but those before it and the `after` bytes
 *     from it on (an apostrophe ends a word or does not, depending on the letter that follows);
 *   - the pieces after it depend on no bytes before it;
 *   - whether it is a break depends on the `before` bytes before it and the `after` bytes
 *     from it on alone.
 *
 * So reading starts again at the last break that lies `after` bytes before the edit, and it
 * ends at the first break that lies `before` bytes after the edit where a piece ended in the
 * old text too: from there on the pieces are the old ones, moved. A tokenizer that merges
 * within words calls the ends of words breaks, not the ends of all pieces. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"

#define TOKENIZER_TEXT_MAX ((size_t)1 << 30) /* bytes of text: offsets are 32-bit */

/* A token for looking up is a piece and its key in a form that compares and hashes as a number.
 * A key of at most TOKEN_SHORT bytes is that number. Numbers are read from the bytes in one
 * order on every machine, so that tables of them can be compiled in. */
#define TOKEN_SHORT 8
#define TOKEN_IN_TEXT UINT32_MAX

struct piece {
    uint32_t start, end; /* byte offsets, start < end */
};

struct token_key {
    /* len ≤ TOKEN_SHORT: the bytes, the first lowest, then zeros; longer: their hash. */
    uint64_t head;
    uint32_t len; /* bytes, at least 1 */
};

struct token {
    struct piece piece;
    struct token_key key;
    /* Of a key longer than TOKEN_SHORT: where it stands in the scratch string, or
     * TOKEN_IN_TEXT: it is the piece itself. */
    uint32_t folded;
};

/* Eight bytes as a number, the first lowest. */
static inline uint64_t token_load(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* The key of bytes[0 .. n); n is at least 1. */
struct token_key token_key_of(const char *bytes, size_t n);
/* The bytes of a token's key, key.len of them: in the text, in the scratch string that the token
 * was read with, or in `room`. */
const char *token_key_bytes(const struct token *t, const char *text, const char *scratch,
                            char room[TOKEN_SHORT]);

/* The key of a gap, a place that is left for a word to be found: it is no word, and in no
 * vocabulary. */
#define TOKEN_GAP "___"
static inline bool token_is_gap(const struct token *t)
{
    return t->key.len == 3 && t->key.head == 0x5F5F5F;
}

/* What is to be read: the pieces of text[0 .. n) from `at` on that start before `stop`, at most
 * `max` of them. `at` is 0 or the end of a piece. */
struct tokenizer_span {
    const char *text;
    size_t n, at, stop, max;
};

struct tokenizer {
    const char *name; /* as in --tokenizer */
    const char *rule; /* one line for the screen */
    const void *self; /* what its functions get; NULL where they need nothing */
    /* The pieces of a span with the keys that the vocabulary looks them up by. All of the text
     * is there, so that a tokenizer whose pieces depend on those before them can look back to
     * the last break. Returns how many. Appends to `scratch`; if that fails, keys are wrong. */
    size_t (*read)(const void *self, const struct tokenizer_span *span, struct token *tokens,
                   struct str *scratch);
    /* Appends how a key or piece reads as text: itself, but a lone byte beyond ASCII as <0xE4>. */
    void (*spell)(const void *self, const char *bytes, size_t n, struct str *out);
    /* How far an edit reaches, as above. `breaks` says whether the end of a piece, `at`, is a
     * break; NULL: every one is. It may miss a break: then more is read. */
    size_t before, after;
    bool (*breaks)(const void *self, const char *text, size_t n, size_t at);
};

/*  word       the words of UAX #29, and every other character with its marks alone; white space
 *             and what has no glyph is skipped. A hyphen inside joins; hiragana, Thai and other
 *             letters that want a dictionary run on; full stops, colons,
 *             commas, semicolons and low lines stand apart; three low lines and more are a gap.
 *             Looked up in lower case, ’ as ',
 *             composed (base/normal.h), without soft hyphens and marks of direction.
 *  character  every character with its marks (base/grapheme.h), spaces included; composed
 *  byte       every byte of the UTF-8 text */
extern const struct tokenizer tokenizers[];
extern const int tokenizer_count;

/* Whether the end of a piece is a break. The front of the text, 0, is one. */
bool tokenizer_breaks(const struct tokenizer *t, const char *text, size_t n, size_t at);
