#include "view/views.h"

#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "view/marks/rows.h"
#include "view/marks/label.h"
#include "view/marks/wave.h"
#include "view/waves/waves_parts.h"

void waves_view_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    struct waves_layout l = waves_layout(a, rows, cols);
    int span = waves_span(a), tokens = span < cols ? span : cols;
    out->window.rows = tokens;
    out->window.row = scroll_tokens(a, (size_t)tokens);
    out->window.dims = l.strips;
    out->skip_rows = true;
    out->window.dim = scroll_dims(a, l.strips);
}

/* "E[2]": the selected dimension of the words below its waves, each entry under its token. */
static void draw_entries(const struct app *a, const struct canvas *c, const struct waves_layout *l)
{
    const struct pipeline *p = &a->pipeline;
    struct shelf shelf = {
        .row = c->row + l->gauges_row - 1, .col = c->col + l->plot_col, .cols = l->plot_cols};
    char name[24];
    snprintf(name, sizeof name, "E[%d]", a->dim);
    if (draw_width(c, name) < l->plot_col)
        draw_text(c, shelf.row, c->col + 1, l->plot_col - 2, ROLE_STRONG, name);
    if (l->side_cols > 0)
        draw_text(c, shelf.row, c->col + l->side_col, l->side_cols, ROLE_DIM,
                  _("the words' column: no set meaning"));
    struct curve_area area = {shelf.row, shelf.col, 1, shelf.cols, 0, waves_span(a), -1, 1};
    uint64_t first = a->waves.first, start = p->params.offset;
    for (size_t i = first > start ? (size_t)(first - start) : 0; i < p->count; i++) {
        int row, col;
        double x = (double)(pipeline_position(p, i) - first);
        if (!curve_cell(&area, x, 0, &row, &col)) break;
        float entry;
        pipeline_e_row(p, i, a->dim, 1, &entry);
        struct draw_short text = draw_signed_text((double)entry, 2);
        shelf_put(&shelf, c,
                  &(struct shelf_label){.col = col,
                                        .role = i == a->token ? ROLE_ACCENT : ROLE_TEXT,
                                        .text = text.text,
                                        .n = strlen(text.text)});
    }
}

void waves_view_draw(const struct app *a, const struct canvas *c)
{
    struct waves_layout l = waves_layout(a, c->rows, c->cols);
    if (l.large_rows) waves_large_draw(a, c, &l);
    waves_strips_draw(a, c, &l);
    if (l.gauges_row >= 0) {
        if (l.large_rows) draw_entries(a, c, &l);
        struct canvas part = *c;
        part.row += l.gauges_row;
        part.rows = 1;
        gauges_draw(a, &part, false); /* no cell here has a heat colour */
    }
}
