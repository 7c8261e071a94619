#include "view/chrome/chrome_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/state/view.h"
#include "base/num.h"
#include "base/words.h"
#include "view/marks/label.h"
#include "view/marks/rows.h"

#define GAP 2

/* Decimals that show a number of this scale with about four digits. */
static int decimals(double full)
{
    return full < 50 ? 4 : full < 5000 ? 2 : 1;
}

static void named(struct str *out, const char *name, float value, int digits)
{
    str_adds(out, name);
    draw_signed(out, (double)value, digits);
}

/* How E is computed from the entry of the table: "E = √16 × −0.3680 = −1.4720". */
static void explain_e(const struct app *a, float value, int digits, struct str *out)
{
    const struct params *p = &a->pipeline.params;
    struct row_source table = pipeline_stored_table(&a->pipeline);
    float entry;
    if (p->scale) {
        row_source_row(&table, pipeline_index(&a->pipeline, a->token), a->dim, 1, &entry);
        str_addf(out, "E = √%d × ", p->d_model);
        draw_signed(out, (double)entry, 4);
        named(out, " = ", value, digits);
    } else {
        named(out, "E ", value, digits);
    }
}

/* How P is computed, in four lengths: all steps, the formula alone, its last
 * step alone, nothing but the value. "P = sin(7 / 10000^(2/16)) = sin(2.2136) = +0.8004". */
static void explain_p(const struct app *a, int form, float value, int digits, struct str *out)
{
    const struct pipeline *p = &a->pipeline;
    str_adds(out, schemes[p->params.scheme].mistake ? _("wrong P") : "P");
    if (form == 3) {
        named(out, " ", value, digits);
        return;
    }
    str_adds(out, " = ");
    size_t start = out->len;
    scheme_explain(pipeline_scheme(p), &p->context, pipeline_position(p, a->token), a->dim,
                   form == 2, out);
    const char *steps = strstr(str_text(out) + start, " = ");
    if (form == 1 && steps)
        str_splice(out, (size_t)(steps - out->data), out->len - (size_t)(steps - out->data), "", 0);
    if (scheme_has_row(&schemes[p->params.scheme], pipeline_position(p, a->token)))
        named(out, " = ", value, digits);
}

#define FORMS 8 /* tried in turn: E explained or not, with the four forms of P */

static enum role wave_role(const struct app *a)
{
    bool cosine = false;
    if (schemes[a->params.scheme].mistake) return ROLE_BAR_WARN;
    if (schemes[a->params.scheme].paired) posenc_pair(&a->pipeline.waves, a->dim, &cosine);
    return cosine ? ROLE_BAR_COS : ROLE_BAR_SIN;
}

/* E, P and X with fewer decimals, for a narrow screen. Where that is not enough E is left out: it
 * follows from X and P. */
static void shorten(const struct app *a, const struct canvas *c, float e, float p, int room,
                    struct str *out[3])
{
    int digits = decimals(rows_full(a));
    digits = digits < 2 ? digits : 2;
    for (int i = 0; i < 3; i++) str_clear(out[i]);
    named(out[0], "E ", e, digits);
    explain_p(a, 3, p, digits, out[1]);
    named(out[2], "X ", e + p, digits);
    int width = 3;
    for (int i = 0; i < 3; i++) width += draw_width(c, str_text(out[i]));
    if (width > room) str_clear(out[0]);
}

void inspector_draw(const struct app *a, const struct canvas *c)
{
    frame_fill(c->frame, c->row, c->col, 1, c->cols, role_style(ROLE_BAR, c->caps->depth));
    if (!a->pipeline.count) {
        draw_text(c, c->row, c->col + 1, c->cols - 2, ROLE_BAR_DIM, _("no token is selected"));
        return;
    }
    float e, p;
    pipeline_e_row(&a->pipeline, a->token, a->dim, 1, &e);
    pipeline_p_row(&a->pipeline, a->token, a->dim, 1, &p);
    int digits = decimals(rows_full(a));
    struct str where = STR_EMPTY, ee = STR_EMPTY, pp = STR_EMPTY, x = STR_EMPTY;
    str_addf(&where, _("@ %llu, dim %d"), label_position(a, a->token), a->dim);
    named(&x, "X ", e + p, digits);
    const struct span token = {c->row, c->col + 1, min_int(c->cols / 4, 24)};
    int col = token.col + label_token_draw(a, c, token, ROLE_BAR_ACCENT, a->token) + 1;
    int room = c->col + c->cols - col - 1;
    int others = draw_width(c, str_text(&where)) + draw_width(c, str_text(&x)) + 3 * GAP;
    /* The views that are about E give up P's steps for E's. */
    bool e_first = app_model(a)->explains_e;
    struct parts line = {.gap = GAP};
    int spare = -1;
    for (int i = 0; i < FORMS && spare < 0; i++) {
        str_clear(&ee);
        str_clear(&pp);
        if (e_first ? i < FORMS / 2 : i % 2 == 0)
            explain_e(a, e, digits, &ee);
        else
            named(&ee, "E ", e, digits);
        explain_p(a, e_first ? i % 4 : i / 2, p, digits, &pp);
        spare = room - others - draw_width(c, str_text(&ee)) - draw_width(c, str_text(&pp));
    }
    if (spare < 0) {
        line.gap = 1;
        shorten(a, c, e, p, room - draw_width(c, str_text(&where)), (struct str *[]){&ee, &pp, &x});
    }
    parts_add(&line, ROLE_BAR_ACCENT, "%s", str_text(&where));
    parts_add(&line, ROLE_BAR, "%s", str_text(&ee));
    parts_add(&line, wave_role(a), "%s", str_text(&pp));
    parts_add(&line, ROLE_BAR_STRONG, "%s", str_text(&x));
    parts_draw(c, (struct span){c->row, col, room}, &line);
    struct str *all[] = {&where, &ee, &pp, &x};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) str_free(all[i]);
}
