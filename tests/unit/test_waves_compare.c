/* The Waves view's positions beyond the text, two positions compared, and sines alone: what stands
 * on the frame against libm's long double functions. */
#include "base/num.h"
#include "named.h"
#include "unit/waves_screen.h"

static const int sizes[][2] = {{80, 24}, {100, 30}, {120, 40}, {240, 67}};

/* The first number after those words on the frame. */
static double number_after(const char *words)
{
    char text[32];
    size_t n = 0;
    const char *at = line_with(words) + strlen(words);
    while (*at == ' ') at++;
    for (; n < sizeof text - 1; n++) {
        bool minus = strncmp(at, "−", 3) == 0;
        if (!minus && (!*at || !strchr("+.0123456789e-", *at))) break;
        text[n] = minus ? '-' : *at;
        at += minus ? 3 : 1;
    }
    text[n] = 0;
    if (!n) fail_msg("no number after %s", words);
    return strtod(text, NULL);
}

static long double chord(int pair, long double a, long double b)
{
    return 2 * fabsl(sinl((a - b) * omega(2 * pair) / 2));
}

/* Columns of a bar that are filled, and how many there are. */
static double bar_share(int row, int col, int cols)
{
    double filled = 0;
    for (int k = 0; k < cols; k++) {
        uint32_t ch = frame_cell(&frame, row, col + k)->ch;
        if (ch >= 0x2588 && ch <= 0x258F) filled += (0x2590 - (double)ch) / 8;
        if (ch == '#') filled++;
    }
    return filled / cols;
}

/* Each pair's number and bar, 0 … 2, beside its strips. */
static void check_distances(long double a, long double b)
{
    struct waves_layout l = layout();
    int bar = l.apart_cols - 9;
    assert_true(l.apart_col >= 0 && bar >= 4);
    for (int i = 0; i < l.strips; i += 2) {
        int dim = app.shown.window.dim + i;
        if (dim % 2) continue;
        double right = (double)chord(dim / 2, a, b), shown;
        shown = number_at(strip_row(dim), l.apart_col + bar);
        assert_true(fabs(shown - right) <= fmax(0.0051, 0.0051 * right));
        assert_true(shown > 0 || right < 1e-12);
        double share = bar_share(strip_row(dim), l.apart_col, bar);
        if (fabs(share - right / 2) > (caps.ascii ? 0.51 : 0.07) / bar)
            fail_msg("%s: %g of the bar is right", row_text(strip_row(dim)), right / 2);
    }
}

/* A mark of the large waves: the dot of a value is set, in a cell of a mark's style. */
static void check_mark(int dim, long double position, uint8_t slot)
{
    struct waves_layout l = layout();
    struct curve_area area = {BODY + 1, l.plot_col,       l.plot_rows, l.plot_cols,
                              0,        waves_span(&app), 0,           0};
    curve_scale(&area, -1, 1, true, &caps);
    int col, dot = curve_dot_row(&area, (double)value(dim, position), &caps);
    assert_true(curve_col(&area, (double)(position - (long double)app.waves.first), &col));
    const struct cell *cell = frame_cell(&frame, area.row + dot / 4, col);
    assert_int_equal(cell->fg, slot);
    assert_true(cell->attr & ATTR_BOLD);
}

/* ---- positions beyond the text -------------------------------------------- */

static void test_any_position(void **state)
{
    (void)state;
    static const unsigned long long positions[] = {12, 44, 710, 99999, 1000000000};
    for (size_t s = 0; s < COUNT(sizes); s++)
        for (size_t i = 0; i < COUNT(positions); i++) {
            char keys[64], text[64];
            resize(sizes[s][0], sizes[s][1]);
            snprintf(keys, sizeof keys, "p \"%llu\" Enter Right Left", positions[i]);
            play(keys);
            assert_true(waves_picked(&app));
            assert_int_equal(app.token, 7); /* the selection stays */
            assert_int_equal(waves_place(&app).position, positions[i]);
            assert_true(app.waves.first <= positions[i] &&
                        positions[i] - app.waves.first < (uint64_t)waves_span(&app));
            snprintf(text, sizeof text, "pos %llu, no token, dim 2  E –", positions[i]);
            line_with(text);
            line_with("X –");
            int values = layout().value_col;
            if (values >= 0)
                assert_true(fabs(number_at(strip_row(2), values) - (double)value(2, positions[i])) <
                            0.00006);
            check_mark(2, positions[i], SLOT_ACCENT);
            snprintf(text, sizeof text, "%llu", positions[i]);
            assert_non_null(strstr(row_text(BODY + 1 + layout().plot_rows), text));
            play("g");
            assert_false(waves_picked(&app));
            assert_int_equal(app.token, 0);
            play("7 4 p \"7\" Enter");
        }
}

static void test_keys_at_the_ends(void **state)
{
    (void)state;
    play("G");
    assert_int_equal(app.token, 11);
    play("j");
    assert_true(waves_picked(&app));
    assert_int_equal(waves_place(&app).position, 12);
    play("j j k");
    assert_int_equal(waves_place(&app).position, 13);
    play("G"); /* the token is the one from before */
    assert_false(waves_picked(&app));
    assert_int_equal(waves_place(&app).position, 11);
    play("j k");
    assert_false(waves_picked(&app));
    assert_int_equal(app.token, 11);
    play("g k");
    assert_int_equal(waves_place(&app).position, 0);
    play("p \"5\" Enter"); /* a token's own position selects it */
    assert_int_equal(app.token, 5);
    assert_false(waves_picked(&app));
    play("p \"2000000000\" Enter");
    line_with("a whole number from 0 to 1000000000 is wanted");
    play("Esc : \"offset 100\" Enter p \"44\" Enter"); /* before the text */
    assert_true(waves_picked(&app));
    assert_int_equal(waves_place(&app).position, 44);
    assert_int_equal(app.waves.first, 44);
    check_mark(2, 44, SLOT_ACCENT);
    play("p \"99\" Enter j");
    assert_int_equal(app.token, 0);
}

/* A click beyond the text goes there; typing until the position has a token ends it. */
static void test_clicks_and_text(void **state)
{
    (void)state;
    play("- -");
    struct waves_layout l = layout();
    int col = l.plot_col + 30 * l.plot_cols / waves_span(&app) + 1;
    uint64_t under =
        app.waves.first + (uint64_t)((col - l.plot_col + 0.5) * waves_span(&app) / l.plot_cols);
    char keys[64];
    snprintf(keys, sizeof keys, "click:%d,%d", col, BODY + 3);
    play(keys);
    assert_true(waves_picked(&app));
    assert_int_equal(waves_place(&app).position, under);
    play("= p \"12\" Enter Tab End \" now\" Tab");
    assert_false(waves_picked(&app));
    play("Tab C-u Tab p \"44\" Enter"); /* without any text too */
    line_with("pos 44, no token, dim 2  E –");
}

/* ---- two positions --------------------------------------------------------- */

static void test_known_positions(void **state)
{
    (void)state;
    play("g 0 y p \"44\" Enter Left");
    assert_true(fabs(number_after("a−b ") - 0.018) < 1e-9);
    line_with(
        "positions 0 and 44 nearly meet on pair 0 (0.018 apart); pair 1 tells them apart (1.25)");
    assert_true(fabs((double)chord(1, 0, 44) - 1.25) < 0.005);
    check_distances(44, 0);
    check_mark(0, 44, SLOT_ACCENT);
    check_mark(0, 0, role_style(ROLE_STRONG, DEPTH_TRUE).fg);
    line_with("b 0");
    line_with("a 44");
    play("p \"710\" Enter Left");
    assert_true(fabs(number_after("a−b ") - 0.00006) < 0.000001);
    line_with("positions 0 and 710 nearly meet on pair 0 (0.000060 apart); pair 1");
    check_distances(710, 0);
    app.params.d_model = 8; /* divisor 10 in pair 1 */
    play("l h");
    line_with("pair 1 tells them apart (1.62)");
    play("Y Right Left");
    assert_int_equal(layout().apart_col, -1);
}

static void test_every_distance(void **state)
{
    (void)state;
    static const int ds[] = {2, 16, 64};
    for (size_t s = 0; s < 2 * COUNT(sizes); s++)
        for (size_t d = 0; d < COUNT(ds); d++) {
            caps.ascii = s >= COUNT(sizes);
            app.params.d_model = ds[d];
            app.dim = 0;
            resize(sizes[s % COUNT(sizes)][0], sizes[s % COUNT(sizes)][1]);
            play("p \"3\" Enter y p \"17\" Enter");
            check_distances(17, 3);
            double squares = 0;
            for (int pair = 0; pair < ds[d] / 2; pair++)
                squares += pow((double)chord(pair, 17, 3), 2);
            if (!caps.ascii) { /* the wide and the narrow form */
                bool wide = false;
                for (int row = 0; row < frame.rows; row++)
                    wide = wide || strstr(row_text(row), "|P[a] − P[b]|");
                double total = number_after(wide ? "|P[a] − P[b]| " : "|P[a]−P[b]| ");
                assert_true(fabs(total - sqrt(squares)) < 0.0051);
                assert_true(fabs(number_after("sin a") - (double)value(0, 17)) < 0.00006);
            }
        }
}

/* The pin is where the position was, whatever is done after. */
static void test_pin(void **state)
{
    (void)state;
    play("y j j");
    assert_int_equal(app.waves.pin, 7);
    check_distances(9, 7);
    play("y");
    line_with("b is pinned at position 9");
    play("Left");
    line_with("a and b are both at position 9");
    play("Y Y");
    line_with("there is no second position: y pins one");
    play("y :");
    play("\"scheme index\" Enter j");
    line_with("P of positions 9 and 10 differs in 16 of 16 dimensions");
    assert_true(fabs(number_after("a−b ") - 1) < 1e-9);
    assert_true(fabs(number_after("|P[a] − P[b]| ") - 4) < 1e-9); /* √16 */
    play(": \"scheme learned\" Enter p \"600\" Enter Left");
    line_with("positions 9 and 600 do not both have a row of P");
    line_with("|P[a] − P[b]| –");
}

/* ---- sines alone ------------------------------------------------------------ */

static void test_sines_alone(void **state)
{
    (void)state;
    play("p \"1\" Enter o Left Right");
    line_with("with the sine of pair 1 alone positions 1 and 9 are 0.020 apart; with the cosine "
              "1.91 apart");
    assert_true(fabs((double)(value(2, 1) - value(2, 9)) - 0.020) < 0.0005);
    assert_true(fabs((double)chord(1, 1, 9) - 1.91) < 0.005);
    check_mark(2, 1, SLOT_ACCENT);
    check_mark(2, 9, role_style(ROLE_STRONG, DEPTH_TRUE).fg);
    line_with("dim 3 cos is taken out: sines only");
    assert_non_null(strstr(row_text(strip_row(3)), "taken out: sines only"));
    assert_true(fabs(number_at(strip_row(2), layout().apart_col + 11) - 0.020) < 0.0005);
    assert_null(strstr(row_text(BODY), "dim 3 cos"));
    play("G End Left Right"); /* of the slowest pair no position is on the other side */
    line_with("on pair 7 no position in sight is on the other side of the circle");
    play("o Left");
    assert_non_null(strstr(row_text(BODY), "cos"));
    for (int row = 0; row < frame.rows; row++) assert_null(strstr(row_text(row), "taken out"));
    app.params.scheme = scheme_find("binary");
    draw();
    play("o");
    line_with("this scheme has no cosines to take out");
}

/* The clock has a line across it at the height of the sine, and no hand. */
static void test_level(void **state)
{
    (void)state;
    for (int rows = 5; rows <= 9; rows++)
        for (int i = 0; i < 360; i += 7) {
            assert_true(
                frame_start(&frame, rows, 2 * rows, false, role_style(ROLE_BACK, DEPTH_TRUE)));
            struct canvas c = {&frame, &caps, 0, 0, rows, 2 * rows};
            struct clock_hand hand = {i / 360.0, ROLE_ACCENT};
            clock_hands_draw(&c, rows, &hand, 1, true);
            double middle = (4 * rows - 1) / 2.0, y = sin(i * (double)pi / 180);
            int row = (int)floor(middle - y * middle + 0.5) / 4, found = 0;
            for (int r = 0; r < rows; r++)
                for (int k = 0; k < 2 * rows; k++) {
                    bool on = frame_cell(&frame, r, k)->fg == SLOT_ACCENT;
                    assert_true(!on || r == row);
                    found += on;
                }
            assert_true(found > 0);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_any_position),    TEST(test_keys_at_the_ends),
        TEST(test_clicks_and_text), TEST(test_known_positions),
        TEST(test_every_distance),  TEST(test_pin),
        TEST(test_sines_alone),     TEST(test_level),
    };
    return cmocka_run_group_tests_name("waves_compare", tests, NULL, NULL);
}
