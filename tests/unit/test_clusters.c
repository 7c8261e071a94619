/* Characters of several code points, and of none that shows, in the running program: tokens, keys
 * that take one away, and their names in the sentence and the lists. */
#include "unit/stage.h"

#define ZWSP "\xE2\x80\x8B" /* U+200B, which has no glyph */
#define FAMILY "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7"
#define GERMANY "\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA"
#define FRANCE "\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7"
#define HEART "\xE2\x9D\xA4\xEF\xB8\x8F" /* with U+FE0F */

static int setup(void **state)
{
    (void)state;
    return stage("pipeline", FOCUS_SENTENCE, 120, 40, (struct caps){.depth = DEPTH_TRUE});
}

static void give(const char *text)
{
    struct err e;
    assert_true(app_set_text(&app, text, strlen(text), &e));
    play("End");
}

static void test_a_mark_is_no_token(void **state)
{
    (void)state;
    give("I " HEART " hot tea");
    assert_int_equal(app.pipeline.count, 4);
    line_with("4 tokens");
    for (size_t i = 0; i < 4; i++) {
        static const uint32_t starts[] = {0, 2, 9, 13};
        assert_int_equal(pipeline_piece(&app.pipeline, i).start, starts[i]);
    }
}

/* Backspace and Delete take what is seen as one character. */
static void test_one_key_takes_one_character(void **state)
{
    (void)state;
    static const char *const characters[] = {
        FAMILY, GERMANY, FRANCE, HEART, "e\xCC\x81", "\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", "a"};
    for (size_t i = 0; i < sizeof characters / sizeof *characters; i++) {
        char text[128];
        snprintf(text, sizeof text, "x%s", characters[i]);
        give(text);
        play("Backspace");
        assert_string_equal(text_bytes(&app.line.text), "x");
        give(text);
        play("Home Right Delete");
        assert_string_equal(text_bytes(&app.line.text), "x");
    }
    give(GERMANY FRANCE);
    play("Backspace");
    assert_string_equal(text_bytes(&app.line.text), GERMANY);
    play("Left");
    assert_int_equal(app.line.cursor, 0);
}

/* What has no glyph is named where it stands: in the sentence, and where it is a token. */
static void test_names_of_what_is_not_seen(void **state)
{
    (void)state;
    give("sleepy" ZWSP "cats");
    assert_int_equal(app.pipeline.count, 2);
    line_with("› sleepy⟨U+200B⟩cats");
    play("Backspace Backspace Backspace Backspace");
    assert_string_equal(text_bytes(&app.line.text), "sleepy" ZWSP);
    play("Backspace");
    assert_string_equal(text_bytes(&app.line.text), "sleepy");
    app.tokenizer = 1;
    give("a" ZWSP "b");
    assert_int_equal(app.pipeline.count, 3);
    line_with("› a⟨U+200B⟩b");
    app.focus = FOCUS_BODY;
    app.token = 1;
    for (app.view = 0; app.view < view_count; app.view++) {
        draw();
        line_with("› a⟨U+200B⟩b");
        int rows = 0;
        for (int row = 0; row < frame.rows; row++) {
            rows += strstr(row_text(row), "⟨U+") != NULL;
            assert_null(strstr(row_text(row), ZWSP));
        }
        assert_true(rows >= 3); /* the sentence, a list or label of the view, the inspector */
    }
    app.view = 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_a_mark_is_no_token),
                                       TEST(test_one_key_takes_one_character),
                                       TEST(test_names_of_what_is_not_seen)};
    return cmocka_run_group_tests_name("clusters", tests, NULL, NULL);
}
