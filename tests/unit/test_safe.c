#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/safe.h"
#include "base/unicode.h"
#include "base/utf8.h"

#define LAST 0x10FFFFu

static const char *const control_utf8[33] = {
    "␀", "␁", "␂", "␃", "␄", "␅", "␆", "␇", "␈", "␉", "␊", "␋", "␌", "␍", "␎", "␏", "␐",
    "␑", "␒", "␓", "␔", "␕", "␖", "␗", "␘", "␙", "␚", "␛", "␜", "␝", "␞", "␟", "␡",
};
static const char *const control_ascii[33] = {
    "^@", "^A", "^B", "^C", "^D", "^E", "^F",  "^G", "^H", "^I", "^J",
    "^K", "^L", "^M", "^N", "^O", "^P", "^Q",  "^R", "^S", "^T", "^U",
    "^V", "^W", "^X", "^Y", "^Z", "^[", "^\\", "^]", "^^", "^_", "^?",
};

/* What the header promises for one code point, written out another way. */
static void expected_picture(uint32_t cp, bool ascii, char out[64])
{
    if (cp < 0x20 || cp == 0x7F)
        strcpy(out, (ascii ? control_ascii : control_utf8)[cp == 0x7F ? 32 : cp]);
    else if (cp >= 0xD800 && cp <= 0xDFFF)
        strcpy(out, ascii ? "?" : "\xEF\xBF\xBD");
    else if (uc_unsafe(cp) || (ascii && cp > 0x7E))
        snprintf(out, 64, ascii ? "<U+%04X>" : "⟨U+%04X⟩", cp);
    else
        out[utf8_encode(cp, out)] = '\0';
}

/* Well-formed, and nothing in it that must not be shown. */
static void assert_showable(const char *s, size_t n, bool ascii)
{
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        bool ok;
        i += utf8_decode(s + i, n - i, &cp, &ok);
        assert_true(ok);
        assert_false(uc_unsafe(cp));
        assert_true(!ascii || (cp >= 0x20 && cp <= 0x7E));
    }
}

static int sum_of_widths(const char *s, size_t n)
{
    int sum = 0;
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        i += utf8_decode(s + i, n - i, &cp, NULL);
        sum += uc_width(cp);
    }
    return sum;
}

static void test_picture_of_every_code_point(void **state)
{
    (void)state;
    for (uint32_t n = 0; n <= 2 * LAST + 1; n++) {
        uint32_t cp = n / 2;
        bool ascii = n % 2;
        char picture[SAFE_MAX], expected[64];
        expected_picture(cp, ascii, expected);
        size_t len = safe_picture(cp, ascii, picture);
        assert_true(len < SAFE_MAX);
        assert_int_equal(picture[len], '\0');
        assert_memory_equal(picture, expected, len + 1);
        assert_showable(picture, len, ascii);
        if (uc_unsafe(cp)) assert_true(sum_of_widths(picture, len) > 0);
    }
}

static void test_known_pictures(void **state)
{
    (void)state;
    char picture[SAFE_MAX];
    safe_picture(0x1B, false, picture);
    assert_string_equal(picture, "␛");
    safe_picture(0x1B, true, picture);
    assert_string_equal(picture, "^[");
    safe_picture(0x202E, false, picture);
    assert_string_equal(picture, "⟨U+202E⟩");
    safe_picture(0x9B, true, picture);
    assert_string_equal(picture, "<U+009B>");
    safe_picture(LAST, true, picture);
    assert_string_equal(picture, "<U+10FFFF>");
    safe_picture(LAST + 1, false, picture);
    assert_string_equal(picture, "\xEF\xBF\xBD");
    safe_picture(UINT32_MAX, true, picture);
    assert_string_equal(picture, "?");
}

static void test_known_texts(void **state)
{
    (void)state;
    static const char text[] = "a\0\x1B[1m\tx\xE2\x80\xAE\xFF\xE2\x82|\xC2\x85\xEF\xBF\xBD中é";
    static const char in_utf8[] = "a␀␛[1m␉x⟨U+202E⟩\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD|"
                                  "⟨U+0085⟩\xEF\xBF\xBD中é";
    static const char in_ascii[] = "a^@^[[1m^Ix<U+202E>???|<U+0085><U+FFFD><U+4E2D><U+00E9>";
    struct str out = STR_EMPTY;
    safe_add(&out, text, sizeof text - 1, false);
    assert_string_equal(str_text(&out), in_utf8);
    safe_add(&out, "!", 1, false); /* appended to what is there */
    assert_int_equal(out.len, sizeof in_utf8);
    str_clear(&out);
    safe_add(&out, text, sizeof text - 1, true);
    assert_string_equal(str_text(&out), in_ascii);
    /* 6 ASCII characters, 3 controls, 2 code pictures of 8 columns, 4 replacements, 中 and é. */
    assert_int_equal(safe_width(text, sizeof text - 1, false), 6 + 3 + 2 * 8 + 4 + 2 + 1);
    assert_int_equal(safe_width(text, sizeof text - 1, true), sizeof in_ascii - 1);
    assert_int_equal(safe_width(NULL, 0, false), 0);
    safe_add(&out, NULL, 0, false);
    assert_string_equal(str_text(&out), in_ascii);
    str_free(&out);
}

static uint32_t random_next(uint32_t *x)
{
    *x = *x * 1664525u + 1013904223u; /* the figures of "Numerical Recipes", 1992 */
    return *x >> 8;
}

/* Bytes at random, mixed with whole code points of all planes. In memory of
 * exactly that size. */
static char *random_text(uint32_t *x, size_t n)
{
    char *s = malloc(n > 0 ? n : 1);
    assert_non_null(s);
    for (size_t i = 0; i < n;) {
        char bytes[4] = {(char)random_next(x)};
        size_t size = 1;
        if (random_next(x) % 2 == 0)
            size = utf8_encode(random_next(x) % (1u << (7 + random_next(x) % 15)), bytes);
        if (random_next(x) % 4 == 0) size = utf8_encode(0x300 + random_next(x) % 0x40, bytes);
        for (size_t j = 0; j < size && i < n; j++) s[i++] = bytes[j];
    }
    return s;
}

/* What the header promises for a text without joiners in their place. */
static void expected_text(const char *s, size_t n, bool ascii, struct str *out)
{
    bool on = false; /* a mark here has something to stand on */
    int marks = 0;
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        bool ok;
        char picture[64];
        i += utf8_decode(s + i, n - i, &cp, &ok);
        bool mark = ok && uc_width(cp) == 0 && !uc_unsafe(cp);
        if (marks > 2 && !mark) str_addf(out, ascii ? "<+%d>" : "⟨+%d⟩", marks - 2);
        marks = mark ? marks + 1 : 0;
        if (mark && marks > 2) continue;
        if (mark && (ascii || !on))
            snprintf(picture, sizeof picture, ascii ? "<U+%04X>" : "⟨U+%04X⟩", cp);
        else
            expected_picture(cp, ascii, picture);
        if (!mark) on = ok && !uc_unsafe(cp);
        str_adds(out, ok ? picture : ascii ? "?" : "\xEF\xBF\xBD");
    }
    if (marks > 2) str_addf(out, ascii ? "<+%d>" : "⟨+%d⟩", marks - 2);
}

static void test_random_texts(void **state)
{
    (void)state;
    uint32_t x = 11;
    for (int round = 0; round < 20000; round++) {
        bool ascii = round % 2;
        size_t n = random_next(&x) % 30;
        char *s = random_text(&x, n);
        struct str out = STR_EMPTY, expected = STR_EMPTY, again = STR_EMPTY;
        expected_text(s, n, ascii, &expected);
        safe_add(&out, s, n, ascii);
        assert_string_equal(str_text(&out), str_text(&expected));
        assert_showable(str_text(&out), out.len, ascii);
        assert_int_equal(safe_width(s, n, ascii), sum_of_widths(str_text(&out), out.len));
        safe_add(&again, str_text(&out), out.len, ascii); /* what is safe stays as it is */
        assert_string_equal(str_text(&again), str_text(&out));
        str_free(&out);
        str_free(&expected);
        str_free(&again);
        free(s);
    }
}

static void test_failed_string_stays(void **state)
{
    (void)state;
    struct str out = STR_EMPTY;
    assert_true(str_adds(&out, "kept"));
    assert_false(str_reserve(&out, SIZE_MAX / 2));
    safe_add(&out, "more", 4, false);
    assert_true(out.failed);
    assert_string_equal(str_text(&out), "kept");
    str_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_picture_of_every_code_point),
        cmocka_unit_test(test_known_pictures),
        cmocka_unit_test(test_known_texts),
        cmocka_unit_test(test_random_texts),
        cmocka_unit_test(test_failed_string_stays),
    };
    return cmocka_run_group_tests_name("safe", tests, NULL, NULL);
}
