/* Every code point through every writer of text: what must not be shown as it is never is, no marks
 * pile up, and what is to be read back is. The terminal is in pty/test_pen.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/safe.h"
#include "formats/file.h"
#include "formats/text_out.h"
#include "view/colour/theme.h"
#include "view/export/export.h"

#include "forbidden.h"
#include "read_back.h"

#define BATCH 64u

/* Calls `check` with the text of every code point, BATCH at a time. */
static void each_batch(void (*check)(uint32_t first, const char *text, size_t n))
{
    static char text[BATCH * FORBIDDEN_TEXT];
    size_t all = 0;
    for (uint32_t first = 0; first <= FORBIDDEN_LAST; first += BATCH) {
        size_t n = forbidden_text(first, BATCH, text);
        if (n > 0) check(first, text, n);
        all += n;
    }
    assert_int_equal(all, 12121305); /* none was left out */
}

static void check_safe(uint32_t first, const char *text, size_t n)
{
    static const char *const names[] = {"UTF-8", "ASCII", "wide"};
    static struct str out;
    for (int as = 0; as < 3; as++) {
        str_clear(&out);
        safe_add(&out, text, n, (enum safe_as)as);
        forbidden_check(names[as], first, str_text(&out), out.len, false);
    }
}

static void every_text(void **state)
{
    (void)state;
    each_batch(check_safe);
}

/* Messages are short: one for each code point. */
static void every_message(void **state)
{
    (void)state;
    char text[FORBIDDEN_TEXT + 1];
    for (uint32_t cp = 1; cp <= FORBIDDEN_LAST; cp++) {
        struct err e;
        text[forbidden_text(cp, 1, text)] = '\0';
        err_set(&e, "there is no option %s: name one", text);
        forbidden_check("message", cp, e.text, strlen(e.text), false);
        file_say(&e, text, "is not there");
        forbidden_check("file name", cp, e.text, strlen(e.text), false);
        assert_non_null(strstr(e.text, "is not there"));
    }
}

static void check_exports(uint32_t first, const char *text, size_t n)
{
    static struct frame f = FRAME_EMPTY;
    static struct str out;
    const struct style style = {SLOT_TEXT, SLOT_BACK, 0};
    char shown[BATCH * FORBIDDEN_TEXT + 1];
    memcpy(shown, text, n);
    shown[n] = '\0';
    assert_true(frame_start(&f, 1, safe_width(text, n, SAFE_UTF8), false, style));
    f.title = f.description = first ? shown : "";
    int taken = frame_text(&f, (struct span){0, 0, f.cols}, style, text, (int)n);
    assert_int_equal(taken, f.cols);
    for (int i = 0; i < export_format_count; i++) {
        const struct export_format *format = &export_formats[i];
        str_clear(&out);
        format->write(&f, theme_palette(0, 0, format->depth), &out);
        if (strcmp(format->name, "ansi") == 0) out.len = forbidden_strip(out.data, out.len);
        forbidden_check(format->name, first, str_text(&out), out.len, true);
    }
}

static void every_export(void **state)
{
    (void)state;
    each_batch(check_exports);
}

/* What `write` writes of a text, ended by NUL. */
static const char *written(void (*write)(FILE *, const char *, size_t), const char *text, size_t n,
                           size_t *len)
{
    static char *data;
    free(data);
    FILE *out = open_memstream(&data, len);
    assert_non_null(out);
    write(out, text, n);
    assert_int_equal(fclose(out), 0);
    return data;
}

static void check_json(uint32_t first, const char *text, size_t n)
{
    char back[12 * BATCH * FORBIDDEN_TEXT];
    size_t len;
    const char *json = written(out_json_string, text, n, &len);
    forbidden_check("JSON", first, json, len, false);
    assert_int_equal(read_json(json, back), n);
    assert_memory_equal(back, text, n);
}

static void check_csv(uint32_t first, const char *text, size_t n)
{
    char back[12 * BATCH * FORBIDDEN_TEXT];
    size_t len;
    const char *csv = written(out_csv_field, text, n, &len);
    forbidden_check("CSV", first, csv, len, false);
    assert_int_equal(read_csv(csv, len, back), n);
    assert_memory_equal(back, text, n);
}

static void every_json_string(void **state)
{
    (void)state;
    each_batch(check_json);
}

static void every_csv_field(void **state)
{
    (void)state;
    each_batch(check_csv);
}

/* Fields whose text has what the form of CSV gives a meaning, in every order. */
static void csv_of_its_own_signs(void **state)
{
    (void)state;
    static const char *const pieces[] = {"'",  "\"", " ",      "=",      "-",  "＝",  "a",
                                         ",",  ";",  "⟨",      "U+003D", "⟩",  "␀",   "\t",
                                         "\n", "␡",  "\u00A0", "\u0301", "@1", "\x7F"};
    enum { PIECES = sizeof pieces / sizeof *pieces, LENGTH = 4 };
    for (int number = 0; number < PIECES * PIECES * PIECES * PIECES; number++) {
        char text[64] = "", back[256];
        for (int i = 0, rest = number; i < LENGTH; i++, rest /= PIECES)
            strcat(text, pieces[rest % PIECES]);
        size_t len, n = strlen(text);
        const char *csv = written(out_csv_field, text, n, &len);
        if (read_csv(csv, len, back) != n || memcmp(back, text, n) != 0)
            fail_msg("%s written as %s", text, csv);
        if (read_is_formula(csv, len)) assert_memory_equal(csv, "\"'", 2);
        for (size_t at = 0; at < len; at++)
            assert_false(csv[at] == ';' && read_is_formula(csv + at + 1, len - at - 1));
    }
}

static void csv_guards_formulas(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"=1+1", "\"'=1+1\""},
        {"+1", "\"'+1\""},
        {"-1", "\"'-1\""},
        {"@SUM(A1)", "\"'@SUM(A1)\""},
        {"＝1", "\"'＝1\""},
        {" =1", "\"' =1\""},
        {"\"=1", "\"'\"\"=1\""},
        {"'=1", "\"''=1\""},
        {"'tis", "'tis"},
        {"a=1", "a=1"},
        {"\t=1", "␉=1"},
        {"\r=1", "␍=1"},
        {"a;=1", "a⟨U+003B⟩=1"},
        {"a;b", "a;b"},
        {"␀", "⟨U+2400⟩"},
        {"⟨U+202E⟩", "⟨U+27E8⟩U+202E⟩"},
        {"⟨a⟩", "⟨a⟩"},
        {"=HYPERLINK(\"http://a\",\"b\")", "\"'=HYPERLINK(\"\"http://a\"\",\"\"b\"\")\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t len;
        const char *csv = written(out_csv_field, rows[i][0], strlen(rows[i][0]), &len);
        assert_string_equal(csv, rows[i][1]);
    }
}

/* Joiners and selectors where people write them, and one step beside. */
static void joiners_in_their_place(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"❤\uFE0F", NULL},
        {"1\uFE0F\u20E3", NULL},
        {"👩\u200D🚀", NULL},
        {"👩🏽\u200D🚀", NULL},
        {"🏳\uFE0F\u200D🌈", NULL},
        {"می\u200Cخواهم", NULL},
        {"क्\u200Dष", NULL},
        {"ᠠ\u180B", NULL},
        {"a\uFE0F", "a⟨U+FE0F⟩"},
        {"❤\uFE0F\uFE0F", "❤\uFE0F⟨U+FE0F⟩"},
        {"❤\uFE01", "❤⟨U+FE01⟩"},
        {"a\u200Db", "a⟨U+200D⟩b"},
        {"👩\u200Da", "👩⟨U+200D⟩a"},
        {"👩\u200D\u200D🚀", "👩⟨U+200D⟩⟨U+200D⟩🚀"},
        {"ی\u200C\u200Cخ", "ی\u200C⟨U+200C⟩خ"},
        {"\u200Cی", "⟨U+200C⟩ی"},
        {" \u200D", " ⟨U+200D⟩"},
        {"🏴\U000E0067\U000E007F", "🏴⟨U+E0067⟩⟨U+E007F⟩"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str out = STR_EMPTY;
        safe_add(&out, rows[i][0], strlen(rows[i][0]), SAFE_UTF8);
        assert_string_equal(str_text(&out), rows[i][1] ? rows[i][1] : rows[i][0]);
        str_free(&out);
    }
}

/* Two marks are shown and the others counted; one on nothing is named. */
static void marks_that_pile_up(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        {"e\u0301\u0302", "e\u0301\u0302", "e<U+0301><U+0302>"},
        {"e\u0301\u0302\u0303", "e\u0301\u0302⟨+1⟩", "e<U+0301><U+0302><+1>"},
        {"e\u0301\u0301\u0301\u0301\u0301z", "e\u0301\u0301⟨+3⟩z", "e<U+0301><U+0301><+3>z"},
        {"\u0301", "⟨U+0301⟩", "<U+0301>"},
        {"\u0301\u0301\u0301\u0301", "⟨U+0301⟩⟨U+0301⟩⟨+2⟩", "<U+0301><U+0301><+2>"},
        {"\n\u0301", "␊⟨U+0301⟩", "^J<U+0301>"},
        {"e\u0301\u200B\u0301", "e\u0301⟨U+200B⟩⟨U+0301⟩", "e<U+0301><U+200B><U+0301>"},
        {"漢\u3099\u3099\u3099", "漢\u3099\u3099⟨+1⟩", "<U+6F22><U+3099><U+3099><+1>"},
        {"1\uFE0F\u20E3\u20E3", "1\uFE0F\u20E3⟨+1⟩", "1<U+FE0F><U+20E3><+1>"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int as = 0; as < 2; as++) {
            struct str out = STR_EMPTY;
            safe_add(&out, rows[i][0], strlen(rows[i][0]), (enum safe_as)as);
            assert_string_equal(str_text(&out), rows[i][1 + as]);
            str_free(&out);
        }
}

static int start(void **state)
{
    (void)state;
    forbidden_start();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text),          cmocka_unit_test(every_message),
        cmocka_unit_test(every_export),        cmocka_unit_test(every_json_string),
        cmocka_unit_test(every_csv_field),     cmocka_unit_test(csv_of_its_own_signs),
        cmocka_unit_test(csv_guards_formulas), cmocka_unit_test(joiners_in_their_place),
        cmocka_unit_test(marks_that_pile_up),
    };
    return cmocka_run_group_tests_name("shown", tests, start, NULL);
}
