#include "view/marks/curve.h"

#include <math.h>
#include <stdlib.h>

/* How fine the dots of a glyph set are, and the glyph for a cell's dots: bit
 * x · y_dots + y stands for the dot in column x, row y from the top. */
struct dots {
    int x_dots, y_dots;
    uint32_t (*glyph)(unsigned bits);
};

/* Unicode numbers braille dots 1 2 3 7 down the left column, 4 5 6 8 down the
 * right one; dot n is bit n − 1 above U+2800. */
static uint32_t braille_glyph(unsigned bits)
{
    return 0x2800u | (bits & 0x87) | (bits & 0x70) >> 1 | (bits & 0x08) << 3;
}

/* One bit for each third of the cell's height. */
static uint32_t ascii_glyph(unsigned bits)
{
    static const char glyphs[8] = {' ', '\'', '-', ':', '.', ':', ':', '|'};
    return (uint32_t)glyphs[bits & 7];
}

static const struct dots braille = {2, 4, braille_glyph};
static const struct dots thirds = {1, 3, ascii_glyph};

/* The row of dots in which y lies, of `count` from the top edge down. */
static int dot_row(const struct curve_area *a, double y, int count)
{
    double down = (a->y1 - y) / (a->y1 - a->y0) * count;
    return down < count ? down > 0 ? (int)down : 0 : count - 1;
}

/* The dot rows that a curve takes in one dot column; none when first > last. */
struct taken {
    int first, last;
};

static struct taken taken_rows(const struct curve_area *a, double low, double high, int rows)
{
    if (!(low <= high && low <= a->y1 && high >= a->y0)) /* NaN too */
        return (struct taken){0, -1};
    int first = dot_row(a, high, rows), last = dot_row(a, low, rows);
    /* A range that ends on the very edge between two rows does not enter the lower one. */
    bool touches = last > first && low >= a->y1 - (a->y1 - a->y0) * last / rows;
    return (struct taken){first, last - touches};
}

/* x at the left edge of dot column i of `count`. Neighbours share the very same
 * edge, so that their ranges touch and the curve has no gaps. */
static double edge(const struct curve_area *a, int i, int count)
{
    double t = (double)i / count;
    return a->x0 * (1 - t) + a->x1 * t;
}

/* The dots of the cells in columns first … end − 1 of the area, which are on the frame. */
struct dot_cell {
    uint8_t bits, series; /* the series whose style it takes */
};
struct picture {
    const struct curve_area *area;
    const struct dots *dots;
    int first, end;
    struct dot_cell *cells; /* (rows, end − first) */
};

static void add_dots(const struct picture *p, struct taken taken, int col, int x, int series)
{
    int y_dots = p->dots->y_dots;
    for (int y = taken.first; y <= taken.last; y++) {
        struct dot_cell *cell = p->cells + y / y_dots * (p->end - p->first) + col - p->first;
        cell->bits |= (uint8_t)(1u << (x * y_dots + y % y_dots));
        cell->series = (uint8_t)series;
    }
}

static void add_series(const struct picture *p, const struct curve_series *s, int number)
{
    int each = p->dots->x_dots, rows = p->area->rows * p->dots->y_dots, all = p->area->cols * each;
    for (int i = p->first * each; i < p->end * each; i++) {
        double a = edge(p->area, i, all), b = edge(p->area, i + 1, all), low = 1, high = 0;
        s->range(s->context, fmin(a, b), fmax(a, b), &low, &high); /* none, if it does not say */
        add_dots(p, taken_rows(p->area, low, high, rows), i / each, i % each, number);
    }
}

void curve_draw(struct frame *f, const struct curve_area *a, const struct curve_series *series,
                int count, const struct caps *caps)
{
    struct picture p = {.area = a, .dots = caps->ascii ? &thirds : &braille};
    p.first = a->col < 0 ? -a->col : 0;
    p.end = a->cols < f->cols - a->col ? a->cols : f->cols - a->col;
    if (!(a->y0 < a->y1) || a->rows < 1 || p.first >= p.end) return;
    int cols = p.end - p.first;
    p.cells = calloc((size_t)a->rows, (size_t)cols * sizeof *p.cells);
    if (!p.cells) {
        f->failed = true;
        return;
    }
    for (int s = 0; s < count && s < CURVE_SERIES_MAX; s++) add_series(&p, &series[s], s);
    for (int i = 0; i < a->rows * cols; i++)
        if (p.cells[i].bits)
            frame_put(f, a->row + i / cols, a->col + p.first + i % cols,
                      series[p.cells[i].series].style, p.dots->glyph(p.cells[i].bits));
    free(p.cells);
}

bool curve_cell(const struct curve_area *a, double x, double y, int *row, int *col)
{
    double t = (x - a->x0) / (a->x1 - a->x0);
    if (!(t >= 0 && t <= 1) || isnan(y) || !(a->y0 < a->y1) || a->rows < 1 || a->cols < 1)
        return false;
    int across = t < 1 ? (int)(t * a->cols) : a->cols - 1;
    /* By way of the dots, so that the cell is one in which curve_draw puts the point's dot. */
    *row = a->row + dot_row(a, y, a->rows * braille.y_dots) / braille.y_dots;
    *col = a->col + (across < a->cols ? across : a->cols - 1);
    return true;
}
