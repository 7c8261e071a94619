#include "view/similarity/similarity_parts.h"

#include "app/views/similarity.h"
#include "base/num.h"
#include "view/marks/heat.h"

#define CELL_ROWS_MAX 4
#define TITLE_COLS 34 /* what stands above the map has room, however few tokens there are */
#define GAP 2
#define BESIDE_COLS 76 /* from here on the other parts stand beside the map */
#define BELOW_ROWS 20  /* on a narrower body of this many rows they stand below it */
#define CURVE_ROWS_MIN 5
#define CURVE_ROWS_MAX 26
#define CURVE_ROWS_GOOD 10 /* seven rows of curve, which the other parts give rows for */
#define FIGURES_FROM 12    /* rows from which on there are figures */
#define FIGURES_ROWS 5
#define FIGURES_ROWS_MIN 3  /* a heading and the two other places */
#define ROTATION_ROWS 4     /* a heading, a block, the largest residual */
#define ROTATION_ROWS_MIN 3 /* the same without that */

/* As wide as the cells can be, and near to square: a row is as high as two columns are wide. */
static int cell_width(const struct app *a, const struct similarity_map_layout *l)
{
    int tokens =
        a->pipeline.count > SIMILARITY_SIDE_MAX ? SIMILARITY_SIDE_MAX : (int)a->pipeline.count;
    tokens = max_int(tokens, 1);
    if (a->zoom) return min_int(a->zoom, l->room);
    if (tokens > l->lines || 2 * tokens > l->room) return 1;
    if (similarity_runs_on(a)) return 2;
    int fits = l->room / tokens;
    if (fits >= HEAT_NUMBER_COLS) return min_int(fits, HEAT_CELL_MAX);
    return min_int(fits, 2 * (l->lines / tokens));
}

static struct similarity_map_layout fit_map(const struct app *a, int rows, int cols)
{
    const struct pipeline *p = &a->pipeline;
    struct similarity_map_layout l = {.title = rows > 1, .legend = rows >= 8, .header = rows >= 10};
    l.lines = max_int(rows - l.title - l.legend - l.header, 1);
    l.position_cols = max_int(2, digit_count(pipeline_position(p, p->count + SIMILARITY_SIDE_MAX)));
    if (similarity_runs_on(a) || p->count > 99 || p->params.offset)
        l.position_cols = max_int(l.position_cols, 3);
    l.token_cols = cols >= 130 ? 14 : cols >= 36 ? 7 : 5;
    l.label_cols = 1 + l.position_cols + 1 + l.token_cols + 1;
    l.room = max_int(cols - l.label_cols, 1);
    l.cell_cols = cell_width(a, &l);
    l.half = l.cell_cols == 1;
    l.side = min_int(l.room / l.cell_cols, l.half ? 2 * l.lines : l.lines);
    l.side = max_int(min_int(l.side, similarity_side_max(a)), 1);
    bool tokens_only = !similarity_runs_on(a) && p->count < (size_t)l.side;
    int entries = tokens_only ? max_int((int)p->count, 1) : l.side;
    l.cell_rows =
        l.half ? 1
               : max_int(1, min_int(min_int(l.cell_cols / 2, l.lines / entries), CELL_ROWS_MAX));
    l.cols = max_int(l.label_cols + entries * l.cell_cols, min_int(TITLE_COLS, cols));
    return l;
}

/* The largest distance that a curve of that many columns shows. */
static int curve_span(int cols)
{
    int room = cols - SIMILARITY_AXIS_COLS - 2;
    room = room < SIMILARITY_SPAN_MAX ? room : SIMILARITY_SPAN_MAX;
    return room > SIMILARITY_SPAN_MIN ? room : SIMILARITY_SPAN_MIN;
}

/* Each part its fewest rows, then the curve those it wants, the figures theirs, the rotation its.
 * The rotation, which is one of P, first gives way where the map is of E or X. */
static void divide(struct similarity_aside *s, const struct app *a)
{
    int room = s->rows;
    bool paired = schemes[a->params.scheme].paired;
    bool of_p = a->similarity.matrix == SIMILARITY_P;
    int rotation = paired && of_p ? ROTATION_ROWS_MIN : 1;
    s->figures = room >= FIGURES_FROM ? FIGURES_ROWS_MIN : 0;
    if (room >= CURVE_ROWS_GOOD + FIGURES_ROWS_MIN + ROTATION_ROWS_MIN) s->rotation = rotation;
    int spare = max_int(room - CURVE_ROWS_GOOD - s->figures - s->rotation, 0);
    if (s->figures) s->figures += min_int(spare, FIGURES_ROWS - FIGURES_ROWS_MIN);
    spare = room - CURVE_ROWS_GOOD - s->figures - s->rotation;
    if (s->rotation && paired && spare >= ROTATION_ROWS - s->rotation) s->rotation = ROTATION_ROWS;
    room -= s->figures + s->rotation;
    s->curve = room >= CURVE_ROWS_MIN ? min_int(room, CURVE_ROWS_MAX) : 0;
    if (s->rotation < ROTATION_ROWS || room < CURVE_ROWS_GOOD + 2) return;
    s->gap = 1; /* a blank row between the parts; of the rest the blocks get some, two rows each */
    room -= 2;
    int others = (a->params.d_model + 1) / 2 - 1; /* pairs besides the selected one */
    int blocks = min_int((room - CURVE_ROWS_GOOD) / 5, others);
    s->rotation += 2 * blocks;
    s->curve = min_int(room - 2 * blocks, CURVE_ROWS_MAX);
}

struct similarity_layout similarity_layout(const struct app *a, int rows, int cols)
{
    struct similarity_layout l = {.map_rows = rows};
    if (cols >= BESIDE_COLS) {
        int beside = cols >= 110 ? 58 : 40;
        l.map = fit_map(a, rows, cols - beside - 1);
        int col = l.map.cols + (cols - beside - l.map.cols >= GAP ? GAP : 1);
        l.aside = (struct similarity_aside){.col = col, .rows = rows, .cols = cols - col - 1};
    } else if (rows >= BELOW_ROWS) {
        l.map_rows = rows * 2 / 5;
        l.map = fit_map(a, l.map_rows, cols);
        int below = l.map_rows + 1;
        l.aside = (struct similarity_aside){
            .row = below, .col = 1, .rows = rows - below, .cols = cols - 1};
    } else {
        l.map = fit_map(a, rows, cols);
    }
    divide(&l.aside, a);
    l.span = l.aside.curve ? curve_span(l.aside.cols) : 0;
    return l;
}

const char *similarity_matrix_name(enum similarity_matrix matrix)
{
    static const char *const names[] = {
        [SIMILARITY_P] = "P", [SIMILARITY_E] = "E", [SIMILARITY_X] = "X"};
    return names[matrix];
}

const char *similarity_shift_mark(const struct canvas *c)
{
    return c->caps->ascii ? "#" : "◆";
}
