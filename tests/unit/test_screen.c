/* What can be clicked besides cells, and what a narrow screen keeps. */
#include "unit/stage.h"

#include "app/views/embedding.h"
#include "base/utf8.h"

static int setup(void **state)
{
    (void)state;
    return stage("pipeline", FOCUS_BODY, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

/* Clicks on the first place below the sentence where `words` stand. */
static void click_on(const char *words)
{
    for (int row = 4; row < frame.rows; row++)
        for (int col = 0; col < frame.cols; col++) {
            struct str here = STR_EMPTY;
            for (int k = col; k < frame.cols && here.len < 60; k++) {
                char bytes[4];
                str_add(&here, bytes, utf8_encode(frame_cell(&frame, row, k)->ch, bytes));
            }
            bool found = strncmp(str_text(&here), words, strlen(words)) == 0;
            str_free(&here);
            if (found) {
                char click[32];
                snprintf(click, sizeof click, "click:%d,%d", col, row);
                play(click);
                return;
            }
        }
    fail_msg("\"%s\" is not on the screen of view %s", words, views[app.view].name);
}

static void view_is(const char *name)
{
    assert_string_equal(views[app.view].name, name);
    assert_int_equal(app.focus, FOCUS_BODY);
}

/* A panel's title leads to its view, or to its next form; what a line or a curve shows can be clicked. */
static void test_titles(void **state)
{
    (void)state;
    static const char *const ways[][3] = {
        {"1", "E  √d", "embedding"}, {"1", "P  of", "waves"},           {"1", "X =", "sum"},
        {"1", "Waves", "waves"},     {"3", "nearest to", "vocabulary"}, {"3", "same word", "sum"},
        {"5", "P ", "waves"},        {"5", "E ", "embedding"},
    };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        play(ways[i][0]);
        while (app.view == 2 && embedding_model.deadline(&app) >= 0) play("wait:1");
        click_on(ways[i][1]);
        view_is(ways[i][2]);
    }
    play("4");
    click_on("dim 3 cos");
    assert_int_equal(app.dim, 3);
    play("6");
    click_on("P·Pᵀ");
    assert_int_equal(app.similarity.matrix, SIMILARITY_E);
    click_on("cosine of");
    click_on("X·Xᵀ");
    assert_int_equal(app.similarity.matrix, SIMILARITY_P);
    click_on("cosine to");
    assert_true(app.similarity.dot);
    click_on("dot product");
    assert_false(app.similarity.dot);
    click_on("▲17");
    assert_int_equal(app.similarity.shift, 17);
    click_on("● again");
    assert_int_equal(app.token, 10);
    play("v");
    click_on("die ");
    assert_int_equal(app.token, 11);
    play("2");
    bool one_hot = app.vocabulary.one_hot;
    click_on("→ index");
    assert_true(app.vocabulary.one_hot != one_hot);
    play("7");
    click_on("raw index");
    assert_string_equal(schemes[app.params.scheme].name, "index");
    play("C C 3");
    click_on("E  √d");
    assert_int_equal(app.embedding.matrix, EMBEDDING_P);
}

/* A near word leads to its token, or to its row of the vocabulary where the text has none. */
static void test_near_words(void **state)
{
    (void)state;
    play("3");
    while (embedding_model.deadline(&app) >= 0) play("wait:1");
    const struct nearest *n = &app.embedding.nearest;
    uint32_t index = n->best[0].index;
    const struct vocab_word w = pipeline_word(&app.pipeline, index);
    char word[40];
    snprintf(word, sizeof word, "%.*s ", (int)w.len, w.text);
    click_on(word);
    view_is("vocabulary");
    assert_true(app.vocabulary.place.browsing);
    assert_int_equal(app.vocabulary.at, index);
}

/* At 40 × 12 all tabs, P and X are in sight in every view, and a message is whole or ends with … */
static void test_narrow_screens(void **state)
{
    (void)state;
    app.rows = 12;
    app.cols = 40;
    for (app.view = 0; app.view < view_count; app.view++)
        for (app.token = 0; app.token < 12; app.token += 6) {
            draw();
            for (int i = 0; i < view_count; i++) {
                char number[16];
                snprintf(number, sizeof number, " %d", i + 1);
                assert_non_null(strstr(row_text(0), number));
            }
            if (views[app.view].inspect) continue; /* its line speaks of other numbers */
            assert_non_null(strstr(row_text(10), " P +"));
            assert_non_null(strstr(row_text(10), " X +"));
        }
    app.view = 0;
    app.token = 7;
    draw();
    assert_non_null(strstr(row_text(10), "you @ 7, dim 2 E −1.47 P +0.80 X −0.67"));
    play("F5");
    assert_non_null(strstr(row_text(11), " this key does nothing; ? shows keys "));
    play("r");
    app_say(&app, "a message that is longer than the line it is to stand in");
    draw();
    assert_non_null(strstr(row_text(10), " a message that is longer than the line"));
    assert_non_null(strstr(row_text(11), " it is to stand in"));
}

/* Whatever a parameter changes shows at once in every view, there and back: after each key the
 * screen is that of a fresh program. */
static void test_parameters_in_every_view(void **state)
{
    (void)state;
    static const char *const keys[] = {"b", "B", "L", "L", "s", "s", "i", "r",   "u", "]", "[", "m",
                                       "M", "c", "c", "C", "C", "k", "j", "T T", "t", "+", "-"};
    static const int sizes[][2] = {{120, 40}, {80, 24}, {200, 60}};
    for (int size = 0; size < 3; size++)
        for (int view = 0; view < view_count; view++) {
            app.view = view;
            stage_drawn = 0; /* each step is compared */
            resize(sizes[size][0], sizes[size][1]);
            settle();
            for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
                play(keys[i]);
                settle();
            }
        }
    long steps = 3L * view_count * (long)(sizeof keys / sizeof *keys);
    assert_true(stage_compared > steps / 2 / stage_one_of());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_titles),
        TEST(test_near_words),
        TEST(test_narrow_screens),
        TEST(test_parameters_in_every_view),
    };
    return cmocka_run_group_tests_name("screen", tests, NULL, NULL);
}
