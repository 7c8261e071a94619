/* What turn.c does to an angle before the polynomials, for the kernels that do it to
 * many: the same bits. */
#ifndef CORE_TURN_PARTS_H
#define CORE_TURN_PARTS_H

#include <string.h>

#include "core/turn.h"

/* (π/4) · 2^64 */
#define TURN_EIGHTH_IN_RADIANS UINT64_C(0xC90FDAA22168C235)

/* An angle as the nearest quarter turn and what is left of it, at most an eighth: its size as
 * high + low radians, and whether it is to be taken off. */
struct turn_split {
    double high, low;
    uint64_t quadrant; /* 0 … 3 */
    uint64_t negative; /* 0 or 1 */
};

/* x ≠ 0 */
static inline int turn_leading_zeros(u128 x)
{
    uint64_t high = (uint64_t)(x >> 64);
    return high ? __builtin_clzll(high) : 64 + __builtin_clzll((uint64_t)x);
}

/* The lowest 128 bits of n · mantissa · 2^−shift, cut off below the point. */
static inline u128 turn_scaled_product(u128 mantissa, uint64_t n, int shift)
{
    u128 below = (u128)(uint64_t)mantissa * n;
    u128 above = (u128)(uint64_t)(mantissa >> 64) * n + (below >> 64);
    uint64_t top = (uint64_t)(above >> 64);
    u128 rest = above << 64 | (uint64_t)below;
    if (shift > 0 && shift < 128) {
        return rest >> shift | (u128)top << (128 - shift);
    }
    if (shift <= 0) {
        return shift > -128 ? rest << -shift : 0;
    }
    return shift < 192 ? top >> (shift - 128) : 0;
}

/* turn_of_real() */
static inline u128 turn_scaled_real(struct turn_float rate, double x)
{
    uint64_t word;
    memcpy(&word, &x, sizeof word);
    int exponent = (int)(word >> 52 & 0x7FF);
    uint64_t whole = word & ((UINT64_C(1) << 52) - 1); /* |x| = whole · 2^(exponent − 1075) */
    if (exponent != 0) {
        whole |= UINT64_C(1) << 52;
    } else {
        exponent = 1;
    }
    u128 turn = turn_scaled_product(rate.mantissa, whole, rate.shift + 1075 - exponent);
    return x < 0 ? -turn : turn;
}

static inline double turn_power_of_two(int exponent)
{
    uint64_t word = (uint64_t)(exponent + 1023) << 52;
    double x;
    memcpy(&x, &word, sizeof x);
    return x;
}

/* The quarter turn is split off as an integer; what is left keeps its own leading bits, so that
 * values near zero are as precise as others. In radians it has 62 bits, as the sum of two doubles. */
static inline struct turn_split turn_split(u128 turn)
{
    struct turn_split out = {.quadrant = (uint64_t)((turn + TURN_QUARTER / 2) >> 126)};
    u128 rest = turn - ((u128)out.quadrant << 126);
    out.negative = (uint64_t)(rest >> 127);
    rest = (rest ^ -(u128)out.negative) + out.negative; /* |rest|: as good as random, so no branch */
    int zeros = turn_leading_zeros(rest | 1);
    uint64_t head = (uint64_t)((rest << zeros) >> 64);
    uint64_t radians = (uint64_t)((u128)head * TURN_EIGHTH_IN_RADIANS >> 65);
    double unit = turn_power_of_two(-60 - zeros);
    out.high = (double)(int64_t)(radians & ~UINT64_C(0x3FF)) * unit;
    out.low = (double)(int64_t)(radians & 0x3FF) * unit;
    return out;
}

#endif
