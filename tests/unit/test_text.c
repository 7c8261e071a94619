/* The text beside a plain string: random edits at both ends and between, what they say stayed
 * the same, malformed bytes, and the limit. */
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

static const char *const snippets[] = {"a",
                                       "the ",
                                       "zebra",
                                       "狗",
                                       "é",
                                       "\xC3",
                                       "\xFF",
                                       "\xE7\x8B",
                                       "\x97",
                                       "",
                                       "\x80\x80\x80\x80\x80",
                                       "\xF0\x9F\x90",
                                       "a longer run of words"};

static void assert_same(struct text *t, const struct str *flat)
{
    assert_int_equal(text_len(t), flat->len);
    assert_memory_equal(text_bytes(t), str_text(flat), flat->len + 1);
    size_t at = (size_t)rand() % (flat->len + 1), end;
    uint32_t cp = 0;
    size_t size = utf8_decode(str_text(flat) + at, flat->len - at, &cp, NULL);
    assert_int_equal(text_prev(t, at), utf8_prev(str_text(flat), flat->len, at));
    assert_int_equal(text_code_point(t, at, &end), flat->len > at ? cp : 0);
    assert_int_equal(end, at + size);
    if (rand() % 2) {
        text_count_bad(t, at);
        assert_true(t->counted >= at && t->counted <= flat->len);
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
    if (t->same.front) assert_memory_equal(old->data, flat->data, t->same.front);
    if (t->same.back)
        assert_memory_equal(old->data + old->len - t->same.back,
                            flat->data + flat->len - t->same.back, t->same.back);
}

/* One place in three is the front or the end of the text. */
static size_t random_place(const struct str *flat)
{
    size_t at = flat->len ? (size_t)rand() % (flat->len + 1) : 0;
    int part = rand() % 6;
    return part == 0 ? 0 : part == 1 ? flat->len : at;
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
        size_t at = random_place(flat), left = flat->len - at;
        size_t cut = rand() % 3 ? (size_t)rand() % 3 : (size_t)rand() % (flat->len / 3 + 2);
        cut = cut < left ? cut : left;
        const char *in = snippets[(size_t)rand() % (sizeof snippets / sizeof *snippets)];
        size_t front = t->same.front, back = t->same.back;
        bool same = cut == strlen(in) && memcmp(str_text(flat) + at, in, cut) == 0;
        assert_true(text_replace(t, at, at + cut, in, strlen(in)));
        assert_true(!same || (t->same.front == front && t->same.back == back));
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
    for (int i = 0; i < 10; i++) {
        struct text t = {0};
        struct str flat = STR_EMPTY;
        assert_string_equal(text_bytes(&t), "");
        random_edits(&t, &flat, 1500);
        text_free(&t);
        str_free(&flat);
    }
}

/* A string that was taken over is edited like any other text. */
static void test_adopted(void **state)
{
    (void)state;
    srand(4);
    for (size_t n = 0; n < 20000; n += 1 + n / 2) {
        struct text t = {0};
        struct str flat = STR_EMPTY, given = STR_EMPTY;
        for (size_t i = 0; i < n; i++) assert_true(str_addc(&given, (char)('a' + i % 26)));
        assert_true(str_add(&flat, str_text(&given), n));
        const char *memory = given.data;
        assert_true(text_adopt(&t, &given));
        assert_null(given.data);
        assert_true(n < 5000 || text_bytes(&t) == memory); /* a long one is not a copy */
        assert_same(&t, &flat);
        random_edits(&t, &flat, 300);
        assert_true(text_set(&t, "over", 4));
        assert_string_equal(text_bytes(&t), "over");
        text_free(&t);
        str_free(&flat);
    }
}

static void test_equal_bytes(void **state)
{
    (void)state;
    struct text t = {0};
    assert_true(text_set(&t, "the dog barks", 13));
    text_seen(&t);
    assert_true(text_replace(&t, 0, 13, "the cat barks", 13));
    assert_int_equal(t.same.front, 4);
    assert_int_equal(t.same.back, 6);
    text_seen(&t);
    assert_true(text_replace(&t, 0, 13, "the cat barks", 13)); /* is no edit */
    assert_true(t.same.front == 13 && t.same.back == 13);
    text_free(&t);
}

/* A text takes as many bytes as it may hold, and refuses more without a change. */
static void test_limit(void **state)
{
    (void)state;
    struct text t = {.max = 8};
    struct str nine = STR_EMPTY, eight = STR_EMPTY;
    assert_true(str_adds(&nine, "123456789") && str_adds(&eight, "ABCDEFGH"));
    assert_true(text_set(&t, "1234567", 7));
    assert_int_equal(text_room(&t), 1);
    text_seen(&t);
    assert_false(text_replace(&t, 3, 3, "ab", 2));
    assert_false(text_replace(&t, 0, 1, "abc", 3));
    assert_false(text_set(&t, nine.data, nine.len));
    assert_false(text_replace(&t, 0, 7, nine.data, nine.len));
    assert_false(text_adopt(&t, &nine));
    assert_string_equal(nine.data, "123456789"); /* still the caller's */
    assert_string_equal(text_bytes(&t), "1234567");
    assert_true(t.same.front == 7 && t.same.back == 7);
    assert_true(text_replace(&t, 0, 1, "ab", 2));
    assert_int_equal(text_room(&t), 0);
    assert_true(text_replace(&t, 2, 4, "xy", 2)); /* a full text can be edited */
    assert_string_equal(text_bytes(&t), "abxy4567");
    assert_true(text_adopt(&t, &eight));
    assert_string_equal(text_bytes(&t), "ABCDEFGH");
    text_free(&t);
    assert_int_equal(text_max(&t), 8);
    assert_int_equal(text_max(&(struct text){0}), TEXT_MAX);
    str_free(&nine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edits),
        cmocka_unit_test(test_adopted),
        cmocka_unit_test(test_equal_bytes),
        cmocka_unit_test(test_limit),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
