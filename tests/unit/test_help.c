/* The help screen: everything a key or the mouse can do stands there once, under
 * its heading, and can be scrolled to at any size. */
#include "unit/stage.h"

#include "app/state/action.h"
#include "view/chrome/chrome_parts.h"

static int setup(void **state)
{
    (void)state;
    if (stage("pipeline", FOCUS_SENTENCE, 80, 24,
              (struct caps){.depth = DEPTH_TRUE, .ascii = false}) != 0)
        return -1;
    app.help = true;
    draw();
    return 0;
}

static void size(int cols, int rows)
{
    app.help_row = 0;
    resize(cols, rows);
}

static void press(uint32_t key)
{
    send((struct event){.type = EVENT_KEY, .key = key});
}

static const char *screen(void)
{
    static char text[200000];
    size_t n = 0;
    for (int row = 0; row < frame.rows; row++) {
        for (int col = 0; col < frame.cols; col++) {
            const struct cell *c = frame_cell(&frame, row, col);
            n += c->width ? utf8_encode(c->ch, text + n) : 0;
        }
        text[n++] = '\n';
    }
    text[n] = 0;
    return text;
}

static int count(const char *text, const char *word)
{
    int found = 0;
    for (const char *at = text; (at = strstr(at, word)); at += strlen(word)) found++;
    return found;
}

/* On a screen that holds all of it. */
static void test_all_is_there_once(void **state)
{
    (void)state;
    for (int focus = 0; focus < 2; focus++) {
        app.focus = focus ? FOCUS_BODY : FOCUS_SENTENCE;
        size(140, 400);
        const char *text = screen();
        for (int i = 0; i < action_total(&app); i++) {
            int same = 0; /* two actions may be helped by the same words */
            for (int j = 0; j < action_total(&app); j++)
                same += count(action_at(&app, j)->help, action_at(&app, i)->help);
            int found = count(text, action_at(&app, i)->help);
            if (found < 1 || found > same + 1)
                fail_msg("\"%s\" stands there %d times", action_at(&app, i)->help, found);
        }
        for (int i = 0; i < gesture_count; i++)
            assert_true(count(text, gestures[i].what) >= 1 && count(text, gestures[i].help) >= 1);
        assert_null(strstr(text, "mouse   1 to ")); /* nothing is left to scroll to */
    }
}

static void assert_order(const char *const *titles, int n)
{
    const char *text = screen(), *before = text;
    for (int i = 0; i < n; i++) {
        char heading[64];
        snprintf(heading, sizeof heading, "\n  %s", titles[i]);
        const char *at = strstr(text, heading);
        if (!at || at < before) fail_msg("%s is not where it should be", titles[i]);
        before = at;
    }
}

static void test_headings(void **state)
{
    (void)state;
    static const char *const body[] = {"Body", "Anywhere", "Sentence", "Question", "Mouse", "Help"};
    static const char *const sentence[] = {"Sentence", "Anywhere", "Body",
                                           "Question", "Mouse",    "Help"};
    app.focus = FOCUS_BODY;
    size(140, 400);
    assert_order(body, 6);
    app.focus = FOCUS_SENTENCE;
    size(140, 400);
    assert_order(sentence, 6);
}

/* At every size the last line can be scrolled to, line by line or by pages, and no further. */
static void test_scrolling(void **state)
{
    (void)state;
    static const int sizes[][2] = {{20, 6},   {40, 12},  {80, 24}, {120, 40},
                                   {149, 50}, {150, 30}, {240, 67}};
    app.focus = FOCUS_BODY;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size(sizes[i][0], sizes[i][1]);
        int last = help_lines(&app) - app.shown.help_rows;
        last = last < 0 ? 0 : last;
        for (int step = 0; step < last; step++) {
            assert_int_equal(app.help_row, step);
            press(KEY_NAME_DOWN);
        }
        assert_int_equal(app.help_row, last);
        press(KEY_NAME_DOWN);
        assert_int_equal(app.help_row, last);
        if (sizes[i][0] >= 40) assert_non_null(strstr(screen(), "mistaken")); /* the last word */
        press(KEY_NAME_PGUP);
        assert_int_equal(app.help_row, last > app.shown.help_rows ? last - app.shown.help_rows : 0);
        app.help_row = 0;
        for (int page = 0; page < 1000; page++) press(KEY_NAME_PGDN);
        assert_int_equal(app.help_row, last);
    }
}

/* In two columns twice as much is on screen, in the same order. */
static void test_two_columns(void **state)
{
    (void)state;
    app.focus = FOCUS_BODY;
    size(149, 30);
    int one = app.shown.help_rows;
    assert_null(strstr(screen(), "Sentence\n"));
    size(150, 30);
    assert_int_equal(app.shown.help_rows, 2 * one);
    const char *text = screen(), *left = strstr(text, "From left to right"),
               *right = strstr(text, "the place of a token");
    assert_non_null(left);
    assert_non_null(right);
    size(150, 400);
    assert_non_null(strstr(screen(), "Esc q "));
}

/* The view's keys stand before its words, the key that it is for among them; words are whole at
 * every width, whether of a label or of what a key does. */
static void test_keys_before_words(void **state)
{
    (void)state;
    static const char *const order[] = {"Attention", "This view", "Words on the screen", "Body"};
    app.focus = FOCUS_BODY;
    app_show(&app, "attention");
    for (int cols = 80; cols <= 120; cols += 20) {
        size(cols, 400);
        assert_order(order, 4);
        const char *text = screen(), *shuffle = strstr(text, "shuffle the words");
        assert_true(shuffle && shuffle < strstr(text, "Words on the screen"));
        assert_non_null(strstr(text, "the right one  "));
    }
    app_show(&app, "training");
    size(120, 400);
    const char *text = screen();
    assert_non_null(strstr(text, "  loss, nats a word "));
    assert_non_null(strstr(text, "  best p, by counting "));
    assert_non_null(strstr(text, "  backwards  "));
    assert_null(strstr(text, "nats a wo "));
}

/* What a view is for is hinted with its own keys: at 100 columns already. */
static void test_hints_of_a_view(void **state)
{
    (void)state;
    static const struct {
        const char *view, *hint;
        int cols;
    } hinted[] = {{"attention", "z shuffle", 100}, {"attention", "f mistakes", 120},
                  {"training", "E trained", 120},  {"embedding", "E trained", 100},
                  {"pipeline", "X map", 100},      {"training", "< > first, last", 160}};
    app.help = false;
    app.focus = FOCUS_BODY;
    for (size_t i = 0; i < sizeof hinted / sizeof *hinted; i++) {
        app_show(&app, hinted[i].view);
        size(hinted[i].cols, 30);
        if (!strstr(screen(), hinted[i].hint))
            fail_msg("%s: no %s", hinted[i].view, hinted[i].hint);
    }
    app_show(&app, "training");
    size(100, 30);
    assert_non_null(strstr(screen(), "Space run"));
    play("Space");
    assert_non_null(strstr(screen(), "Space pause"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_all_is_there_once), TEST(test_headings),          TEST(test_scrolling),
        TEST(test_hints_of_a_view),   TEST(test_keys_before_words), TEST(test_two_columns),
    };
    return cmocka_run_group_tests_name("help", tests, NULL, NULL);
}
