/* Sums in one order everywhere, for files built once for each instruction set: sixteen
 * sums side by side, because one would wait for each addition in turn, and then
 *
 *   s[i] += s[i + 8] for i < 8,  s[i] += s[i + 4] for i < 4, and so on to s[0].
 *
 * Terms are doubles, at most four at once: mostly they come of float32 numbers, and
 * widening those takes the time (eight at once are no faster; on Zen 4, slower). */
#ifndef CORE_VEC_SUMS_H
#define CORE_VEC_SUMS_H

#define LANES_FOUR
#include "core/vec/lanes.h"

#define SUMS 16
#define SUMS_VECTORS (SUMS / LANES)

struct sums {
    doubles at[SUMS_VECTORS];
};

static inline double sums_total(const struct sums *s)
{
    struct sums t = *s;
    for (int half = SUMS_VECTORS / 2; half >= 1; half /= 2)
        for (int v = 0; v < half; v++)
            t.at[v] += t.at[v + half];
    doubles x = t.at[0];
#if LANES == 4
    return (x[0] + x[2]) + (x[1] + x[3]);
#else
    return x[0] + x[1];
#endif
}

/* Not sums but the largest sizes |x| so far: none is NaN. */
static inline void sums_larger(doubles *most, doubles x)
{
    words size = (words)x & ~(UINT64_C(1) << 63), larger = (words)((doubles)size > *most);
    *most = (doubles)((size & larger) | ((words)*most & ~larger));
}

static inline double sums_largest(const struct sums *most)
{
    double largest = 0;
    for (int i = 0; i < SUMS; i++) {
        double x = most->at[i / LANES][i % LANES];
        largest = x > largest ? x : largest;
    }
    return largest;
}

/* The entries from k on: SUMS of them or, before the end, as many as there are and zeros. */
static inline const float *sums_next(const float *a, int k, int n, float padded[SUMS])
{
    if (n - k >= SUMS)
        return a + k;
    memset(padded, 0, SUMS * sizeof *padded);
    memcpy(padded, a + k, (size_t)(n - k) * sizeof *padded);
    return padded;
}

#endif
