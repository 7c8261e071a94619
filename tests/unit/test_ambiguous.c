/* Terminals that draw characters of ambiguous width two columns wide, and ASCII glyphs around
 * a text that is shown as it is. */
#include "base/safe.h"
#include "base/unicode.h"
#include "unit/stage.h"

/* Vocabularies are drawn too: this one has no character of ambiguous width. */
static const struct corpus plain = {"the game of thrones you win or you die when play",
                                    sizeof "the game of thrones you win or you die when play" - 1,
                                    "plain"};

static int setup(void **state)
{
    (void)state;
    stage_check = NULL; /* of a test that failed */
    return stage_with(&plain, "pipeline", FOCUS_BODY, 120, 40,
                      (struct caps){.depth = DEPTH_TRUE, .text = SAFE_WIDE});
}

static void give(const char *text)
{
    struct err e;
    assert_true(app_set_text(&app, text, strlen(text), &e));
    draw();
}

/* ---- columns of text ------------------------------------------------------ */

static void test_width_of_text(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int narrow, wide;
    } texts[] = {{"", 0, 0},   {"abc", 3, 3},          {"α", 1, 2},   {"α → β", 5, 8},
                 {"狗", 2, 2}, {"e\xCC\x81", 1, 1},    {"é", 1, 2},   {"½×\xE2\x80\xA6", 3, 6},
                 {"ñ", 1, 1},  {"\xE2\xA0\xBF", 1, 1}, {"a\nα", 3, 4}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *text = texts[i].text;
        struct frame f = FRAME_EMPTY;
        assert_true(frame_start(&f, 1, 40, false, role_style(ROLE_TEXT, DEPTH_TRUE)));
        for (int wide = 0; wide < 2; wide++) {
            int cols = wide ? texts[i].wide : texts[i].narrow;
            f.text = wide ? SAFE_WIDE : SAFE_UTF8;
            assert_int_equal(safe_width(text, strlen(text), f.text), cols);
            assert_int_equal(frame_puts(&f, 0, 0, role_style(ROLE_TEXT, DEPTH_TRUE), text), cols);
        }
        frame_free(&f);
    }
}

/* Where the code point stands in the row; −1: nowhere. */
static int column_of(int row, uint32_t cp)
{
    for (int col = 0; col < frame.cols; col++)
        if (frame_cell(&frame, row, col)->ch == cp) return col;
    return -1;
}

static int row_of(uint32_t cp, int from)
{
    for (int row = from; row < frame.rows; row++)
        if (column_of(row, cp) >= 0) return row;
    fail_msg("U+%04X is not on the frame from row %d on", cp, from);
    return -1;
}

static int first_heat(int row)
{
    for (int col = 0; col < frame.cols; col++)
        if (frame_cell(&frame, row, col)->bg >= SLOT_HEAT) return col;
    fail_msg("row %d has no heat cell", row);
    return -1;
}

static void test_text_keeps_the_columns(void **state)
{
    (void)state;
    give("α → β");
    int sentence = row_of(0x3B1, 0), at = column_of(sentence, 0x3B1);
    assert_int_equal(column_of(sentence, 0x2192), at + 3);
    assert_int_equal(column_of(sentence, 0x3B2), at + 6);
    assert_int_equal(frame_cell(&frame, sentence, at)->width, 2);
    assert_int_equal(frame_cell(&frame, sentence, at + 1)->width, 0);
    int row = row_of(0x3B1, sentence + 1), heat = first_heat(row);
    give("you win");
    assert_int_equal(first_heat(row), heat);
    give("α → β");
    app.focus = FOCUS_SENTENCE;
    draw();
    assert_int_equal(frame.cursor_col, at + 8); /* after the text */
    play("Left");
    assert_int_equal(frame.cursor_col, at + 6);
    play("Left Left");
    assert_int_equal(frame.cursor_col, at + 3);
}

/* ---- the program's own glyphs --------------------------------------------- */

static void assert_no_ambiguous(void)
{
    for (int row = 0; row < frame.rows; row++)
        for (int col = 0; col < frame.cols; col++) {
            const struct cell *c = frame_cell(&frame, row, col);
            if (c->width && uc_ambiguous(c->ch))
                fail_msg("U+%04X in view %s at %dx%d: %s", c->ch, views[app.view].name, frame.cols,
                         frame.rows, row_text(row));
        }
}

static void look_at_every_view(void)
{
    static const int sizes[][2] = {{23, 12}, {40, 12}, {80, 24}, {100, 30}, {120, 40}, {240, 67}};
    for (int i = 0; i < 6 * view_count * DEPTH_COUNT; i++) {
        app.view = i / 6 % view_count;
        app.cols = sizes[i % 6][0];
        app.rows = sizes[i % 6][1];
        caps.depth = (enum depth)(i / 6 / view_count);
        draw();
        assert_no_ambiguous();
    }
}

static void test_own_glyphs_are_narrow(void **state)
{
    (void)state;
    give("You win or you die, you win");
    look_at_every_view();
    for (int curves = 0; curves < CURVES_COUNT; curves++) {
        app.curves = curves;
        look_at_every_view();
    }
    app.curves = CURVES_AUTO;
    for (int scheme = 0; scheme < scheme_count; scheme++) {
        app.params.scheme = scheme;
        look_at_every_view();
    }
    app.params.d_model = 1;
    app.params.offset = 1000000000;
    look_at_every_view();
    give("");
    look_at_every_view();
}

/* Every page of help, and what each key says. */
static void test_words_are_narrow(void **state)
{
    (void)state;
    static const char *const keys[] = {"?", "F", "s",  "z", "L", "i", "c", "u", "e", "r", "k",
                                       "~", "W", "Up", "+", "-", "o", "g", "H", "U", "D"};
    stage_check = assert_no_ambiguous;
    for (int view = 0; view < view_count; view++)
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
            app.view = view;
            play(keys[i]);
            play("PageDown Escape Escape");
            app.focus = FOCUS_BODY;
        }
    stage_check = NULL;
}

/* Curves stay braille: its dots have a width of their own. */
static void test_curves_stay_braille(void **state)
{
    (void)state;
    app.view = view_find(views, "waves");
    for (int curves = 0; curves < CURVES_COUNT; curves++) {
        app.curves = curves;
        draw();
        int count = 0;
        for (int i = 0; i < frame.rows * frame.cols; i++)
            count += frame.cells[i].ch >= 0x2800 && frame.cells[i].ch <= 0x28FF;
        bool braille = curves == CURVES_AUTO || curves == CURVES_BRAILLE;
        assert_true(braille ? count > 100 : count == 0);
    }
    app.curves = CURVES_AUTO;
    caps.ascii = true;
    draw();
    for (int i = 0; i < frame.rows * frame.cols; i++) assert_true(frame.cells[i].ch < 0x7F);
}

/* ---- the option ------------------------------------------------------------ */

static void test_option(void **state)
{
    (void)state;
    struct settings settings = {0};
    play(": 'ambiguous wide' Enter");
    assert_int_equal(app.ambiguous, AMBIGUOUS_WIDE);
    app_get_settings(&app, &settings);
    assert_int_equal(settings.ambiguous, AMBIGUOUS_WIDE);
    play(": 'ambiguous narrow' Enter");
    assert_int_equal(app.ambiguous, AMBIGUOUS_NARROW);
    play(": 'ambiguous broad' Enter");
    line_with("narrow or wide");
}

/* ---- ASCII ------------------------------------------------------------------ */

static void test_ascii_leaves_the_text(void **state)
{
    (void)state;
    caps = (struct caps){.depth = DEPTH_TRUE, .ascii = true};
    give("狗 é you");
    for (app.view = 0; app.view < view_count; app.view++) {
        draw();
        assert_non_null(strstr(line_with("> 狗"), "狗 é you"));
        for (int i = 0; i < frame.rows * frame.cols; i++) {
            uint32_t cp = frame.cells[i].ch;
            assert_true(cp < 0x7F || cp == 0x72D7 || cp == 0xE9);
        }
    }
    app.view = 0;
    caps.text = SAFE_ASCII;
    draw();
    line_with("<U+72D7> <U+00E9> you");
}

/* A dot where an index has no room is none of the signs for a value: - before one, -- for none. */
static void test_ascii_has_no_room(void **state)
{
    (void)state;
    caps = (struct caps){.depth = DEPTH_TRUE, .ascii = true};
    give("a b c d when");
    app.token = 4;
    draw();
    line_with("# . . . . 10");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_width_of_text), TEST(test_text_keeps_the_columns),
        TEST(test_own_glyphs_are_narrow),     TEST(test_words_are_narrow),
        TEST(test_curves_stay_braille),       TEST(test_option),
        TEST(test_ascii_leaves_the_text),     TEST(test_ascii_has_no_room),
    };
    return cmocka_run_group_tests_name("ambiguous", tests, NULL, NULL);
}
