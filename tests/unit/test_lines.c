/* A long text in several lines on a high screen: where they break, what stands below each word,
 * that the cursor is always in sight, and where a click goes. */
#include "unit/stage.h"

#define TEXT                                                                                       \
    "When you play the game of thrones you win or you die and when you play the game of chess "    \
    "you lose or you win and when you read a book you lose nothing at all but time and when "      \
    "you write a book you play a game with time itself and with all the words that there are"

static int setup(void **state)
{
    (void)state;
    struct err e;
    int bad = stage("pipeline", FOCUS_BODY, 100, 40,
                    (struct caps){.depth = DEPTH_TRUE, .text = SAFE_UTF8});
    if (bad || !app_set_text(&app, TEXT, strlen(TEXT), &e)) return -1;
    app.token = 0;
    draw();
    return 0;
}

/* Whether a word begins in this cell. */
static bool starts_word(int row, int col)
{
    uint32_t before = frame_cell(&frame, row, col - 1)->ch, here = frame_cell(&frame, row, col)->ch;
    return here != ' ' && (before == ' ' || before == 0x2026);
}

/* The index below every whole word of the three lines is that of the word which a click there
 * selects, and words follow each other without one left out. */
static void test_words_and_indices(void **state)
{
    (void)state;
    static const int widths[] = {60, 80, 99, 100, 120, 200};
    for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
        resize(widths[w], 40);
        int lines = app.shown.window.rows > 0 ? 3 : 0;
        size_t next = 0;
        for (int line = 0; line < lines; line++)
            for (int col = 3; col < frame.cols - 1; col++) {
                int row = 2 + 2 * line;
                struct target t = frame_target(&frame, row, col);
                if (t.kind != TARGET_SENTENCE || !starts_word(row, col)) continue;
                if ((size_t)t.index >= strlen(TEXT) || next >= app.pipeline.count) continue;
                struct piece piece = pipeline_piece(&app.pipeline, next);
                if (piece.start != (size_t)t.index) continue;
                if (frame_target(&frame, row, col - 1).index == t.index) continue; /* after it */
                char word[64], index[16];
                snprintf(word, sizeof word, "%.*s", (int)(piece.end - piece.start),
                         &TEXT[piece.start]);
                if (strstr(cells(row, col, (int)strlen(word)), "…")) continue; /* the end */
                assert_memory_equal(cells(row, col, (int)strlen(word)), word, strlen(word));
                snprintf(index, sizeof index, "%u", pipeline_index(&app.pipeline, next));
                const char *below = cells(row + 1, col, (int)strlen(index));
                bool counts = line == 0 && widths[w] < 100; /* they stand in that row */
                if (strlen(word) > strlen(index) && !counts) assert_string_equal(below, index);
                next++;
            }
        assert_true(next > 12);
        if (widths[w] >= 200) assert_int_equal(next, app.pipeline.count);
    }
}

/* Wherever the cursor is, it is on the screen and stands on its character. */
static void test_cursor_in_sight(void **state)
{
    (void)state;
    app.focus = FOCUS_SENTENCE;
    for (int size = 0; size < 3; size++) {
        resize(size == 0 ? 60 : size == 1 ? 80 : 100, size == 2 ? 30 : 40);
        play("Home");
        for (size_t at = 0; at <= strlen(TEXT); at++) {
            assert_int_equal(app.line.cursor, at);
            assert_true(frame.cursor_row >= 2 && frame.cursor_row <= 6);
            char is = at < strlen(TEXT) ? TEXT[at] : ' ';
            const struct cell *cell = frame_cell(&frame, frame.cursor_row, frame.cursor_col);
            if (is != ' ') assert_int_equal(cell->ch, (unsigned char)is);
            play("Right");
        }
    }
}

/* A click on a word of the second line puts the cursor there. */
static void test_click(void **state)
{
    (void)state;
    int col = 3;
    struct target t = frame_target(&frame, 4, col);
    assert_int_equal(t.kind, TARGET_SENTENCE);
    assert_true(t.index > 20);
    send((struct event){.type = EVENT_MOUSE, .mouse = MOUSE_PRESS, .row = 4, .col = col});
    assert_int_equal(app.line.cursor, t.index);
}

/* Short texts have one line, and low screens too. */
static void test_one_line(void **state)
{
    (void)state;
    struct err e;
    resize(100, 29);
    assert_non_null(strstr(row_text(5), "pos"));
    resize(100, 40);
    assert_non_null(strstr(row_text(9), "pos"));
    assert_true(app_set_text(&app, app_default_text, strlen(app_default_text), &e));
    draw();
    assert_non_null(strstr(row_text(5), "pos"));
}

/* One character with forty tags, which take nine columns each: its beginning is seen, and what
 * comes after it on the next line. */
static void test_character_wider_than_a_line(void **state)
{
    (void)state;
    struct err e;
    char text[256] = "a";
    for (int i = 0; i < 40; i++) strcat(text, "\U000E0041");
    strcat(text, " you win");
    assert_true(app_set_text(&app, text, strlen(text), &e));
    app.token = 0;
    resize(100, 40);
    assert_non_null(strstr(row_text(2), "a⟨U+E0041⟩⟨U+E0041⟩"));
    assert_non_null(strstr(row_text(4), "you win"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_words_and_indices),
        TEST(test_cursor_in_sight),
        TEST(test_click),
        TEST(test_one_line),
        TEST(test_character_wider_than_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
