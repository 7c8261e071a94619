#include "view/views.h"

#include "view/marks/label.h"
#include "view/vocabulary/vocabulary_parts.h"

void vocabulary_view_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    struct vocabulary_layout l = vocabulary_layout(a, rows, cols);
    out->window.dims = l.dims;
    out->window.dim = scroll_dims(a, l.dims);
    out->cell_cols = l.cell_cols;
    out->own_rows = l.rows.list;
    out->own_cols = l.large_dims;
}

void vocabulary_view_draw(const struct app *a, const struct canvas *c)
{
    struct vocabulary_layout l = vocabulary_layout(a, c->rows, c->cols);
    struct canvas part = *c;
    part.rows = l.rows.head + l.rows.marker + l.rows.list;
    vocabulary_table_draw(a, &part, &l);
    draw_panel(&part, "table", part.rows);
    part.row += part.rows;
    part.rows = c->rows - part.rows;
    vocabulary_lookup_draw(a, &part, &l);
    draw_panel(&part, "lookup", part.rows);
}
