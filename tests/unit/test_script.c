/* Key scripts: every word of the language, and every way to get it wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/input/keyname.h"
#include "app/input/script.h"

/* Events as text, one word each. */
static const char *play(const char *text)
{
    static char out[1024];
    static const char *const mice[] = {"press", "up", "down"};
    struct script s;
    struct event ev;
    struct err e;
    size_t len = 0;
    int got;
    out[0] = 0;
    script_start(&s, text, strlen(text));
    while ((got = script_next(&s, &ev, &e)) > 0) {
        char word[128], key[32];
        key_format(ev.key, key, sizeof key);
        switch (ev.type) {
        case EVENT_KEY:
            snprintf(word, sizeof word, "%s", key);
            break;
        case EVENT_PASTE:
            snprintf(word, sizeof word, "paste(%.*s)", (int)ev.len, ev.text);
            break;
        case EVENT_MOUSE:
            snprintf(word, sizeof word, "%s(%d,%d)", mice[ev.mouse], ev.col, ev.row);
            break;
        case EVENT_RESIZE:
            snprintf(word, sizeof word, "size(%dx%d)", ev.cols, ev.rows);
            break;
        case EVENT_TICK:
            snprintf(word, sizeof word, "at(%d)", (int)ev.now_ms);
            break;
        }
        len += (size_t)snprintf(out + len, sizeof out - len, "%s%s", len ? " " : "", word);
    }
    if (got < 0) snprintf(out, sizeof out, "error: %s", e.text);
    script_free(&s);
    return out;
}

static void test_words(void **state)
{
    (void)state;
    assert_string_equal(play(""), "");
    assert_string_equal(play("Left C-a M-f F1 Space x é"), "Left C-a M-f F1 Space x é");
    assert_string_equal(play("# a comment\nTab # another\n\n q"), "Tab q");
    assert_string_equal(play("\"to be\" 'or'"), "t o Space b e o r");
    assert_string_equal(play("\"狗\\n\\\"\""), "狗 Enter \"");
    assert_string_equal(play("paste:\"a\\tb\\ec\""), "paste(a\tb\033c)");
    assert_string_equal(play("size:100x30 click:3,4 wheelup:1,2 wheeldown:0,0"),
                        "size(100x30) press(3,4) up(1,2) down(0,0)");
    assert_string_equal(play("wait:200 wait:50"), "at(200) at(250)");
    assert_string_equal(play("\" a\" '\"' \"'\" \"\" x"), "Space a \" ' x");
}

static void test_errors_name_line_and_word(void **state)
{
    (void)state;
    static const struct {
        const char *script, *line, *word;
    } cases[] = {
        {"Tab\nLefty", "line 2:", "Lefty"},          {"\n\nsize:10", "line 3:", "COLSxROWS"},
        {"size:0x5", "line 1:", "COLSxROWS"},        {"size:99999x5", "line 1:", "COLSxROWS"},
        {"click:3", "line 1:", "COL,ROW"},           {"wait:soon", "line 1:", "MILLISECONDS"},
        {"q\n\"no end", "line 2:", "closing quote"}, {"\"\\q\"", "line 1:", "\\q"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *got = play(cases[i].script);
        assert_ptr_equal(strstr(got, "error: line"), got);
        assert_non_null(strstr(got, cases[i].line));
        assert_non_null(strstr(got, cases[i].word));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_errors_name_line_and_word),
    };
    return cmocka_run_group_tests_name("script", tests, NULL, NULL);
}
