#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "base/num.h"
#include "within.h"
#include "unit/count_bad.h"

static bool is_scalar(uint32_t cp)
{
    return cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF);
}

/* The oracle: reads a sequence by the bit patterns alone, then asks whether
 * its value needed that many bytes. 0 when malformed. */
static size_t naive_size(const unsigned char *s, size_t n, uint32_t *cp)
{
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    size_t size = s[0] < 0x80       ? 1
                  : s[0] >> 5 == 6  ? 2
                  : s[0] >> 4 == 14 ? 3
                  : s[0] >> 3 == 30 ? 4
                                    : 0;
    if (size == 0 || size > n) return 0;
    uint32_t value = size == 1 ? s[0] : s[0] & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if (s[i] >> 6 != 2) return 0;
        value = value * 64 + s[i] % 64;
    }
    *cp = value;
    return is_scalar(value) && value >= least[size] ? size : 0;
}

static void check_against_naive(const unsigned char *s, size_t n)
{
    uint32_t expected = UTF8_BAD, cp = 0;
    size_t size = naive_size(s, n, &expected);
    bool ok;
    size_t taken = utf8_decode((const char *)s, n, &cp, &ok);
    assert_int_equal(ok, size > 0);
    assert_int_equal(taken, size > 0 ? size : 1);
    assert_int_equal(cp, size > 0 ? expected : UTF8_BAD);
}

static void test_every_scalar_round_trips(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        char bytes[4];
        uint32_t back = 0;
        bool ok = false;
        size_t size = utf8_encode(cp, bytes);
        if (!is_scalar(cp)) {
            assert_int_equal(size, 3);
            assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
            continue;
        }
        assert_int_equal(size, cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4);
        assert_int_equal(utf8_decode(bytes, size, &back, &ok), size);
        assert_true(ok);
        assert_int_equal(back, cp);
        assert_int_equal(utf8_prev(bytes, size, size), 0);
        assert_int_equal(count_bad(bytes, size), 0);
        /* Cut short, each of its bytes is malformed. */
        for (size_t n = 1; n < size; n++) assert_int_equal(count_bad(bytes, n), n);
    }
}

static void test_known_encodings(void **state)
{
    (void)state;
    static const struct {
        uint32_t cp;
        const char *bytes;
    } known[] = {
        {0x24, "\x24"},           {0xA3, "\xC2\xA3"},       {0x939, "\xE0\xA4\xB9"},
        {0x20AC, "\xE2\x82\xAC"}, {0xD55C, "\xED\x95\x9C"}, {0x10348, "\xF0\x90\x8D\x88"},
        {0x7FF, "\xDF\xBF"},      {0xFFFF, "\xEF\xBF\xBF"}, {0x10FFFF, "\xF4\x8F\xBF\xBF"},
    };
    for (size_t i = 0; i < COUNT(known); i++) {
        char bytes[4];
        assert_int_equal(utf8_encode(known[i].cp, bytes), strlen(known[i].bytes));
        assert_memory_equal(bytes, known[i].bytes, strlen(known[i].bytes));
    }
    char bytes[4];
    assert_int_equal(utf8_encode(0x110000, bytes), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
    assert_int_equal(utf8_encode(UINT32_MAX, bytes), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
}

static void test_all_pairs_of_bytes(void **state)
{
    (void)state;
    for (unsigned pair = 0; pair < 65536; pair++) {
        const unsigned char s[2] = {(unsigned char)(pair >> 8), (unsigned char)pair};
        check_against_naive(s, 2);
        check_against_naive(s, 1);
    }
}

/* All three-byte strings with a first byte that could start three or more,
 * and four-byte ones with every kind of third and fourth byte. */
static void test_longer_strings(void **state)
{
    (void)state;
    static const unsigned char kinds[] = {0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xFF};
    for (unsigned head = 0xE000; head < 0x10000; head++) {
        unsigned char s[4] = {(unsigned char)(head >> 8), (unsigned char)head, 0, 0};
        for (unsigned third = 0; third < 256; third++) {
            s[2] = (unsigned char)third;
            check_against_naive(s, 3);
        }
        for (size_t i = 0; i < COUNT(kinds) * COUNT(kinds); i++) {
            s[2] = kinds[i / COUNT(kinds)];
            s[3] = kinds[i % COUNT(kinds)];
            check_against_naive(s, 4);
        }
    }
}

static void test_classic_malformed(void **state)
{
    (void)state;
    static const struct {
        const char *what, *bytes;
        size_t bad;
    } cases[] = {
        {"a continuation byte alone", "\x80", 1},
        {"the last continuation byte", "\xBF", 1},
        {"six continuation bytes", "\x80\x81\x82\x83\x84\x85", 6},
        {"first bytes with spaces", "\xC3 \xE2 \xF0 ", 3},
        {"overlong slash in 2", "\xC0\xAF", 2},
        {"overlong slash in 3", "\xE0\x80\xAF", 3},
        {"overlong slash in 4", "\xF0\x80\x80\xAF", 4},
        {"overlong slash in 5", "\xF8\x80\x80\x80\xAF", 5},
        {"overlong slash in 6", "\xFC\x80\x80\x80\x80\xAF", 6},
        {"largest overlong of 2", "\xC1\xBF", 2},
        {"largest overlong of 3", "\xE0\x9F\xBF", 3},
        {"largest overlong of 4", "\xF0\x8F\xBF\xBF", 4},
        {"overlong NUL", "\xC0\x80", 2},
        {"first high surrogate", "\xED\xA0\x80", 3},
        {"last low surrogate", "\xED\xBF\xBF", 3},
        {"surrogate pair", "\xED\xA0\xBD\xED\xB8\x80", 6},
        {"above U+10FFFF", "\xF4\x90\x80\x80", 4},
        {"far above", "\xF7\xBF\xBF\xBF", 4},
        {"bytes that never occur", "\xFE\xFF\xF5\xC0", 4},
        {"cut euro sign", "\xE2\x82", 2},
        {"cut euro sign, then a",
         "\xE2\x82"
         "a",
         2},
        {"cut euro sign, then a whole one", "\xE2\x82\xE2\x82\xAC", 2},
        {"cut emoji", "\xF0\x9F\x98", 3},
        {"one continuation too many", "\xC3\xA9\xA9", 1},
        {"a replacement character that stands in the text", "\xEF\xBF\xBD", 0},
        {"well-formed", "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t bad = count_bad(cases[i].bytes, strlen(cases[i].bytes));
        if (bad != cases[i].bad) {
            fail_msg("%s: %zu malformed bytes expected, %zu counted", cases[i].what, cases[i].bad,
                     bad);
        }
    }
}

static void test_ends(void **state)
{
    (void)state;
    uint32_t cp;
    bool ok;
    assert_int_equal(utf8_decode("", 0, &cp, &ok), 0);
    assert_int_equal(utf8_decode(NULL, 0, &cp, NULL), 0);
    assert_int_equal(utf8_decode("", 1, &cp, &ok), 1); /* a NUL is a character like others */
    assert_int_equal(cp, 0);
    assert_true(ok);
    assert_int_equal(utf8_decode("\xEF\xBF\xBD", 3, &cp, &ok), 3);
    assert_int_equal(cp, UTF8_BAD);
    assert_true(ok);
    assert_int_equal(utf8_decode("\xFF", 1, &cp, NULL), 1);
    assert_int_equal(cp, UTF8_BAD);
    assert_int_equal(utf8_prev("abc", 3, 0), 0);
    assert_int_equal(utf8_prev("", 0, 0), 0);
    assert_int_equal(utf8_prev("abc", 3, 3), 2);
    assert_int_equal(utf8_prev("abc", 3, 9), 2); /* beyond the end counts as the end */
    assert_int_equal(count_bad(NULL, 0), 0);
}

static uint32_t random_next(uint32_t *x)
{
    *x = *x * 1664525u + 1013904223u; /* the figures of "Numerical Recipes", 1992 */
    return *x >> 8;
}

/* Bytes, half of them pieces of sequences, so that well-formed and malformed
 * stretches meet in all ways. In memory of exactly that size. */
static char *random_bytes(uint32_t *x, size_t n)
{
    static const char pool[] =
        "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xED\xA0\xBF\xF4\x8F\xBF\xE0\x9F";
    char *s = malloc(n > 0 ? n : 1);
    assert_non_null(s);
    for (size_t i = 0; i < n;) {
        if (random_next(x) % 4 == 0) {
            s[i++] = (char)random_next(x);
            continue;
        }
        size_t from = random_next(x) % (sizeof pool - 1), size = 1 + random_next(x) % 4;
        for (; size > 0 && i < n && from < sizeof pool - 1; size--) s[i++] = pool[from++];
    }
    return s;
}

static void test_prev_undoes_next(void **state)
{
    (void)state;
    uint32_t x = 1;
    for (int round = 0; round < 20000; round++) {
        size_t n = random_next(&x) % 24;
        char *s = random_bytes(&x, n);
        size_t start = 0, bad = 0;
        while (start < n) {
            uint32_t cp;
            bool ok;
            size_t end = start + utf8_decode(s + start, n - start, &cp, &ok);
            assert_within(end, start + 1, n);
            bad += !ok;
            /* From the end, and from any place inside, back to the start. */
            for (size_t at = start + 1; at <= end; at++)
                assert_int_equal(utf8_prev(s, n, at), start);
            start = end;
        }
        assert_int_equal(count_bad(s, n), bad);
        free(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_scalar_round_trips), cmocka_unit_test(test_known_encodings),
        cmocka_unit_test(test_all_pairs_of_bytes),       cmocka_unit_test(test_longer_strings),
        cmocka_unit_test(test_classic_malformed),        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_prev_undoes_next),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
