/* A vocabulary built from training text: <pad> is 0, <unk> is 1, then the
 * words by falling count, ties by first appearance; gaps are no words. Immutable once built.
 *
 * Limits: a training text of TOKENIZER_TEXT_MAX bytes (1 GiB), so fewer than 2^31 words; tokens of
 * VOCAB_TOKEN_MAX bytes, as one is read in one piece, which must not keep anybody waiting.
 * Memory goes with the distinct words alone: 12 bytes each, their key and a NUL, and 26 to
 * 52 bytes of the table that finds them (while it grows, half as much again). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/text/tokenizer.h"

#define VOCAB_TOKEN_MAX ((size_t)1 << 18) /* bytes: about 25 ms of the slowest kind */
#define VOCAB_UNK 1u
#define VOCAB_NONE UINT32_MAX

struct vocab_word {
    const char *text; /* look-up key; ended by NUL, may hold any bytes; owned by the vocabulary */
    uint32_t len;
    uint64_t count; /* occurrences in the training text; 0 for <pad> and <unk> */
};

/* Words by index: their keys stand in one block of text, each ended by NUL. */
struct vocab_entry {
    uint32_t text, len; /* first byte there; bytes, without the NUL */
    uint32_t count;
};

/* Where a word is found by its key (open addressing). */
struct vocab_slot {
    uint64_t head; /* struct token_key */
    uint32_t len;  /* 0: empty slot */
    uint32_t index;
};

/* A vocabulary as tables of plain numbers, which a compiler can lay out and a program
 * need not touch before it looks a word up. */
struct vocab_table {
    const char *training; /* the text it was built from, kept by the caller */
    const struct tokenizer *tokenizer;
    uint32_t size;
    uint64_t tokens;
    const struct vocab_entry *entries; /* (size), by index */
    const char *texts;
    const struct vocab_slot
        *slots; /* (2^bits): all but <pad> and <unk>; at most 5/8 of them used */
    int bits;
};

struct vocab {
    const struct tokenizer *tokenizer;
    uint32_t size;
    uint64_t tokens; /* tokens in the training text */
    /* private */
    struct vocab_table table;
    void *owned[3]; /* what of the table is to be freed; NULL where it is compiled in */
};

/* Builds it from text[0 .. n). False when the text is too long or memory runs
 * out; *v then needs no free. */
bool vocab_build(struct vocab *v, const struct tokenizer *t, const char *text, size_t n,
                 struct err *e);
/* The vocabulary of a table, which is kept by the caller. */
void vocab_open(struct vocab *v, const struct vocab_table *table);
void vocab_free(struct vocab *v);

/* The word at an index below `size`. */
static inline struct vocab_word vocab_word(const struct vocab *v, uint32_t index)
{
    const struct vocab_entry *entry = &v->table.entries[index];
    return (struct vocab_word){v->table.texts + entry->text, entry->len, entry->count};
}

/* The tokens of a span, and index[i], each one's index or VOCAB_NONE; both arrays have room for
 * span->max. Returns how many; read on from the end of the last. Replaces the content of
 * `scratch`; where that failed (scratch->failed), memory ran out and there are none. */
size_t vocab_read(const struct vocab *v, const struct tokenizer_span *span, struct token *tokens,
                  uint32_t *index, struct str *scratch);

/* Building in steps, so that progress can be shown for a long text: start, read until
 * at == n, finish. All zeros, or a builder that was freed or finished, needs no free. */
struct vocab_builder {
    const char *text; /* kept by the caller until the end */
    size_t n, at;     /* its bytes; how many are read */
    /* Set after the start, asked every few milliseconds; false breaks off. May be NULL. */
    bool (*goes_on)(void *context);
    void *context;
    /* private */
    struct vocab_table table;
    struct vocab_entry *entries; /* by first appearance */
    char *texts;
    struct vocab_slot *slots;
    size_t entry_cap, texts_len, texts_cap;
    struct str scratch;
    bool broken; /* off, as goes_on() said */
};
/* False, with the reason, when the text is too long. */
bool vocab_builder_start(struct vocab_builder *b, const struct tokenizer *t, const char *text,
                         size_t n, struct err *e);
/* Reads about `bytes` bytes more. False, with the builder freed: out of memory, broken off, or a
 * token that is too long. */
bool vocab_builder_read(struct vocab_builder *b, size_t bytes, struct err *e);
/* Ranks the words, moves all to *v and frees the builder. False: out of memory or broken off. */
bool vocab_builder_finish(struct vocab_builder *b, struct vocab *v, struct err *e);
void vocab_builder_free(struct vocab_builder *b);
