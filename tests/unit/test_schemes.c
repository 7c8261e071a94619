/* The Schemes view: what its keys and clicks do, what its pictures show, and that it
 * stands at any size, text and parameters. */
#include <math.h>

#include "named.h"
#include "unit/schemes_screen.h"

#include "app/state/action.h"
#include "view/marks/heat.h"

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
    says("exponent doubled twice less the true P WRONG FORMULA no test fails");
    explains("WRONG i counts by two already");
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
    play("Down Down"); /* the arrows go through the list, around its end, and stay in it */
    scheme_is("none");
    play("Up Up");
    scheme_is("learned");
    play("w Up");
    scheme_is("wrong-single");
    size_t token = app.token;
    play("k h"); /* j and k move the selected position */
    assert_int_equal(app.token, token - 1);
    assert_int_equal(app.dim, 1);
    play("g k");
    assert_int_equal(app.token, 0);
    play("j G j");
    assert_int_equal(app.token, 11);
    says("↑↓ c scheme j k position");
}

/* Of 120 × 40: the list's first row, the first row of positions, and the column of cells of two. */
#define LIST_ROW 6
#define FIRST_ROW 19
#define PICTURE_COL 26

static void test_mouse(void **state)
{
    (void)state;
    play("click:4,8"); /* the third scheme's name */
    scheme_is("index");
    play("click:90,9"); /* a verdict is explained, its scheme not chosen */
    scheme_is("index");
    play("click:4,9");
    scheme_is("normalised");
    play("click:37,21"); /* a cell of the third position: dimension (37 − 26) / 2 */
    scheme_is("normalised");
    assert_int_equal(app.dim, 5);
    assert_int_equal(app.token, 2);
    play("click:27,6"); /* a cell of the list: its dimension */
    assert_int_equal(app.dim, 0);
    play("click:6,20"); /* a word */
    assert_int_equal(app.token, 1);
}

static int level_of(uint8_t slot)
{
    return (int)slot - SLOT_HEAT - HEAT_HALF;
}

/* Dimension 0 of the rows from `row` on. */
static void picture_is(int row, const double *values, int count, double full)
{
    for (int i = 0; i < count; i++)
        assert_int_equal(level_of(frame_cell(&frame, row + i, PICTURE_COL)->bg),
                         heat_level(values[i], full));
}

/* Every cell of the list is the selected position's, and those below it are the text's, each in the
 * scale that is written beside it. */
static void test_pictures(void **state)
{
    (void)state;
    static const double list[][2] = {{0.656987, 1}, {0, 1},        {7, 11}, {7 / 11.0, 1},
                                     {7 / 12.0, 1}, {0.656987, 1}, {1, 1}};
    static const char *const scales[] = {"±1", "±1", "±11", "±1", "±1", "±1", "±1", "±0.1"};
    for (int i = 0; i < 7; i++) picture_is(LIST_ROW + i, &list[i][0], 1, list[i][1]);
    for (int i = 0; i < 8; i++) {
        struct str row = STR_EMPTY;
        for (int col = PICTURE_COL + 32; col < 66; col++) {
            char bytes[4];
            str_add(&row, bytes, utf8_encode(frame_cell(&frame, LIST_ROW + i, col)->ch, bytes));
        }
        assert_non_null(strstr(str_text(&row), scales[i]));
        str_free(&row);
    }
    static const double index[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    static const double sine[] = {0,         0.841471, 0.909297, 0.14112,  -0.756802, -0.958924,
                                  -0.279415, 0.656987, 0.989358, 0.412118, -0.544021, -0.99999};
    picture_is(FIRST_ROW, sine, 12, 1);
    says("colours below −1");
    play("c c");
    picture_is(FIRST_ROW, index, 12, 11);
    says("colours below −11");
    says("11 die +11.0000");
    play("c c c");
    picture_is(FIRST_ROW, sine, 12, 1);
    says("165 one code +0.997797");
    says("190 +0.997799");
    caps.ascii = true;
    draw();
    says("P of position 7, dims 0..15");
}

/* A difference far below the values is seen on a scale of its own. */
static void test_a_small_difference_is_seen(void **state)
{
    (void)state;
    app.params.offset = 1000000;
    play("W");
    scheme_is("wrong-single");
    says("colours below −0.02");
    int most = 0;
    for (int i = 0; i < 12 * 16; i++) {
        int level =
            level_of(frame_cell(&frame, FIRST_ROW + i / 16, PICTURE_COL + 2 * (i % 16))->bg);
        most = abs(level) > most ? abs(level) : most;
    }
    assert_true(most > HEAT_HALF / 2);
    app.params.offset = 0;
    play("g");
    text_is("When");
    says("no difference in this text");
}

/* What fails shows a figure that says so. */
static void test_figures(void **state)
{
    (void)state;
    says("✗ 0…11 grows");
    says("✗ 0.27→0.20");
    says("✗ off 51%");
    says("✓ off 1e-13");
    app.cols = 80;
    app.rows = 24;
    draw();
    says("✗ .27→.20");
    says("range unique length linear");
    says("✗ to 511");
    text_is("you");
    says("✗ 0→1000");
    resize(60, 12);
    says("↓ 2 more");
    play("C");
    says("↑ 2 more");
}

/* Choosing one puts it under every other view. */
static void test_under_every_view(void **state)
{
    (void)state;
    play("c c 1");
    says("9 Attn index · d 16 · ");
    says("P = pos = 7 = +7.0000");
}

/* A parameter that is not as by default is named beside d, base and √d, and tabs never lose their
 * names for it: short ones take less room. */
static void test_parameters_leave_the_tabs_their_names(void **state)
{
    (void)state;
    static const struct {
        const char *keys, *tabs, *says;
    } cases[] = {
        {"c c", "2 Vocab 3 Embed", "9 Attn index · d 16 · base 10⁴ · √d on ›"},
        {"r", "2 Vocab 3 Embed", "9 Attn seed 2 · d 16 · 10⁴ · √d ›"},
        {"] ]", "2 Vocab 3 Embed", "9 Attn offset 2 · d 16 · 10⁴ · √d ›"},
        {"} L", "2 Vocab 3 Embed", "9 Attn offset 10 · split · d 16 · 10⁴ · √d ›"},
        {"L s M", "2 Vocab 3 Embed", "9 Attn split · d 32 · 10⁴ · √d off ›"},
        {"b", "2 Vocab 3 Embed", "9 Attn d 16 · base 10³ · √d on ›"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        app.params = params_default();
        play(cases[i].keys);
        says(cases[i].tabs);
        says(cases[i].says);
    }
}

static bool same_double(double a, double b)
{
    return a <= b && a >= b;
}

/* What is kept is what would be measured again. */
static void assert_as_measured_anew(void)
{
    int i = app.params.scheme;
    const struct scheme_report *r = &app.schemes.reports[i];
    const struct scheme_context *c = &app.pipeline.context;
    struct unique_test unique;
    struct linear_test linear;
    struct same_test same;
    assert_true(r->measured);
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
    static const char *const keys[] = {"c",           "C",
                                       "w",           "W",
                                       "x",           "m",
                                       "M",           "b",
                                       "B",           "L",
                                       "]",           "}",
                                       "[",           "j",
                                       "G",           "+",
                                       "=",           "l",
                                       "$",           "s",
                                       "u",           "Tab \" so\" Tab",
                                       "Tab C-w Tab", "PgUp",
                                       "T",           "wheeldown:30,10",
                                       "click:30,14"};
    srand(5);
    for (int i = 0; i < 500; i++) {
        play(keys[(size_t)rand() % (sizeof keys / sizeof *keys)]);
        if (app.params.d_model > 128) app.params.d_model = 16;
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
                caps = (struct caps){.depth = (enum depth)(rows % DEPTH_COUNT), .ascii = cols % 2};
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
            read_screen();
            char label[64],
                name[64]; /* where it has one line its name, else its label's first words */
            snprintf(label, sizeof label, "› %.*s", (int)strcspn(schemes[i].label, " "),
                     schemes[i].label);
            snprintf(name, sizeof name, "› %s", schemes[i].name);
            assert_true(strstr(str_text(&screen), label) || strstr(str_text(&screen), name));
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
    for (int i = 0; i < 100000; i++) str_adds(&text, "you ");
    app.params.d_model = 16;
    for (app.params.scheme = 0; app.params.scheme < scheme_count; app.params.scheme += 3)
        text_is(str_text(&text));
    app.params.scheme = scheme_find("normalised");
    draw();
    assert_false(app.schemes.reports[app.params.scheme].unique.ok);
    str_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCHEMES_TEST(test_keys),
        SCHEMES_TEST(test_mouse),
        SCHEMES_TEST(test_pictures),
        SCHEMES_TEST(test_a_small_difference_is_seen),
        SCHEMES_TEST(test_figures),
        SCHEMES_TEST(test_under_every_view),
        SCHEMES_TEST(test_parameters_leave_the_tabs_their_names),
        SCHEMES_TEST(test_random_keys),
        SCHEMES_TEST(test_every_size),
        SCHEMES_TEST(test_the_scheme_in_force_is_in_sight),
        SCHEMES_TEST(test_extremes),
    };
    return cmocka_run_group_tests_name("schemes", tests, NULL, NULL);
}
