#include "view/views.h"

#include "base/num.h"
#include "view/marks/label.h"
#include "view/schemes/schemes_parts.h"

void schemes_view_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    struct schemes_layout t = schemes_layout(a, rows, cols);
    out->window.rows = t.positions > 0 ? t.positions : 1;
    out->window.row = scroll_tokens(a, (size_t)out->window.rows);
    out->window.dims = t.dims;
    out->window.dim = scroll_dims(a, t.dims);
    out->cell_cols = t.cell_cols > 0 ? t.cell_cols : 1;
    out->list_first = scroll_to(a->shown.list_first, (size_t)(a->params.scheme - t.first),
                                (size_t)t.count, (size_t)t.visible);
    out->own_rows = t.visible;
}

/* Where the scheme in force stands: its rows at the left, its words at their right. */
static void name_panels(const struct canvas *c, const struct schemes_layout *t)
{
    struct canvas part = *c;
    int end = t->others_row ? t->others_row - 1 : c->rows;
    part.row += t->legend_row && t->first_row ? t->legend_row : t->title_row;
    part.cols = t->words_col;
    if (t->first_row) draw_panel(&part, "rows", c->row + end - part.row);
    part.row = c->row + t->title_row;
    part.col += t->words_col;
    part.cols = c->cols - t->words_col;
    draw_panel(&part, "words", end - t->title_row);
}

void schemes_view_draw(const struct app *a, const struct canvas *c)
{
    struct schemes_layout t = schemes_layout(a, c->rows, c->cols);
    if (!a->schemes.reports) return;
    schemes_table_draw(a, c, &t);
    draw_panel(c, "list", min_int(1 + t.visible, c->rows));
    if (!t.title_row || !a->schemes.reports[a->params.scheme].measured) return;
    if (t.first_row) schemes_rows_draw(a, c, &t);
    schemes_words_draw(a, c, &t);
    name_panels(c, &t);
}
