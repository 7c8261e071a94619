/* The matrix of similarities as a heat map: tokens against tokens. */
#include <stdio.h>

#include "base/num.h"
#include "base/words.h"
#include "view/marks/label.h"
#include "view/marks/heat.h"
#include "view/similarity/similarity_parts.h"

#define LEGEND_COLS 34
#define NAMES_COLS HEAT_NUMBER_COLS /* from this width on columns have names */

/* What is drawn of what is computed: all of it, or without half blocks as much as has room. */
struct pane {
    int first, side; /* entries */
    int cell_cols, cell_rows;
    bool half;
    int row, col; /* of the first cell */
};

static struct pane pane_of(const struct app *a, const struct canvas *c,
                           const struct similarity_map_layout *l)
{
    const struct similarity_model *m = &a->similarity;
    struct pane p = {0,
                     m->side,
                     l->cell_cols,
                     l->cell_rows,
                     l->half,
                     c->row + l->title + l->header,
                     c->col + l->label_cols};
    bool blocks = c->caps->depth >= DEPTH_256 && !c->caps->ascii;
    if (!l->half || blocks) return p;
    p.half = false;
    p.cell_cols = min_int(2, max_int(l->room / min_int(m->side, l->lines), 1));
    p.side = min_int(m->side, min_int(l->lines, l->room / p.cell_cols));
    p.first = (int)scroll_to(0, a->token - a->shown.window.row, (size_t)m->side, (size_t)p.side);
    return p;
}

/* Where the legend is left out, the full scale stands here. */
static void draw_title(const struct app *a, const struct canvas *c, const struct pane *p,
                       bool legend)
{
    const struct similarity_model *m = &a->similarity;
    const char *name = similarity_matrix_name(a->similarity.matrix);
    bool wrong = schemes[a->params.scheme].mistake && m->matrix != SIMILARITY_E;
    char product[24], title[32], kind[24];
    snprintf(product, sizeof product, c->caps->ascii ? "%s %s^T" : "%s·%sᵀ", name, name);
    snprintf(title, sizeof title, wrong ? _("WRONG %s") : "%s", product);
    if (legend)
        snprintf(kind, sizeof kind, m->dot ? _("dot product") : _("cosine"));
    else
        snprintf(kind, sizeof kind, c->caps->ascii ? "%s +-%.3g" : "%s ±%.3g",
                 m->dot ? _("dot") : _("cosine"), m->full);
    unsigned long long from = label_position(a, a->shown.window.row + (size_t)p->first);
    unsigned long long to = from + (unsigned long long)max_int(p->side - 1, 0);
    struct parts line = {.gap = 2};
    parts_add(&line, wrong ? ROLE_WARN : ROLE_STRONG, "%s", title);
    parts_add(&line, ROLE_STRONG, "%s", kind);
    parts_add(&line, ROLE_DIM, _("positions %llu … %llu"), from, to);
    parts_brief(&line, "%llu … %llu", from, to);
    parts_draw(c, (struct span){c->row, c->col + 1, c->cols - 1}, &line);
    int name_cols = draw_width(c, title);
    link_action(a, c, c->row, c->col, 1 + name_cols, "similarity-matrix");
    int kind_col = 3 + name_cols;
    link_action(a, c, c->row, c->col + kind_col, min_int(draw_width(c, kind), c->cols - kind_col),
                "similarity-dot");
}

/* Above the columns: names where they are wide enough, else positions where they
 * find room; the shifted one, which the brackets stand under, before the others. */
static void draw_header(const struct app *a, const struct canvas *c, const struct pane *p,
                        int bracket)
{
    size_t first = a->shown.window.row + (size_t)p->first;
    int row = p->row - 1, free_from = p->col, end = c->col + c->cols;
    bool names = p->cell_cols >= NAMES_COLS;
    for (int j = 0; j < p->side; j++) {
        int col = p->col + j * p->cell_cols;
        size_t i = first + (size_t)j;
        enum role role = j == bracket ? ROLE_ACCENT : ROLE_DIM;
        struct str text = STR_EMPTY;
        if (names && i < a->pipeline.count)
            label_token(a, i, &text);
        else
            str_addf(&text, "%llu", label_position(a, i));
        int width = names ? p->cell_cols - 1 : draw_width(c, str_text(&text));
        int bracket_col = p->col + bracket * p->cell_cols;
        bool clear = j >= bracket || bracket < 0 || col + width < bracket_col;
        bool due = names || j == bracket || pipeline_position(&a->pipeline, i) % 5 == 0;
        if (due && clear && col >= free_from && col + width <= end) {
            draw_cut(c, (struct span){row, col, width}, role, str_text(&text), text.len);
            free_from = col + width + 1;
        }
        str_free(&text);
    }
}

/* What stands before a row of the map. After the text's end there is a position, but no token. */
static void draw_label(const struct app *a, const struct canvas *c,
                       const struct similarity_map_layout *l, size_t i, int row)
{
    bool selected = i == a->token, in_text = i < a->pipeline.count;
    char position[24];
    if (selected)
        frame_fill(c->frame, row, c->col, 1, l->label_cols - 1,
                   role_style(ROLE_ROW, c->caps->depth));
    snprintf(position, sizeof position, "%*llu", l->position_cols, label_position(a, i));
    draw_text(c, row, c->col + 1, l->position_cols, selected ? ROLE_ROW_ACCENT : ROLE_DIM,
              position);
    const struct span at = {row, c->col + l->position_cols + 2, l->token_cols};
    if (in_text)
        label_token_draw(a, c, at, label_token_role(selected, pipeline_is_new(&a->pipeline, i)), i);
}

/* Cells of several rows have their numbers in the middle one. */
static void draw_cells(const struct app *a, const struct canvas *c, const struct pane *p, int row,
                       int i, int bracket)
{
    const struct similarity_model *m = &a->similarity;
    bool selected = (size_t)i == a->token - a->shown.window.row;
    int middle = (p->cell_rows - 1) / 2;
    for (int r = 0; r < p->cell_rows; r++) {
        const struct heat_row h = {.col = p->col,
                                   .width = p->cell_cols,
                                   .full = m->full,
                                   .selected = selected && r == middle ? bracket : -1,
                                   .doubles = true,
                                   .bare = r != middle || p->cell_cols < HEAT_NUMBER_COLS};
        if (r == middle || p->cell_cols < HEAT_NUMBER_COLS || c->caps->depth >= DEPTH_256)
            heat_row(c->frame, row + r, &h, m->map + (ptrdiff_t)i * m->side + p->first, p->side,
                     c->caps);
    }
}

/* Two entries above each other in one character; a mark takes the whole of it. */
static void draw_halves(const struct app *a, const struct canvas *c, const struct pane *p, int i,
                        int bracket)
{
    const struct similarity_model *m = &a->similarity;
    int selected = (int)(a->token - a->shown.window.row);
    bool marked = selected == i || selected == i + 1;
    const struct heat_row h = {.col = p->col,
                               .width = 1,
                               .full = m->full,
                               .doubles = true,
                               .selected = marked ? bracket : -1,
                               .alone = i + 1 >= p->side,
                               .lower = selected == i + 1};
    heat_halves(c->frame, p->row + i / 2, &h, m->map + (ptrdiff_t)i * m->side, p->side, c->caps);
}

static void draw_rows(const struct app *a, const struct canvas *c,
                      const struct similarity_map_layout *l, const struct pane *p, int bracket)
{
    int selected = (int)(a->token - a->shown.window.row);
    for (int r = 0; r < p->side; r++) {
        int i = p->first + r, row = p->row + (p->half ? r / 2 : r * p->cell_rows);
        size_t token = a->shown.window.row + (size_t)i;
        bool lower = p->half && r % 2;
        if (!lower || i == selected) {
            draw_label(a, c, l, token, row + (p->cell_rows - 1) / 2);
            if (token < a->pipeline.count)
                link_token(c, (struct area){row, c->col, p->cell_rows, c->cols}, token);
        }
        if (p->half && !lower) draw_halves(a, c, p, r, bracket);
        if (!p->half) draw_cells(a, c, p, row, i, bracket);
    }
}

void similarity_map_draw(const struct app *a, const struct canvas *c,
                         const struct similarity_map_layout *l)
{
    const struct similarity_model *m = &a->similarity;
    struct canvas own = *c;
    own.cols = min_int(l->cols, c->cols);
    if (m->side < 1) return;
    struct pane p = pane_of(a, &own, l);
    int64_t shifted =
        (int64_t)a->token + (int64_t)m->shift - (int64_t)a->shown.window.row - p.first;
    int bracket = shifted < p.side ? (int)shifted : -1;
    if (l->title) draw_title(a, &own, &p, l->legend);
    if (l->header) draw_header(a, &own, &p, bracket);
    draw_rows(a, &own, l, &p, bracket);
    int legend = max_int(min_int(p.side * p.cell_cols, LEGEND_COLS), 12);
    int used = p.half ? (p.side + 1) / 2 : p.side * p.cell_rows;
    if (l->legend) heat_legend(c->frame, p.row + used, p.col, legend, m->full, c->caps);
}
