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
        enum line_command command;
        const char *before, *after;
    } cases[] = {
        {LINE_LEFT, "ab|", "a|b"},
        {LINE_LEFT, "|ab", "|ab"},
        {LINE_LEFT, "aé|", "a|é"},
        {LINE_LEFT, "e\xCC\x81\xCC\xA3|", "|e\xCC\x81\xCC\xA3"},
        {LINE_LEFT, "狗👩\xE2\x80\x8D|", "狗|👩\xE2\x80\x8D"},
        {LINE_RIGHT, "|ab", "a|b"},
        {LINE_RIGHT, "ab|", "ab|"},
        {LINE_RIGHT,
         "|e\xCC\x81"
         "b",
         "e\xCC\x81|b"},
        {LINE_RIGHT, "|\xFF\xFE", "\xFF|\xFE"},
        {LINE_RIGHT, "a|\x1b[", "a\x1b|["},
        {LINE_WORD_LEFT, "the game, of|", "the game, |of"},
        {LINE_WORD_LEFT, "the game, |of", "the |game, of"},
        {LINE_WORD_RIGHT, "|the game", "the| game"},
        {LINE_WORD_RIGHT, "the|, game!", "the, game|!"},
        {LINE_HOME, "ab|c", "|abc"},
        {LINE_END, "a|bc", "abc|"},
        {LINE_BACKSPACE, "ab|c", "a|c"},
        {LINE_BACKSPACE, "|c", "|c"},
        {LINE_BACKSPACE, "a👨‍👩‍👧|", "a|"}, /* one character, of five code points */
        {LINE_BACKSPACE, "🇩🇪🇫🇷|", "🇩🇪|"},
        {LINE_BACKSPACE, "한❤️|", "한|"},
        {LINE_BACKSPACE, "\xE1\x84\x92\xE1\x85\xA1|", "|"},
        {LINE_DELETE, "|👍🏽b", "|b"},
        {LINE_LEFT, "🇩🇪🇫🇷🇪|", "🇩🇪🇫🇷|🇪"},
        {LINE_BACKSPACE, "xe\xCC\x81|", "x|"},
        {LINE_DELETE, "a|bc", "a|c"},
        {LINE_DELETE, "abc|", "abc|"},
        {LINE_KILL_WORD, "of the thrones|", "of the |"},
        {LINE_KILL_WORD, "of the thrones  |!", "of the |!"},
        {LINE_KILL_START, "of the| end", "| end"},
        {LINE_KILL_END, "of the| end", "of the|"},
        {LINE_YANK, "a|b", "a|b"},
        {LINE_UNDO, "a|b", "a|b"},
        {LINE_REDO, "a|b", "a|b"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct line l = {0};
        start(&l, cases[i].before);
        assert_true(line_do(&l, cases[i].command));
        assert_string_equal(picture(&l), cases[i].after);
        line_free(&l);
    }
}

/* The cursor stands between a letter and what has a picture of its own; marks belong to letters. */
static void test_characters(void **state)
{
    (void)state;
    struct line l = {0};
    static const char text[] = "e\xCC\x81"     /* an acute accent */
                               "a\x01"         /* a control character */
                               "b\xE2\x80\xAE" /* a bidirectional one */
                               "c";
    assert_true(line_set(&l, text, sizeof text - 1));
    static const size_t ends[] = {3, 4, 5, 6, 9, 10};
    size_t at = 0;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        assert_int_equal(line_next(&l, at), ends[i]);
        assert_int_equal(line_prev(&l, ends[i]), at);
        at = ends[i];
    }
    line_free(&l);
}

static void test_kill_and_yank(void **state)
{
    (void)state;
    struct line l = {0};
    start(&l, "one two|");
    line_do(&l, LINE_KILL_WORD);
    line_do(&l, LINE_HOME);
    line_do(&l, LINE_YANK);
    assert_string_equal(picture(&l), "two|one ");
    line_do(&l, LINE_KILL_END);
    line_do(&l, LINE_KILL_END); /* nothing to cut: what was cut before stays */
    line_do(&l, LINE_YANK);
    line_do(&l, LINE_YANK);
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
    struct line l = {0};
    type(&l, "you win now");
    line_do(&l, LINE_UNDO);
    assert_string_equal(picture(&l), "you win|");
    line_do(&l, LINE_UNDO);
    assert_string_equal(picture(&l), "you|");
    line_do(&l, LINE_REDO);
    assert_string_equal(picture(&l), "you win|");
    type(&l, "s"); /* a new edit ends what could be redone */
    line_do(&l, LINE_REDO);
    assert_string_equal(picture(&l), "you wins|");
    line_do(&l, LINE_LEFT);
    type(&l, "x"); /* moving begins a new step */
    line_do(&l, LINE_UNDO);
    assert_string_equal(picture(&l), "you win|s");
    line_free(&l);
}

/* What comes from elsewhere is no step that undo takes back, nor in the way of those that are. */
static void test_append(void **state)
{
    (void)state;
    struct line l = {0};
    start(&l, "one|");
    assert_true(line_append(&l, " two", 4));
    assert_string_equal(picture(&l), "one two|");
    type(&l, "!");
    assert_true(line_do(&l, LINE_HOME));
    type(&l, "zero ");
    assert_true(line_append(&l, " three", 6));
    assert_string_equal(picture(&l), "zero |one two! three");
    for (int i = 0; i < 3; i++) /* more than there are steps */
        line_do(&l, LINE_UNDO);
    assert_string_equal(whole(&l), "one two three");
    for (int i = 0; i < 3; i++) line_do(&l, LINE_REDO);
    assert_string_equal(whole(&l), "zero one two! three");
    line_free(&l);
}

static void test_typing_back_to_back(void **state)
{
    (void)state;
    struct line l = {0};
    type(&l, "ab");
    line_do(&l, LINE_UNDO);
    assert_string_equal(picture(&l), "|");
    line_do(&l, LINE_REDO);
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
    struct line l = {0};
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
        assert_true(line_do(&l, LINE_UNDO));
        assert_string_equal(whole(&l), texts[i]);
    }
    for (int i = 1; i < STATES; i++) {
        assert_true(line_do(&l, LINE_REDO));
        assert_string_equal(whole(&l), texts[i]);
    }
    assert_true(line_do(&l, LINE_REDO));
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
    assert_true(line_do(&l, LINE_KILL_WORD));
    assert_true(line_do(&l, LINE_YANK) && line_do(&l, LINE_YANK));
    assert_string_equal(whole(&l), "you winwin");
    size_t steps = l.undo.count;
    assert_false(line_do(&l, LINE_YANK));
    assert_false(line_type(&l, "x", 1));
    assert_string_equal(whole(&l), "you winwin");
    assert_int_equal(l.cursor, 10);
    assert_int_equal(l.undo.count, steps);
    assert_true(line_do(&l, LINE_UNDO) && line_do(&l, LINE_UNDO) && line_do(&l, LINE_UNDO));
    assert_string_equal(whole(&l), "you win");
    line_free(&l);
}

/* Any command in any order: the cursor stays on a code point's edge inside the
 * text, and memory is sound (the sanitizers look on). */
static void test_random_commands(void **state)
{
    (void)state;
    static const char *const bits[] = {"a", " ", "é", "狗", "\xCC\x81", "\xFF", "'"};
    struct line l = {0};
    srand(5);
    for (int i = 0; i < 20000; i++) {
        const char *in = bits[(size_t)rand() % (sizeof bits / sizeof *bits)];
        if (rand() % 2)
            assert_true(line_type(&l, in, strlen(in)));
        else
            assert_true(line_do(&l, (enum line_command)(rand() % (LINE_REDO + 1))));
        assert_true(l.cursor <= text_len(&l.text));
        if (text_len(&l.text) > 2000) line_do(&l, LINE_KILL_START);
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
        cmocka_unit_test(test_commands),        cmocka_unit_test(test_characters),
        cmocka_unit_test(test_kill_and_yank),   cmocka_unit_test(test_undo_goes_by_words),
        cmocka_unit_test(test_append),          cmocka_unit_test(test_typing_back_to_back),
        cmocka_unit_test(test_random_undo),     cmocka_unit_test(test_full_line),
        cmocka_unit_test(test_random_commands),
    };
    return cmocka_run_group_tests_name("line", tests, NULL, NULL);
}
