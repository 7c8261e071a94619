/* The words of the passage on their two principal axes: a point each, labelled where a label fits.
 * A unit is as long upwards as it is sideways: a row is as high as two columns are wide. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/safe.h"
#include "base/num.h"
#include "base/words.h"
#include "view/embedding/embedding_parts.h"
#include "view/marks/label.h"

#define ROW_COLS 2        /* a row's height in columns */
#define MARGIN 2          /* columns */
#define LABEL_COLS_MAX 14 /* with a column at either side, less than a word of bits */
#define LABEL_COLS_MIN 4  /* where a word has no room for its label, the label is cut to this */
#define CODE_POINT 0x25CF /* ● */
#define CODE_DOT 0xB7     /* · */
#define AREA_ROWS_MAX 256 /* a larger area is drawn on in part */
#define AREA_COLS_MAX 512

struct plot {
    const struct app *app;
    struct canvas area;                       /* below the heading */
    int row[WORD_MAP_MAX], col[WORD_MAP_MAX]; /* of word i's point, on the frame */
    int zero_row, zero_col;                   /* of the mean */
    int arrow_row, arrow_col; /* how far P moves every word, in rows and columns of the frame */
    int selected;
    bool named[WORD_MAP_MAX]; /* word i has its label */
    struct span over;         /* the selected word's label, which may cover points */
    bool taken[AREA_ROWS_MAX][AREA_COLS_MAX]; /* something stands in this cell of the area */
};

static bool arrow_on(const struct app *a)
{
    return a->embedding.arrows && isfinite(a->embedding.arrow[0]);
}

/* Of the points, and of where P takes them. */
static void range(const struct app *a, int axis, double *low, double *high)
{
    const struct pca *pca = &a->embedding.map.pca;
    double by = arrow_on(a) ? a->embedding.arrow[axis] : 0;
    *low = *high = 0; /* the mean is in sight */
    for (int i = 0; i < pca->n; i++) {
        *low = fmin(*low, pca->at[i][axis]);
        *high = fmax(*high, pca->at[i][axis]);
        *low = fmin(*low, pca->at[i][axis] + by);
        *high = fmax(*high, pca->at[i][axis] + by);
    }
}

/* The largest scale, in columns a unit, at which all points are in sight. */
static double scale_of(const struct canvas *area, double width, double height)
{
    double across = width > 0 ? (area->cols - 1 - 2 * MARGIN) / width : HUGE_VAL;
    double up = height > 0 ? ROW_COLS * (area->rows - 1) / height : HUGE_VAL;
    double scale = fmin(across, up);
    return isfinite(scale) && scale > 0 ? scale : 0;
}

static void lay_out(const struct app *a, const struct canvas *c, struct plot *p)
{
    const struct pca *pca = &a->embedding.map.pca;
    *p = (struct plot){.app = a, .area = *c};
    p->area.row++;
    p->area.rows = min_int(p->area.rows - 1, AREA_ROWS_MAX);
    p->area.cols = min_int(p->area.cols, AREA_COLS_MAX);
    double left, right, low, high;
    range(a, 0, &left, &right);
    range(a, 1, &low, &high);
    double scale = scale_of(&p->area, right - left, high - low);
    double x0 = (p->area.cols - 1) / 2.0 - scale * (left + right) / 2;
    double y0 = (p->area.rows - 1) / 2.0 + scale * (low + high) / 2 / ROW_COLS;
    for (int i = 0; i < pca->n; i++) {
        p->col[i] = p->area.col +
                    clamp_int((int64_t)(x0 + scale * pca->at[i][0] + 0.5), 0, p->area.cols - 1);
        p->row[i] = p->area.row + clamp_int((int64_t)(y0 - scale * pca->at[i][1] / ROW_COLS + 0.5),
                                            0, p->area.rows - 1);
    }
    if (arrow_on(a)) {
        p->arrow_col = (int)lround(scale * a->embedding.arrow[0]);
        p->arrow_row = -(int)lround(scale * a->embedding.arrow[1] / ROW_COLS);
    }
    p->zero_col = p->area.col + clamp_int((int64_t)(x0 + 0.5), 0, p->area.cols - 1);
    p->zero_row = p->area.row + clamp_int((int64_t)(y0 + 0.5), 0, p->area.rows - 1);
    p->selected = a->pipeline.count
                      ? passage_find(&a->embedding.passage, pipeline_index(&a->pipeline, a->token))
                      : -1;
}

static void take(struct plot *p, int row, int col, int cols)
{
    memset(&p->taken[row - p->area.row][col - p->area.col], true, (size_t)cols);
}

static enum role role_of(struct plot *p, int i, enum role plain)
{
    if (i == p->selected) return ROLE_ACCENT;
    size_t token = p->app->embedding.passage.at[i];
    if (training_row_unmoved(p->app, pipeline_index(&p->app->pipeline, token))) return ROLE_LINE;
    return pipeline_is_new(&p->app->pipeline, token) ? ROLE_NEW : plain;
}

static void draw_point(struct plot *p, int i)
{
    size_t token = p->app->embedding.passage.at[i];
    enum role role = role_of(p, i, ROLE_SIN);
    const struct caps *caps = p->area.caps;
    frame_put(p->area.frame, p->row[i], p->col[i], role_style(role, caps->depth),
              caps->ascii ? 'o' : CODE_POINT);
    take(p, p->row[i], p->col[i], 1);
    link_token(&p->area, (struct area){p->row[i], p->col[i], 1, 1}, token);
}

/* Heads in the eight directions, from the right on against the clock; a row counts for two
 * columns. */
static uint32_t arrow_head(int rows, int cols, bool ascii)
{
    static const uint32_t heads[2][8] = {
        {0x2192, 0x2197, 0x2191, 0x2196, 0x2190, 0x2199, 0x2193, 0x2198},
        {'>', '/', '^', '\\', '<', '/', 'v', '\\'}};
    int eighth = (int)lround(atan2(-ROW_COLS * rows, cols) / (PI / 4));
    return heads[ascii][(eighth + 8) % 8];
}

/* What P adds to word i: from its point as far, and in the direction, as from any other. */
static void draw_arrow(struct plot *p, int i)
{
    const struct canvas *c = &p->area;
    int rows = p->arrow_row, cols = p->arrow_col, steps = max_int(abs(rows), abs(cols));
    bool ascii = c->caps->ascii;
    struct style style = role_style(i == p->selected ? ROLE_ACCENT : ROLE_COS, c->caps->depth);
    for (int k = 1; k <= steps; k++) {
        int row = p->row[i] + (int)lround((double)rows * k / steps),
            col = p->col[i] + (int)lround((double)cols * k / steps);
        if (row < c->row || row >= c->row + c->rows || col < c->col || col >= c->col + c->cols)
            continue;
        bool head = k == steps;
        if (!head && p->taken[row - c->row][col - c->col]) continue;
        frame_put(c->frame, row, col, style,
                  head    ? arrow_head(rows, cols, ascii)
                  : ascii ? '.'
                          : 0x2219);
        take(p, row, col, 1);
    }
}

/* Nothing stands in these cells, nor in the ones before and after them. */
static bool is_free(const struct plot *p, int row, int col, int cols)
{
    int end = p->area.col + p->area.cols;
    if (row < p->area.row || row >= p->area.row + p->area.rows || col < p->area.col ||
        col + cols > end)
        return false;
    int from = max_int(col - 1, p->area.col), to = min_int(col + cols + 1, end);
    return !memchr(&p->taken[row - p->area.row][from - p->area.col], 1, (size_t)(to - from));
}

/* No other point stands right above or below these cells: the label there can only be point i's. */
static bool is_clear(const struct plot *p, int i, int row, int col, int cols)
{
    for (int k = 0; k < p->app->embedding.map.pca.n; k++) {
        bool near = abs(p->row[k] - row) == 1 && p->col[k] >= col - 1 && p->col[k] <= col + cols;
        if (near && k != i && (p->row[k] != p->row[i] || p->col[k] != p->col[i])) return false;
    }
    return true;
}

/* Where word i's label of `cols` columns goes: right or left of its point, below or above
 * it, or nowhere; the selected one's goes over points if it must. */
static bool place_label(const struct plot *p, int i, int cols, int *row, int *col)
{
    int x = p->col[i], y = p->row[i], end = p->area.col + p->area.cols - cols;
    int middle = x - cols / 2 < p->area.col ? p->area.col : x - cols / 2 > end ? end : x - cols / 2;
    const int places[][2] = {{y, x + 2}, {y, x - 1 - cols}, {y + 1, middle}, {y - 1, middle}};
    for (int k = 0; k < 4; k++)
        /* cppcheck-suppress arrayIndexThenCheck ; the second comparison is not of its bounds */
        if (is_free(p, places[k][0], places[k][1], cols) &&
            (k < 2 || is_clear(p, i, places[k][0], places[k][1], cols))) {
            *row = places[k][0];
            *col = places[k][1];
            return true;
        }
    *row = y;
    *col = x + 2 <= end ? x + 2 : x - 1 - cols;
    return i == p->selected && *col >= p->area.col;
}

static bool is_covered(const struct plot *p, int i)
{
    return p->row[i] == p->over.row && p->col[i] >= p->over.col &&
           p->col[i] < p->over.col + p->over.cols;
}

/* The word that stands at point i, cut at `cols_max` columns. */
static void draw_label(struct plot *p, int i, int cols_max)
{
    if (p->named[i] || is_covered(p, i)) return;
    const struct app *a = p->app;
    size_t token = i == p->selected ? a->token : a->embedding.passage.at[i];
    struct str text = STR_EMPTY;
    label_token(a, token, &text);
    int cols = min_int(safe_width(str_text(&text), text.len, p->area.caps->text), cols_max);
    int row, col;
    if (place_label(p, i, cols, &row, &col)) {
        enum role role = role_of(p, i, ROLE_DIM);
        const struct span at = {row, col, cols};
        p->named[i] = true;
        take(p, row, col, draw_cut(&p->area, at, role, str_text(&text), text.len));
        if (i == p->selected) p->over = at;
        link_token(&p->area, (struct area){row, col, 1, cols}, a->embedding.passage.at[i]);
    }
    str_free(&text);
}

/* Something stands in this cell of the area, or in the one before or after it. */
static bool is_near(const struct plot *p, int row, int col)
{
    int from = max_int(col - 1, 0), to = min_int(col + 2, p->area.cols);
    return memchr(&p->taken[row][from], 1, (size_t)(to - from));
}

/* Dots through the mean, with a blank between them and what else stands there. */
static void draw_axes(const struct plot *p)
{
    const struct canvas *c = &p->area;
    struct style line = role_style(ROLE_LINE, c->caps->depth);
    for (int k = 0; k < c->cols; k += 2)
        if (!is_near(p, p->zero_row - c->row, k))
            frame_put(c->frame, p->zero_row, c->col + k, line, c->caps->ascii ? '-' : CODE_DOT);
    for (int k = 0; k < c->rows; k++) {
        bool crossing = c->row + k == p->zero_row && (p->zero_col - c->col) % 2 == 0;
        if (!crossing && !is_near(p, k, p->zero_col - c->col))
            frame_put(c->frame, c->row + k, p->zero_col, line, c->caps->ascii ? '|' : CODE_DOT);
    }
}

/* What P moves every word by, in a long and a short form, of 128 and 64 bytes. */
static void say_arrow(const struct app *a, bool short_of_a_cell, char *text, char *brief)
{
    unsigned long long at = label_position(a, a->token);
    bool plane = embedding_arrow_state(a) != ARROW_NO_PLANE;
    const double *by = a->embedding.arrow;
    struct draw_short x = draw_signed_text(by[0], 2), y = draw_signed_text(by[1], 2);
    snprintf(text, 128,
             plane && !arrow_on(a) ? _("no P[%llu]: no arrow")
             : !plane              ? _("one axis, no plane: no arrows")
             : short_of_a_cell     ? _("the same P[%llu] on every word: (%s, %s), less than a cell")
                                   : _("the same P[%llu] on every word: (%s, %s)"),
             at, x.text, y.text);
    snprintf(brief, 64,
             plane && !arrow_on(a) ? _("no P[%llu]")
             : !plane              ? _("no plane, no arrows")
             : short_of_a_cell     ? _("the same P[%llu] on every word, < 1 cell")
                                   : _("the same P[%llu] on every word"),
             at);
}

/* How many words, and how many of them have a label where not all do; or what the arrows are. */
static void draw_heading(const struct app *a, const struct canvas *c, int named,
                         bool short_of_a_cell)
{
    const struct passage *w = &a->embedding.passage;
    const double *share = a->embedding.map.pca.share, first = 100 * share[0],
                 second = 100 * share[1];
    char title[128], brief[48], aside[96], aside_brief[48];
    bool part = w->end - w->first < a->pipeline.count, all = named == w->count;
    unsigned long long words = (unsigned long long)w->count;
    snprintf(brief, sizeof brief,
             all ? words_plural("%d word", "%d words", words)
                 : words_plural("%d word, %d named", "%d words, %d named", words),
             w->count, named);
    snprintf(title, sizeof title,
             all ? words_plural("%d word at %llu…%llu", "%d words at %llu…%llu", words)
                 : words_plural("%d word at %llu…%llu, %d named", "%d words at %llu…%llu, %d named",
                                words),
             w->count, label_position(a, w->first), label_position(a, w->end - 1), named);
    snprintf(aside, sizeof aside, _("axes hold %.0f %% and %.0f %% of the variance"), first,
             second);
    snprintf(aside_brief, sizeof aside_brief, _("axes %.0f %% + %.0f %%"), first, second);
    if (!(share[0] > 0)) /* one word, or one row twice */
        snprintf(aside, sizeof aside, _("no axes: nothing differs"));
    struct embedding_heading h = {part ? title : brief, brief, NULL, aside,
                                  share[0] > 0 ? aside_brief : _("no axes")};
    char moves[128], moves_brief[64];
    if (a->embedding.arrows && share[0] > 0) {
        say_arrow(a, short_of_a_cell, moves, moves_brief);
        h.title = moves;
        h.brief = moves_brief;
    }
    embedding_heading_draw(c, c->row, &h);
}

void embedding_map_draw(const struct app *a, const struct canvas *c)
{
    int count = a->embedding.map.pca.n;
    if (!count) return;
    struct plot p;
    lay_out(a, c, &p);
    if (p.area.cols < 2 * MARGIN + 2) {
        draw_heading(a, c, count, false);
        return;
    }
    for (int i = 0; i < count; i++) draw_point(&p, i);
    for (int i = 0; i < count && arrow_on(a); i++) draw_arrow(&p, i);
    if (p.selected >= 0) {
        draw_point(&p, p.selected);
        draw_label(&p, p.selected, LABEL_COLS_MAX);
    }
    for (int i = 0; i < count; i++) draw_label(&p, i, LABEL_COLS_MAX);
    int named = 0;
    for (int i = 0; i < count; i++) {
        draw_label(&p, i, LABEL_COLS_MIN);
        named += p.named[i];
    }
    draw_heading(a, c, named, !p.arrow_row && !p.arrow_col);
    draw_axes(&p);
}
