#include "view/marks/gauges.h"

#include <math.h>

#include "base/words.h"
#include "view/marks/heat.h"
#include "view/marks/label.h"
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
        str_addf(out, isnan(lengths[i]) ? DRAW_MISSING : "%.2f", lengths[i]);
        int cols = bars && lengths[i] > 0 ? (int)(BAR_COLS * lengths[i] / longest + 0.5) : 0;
        str_adds(out, cols ? " " : "");
        while (cols-- > 0) str_adds(out, "━");
    }
}

/* How far the float32 recipe is off, or that the scheme's table has ended. */
static void add_recipe(const struct app *a, struct parts *line)
{
    const struct scheme *s = &schemes[a->params.scheme];
    unsigned long long last = label_position(a, a->pipeline.count - 1), limit = s->limit;
    double error = a->pipeline.figures.recipe_error;
    if (limit && last >= limit) {
        parts_add(line, ROLE_WARN, _("no row from position %llu on"), limit);
        parts_brief(line, _("no row from %llu on"), limit);
    } else if (s->paired) {
        parts_add(line, ROLE_DIM, _("float32 P off by %.0e at %llu"), error, last);
        parts_brief(line, _("float32 off %.0e"), error);
        if (last >= FAR_POSITION) parts_add(line, ROLE_STRONG, _("defined, not trained"));
    }
}

void gauges_draw(const struct app *a, const struct canvas *c, bool legend)
{
    int still = a->pipeline.figures.still, d = a->params.d_model;
    int at = legend ? draw_legend(a, c) + 3 : 1;
    if (!a->pipeline.count) return;
    struct parts line = {.gap = 3};
    struct str norms = STR_EMPTY;
    parts_add(&line, ROLE_DIM, _("still columns %d of %d"), still, d);
    parts_brief(&line, _("still %d of %d"), still, d);
    norms_text(a, c->cols >= BARS_FROM, &norms);
    parts_add(&line, ROLE_DIM, "%s", str_text(&norms));
    add_recipe(a, &line);
    parts_draw(c, (struct span){c->row, c->col + at, c->cols - at - 1}, &line);
    str_free(&norms);
}
