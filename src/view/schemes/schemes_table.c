/* The list of the Schemes view: for each scheme its P at the selected position, the scale of its
 * picture, and the verdicts of the tests. */
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/words.h"
#include "view/marks/label.h"
#include "view/schemes/schemes_parts.h"

static const char *test_name(int test, int cols)
{
    static const char *const titles[SCHEME_TESTS][4] = {
        {N_("bounded"), N_("bounded"), N_("range"), N_("bnd")},
        {N_("unique"), N_("unique"), N_("unique"), N_("uni")},
        {N_("any length"), N_("any length"), N_("length"), N_("len")},
        {N_("shift linear"), N_("linear"), N_("linear"), N_("lin")}};
    return _(titles[test][(cols < 13) + (cols < 11) + (cols < 7)]);
}

/* "P of position 7, dims 0…15": which part of P the pictures of the list show. */
static void draw_strip_heading(const struct app *a, const struct canvas *c,
                               const struct schemes_layout *t)
{
    const struct window *w = &a->pipeline.rows.window;
    int cols = w->dims * t->cell_cols, form = 0;
    if (cols < 1 || !a->pipeline.count) return;
    unsigned long long position = label_position(a, a->token);
    char forms[3][64];
    snprintf(forms[0], sizeof forms[0], _("P of position %llu, dims %d…%d"), position, w->dim,
             w->dim + w->dims - 1);
    snprintf(forms[1], sizeof forms[1], _("P[%llu] dims %d…%d"), position, w->dim,
             w->dim + w->dims - 1);
    snprintf(forms[2], sizeof forms[2], "P[%llu]", position);
    while (form < 2 && draw_width(c, forms[form]) > cols) form++;
    int wanted = draw_width(c, forms[form]), room = t->tests_col - t->strip_col - 1;
    draw_text(c, c->row, c->col + t->strip_col, wanted <= cols ? cols : room, ROLE_DIM,
              wanted <= room ? forms[form] : "P");
    link_dims(c, (struct area){c->row, c->col + t->strip_col, 1, cols}, w->dim, t->cell_cols);
}

static void draw_heading(const struct app *a, const struct canvas *c,
                         const struct schemes_layout *t)
{
    const char *const words[] = {t->wrong ? _("WRONG FORMULA") : _("scheme"),
                                 t->wrong ? _("WRONG") : _("scheme")};
    int col = 1 + !t->wrong, cols = t->name_cols - 1 - col;
    const char *head = words[draw_width(c, words[0]) > cols];
    draw_text(c, c->row, c->col + col, cols, t->wrong ? ROLE_WARN : ROLE_DIM, head);
    draw_strip_heading(a, c, t);
    bool alone = t->scale_col < t->strip_col; /* a long heading of the picture needs its room */
    if (t->scale_col && t->dims > 0 && (alone || t->dims * t->cell_cols >= 7))
        draw_text(c, c->row, c->col + t->scale_col, 6, ROLE_DIM, _("scale"));
    for (int i = 0; i < SCHEME_TESTS; i++)
        draw_text(c, c->row, c->col + t->tests_col + i * t->test_cols, t->test_cols - 1, ROLE_DIM,
                  test_name(i, t->test_cols));
}

/* What the verdict rests on in the longest form that fits whole: half a number is a wrong one. */
static void figure_text(const struct canvas *c, const struct scheme_report *r,
                        enum scheme_test test, int cols, struct str *out)
{
    for (int form = 0; form < FIGURE_FORMS; form++) {
        str_clear(out);
        schemes_figure(r, test, (enum figure_form)form, out);
        if (draw_width(c, str_text(out)) <= cols) return;
    }
    str_clear(out);
}

static void draw_verdict(const struct canvas *c, const struct schemes_layout *t,
                         const struct scheme_report *r, int test, int row, bool current)
{
    enum verdict verdict = schemes_verdict(r, (enum scheme_test)test);
    bool plain = current && c->caps->depth < DEPTH_256; /* where no ground takes every ink */
    enum role figure = verdict == VERDICT_FAILS ? ROLE_WARN : current ? ROLE_ROW : ROLE_DIM;
    enum role mark = schemes_mark_role(verdict);
    if (plain) figure = mark = verdict == VERDICT_FAILS ? ROLE_ROW_ACCENT : ROLE_ROW;
    struct str text = STR_EMPTY;
    int col = c->col + t->tests_col + test * t->test_cols, cols = t->test_cols - 1;
    int taken = draw_text(c, row, col, cols, mark, schemes_mark(verdict)) + 1;
    figure_text(c, r, (enum scheme_test)test, cols - taken, &text);
    draw_text(c, row, col + taken, cols - taken, figure, str_text(&text));
    if (current && !plain) frame_tint(c->frame, row, col, 1, t->test_cols, SLOT_SELECTED);
    str_free(&text);
}

static void draw_scale(const struct canvas *c, const struct schemes_layout *t,
                       const struct scheme_report *r, int row, bool current)
{
    if (!t->scale_col || !r->length || t->dims < 1 || !(r->bounded.low <= r->bounded.high)) return;
    char text[32];
    double full = strip_full(r);
    snprintf(text, sizeof text, "±%.3g", full);
    if (draw_width(c, text) > 6) snprintf(text, sizeof text, "±%.0e", full);
    draw_text(c, row, c->col + t->scale_col, 6, current ? ROLE_ROW : ROLE_DIM, text);
}

static void draw_strip(const struct app *a, const struct canvas *c, const struct schemes_layout *t,
                       int i, int row)
{
    const struct window *w = &a->pipeline.rows.window;
    if (!a->pipeline.count || w->dims < 1) return;
    strip_draw(a, c,
               &(struct strip){.row = row,
                               .col = c->col + t->strip_col,
                               .cell_cols = t->cell_cols,
                               .scheme = &schemes[i],
                               .context = &a->pipeline.context,
                               .position = label_position(a, a->token),
                               .full = strip_full(&a->schemes.reports[i]),
                               .selected = i == a->params.scheme});
    const struct area cells = {row, c->col + t->strip_col, 1, w->dims * t->cell_cols};
    link_dims(c, cells, w->dim, t->cell_cols);
}

/* That the list goes on, at the right end of its first or last row. */
static void draw_more(const struct canvas *c, int row, int count, const char *arrow)
{
    char text[32];
    snprintf(text, sizeof text, _("%s %d more"), arrow, count);
    int width = draw_width(c, text);
    if (count > 0)
        draw_text(c, row, c->col + max_int(c->cols - width, 0), width, ROLE_ACCENT, text);
}

static void draw_scheme(const struct app *a, const struct canvas *c, const struct schemes_layout *t,
                        int i, int row)
{
    const struct scheme *s = &schemes[i];
    const struct scheme_report *r = &a->schemes.reports[i];
    bool current = i == a->params.scheme;
    link_choice(c, (struct area){row, c->col, 1, min_int(t->tests_col, c->cols)}, i);
    if (current) {
        frame_fill(c->frame, row, c->col, 1, c->cols, role_style(ROLE_ROW, c->caps->depth));
        draw_text(c, row, c->col, 1, ROLE_ROW_ACCENT, "›");
    }
    draw_text(c, row, c->col + 2, t->name_cols - 3, current ? ROLE_ROW_ACCENT : ROLE_TEXT,
              t->labels ? _(s->label) : s->name);
    draw_scale(c, t, r, row, current);
    draw_strip(a, c, t, i, row);
    for (int test = 0; test < SCHEME_TESTS && r->measured; test++)
        draw_verdict(c, t, r, test, row, current);
}

void schemes_table_draw(const struct app *a, const struct canvas *c, const struct schemes_layout *l)
{
    int above = (int)a->shown.list_first, last = c->row + l->visible;
    draw_heading(a, c, l);
    for (int i = 0; i < l->visible; i++) draw_scheme(a, c, l, l->first + above + i, c->row + 1 + i);
    draw_more(c, last, l->count - l->visible - above, "↓");
    draw_more(c, c->row, above, "↑");
}
