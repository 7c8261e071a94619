/* The shape of a small transformer that is trained here, and where its numbers stand.
 *
 * All trained numbers are doubles in one array, part after part:
 *
 *   T        (words, d_model)    table of the words that are read; E = √d_model · T where scaled
 *   P        (places, d_model)   table of positions, only where that is trained
 *   block b  gain, bias          (d_model) each, of the norm before or after it, if there is one
 *            W_Q W_K W_V W_O     (d_model, d_model) each: a row times one, x · W. Head h is columns
 *                                h · d_k … (h+1) · d_k − 1 of the first three, those rows of W_O
 *   last     gain, bias          (d_model) each, of the norm before U, where norms stand before
 *   U        (d_model, classes)  output matrix: logits = x · U; not there where it is tied, Tᵀ
 *
 * A block is x + concat(heads(norm x)) · W_O (Vaswani et al. 2017, sections 3.1 and 3.2, with the
 * norm before the sublayer and without the feed-forward part). With `cross`, one block reads its
 * keys and values from the rows of another text, the encoder's (section 3.2.3): E + P as they
 * are. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#define TRAIN_D_MAX 64
#define TRAIN_TOKENS_MAX 64 /* rows of one example */
#define TRAIN_BLOCKS_MAX 2
#define TRAIN_HEADS_MAX 8
#define TRAIN_NORM_EPSILON 1e-5

enum train_norm { TRAIN_NORM_BEFORE, TRAIN_NORM_AFTER, TRAIN_NORM_NONE, TRAIN_NORM_COUNT };
enum train_mask { TRAIN_MASK_CAUSAL, TRAIN_MASK_NONE, TRAIN_MASK_COUNT };
extern const char *const train_norm_names[]; /* "before", "after", "none", NULL */
extern const char *const train_mask_names[]; /* "causal", "none", NULL */

struct train_shape {
    int d_model;    /* 1 … TRAIN_D_MAX */
    int words;      /* rows of T, ≥ 1 */
    int classes;    /* columns of U: what may be said */
    int blocks;     /* 0 … TRAIN_BLOCKS_MAX; 1 with cross */
    int heads;      /* divides d_model; 1 … TRAIN_HEADS_MAX */
    int places;     /* rows of the position table that is trained; 0: positions are given */
    bool positions; /* X = E + P, else X = E */
    bool scale;     /* E = √d_model · T */
    bool cross;
    bool tied; /* U is Tᵀ: classes = words */
    enum train_norm norm;
    enum train_mask mask;
};

enum train_part_kind {
    TRAIN_PART_T,
    TRAIN_PART_P,
    TRAIN_PART_GAIN,
    TRAIN_PART_BIAS,
    TRAIN_PART_Q,
    TRAIN_PART_K,
    TRAIN_PART_V,
    TRAIN_PART_O,
    TRAIN_PART_LAST_GAIN,
    TRAIN_PART_LAST_BIAS,
    TRAIN_PART_U,
    TRAIN_PART_KINDS,
};
#define TRAIN_PARTS_MAX (5 + 6 * TRAIN_BLOCKS_MAX)

struct train_part {
    enum train_part_kind kind;
    const char *name; /* "T", "P", "W_Q", "gain" and so on */
    int block;        /* 0, 1; 0 where it is of none */
    size_t at;        /* first number */
    int rows, cols;
};

/* The parts of a shape, in their order. Returns how many there are. */
int train_parts(const struct train_shape *s, struct train_part out[TRAIN_PARTS_MAX]);
/* Whether there is such a part; `out` may be NULL. */
bool train_find_part(const struct train_shape *s, enum train_part_kind kind, int block,
                     struct train_part *out);
/* How many numbers are trained. */
size_t train_numbers(const struct train_shape *s);
