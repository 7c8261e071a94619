#include "view/inspector.h"

#include <stdio.h>
#include <string.h>

#include "view/heat.h"
#include "view/rows.h"

#define LEGEND_COLS 20
#define GAP 2

/* Decimals that show a number of this scale with about four digits. */
static int decimals(double full)
{
    return full < 50 ? 4 : full < 5000 ? 2 : 1;
}

static void token_text(const struct app *a, struct str *out)
{
    const struct pipeline *p = &a->pipeline;
    struct piece piece = pipeline_piece(p, a->token);
    draw_token(out, pipeline_bytes(p, piece), piece.end - piece.start, piece.end - piece.start == 1);
}

/* How P comes about, in three lengths: all steps, the formula alone, its last
 * step alone. "P = sin(7 / 10000^(2/16)) = sin(2.2136) = +0.8004". */
static void explain(const struct app *a, int form, float value, int digits, struct str *out)
{
    const struct pipeline *p = &a->pipeline;
    str_adds(out, "P = ");
    size_t start = out->len;
    schemes[p->params.scheme].explain(&p->context, pipeline_position(p, a->token), a->dim, form == 2, out);
    const char *steps = strstr(str_text(out) + start, " = ");
    if (form == 1 && steps)
        str_splice(out, (size_t)(steps - out->data), out->len - (size_t)(steps - out->data), "", 0);
    const struct scheme *s = &schemes[p->params.scheme];
    if (s->limit && pipeline_position(p, a->token) >= s->limit)
        return;
    str_adds(out, " = ");
    draw_signed(out, (double)value, digits);
}

static void named(struct str *out, const char *name, float value, int digits)
{
    str_adds(out, name);
    draw_signed(out, (double)value, digits);
}

static enum role wave_role(const struct app *a)
{
    bool cosine = false;
    if (schemes[a->params.scheme].paired)
        posenc_pair(&a->pipeline.waves, a->dim, &cosine);
    return cosine ? ROLE_BAR_COS : ROLE_BAR_SIN;
}

void inspector_draw(const struct app *a, const struct canvas *c)
{
    frame_fill(c->frame, c->row, c->col, 1, c->cols, role_style(ROLE_BAR, c->caps->depth));
    if (!a->pipeline.count) {
        draw_text(c, c->row, c->col + 1, c->cols - 2, ROLE_BAR_DIM, "no token is selected");
        return;
    }
    float e, p;
    pipeline_e_row(&a->pipeline, a->token, a->dim, 1, &e);
    pipeline_p_row(&a->pipeline, a->token, a->dim, 1, &p);
    int digits = decimals(rows_full(a));
    struct str token = STR_EMPTY, where = STR_EMPTY, ee = STR_EMPTY, pp = STR_EMPTY, x = STR_EMPTY;
    token_text(a, &token);
    str_addf(&where, "@ %llu, dim %d", (unsigned long long)pipeline_position(&a->pipeline, a->token), a->dim);
    named(&ee, "E ", e, digits);
    named(&x, "X ", e + p, digits);
    int most = c->cols / 4 < 24 ? c->cols / 4 : 24, col = c->col + 1;
    col += draw_cut(c, c->row, col, most, ROLE_BAR_ACCENT, str_text(&token), token.len) + 1;
    int room = c->col + c->cols - col - 1, form = 0;
    int others = draw_width(c, str_text(&where)) + draw_width(c, str_text(&ee)) + draw_width(c, str_text(&x)) + 3 * GAP;
    do {
        str_clear(&pp);
        explain(a, form++, p, digits, &pp);
    } while (form < 3 && others + draw_width(c, str_text(&pp)) > room);
    const struct part parts[] = {
        {ROLE_BAR_ACCENT, str_text(&where), NULL},
        {ROLE_BAR, str_text(&ee), NULL},
        {wave_role(a), str_text(&pp), NULL},
        {ROLE_BAR_STRONG, str_text(&x), NULL},
    };
    draw_parts(c, c->row, col, room, parts, sizeof parts / sizeof *parts, GAP);
    struct str *all[] = {&token, &where, &ee, &pp, &x};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        str_free(all[i]);
}

/* Returns the columns taken. */
static int draw_legend(const struct app *a, const struct canvas *c)
{
    int cols = c->cols < 100 ? LEGEND_COLS / 2 + 6 : LEGEND_COLS + 6;
    heat_legend(c->frame, c->row, c->col + 1, cols, rows_full(a), c->caps);
    return 1 + cols;
}

void gauges_draw(const struct app *a, const struct canvas *c, bool legend)
{
    const struct pipeline_figures *f = &a->pipeline.figures;
    int at = legend ? draw_legend(a, c) + 3 : 1;
    char still[48], still_brief[32], norms[64], recipe[80], recipe_brief[48];
    size_t count = a->pipeline.count;
    unsigned long long last = pipeline_position(&a->pipeline, count ? count - 1 : 0);
    snprintf(still, sizeof still, "still columns %d of %d", f->still, a->params.d_model);
    snprintf(still_brief, sizeof still_brief, "still %d of %d", f->still, a->params.d_model);
    snprintf(norms, sizeof norms, "|E| %.2f : |P| %.2f", f->norm_e, f->norm_p);
    snprintf(recipe, sizeof recipe, "float32 P off by %.0e at %llu", f->recipe_error, last);
    snprintf(recipe_brief, sizeof recipe_brief, "float32 off %.0e at %llu", f->recipe_error, last);
    const struct scheme *s = &schemes[a->params.scheme];
    if (s->limit && count && last >= s->limit)
        snprintf(recipe, sizeof recipe, "no row from position %llu on", (unsigned long long)s->limit);
    else if (!s->paired)
        recipe[0] = recipe_brief[0] = 0;
    bool ended = s->limit && recipe[0];
    const struct part parts[] = {
        {ROLE_DIM, still, still_brief},
        {ROLE_DIM, norms, NULL},
        {ended ? ROLE_WARN : ROLE_DIM, recipe, ended ? NULL : recipe_brief},
    };
    if (a->pipeline.count)
        draw_parts(c, c->row, c->col + at, c->cols - at - 1, parts, sizeof parts / sizeof *parts, 3);
}
