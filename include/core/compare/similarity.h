/* How alike the encodings of two positions are, and why: a shift turns every pair.
 *
 *   [ sin((pos + k) ω) ]   [  cos(kω)  sin(kω) ] [ sin(pos ω) ]
 *   [ cos((pos + k) ω) ] = [ −sin(kω)  cos(kω) ] [ cos(pos ω) ]
 *
 * The angle-addition theorem; Vaswani et al. 2017, section 3.5, give it as the
 * reason for the waves ("for any fixed offset k, PE_{pos+k} can be represented
 * as a linear function of PE_pos"). From it the dot product of two positions:
 *
 *   P(pos) · P(pos + k) = Σ_i cos(k ω_i)      (i over the whole pairs)
 *
 * which depends on k alone. The lone sine of an odd d_model has no such block
 * and adds sin(pos ω) · sin((pos + k) ω), which does not. All in double. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/posenc/posenc.h"

/* One pair's block for shift k, tried at one position. */
struct rotation {
    bool lone;             /* no partner: nothing below is set */
    double cosine, sine;   /* cos(kω), sin(kω) */
    double from[2], to[2]; /* (sin, cos) at pos, and at pos + k */
    double residual;       /* the greater of |block · from − to| */
};
struct rotation rotation_of(const struct posenc *p, int pair, uint64_t k, uint64_t pos);

/* The greatest residual over all whole pairs and the positions first … first+count−1; of equal ones
 * the first position's. */
struct rotation_worst {
    double residual;   /* 0 where there is no whole pair */
    int pairs;         /* whole pairs: how many blocks were tried at each position */
    uint64_t position; /* where it is */
};
struct rotation_worst rotation_check(const struct posenc *p, uint64_t k, uint64_t first, int count);

/* P(pos) · P(pos + k) by that sum, which `pos` enters by the lone sine only. */
double similarity_at(const struct posenc *p, uint64_t pos, uint64_t k);

/* rises[i] (n of them): from i − 1 to i the values turn from falling, or staying,
 * to rising. Steps up to `noise` count as staying. The first value cannot. */
void similarity_rises(const double *values, int n, double noise, bool *rises);

/* The greatest difference between two entries of the (n, n) matrix whose row and
 * column are equally far apart. */
double similarity_spread(const double *matrix, int n);

/* What two later methods do inside attention, without a vector at the input. */

/* Rotary embedding turns each pair of a query's and a key's dimensions by position · ω_i, with the
 * very ω_i of the waves; their product then depends on the angle between the two alone: (query −
 * key) · ω_i radians, of dimension k's pair. Source: Su et al., "RoFormer", 2021, section 3.2. */
double rope_angle(const struct posenc *waves, int k, uint64_t query, uint64_t key);

/* ALiBi takes slope · (query − key) from the score of a key that stands before the query; the slope
 * of head 1 … heads is 2^(−8 head / heads). Source: Press, Smith and Lewis, "Train Short, Test
 * Long", 2021, section 3 (for numbers of heads that are powers of two). */
double alibi_slope(int head, int heads);
