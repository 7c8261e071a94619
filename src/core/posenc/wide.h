/* Unsigned fixed-point numbers of 384 bits, for the few values that need more
 * than 128: integer arithmetic only, so the same bits on every platform. Where
 * the point stands is the caller's: "0.384" is a fraction, "1.383" goes up to 2. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define WIDE_LIMBS 6
#define WIDE_BITS (64 * WIDE_LIMBS)

struct wide {
    uint64_t limb[WIDE_LIMBS]; /* the lowest first */
};

/* Modulo 2^384. */
struct wide wide_add(struct wide a, struct wide b);
struct wide wide_subtract(struct wide a, struct wide b);
/* The upper 384 bits of the 768-bit product: 0.384 · 0.384 is 0.384. */
struct wide wide_multiply(struct wide a, struct wide b);
/* a · n, modulo 2^384; what stands above goes to *above. */
struct wide wide_scale(struct wide a, uint64_t n, uint64_t *above);
/* (above · 2^384 + a) / n, cut off; above < n. */
struct wide wide_divide(struct wide a, uint64_t n, uint64_t above);

/* a · 2^by modulo 2^384, cut off below; any `by` of either sign. */
struct wide wide_shift(struct wide a, int by);
bool wide_is_zero(struct wide a);
/* Zero bits above the highest one; 384 for 0. */
int wide_zeros(struct wide a);
