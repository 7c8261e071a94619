/* Curves: dots against brute-force sampling, envelopes, joining, clipping. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "view/marks/curve.h"
#include "within.h"

static const struct caps utf8 = {.depth = DEPTH_TRUE}, ascii = {.depth = DEPTH_TRUE, .ascii = true};
static const struct style plain = {SLOT_TEXT, SLOT_BACK, 0};

static void draw(struct frame *f, const struct curve_area *a, const struct curve_series *series,
                 int count, const struct caps *caps)
{
    curve_draw(f, &(struct curve_picture){.area = *a, .series = series, .series_count = count},
               caps);
}

struct wave {
    double frequency, phase, size;
};

/* Extremes of size · sin(frequency · x + phase): those at the ends, and ±size
 * where a crest or trough, (k + ½)π, lies between. */
static void wave_range(const void *context, double x0, double x1, double *low, double *high)
{
    const struct wave *w = context;
    double a = w->frequency * x0 + w->phase, b = w->frequency * x1 + w->phase;
    *low = fmin(sin(a), sin(b)) * w->size;
    *high = fmax(sin(a), sin(b)) * w->size;
    double pi = acos(-1), first = ceil(a / pi - 0.5);
    for (double k = first; k < first + 2 && (k + 0.5) * pi <= b; k++)
        if (fmod(fabs(k), 2) < 0.5)
            *high = w->size;
        else
            *low = -w->size;
}

/* Whether the dot at column x, row y of the area is set. */
static bool has_dot(const struct frame *f, const struct curve_area *a, int x, int y)
{
    static const unsigned bit[2][4] = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};
    uint32_t ch = frame_cell(f, a->row + y / 4, a->col + x / 2)->ch;
    return ch >= 0x2800 && ch < 0x2900 && (ch & bit[x % 2][y % 4]);
}

static double dot_height(const struct curve_area *a)
{
    return (a->y1 - a->y0) / (4 * a->rows);
}

/* Every sampled point's dot is set; a dot that is set is no farther than one dot
 * from the range that the samples take in its column. */
static void check_wave(struct frame *f, const struct curve_area *a, const struct wave *w)
{
    enum { SAMPLES = 300 };
    int columns = 2 * a->cols, rows = 4 * a->rows;
    double step = (a->x1 - a->x0) / columns;
    struct curve_series series = {wave_range, w, plain, false};
    assert_true(frame_start(f, 14, 50, false, plain));
    draw(f, a, &series, 1, &utf8);
    for (int x = 0; x < columns; x++) {
        double low = (double)INFINITY, high = -low;
        /* Kept off the edges by a hair: there rounding decides to which column a point belongs. */
        for (int i = 1; i < SAMPLES; i++) {
            double y =
                w->size * sin(w->frequency * (a->x0 + (x + i / (double)SAMPLES) * step) + w->phase);
            low = fmin(low, y);
            high = fmax(high, y);
            double down = (a->y1 - y) / dot_height(a);
            int row = (int)floor(down);
            bool on_edge = fabs(down - round(down)) < 1e-7;
            assert_true(row < 0 || row >= rows || on_edge || has_dot(f, a, x, row));
        }
        /* Between samples the wave goes farther than they tell, at most half a sample step. */
        double beyond = fmin(w->size, w->size * w->frequency * step / (double)SAMPLES);
        for (int y = 0; y < rows; y++) {
            double top = a->y1 - y * dot_height(a), bottom = top - dot_height(a);
            bool near =
                bottom <= high + beyond + dot_height(a) && top >= low - beyond - dot_height(a);
            assert_true(near || !has_dot(f, a, x, y));
        }
    }
}

static void waves_agree_with_sampling(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    for (int scale = 0; scale < 60; scale++) {
        double frequency =
            0.001 * pow(1.17, scale); /* 0.001 … 10.5 a unit of x: slow to faster than the dots */
        struct wave w = {frequency, 0.37 * scale, 1};
        struct curve_area areas[] = {
            {1, 3, 8, 40, 0, 60, -1.1, 1.1},
            {0, 0, 1, 50, 1000, 1012, -1, 1},
            {2, 5, 12, 7, -20, 300, -0.6, 0.7}, /* cuts crests off */
        };
        for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++) check_wave(&f, &areas[i], &w);
    }
    frame_free(&f);
}

/* Dots of neighbouring columns touch: no step is larger than one row. */
static void waves_are_connected(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    struct curve_area a = {0, 0, 10, 50, 0, 40, -1.05, 1.05};
    for (int scale = 0; scale < 60; scale++) {
        struct wave w = {0.001 * pow(1.17, scale), 1, 1};
        struct curve_series series = {wave_range, &w, plain, false};
        assert_true(frame_start(&f, 10, 50, false, plain));
        draw(&f, &a, &series, 1, &utf8);
        int last_top = -1, last_bottom = -1;
        for (int x = 0; x < 100; x++) {
            int top = -1, bottom = -1, dots = 0;
            for (int y = 0; y < 40; y++) {
                if (has_dot(&f, &a, x, y)) {
                    top = top < 0 ? y : top;
                    bottom = y;
                    dots++;
                }
            }
            assert_true(dots > 0 && dots == bottom - top + 1);
            assert_true(x == 0 || (top <= last_bottom + 1 && bottom >= last_top - 1));
            last_top = top;
            last_bottom = bottom;
        }
    }
    frame_free(&f);
}

/* A wave with many periods in each dot column fills its band and nothing else. */
static void fast_waves_fill_their_band(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    struct curve_area a = {0, 0, 10, 50, 0, 1e6, -2, 2};
    struct wave w = {1, 0, 1};
    struct curve_series series = {wave_range, &w, plain, false};
    assert_true(frame_start(&f, 10, 50, false, plain));
    draw(&f, &a, &series, 1, &utf8);
    for (int x = 0; x < 100; x++) {
        for (int y = 0; y < 40; y++) {
            assert_int_equal(has_dot(&f, &a, x, y),
                             y >= 10 &&
                                 y <= 29); /* y1 − 1 = row 10, −1 = row 30's top edge: not in it */
        }
    }
    frame_free(&f);
}

static void constant_range(const void *context, double x0, double x1, double *low, double *high)
{
    const double *y = context;
    assert_true(x0 <= x1);
    *low = y[0];
    *high = y[1];
}

static void values_outside_are_cut_off(void **state)
{
    (void)state;
    static const struct {
        double y[2];
        int first, last; /* dot rows of 8 */
    } e[] = {
        {{0, 0}, 7, 7},      {{1, 1}, 0, 0},
        {{0.5, 0.5}, 4, 4},  {{-3, 9}, 0, 7},
        {{-3, -1}, 1, 0},    {{1.01, 4}, 1, 0},
        {{0.9, 4}, 0, 0},    {{(double)NAN, (double)NAN}, 1, 0},
        {{-1, 0.05}, 7, 7},  {{-(double)INFINITY, (double)INFINITY}, 0, 7},
        {{1, 0}, 1, 0},      {{0.5, 0.55}, 3, 3},
        {{0.45, 0.5}, 4, 4}, {{0.25, 0.5}, 4, 5}, /* an edge that is only touched */
    };
    struct frame f = FRAME_EMPTY;
    struct curve_area a = {0, 0, 2, 3, 5, 4, 0, 1}; /* x falling: the series still gets x0 <= x1 */
    for (size_t i = 0; i < sizeof e / sizeof e[0]; i++) {
        struct curve_series series = {constant_range, e[i].y, plain, false};
        assert_true(frame_start(&f, 2, 3, false, plain));
        draw(&f, &a, &series, 1, &utf8);
        for (int x = 0; x < 6; x++)
            for (int y = 0; y < 8; y++)
                assert_int_equal(has_dot(&f, &a, x, y), y >= e[i].first && y <= e[i].last);
    }
    frame_free(&f);
}

static void shared_cells_join(void **state)
{
    (void)state;
    static const double top[2] = {0.95, 0.95}, bottom[2] = {0.05, 0.05}, high[2] = {1.95, 1.95};
    const struct style first = {SLOT_SIN, SLOT_BACK, 0}, second = {SLOT_COS, SLOT_BAR, 0};
    struct curve_series series[2] = {{constant_range, top, first, false},
                                     {constant_range, bottom, second, false}};
    struct curve_area a = {0, 0, 1, 4, 0, 1, 0, 1};
    struct frame f = FRAME_EMPTY;
    assert_true(frame_start(&f, 1, 4, false, plain));
    frame_puts(&f, 0, 0, plain, "⣿⣿⣿⣿"); /* what was there before does not join */
    draw(&f, &a, series, 2, &utf8);
    assert_int_equal(frame_cell(&f, 0, 2)->ch, 0x2800 | 0x09 | 0xC0);
    assert_int_equal(frame_cell(&f, 0, 2)->fg, SLOT_COS);
    assert_int_equal(frame_cell(&f, 0, 2)->bg, SLOT_BAR);
    series[1].context = high; /* outside: takes no part in the style either */
    draw(&f, &a, series, 2, &utf8);
    assert_int_equal(frame_cell(&f, 0, 2)->ch, 0x2809);
    assert_int_equal(frame_cell(&f, 0, 2)->fg, SLOT_SIN);
    frame_free(&f);
}

static void many_series_are_safe(void **state)
{
    (void)state;
    double y[CURVE_SERIES_MAX + 9][2];
    struct curve_series series[CURVE_SERIES_MAX + 9];
    for (int i = 0; i < CURVE_SERIES_MAX + 9; i++) {
        y[i][0] = y[i][1] = i + 0.5;
        series[i] = (struct curve_series){constant_range, y[i], plain, false};
    }
    struct curve_area a = {0, 0, 25, 2, 0, 1, 0, 25};
    struct frame f = FRAME_EMPTY;
    assert_true(frame_start(&f, 25, 2, false, plain));
    draw(&f, &a, series, CURVE_SERIES_MAX + 9, &utf8);
    for (int i = 0; i < 25; i++)
        assert_int_equal(frame_cell(&f, 24 - i, 1)->ch != ' ', i < CURVE_SERIES_MAX);
    frame_free(&f);
}

static void ascii_has_a_glyph_for_each_height(void **state)
{
    (void)state;
    static const struct {
        double y[2];
        char glyph;
    } e[] = {{{0.9, 0.9}, '\''}, {{0.5, 0.5}, '-'}, {{0.1, 0.1}, '.'},
             {{0.5, 0.9}, ':'},  {{0.1, 0.5}, ':'}, {{0.1, 0.9}, '|'}};
    struct frame f = FRAME_EMPTY;
    struct curve_area a = {0, 0, 1, 5, 0, 1, 0, 1};
    for (size_t i = 0; i < sizeof e / sizeof e[0]; i++) {
        struct curve_series series = {constant_range, e[i].y, plain, false};
        assert_true(frame_start(&f, 1, 5, true, plain));
        draw(&f, &a, &series, 1, &ascii);
        for (int col = 0; col < 5; col++) assert_int_equal(frame_cell(&f, 0, col)->ch, e[i].glyph);
    }
    frame_free(&f);
}

/* In ASCII as in braille: a glyph in every column, and where the wave goes. */
static void ascii_waves_follow_the_wave(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    struct curve_area a = {0, 0, 10, 50, 0, 40, -1.05, 1.05};
    for (int scale = 0; scale < 60; scale++) {
        struct wave w = {0.001 * pow(1.17, scale), 1, 1};
        struct curve_series series = {wave_range, &w, plain, false};
        assert_true(frame_start(&f, 10, 50, true, plain));
        draw(&f, &a, &series, 1, &ascii);
        for (int i = 1; i < 5000; i++) {
            if (i % 100 == 0) continue; /* an edge between columns */
            double x = 40.0 * i / 5000, down = (1.05 - sin(w.frequency * x + 1)) / 2.1 * 10;
            int row = (int)down, third = (int)((down - row) * 3);
            const char *fit = third == 0 ? "':|" : third == 1 ? "-:|" : ".:|";
            bool on_edge = fabs(down * 3 - round(down * 3)) < 1e-7;
            assert_true(on_edge || strchr(fit, (int)frame_cell(&f, row, i / 100)->ch));
        }
    }
    frame_free(&f);
}

static void areas_outside_the_frame_are_clipped(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    struct wave w = {0.4, 0, 1};
    struct curve_series series = {wave_range, &w, plain, false};
    for (int row = -12; row <= 12; row += 3) {
        for (int col = -60; col <= 60; col += 6) {
            assert_true(frame_start(&f, 8, 30, false, plain));
            struct curve_area a = {row, col, 10, 50, 0, 40, -1, 1};
            draw(&f, &a, &series, 1, &utf8);
        }
    }
    struct curve_area odd[] = {{0, 0, 0, 5, 0, 1, 0, 1},   {0, 0, 5, 0, 0, 1, 0, 1},
                               {0, 0, -1, -1, 0, 1, 0, 1}, {0, 0, 5, 5, 0, 1, 1, 1},
                               {0, 0, 5, 5, 0, 1, 1, 0},   {0, 0, 5, 5, 0, 1, (double)NAN, 1}};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        int at;
        assert_true(frame_start(&f, 8, 30, false, plain));
        draw(&f, &odd[i], &series, 1, &utf8);
        assert_true(!curve_col(&odd[i], 0.5, &at) || odd[i].cols > 0);
        for (int cell = 0; cell < 240; cell++)
            assert_int_equal(frame_cell(&f, cell / 30, cell % 30)->ch, ' ');
    }
    frame_free(&f);
}

/* The cell of a point on the curve holds the curve. */
static void cells_of_points_hold_the_curve(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    struct curve_area a = {2, 3, 7, 41, 10, 50, -1, 1};
    struct wave w = {0.31, 0.2, 1};
    struct curve_series series = {wave_range, &w, plain, false};
    assert_true(frame_start(&f, 12, 50, false, plain));
    draw(&f, &a, &series, 1, &utf8);
    for (int i = 0; i <= 4000; i++) {
        double x = 10 + 40.0 * i / 4000, y = sin(w.frequency * x + w.phase);
        int row, col;
        assert_true(curve_col(&a, x, &col));
        row = a.row + curve_dot_row(&a, y, &utf8) / 4;
        assert_within(row, 2, 8);
        assert_within(col, 3, 43);
        assert_true(fabs((col - 3 + 0.5) * 40 / 41 - (x - 10)) <= 0.5 * 40 / 41 + 1e-9);
        bool edge = fabs((x - 10) / 40 * 41 - round((x - 10) / 40 * 41)) < 1e-7;
        assert_true(edge || frame_cell(&f, row, col)->ch > 0x2800);
    }
    int col;
    assert_true(curve_dot_row(&a, 99, &utf8) == 0 && curve_dot_row(&a, -99, &utf8) == 27);
    assert_true(curve_col(&a, 10, &col) && col == 3);
    assert_true(curve_col(&a, 50, &col) && col == 43);
    assert_false(curve_col(&a, 9.99, &col));
    assert_false(curve_col(&a, 50.01, &col));
    assert_false(curve_col(&a, (double)NAN, &col));
    frame_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waves_agree_with_sampling),
        cmocka_unit_test(waves_are_connected),
        cmocka_unit_test(fast_waves_fill_their_band),
        cmocka_unit_test(values_outside_are_cut_off),
        cmocka_unit_test(shared_cells_join),
        cmocka_unit_test(many_series_are_safe),
        cmocka_unit_test(ascii_has_a_glyph_for_each_height),
        cmocka_unit_test(ascii_waves_follow_the_wave),
        cmocka_unit_test(areas_outside_the_frame_are_clipped),
        cmocka_unit_test(cells_of_points_hold_the_curve),
    };
    return cmocka_run_group_tests_name("curve", tests, NULL, NULL);
}
