/* What a training run is made of: everything that its numbers depend on. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/embedding/embedding.h"
#include "core/embedding/row_source.h"
#include "core/text/vocab.h"
#include "train/net/shape.h"

#define TRAIN_STEPS_MAX 65536  /* of a run */
#define TRAIN_CORPUS_MAX 65536 /* tokens of a corpus that are trained on: its first ones */
#define TRAIN_NUMBERS_MAX ((size_t)1 << 20)
#define TRAIN_RATE_MAX 10.0

enum train_optimiser { TRAIN_MOMENTUM, TRAIN_SGD, TRAIN_ADAM, TRAIN_OPTIMISERS };

struct train_recipe {
    int goal;   /* row of train_goals[] */
    int blocks; /* 0 … 2; the goal backwards has its own */
    int heads;
    bool positions;
    bool learned_places; /* P is a table that is trained, of TRAIN_TOKENS_MAX rows */
    bool whole;          /* all words of the vocabulary may be said, not those of the text alone */
    bool tied;
    enum train_norm norm;
    enum train_mask mask;
    enum train_optimiser optimiser;
    double rate; /* 0: the goal's own for this optimiser, blocks and d_model */
    int d_model; /* 1 … TRAIN_D_MAX */
    bool scale;  /* E = √d_model · T */
    uint64_t seed;
};

/* A row of train_models[]: the models by name, for options. */
struct train_model {
    const char *name;  /* "E", "E+P", "1-block", "1-block+P", "2-blocks", "2-blocks+P"; NULL ends */
    const char *label; /* for the screen */
    int blocks;
    bool positions;
};
extern const struct train_model train_models[];

struct train_optimiser_info {
    const char *name;    /* "momentum", "sgd", "adam" */
    const char *label;   /* "momentum 0.9" */
    const char *formula; /* of the update, in words and letters */
};
extern const struct train_optimiser_info train_optimisers[TRAIN_OPTIMISERS + 1];

/* Whether the recipe alone can be trained; else `e` says what, why and what mends it. */
bool train_recipe_check(const struct train_recipe *r, struct err *e);

/* What a run is made from, besides the recipe; read while it begins, and copied. */
struct train_data {
    const uint32_t *sentence; /* (tokens): rows of the table of the text on screen; ROW_NONE: gap */
    size_t tokens;
    const char *corpus; /* text of the goals corpus and company, a sentence a line */
    size_t corpus_len;
    const struct vocab *vocab;
    uint32_t vocabulary;     /* rows of the table, the text's new words counted in */
    struct row_source table; /* rows before √d_model: the start values of T */
    const float *places;     /* (TRAIN_TOKENS_MAX, d_model): P; NaN at positions that have no row */
};
