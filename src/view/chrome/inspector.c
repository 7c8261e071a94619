#include "view/chrome/chrome_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/state/view.h"
#include "app/views/waves.h"
#include "app/state/scale.h"
#include "base/num.h"
#include "base/words.h"
#include "view/marks/glossary.h"
#include "view/marks/label.h"
#include "view/marks/rows.h"

#define GAP 2
#define DIGITS 3            /* that count, of a number which is small beside the others */
#define FLOAT_WHOLE 8388608 /* from 2^23 on float32 numbers are whole */

/* Decimals that show a number of this scale with about four digits. */
static int decimals(double full)
{
    return full < 50 ? 4 : full < 5000 ? 2 : 1;
}

/* The numbers of the selected cell, and how they are shown. */
struct numbers {
    const struct app *app;
    uint64_t position;
    bool token; /* there is one at the position */
    float e, p;
    int decimals, decimals_max; /* of a number of the picture's scale, and of a small one */
};

/* Enough for the number itself: what is added to a large one may be small. */
static int decimals_for(const struct numbers *n, double size)
{
    int decimals = n->decimals;
    while (decimals < n->decimals_max && size > 0 && size * pow(10, decimals) < pow(10, DIGITS - 1))
        decimals++;
    return decimals;
}

/* A large one is written whole: float32 has nine digits that count. */
static struct draw_short number_text(const struct numbers *n, float value)
{
    double size = fabs((double)value);
    struct draw_short out = draw_signed_text((double)value, decimals_for(n, size));
    if (size >= 1e6 && size < 1e10)
        snprintf(out.text, sizeof out.text, "%s%.*f", value < 0 ? "−" : "+",
                 size < FLOAT_WHOLE ? n->decimals : 0, size);
    return out;
}

/* Whether float32 holds another value than the scheme's at that position, by more than a unit of
 * the last digit that is written. */
static bool is_rounded(const struct numbers *n, const struct scheme *s, uint64_t position)
{
    const struct app *a = n->app;
    double value = scheme_range(s, &a->pipeline.context, a->dim, position, 0, 0).min;
    return fabs((double)n->p) >= 1e6 && fabs(value - (double)n->p) > pow(10, -n->decimals);
}

static const char gap[] = N_("the word that a model is to find: it has no row of E yet");

/* With steps, how E is computed from the entry of the table: "E = √16 × −0.3680 = −1.4720". */
static void add_e(const struct numbers *n, bool steps, struct parts *line)
{
    const struct app *a = n->app;
    struct row_source table = pipeline_stored_table(&a->pipeline);
    float entry;
    if (n->token && label_is_gap(a)) {
        parts_add(line, ROLE_BAR_ACCENT, "%s", steps ? _(gap) : _("no row of E yet"));
        return;
    }
    if (!steps || !a->pipeline.params.scale || !n->token) {
        parts_add(line, ROLE_BAR, "E %s", number_text(n, n->e).text);
        return;
    }
    row_source_row(&table, pipeline_index(&a->pipeline, a->token), a->dim, 1, &entry);
    parts_add(line, ROLE_BAR, "E = √%d × %s = %s", a->pipeline.params.d_model,
              draw_signed_text((double)entry, 4).text, number_text(n, n->e).text);
}

static enum role wave_role(const struct app *a)
{
    bool cosine = false;
    if (schemes[a->params.scheme].mistake) return ROLE_BAR_WARN;
    if (schemes[a->params.scheme].paired) posenc_pair(&a->pipeline.waves, a->dim, &cosine);
    return cosine ? ROLE_BAR_COS : ROLE_BAR_SIN;
}

/* How P is computed, in four lengths: all steps, the formula alone, its last
 * step alone, nothing but the value. "P = sin(7 / 10000^(2/16)) = sin(2.2136) = +0.8004". */
static void add_p(const struct numbers *n, int form, struct parts *line)
{
    const struct app *a = n->app;
    const struct scheme *scheme = pipeline_scheme(&a->pipeline);
    uint64_t position = n->position;
    const char *name = scheme->mistake ? _("wrong P") : "P";
    struct draw_short value = number_text(n, n->p);
    if (form == 3) {
        parts_add(line, wave_role(a), "%s %s", name, value.text);
        return;
    }
    struct str steps = STR_EMPTY;
    scheme_explain(scheme, &a->pipeline.context, position, a->dim, form == 2, &steps);
    const char *second = form == 1 ? strstr(str_text(&steps), " = ") : NULL;
    if (second) str_splice(&steps, (size_t)(second - steps.data), strlen(second), "", 0);
    bool there = scheme_has_row(scheme, position);
    const char *equals = is_rounded(n, scheme, position) ? " ≈ " : " = ";
    if (scheme->empty)
        parts_add(line, wave_role(a), "%s = 0: %s", name, str_text(&steps));
    else
        parts_add(line, wave_role(a), "%s = %s%s%s", name, str_text(&steps), there ? equals : "",
                  there ? value.text : "");
    str_free(&steps);
}

#define FORMS 8 /* of E with its steps or without, and the four of P */

/* Form FORMS has fewer decimals and narrow gaps. */
static void fill_line(struct numbers *n, int form, struct parts *line)
{
    const struct app *a = n->app;
    /* The views that are about E give up P's steps for E's. */
    bool e_first = app_model(a)->explains_e || label_is_gap(a), last = form == FORMS;
    if (last) n->decimals = n->decimals_max = min_int(n->decimals, 2);
    line->gap = last ? 1 : GAP;
    line->count = 0;
    unsigned long long position = n->position;
    if (n->token)
        parts_add(line, ROLE_BAR_ACCENT, _("@ %llu, dim %d"), position, a->dim);
    else
        parts_add(line, ROLE_BAR_ACCENT, _("pos %llu, no token, dim %d"), position, a->dim);
    add_e(n, !last && (e_first ? form < FORMS / 2 : form % 2 == 0), line);
    add_p(n, last ? 3 : e_first ? form % 4 : form / 2, line);
    if (a->params.join == JOIN_ADD)
        parts_add(line, ROLE_BAR_STRONG, "X %s", number_text(n, n->e + n->p).text);
    else
        parts_add(line, ROLE_BAR_STRONG, last ? "X[%d], X[%d]" : "X[%d] = E[%d], X[%d] = P[%d]",
                  a->dim, last ? a->params.d_model + a->dim : a->dim, a->params.d_model + a->dim,
                  a->dim);
}

/* Of the selected token, or of the position without one that the Waves view shows. */
static struct numbers read_numbers(const struct app *a)
{
    struct numbers n = {.app = a, .token = !waves_picked(a), .e = NAN};
    n.position = n.token ? pipeline_position(&a->pipeline, a->token) : waves_place(a).position;
    n.decimals = decimals(scale_natural(a));
    n.decimals_max = max_int(n.decimals, 4);
    if (n.token) pipeline_e_row(&a->pipeline, a->token, a->dim, 1, &n.e);
    pipeline_position_rows(&a->pipeline, n.position, 1, a->dim, 1, &n.p);
    return n;
}

void inspector_draw(const struct app *a, const struct canvas *c)
{
    bool (*own)(const struct app *, const struct canvas *) = app_view(a)->inspect;
    frame_fill(c->frame, c->row, c->col, 1, c->cols, role_style(ROLE_BAR, c->caps->depth));
    if (own && own(a, c)) return;
    if (!a->pipeline.count && !waves_picked(a)) {
        draw_text(c, c->row, c->col + 1, c->cols - 2, ROLE_BAR_DIM, _("no token is selected"));
        return;
    }
    struct numbers n = read_numbers(a);
    const struct span token = {c->row, c->col + 1, min_int(c->cols / 4, 24)};
    int col = token.col;
    if (n.token) {
        int taken = label_token_draw(a, c, token, ROLE_BAR_ACCENT, a->token);
        link_token(c, (struct area){c->row, token.col, 1, taken}, a->token);
        col += taken + 1;
    }
    int room = c->col + c->cols - col - 1, form = 0;
    struct parts line;
    do fill_line(&n, form, &line);
    while (parts_width(c, &line) > room && form++ < FORMS);
    /* E follows from X and P; where X is E and then P, X is what is left out. */
    int spare = a->params.join == JOIN_ADD ? 1 : 3;
    if (form > FORMS) line.full[spare][0] = line.brief[spare][0] = '\0';
    parts_draw(c, (struct span){c->row, col, room}, &line);
}

void label_draw(const struct app *a, const struct canvas *c)
{
    struct str text = STR_EMPTY;
    if (a->label < 1 || a->label > glossary_count) return;
    const struct glossary_entry *entry = &glossary[a->label - 1];
    glossary_label(entry, &text);
    str_addf(&text, ": %s", _(entry->meaning));
    message_draw(a, c, c->row, ROLE_STRONG, str_text(&text));
    str_free(&text);
}
