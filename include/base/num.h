/* Small arithmetic on plain numbers. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Values are the same bits everywhere, NaN stands for a row that is not there, and rounding errors
 * are computed on purpose: none of which holds where the compiler may reorder arithmetic. */
#if defined __FAST_MATH__ || defined __ASSOCIATIVE_MATH__ || defined __RECIPROCAL_MATH__ ||        \
    (defined __FINITE_MATH_ONLY__ && __FINITE_MATH_ONLY__)
#error "lexwave cannot be built with -ffast-math or -Ofast, or parts of it: take it out of CFLAGS"
#endif

#define PI 3.14159265358979323846
#define TWO_PI 6.283185307179586476925
#define COUNT(array) (sizeof(array) / sizeof(array)[0]) /* entries of an array */

static inline int min_int(int a, int b)
{
    return a < b ? a : b;
}

static inline int max_int(int a, int b)
{
    return a > b ? a : b;
}

static inline size_t min_size(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The value within low … high. */
static inline int clamp_int(int64_t value, int low, int high)
{
    return value < low ? low : value > high ? high : (int)value;
}

/* Reads a number of decimal digits alone, within low … high, that ends with the byte `stop`
 * (0: the end of the string). Returns the place after `stop`, or NULL. */
const char *num_read(const char *text, char stop, uint64_t low, uint64_t high, uint64_t *out);

/* Reads a number of decimal digits, with a point and a power of ten or without: "0.5", "1e-3".
 * False for anything else (a sign, blanks, hexadecimal digits, nan, inf) and for one that no
 * double holds. The point is a point in every locale. */
bool num_read_real(const char *text, double *out);

/* Digits of the number written in base ten: 1 for 0. */
int digit_count(uint64_t value);

/* The smallest of 1, 2 and 5 times a power of ten that is not below `reach`, but for
 * rounding; 1 where reach is 0. reach ≥ 0. */
double nice_ceiling(double reach);
