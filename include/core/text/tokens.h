/* The tokens of a text: one array of pieces, one array of words, in the order of the text.
 *
 *   token        0    1   2       3
 *   text         The  cat chased  the
 *   piece        0-3  4-7 8-14    15-18    bytes of the text, from - to
 *   word         3    57  812     3        what the piece is looked up as
 *
 * A word below `known` is an index of the vocabulary. A word that the vocabulary lacks gets a
 * number from `known` on and keeps it while a token of it is there; the number of a word
 * that is gone is given to another. Its rank is its place among the new words in the order in
 * which they first appear, so that known + rank depends on the text alone.
 *
 * An edit moves the arrays' ends with memmove(): a few milliseconds at the front of 10 MB. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "core/text/vocab.h"

#define TOKENS_UNKNOWN UINT32_MAX   /* as a word: any that is new to the vocabulary */
#define TOKENS_GAP (UINT32_MAX - 1) /* as a word: none, but the place for one */

/* A word that is new to the vocabulary. */
struct new_word {
    struct vocab_word word; /* its text is owned; NULL while the number is not in use */
    uint32_t rank;          /* place in `order`; of a number not in use: the next such number */
};

/* Where a new word appears first. */
struct first_use {
    uint32_t token, word;
};

struct tokens {
    struct piece *pieces; /* (count): bytes of the text, ascending; owned */
    uint32_t *words;      /* (count); owned */
    size_t count, cap;
    uint32_t known;         /* words of the vocabulary */
    uint32_t *uses;         /* (known): tokens of each word; owned */
    size_t unknown;         /* tokens of new words */
    struct new_word *fresh; /* (fresh_count): by number − known; owned */
    uint32_t fresh_count, fresh_cap, fresh_unused;
    struct first_use *order; /* (fresh_live): the new words that are there, by first token; owned */
    size_t fresh_live, order_cap;
    struct map map; /* key → number − known */
};

/* Removes all tokens, for a vocabulary of `known` words. Any function here that returns false
 * ran out of memory; only tokens_free() and tokens_start() may follow. */
bool tokens_start(struct tokens *t, uint32_t known);
void tokens_free(struct tokens *t);

/* The number of a word that the vocabulary lacks: the one it has, or a new one. The next
 * tokens_replace() must have a token of it. `key` is copied. */
bool tokens_new_word(struct tokens *t, const char *key, size_t len, uint32_t *word);
/* What an edit does to the tokens: [first, first + removed) become [first, first + added). */
struct tokens_edit {
    size_t first, removed, added;
};
/* Makes the edit, with the new tokens' pieces, as offsets in the text, and their words; `shift`
 * (modulo 2³²) is added to the offsets of the tokens after them. */
bool tokens_replace(struct tokens *t, struct tokens_edit edit, const struct piece *pieces,
                    const uint32_t *words, uint32_t shift);

/* The word of a token is new to the vocabulary. */
static inline bool tokens_is_new(const struct tokens *t, uint32_t word)
{
    return word >= t->known && word != TOKENS_GAP;
}

/* The byte where the last token ends, 0 without any. */
size_t tokens_end(const struct tokens *t);
/* How many tokens end, or start, at or before byte `at`. */
size_t tokens_ended(const struct tokens *t, size_t at);
size_t tokens_started(const struct tokens *t, size_t at);

/* How many tokens of a word there are, of gaps none; the first one from token `from` on, and the
 * last one before token `end`, SIZE_MAX if there is none. The last two search through the array of
 * words, at about 10 GB/s. */
size_t tokens_uses(const struct tokens *t, uint32_t word);
size_t tokens_next_use(const struct tokens *t, uint32_t word, size_t from);
size_t tokens_last_use(const struct tokens *t, uint32_t word, size_t end);
