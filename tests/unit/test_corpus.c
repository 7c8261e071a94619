/* What a corpus may be: UTF-8, UTF-16 by its mark; what is no text is refused by name. */
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
        if (!read_bytes(cases[i].bytes, cases[i].n, &out, &e)) fail_msg("%zu: %s", i, e.text);
        assert_string_equal(str_text(&out), cases[i].text);
        assert_int_equal(corpus_count_bad(out.data, out.len), cases[i].bad);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests_name("corpus", tests, make_file, remove_file);
}
