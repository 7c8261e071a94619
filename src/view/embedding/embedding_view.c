#include "view/embedding/embedding_view.h"

#include "base/safe.h"
#include "view/embedding/embedding_parts.h"
#include "view/marks/rows.h"
#include "view/marks/scroll.h"

#define TOKENS_MIN 8      /* lines of tokens before the panels are given any room below them */
#define TOKENS_STEP 4     /* the bars grow by so many lines at a time, lest every word typed moves the rest */
#define BELOW_ROWS_MIN 14 /* panels of fewer rows stand at the right of the bars */
#define BELOW_ROWS 17     /* what the panels below take from a long text */
#define ASIDE_COLS_MIN 31
#define CELLS_COLS_MIN 14 /* of the bars beside them */
#define BOTH_COLS_MIN 64  /* columns for both panels next to each other */
#define GAP 3
#define TITLE_COLS 24    /* of the bars, where they are narrower */
#define WORD_COLS_MAX 14
#define CODE_LINE 0x2500  /* ─ */

struct area {
    int row, col, rows, cols; /* within the body; rows 0: left out */
};

/* What is left out where there is no room: the map first, then the lists. */
struct layout {
    struct embedding_bars bars;
    struct area map, lists;
};

static int most(int a, int b)
{
    return a > b ? a : b;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Lines that the text's tokens would take. */
static int lines_wanted(const struct app *a)
{
    size_t count = a->pipeline.count;
    int lines = count > 1000 ? 1000 : (int)count;
    lines = a->embedding.half ? (lines + 1) / 2 : lines;
    return most((lines + TOKENS_STEP - 1) / TOKENS_STEP * TOKENS_STEP, TOKENS_MIN);
}

/* The bars in so many columns: position and name as in the Pipeline's table, without the index. */
static struct embedding_bars bars_layout(const struct app *a, int cols, int room_cols)
{
    struct rows_layout table = rows_layout(a, cols);
    struct embedding_bars l = {.position_col = table.position_col, .position_cols = table.position_cols,
                               .token_col = table.token_col, .token_cols = table.token_cols,
                               .half = a->embedding.half};
    l.cells_col = l.token_col + (l.token_cols + 1) * (l.half ? 2 : 1);
    int room = most(room_cols - l.cells_col, 1), d = a->params.d_model;
    int fits = least(most(room / d, 1), ZOOM_MAX);
    l.cell_cols = least(l.half ? 1 : a->zoom ? a->zoom : fits, room);
    l.dims = least(d, room / l.cell_cols);
    l.title_cols = most(l.dims * l.cell_cols, least(TITLE_COLS, room));
    return l;
}

static void place_below(struct layout *l, const struct app *a, int rows, int cols)
{
    l->bars = bars_layout(a, cols, cols - 1);
    l->bars.lines = least(lines_wanted(a), rows - 3 - BELOW_ROWS_MIN);
    if (rows >= 3 + BELOW_ROWS + 2 * TOKENS_MIN)
        l->bars.lines = least(lines_wanted(a), rows - 3 - BELOW_ROWS);
    int row = l->bars.lines + 3, half = cols / 2 - 1;
    bool both = cols >= BOTH_COLS_MIN;
    if (both)
        l->map = (struct area){row, 1, rows - row, half - 1};
    int col = both ? half + 2 : 1;
    l->lists = (struct area){row, col, rows - row, cols - col - 1};
}

static void place_aside(struct layout *l, const struct app *a, int rows, int cols)
{
    l->bars = bars_layout(a, cols, least(cols * 3 / 5, cols - ASIDE_COLS_MIN - GAP - 1));
    l->bars.lines = rows - 2;
    int col = l->bars.cells_col + l->bars.title_cols + GAP, map = rows / 2;
    map = map < EMBEDDING_MAP_ROWS_MIN ? 0 : map;
    l->map = (struct area){0, col, map, cols - col - 1};
    l->lists = (struct area){map, col, rows - map, cols - col - 1};
}

static struct layout divide(const struct app *a, int rows, int cols)
{
    struct layout l = {.bars = bars_layout(a, cols, cols - 1)};
    bool aside = cols - l.bars.cells_col >= CELLS_COLS_MIN + GAP + ASIDE_COLS_MIN + 1;
    if (rows - 3 - least(lines_wanted(a), TOKENS_MIN + TOKENS_STEP) >= BELOW_ROWS_MIN)
        place_below(&l, a, rows, cols);
    else if (aside && rows >= EMBEDDING_LISTS_ROWS_MIN)
        place_aside(&l, a, rows, cols);
    l.bars.head = rows > 4 ? 2 : rows > 1 ? 1 : 0;
    if (!l.lists.rows)
        l.bars.lines = most(rows - l.bars.head, 0);
    return l;
}

void embedding_view_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    struct layout l = divide(a, rows, cols);
    size_t visible = (size_t)l.bars.lines * (l.bars.half ? 2 : 1);
    out->window.rows = (int)visible;
    out->window.row = scroll_tokens(a, visible);
    if (l.bars.half && out->window.row % 2 == 1) /* the same two tokens share a line wherever it stands */
        out->window.row += a->token > out->window.row ? 1u : (size_t)-1;
    out->window.dims = l.bars.dims;
    out->window.dim = scroll_dims(a, l.bars.dims);
    out->cell_cols = l.bars.cell_cols;
    out->list_rows = l.lists.rows;
    out->list_cols = l.map.rows ? l.map.cols : 0;
}

static struct canvas part_of(const struct canvas *c, const struct area *area)
{
    return (struct canvas){c->frame, c->caps, c->row + area->row, c->col + area->col, area->rows, area->cols};
}

void embedding_view_draw(const struct app *a, const struct canvas *c)
{
    struct layout l = divide(a, c->rows, c->cols);
    embedding_bars_draw(a, c, &l.bars);
    struct canvas map = part_of(c, &l.map), lists = part_of(c, &l.lists);
    if (map.rows)
        embedding_map_draw(a, &map);
    if (lists.rows)
        embedding_lists_draw(a, &lists);
}

void embedding_heading_draw(const struct canvas *c, int row, const struct embedding_heading *h)
{
    const char *const forms[][2] = {
        {h->title, h->aside}, {h->title, h->aside_brief}, {h->brief, h->aside}, {h->brief, h->aside_brief}};
    int word = h->word ? safe_width(str_text(h->word), h->word->len, c->caps->ascii) : 0;
    word = h->word ? least(word, WORD_COLS_MAX) + 1 : 0;
    int form = -1, left, right;
    do {
        form++;
        left = draw_width(c, forms[form][0]) + word + 3;
        right = *forms[form][1] ? draw_width(c, forms[form][1]) + 3 : 0;
    } while (left + right > c->cols && form < 3);
    struct style line = role_style(ROLE_LINE, c->caps->depth);
    frame_repeat(c->frame, row, c->col, c->cols, line, c->caps->ascii ? '-' : CODE_LINE);
    int col = c->col + 1, end = c->col + c->cols;
    frame_fill(c->frame, row, col, 1, least(left, c->cols) - 1, role_style(ROLE_BACK, c->caps->depth));
    col += 1 + draw_text(c, row, col + 1, end - col - 1, ROLE_STRONG, forms[form][0]);
    if (h->word)
        draw_cut(c, row, col + 1, least(word, end - col) - 1, ROLE_ACCENT, str_text(h->word), h->word->len);
    if (!right || left + right > c->cols)
        return;
    frame_fill(c->frame, row, end - right, 1, right - 1, role_style(ROLE_BACK, c->caps->depth));
    draw_text(c, row, end - right + 1, right, ROLE_DIM, forms[form][1]);
}
