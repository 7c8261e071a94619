/* Position encodings worked out in few bits: what float16, bfloat16 and float32 make of a position
 * and of P. Rounding is to the nearest number of the type, of two as near the one whose last bit is
 * 0, with the type's subnormal numbers and infinities, in IEEE double arithmetic alone. */
#pragma once

#include <stdint.h>

#include "core/posenc/posenc.h"

struct narrow_type {
    const char *name;
    int bits;         /* of a significand, its leading 1 counted in */
    int exponent_min; /* the smallest normal number is 2^exponent_min */
    double max;       /* the largest finite number */
};

enum narrow { NARROW_FLOAT32, NARROW_FLOAT16, NARROW_BFLOAT16, NARROW_COUNT };
extern const struct narrow_type narrow_types[NARROW_COUNT];

/* x as the type holds it: infinite beyond its range; NaN stays NaN. */
double narrow_round(enum narrow type, double x);
/* The first whole number ≥ 0 that the type does not hold: 2049, 257, 16777217. */
uint64_t narrow_first_missing(enum narrow type);

/* The largest |error| over all dimensions of P at `pos` of the recipe in one type: position and ω
 * rounded to it, then their product, then its sine and cosine. NaN where the type cannot hold
 * the position at all, as float16 from 65520 on. O(d_model). */
double narrow_recipe_error(const struct posenc *p, enum narrow type, uint64_t pos);
