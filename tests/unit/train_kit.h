/* What a run is made from, for tests: a text with the built-in corpus, by the pipeline. */
#pragma once

#include <stdlib.h>
#include <string.h>

#include "core/pipeline/pipeline.h"
#include "formats/corpus.h"
#include "read_whole.h"
#include "train/run/run.h"

#define THRONES "When you play the game of thrones you win or you die"

struct train_kit {
    struct vocab vocab;
    struct pipeline pipeline;
    uint32_t sentence[8192];
    float places[TRAIN_TOKENS_MAX * 128];
    struct train_data data;
};

static inline void kit_set(struct train_kit *kit, const char *text, struct params params)
{
    struct err e;
    vocab_open(&kit->vocab, &corpus_builtin_words);
    assert_true(read_whole(&kit->pipeline, &kit->vocab, text, strlen(text), &params, &e));
    struct pipeline *p = &kit->pipeline;
    assert_true(p->count <= 8192);
    for (size_t i = 0; i < p->count; i++)
        kit->sentence[i] = pipeline_is_gap(p, i) ? ROW_NONE : pipeline_index(p, i);
    pipeline_position_rows(p, params.offset, TRAIN_TOKENS_MAX, 0, params.d_model, kit->places);
    kit->data = (struct train_data){.sentence = kit->sentence,
                                    .tokens = p->count,
                                    .corpus = corpus_builtin,
                                    .corpus_len = corpus_builtin_len,
                                    .vocab = &kit->vocab,
                                    .vocabulary = (uint32_t)pipeline_vocab_size(p),
                                    .table = pipeline_stored_table(p),
                                    .places = kit->places};
}

static inline struct params kit_params(int d_model, uint64_t seed)
{
    struct params params = params_default();
    params.d_model = d_model;
    params.seed = seed;
    return params;
}

/* Begins a run of the recipe on a text, with the recipe's seed and d_model. */
static inline void kit_begin(struct train_kit *kit, const char *text, struct train_run *run,
                             const struct train_recipe *r)
{
    struct err e = {""};
    kit_set(kit, text, kit_params(r->d_model, r->seed));
    if (!train_begin(run, r, &kit->data, &e)) fail_msg("%s", e.text);
}

static inline void kit_go(struct train_run *run, uint32_t step)
{
    train_want(run, step);
    while (!train_advance(run, 1000000)) {}
    assert_int_equal(run->step, run->wanted);
}
