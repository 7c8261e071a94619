/* A vocabulary built from training text: <pad> is 0, <unk> is 1, then the
 * words by falling count, ties by first appearance. Immutable once built. */
#ifndef CORE_VOCAB_H
#define CORE_VOCAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/map.h"
#include "core/tokenizer.h"

#define VOCAB_PAD 0u
#define VOCAB_UNK 1u
#define VOCAB_NONE MAP_NONE

struct vocab_word {
    const char *text; /* look-up key; ended by NUL, may hold any bytes; owned by the vocabulary */
    uint32_t len;
    uint64_t count;   /* occurrences in the training text; 0 for <pad> and <unk> */
};

struct vocab {
    const struct tokenizer *tokenizer;
    struct vocab_word *words; /* (size), by index; owned */
    uint32_t size;
    uint64_t tokens;          /* tokens in the training text */
    struct map map;           /* key → index, without <pad> and <unk> */
    struct arena arena;
};

/* Builds it from text[0 .. n). False when the text is too long or memory runs
 * out; *v then needs no free. */
bool vocab_build(struct vocab *v, const struct tokenizer *t, const char *text, size_t n, struct err *e);
void vocab_free(struct vocab *v);

/* The index of a look-up key, or VOCAB_NONE. */
uint32_t vocab_find(const struct vocab *v, const char *key, size_t len);

#endif
