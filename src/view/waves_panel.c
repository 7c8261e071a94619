#include "view/waves_panel.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "view/curve.h"

#define AXIS_COLS 6    /* "│ +1 " before the curve */
#define SPAN_MIN 8     /* positions that a short sentence is drawn over */
#define MARK_COLS_MIN 2
#define CODE_LINE 0x2500 /* ─ */
#define WORD_COLS_MIN 4 /* a word cut shorter than this says nothing */

/* One dimension's curve: x counts from the first position in sight. */
struct wave {
    const struct scheme *scheme;
    const struct scheme_context *context;
    uint64_t position;
    int dim;
    bool cosine;
};

struct waves {
    struct wave wave[2];
    int count;
    struct curve_area area;
    int span;               /* positions in sight */
};

static void wave_range(const void *context, double x0, double x1, double *low, double *high)
{
    const struct wave *w = context;
    w->scheme->range(w->context, w->dim, w->position, x0, x1, low, high);
}

static double wave_value(const struct wave *w, double x)
{
    double low, high;
    wave_range(w, x, x, &low, &high);
    return low;
}

/* The selected dimension, and its partner where the scheme has pairs; the sine first. */
static int choose_waves(const struct app *a, struct wave wave[2])
{
    const struct pipeline *p = &a->pipeline;
    const struct scheme *s = &schemes[p->params.scheme];
    struct wave w = {s, &p->context, pipeline_position(p, p->rows.window.row), a->dim, false};
    if (!s->paired) {
        wave[0] = w;
        return 1;
    }
    bool cosine;
    int pair = posenc_pair(&p->waves, a->dim, &cosine), count = 0;
    for (int side = 0; side < 2; side++) {
        w.dim = posenc_dim(&p->waves, pair, side);
        w.cosine = side;
        if (w.dim >= 0)
            wave[count++] = w;
    }
    return count;
}

static struct waves layout(const struct app *a, const struct canvas *c)
{
    struct waves w = {.span = a->pipeline.rows.window.rows};
    w.span = w.span < SPAN_MIN ? SPAN_MIN : w.span;
    w.count = choose_waves(a, w.wave);
    double bound = a->pipeline.figures.bound;
    int cols = c->cols - AXIS_COLS - 2, rows = c->rows - 3;
    rows -= rows % 2 == 0; /* odd: zero lies in the middle of a row */
    w.area = (struct curve_area){.row = c->row + 1,
                                 .col = c->col + AXIS_COLS,
                                 .rows = rows,
                                 .cols = cols,
                                 .x0 = 0,
                                 .x1 = w.span,
                                 .y0 = -bound * 1.04,
                                 .y1 = bound * 1.04};
    return w;
}

static void draw_line(const struct canvas *c, int row, const char *left, const char *right)
{
    draw_text(c, row, c->col, 1, ROLE_LINE, left);
    struct style line = role_style(ROLE_LINE, c->caps->depth);
    for (int col = 1; col < c->cols - 1; col++)
        frame_put(c->frame, row, c->col + col, line, c->caps->ascii ? '-' : CODE_LINE);
    draw_text(c, row, c->col + c->cols - 1, 1, ROLE_LINE, right);
}

static void draw_box(const struct canvas *c)
{
    draw_line(c, c->row, "╭", "╮");
    for (int row = 1; row < c->rows - 1; row++) {
        draw_text(c, c->row + row, c->col, 1, ROLE_LINE, "│");
        draw_text(c, c->row + row, c->col + c->cols - 1, 1, ROLE_LINE, "│");
    }
    draw_line(c, c->row + c->rows - 1, "╰", "╯");
}

/* " Waves  dim 2 sin, dim 3 cos " on the box's upper edge, the wavelength at its right. */
static void draw_title(const struct canvas *c, const struct app *a, const struct waves *w)
{
    static const char *const names[] = {"sin", "cos"};
    const struct scheme *s = w->wave[0].scheme;
    char text[96];
    int col = c->col + 2;
    col += draw_text(c, c->row, col, c->cols, ROLE_STRONG, s->paired ? " Waves " : " P ");
    for (int i = 0; i < w->count; i++) {
        int dim = w->wave[i].dim;
        snprintf(text, sizeof text, "%s dim %d%s%s", i ? "," : "", dim, s->paired ? " " : "",
                 s->paired ? names[w->wave[i].cosine] : "");
        col += draw_text(c, c->row, col, c->col + c->cols - 2 - col, dim == a->dim ? ROLE_ACCENT : ROLE_STRONG, text);
    }
    col += draw_text(c, c->row, col, 1, ROLE_STRONG, " ");
    if (s->paired) {
        struct posenc_cell cell = posenc_cell(&a->pipeline.waves, 0, a->dim);
        snprintf(text, sizeof text, cell.wavelength < 1e6 ? " wavelength %.2f positions " : " wavelength %.4g positions ",
                 cell.wavelength);
    } else {
        snprintf(text, sizeof text, " %.90s ", s->label);
    }
    int width = draw_width(c, text);
    if (col + width + 2 < c->col + c->cols)
        draw_text(c, c->row, c->col + c->cols - 2 - width, width, ROLE_DIM, text);
}

static void draw_legend(const struct canvas *c, const struct waves *w)
{
    if (!w->wave[0].scheme->paired || c->cols < 24)
        return;
    int row = c->row + c->rows - 1, col = c->col + c->cols - (w->count > 1 ? 15 : 7);
    col += draw_text(c, row, col, 5, ROLE_SIN, " sin ");
    if (w->count < 2)
        return;
    col += draw_text(c, row, col, 3, ROLE_LINE, "─");
    draw_text(c, row, col, 5, ROLE_COS, " cos ");
}

static void draw_axis(const struct canvas *c, const struct app *a, const struct waves *w)
{
    const struct curve_area *area = &w->area;
    double bound = a->pipeline.figures.bound;
    for (int i = -1; i <= 1; i++) {
        int row, col;
        char text[16];
        snprintf(text, sizeof text, bound < 1000 ? "%s%.0f" : "%s%.0e", i < 0 ? "−" : i > 0 ? "+" : " ",
                 i ? bound : 0);
        if (curve_cell(area, 0, i * bound, &row, &col))
            draw_text(c, row, c->col + 1, AXIS_COLS - 1, ROLE_DIM, text);
        for (col = 0; !i && col < area->cols; col += 3)
            draw_text(c, row, area->col + col, 1, ROLE_LINE, "·");
    }
}

static void draw_curves(const struct canvas *c, const struct app *a, const struct waves *w)
{
    struct curve_series series[2];
    for (int i = 0; i < w->count; i++) {
        enum role role = w->wave[i].cosine ? ROLE_COS : ROLE_SIN;
        series[i] = (struct curve_series){wave_range, &w->wave[i], role_style(role, c->caps->depth)};
    }
    if (w->count == 2 && w->wave[0].dim == a->dim) { /* the selected curve lies on top */
        struct curve_series swap = series[0];
        series[0] = series[1];
        series[1] = swap;
    }
    curve_draw(c->frame, &w->area, series, w->count, c->caps);
}

static void draw_markers(const struct canvas *c, const struct app *a, const struct waves *w)
{
    const struct window *window = &a->pipeline.rows.window;
    for (int pass = 0; pass < 2; pass++) /* the selected token's markers last, so that nothing hides them */
        for (int r = 0; r < window->rows; r++) {
            bool selected = window->row + (size_t)r == a->token;
            for (int i = 0; i < w->count && selected == (pass == 1); i++) {
                int row, col;
                if (!curve_cell(&w->area, r, wave_value(&w->wave[i], r), &row, &col))
                    continue;
                enum role role = selected ? ROLE_ACCENT : w->wave[i].cosine ? ROLE_COS : ROLE_SIN;
                draw_text(c, row, col, 1, role, "●");
            }
        }
}

/* Writes token r's word below its marker if the columns are free; marks them taken. */
static void draw_word(const struct canvas *c, const struct app *a, const struct waves *w, int r, bool *taken)
{
    const struct window *window = &a->pipeline.rows.window;
    const struct pipeline *p = &a->pipeline;
    size_t i = window->row + (size_t)r;
    int row, col;
    if (!curve_cell(&w->area, r, 0, &row, &col))
        return;
    struct str token = STR_EMPTY;
    struct piece piece = p->pieces[i];
    draw_token(&token, p->text.data + piece.start, piece.end - piece.start, piece.end - piece.start == 1);
    int from = col - w->area.col, room = 0;
    while (room < 16 && from + room < w->area.cols && !taken[from + room])
        room++;
    int end = w->area.row + w->area.rows;
    int need = draw_width(c, str_text(&token));
    bool before_free = from == 0 || !taken[from - 1];
    bool selected = i == a->token;
    int cols = selected || need < room ? room : room - 1; /* a blank between two words */
    if (before_free && (need <= cols || cols >= WORD_COLS_MIN)) {
        int used = draw_cut(c, end, col, cols, selected ? ROLE_ACCENT : ROLE_DIM, str_text(&token), token.len);
        for (int k = 0; k < used && k < room; k++)
            taken[from + k] = true;
    }
    str_free(&token);
}

static void draw_words(const struct canvas *c, const struct app *a, const struct waves *w)
{
    bool taken[1024] = {false};
    const struct window *window = &a->pipeline.rows.window;
    if (w->area.cols > (int)sizeof taken)
        return;
    int selected = a->token >= window->row ? (int)(a->token - window->row) : -1;
    if (selected >= 0 && selected < window->rows)
        draw_word(c, a, w, selected, taken);
    for (int r = 0; r < window->rows; r++)
        if (r != selected)
            draw_word(c, a, w, r, taken);
}

static void add_hits(const struct canvas *c, const struct app *a, const struct waves *w)
{
    const struct window *window = &a->pipeline.rows.window;
    for (int r = 0; r < window->rows; r++) {
        int row, col, next = w->area.col + w->area.cols;
        if (!curve_cell(&w->area, r, 0, &row, &col))
            continue;
        curve_cell(&w->area, r + 1, 0, &row, &next);
        struct target target = {.kind = TARGET_WAVE, .token = (int64_t)window->row + r};
        frame_add_hit(c->frame, (struct hit){c->row + 1, col, c->rows - 2, next > col ? next - col : 1, target, 0, 0});
    }
}

void waves_panel_draw(const struct app *a, const struct canvas *c)
{
    struct waves w = layout(a, c);
    draw_box(c);
    draw_title(c, a, &w);
    draw_legend(c, &w);
    if (w.area.cols < MARK_COLS_MIN || w.area.rows < 1 || !a->pipeline.count)
        return;
    draw_axis(c, a, &w);
    draw_curves(c, a, &w);
    draw_markers(c, a, &w);
    draw_words(c, a, &w);
    add_hits(c, a, &w);
}
