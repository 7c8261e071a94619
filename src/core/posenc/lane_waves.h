/* Sine and cosine of LANES pairs of waves at one position, in double precision. */
#ifndef CORE_POSENC_LANE_WAVES_H
#define CORE_POSENC_LANE_WAVES_H

#include "core/vec/lanes.h"
#include "core/posenc/posenc_kernel.h"

/* Angles below this many radians are taken as they are, pos · ω in double precision. */
#define UNREDUCED 0.75

/* How far a reduced angle may be off beyond roundings of its own size; in truth 2^−71. */
#define ANGLE_SLACK 0x1p-68

/* An angle: quadrant quarter turns and (high + low) radians, |high| ≤ π/4. */
struct angles {
    words quadrant;
    doubles high, low;
    doubles slack; /* 2^−68, or 0 of an unreduced one: how far it may be off, beyond roundings */
};

/* 2π as the sum of a number of 24 bits, whose product with 29 bits is exact, and the rest. */
#define TURN_HEAD 0x1.921fb4p+2
#define TURN_REST 0x1.4442d18469899p-22
#define TWO_PI 0x1.921fb54442d18p+2

/* The fraction of a turn has 64 bits as an integer, whose multiples wrap by
 * themselves, and what is below as a double. The integer's halves become doubles
 * by standing in the mantissa of 2^52. */
static INLINE struct angles reduced(words rate, doubles rest, uint64_t pos)
{
    const words half = (words){0} + (UINT64_C(1) << 63), magic = (words)((doubles){0} + 0x1p52);
    words turn = rate * pos;
    words quadrant = (turn + (UINT64_C(1) << 61)) >> 62;
    words left = (turn - (quadrant << 62)) ^ half;
    doubles upper = (doubles)(left >> 32 | magic) - (0x1p52 + 0x1p31);
    doubles lower = (doubles)((left & UINT32_MAX) | magic) - 0x1p52;
    doubles below = multiply_add(rest, (doubles){0} + (double)pos, lower * 0x1p-64);
    doubles head = upper * (TURN_HEAD * 0x1p-32);
    doubles tail = multiply_add(below, (doubles){0} + TWO_PI, upper * (TURN_REST * 0x1p-32));
    doubles high = head + tail;
    return (struct angles){quadrant, high, tail - (high - head), (doubles){0} + ANGLE_SLACK};
}

static INLINE struct angles angles(const struct posenc_lanes *w, int pair, uint64_t pos)
{
    struct angles a = reduced(load_words(w->high + pair), load(w->low + pair), pos);
    doubles whole = load(w->omega + pair) * (double)pos;
    words small = (words)(whole < UNREDUCED);
    a.quadrant &= ~small;
    a.high = choose(small, whole, a.high);
    a.low = (doubles)(~small & (words)a.low);
    a.slack = (doubles)(~small & (words)a.slack);
    return a;
}

static INLINE doubles next_term(doubles sum, doubles z, double coefficient)
{
    return multiply_add(sum, z, (doubles){0} + coefficient);
}

/* The polynomials of turn_sine_cosine(), with its error. */
static INLINE void polynomials(doubles high, doubles low, doubles *sine, doubles *cosine)
{
    doubles z = high * high;
    doubles s = z * (1.0 / 355687428096000) - 1.0 / 1307674368000; /* 1/17!, 1/15! */
    s = next_term(s, z, 1.0 / 6227020800);
    s = next_term(s, z, -1.0 / 39916800);
    s = next_term(s, z, 1.0 / 362880);
    s = next_term(s, z, -1.0 / 5040);
    s = next_term(s, z, 1.0 / 120);
    s = next_term(s, z, -1.0 / 6);
    doubles c = z * (1.0 / 20922789888000) - 1.0 / 87178291200; /* 1/16!, 1/14! */
    c = next_term(c, z, 1.0 / 479001600);
    c = next_term(c, z, -1.0 / 3628800);
    c = next_term(c, z, 1.0 / 40320);
    c = next_term(c, z, -1.0 / 720);
    c = next_term(c, z, 1.0 / 24);
    doubles half = 0.5 * z, rest = 1 - half;
    *sine = high + multiply_add(low, rest, high * z * s);
    *cosine = rest + (((1 - rest) - half) + multiply_add(z * z, c, -high * low));
}

/* Sine and cosine of the pairs from `pair` on; the slack of their angles. */
static INLINE doubles sines_cosines(const struct posenc_lanes *w, int pair, uint64_t pos,
                                    doubles *sine, doubles *cosine)
{
    struct angles a = angles(w, pair, pos);
    doubles s, c;
    polynomials(a.high, a.low, &s, &c);
    words odd = -(a.quadrant & 1);
    words sine_sign = a.quadrant >> 1 << 63, cosine_sign = (a.quadrant ^ a.quadrant >> 1) << 63;
    *sine = (doubles)((words)choose(odd, c, s) ^ sine_sign);
    *cosine = (doubles)((words)choose(odd, s, c) ^ cosine_sign);
    return a.slack;
}

#endif
