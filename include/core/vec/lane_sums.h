/* Sums in one order everywhere, for files built once for each instruction set: sixteen
 * sums side by side, because one would wait for each addition in turn, and then
 *
 *   s[i] += s[i + 8] for i < 8,  s[i] += s[i + 4] for i < 4, and so on to s[0].
 *
 * Terms are doubles, at most four at once: mostly they come of float32 numbers, and
 * widening those takes the time (eight at once are no faster; on Zen 4, slower). */
#pragma once

#define LANES_FOUR
#include "core/vec/lanes.h"

#define LANE_SUMS 16
#define LANE_SUMS_VECTORS (LANE_SUMS / LANES)

struct lane_sums {
    doubles at[LANE_SUMS_VECTORS];
};

/* s[i] += (a[i] − b[i])² of LANE_SUMS entries, their differences in double. */
static inline void lane_sums_add_squares(struct lane_sums *s, const float *a, const float *b)
{
    for (ptrdiff_t v = 0; v < LANE_SUMS_VECTORS; v++) {
        doubles apart = lanes_widen(a + v * LANES) - lanes_widen(b + v * LANES);
        s->at[v] += apart * apart;
    }
}

static inline double lane_sums_total(const struct lane_sums *s)
{
    struct lane_sums t = *s;
    for (int half = LANE_SUMS_VECTORS / 2; half >= 1; half /= 2)
        for (int v = 0; v < half; v++) t.at[v] += t.at[v + half];
    doubles x = t.at[0];
#if LANES == 4
    return (x[0] + x[2]) + (x[1] + x[3]);
#else
    return x[0] + x[1];
#endif
}

/* LANE_SUMS entries from k on; after the last of the n, zeros. */
static inline const float *lane_sums_next(const float *a, int k, int n, float padded[LANE_SUMS])
{
    if (n - k >= LANE_SUMS) return a + k;
    memset(padded, 0, LANE_SUMS * sizeof *padded);
    memcpy(padded, a + k, (size_t)(n - k) * sizeof *padded);
    return padded;
}
