/* The table of the Schemes view: a picture of each scheme's P and the verdicts of the tests. */
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/words.h"
#include "view/marks/heat.h"
#include "view/marks/label.h"
#include "view/schemes/schemes_parts.h"

#define LEGEND_COLS 16

/* What stands before the legend of the scale that is common to the pictures. */
static void draw_corner(const struct app *a, const struct canvas *c, const struct schemes_layout *t)
{
    const char *const words[] = {t->wrong ? _("WRONG FORMULA") : _("scheme"),
                                 t->wrong ? _("WRONG") : "", ""};
    int col = c->col + 1 + !t->wrong, cols = c->col + t->name_cols - 1 - col, form = 0, width;
    while ((width = draw_width(c, words[form])) + 1 + HEAT_LEGEND_MIN > cols && form < 2) form++;
    form = *words[form] || !t->wrong ? form : 1; /* that it is wrong counts more than the scale */
    width = draw_width(c, words[form]);
    draw_text(c, c->row, col, cols, t->wrong ? ROLE_WARN : ROLE_DIM, words[form]);
    link_action(a, c, c->row, c->col, t->name_cols, t->wrong ? "wrong-next" : "scheme-next");
    int at = width ? width + 1 : 0;
    if (cols - at >= HEAT_LEGEND_MIN)
        heat_legend(c->frame, c->row, col + at, min_int(cols - at, LEGEND_COLS), STRIP_FULL,
                    c->caps);
}

static const char *test_name(int test, int cols)
{
    static const char *const titles[SCHEME_TESTS][4] = {
        {N_("bounded"), N_("bounded"), N_("range"), N_("bnd")},
        {N_("unique"), N_("unique"), N_("unique"), N_("uni")},
        {N_("any length"), N_("any length"), N_("length"), N_("len")},
        {N_("shift linear"), N_("linear"), N_("linear"), N_("lin")}};
    return _(titles[test][(cols < 13) + (cols < 11) + (cols < 7)]);
}

/* "pos", "P dims 0…15": which part of each P the pictures show. */
static void draw_heading(const struct app *a, const struct canvas *c,
                         const struct schemes_layout *t)
{
    const struct window *w = &a->pipeline.rows.window;
    const struct strips *s = &t->strips;
    draw_corner(a, c, t);
    if (s->slots > 0 && w->dims > 0) {
        if (s->position_cols)
            draw_text(c, c->row, c->col + s->position_col, s->position_cols - 1, ROLE_DIM, "pos");
        struct parts line = {.gap = 1};
        parts_add(&line, ROLE_DIM, "P");
        parts_add(&line, ROLE_DIM, _("dims %d…%d"), w->dim, w->dim + w->dims - 1);
        parts_draw(c, (struct span){c->row, c->col + t->strip_col, s->dims * s->cell_cols}, &line);
        if (t->wrong)
            draw_text(c, c->row, c->col + t->difference_col, s->dims * s->cell_cols, ROLE_DIM,
                      _("less the true P"));
    }
    for (int i = 0; i < SCHEME_TESTS; i++)
        draw_text(c, c->row, c->col + t->tests_col + i * t->test_cols, t->test_cols - 1, ROLE_DIM,
                  test_name(i, t->test_cols));
    link_action(a, c, c->row, c->col + t->tests_col + TEST_UNIQUE * t->test_cols, t->test_cols - 1,
                "collision-span");
    const struct area dims = {c->row, c->col + t->strip_col, 1, s->dims * s->cell_cols};
    link_dims(c, dims, w->dim, s->cell_cols);
}

/* Leaves out the last words until the rest fits: half a number is a wrong one. */
static void cut_words(struct str *text, int cols, const struct canvas *c)
{
    while (draw_width(c, str_text(text)) > cols && strchr(str_text(text), ' ')) {
        size_t at = (size_t)(strrchr(text->data, ' ') - text->data);
        str_splice(text, at, text->len - at, "", 0);
    }
}

/* The mark and the figure in the longest form that fits. */
static void verdict_text(const struct canvas *c, const struct scheme_report *r,
                         enum scheme_test test, int cols, struct str *out)
{
    static const struct {
        const char *blank;
        bool brief;
    } forms[] = {{" ", false}, {" ", true}, {"", true}};
    static const char *const marks[] = {"✓", "✗", "?"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        str_clear(out);
        str_addf(out, "%s%s", marks[schemes_verdict(r, test)], forms[i].blank);
        schemes_figure(r, test, forms[i].brief, out);
        if (draw_width(c, str_text(out)) <= cols) return;
    }
    str_clear(out);
    str_addf(out, "%s ", marks[schemes_verdict(r, test)]);
    schemes_figure(r, test, true, out);
    cut_words(out, cols, c);
}

static void draw_verdict(const struct canvas *c, const struct schemes_layout *t,
                         const struct scheme_report *r, int test, int row, bool current)
{
    enum verdict verdict = schemes_verdict(r, (enum scheme_test)test);
    struct str text = STR_EMPTY;
    verdict_text(c, r, (enum scheme_test)test, t->test_cols - 1, &text);
    enum role role = verdict == VERDICT_FAILS ? ROLE_WARN : current ? ROLE_ROW : ROLE_TEXT;
    int col = c->col + t->tests_col + test * t->test_cols;
    draw_text(c, row, col, t->test_cols - 1, role, str_text(&text));
    if (current) frame_tint(c->frame, row, col, 1, t->test_cols, SLOT_SELECTED);
    str_free(&text);
}

/* The scale of a picture that has one of its own, below its tests: in words and as a legend
 * where there is room. Returns the columns taken. */
static int draw_scale(const struct canvas *c, const struct schemes_layout *t,
                      const struct scheme_report *r, int row)
{
    double full = t->wrong ? strip_difference_full(r) : strip_full(r);
    int col = c->col + t->tests_col, cols = c->col + c->cols - col - 1;
    const char *words[] = {t->wrong ? _("the difference's colours: ") : _("colours of its own: "),
                           _("colours "), ""};
    if (t->wrong && r->length && !(full > 0))
        return draw_text(c, row, col, cols, ROLE_DIM,
                         cols < 30 ? _("no difference here") : _("no difference in this text"));
    if (!(full > 0) || (!t->wrong && full >= STRIP_FULL && full <= STRIP_FULL)) return 0;
    struct str brief = STR_EMPTY;
    str_addf(&brief, "±%.3g", full);
    int form = 0, legend = 2 * draw_width(c, str_text(&brief)) + 5;
    while (form < 2 && draw_width(c, words[form]) + legend > cols) form++;
    int width = draw_text(c, row, col, cols, ROLE_DIM, words[form]);
    if (width + legend <= cols) {
        int more = cols - width - legend;
        heat_legend(c->frame, row, col + width, legend + min_int(more, 8), full, c->caps);
        width += legend + min_int(more, 8);
    } else {
        width = draw_text(c, row, col, cols, ROLE_DIM, str_text(&brief));
    }
    str_free(&brief);
    return width;
}

/* That the list goes on, at the right of the first or the last row of the list. */
static void draw_more(const struct canvas *c, const struct schemes_layout *t, int row, int count,
                      const char *arrow, int taken)
{
    char text[32];
    snprintf(text, sizeof text, _("%s %d more"), arrow, count);
    int width = draw_width(c, text), col = c->col + c->cols - width - 1;
    if (count > 0 && col > c->col + t->tests_col + taken)
        draw_text(c, row, col, width, ROLE_DIM, text);
}

/* The label, over several lines where it is longer than one; then its name on the command line. */
static void draw_name(const struct canvas *c, const struct schemes_layout *t,
                      const struct scheme *s, int row, bool current)
{
    int cols = t->name_cols - 3, line = 0, lines = t->strips.lines;
    const char *rest = lines > 1 || draw_width(c, _(s->label)) <= cols ? _(s->label) : s->name;
    for (; *rest && line < lines; line++) {
        size_t n = draw_fit(c, rest, cols);
        enum role role = current ? line ? ROLE_ACCENT : ROLE_ROW_ACCENT : ROLE_TEXT;
        draw_bytes(c, (struct span){row + line, c->col + 2, cols}, role, rest, n);
        rest += n;
        rest += *rest == ' ';
    }
    if (line + 1 < lines) draw_text(c, row + line, c->col + 2, cols, ROLE_DIM, s->name);
}

static void draw_scheme(const struct app *a, const struct canvas *c, const struct schemes_layout *t,
                        int i, int row)
{
    const struct scheme *s = &schemes[i];
    const struct scheme_report *r = &a->schemes.reports[i];
    const struct strips *p = &t->strips;
    bool current = i == a->params.scheme;
    link_own(c, (struct area){row, c->col, p->lines, c->cols}, i);
    if (current) {
        frame_fill(c->frame, row, c->col, 1, t->name_cols, role_style(ROLE_ROW, c->caps->depth));
        frame_fill(c->frame, row, c->col + t->tests_col, 1, c->cols - t->tests_col,
                   role_style(ROLE_ROW, c->caps->depth));
        draw_text(c, row, c->col, 1, ROLE_ROW_ACCENT, "›");
    }
    draw_name(c, t, s, row, current);
    strip_positions_draw(a, c, p, row);
    strip_draw(a, c, p, &(struct strip){row, c->col + t->strip_col, i, -1, strip_full(r)});
    double difference = strip_difference_full(r);
    if (t->wrong && difference > 0)
        strip_draw(a, c, p, &(struct strip){row, c->col + t->difference_col, i, 0, difference});
    for (int test = 0; test < SCHEME_TESTS && r->measured; test++)
        draw_verdict(c, t, r, test, row, current);
    if (p->lines < 2) return;
    int taken = draw_scale(c, t, r, row + 1), above = (int)a->shown.list_first;
    int at = i - t->first - above;
    if (at == t->visible - 1)
        draw_more(c, t, row + 1, t->count - t->visible - above, "↓", taken);
    else if (at == 0)
        draw_more(c, t, row + 1, above, "↑", taken);
}

void schemes_table_draw(const struct app *a, const struct canvas *c, const struct schemes_layout *l)
{
    int first = l->first + (int)a->shown.list_first;
    draw_heading(a, c, l);
    for (int i = 0; i < l->visible; i++)
        draw_scheme(a, c, l, first + i, c->row + 1 + i * l->strips.lines);
}
