/* Matrix products, exponentials and softmax in double precision. */
#include "train/net/train_kernel.h"

#include <math.h>

#include "core/vec/lanes_exp.h"
#include "core/vec/lanes_log.h"

#define SUMS 8 /* side by side */
#define SUM_VECTORS (SUMS / LANES)

/* ln x: 0, what is below and what is infinite apart, and subnormal numbers scaled. */
static INLINE doubles logarithm(doubles x)
{
    const doubles zero = {0};
    words small = (words)(x < zero + 0x1p-1022);
    doubles scaled = choose(small, x * 0x1p54, x);
    doubles y = lanes_log(scaled) - choose(small, zero + 54 * 0x1.62e42fefa39efp-1, zero);
    y = choose((words)(x > zero + 0x1.fffffffffffffp1023), x, y);
    y = choose((words)(x <= zero), zero - (double)INFINITY, y);
    return choose((words)(x < zero) | (words)(x != x), zero + (double)NAN, y);
}

/* x[0 .. n) and zeros, 0 < n ≤ LANES. */
static INLINE doubles load_some(const double *x, int n)
{
#if LANES == 8
    return (doubles)_mm512_maskz_loadu_pd((__mmask8)(0xFF >> (8 - n)), x);
#elif LANES == 4
    static const int64_t mask[8] = {-1, -1, -1, -1};
    __m256i some;
    memcpy(&some, mask + 4 - n, sizeof some);
    return (doubles)_mm256_maskload_pd(x, some);
#else
    return n == LANES ? load(x) : (doubles){x[0]};
#endif
}

static INLINE void store_some(double *to, int n, doubles x)
{
#if LANES == 8
    _mm512_mask_storeu_pd(to, (__mmask8)(0xFF >> (8 - n)), (__m512d)x);
#else
    for (int i = 0; i < LANES; i++)
        if (i < n) to[i] = x[i];
#endif
}

/* x, and `fill` from lane n on. */
static INLINE doubles fill_from(doubles x, int n, double fill)
{
    static const double lane[8] = {0, 1, 2, 3, 4, 5, 6, 7};
    const doubles zero = {0};
    return choose((words)(load(lane) < zero + n), x, zero + fill);
}

void ISA_NAME(train_exps)(const double *x, int n, double *out)
{
    int j = 0;
    for (; j + LANES <= n; j += LANES) store(out + j, lanes_exp(load(x + j)));
    if (j < n) store_some(out + j, n - j, lanes_exp(load_some(x + j, n - j)));
}

void ISA_NAME(train_logs)(const double *x, int n, double *out)
{
    int j = 0;
    for (; j + LANES <= n; j += LANES) store(out + j, logarithm(load(x + j)));
    if (j < n) store_some(out + j, n - j, logarithm(load_some(x + j, n - j)));
}

static INLINE double largest(const double *x, int n)
{
    const doubles zero = {0};
    doubles tops = zero - (double)INFINITY;
    int j = 0;
    for (; j + LANES <= n; j += LANES) {
        doubles next = load(x + j);
        tops = choose((words)(next > tops), next, tops);
    }
    if (j < n) {
        doubles next = fill_from(load_some(x + j, n - j), n - j, (double)-INFINITY);
        tops = choose((words)(next > tops), next, tops);
    }
    double top = tops[0];
    for (int i = 1; i < LANES; i++) top = tops[i] > top ? tops[i] : top;
    return top;
}

/* ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7)). */
static INLINE double total(const doubles s[SUM_VECTORS])
{
    double t[SUMS];
    /* cppcheck-suppress bufferAccessOutOfBounds ; s holds vectors, not numbers */
    memcpy(t, s, sizeof t);
    return ((t[0] + t[4]) + (t[2] + t[6])) + ((t[1] + t[5]) + (t[3] + t[7]));
}

void ISA_NAME(train_softmax)(const double *x, int n, double *out)
{
    doubles sums[SUM_VECTORS] = {{0}};
    double top = largest(x, n);
    int j = 0, v = 0;
    for (; j + LANES <= n; j += LANES, v = (v + 1) % SUM_VECTORS) {
        doubles e = lanes_exp(load(x + j) - top);
        sums[v] += e;
        store(out + j, e);
    }
    if (j < n) {
        doubles e = lanes_exp(load_some(x + j, n - j) - top);
        sums[v] += fill_from(e, n - j, 0);
        store_some(out + j, n - j, e);
    }
    double sum = total(sums);
    for (j = 0; j + LANES <= n; j += LANES) store(out + j, load(out + j) / sum);
    if (j < n) store_some(out + j, n - j, load_some(out + j, n - j) / sum);
}

/* ---- products ---- */

#define TILE_ROWS 4
#define TILE_VECTORS 2

/* Where a tile of a product stands: its first row and column, and of its last vector how many
 * columns there are. */
struct tile {
    int i, j, last;
};

static INLINE doubles load_of(const double *x, bool whole, int n)
{
    return whole ? load(x) : load_some(x, n);
}

/* rows × vectors outputs stay in registers while k goes through; both are constants where this is
 * inlined, and so is `whole`: whether the last vector is full. */
static INLINE void multiply_tile(const struct train_product *p, struct tile t, int rows,
                                 int vectors, bool whole)
{
    doubles sum[TILE_ROWS][TILE_VECTORS] = {{{0}}};
    double *out = p->out + (size_t)t.i * p->out_row + (size_t)t.j;
    const double *a = p->a + (size_t)t.i * p->a_row, *b = p->b + t.j;
    if (p->add)
        for (int r = 0; r < rows; r++)
            for (ptrdiff_t v = 0; v < vectors; v++)
                sum[r][v] = load_of(out + (size_t)r * p->out_row + v * LANES,
                                    whole || v + 1 < vectors, t.last);
    for (int k = 0; k < p->inner; k++, a += p->a_col, b += p->b_row)
        for (ptrdiff_t v = 0; v < vectors; v++) {
            doubles factor = load_of(b + v * LANES, whole || v + 1 < vectors, t.last);
            for (int r = 0; r < rows; r++) sum[r][v] += a[(size_t)r * p->a_row] * factor;
        }
    for (int r = 0; r < rows; r++)
        for (ptrdiff_t v = 0; v < vectors; v++) {
            double *to = out + (size_t)r * p->out_row + v * LANES;
            if (whole || v + 1 < vectors)
                store(to, sum[r][v]);
            else
                store_some(to, t.last, sum[r][v]);
        }
}

static INLINE void multiply_rows(const struct train_product *p, struct tile t, int vectors,
                                 bool whole)
{
    for (; t.i + TILE_ROWS <= p->rows; t.i += TILE_ROWS)
        multiply_tile(p, t, TILE_ROWS, vectors, whole);
    if (t.i + 2 <= p->rows) {
        multiply_tile(p, t, 2, vectors, whole);
        t.i += 2;
    }
    if (t.i < p->rows) multiply_tile(p, t, 1, vectors, whole);
}

void ISA_NAME(train_product)(const struct train_product *p)
{
    struct tile t = {0, 0, LANES};
    for (; t.j + TILE_VECTORS * LANES <= p->cols; t.j += TILE_VECTORS * LANES)
        multiply_rows(p, t, TILE_VECTORS, true);
    int left = p->cols - t.j;
    t.last = left > LANES ? left - LANES : left;
    if (left > LANES)
        multiply_rows(p, t, 2, false);
    else if (left == LANES)
        multiply_rows(p, t, 1, true);
    else if (left > 0)
        multiply_rows(p, t, 1, false);
}

/* Pairs of rows of a and b at once, so that each is loaded once for two sums. */
#define PAIR (LANES == 8 ? 4 : 2)

static INLINE void dot_tile(const struct train_product *p, int i, int k, int rows, int cols)
{
    doubles sum[PAIR][PAIR][SUM_VECTORS] = {{{{0}}}};
    const double *a = p->a + (size_t)i * p->a_row, *b = p->b + (size_t)k * p->b_row;
    int j = 0;
    for (; j + SUMS <= p->inner; j += SUMS)
        for (ptrdiff_t v = 0; v < SUM_VECTORS; v++)
            for (int c = 0; c < cols; c++) {
                doubles factor = load(b + (size_t)c * p->b_row + j + v * LANES);
                for (int r = 0; r < rows; r++)
                    sum[r][c][v] += load(a + (size_t)r * p->a_row + j + v * LANES) * factor;
            }
    for (int v = 0; j < p->inner; j += LANES, v++) {
        int n = p->inner - j < LANES ? p->inner - j : LANES;
        for (int c = 0; c < cols; c++)
            for (int r = 0; r < rows; r++)
                sum[r][c][v] += load_some(a + (size_t)r * p->a_row + j, n) *
                                load_some(b + (size_t)c * p->b_row + j, n);
    }
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < cols; c++)
            p->out[(size_t)(i + r) * p->out_row + (size_t)(k + c)] = total(sum[r][c]);
}

static INLINE void dot_rows(const struct train_product *p, int i, int rows)
{
    int k = 0;
    for (; k + PAIR <= p->cols; k += PAIR) dot_tile(p, i, k, rows, PAIR);
    for (; k < p->cols; k++) dot_tile(p, i, k, rows, 1);
}

void ISA_NAME(train_turned_product)(const struct train_product *p)
{
    int i = 0;
    for (; i + PAIR <= p->rows; i += PAIR) dot_rows(p, i, PAIR);
    for (; i < p->rows; i++) dot_rows(p, i, 1);
}
