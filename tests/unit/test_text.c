/* The text in blocks, beside a flat string: random edits with blocks so small that
 * every edit meets their borders, and what an edit costs in a long one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "base/utf8.h"
#include "within.h"
#include "unit/count_bad.h"

static const char *const snippets[] = {"a", "the ", "zebra", "狗", "é", "\xC3", "\xFF", "\xE7\x8B", "\x97", "",
                                       "\x80\x80\x80\x80\x80", "\xF0\x9F\x90", "a longer run of words, longer than a block"};

static void assert_same_reading(const struct text *t, const struct str *flat)
{
    struct str room = STR_EMPTY;
    struct text_near near = {0};
    char peek[8];
    size_t at = flat->len ? (size_t)rand() % flat->len : 0, to = at + (size_t)rand() % (flat->len - at + 1), got, n, end;
    assert_true(at == to || memcmp(text_span(t, &near, at, to, &room), str_text(flat) + at, to - at) == 0);
    const char *bytes = text_peek(t, at, sizeof peek, peek, &got);
    assert_int_equal(got, flat->len - at < sizeof peek ? flat->len - at : sizeof peek);
    assert_memory_equal(bytes, str_text(flat) + at, got);
    const char *run = text_run(t, at, &n);
    assert_true(at < flat->len ? n > 0 : !run && !n);
    if (n)
        assert_memory_equal(run, flat->data + at, n);
    uint32_t cp = 0;
    assert_int_equal(text_prev(t, &near, to), utf8_prev(str_text(flat), flat->len, to));
    size_t size = utf8_decode(str_text(flat) + to, flat->len - to, &cp, NULL);
    assert_int_equal(text_code_point(t, &near, to, &end), flat->len > to ? cp : 0);
    assert_int_equal(end, to + size);
    str_free(&room);
}

static void assert_same(struct text *t, const struct str *flat)
{
    assert_int_equal(text_len(t), flat->len);
    struct str room = STR_EMPTY;
    struct text_near near = {0};
    if (flat->len)
        assert_memory_equal(text_span(t, &near, 0, flat->len, &room), flat->data, flat->len);
    str_free(&room);
    for (size_t i = 0, sum = 0; i < t->sums.count; sum += t->blocks[i++].len) {
        assert_int_equal(sums_before(&t->sums, i), sum);
        assert_within(t->blocks[i].len, 1, t->most ? t->most : TEXT_BLOCK);
    }
    assert_same_reading(t, flat);
    if (rand() % 2) {
        text_count_bad(t, flat->len ? (size_t)rand() % flat->len : 0);
        assert_int_equal(t->bad, count_bad(str_text(flat), t->counted));
    }
    if (rand() % 4 == 0) {
        text_count_bad(t, SIZE_MAX);
        assert_int_equal(t->counted, flat->len);
        assert_int_equal(t->bad, count_bad(str_text(flat), flat->len));
    }
}

/* What an edit says stayed the same did. */
static void assert_true_note(const struct text *t, const struct str *old, const struct str *flat)
{
    assert_true(t->same.front <= old->len && t->same.back <= old->len);
    assert_true(t->same.front <= flat->len && t->same.back <= flat->len);
    if (t->same.front)
        assert_memory_equal(old->data, flat->data, t->same.front);
    if (t->same.back)
        assert_memory_equal(old->data + old->len - t->same.back, flat->data + flat->len - t->same.back, t->same.back);
}

static void random_edits(struct text *t, struct str *flat, int rounds)
{
    struct str old = STR_EMPTY;
    for (int round = 0; round < rounds; round++) {
        if (rand() % 3) {
            text_seen(t);
            str_clear(&old);
            assert_true(str_add(&old, str_text(flat), flat->len));
        }
        size_t at = flat->len ? (size_t)rand() % (flat->len + 1) : 0, left = flat->len - at;
        size_t cut = rand() % 3 ? (size_t)rand() % 3 : (size_t)rand() % (flat->len / 3 + 2);
        cut = cut < left ? cut : left;
        const char *in = snippets[(size_t)rand() % (sizeof snippets / sizeof *snippets)];
        uint64_t edits = t->edits;
        bool same = cut == strlen(in) && memcmp(str_text(flat) + at, in, cut) == 0;
        assert_true(text_replace(t, at, at + cut, in, strlen(in)));
        assert_int_equal(t->edits, edits + !same);
        assert_true(str_splice(flat, at, cut, in, strlen(in)));
        assert_same(t, flat);
        assert_true_note(t, &old, flat);
    }
    str_free(&old);
}

static void test_edits(void **state)
{
    (void)state;
    srand(3);
    for (size_t most = 1; most < 40; most += 1 + most / 3) {
        struct text t = {.most = most};
        struct str flat = STR_EMPTY;
        random_edits(&t, &flat, 1500);
        text_free(&t);
        str_free(&flat);
    }
}

/* A string that was taken over: its blocks lie in it until they are edited. */
static void test_adopted(void **state)
{
    (void)state;
    for (size_t n = 0; n < 300; n += 1 + n / 4) {
        struct text t = {.most = 16};
        struct str flat = STR_EMPTY, given = STR_EMPTY;
        for (size_t i = 0; i < n; i++)
            assert_true(str_addc(&given, (char)('a' + i % 26)));
        assert_true(str_add(&flat, str_text(&given), n));
        assert_true(text_adopt(&t, &given));
        assert_null(given.data);
        assert_same(&t, &flat);
        random_edits(&t, &flat, 300);
        assert_true(text_set(&t, "over", 4));
        assert_string_equal(text_string(&t), "over");
        text_free(&t);
        str_free(&flat);
    }
}

static void test_one_block(void **state)
{
    (void)state;
    struct text t = {.most = TEXT_WHOLE};
    assert_string_equal(text_string(&t), "");
    for (size_t i = 0; i < 20000; i++)
        assert_true(text_replace(&t, i, i, "x", 1));
    assert_int_equal(strlen(text_string(&t)), 20000);
    assert_true(text_replace(&t, 0, 20000, "", 0));
    assert_string_equal(text_string(&t), "");
    text_free(&t);
}

static void test_become(void **state)
{
    (void)state;
    struct text t = {.most = 4};
    assert_true(text_become(&t, "the dog barks", 13));
    text_seen(&t);
    assert_true(text_become(&t, "the cat barks", 13));
    assert_int_equal(t.same.front, 4);
    assert_int_equal(t.same.back, 6);
    uint64_t edits = t.edits;
    assert_true(text_become(&t, "the cat barks", 13));
    assert_int_equal(t.edits, edits);
    text_free(&t);
}

/* Bytes moved by a keystroke: no more in a long text than the blocks around it hold. */
static void test_work_is_bounded(void **state)
{
    (void)state;
    enum { MANY = 4 << 20 };
    struct text t = TEXT_EMPTY;
    struct str given = STR_EMPTY;
    for (size_t i = 0; i < MANY; i++)
        assert_true(str_addc(&given, (char)('a' + i % 26)));
    assert_true(text_adopt(&t, &given));
    assert_int_equal(t.moved, 0); /* taken over without a copy */
    for (int i = 0; i < 3000; i++) {
        static const size_t parts[] = {0, 1, 2};
        size_t at = text_len(&t) / 2 * parts[i % 3]; /* front, middle, end */
        uint64_t before = t.moved;
        assert_true(text_replace(&t, at, at, "x", 1));
        assert_true(t.moved - before <= 3 * TEXT_BLOCK);
    }
    text_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edits),       cmocka_unit_test(test_adopted), cmocka_unit_test(test_one_block),
        cmocka_unit_test(test_become), cmocka_unit_test(test_work_is_bounded),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
