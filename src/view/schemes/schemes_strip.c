#include "base/memory.h"
#include "view/schemes/schemes_parts.h"

#include <math.h>
#include <stdlib.h>

#include "view/marks/heat.h"
#include "view/marks/wave.h"

#define FAINT                                                                                      \
    0.2 /* values that all stay below this share of the common scale get one of their own */

double strip_full(const struct scheme_report *r)
{
    double reach = fmax(fabs(r->bounded.low), fabs(r->bounded.high));
    bool own = r->measured && reach > 0 && reach < HUGE_VAL &&
               (reach > STRIP_FULL || reach < FAINT * STRIP_FULL);
    return own ? wave_full(reach) : STRIP_FULL;
}

double strip_difference_full(const struct scheme_report *r)
{
    double reach = fabs(r->difference.value - r->difference.truth);
    return r->measured && reach > 0 ? wave_full(reach) : 0;
}

/* values (2, n): P at the strip's position in dimensions k0 … k0 + n − 1, less that of the true
 * scheme if it has one, whose row is then the second. */
static void fill_values(const struct strip *s, int k0, int n, float *values)
{
    scheme_row(s->scheme, s->context, s->position, k0, n, values);
    if (!s->truth) return;
    scheme_row(s->truth, s->context, s->position, k0, n, values + n);
    for (int k = 0; k < n; k++) values[k] -= values[n + k];
}

double strip_value(const struct app *a, const struct strip *strip)
{
    float value[2];
    fill_values(strip, a->dim, 1, value);
    return (double)value[0];
}

void strip_draw(const struct app *a, const struct canvas *c, const struct strip *strip)
{
    const struct window *w = &a->pipeline.rows.window;
    if (w->dims < 1) return;
    float *values = memory_new(2 * (size_t)w->dims, sizeof *values);
    if (!values) {
        c->frame->failed = true;
        return;
    }
    fill_values(strip, w->dim, w->dims, values);
    const struct heat_row h = {.col = strip->col,
                               .width = strip->cell_cols,
                               .full = strip->full,
                               .selected = strip->selected ? a->dim - w->dim : -1};
    heat_row(c->frame, strip->row, &h, values, w->dims, c->caps);
    free(values);
}
