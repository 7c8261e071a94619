#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/str.h"

/* Lets allocations fail under the address sanitizer as they do without it. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static uint32_t random_next(uint32_t *x)
{
    *x = *x * 1664525u + 1013904223u; /* the figures of "Numerical Recipes", 1992 */
    return *x >> 8;
}

static void assert_content(const struct str *s, const char *bytes, size_t n)
{
    assert_false(s->failed);
    assert_int_equal(s->len, n);
    assert_memory_equal(str_text(s), bytes, n);
    assert_int_equal(str_text(s)[n], '\0');
    assert_true(s->cap > s->len || !s->data);
}

static void test_empty(void **state)
{
    (void)state;
    struct str s = STR_EMPTY;
    assert_string_equal(str_text(&s), "");
    assert_true(str_add(&s, NULL, 0));
    assert_content(&s, "", 0);
    str_free(&s);
    str_clear(&s);
    assert_string_equal(str_text(&s), "");
    assert_true(str_splice(&s, 0, 0, NULL, 0));
    assert_content(&s, "", 0);
    str_free(&s);
    assert_null(s.data);
    assert_int_equal(s.cap, 0);
}

static void test_additions(void **state)
{
    (void)state;
    struct str s = STR_EMPTY;
    assert_true(str_adds(&s, "one"));
    assert_true(str_addc(&s, '\0'));
    assert_true(str_add(&s, "t\0o", 3));
    assert_true(str_addf(&s, "%d|%s", -3, "x"));
    assert_true(str_addf(&s, "%s", ""));
    assert_content(&s, "one\0t\0o-3|x", 11);
    size_t cap = s.cap;
    str_clear(&s);
    assert_content(&s, "", 0);
    assert_int_equal(s.cap, cap);
    str_free(&s);
}

static void test_reserve_keeps_its_promise(void **state)
{
    (void)state;
    struct str s = STR_EMPTY;
    assert_true(str_adds(&s, "text"));
    for (size_t extra = 0; extra < 2000; extra += 37) {
        assert_true(str_reserve(&s, extra));
        assert_true(s.cap > s.len + extra);
        const char *before = s.data;
        assert_true(str_reserve(&s, extra));
        assert_ptr_equal(s.data, before);
    }
    assert_content(&s, "text", 4);
    str_free(&s);
}

/* Lengths below, at and above whatever room the string has. */
static void test_formatted_of_any_length(void **state)
{
    (void)state;
    enum { LONGEST = 700 };
    char expected[LONGEST + 3];
    for (int length = 0; length <= LONGEST; length++) {
        struct str s = STR_EMPTY;
        assert_true(str_addc(&s, '<'));
        assert_true(str_addf(&s, "%*d>", length, 7));
        size_t width = length > 0 ? (size_t)length : 1;
        memset(expected, ' ', sizeof expected);
        expected[0] = '<';
        expected[width] = '7';
        expected[width + 1] = '>';
        assert_content(&s, expected, width + 2);
        str_free(&s);
    }
}

/* Random cuts and insertions, against an array written again each time. */
static void test_splice_against_model(void **state)
{
    (void)state;
    enum { LARGEST = 2048 };
    static char model[LARGEST], before[LARGEST];
    size_t len = 0, longest = 0;
    struct str s = STR_EMPTY;
    uint32_t x = 7;
    for (int round = 0; round < 20000; round++) {
        size_t at = random_next(&x) % (len + 1), n = random_next(&x) % 40;
        /* Mostly small cuts, so that the text grows; now and then any cut. */
        size_t cut = random_next(&x) % (len - at + 1);
        cut = random_next(&x) % 64 == 0 || len > LARGEST - 40 ? cut : cut % 32;
        if (len - cut + n > LARGEST) continue;
        char bytes[40];
        for (size_t i = 0; i < n; i++) bytes[i] = (char)random_next(&x);
        memcpy(before, model, len);
        memcpy(model + at, bytes, n);
        memcpy(model + at + n, before + at + cut, len - at - cut);
        len = len - cut + n;
        longest = len > longest ? len : longest;
        assert_true(str_splice(&s, at, cut, bytes, n));
        assert_content(&s, model, len);
    }
    assert_true(longest > LARGEST / 2);
    str_free(&s);
}

static void test_splice_outside_is_refused(void **state)
{
    (void)state;
    struct str s = STR_EMPTY;
    assert_true(str_adds(&s, "abc"));
    assert_false(str_splice(&s, 4, 0, "x", 1));
    assert_false(str_splice(&s, 2, 2, "x", 1));
    assert_false(str_splice(&s, 1, SIZE_MAX, "x", 1));
    assert_content(&s, "abc", 3);
    str_free(&s);
}

static void test_failure_is_remembered(void **state)
{
    (void)state;
    static const size_t sizes[] = {SIZE_MAX / 2, SIZE_MAX / 2 + 1, SIZE_MAX - 4, SIZE_MAX};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct str s = STR_EMPTY;
        assert_true(str_adds(&s, "kept"));
        assert_false(str_reserve(&s, sizes[i]));
        assert_true(s.failed);
        assert_false(str_reserve(&s, 0));
        assert_false(str_add(&s, "x", 1));
        assert_false(str_adds(&s, "x"));
        assert_false(str_addc(&s, 'x'));
        assert_false(str_addf(&s, "%d", 1));
        assert_false(str_splice(&s, 0, 1, "x", 1));
        assert_int_equal(s.len, 4);
        assert_string_equal(str_text(&s), "kept");
        str_clear(&s); /* nothing is cut short any more */
        assert_false(s.failed);
        assert_true(str_adds(&s, "new"));
        assert_content(&s, "new", 3);
        str_free(&s);
    }
}

/* Possible in principle, but more than any machine has. */
static void test_no_memory(void **state)
{
    (void)state;
    struct str s = STR_EMPTY;
    assert_true(str_adds(&s, "kept"));
    assert_false(str_splice(&s, 2, 1, "x", SIZE_MAX / 4));
    assert_true(s.failed);
    assert_string_equal(str_text(&s), "kept");
    str_free(&s);
    assert_false(str_reserve(&s, SIZE_MAX / 4));
    assert_string_equal(str_text(&s), "");
    str_free(&s);
    assert_true(str_adds(&s, "again"));
    str_free(&s);
}

/* No multibyte form exists for a wide character above U+10FFFF. */
static void test_arguments_that_cannot_be_formatted(void **state)
{
    (void)state;
    struct str s = STR_EMPTY;
    struct err e;
    assert_true(str_adds(&s, "kept"));
    assert_false(str_addf(&s, "abc%lc", (wint_t)0x110000));
    assert_true(s.failed);
    assert_string_equal(str_text(&s), "kept");
    str_free(&s);
    assert_false(err_set(&e, "abc%lc", (wint_t)0x110000));
    assert_string_equal(e.text, "abc%lc");
}

static void test_err_message(void **state)
{
    (void)state;
    struct err e;
    assert_false(err_set(&e, "%s: line %d", "words.txt", 12));
    assert_string_equal(e.text, "words.txt: line 12");
    assert_false(err_set(&e, "loading: %s", e.text)); /* wraps the message that is there */
    assert_string_equal(e.text, "loading: words.txt: line 12");
    assert_false(err_set(&e, "%s", ""));
    assert_string_equal(e.text, "");
    assert_false(err_set(NULL, "nobody %s", "listens"));
    assert_false(err_memory(NULL));
    assert_false(err_memory(&e));
    assert_non_null(strstr(e.text, "memory"));
}

static void test_err_is_one_safe_line(void **state)
{
    (void)state;
    struct err e;
    err_set(&e, "%s",
            "a\nb\x1B[2Jc\x7F\xC2\x9B"
            "d\xE2\x80\xAE"
            "e\xFF"
            "f\xC3\xA9\xE4\xB8\xAD");
    assert_string_equal(e.text, "a^Jb^[[2Jc^?<U+009B>d<U+202E>e?f\xC3\xA9\xE4\xB8\xAD");
}

/* A message of every length near the limit, after 0 to 3 bytes that shift it:
 * what fits is kept, and no sequence is cut in two. */
static void test_err_too_long(void **state)
{
    (void)state;
    static const struct {
        const char *given, *shown;
    } units[] = {
        {"x", "x"}, {"é", "é"}, {"€", "€"}, {"😀", "😀"}, {"\xE2\x80\xAE", "<U+202E>"}, {"\n", "^J"},
    };
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        for (size_t shift = 0; shift < 4; shift++) {
            char message[3000] = "aaa", expected[3000] = "aaa";
            struct err e;
            message[shift] = expected[shift] = '\0';
            size_t len = shift;
            while (strlen(message) < 2 * sizeof e.text) {
                strcat(message, units[u].given);
                if (len + strlen(units[u].shown) < sizeof e.text) {
                    strcat(expected, units[u].shown);
                    len += strlen(units[u].shown);
                }
                err_set(&e, "%s", message);
                assert_string_equal(e.text, expected);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_additions),
        cmocka_unit_test(test_reserve_keeps_its_promise),
        cmocka_unit_test(test_formatted_of_any_length),
        cmocka_unit_test(test_splice_against_model),
        cmocka_unit_test(test_splice_outside_is_refused),
        cmocka_unit_test(test_failure_is_remembered),
        cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_arguments_that_cannot_be_formatted),
        cmocka_unit_test(test_err_message),
        cmocka_unit_test(test_err_is_one_safe_line),
        cmocka_unit_test(test_err_too_long),
    };
    return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
