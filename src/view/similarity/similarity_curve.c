/* The selected row of the matrix against distance. There are only whole distances: where they have
 * columns for it, each is a dash of its own on a stem, and nothing joins them; where they are
 * denser they are steps, midway between them. Of E and X, which know no distance, each word is a
 * point on a stem. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/views/similarity.h"
#include "base/num.h"
#include "base/words.h"
#include "view/marks/curve.h"
#include "view/marks/label.h"
#include "view/marks/wave.h"
#include "view/similarity/similarity_parts.h"

#define FOOT_ROWS 2 /* rises, and the axis */
#define BOX_ROWS 12 /* from this many rows on there is a box around it */
#define WORD_COLS_MIN 5
#define STEM_COLS 2 /* of a distance that has a stem */
#define RISE_COLS 3 /* between the marks of two rises */

struct distances {
    const struct app *app;
    const struct canvas *canvas;
    const struct similarity_model *model;
    struct curve_area area;
    struct wave_axis axis;
};

/* What a column shows: the distance it stands for, or the range of all that lie in it. */
static void dash_range(const void *context, double x0, double x1, double *low, double *high)
{
    const struct similarity_model *m = context;
    int first = (int)ceil(x0) - m->curve_first, last = (int)ceil(x1) - 1 - m->curve_first;
    if (x1 - x0 < 1) first = last = (int)floor((x0 + x1) / 2 + 0.5) - m->curve_first;
    for (int i = first; i <= last; i++) {
        if (i < 0 || i >= m->curve_count) continue;
        bool none = *low > *high; /* as the caller set it */
        *low = none ? m->curve[i] : fmin(*low, m->curve[i]);
        *high = none ? m->curve[i] : fmax(*high, m->curve[i]);
    }
}

/* From zero to the value, in the column that holds the distance itself. It is drawn under the
 * dashes, to whose cells it leaves no dots: they would fray. */
static void stem_range(const void *context, double x0, double x1, double *low, double *high)
{
    const struct similarity_model *m = context;
    double whole = ceil(x0);
    if (whole >= x1) return;
    dash_range(m, whole, whole, low, high);
    if (*low <= *high) {
        *low = fmin(*low, 0);
        *high = fmax(*high, 0);
    }
}

/* What a column shows of steps: all distances that touch it, so that neighbours join. */
static void step_range(const void *context, double x0, double x1, double *low, double *high)
{
    const struct similarity_model *m = context;
    double first = ceil(x0 - 0.5);
    int steps = (int)(floor(x1 + 0.5) - first);
    for (int i = 0; i <= steps; i++) dash_range(m, first + i, first + i, low, high);
}

static struct distances lay_out(const struct app *a, const struct canvas *c)
{
    const struct similarity_model *m = &a->similarity;
    bool boxed = c->rows >= BOX_ROWS;
    double low = 0, reach = 0;
    for (int i = 0; i < m->curve_count; i++) {
        low = fmin(low, m->curve[i]);
        reach = fmax(reach, fabs(m->curve[i]));
    }
    struct distances d = {.app = a, .canvas = c, .model = m};
    d.axis.high = m->dot ? wave_full(fmax(fmax(reach, m->full), 1e-9)) : 1;
    d.axis.low = low < 0 ? -d.axis.high : 0;
    d.area = (struct curve_area){.row = c->row + 1,
                                 .col = c->col + boxed + SIMILARITY_AXIS_COLS,
                                 .rows = c->rows - 1 - FOOT_ROWS - boxed,
                                 .cols = c->cols - SIMILARITY_AXIS_COLS - 2 * boxed - 1,
                                 .x0 = m->curve_first - 0.5,
                                 .x1 = m->curve_first + m->curve_count - 0.5};
    if (d.area.rows > 0) curve_scale(&d.area, d.axis.low, d.axis.high, true, c->caps);
    return d;
}

/* The first rise on the way out from distance 0: ahead, else back; 0: none. */
static int first_rise(const struct similarity_model *m)
{
    for (int k = 1; k < m->curve_count + m->curve_first; k++)
        if (m->rises[k - m->curve_first]) return k;
    for (int k = -1; k >= m->curve_first; k--)
        if (m->rises[k - m->curve_first]) return k;
    return 0;
}

/* The last distance that there is a similarity for. */
static int last_known(const struct similarity_model *m)
{
    int last = m->curve_count - 1;
    while (last > 0 && isnan(m->curve[last])) last--;
    return m->curve_first + last;
}

/* What there is to say of distance, long or short: of positions alone it is a law, of words none,
 * of both together neither. Returns whether it is a warning. */
static bool news_text(const struct app *a, bool brief, struct str *out)
{
    const struct similarity_model *m = &a->similarity;
    const struct scheme *s = &schemes[a->pipeline.params.scheme];
    uint64_t position = pipeline_position(&a->pipeline, a->token);
    int rise = m->matrix == SIMILARITY_P ? first_rise(m) : 0, last = last_known(m);
    if (m->matrix != SIMILARITY_P && label_is_gap(a))
        str_adds(out, brief ? _("no E") : _("a gap has no row of E: nothing to compare"));
    else if (m->matrix == SIMILARITY_E)
        str_adds(out, brief ? _("no distance") : _("E knows no distance"));
    else if (!scheme_has_row(s, position))
        str_addf(out,
                 brief ? _("%llu has no row") : _("position %llu has no row: nothing to compare"),
                 (unsigned long long)position);
    else if (m->curve_count && isnan(m->curve[-m->curve_first]))
        str_addf(out, brief ? _("no angle") : _("no angle: %s is 0"),
                 similarity_matrix_name(m->matrix));
    else if (m->matrix == SIMILARITY_X)
        str_adds(out, brief ? _("words count too") : _("words count as well as distance"));
    else if (rise)
        str_addf(out, brief ? _("rises again at k = %d") : _("first rises again at k = %d"), rise);
    else
        str_addf(out, brief ? _("no rise to k = %d") : _("does not rise again up to k = %d"), last);
    return rise;
}

/* At the left what the curve is, at the right what there is to say of it; they are shortened in
 * turn until both fit. */
static void draw_title(const struct app *a, const struct canvas *c)
{
    const struct similarity_model *m = &a->similarity;
    const char *matrix = similarity_matrix_name(m->matrix);
    char row[48], titles[3][80]; /* row: "P(7)"; "E[3]", by its index */
    bool distance = m->matrix == SIMILARITY_P;
    struct str news[2] = {STR_EMPTY, STR_EMPTY};
    if (m->matrix == SIMILARITY_E)
        snprintf(row, sizeof row, "%s[%s]", matrix, label_index(a, a->token).text);
    else
        snprintf(row, sizeof row, "%s(%llu)", matrix, label_position(a, a->token));
    snprintf(titles[0], sizeof *titles,
             !distance
                 ? m->dot ? _("dot product to %s, word by word") : _("cosine to %s, word by word")
             : m->dot ? _("dot product to %s by distance")
                      : _("cosine to %s by distance"),
             row);
    snprintf(titles[1], sizeof *titles, m->dot ? _("dot to %s") : _("cosine to %s"), row);
    snprintf(titles[2], sizeof *titles, "%s", m->dot ? _("dot") : _("cosine"));
    bool rise = news_text(a, false, &news[0]);
    news_text(a, true, &news[1]);
    int form = 0, room = c->cols - 5, title = 0, width = draw_width(c, str_text(&news[0]));
    while (draw_width(c, titles[title]) + width > room && form++ < 3) {
        title = (form + 1) / 2;
        width = draw_width(c, str_text(&news[form / 2]));
    }
    draw_text(c, c->row, c->col + 1, 1, ROLE_STRONG, " ");
    int col =
        c->col + 2 + draw_text(c, c->row, c->col + 2, c->cols - 2, ROLE_STRONG, titles[title]);
    draw_text(c, c->row, col, 1, ROLE_STRONG, " ");
    link_action(a, c, c->row, c->col + 1, col - c->col, "similarity-dot");
    int at = c->col + c->cols - width - 2;
    if (at > col) {
        frame_fill(c->frame, c->row, at - 1, 1, width + 2, role_style(ROLE_DIM, c->caps->depth));
        draw_text(c, c->row, at, width, rise ? ROLE_WARN : ROLE_DIM,
                  str_text(&news[min_int(form, 3) / 2]));
    }
    str_free(&news[0]);
    str_free(&news[1]);
}

/* A row of labels, filled from left to right. */
struct label_row {
    int row, free; /* `free`: the first column that can be used */
};

/* Text at a distance's column, if that is free. */
static void draw_label(const struct canvas *c, const struct distances *d, struct label_row *labels,
                       int k, enum role role, const char *text)
{
    int col, width = draw_width(c, text), end = d->area.col + d->area.cols;
    if (!curve_col(&d->area, k, &col)) return;
    col = col + width > end ? end - width : col;
    if (col < labels->free) return;
    draw_text(c, labels->row, col, width, role, text);
    labels->free = col + width + 1;
}

/* Below the curve a mark for each rise, with its distance where that has room. */
static void draw_rises(const struct canvas *c, const struct distances *d)
{
    const struct similarity_model *m = d->model;
    struct label_row labels = {d->area.row + d->area.rows, d->area.col};
    for (int i = 0; i < m->curve_count; i++) {
        int k = m->curve_first + i;
        char text[24];
        if (!m->rises[i]) continue;
        snprintf(text, sizeof text, "▲%s%d", k < 0 ? "−" : "", abs(k));
        draw_label(c, d, &labels, k, ROLE_WARN, text);
    }
    for (int i = 0, col; i < m->curve_count; i++)
        if (m->rises[i] && curve_col(&d->area, m->curve_first + i, &col) &&
            frame_cell(c->frame, labels.row, col)->ch == ' ')
            draw_text(c, labels.row, col, 1, ROLE_WARN, "▲");
}

/* Where rises crowd, the curve shows between their marks. */
static bool rise_marked(const struct distances *d, int i)
{
    const struct similarity_model *m = d->model;
    bool marked = false;
    for (int at = 0, free = d->area.col, col; at <= i; at++) {
        marked = m->rises[at] && curve_col(&d->area, m->curve_first + at, &col) && col >= free;
        if (marked) free = col + RISE_COLS;
    }
    return marked;
}

/* Of P its rises; then the selected word's other places, and the shifted one; of E and X, between
 * whose words there is nothing, a point for each word. */
static bool distance_mark(const void *context, int i, struct curve_mark *out)
{
    const struct distances *d = context;
    const struct similarity_model *m = d->model;
    const struct pipeline *p = &d->app->pipeline;
    int at = i % m->curve_count, k = m->curve_first + at;
    size_t token = d->app->token + (size_t)k;
    bool above = i >= m->curve_count, shifted = k == (int)m->shift;
    bool same = token < p->count && pipeline_same_word(p, token, d->app->token);
    bool points = m->matrix != SIMILARITY_P;
    if (above ? k == 0 || (!same && !shifted) : !points && !rise_marked(d, at)) return false;
    enum role role = above ? ROLE_ACCENT : points ? ROLE_STRONG : ROLE_WARN;
    *out = (struct curve_mark){.x = k,
                               .y = m->curve[at],
                               .style = role_style(role, d->canvas->caps->depth),
                               .diamond = above && shifted};
    return true;
}

static void draw_curve(const struct canvas *c, const struct distances *d)
{
    bool points = d->model->matrix != SIMILARITY_P;
    bool dense = d->area.cols < STEM_COLS * (d->area.x1 - d->area.x0);
    struct style line = role_style(ROLE_STRONG, c->caps->depth);
    const struct curve_series stems = {stem_range, d->model, role_style(ROLE_LINE, c->caps->depth),
                                       true},
                              dashes = {dash_range, d->model, line, false},
                              steps = {step_range, d->model, line, false};
    const struct curve_series series[2] = {points || !dense ? stems : steps, dashes};
    struct curve_picture picture = {.area = d->area,
                                    .series = series,
                                    .series_count = points || dense ? 1 : 2,
                                    .marks = {distance_mark, d, 2 * d->model->curve_count, 1}};
    curve_draw(c->frame, &picture, c->caps);
}

static int tick_step(const struct distances *d)
{
    double cols = d->area.cols / (d->area.x1 - d->area.x0);
    return min_int((int)nice_ceiling(fmax(5 / cols, 1)), 20);
}

/* Of P distances; of E and X, which know none, the words, or where those have no room, their
 * positions. */
static void draw_ticks(const struct app *a, const struct canvas *c, const struct distances *d)
{
    const struct similarity_model *m = d->model;
    int row = d->area.row + d->area.rows + 1, step = tick_step(d);
    struct label_row labels = {row, d->area.col};
    int cols = (int)(d->area.cols / (d->area.x1 - d->area.x0));
    bool words = !similarity_runs_on(a) && cols >= WORD_COLS_MIN,
         distance = m->matrix == SIMILARITY_P;
    const char *name = words ? "" : distance ? "k" : _("pos");
    draw_right(c, row, d->area.col - 4, 3, ROLE_DIM, name);
    for (int i = 0; i < m->curve_count; i++) {
        int k = m->curve_first + i, col;
        size_t token = a->token + (size_t)k;
        enum role role = k == 0 || k == (int)m->shift ? ROLE_ACCENT : ROLE_DIM;
        char text[24];
        if (words && curve_col(&d->area, k - 0.5, &col)) {
            label_token_draw(a, c, (struct span){row, col, cols - 1}, role, token);
        } else if (k % step == 0) {
            if (distance)
                snprintf(text, sizeof text, "%s%d", k < 0 ? "−" : "", abs(k));
            else
                snprintf(text, sizeof text, "%llu", label_position(a, token));
            draw_label(c, d, &labels, k, ROLE_DIM, text);
        }
    }
}

/* A click on a distance takes it for the shift where the curve is one of positions; where its
 * entries are words, it selects the word. */
static void add_hits(const struct app *a, const struct canvas *c, const struct distances *d)
{
    const struct similarity_model *m = d->model;
    bool positions = m->matrix == SIMILARITY_P;
    for (int col = 0; col < d->area.cols; col++) {
        double x = d->area.x0 + (d->area.x1 - d->area.x0) * (col + 0.5) / d->area.cols;
        int k = (int)floor(x + 0.5);
        size_t token = a->token + (size_t)k;
        const struct area at = {d->area.row, d->area.col + col, d->area.rows + FOOT_ROWS, 1};
        if (positions && k >= 0) link_own(c, at, k);
        if (!positions && token < a->pipeline.count) link_token(c, at, token);
    }
}

void similarity_curve_draw(const struct app *a, const struct canvas *c)
{
    struct distances d = lay_out(a, c);
    if (c->rows >= BOX_ROWS) wave_box(c);
    draw_title(a, c);
    if (d.area.rows < 1 || d.area.cols < 8 || !d.model->curve_count) return;
    wave_axis_draw(c, &d.area, d.axis);
    draw_curve(c, &d);
    if (d.model->matrix == SIMILARITY_P) draw_rises(c, &d);
    draw_ticks(a, c, &d);
    add_hits(a, c, &d);
}
