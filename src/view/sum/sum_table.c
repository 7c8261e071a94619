/* The table of the Sum view: a row a dimension, E[k] + P[k] = X[k] as bars and
 * numbers, and with a second token its X and the differences. */
#include <math.h>
#include <stdio.h>

#include "app/state/scale.h"
#include "base/num.h"
#include "base/words.h"
#include "core/compare/dropout.h"
#include "view/marks/rows.h"
#include "view/marks/label.h"
#include "view/sum/sum_parts.h"

/* Columns that have something to show. Room is kept for the second token even where there is
 * none, so that the bars keep their length from token to token. */
static int columns_filled(const struct app *a, const struct sum_layout *l)
{
    int filled = 0;
    while (filled < l->count && (l->columns[filled] <= SUM_X || a->sum.inputs.second != SUM_ALONE))
        filled++;
    return filled;
}

/* The numbers' look: X matters, the second token stands back. */
static const enum role roles[SUM_COLUMN_COUNT] = {
    [SUM_E] = ROLE_TEXT,      [SUM_P] = ROLE_TEXT,      [SUM_X] = ROLE_STRONG,
    [SUM_OTHER_X] = ROLE_DIM, [SUM_DELTA_X] = ROLE_DIM, [SUM_DELTA_P] = ROLE_DIM,
};

/* Which of a token's rows a column shows, and of which of the two tokens. */
static const struct {
    enum panel plane;
    bool mine, other; /* both: the difference */
} sources[SUM_COLUMN_COUNT] = {
    [SUM_E] = {PANEL_E, true, false},      [SUM_P] = {PANEL_P, true, false},
    [SUM_X] = {PANEL_X, true, false},      [SUM_OTHER_X] = {PANEL_X, false, true},
    [SUM_DELTA_X] = {PANEL_X, true, true}, [SUM_DELTA_P] = {PANEL_P, true, true},
};

static double cell_value(const struct app *a, enum sum_column column, int k)
{
    size_t at = (size_t)sources[column].plane * (size_t)a->params.d_model + (size_t)k;
    double mine = (double)a->sum.rows[at];
    if (column == SUM_X && a->sum.dropout) return sum_struck(a, k) ? 0 : mine / (1 - DROPOUT_P);
    if (!sources[column].other) return mine;
    if (a->sum.dropout) return (double)NAN; /* the other X is not cut: there is no difference */
    double other = (double)a->sum.other_rows[at];
    return sources[column].mine ? mine - other : other;
}

static const char *const headings[SUM_COLUMN_COUNT] = {
    [SUM_E] = "E", [SUM_P] = "P", [SUM_X] = "X", [SUM_DELTA_X] = "ΔX", [SUM_DELTA_P] = "ΔP"};

/* What changed since the last keystroke, marked for a moment. */
static const char *change_mark(const struct app *a, enum sum_column column)
{
    static const unsigned bits[SUM_COLUMN_COUNT] = {
        [SUM_E] = CHANGE_E, [SUM_P] = CHANGE_P, [SUM_X] = CHANGE_X};
    const struct pipeline_rows *rows = &a->pipeline.rows;
    size_t r = a->token - rows->window.row;
    bool shown = a->token >= rows->window.row && r < (size_t)rows->window.rows;
    return a->marks && shown && (rows->change[r] & bits[column]) ? "•" : "";
}

/* What dropout leaves of X, in the longest form that fits. */
static const char *cut_heading(const struct canvas *c, int cols)
{
    static const char *const forms[] = {N_("(E + P) / 0.9 or 0"), N_("X / 0.9 or 0"), N_("X cut")};
    size_t i = 0;
    while (i + 1 < sizeof forms / sizeof *forms && draw_width(c, _(forms[i])) > cols) i++;
    return _(forms[i]);
}

static void draw_heading(const struct app *a, const struct canvas *c, const struct sum_layout *l,
                         int i, int dims)
{
    enum sum_column column = l->columns[i];
    int col = c->col + l->col[i], d = a->params.d_model;
    if (column > SUM_X) { /* over the numbers, at the right */
        char text[40];
        snprintf(text, sizeof text, "X[%llu]", label_position(a, a->sum.inputs.other));
        const char *heading = headings[column] ? headings[column] : text;
        if (draw_width(c, heading) > l->number_cols) heading = _("other X");
        draw_right(c, c->row, col, l->number_cols, ROLE_DIM, heading);
        return;
    }
    bool struck = column == SUM_X && a->sum.dropout;
    if (i > 0)
        draw_text(c, c->row, col - 2, 1, ROLE_ACCENT,
                  struck            ? "→"
                  : column == SUM_X ? "="
                  : l->joined       ? ","
                                    : "+");
    static const char *const views_of[] = {
        [SUM_E] = "embedding", [SUM_P] = "waves", [SUM_X] = "pipeline"};
    bool wrong = column == SUM_P && schemes[a->params.scheme].mistake;
    int width = l->number_cols + (l->bar_cols ? l->bar_cols + 1 : 0),
        taken = draw_text(c, c->row, col, struck ? width : l->number_cols,
                          wrong || struck ? ROLE_WARN : ROLE_STRONG,
                          wrong    ? _("P WRONG")
                          : struck ? cut_heading(c, width)
                                   : headings[column]);
    if (column <= SUM_X) link_view(a, c, c->row, col, taken, views_of[column]);
    taken += 1 + draw_text(c, c->row, col + taken + 1, 1, ROLE_ACCENT, change_mark(a, column));
    char range[48];
    label_dims(a->shown.window.dim, dims, d, range);
    int first = a->shown.window.dim + (column == SUM_P ? d : 0);
    if (l->joined) snprintf(range, sizeof range, "X[%d…%d]", first, first + dims - 1);
    if ((i == 0 || l->joined) && range[0] && draw_width(c, range) + taken + 1 <= width)
        draw_text(c, c->row, col + width - draw_width(c, range), width, ROLE_DIM, range);
}

static void draw_headings(const struct app *a, const struct canvas *c, const struct sum_layout *l,
                          int dims)
{
    char where[32];
    snprintf(where, sizeof where, " @ %llu", label_position(a, a->token));
    int room = (l->count ? l->col[0] : c->cols) - 2, width = draw_width(c, where), col = c->col + 1;
    const struct span at = {c->row, col, width + 2 < room ? room - width : room};
    int taken = label_token_draw(a, c, at, ROLE_ACCENT, a->token);
    if (width + 2 < room) draw_text(c, c->row, col + taken, width, ROLE_ACCENT, where);
    for (int i = 0; i < columns_filled(a, l); i++) draw_heading(a, c, l, i, dims);
}

/* One row of the table. */
struct dim_row {
    const struct app *app;
    const struct canvas *canvas;
    const struct sum_layout *layout;
    double full, color; /* of the bars: struct bar */
    int dim;
    bool selected;
};

/* The selected row is tinted whole where there are colours enough to keep its bars
 * apart from the ground; else its label and numbers alone show it. */
static enum slot ground(const struct dim_row *d)
{
    return d->selected && d->canvas->caps->depth >= DEPTH_256 ? SLOT_SELECTED : SLOT_BACK;
}

static void draw_label(const struct dim_row *d, int row)
{
    const struct canvas *c = d->canvas;
    char text[32];
    int col = c->col + 1, end = c->col + c->cols;
    snprintf(text, sizeof text, "%s%*d", d->layout->dim_word ? _("dim ") : "",
             digit_count((uint64_t)d->app->params.d_model - 1), d->dim);
    col += draw_text(c, row, col, end - col, d->selected ? ROLE_ROW_ACCENT : ROLE_DIM, text) + 1;
    if (!d->layout->wave_word) return;
    bool cosine = false;
    posenc_pair(&d->app->pipeline.waves, d->dim, &cosine);
    int taken = draw_text(c, row, col, 3, cosine ? ROLE_COS : ROLE_SIN, cosine ? "cos" : "sin");
    frame_tint(c->frame, row, col, 1, taken, ground(d));
}

/* Column i as a bar in all rows, and as a number in the first. */
static void draw_column(const struct dim_row *d, int row, int rows, int i)
{
    const struct canvas *c = d->canvas;
    const struct sum_layout *l = d->layout;
    enum sum_column column = l->columns[i];
    double value = cell_value(d->app, column, d->dim);
    int col = c->col + l->col[i], bar_cols = column <= SUM_X ? l->bar_cols : 0;
    const struct bar bar = {value, d->full, d->color, ground(d)};
    for (int r = 0; r < rows && bar_cols; r++)
        bar_draw(c->frame, row + r, col, bar_cols, &bar, c->caps);
    bool struck = column == SUM_X && sum_struck(d->app, d->dim);
    draw_right(c, row, bar_cols ? col + bar_cols + 1 : col, l->number_cols,
               struck        ? ROLE_WARN
               : d->selected ? ROLE_ROW
                             : roles[column],
               struck ? "✗ 0" : draw_signed_text(value, l->decimals).text);
}

static void draw_dim(const struct dim_row *d, int row, int rows)
{
    const struct canvas *c = d->canvas;
    if (ground(d) == SLOT_SELECTED)
        frame_fill(c->frame, row, c->col, rows, c->cols, role_style(ROLE_ROW, c->caps->depth));
    draw_label(d, row);
    for (int i = 0, count = columns_filled(d->app, d->layout); i < count; i++)
        draw_column(d, row, rows, i);
}

/* "−4   0   +4" under each bar. */
static void draw_axis(const struct app *a, const struct canvas *c, const struct sum_layout *l,
                      int row)
{
    char low[24], high[24];
    snprintf(low, sizeof low, "−%g", sum_full(a));
    snprintf(high, sizeof high, "+%g", sum_full(a));
    int width = draw_width(c, high);
    for (int i = 0; i < l->count && l->columns[i] <= SUM_X; i++) {
        int col = c->col + l->col[i];
        if (2 * width + 1 > l->bar_cols / 2 * 2) continue;
        draw_text(c, row, col, width, ROLE_DIM, low);
        draw_text(c, row, col + l->bar_cols / 2, 1, ROLE_DIM, "0");
        draw_text(c, row, col + l->bar_cols - width, width, ROLE_DIM, high);
    }
}

void sum_table_draw(const struct app *a, const struct canvas *c, const struct sum_layout *l)
{
    int first = a->shown.window.dim, d = a->params.d_model, row = c->row + 1;
    int dims = min_int(l->dims, d - first);
    draw_headings(a, c, l, dims);
    struct dim_row dim = {a, c, l, sum_full(a), scale_full(a), 0, false};
    for (int r = 0; r < dims; r++, row += l->each) {
        dim.dim = first + r;
        dim.selected = dim.dim == a->dim;
        draw_dim(&dim, row, max_int(l->each - 1, 1));
        link_dims(c, (struct area){row, c->col, l->each, c->cols}, first + r, 0);
    }
    if (l->axis && l->bar_cols) draw_axis(a, c, l, row);
}
