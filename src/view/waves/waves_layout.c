#include "view/waves/waves_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "view/marks/wave.h"

/* Rows of the body from which on a part is there. */
#define GAUGES_FROM 20
#define LARGE_FROM 12
#define BOX_FROM 20     /* the lower edge of the large waves */
#define PARTNER_FROM 28 /* the partner's values */
/* Columns of the screen from which on a part is there. */
#define HANDS_FROM 40
#define LENGTHS_FROM 60
#define FACES_FROM 80
#define VALUES_FROM 100
#define SIDE_FROM 110   /* a clock beside the large waves, which stand right above the strips */
#define GAUGE_ROWS 2    /* a blank row and the line */
#define PAIR_ROWS 2     /* the numbers and the sentence of two positions */
#define PAIR_FROM 10    /* rows that leave room for both without the gauges, */
#define SENTENCE_FROM 4 /* and for the sentence */
#define APART_COLS 20   /* a bar, a blank and the number */
#define APART_NUMBER 8  /* "0.000060" */
#define STRIPS_ENOUGH 8 /* strips of two rows each are worth it if this many are in sight */
#define STRIP_ROWS_MAX 3
#define PLOT_GOOD 7        /* rows of the large waves that are worth more than strips, */
#define STRIPS_MIN 4       /* of which these remain */
#define VALUE_COLS 7       /* "+0.8004" */
#define VALUE_COLS_MORE 9  /* "+1234.5" of schemes whose values are not bounded */
#define ARROW_COLS 2       /* the first columns of a hand */
#define FACE_ROWS_MIN 3    /* in a smaller clock face no angle can be read */
#define FACE_ROWS_COARSE 4 /* the same, of coarser dots than braille */
#define FACE_ROWS_MAX 4

/* Rows a strip takes: more than one if all dimensions fit so, or enough of them. */
static int rows_of_strip(int room, int d)
{
    for (int rows = STRIP_ROWS_MAX; rows > 1; rows--)
        if (room / rows >= d || (rows == 2 && room / rows >= STRIPS_ENOUGH)) return rows;
    return 1;
}

/* The rows of two positions take the place of the gauges where there are any. */
static void divide_rows(struct waves_layout *l, int d, int rows, bool two)
{
    int gauges = rows >= GAUGES_FROM ? GAUGE_ROWS : 0;
    l->pair_rows = !two ? 0 : rows >= PAIR_FROM ? PAIR_ROWS : rows >= SENTENCE_FROM;
    int room = rows - max_int(gauges, l->pair_rows);
    l->pair_row = rows - l->pair_rows;
    l->gauges_row = gauges && !two ? rows - 1 : -1;
    if (room >= LARGE_FROM) {
        l->boxed = room >= BOX_FROM;
        l->partner = room >= PARTNER_FROM;
        int others = 4 + l->boxed + l->partner; /* title, ticks, words, values */
        l->plot_rows = ((l->boxed ? room * 2 / 5 : room / 2) - others) | 1;
        int good = room - others - 1 - min_int(d, STRIPS_MIN); /* the strips give rows for it */
        l->plot_rows = max_int(l->plot_rows, min_int(PLOT_GOOD, (good - 1) | 1));
        int strips = room - l->plot_rows - others - 1;
        int64_t spare = strips - (int64_t)d * rows_of_strip(strips, d);
        /* With few dimensions the rest is for the large waves. */
        l->plot_rows += spare > 0 ? (int)spare / 2 * 2 : 0;
        l->large_rows = l->plot_rows + others;
    }
    l->head_row = room >= 4 ? l->large_rows : -1;
    l->strip_row = l->large_rows + (l->head_row >= 0);
    int strips = room > l->strip_row ? room - l->strip_row : 0;
    l->strip_rows = rows_of_strip(strips, d);
    l->strips = strips / l->strip_rows < d ? strips / l->strip_rows : d;
}

/* A column at the right of what is left, if the screen is that wide; −1: none. */
static int column(int *end, int cols, int from, int width)
{
    if (cols < from) return -1;
    *end -= width + WAVES_GAP;
    return *end + WAVES_GAP;
}

/* What stands at the right of the strips, up to *end: hands and faces, or how far apart two
 * positions are. */
static void divide_side(struct waves_layout *l, const struct app *a, int cols, int *end)
{
    bool paired = schemes[a->params.scheme].paired;
    l->hand_col = l->apart_col = -1;
    if (waves_compares(a)) {
        l->apart_cols = paired && cols >= FACES_FROM ? APART_COLS : APART_NUMBER;
        l->apart_col = column(end, cols, HANDS_FROM, l->apart_cols);
        return;
    }
    l->hand_col = paired ? column(end, cols, HANDS_FROM, WAVES_HAND_COLS) : -1;
    int face = min_int(l->strip_rows * (a->params.layout == LAYOUT_SPLIT ? 1 : 2), FACE_ROWS_MAX);
    bool faces = paired && cols >= FACES_FROM && face >= FACE_ROWS_MIN;
    l->face_rows = faces ? face : 0;
    /* It takes the arrow's place, and more. */
    l->face_col = faces ? l->hand_col + ARROW_COLS - 2 * face : -1;
    *end = faces ? l->face_col - 1 : *end;
}

static void divide_cols(struct waves_layout *l, const struct app *a, int cols)
{
    bool paired = schemes[a->params.scheme].paired;
    l->dim_col = cols >= HANDS_FROM;
    l->dim_cols = digit_count((uint64_t)a->params.d_model - 1);
    l->dim_cols = l->dim_cols < 3 ? 3 : l->dim_cols;
    l->name_col = paired ? l->dim_col + l->dim_cols + 1 : -1;
    l->curve_col = l->dim_col + l->dim_cols + 1 + 4 * paired;
    bool scrolls = l->strips < a->params.d_model && cols >= HANDS_FROM;
    l->bar_col = scrolls ? cols - 1 : -1;
    int end = cols - 1 - scrolls;
    divide_side(l, a, cols, &end);
    l->length_col = paired ? column(&end, cols, LENGTHS_FROM, WAVES_LENGTH_COLS) : -1;
    l->value_cols = paired ? VALUE_COLS : VALUE_COLS_MORE;
    l->value_col = column(&end, cols, paired ? VALUES_FROM : HANDS_FROM, l->value_cols);
    l->curve_cols = end - l->curve_col;
    l->plot_col = 1 + WAVE_AXIS_COLS;
    l->plot_cols = cols - l->plot_col - 1;
    if (cols >= SIDE_FROM && paired) {
        l->plot_col = l->curve_col;
        l->plot_cols = l->curve_cols;
        l->side_col = l->curve_col + l->curve_cols + WAVES_GAP;
        l->side_cols = cols - 1 - l->side_col;
    }
}

struct waves_layout waves_layout(const struct app *a, int rows, int cols)
{
    struct waves_layout l = {0};
    divide_rows(&l, a->params.d_model, rows, waves_compares(a));
    divide_cols(&l, a, cols);
    return l;
}

int waves_face(const struct app *a, const struct waves_layout *l, int i, bool coarse, int *first,
               int *count)
{
    const struct posenc *waves = &a->pipeline.waves;
    bool cosine;
    int dim = a->shown.window.dim + i, pair = posenc_pair(waves, dim, &cosine);
    *first = i > 0 && posenc_pair(waves, dim - 1, &cosine) == pair ? i - 1 : i;
    bool both = *first < i || (i + 1 < l->strips && posenc_pair(waves, dim + 1, &cosine) == pair);
    *count = both ? 2 : 1;
    int rows = min_int(*count * l->strip_rows, l->face_rows);
    return rows < (coarse ? FACE_ROWS_COARSE : FACE_ROWS_MIN) ? 0 : rows;
}

/* Values at the positions that a person marked are on the axis too, after a text's end. */
struct wave_axis waves_axis(const struct app *a)
{
    const struct window *window = &a->shown.window;
    struct wave_axis axis = wave_axis(a, a->waves.first, waves_span(a), window->dim, window->dims);
    struct waves_two two = waves_two(a);
    if (!schemes[a->params.scheme].of_text) return axis;
    struct wave w = wave_of(a, a->dim, a->waves.first); /* all dimensions are alike */
    for (int i = waves_picked(a) ? 0 : 1; i < 1 + two.there; i++) {
        double value = wave_value(&w, two.x[i]);
        if (value > axis.high) axis.high = wave_full(value);
        if (value < axis.low) axis.low = -wave_full(-value);
    }
    return axis;
}

struct waves_two waves_two(const struct app *a)
{
    struct waves_two two = {.there = false};
    two.there = waves_spots(a, two.spots) == 2;
    for (int i = 0; i < 1 + two.there; i++)
        two.x[i] = (double)(int64_t)(two.spots[i].position - a->waves.first) + two.spots[i].part;
    return two;
}

struct style waves_second_style(const struct canvas *c)
{
    struct style style = role_style(ROLE_STRONG, c->caps->depth);
    style.attr |= ATTR_BOLD;
    return style;
}

double waves_apart(const struct app *a, int dim, const struct waves_two *two)
{
    const struct pipeline *p = &a->pipeline;
    bool cosine;
    if (schemes[p->params.scheme].paired) {
        int pair = posenc_pair(&p->waves, dim, &cosine);
        struct posenc_apart apart = posenc_apart(&p->waves, pair, two->spots);
        return waves_sines_only(a) ? fabs(apart.sine) : apart.distance;
    }
    struct wave from = wave_of(a, dim, two->spots[0].position),
                to = wave_of(a, dim, two->spots[1].position);
    return fabs(wave_value(&from, two->spots[0].part) - wave_value(&to, two->spots[1].part));
}

struct draw_short waves_apart_text(double distance)
{
    struct draw_short out;
    int decimals = 2;
    double full = 0.0995;
    for (; decimals < 7 && distance < full; decimals++) full /= 10;
    if (isnan(distance))
        snprintf(out.text, sizeof out.text, "%s", DRAW_MISSING);
    else if (distance < 1e-12)
        snprintf(out.text, sizeof out.text, "%s", distance > 0 ? "< 1e-12" : "0");
    else if (distance < 1e-6 || distance >= 1e6)
        snprintf(out.text, sizeof out.text, "%.1e", distance);
    else
        snprintf(out.text, sizeof out.text, "%.*f", decimals, distance);
    return out;
}

double waves_marked(const struct app *a)
{
    struct waves_place place = waves_place(a);
    return (double)(place.position - a->waves.first) + place.part;
}

double waves_turn(const struct app *a, int dim)
{
    struct waves_place place = waves_place(a);
    struct posenc_cell cell = posenc_cell(&a->pipeline.waves, place.position, dim);
    double turn = cell.turn + place.part * cell.frequency / TWO_PI;
    return turn - floor(turn);
}

struct draw_short waves_length_text(double length)
{
    struct draw_short out;
    snprintf(out.text, sizeof out.text,
             isinf(length)  ? "∞"
             : length < 1e6 ? "%.2f"
                            : "%.4g",
             length);
    return out;
}
