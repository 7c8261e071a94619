#include "core/vecstat.h"

#include <math.h>

/* Four partial sums, because one sum would wait for each addition in turn; the
 * order is fixed, so that the result is the same everywhere. */
double vec_dot(const float *a, const float *b, int n)
{
    double sum[4] = {0};
    int k = 0;
    for (; k + 4 <= n; k += 4) {
        for (int lane = 0; lane < 4; lane++) {
            sum[lane] += (double)a[k + lane] * (double)b[k + lane];
        }
    }
    for (; k < n; k++) {
        sum[0] += (double)a[k] * (double)b[k];
    }
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

double vec_norm(const float *a, int n)
{
    return sqrt(vec_dot(a, a, n));
}

/* Rounding must not carry the cosine past ±1, where an angle would be NaN. */
double vec_cosine(const float *a, const float *b, int n)
{
    double lengths = vec_norm(a, n) * vec_norm(b, n);
    return lengths > 0 ? fmax(-1, fmin(1, vec_dot(a, b, n) / lengths)) : lengths; /* 0, or NaN */
}
