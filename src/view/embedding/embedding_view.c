#include "view/embedding/embedding_view.h"

#include "view/embedding/embedding_layout.h"
#include "view/marks/scroll.h"
#include "view/embedding/embedding_parts.h"

void embedding_view_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    struct embedding_layout l = embedding_layout(a, rows, cols);
    size_t visible = (size_t)l.bars.lines * (l.bars.half ? 2 : 1);
    out->window.rows = (int)visible;
    out->window.row = scroll_tokens(a, visible);
    if (l.bars.half &&
        out->window.row % 2 == 1) /* the same two tokens share a line wherever it stands */
        out->window.row += a->token > out->window.row ? 1u : (size_t)-1;
    out->window.dims = l.bars.dims;
    out->window.dim = scroll_dims(a, l.bars.dims);
    out->cell_cols = l.bars.cell_cols;
    out->list_rows = l.lists.rows;
    out->list_cols = l.map.rows ? l.map.cols : 0;
}

static struct canvas part_of(const struct canvas *c, const struct area *area)
{
    return (struct canvas){c->frame,           c->caps,    c->row + area->row,
                           c->col + area->col, area->rows, area->cols};
}

void embedding_view_draw(const struct app *a, const struct canvas *c)
{
    struct embedding_layout l = embedding_layout(a, c->rows, c->cols);
    embedding_bars_draw(a, c, &l.bars);
    struct canvas map = part_of(c, &l.map), lists = part_of(c, &l.lists);
    if (map.rows) embedding_map_draw(a, &map);
    if (lists.rows) embedding_lists_draw(a, &lists);
}
