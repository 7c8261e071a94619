/* The message line: whatever is said is shown whole, over as many rows as it takes; and what a
 * paste could not bring is said. */
#include "app/update/update.h"
#include "unit/stage.h"

#include "base/utf8.h"

static int setup(void **state)
{
    (void)state;
    return stage("pipeline", FOCUS_SENTENCE, 40, 24,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

/* Rows [first, first + rows) as one string, blanks at their ends cut off. */
static const char *rows_text(int first, int rows)
{
    static char text[4000];
    size_t n = 0;
    for (int row = first; row < first + rows; row++) {
        for (int col = 0; col < frame.cols; col++) {
            const struct cell *c = frame_cell(&frame, row, col);
            n += c->width ? utf8_encode(c->ch, text + n) : 0;
        }
        while (n && text[n - 1] == ' ') n--;
        text[n++] = '|';
    }
    text[n] = 0;
    return text;
}

static void say(const char *text)
{
    app_complain(&app, "%s", text);
    draw();
}

static void test_one_row(void **state)
{
    (void)state;
    say("short");
    assert_string_equal(rows_text(23, 1), " short|");
}

static void test_more_rows(void **state)
{
    (void)state;
    say("not saved: /home/somebody/.local/state/lexwave/state: no space is left on its disk: free "
        "some");
    assert_string_equal(rows_text(20, 4), " not saved:|"
                                          " /home/somebody/.local/state/lexwave/st|"
                                          " ate: no space is left on its disk:|"
                                          " free some|");
    play("Left"); /* a key takes it away: what lay below comes back */
    assert_non_null(strstr(rows_text(23, 1), "F1 help"));
    assert_null(strstr(rows_text(20, 4), "somebody"));
}

static void test_cut_only_without_room(void **state)
{
    (void)state;
    char text[500];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = 0;
    say(text);
    const char *shown = rows_text(18, 6);
    assert_int_equal(strncmp(shown, " xxx", 4), 0);
    assert_string_equal(shown + strlen(shown) - strlen("x…|"), "x…|");
    app.rows = 6;
    app.cols = 20;
    draw();
    shown = rows_text(3, 3);
    assert_string_equal(shown + strlen(shown) - strlen("x…|"), "x…|");
}

static void test_a_paste_that_lost_bytes_says_so(void **state)
{
    (void)state;
    struct event paste = {.type = EVENT_PASTE, .text = "abc", .len = 3, .lost = 7};
    app_update(&app, &paste);
    assert_non_null(strstr(app.message.text, "3 bytes of it are here, its last 7 had no room"));
    paste.lost = 0;
    app_update(&app, &paste);
    assert_string_equal(app.message.text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_one_row, setup, teardown),
        cmocka_unit_test_setup_teardown(test_more_rows, setup, teardown),
        cmocka_unit_test_setup_teardown(test_cut_only_without_room, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_paste_that_lost_bytes_says_so, setup, teardown),
    };
    return cmocka_run_group_tests_name("message", tests, NULL, NULL);
}
