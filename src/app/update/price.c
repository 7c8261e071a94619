#include "app/update/price.h"

#include "base/safe.h"
#include "base/words.h"
#include "core/scheme/scheme_tests.h"

#define FORMS 4
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

/* Positions after which the slowest wave is where it was. */
static double slowest(const struct posenc *waves)
{
    return posenc_cell(waves, 0, waves->d_model - 1).wavelength;
}

static void add_length(double length, struct str *out)
{
    bool whole = length >= 1000 && length < 1e7;
    str_addf(out, whole ? "%.0f" : "%.4g", length);
}

/* The price comes first, then what is won, in fewer words the higher `form` is. */
static void price_text(const struct app *a, const struct price price[2], const double waves[2],
                       int form, struct str *out)
{
    str_adds(out, _("slowest wave repeats after "));
    add_length(waves[1], out);
    str_adds(out, form ? "" : _(" positions"));
    str_adds(out, ", ");
    add_length(waves[0], out);
    str_adds(out, _(" before"));
    if (form > 2) return;
    if (a->pipeline.count > 1)
        str_addf(out, _("; still columns %d → %d"), price[0].still, price[1].still);
    if (form > 1) return;
    str_addf(out,
             form ? _("; closest two of %d %.3g → %.3g apart")
                  : _("; closest two of %d positions %.3g → %.3g apart"),
             price[1].closest.count, price[0].closest.distance, price[1].closest.distance);
}

void price_of_base(const struct app *a, double base, int cols, struct str *out)
{
    const struct posenc *now = &a->pipeline.waves;
    struct posenc then;
    struct price price[2];
    if (!pipeline_scheme(&a->pipeline)->paired) return;
    if (!posenc_init(&then, now->d_model, base, now->layout, NULL)) return;
    const double waves[2] = {slowest(now), slowest(&then)};
    bool measured = measure(a, now, &price[0]) && measure(a, &then, &price[1]);
    for (int form = 0; measured && form < FORMS; form++) {
        str_clear(out);
        price_text(a, price, waves, form, out);
        if (safe_width(str_text(out), out->len, SAFE_UTF8) <= cols) break;
    }
    posenc_free(&then);
}
