/* The line editor: each command by example, then random commands against a
 * naive model, and undo that leads back through every state. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/input/line.h"

static const char *whole(const struct line *l)
{
    return text_bytes(&l->text);
}

/* "ab|cd": the text with the cursor as a bar. */
static void start(struct line *l, const char *picture)
{
    const char *bar = strchr(picture, '|');
    char text[256];
    snprintf(text, sizeof text, "%.*s%s", (int)(bar - picture), picture, bar + 1);
    assert_true(line_set(l, text, strlen(text)));
    l->cursor = (size_t)(bar - picture);
}

static const char *picture(const struct line *l)
{
    static char out[512];
    snprintf(out, sizeof out, "%.*s|%s", (int)l->cursor, whole(l), whole(l) + l->cursor);
    return out;
}

static void test_commands(void **state)
{
    (void)state;
    static const struct {
        bool (*command)(struct line *);
        const char *before, *after;
    } cases[] = {
        {line_left, "ab|", "a|b"},
        {line_left, "|ab", "|ab"},
        {line_left, "aé|", "a|é"},
        {line_left, "e\xCC\x81\xCC\xA3|", "|e\xCC\x81\xCC\xA3"},
        {line_left, "狗👩\xE2\x80\x8D|", "狗|👩\xE2\x80\x8D"},
        {line_right, "|ab", "a|b"},
        {line_right, "ab|", "ab|"},
        {line_right,
         "|e\xCC\x81"
         "b",
         "e\xCC\x81|b"},
        {line_right, "|\xFF\xFE", "\xFF|\xFE"},
        {line_right, "a|\x1b[", "a\x1b|["},
        {line_word_left, "the game, of|", "the game, |of"},
        {line_word_left, "the game, |of", "the |game, of"},
        {line_word_right, "|the game", "the| game"},
        {line_word_right, "the|, game!", "the, game|!"},
        {line_home, "ab|c", "|abc"},
        {line_end, "a|bc", "abc|"},
        {line_backspace, "ab|c", "a|c"},
        {line_backspace, "|c", "|c"},
        {line_backspace, "xe\xCC\x81|", "x|"},
        {line_delete, "a|bc", "a|c"},
        {line_delete, "abc|", "abc|"},
        {line_kill_word, "of the thrones|", "of the |"},
        {line_kill_word, "of the thrones  |!", "of the |!"},
        {line_kill_start, "of the| end", "| end"},
        {line_kill_end, "of the| end", "of the|"},
        {line_yank, "a|b", "a|b"},
        {line_undo, "a|b", "a|b"},
        {line_redo, "a|b", "a|b"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct line l = LINE_EMPTY;
        start(&l, cases[i].before);
        assert_true(cases[i].command(&l));
        assert_string_equal(picture(&l), cases[i].after);
        line_free(&l);
    }
}

static void test_kill_and_yank(void **state)
{
    (void)state;
    struct line l = LINE_EMPTY;
    start(&l, "one two|");
    line_kill_word(&l);
    line_home(&l);
    line_yank(&l);
    assert_string_equal(picture(&l), "two|one ");
    line_kill_end(&l);
    line_kill_end(&l); /* nothing to cut: what was cut before stays */
    line_yank(&l);
    line_yank(&l);
    assert_string_equal(picture(&l), "twoone one |");
    line_free(&l);
}

static void type(struct line *l, const char *text)
{
    for (; *text; text++) assert_true(line_type(l, text, 1));
}

static void test_undo_goes_by_words(void **state)
{
    (void)state;
    struct line l = LINE_EMPTY;
    type(&l, "you win now");
    line_undo(&l);
    assert_string_equal(picture(&l), "you win|");
    line_undo(&l);
    assert_string_equal(picture(&l), "you|");
    line_redo(&l);
    assert_string_equal(picture(&l), "you win|");
    type(&l, "s"); /* a new edit ends what could be redone */
    line_redo(&l);
    assert_string_equal(picture(&l), "you wins|");
    line_left(&l);
    type(&l, "x"); /* moving begins a new step */
    line_undo(&l);
    assert_string_equal(picture(&l), "you win|s");
    line_free(&l);
}

/* What comes from elsewhere is no step that undo takes back, nor in the way of those that are. */
static void test_append(void **state)
{
    (void)state;
    struct line l = LINE_EMPTY;
    start(&l, "one|");
    assert_true(line_append(&l, " two", 4));
    assert_string_equal(picture(&l), "one two|");
    type(&l, "!");
    assert_true(line_home(&l));
    type(&l, "zero ");
    assert_true(line_append(&l, " three", 6));
    assert_string_equal(picture(&l), "zero |one two! three");
    for (int i = 0; i < 3; i++) /* more than there are steps */
        line_undo(&l);
    assert_string_equal(whole(&l), "one two three");
    for (int i = 0; i < 3; i++) line_redo(&l);
    assert_string_equal(whole(&l), "zero one two! three");
    line_free(&l);
}

static void test_typing_back_to_back(void **state)
{
    (void)state;
    struct line l = LINE_EMPTY;
    type(&l, "ab");
    line_undo(&l);
    assert_string_equal(picture(&l), "|");
    line_redo(&l);
    assert_string_equal(picture(&l), "ab|");
    line_free(&l);
}

#define STATES 400

/* Random edits, many of them at either end; then undo leads back through every text there was, and
 * redo forward again. */
static void test_random_undo(void **state)
{
    (void)state;
    static const char *const bits[] = {"a", " ", "é", "狗", "\xCC\x81", "\xFF", "long text", "\n"};
    struct line l = LINE_EMPTY;
    static char *texts[STATES];
    srand(3);
    for (int i = 0; i < STATES; i++) {
        size_t from = text_len(&l.text) ? (size_t)rand() % (text_len(&l.text) + 1) : 0;
        from = i % 5 == 0 ? 0 : i % 5 == 1 ? text_len(&l.text) : from;
        size_t to =
            from + (text_len(&l.text) > from ? (size_t)rand() % (text_len(&l.text) - from) % 7 : 0);
        const char *in = bits[(size_t)rand() % (sizeof bits / sizeof *bits)];
        char expected[8192];
        snprintf(expected, sizeof expected, "%.*s%s%s", (int)from, whole(&l), in, whole(&l) + to);
        texts[i] = strdup(whole(&l));
        assert_true(line_replace(&l, from, to, in, strlen(in)));
        assert_string_equal(whole(&l), expected);
        assert_int_equal(l.cursor, from + strlen(in));
    }
    char *last = strdup(whole(&l));
    for (int i = STATES - 1; i >= 0; i--) {
        assert_true(line_undo(&l));
        assert_string_equal(whole(&l), texts[i]);
    }
    for (int i = 1; i < STATES; i++) {
        assert_true(line_redo(&l));
        assert_string_equal(whole(&l), texts[i]);
    }
    assert_true(line_redo(&l));
    assert_string_equal(whole(&l), last);
    for (int i = 0; i < STATES; i++) free(texts[i]);
    free(last);
    line_free(&l);
}

/* A full line refuses more, keeps what it has, and can still be undone. */
static void test_full_line(void **state)
{
    (void)state;
    struct line l = {.text = {.max = 10}};
    assert_true(line_set(&l, "you win", 7));
    assert_true(line_kill_word(&l));
    assert_true(line_yank(&l) && line_yank(&l));
    assert_string_equal(whole(&l), "you winwin");
    size_t steps = l.undo.count;
    assert_false(line_yank(&l));
    assert_false(line_type(&l, "x", 1));
    assert_string_equal(whole(&l), "you winwin");
    assert_int_equal(l.cursor, 10);
    assert_int_equal(l.undo.count, steps);
    assert_true(line_undo(&l) && line_undo(&l) && line_undo(&l));
    assert_string_equal(whole(&l), "you win");
    line_free(&l);
}

/* Any command in any order: the cursor stays on a code point's edge inside the
 * text, and memory is sound (the sanitizers look on). */
static void test_random_commands(void **state)
{
    (void)state;
    static bool (*const commands[])(struct line *) = {
        line_left,     line_right,     line_word_left, line_word_right, line_home,
        line_end,      line_backspace, line_delete,    line_kill_word,  line_kill_start,
        line_kill_end, line_yank,      line_undo,      line_redo,
    };
    static const char *const bits[] = {"a", " ", "é", "狗", "\xCC\x81", "\xFF", "'"};
    struct line l = LINE_EMPTY;
    srand(5);
    for (int i = 0; i < 20000; i++) {
        const char *in = bits[(size_t)rand() % (sizeof bits / sizeof *bits)];
        if (rand() % 2)
            assert_true(line_type(&l, in, strlen(in)));
        else
            assert_true(commands[(size_t)rand() % (sizeof commands / sizeof *commands)](&l));
        assert_true(l.cursor <= text_len(&l.text));
        if (text_len(&l.text) > 2000) line_kill_start(&l);
        size_t at = 0;
        while (at < l.cursor) text_code_point(&l.text, at, &at);
        assert_int_equal(at, l.cursor);
    }
    assert_true(l.undo.count <= LINE_UNDO_MAX);
    line_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_commands),
        cmocka_unit_test(test_kill_and_yank),
        cmocka_unit_test(test_undo_goes_by_words),
        cmocka_unit_test(test_append),
        cmocka_unit_test(test_typing_back_to_back),
        cmocka_unit_test(test_random_undo),
        cmocka_unit_test(test_full_line),
        cmocka_unit_test(test_random_commands),
    };
    return cmocka_run_group_tests_name("line", tests, NULL, NULL);
}
