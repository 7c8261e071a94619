/* Positions without a vector at the input: what two later methods do inside attention. */
#ifndef CORE_POSENC_RELATIVE_H
#define CORE_POSENC_RELATIVE_H

#include <stdint.h>

#include "core/posenc/posenc.h"

/* Rotary embedding turns each pair of a query's and a key's dimensions by
 * position · ω_i, with the very ω_i of the waves; their product then depends on
 * the angle between the two alone: (query − key) · ω_i radians, of dimension k's pair.
 * Source: Su et al., "RoFormer", 2021, section 3.2. */
double rope_angle(const struct posenc *waves, int k, uint64_t query, uint64_t key);

/* ALiBi takes slope · (query − key) from the score of a key that stands before
 * the query; the slope of head 1 … heads is 2^(−8 head / heads).
 * Source: Press, Smith and Lewis, "Train Short, Test Long", 2021, section 3
 * (for numbers of heads that are powers of two). */
double alibi_slope(int head, int heads);

#endif
