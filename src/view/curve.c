#include "view/curve.h"

#include <math.h>

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

static struct span column_span(const struct curve_area *a, const struct curve_series *s, double x0, double x1,
                               int rows)
{
    double low = 1, high = 0; /* none, if the curve does not say */
    bool rising = x0 <= x1;
    s->range(s->context, rising ? x0 : x1, rising ? x1 : x0, &low, &high);
    if (!(low <= high && low <= a->y1 && high >= a->y0)) { /* NaN too */
        return (struct span){0, -1};
    }
    return (struct span){dot_row(a, high, rows), dot_row(a, low, rows)};
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
    if (dots.first > dots.last) {
        return rows;
    }
    int first = dots.first / y_dots, last = dots.last / y_dots;
    return (struct span){first < rows.first ? first : rows.first, last > rows.last ? last : rows.last};
}

/* x at the left edge of dot column i of `count`. Neighbours share the very same
 * edge, so that their ranges touch and the curve has no gaps. */
static double edge(const struct curve_area *a, int i, int count)
{
    double t = (double)i / count;
    return a->x0 * (1 - t) + a->x1 * t;
}

static void draw_column(struct frame *f, const struct curve_area *a, const struct curve_series *series,
                        int count, const struct dots *dots, int col)
{
    struct span spans[CURVE_SERIES_MAX][2];
    struct span touched = {a->rows, -1}; /* rows of cells: few of them, in most columns */
    for (int s = 0; s < count; s++) {
        for (int x = 0; x < dots->x_dots; x++) {
            int i = col * dots->x_dots + x, all = a->cols * dots->x_dots;
            spans[s][x] =
                column_span(a, &series[s], edge(a, i, all), edge(a, i + 1, all), a->rows * dots->y_dots);
            touched = joined(touched, spans[s][x], dots->y_dots);
        }
    }
    for (int row = touched.first; row <= touched.last; row++) {
        unsigned bits = 0;
        struct style style = {0};
        for (int s = 0; s < count; s++) {
            unsigned own = 0;
            for (int x = 0; x < dots->x_dots; x++) {
                own |= span_bits(spans[s][x], row, dots->y_dots) << x * dots->y_dots;
            }
            style = own ? series[s].style : style;
            bits |= own;
        }
        if (bits) {
            frame_put(f, a->row + row, a->col + col, style, dots->glyph(bits));
        }
    }
}

void curve_draw(struct frame *f, const struct curve_area *a, const struct curve_series *series, int count,
                const struct caps *caps)
{
    if (!(a->y0 < a->y1) || a->rows < 1) {
        return;
    }
    if (count > CURVE_SERIES_MAX) {
        count = CURVE_SERIES_MAX;
    }
    for (int col = 0; col < a->cols; col++) {
        bool visible = a->col + col >= 0 && a->col + col < f->cols;
        if (visible) {
            draw_column(f, a, series, count, caps->ascii ? &thirds : &braille, col);
        }
    }
}

bool curve_cell(const struct curve_area *a, double x, double y, int *row, int *col)
{
    double t = (x - a->x0) / (a->x1 - a->x0);
    if (!(t >= 0 && t <= 1) || isnan(y) || !(a->y0 < a->y1) || a->rows < 1 || a->cols < 1) {
        return false;
    }
    int across = t < 1 ? (int)(t * a->cols) : a->cols - 1;
    /* By way of the dots, so that the cell is one in which curve_draw puts the point's dot. */
    *row = a->row + dot_row(a, y, a->rows * braille.y_dots) / braille.y_dots;
    *col = a->col + (across < a->cols ? across : a->cols - 1);
    return true;
}
