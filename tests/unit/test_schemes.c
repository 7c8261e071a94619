/* The Schemes view: what its keys and clicks do, the numbers that are to be read
 * on it, and that it stands at any size, text and parameters. */
#include "unit/stage.h"

#include "app/action.h"
#include "base/utf8.h"

static struct str screen = STR_EMPTY;

/* The frame's text, rows joined by spaces and runs of spaces made one. */
static void read_screen(void)
{
    str_clear(&screen);
    for (int row = 0; row < frame.rows; row++)
        for (int col = 0; col <= frame.cols; col++) {
            uint32_t ch = col < frame.cols ? frame_cell(&frame, row, col)->ch : ' ';
            char bytes[4];
            bool again = ch == ' ' && screen.len && screen.data[screen.len - 1] == ' ';
            if (ch && !again)
                str_add(&screen, bytes, utf8_encode(ch, bytes));
        }
}

static int setup(void **state)
{
    (void)state;
    return stage("schemes", FOCUS_BODY, 120, 40, (struct caps){DEPTH_TRUE, false});
}

static int close_screen(void **state)
{
    str_free(&screen);
    return teardown(state);
}

static void text_is(const char *text)
{
    struct err e;
    assert_true(app_set_text(&app, text, strlen(text), &e));
    draw();
}

static void says(const char *text)
{
    read_screen();
    if (!strstr(str_text(&screen), text))
        fail_msg("\"%s\" is not on screen:\n%s", text, str_text(&screen));
}

static void says_not(const char *text)
{
    read_screen();
    assert_null(strstr(str_text(&screen), text));
}

static void scheme_is(const char *name)
{
    assert_string_equal(schemes[app.params.scheme].name, name);
    assert_string_equal(schemes[app.pipeline.params.scheme].name, name);
}

static void test_keys(void **state)
{
    (void)state;
    play("c");
    scheme_is("none");
    play("C C");
    scheme_is("learned");
    says_not("WRONG FORMULA");
    play("w");
    scheme_is("wrong-exponent");
    says("WRONG FORMULA exponent doubled twice: i counts by two already");
    says("less the true P");
    says_not("raw index");
    play("w w W");
    scheme_is("wrong-column");
    play("W W");
    scheme_is("wrong-single");
    play("w");
    scheme_is("wrong-exponent");
    play("c");
    scheme_is("sinusoidal");
    play("W");
    scheme_is("wrong-single");
    play("C");
    scheme_is("learned");
    size_t token = app.token;
    play("k h"); /* the arrows move the one selection, here as everywhere */
    assert_int_equal(app.token, token - 1);
    assert_int_equal(app.dim, 1);
}

static void test_mouse(void **state)
{
    (void)state;
    play("click:4,12"); /* the third scheme's name: a scheme takes three rows of 120 × 40 */
    scheme_is("index");
    play("click:90,15");
    scheme_is("normalised");
    play("click:36,13"); /* in the strip: a cell, of the second row and dimension (36 − 26) / 2 */
    scheme_is("normalised");
    assert_int_equal(app.dim, 5);
    assert_int_equal(app.token, app.shown.window.row + 1);
}

/* Choosing one puts it under every other view. */
static void test_under_every_view(void **state)
{
    (void)state;
    play("c c 1");
    says("index · d 16");
    says("P = pos = 7 = +7.0000");
}

static void test_numbers_of_the_lesson(void **state)
{
    (void)state;
    says("of 200 positions: 0 and 1, 1.01 apart · told apart by dim 0 (sin, wavelength 6.283)");
    says("0 and 44 differ by 0.018 in sine");
    says("7·0.3162 = 2.2136 rad");
    says("7·2^(−8h/8): 3.5 … 0.027, heads h = 1 … 8");
    play("m m");
    says("✓ 0.24");
    play("M M x");
    says("compares 1000 positions");
    says("0 and 710 differ by 0.00006 in sine");
    play("x");
    says("of 12 positions");
    play("x c c c");
    text_is("When you play the game");
    says("token 2: 0.5 in 5, 0.222 in 10");
    play("c");
    says("token 2: 0.4 in 5, 0.200 in 10");
}

static void test_an_end_of_the_table(void **state)
{
    (void)state;
    play("C");
    scheme_is("learned");
    says("position 512 has none");
    app.params.offset = 505;
    play("G");
    says("positions 512 … 516 have none");
    says("P = no row: the table ends at 511");
    play("1");
    says("no row from position 512 on");
}

static bool same_double(double a, double b)
{
    return a <= b && a >= b;
}

/* What is kept is what would be measured anew. */
static void assert_as_measured_anew(void)
{
    int i = app.params.scheme;
    const struct scheme_report *r = &app.schemes.reports[i];
    const struct scheme_context *c = &app.pipeline.context;
    struct unique_test unique;
    struct linear_test linear;
    struct same_test same;
    assert_true(r->waves_ready && r->text_ready);
    assert_true(scheme_unique(&schemes[i], c, schemes_span(&app), &unique));
    assert_true(scheme_linear(&schemes[i], c, &linear));
    assert_true(scheme_same(&schemes[i], c, &same));
    struct bounded_test bounded = scheme_bounded(&schemes[i], c);
    assert_int_equal(r->unique.count, unique.count);
    assert_int_equal(r->unique.b, unique.b);
    assert_true(same_double(r->unique.distance, unique.distance));
    assert_true(same_double(r->linear.residual, linear.residual));
    assert_true(same_double(r->same.after, same.after));
    assert_true(same_double(r->bounded.high, bounded.high));
    assert_true(same_double(r->bounded.later_low, bounded.later_low));
}

static void test_random_keys(void **state)
{
    (void)state;
    static const char *const keys[] = {"c", "C", "w", "W", "x",  "m",    "M", "b", "B", "L", "]",
                                       "}", "[", "j", "G", "+",  "=",    "l", "$", "s", "u", "Tab \" so\" Tab",
                                       "Tab C-w Tab", "PgUp", "T", "wheeldown:30,10", "click:30,14"};
    srand(5);
    for (int i = 0; i < 500; i++) {
        play(keys[(size_t)rand() % (sizeof keys / sizeof *keys)]);
        if (app.params.d_model > 128)
            app.params.d_model = 16;
        draw();
        assert_as_measured_anew();
    }
}

static void test_every_size(void **state)
{
    (void)state;
    for (int scheme = 0; scheme < scheme_count; scheme += scheme_real_count - 1)
        for (int rows = 1; rows <= 60; rows++)
            for (int cols = 1; cols <= 260; cols += 1 + cols / 8) {
                caps = (struct caps){(enum depth)(rows % DEPTH_COUNT), cols % 2};
                app.params.scheme = scheme;
                app.rows = rows;
                app.cols = cols;
                draw();
            }
}

/* The name of the scheme in force stays in sight, even where one scheme alone fits. */
static void test_the_scheme_in_force_is_in_sight(void **state)
{
    (void)state;
    for (int rows = 6; rows <= 40; rows++)
        for (int i = 0; i < scheme_count; i++) {
            app.rows = rows;
            app.cols = 80;
            app.params.scheme = i;
            draw();
            char want[64];
            snprintf(want, sizeof want, "› %s", schemes[i].name);
            says(want);
        }
}

static void test_extremes(void **state)
{
    (void)state;
    static const int widths[] = {1, 7, 512, POSENC_D_MAX};
    static const char *const texts[] = {"", "you", "you win"};
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 3; j++)
            for (int scheme = 0; scheme < scheme_count; scheme += 1 + i) {
                app.params.d_model = widths[i];
                app.params.scheme = scheme;
                app.params.offset = j == 1 ? OFFSET_MAX : 0;
                text_is(texts[j]);
            }
    struct str text = STR_EMPTY;
    for (int i = 0; i < 100000; i++)
        str_adds(&text, "you ");
    app.params.d_model = 16;
    for (app.params.scheme = 0; app.params.scheme < scheme_count; app.params.scheme += 3)
        text_is(str_text(&text));
    app.params.scheme = scheme_find("normalised");
    draw();
    assert_false(app.schemes.reports[app.params.scheme].unique.ok);
    str_free(&text);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_keys),
        TEST(test_mouse),
        TEST(test_under_every_view),
        TEST(test_numbers_of_the_lesson),
        TEST(test_an_end_of_the_table),
        TEST(test_random_keys),
        TEST(test_every_size),
        TEST(test_the_scheme_in_force_is_in_sight),
        TEST(test_extremes),
    };
    return cmocka_run_group_tests_name("schemes", tests, NULL, NULL);
}
