/* What the terminal layer puts on the screen: colours, characters, at any size. */
#define _GNU_SOURCE
#include <signal.h>

#include "pty/term_helpers.h"
#include "within.h"

/* ---- colours ---- */

static const char *const depth_names[] = {"none", "16", "256", "true"};

/* Which depth comes of what. The title names it; the colours are looked at elsewhere. */
static void test_color_chain(void **state)
{
    (void)state;
    static const struct {
        const char *wish, *type, *a, *b;
        enum depth depth;
    } cases[] = {
        {"auto", "TERM=xterm-256color", NULL, NULL, DEPTH_256},
        {"auto", "TERM=xterm-256color", TRUECOLOR, NULL, DEPTH_TRUE},
        {"auto", "TERM=xterm-256color", "COLORTERM=24bit", NULL, DEPTH_TRUE},
        {"auto", "TERM=xterm-256color", "COLORTERM=yes", NULL, DEPTH_256},
        {"auto", "TERM=xterm-direct", NULL, NULL, DEPTH_TRUE},
        {"auto", "TERM=xterm", NULL, NULL, DEPTH_16},
        {"auto", "TERM=linux", NULL, NULL, DEPTH_16},
        {"auto", "TERM=vt100", NULL, NULL, DEPTH_NONE},
        /* COLORTERM of the terminal outside is not believed, but of tmux by any name. */
        {"auto", "TERM=vt100", TRUECOLOR, NULL, DEPTH_NONE},
        {"auto", "TERM=linux", TRUECOLOR, NULL, DEPTH_16},
        {"auto", "TERM=screen", TRUECOLOR, NULL, DEPTH_16},
        {"auto", "TERM=screen-256color", TRUECOLOR, "STY=1.x", DEPTH_256},
        {"auto", "TERM=screen-256color", TRUECOLOR, "TMUX=/tmp/x,1,0", DEPTH_TRUE},
        {"auto", "TERM=tmux-256color", TRUECOLOR, NULL, DEPTH_TRUE},
        {"truecolor", "TERM=screen", TRUECOLOR, NULL, DEPTH_TRUE},
        {"auto", "TERM=no-such-terminal", TRUECOLOR, NULL, DEPTH_TRUE},
        {"auto", "TERM=xterm-256color", TRUECOLOR, "NO_COLOR=1", DEPTH_NONE},
        {"auto", "TERM=xterm-direct", "NO_COLOR=1", NULL, DEPTH_NONE},
        {"auto", "TERM=xterm-256color", "NO_COLOR=", NULL, DEPTH_256},
        {"always", "TERM=xterm-256color", "NO_COLOR=1", NULL, DEPTH_256},
        {"always", "TERM=xterm-256color", TRUECOLOR, "NO_COLOR=1", DEPTH_TRUE},
        {"always", "TERM=vt100", "NO_COLOR=1", NULL, DEPTH_NONE},
        {"never", "TERM=xterm-256color", TRUECOLOR, NULL, DEPTH_NONE},
        {"never", "TERM=xterm-direct", NULL, NULL, DEPTH_NONE},
        {"16", "TERM=xterm-256color", TRUECOLOR, "NO_COLOR=1", DEPTH_16},
        {"16", "TERM=xterm-direct", NULL, NULL, DEPTH_16},
        {"256", "TERM=xterm-256color", NULL, NULL, DEPTH_256},
        {"256", "TERM=xterm-direct", NULL, NULL, DEPTH_256},
        {"256", "TERM=xterm", NULL, NULL, DEPTH_256},
        {"truecolor", "TERM=xterm-256color", "NO_COLOR=1", NULL, DEPTH_TRUE},
        {"truecolor", "TERM=xterm", NULL, NULL, DEPTH_TRUE},
        {"truecolor", "TERM=no-such-terminal", NULL, NULL, DEPTH_TRUE},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char title[64], type_seen[96];
        ps_t *ps = spawn(100, 24, cases[i].wish, cases[i].type, cases[i].a, cases[i].b);
        snprintf(title, sizeof title, "depth=%s ", depth_names[cases[i].depth]);
        if (!wait_painted(ps, "#0 ready;") || !ps_find(ps, title, NULL, NULL))
            fail_msg("case %zu (%s %s): %s", i, cases[i].wish, cases[i].type, ps_row_text(ps, 0));
        /* Children find the environment as it was. */
        snprintf(type_seen, sizeof type_seen, "%s TERMINFO=unset", cases[i].type);
        if (!ps_find(ps, type_seen, NULL, NULL))
            fail_msg("case %zu: %s", i, ps_row_text(ps, ROW_ENV));
        quit(ps);
    }
}

/* Each cell has exactly its colour, also after another palette came. */
static void test_exact_colors(void **state)
{
    (void)state;
    static const struct {
        const char *wish, *type, *a;
        enum depth depth;
    } cases[] = {
        {"auto", "TERM=xterm-256color", TRUECOLOR, DEPTH_TRUE},
        {"auto", "TERM=xterm-direct", NULL, DEPTH_TRUE},
        {"auto", "TERM=xterm-256color", NULL, DEPTH_256},
        {"auto", "TERM=tmux-256color", NULL, DEPTH_256},
        {"256", "TERM=xterm-direct", NULL, DEPTH_256},
        {"16", "TERM=xterm-256color", NULL, DEPTH_16},
        {"16", "TERM=xterm-direct", NULL, DEPTH_16},
        {"never", "TERM=xterm-256color", NULL, DEPTH_NONE},
        {"auto", "TERM=vt100", NULL, DEPTH_NONE},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        ps_t *ps = start(cases[i].wish, cases[i].type, cases[i].a);
        check_colors(ps, cases[i].depth, 0);
        type(ps, "p", 1, "key p");
        check_colors(ps, cases[i].depth, 1);
        type(ps, "p", 1, "key p");
        check_colors(ps, cases[i].depth, 0);
        assert_false(sent(ps, 0, "\033]4;")); /* the palette is the person's */
        assert_false(sent(ps, 0, "\033]104"));
        quit(ps);
    }
}

/* Eight colours: bright ones are bold ones, and text never takes its background's colour. */
static void test_eight_colors(void **state)
{
    (void)state;
    ps_t *ps = start("auto", "TERM=xterm", NULL);
    for (size_t i = 0; i < COUNT(demo_pairs); i++) {
        ps_cell_t cell;
        int fg = demo_color(DEPTH_16, demo_pairs[i].fg, 0),
            bg = demo_color(DEPTH_16, demo_pairs[i].bg, 0);
        bool hidden = fg >= 0 && bg >= 0 && fg != bg && fg % 8 == bg % 8;
        assert_true(ps_cell(ps, ROW_PAIRS, (int)i, &cell));
        check_color(&cell.bg, DEPTH_16, 0, 0, bg < 0 ? bg : bg % 8);
        if (hidden) {
            assert_int_not_equal(cell.fg.index, cell.bg.index);
        } else {
            check_color(&cell.fg, DEPTH_16, 0, 0, fg < 0 ? fg : fg % 8);
            assert_int_equal(cell.bold, fg >= 8);
        }
    }
    quit(ps);
}

static void test_attributes(void **state)
{
    (void)state;
    static const char *const types[] = {"TERM=xterm-256color", "TERM=xterm-direct", "TERM=vt100"};
    for (size_t i = 0; i < COUNT(types); i++) {
        ps_cell_t c[4];
        ps_t *ps = start("auto", types[i], i == 0 ? TRUECOLOR : NULL);
        for (int col = 0; col < 4; col++) {
            assert_true(ps_cell(ps, ROW_ATTRS, col, &c[col]));
            assert_int_equal(c[col].bold, col == 0);
            assert_int_equal(c[col].dim, col == 1 && i < 2); /* a VT100 has no dim */
            assert_int_equal(c[col].underline, col == 2);
            assert_int_equal(c[col].reverse, col == 3);
        }
        quit(ps);
    }
}

/* ---- characters ---- */

static void test_wide_and_marks(void **state)
{
    (void)state;
    ps_t *ps = start("auto", TRUECOLOR, NULL);
    check_cell(ps, ROW_WIDE, 0, "\xE4\xB8\x96", 2);
    check_cell(ps, ROW_WIDE, 2, "\xE7\x95\x8C", 2);
    check_cell(ps, ROW_WIDE, 4, "|", 1);
    check_cell(ps, ROW_WIDE, 5, "e\xCC\x81", 1);
    check_cell(ps, ROW_WIDE, 7, "a\xCC\x88\xCC\xA3", 1);
    check_cell(ps, ROW_WIDE, 9, "\xE2\x96\x80", 1);
    check_cell(ps, ROW_WIDE, 10, "\xE2\xA0\x89", 1);
    type(ps, "w", 1, "key w"); /* half of one changes: it stays whole */
    check_cell(ps, ROW_WIDE, 0, "\xE4\xB8\x96", 2);
    check_cell(ps, ROW_WIDE, 2, "\xE7\x95\x8C", 2);
    quit(ps);
}

/* Whatever stands in a cell, it takes the columns that the frame says. */
static void test_wrong_widths(void **state)
{
    (void)state;
    static const char bad[] = "\xEF\xBF\xBD";
    ps_t *ps = start("auto", NULL, NULL);
    for (int col = 0; col < 3; col++)
        check_cell(ps, ROW_WRONG, col, bad, 1); /* wide as narrow, a control, a lone mark */
    check_cell(ps, ROW_WRONG, 3, "e\xCC\x81", 1);
    check_cell(ps, ROW_WRONG, 4, "\xC3\xA9", 1); /* narrow as wide: a blank after it */
    check_cell(ps, ROW_WRONG, 5, " ", 1);
    check_cell(ps, ROW_WRONG, 7, " ", 1);
    check_cell(ps, ROW_WRONG, 8, "|", 1);
    check_cell(ps, ROW_LONG, 99, " ", 1);
    check_cell(ps, 23, 0, "<", 1);
    check_cell(ps, 23, 99, ">", 1); /* the bottom right corner */
    assert_int_equal(ps_bells(ps), 0);
    quit(ps);
}

static void test_other_locales(void **state)
{
    (void)state;
    ps_t *ps = start("auto", "LC_ALL=C", NULL);
    assert_true(ps_find(ps, "utf8=0", NULL, NULL));
    check_cell(ps, ROW_WRONG, 0, "?", 1);
    check_cell(ps, ROW_WRONG, 4, "?", 1);
    check_cell(ps, ROW_WRONG, 5, " ", 1);
    type(ps, "\xC3\xA9", 2, "key <U+00E9>");
    type(ps, "\xFF", 1, "key <U+FFFD>");
    type(ps, "a", 1, "key a");
    quit(ps);
    /* A locale that is not installed but speaks of UTF-8. */
    ps = start("auto", "LC_ALL=xx_YY.UTF-8", NULL);
    assert_true(ps_find(ps, "utf8=1", NULL, NULL));
    check_cell(ps, ROW_WIDE, 0, "\xE4\xB8\x96", 2);
    quit(ps);
}

/* ---- size ---- */

static void test_resize(void **state)
{
    (void)state;
    ps_t *ps = start("auto", TRUECOLOR, NULL);
    assert_true(ps_resize(ps, 60, 12));
    expect(ps, "resize 60x12");
    check_cell(ps, 11, 59, ">", 1);
    check_colors(ps, DEPTH_TRUE, 0);
    assert_true(ps_resize(ps, 130, 40));
    expect(ps, "resize 130x40");
    check_cell(ps, 39, 129, ">", 1);
    check_colors(ps, DEPTH_TRUE, 0);
    assert_true(ps_find(ps, "demo 130x40", NULL, NULL));
    quit(ps);
}

static bool shows_size(ps_t *ps, void *title)
{
    int row = -1;
    return ps_find(ps, title, &row, NULL) && row == ROW_TITLE;
}

/* Two at once, often enough to meet the moments between a paint and the wait. */
static void test_quick_resizes(void **state)
{
    (void)state;
    ps_t *ps = start("auto", NULL, NULL);
    for (int i = 0; i < 40; i++) {
        char title[32];
        int cols = 80 + i % 7, rows = 15 + i % 5;
        snprintf(title, sizeof title, "demo %dx%d ", cols, rows);
        assert_true(ps_resize(ps, cols + 9, rows + 3));
        assert_true(ps_resize(ps, cols, rows));
        if (!ps_wait(ps, shows_size, title, SOON))
            fail_msg("round %d: \"%s\" did not come: %s", i, title, ps_row_text(ps, 0));
    }
    quit(ps);
}

static bool has_scene(ps_t *ps, void *title)
{
    ps_cell_t last, first;
    int cols, rows;
    ps_size(ps, &cols, &rows);
    return shows_size(ps, title) && ps_cell(ps, rows - 1, cols - 1, &last) && last.ch == '>' &&
           ps_cell(ps, ROW_PAIRS, 7, &first) && first.ch == 'h';
}

/* There and back at once leaves the same size but a torn picture. */
static void test_resize_and_back(void **state)
{
    (void)state;
    ps_t *ps = start("auto", NULL, NULL);
    for (int i = 0; i < 10; i++) {
        assert_true(ps_resize(ps, 20, 5));
        assert_true(ps_resize(ps, 100, 24));
        assert_true(ps_wait(ps, has_scene, (void *)(uintptr_t) "demo 100x24", SOON));
    }
    quit(ps);
}

static bool is_filled(ps_t *ps, void *unused)
{
    (void)unused;
    ps_cell_t cell;
    int cols, rows;
    ps_size(ps, &cols, &rows);
    return ps_cell(ps, rows - 1, cols - 2, &cell) && cell.ch == 0x2580 && ps_mode(ps, 2026) != 1;
}

static void test_sizes(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1},  {2, 1},   {1, 2},    {2, 2},    {3, 3},
                                   {20, 5}, {80, 24}, {200, 60}, {500, 200}};
    char title[32] = "";
    for (size_t i = 0; i < COUNT(sizes); i++) {
        int cols = sizes[i][0], rows = sizes[i][1];
        ps_t *ps = spawn(cols, rows, "auto", TRUECOLOR, NULL, NULL);
        assert_true(wait_painted(ps, "d"));
        assert_true(ps_keys(ps, "f")); /* every cell a colour of its own */
        if (rows > ROW_COUNT) {
            assert_true(ps_wait(ps, is_filled, NULL, SOON));
            check_cell(ps, rows - 1, cols - 1, ">", 1);
            check_cell(ps, rows - 1, 0, "<", 1);
        }
        quit(ps);
    }
    ps_t *ps = start("auto", NULL, NULL);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        assert_true(ps_resize(ps, sizes[i][0], sizes[i][1]));
        snprintf(title, sizeof title, "demo %dx%d", sizes[i][0], sizes[i][1]);
        if (sizes[i][0] > 20) assert_true(ps_wait(ps, has_scene, title, SOON));
    }
    quit(ps);
}

/* The terminal's word counts, not what the shell once exported; it is put back. */
static void test_size_names(void **state)
{
    (void)state;
    ps_t *ps = spawn(100, 24, "auto", "LINES=10", "COLUMNS=20", NULL);
    assert_true(wait_painted(ps, "#0 ready;"));
    assert_true(ps_find(ps, "demo 100x24", NULL, NULL));
    assert_true(ps_resize(ps, 90, 20));
    expect(ps, "resize 90x20");
    assert_true(ps_keys(ps, "q"));
    check_ended(ps, 0);
    assert_true(sent(ps, 0, "demo ends 0 LINES=10"));
    done(ps);
}

/* A terminal that does not tell its size, or half of it, as on a serial line: numbers of LINES
 * and COLUMNS up to 1000 count, nothing else; a size told later counts at once. */
static void test_untold_size(void **state)
{
    (void)state;
    static const struct {
        const char *stty, *lines, *columns, *title;
    } cases[] = {
        {"rows 0 cols 0", NULL, NULL, "demo 80x24"},
        {"rows 0 cols 0", "LINES=22", "COLUMNS=70", "demo 70x22"},
        {"rows 0 cols 0", "LINES=22x", "COLUMNS=-70", "demo 80x24"},
        {"rows 0 cols 0", "LINES=1001", "COLUMNS=99999999999999999999", "demo 80x24"},
        {"rows 0 cols 0", "LINES=0", "COLUMNS= 70", "demo 80x24"},
        {"rows 0 cols 0", "LINES=", "COLUMNS=garbage", "demo 80x24"},
        {"rows 22 cols 0", NULL, NULL, "demo 80x22"},
        {"rows 0 cols 90", "LINES=20", "COLUMNS=70", "demo 90x20"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char command[700];
        snprintf(command, sizeof command, "stty %s && exec '%s' auto", cases[i].stty, demo_path());
        const char *argv[] = {"/bin/sh", "-c", command, NULL};
        const char *env[] = {cases[i].lines ? cases[i].lines : cases[i].columns, cases[i].columns,
                             NULL};
        current = ps_spawn(argv, 100, 30, env);
        events = 0;
        assert_non_null(current);
        if (!wait_painted(current, cases[i].title))
            fail_msg("case %zu: %s did not come", i, cases[i].title);
        assert_true(ps_resize(current, 95, 21));
        expect(current, "resize 95x21");
        quit(current);
    }
}

static bool has_painted(ps_t *ps, void *arg)
{
    (void)arg;
    return ps_altscreen(ps) && ps_bytes(ps) > 1000;
}

/* Sizes that no screen has: up to 1000 of them are used, and the program ends when it is told. */
static void test_immense_size(void **state)
{
    (void)state;
    static const char *const sizes[] = {"rows 24 cols 65535", "rows 65535 cols 80",
                                        "rows 65535 cols 65535", "rows 5000 cols 5000"};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        char command[700];
        snprintf(command, sizeof command, "stty %s && exec '%s' auto", sizes[i], demo_path());
        const char *argv[] = {"/bin/sh", "-c", command, NULL};
        current = ps_spawn(argv, 100, 30, NULL);
        events = 0;
        assert_non_null(current);
        if (!ps_wait(current, has_painted, NULL, SOON)) fail_msg("%s: no picture", sizes[i]);
        assert_true(ps_signal(current, SIGTERM));
        check_ended(current, 128 + SIGTERM);
        done(current);
    }
}

/* ---- what is sent ---- */

static void test_nothing_changed(void **state)
{
    (void)state;
    ps_t *ps = start("auto", TRUECOLOR, NULL);
    assert_true(ps_settle(ps, 20, SOON));
    size_t before = ps_bytes(ps);
    assert_true(ps_keys(ps, "n n n n n n n n")); /* paints the same again */
    type(ps, "x", 1, "key x");
    /* What "#1 key x;" takes in the place of "#0 ready;", and nothing else. */
    assert_within(ps_bytes(ps) - before, 1, 40);
    quit(ps);
}

/* Whether the last look that was sent is the terminal's plain one. */
static bool ends_plain(ps_t *ps)
{
    size_t len;
    const char *raw = ps_raw(ps, &len);
    bool plain = true;
    for (size_t i = 0; i + 1 < len; i++) {
        if (raw[i] != '\033' || raw[i + 1] != '[') continue;
        size_t n = strspn(raw + i + 2, "0123456789;:");
        if (raw[i + 2 + n] == 'm') plain = n == 0 || (n == 1 && raw[i + 2] == '0');
    }
    return plain;
}

/* What another program writes then, as `wall` does, is in the terminal's own look. */
static void test_plain_after_a_frame(void **state)
{
    (void)state;
    static const char *const wishes[] = {"never", "16", "256", "truecolor"};
    for (size_t i = 0; i < COUNT(wishes); i++) {
        ps_t *ps = start(wishes[i], NULL, NULL);
        assert_true(ps_settle(ps, 50, SOON));
        assert_true(ends_plain(ps));
        quit(ps);
    }
}

static void test_only_what_changed(void **state)
{
    (void)state;
    ps_t *ps = start("auto", TRUECOLOR, NULL);
    assert_true(ps_settle(ps, 20, SOON));
    size_t before = ps_bytes(ps);
    type(ps, "x", 1, "key x");
    assert_within(ps_bytes(ps) - before, 1, 40);
    assert_false(sent(ps, before, "\033[?2026h")); /* one row needs no holding */
    before = ps_bytes(ps);
    type(ps, "p", 1, "key p"); /* other colours: everything */
    assert_true(sent(ps, before, "\033[?2026h"));
    assert_true(sent(ps, before, "\033[?2026l"));
    assert_true(sent(ps, before, "TERM=xterm"));
    before = ps_bytes(ps);
    type(ps, "\f", 1, "key C-l");
    assert_true(sent(ps, before, "TERM=xterm"));
    assert_true(ps_settle(ps, 20, SOON));
    check_colors(ps, DEPTH_TRUE, 1);
    quit(ps);
}

static void test_cursor(void **state)
{
    (void)state;
    int row, col;
    ps_t *ps = start("auto", TRUECOLOR, NULL);
    assert_false(ps_cursor(ps, &row, &col));
    type(ps, "c", 1, "key c");
    assert_true(ps_settle(ps, 20, SOON));
    assert_true(ps_cursor(ps, &row, &col));
    assert_int_equal(row, ROW_EVENT);
    assert_int_equal(col, 3);
    type(ps, "\f", 1, "key C-l");
    assert_true(ps_settle(ps, 20, SOON));
    assert_true(ps_cursor(ps, &row, &col));
    assert_int_equal(row, ROW_EVENT);
    assert_int_equal(col, 3);
    type(ps, "c", 1, "key c");
    assert_true(ps_settle(ps, 20, SOON));
    assert_false(ps_cursor(ps, &row, &col));
    quit(ps);
}

/* Thousands of pairs of colours, painted over and over. */
static void test_many_pairs(void **state)
{
    (void)state;
    static const char *const types[] = {"TERM=xterm-256color", "TERM=xterm-direct", "TERM=xterm"};
    for (size_t i = 0; i < COUNT(types); i++) {
        ps_t *ps = start("auto", types[i], NULL);
        type(ps, "f", 1, "key f");
        for (int round = 0; round < 6; round++)
            type(ps, round % 3 == 2 ? "p" : "x", 1, round % 3 == 2 ? "key p" : "key x");
        assert_true(ps_settle(ps, 20, SOON));
        if (i < 2) {
            enum depth depth = i == 0 ? DEPTH_256 : DEPTH_TRUE;
            for (int col = 40; col < 100; col++) {
                int at = 10 * 100 + col;
                check_pair(ps, 10, col, SLOT_HEAT + (at * 7 + events) % HEAT_LEVELS,
                           SLOT_HEAT + (at * 11 + events * 3) % HEAT_LEVELS, depth, 0);
            }
        }
        type(ps, "f", 1, "key f");
        quit(ps);
    }
}

/* ---- the harness itself ---- */

/* Strings that the terminal does not know count once, however they are cut into pieces:
 * libvterm 0.3 gives every piece of them, 0.1 the last alone. */
static void test_unknown_strings(void **state)
{
    (void)state;
    static const char script[] =
        "printf '\\033]9999;ab'; read go; printf 'cd\\033'; read go\n"
        "printf '\\\\\\033P+q544'; read go; printf 'e\\033\\\\last'; read go";
    const char *argv[] = {"/bin/sh", "-c", script, NULL};
    const char *unknown = "";
    current = ps_spawn(argv, 40, 5, NULL);
    assert_non_null(current);
    for (int i = 0; i < 3; i++) {
        assert_true(ps_settle(current, 30, SOON));
        assert_true(ps_keys(current, "Enter"));
    }
    assert_true(ps_wait_text(current, "last", SOON));
    assert_int_equal(ps_unknown(current, &unknown), 2);
    assert_memory_equal(unknown, "DCS ", 4);
    ps_free(current);
    current = NULL;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_color_chain),
        TEST(test_exact_colors),
        TEST(test_eight_colors),
        TEST(test_attributes),
        TEST(test_wide_and_marks),
        TEST(test_wrong_widths),
        TEST(test_other_locales),
        TEST(test_resize),
        TEST(test_quick_resizes),
        TEST(test_resize_and_back),
        TEST(test_sizes),
        TEST(test_size_names),
        TEST(test_untold_size),
        TEST(test_immense_size),
        TEST(test_nothing_changed),
        TEST(test_plain_after_a_frame),
        TEST(test_only_what_changed),
        TEST(test_cursor),
        TEST(test_many_pairs),
        TEST(test_unknown_strings),
    };
    return cmocka_run_group_tests_name("term", tests, NULL, NULL);
}
