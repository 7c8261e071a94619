#include "view/pipeline/transposed.h"

#include <stdio.h>

#include "app/state/scale.h"
#include "base/num.h"
#include "base/words.h"
#include "view/marks/heat.h"
#include "view/marks/label.h"
#include "view/marks/wave.h"

#define AXIS_COLS 6     /* "pos ->" */
#define WAVE_COLS 4     /* " cos" */
#define WORD_COLS_MIN 4 /* a word cut shorter than this says nothing */

static int head_rows(const struct canvas *c)
{
    return c->rows > 3 ? 3 : 2;
}

/* The rows of X = [E, P] are those of E, then those of P: it has no panel of its own. */
static bool is_joined(const struct app *a)
{
    return a->pipeline.params.join == JOIN_CONCATENATE;
}

struct rows_layout transposed_layout(const struct app *a, int cols)
{
    size_t count = a->pipeline.count;
    struct rows_layout l = {.position_col = cols < 40 ? 0 : 1};
    int digits = digit_count((uint64_t)a->params.d_model - 1);
    l.left_cols = l.position_col + max_int(AXIS_COLS, digits + WAVE_COLS) + 1;
    l.dims = rows_fit(a, cols, clamp_int((int64_t)count, 1, SHELF_COLS), &l);
    if (is_joined(a) && l.panel_count > 1)
        l.panel_count--; /* X, the last one: its place stays, for words */
    else if (is_joined(a))
        l.panels[0] = PANEL_E;
    return l;
}

struct window transposed_window(const struct app *a, const struct canvas *c)
{
    int tokens = transposed_layout(a, c->cols).dims;
    int dims = clamp_int((int64_t)c->rows - head_rows(c), 1, a->params.d_model);
    return (struct window){.row = scroll_tokens(a, (size_t)tokens),
                           .rows = tokens,
                           .dim = scroll_dims(a, dims),
                           .dims = dims,
                           .selected = a->token};
}

/* ---- headings ---- */

/* One panel's part of the headings. */
struct heading {
    const struct app *app;
    const struct canvas *canvas;
    enum panel panel;
    int col, cell_cols;
    struct shelf positions, words;
};

/* Which dimensions show stands at the title's right, where not all do. */
static void draw_title(const struct heading *h)
{
    const struct canvas *c = h->canvas;
    const struct window *w = &h->app->pipeline.rows.window;
    int cols = max_int(min_int(w->rows * h->cell_cols, c->col + c->cols - h->col), 1);
    char range[48];
    label_dims(w->dim, w->dims, h->app->params.d_model, range);
    int width = range[0] ? 2 + draw_width(c, range) : 0;
    int taken =
        rows_title_draw(h->app, c, (struct span){c->row, h->col, cols}, h->panel, width, false);
    if (width && taken + width <= cols)
        draw_text(c, c->row, h->col + cols - width + 2, width, ROLE_DIM, range);
}

/* The column that stands for the window's token r, counted from the panel's first. */
static int token_col(const struct heading *h, int r)
{
    return r * h->cell_cols + (h->cell_cols - 1) / 2;
}

/* Token r's position, or what happened to it since the last keystroke. */
static void draw_position(struct heading *h, int r, bool selected)
{
    const struct app *a = h->app;
    struct shelf *s = &h->positions;
    uint64_t position = pipeline_position(&a->pipeline, a->pipeline.rows.window.row + (size_t)r);
    if (selected) {
        const struct span of = {s->row, s->col, s->cols};
        int from = label_mark(h->canvas, of, token_col(h, r), position);
        for (int k = 0; k <= digit_count(position) && from + k < s->cols; k++)
            s->taken[from + k] = true;
        return;
    }
    const char *mark = a->marks ? rows_change_mark(a->pipeline.rows.change[r], h->panel) : "";
    char text[24];
    int n = snprintf(text, sizeof text, "%llu", (unsigned long long)position);
    struct shelf_label label = {.col = s->col + token_col(h, r),
                                .role = *mark ? ROLE_ACCENT : ROLE_DIM,
                                .text = *mark ? mark : text,
                                .n = (size_t)n};
    shelf_put(s, h->canvas, &label);
}

static void draw_word(struct heading *h, int r, bool selected)
{
    size_t i = h->app->pipeline.rows.window.row + (size_t)r;
    struct str word = STR_EMPTY;
    label_token(h->app, i, &word);
    enum role role = pipeline_is_new(&h->app->pipeline, i) ? ROLE_NEW : ROLE_TEXT;
    struct shelf_label label = {.col = h->words.col + token_col(h, r),
                                .role = selected ? ROLE_ACCENT : role,
                                .text = str_text(&word),
                                .n = word.len,
                                .min_cols = WORD_COLS_MIN,
                                .first = selected};
    shelf_put(&h->words, h->canvas, &label);
    str_free(&word);
}

static void draw_head(struct heading *h, int r, bool selected)
{
    if (h->canvas->rows > 1) draw_position(h, r, selected);
    if (head_rows(h->canvas) > 2) draw_word(h, r, selected);
}

/* The selected token first: the others' numbers and words stand where it leaves room. */
static void draw_heading(const struct app *a, const struct canvas *c, const struct rows_layout *l,
                         int j)
{
    const struct window *w = &a->pipeline.rows.window;
    int col = c->col + l->panel_col[j], cols = w->rows * l->cell_cols;
    struct heading h = {.app = a,
                        .canvas = c,
                        .panel = l->panels[j],
                        .col = col,
                        .cell_cols = l->cell_cols,
                        .positions = {.row = c->row + 1, .col = col, .cols = cols},
                        .words = {.row = c->row + 2, .col = col, .cols = cols}};
    draw_title(&h);
    int64_t selected = (int64_t)a->token - (int64_t)w->row;
    if (selected >= 0 && selected < w->rows) draw_head(&h, (int)selected, true);
    for (int r = 0; r < w->rows; r++)
        if (r != selected) draw_head(&h, r, false);
    const struct target token = {.kind = TARGET_TOKEN, .token = (int64_t)w->row};
    frame_add_hit(c->frame, (struct hit){c->row + 1, col, min_int(head_rows(c), c->rows) - 1, cols,
                                         token, 0, l->cell_cols, true});
}

/* In the place of X = [E, P]. */
static void draw_joined(const struct app *a, const struct canvas *c, const struct rows_layout *l)
{
    int col = l->panel_col[l->panel_count], cols = c->cols - col, d = a->params.d_model;
    if (!col || cols < 1) return; /* no panel had room but one */
    const struct span title = {c->row, c->col + col, cols};
    char text[64];
    rows_title_draw(a, c, title, PANEL_X, 0, false);
    snprintf(text, sizeof text, _("= these dims of E, then"));
    if (c->rows > 1) draw_text(c, c->row + 1, title.col, cols, ROLE_DIM, text);
    snprintf(text, sizeof text, _("those of P as %d…%d"), d, 2 * d - 1);
    if (c->rows > 2) draw_text(c, c->row + 2, title.col, cols, ROLE_DIM, text);
}

static void draw_axes(const struct canvas *c, const struct rows_layout *l)
{
    int col = c->col + l->position_col, cols = l->left_cols - l->position_col;
    draw_text(c, c->row, col, cols, ROLE_DIM, _("dim ↓"));
    if (c->rows > 1) draw_text(c, c->row + 1, col, cols, ROLE_DIM, _("pos →"));
}

/* ---- the dimensions ---- */

/* "2 sin"; of schemes that are no pairs of waves the number alone. */
static void draw_label(const struct app *a, const struct canvas *c, const struct rows_layout *l,
                       int row, int dim)
{
    bool selected = dim == a->dim, cosine = false;
    int digits = digit_count((uint64_t)a->params.d_model - 1), col = c->col + l->position_col;
    char text[24];
    if (selected)
        frame_fill(c->frame, row, c->col, 1, l->left_cols - 1,
                   role_style(ROLE_ROW, c->caps->depth));
    snprintf(text, sizeof text, "%d", dim);
    draw_right(c, row, col, digits, selected ? ROLE_ROW_ACCENT : ROLE_DIM, text);
    if (!schemes[a->pipeline.params.scheme].paired) return;
    posenc_pair(&a->pipeline.waves, dim, &cosine);
    enum role role = selected ? ROLE_ROW_ACCENT : cosine ? ROLE_COS : ROLE_SIN;
    draw_text(c, row, col + digits + 1, WAVE_COLS, role, cosine ? "cos" : "sin");
}

/* Dimension k of the window of all tokens in sight. */
static void draw_cells(const struct app *a, const struct canvas *c, const struct rows_layout *l,
                       int row, int k)
{
    const struct window *w = &a->pipeline.rows.window;
    bool selected = w->dim + k == a->dim && a->token >= w->row;
    for (int j = 0; j < l->panel_count; j++) {
        const float *values = rows_values(a, l->panels[j]);
        float across[SHELF_COLS];
        for (int r = 0; r < w->rows; r++)
            across[r] = values[(size_t)r * (size_t)w->dims + (size_t)k];
        const struct heat_row h = {
            .col = c->col + l->panel_col[j],
            .width = l->cell_cols,
            .selected = selected ? clamp_int((int64_t)(a->token - w->row), 0, SHELF_COLS) : -1,
            .full = scale_full(a)};
        heat_row(c->frame, row, &h, across, w->rows, c->caps);
    }
}

static void draw_operators(const struct canvas *c, const struct rows_layout *l, int row)
{
    static const char *const signs[PANEL_COUNT] = {"", "+", "="};
    for (int j = 1; j < l->panel_count && l->panel_count == PANEL_COUNT; j++)
        draw_text(c, row, c->col + l->panel_col[j] - 2, 1, ROLE_ACCENT, signs[j]);
}

void transposed_draw(const struct app *a, const struct canvas *c)
{
    struct rows_layout l = transposed_layout(a, c->cols);
    const struct window *w = &a->pipeline.rows.window;
    int top = c->row + head_rows(c), shown = max_int(min_int(w->dims, c->rows - head_rows(c)), 0);
    draw_axes(c, &l);
    for (int k = 0; k < shown; k++) {
        draw_label(a, c, &l, top + k, w->dim + k);
        draw_cells(a, c, &l, top + k, k);
        link_dims(c, (struct area){top + k, c->col, 1, l.left_cols}, w->dim + k, 0);
    }
    for (int j = 0; j < l.panel_count; j++) {
        int col = c->col + l.panel_col[j];
        draw_heading(a, c, &l, j);
        link_cells_transposed(c, (struct area){top, col, shown, w->rows * l.cell_cols}, w->row,
                              w->dim, l.cell_cols);
    }
    if (is_joined(a)) draw_joined(a, c, &l);
    if (!a->pipeline.count)
        label_no_tokens(c, top, c->col + l.left_cols, c->cols - l.left_cols);
    else if (shown)
        draw_operators(c, &l, top + (shown - 1) / 2);
}

void transposed_scale_draw(const struct app *a, const struct canvas *c)
{
    struct rows_layout l = transposed_layout(a, c->cols);
    const struct span at = {c->row + 2, c->col + 1, l.left_cols - 2};
    if (head_rows(c) > 2) rows_legend_draw(a, c, at, rows_panels(&l));
}
