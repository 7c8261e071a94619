/* Four things that are wanted of a position encoding, measured, with the
 * counter-example where one fails:
 *
 *   bounded   its values stay near those of E, however long the text
 *   unique    no two positions have (nearly) the same code
 *   same      a position's code does not change when words are appended
 *   linear    one matrix M takes every position to the next: P[pos+1] = P[pos] M,
 *             as Vaswani et al. 2017, section 3.5, give for their choice of waves
 *
 * What is measured is the float32 row, and for `linear` the value before rounding. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/scheme/scheme.h"

#define BOUNDED_LIMIT 1.0 /* a value beyond ±this drowns an embedding of length √d */
#define BOUNDED_MORE 1000 /* tokens that are appended to see whether values grow */
#define BOUNDED_DIMS 64   /* dimensions that are looked at: the first, fastest ones */
#define UNIQUE_SHARE 0.05 /* codes nearer than this share of the usual distance count as one */
#define SAME_PLACE 3      /* the token that is watched */
#define SAME_MORE 4       /* tokens that are appended meanwhile */
#define LINEAR_LIMIT 1e-9 /* share of the step that a linear map may leave unexplained */
#define LINEAR_STEP                                                                                \
    1e-3 /* a smaller step is measured as this share of the values: rounding drowns it */

/* Range of the curves over the text, and over one of BOUNDED_MORE more tokens. */
struct bounded_test {
    double low, high, later_low, later_high;
    bool ok;
};
struct bounded_test scheme_bounded(const struct scheme *s, const struct scheme_context *c);

/* The two of `count` positions whose codes are closest: from the text's first on for schemes that
 * depend on its length, else 0, 1, 2 … whatever the text. */
struct unique_test {
    int count;               /* positions compared; below 2 there is nothing to find, and ok */
    uint64_t a, b;           /* a < b; the first such two */
    double distance;         /* Euclidean, of the whole rows */
    double usual;            /* root mean square over all pairs */
    int dim;                 /* the dimension in which the two differ most */
    double value_a, value_b; /* the values of a and b in it */
    bool ok;
};
/* Exact search in O(count² d). `count` is cut to what that takes in some tens of
 * milliseconds, and to the text or table where it ends before. False: no memory. */
/* How many of `count` positions it compares. */
int scheme_unique_count(const struct scheme *s, const struct scheme_context *c, int count);
bool scheme_unique(const struct scheme *s, const struct scheme_context *c, int count,
                   struct unique_test *out);

/* Token SAME_PLACE in a text of at least SAME_PLACE + 1 tokens, and of SAME_MORE more. */
struct same_test {
    uint64_t place, length, longer;
    double before, after; /* where it changes most */
    uint64_t end;         /* positions that have rows, if they end; 0: all have */
    bool ok;
};
/* False: no memory. */
bool scheme_same(const struct scheme *s, const struct scheme_context *c, struct same_test *out);

/* The least-squares fit of M over positions 0 … count−1 (as for `unique`). */
struct linear_test {
    int count;
    /* The largest |next − fit| / |next − row| over a dimension's column; the step |next − row|
     * counts as LINEAR_STEP |next| where it is smaller. */
    double residual;
    int dim;      /* the dimension that has it */
    bool trivial; /* no row differs from the one before it */
    bool decided; /* false: any table would fit, as there are too few positions for d_model */
    bool ok;
};
/* Tried with 2 × 2 blocks, one a pair of waves, then with any M. False: no memory. */
bool scheme_linear(const struct scheme *s, const struct scheme_context *c, struct linear_test *out);

/* Where a wrong formula is furthest from the true one, in the text's first
 * DIFFERENCE_ROWS positions and BOUNDED_DIMS dimensions. */
#define DIFFERENCE_ROWS 64
struct difference {
    uint64_t position;
    int dim;
    double value, truth;
};
struct difference scheme_difference(const struct scheme *s, const struct scheme *truth,
                                    const struct scheme_context *c);

/* Of the shifts 1 … count−1, the one after which pair `pair` comes closest to
 * where it was: 44 for one radian a position and count 200. */
uint64_t scheme_wave_repeats(const struct posenc *waves, int pair, int count);
/* How far apart that pair's points for positions 0 and `shift` are on their circle: 0 … 2. */
double scheme_wave_apart(const struct posenc *waves, int pair, uint64_t shift);
