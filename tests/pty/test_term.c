/* The terminal layer by itself: term_demo on a pseudo-terminal. Tests wait for
 * text, never for time; SOON only bounds how long a failure takes. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pty/demo_palette.h"
#include "pty/ptyscreen.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define SOON 8000
#define TRUECOLOR "COLORTERM=truecolor"

static ps_t *current;
static int events;

static const char *demo_path(void)
{
    static char path[512];
    const char *build = getenv("BUILD");
    snprintf(path, sizeof path, "%s/tests/term_demo", build != NULL ? build : "build");
    return path;
}

/* Up to three settings of the environment, NULL for none. */
static ps_t *spawn(int cols, int rows, const char *wish, const char *a, const char *b, const char *c)
{
    const char *argv[] = {demo_path(), wish, NULL};
    const char *env[4] = {NULL};
    int n = 0;
    env[n] = a, n += a != NULL;
    env[n] = b, n += b != NULL;
    env[n] = c;
    events = 0;
    current = ps_spawn(argv, cols, rows, env);
    assert_non_null(current);
    return current;
}

static bool is_released(ps_t *ps, void *text)
{
    return ps_find(ps, text, NULL, NULL) && ps_mode(ps, 2026) != 1;
}

/* Waits for a text and for the end of the paint that it came in. */
static bool wait_painted(ps_t *ps, const char *text)
{
    return ps_wait(ps, is_released, (void *)(uintptr_t)text, SOON);
}

static ps_t *start(const char *wish, const char *a, const char *b)
{
    ps_t *ps = spawn(100, 24, wish, a, b, NULL);
    assert_true(wait_painted(ps, "#0 ready;"));
    return ps;
}

/* Waits until the next event is shown as `text`. */
static void expect(ps_t *ps, const char *text)
{
    char line[700];
    snprintf(line, sizeof line, "#%d %s;", ++events, text);
    if (!wait_painted(ps, line)) {
        fail_msg("\"%s\" did not come; the screen says \"%s\"", line, ps_row_text(ps, ROW_EVENT));
    }
}

static void type(ps_t *ps, const char *bytes, size_t len, const char *text)
{
    assert_true(ps_write(ps, bytes, len));
    expect(ps, text);
}

static void check_restored(ps_t *ps)
{
    char why[64];
    if (!ps_restored(ps, why, sizeof why)) {
        fail_msg("left behind: %s", why);
    }
}

static void check_ended(ps_t *ps, int status)
{
    assert_true(ps_wait_exit(ps, SOON));
    assert_int_equal(ps_exit_status(ps), status);
    check_restored(ps);
}

/* The Linux console's own sequences mean nothing to the terminal of the test. */
static bool foreign(ps_t *ps)
{
    size_t len;
    const char *raw = ps_raw(ps, &len);
    return memmem(raw, len, "\033[?0c", 5) != NULL;
}

static void done(ps_t *ps)
{
    const char *unknown = "";
    if (ps_unknown(ps, &unknown) != 0 && !foreign(ps)) {
        fail_msg("the terminal does not know %s", unknown);
    }
    ps_free(ps);
    current = NULL;
}

static void quit(ps_t *ps)
{
    assert_true(ps_keys(ps, "q"));
    check_ended(ps, 0);
    done(ps);
}

/* A failed assertion jumps out of the test: show the screen, end the program. */
static int teardown(void **state)
{
    (void)state;
    if (current != NULL) {
        ps_dump(current, stderr);
    }
    current = NULL;
    ps_free_all();
    return 0;
}

/* Output since `from` holds the bytes. */
static bool sent(ps_t *ps, size_t from, const char *bytes)
{
    size_t len;
    const char *raw = ps_raw(ps, &len);
    return memmem(raw + from, len - from, bytes, strlen(bytes)) != NULL;
}

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
        {"auto", "TERM=vt100", TRUECOLOR, NULL, DEPTH_TRUE},
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
        {"true", "TERM=xterm-256color", "NO_COLOR=1", NULL, DEPTH_TRUE},
        {"true", "TERM=xterm", NULL, NULL, DEPTH_TRUE},
        {"true", "TERM=no-such-terminal", NULL, NULL, DEPTH_TRUE},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char title[64], type_seen[96];
        ps_t *ps = spawn(100, 24, cases[i].wish, cases[i].type, cases[i].a, cases[i].b);
        snprintf(title, sizeof title, "depth=%s ", depth_names[cases[i].depth]);
        if (!wait_painted(ps, "#0 ready;") || !ps_find(ps, title, NULL, NULL)) {
            fail_msg("case %zu (%s %s): %s", i, cases[i].wish, cases[i].type, ps_row_text(ps, 0));
        }
        /* Children find the environment as it was. */
        snprintf(type_seen, sizeof type_seen, "%s TERMINFO=unset", cases[i].type);
        assert_true(ps_find(ps, type_seen, NULL, NULL));
        quit(ps);
    }
}

static void check_color(const ps_color_t *seen, enum depth depth, int slot, int variant, int as)
{
    int32_t wanted = as >= 0 ? as : demo_color(depth, slot, variant);
    if (wanted == COLOR_TERMINAL) {
        assert_int_equal(seen->kind, PS_DEFAULT);
    } else if (depth == DEPTH_TRUE) {
        assert_int_equal(seen->kind, PS_RGB);
        assert_int_equal(seen->r << 16 | seen->g << 8 | seen->b, wanted);
    } else {
        assert_int_equal(seen->kind, PS_INDEXED);
        assert_int_equal(seen->index, wanted);
    }
}

static void check_pair(ps_t *ps, int row, int col, int fg, int bg, enum depth depth, int variant)
{
    ps_cell_t cell;
    assert_true(ps_cell(ps, row, col, &cell));
    check_color(&cell.fg, depth, fg, variant, -1);
    check_color(&cell.bg, depth, bg, variant, -1);
    assert_false(cell.bold);
}

static void check_colors(ps_t *ps, enum depth depth, int variant)
{
    for (size_t i = 0; i < COUNT(demo_pairs); i++) {
        check_pair(ps, ROW_PAIRS, (int)i, demo_pairs[i].fg, demo_pairs[i].bg, depth, variant);
    }
    int cols, rows;
    ps_size(ps, &cols, &rows);
    for (int i = 0; i < HEAT_LEVELS && i < cols; i++) {
        check_pair(ps, ROW_HEAT, i, SLOT_STRONG, SLOT_HEAT + i, depth, variant);
    }
    check_pair(ps, ROW_EVENT, 0, SLOT_TEXT, SLOT_BACK, depth, variant);
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
        int fg = demo_color(DEPTH_16, demo_pairs[i].fg, 0), bg = demo_color(DEPTH_16, demo_pairs[i].bg, 0);
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

static void check_cell(ps_t *ps, int row, int col, const char *text, int width)
{
    ps_cell_t cell;
    assert_true(ps_cell(ps, row, col, &cell));
    assert_string_equal(cell.text, text);
    assert_int_equal(cell.width, width);
}

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
    quit(ps);
}

/* Whatever stands in a cell, it takes the columns that the frame says. */
static void test_wrong_widths(void **state)
{
    (void)state;
    static const char bad[] = "\xEF\xBF\xBD";
    ps_t *ps = start("auto", NULL, NULL);
    for (int col = 0; col < 3; col++) {
        check_cell(ps, ROW_WRONG, col, bad, 1); /* wide as narrow, a control, a lone mark */
    }
    check_cell(ps, ROW_WRONG, 3, "e\xCC\x81", 1);
    check_cell(ps, ROW_WRONG, 4, bad, 1);
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

/* ---- keys ---- */

struct sequence {
    const char *bytes, *name;
};

/* What terminals of every kind send. */
static const struct sequence common_keys[] = {
    {"a", "a"}, {"Z", "Z"}, {" ", "Space"}, {"~", "~"}, {"\xC3\xA9", "\xC3\xA9"}, {"\xE7\x95\x8C", "\xE7\x95\x8C"},
    {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
    {"\r", "Enter"}, {"\n", "Enter"}, {"\t", "Tab"}, {"\x7F", "Backspace"}, {"\b", "Backspace"}, {"\033", "Esc"},
    {"\x01", "C-a"}, {"\x03", "C-c"}, {"\x11", "C-q"}, {"\x13", "C-s"}, {"\x16", "C-v"}, {"\x0F", "C-o"},
    {"\x1D", "C-]"}, {"\x1E", "C-^"}, {"\x1F", "C-_"},
    {"\033x", "M-x"}, {"\0331", "M-1"}, {"\033_", "M-_"}, {"\033\x7F", "M-Backspace"}, {"\033\r", "M-Enter"},
    {"\033\x01", "C-M-a"}, {"\033\xC3\xA9", "M-\xC3\xA9"}, {"\033[", "M-["}, {"\033O", "M-O"},
    {"\033[A", "Up"}, {"\033[B", "Down"}, {"\033[C", "Right"}, {"\033[D", "Left"}, {"\033[H", "Home"},
    {"\033[F", "End"}, {"\033OA", "Up"}, {"\033OB", "Down"}, {"\033OC", "Right"}, {"\033OD", "Left"},
    {"\033OH", "Home"}, {"\033OF", "End"}, {"\033[1~", "Home"}, {"\033[4~", "End"}, {"\033[7~", "Home"},
    {"\033[8~", "End"}, {"\033[2~", "Insert"}, {"\033[3~", "Delete"}, {"\033[5~", "PgUp"}, {"\033[6~", "PgDn"},
    {"\033[Z", "S-Tab"},
    {"\033[1;2A", "S-Up"}, {"\033[1;3B", "M-Down"}, {"\033[1;5C", "C-Right"}, {"\033[1;5D", "C-Left"},
    {"\033[1;6H", "C-S-Home"}, {"\033[1;7F", "C-M-End"}, {"\033[1;8A", "C-M-S-Up"}, {"\033[1;9A", "M-Up"},
    {"\033[3;5~", "C-Delete"}, {"\033[5;2~", "S-PgUp"}, {"\033[6;3~", "M-PgDn"}, {"\033[2;6~", "C-S-Insert"},
    {"\033O5C", "C-Right"}, {"\033[5D", "C-Left"}, {"\033[1;5P", "C-F1"}, {"\033[1;2S", "S-F4"},
    {"\033[15;2~", "S-F5"}, {"\033[24;5~", "C-F12"}, {"\033O2P", "S-F1"},
    {"\033OP", "F1"}, {"\033OQ", "F2"}, {"\033OR", "F3"}, {"\033OS", "F4"}, {"\033[11~", "F1"}, {"\033[14~", "F4"},
    {"\033[15~", "F5"}, {"\033[17~", "F6"}, {"\033[18~", "F7"}, {"\033[19~", "F8"}, {"\033[20~", "F9"},
    {"\033[21~", "F10"}, {"\033[23~", "F11"}, {"\033[24~", "F12"},
    {"\033[[A", "F1"}, {"\033[[E", "F5"}, {"\033[25~", "S-F1"}, {"\033[34~", "S-F8"},
    {"\033[a", "S-Up"}, {"\033[d", "S-Left"}, {"\033Oa", "C-Up"}, {"\033Od", "C-Left"}, {"\033[3^", "C-Delete"},
    {"\033[3$", "S-Delete"}, {"\033[3@", "C-S-Delete"}, {"\033OM", "Enter"}, {"\033Op", "0"}, {"\033Oy", "9"},
    {"\033Ok", "+"}, {"\033[27;5;97~", "C-a"}, {"\033[27;6;9~", "C-S-Tab"}, {"\033[13;5u", "C-Enter"},
    {"\033[97;3u", "M-a"}, {"\033[32;5u", "C-@"},
};

static void check_keys(ps_t *ps)
{
    char text[64];
    type(ps, "\0", 1, "key C-@");
    for (size_t i = 0; i < COUNT(common_keys); i++) {
        snprintf(text, sizeof text, "key %s", common_keys[i].name);
        type(ps, common_keys[i].bytes, strlen(common_keys[i].bytes), text);
    }
}

/* The same bytes are the same keys, whatever terminal curses believes in. */
static void test_keys(void **state)
{
    (void)state;
    static const char *const types[] = {"TERM=xterm-256color", "TERM=xterm-direct", "TERM=vt100", "TERM=linux",
                                        "TERM=screen-256color"};
    for (size_t i = 0; i < COUNT(types); i++) {
        ps_t *ps = start("auto", types[i], i == 0 ? TRUECOLOR : NULL);
        check_keys(ps);
        quit(ps);
    }
}

/* Every modifier with every key that the terminal's own entry may name. */
static void test_modified_keys(void **state)
{
    (void)state;
    static const struct sequence keys[] = {{"1;%d%c", "AUp"}, {"1;%d%c", "DLeft"}, {"1;%d%c", "HHome"}, {"1;%d%c", "FEnd"},
                                           {"3;%d%c", "~Delete"}, {"5;%d%c", "~PgUp"}, {"1;%d%c", "PF1"},
                                           {"17;%d%c", "~F6"}};
    static const char *const mods[] = {"S-", "M-", "M-S-", "C-", "C-S-", "C-M-", "C-M-S-"};
    ps_t *ps = start("auto", "TERM=xterm-256color", NULL);
    for (size_t k = 0; k < COUNT(keys); k++) {
        for (size_t m = 0; m < COUNT(mods); m++) {
            char bytes[32], text[64];
            int number = keys[k].bytes[1] == ';' ? keys[k].bytes[0] - '0' : 17;
            snprintf(bytes, sizeof bytes, "\033[%d;%d%c", number, (int)m + 2, keys[k].name[0]);
            snprintf(text, sizeof text, "key %s%s", mods[m], keys[k].name + 1);
            type(ps, bytes, strlen(bytes), text);
        }
    }
    quit(ps);
}

/* libvterm's own idea of a terminal, in the modes that the program asked for. */
static void test_keys_as_asked_for(void **state)
{
    (void)state;
    static const struct sequence keys[] = {
        {"Up", "Up"}, {"Left", "Left"}, {"Home", "Home"}, {"End", "End"}, {"F1", "F1"}, {"F12", "F12"},
        {"S-Left", "S-Left"}, {"C-Right", "C-Right"}, {"M-Up", "M-Up"}, {"BTab", "S-Tab"}, {"DC", "Delete"},
        {"NPage", "PgDn"}, {"M-f", "M-f"}, {"C-w", "C-w"}, {"Escape", "Esc"}, {"BSpace", "Backspace"},
    };
    ps_t *ps = start("auto", TRUECOLOR, NULL);
    for (size_t i = 0; i < COUNT(keys); i++) {
        char text[64];
        snprintf(text, sizeof text, "key %s", keys[i].name);
        assert_true(ps_keys(ps, keys[i].bytes));
        expect(ps, text);
    }
    quit(ps);
}

/* A key that comes right behind others is not mixed up with them. */
static void test_bursts(void **state)
{
    (void)state;
    ps_t *ps = start("auto", NULL, NULL);
    assert_true(ps_text(ps, "ab\033[1;5C\xC3\xA9\033[A\033xz"));
    events += 6;
    expect(ps, "key z");
    assert_true(ps_text(ps, "\033\033")); /* twice Esc */
    events += 1;
    expect(ps, "key Esc");
    static const char *const behind[] = {"\033\033[A", "\033\033OA"};
    for (size_t i = 0; i < COUNT(behind); i++) {
        assert_true(ps_text(ps, behind[i]));
        events += 1;
        expect(ps, "key Up");
    }
    quit(ps);
}

/* Sequences that mean nothing leave nothing behind; malformed UTF-8 is one U+FFFD each. */
static void test_unknown_input(void **state)
{
    (void)state;
    static const char *const nothing[] = {"\033[I", "\033[O", "\033[99~", "\033[?62;22c",
                                          "\033[?1;2;3;4;5;6$y", "\033[>0;276;0c", "\033Oz", "\033[201~", "\033[9;5~",
                                          "\033[<0;0;0M", "\033[<0;5;5m", "\033[<35;5;5M", "\033[<2;5;5M",
                                          "\033[M#!!", "\033[99999999999;99999999999u", "\033[[Q", "\033[55296u"};
    ps_t *ps = start("auto", NULL, NULL);
    for (size_t i = 0; i < COUNT(nothing); i++) {
        assert_true(ps_text(ps, nothing[i]));
        type(ps, "a", 1, "key a");
    }
    type(ps, "\xC3", 1, "key \xEF\xBF\xBD");
    assert_true(ps_text(ps, "\xC3z\xFFy")); /* what follows is not swallowed */
    events += 3;
    expect(ps, "key y");
    type(ps, "\xE7\x95", 2, "key \xEF\xBF\xBD");
    type(ps, "\x80", 1, "key \xEF\xBF\xBD");
    type(ps, "b", 1, "key b");
    quit(ps);
}

/* ---- paste and mouse ---- */

static void test_paste(void **state)
{
    (void)state;
    ps_t *ps = start("auto", TRUECOLOR, NULL);
    assert_int_equal(ps_mode(ps, 2004), 1);
    assert_true(ps_paste(ps, "two\nlines\tand \xE4\xB8\x96"));
    expect(ps, "paste 17 two^Jlines^Iand <U+4E16>");
    assert_true(ps_paste(ps, ""));
    expect(ps, "paste 0 ");
    /* Every byte, and what looks like the end but is not. */
    static const char all[] = "\033[200~\x01\x03\x04\x1A\x1C\x11\x13\x16\x7F\r\n\xFF\033[A\033[201\033\033[201~";
    type(ps, all, sizeof all - 1, "paste 21 ^A^C^D^Z^\\^Q^S^V^?^M^J?^[[A^[[201^[");
    type(ps, "x", 1, "key x");
    quit(ps);
}

static void test_long_paste(void **state)
{
    (void)state;
    enum { SIZE = 300000 };
    char *text = malloc(SIZE + 1);
    assert_non_null(text);
    memset(text, 'a', SIZE);
    text[SIZE] = '\0';
    ps_t *ps = start("auto", NULL, NULL);
    assert_true(ps_paste(ps, text));
    free(text);
    char begin[64];
    snprintf(begin, sizeof begin, "#%d paste %d aaaa", ++events, (int)SIZE);
    assert_true(ps_wait_text(ps, begin, SOON));
    type(ps, "x", 1, "key x");
    quit(ps);
}

static void test_mouse(void **state)
{
    (void)state;
    static const char *const types[] = {"TERM=xterm-256color", "TERM=tmux-256color", "TERM=vt100"};
    for (size_t i = 0; i < COUNT(types); i++) {
        ps_t *ps = start("auto", types[i], NULL);
        assert_int_equal(ps_mouse_mode(ps), 1);
        assert_int_equal(ps_mode(ps, 1006), 1);
        assert_true(ps_click(ps, 30, 7, 1)); /* down and up at once: one press */
        expect(ps, "press 30,7");
        assert_true(ps_click(ps, 99, 23, 1));
        expect(ps, "press 99,23");
        assert_true(ps_mouse(ps, 1, 2, 1, true)); /* and apart */
        expect(ps, "press 1,2");
        assert_true(ps_mouse(ps, 1, 2, 1, false));
        assert_true(ps_mouse(ps, 5, 6, 4, true));
        expect(ps, "wheel up 5,6");
        assert_true(ps_mouse(ps, 5, 6, 5, true));
        expect(ps, "wheel down 5,6");
        type(ps, "\033[<68;10;20M", 12, "shift wheel up 9,19");
        type(ps, "\033[<69;10;20M", 12, "shift wheel down 9,19");
        type(ps, "\033[<67;10;20M", 12, "shift wheel down 9,19"); /* tilted */
        type(ps, "\033[<4;10;20M", 11, "shift press 9,19");
        type(ps, "\033[<0;300;150M", 13, "press 299,149");
        type(ps, "\033[M !\"", 6, "press 0,1"); /* the oldest form */
        type(ps, "\033[Ma\177!", 6, "wheel down 94,0");
        assert_true(ps_click(ps, 3, 3, 1) && ps_click(ps, 4, 4, 1) && ps_click(ps, 5, 5, 1));
        events += 2;
        expect(ps, "press 5,5");
        quit(ps);
    }
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
        if (!ps_wait(ps, shows_size, title, SOON)) {
            fail_msg("round %d: \"%s\" did not come: %s", i, title, ps_row_text(ps, 0));
        }
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
        assert_true(ps_wait(ps, has_scene, (void *)(uintptr_t)"demo 100x24", SOON));
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
    static const int sizes[][2] = {{1, 1}, {2, 1}, {1, 2}, {2, 2}, {3, 3}, {20, 5}, {80, 24}, {200, 60}, {500, 200}};
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
        if (sizes[i][0] > 20) {
            assert_true(ps_wait(ps, has_scene, title, SOON));
        }
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
    assert_true(ps_find(ps, "LINES=10", NULL, NULL));
    done(ps);
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
    assert_in_range(ps_bytes(ps) - before, 1, 40);
    quit(ps);
}

static void test_only_what_changed(void **state)
{
    (void)state;
    ps_t *ps = start("auto", TRUECOLOR, NULL);
    assert_true(ps_settle(ps, 20, SOON));
    size_t before = ps_bytes(ps);
    type(ps, "x", 1, "key x");
    assert_in_range(ps_bytes(ps) - before, 1, 40);
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
        for (int round = 0; round < 6; round++) {
            type(ps, round % 3 == 2 ? "p" : "x", 1, round % 3 == 2 ? "key p" : "key x");
        }
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

/* ---- signals ---- */

static void test_ending_signals(void **state)
{
    (void)state;
    static const int signals[] = {SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < COUNT(signals); i++) {
        ps_t *ps = start("auto", TRUECOLOR, NULL);
        assert_true(ps_signal(ps, signals[i]));
        check_ended(ps, 128 + signals[i]);
        done(ps);
    }
    ps_t *ps = start("auto", NULL, NULL);
    assert_true(ps_text(ps, "\x1C")); /* Ctrl-\ */
    check_ended(ps, 128 + SIGQUIT);
    done(ps);
}

/* In a flood of input too. */
static void test_signal_in_a_flood(void **state)
{
    (void)state;
    char flood[3000];
    memset(flood, 'x', sizeof flood);
    ps_t *ps = start("auto", NULL, NULL);
    assert_true(ps_write(ps, flood, sizeof flood));
    assert_true(ps_signal(ps, SIGTERM));
    check_ended(ps, 128 + SIGTERM);
    done(ps);
}

static void test_interrupt(void **state)
{
    (void)state;
    ps_t *ps = start("auto", NULL, NULL);
    assert_true(ps_signal(ps, SIGINT));
    expect(ps, "key C-c");
    assert_true(ps_keys(ps, "C-c"));
    expect(ps, "key C-c");
    quit(ps);
}

/* A sanitizer takes crashes over from the program's own handlers' defaults. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

static void check_crashed(ps_t *ps, int sig)
{
    assert_true(ps_wait_exit(ps, SOON));
    if (!SANITIZED || ps_exit_status(ps) < 0) {
        assert_int_equal(ps_exit_status(ps), -sig);
    }
    check_restored(ps);
    done(ps);
}

static void test_crashes(void **state)
{
    (void)state;
    static const int signals[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
    static const struct {
        const char *type, *key;
        int sig;
    } cases[] = {{"TERM=xterm-256color", "!", SIGABRT}, {"TERM=xterm-256color", "@", SIGSEGV},
                 {"TERM=xterm-256color", "o", SIGSEGV}, {"TERM=vt100", "!", SIGABRT}};
    for (size_t i = 0; i < COUNT(signals); i++) {
        ps_t *ps = start("auto", TRUECOLOR, NULL);
        type(ps, "c", 1, "key c");
        assert_true(ps_signal(ps, signals[i]));
        check_crashed(ps, signals[i]);
    }
    for (size_t i = 0; i < COUNT(cases); i++) {
        ps_t *ps = start("auto", cases[i].type, NULL);
        assert_true(ps_keys(ps, cases[i].key));
        check_crashed(ps, cases[i].sig);
    }
}

static void check_back(ps_t *ps)
{
    type(ps, "x", 1, "key x");
    assert_true(ps_altscreen(ps));
    assert_int_equal(ps_mode(ps, 2004), 1);
    assert_int_equal(ps_mouse_mode(ps), 1);
    assert_true(ps_settle(ps, 20, SOON));
    check_colors(ps, DEPTH_TRUE, 0);
    check_cell(ps, ROW_ATTRS, 0, "B", 1);
    assert_true(ps_click(ps, 30, 7, 1));
    expect(ps, "press 30,7");
}

static void test_suspend(void **state)
{
    (void)state;
    ps_t *ps = start("auto", TRUECOLOR, NULL);
    for (int round = 0; round < 3; round++) {
        assert_true(round == 1 ? ps_signal(ps, SIGTSTP) : ps_keys(ps, "C-z"));
        assert_true(ps_wait_stop(ps, SOON));
        check_restored(ps);
        assert_true(ps_resume(ps));
        expect(ps, "key C-z");
        check_back(ps);
    }
    quit(ps);
}

static void test_size_changed_while_stopped(void **state)
{
    (void)state;
    ps_t *ps = start("auto", TRUECOLOR, NULL);
    assert_true(ps_keys(ps, "C-z"));
    assert_true(ps_wait_stop(ps, SOON));
    assert_true(ps_resize(ps, 120, 30));
    assert_true(ps_resume(ps));
    events++;
    expect(ps, "resize 120x30");
    assert_true(ps_find(ps, "demo 120x30", NULL, NULL));
    check_back(ps);
    quit(ps);
}

/* Stopped by force, the program had no time to give the terminal back, but
 * finds itself again when it goes on. */
static void test_stopped_by_force(void **state)
{
    (void)state;
    ps_t *ps = start("auto", TRUECOLOR, NULL);
    assert_true(ps_signal(ps, SIGSTOP));
    assert_true(ps_wait_stop(ps, SOON));
    assert_true(ps_resume(ps));
    expect(ps, "resize 100x24");
    check_back(ps);
    quit(ps);
}

static void test_killed_while_stopped(void **state)
{
    (void)state;
    ps_t *ps = start("auto", TRUECOLOR, NULL);
    assert_true(ps_keys(ps, "C-z"));
    assert_true(ps_wait_stop(ps, SOON));
    assert_true(ps_signal(ps, SIGTERM));
    assert_true(ps_resume(ps));
    check_ended(ps, 128 + SIGTERM);
    done(ps);
}

/* ---- ends ---- */

/* The terminal goes away without a signal: the program ends by itself. */
static void test_hangup(void **state)
{
    (void)state;
    int master, slave, status = 0;
    assert_int_equal(openpty(&master, &slave, NULL, NULL, &(struct winsize){.ws_row = 24, .ws_col = 80}), 0);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(slave, 0);
        dup2(slave, 1);
        close(master);
        close(slave);
        setenv("TERM", "xterm-256color", 1);
        execl(demo_path(), "term_demo", NULL);
        _exit(127);
    }
    close(slave);
    char first;
    assert_int_equal(read(master, &first, 1), 1); /* it has begun */
    close(master);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 128 + SIGHUP);
}

static long switches(int pid)
{
    char path[64], line[256];
    long count = -1;
    snprintf(path, sizeof path, "/proc/%d/status", pid);
    FILE *f = fopen(path, "r");
    while (f != NULL && fgets(line, sizeof line, f) != NULL) {
        if (strncmp(line, "voluntary_ctxt_switches:", 24) == 0) {
            count = strtol(line + 24, NULL, 10);
        }
    }
    if (f != NULL) {
        fclose(f);
    }
    return count;
}

/* A program that waits never wakes. */
static void test_idle(void **state)
{
    (void)state;
    ps_t *ps = start("auto", NULL, NULL);
    assert_true(ps_settle(ps, 50, SOON));
    long before = switches(ps_pid(ps));
    if (before < 0) {
        print_message("skipped: no /proc to count wake-ups in\n");
        skip();
    }
    usleep(300000);
    assert_int_equal(switches(ps_pid(ps)), before);
    quit(ps);
}

static void test_refusals(void **state)
{
    (void)state;
    static const struct {
        const char *type, *said;
    } cases[] = {
        {"TERM=dumb", "\"dumb\" (TERM) cannot move its cursor"},
        {"TERM=no-such-terminal", "\"no-such-terminal\" (TERM) is not described"},
        {"TERM=", "TERM is not set"},
        {"TERM", "TERM is not set"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        ps_t *ps = spawn(200, 10, "auto", cases[i].type, NULL, NULL);
        check_ended(ps, 3);
        assert_true(ps_find(ps, cases[i].said, NULL, NULL));
        assert_false(sent(ps, 0, "\033")); /* untouched */
        done(ps);
    }
    ps_t *ps = spawn(200, 10, "auto", "TERM=dumb", TRUECOLOR, NULL);
    check_ended(ps, 3);
    done(ps);
}

static void test_no_terminal(void **state)
{
    (void)state;
    static const struct {
        const char *redirect, *said;
    } cases[] = {{"</dev/null", "standard input is not a terminal"}, {">/dev/null", "standard output is not a terminal"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        char command[700];
        snprintf(command, sizeof command, "'%s' %s", demo_path(), cases[i].redirect);
        const char *argv[] = {"sh", "-c", command, NULL};
        current = ps_spawn(argv, 200, 10, NULL);
        assert_non_null(current);
        check_ended(current, 3);
        assert_true(ps_find(current, cases[i].said, NULL, NULL));
        assert_false(sent(current, 0, "\033"));
        done(current);
    }
}

#define TEST(name) cmocka_unit_test_teardown(name, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_color_chain),       TEST(test_exact_colors),     TEST(test_eight_colors),
        TEST(test_attributes),        TEST(test_wide_and_marks),   TEST(test_wrong_widths),
        TEST(test_other_locales),     TEST(test_keys),             TEST(test_modified_keys),
        TEST(test_keys_as_asked_for), TEST(test_bursts),           TEST(test_unknown_input),
        TEST(test_paste),             TEST(test_long_paste),       TEST(test_mouse),
        TEST(test_resize),            TEST(test_quick_resizes),    TEST(test_resize_and_back),
        TEST(test_sizes),             TEST(test_size_names),       TEST(test_nothing_changed),
        TEST(test_only_what_changed), TEST(test_cursor),           TEST(test_many_pairs),
        TEST(test_ending_signals),    TEST(test_signal_in_a_flood), TEST(test_interrupt),
        TEST(test_crashes),           TEST(test_suspend),          TEST(test_size_changed_while_stopped),
        TEST(test_stopped_by_force),  TEST(test_killed_while_stopped), TEST(test_hangup),
        TEST(test_idle),              TEST(test_refusals),         TEST(test_no_terminal),
    };
    return cmocka_run_group_tests_name("term", tests, NULL, NULL);
}
