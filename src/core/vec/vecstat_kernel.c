/* Dot products in double: of two float32 numbers the product is exact, so that only
 * the additions round, in the order of core/sums.h with s[i] = Σ a[k] b[k] over
 * k ≡ i modulo 16, k rising. The error is at most (n/16 + 4) 2^−53 Σ |a[k] b[k]|. */
#include "core/vec/vecstat_kernel.h"

#include "core/vec/sums.h"

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

/* Half of the work of a dot product is to widen; of many with one row, that row is widened once,
 * a piece at a time, which stays near while all others pass by it. */
#define PIECE 1024
#define ROWS 32 /* whose sums are kept at a time */

static void widen(const float *a, int n, double *out)
{
    float last[SUMS];
    for (int k = 0; k < n; k += SUMS) {
        const float *from = sums_next(a, k, n, last);
        for (int v = 0; v < SUMS_VECTORS; v++)
            store(out + k + v * LANES, lanes_widen(from + v * LANES));
    }
}

static inline void add_widened(struct sums *s, const double *a, const float *b, int n)
{
    struct sums sums = *s;
    float last[SUMS];
    for (int k = 0; k < n; k += SUMS) {
        const float *from = sums_next(b, k, n, last);
        for (int v = 0; v < SUMS_VECTORS; v++)
            sums.at[v] += load(a + k + v * LANES) * lanes_widen(from + v * LANES);
    }
    *s = sums;
}

static void some_dots(const float *a, const float *const *b, int count, int n, double *out)
{
    double piece[PIECE];
    struct sums sums[ROWS] = {{{{0}}}};
    for (int k = 0; k < n; k += PIECE) {
        int len = n - k < PIECE ? n - k : PIECE;
        widen(a + k, len, piece);
        for (int j = 0; j < count; j++)
            add_widened(&sums[j], piece, b[j] + k, len);
    }
    for (int j = 0; j < count; j++)
        out[j] = sums_total(&sums[j]);
}

void ISA_NAME(vec_dots)(const float *a, const float *const *b, int count, int n, double *out)
{
    for (int j = 0; j < count; j += ROWS)
        some_dots(a, b + j, count - j < ROWS ? count - j : ROWS, n, out + j);
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
        uint32_t size;
        memcpy(&size, &a[k], sizeof size);
        size &= UINT32_MAX >> 1;
        most = size > most ? size : most;
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
