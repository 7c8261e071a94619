/* The Schemes view on a frame, for the tests of its keys and of what its words say. */
#pragma once

#include "unit/stage.h"

#include "base/utf8.h"

static struct str screen = STR_EMPTY;

/* The frame's text, rows joined by spaces and runs of spaces made one. */
static inline void read_screen(void)
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

static inline int setup(void **state)
{
    (void)state;
    return stage("schemes", FOCUS_BODY, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

static inline int close_screen(void **state)
{
    str_free(&screen);
    return teardown(state);
}

static inline void text_is(const char *text)
{
    struct err e;
    assert_true(app_set_text(&app, text, strlen(text), &e));
    draw();
}

static inline void says(const char *text)
{
    read_screen();
    if (!strstr(str_text(&screen), text))
        fail_msg("\"%s\" is not on screen:\n%s", text, str_text(&screen));
}

static inline void says_not(const char *text)
{
    read_screen();
    assert_null(strstr(str_text(&screen), text));
}

/* The column of the frame where the words start: that of the first test's verdicts. */
static inline int words_col(void)
{
    for (int col = 0; col + 7 < frame.cols; col++)
        if (frame_cell(&frame, 5, col)->ch == 'b' && frame_cell(&frame, 5, col + 1)->ch == 'o' &&
            frame_cell(&frame, 5, col + 2)->ch == 'u')
            return col;
    fail_msg("no heading of tests");
    return 0;
}

/* What the words say, on a screen that holds all of them; `screen` has them joined. */
static inline void read_words(void)
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

static inline void explains(const char *text)
{
    read_words();
    if (!strstr(str_text(&screen), text))
        fail_msg("\"%s\" is not among the words:\n%s", text, str_text(&screen));
}

static inline void explains_not(const char *text)
{
    read_words();
    assert_null(strstr(str_text(&screen), text));
}

static inline void scheme_is(const char *name)
{
    assert_string_equal(schemes[app.params.scheme].name, name);
    assert_string_equal(schemes[app.pipeline.params.scheme].name, name);
}

#define SCHEMES_TEST(f) cmocka_unit_test_setup_teardown(f, setup, close_screen)
