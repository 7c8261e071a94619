/* Position-encoding schemes: the ways to say where a token stands that the
 * lesson compares. Each is a row of one table; all views draw through it. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "core/embedding/row_table.h"
#include "core/posenc/posenc.h"

/* What a scheme may look at. `position` is always offset + place in the text. */
struct scheme_context {
    const struct posenc *waves; /* d_model, base, layout and the rates */
    uint64_t offset;            /* position of the first token */
    uint64_t length;            /* tokens in the text */
    /* Rows of `learned` that were trained, by position, of its d_model; NULL: none. Borrowed. */
    const struct row_table *learned;
};

/* A scheme is made in one of four ways: by the waves, a line, a wrong formula, or functions for
 * its row and range; where it has a row but no range, its values are those of whole positions, and
 * curves step midway between them. */
struct scheme {
    const char *name;  /* as in --scheme: "sinusoidal" */
    const char *label; /* for the screen: "sine and cosine waves" */
    bool paired;       /* dimensions come in sine-cosine pairs of `waves` */
    /* A row depends on the context's offset and length too, not on its position alone. */
    bool of_text;
    /* A row has the same value in every dimension: dimension 0 holds all there is to know. */
    bool alike;
    bool empty; /* P is 0 everywhere: explain() says why, and there are no steps to a value */
    /* Its values are float32 numbers before rounding too: rows hold all there is to know. */
    bool single;
    /* Positions that have a row: 0 … limit − 1. Others have none, so that there is no X there
     * either: every value of theirs is NaN. 0: all have one. */
    uint64_t limit;
    /* What is mistaken about it and where that was met, for a wrong formula; else NULL. */
    const char *mistake;
    /* private */
    bool waves; /* sines and cosines of the context's waves; not paired: dimension 0's for all */
    /* A line that never falls: the value at pos + x, in every dimension. */
    double (*line)(const struct scheme_context *c, uint64_t pos, double x);
    /* What a wrong formula has instead of the true wave. */
    struct scheme_wave (*formula)(const struct posenc *w, uint64_t pos, int k);
    /* As the functions below; of a position that has a row. */
    void (*row)(const struct scheme_context *c, uint64_t pos, int k0, int n, float *out);
    struct posenc_range (*range)(const struct scheme_context *c, int k, uint64_t pos, double x0,
                                 double x1);
    void (*explain)(const struct scheme_context *c, uint64_t pos, int k, bool brief,
                    struct str *out);
};

/*  sinusoidal    the waves of core/posenc/posenc.h
 *  none          zeros: the transformer knows nothing of order
 *  index         P = pos in every dimension
 *  normalised    P = (pos − offset) / (length − 1) in every dimension; 0 for one token
 *  normalised-n  P = (pos − offset) / length in every dimension
 *  one-sine      P = sin(pos) in every dimension: pair 0's wave alone
 *  binary        P[k] = bit k of pos (k = 0 the lowest); a step between positions
 *  learned       rows of a random table of LEARNED_ROWS, N(0, 0.02²), as it is before training, or
 *                of context.learned
 *
 * and after these the wrong formulas of scheme_parts.h, "wrong-…". */
extern const struct scheme schemes[];
extern const int scheme_count;
/* The real ones, which come first. */
extern const int scheme_real_count;

#define LEARNED_ROWS 512 /* BERT's: Devlin et al. 2018; the start values are GPT-2's */
#define LEARNED_SEED UINT64_C(0x6C6561726E6564)

/* out[0 .. n) = P[pos][k0 .. k0+n) in float32; NaN at a position that has no row. */
void scheme_row(const struct scheme *s, const struct scheme_context *c, uint64_t pos, int k0, int n,
                float *out);
/* The same of a block: out (rows, n). */
void scheme_rows(const struct scheme *s, const struct scheme_context *c,
                 const struct posenc_block *block, float *out);
/* Range of dimension k's curve over [pos + x0, pos + x1] (x0 = x1: its value), of the
 * positions that have rows; NaN if none has. */
struct posenc_range scheme_range(const struct scheme *s, const struct scheme_context *c, int k,
                                 uint64_t pos, double x0, double x1);
/* Maximum minus minimum of dimension k over those of the text's positions that have
 * rows; 0 where there are not two. */
double scheme_extent(const struct scheme *s, const struct scheme_context *c, int k);
/* The largest |P| over the text's positions and dimensions, at least 1: an axis to draw on. */
double scheme_bound(const struct scheme *s, const struct scheme_context *c);
/* Appends how the value at (pos, k) is made, numbers put in, without the value itself:
 * "sin(7 / 10000^(2/16)) = sin(2.2136)", brief "sin(2.2136)". */
void scheme_explain(const struct scheme *s, const struct scheme_context *c, uint64_t pos, int k,
                    bool brief, struct str *out);

/* Whether the position has a row. */
bool scheme_has_row(const struct scheme *s, uint64_t pos);

/* How many dimensions move by less than `limit` over the text (extent < limit):
 * columns that cannot tell its positions apart. All of them when length < 2. */
int scheme_still_columns(const struct scheme *s, const struct scheme_context *c, double limit);
