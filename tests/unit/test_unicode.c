#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/unicode.h"

#include "forbidden.h"
#include "base/num.h"
#include "within.h"

#define LAST 0x10FFFFu
#define SAME 0 /* no lower case of its own */

/* Listed by hand from the code charts. */
static const struct {
    uint32_t cp;
    enum uc_class class;
    int width;
    uint32_t lower;
} facts[] = {
    {'\0', UC_CONTROL, 0, SAME},
    {'\t', UC_SPACE, 0, SAME},
    {'\n', UC_SPACE, 0, SAME},
    {0x1B, UC_CONTROL, 0, SAME},
    {0x1F, UC_CONTROL, 0, SAME}, /* unit separator: no White_Space */
    {' ', UC_SPACE, 1, SAME},
    {'!', UC_PUNCT, 1, SAME},
    {'$', UC_PUNCT, 1, SAME}, /* a symbol counts as punctuation */
    {'0', UC_WORD, 1, SAME},
    {'9', UC_WORD, 1, SAME},
    {'@', UC_PUNCT, 1, SAME},
    {'A', UC_WORD, 1, 'a'},
    {'Z', UC_WORD, 1, 'z'},
    {'[', UC_PUNCT, 1, SAME},
    {'_', UC_PUNCT, 1, SAME},
    {'`', UC_PUNCT, 1, SAME},
    {'a', UC_WORD, 1, SAME},
    {'z', UC_WORD, 1, SAME},
    {'{', UC_PUNCT, 1, SAME},
    {'~', UC_PUNCT, 1, SAME},
    {0x7F, UC_CONTROL, 0, SAME},
    {0x85, UC_SPACE, 0, SAME}, /* next line: a control that is white space */
    {0x9B, UC_CONTROL, 0, SAME},
    {0xA0, UC_SPACE, 1, SAME},
    {0xAD, UC_FORMAT, 0, SAME}, /* soft hyphen */
    {0xB2, UC_WORD, 1, SAME},   /* superscript two */
    {0xC9, UC_WORD, 1, 0xE9},
    {0xD7, UC_PUNCT, 1, SAME}, /* multiplication sign, amid the capitals */
    {0xDE, UC_WORD, 1, 0xFE},
    {0xDF, UC_WORD, 1, SAME},
    {0x100, UC_WORD, 1, 0x101},
    {0x130, UC_WORD, 1, 'i'}, /* dotted capital I */
    {0x131, UC_WORD, 1, SAME},
    {0x178, UC_WORD, 1, 0xFF},
    {0x1C4, UC_WORD, 1, 0x1C6},
    {0x1C5, UC_WORD, 1, 0x1C6}, /* the title case has a lower case too */
    {0x301, UC_WORD, 0, SAME},
    {0x34F, UC_WORD, 0, SAME}, /* combining grapheme joiner: a mark */
    {0x37E, UC_PUNCT, 1, SAME},
    {0x3A3, UC_WORD, 1, 0x3C3},
    {0x3C2, UC_WORD, 1, SAME}, /* final sigma stays */
    {0x3F4, UC_WORD, 1, 0x3B8},
    {0x410, UC_WORD, 1, 0x430},
    {0x401, UC_WORD, 1, 0x451},
    {0x488, UC_WORD, 0, SAME}, /* an enclosing mark */
    {0x531, UC_WORD, 1, 0x561},
    {0x5D0, UC_WORD, 1, SAME},
    {0x600, UC_FORMAT, 1, SAME}, /* Arabic number sign: of category Cf, with a glyph */
    {0x605, UC_FORMAT, 1, SAME},
    {0x61C, UC_FORMAT, 0, SAME},
    {0x61F, UC_PUNCT, 1, SAME},
    {0x64E, UC_WORD, 0, SAME},
    {0x661, UC_WORD, 1, SAME}, /* Arabic-Indic digit one */
    {0x6DD, UC_FORMAT, 1, SAME},
    {0x903, UC_WORD, 1, SAME}, /* a spacing mark */
    {0x964, UC_PUNCT, 1, SAME},
    {0xE31, UC_WORD, 0, SAME},
    {0x10A0, UC_WORD, 1, 0x2D00},
    {0x1100, UC_WORD, 2, SAME}, /* a leading consonant of Hangul */
    {0x115F, UC_WORD, 2, SAME},
    {0x1160, UC_WORD, 0, SAME}, /* a vowel */
    {0x11FF, UC_WORD, 0, SAME}, /* a final consonant */
    {0x1200, UC_WORD, 1, SAME},
    {0x13A0, UC_WORD, 1, 0xAB70},
    {0x1680, UC_SPACE, 1, SAME},
    {0x1C90, UC_WORD, 1, 0x10D0},
    {0x1E9E, UC_WORD, 1, 0xDF},
    {0x1F88, UC_WORD, 1, 0x1F80},
    {0x2014, UC_PUNCT, 1, SAME},
    {0x200B, UC_FORMAT, 0, SAME}, /* zero width space: no White_Space */
    {0x200D, UC_FORMAT, 0, SAME},
    {0x202E, UC_FORMAT, 0, SAME},
    {0x202F, UC_SPACE, 1, SAME},
    {0x20AC, UC_PUNCT, 1, SAME},
    {0x20E3, UC_WORD, 0, SAME},
    {0x2126, UC_WORD, 1, 0x3C9},
    {0x212A, UC_WORD, 1, 'k'}, /* Kelvin sign */
    {0x212B, UC_WORD, 1, 0xE5},
    {0x2160, UC_WORD, 1, 0x2170}, /* Roman numeral one */
    {0x221E, UC_PUNCT, 1, SAME},
    {0x231A, UC_PUNCT, 2, SAME}, /* watch */
    {0x2500, UC_PUNCT, 1, SAME},
    {0x2588, UC_PUNCT, 1, SAME},
    {0x24B6, UC_PUNCT, 1, 0x24D0}, /* circled A: a symbol with a lower case */
    {0x263A, UC_PUNCT, 1, SAME},   /* shown as text unless asked otherwise */
    {0x2713, UC_PUNCT, 1, SAME},
    {0x2705, UC_PUNCT, 2, SAME}, /* shown as a picture */
    {0x27E8, UC_PUNCT, 1, SAME},
    {0x28FF, UC_PUNCT, 1, SAME}, /* braille */
    {0x2C62, UC_WORD, 1, 0x26B},
    {0x2E80, UC_PUNCT, 2, SAME}, /* a radical is a symbol */
    {0x3000, UC_SPACE, 2, SAME},
    {0x3001, UC_PUNCT, 2, SAME},
    {0x3007, UC_WORD, 2, SAME},
    {0x3042, UC_WORD, 2, SAME}, /* kana are letters, outside the Han blocks */
    {0x3099, UC_WORD, 0, SAME}, /* a mark, though "wide" */
    {0x303F, UC_PUNCT, 1, SAME},
    {0x4DC0, UC_PUNCT, 1, SAME}, /* hexagrams lie between two Han blocks */
    {0x4E2D, UC_CJK, 2, SAME},
    {0xA000, UC_WORD, 2, SAME},
    {0xA640, UC_WORD, 1, 0xA641},
    {0xA7AE, UC_WORD, 1, 0x26A},
    {0xAC00, UC_WORD, 2, SAME},
    {0xD7A3, UC_WORD, 2, SAME},
    {0xD7B0, UC_WORD, 0, SAME},
    {0xD7FB, UC_WORD, 0, SAME},
    {0xD800, UC_WORD, 1, SAME},
    {0xE000, UC_WORD, 1, SAME}, /* private use */
    {0xF900, UC_CJK, 2, SAME},
    {0xFE0F, UC_WORD, 0, SAME}, /* variation selector: a mark */
    {0xFEFF, UC_FORMAT, 0, SAME},
    {0xFF01, UC_PUNCT, 2, SAME},
    {0xFF21, UC_WORD, 2, 0xFF41},
    {0xFF71, UC_WORD, 1, SAME}, /* halfwidth kana */
    {0xFFE0, UC_PUNCT, 2, SAME},
    {0xFFFD, UC_PUNCT, 1, SAME},
    {0xFFFF, UC_WORD, 1, SAME},
    {0x10400, UC_WORD, 1, 0x10428},
    {0x110BD, UC_FORMAT, 1, SAME},
    {0x17000, UC_WORD, 2, SAME}, /* Tangut */
    {0x1D173, UC_FORMAT, 0, SAME},
    {0x1D400, UC_WORD, 1, SAME}, /* a mathematical capital has none */
    {0x1E900, UC_WORD, 1, 0x1E922},
    {0x1F1E6, UC_PUNCT, 1, SAME}, /* half a flag */
    {0x1F3FB, UC_PUNCT, 2, SAME},
    {0x1F600, UC_PUNCT, 2, SAME},
    {0x1F9E0, UC_PUNCT, 2, SAME},
    {0x20000, UC_CJK, 2, SAME},
    {0x2FFFD, UC_WORD, 2, SAME}, /* unassigned, yet reserved for Han */
    {0x2FFFE, UC_WORD, 1, SAME},
    {0xE0001, UC_FORMAT, 0, SAME},
    {0xE0100, UC_WORD, 0, SAME},
    {0xF0000, UC_WORD, 1, SAME},
    {0x10FFFF, UC_WORD, 1, SAME},
    {0x110000, UC_WORD, 1, SAME},   /* no code point: as if unassigned */
    {0x20000020, UC_WORD, 1, SAME}, /* would be a space if high bits were lost */
    {UINT32_MAX, UC_WORD, 1, SAME},
};

static void test_facts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(facts); i++) {
        uint32_t cp = facts[i].cp, lower = facts[i].lower == SAME ? cp : facts[i].lower;
        if (uc_class(cp) != facts[i].class)
            fail_msg("U+%04X has class %d, not %d", cp, (int)uc_class(cp), (int)facts[i].class);
        if (uc_width(cp) != facts[i].width)
            fail_msg("U+%04X has width %d, not %d", cp, uc_width(cp), facts[i].width);
        if (uc_lower(cp) != lower)
            fail_msg("U+%04X has lower case U+%04X, not U+%04X", cp, uc_lower(cp), lower);
    }
}

static bool listed(uint32_t cp, const uint32_t (*ranges)[2], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cp >= ranges[i][0] && cp <= ranges[i][1]) return true;
    return false;
}

/* Where a class is a short list, all code points are held against it. */
static void test_classes_that_are_lists(void **state)
{
    (void)state;
    static const uint32_t spaces[][2] = {
        {0x09, 0x0D},     {0x20, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},     {0x1680, 0x1680},
        {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000},
    };
    static const uint32_t controls[][2] = {{0x00, 0x08}, {0x0E, 0x1F}, {0x7F, 0x84}, {0x86, 0x9F}};
    static const uint32_t han[][2] = {
        {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xF900, 0xFAFF},   {0x20000, 0x2A6DF},
        {0x2A700, 0x2EBEF}, {0x2F800, 0x2FA1F}, {0x30000, 0x323AF},
    };
    for (uint32_t cp = 0; cp <= LAST; cp++) {
        enum uc_class class = uc_class(cp);
        assert_int_equal(class == UC_SPACE, listed(cp, spaces, COUNT(spaces)));
        assert_int_equal(class == UC_CONTROL, listed(cp, controls, COUNT(controls)));
        assert_int_equal(class == UC_CJK, listed(cp, han, COUNT(han)));
    }
}

/* The list is not that of the tables (tests/data/forbidden.py). */
static void test_unsafe_are_those_of_the_list(void **state)
{
    (void)state;
    forbidden_start();
    for (uint32_t cp = 0; cp <= LAST; cp++)
        assert_int_equal(uc_unsafe(cp), (forbidden_kind[cp] & IS_FORBIDDEN) != 0);
    for (uint32_t cp = LAST; cp <= LAST + 1000; cp++) assert_true(uc_unsafe(cp));
    assert_true(uc_unsafe(UINT32_MAX));
    assert_true(uc_unsafe(0x20000000));
}

/* Marks have no column of their own, but for those that are never shown. */
static void test_marks_are_those_of_the_list(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= LAST; cp++)
        if (forbidden_kind[cp] & IS_MARK) assert_int_equal(uc_width(cp), 0);
}

static void test_properties_of_all(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= LAST; cp++) {
        enum uc_class class = uc_class(cp);
        int width = uc_width(cp);
        uint32_t lower = uc_lower(cp);
        assert_within(width, 0, 2);
        assert_within(class, UC_SPACE, UC_FORMAT);
        assert_int_equal(uc_lower(lower), lower);
        assert_int_equal(uc_class(lower), class);
        assert_int_equal(uc_width(lower), width);
        assert_true(lower == cp || class == UC_WORD || class == UC_PUNCT);
        if (class == UC_CONTROL) assert_int_equal(width, 0);
        if (class == UC_CJK) assert_int_equal(width, 2);
        if (class == UC_PUNCT) assert_true(width > 0);
    }
}

struct tally {
    uint32_t count;
    uint64_t sum; /* of the code points, so that a shifted range shows */
};

static void tally_add(struct tally *tally, uint32_t cp)
{
    tally->count++;
    tally->sum += cp;
}

static void assert_tally(struct tally tally, uint32_t count, uint64_t sum)
{
    assert_int_equal(tally.count, count);
    assert_int_equal(tally.sum, sum);
}

/* Counted apart from the generator, from other files: DerivedGeneralCategory,
 * DerivedEastAsianWidth, PropList and UnicodeData of the Unicode Character Database 15.0.0. */
static void test_tallies_of_the_database(void **state)
{
    (void)state;
    struct tally classes[UC_FORMAT + 1] = {{0}}, widths[3] = {{0}}, upper = {0}, lower = {0};
    struct tally ambiguous = {0};
    for (uint32_t cp = 0; cp <= LAST; cp++) {
        tally_add(&classes[uc_class(cp)], cp);
        tally_add(&widths[uc_width(cp)], cp);
        if (uc_ambiguous(cp)) tally_add(&ambiguous, cp);
        if (uc_lower(cp) != cp) {
            tally_add(&upper, cp);
            tally_add(&lower, uc_lower(cp));
        }
    }
    assert_string_equal(uc_version(), "15.0.0");
    assert_tally(classes[UC_SPACE], 25, 141586);
    assert_tally(classes[UC_PUNCT], 8612, 560792066);
    assert_tally(classes[UC_CONTROL], 59, 5027);
    assert_tally(classes[UC_FORMAT], 170, 92312063);
    assert_tally(widths[0], 2452, 391168741);
    assert_tally(widths[2], 182509, 28138237395);
    assert_tally(ambiguous, 138370, 137846348547);
    assert_tally(upper, 1433, 32222311);
    assert_tally(lower, 1433, 34914171);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_facts),
        cmocka_unit_test(test_classes_that_are_lists),
        cmocka_unit_test(test_unsafe_are_those_of_the_list),
        cmocka_unit_test(test_marks_are_those_of_the_list),
        cmocka_unit_test(test_properties_of_all),
        cmocka_unit_test(test_tallies_of_the_database),
    };
    return cmocka_run_group_tests_name("unicode", tests, NULL, NULL);
}
