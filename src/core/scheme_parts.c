#include "core/scheme_parts.h"

#include <math.h>
#include <stdlib.h>

void scheme_add_number(struct str *out, double x)
{
    size_t start = out->len;
    for (int digits = 10; digits <= 17; digits++) {
        str_splice(out, start, out->len - start, "", 0);
        str_addf(out, "%.*g", digits, x);
        double back = strtod(str_text(out) + start, NULL);
        if (!(back < x || back > x)) {
            return;
        }
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
    if (steps < 0) {
        return -steps < (double)pos ? pos - (uint64_t)-steps : 0;
    }
    return pos + (uint64_t)fmin(steps, (double)POSENC_POS_MAX);
}

/* fmin and fmax pass over NaN: positions without a row. */
static void over(scheme_value *value, const struct scheme_context *c, int k, uint64_t first, uint64_t count,
                 double *low, double *high)
{
    *low = *high = value(c, first, k);
    for (uint64_t i = 1; i < count; i++) {
        double v = value(c, first + i, k);
        *low = fmin(*low, v);
        *high = fmax(*high, v);
    }
}

void scheme_step_range(scheme_value *value, const struct scheme_context *c, int k, uint64_t pos, double x0,
                       double x1, uint64_t most, double *low, double *high)
{
    uint64_t first = scheme_nearest(pos, x0), count = scheme_nearest(pos, x1) - first + 1;
    over(value, c, k, first, count < most ? count : most, low, high);
}

double scheme_step_extent(scheme_value *value, const struct scheme_context *c, int k, uint64_t most)
{
    double low, high;
    if (c->length < 2) {
        return 0;
    }
    over(value, c, k, c->offset, c->length < most ? c->length : most, &low, &high);
    return high > low ? high - low : 0;
}
