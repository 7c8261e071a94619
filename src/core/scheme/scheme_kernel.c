/* Distances of rows and projections of columns, in double. A distance's first dimensions are
 * summed for many rows at once, which excludes most pairs; differences are rounded to
 * float32, as rows are. */
#include "core/scheme/scheme_kernel.h"

#include <math.h>
#include <stddef.h>

#include "core/vec/lane_sums.h"

_Static_assert(SCHEME_BLOCK == LANE_SUMS, "a block of rows makes as many sums");

#define STRIDE (4 * LANE_SUMS) /* entries between two tests of whether a pair is excluded */

/* ---- rows -------------------------------------------------------------- */

/* blocks[i / LANE_SUMS][k][i % LANE_SUMS] = rows[i][k] of the first `head` dimensions: LANE_SUMS
 * rows side by side, the last one again where there are no more. */
static void lay_side_by_side(const float *rows, int n, int d, int head, float *blocks)
{
    for (int i = 0; i < (n + LANE_SUMS - 1) / LANE_SUMS * LANE_SUMS; i++) {
        const float *row = rows + (size_t)(i < n ? i : n - 1) * (size_t)d;
        float *block = blocks + (i / LANE_SUMS * head * LANE_SUMS + i % LANE_SUMS);
        for (int k = 0; k < head; k++) block[k * LANE_SUMS] = row[k];
    }
}

/* The heads' squared distances of a row to the rows of a block, each summed over rising k. */
static inline void head_distances(const float *row, const float *block, int head,
                                  double out[LANE_SUMS])
{
    struct lane_sums s = {0};
    for (int k = 0; k < head; k++) {
        float apart[LANE_SUMS];
        for (int i = 0; i < LANE_SUMS; i++) apart[i] = row[k] - block[k * LANE_SUMS + i];
        for (int v = 0; v < LANE_SUMS_VECTORS; v++) {
            doubles x = lanes_widen(apart + v * LANES);
            s.at[v] += x * x;
        }
    }
    memcpy(out, s.at, sizeof s.at);
}

/* `head` and what the dimensions from k on add, summed in the order of core/vec/lane_sums.h;
 * not to the end where the sum is above `limit` before. */
static double whole_distance(const float *a, const float *b, int k, int d, double head,
                             double limit)
{
    struct lane_sums s = {0};
    float last_a[LANE_SUMS], last_b[LANE_SUMS], apart[LANE_SUMS];
    double sum = head;
    while (k < d && sum <= limit) {
        int end = d - k < STRIDE ? d : k + STRIDE;
        for (; k < end; k += LANE_SUMS) {
            const float *from_a = lane_sums_next(a, k, d, last_a),
                        *from_b = lane_sums_next(b, k, d, last_b);
            for (int i = 0; i < LANE_SUMS; i++) apart[i] = from_a[i] - from_b[i];
            for (int v = 0; v < LANE_SUMS_VECTORS; v++) {
                doubles x = lanes_widen(apart + v * LANES);
                s.at[v] += x * x;
            }
        }
        sum = head + lane_sums_total(&s);
    }
    return sum;
}

double ISA_NAME(scheme_closest)(const float *rows, int n, int d, double tie, float *blocks, int *a,
                                int *b)
{
    double best = HUGE_VAL, heads[LANE_SUMS];
    int head = d < SCHEME_HEAD ? d : SCHEME_HEAD;
    lay_side_by_side(rows, n, d, head, blocks);
    for (int i = 0; i < n && best > 0; i++)
        for (int j = (i + 1) / LANE_SUMS * LANE_SUMS; j < n && best > 0; j += LANE_SUMS) {
            const float *row = rows + (size_t)i * (size_t)d;
            head_distances(row, blocks + j * head, head, heads);
            for (int c = j > i ? 0 : i + 1 - j; c < LANE_SUMS && j + c < n; c++) {
                const float *other = rows + (size_t)(j + c) * (size_t)d;
                double limit = best * (1 - tie);
                double distance = whole_distance(row, other, head, d, heads[c], limit);
                if (distance < limit) {
                    best = distance;
                    *a = i;
                    *b = j + c;
                }
            }
        }
    return best;
}

/* Of one column it is n Σ x² − (Σ x)², x counted from the first row's value. */
double ISA_NAME(scheme_apart)(const float *rows, int n, int d)
{
    double all = 0;
    for (int k = 0; k < d; k += LANE_SUMS) {
        struct lane_sums sum = {0}, squares = {0};
        float first[LANE_SUMS], last[LANE_SUMS], x[LANE_SUMS];
        memcpy(first, lane_sums_next(rows, k, d, last), sizeof first);
        for (int i = 0; i < n; i++) {
            const float *row = lane_sums_next(rows + (size_t)i * (size_t)d, k, d, last);
            for (int c = 0; c < LANE_SUMS; c++) x[c] = row[c] - first[c];
            for (int v = 0; v < LANE_SUMS_VECTORS; v++) {
                doubles wide = lanes_widen(x + v * LANES);
                sum.at[v] += wide;
                squares.at[v] += wide * wide;
            }
        }
        for (int c = 0; c < LANE_SUMS && k + c < d; c++) {
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
    doubles at[SCHEME_COLUMNS / LANES];
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
    for (int v = 0; v < SCHEME_COLUMNS / LANES; v++) c.at[v] -= along->at[v] * x;
    memcpy(columns, &c, sizeof c);
}

/* The projection is subtracted twice, as once leaves rounding errors. */
void ISA_NAME(scheme_left)(const double *columns, int count, const double *basis, int rank, int m,
                           double *scratch, double *left)
{
    for (int i = 0; i < m; i++)
        for (int c = 0; c < SCHEME_COLUMNS; c++)
            scratch[i * SCHEME_COLUMNS + c] =
                c < count ? columns[(size_t)c * (size_t)m + (size_t)i] : 0;
    for (int pass = 0; pass < 2; pass++)
        for (int j = 0; j < rank; j++) {
            const double *b = basis + (size_t)j * (size_t)m;
            struct across along = {0};
            for (int i = 0; i < m; i++) add_products(&along, scratch + i * SCHEME_COLUMNS, &b[i]);
            for (int i = 0; i < m; i++) subtract(scratch + i * SCHEME_COLUMNS, &along, b[i]);
        }
    struct across squares = {0};
    for (int i = 0; i < m; i++) add_products(&squares, scratch + i * SCHEME_COLUMNS, NULL);
    double lane[SCHEME_COLUMNS];
    memcpy(lane, &squares, sizeof lane);
    for (int c = 0; c < count; c++) left[c] = sqrt(lane[c]);
}
