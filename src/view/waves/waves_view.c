#include "view/views.h"

#include "view/marks/label.h"
#include "view/marks/rows.h"
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

void waves_view_draw(const struct app *a, const struct canvas *c)
{
    struct waves_layout l = waves_layout(a, c->rows, c->cols);
    struct canvas strips = *c;
    if (l.large_rows) waves_large_draw(a, c, &l);
    waves_strips_draw(a, c, &l);
    draw_panel(c, "waves", l.large_rows);
    strips.row += l.large_rows;
    draw_panel(&strips, "strips", l.strip_row + l.strips * l.strip_rows - l.large_rows);
    if (l.pair_rows) waves_pair_draw(a, c, &l);
    if (l.gauges_row >= 0) {
        struct canvas part = *c;
        part.row += l.gauges_row;
        part.rows = 1;
        gauges_draw(a, &part, 0); /* no cell here has a heat colour */
        draw_panel(&part, "gauges", 1);
    }
}
