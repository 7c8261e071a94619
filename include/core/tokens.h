/* The tokens of a text in order, in blocks: where each one's piece stands, and its
 * word. An edit moves the tokens of a block or two; a token's number, its bytes and
 * the places of its word are found by way of sums over the blocks.
 *
 * A word below `known` is an index of the vocabulary. Words new to it have numbers
 * from `known` on, which they keep as long as a token of theirs is there; the rank of
 * such a word is its place among them by first appearance. */
#ifndef CORE_TOKENS_H
#define CORE_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "base/sums.h"
#include "core/tokenizer.h"
#include "core/vocab.h"

#define TOKENS_BLOCK 256          /* tokens a block holds at most */
#define TOKENS_UNKNOWN UINT32_MAX /* for a word: any that is new to the vocabulary */

struct tokens_block {
    struct piece *pieces; /* (count): bytes behind the end of the token before the block; owned */
    uint32_t *words;      /* (count); owned */
    uint32_t count, cap;
    uint32_t unknown;     /* tokens of new words in here */
    uint32_t *first;      /* (first_count): the new words that appear in here first, in order; owned */
    uint32_t first_count, first_cap;
    uint32_t place;       /* in `order` */
    uint32_t next;        /* another block that is not in use, or whose … */
    bool stale;           /* … `first` is not as it should be */
};

/* How many tokens of a word there are, and the blocks that they are in, in order. */
struct word_uses {
    uint32_t tokens, blocks;
    union {
        uint32_t one;   /* blocks is 1 */
        uint32_t *many; /* blocks is more: room for the next power of two, 4 at least; owned */
    } in;
};

struct new_word {
    struct vocab_word word; /* its text owned; NULL while the number is not in use */
    struct word_uses uses;
    uint32_t block, slot;   /* where it appears first: a place in that block's `first` */
};

struct tokens {
    uint32_t known;
    uint32_t most;               /* tokens a block holds, where fewer than TOKENS_BLOCK are wanted; else 0 */
    struct tokens_block *blocks; /* (block_count), in no order; owned */
    uint32_t block_count, block_cap, unused, stale;
    uint32_t *order;             /* (bytes.count): the blocks in use, in order; owned */
    size_t order_cap;
    struct sums bytes, tokens, unknown, first; /* of the blocks in order */
    struct word_uses *uses;      /* (known); owned */
    struct new_word *fresh;      /* (fresh_count): new words and numbers not in use; owned */
    uint32_t fresh_count, fresh_cap, fresh_unused;
    size_t fresh_live;           /* new words that there are */
    struct map map;              /* key → number − known */
    uint64_t moved;              /* tokens written or moved so far: what tests count */
};

/* Empty, for a vocabulary of `known` words. False when out of memory; then only
 * tokens_free() may follow, as with every false below. */
bool tokens_start(struct tokens *t, uint32_t known);
void tokens_free(struct tokens *t);

/* The number of a word that the vocabulary lacks; it is there from the next
 * tokens_replace() on, which must have a token of it. */
bool tokens_new_word(struct tokens *t, const char *key, size_t len, uint32_t *word);
/* Puts tokens in the place of `removed` ones from `first` on. The pieces' offsets are
 * those of the text; those of the tokens behind grow by `shift` (modulo 2³²). */
bool tokens_replace(struct tokens *t, size_t first, size_t removed, const struct piece *pieces,
                    const uint32_t *words, size_t added, uint32_t shift);

size_t tokens_count(const struct tokens *t);
/* Where the last token ends. */
size_t tokens_end(const struct tokens *t);
struct piece tokens_piece(const struct tokens *t, size_t i);
uint32_t tokens_word(const struct tokens *t, size_t i);
/* Tokens that are read one after the other: the block of the last one is remembered, {0} at first,
 * so that those near it need no search. Valid until the tokens change. */
struct tokens_near {
    const struct tokens_block *block; /* tokens first … */
    size_t first, end;                /* … end − 1 */
    uint32_t base;                    /* byte where the block starts */
};
struct piece tokens_piece_near(const struct tokens *t, struct tokens_near *near, size_t i);
uint32_t tokens_word_near(const struct tokens *t, struct tokens_near *near, size_t i);
/* The words of n tokens from `first` on. */
void tokens_words(const struct tokens *t, size_t first, size_t n, uint32_t *out);
/* How many tokens end at or before byte `at`. */
size_t tokens_ended(const struct tokens *t, size_t at);
/* How many tokens start at or before byte `at`. */
size_t tokens_started(const struct tokens *t, size_t at);

/* A new word's rank, and the word of a rank below fresh_live. */
uint32_t tokens_rank(const struct tokens *t, uint32_t word);
uint32_t tokens_ranked(const struct tokens *t, uint32_t rank);

/* How many tokens of the word there are; the first one at or behind `from`, SIZE_MAX if
 * there is none; the last one before `end`, SIZE_MAX if there is none. */
size_t tokens_uses(const struct tokens *t, uint32_t word);
size_t tokens_next_use(const struct tokens *t, uint32_t word, size_t from);
size_t tokens_last_use(const struct tokens *t, uint32_t word, size_t end);

#endif
