/* Forward and backward through a small transformer (train/net/shape.h), in double precision.
 *
 * Every sum is taken in one order, exp and log are our own (train/net/maths.h) and nothing is
 * contracted: the same numbers give the same bits with every compiler and on every machine.
 *
 *   loss = mean over the asks of −ln p[class],  p = softmax(logits), natural logarithm
 *
 * Softmax subtracts the maximum first. A masked cell is left out of its sum. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "train/net/shape.h"

/* At a row of the example the right class is asked for. */
struct train_ask {
    int row, class;
};

/* A text that is read and what is asked of it. All arrays are borrowed. */
struct train_example {
    const uint32_t *word;   /* (n): rows of T */
    int n;                  /* 1 … TRAIN_TOKENS_MAX */
    const uint32_t *source; /* (sources): the encoder's text, with shape.cross */
    int sources;
    const struct train_ask *ask; /* (asks) */
    int asks;
    bool mean; /* the mean of all rows is read, not one row: each ask's row is 0 then */
};

/* Ways to compute attention: the right one, first, and known mistakes. */
struct train_formula {
    const char *name;    /* "right", "scale-by-d-model" … NULL ends the table */
    const char *mistake; /* what is mistaken, in a sentence; NULL for the right one */
    const char *met;     /* where it was met */
};
enum train_formula_kind {
    TRAIN_FORMULA_RIGHT,
    TRAIN_FORMULA_D_MODEL,    /* scores ÷ √d_model, not √d_k */
    TRAIN_FORMULA_RESHAPED,   /* heads cut out of a row without transposing (n, H, d_k) */
    TRAIN_FORMULA_COLUMNS,    /* softmax over the queries, not the keys */
    TRAIN_FORMULA_MASK_AFTER, /* mask after softmax: the seen weights no longer sum to 1 */
    TRAIN_FORMULA_UNSHIFTED,  /* targets are not shifted: the word itself is asked for */
    TRAIN_FORMULA_TIED_SCALE, /* tied weights: √d_model at the logits, not at E */
    TRAIN_FORMULAS,
};
extern const struct train_formula train_formulas[TRAIN_FORMULAS + 1];

/* How an example is read. */
struct train_reading {
    const double *places; /* (rows, d_model): P of row 0, 1 …; not read without shape.positions, and
                             where P is trained only if it is moved */
    enum train_formula_kind formula;
    uint64_t knocked; /* bit b · TRAIN_HEADS_MAX + h: the output of head h of block b counts as 0 */
    bool moved;       /* places are read instead of the rows of a trained P; for forward alone */
};

/* A layer norm: out = gain · hat + bias, hat = (x − mean) ÷ root, root = √(variance + ε), the
 * variance that of the d numbers (÷ d). */
struct train_norm_trace {
    double *hat;  /* (n, d) */
    double *root; /* (n) */
};

/* What one block did to an example. n rows; keys: n, or `sources` with cross. */
struct train_block_trace {
    double *in;                   /* (n, d): what q is made of: norm of x, or x */
    double *q;                    /* (n, d) */
    double *k, *v;                /* (keys, d) */
    double *dot;                  /* (heads, n, keys): q·k */
    double *score;                /* (heads, n, keys): q·k ÷ √d_k; masked cells NaN */
    double *weight;               /* (heads, n, keys): softmax; masked cells 0 */
    double *concat;               /* (n, d): Σ weight · v, head after head */
    double *projected;            /* (n, d): concat · W_O */
    double *out;                  /* (n, d): x + projected (normed with TRAIN_NORM_AFTER) */
    struct train_norm_trace norm; /* of x, or of x + projected; NULL pointers without norm */
};

/* All that forward computed of one example. */
struct train_trace {
    int n, keys, d, heads, blocks, classes;
    double *x;      /* (n, d): E + P, or E */
    double *source; /* (keys, d): rows of the encoder's text, with cross */
    struct train_block_trace block[TRAIN_BLOCKS_MAX];
    double *last; /* (n, d): what U multiplies; one row where the mean is read */
    struct train_norm_trace last_norm; /* NULL pointers without it */
    double *logit;                     /* (n, classes); one row where the mean is read */
    double *p;                         /* (n, classes): softmax of each row */
    double *room;                      /* private: all of the above; owned */
    size_t cap;
    double *back_room; /* private: what backward works in; owned */
    size_t back_cap;
};

/* Reads the example with the numbers (train_numbers(s)). False: out of memory. `t` starts zeroed
 * and keeps its room from call to call. */
bool train_forward(const struct train_shape *s, const double *number,
                   const struct train_reading *how, const struct train_example *example,
                   struct train_trace *t);
/* Loss of what was read: Σ −ln p[class] over the example's asks. */
double train_loss_sum(const struct train_trace *t, const struct train_example *example);
void train_trace_free(struct train_trace *t);

/* Where gradients are summed up. */
struct train_gradient {
    double *of;    /* (train_numbers(s)): gains d(Σ −ln p · weight)/d(number) */
    double weight; /* of each ask: 1 ÷ those of a step where the mean is meant */
    double loss;   /* gains Σ −ln p · weight */
};

/* Forward, and then back, for the right formula and no head knocked out. False: out of memory. */
bool train_backward(const struct train_shape *s, const double *number,
                    const struct train_reading *how, const struct train_example *example,
                    struct train_trace *t, struct train_gradient *gradient);

/* Multiply-adds of forward and backward of one example: what budgets are counted in. */
uint64_t train_cost(const struct train_shape *s, const struct train_example *example);

/* The start values of all parts but T and P: gains 1, biases 0, U 0, and W of N(0, 1/d_model),
 * rounded to float32, drawn as the embedding is (core/embedding/embedding.h) with the stream in
 * the third counter word: W_Q 2, W_K 3, W_V 4, W_O 5 of block 0, and 6 … 9 of block 1. */
void train_start_values(const struct train_shape *s, uint64_t seed, double *number);
/* The attention of block 0 set so that it does one thing, on rows that are positions of the
 * sinusoidal scheme, interleaved: W_Q = beta · the rotation of every pair by one position back,
 * W_K = 1 (back by `shift`; 0: W_Q = beta, the same row), W_V = W_O = 1. rates (d_model / 2). */
void train_made_values(const struct train_shape *s, const double *rates, double shift, double beta,
                       double *number);
