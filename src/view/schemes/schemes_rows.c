/* The scheme in force below the list: a row of cells for each position of the text in sight, and
 * for the two positions whose codes are closest. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "base/num.h"
#include "base/words.h"
#include "view/marks/heat.h"
#include "view/marks/label.h"
#include "view/schemes/schemes_parts.h"

#define LEGEND_MIN 16 /* columns of the heat legend: min and max */
#define LEGEND_COLS 34
#define WORD_MIN 4 /* columns that are worth a word */

/* The picture of what the scheme in force has at any position; a wrong formula's is what it
 * differs by from the true one. */
static struct strip strip_of(const struct app *a, const struct canvas *c,
                             const struct schemes_layout *t)
{
    const struct scheme_report *r = &a->schemes.reports[a->params.scheme];
    return (struct strip){.col = c->col + t->strip_col,
                          .cell_cols = t->cell_cols,
                          .scheme = &schemes[a->params.scheme],
                          .truth = t->wrong ? &schemes[0] : NULL,
                          .context = &a->pipeline.context,
                          .full = t->wrong ? strip_difference_full(r) : strip_full(r)};
}

static size_t first_token(const struct app *a)
{
    return a->pipeline.rows.window.row;
}

/* Rows of positions that the text fills. */
static int rows_in_sight(const struct app *a, const struct schemes_layout *t)
{
    size_t left = a->pipeline.count - first_token(a);
    return left < (size_t)t->positions ? (int)left : t->positions;
}

/* Decimals that show the values of neighbours in sight as different, where they are. */
static int column_decimals(const struct app *a, struct strip s, int rows)
{
    int decimals = 4;
    double before = 0;
    for (int i = 0; i < rows; i++) {
        s.position = label_position(a, first_token(a) + (size_t)i);
        double value = strip_value(a, &s);
        if (i > 0) decimals = schemes_decimals(before, value, decimals);
        before = value;
    }
    return decimals;
}

static void draw_title(const struct app *a, const struct canvas *c, const struct schemes_layout *t)
{
    const struct scheme *s = &schemes[a->params.scheme];
    struct parts line = {.gap = 1};
    parts_add(&line, ROLE_ACCENT, "%s", _(s->label));
    parts_brief(&line, "%s", s->name);
    if (t->wrong)
        parts_add(&line, ROLE_STRONG, _("less the true P"));
    else
        parts_add(&line, ROLE_DIM, _("P by position"));
    if (!t->dim_row) parts_add(&line, ROLE_DIM, _("· dim %d"), a->dim);
    parts_draw(c, (struct span){c->row + t->title_row, c->col + 1, t->tests_col - 2}, &line);
}

static void draw_dim(const struct app *a, const struct canvas *c, const struct schemes_layout *t)
{
    const struct window *w = &a->pipeline.rows.window;
    char text[24];
    int row = c->row + t->dim_row;
    if (!t->dim_row || w->dims < 1) return;
    snprintf(text, sizeof text, _("dim %d"), a->dim);
    draw_right(c, row, c->col, t->strip_col - 1, ROLE_DIM, text);
    label_dim(c, row, c->col + t->strip_col, (a->dim - w->dim) * t->cell_cols,
              t->tests_col - t->strip_col - 1, a->dim);
    link_dims(c, (struct area){row, c->col + t->strip_col, 1, w->dims * t->cell_cols}, w->dim,
              t->cell_cols);
}

/* Draws the value at the right of what stands before the cells, after the `digits` of a position,
 * with fewer decimals where room is short; returns the column before it. */
/* A value and what stands before it. */
struct number {
    double value;
    int decimals;
    int before; /* columns of the position before it */
};
static int draw_value(const struct canvas *c, const struct schemes_layout *t, int row,
                      enum role role, struct number n)
{
    int decimals = n.decimals, cols = t->strip_col - 3 - n.before;
    struct draw_short text = draw_signed_text(n.value, decimals);
    while (decimals > 0 && draw_width(c, text.text) > cols)
        text = draw_signed_text(n.value, --decimals);
    int width = draw_width(c, text.text), col = t->strip_col - 1 - width;
    draw_text(c, row, c->col + col, width, role, text.text);
    return col - 1;
}

static void draw_position(const struct app *a, const struct canvas *c,
                          const struct schemes_layout *t, struct strip s, int decimals)
{
    const struct window *w = &a->pipeline.rows.window;
    size_t token = (size_t)(s.row - c->row - t->first_row) + first_token(a);
    bool selected = token == a->token;
    char number[24];
    int digits = max_int(digit_count(label_position(a, a->pipeline.count - 1)), 3);
    snprintf(number, sizeof number, "%llu", label_position(a, token));
    if (selected)
        frame_fill(c->frame, s.row, c->col, 1, t->strip_col, role_style(ROLE_ROW, c->caps->depth));
    draw_right(c, s.row, c->col + 1, digits, selected ? ROLE_ROW_ACCENT : ROLE_DIM, number);
    s.position = label_position(a, token);
    s.selected = selected;
    int end = draw_value(c, t, s.row, selected ? ROLE_ROW_ACCENT : ROLE_DIM,
                         (struct number){strip_value(a, &s), decimals, digits});
    int word = 2 + digits, cols = end - word;
    if (cols >= WORD_MIN)
        label_token_draw(a, c, (struct span){s.row, c->col + word, cols},
                         label_token_role(selected, pipeline_is_new(&a->pipeline, token)), token);
    link_token(c, (struct area){s.row, c->col, 1, t->strip_col}, token);
    strip_draw(a, c, &s);
    link_cells(c, (struct area){s.row, s.col, 1, w->dims * t->cell_cols}, token, w->dim,
               t->cell_cols);
}

/* One of the two closest positions, which need not be of the text. */
static void draw_of_pair(const struct app *a, const struct canvas *c,
                         const struct schemes_layout *t, struct strip s, int decimals)
{
    const struct unique_test *u = &a->schemes.reports[a->params.scheme].unique;
    char number[24];
    bool first = s.position == u->a;
    enum role role = u->ok ? ROLE_DIM : ROLE_WARN;
    int taken = snprintf(number, sizeof number, "%" PRIu64, s.position);
    draw_text(c, s.row, c->col + 1, taken, role, number);
    int word,
        end = draw_value(c, t, s.row, role, (struct number){strip_value(a, &s), decimals, taken});
    const char *const names[] = {u->ok ? _("closest two") : _("one code"),
                                 u->ok ? _("closest") : _("alike"), ""};
    for (word = 0; word < 2 && taken + 2 + draw_width(c, names[word]) > end; word++) continue;
    if (first) draw_text(c, s.row, c->col + 2 + taken, end - taken - 2, role, names[word]);
    strip_draw(a, c, &s);
}

static void draw_pair(const struct app *a, const struct canvas *c, const struct schemes_layout *t,
                      struct strip s)
{
    const struct unique_test *u = &a->schemes.reports[a->params.scheme].unique;
    if (u->count < 2) return;
    struct strip of[2] = {s, s};
    for (int i = 0; i < 2; i++) {
        of[i].position = i ? u->b : u->a;
        of[i].row = s.row + i;
    }
    int decimals = schemes_decimals(strip_value(a, &of[0]), strip_value(a, &of[1]), 4);
    for (int i = 0; i < 2; i++) draw_of_pair(a, c, t, of[i], decimals);
}

/* The colours of the rows below it; those of the list are in the scales beside them. */
static void draw_legend(const struct canvas *c, const struct schemes_layout *t, double full)
{
    int col = c->col + t->strip_col, row = c->row + t->legend_row;
    int cols = clamp_int(t->tests_col - t->strip_col - 1, LEGEND_MIN, LEGEND_COLS);
    if (!t->legend_row || !(full > 0)) return;
    draw_right(c, row, c->col, t->strip_col - 1, ROLE_DIM, _("colours below"));
    heat_legend(c->frame, row, col, cols, full, c->caps);
    int after = t->strip_col + cols + 2 > t->tests_col ? t->strip_col + cols + 2 : t->tests_col;
    draw_text(c, row, c->col + after, c->cols - after, ROLE_DIM,
              _("each row above: in the scale beside it"));
}

void schemes_rows_draw(const struct app *a, const struct canvas *c, const struct schemes_layout *t)
{
    struct strip s = strip_of(a, c, t);
    int count = a->pipeline.count ? rows_in_sight(a, t) : 0;
    draw_title(a, c, t);
    if (!a->pipeline.count) {
        label_no_tokens(c, c->row + t->first_row, c->col + 1, t->tests_col - 2);
        return;
    }
    if (t->wrong && !(s.full > 0)) {
        draw_text(c, c->row + t->first_row, c->col + 1, t->tests_col - 2, ROLE_DIM,
                  _("no difference in this text"));
        return;
    }
    draw_legend(c, t, s.full);
    draw_dim(a, c, t);
    int decimals = column_decimals(a, s, count);
    for (int i = 0; i < count; i++) {
        s.row = c->row + t->first_row + i;
        draw_position(a, c, t, s, decimals);
    }
    s.row = c->row + t->first_row + count + t->pair_blank;
    if (t->pair) draw_pair(a, c, t, s);
}
