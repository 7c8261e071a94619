/* The Pipeline view: the tokens' table with the panels E + P = X, the gauges,
 * and the waves of the selected pair. */
#include "view/views.h"

#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/words.h"
#include "view/marks/label.h"
#include "view/marks/rows.h"
#include "view/marks/wave.h"
#include "view/pipeline/transposed.h"

#define HEAD_ROWS 2      /* headings and the dimension marker */
#define TOKENS_MIN 8     /* rows of a short text's table, which more words leave as it is */
#define TOKENS_KEPT 6    /* where rows are few */
#define TOKENS_ENOUGH 10 /* a table cut to fewer rows than these is not worth the waves */
#define TOKENS_STEP 4    /* the table grows by these rows, so that not every word moves the rest */
#define GAUGE_ROWS 2     /* a blank row and the line */
#define PLOT_ROWS 7 /* in fewer no wave can be read; always odd, so that zero is in the middle */
#define WAVES_ROWS (PLOT_ROWS + 2)     /* the title and the words */
#define AXIS_COLS (1 + WAVE_AXIS_COLS) /* "│   +1╴" before the curve */
#define SPAN_MIN 8                     /* positions that a short sentence is drawn over */
#define MARK_COLS_MIN 2
#define WORD_COLS_MIN 4 /* a word cut shorter than this says nothing */

/* ---- the waves of the selected pair over the positions in sight ---- */

struct waves_panel {
    const struct canvas *canvas;
    const struct app *app;
    struct wave wave[2];
    int count;
    struct wave_axis axis;
    struct curve_area area;
};

static bool is_boxed(const struct canvas *c)
{
    return c->rows > WAVES_ROWS;
}

static struct waves_panel panel_of(const struct app *a, const struct canvas *c)
{
    const struct window *window = &a->pipeline.rows.window;
    struct waves_panel w = {.canvas = c, .app = a};
    uint64_t first = pipeline_position(&a->pipeline, window->row);
    w.count = wave_pair(a, first, w.wave);
    w.axis = wave_axis(a, first, window->rows, a->dim, 0);
    int cols = c->cols - AXIS_COLS - 2, rows = c->rows - 2 - is_boxed(c);
    w.area = (struct curve_area){.row = c->row + 1,
                                 .col = c->col + AXIS_COLS,
                                 .rows = rows,
                                 .cols = cols,
                                 .x0 = 0,
                                 .x1 = window->rows < SPAN_MIN ? SPAN_MIN : window->rows};
    curve_scale(&w.area, w.axis.low, w.axis.high, true, c->caps);
    return w;
}

/* The wavelength, or the scheme, at the right of the box's upper edge. */
static void draw_wavelength(const struct canvas *c, const struct app *a,
                            const struct waves_panel *w, int col)
{
    char text[96];
    if (w->wave[0].scheme->paired) {
        struct posenc_cell cell = posenc_cell(&a->pipeline.waves, 0, a->dim);
        snprintf(text, sizeof text,
                 cell.wavelength < 1e6 ? _(" wavelength %.2f positions ")
                                       : _(" wavelength %.4g positions "),
                 cell.wavelength);
    } else {
        snprintf(text, sizeof text, " %.90s ", _(w->wave[0].scheme->label));
    }
    int width = draw_width(c, text);
    if (col + width + 2 < c->col + c->cols)
        draw_text(c, c->row, c->col + c->cols - 2 - width, width, ROLE_DIM, text);
}

/* The marks of the tokens in sight, where they are not denser than the columns; then, so that
 * nothing hides them, those of the selected one. */
static bool panel_mark(const void *context, int i, struct curve_mark *out)
{
    const struct waves_panel *w = context;
    const struct window *window = &w->app->pipeline.rows.window;
    int row = i / w->count;
    bool selected = row == window->rows;
    if (selected && (w->app->token < window->row || w->app->token - window->row >= (size_t)row))
        return false;
    if (selected) row = (int)(w->app->token - window->row);
    if (!selected && window->rows > w->area.cols) return false;
    const struct wave *wave = &w->wave[w->count - 1 - i % w->count];
    *out = (struct curve_mark){.x = row,
                               .y = wave_value(wave, row),
                               .style = wave_mark_style(w->canvas, wave, selected),
                               .hollow = wave->cosine};
    return true;
}

static void draw_curves(const struct canvas *c, const struct app *a, const struct waves_panel *w)
{
    struct curve_picture picture = {.area = w->area, .marks = {panel_mark, w, 0, 1}};
    picture.marks.count = (a->pipeline.rows.window.rows + 1) * w->count;
    wave_draw(c, a, &picture, w->wave, w->count);
}

/* Writes token r's word below its marker if the columns are free. */
static void draw_word(const struct canvas *c, const struct app *a, const struct waves_panel *w,
                      int r, struct shelf *shelf)
{
    size_t i = a->pipeline.rows.window.row + (size_t)r;
    int col;
    bool selected = i == a->token;
    if (!curve_col(&w->area, r, &col) || !(selected || shelf_has_room(shelf, col))) return;
    struct str token = STR_EMPTY;
    label_token(a, i, &token);
    enum role role = selected ? ROLE_ACCENT : ROLE_DIM;
    struct shelf_label label = {.col = col,
                                .role = role,
                                .text = str_text(&token),
                                .n = token.len,
                                .min_cols = WORD_COLS_MIN,
                                .first = selected};
    shelf_put(shelf, c, &label);
    str_free(&token);
}

static void draw_words(const struct canvas *c, const struct app *a, const struct waves_panel *w)
{
    struct shelf shelf = {
        .row = w->area.row + w->area.rows, .col = w->area.col, .cols = w->area.cols};
    const struct window *window = &a->pipeline.rows.window;
    int selected = a->token >= window->row ? (int)(a->token - window->row) : -1;
    if (selected >= 0 && selected < window->rows) draw_word(c, a, w, selected, &shelf);
    for (int r = 0; r < window->rows; r++)
        if (r != selected) draw_word(c, a, w, r, &shelf);
}

static void add_hits(const struct canvas *c, const struct app *a, const struct waves_panel *w)
{
    const struct window *window = &a->pipeline.rows.window;
    for (int r = 0; r < window->rows; r++) {
        int col, next = w->area.col + w->area.cols;
        if (!curve_col(&w->area, r, &col)) continue;
        curve_col(&w->area, r + 1, &next);
        struct target target = {.kind = TARGET_TOKEN, .token = (int64_t)window->row + r};
        frame_add_hit(c->frame, (struct hit){c->row + 1, col, c->rows - 2,
                                             next > col ? next - col : 1, target, 0, 0, false});
    }
}

static void draw_waves(const struct app *a, const struct canvas *c)
{
    struct waves_panel w = panel_of(a, c);
    if (is_boxed(c))
        wave_box(c);
    else
        wave_line(c, c->row, "─", "─");
    draw_wavelength(c, a, &w, wave_title(c, a, w.wave, w.count));
    if (is_boxed(c)) wave_legend(c, c->row + c->rows - 1, w.wave, w.count);
    if (w.area.cols < MARK_COLS_MIN || w.area.rows < 1 || !a->pipeline.count) return;
    wave_axis_draw(c, &w.area, w.axis);
    draw_curves(c, a, &w);
    draw_words(c, a, &w);
    add_hits(c, a, &w);
}

/* ---- the view ---- */

/* Rows below the headings of rows_draw() that a text's table has, if there is room: its tokens, or
 * the dimensions. */
static int table_rows(const struct app *a, const struct pipeline *p)
{
    if (a->transposed) return TRANSPOSED_ROWS + min_int(a->params.d_model, 1000);
    return p->count > 1000 ? 1000 : (int)p->count;
}

/* Rows of tokens that would show all, with the second text's headings where they are among them. */
static int tokens_wanted(const struct app *a, bool side_by_side)
{
    int first = table_rows(a, &a->pipeline);
    if (!a->beside.on) return first;
    int second = table_rows(a, &a->beside.pipeline);
    return side_by_side ? max_int(first, second) : first + HEAD_ROWS + second;
}

/* Rows of the body, from the top. What does not fit is left out: the waves
 * first, then the gauges. */
struct body_rows {
    int tokens, gauges, waves; /* rows; 0: left out */
};

/* The waves have PLOT_ROWS, for which a longer table scrolls, or none; then come the lower edge of
 * their box, a blank row above the gauges and one above the waves. Of two texts, which are to be
 * compared, the tables do not give rows, and what they share stands above the gauges. */
static struct body_rows divide(const struct app *a, int rows, bool side_by_side)
{
    int room = rows - (a->transposed ? HEAD_ROWS : rows_head(rows));
    if (room < GAUGE_ROWS + 4) return (struct body_rows){room < 0 ? 0 : room, 0, 0};
    int wanted = tokens_wanted(a, side_by_side), gauges = a->beside.on ? GAUGE_ROWS : 1;
    int rest = room - gauges - WAVES_ROWS;
    int kept = max_int(a->beside.on ? wanted : min_int(wanted, TOKENS_ENOUGH), TOKENS_KEPT);
    if (rest < kept) return (struct body_rows){room - GAUGE_ROWS, GAUGE_ROWS, 0};
    wanted = max_int((wanted + TOKENS_STEP - 1) / TOKENS_STEP * TOKENS_STEP, TOKENS_MIN);
    int tokens = min_int(wanted, rest), spare = rest - tokens;
    bool boxed = spare > 0, blank = gauges < GAUGE_ROWS && spare > 1;
    int more = max_int(spare - boxed - blank, 0) / 2 * 2;
    return (struct body_rows){tokens, gauges + blank, WAVES_ROWS + boxed + more};
}

/* ---- the tables ---- */

#define SIDE_BY_SIDE 110 /* columns from which two texts have room beside each other */
#define BETWEEN 3        /* columns between them */

/* Where the tables stand: both, or the first alone. Tokens are the rows below their headings. */
struct tables {
    int count;
    struct canvas at[2];
    int tokens[2];
    struct body_rows body;
};

static struct tables place_tables(const struct app *a, const struct canvas *c)
{
    struct tables t = {.count = a->beside.on ? 2 : 1, .at = {*c, *c}};
    bool side = t.count == 2 && c->cols >= SIDE_BY_SIDE;
    t.body = divide(a, c->rows, side);
    int room = t.body.tokens - HEAD_ROWS, first = table_rows(a, &a->pipeline);
    t.tokens[0] = t.tokens[1] = t.body.tokens;
    if (side) {
        t.at[0].cols = (c->cols - BETWEEN) / 2;
        t.at[1].col = c->col + t.at[0].cols + BETWEEN;
        t.at[1].cols = c->cols - t.at[0].cols - BETWEEN;
    } else if (t.count == 2 && room >= 2) {
        int second = table_rows(a, &a->beside.pipeline);
        t.tokens[1] = max_int(min_int(second, max_int(room / 2, room - first)), 1);
        t.tokens[0] = room - t.tokens[1];
        t.at[1].row = c->row + HEAD_ROWS + t.tokens[0];
    } else {
        t.count = 1;
    }
    for (int i = 0; i < 2; i++) t.at[i].rows = min_int(HEAD_ROWS + t.tokens[i], c->rows);
    return t;
}

/* The state with the second text in the place of the first, to be drawn by the same functions. */
static struct app with_second(const struct app *a)
{
    struct app second = *a;
    second.pipeline = a->beside.pipeline;
    second.shown.window = a->shown.beside;
    second.marks = a->marks && second.pipeline.changed;
    return second;
}

static struct rows_layout table_layout(const struct app *a, int cols)
{
    return a->transposed ? transposed_layout(a, cols) : rows_layout(a, cols);
}

static struct window window_of(const struct app *a, const struct canvas *c, int tokens)
{
    if (a->transposed) return transposed_window(a, c);
    struct rows_layout l = rows_layout(a, c->cols);
    return (struct window){.row = scroll_tokens(a, (size_t)tokens),
                           .rows = tokens,
                           .dim = scroll_dims(a, l.dims),
                           .dims = l.dims,
                           .selected = a->token};
}

void pipeline_view_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    const struct canvas body = {.rows = rows, .cols = cols};
    struct tables t = place_tables(a, &body);
    out->window = window_of(a, &t.at[0], t.tokens[0]);
    out->cell_cols = table_layout(a, t.at[0].cols).cell_cols;
    if (t.count < 2) return;
    struct app second = with_second(a);
    out->beside = window_of(&second, &t.at[1], t.tokens[1]);
}

/* ---- the same position in both texts ---- */

#define CHUNK 256 /* dimensions compared at once */

/* The dimension in which P of the position differs, the selected one if it does; −1: none. */
static int differing_dim(const struct app *a, uint64_t position)
{
    float first[CHUNK], second[CHUNK];
    int found = -1;
    for (int k = 0; k < a->params.d_model; k += CHUNK) {
        int n = min_int(a->params.d_model - k, CHUNK);
        pipeline_position_rows(&a->pipeline, position, 1, k, n, first);
        pipeline_position_rows(&a->beside.pipeline, position, 1, k, n, second);
        for (int i = 0; i < n; i++)
            /* By their bits, since NaN, which stands for what is missing, is no difference.
             * NOLINTNEXTLINE(bugprone-suspicious-memory-comparison,cert-exp42-c,cert-flp37-c) */
            if (memcmp(&first[i], &second[i], sizeof *first) != 0 && (found < 0 || k + i == a->dim))
                found = k + i;
    }
    return found;
}

/* "P[2] is the same in both", or what it is in one and in the other. */
static void draw_verdict(const struct app *a, const struct canvas *c)
{
    struct parts line = {.gap = 2};
    const struct pipeline *p = &a->pipeline, *o = &a->beside.pipeline;
    if (!p->count || !o->count) return;
    uint64_t position = pipeline_position(p, a->token), last = pipeline_position(o, o->count - 1);
    unsigned long long at = position;
    int dim = differing_dim(a, position);
    if (dim < 0 && !pipeline_has_position(p, position)) {
        parts_add(&line, ROLE_WARN, _("P[%llu] is in neither: its table has no such row"), at);
    } else if (dim < 0) {
        parts_add(&line, ROLE_STRONG, _("P[%llu] is the same in both texts, in all %d dimensions"),
                  at, a->params.d_model);
        parts_brief(&line, _("P[%llu] is the same in both"), at);
    } else {
        float first, second;
        char values[2][32];
        pipeline_position_rows(p, position, 1, dim, 1, &first);
        pipeline_position_rows(o, position, 1, dim, 1, &second);
        for (int digits = 3; digits <= 9; digits += 6) {
            snprintf(values[0], sizeof values[0], "%.*g", digits, (double)first);
            snprintf(values[1], sizeof values[1], "%.*g", digits, (double)second);
            if (strcmp(values[0], values[1]) != 0) break;
        }
        parts_add(
            &line, ROLE_WARN,
            _("P[%llu][%d] is %s in %zu tokens, %s in %zu: another value at the same position"), at,
            dim, values[0], p->count, values[1], o->count);
        parts_brief(&line, _("P[%llu][%d] is %s in %zu tokens, %s in %zu"), at, dim, values[0],
                    p->count, values[1], o->count);
    }
    if (position > last)
        parts_add(&line, ROLE_DIM, _("(the second text ends at %llu)"), (unsigned long long)last);
    parts_draw(c, (struct span){c->row, c->col + 1, c->cols - 2}, &line);
}

/* Over a table of two its text's name in the place of the columns', and how many of its rows are
 * not in sight. */
static void draw_name(const struct app *a, const struct canvas *c, const char *name)
{
    const struct window *w = &a->pipeline.rows.window;
    struct rows_layout l = rows_layout(a, c->cols);
    size_t count = a->pipeline.count, end = w->row + (size_t)w->rows,
           below = count > end ? count - end : 0;
    int col = c->col + l.position_col, cols = l.left_cols - l.position_col - 1;
    char more[64] = "", text[96];
    if (below && w->row)
        snprintf(more, sizeof more, _("↑ %zu ↓ %zu more"), w->row, below);
    else if (below || w->row)
        snprintf(more, sizeof more, below ? _("↓ %zu more") : _("↑ %zu more"), below + w->row);
    snprintf(text, sizeof text, words_plural("%s: %zu token", "%s: %zu tokens", count), name,
             count);
    if (draw_width(c, text) > cols) snprintf(text, sizeof text, "%s: %zu", name, count);
    frame_fill(c->frame, c->row, col, 1, cols, role_style(ROLE_BACK, c->caps->depth));
    if (c->rows > 1 && more[0]) {
        frame_fill(c->frame, c->row + 1, col, 1, cols, role_style(ROLE_BACK, c->caps->depth));
        draw_text(c, c->row + 1, col, cols, ROLE_DIM, more);
    }
    draw_text(c, c->row, col, cols, ROLE_STRONG, text);
}

void pipeline_view_draw(const struct app *a, const struct canvas *c)
{
    struct tables t = place_tables(a, c);
    struct body_rows body = t.body;
    void (*draw)(const struct app *, const struct canvas *) =
        a->transposed ? transposed_draw : rows_draw;
    draw(a, &t.at[0]);
    if (a->beside.on && !a->transposed) draw_name(a, &t.at[0], _("text"));
    if (t.count == 2) {
        struct app second = with_second(a);
        draw(&second, &t.at[1]);
        if (!a->transposed) draw_name(&second, &t.at[1], _("beside"));
    }
    if (body.gauges && !a->transposed && !a->beside.on) rows_more_draw(a, &t.at[0]);
    struct canvas part = *c;
    if (!body.gauges && t.at[0].rows > HEAD_ROWS) /* there is no line for the scale alone */
        (a->transposed ? transposed_scale_draw : rows_scale_draw)(a, &t.at[0]);
    int table = min_int(HEAD_ROWS + body.tokens, c->rows);
    draw_panel(&part, "table", table);
    part.row += table;
    if (body.gauges) {
        part.rows = 1;
        if (a->beside.on && body.gauges == GAUGE_ROWS) draw_verdict(a, &part);
        struct rows_layout l = table_layout(a, t.at[0].cols);
        if (!a->beside.on && body.gauges == GAUGE_ROWS) rows_beyond_draw(a, &part, rows_panels(&l));
        part.row += body.gauges - 1;
        gauges_draw(a, &part, rows_panels(&l));
        draw_panel(&part, "gauges", 1);
    }
    if (body.waves) {
        part.row = c->row + c->rows - body.waves;
        part.rows = body.waves;
        draw_waves(a, &part);
        draw_panel(&part, "waves", part.rows);
    }
}
