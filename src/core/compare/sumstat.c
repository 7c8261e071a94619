#include "core/compare/sumstat.h"

#include <math.h>

#include "core/vec/sums.h"
#include "core/vec/vecstat.h"

#define DEGREES (180 / 3.14159265358979323846)

struct sum_figures sumstat_one(const float *e, const float *p, const float *x, int n)
{
    struct sum_figures f = {vec_norm(e, n), vec_norm(p, n), vec_norm(x, n), vec_cosine(e, p, n), 0};
    f.degrees = acos(f.cosine) * DEGREES;
    return f;
}

/* Of two tokens' rows (3, n), E then P then X: Σ ΔE², Σ ΔP², Σ ΔX² in squares[0 … 2]; returns
 * max |ΔX − (ΔE + ΔP)|. Differences in double, their squares summed in the order of core/sums.h. */
static double apart_of(const float *a, const float *b, int n, double squares[3])
{
    struct sums sums[3] = {0}, most = {0};
    float last[6][SUMS];
    for (int k = 0; k < n; k += SUMS) {
        const float *from[6];
        for (int i = 0; i < 3; i++) {
            from[i] = sums_next(a + (size_t)i * (size_t)n, k, n, last[i]);
            from[3 + i] = sums_next(b + (size_t)i * (size_t)n, k, n, last[3 + i]);
        }
        for (int v = 0; v < SUMS_VECTORS; v++) {
            doubles apart[3];
            for (int i = 0; i < 3; i++) {
                apart[i] = lanes_widen(from[i] + v * LANES) - lanes_widen(from[3 + i] + v * LANES);
                sums[i].at[v] += apart[i] * apart[i];
            }
            sums_larger(&most.at[v], apart[2] - (apart[0] + apart[1]));
        }
    }
    for (int i = 0; i < 3; i++)
        squares[i] = sums_total(&sums[i]);
    return sums_largest(&most);
}

struct sum_contrast sumstat_two(const float *a, const float *b, int n)
{
    double squares[3], residual = apart_of(a, b, n, squares);
    return (struct sum_contrast){.e = sqrt(squares[0]),
                                 .p = sqrt(squares[1]),
                                 .x = sqrt(squares[2]),
                                 .cosine_e = vec_cosine(a, b, n),
                                 .cosine_p = vec_cosine(a + n, b + n, n),
                                 .cosine_x = vec_cosine(a + 2 * n, b + 2 * n, n),
                                 .residual = residual};
}

double sumstat_expected(const struct row_source *table)
{
    return sqrt((double)table->d_model) * row_source_deviation(table);
}
