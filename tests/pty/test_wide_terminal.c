/* A terminal that draws characters of ambiguous width two columns wide, and what is piped in. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "pty/ptyscreen.h"

#define SOON 60000 /* bounds how long a failure takes, no more */

enum { ROWS = 30 };

static int teardown(void **state)
{
    (void)state;
    ps_free_all();
    return 0;
}

static const char *program(void)
{
    static char path[512];
    const char *build = getenv("BUILD");
    snprintf(path, sizeof path, "%s/lexwave", build ? build : "build");
    return path;
}

/* East_Asian_Width=A of Unicode 15, of Latin, Greek, Cyrillic, punctuation and symbols. */
static bool is_ambiguous(uint32_t cp)
{
    static const uint32_t ranges[][2] = {
        {0xA1, 0xA1},     {0xA4, 0xA4},     {0xA7, 0xA8},     {0xAA, 0xAA},     {0xAD, 0xAE},
        {0xB0, 0xB4},     {0xB6, 0xBA},     {0xBC, 0xBF},     {0xC6, 0xC6},     {0xD0, 0xD0},
        {0xD7, 0xD8},     {0xDE, 0xE1},     {0xE6, 0xE6},     {0xE8, 0xEA},     {0xEC, 0xED},
        {0xF0, 0xF0},     {0xF2, 0xF3},     {0xF7, 0xFA},     {0xFC, 0xFC},     {0xFE, 0xFE},
        {0x101, 0x101},   {0x111, 0x111},   {0x113, 0x113},   {0x11B, 0x11B},   {0x126, 0x127},
        {0x12B, 0x12B},   {0x131, 0x133},   {0x138, 0x138},   {0x13F, 0x142},   {0x144, 0x144},
        {0x148, 0x14B},   {0x14D, 0x14D},   {0x152, 0x153},   {0x166, 0x167},   {0x16B, 0x16B},
        {0x391, 0x3A1},   {0x3A3, 0x3A9},   {0x3B1, 0x3C1},   {0x3C3, 0x3C9},   {0x401, 0x401},
        {0x410, 0x44F},   {0x451, 0x451},   {0x2010, 0x2010}, {0x2013, 0x2016}, {0x2018, 0x2019},
        {0x201C, 0x201D}, {0x2020, 0x2022}, {0x2024, 0x2027}, {0x2030, 0x2030}, {0x2032, 0x2033},
        {0x2035, 0x2035}, {0x203B, 0x203B}, {0x203E, 0x203E}, {0x2074, 0x2074}, {0x207F, 0x207F},
        {0x2081, 0x2084}, {0x20AC, 0x20AC}, {0x2103, 0x2103}, {0x2105, 0x2105}, {0x2109, 0x2109},
        {0x2113, 0x2113}, {0x2116, 0x2116}, {0x2121, 0x2122}, {0x2126, 0x2126}, {0x212B, 0x212B},
        {0x2153, 0x2154}, {0x215B, 0x215E}, {0x2160, 0x216B}, {0x2170, 0x2179}, {0x2189, 0x2189},
        {0x2190, 0x2199}, {0x21B8, 0x21B9}, {0x21D2, 0x21D2}, {0x21D4, 0x21D4}, {0x21E7, 0x21E7},
        {0x2200, 0x2200}, {0x2202, 0x2203}, {0x2207, 0x2208}, {0x220B, 0x220B}, {0x220F, 0x220F},
        {0x2211, 0x2211}, {0x2215, 0x2215}, {0x221A, 0x221A}, {0x221D, 0x2220}, {0x2223, 0x2223},
        {0x2225, 0x2225}, {0x2227, 0x222C}, {0x222E, 0x222E}, {0x2234, 0x2237}, {0x223C, 0x223D},
        {0x2248, 0x2248}, {0x224C, 0x224C}, {0x2252, 0x2252}, {0x2260, 0x2261}, {0x2264, 0x2267},
        {0x226A, 0x226B}, {0x226E, 0x226F}, {0x2282, 0x2283}, {0x2286, 0x2287}, {0x2295, 0x2295},
        {0x2299, 0x2299}, {0x22A5, 0x22A5}, {0x22BF, 0x22BF}, {0x2312, 0x2312}, {0x2460, 0x24E9},
        {0x24EB, 0x254B}, {0x2550, 0x2573}, {0x2580, 0x258F}, {0x2592, 0x2595}, {0x25A0, 0x25A1},
        {0x25A3, 0x25A9}, {0x25B2, 0x25B3}, {0x25B6, 0x25B7}, {0x25BC, 0x25BD}, {0x25C0, 0x25C1},
        {0x25C6, 0x25C8}, {0x25CB, 0x25CB}, {0x25CE, 0x25D1}, {0x25E2, 0x25E5}, {0x25EF, 0x25EF},
        {0x2605, 0x2606}, {0x2609, 0x2609}, {0x260E, 0x260F}, {0x261C, 0x261C}, {0x261E, 0x261E},
        {0x2640, 0x2640}, {0x2642, 0x2642}, {0x2660, 0x2661}, {0x2663, 0x2665}, {0x2667, 0x266A},
        {0x266C, 0x266D}, {0x266F, 0x266F}, {0x269E, 0x269F}, {0x26BF, 0x26BF}, {0x26C6, 0x26CD},
        {0x26CF, 0x26D3}, {0x26D5, 0x26E1}, {0x26E3, 0x26E3}, {0x26E8, 0x26E9}, {0x26EB, 0x26F1},
        {0x26F4, 0x26F4}, {0x26F6, 0x26F9}, {0x26FB, 0x26FC}, {0x26FE, 0x26FF}, {0x273D, 0x273D},
        {0x2776, 0x277F}, {0x2B56, 0x2B59}, {0xFFFD, 0xFFFD}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (cp >= ranges[i][0] && cp <= ranges[i][1]) return true;
    return false;
}

/* `corpus` may be NULL: the built-in one. */
static ps_t *start_with(const char *ambiguous, const char *corpus, const char *text)
{
    const char *argv[] = {program(), "--fresh", "--ambiguous",
                          ambiguous, text,      corpus ? "--corpus" : NULL,
                          corpus,    NULL};
    const char *env[] = {"COLORTERM=truecolor", NULL};
    ps_t *ps = ps_spawn(argv, 100, ROWS, env);
    assert_non_null(ps);
    ps_set_wide(ps, is_ambiguous);
    return ps;
}

static ps_t *start(const char *ambiguous, const char *text)
{
    return start_with(ambiguous, NULL, text);
}

static void quit(ps_t *ps)
{
    assert_true(ps_keys(ps, "C-c"));
    assert_true(ps_wait_exit(ps, SOON));
    assert_int_equal(ps_exit_status(ps), 0);
    ps_free(ps);
}

static void wait_for(ps_t *ps, const char *text)
{
    if (ps_wait_text(ps, text, SOON)) return;
    ps_dump(ps, stderr);
    fail_msg("\"%s\" is not on the screen", text);
}

/* The views by their keys, and words that only their screen has. The first view comes last, since
 * the program starts with it. */
static const struct {
    const char *key, *words;
} views[] = {{"2", "count  in the sentence"},
             {"3", "axes"},
             {"4", "wavelength"},
             {"5", "dim  0 sin"},
             {"6", "cosine to P"},
             {"7", "shift linear"},
             {"1", "X = E + P"}};
enum { VIEWS = sizeof views / sizeof *views };

static void go_to(ps_t *ps, size_t view)
{
    assert_true(ps_keys(ps, views[view].key));
    wait_for(ps, views[view].words);
    assert_true(ps_settle(ps, 200, SOON));
}

/* Copies a row, each character that the terminal drew wide replaced by letters of two columns. */
static void plain_row(const char *row, char *out)
{
    static const char *const pairs[][2] = {{"α~", "aa"}, {"é~", "bb"}, {"β~", "cc"}};
    while (*row) {
        size_t i = 0;
        while (i < 3 && strncmp(row, pairs[i][0], strlen(pairs[i][0])) != 0) i++;
        if (i < 3) {
            memcpy(out, pairs[i][1], 2);
            out += 2;
            row += strlen(pairs[i][0]);
        } else {
            *out++ = *row++;
        }
    }
    *out = '\0';
}

/* Compares the screens of two programs, the first of which shows wide characters. */
static int assert_same_screen(ps_t *wide, ps_t *plain)
{
    int replaced = 0;
    for (int row = 0; row < ROWS; row++) {
        char is[4096];
        const char *text = ps_row_text(wide, row);
        assert_true(strlen(text) < sizeof is);
        plain_row(text, is);
        replaced += strcmp(is, text) != 0;
        assert_string_equal(is, ps_row_text(plain, row));
    }
    return replaced;
}

/* Three words of one wide character each are shown as three words of two letters are: whatever
 * stands after them in their rows keeps its column, in every view. */
static void test_columns_are_kept(void **state)
{
    (void)state;
    ps_t *wide = start("wide", "α é β you");
    ps_t *plain = start("wide", "aa bb cc you");
    ps_t *both[] = {wide, plain};
    for (size_t i = 0; i < 2; i++) {
        wait_for(both[i], "Tab explore");
        assert_true(ps_keys(both[i], "Tab"));
    }
    for (size_t view = 0; view < VIEWS; view++) {
        go_to(wide, view);
        go_to(plain, view);
        assert_true(assert_same_screen(wide, plain) > 1); /* the sentence, and the view */
    }
    quit(wide);
    quit(plain);
}

/* The cursor stands after the text as this terminal shows it; without the option it would not. */
static void test_the_cursor_is_at_its_character(void **state)
{
    (void)state;
    static const struct {
        const char *ambiguous;
        int col;
    } modes[] = {{"wide", 3 + 3 * 2 + 3 + 3}, {"narrow", 3 + 3 + 3 + 3}};
    for (size_t i = 0; i < 2; i++) {
        ps_t *ps = start(modes[i].ambiguous, "α → β you");
        wait_for(ps, "Tab explore");
        assert_true(ps_settle(ps, 200, SOON));
        int row = -1, col = -1;
        assert_true(ps_cursor(ps, &row, &col));
        assert_int_equal(row, 2);
        assert_int_equal(col, modes[i].col);
        if (i == 0) {
            assert_true(ps_text(ps, "γ"));
            wait_for(ps, "> α~ →~ β~ youγ~");
        }
        quit(ps);
    }
}

/* How many characters of ambiguous width the program has written. */
static size_t count_ambiguous(const ps_t *ps)
{
    size_t n, count = 0;
    const char *raw = ps_raw(ps, &n);
    uint32_t cp = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)raw[i];
        cp = c < 0xC0 ? cp << 6 | (c & 0x3Fu) : c & (c >= 0xF0 ? 7u : c >= 0xE0 ? 15u : 31u);
        bool last = i + 1 == n || ((unsigned char)raw[i + 1] & 0xC0) != 0x80;
        count += c >= 0x80 && last && is_ambiguous(cp);
    }
    return count;
}

/* A text and a vocabulary without such characters are shown without them: the program's own are
 * narrow everywhere. As a check of the count: without the option there are some. */
static void test_own_characters_are_narrow(void **state)
{
    (void)state;
    static const char *const modes[] = {"wide", "narrow"};
    static const char words[] = "the game of thrones you win or you die when you play";
    char corpus[] = "/tmp/wide_terminal_XXXXXX";
    int fd = mkstemp(corpus);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, words, sizeof words - 1), sizeof words - 1);
    close(fd);
    for (size_t i = 0; i < 2; i++) {
        ps_t *ps = start_with(modes[i], corpus, "you win or you die");
        wait_for(ps, "Tab explore");
        assert_true(ps_keys(ps, "Tab"));
        for (size_t view = 0; view < (i ? 1 : VIEWS); view++) go_to(ps, view);
        assert_int_equal(count_ambiguous(ps) > 0, i);
        quit(ps);
    }
    unlink(corpus);
}

/* A mark of UTF-8 before the text is no character of it, nor one that comes in two pieces. */
static void test_mark_through_a_pipe(void **state)
{
    (void)state;
    static const char *const feeds[] = {"printf '\\357\\273\\277you win'",
                                        "(printf '\\357'; sleep 0.2; printf '\\273\\277you win')"};
    for (size_t i = 0; i < sizeof feeds / sizeof *feeds; i++) {
        char command[1024];
        snprintf(command, sizeof command, "%s | '%s' --fresh --tokenizer character -", feeds[i],
                 program());
        const char *argv[] = {"/bin/sh", "-c", command, NULL};
        ps_t *ps = ps_spawn(argv, 120, 40, NULL);
        assert_non_null(ps);
        wait_for(ps, "› you win");
        wait_for(ps, " 7 tokens");
        /* The first one ends the pipe instead, where its end was not read yet. */
        assert_true(ps_keys(ps, "C-c"));
        if (!ps_wait_exit(ps, 2000)) assert_true(ps_keys(ps, "C-c"));
        assert_true(ps_wait_exit(ps, SOON));
        assert_int_equal(ps_exit_status(ps), 0);
        ps_free(ps);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_columns_are_kept, teardown),
        cmocka_unit_test_teardown(test_the_cursor_is_at_its_character, teardown),
        cmocka_unit_test_teardown(test_own_characters_are_narrow, teardown),
        cmocka_unit_test_teardown(test_mark_through_a_pipe, teardown),
    };
    return cmocka_run_group_tests_name("wide_terminal", tests, NULL, NULL);
}
