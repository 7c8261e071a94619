/* In a locale of another charset than UTF-8, text is the same whether it is typed, pasted with
 * brackets or without, or given as an argument. */
#define _GNU_SOURCE
#include <unistd.h>

#include "pty/program.h"

struct charset {
    const char *language, *name;
    const char *bytes; /* a text in it */
    const char *shown; /* what an ASCII screen has of that */
};

static const struct charset charsets[] = {
    {"fr_FR", "ISO-8859-1", "d\351j\340z", "d<U+00E9>j<U+00E0>z"},
    {"fr_FR", "ISO-8859-15", "x\244y", "x<U+20AC>y"},
    {"ru_RU", "KOI8-R", "x\315\311\322y", "x<U+043C><U+0438><U+0440>y"},
    {"ja_JP", "EUC-JP", "x\300\244\263\246z", "x<U+4E16><U+754C>z"},
    {"ja_JP", "SHIFT_JIS", "x\220\242\212Ez", "x<U+4E16><U+754C>z"},
    {"zh_CN", "GB18030", "x\312\300\275\347z", "x<U+4E16><U+754C>z"},
    /* Bytes that begin no character, and a character that lacks its second byte. */
    {"ja_JP", "EUC-JP", "x\300z\377y", "x<U+FFFD>z<U+FFFD>y"},
};

static char folder[] = "/tmp/lexwave-locales-XXXXXX";
static bool made[sizeof charsets / sizeof *charsets];

/* Locales of the test's own. localedef warns of charsets that are not ASCII below 0x80. */
static int make_locales(void **state)
{
    (void)state;
    char command[512];
    if (!mkdtemp(folder)) return -1;
    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++) {
        const struct charset *c = &charsets[i];
        snprintf(command, sizeof command,
                 "localedef -c -i %s -f %s %s/%s.%s >/dev/null 2>&1; test -d %s/%s.%s", c->language,
                 c->name, folder, c->language, c->name, folder, c->language, c->name);
        made[i] = system(command) == 0;
    }
    return 0;
}

static int remove_locales(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static int teardown(void **state)
{
    (void)state;
    ps_free_all();
    return 0;
}

static ps_t *start(const struct charset *c, const char *text)
{
    char path[128], name[64];
    snprintf(path, sizeof path, "LOCPATH=%s", folder);
    snprintf(name, sizeof name, "LC_ALL=%s.%s", c->language, c->name);
    const char *argv[] = {program(), "--fresh", text, NULL}, *env[] = {path, name, NULL};
    ps_t *ps = ps_spawn(argv, 120, 40, env);
    assert_non_null(ps);
    see(ps, "quit");
    return ps;
}

/* The text comes in the middle of one that the program has. */
static void check_ways(const struct charset *c)
{
    char bytes[64];
    ps_t *ps = start(c, c->bytes);
    see(ps, c->shown);
    quit(ps);
    static const char *const ways[][2] = {{"", ""}, {"\033[200~", "\033[201~"}, {"one\r", "\rtwo"}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        ps = start(c, "a");
        snprintf(bytes, sizeof bytes, "%s%s%s", ways[i][0], c->bytes, ways[i][1]);
        assert_true(ps_write(ps, bytes, strlen(bytes)));
        see(ps, c->shown);
        quit(ps);
    }
}

static void test_same_text(void **state)
{
    (void)state;
    int tried = 0;
    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++) {
        if (!made[i]) continue;
        check_ways(&charsets[i]);
        tried++;
    }
    if (!tried) skip(); /* localedef or its charsets are not here */
}

/* A paste that pauses in the middle of a character is as one that does not. */
static void test_paused_paste(void **state)
{
    (void)state;
    if (!made[3]) skip();
    ps_t *ps = start(&charsets[3], "a");
    assert_true(ps_text(ps, "\033[200~one "));
    assert_true(ps_write(ps, "\300", 1));
    see(ps, "one ");
    assert_true(ps_write(ps, "\244 two\033[201~", 11));
    see(ps, "one <U+4E16> two");
    quit(ps);
}

/* A file's name is bytes, whatever the locale; what is text beside it is not. */
static void test_names_of_files(void **state)
{
    (void)state;
    if (!made[0]) skip();
    static const char *const ways[] = {"-o ", "-o", "--output=", "--output "};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        char command[1024];
        snprintf(command, sizeof command,
                 "LOCPATH=%s LC_ALL=fr_FR.ISO-8859-1 %s encode --format=json %s%s/\340 \351 && "
                 "grep -q '\"\303\251\"' %s/\340 && rm %s/\340",
                 folder, program(), ways[i], folder, folder, folder);
        assert_int_equal(system(command), 0);
    }
}

#define TEST(f) cmocka_unit_test_teardown(f, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_same_text), TEST(test_paused_paste),
                                       TEST(test_names_of_files)};
    return cmocka_run_group_tests_name("charset", tests, make_locales, remove_locales);
}
