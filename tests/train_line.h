/* What runs are made from, without the pipeline: the line and the built-in corpus. */
#pragma once

#include <stdint.h>
#include <stdlib.h>

#include "core/embedding/embedding.h"
#include "core/posenc/posenc.h"
#include "formats/corpus.h"
#include "train/run/run.h"

/* "When you play the game of thrones you win or you die" in the built-in vocabulary. */
static const uint32_t train_line[] = {37, 7, 27, 3, 29, 9, 79, 7, 24, 44, 7, 122};

struct train_line_data {
    struct vocab vocab;
    struct embedding table;
    float places[TRAIN_TOKENS_MAX * TRAIN_D_MAX];
    struct train_data data;
};

/* For a recipe's d_model and seed. `of` is kept while a run begins. */
static inline void train_line_fill(struct train_line_data *of, const struct train_recipe *r)
{
    struct posenc p;
    struct err e;
    if (!posenc_init(&p, r->d_model, 10000, LAYOUT_INTERLEAVED, &e)) abort();
    for (int pos = 0; pos < TRAIN_TOKENS_MAX; pos++)
        posenc_row(&p, (uint64_t)pos, 0, r->d_model, of->places + pos * r->d_model);
    posenc_free(&p);
    vocab_open(&of->vocab, &corpus_builtin_words);
    of->table = (struct embedding){r->seed, r->d_model, INIT_SCALED_NORMAL, false};
    of->data = (struct train_data){
        .sentence = train_line,
        .tokens = sizeof train_line / sizeof *train_line,
        .corpus = corpus_builtin,
        .corpus_len = corpus_builtin_len,
        .vocab = &of->vocab,
        .vocabulary = of->vocab.size,
        .table = {&row_source_drawn, &of->table, r->d_model, false},
        .places = of->places,
    };
}
