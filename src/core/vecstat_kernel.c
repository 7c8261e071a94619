/* Dot products in double: of two float32 numbers the product is exact, so that only
 * the additions round, in the order of core/sums.h with s[i] = Σ a[k] b[k] over
 * k ≡ i modulo 16, k rising. The error is at most (n/16 + 4) 2^−53 Σ |a[k] b[k]|. */
#include "core/vecstat_kernel.h"

#include "core/sums.h"

/* The products of the next SUMS entries. */
static inline void add(struct sums *s, const float *a, const float *b)
{
    for (int v = 0; v < SUMS_VECTORS; v++)
        s->at[v] += lanes_widen(a + v * LANES) * lanes_widen(b + v * LANES);
}

double ISA_NAME(vec_dot)(const float *a, const float *b, int n)
{
    struct sums ab = {0};
    float last_a[SUMS], last_b[SUMS];
    for (int k = 0; k < n; k += SUMS)
        add(&ab, sums_next(a, k, n, last_a), sums_next(b, k, n, last_b));
    return sums_total(&ab);
}

void ISA_NAME(vec_three)(const float *a, const float *b, int n, double sums[3])
{
    struct sums aa = {0}, ab = {0}, bb = {0};
    float last_a[SUMS], last_b[SUMS];
    for (int k = 0; k < n; k += SUMS) {
        const float *from_a = sums_next(a, k, n, last_a), *from_b = sums_next(b, k, n, last_b);
        add(&aa, from_a, from_a);
        add(&ab, from_a, from_b);
        add(&bb, from_b, from_b);
    }
    sums[0] = sums_total(&aa);
    sums[1] = sums_total(&ab);
    sums[2] = sums_total(&bb);
}

/* The bits of float32 numbers without their signs are ordered as their sizes. */
double ISA_NAME(vec_largest)(const float *a, int n)
{
    uint32_t most = 0;
    for (int k = 0; k < n; k++) {
        uint32_t bits;
        memcpy(&bits, &a[k], sizeof bits);
        bits &= UINT32_MAX >> 1;
        most = bits > most ? bits : most;
    }
    float largest;
    memcpy(&largest, &most, sizeof largest);
    return (double)largest;
}

double ISA_NAME(vec_farthest)(const float *a, const float *b, int n)
{
    struct sums most = {0};
    float last_a[SUMS], last_b[SUMS];
    for (int k = 0; k < n; k += SUMS) {
        const float *from_a = sums_next(a, k, n, last_a), *from_b = sums_next(b, k, n, last_b);
        for (int v = 0; v < SUMS_VECTORS; v++)
            sums_larger(&most.at[v], lanes_widen(from_a + v * LANES) - lanes_widen(from_b + v * LANES));
    }
    return sums_largest(&most);
}
