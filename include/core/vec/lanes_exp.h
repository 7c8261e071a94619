/* The exponential of vectors, for files built once for each instruction set: libm's own differs
 * between platforms in its last bit. */
#pragma once

#include "core/vec/lanes.h"

/* Added, it rounds to a whole number, which its last bits then are. */
#define SHIFTER 0x1.8p52

/* e^x, relative error below 4.5·2^−53. With the whole number n next to x / ln 2, and
 * r = x − n ln 2, |r| ≤ 0.3467:
 *   e^x = 2^n (1 + (r + r² Q(r))),
 * Q of degree 9 through the Chebyshev nodes: its error is 2^−58.7 of e^r. ln 2 is taken in two
 * parts, the first so short that n times it is exact. 2^n is multiplied in as two factors, because
 * it may lie outside of the numbers where the result does not. Beyond ±1100 nothing changes. */
static INLINE doubles lanes_exp(doubles x)
{
    const doubles limit = {0}, zero = {0};
    doubles bounded = choose((words)(x > limit + 1100), zero + 1100, x);
    bounded = choose((words)(x < limit - 1100), zero - 1100, bounded);
    doubles shifted = bounded * 0x1.71547652b82fep+0 + SHIFTER, whole = shifted - SHIFTER;
    doubles r = bounded - whole * 0x1.62e42fee00000p-1 - whole * 0x1.a39ef35793c76p-33;
    doubles q = 0x1.af38a9b0ec855p-26 * r + 0x1.289185613a3d6p-22;
    q = q * r + 0x1.71de0dae63bb3p-19;
    q = q * r + 0x1.a019b90d2ae7ap-16;
    q = q * r + 0x1.a01a01a7c41d5p-13;
    q = q * r + 0x1.6c16c1788bd90p-10;
    q = q * r + 0x1.11111111109b3p-7;
    q = q * r + 0x1.5555555553d63p-5;
    q = q * r + 0x1.5555555555556p-3;
    q = q * r + 0x1.0000000000001p-1;
    doubles mantissa = 1 + (r + r * r * q);
    words n = (words)shifted - (words)(zero + SHIFTER) + 2046; /* positive: two exponents' bias */
    words half = n >> 1, rest = n - half;
    return mantissa * (doubles)(half << 52) * (doubles)(rest << 52);
}
