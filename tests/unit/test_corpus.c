/* What a corpus may be: UTF-8, UTF-16 by its mark; what is no text is refused by name. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "formats/corpus.h"

static char path[] = "/tmp/lexwave-corpus-XXXXXX";

static int make_file(void **state)
{
    (void)state;
    int fd = mkstemp(path);
    return fd < 0 ? -1 : close(fd);
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static bool read_bytes(const char *bytes, size_t n, struct str *out, struct err *e)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
    return corpus_read(path, out, NULL, NULL, e);
}

static void test_read(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
        const char *text;
        size_t bad;
    } cases[] = {
        {"\xEF\xBB\xBF"
         "hi",
         5, "hi", 0},
        {"hi\xEF\xBB\xBF", 5, "hi\xEF\xBB\xBF", 0}, /* a mark at the front alone */
        {"\xEF\xBB"
         "hi",
         4,
         "\xEF\xBB"
         "hi",
         2},
        {"\xFF\xFE"
         "h\0\xE9\0",
         6, "h\xC3\xA9", 0},
        {"\xFE\xFF"
         "\0h\0\xE9",
         6, "h\xC3\xA9", 0},
        {"\xFF\xFE"
         "\x3D\xD8\x00\xDE!\0",
         8, "\xF0\x9F\x98\x80!", 0}, /* a pair: U+1F600 */
        {"\xFE\xFF"
         "\xD8\x3D\0a",
         6,
         "\xFF"
         "a",
         1}, /* half of one */
        {"\xFE\xFF"
         "\xDE\x00\0a",
         6,
         "\xFF"
         "a",
         1},
        {"\xFE\xFF"
         "\0a\xD8\x3D",
         6, "a\xFF", 1},
        {"\xFF\xFE"
         "a\0b",
         5, "a\xFF", 1}, /* half a unit */
        {"a\xFF\xFE b", 5, "a\xFF\xFE b", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str out = STR_EMPTY;
        struct err e;
        size_t bad;
        if (!read_bytes(cases[i].bytes, cases[i].n, &out, &e)) fail_msg("%zu: %s", i, e.text);
        assert_string_equal(str_text(&out), cases[i].text);
        assert_true(corpus_count_bad(out.data, out.len, NULL, NULL, &bad));
        assert_int_equal(bad, cases[i].bad);
        str_free(&out);
    }
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
        const char *says;
    } cases[] = {
        {"\x1F\x8B\x08\0", 4, "is gzip data: unpack it first"},
        {"PK\3\4....", 8, "is a zip file"},
        {"%PDF-1.7\n", 9, "is a PDF document"},
        {"\x7F"
         "ELF\2",
         5, "is a program"},
        {"\x89PNG\r\n", 6, "is a picture (PNG)"},
        {"BZh91AY", 7, "is bzip2 data"},
        {"\xFD"
         "7zXZ\0",
         6, "is xz data"},
        {"\x28\xB5\x2F\xFD.", 5, "is zstd data"},
        {"\x04\x22\x4D\x18.", 5, "is lz4 data"},
        {"\xFF\xFE\0\0h\0\0\0", 8, "is UTF-32"},
        {"h\0i\0", 4, "is binary data"},
        {"\xFF\xFE", 2, "is empty"},
        {"\xEF\xBB\xBF", 3, "is empty"},
        {"", 0, "is empty"},
        {" \n\xE2\x80\x8B", 5, "holds nothing but white space"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str out = STR_EMPTY;
        struct err e = {{0}};
        assert_false(read_bytes(cases[i].bytes, cases[i].n, &out, &e));
        assert_non_null(strstr(e.text, path));
        if (!strstr(e.text, cases[i].says)) fail_msg("not \"%s\": %s", cases[i].says, e.text);
        assert_null(strchr(e.text, '\n'));
        str_free(&out);
    }
}

/* ---- broken off ---- */

#define LONG ((size_t)3 << 20)

/* Goes on until it has been asked that often. */
struct patience {
    unsigned asked, goes_on;
};

static bool ask(void *context, size_t done, size_t total)
{
    struct patience *p = context;
    assert_true(done <= total);
    return p->asked++ < p->goes_on;
}

static char *blanks_with(const char *front, size_t n, char last)
{
    char *text = malloc(LONG);
    assert_non_null(text);
    memset(text, ' ', LONG);
    memcpy(text, front, n);
    text[LONG - 1] = last;
    return text;
}

/* Every pass over a long text can be broken off, by an error that says so. */
static void test_broken_off(void **state)
{
    (void)state;
    static const struct {
        const char *front;
        size_t n;
        unsigned passes; /* reading, NULs, words, and what makes UTF-8 of UTF-16 */
    } cases[] = {{"", 0, 3}, {"\xFF\xFE", 2, 4}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = blanks_with(cases[i].front, cases[i].n, 'x');
        struct str out = STR_EMPTY;
        struct err e;
        assert_true(read_bytes(text, LONG, &out, &e));
        struct patience all = {0, UINT_MAX};
        assert_true(corpus_read(path, &out, ask, &all, &e));
        assert_true(all.asked >= cases[i].passes * (LONG >> 20));
        for (unsigned asked = 0; asked < all.asked; asked++) {
            struct patience p = {0, asked};
            assert_false(corpus_read(path, &out, ask, &p, &e));
            assert_non_null(strstr(e.text, "was broken off"));
            assert_int_equal(p.asked, asked + 1);
        }
        str_free(&out);
        free(text);
    }
}

static void test_count_broken_off(void **state)
{
    (void)state;
    static const char bytes[] = {'a', '\xFF'};
    for (size_t i = 0; i < sizeof bytes; i++) {
        char *text = malloc(LONG);
        assert_non_null(text);
        memset(text, bytes[i], LONG);
        struct patience p = {0, UINT_MAX};
        size_t bad;
        assert_true(corpus_count_bad(text, LONG, ask, &p, &bad));
        assert_int_equal(bad, i ? LONG : 0);
        assert_int_equal(p.asked, LONG >> 20);
        p = (struct patience){0, 1};
        assert_false(corpus_count_bad(text, LONG, ask, &p, &bad));
        assert_int_equal(p.asked, 2);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_broken_off),
        cmocka_unit_test(test_count_broken_off),
    };
    return cmocka_run_group_tests_name("corpus", tests, make_file, remove_file);
}
