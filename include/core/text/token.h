/* Tokens for looking up: a piece and its key in a form that compares and hashes as a
 * number. A key of at most TOKEN_SHORT bytes is that number. Numbers are read from the
 * bytes in one order on every machine, so that tables of them can be compiled in. */
#ifndef CORE_TEXT_TOKEN_H
#define CORE_TEXT_TOKEN_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/hash.h"

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

#endif
