/* The Pipeline view: the tokens' table with the panels E + P = X, the gauges,
 * and the waves of the selected pair. */
#include "view/views.h"

#include <stdio.h>

#include "base/words.h"
#include "view/marks/label.h"
#include "view/marks/rows.h"
#include "view/marks/wave.h"

#define HEAD_ROWS 2      /* headings and the dimension marker */
#define TOKENS_MIN 8     /* rows of tokens before the waves are given any */
#define TOKENS_ENOUGH 12 /* a table cut to fewer rows than this is not worth the waves */
#define TOKENS_STEP 4    /* the table grows by these rows, so that not every word moves the rest */
#define GAUGE_ROWS 2     /* a blank row and the line */
#define WAVES_ROWS_MAX 18
#define WAVES_ROWS_MIN 6 /* box, three rows of curve, a row of words */
#define AXIS_COLS 6      /* "│ +1 " before the curve */
#define SPAN_MIN 8       /* positions that a short sentence is drawn over */
#define MARK_COLS_MIN 2
#define WORD_COLS_MIN 4 /* a word cut shorter than this says nothing */

/* ---- the waves of the selected pair over the positions in sight ---- */

struct waves_panel {
    struct wave wave[2];
    int count;
    struct curve_area area;
};

static struct waves_panel panel_of(const struct app *a, const struct canvas *c)
{
    const struct window *window = &a->pipeline.rows.window;
    struct waves_panel w = {0};
    w.count = wave_pair(a, pipeline_position(&a->pipeline, window->row), w.wave);
    double bound = wave_full(a->pipeline.figures.bound);
    int cols = c->cols - AXIS_COLS - 2, rows = c->rows - 3;
    rows -= rows % 2 == 0; /* odd: zero lies in the middle of a row */
    w.area = (struct curve_area){.row = c->row + 1,
                                 .col = c->col + AXIS_COLS,
                                 .rows = rows,
                                 .cols = cols,
                                 .x0 = 0,
                                 .x1 = window->rows < SPAN_MIN ? SPAN_MIN : window->rows,
                                 .y0 = -wave_reach(bound, rows),
                                 .y1 = wave_reach(bound, rows)};
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

static void draw_markers(const struct canvas *c, const struct app *a, const struct waves_panel *w)
{
    const struct window *window = &a->pipeline.rows.window;
    /* The selected token's markers come last, so that nothing hides them. */
    for (int pass = 0; pass < 2; pass++)
        for (int r = 0; r < window->rows; r++) {
            bool selected = window->row + (size_t)r == a->token;
            for (int i = 0; i < w->count && selected == (pass == 1); i++) {
                int row, col;
                if (!curve_cell(&w->area, r, wave_value(&w->wave[i], r), &row, &col)) continue;
                enum role role = selected ? ROLE_ACCENT : wave_color(&w->wave[i]);
                draw_text(c, row, col, 1, role, "●");
            }
        }
}

/* Writes token r's word below its marker if the columns are free. */
static void draw_word(const struct canvas *c, const struct app *a, const struct waves_panel *w,
                      int r, struct shelf *shelf)
{
    size_t i = a->pipeline.rows.window.row + (size_t)r;
    int row, col;
    bool selected = i == a->token;
    if (!curve_cell(&w->area, r, 0, &row, &col) || !(selected || shelf_has_room(shelf, col)))
        return;
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
        int row, col, next = w->area.col + w->area.cols;
        if (!curve_cell(&w->area, r, 0, &row, &col)) continue;
        curve_cell(&w->area, r + 1, 0, &row, &next);
        struct target target = {.kind = TARGET_TOKEN, .token = (int64_t)window->row + r};
        frame_add_hit(c->frame, (struct hit){c->row + 1, col, c->rows - 2,
                                             next > col ? next - col : 1, target, 0, 0});
    }
}

static void draw_waves(const struct app *a, const struct canvas *c)
{
    struct waves_panel w = panel_of(a, c);
    wave_box(c);
    draw_wavelength(c, a, &w, wave_title(c, a, w.wave, w.count));
    wave_legend(c, c->row + c->rows - 1, w.wave, w.count);
    if (w.area.cols < MARK_COLS_MIN || w.area.rows < 1 || !a->pipeline.count) return;
    wave_axis(c, &w.area, c->col + 1, wave_full(a->pipeline.figures.bound));
    wave_draw(c, a, &w.area, w.wave, w.count);
    draw_markers(c, a, &w);
    draw_words(c, a, &w);
    add_hits(c, a, &w);
}

/* ---- the view ---- */

/* Rows of the body, from the top. What does not fit is left out: the waves
 * first, then the gauges. */
struct body_rows {
    int tokens, gauges, waves; /* rows; 0: left out */
};

static struct body_rows divide(const struct app *a, int rows)
{
    int room = rows - HEAD_ROWS;
    if (room < GAUGE_ROWS + 4) return (struct body_rows){room < 0 ? 0 : room, 0, 0};
    size_t count = a->pipeline.count;
    int wanted = count > 1000 ? 1000 : (int)count;
    wanted = (wanted + TOKENS_STEP - 1) / TOKENS_STEP * TOKENS_STEP;
    wanted = wanted < TOKENS_MIN ? TOKENS_MIN : wanted;
    int tokens_max = room - GAUGE_ROWS - WAVES_ROWS_MIN;
    if (tokens_max < TOKENS_MIN || (tokens_max < TOKENS_ENOUGH && wanted > tokens_max))
        return (struct body_rows){room - GAUGE_ROWS, GAUGE_ROWS, 0};
    int tokens = wanted < tokens_max ? wanted : tokens_max;
    int waves = room - tokens - GAUGE_ROWS - 1; /* a blank row above them if there is room */
    if (waves > WAVES_ROWS_MAX) {
        tokens += waves - WAVES_ROWS_MAX;
        waves = WAVES_ROWS_MAX;
    }
    return (struct body_rows){tokens, GAUGE_ROWS, waves < WAVES_ROWS_MIN ? WAVES_ROWS_MIN : waves};
}

void pipeline_view_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    struct body_rows body = divide(a, rows);
    struct rows_layout l = rows_layout(a, cols);
    out->window.rows = body.tokens;
    out->window.row = scroll_tokens(a, (size_t)body.tokens);
    out->window.dims = l.dims;
    out->window.dim = scroll_dims(a, l.dims);
    out->cell_cols = l.cell_cols;
}

void pipeline_view_draw(const struct app *a, const struct canvas *c)
{
    struct body_rows body = divide(a, c->rows);
    struct canvas part = *c;
    part.rows = HEAD_ROWS + body.tokens;
    if (part.rows > c->rows) part.rows = c->rows;
    rows_draw(a, &part);
    if (!body.gauges && part.rows >= HEAD_ROWS) /* there is no line for the scale alone */
        rows_scale_draw(a, &part);
    part.row += part.rows;
    if (body.gauges) {
        part.row++;
        part.rows = 1;
        gauges_draw(a, &part, true);
    }
    if (body.waves) {
        part.row = c->row + c->rows - body.waves;
        part.rows = body.waves;
        draw_waves(a, &part);
    }
}
