/* Where characters and words end, by the test files of Unicode. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/grapheme.h"
#include "base/normal.h"
#include "base/num.h"
#include "named.h"
#include "single_step.h"
#include "unicode_lines.h"

static char line[4096], text[512];
static bool breaks[512];

static void test_grapheme_file(void **state)
{
    (void)state;
    FILE *in = unicode_open("auxiliary/GraphemeBreakTest.txt");
    int count = 0;
    while (fgets(line, sizeof line, in)) {
        size_t n = unicode_read_breaks(line, text, breaks), end;
        count += n > 0;
        for (size_t at = 0; at < n; at = end) {
            end = grapheme_next(text, n, at);
            for (size_t i = at + 1; i < end; i++)
                if (breaks[i]) fail_msg("no break at byte %zu: %s", i, line);
            if (!breaks[end]) fail_msg("a break at byte %zu: %s", end, line);
            if (grapheme_prev(text, n, end) != at) fail_msg("back from %zu: %s", end, line);
        }
    }
    fclose(in);
    assert_int_equal(count, 602);
}

/* ---- words ---- */

/* The rule on screen differs from UAX #29 here: these stand apart, where a break is not expected
 * beside them. */
static const char apart[] = ".:,;_";

/* Whether `at` lies beside one of them or, as marks go with what they stand on, beside a
 * mark after one. */
static bool beside_apart(size_t n, size_t at)
{
    size_t back = at;
    bool marks = true;
    if (at < n && text[at] && strchr(apart, text[at])) return true;
    while (back > 0 && marks) {
        uint32_t cp;
        back = utf8_prev(text, n, back);
        utf8_decode(text + back, n - back, &cp, NULL);
        enum uc_word word = (enum uc_word)uc_properties(cp).word;
        marks = word == WORD_EXTEND || word == WORD_FORMAT || word == WORD_ZWJ;
    }
    return back < n && text[back] && strchr(apart, text[back]);
}

/* White space, and what has no glyph, is between pieces; nothing else is. */
static bool is_skipped(size_t from, size_t to)
{
    for (uint32_t cp; from < to;) {
        from += utf8_decode(text + from, to - from, &cp, NULL);
        struct uc_properties p = uc_properties(cp);
        if (p.class != UC_SPACE && !(p.flags & UC_IGNORABLE)) return false;
    }
    return true;
}

/* Every break of the file is one here, but between what is skipped; every other one stands beside
 * what the rule keeps apart. */
static void check_words(size_t n)
{
    const struct tokenizer *word = &tokenizers[tokenizer_find("word")];
    struct piece p = {0, 0};
    bool here[512] = {0};
    for (size_t was = 0; next_piece(word, text, n, was, &p); was = p.end) {
        if (!is_skipped(was, p.start)) fail_msg("skipped from %zu to %u: %s", was, p.start, line);
        for (size_t i = was; i <= p.start; i++) here[i] = i == p.start || breaks[i];
        here[p.end] = true;
    }
    for (size_t i = p.end + (p.end > 0); i <= n; i++) here[i] = breaks[i];
    if (!is_skipped(p.end, n)) fail_msg("skipped from %u on: %s", p.end, line);
    for (size_t i = 1; i < n; i++) {
        if (breaks[i] && !here[i]) fail_msg("no break at byte %zu: %s", i, line);
        if (!breaks[i] && here[i] && !beside_apart(n, i))
            fail_msg("a break at byte %zu: %s", i, line);
    }
}

static void test_word_file(void **state)
{
    (void)state;
    FILE *in = unicode_open("auxiliary/WordBreakTest.txt");
    int count = 0;
    while (fgets(line, sizeof line, in)) {
        size_t n = unicode_read_breaks(line, text, breaks);
        count += n > 0;
        if (n) check_words(n);
    }
    fclose(in);
    assert_int_equal(count, 1823);
}

/* ---- composition ---- */

static size_t read_codes(const char *field, char out[256])
{
    size_t n = 0;
    for (char *end; *field && *field != ';'; field = end) {
        uint32_t cp = (uint32_t)strtoul(field, &end, 16);
        if (end == field) break;
        n += utf8_encode(cp, out + n);
    }
    return n;
}

static void assert_composed(const char *from, size_t n, const char *to, size_t m)
{
    struct str out = STR_EMPTY;
    assert_true(normal_compose(from, n, &out));
    if (out.len != m || memcmp(str_text(&out), to, m) != 0) fail_msg("not composed: %s", line);
    str_free(&out);
}

static void test_normal_file(void **state)
{
    (void)state;
    FILE *in = unicode_open("NormalizationTest.txt.bz2");
    static bool listed[0x110000];
    int count = 0;
    bool singles = false;
    while (fgets(line, sizeof line, in)) {
        char form[5][256];
        size_t len[5];
        if (*line == '@') singles = strncmp(line, "@Part1", 6) == 0;
        if (*line == '#' || *line == '@' || *line == '\n') continue;
        const char *field = line;
        for (int i = 0; i < 5; i++) {
            len[i] = read_codes(field, form[i]);
            field = strchr(field, ';') + 1;
        }
        for (int i = 0; i < 3; i++) assert_composed(form[i], len[i], form[1], len[1]);
        for (int i = 3; i < 5; i++) assert_composed(form[i], len[i], form[3], len[3]);
        if (singles) listed[strtoul(line, NULL, 16)] = true;
        count++;
    }
    pclose(in);
    assert_int_equal(count, 19074);
    for (uint32_t cp = 1; cp < 0x110000; cp++) { /* all others stay as they are */
        char utf8[4];
        size_t n = utf8_encode(cp, utf8);
        snprintf(line, sizeof line, "U+%04X\n", cp);
        if (!listed[cp]) assert_composed(utf8, n, utf8, n);
    }
}

/* Rows of marks of any length are ordered, and malformed bytes are written well-formed. */
static void test_normal_long(void **state)
{
    (void)state;
    enum { MARKS = 5000 };
    struct str in = STR_EMPTY, wanted = STR_EMPTY;
    str_adds(&in, "q");
    str_adds(&wanted, "q");
    for (int i = 0; i < MARKS; i++) str_adds(&in, "\xCC\x81\xCC\xA3"); /* above, below */
    for (int i = 0; i < MARKS; i++) str_adds(&wanted, "\xCC\xA3");
    for (int i = 0; i < MARKS; i++) str_adds(&wanted, "\xCC\x81");
    strcpy(line, "5000 marks");
    assert_composed(in.data, in.len, wanted.data, wanted.len);
    assert_composed("\xFF"
                    "a\xC3",
                    3,
                    "\xEF\xBF\xBD"
                    "a\xEF\xBF\xBD",
                    7);
    str_free(&in);
    str_free(&wanted);
}

/* Long rows of flags are taken back two by two, to the limit that the header names. */
static void test_many_flags(void **state)
{
    (void)state;
    char flags[8 * 120];
    for (size_t i = 0; i < 120; i++) memcpy(flags + 8 * i, "🇩🇪", 8);
    for (size_t at = sizeof flags; at > 0; at -= 8)
        assert_int_equal(grapheme_prev(flags, sizeof flags, at), at - 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grapheme_file), cmocka_unit_test(test_word_file),
        cmocka_unit_test(test_normal_file),   cmocka_unit_test(test_normal_long),
        cmocka_unit_test(test_many_flags),
    };
    return cmocka_run_group_tests_name("segment", tests, NULL, NULL);
}
