/* Distances of rows, summed in double in the order of core/sums.h, and projections of columns. */
#include "core/scheme_kernel.h"

#include <math.h>
#include <stddef.h>

#include "core/sums.h"

#define STRIDE (4 * SUMS) /* entries between two looks at whether a pair is out already */

/* ---- rows -------------------------------------------------------------- */

/* The squares of the next SUMS differences, which are rounded to float32 as the rows are. */
static inline void add_squares(struct sums *s, const float *a, const float *b)
{
    float apart[SUMS];
    for (int i = 0; i < SUMS; i++)
        apart[i] = a[i] - b[i];
    for (int v = 0; v < SUMS_VECTORS; v++) {
        reals x = lanes_widen(apart + v * LANES);
        s->at[v] += x * x;
    }
}

/* The squared distance, or some value above `limit` where it is more than that. */
static inline double squared_distance(const float *a, const float *b, int d, double limit)
{
    struct sums s = {0};
    float last_a[SUMS], last_b[SUMS];
    double sum = 0;
    for (int k = 0; k < d && sum <= limit; sum = sums_total(&s)) {
        int end = d - k < STRIDE ? d : k + STRIDE;
        for (; k < end; k += SUMS)
            add_squares(&s, sums_next(a, k, d, last_a), sums_next(b, k, d, last_b));
    }
    return sum;
}

double ISA_NAME(scheme_closest)(const float *rows, int n, int d, double tie, int *a, int *b)
{
    double best = HUGE_VAL;
    for (int i = 0; i < n && best > 0; i++) {
        const float *row = rows + (size_t)i * (size_t)d;
        for (int j = i + 1; j < n && best > 0; j++) {
            double limit = best * (1 - tie);
            double distance = squared_distance(row, rows + (size_t)j * (size_t)d, d, limit);
            if (distance < limit) {
                best = distance;
                *a = i;
                *b = j;
            }
        }
    }
    return best;
}

/* Of one column it is n Σ x² − (Σ x)², x counted from the first row's value. SUMS columns at once. */
double ISA_NAME(scheme_apart)(const float *rows, int n, int d)
{
    double all = 0;
    for (int k = 0; k < d; k += SUMS) {
        struct sums sum = {0}, squares = {0};
        float first[SUMS], last[SUMS], x[SUMS];
        memcpy(first, sums_next(rows, k, d, last), sizeof first);
        for (int i = 0; i < n; i++) {
            const float *row = sums_next(rows + (size_t)i * (size_t)d, k, d, last);
            for (int c = 0; c < SUMS; c++)
                x[c] = row[c] - first[c];
            for (int v = 0; v < SUMS_VECTORS; v++) {
                reals wide = lanes_widen(x + v * LANES);
                sum.at[v] += wide;
                squares.at[v] += wide * wide;
            }
        }
        for (int c = 0; c < SUMS && k + c < d; c++) {
            double s = sum.at[c / LANES][c % LANES], q = squares.at[c / LANES][c % LANES];
            all += fmax(0, n * q - s * s);
        }
    }
    return all;
}

/* ---- columns ----------------------------------------------------------- */

/* SCHEME_COLUMNS columns side by side: each of their sums is made in the order of the
 * positions, as for a column alone. */
struct across {
    reals at[SCHEME_COLUMNS / LANES];
};

/* s += the products of the columns at one position and x (a square where x is NULL). */
static inline void add_products(struct across *s, const double *columns, const double *x)
{
    struct across c;
    memcpy(&c, columns, sizeof c);
    for (int v = 0; v < SCHEME_COLUMNS / LANES; v++)
        s->at[v] += x ? c.at[v] * *x : c.at[v] * c.at[v];
}

static inline void subtract(double *columns, const struct across *along, double x)
{
    struct across c;
    memcpy(&c, columns, sizeof c);
    for (int v = 0; v < SCHEME_COLUMNS / LANES; v++)
        c.at[v] -= along->at[v] * x;
    memcpy(columns, &c, sizeof c);
}

/* The projection is taken off twice, as once leaves rounding behind. */
void ISA_NAME(scheme_left)(const double *columns, int count, const double *basis, int rank, int m,
                           double *scratch, double *left)
{
    for (int i = 0; i < m; i++)
        for (int c = 0; c < SCHEME_COLUMNS; c++)
            scratch[i * SCHEME_COLUMNS + c] = c < count ? columns[(size_t)c * (size_t)m + (size_t)i] : 0;
    for (int pass = 0; pass < 2; pass++)
        for (int j = 0; j < rank; j++) {
            const double *b = basis + (size_t)j * (size_t)m;
            struct across along = {0};
            for (int i = 0; i < m; i++)
                add_products(&along, scratch + i * SCHEME_COLUMNS, &b[i]);
            for (int i = 0; i < m; i++)
                subtract(scratch + i * SCHEME_COLUMNS, &along, b[i]);
        }
    struct across squares = {0};
    for (int i = 0; i < m; i++)
        add_products(&squares, scratch + i * SCHEME_COLUMNS, NULL);
    double lane[SCHEME_COLUMNS];
    memcpy(lane, &squares, sizeof lane);
    for (int c = 0; c < count; c++)
        left[c] = sqrt(lane[c]);
}
