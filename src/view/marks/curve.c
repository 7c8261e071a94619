#include "view/marks/curve.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

#define STRONG_ROWS 7  /* in lower areas strong lines would hide too much */
#define NARROW_DOTS 4  /* squares at a smaller step are one dot wide */
#define DIAMOND_HALF 2 /* dots above the middle of a diamond */

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
    uint8_t bits;      /* of the dots */
    uint8_t mark_rows; /* of marks that are glyphs */
    bool under;        /* the dots leave the cell to others */
    uint8_t owned;     /* dots that a series has in the cell, of the one whose style it has, */
    uint8_t latest;    /* and of the one that is being drawn */
    struct style style;
};
struct picture {
    const struct curve_picture *wanted;
    const struct curve_area *area;
    const struct dots *dots;
    bool strong;
    int first, end;
    struct dot_cell *cells; /* (rows, end − first) */
};

/* The cell that holds the dot in column x, row y of the area; *bit: its bit. NULL: not drawn. */
static struct dot_cell *cell_of_dot(const struct picture *p, int x, int y, unsigned *bit)
{
    int x_dots = p->dots->x_dots, y_dots = p->dots->y_dots;
    if (y < 0 || y >= p->area->rows * y_dots || x < p->first * x_dots || x >= p->end * x_dots)
        return NULL;
    *bit = 1u << (x % x_dots * y_dots + y % y_dots);
    int row = y / y_dots, col = x / x_dots - p->first;
    return p->cells + (ptrdiff_t)row * (p->end - p->first) + col;
}

static void add_dots(const struct picture *p, struct taken taken, int x,
                     const struct curve_series *s)
{
    for (int y = taken.first; y <= taken.last; y++) {
        unsigned bit;
        struct dot_cell *cell = cell_of_dot(p, x, y, &bit);
        if (!cell || (s->under && cell->bits && !cell->under)) continue;
        bool cleared = cell->under && !s->under;
        cell->bits = (uint8_t)((cleared ? 0 : cell->bits) | bit);
        cell->under = s->under;
        if (cleared) cell->owned = cell->latest = 0;
        if (++cell->latest < cell->owned) continue; /* where two meet, the one with more dots */
        cell->owned = cell->latest;
        cell->style = s->style;
    }
}

/* The dots that a pen two dots high covers: those whose middle is within a dot of the range. */
static struct taken strong_rows(const struct curve_area *a, double low, double high, int rows)
{
    struct taken thin = taken_rows(a, low, high, rows);
    if (thin.last < thin.first) return thin;
    double dot = (a->y1 - a->y0) / rows, half = 1 - 1e-9;
    int first = (int)ceil((a->y1 - fmin(high, a->y1)) / dot - 0.5 - half);
    int last = (int)floor((a->y1 - fmax(low, a->y0)) / dot - 0.5 + half);
    first = first < thin.first ? first : thin.first;
    last = last > thin.last ? last : thin.last;
    return (struct taken){first > 0 ? first : 0, last < rows ? last : rows - 1};
}

static void add_series(const struct picture *p, const struct curve_series *s)
{
    int each = p->dots->x_dots, rows = p->area->rows * p->dots->y_dots, all = p->area->cols * each;
    for (int i = 0; i < p->area->rows * (p->end - p->first); i++) p->cells[i].latest = 0;
    for (int i = p->first * each; i < p->end * each; i++) {
        double a = edge(p->area, i, all), b = edge(p->area, i + 1, all), low = 1, high = 0;
        s->range(s->context, fmin(a, b), fmax(a, b), &low, &high); /* none, if it does not say */
        bool strong = p->strong && !s->under;
        add_dots(p, (strong ? strong_rows : taken_rows)(p->area, low, high, rows), i, s);
    }
}

/* The dot of a point; false if it is outside the area. */
static bool dot_of(const struct picture *p, double x, double y, int *dot_x, int *dot_y)
{
    double t = (x - p->area->x0) / (p->area->x1 - p->area->x0);
    int all = p->area->cols * p->dots->x_dots;
    if (!(t >= 0 && t <= 1) || isnan(y) || all < 1) return false;
    *dot_x = t < 1 ? (int)(t * all) : all - 1;
    while (*dot_x + 1 < all && edge(p->area, *dot_x + 1, all) <= x) ++*dot_x;
    *dot_y = dot_row(p->area, y, p->area->rows * p->dots->y_dots);
    return true;
}

/* How far a mark made of dots goes from its middle. */
struct extent {
    int across, down;
    bool diamond, hollow;
};

/* Whether a dot is one that a hollow mark leaves out; of a narrow one, the middle ones. */
static bool is_inside(const struct extent *e, int dx, int dy)
{
    return e->hollow && (!e->across || abs(dx) < e->across) && abs(dy) < e->down;
}

static struct extent extent_of(const struct picture *p, const struct curve_mark *m)
{
    double dots =
        fabs(p->wanted->marks.step / (p->area->x1 - p->area->x0)) * p->area->cols * p->dots->x_dots;
    if (m->diamond) return (struct extent){DIAMOND_HALF, DIAMOND_HALF, true, false};
    int half = p->strong ? 2 : 1;
    return (struct extent){dots < NARROW_DOTS * half ? 0 : half, half, false, m->hollow};
}

static void set_glyph(const struct picture *p, const struct curve_mark *m)
{
    int x, y;
    unsigned bit;
    struct dot_cell *cell = dot_of(p, m->x, m->y, &x, &y) ? cell_of_dot(p, x, y, &bit) : NULL;
    if (!cell) return;
    cell->mark_rows |= (uint8_t)(1u << y % p->dots->y_dots);
    cell->style = m->style;
}

/* Sets a mark's dots, or frees those right above and below it. */
static void set_dots(const struct picture *p, const struct curve_mark *m, bool set)
{
    int x, y;
    unsigned bit;
    if (!dot_of(p, m->x, m->y, &x, &y)) return;
    struct extent e = extent_of(p, m);
    for (int dx = -e.across; dx <= e.across; dx++) {
        int reach = (e.diamond ? e.down - abs(dx) : e.down) + !set;
        for (int dy = -reach; dy <= reach; dy++) {
            struct dot_cell *cell = cell_of_dot(p, x + dx, y + dy, &bit);
            if (!cell || (set && is_inside(&e, dx, dy))) continue;
            cell->bits = (uint8_t)(set ? cell->bits | bit : cell->bits & ~bit);
            if (set) cell->style = m->style;
        }
    }
}

static void add_marks(const struct picture *p)
{
    const struct curve_marks *marks = &p->wanted->marks;
    /* All are freed first, so that no mark loses dots to what a later one frees. */
    for (int set = p->dots->mark ? 1 : 0; set < 2; set++)
        for (int i = 0; i < marks->count; i++) {
            struct curve_mark mark = {0};
            if (!marks->at(marks->context, i, &mark)) continue;
            if (p->dots->mark)
                set_glyph(p, &mark);
            else
                set_dots(p, &mark, set);
        }
}

static void put_cells(const struct picture *p, struct frame *f)
{
    int cols = p->end - p->first;
    for (int i = 0; i < p->area->rows * cols; i++) {
        const struct dot_cell *cell = &p->cells[i];
        if (!cell->bits && !cell->mark_rows) continue;
        frame_put(f, p->area->row + i / cols, p->area->col + p->first + i % cols, cell->style,
                  cell->mark_rows ? p->dots->mark(cell->mark_rows) : p->dots->glyph(cell->bits));
    }
}

void curve_draw(struct frame *f, const struct curve_picture *wanted, const struct caps *caps)
{
    const struct curve_area *a = &wanted->area;
    struct picture p = {.wanted = wanted, .area = a, .dots = dots_of(caps)};
    p.strong = caps->strong && !p.dots->mark && a->rows >= STRONG_ROWS;
    p.first = a->col < 0 ? -a->col : 0;
    p.end = a->cols < f->cols - a->col ? a->cols : f->cols - a->col;
    if (!(a->y0 < a->y1) || a->rows < 1 || p.first >= p.end) return;
    p.cells = memory_zeros((size_t)a->rows, (size_t)(p.end - p.first) * sizeof *p.cells);
    if (!p.cells) {
        f->failed = true;
        return;
    }
    for (int s = 0; s < wanted->series_count && s < CURVE_SERIES_MAX; s++)
        add_series(&p, &wanted->series[s]);
    add_marks(&p);
    put_cells(&p, f);
    free(p.cells);
}

void curve_scale(struct curve_area *a, double low, double high, bool named, const struct caps *caps)
{
    int each = dots_of(caps)->y_dots, all = a->rows * each, top = (each - 1) / 2;
    bool middle = named && a->rows > 1;
    int spare = a->rows > 1 && all % 2 == 0; /* so that halfway lies in a dot too */
    int above = middle ? top : 0, between = middle ? all - each : all - 1 - spare;
    double dot = (high - low) / between;
    a->y1 = high + (above + 0.5) * dot;
    a->y0 = low - (all - above - between - 0.5) * dot;
}

int curve_dot_row(const struct curve_area *a, double y, const struct caps *caps)
{
    return dot_row(a, y, a->rows * dots_of(caps)->y_dots);
}

bool curve_col(const struct curve_area *a, double x, int *col)
{
    double t = (x - a->x0) / (a->x1 - a->x0);
    if (!(t >= 0 && t <= 1) || a->cols < 1) return false;
    int across = t < 1 ? (int)(t * a->cols) : a->cols - 1;
    *col = a->col + (across < a->cols ? across : a->cols - 1);
    return true;
}
