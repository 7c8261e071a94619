#include "view/views.h"

#include "view/marks/label.h"
#include "view/similarity/similarity_parts.h"

void similarity_view_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    struct similarity_layout l = similarity_layout(a, rows, cols);
    out->window.rows = l.map.side;
    out->window.row = scroll_tokens(a, (size_t)l.map.side);
    out->window.dim = a->dim;
    out->window.dims = 1;
    out->skip_rows = true;
    out->cell_cols = l.map.cell_cols;
    out->own_rows = l.map.side;
    out->own_cols = l.span;
}

void similarity_view_draw(const struct app *a, const struct canvas *c)
{
    struct similarity_layout l = similarity_layout(a, c->rows, c->cols);
    struct canvas part = *c;
    part.rows = l.map_rows;
    if (!a->pipeline.count) {
        label_no_tokens(c, c->row, c->col + 1, c->cols - 1);
        return;
    }
    similarity_map_draw(a, &part, &l.map);
    if (l.aside.curve && !l.aside.row) part.cols = l.map.cols; /* the others stand at its right */
    draw_panel(&part, "map", part.rows);
    part.row = c->row + l.aside.row;
    part.col = c->col + l.aside.col;
    part.cols = l.aside.cols;
    part.rows = l.aside.curve;
    draw_panel(&part, "curve", part.rows);
    if (l.aside.curve) similarity_curve_draw(a, &part);
    part.row += l.aside.curve + l.aside.gap;
    part.rows = l.aside.figures;
    draw_panel(&part, "figures", part.rows);
    if (l.aside.figures) similarity_figures_draw(a, &part);
    part.row += l.aside.figures + l.aside.gap;
    part.rows = l.aside.rotation;
    draw_panel(&part, "rotation", part.rows);
    if (l.aside.rotation) similarity_rotation_draw(a, &part);
}
