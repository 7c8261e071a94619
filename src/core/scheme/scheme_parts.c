#include "core/scheme/scheme_parts.h"

#include <math.h>
#include <stdlib.h>

#define SOME 64 /* positions at a time */

void scheme_add_number(struct str *out, double x)
{
    size_t start = out->len;
    for (int digits = 10; digits <= 17; digits++) {
        str_splice(out, start, out->len - start, "", 0);
        str_addf(out, "%.*g", digits, x);
        double back = strtod(str_text(out) + start, NULL);
        if (!(back < x || back > x)) return;
    }
}

void scheme_add_angle(struct str *out, double angle)
{
    bool tiny = angle > 0 && angle < 1e-3;
    str_addf(out, tiny ? "%.4g" : angle < 1e6 ? "%.4f" : "%.1f", angle);
}

uint64_t scheme_nearest(uint64_t pos, double x)
{
    double steps = floor(x + 0.5);
    if (steps < 0) return -steps < (double)pos ? pos - (uint64_t)-steps : 0;
    return pos + (uint64_t)fmin(steps, (double)POSENC_POS_MAX);
}

/* NaN, of positions without a row, is passed over. */
static void range_over(scheme_values *values, const struct scheme_context *c, int k, uint64_t first,
                       uint64_t count, double *low, double *high)
{
    double some[SOME];
    *low = HUGE_VAL;
    *high = -HUGE_VAL;
    for (uint64_t i = 0; i < count; i += SOME) {
        int n = count - i < SOME ? (int)(count - i) : SOME;
        values(c, first + i, n, k, some);
        for (int j = 0; j < n; j++) {
            *low = some[j] < *low ? some[j] : *low;
            *high = some[j] > *high ? some[j] : *high;
        }
    }
    if (*low > *high) *low = *high = (double)NAN;
}

void scheme_step_range(scheme_values *values, const struct scheme_context *c, int k, uint64_t pos,
                       double x0, double x1, uint64_t max_count, double *low, double *high)
{
    uint64_t first = scheme_nearest(pos, x0), count = scheme_nearest(pos, x1) - first + 1;
    range_over(values, c, k, first, count < max_count ? count : max_count, low, high);
}

double scheme_step_extent(scheme_values *values, const struct scheme_context *c, int k,
                          uint64_t max_count)
{
    double low, high;
    if (c->length < 2) return 0;
    range_over(values, c, k, c->offset, c->length < max_count ? c->length : max_count, &low, &high);
    return high > low ? high - low : 0;
}
