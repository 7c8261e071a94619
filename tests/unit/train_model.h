/* Small transformers for tests: numbers drawn as the program draws them, and examples. */
#pragma once

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/embedding/embedding.h"
#include "core/posenc/posenc.h"
#include "train/net/net.h"

#define LINE_TOKENS 12
#define LINE_WORDS 10

/* "When you play the game of thrones you win or you die" in the built-in vocabulary, and as rows of
 * a table of its own words. */
static const uint32_t line_index[LINE_WORDS] = {37, 7, 27, 3, 29, 9, 79, 24, 44, 122};
static const uint32_t line_word[LINE_TOKENS] = {0, 1, 2, 3, 4, 5, 6, 1, 7, 8, 1, 9};

/* The next word is asked for at each but the last. */
static inline struct train_example line_example(struct train_ask ask[LINE_TOKENS])
{
    for (int i = 0; i + 1 < LINE_TOKENS; i++) ask[i] = (struct train_ask){i, (int)line_word[i + 1]};
    return (struct train_example){
        .word = line_word, .n = LINE_TOKENS - 1, .ask = ask, .asks = LINE_TOKENS - 1};
}

/* P of positions 0 … TRAIN_TOKENS_MAX − 1, widened; malloc'd. */
static inline double *sinusoids(int d)
{
    struct posenc p;
    struct err e;
    float row[TRAIN_D_MAX];
    double *out = malloc(sizeof *out * TRAIN_TOKENS_MAX * (size_t)d);
    if (!out || !posenc_init(&p, d, 10000, LAYOUT_INTERLEAVED, &e)) abort();
    for (int pos = 0; pos < TRAIN_TOKENS_MAX; pos++) {
        posenc_row(&p, (uint64_t)pos, 0, d, row);
        for (int k = 0; k < d; k++) out[pos * d + k] = (double)row[k];
    }
    posenc_free(&p);
    return out;
}

/* All numbers at the start, T of the program's rows index[0 .. words) (0 … words − 1 where that is
 * NULL); malloc'd. */
static inline double *start_numbers(const struct train_shape *s, uint64_t seed,
                                    const uint32_t *index)
{
    struct embedding table = {seed, s->d_model, INIT_SCALED_NORMAL, false};
    float row[TRAIN_D_MAX];
    double *number = calloc(train_numbers(s), sizeof *number);
    if (!number) abort();
    train_start_values(s, seed, number);
    for (int w = 0; w < s->words; w++) {
        embedding_row(&table, index ? index[w] : (uint32_t)w, 0, s->d_model, row);
        for (int k = 0; k < s->d_model; k++) number[w * s->d_model + k] = (double)row[k];
    }
    return number;
}
