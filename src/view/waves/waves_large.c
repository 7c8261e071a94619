/* The large waves: the selected dimension and its partner over the positions. */
#include <math.h>
#include <stdio.h>

#include "base/num.h"
#include "base/words.h"
#include "view/marks/label.h"
#include "view/marks/wave.h"
#include "view/waves/waves_large.h"

#define CLOCK_ROWS 9     /* of the largest clock */
#define CLOCK_ROWS_MIN 5 /* in a smaller clock no angle can be read */
#define CLOCK_TEXT 14    /* columns of the numbers beside it */
#define DOTS_A_COLUMN 2
#define PERIOD_COLS_MIN 6 /* two waves with shorter periods than this would cover each other */

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
    struct large g = {.app = a, .box = *c, .axis = waves_axis(a), .span = waves_span(a)};
    g.box.rows = l->large_rows;
    g.count = wave_pair(a, a->waves.first, g.wave);
    g.area = (struct curve_area){.row = c->row + 1,
                                 .col = c->col + l->plot_col,
                                 .rows = l->plot_rows,
                                 .cols = l->plot_cols,
                                 .x0 = 0,
                                 .x1 = g.span};
    curve_scale(&g.area, g.axis.low, g.axis.high, true, c->caps);
    double length = posenc_cell(&a->pipeline.waves, 0, a->dim).wavelength;
    bool dense = length * g.area.cols < PERIOD_COLS_MIN * (double)g.span;
    for (int i = 0; i < g.count; i++)
        if (!dense || g.wave[i].dim == a->dim) g.curve[g.drawn++] = g.wave[i];
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

/* Marks of the tokens in sight, then, so that nothing hides them, of the selected one and of what
 * plays. */
static bool large_mark(const void *context, int i, struct curve_mark *out)
{
    const struct large *g = context;
    const struct app *a = g->app;
    const struct wave *wave = &g->curve[g->drawn - 1 - i % g->drawn];
    int place = i / g->drawn;
    bool selected = place == g->tokens, played = place > g->tokens;
    uint64_t first = wave->position, token = pipeline_position(&a->pipeline, a->token);
    if (selected && (!a->pipeline.count || token < first)) return false;
    if (played && !a->waves.away) return false;
    out->x = played ? waves_marked(a) : selected ? (double)(token - first) : place;
    out->y = wave_value(wave, out->x);
    out->style = wave_mark_style(&g->box, wave, place >= g->tokens);
    out->diamond = played;
    return true;
}

static void draw_curves(const struct large *g)
{
    struct curve_picture picture = {.area = g->area,
                                    .marks = {large_mark, g, (g->tokens + 2) * g->drawn, 1}};
    wave_draw(&g->box, g->app, &picture, g->curve, g->drawn);
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
        snprintf(line, sizeof line, "%s %s", waves_name(&g->wave[i]),
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
    const struct wave *out = &g->wave[g->curve[0].dim == g->wave[0].dim];
    snprintf(text, sizeof text, _(" dim %d %s is left out: too dense for both "), out->dim,
             waves_name(out));
    int width = draw_width(c, text), col = c->col + c->cols - 2 - width;
    if (col > c->col + 1) draw_text(c, c->row + c->rows - 1, col, width, wave_color(out), text);
}

void waves_large_draw(const struct app *a, const struct canvas *c, const struct waves_layout *l)
{
    struct large g = prepare(a, c, l);
    if (l->boxed)
        wave_box(&g.box);
    else
        wave_line(&g.box, g.box.row, "─", "─");
    bool alone = g.drawn < g.count;
    draw_measures(&g, wave_title(&g.box, a, g.curve, g.drawn));
    if (l->boxed && alone)
        draw_covered(&g);
    else if (l->boxed)
        wave_legend(&g.box, g.box.row + g.box.rows - 1, g.wave, g.count);
    if (g.area.cols < 2) return;
    wave_axis_draw(&g.box, &g.area, g.axis);
    waves_labels_draw(&g, l->partner,
                      l->gauges_row < 0
                          ? -1
                          : c->row + l->gauges_row -
                                1); /* its ticks on the zero line are below the curves */
    draw_curves(&g);
    add_hits(&g);
    if (l->side_cols > 0) draw_clock(&g, l);
}
