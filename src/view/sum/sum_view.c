#include "view/views.h"

#include "view/marks/label.h"
#include "base/num.h"
#include "view/sum/sum_parts.h"

void sum_view_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    struct sum_layout l = sum_layout(a, rows, cols);
    int visible = l.dims;
    out->window.rows = max_int(visible, 1); /* tokens: a page of them is as long as the table */
    out->window.row = scroll_tokens(a, (size_t)out->window.rows);
    out->window.dims = visible;
    out->skip_rows = true;
    out->window.dim = scroll_dims(a, visible);
    out->cell_cols = min_int(max_int(l.decimals, 1), ZOOM_MAX);
}

void sum_view_draw(const struct app *a, const struct canvas *c)
{
    if (!a->sum.ready) {
        label_no_tokens(c, c->row + 1, c->col + 1, c->cols - 2);
        return;
    }
    struct sum_layout l = sum_layout(a, c->rows, c->cols);
    sum_table_draw(a, c, &l);
    draw_panel(c, "table", min_int(l.facts_row, c->rows));
    struct canvas facts = *c;
    facts.row += l.facts_row;
    facts.rows = l.facts;
    sum_facts_draw(a, &facts);
    draw_panel(&facts, "facts", facts.rows);
    struct canvas rest = *c;
    rest.row = facts.row + l.facts;
    rest.rows = c->row + c->rows - rest.row;
    if (!a->sum.turning || a->sum.dropout || sum_joined(a)) return;
    sum_faces_draw(a, &rest);
    draw_panel(&rest, "faces", rest.rows);
}
