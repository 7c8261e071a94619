#include "view/marks/curve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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
    static const uint8_t left[16] = {0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07,
                                     0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47};
    static const uint8_t right[16] = {0x00, 0x08, 0x10, 0x18, 0x20, 0x28, 0x30, 0x38,
                                      0x80, 0x88, 0x90, 0x98, 0xA0, 0xA8, 0xB0, 0xB8};
    return 0x2800u | left[bits & 15] | right[bits >> 4 & 15];
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

/* The dot rows first … last that a curve takes in one dot column; none when first > last. */
struct span {
    int first, last;
};

static struct span span_of(const struct curve_area *a, double low, double high, int rows)
{
    if (!(low <= high && low <= a->y1 && high >= a->y0)) /* NaN too */
        return (struct span){0, -1};
    int first = dot_row(a, high, rows), last = dot_row(a, low, rows);
    /* A range that ends on the very edge between two rows does not enter the lower one. */
    bool touches = last > first && low >= a->y1 - (a->y1 - a->y0) * last / rows;
    return (struct span){first, last - touches};
}

/* The dots of the span that lie in cell row `row`, as bits from the top. */
static unsigned span_bits(struct span span, int row, int y_dots)
{
    int top = row * y_dots;
    int first = span.first > top ? span.first - top : 0;
    int last = span.last < top + y_dots ? span.last - top : y_dots - 1;
    return first > last ? 0 : ((2u << last) - 1) & ~((1u << first) - 1);
}

/* The rows of cells, and those that a span of dots lies in. */
static struct span joined(struct span rows, struct span dots, int y_dots)
{
    if (dots.first > dots.last) return rows;
    int first = dots.first / y_dots, last = dots.last / y_dots;
    return (struct span){first < rows.first ? first : rows.first,
                         last > rows.last ? last : rows.last};
}

/* x at the left edge of dot column i of `count`. Neighbours share the very same
 * edge, so that their ranges touch and the curve has no gaps. */
static double edge(const struct curve_area *a, int i, int count)
{
    double t = (double)i / count;
    return a->x0 * (1 - t) + a->x1 * t;
}

/* Columns first … end − 1 of the area, which are on the frame, as dots: for each row a
 * flag that there are any, then each column's dots and the series whose style they take. */
struct picture {
    const struct curve_area *area;
    const struct dots *dots;
    int first, end;
    uint8_t *bytes; /* (rows, 1 + 2 · columns) */
};

static size_t row_size(const struct picture *p)
{
    return 1 + 2 * (size_t)(p->end - p->first);
}

static void add_span(const struct picture *p, struct span span, int col, int x, int series)
{
    struct span rows = joined((struct span){p->area->rows, -1}, span, p->dots->y_dots);
    size_t at = 1 + (size_t)(col - p->first), cols = (size_t)(p->end - p->first);
    for (int row = rows.first; row <= rows.last; row++) {
        uint8_t *bytes = p->bytes + (size_t)row * row_size(p);
        bytes[0] = 1;
        bytes[at] |= (uint8_t)(span_bits(span, row, p->dots->y_dots) << x * p->dots->y_dots);
        bytes[at + cols] = (uint8_t)series;
    }
}

#define CHUNK 64 /* dot columns or cells made ready at a time */

/* What the curve takes in the dot columns i … i + count − 1 of `all`. */
static void find_ranges(const struct picture *p, const struct curve_series *s, int i, int count,
                        double *low, double *high)
{
    double edges[CHUNK + 1];
    int all = p->area->cols * p->dots->x_dots;
    for (int k = 0; k <= count; k++) edges[k] = edge(p->area, i + k, all);
    bool rising = p->area->x0 <= p->area->x1;
    if (s->ranges && rising) {
        s->ranges(s->context, edges, count, low, high);
        return;
    }
    for (int k = 0; k < count; k++) {
        low[k] = 1, high[k] = 0; /* none, if the curve does not say */
        s->range(s->context, edges[rising ? k : k + 1], edges[rising ? k + 1 : k], &low[k],
                 &high[k]);
    }
}

static void add_series(const struct picture *p, const struct curve_series *s, int number)
{
    int each = p->dots->x_dots, end = p->end * each, rows = p->area->rows * p->dots->y_dots, count;
    for (int i = p->first * each; i < end; i += count) {
        double low[CHUNK], high[CHUNK];
        count = end - i < CHUNK ? end - i : CHUNK;
        find_ranges(p, s, i, count, low, high);
        for (int k = 0; k < count; k++) {
            add_span(p, span_of(p->area, low[k], high[k], rows), (i + k) / each, (i + k) % each,
                     number);
        }
    }
}

static void draw_row(struct frame *f, const struct picture *p, const struct curve_series *series,
                     int row)
{
    int cols = p->end - p->first, n;
    const uint8_t *bits = p->bytes + (size_t)row * row_size(p) + 1, *number = bits + cols;
    for (int k = 0; k < cols; k += n ? n : 1) {
        struct cell cells[CHUNK];
        for (n = 0; n < CHUNK && k + n < cols && bits[k + n]; n++) {
            struct style style = series[number[k + n]].style;
            cells[n] = (struct cell){.ch = p->dots->glyph(bits[k + n]),
                                     .fg = style.fg,
                                     .bg = style.bg,
                                     .attr = style.attr,
                                     .width = 1};
        }
        frame_cells(f, p->area->row + row, p->area->col + p->first + k, cells, n);
    }
}

void curve_draw(struct frame *f, const struct curve_area *a, const struct curve_series *series,
                int count, const struct caps *caps)
{
    struct picture p = {.area = a, .dots = caps->ascii ? &thirds : &braille};
    p.first = a->col < 0 ? -a->col : 0;
    p.end = a->cols < f->cols - a->col ? a->cols : f->cols - a->col;
    if (!(a->y0 < a->y1) || a->rows < 1 || p.first >= p.end) return;
    p.bytes = calloc((size_t)a->rows, row_size(&p));
    if (!p.bytes) {
        f->failed = true;
        return;
    }
    for (int s = 0; s < count && s < CURVE_SERIES_MAX; s++) add_series(&p, &series[s], s);
    for (int row = 0; row < a->rows; row++)
        if (p.bytes[(size_t)row * row_size(&p)]) draw_row(f, &p, series, row);
    free(p.bytes);
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
