/* Matrix products, exponentials and softmax in double precision. */
#include "train/net/train_kernel.h"

#include <math.h>

#include "core/vec/lanes_log.h"

#define SUMS 8 /* side by side */
#define SUM_VECTORS (SUMS / LANES)
#define SHIFTER 0x1.8p52 /* added, it rounds to a whole number, which its last bits then are */

/* e^x. With the whole number n next to x / ln 2, r = x − n ln 2, |r| ≤ 0.3467:
 *   e^x = 2^n (1 + (r + r² Q(r))),
 * Q of degree 9 through the Chebyshev nodes: its error is 2^−58.7 of e^r. ln 2 is taken in two
 * parts, the first so short that n times it is exact. 2^n is multiplied in as two factors, because
 * it may lie outside of the numbers where the result does not. Beyond ±1100 nothing changes. */
static INLINE doubles exponential(doubles x)
{
    const doubles limit = {0}, zero = {0};
    doubles bounded = choose((words)(x > limit + 1100), zero + 1100, x);
    bounded = choose((words)(x < limit - 1100), zero - 1100, bounded);
    doubles shifted = bounded * 0x1.71547652b82fep+0 + SHIFTER, whole = shifted - SHIFTER;
    doubles r = bounded - whole * 0x1.62e42fee00000p-1 - whole * 0x1.a39ef35793c76p-33;
    doubles q = 0x1.af38a9b0ec855p-26 * r + 0x1.289185613a3d6p-22;
    q = q * r + 0x1.71de0dae63bb3p-19;
    q = q * r + 0x1.a019b90d2ae7ap-16;
    q = q * r + 0x1.a01a01a7c41d5p-13;
    q = q * r + 0x1.6c16c1788bd90p-10;
    q = q * r + 0x1.11111111109b3p-7;
    q = q * r + 0x1.5555555553d63p-5;
    q = q * r + 0x1.5555555555556p-3;
    q = q * r + 0x1.0000000000001p-1;
    doubles mantissa = 1 + (r + r * r * q);
    words n = (words)shifted - (words)(zero + SHIFTER) + 2046; /* positive: two exponents' bias */
    words half = n >> 1, rest = n - half;
    return mantissa * (doubles)(half << 52) * (doubles)(rest << 52);
}

/* ln x: 0, what is below and what is infinite apart, and subnormal numbers scaled. */
static INLINE doubles logarithm(doubles x)
{
    const doubles zero = {0};
    words small = (words)(x < zero + 0x1p-1022);
    doubles scaled = choose(small, x * 0x1p54, x);
    doubles y = lanes_log(scaled) - choose(small, zero + 54 * 0x1.62e42fefa39efp-1, zero);
    y = choose((words)(x > zero + 0x1.fffffffffffffp1023), x, y);
    y = choose((words)(x <= zero), zero - INFINITY, y);
    return choose((words)(x < zero) | (words)(x != x), zero + NAN, y);
}

/* x[0 .. n) and then `fill`, for the last vector of a row. */
static INLINE doubles load_last(const double *x, int n, double fill)
{
    double lane[LANES];
    for (int i = 0; i < LANES; i++) lane[i] = i < n ? x[i] : fill;
    return load(lane);
}

static INLINE void store_last(double *to, int n, doubles x)
{
    double lane[LANES];
    store(lane, x);
    for (int i = 0; i < n; i++) to[i] = lane[i];
}

void ISA_NAME(train_exps)(const double *x, int n, double *out)
{
    int j = 0;
    for (; j + LANES <= n; j += LANES) store(out + j, exponential(load(x + j)));
    if (j < n) store_last(out + j, n - j, exponential(load_last(x + j, n - j, 0)));
}

void ISA_NAME(train_logs)(const double *x, int n, double *out)
{
    int j = 0;
    for (; j + LANES <= n; j += LANES) store(out + j, logarithm(load(x + j)));
    if (j < n) store_last(out + j, n - j, logarithm(load_last(x + j, n - j, 1)));
}

static double largest(const double *x, int n)
{
    doubles most = load_last(x, n, -INFINITY);
    int j = LANES;
    for (; j + LANES <= n; j += LANES) {
        doubles next = load(x + j);
        most = choose((words)(next > most), next, most);
    }
    if (j < n) {
        doubles next = load_last(x + j, n - j, -INFINITY);
        most = choose((words)(next > most), next, most);
    }
    double top = most[0];
    for (int i = 1; i < LANES; i++) top = most[i] > top ? most[i] : top;
    return top;
}

static double total(const doubles s[SUM_VECTORS])
{
    double t[SUMS];
    memcpy(t, s, sizeof t);
    return ((t[0] + t[4]) + (t[2] + t[6])) + ((t[1] + t[5]) + (t[3] + t[7]));
}

void ISA_NAME(train_softmax)(const double *x, int n, double *out)
{
    doubles sums[SUM_VECTORS] = {{0}};
    double top = largest(x, n);
    int j = 0, v = 0;
    for (; j + LANES <= n; j += LANES, v = (v + 1) % SUM_VECTORS) {
        doubles e = exponential(load(x + j) - top);
        sums[v] += e;
        store(out + j, e);
    }
    if (j < n) {
        doubles e = exponential(load_last(x + j, n - j, -INFINITY) - top);
        sums[v] += e;
        store_last(out + j, n - j, e);
    }
    double sum = total(sums);
    for (int i = 0; i < n; i++) out[i] /= sum;
}

void ISA_NAME(train_product)(const struct train_product *p)
{
    for (int i = 0; i < p->rows; i++) {
        double *restrict out = p->out + (size_t)i * p->out_row;
        if (!p->add)
            for (int j = 0; j < p->cols; j++) out[j] = 0;
        for (int k = 0; k < p->inner; k++) {
            double a = p->a[(size_t)i * p->a_row + (size_t)k * p->a_col];
            const double *restrict b = p->b + (size_t)k * p->b_row;
            for (int j = 0; j < p->cols; j++) out[j] += a * b[j];
        }
    }
}
