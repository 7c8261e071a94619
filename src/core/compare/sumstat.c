#include "core/compare/sumstat.h"

#include <math.h>

#include "core/vec/lane_sums.h"
#include "core/vec/vecstat.h"

#define DEGREES (180 / 3.14159265358979323846)

struct sum_figures sumstat_one(const float *e, const float *p, const float *x, int n)
{
    struct sum_figures f = {vec_norm(e, n), vec_norm(p, n), vec_norm(x, n), vec_cosine(e, p, n), 0};
    f.degrees = acos(f.cosine) * DEGREES;
    return f;
}

/* Σ (a[k] − b[k])², differences in double, summed in the order of core/vec/lane_sums.h. */
static double squared_distance(const float *a, const float *b, int n)
{
    struct lane_sums squares = {0};
    float last_a[LANE_SUMS], last_b[LANE_SUMS];
    for (int k = 0; k < n; k += LANE_SUMS)
        lane_sums_add_squares(&squares, lane_sums_next(a, k, n, last_a),
                              lane_sums_next(b, k, n, last_b));
    return lane_sums_total(&squares);
}

/* Of two tokens' rows (3, n), E then P then X: max |ΔX − (ΔE + ΔP)|. NaN is passed over. */
static double residual_of(const float *a, const float *b, int n)
{
    double largest = 0;
    for (int k = 0; k < n; k++) {
        double apart[3];
        for (int i = 0; i < 3; i++) apart[i] = (double)a[i * n + k] - (double)b[i * n + k];
        double size = fabs(apart[2] - (apart[0] + apart[1]));
        largest = size > largest ? size : largest;
    }
    return largest;
}

struct sum_contrast sumstat_two(const float *a, const float *b, int n)
{
    return (struct sum_contrast){.e = sqrt(squared_distance(a, b, n)),
                                 .p = sqrt(squared_distance(a + n, b + n, n)),
                                 .x = sqrt(squared_distance(a + n + n, b + n + n, n)),
                                 .cosine_e = vec_cosine(a, b, n),
                                 .cosine_p = vec_cosine(a + n, b + n, n),
                                 .cosine_x = vec_cosine(a + n + n, b + n + n, n),
                                 .residual = residual_of(a, b, n)};
}

double sumstat_expected(const struct row_source *table)
{
    return sqrt((double)table->d_model) * table->kind->deviation(table);
}
