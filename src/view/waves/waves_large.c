/* The large waves: the selected dimension and its partner over the positions. */
#include <math.h>
#include <stdio.h>

#include "base/num.h"
#include "base/words.h"
#include "view/marks/label.h"
#include "view/marks/rows.h"
#include "view/marks/wave.h"
#include "view/waves/waves_large.h"

#define CLOCK_ROWS 9     /* of the largest clock */
#define CLOCK_ROWS_MIN 5 /* in a smaller clock no angle can be read */
#define CLOCK_TEXT 14    /* columns of the numbers beside it */
#define DOTS_A_COLUMN 2
#define PERIOD_COLS_MIN 6 /* two waves with shorter periods than this would cover each other */

/* Tokens that are in sight; none where they are denser than the columns and each could only be
 * drawn at the cost of another. */
static void find_tokens(struct large *g)
{
    const struct pipeline *p = &g->app->pipeline;
    uint64_t first = g->app->waves.first, start = p->params.offset, span = (uint64_t)g->span;
    g->from = start < first ? (size_t)(first - start) : 0;
    uint64_t before = start > first ? start - first : 0; /* positions without a token */
    g->start = (double)before;
    if (g->span > g->area.cols || g->from >= p->count || before >= span) return;
    g->tokens = (int)min_size(p->count - g->from, (size_t)(span - before));
}

/* The waves there are, without a cosine that is taken out. */
static void find_waves(struct large *g)
{
    g->count = wave_pair(g->app, g->app->waves.first, g->wave);
    if (!waves_sines_only(g->app) || g->count < 2) return;
    g->wave[0] = g->wave[g->wave[0].cosine];
    g->count = 1;
}

static struct large prepare(const struct app *a, const struct canvas *c,
                            const struct waves_layout *l)
{
    struct large g = {.app = a, .box = *c, .axis = waves_axis(a), .span = waves_span(a)};
    g.box.rows = l->large_rows;
    g.lone = l->gauges_row < 0;
    find_waves(&g);
    g.two = waves_two(a);
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
        if (!dense || g.count == 1 || g.wave[i].dim == a->dim) g.curve[g.drawn++] = g.wave[i];
    find_tokens(&g);
    return g;
}

/* Wavelength and frequency, or the scheme, in the longer or the shorter form; where the figures of
 * the whole text have no row, that its positions are far out. */
static void measures_text(const struct large *g, bool brief, struct str *out)
{
    if (!g->wave[0].scheme->paired) {
        str_adds(out, _(g->wave[0].scheme->label));
        return;
    }
    struct posenc_cell cell = posenc_cell(&g->app->pipeline.waves, 0, g->app->dim);
    bool dense = cell.wavelength * g->area.cols * DOTS_A_COLUMN < 2.0 * g->span;
    if (g->lone && rows_is_far(g->app)) {
        str_addf(out,
                 brief ? _("not trained, wavelength %s") : _("defined, not trained; wavelength %s"),
                 waves_length_text(cell.wavelength).text);
        return;
    }
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

/* After the marks of the tokens in sight, so that nothing hides them. */
enum { MARK_SECOND, MARK_SELECTED, MARK_AWAY, MARKS };

/* Where one of these stands; false: it is not there. */
static bool mark_place(const struct large *g, int which, double *x)
{
    const struct app *a = g->app;
    uint64_t first = a->waves.first, token = pipeline_position(&a->pipeline, a->token);
    *x = which == MARK_SECOND     ? g->two.x[1]
         : which == MARK_SELECTED ? (double)(token - first)
                                  : waves_marked(a);
    return which == MARK_SECOND ? g->two.there
           : which == MARK_AWAY ? a->waves.away
                                : a->pipeline.count && token >= first && !waves_picked(a);
}

/* A position that plays and the second one are diamonds; else those of a cosine are hollow. */
static bool large_mark(const void *context, int i, struct curve_mark *out)
{
    const struct large *g = context;
    const struct wave *wave = &g->curve[g->drawn - 1 - i % g->drawn];
    int place = i / g->drawn, which = place - g->tokens;
    out->x = g->start + place;
    if (which >= 0 && !mark_place(g, which, &out->x)) return false;
    out->y = wave_value(wave, out->x);
    out->style = which == MARK_SECOND ? waves_second_style(&g->box)
                                      : wave_mark_style(&g->box, wave, which >= 0);
    out->diamond = which == MARK_SECOND || (which == MARK_AWAY && !g->app->waves.picked);
    out->hollow = wave->cosine && !out->diamond;
    return true;
}

static void draw_curves(const struct large *g)
{
    struct curve_picture picture = {.area = g->area,
                                    .marks = {large_mark, g, (g->tokens + MARKS) * g->drawn, 1}};
    wave_draw(&g->box, g->app, &picture, g->curve, g->drawn);
}

static uint64_t position_at(const struct large *g, int col)
{
    return g->app->waves.first + (uint64_t)((col + 0.5) * g->span / g->area.cols);
}

/* A click selects the token under it, or goes to a position without one. */
static void add_hits(const struct large *g)
{
    const struct pipeline *p = &g->app->pipeline;
    uint64_t start = p->params.offset;
    for (int col = 0, run = 1; col < g->area.cols; col += run, run = 1) {
        uint64_t position = position_at(g, col);
        bool token = position >= start && position - start < p->count;
        while (col + run < g->area.cols && position_at(g, col + run) == position) run++;
        struct area at = {g->box.row + 1, g->area.col + col, g->box.rows - 1, run};
        if (token)
            link_token(&g->box, at, (size_t)(position - start));
        else
            link_own(&g->box, at, (int64_t)position);
    }
}

/* "sin a +0.0177" for each of two positions and each wave, then how far apart they are; returns the
 * rows taken. */
static int draw_two_values(const struct large *g, int row, int col, int cols, int rows)
{
    char line[48];
    int taken = 0;
    for (int i = 0; i < g->count; i++)
        for (int k = 0; k < 2 && taken < rows; k++) {
            snprintf(line, sizeof line, "%s %c %s", waves_name(&g->wave[i]), 'a' + k,
                     draw_signed_text(wave_value(&g->wave[i], g->two.x[k]), 4).text);
            draw_text(&g->box, row + taken++, col, cols, wave_color(&g->wave[i]), line);
        }
    if (taken >= rows) return taken;
    snprintf(line, sizeof line, _("apart %s"),
             waves_apart_text(waves_apart(g->app, g->app->dim, &g->two)).text);
    draw_text(&g->box, row + taken++, col, cols, ROLE_STRONG, line);
    return taken;
}

/* The angle, the values, and how fast it turns. */
static void draw_one_value(const struct large *g, int row, int col, int cols, int rows)
{
    const struct app *a = g->app;
    const struct canvas *c = &g->box;
    struct str text = STR_EMPTY;
    char line[48];
    clock_degrees(&text, waves_turn(a, a->dim), c->caps->ascii);
    str_adds(&text, c->caps->ascii ? _(" degrees") : "");
    if (!waves_sines_only(a)) draw_text(c, row, col, cols, ROLE_ACCENT, str_text(&text));
    str_free(&text);
    for (int i = 0; i < g->count; i++) {
        int cosine = g->wave[i].cosine;
        snprintf(line, sizeof line, "%s %s", waves_name(&g->wave[i]),
                 draw_signed_text(wave_value(&g->wave[i], waves_marked(a)), 4).text);
        if (rows >= 2 + cosine)
            draw_text(c, row + 1 + cosine, col, cols, wave_color(&g->wave[i]), line);
    }
    if (rows < 5) return;
    snprintf(line, sizeof line, _("%.4g rad"),
             posenc_cell(&a->pipeline.waves, 0, a->dim).frequency);
    const char *const speed[] = {_("turns by"), line, _("a position")};
    for (int i = 0; i < 3; i++) draw_text(c, row + 3 + i, col, cols, ROLE_DIM, speed[i]);
}

/* The numbers beside the clock, a row each, as long as there are rows. */
static void draw_clock_text(const struct large *g, int col, int cols, int rows)
{
    bool cosine;
    char line[48];
    int row = g->box.row + 1;
    snprintf(line, sizeof line, _("pair %d"),
             posenc_pair(&g->app->pipeline.waves, g->app->dim, &cosine));
    draw_text(&g->box, row, col, cols, ROLE_STRONG, line);
    if (g->two.there)
        draw_two_values(g, row + 1, col, cols, rows - 1);
    else
        draw_one_value(g, row + 1, col, cols, rows - 1);
}

/* The angle of the selected pair at a position. */
static double turn_at(const struct app *a, const struct posenc_spot *s)
{
    struct posenc_cell cell = posenc_cell(&a->pipeline.waves, s->position, a->dim);
    return cell.turn + s->part * cell.frequency / TWO_PI;
}

static void draw_clock(const struct large *g, const struct waves_layout *l)
{
    const struct app *a = g->app;
    int rows = min_int(min_int(l->plot_rows, CLOCK_ROWS), (l->side_cols - CLOCK_TEXT - 2) / 2);
    rows = rows < CLOCK_ROWS_MIN ? 0 : rows;
    if (!a->pipeline.count && !a->waves.away) return;
    struct canvas face = g->box;
    face.row++;
    face.col += l->side_col;
    struct clock_hand hands[2] = {{waves_turn(a, a->dim), ROLE_ACCENT},
                                  {turn_at(a, &g->two.spots[1]), ROLE_STRONG}};
    if (rows) clock_hands_draw(&face, rows, hands, 1 + g->two.there, waves_sines_only(a));
    int taken = rows ? 2 * rows + 2 : 0;
    draw_clock_text(g, face.col + taken, l->side_cols - taken, l->plot_rows);
}

/* Why one wave of the pair is missing, in the place of the legend. */
static void draw_covered(const struct large *g)
{
    const struct canvas *c = &g->box;
    char text[64];
    struct wave pair[2];
    wave_pair(g->app, g->app->waves.first, pair);
    const struct wave *out = &pair[g->curve[0].dim == pair[0].dim];
    snprintf(text, sizeof text,
             g->count == 1 ? _(" dim %d %s is taken out: sines only ")
                           : _(" dim %d %s is left out: too dense for both "),
             out->dim, waves_name(out));
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
    struct wave pair[2];
    bool alone = g.drawn < wave_pair(a, a->waves.first, pair);
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
