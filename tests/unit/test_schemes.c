/* The Schemes view: what its keys and clicks do, the numbers that are to be read
 * on it, and that it stands at any size, text and parameters. */
#include <math.h>

#include "named.h"
#include "unit/stage.h"

#include "app/state/action.h"
#include "base/utf8.h"
#include "view/marks/heat.h"

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
            if (ch && !again) str_add(&screen, bytes, utf8_encode(ch, bytes));
        }
}

static int setup(void **state)
{
    (void)state;
    return stage("schemes", FOCUS_BODY, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
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

/* The column of the frame where the words start: that of the first test's verdicts. */
static int words_col(void)
{
    for (int col = 0; col + 7 < frame.cols; col++)
        if (frame_cell(&frame, 5, col)->ch == 'b' && frame_cell(&frame, 5, col + 1)->ch == 'o' &&
            frame_cell(&frame, 5, col + 2)->ch == 'u')
            return col;
    fail_msg("no heading of tests");
    return 0;
}

/* What the words say, on a screen that holds all of them; `screen` has them joined. */
static void read_words(void)
{
    int rows = app.rows;
    app.rows = 80;
    draw();
    str_clear(&screen);
    for (int row = 14, from = words_col(); row < frame.rows; row++)
        for (int col = from; col <= frame.cols; col++) {
            uint32_t ch = col < frame.cols ? frame_cell(&frame, row, col)->ch : ' ';
            char bytes[4];
            bool again = ch == ' ' && screen.len && screen.data[screen.len - 1] == ' ';
            if (ch && !again) str_add(&screen, bytes, utf8_encode(ch, bytes));
        }
    app.rows = rows;
    draw();
}

static void explains(const char *text)
{
    read_words();
    if (!strstr(str_text(&screen), text))
        fail_msg("\"%s\" is not among the words:\n%s", text, str_text(&screen));
}

static void explains_not(const char *text)
{
    read_words();
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
    play("click:90,9");
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
    says("Schemes index · d 16 · 10⁴ · √d");
    says("P = pos = 7 = +7.0000");
}

static void test_numbers_of_the_lesson(void **state)
{
    (void)state;
    explains("the closest of 200 positions: 0 and 1, 1.01 apart; dim 0 has +0.0000 and +0.8415");
    explains("0 and 44 differ by 0.018 in sine");
    says("7 and 4 (k = 3) apart by 3·0.3162 = 0.9487 rad");
    says("7 with 4 (k = 3) loses 3·2^(−8h/8): 1.5 … 0.012, h = 1 … 8");
    play("m m");
    says("✓ 0.24");
    play("M M x");
    says("compares 1000 positions");
    explains("0 and 710 differ by 0.00006 in sine");
    play("x");
    says("compares 12 positions");
    explains("of 12 positions");
    play("x c c c");
    text_is("When you play the game");
    explains("token 2 is 0.5 in 5, 0.222 in 10");
    play("c");
    explains("token 2 is 0.4 in 5, 0.200 in 10");
}

static void test_an_end_of_the_table(void **state)
{
    (void)state;
    play("C");
    scheme_is("learned");
    explains("position 512 has none");
    explains("BERT and GPT-2 learn theirs");
    app.params.offset = 505;
    play("G");
    explains("✗ any length 512 rows, N(0, 0.02²) before training; positions 512 … 516 have none");
    says("✗ up to 511");
    says("P = no row: the table ends at 511 X –");
    says("✓ ±0.0"); /* of those that have rows */
    app.params.offset = 512;
    draw();
    says("? no row");
    app.params.offset = 505;
    draw();
    play("1");
    says("no row from position 512 on");
}

/* RoPE and ALiBi are about the selected position and another: the pinned one, else the one
 * that Similarity's k is away. */
static void test_two_positions(void **state)
{
    (void)state;
    app.similarity.shift = 5;
    draw();
    says("dims 2, 3 of 7 and 2 (k = 5) apart by 5·0.3162 = 1.5811 rad");
    play("k k k"); /* token 4 has nothing five before it */
    says("of 9 and 4 (k = 5) apart by 5·");
    play("5 g y 7 G");
    says("of 11 and 0 (pinned) apart by 11·0.3162 = 3.4785 rad");
    play("5 G y 7 g");
    says("the score of 11 with 0 (pinned) loses 11·2^");
}

/* Where the words are more than there are rows they turn pages, around the last one; each line is
 * on one of them. */
static void test_words_turn_pages(void **state)
{
    (void)state;
    play("c c c c c size:80x24");
    scheme_is("one-sine");
    says("lines 1…5 of ");
    says("✓ bounded");
    says_not("ALiBi");
    int pages = 0;
    for (bool last = false; !last && pages < 9; pages++) {
        play("PgDn");
        read_screen();
        last = strstr(str_text(&screen), "ALiBi") != NULL;
    }
    assert_true(pages > 1 && pages < 9);
    play("PgDn");
    says("lines 1…5 of ");
    play("PgUp");
    says("ALiBi");
    play("c"); /* another scheme starts from its first line */
    says("lines 1…5 of ");
    play("size:120x80");
    says("RoPE adds no vector");
    says_not("turn the page");
}

/* Numbers that are told as different are written so, at any length and place. */
static void test_enough_digits(void **state)
{
    (void)state;
    struct str text = STR_EMPTY;
    for (int i = 0; i < 93; i++) str_adds(&text, "you ");
    text_is(str_text(&text)); /* 3 / 92 = 0.0326, 3 / 96 = 0.0313 */
    str_free(&text);
    says("✗ .033→.031");
    text_is("When you play");
    app.params.offset = OFFSET_MAX;
    app.params.scheme = scheme_find("index");
    draw();
    explains("✗ bounded 1000000000 … 1000000002 in this text, 1000000000 … 1000001002 with");
    for (int i = 0; i < scheme_real_count; i++) {
        app.params.scheme = i;
        draw();
        says_not("inf");
    }
}

/* What is said of E is computed: its length at the selected position, whatever its start. */
static void test_lengths_are_computed(void **state)
{
    (void)state;
    for (int init = 0; init < INIT_COUNT; init++) {
        float rows[3 * 16];
        char said[96];
        app.params.init = (enum init_kind)init;
        app.params.scheme = scheme_find("index");
        draw();
        pipeline_token_rows(&app.pipeline, 7, rows);
        double square = 0;
        for (int k = 0; k < 16; k++) square += (double)rows[k] * (double)rows[k];
        snprintf(said, sizeof said, "at position 7 P is 28 long and E %.3g,", sqrt(square));
        explains(said);
    }
}

/* A lone dimension has nothing to turn with; d_model 512 compares as many as 16. */
static void test_widths(void **state)
{
    (void)state;
    app.params.d_model = 1;
    draw();
    says("dim 0 has no partner, so its angle is –");
    app.params.d_model = 512;
    draw();
    explains("the closest of 200 positions");
    app.params.d_model = 4096;
    draw();
    explains("the closest of 64 positions (d_model 4096 is too large for 200)");
}

/* Two values that differ are written so that they do, and equal codes are called that. */
static void test_counter_examples_of_unique(void **state)
{
    (void)state;
    play(": 'scheme one-sine' Enter");
    explains(
        "165 and 190 have nearly one code: +0.997797 and +0.997799 in every dim, 8.1e-06 apart; "
        "sines and cosines put them 2.53 apart");
    play(": 'scheme wrong-axes' Enter");
    explains("✗ unique positions 21 and 23 have the same code");
    says("✗ 21=23");
    explains_not(" apart; sines");
}

static void test_far_out(void **state)
{
    (void)state;
    explains_not("not trained");
    app.params.offset = 100000;
    draw();
    explains("far out position 100011 is defined, not trained");
    play("1");
    says("defined, not trained");
}

/* A wrong formula says so in the warning's colour, in the top line of every view at every size, and at P. */
static void test_wrong_formulas_are_labelled(void **state)
{
    (void)state;
    static const int sizes[][2] = {{20, 6},  {40, 12},  {59, 20}, {60, 20},
                                   {80, 24}, {120, 40}, {240, 67}};
    for (int i = 0; i < 7 * view_count * DEPTH_COUNT; i++) {
        const int *size = sizes[i % 7];
        app.view = i / 7 % view_count;
        caps = (struct caps){.depth = (enum depth)(i / 7 / view_count), .ascii = i % 2};
        app.cols = size[0];
        app.rows = size[1];
        app.params.scheme = scheme_real_count + i % (scheme_count - scheme_real_count);
        draw();
        const char *label = size[0] < 60 ? "WRONG" : "WRONG FORMULA";
        struct style warn = role_style(ROLE_BAR_WARN, caps.depth);
        for (int col = 0; label[col]; col++) {
            const struct cell *c = frame_cell(&frame, 0, 1 + col);
            assert_int_equal(c->ch, label[col]);
            assert_true(c->fg == warn.fg && c->bg == warn.bg && c->attr == warn.attr);
        }
    }
    caps = (struct caps){.depth = DEPTH_TRUE, .ascii = false};
    app.cols = 120;
    app.rows = 40;
    static const char *const headings[] = {"P WRONG FORMULA",
                                           "wrong P = ",
                                           "P WRONG FORMULA",
                                           "P WRONG FORMULA dim 2",
                                           "P WRONG ",
                                           "WRONG P·Pᵀ",
                                           "WRONG FORMULA P of position 7"};
    app.params.scheme = scheme_find("wrong-order");
    app.embedding.matrix = EMBEDDING_P;
    for (app.view = 0; app.view < view_count; app.view++) {
        draw();
        if (app.view < 6) says(headings[app.view]);
        says("wrong P = ");
    }
    app.params.scheme = 0;
    app.view = 0;
    draw();
    says_not("WRONG");
    says("lexwave 1 Pipeline");
}

/* A parameter that is not as by default takes the place of those that are, before tabs lose their names. */
static void test_parameters_leave_the_tabs_their_names(void **state)
{
    (void)state;
    static const struct {
        const char *keys, *says;
    } cases[] = {
        {"c c", "7 Schemes index · d 16 · 10⁴ · √d ›"},
        {"r", "7 Schemes seed 2 · d 16 · 10⁴ · √d ›"},
        {"] ]", "7 Schemes offset 2 · d 16 · 10⁴ · √d ›"},
        {"} L", "7 Schemes offset 10 · split ›"},
        {"L s M", "7 Schemes split · d 32 · 10⁴ · √d off ›"},
        {"b", "7 Schemes d 16 · base 10³ · √d on ›"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        app.params = params_default();
        play(cases[i].keys);
        says("2 Vocabulary 3 Embedding");
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

#define SCHEMES_TEST(f) cmocka_unit_test_setup_teardown(f, setup, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCHEMES_TEST(test_keys),
        SCHEMES_TEST(test_mouse),
        SCHEMES_TEST(test_pictures),
        SCHEMES_TEST(test_a_small_difference_is_seen),
        SCHEMES_TEST(test_figures),
        SCHEMES_TEST(test_under_every_view),
        SCHEMES_TEST(test_numbers_of_the_lesson),
        SCHEMES_TEST(test_an_end_of_the_table),
        SCHEMES_TEST(test_two_positions),
        SCHEMES_TEST(test_words_turn_pages),
        SCHEMES_TEST(test_counter_examples_of_unique),
        SCHEMES_TEST(test_enough_digits),
        SCHEMES_TEST(test_lengths_are_computed),
        SCHEMES_TEST(test_widths),
        SCHEMES_TEST(test_far_out),
        SCHEMES_TEST(test_wrong_formulas_are_labelled),
        SCHEMES_TEST(test_parameters_leave_the_tabs_their_names),
        SCHEMES_TEST(test_random_keys),
        SCHEMES_TEST(test_every_size),
        SCHEMES_TEST(test_the_scheme_in_force_is_in_sight),
        SCHEMES_TEST(test_extremes),
    };
    return cmocka_run_group_tests_name("schemes", tests, NULL, NULL);
}
