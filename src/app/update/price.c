#include "app/update/price.h"

#include "base/words.h"
#include "core/scheme/scheme_tests.h"

#define POSITIONS 200 /* among which the closest two are looked for: as the Schemes view does */

struct price {
    int still;
    struct unique_test closest;
};

static bool measure(const struct app *a, const struct posenc *waves, struct price *out)
{
    const struct scheme *s = pipeline_scheme(&a->pipeline);
    struct scheme_context c = a->pipeline.context;
    c.waves = waves;
    out->still = scheme_still_columns(s, &c, STILL_LIMIT);
    return scheme_unique(s, &c, POSITIONS, &out->closest);
}

void price_of_base(const struct app *a, double base, struct str *out)
{
    const struct posenc *now = &a->pipeline.waves;
    struct posenc then;
    struct price before, after;
    if (!pipeline_scheme(&a->pipeline)->paired) return;
    if (!posenc_init(&then, now->d_model, base, now->layout, NULL)) return;
    if (measure(a, now, &before) && measure(a, &then, &after)) {
        if (a->pipeline.count > 1)
            str_addf(out, _("still columns %d → %d, "), before.still, after.still);
        str_addf(out, _("closest two of %d positions %.3g → %.3g apart"), after.closest.count,
                 before.closest.distance, after.closest.distance);
    }
    posenc_free(&then);
}
