/* Figures of one sum X = E + P, and of two of them beside each other. Sums run in
 * double precision over the float32 rows that are added. */
#pragma once

#include "core/embedding/row_source.h"

/* One token's rows. Lengths are Euclidean: |v| = √(Σ v[k]²). What rests on a row of NaN, one
 * that there is not, is NaN itself. */
struct sum_figures {
    double e, p, x; /* |E|, |P|, |X| */
    double cosine;  /* E·P / (|E|·|P|); NaN where either is zero */
    double degrees; /* the angle between E and P, arccos of that, 0 … 180, or NaN */
};
struct sum_figures sumstat_one(const float *e, const float *p, const float *x, int n);

/* Token a less token b. In real numbers ΔX = ΔE + ΔP, so that ΔX = ΔP where the
 * words are the same; X is rounded to float32, so that the two sides differ by
 * at most half a unit in the last place of either X. */
struct sum_contrast {
    double e, p, x;                      /* |ΔE|, |ΔP|, |ΔX| */
    double cosine_e, cosine_p, cosine_x; /* between a's row and b's; NaN where one is zero */
    double residual; /* max over k of |ΔX[k] − (ΔE[k] + ΔP[k])|; over NaN 0 */
};
/* The rows of each token: (3, n), E then P then X. */
struct sum_contrast sumstat_two(const float *a, const float *b, int n);

/* How long a row of the random embedding is expected to be: the root of the mean
 * of |E|² over all rows, √d times the spread of one entry (its entries are independent). */
double sumstat_expected(const struct row_source *table);
