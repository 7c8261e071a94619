#include "view/marks/gauges.h"

#include <math.h>
#include <stdio.h>

#include "base/words.h"
#include "view/marks/heat.h"
#include "view/marks/rows.h"

#define LEGEND_COLS 20
#define BARS_FROM 140 /* columns that have room for the two lengths as bars */
#define BAR_COLS 8

/* Returns the columns taken. */
static int draw_legend(const struct app *a, const struct canvas *c)
{
    int cols = c->cols < 100 ? LEGEND_COLS / 2 + 6 : LEGEND_COLS + 6;
    heat_legend(c->frame, c->row, c->col + 1, cols, rows_full(a), c->caps);
    return 1 + cols;
}

/* "|E| 3.79 ━━━━━━━━ : |P| 2.83 ━━━━━━" */
static void norms_text(const struct app *a, bool bars, struct str *out)
{
    const struct pipeline_figures *f = &a->pipeline.figures;
    const double lengths[] = {f->norm_e, f->norm_p};
    double longest = fmax(f->norm_e, f->norm_p);
    for (int i = 0; i < 2; i++) {
        str_adds(out, i ? " : |P| " : "|E| ");
        if (isnan(lengths[i]))
            str_adds(out, DRAW_MISSING);
        else
            str_addf(out, "%.2f", lengths[i]);
        int cols = bars && lengths[i] > 0 ? (int)(BAR_COLS * lengths[i] / longest + 0.5) : 0;
        str_adds(out, cols ? " " : "");
        while (cols-- > 0) str_adds(out, "━");
    }
}

void gauges_draw(const struct app *a, const struct canvas *c, bool legend)
{
    const struct pipeline_figures *f = &a->pipeline.figures;
    int at = legend ? draw_legend(a, c) + 3 : 1;
    size_t count = a->pipeline.count;
    unsigned long long last = pipeline_position(&a->pipeline, count ? count - 1 : 0);
    char still[48], still_brief[32], recipe[64], recipe_brief[48];
    struct str norms = STR_EMPTY;
    snprintf(still, sizeof still, _("still columns %d of %d"), f->still, a->params.d_model);
    snprintf(still_brief, sizeof still_brief, _("still %d of %d"), f->still, a->params.d_model);
    norms_text(a, c->cols >= BARS_FROM, &norms);
    snprintf(recipe, sizeof recipe, _("float32 P off by %.0e at %llu"), f->recipe_error, last);
    snprintf(recipe_brief, sizeof recipe_brief, _("float32 off %.0e"), f->recipe_error);
    const struct scheme *s = &schemes[a->params.scheme];
    if (s->limit && count && last >= s->limit)
        snprintf(recipe, sizeof recipe, _("no row from position %llu on"),
                 (unsigned long long)s->limit);
    else if (!s->paired)
        recipe[0] = recipe_brief[0] = 0;
    bool ended = s->limit && recipe[0];
    if (ended)
        snprintf(recipe_brief, sizeof recipe_brief, _("no row from %llu on"),
                 (unsigned long long)s->limit);
    bool far = s->paired && count && pipeline_position(&a->pipeline, count - 1) >= FAR_POSITION;
    const struct part parts[] = {
        {ROLE_DIM, still, still_brief},
        {ROLE_DIM, str_text(&norms), NULL},
        {ended ? ROLE_WARN : ROLE_DIM, recipe, recipe_brief},
        {ROLE_STRONG, far ? _("defined, not trained") : "", NULL},
    };
    if (a->pipeline.count)
        draw_parts(c, c->row, c->col + at, c->cols - at - 1, parts, sizeof parts / sizeof *parts,
                   3);
    str_free(&norms);
}
