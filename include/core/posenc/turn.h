/* Angles as fractions of a turn, exact where it matters.
 *
 * An angle modulo a turn is an unsigned 128-bit fixed-point fraction (unit: 2^−128 turns), so that
 * adding angles wraps by itself and no position is too far out to reduce. A rate (turns per
 * position) is a turn_float, whose relative precision does not depend on how slow it is. All of it
 * is integer and IEEE double arithmetic: the same bits on every platform. */
#pragma once

#include <stdint.h>

__extension__ typedef unsigned __int128 u128;

#define TURN_QUARTER ((u128)1 << 126)
#define TURN_HALF ((u128)1 << 127)

/* mantissa · 2^(−128 − shift); the mantissa's top bit is set. */
struct turn_float {
    u128 mantissa;
    int shift;
};

/* A logarithm to base 2: whole + fraction · 2^−128. */
struct turn_log {
    uint32_t whole;
    u128 fraction;
};

/* log2(x) for finite x ≥ 1, less than 2^−125 below the true value. */
struct turn_log turn_log2(double x);
/* x^(−n/d) for log = log2(x), 1 ≤ d < 2^20 and n ≤ d: relative error below 2^−122. */
struct turn_float turn_power(struct turn_log log, uint32_t n, uint32_t d);
/* a · b, relative error below 2^−126. */
struct turn_float turn_multiply(struct turn_float a, struct turn_float b);
/* 1/(2π): turns per radian. */
struct turn_float turn_per_radian(void);
/* 2π: radians per turn. */
struct turn_float turn_radians(void);
/* The nearest double, but for cases within 2^−63 of a tie. */
double turn_float_value(struct turn_float a);

/* n · rate modulo a turn, cut off after 128 bits. */
u128 turn_of(struct turn_float rate, uint64_t n);
/* x · rate modulo a turn for finite x of either sign, |x| · rate cut off after
 * 128 bits; so it never falls as x grows, but for wraps. It is 0 where x is so
 * large that the rate's 128 bits tell nothing of the fraction. */
u128 turn_of_real(struct turn_float rate, double x);
/* The fraction as a double in [0, 1), cut off after 53 significant bits. */
double turn_value(u128 turn);

/* Sine and cosine of a turn, each within 0.9 double units in the last place of
 * the true value, near their zeros too. */
void turn_sine_cosine(u128 turn, double *sine, double *cosine);
/* The same of an angle in radians, |x| ≤ π/4. */
void turn_sine_cosine_small(double x, double *sine, double *cosine);

/* The smallest of start, start + step, … start + (count − 1) · step, each modulo a
 * turn, in O(log count); count ≥ 1. */
u128 turn_min(u128 start, u128 step, uint64_t count);
