/* What the Waves view draws: its curves against brute-force samples at every
 * zoom, and the numbers on the frame. */
#include "named.h"
#include "view/waves/waves_parts.h"
#include "unit/waves_screen.h"

/* True at every zoom from 8 to a million positions, for fast and slow dimensions, near zero and far out. */
static void test_curves_at_every_span(void **state)
{
    (void)state;
    static const uint64_t offsets[] = {0, 12345, 999999990};
    static const int sizes[][2] = {{120, 40}, {160, 50}, {80, 24}};
    for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++) {
        app.params.offset = offsets[i];
        resize(sizes[i][0], sizes[i][1]);
        play("= + +"); /* 8 */
        int spans = 0;
        for (int last = 0; waves_span(&app) != last; spans++) {
            check_strips();
            for (app.dim = 0; app.dim < 15; app.dim += 5) {
                draw();
                check_large();
            }
            app.dim = 15;
            last = waves_span(&app);
            play("-");
        }
        assert_int_equal(spans, 18); /* 8 · 2^16 and a million */
        assert_int_equal(waves_span(&app), WAVES_SPAN_MAX);
    }
}

/* A wave denser than the dots fills its whole band, and the title says so. */
static void test_the_envelope_is_full(void **state)
{
    (void)state;
    for (int i = 0; i < 20; i++) play("-");
    struct waves_layout l = layout();
    for (int x = 2; x < l.curve_cols; x++)
        for (int r = 0; r < l.strip_rows; r++)
            assert_int_equal(frame_cell(&frame, BODY + l.strip_row + r, l.curve_col + x)->ch,
                             r + 1 < l.strip_rows ? 0x28FF : 0x283F); /* its last dots are spare */
    assert_non_null(strstr(row_text(BODY), "envelope"));
    play("=");
    assert_null(strstr(row_text(BODY), "envelope"));
}

/* ---- numbers read off the frame ------------------------------------------ */

static void test_wavelengths(void **state)
{
    (void)state;
    static const char *const lengths[] = {"6.28",   "19.87",   "62.83",   "198.69",
                                          "628.32", "1986.92", "6283.19", "19869.18"};
    static const int sizes[][2] = {{80, 24}, {120, 40}, {240, 67}};
    for (size_t size = 0; size < 3; size++) {
        resize(sizes[size][0], sizes[size][1]);
        for (app.dim = 0; app.dim < 16; app.dim++) {
            char label[64], text[16];
            draw();
            int row = strip_row(app.dim), col = layout().length_col;
            snprintf(text, sizeof text, "%.2f", number_at(row, col));
            assert_string_equal(text, lengths[app.dim / 2]);
            assert_true(fabsl(2 * pi / omega(app.dim) - (long double)strtod(text, NULL)) < 0.0051L);
            snprintf(label, sizeof label, "%d %s ", app.dim, app.dim % 2 ? "cos" : "sin");
            assert_non_null(strstr(row_text(row), label));
            snprintf(label, sizeof label, "wavelength %s", lengths[app.dim / 2]);
            assert_non_null(strstr(row_text(BODY), label));
            snprintf(label, sizeof label, " %.4Lg rad ", omega(app.dim));
            assert_non_null(strstr(row_text(BODY), label));
        }
    }
}

static void test_hands(void **state)
{
    (void)state;
    resize(240, 67);
    static const uint64_t offsets[] = {0, 1000, 999999990};
    for (size_t i = 0; i < 3; i++) {
        app.params.offset = offsets[i];
        play("g");
        for (int token = 0; token < 12; token++) {
            check_hands((long double)offsets[i] + token);
            play("j");
        }
    }
    app.params.offset = 0;
    play("g p 7 Enter");
    assert_non_null(strstr(row_text(strip_row(0)), "41.1°")); /* 7 rad − 360° */
    assert_non_null(strstr(row_text(strip_row(2)), "126.8°"));
    assert_non_null(strstr(row_text(strip_row(4)), "40.1°"));
    assert_non_null(strstr(row_text(strip_row(6)), "12.7°"));
}

/* Every token's word, and its value below it, at 80 × 24 and wider. */
static void test_token_values(void **state)
{
    (void)state;
    static const int sizes[][2] = {{80, 24}, {100, 30}, {120, 40}, {240, 67}};
    for (size_t size = 0; size < 8; size++) {
        caps.ascii = size >= 4;
        resize(sizes[size % 4][0], sizes[size % 4][1]);
        for (int dim = 0; dim < 16; dim++) {
            app.dim = dim;
            draw();
            struct waves_layout l = layout();
            for (int token = 0; token < 12; token++) {
                int col = l.plot_col + token * l.plot_cols / waves_span(&app),
                    row = BODY + 1 + l.plot_rows;
                assert_int_equal((int)number_at(row, col), token);
                int decimals = l.plot_cols / waves_span(&app) - 4;
                double within = 0.5 * pow(10, -fmin(4, decimals)) + 1e-9;
                for (int side = 0; side < 1 + l.partner; side++) { /* the sine's row stays above */
                    double shown = number_at(row + 2 + side, col);
                    int of = l.partner ? dim / 2 * 2 + side : dim;
                    assert_true(fabs(shown - (double)value(of, token)) <= within);
                }
            }
        }
    }
}

/* The selected token's value shows where it stands at the very edge, too. */
static int positions_row(void)
{
    for (int row = BODY; row < frame.rows; row++)
        if (strstr(row_text(row), " pos  ")) return row;
    fail_msg("no row of positions");
    return 0;
}

/* The column of the frame in which a word of ASCII stands. */
static int column_of(int row, const char *word)
{
    int n = (int)strlen(word), found = 0;
    for (int col = 0; col < frame.cols && found < n; col++)
        for (found = 0; found < n; found++)
            if (frame_cell(&frame, row, col + found)->ch != (uint32_t)word[found])
                break;
            else if (found == n - 1)
                return col;
    fail_msg("%s is not there", word);
    return 0;
}

static void test_selected_value_at_the_edge(void **state)
{
    (void)state;
    struct err e;
    struct str text = STR_EMPTY;
    for (int i = 0; i < 448; i++) str_adds(&text, "you ");
    assert_true(app_set_text(&app, str_text(&text), text.len, &e));
    str_free(&text);
    draw();
    play("G");
    int row = positions_row(), at = column_of(row, "447");
    assert_int_equal(waves_span(&app), 448);
    assert_true(fabs(number_at(row + 2, at) - (double)value(2, 447)) < 0.0051);
    assert_int_equal(frame_cell(&frame, row + 1, at)->ch, 'y');
}

/* All positions that are named stand at one distance, the marked ones and what they cover aside,
 * and each has its values, with a word or without one. */
static void test_named_positions_are_regular(void **state)
{
    (void)state;
    static const int sizes[][2] = {{80, 24}, {100, 30}, {120, 40}, {240, 67}};
    for (size_t s = 0; s < 4; s++) {
        resize(sizes[s][0], sizes[s][1]);
        play("g");
        play("p \"44\" Enter");
        int row = positions_row(), last = -1, step = 0, named = 0;
        struct waves_layout l = layout();
        for (int col = l.plot_col; col < l.plot_col + l.plot_cols; col++) {
            uint32_t ch = frame_cell(&frame, row, col)->ch;
            if (ch < '0' || ch > '9') continue;
            int position = (int)number_at(row, col);
            if (position != 44 && position != (int)app.token) {
                if (last >= 0 && (!step || position - last < step)) step = position - last;
                if (last >= 0) assert_int_equal((position - last) % step, 0);
                last = position;
            }
            assert_true(fabs(number_at(row + 2, col) - (double)value(app.dim / 2 * 2, position)) <
                        0.0051);
            named++;
            while (frame_cell(&frame, row, col)->ch != ' ') col++;
        }
        assert_true(step && named >= 6);
    }
}

/* The strips' values, at the token and at a position that plays between two. */
static void test_strip_values(void **state)
{
    (void)state;
    play("Space wait:1300"); /* 2 a second: 7 + 2.6 */
    struct waves_layout l = layout();
    for (int i = 0; i < l.strips; i++)
        assert_true(fabs(number_at(strip_row(i), l.value_col) - (double)value(i, 9.6L)) <=
                    0.5e-4 + 1e-9);
    check_hands(9.6L);
    assert_non_null(strstr(row_text(BODY + l.head_row), "playing at 9.6, 2 a second"));
}

/* ---- clock --------------------------------------------------------------- */

/* The hand's farthest dot stands at the angle, within a dot and a half. */
static void test_clock_hand(void **state)
{
    (void)state;
    for (int rows = 3; rows <= 12; rows++)
        for (int i = 0; i < 360; i++) {
            assert_true(
                frame_start(&frame, rows, 2 * rows, false, role_style(ROLE_BACK, DEPTH_TRUE)));
            struct canvas c = {&frame, &caps, 0, 0, rows, 2 * rows};
            clock_draw(&c, rows, i / 360.0, ROLE_ACCENT);
            check_face(0, 0, rows, SLOT_ACCENT, i);
        }
}

/* Every pair in sight has a face where there is room, an arrow where there is not. */
static void test_faces_of_all_pairs(void **state)
{
    (void)state;
    static const int sizes[][3] = {{120, 40, 4}, {240, 67, 8}, {100, 30, 0}, {80, 24, 0}};
    for (int i = 0; i < 4; i++) {
        resize(sizes[i][0], sizes[i][1]);
        struct waves_layout l = layout();
        int faces = 0;
        for (int strip = 0; strip < l.strips; strip++) {
            int first = -1, count;
            faces +=
                l.face_rows && waves_face(&app, &l, strip, false, &first, &count) && first == strip;
        }
        assert_int_equal(faces, sizes[i][2]);
        check_hands(7);
    }
}

/* +1 and 0 are marked in the rows that say so. */
static void test_markers_stand_on_the_axis(void **state)
{
    (void)state;
    resize(120, 40);
    play("p 0 Enter");
    struct waves_layout l = layout();
    assert_non_null(strstr(row_text(BODY + 1), "+1"));
    /* The second dots of the rows are named; a mark has a dot more above and below. */
    for (int row = BODY + 1; row <= BODY + 1 + l.plot_rows / 2; row += l.plot_rows / 2) {
        assert_int_equal(frame_cell(&frame, row, l.plot_col - 1)->ch, 0x2800 | 0x02 | 0x10);
        unsigned middle = row == BODY + 1 ? 0x02 : 0; /* the cosine's mark is hollow */
        assert_int_equal(frame_cell(&frame, row, l.plot_col)->ch, 0x283Fu - middle);
        assert_int_equal(frame_cell(&frame, row, l.plot_col)->fg, SLOT_ACCENT);
    }
}

/* Where the two waves of a pair would cover each other, the selected one is drawn alone, and it says so. */
static void test_dense_waves_do_not_cover_each_other(void **state)
{
    (void)state;
    resize(120, 40);
    assert_non_null(strstr(row_text(BODY), "dim 2 sin, dim 3 cos"));
    play("- - - - - -");
    struct waves_layout l = layout();
    assert_true(dense(&l));
    check_large();
    assert_null(strstr(row_text(BODY), "dim 3 cos"));
    assert_non_null(strstr(row_text(BODY + l.large_rows - 1), "dim 3 cos is left out"));
    play("l");
    check_large();
    assert_non_null(strstr(row_text(BODY + l.large_rows - 1), "dim 2 sin is left out"));
    assert_null(
        strstr(row_text(BODY + l.gauges_row), "+2")); /* no legend of colours that are not there */
    assert_non_null(strstr(row_text(BODY + l.gauges_row), "at 11"));
}

static void test_degrees(void **state)
{
    (void)state;
    static const struct {
        double turn;
        const char *text;
    } cases[] = {{0, "0.0°"},         {0.25, "90.0°"}, {0.99987, "0.0°"},
                 {0.99985, "359.9°"}, {0.5, "180.0°"}, {0.000138, "0.0°"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str out = STR_EMPTY;
        clock_degrees(&out, cases[i].turn, false);
        assert_string_equal(str_text(&out), cases[i].text);
        str_free(&out);
    }
}

/* Schemes without pairs: P's curve and value, and no hand. */
static void test_other_schemes(void **state)
{
    (void)state;
    app.params.scheme = scheme_find("index");
    draw();
    struct waves_layout l = layout();
    assert_int_equal(l.hand_col, -1);
    assert_int_equal(l.length_col, -1);
    for (int dim = 0; dim < l.strips; dim++)
        assert_true(fabs(number_at(strip_row(dim), l.value_col) - 7) < 1e-9);
    app.params.scheme = scheme_find("binary");
    for (int token = 0; token < 12; token++) {
        app.token = (size_t)token;
        draw();
        for (int dim = 0; dim < l.strips; dim++)
            assert_int_equal((int)number_at(strip_row(dim), l.value_col), token >> dim & 1);
    }
}

/* Axes go to round numbers that are not below what they must show. */
static void test_axis_ends(void **state)
{
    (void)state;
    static const double cases[][2] = {{1, 1},       {1.09, 2},  {11, 11},
                                      {12.5, 20},   {999, 999}, {1000, 1000},
                                      {1001, 2000}, {4e8, 5e8}, {1000000002, 2e9}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(fabs(wave_full(cases[i][0]) - cases[i][1]) < 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_curves_at_every_span),
        TEST(test_the_envelope_is_full),
        TEST(test_wavelengths),
        TEST(test_hands),
        TEST(test_token_values),
        TEST(test_selected_value_at_the_edge),
        TEST(test_named_positions_are_regular),
        TEST(test_strip_values),
        TEST(test_clock_hand),
        TEST(test_faces_of_all_pairs),
        TEST(test_markers_stand_on_the_axis),
        TEST(test_dense_waves_do_not_cover_each_other),
        TEST(test_degrees),
        TEST(test_other_schemes),
        TEST(test_axis_ends),
    };
    return cmocka_run_group_tests_name("waves_view", tests, NULL, NULL);
}
