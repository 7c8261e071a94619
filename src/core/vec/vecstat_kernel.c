/* Dot products in double: of two float32 numbers the product is exact, so that only
 * the additions round, in the order of core/vec/lane_sums.h with s[i] = Σ a[k] b[k] over
 * k ≡ i modulo 16, k rising. The error is at most (n/16 + 4) 2^−53 Σ |a[k] b[k]|. */
#include "core/vec/vecstat.h"

#include "core/vec/lane_sums.h"

/* The products of the next LANE_SUMS entries. */
static inline void add(struct lane_sums *s, const float *a, const float *b)
{
    for (ptrdiff_t v = 0; v < LANE_SUMS_VECTORS; v++)
        s->at[v] += lanes_widen(a + v * LANES) * lanes_widen(b + v * LANES);
}

double ISA_NAME(vec_dot)(const float *a, const float *b, int n)
{
    struct lane_sums ab = {0};
    float last_a[LANE_SUMS], last_b[LANE_SUMS];
    for (int k = 0; k < n; k += LANE_SUMS)
        add(&ab, lane_sums_next(a, k, n, last_a), lane_sums_next(b, k, n, last_b));
    return lane_sums_total(&ab);
}

/* Half of the work of a dot product is to widen; of many with one row, that row is widened once,
 * a piece at a time, which stays near while all others pass by it. */
#define PIECE 1024
#define ROWS 32 /* whose sums are kept at a time */

static void widen(const float *a, int n, double *out)
{
    float last[LANE_SUMS];
    for (int k = 0; k < n; k += LANE_SUMS) {
        const float *from = lane_sums_next(a, k, n, last);
        for (ptrdiff_t v = 0; v < LANE_SUMS_VECTORS; v++)
            store(out + k + v * LANES, lanes_widen(from + v * LANES));
    }
}

static inline void add_widened(struct lane_sums *s, const double *a, const float *b, int n)
{
    struct lane_sums sums = *s;
    float last[LANE_SUMS];
    for (int k = 0; k < n; k += LANE_SUMS) {
        const float *from = lane_sums_next(b, k, n, last);
        for (ptrdiff_t v = 0; v < LANE_SUMS_VECTORS; v++)
            sums.at[v] += load(a + k + v * LANES) * lanes_widen(from + v * LANES);
    }
    *s = sums;
}

static void some_dots(const float *a, const float *const *b, int count, int n, double *out)
{
    double piece[PIECE];
    struct lane_sums sums[ROWS] = {{{{0}}}};
    for (int k = 0; k < n; k += PIECE) {
        int len = n - k < PIECE ? n - k : PIECE;
        widen(a + k, len, piece);
        for (int j = 0; j < count; j++) add_widened(&sums[j], piece, b[j] + k, len);
    }
    for (int j = 0; j < count; j++) out[j] = lane_sums_total(&sums[j]);
}

void ISA_NAME(vec_dots)(const float *a, const float *const *b, int count, int n, double *out)
{
    for (int j = 0; j < count; j += ROWS)
        some_dots(a, b + j, count - j < ROWS ? count - j : ROWS, n, out + j);
}
