/* The large waves: the selected dimension and its partner over the positions. */
#include <math.h>
#include <stdio.h>

#include "base/num.h"
#include "base/words.h"
#include "view/marks/label.h"
#include "view/marks/wave.h"
#include "view/waves/waves_parts.h"

#define TICKS_ROWS 1     /* rows below the curve: positions, words, values, the partner's values */
#define WORD_COLS_MIN 4  /* a word cut shorter than this says nothing */
#define CLOCK_ROWS 9     /* of the largest clock */
#define CLOCK_ROWS_MIN 5 /* in a smaller clock no angle can be read */
#define CLOCK_TEXT 14    /* columns of the numbers beside it */
#define DOTS_A_COLUMN 2
#define PERIOD_COLS_MIN 6 /* two waves with shorter periods than this would cover each other */

/* What is drawn, and where. */
struct large {
    const struct app *app;
    struct canvas box;
    struct wave wave[2];
    int count, drawn; /* waves there are; how many of them, from the first on, have a curve */
    struct curve_area area;
    double reach;
    int span;
    size_t from; /* the first token in sight */
    int tokens;  /* how many are in sight */
};

/* Tokens that are in sight, from *from on; none where they are denser than the
 * columns and each could only be drawn at the cost of another. */
static int tokens_in_sight(const struct large *g, size_t *from)
{
    const struct pipeline *p = &g->app->pipeline;
    uint64_t first = g->wave[0].position, start = p->params.offset;
    *from = (size_t)(first - start);
    if (first < start || *from >= p->count || g->span > g->area.cols) return 0;
    return (int)min_size(p->count - *from, (size_t)g->span);
}

static struct large prepare(const struct app *a, const struct canvas *c,
                            const struct waves_layout *l)
{
    struct large g = {.app = a, .box = *c, .reach = waves_reach(a), .span = waves_span(a)};
    g.box.rows = l->large_rows;
    g.count = wave_pair(a, a->waves.first, g.wave);
    if (g.count == 2 && g.wave[1].dim == a->dim) { /* the selected dimension's values come first */
        struct wave partner = g.wave[0];
        g.wave[0] = g.wave[1];
        g.wave[1] = partner;
    }
    g.area = (struct curve_area){.row = c->row + 1,
                                 .col = c->col + l->plot_col,
                                 .rows = l->plot_rows,
                                 .cols = l->plot_cols,
                                 .x0 = 0,
                                 .x1 = g.span,
                                 .y0 = -wave_reach(g.reach, l->plot_rows),
                                 .y1 = wave_reach(g.reach, l->plot_rows)};
    double length = posenc_cell(&a->pipeline.waves, 0, a->dim).wavelength;
    g.drawn = g.count == 2 && length * g.area.cols < PERIOD_COLS_MIN * (double)g.span ? 1 : g.count;
    g.tokens = tokens_in_sight(&g, &g.from);
    return g;
}

/* Wavelength and frequency, or the scheme, in the longer or the shorter form. */
static void measures_text(const struct large *g, bool brief, struct str *out)
{
    if (!g->wave[0].scheme->paired) {
        str_adds(out, _(g->wave[0].scheme->label));
        return;
    }
    struct posenc_cell cell = posenc_cell(&g->app->pipeline.waves, 0, g->app->dim);
    bool dense = cell.wavelength * g->area.cols * DOTS_A_COLUMN < 2.0 * g->span;
    str_addf(out,
             brief && dense ? _("wavelength %s, %.4g rad each, envelope")
             : brief        ? _("wavelength %s, %.4g rad each")
             : dense ? _("wavelength %s positions, %.4g rad a position, denser than the dots: "
                         "envelope")
                     : _("wavelength %s positions, %.4g rad a position"),
             waves_length_text(cell.wavelength).text, cell.frequency);
}

/* They stand at the right of the box's upper edge. */
static void draw_measures(const struct large *g, int col)
{
    const struct canvas *c = &g->box;
    int end = c->col + c->cols - 3;
    struct str text = STR_EMPTY;
    for (int brief = 0; brief < 2; brief++) {
        str_clear(&text);
        measures_text(g, brief, &text);
        int at = end - draw_width(c, str_text(&text));
        if (at < col + 2) continue;
        frame_fill(c->frame, c->row, at - 1, 1, end - at + 2,
                   role_style(ROLE_BACK, c->caps->depth));
        draw_text(c, c->row, at, end - at, ROLE_DIM, str_text(&text));
        break;
    }
    str_free(&text);
}

/* The smallest of 1, 2, 5, 10 … positions whose numbers stand apart. */
static uint64_t tick_step(const struct large *g)
{
    int width = digit_count(g->wave[0].position + (unsigned)g->span) + 2;
    return (uint64_t)nice_ceiling(fmax(1, (double)width * g->span / g->area.cols));
}

static void draw_ticks(const struct large *g)
{
    const struct canvas *c = &g->box;
    uint64_t step = tick_step(g), first = g->wave[0].position;
    int below = g->area.row + g->area.rows, row, col;
    draw_text(c, below, c->col + 2, 3, ROLE_DIM, "pos");
    for (uint64_t at = (first + step - 1) / step * step; at < first + (uint64_t)g->span;
         at += step) {
        char text[24];
        int len = snprintf(text, sizeof text, "%llu", (unsigned long long)at);
        if (!curve_cell(&g->area, (double)(at - first), 0, &row, &col)) continue;
        frame_put(c->frame, row, col, role_style(ROLE_LINE, c->caps->depth),
                  c->caps->ascii ? '+' : 0x253C); /* ┼ */
        if (col + len <= g->area.col + g->area.cols) draw_text(c, below, col, len, ROLE_DIM, text);
    }
}

static void draw_marker(const struct large *g, double x, enum role role, bool played)
{
    int row, col;
    for (int i = g->drawn - 1; i >= 0; i--) {
        enum role own = role == ROLE_TEXT ? wave_color(&g->wave[i]) : role;
        if (curve_cell(&g->area, x, wave_value(&g->wave[i], x), &row, &col))
            draw_text(&g->box, row, col, 1, own, played ? "◆" : "●");
    }
}

/* The selected token and what plays last, so that nothing hides them. */
static void draw_markers(const struct large *g)
{
    const struct app *a = g->app;
    for (int i = 0; i < g->tokens; i++) draw_marker(g, i, ROLE_TEXT, false);
    uint64_t first = g->wave[0].position, selected = pipeline_position(&a->pipeline, a->token);
    if (a->pipeline.count && selected >= first)
        draw_marker(g, (double)(selected - first), ROLE_ACCENT, false);
    if (a->waves.away) draw_marker(g, waves_marked(a), ROLE_ACCENT, true);
}

/* A value, with as many decimals as the columns of a position hold. */
static void value_text(const struct large *g, double value, struct str *out)
{
    int whole = 0;
    for (double reach = g->reach; reach >= 10; reach /= 10) whole++;
    int decimals = g->area.cols / g->span - 4 - whole;
    draw_signed(out, value, clamp_int(decimals, whole ? 0 : 2, 4));
}

#define PLAYED SIZE_MAX /* in the place of a token: what plays */

/* The word of a token or the position that plays, or the value there on a wave. */
static void draw_label(const struct large *g, struct shelf *shelf, const struct wave *w,
                       size_t token)
{
    const struct app *a = g->app;
    bool played = token == PLAYED, selected = played || token == a->token;
    bool first = played || (selected && !a->waves.away);
    double x = waves_marked(a);
    if (!played) x = (double)(label_position(a, token) - g->wave[0].position);
    int row, col;
    if (!curve_cell(&g->area, x, 0, &row, &col) || !(first || shelf_has_room(shelf, col))) return;
    struct str text = STR_EMPTY;
    struct waves_place place = waves_place(a);
    if (w)
        value_text(g, wave_value(w, x), &text);
    else if (played)
        str_addf(&text, "%llu.%d", (unsigned long long)place.position, (int)(place.part * 10));
    else
        label_token(a, token, &text);
    struct shelf_label label = {.col = col,
                                .role = selected ? ROLE_ACCENT
                                        : w      ? wave_color(w)
                                                 : ROLE_DIM,
                                .text = str_text(&text),
                                .n = text.len,
                                .min_cols = w || played ? 0 : WORD_COLS_MIN,
                                .first = first};
    shelf_put(shelf, &g->box, &label);
    str_free(&text);
}

static const char *wave_name(const struct wave *w)
{
    return !w->scheme->paired ? "P" : w->cosine ? "cos" : "sin";
}

/* One row of labels: of words (w = NULL), or of a wave's values. */
static void draw_labels(const struct large *g, int row, const struct wave *w)
{
    const struct app *a = g->app;
    struct shelf shelf = {.row = row, .col = g->area.col, .cols = g->area.cols};
    uint64_t first = g->wave[0].position, selected = pipeline_position(&a->pipeline, a->token);
    if (w) draw_text(&g->box, row, g->box.col + 2, 3, wave_color(w), wave_name(w));
    if (a->waves.away) draw_label(g, &shelf, w, PLAYED);
    if (a->pipeline.count && selected >= first)
        draw_label(g, &shelf, w, a->token);
    else if (!w && !a->pipeline.count)
        label_no_tokens(&g->box, row, g->area.col, g->area.cols);
    for (int i = 0; i < g->tokens; i++)
        if (g->from + (size_t)i != a->token) draw_label(g, &shelf, w, g->from + (size_t)i);
}

/* A click selects the token under it, as long as there is one. */
static void add_hits(const struct large *g)
{
    const struct pipeline *p = &g->app->pipeline;
    uint64_t ahead = g->wave[0].position - p->params.offset;
    for (int col = 0, run = 1; col < g->area.cols; col += run, run = 1) {
        uint64_t token = ahead + (uint64_t)((col + 0.5) * g->span / g->area.cols);
        if (token >= p->count) return;
        while (col + run < g->area.cols &&
               ahead + (uint64_t)((col + run + 0.5) * g->span / g->area.cols) == token)
            run++;
        struct target target = {.kind = TARGET_TOKEN, .token = (int64_t)token};
        frame_add_hit(g->box.frame, (struct hit){g->box.row + 1, g->area.col + col, g->box.rows - 1,
                                                 run, target, 0, 0});
    }
}

/* The numbers beside the clock, a row each, as long as there are rows. */
static void draw_clock_text(const struct large *g, int col, int cols, int rows)
{
    const struct app *a = g->app;
    const struct canvas *c = &g->box;
    struct posenc_cell cell = posenc_cell(&a->pipeline.waves, waves_place(a).position, a->dim);
    struct str text = STR_EMPTY;
    char line[48];
    int row = c->row + 1;
    snprintf(line, sizeof line, _("pair %d"), cell.pair);
    draw_text(c, row, col, cols, ROLE_STRONG, line);
    clock_degrees(&text, waves_turn(a, a->dim), c->caps->ascii);
    str_adds(&text, c->caps->ascii ? _(" degrees") : "");
    draw_text(c, row + 1, col, cols, ROLE_ACCENT, str_text(&text));
    str_free(&text);
    for (int i = 0; i < g->count; i++) {
        int cosine = g->wave[i].cosine;
        snprintf(line, sizeof line, "%s %s", wave_name(&g->wave[i]),
                 draw_signed_text(wave_value(&g->wave[i], waves_marked(a)), 4).text);
        if (rows >= 3 + cosine)
            draw_text(c, row + 2 + cosine, col, cols, wave_color(&g->wave[i]), line);
    }
    if (rows < 6) return;
    snprintf(line, sizeof line, _("%.4g rad"), cell.frequency);
    const char *const speed[] = {_("turns by"), line, _("a position")};
    for (int i = 0; i < 3; i++) draw_text(c, row + 4 + i, col, cols, ROLE_DIM, speed[i]);
}

static void draw_clock(const struct large *g, const struct waves_layout *l)
{
    int rows = min_int(min_int(l->plot_rows, CLOCK_ROWS), (l->side_cols - CLOCK_TEXT - 2) / 2);
    rows = rows < CLOCK_ROWS_MIN ? 0 : rows;
    if (!g->app->pipeline.count && !g->app->waves.away) return;
    struct canvas face = g->box;
    face.row++;
    face.col += l->side_col;
    if (rows) clock_draw(&face, rows, waves_turn(g->app, g->app->dim), ROLE_ACCENT);
    int taken = rows ? 2 * rows + 2 : 0;
    draw_clock_text(g, face.col + taken, l->side_cols - taken, l->plot_rows);
}

/* Why one wave of the pair is missing, in the place of the legend. */
static void draw_covered(const struct large *g)
{
    const struct canvas *c = &g->box;
    char text[64];
    snprintf(text, sizeof text, _(" dim %d %s is left out: too dense for both "), g->wave[1].dim,
             g->wave[1].cosine ? "cos" : "sin");
    int width = draw_width(c, text), col = c->col + c->cols - 2 - width;
    if (col > c->col + 1)
        draw_text(c, c->row + c->rows - 1, col, width, wave_color(&g->wave[1]), text);
}

void waves_large_draw(const struct app *a, const struct canvas *c, const struct waves_layout *l)
{
    struct large g = prepare(a, c, l);
    struct wave in_order[2];
    int count = wave_pair(a, a->waves.first, in_order);
    if (l->boxed)
        wave_box(&g.box);
    else
        wave_line(&g.box, g.box.row, "─", "─");
    bool alone = g.drawn < count;
    draw_measures(&g, wave_title(&g.box, a, alone ? g.wave : in_order, alone ? 1 : count));
    if (l->boxed && alone)
        draw_covered(&g);
    else if (l->boxed)
        wave_legend(&g.box, g.box.row + g.box.rows - 1, in_order, count);
    if (g.area.cols < 2) return;
    wave_axis(&g.box, &g.area, g.box.col + 2, g.reach);
    draw_ticks(&g);
    wave_draw(&g.box, a, &g.area, g.wave, g.drawn);
    draw_markers(&g);
    int below = g.area.row + g.area.rows + TICKS_ROWS;
    draw_labels(&g, below, NULL);
    for (int i = 0; i < 1 + l->partner && i < g.count; i++)
        draw_labels(&g, below + 1 + i, &g.wave[i]);
    add_hits(&g);
    if (l->side_cols > 0) draw_clock(&g, l);
}
