#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/unicode.h"
#include "base/utf8.h"
#include "formats/text_out.h"

#include "read_back.h"

/* A stream into memory. */
static FILE *out;
static char *data, *last;
static size_t data_size;

/* What was written to `out` since it was last taken; valid until the next call. */
static const char *taken(void)
{
    assert_int_equal(fclose(out), 0);
    free(last);
    last = data;
    out = open_memstream(&data, &data_size);
    assert_non_null(out);
    return last;
}

static int open_memory(void **state)
{
    (void)state;
    out = open_memstream(&data, &data_size);
    return out ? 0 : -1;
}

static int close_memory(void **state)
{
    (void)state;
    fclose(out);
    free(data);
    free(last);
    return 0;
}

static const char *float_written(float value)
{
    out_float(out, value);
    return taken();
}

static const char *double_written(double value)
{
    out_double(out, value);
    return taken();
}

static const char *json_written(const char *text, size_t n)
{
    out_json_string(out, text, n);
    return taken();
}

static const char *csv_written(const char *text)
{
    out_csv_field(out, text, strlen(text));
    return taken();
}

static uint32_t float_bits(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static uint64_t double_bits(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/* splitmix64: bit patterns in no order. */
static uint64_t mix(uint64_t x)
{
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

/* RFC 8259, section 6: [ "-" ] int [ frac ] [ exp ]. */
static bool json_number(const char *s)
{
    s += *s == '-';
    size_t whole = strspn(s, "0123456789");
    if (whole == 0 || (whole > 1 && s[0] == '0')) return false;
    s += whole;
    if (*s == '.') {
        size_t part = strspn(++s, "0123456789");
        if (part == 0) return false;
        s += part;
    }
    if (*s == 'e' || *s == 'E') {
        s++;
        s += *s == '+' || *s == '-';
        size_t power = strspn(s, "0123456789");
        if (power == 0) return false;
        s += power;
    }
    return *s == '\0';
}

/* Floats are written and read back in batches, a line each, for speed. */
static uint32_t batch[256];
static size_t batch_size;

static void check_line(const char *text, uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    bool good = strcmp(text, "null") == 0;
    if (isfinite(value)) {
        /* Read back as float, and as JSON readers do: as double, then rounded. */
        good = json_number(text) && float_bits(strtof(text, NULL)) == bits &&
               float_bits((float)strtod(text, NULL)) == bits;
    }
    if (!good) fail_msg("%08x written as %s", bits, text);
}

static void check_batch(void)
{
    const char *from = taken();
    for (size_t i = 0; i < batch_size; i++) {
        char line[64];
        size_t n = strcspn(from, "\n");
        assert_true(n < sizeof line && from[n] == '\n');
        memcpy(line, from, n);
        line[n] = '\0';
        check_line(line, batch[i]);
        from += n + 1;
    }
    assert_string_equal(from, "");
    batch_size = 0;
}

static void check_float(uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    out_float(out, value);
    fputc('\n', out);
    batch[batch_size++] = bits;
    if (batch_size == sizeof batch / sizeof batch[0]) check_batch();
}

/* Every exponent and sign with the mantissas at its ends and between, all small
 * subnormals, and 400,000 patterns from everywhere. Exact: no tolerance. */
static void floats_read_back(void **state)
{
    (void)state;
    for (uint32_t high = 0; high < 512; high++) {
        for (uint32_t i = 0; i < 64; i++) {
            uint32_t mantissa = i < 24 ? (1u << i) - 1 : (uint32_t)mix(i);
            check_float(high << 23 | (mantissa & 0x7FFFFF));
        }
    }
    for (uint32_t i = 0; i < 20000; i++) {
        check_float(i);
        check_float(0x80000000u | i);
    }
    for (uint32_t i = 0; i < 400000; i++) check_float((uint32_t)mix(i));
    check_batch();
}

static void float_texts(void **state)
{
    (void)state;
    static const struct {
        float value;
        const char *text;
    } rows[] = {
        {0.0f, "0"},
        {-0.0f, "-0.0"},
        {1.0f, "1"},
        {-2.5f, "-2.5"},
        {0.1f, "0.100000001"},
        {16777216.0f, "16777216"},
        {0x1p66f, "7.37869763e+19"},
        {0x1p-149f, "1.40129846e-45"},
        {0x1.fffffep127f, "3.40282347e+38"},
        {NAN, "null"},
        {INFINITY, "null"},
        {-INFINITY, "null"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(float_written(rows[i].value), rows[i].text);
}

static void double_texts(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } rows[] = {
        {10000, "10000"},
        {0.5, "0.5"},
        {1e300, "1e+300"},
        {0.0, "0"},
        {-0.0, "-0.0"},
        {4, "4"},
        {0.1, "0.1"},
        {-1234.5, "-1234.5"},
        {1000000000, "1000000000"},
        {123456789012, "123456789012"},
        {9007199254740993.0, "9007199254740992"},
        {1e15, "1000000000000000"},
        {1e16, "1e+16"},
        {0.0001, "0.0001"},
        {0.00001, "1e-05"},
        {1.0 / 3, "0.3333333333333333"},
        {5e-324, "5e-324"},
        {1.7976931348623157e308, "1.7976931348623157e+308"},
        {(double)NAN, "null"},
        {(double)INFINITY, "null"},
        {(double)-INFINITY, "null"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(double_written(rows[i].value), rows[i].text);
}

/* The digits of a number from its first to its last that is not 0. */
static size_t significant(const char *text)
{
    size_t digits = 0, zeros = 0;
    for (; *text && *text != 'e'; text++) {
        if (*text >= '1' && *text <= '9') {
            digits += zeros + 1;
            zeros = 0;
        } else if (*text == '0' && digits > 0) {
            zeros++;
        }
    }
    return digits;
}

static void check_double(double value)
{
    if (!isfinite(value)) return;
    char text[64];
    snprintf(text, sizeof text, "%s", double_written(value));
    if (!json_number(text) || double_bits(strtod(text, NULL)) != double_bits(value))
        fail_msg("%a written as %s", value, text);
    /* As few digits as that: one digit fewer, rounded, is another number. */
    size_t digits = significant(text);
    if (digits > 1) {
        char fewer[64];
        snprintf(fewer, sizeof fewer, "%.*e", (int)digits - 2, value);
        assert_true(double_bits(strtod(fewer, NULL)) != double_bits(value));
    }
}

static void doubles_read_back(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < 10000; i++) {
        uint64_t bits = mix(i);
        double value;
        memcpy(&value, &bits, sizeof value);
        check_double(value);
        check_double((double)i);
        check_double((double)i / 1000);
        check_double((double)(mix(i) >> 10)); /* whole numbers up to and above 1e16 */
        check_double(ldexp((double)(mix(i) >> 11), (int)(i % 60) - 53));
    }
}

/* Every code point, 64 in a string. */
static void json_every_code_point(void **state)
{
    (void)state;
    for (uint32_t first = 0; first <= 0x10FFFF; first += 64) {
        if (first >= 0xD800 && first <= 0xDFFF) continue;
        char text[4 * 64], back[6 * 64];
        size_t n = 0;
        for (uint32_t cp = first; cp < first + 64; cp++) n += utf8_encode(cp, text + n);
        const char *json = json_written(text, n);
        size_t read = read_json(json, back);
        if (read != n || memcmp(back, text, n) != 0)
            fail_msg("U+%04X and after written as %s", first, json);
        /* None that is unsafe stands there as itself. */
        for (size_t i = 0, size = strlen(json); i < size;) {
            uint32_t shown;
            i += utf8_decode(json + i, size - i, &shown, NULL);
            assert_false(uc_unsafe(shown));
        }
    }
}

static void json_texts(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t n;
        const char *json;
    } rows[] = {
        {"", 0, "\"\""},
        {NULL, 0, "\"\""},
        {"When", 4, "\"When\""},
        {"a\"b\\c/", 6, "\"a\\\"b\\\\c/\""},
        {"\n\t\0\x1b[31m\x7f", 9, "\"\\u000a\\u0009\\u0000\\u001b[31m\\u007f\""},
        {"\xC2\x9B", 2, "\"\\u009b\""},
        {"\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAE", 9, "\"\\u2028\\u2029\\u202e\""},
        {"h\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x98\x80", 10, "\"h\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x98\x80\""},
        {"\xEF\xBF\xBE\xF3\xA0\x81\xA8\xF4\x8F\xBF\xBF", 11,
         "\"\\ufffe\\udb40\\udc68\\udbff\\udfff\""},
        {"e\u0301\u0302\u0303", 7, "\"e\u0301\u0302\\u0303\""},
        {"\u0301", 2, "\"\\u0301\""},
        {"\xFF\xC0\x80\xED\xA0\x80", 6,
         "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
        {"\xE2\x82", 2, "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(json_written(rows[i].text, rows[i].n), rows[i].json);
}

static void csv_texts(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"", ""},
        {"When", "When"},
        {"a b", "a b"},
        {"a,b", "\"a,b\""},
        {",", "\",\""},
        {"say \"you\"", "\"say \"\"you\"\"\""},
        {"\"", "\"\"\"\""},
        {"a\nb\r", "a\xE2\x90\x8A"
                   "b\xE2\x90\x8D"},                            /* ␊ ␍ */
        {"\x1b[31m,\x7f", "\"\xE2\x90\x9B[31m,\xE2\x90\xA1\""}, /* ␛ ␡ */
        {"\xE2\x80\xAE", "\xE2\x9F\xA8U+202E\xE2\x9F\xA9"},     /* ⟨U+202E⟩ */
        {"\xFF", "\xEF\xBF\xBD"},
        {"\xC3\xA9", "\xC3\xA9"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(csv_written(rows[i][0]), rows[i][1]);
    out_csv_field(out, "a\0b", 3);
    assert_string_equal(taken(), "a\xE2\x90\x80"
                                 "b"); /* ␀ */
    out_csv_field(out, NULL, 0);
    assert_string_equal(taken(), "");
}

static void float_lists(void **state)
{
    (void)state;
    static const float values[] = {0.5f, -1.0f, NAN, INFINITY, -INFINITY, -0.0f};
    out_json_floats(out, values, 6);
    assert_string_equal(taken(), "[0.5, -1, null, null, null, -0.0]");
    out_json_floats(out, values, 1);
    assert_string_equal(taken(), "[0.5]");
    out_json_floats(out, NULL, 0);
    assert_string_equal(taken(), "[]");
    out_csv_floats(out, values, 6);
    assert_string_equal(taken(), "0.5,-1,nan,inf,-inf,-0.0\n");
    out_csv_floats(out, values, 1);
    assert_string_equal(taken(), "0.5\n");
    out_csv_floats(out, NULL, 0);
    assert_string_equal(taken(), "\n");
}

/* The fast way writes what printf does, whatever the size. */
static void csv_floats_as_printf(void **state)
{
    (void)state;
    uint32_t bits = 1;
    for (int i = 0; i < 300000; i++) {
        float value;
        char want[64];
        bits = bits * 1664525 + 1013904223; /* Numerical Recipes */
        uint32_t size = i % 3 ? UINT32_C(0x38000000) + bits % UINT32_C(0x18000000)
                              : bits & UINT32_C(0x7F7FFFFF);
        size |= i % 2 ? UINT32_C(0x80000000) : 0;
        value = 0.0f;
        memcpy(&value, &size, sizeof value);
        if (i < 90) { /* few digits, ties, and what rounds up to another power of ten */
            value =
                (i % 2 ? 1 : -1) * (float)(i % 9 ? ldexp(1 + i, -(i % 30)) : pow(10, i / 9 - 4));
        }
        snprintf(want, sizeof want, "%.9g\n", (double)value);
        out_csv_floats(out, &value, 1);
        assert_string_equal(taken(), want);
    }
}

/* Makes the locale "lexwave_point" in `dir` with glibc's localedef, where that is
 * there, and takes its numbers from it. It warns of all categories left out and
 * then reports failure although the locale is made. */
static bool use_own_locale(const char *dir, const char *charmap, const char *point)
{
    char path[80], command[240];
    snprintf(path, sizeof path, "%s/source", dir);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "LC_NUMERIC\ndecimal_point \"%s\"\nthousands_sep \".\"\n", point);
    fputs("grouping 3;3\nEND LC_NUMERIC\n", file);
    assert_int_equal(fclose(file), 0);
    snprintf(
        command, sizeof command,
        "cd %s && localedef -c -f %s -i source ./lexwave_point >log 2>&1 || test -d lexwave_point",
        dir, charmap);
    return system(command) == 0 && setenv("LOCPATH", dir, 1) == 0 &&
           setlocale(LC_NUMERIC, "lexwave_point");
}

static bool use_installed_locale(void)
{
    static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "de_DE",
                                        "fr_FR"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (setlocale(LC_NUMERIC, names[i]) && strcmp(localeconv()->decimal_point, ",") == 0)
            return true;
    return false;
}

/* Writes numbers in a locale that has another decimal point, which `control` shows to be in force. */
static void check_locale(const char *charmap, const char *point, const char *control)
{
    char dir[] = "/tmp/lexwave-locale-XXXXXX", command[80];
    assert_non_null(mkdtemp(dir));
    bool there = use_own_locale(dir, charmap, point) || (point[0] == ',' && use_installed_locale());
    /* Some C libraries take any name of a locale for their own one. */
    there = there && strcmp(localeconv()->decimal_point, ".") != 0;
    char one_and_half[16], floats[80], half[16], many[32], huge[32];
    static const float values[] = {0.1f, -1234567.0f, 1.5e-30f};
    snprintf(one_and_half, sizeof one_and_half, "%g", 1.5);
    out_json_floats(out, values, 3);
    snprintf(floats, sizeof floats, "%s", taken());
    snprintf(half, sizeof half, "%s", double_written(0.5));
    snprintf(many, sizeof many, "%s", double_written(123456789.25));
    snprintf(huge, sizeof huge, "%s", double_written(1.25e300));
    setlocale(LC_NUMERIC, "C");
    unsetenv("LOCPATH");
    snprintf(command, sizeof command, "rm -rf '%s'", dir);
    assert_int_equal(system(command), 0);
    if (!there) {
        print_message("skipped: no locale with the decimal point %s, and none could be made\n",
                      point);
        skip();
    }
    assert_string_equal(one_and_half, control);
    assert_string_equal(floats, "[0.100000001, -1234567, 1.5e-30]");
    assert_string_equal(half, "0.5");
    assert_string_equal(many, "123456789.25");
    assert_string_equal(huge, "1.25e+300");
}

static void comma_locale(void **state)
{
    (void)state;
    check_locale("ANSI_X3.4-1968", ",", "1,5");
}

/* A decimal point of two bytes, as the Arabic one has. */
static void wide_point_locale(void **state)
{
    (void)state;
    check_locale("UTF-8", "<U066B>",
                 "1\xD9\xAB"
                 "5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(float_texts),
        cmocka_unit_test(floats_read_back),
        cmocka_unit_test(double_texts),
        cmocka_unit_test(doubles_read_back),
        cmocka_unit_test(json_texts),
        cmocka_unit_test(json_every_code_point),
        cmocka_unit_test(csv_texts),
        cmocka_unit_test(float_lists),
        cmocka_unit_test(csv_floats_as_printf),
        cmocka_unit_test(comma_locale),
        cmocka_unit_test(wide_point_locale),
    };
    return cmocka_run_group_tests_name("text_out", tests, open_memory, close_memory);
}
