/* Figures that the lesson turns on, read off the screen and compared with values worked out here:
 * the price of another base, the rows that a sentence reads, a column's entries below its wave,
 * dropout, and what is said of a learned table. */
#include <math.h>

#include "unit/stage.h"

#include "core/compare/dropout.h"
#include "view/vocabulary/vocabulary_parts.h"
#include "view/waves/waves_parts.h"

#define BODY 5 /* row of the body on a screen of 24 rows and more */

static int setup(void **state)
{
    (void)state;
    return stage("waves", FOCUS_BODY, 120, 40, (struct caps){.depth = DEPTH_TRUE});
}

/* ---- the base ---- */

static double code(int d, double base, int pos, int k)
{
    double angle = pos * pow(base, -2.0 * (k / 2) / d);
    return k % 2 ? cos(angle) : sin(angle);
}

static int still_columns(int d, double base, int count)
{
    int still = 0;
    for (int k = 0; k < d; k++) {
        double low = 2, high = -2;
        for (int pos = 0; pos < count; pos++) {
            low = fmin(low, code(d, base, pos, k));
            high = fmax(high, code(d, base, pos, k));
        }
        still += high - low < 0.05;
    }
    return still;
}

/* Two positions' distance depends on how far apart they are alone. */
static double closest(int d, double base, int count)
{
    double nearest = (double)INFINITY;
    for (int apart = 1; apart < count; apart++) {
        double sum = 0;
        for (int i = 0; i < d / 2; i++) {
            double half = sin(apart * pow(base, -2.0 * i / d) / 2);
            sum += 4 * half * half;
        }
        nearest = fmin(nearest, sqrt(sum));
    }
    return nearest;
}

static void check_price(const char *key, double times)
{
    int d = app.params.d_model, still[2], among;
    double base = app.params.base, near[2], slowest[2];
    play(key);
    const char *said = strstr(app.message.text, "slowest wave");
    assert_non_null(said);
    assert_int_equal(sscanf(said,
                            "slowest wave repeats after %lf, %lf before; still columns %d → %d; "
                            "closest two of %d %lf → %lf apart",
                            &slowest[1], &slowest[0], &still[0], &still[1], &among, &near[0],
                            &near[1]),
                     7);
    for (int i = 0; i < 2; i++, base *= times) {
        double wavelength = 2 * acos(-1) * pow(base, (d - 2.0) / d);
        assert_true(fabs(slowest[i] - wavelength) <= 0.0005 * wavelength);
        assert_int_equal(still[i], still_columns(d, base, (int)app.pipeline.count));
        assert_true(fabs(near[i] - closest(d, base, among)) <= 0.0051 * near[i]);
    }
}

static void test_the_price_of_a_base(void **state)
{
    (void)state;
    static const int widths[] = {4, 16, 64};
    for (size_t i = 0; i < 3; i++) {
        app.params.d_model = widths[i];
        app.params.base = 10000;
        draw();
        check_price("b", 0.1);
        check_price("b", 0.1);
        check_price("B", 10);
    }
    assert_true(fabs(closest(16, 10000, 200) - 1.01) < 0.005); /* known figures */
    assert_true(fabs(closest(4, 10000, 200) - 0.24) < 0.005);
    assert_int_equal(still_columns(512, 10000, 20), 232);
    static const int cols[] = {80, 40, 240}; /* the price stays where its gain has no room */
    static const char *const said[] = {"base 1000: slowest wave repeats after 2650, 19869 before; "
                                       "still columns 7 → 4",
                                       "base 1000: slowest wave repeats after 2650, 19869 before",
                                       "base 1000: slowest wave repeats after 2650 positions, "
                                       "19869 before; still columns 7 → 4; closest two of 200 "
                                       "positions 1.01 → 1.06 apart"};
    app.params.d_model = 16;
    for (size_t i = 0; i < 3; i++) {
        app.params.base = 10000;
        resize(cols[i], 24);
        play("b");
        assert_string_equal(app.message.text, said[i]);
    }
    play(": \"scheme index\" Enter b"); /* no waves */
    assert_null(strstr(app.message.text, "still"));
    assert_null(strstr(app.message.text, "repeats"));
}

/* ---- a column of E below its wave ---- */

static void test_entries_stand_below_their_wave(void **state)
{
    (void)state;
    static const int sizes[][2] = {{80, 24}, {100, 30}, {120, 40}, {240, 67}};
    for (size_t s = 0; s < 4; s++) {
        resize(sizes[s][0], sizes[s][1]);
        for (app.dim = 0; app.dim < 16; app.dim += 5) {
            char name[16];
            draw();
            struct waves_layout l = waves_layout(&app, app.rows - BODY - 3, app.cols);
            if (l.gauges_row < 0) continue;
            int row = BODY + l.gauges_row - 1;
            snprintf(name, sizeof name, " E[%d] ", app.dim);
            assert_int_equal(strncmp(row_text(row), name, strlen(name)), 0);
            for (size_t i = 0; i < app.pipeline.count; i++) {
                float e;
                char text[16], minus[24];
                pipeline_e_row(&app.pipeline, i, app.dim, 1, &e);
                snprintf(text, sizeof text, "%.2f", fabs((double)e));
                snprintf(minus, sizeof minus, "%s%s", signbit(e) ? "−" : "+", text);
                int col = l.plot_col + (int)i * l.plot_cols / waves_span(&app);
                assert_string_equal(cells(row, col, (int)strlen(text) + 1), minus);
            }
        }
        app.dim = 2;
    }
}

/* ---- the rows that are read ---- */

static void test_the_rows_that_are_read_are_bright(void **state)
{
    (void)state;
    app.view = view_find(views, "vocabulary");
    draw();
    line_with("10 of 1043 rows"); /* 12 words, `you` three times */
    int read = 0;
    for (int r = 0; r < app.vocabulary.rows.rows; r++) {
        uint32_t index = app.vocabulary.rows.first + (uint32_t)r;
        struct vocabulary_layout l = vocabulary_layout(&app, app.rows - BODY - 3, app.cols);
        int row = BODY + l.rows.head + l.rows.marker + r, coloured = 0;
        bool used = false;
        for (size_t i = 0; i < app.pipeline.count; i++)
            used = used || pipeline_index(&app.pipeline, i) == index;
        for (int k = 0; k < l.dims * l.cell_cols; k++)
            coloured += frame_cell(&frame, row, l.table_col + k)->bg >= SLOT_HEAT &&
                        frame_cell(&frame, row, l.table_col + k)->bg < SLOT_HEAT_DIM;
        if (used != (coloured == l.dims * l.cell_cols) || (!used && coloured))
            fail_msg("row %u: %d coloured columns", index, coloured);
        read += used;
    }
    assert_true(read > 2);
    app.focus = FOCUS_SENTENCE;
    play("End \" zyzzyva zyzzyva\"");
    line_with("11 of 1044 rows");
}

/* ---- dropout ---- */

static void test_dropout(void **state)
{
    (void)state;
    int struck = 0;
    for (uint64_t k = 0; k < 1000000; k++) struck += dropout_strikes(1, 2, k / 1000, k % 1000);
    assert_true(struck > 99000 && struck < 101000); /* 3.3 deviations of 300 */
    app.view = view_find(views, "sum");
    draw();
    bool again = false;
    for (int draws = 0; draws < 20; draws++) {
        char said[80];
        int zeros = 0;
        play("x");
        for (int k = 0; k < 16; k++) {
            float e, p;
            char text[32];
            pipeline_e_row(&app.pipeline, app.token, k, 1, &e);
            pipeline_p_row(&app.pipeline, app.token, k, 1, &p);
            double x = (double)(e + p) / 0.9;
            snprintf(text, sizeof text, x < 0 ? "−%.4f" : "+%.4f", fabs(x));
            const char *row = row_text(BODY + 1 + k);
            bool zero = strstr(row, "✗ 0");
            assert_true(zero || strstr(row, text));
            zeros += zero;
        }
        snprintf(said, sizeof said, "%d of 16 cells of this X are 0", zeros);
        assert_non_null(strstr(app.message.text, said));
        again = again || zeros > 1;
    }
    assert_true(again);
    play("Right");
    for (int k = 0; k < 16; k++) assert_null(strstr(row_text(BODY + 1 + k), "✗"));
}

/* ---- added or turned ---- */

static double degrees_of(double up, double right)
{
    double degrees = atan2(up, right) * 57.29577951308232;
    return degrees < 0 ? degrees + 360 : degrees;
}

/* The angle after the words on screen is within its one decimal. */
static void assert_degrees(const char *words, double is)
{
    double shown = strtod(line_with(words) + strlen(words), NULL), off = fabs(shown - is);
    if (off > 0.0502 && off < 359.9498) fail_msg("%s %g, not %g", words, shown, is);
}

static void test_added_and_turned(void **state)
{
    (void)state;
    app.view = view_find(views, "sum");
    play("o");
    for (app.token = 0; app.token < 12; app.token += 3)
        for (app.dim = 0; app.dim < 16; app.dim += 5) {
            float e[2];
            char text[96];
            int pair = app.dim / 2;
            draw();
            pipeline_e_row(&app.pipeline, app.token, 2 * pair, 2, e);
            double rate = pow(10000, -2.0 * pair / 16), by = (double)app.token * rate;
            double up = (double)e[0], right = (double)e[1];
            snprintf(text, sizeof text, "added, dims %d and %d:   E at ", 2 * pair, 2 * pair + 1);
            assert_degrees(text, degrees_of(up, right));
            assert_degrees("= X at ", degrees_of(up + sin(by), right + cos(by)));
            snprintf(text, sizeof text, "by %zu × %.4g rad = ", app.token, rate);
            assert_degrees(text, degrees_of(sin(by), cos(by)));
            assert_degrees("to E at ", degrees_of(up * cos(by) + right * sin(by),
                                                  right * cos(by) - up * sin(by)));
            snprintf(text, sizeof text, "long %.3f", hypot(up, right));
            assert_non_null(strstr(line_with("to E at "), text)); /* as long as before */
        }
    app.token = 1;
    app.dim = 2;
    draw();
    assert_degrees("differ by 6 × 0.3162 rad = ", 6 * sqrt(0.1) * 57.29577951308232);
    app.params.d_model = 7;
    app.dim = 6;
    draw();
    line_with("pair 3 is dim 6 alone");
    for (int row = 0; row < frame.rows; row++) assert_null(strstr(row_text(row), "RoPE"));
}

/* At 80 columns too the sum is one of vectors: lengths stand with the angles. */
static void test_lengths_beside_angles(void **state)
{
    (void)state;
    app.view = view_find(views, "sum");
    resize(80, 24);
    app.token = 1;
    app.dim = 2;
    play("o");
    float e[2];
    char text[96];
    pipeline_e_row(&app.pipeline, 1, 2, 2, e);
    double by = sqrt(0.1), up = (double)e[0], right = (double)e[1];
    const double x[] = {right + cos(by), up + sin(by)};
    snprintf(text, sizeof text, "E %.2f∠%.1f°   + P 1.00∠%.1f°   = X %.2f∠%.1f°", hypot(up, right),
             degrees_of(up, right), degrees_of(sin(by), cos(by)), hypot(x[0], x[1]),
             degrees_of(x[1], x[0]));
    line_with(text);
    resize(120, 40);
    double longest = fmax(hypot(up, right), hypot(x[0], x[1]));
    snprintf(text, sizeof text, "rim: length %.2f", fmax(longest, 1));
    line_with(text);
}

/* What is shown while X is cut is of what is shown. */
static void test_nothing_contradicts_a_cut_x(void **state)
{
    (void)state;
    app.view = view_find(views, "sum");
    app.token = 1;
    draw();
    line_with("ΔX");
    play("x");
    assert_true(app.sum.dropout);
    line_with("→ (E + P) / 0.9 or 0");
    double sum = 0;
    for (int k = 0; k < 16; k++) {
        float e, p;
        char label[32];
        pipeline_e_row(&app.pipeline, 1, k, 1, &e);
        pipeline_position_rows(&app.pipeline, 1, 1, k, 1, &p);
        double cut = sum_struck(&app, k) ? 0 : ((double)e + (double)p) / 0.9;
        sum += cut * cut;
        snprintf(label, sizeof label, " dim %2d ", k);
        const char *row = line_with(label);
        char value[32];
        snprintf(value, sizeof value, cut < 0 ? "−%.4f  " : "+%.4f  ", fabs(cut));
        assert_non_null(strstr(row, sum_struck(&app, k) ? "✗ 0" : value));
        assert_non_null(strstr(row, "–        –        –"));
    }
    char length[48];
    snprintf(length, sizeof length, "|X cut| %#.4g ", sqrt(sum));
    line_with(length);
    line_with("what is said of the whole X is left out");
    for (int row = 5; row < frame.rows; row++) {
        assert_null(strstr(row_text(row), "|ΔX|"));
        assert_null(strstr(row_text(row), "|X| "));
        assert_null(strstr(row_text(row), "cosine of the two"));
    }
}

/* ---- a learned table ---- */

static void test_a_learned_table_says_what_it_is(void **state)
{
    (void)state;
    play("C");
    assert_non_null(
        strstr(app.message.text, "rows 0 … 511, made once, of which this text reads 0 … 11"));
    assert_non_null(strstr(app.message.text, "not trained here"));
    play("c");
    app.params.offset = 505;
    draw();
    play("C");
    assert_non_null(strstr(app.message.text, "this text reads 505 … 511"));
    play("c");
    app.params.offset = 600;
    draw();
    play("C");
    assert_null(strstr(app.message.text, "this text"));
}

/* ---- what has little room ---- */

static int count_on_screen(const char *mark)
{
    int found = 0;
    for (int row = BODY; row < frame.rows - 3; row++)
        for (const char *at = row_text(row); (at = strstr(at, mark)); at += strlen(mark)) found++;
    return found;
}

static bool is_on_screen(const char *words)
{
    return count_on_screen(words) > 0;
}

static void test_what_has_no_room_is_told(void **state)
{
    (void)state;
    char more[24];
    resize(100, 30);
    play("1");
    int hidden = (int)app.pipeline.count - app.pipeline.rows.window.rows;
    snprintf(more, sizeof more, " ↓ %d more ", hidden);
    assert_true(hidden > 0 && is_on_screen(more));
    play("G");
    snprintf(more, sizeof more, " ↑ %d more ", hidden);
    assert_true(is_on_screen(more) && !is_on_screen("↓"));
    resize(80, 24);
    play("g");
    assert_true(is_on_screen(" beyond ±2") && !is_on_screen("more"));
    static const int sizes[][2] = {{80, 24}, {100, 30}, {240, 67}};
    for (size_t i = 0; i < 3; i++) {
        int rises = 0;
        resize(sizes[i][0], sizes[i][1]);
        play("6");
        const struct similarity_model *m = &app.similarity;
        for (int k = 1; k < m->curve_count + m->curve_first; k++)
            rises += m->rises[k - m->curve_first];
        assert_true(rises >= 9 && count_on_screen("▲") >= rises);
    }
    resize(80, 24);
    play(": \"offset 100000\" Enter 1");
    assert_true(is_on_screen("defined, not trained"));
    play("4");
    assert_true(is_on_screen("defined, not trained"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_price_of_a_base),
        TEST(test_entries_stand_below_their_wave),
        TEST(test_the_rows_that_are_read_are_bright),
        TEST(test_dropout),
        TEST(test_lengths_beside_angles),
        TEST(test_nothing_contradicts_a_cut_x),
        TEST(test_added_and_turned),
        TEST(test_a_learned_table_says_what_it_is),
        TEST(test_what_has_no_room_is_told),
    };
    return cmocka_run_group_tests_name("lesson", tests, NULL, NULL);
}
