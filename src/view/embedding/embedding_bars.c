/* The rows of the tokens in sight as heat bars, from half a line a token up to cells that
 * hold the number itself. */
#include <stdio.h>

#include "app/state/scale.h"
#include "base/num.h"
#include "base/words.h"
#include "view/embedding/embedding_parts.h"
#include "view/marks/heat.h"
#include "view/marks/rows.h"
#include "view/marks/label.h"

#define LEGEND_COLS_MIN 14
#define LEGEND_GAP 3 /* before it: a mark of its change has room */
#define SCALE_COLS 3 /* of the shortest form of the legend, "±2" */

/* The bars as they can be drawn on this output. */
struct bars {
    const struct app *app;
    const struct canvas *canvas;
    const struct embedding_bars *layout;
    const float *values; /* (window.rows, dims) */
    double full;
    int per_line; /* tokens: 1 or 2 */
    int first;    /* row of the window on the first line */
    int row, lines;
};

static enum panel panel_of(const struct app *a)
{
    static const enum panel panels[EMBEDDING_MATRICES] = {
        [EMBEDDING_E] = PANEL_E, [EMBEDDING_P] = PANEL_P, [EMBEDDING_X] = PANEL_X};
    if (a->embedding.matrix == EMBEDDING_X && a->params.join == JOIN_CONCATENATE)
        return PANEL_E; /* X is E and then P: its first part */
    return panels[a->embedding.matrix];
}

static struct bars bars_of(const struct app *a, const struct canvas *c,
                           const struct embedding_bars *l)
{
    bool half = l->half && c->caps->depth >= DEPTH_256 && !c->caps->ascii;
    struct bars b = {
        a, c, l, rows_values(a, panel_of(a)), scale_full(a), half ? 2 : 1, 0, c->row + l->head, 0};
    const struct window *w = &a->pipeline.rows.window;
    b.lines = min_int((w->rows + b.per_line - 1) / b.per_line, l->lines);
    /* There are two tokens a line where half lines are wanted: where that cannot be, those around
     * the selection show. */
    int selected = (int)(a->token - w->row), hidden = w->rows - b.lines * b.per_line;
    if (hidden > 0 && selected >= b.lines) b.first = hidden;
    return b;
}

/* The title, which dimensions show where not all do, and the legend, for which the title is
 * shortened. Returns the title's columns. */
static int draw_title(const struct bars *b)
{
    const struct canvas *c = b->canvas;
    const struct embedding_bars *l = b->layout;
    const struct window *w = &b->app->pipeline.rows.window;
    int col = c->col + l->cells_col, cols = l->title_cols;
    draw_text(c, c->row, c->col + l->position_col, l->position_cols, ROLE_DIM, "pos");
    draw_text(c, c->row, c->col + l->token_col, l->token_cols, ROLE_DIM, _("token"));
    char range[48];
    label_dims(w->dim, w->dims, b->app->params.d_model, range);
    int width = range[0] ? 2 + draw_width(c, range) : 0;
    int title = rows_title_draw(b->app, c, (struct span){c->row, col, cols}, panel_of(b->app),
                                width + 2 + LEGEND_COLS_MIN, true);
    int taken = title;
    if (width && taken + width <= cols)
        taken += 2 + draw_text(c, c->row, col + taken + 2, cols, ROLE_DIM, range);
    if (cols - taken >= LEGEND_GAP + SCALE_COLS)
        rows_legend_draw(b->app, c,
                         (struct span){c->row, col + taken + LEGEND_GAP, cols - taken - LEGEND_GAP},
                         1u << panel_of(b->app));
    return title;
}

/* Above each cell its dimension where the cells are wide enough, else the selected one's alone. */
static void draw_dims(const struct bars *b)
{
    const struct canvas *c = b->canvas;
    const struct embedding_bars *l = b->layout;
    const struct window *w = &b->app->pipeline.rows.window;
    char text[24];
    int widest = snprintf(text, sizeof text, "%d", w->dim + w->dims), row = c->row + 1;
    bool all = l->cell_cols > widest;
    for (int k = 0; k < w->dims; k++) {
        bool selected = w->dim + k == b->app->dim;
        if (!all && !selected) continue;
        int first = c->col + l->cells_col, col = k * l->cell_cols;
        if (!all) {
            label_dim(c, row, first, col + (l->cell_cols - 1) / 2, w->dims * l->cell_cols,
                      w->dim + k);
            continue;
        }
        int len = snprintf(text, sizeof text, "%d", w->dim + k);
        draw_text(c, row, first + col + (l->cell_cols - len + 1) / 2, c->cols,
                  selected ? ROLE_ACCENT : ROLE_DIM, text);
    }
    link_dims(c, (struct area){row, c->col + l->cells_col, 1, w->dims * l->cell_cols}, w->dim,
              l->cell_cols);
}

static void draw_name(const struct bars *b, int row, int r, int col)
{
    const struct canvas *c = b->canvas;
    const struct app *a = b->app;
    size_t i = a->pipeline.rows.window.row + (size_t)r;
    bool selected = i == a->token, is_new = pipeline_is_new(&a->pipeline, i);
    enum role role = label_token_role(selected, is_new);
    bool still = training_row_unmoved(a, pipeline_index(&a->pipeline, i));
    if (!selected && still) role = ROLE_DIM;
    int cols = b->layout->token_cols;
    if (selected)
        frame_fill(c->frame, row, c->col + col, 1, cols, role_style(ROLE_ROW, c->caps->depth));
    label_token_draw(a, c, (struct span){row, c->col + col, cols}, role, i);
    if (still && col) draw_text(c, row, c->col + col - 1, 1, ROLE_DIM, "◦");
    int from = col == b->layout->token_col ? 0 : col;
    link_token(c, (struct area){row, c->col + from, 1, col + cols - from}, i);
}

static void draw_position(const struct bars *b, int row, int r)
{
    const struct canvas *c = b->canvas;
    const struct window *w = &b->app->pipeline.rows.window;
    int here = (int)(b->app->token - w->row);
    bool selected = here >= r && here < r + b->per_line;
    char text[24];
    snprintf(text, sizeof text, "%llu",
             (unsigned long long)pipeline_position(&b->app->pipeline, w->row + (size_t)r));
    if (selected)
        frame_fill(c->frame, row, c->col, 1, b->layout->token_col,
                   role_style(ROLE_ROW, c->caps->depth));
    draw_right(c, row, c->col + b->layout->position_col, b->layout->position_cols,
               selected ? ROLE_ROW_ACCENT : ROLE_DIM, text);
}

/* One row, or two as halves of the cells; where the selected cell is, its value fills both. */
static void draw_cells(const struct bars *b, int row, int r)
{
    const struct canvas *c = b->canvas;
    const struct window *w = &b->app->pipeline.rows.window;
    const float *values = b->values + (size_t)r * (size_t)w->dims;
    int here = (int)(b->app->token - w->row);
    bool selected = here >= r && here < r + b->per_line;
    const struct heat_row h = {.col = c->col + b->layout->cells_col,
                               .width = b->layout->cell_cols,
                               .selected = selected ? b->app->dim - w->dim : -1,
                               .full = b->full,
                               .alone = r + 1 >= w->rows,
                               .lower = here == r + 1};
    (b->per_line == 2 ? heat_halves : heat_row)(c->frame, row, &h, values, w->dims, c->caps);
}

static void draw_mark(const struct bars *b, int row, int r)
{
    const struct app *a = b->app;
    unsigned change = a->pipeline.rows.change[r];
    if (b->per_line == 2 && r + 1 < a->pipeline.rows.window.rows)
        change |= a->pipeline.rows.change[r + 1];
    if (a->marks)
        draw_text(b->canvas, row, b->canvas->col + b->layout->cells_col - 1, 1, ROLE_ACCENT,
                  rows_change_mark(change, panel_of(a)));
}

static void draw_line(const struct bars *b, int line)
{
    const struct embedding_bars *l = b->layout;
    const struct window *w = &b->app->pipeline.rows.window;
    int r = b->first + line * b->per_line, row = b->row + line;
    draw_position(b, row, r);
    draw_name(b, row, r, l->token_col);
    if (b->per_line == 2 && r + 1 < w->rows)
        draw_name(b, row, r + 1, l->token_col + l->token_cols + 1);
    draw_cells(b, row, r);
    draw_mark(b, row, r);
    const struct area cells = {row, b->canvas->col + l->cells_col, 1, w->dims * l->cell_cols};
    link_cells(b->canvas, cells, w->row + (size_t)r, w->dim, l->cell_cols);
}

void embedding_bars_draw(const struct app *a, const struct canvas *c,
                         const struct embedding_bars *l)
{
    struct bars b = bars_of(a, c, l);
    int title = l->head > 0 ? draw_title(&b) : 0;
    if (l->head > 1) draw_dims(&b);
    link_action(a, c, c->row, c->col + l->cells_col, title, "matrix");
    for (int line = 0; line < b.lines; line++) draw_line(&b, line);
    if (!a->pipeline.count && l->lines)
        label_no_tokens(c, b.row, c->col + l->token_col, c->cols - l->token_col);
}
