#include "view/embedding/embedding_parts.h"

#include "base/num.h"
#include "view/marks/rows.h"

#define TOKENS_MIN 8  /* lines of tokens before the panels are given any room below them */
#define TOKENS_STEP 4 /* the bars grow by steps of lines: not every word typed moves the rest */
#define MAP_ROWS_MIN 6
#define LISTS_ROWS_MIN 3
#define BELOW_ROWS_MIN 14 /* panels of fewer rows stand at the right of the bars */
#define BELOW_ROWS 17     /* what the panels below take from a long text */
#define ASIDE_COLS_MIN 31
#define CELLS_COLS_MIN 14 /* of the bars beside them */
#define BOTH_COLS_MIN 64  /* columns for both panels next to each other */
#define GAP 3
#define TITLE_COLS 24 /* of the bars, where they are narrower */

/* Lines that the text's tokens would take. */
static int lines_wanted(const struct app *a)
{
    size_t count = a->pipeline.count;
    int lines = count > 1000 ? 1000 : (int)count;
    lines = a->embedding.half ? (lines + 1) / 2 : lines;
    return max_int((lines + TOKENS_STEP - 1) / TOKENS_STEP * TOKENS_STEP, TOKENS_MIN);
}

/* The bars in that many columns: position and name as in the Pipeline's table, no index. */
static struct embedding_bars bars_layout(const struct app *a, int cols, int room_cols)
{
    struct rows_layout table = rows_layout(a, cols);
    struct embedding_bars l = {.position_col = table.position_col,
                               .position_cols = table.position_cols,
                               .token_col = table.token_col,
                               .token_cols = table.token_cols,
                               .half = a->embedding.half};
    l.cells_col = l.token_col + (l.token_cols + 1) * (l.half ? 2 : 1);
    int room = max_int(room_cols - l.cells_col, 1), d = a->params.d_model;
    int fits = min_int(max_int(room / d, 1), ZOOM_MAX);
    l.cell_cols = min_int(l.half ? 1 : a->zoom ? a->zoom : fits, room);
    l.dims = min_int(d, room / l.cell_cols);
    l.title_cols = max_int(l.dims * l.cell_cols, min_int(TITLE_COLS, room));
    return l;
}

static void place_below(struct embedding_layout *l, const struct app *a, int rows, int cols)
{
    l->bars = bars_layout(a, cols, cols - 1);
    l->bars.lines = min_int(lines_wanted(a), rows - 3 - BELOW_ROWS_MIN);
    if (rows >= 3 + BELOW_ROWS + 2 * TOKENS_MIN)
        l->bars.lines = min_int(lines_wanted(a), rows - 3 - BELOW_ROWS);
    int row = l->bars.lines + 3, half = cols / 2 - 1;
    bool both = cols >= BOTH_COLS_MIN;
    if (both) l->map = (struct area){row, 1, rows - row, half - 1};
    int col = both ? half + 2 : 1;
    l->lists = (struct area){row, col, rows - row, cols - col - 1};
}

static void place_aside(struct embedding_layout *l, const struct app *a, int rows, int cols)
{
    l->bars = bars_layout(a, cols, min_int(cols * 3 / 5, cols - ASIDE_COLS_MIN - GAP - 1));
    l->bars.lines = rows - 2;
    int col = l->bars.cells_col + l->bars.title_cols + GAP, map = rows / 2;
    map = map < MAP_ROWS_MIN ? 0 : map;
    l->map = (struct area){0, col, map, cols - col - 1};
    l->lists = (struct area){map, col, rows - map, cols - col - 1};
}

struct embedding_layout embedding_layout(const struct app *a, int rows, int cols)
{
    struct embedding_layout l = {.bars = bars_layout(a, cols, cols - 1)};
    bool aside = cols - l.bars.cells_col >= CELLS_COLS_MIN + GAP + ASIDE_COLS_MIN + 1;
    if (rows - 3 - min_int(lines_wanted(a), TOKENS_MIN + TOKENS_STEP) >= BELOW_ROWS_MIN)
        place_below(&l, a, rows, cols);
    else if (aside && rows >= LISTS_ROWS_MIN)
        place_aside(&l, a, rows, cols);
    l.bars.head = rows > 4 ? 2 : rows > 1 ? 1 : 0;
    if (!l.lists.rows) l.bars.lines = max_int(rows - l.bars.head, 0);
    return l;
}
