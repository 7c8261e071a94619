/* The Similarity view: the map at the left, at its right or below it the curve,
 * the figures and the rotation. What does not fit is left out: the rotation
 * first, then the figures, then the curve; the map stays. */
#include "view/similarity/similarity_view.h"

#include "view/similarity/similarity_panels.h"
#include "view/marks/label.h"
#include "view/marks/scroll.h"

#define GAP 2
#define BESIDE_COLS 76     /* from here on the other parts stand beside the map … */
#define BELOW_ROWS 20      /* … else below it, if there are so many rows */
#define CURVE_ROWS_MAX 26
#define CURVE_ROWS_WANTED 7

/* Rows of the parts beside the map, from the top; 0: left out. */
struct aside {
    int row, col, rows, cols;   /* within the body */
    int curve, figures, rotation, gap;
};

struct layout {
    struct map_layout map;
    int map_rows;
    struct aside aside;
};

static int least(int a, int b)
{
    return a < b ? a : b;
}

static void divide(struct aside *s, const struct app *a)
{
    int room = s->rows;
    bool paired = schemes[a->params.scheme].paired;
    if (room >= CURVE_ROWS_WANTED + FIGURES_ROWS)
        s->figures = FIGURES_ROWS;
    room -= s->figures;
    if (room >= CURVE_ROWS_WANTED + ROTATION_ROWS_MIN)
        s->rotation = paired ? ROTATION_ROWS_MIN : 1;
    room -= s->rotation;
    s->curve = room >= DISTANCES_ROWS_MIN ? least(room, CURVE_ROWS_MAX) : 0;
    if (s->rotation < ROTATION_ROWS_MIN || room < CURVE_ROWS_WANTED + 4)
        return;
    s->gap = 1; /* a blank row between the parts; of the rest the blocks get some, two rows each */
    room -= 2;
    int blocks = (room - CURVE_ROWS_WANTED) / 5, most = a->params.d_model / 2 + a->params.d_model % 2 - 1;
    s->rotation += 2 * least(blocks, most);
    s->curve = least(room - 2 * least(blocks, most), CURVE_ROWS_MAX);
}

static struct layout layout(const struct app *a, int rows, int cols)
{
    struct layout l = {.map_rows = rows};
    if (cols >= BESIDE_COLS) {
        int beside = cols >= 110 ? 58 : 40;
        l.map = map_layout(a, rows, cols - beside - 1);
        int col = l.map.cols + (cols - beside - l.map.cols >= GAP ? GAP : 1);
        l.aside = (struct aside){.col = col, .rows = rows, .cols = cols - col - 1};
    } else if (rows >= BELOW_ROWS) {
        l.map_rows = rows * 2 / 5;
        l.map = map_layout(a, l.map_rows, cols);
        int below = l.map_rows + 1;
        l.aside = (struct aside){.row = below, .col = 1, .rows = rows - below, .cols = cols - 1};
    } else {
        l.map = map_layout(a, rows, cols);
    }
    divide(&l.aside, a);
    return l;
}

void similarity_view_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    struct layout l = layout(a, rows, cols);
    out->window.rows = l.map.side;
    out->window.row = scroll_tokens(a, (size_t)l.map.side);
    out->window.dim = a->dim;
    out->window.dims = 1;
    out->no_values = true;
    out->cell_cols = l.map.cell_cols;
    out->list_rows = l.map.side;
    out->list_cols = l.aside.curve ? distances_span(l.aside.cols) : 0;
}

void similarity_view_draw(const struct app *a, const struct canvas *c)
{
    struct layout l = layout(a, c->rows, c->cols);
    struct canvas part = *c;
    part.rows = l.map_rows;
    if (!a->pipeline.count) {
        label_no_tokens(c, c->row, c->col + 1, c->cols - 1);
        return;
    }
    map_draw(a, &part, &l.map);
    part.row = c->row + l.aside.row;
    part.col = c->col + l.aside.col;
    part.cols = l.aside.cols;
    part.rows = l.aside.curve;
    if (l.aside.curve)
        distances_draw(a, &part);
    part.row += l.aside.curve + l.aside.gap;
    part.rows = l.aside.figures;
    if (l.aside.figures)
        figures_draw(a, &part);
    part.row += l.aside.figures + l.aside.gap;
    part.rows = l.aside.rotation;
    if (l.aside.rotation)
        rotation_draw(a, &part);
}
