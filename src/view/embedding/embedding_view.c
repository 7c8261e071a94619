#include "view/views.h"

#include "view/embedding/embedding_parts.h"
#include "base/num.h"
#include "base/safe.h"
#include "view/marks/label.h"

#define WORD_COLS_MAX 14 /* of a heading */

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
    out->own_rows = l.lists.rows;
    out->own_cols = l.map.rows ? l.map.cols : 0;
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
    struct canvas map = part_of(c, &l.map), lists = part_of(c, &l.lists), bars = *c;
    if (lists.rows &&
        l.lists.col == l.map.col) /* the other panels stand at the right of the bars */
        bars.cols = l.map.col;
    draw_panel(&bars, "bars", min_int(l.bars.head + l.bars.lines, c->rows));
    draw_panel(&map, "map", map.rows);
    draw_panel(&lists, "near", lists.rows);
    if (map.rows) embedding_map_draw(a, &map);
    if (lists.rows) embedding_lists_draw(a, &lists);
}

void embedding_heading_draw(const struct canvas *c, int row, const struct embedding_heading *h)
{
    const char *const forms[][2] = {{h->title, h->aside},
                                    {h->title, h->aside_brief},
                                    {h->brief, h->aside},
                                    {h->brief, h->aside_brief}};
    int word = h->word ? safe_width(str_text(h->word), h->word->len, c->caps->text) : 0;
    word = h->word ? min_int(word, WORD_COLS_MAX) + 1 : 0;
    int form = -1, left, right;
    do {
        form++;
        left = draw_width(c, forms[form][0]) + word + 3;
        right = *forms[form][1] ? draw_width(c, forms[form][1]) + 3 : 0;
    } while (left + right > c->cols && form < 3);
    draw_rule(c, row, c->col, c->cols, ROLE_LINE);
    int col = c->col + 1, end = c->col + c->cols;
    frame_fill(c->frame, row, col, 1, min_int(left, c->cols) - 1,
               role_style(ROLE_BACK, c->caps->depth));
    col += 1 + draw_text(c, row, col + 1, end - col - 1, ROLE_STRONG, forms[form][0]);
    if (h->word)
        draw_cut(c, (struct span){row, col + 1, min_int(word, end - col) - 1}, ROLE_ACCENT,
                 str_text(h->word), h->word->len);
    if (!right || left + right > c->cols) return;
    frame_fill(c->frame, row, end - right, 1, right - 1, role_style(ROLE_BACK, c->caps->depth));
    draw_text(c, row, end - right + 1, right, ROLE_DIM, forms[form][1]);
}
