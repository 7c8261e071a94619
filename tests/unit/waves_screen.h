/* The Waves view on a frame, for the tests of its keys and of what it draws.
 * Expected values come from libm's long double functions, not from the program's
 * own arithmetic. */
#pragma once

#include <math.h>

#include "unit/stage.h"

#include "view/marks/wave.h"
#include "view/waves/waves_parts.h"

#define BODY 5 /* row of the body on a screen of 24 rows and more */

static inline int setup(void **state)
{
    (void)state;
    return stage("waves", FOCUS_BODY, 120, 40, (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

static inline struct waves_layout layout(void)
{
    return waves_layout(&app, app.rows - BODY - 3, app.cols);
}

/* The row of the frame with the numbers of dimension `dim`. */
static inline int strip_row(int dim)
{
    struct waves_layout l = layout();
    return BODY + l.strip_row + (dim - app.shown.window.dim) * l.strip_rows +
           (l.strip_rows - 1) / 2;
}

/* The number that begins at or after column `col`. */
static inline double number_at(int row, int col)
{
    char text[32];
    size_t n = 0;
    while (frame_cell(&frame, row, col)->ch == ' ') col++;
    for (; n < sizeof text - 1 && col < frame.cols; col++) {
        uint32_t ch = frame_cell(&frame, row, col)->ch;
        ch = ch == 0x2212 ? '-' : ch;
        if (ch >= 0x80 || !strchr("+-.0123456789e", (int)ch) || !ch) break;
        text[n++] = (char)ch;
    }
    text[n] = 0;
    assert_true(n > 0);
    return strtod(text, NULL);
}

static const long double pi = 3.14159265358979323846264338327950288L;

/* Vaswani et al. 2017, section 3.5, for the interleaved layout. */
static inline long double omega(int dim)
{
    return powl((long double)app.params.base, -2.0L * (dim / 2) / app.params.d_model);
}

static inline long double value(int dim, long double position)
{
    long double angle = position * omega(dim);
    return dim % 2 ? cosl(angle) : sinl(angle);
}

/* ---- the curves --------------------------------------------------------- */

/* Whether a mark has dots in the cell, or frees some. */
static inline bool near_mark(int row, int col)
{
    for (int at = row - 1; at <= row + 1; at++)
        if (frame_cell(&frame, at, col)->ch >= 0x2800 &&
            frame_cell(&frame, at, col)->attr & ATTR_BOLD)
            return true;
    return false;
}

/* Whether the dot in column x, row y of the area is set; `over` if a mark may have changed it. */
static inline bool has_dot(const struct curve_area *a, int x, int y, bool *over)
{
    static const unsigned bit[2][4] = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};
    uint32_t ch = frame_cell(&frame, a->row + y / 4, a->col + x / 2)->ch;
    *over = near_mark(a->row + y / 4, a->col + x / 2);
    return ch >= 0x2800 && ch < 0x2900 && (ch & bit[x % 2][y % 4]);
}

/* The dotted line at zero, of an axis from −1 to +1. */
static inline bool is_zero_line(const struct curve_area *a, int x, int y)
{
    return frame_cell(&frame, a->row + y / 4, a->col + x / 2)->fg == SLOT_LINE;
}

/* In every dot column: each sample's dot is set, and no dot is farther than one
 * from all that the curves take there. Two samples are at most `step` positions
 * apart, so that between them a curve goes no farther than ω · step beyond. */
static inline void check_columns(const struct curve_area *a, const int *dims, int count)
{
    enum { SAMPLES = 32 };
    int columns = 2 * a->cols, rows = 4 * a->rows;
    double dot = (a->y1 - a->y0) / rows, step = (a->x1 - a->x0) / columns / (double)SAMPLES;
    for (int x = 0; x < columns; x++) {
        double low[2], high[2];
        bool over;
        for (int d = 0; d < count; d++) {
            low[d] = 2;
            high[d] = -2;
            for (int i = 1; i < SAMPLES;
                 i++) { /* off the edges by a hair, where rounding decides the column */
                long double at =
                    (long double)app.waves.first + (long double)((x * SAMPLES + i) * step);
                double y = (double)value(dims[d], at), down = (a->y1 - y) / dot;
                low[d] = fmin(low[d], y);
                high[d] = fmax(high[d], y);
                bool on_edge = fabs(down - round(down)) < 1e-6;
                if (!on_edge && !has_dot(a, x, (int)down, &over) && !over)
                    fail_msg("span %g, dimension %d: no dot for %g in dot column %d", a->x1,
                             dims[d], y, x);
            }
            double beyond = (double)omega(dims[d]) * step;
            low[d] = fmax(-1, low[d] - beyond);
            high[d] = fmin(1, high[d] + beyond);
        }
        for (int y = 0; y < rows; y++) {
            double top = a->y1 - y * dot, bottom = top - dot;
            bool near = false;
            for (int d = 0; d < count; d++)
                near = near || (bottom <= high[d] + dot && top >= low[d] - dot);
            if (!near && has_dot(a, x, y, &over) && !over && !is_zero_line(a, x, y))
                fail_msg("span %g: a dot in column %d, row %d where no wave goes", a->x1, x, y);
        }
    }
}

static inline void check_strips(void)
{
    struct waves_layout l = layout();
    for (int i = 0; i < l.strips; i++) {
        int dim = app.shown.window.dim + i;
        struct curve_area area = {BODY + l.strip_row + i * l.strip_rows,
                                  l.curve_col,
                                  l.strip_rows,
                                  l.curve_cols,
                                  0,
                                  waves_span(&app),
                                  0,
                                  0};
        curve_scale(&area, -1, 1, false, &caps);
        check_columns(&area, &dim, 1);
    }
}

/* A period takes fewer than six columns: the two waves of a pair would cover each other. */
static inline bool dense(const struct waves_layout *l)
{
    return 2 * pi / omega(app.dim) * l->plot_cols < 6.0L * waves_span(&app);
}

static inline void check_large(void)
{
    struct waves_layout l = layout();
    int dims[2] = {app.dim / 2 * 2, app.dim / 2 * 2 + 1};
    struct curve_area area = {BODY + 1, l.plot_col,       l.plot_rows, l.plot_cols,
                              0,        waves_span(&app), 0,           0};
    curve_scale(&area, -1, 1, true, &caps);
    bool both = !dense(&l);
    check_columns(&area, both ? dims : &dims[app.dim % 2], both ? 2 : 1);
}

/* The face's hand: of the coloured dots off the rim the farthest stands at the angle, within a dot and a half. */
static inline void check_face(int row, int col, int rows, enum slot hand, double degrees)
{
    static const unsigned bit[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    double middle = (4 * rows - 1) / 2.0, x = 0, y = 0, angle = degrees * (double)pi / 180;
    for (int d = 0; d < 4 * rows; d++)
        for (int r = 0; r < 4 * rows; r++) {
            const struct cell *cell = frame_cell(&frame, row + d / 4, col + r / 2);
            double right = r - middle, up = middle - d;
            bool rim = hypot(right, up) > middle - 0.75;
            if (cell->fg == hand && cell->ch >= 0x2800 && cell->ch & bit[d % 4][r % 2] && !rim &&
                hypot(right, up) > hypot(x, y)) {
                x = right;
                y = up;
            }
        }
    assert_true(fabs(x * sin(angle) - y * cos(angle)) < 1.5);
    assert_true(x * cos(angle) + y * sin(angle) > 0.86 * middle - 1.5);
}

/* The hand's degrees, within their one decimal, and the clock face of their pair or the arrow nearest to them. */
static inline void check_hands(long double position)
{
    static const uint32_t arrows[] = {0x2192, 0x2197, 0x2191, 0x2196,
                                      0x2190, 0x2199, 0x2193, 0x2198};
    struct waves_layout l = layout();
    for (int i = 0; i < l.strips; i++) {
        int dim = app.shown.window.dim + i, row = strip_row(dim);
        long double degrees = fmodl(position * omega(dim) * 180 / pi, 360);
        double shown = number_at(row, l.hand_col + 2), off = fabs(shown - (double)degrees);
        if (off > 0.0501 && off < 359.9499)
            fail_msg("dimension %d at %.3Lf: %g degrees are shown, %Lg are right", dim, position,
                     shown, degrees);
        assert_true(shown >= 0 && shown < 360);
        int first, count,
            rows = l.face_rows ? waves_face(&app, &l, i, caps.ascii, &first, &count) : 0;
        if (rows && first == i)
            check_face(strip_row(dim) - (l.strip_rows - 1) / 2 + (count * l.strip_rows - rows) / 2,
                       l.face_col + 2 * (l.face_rows - rows), rows,
                       dim / 2 == app.dim / 2 ? SLOT_ACCENT : SLOT_TEXT, (double)degrees);
        if (rows) continue;
        uint32_t arrow = frame_cell(&frame, row, l.hand_col + 1)->ch;
        long double sector = degrees / 45;
        bool between = fabsl(sector - floorl(sector) - 0.5L) < 1e-6L;
        assert_true(between || arrow == arrows[(int)(sector + 0.5L) % 8]);
    }
}
