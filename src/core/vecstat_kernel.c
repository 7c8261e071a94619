/* Dot products in double: of two float32 numbers the product is exact, so that only
 * the additions round. They are made in this order everywhere:
 *
 *   s[i] = Σ a[k] b[k] over k ≡ i modulo 16, k rising;
 *   then s[i] += s[i + 8] for i < 8, s[i] += s[i + 4] for i < 4, and so on to s[0].
 *
 * Sixteen sums, because one would wait for each addition in turn. The error is at
 * most (n/16 + 4) 2^−53 Σ |a[k] b[k]|. */
#include "core/vecstat_kernel.h"

#include <string.h>

#define LANES_FOUR /* widening is what takes the time, and eight at once are no faster (Zen 4: slower) */
#include "core/lanes.h"

#define SUMS 16
#define VECTORS (SUMS / LANES)

struct sums {
    reals at[VECTORS];
};

/* The products of the next SUMS entries. */
static inline void add(struct sums *s, const float *a, const float *b)
{
    for (int v = 0; v < VECTORS; v++)
        s->at[v] += lanes_widen(a + v * LANES) * lanes_widen(b + v * LANES);
}

static double total(const struct sums *s)
{
    struct sums t = *s;
    for (int half = VECTORS / 2; half >= 1; half /= 2)
        for (int v = 0; v < half; v++)
            t.at[v] += t.at[v + half];
    reals x = t.at[0];
#if LANES == 8
    return ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]));
#elif LANES == 4
    return (x[0] + x[2]) + (x[1] + x[3]);
#else
    return x[0] + x[1];
#endif
}

/* The entries from k on: SUMS of them or, before the end, as many as there are and zeros,
 * which add nothing. */
static inline const float *next(const float *a, int k, int n, float padded[SUMS])
{
    if (n - k >= SUMS)
        return a + k;
    memset(padded, 0, SUMS * sizeof *padded);
    memcpy(padded, a + k, (size_t)(n - k) * sizeof *padded);
    return padded;
}

double ISA_NAME(vec_dot)(const float *a, const float *b, int n)
{
    struct sums ab = {0};
    float last_a[SUMS], last_b[SUMS];
    for (int k = 0; k < n; k += SUMS)
        add(&ab, next(a, k, n, last_a), next(b, k, n, last_b));
    return total(&ab);
}

void ISA_NAME(vec_three)(const float *a, const float *b, int n, double sums[3])
{
    struct sums aa = {0}, ab = {0}, bb = {0};
    float last_a[SUMS], last_b[SUMS];
    for (int k = 0; k < n; k += SUMS) {
        const float *from_a = next(a, k, n, last_a), *from_b = next(b, k, n, last_b);
        add(&aa, from_a, from_a);
        add(&ab, from_a, from_b);
        add(&bb, from_b, from_b);
    }
    sums[0] = total(&aa);
    sums[1] = total(&ab);
    sums[2] = total(&bb);
}
