/* What the terminal layer makes of what is typed, pasted and clicked. */
#define _GNU_SOURCE
#include <unistd.h>

#include "pty/term_helpers.h"

struct sequence {
    const char *bytes, *name;
};

/* What terminals of every kind send. */
static const struct sequence common_keys[] = {
    {"a", "a"},
    {"Z", "Z"},
    {" ", "Space"},
    {"~", "~"},
    {"\xC3\xA9", "\xC3\xA9"},
    {"\xE7\x95\x8C", "\xE7\x95\x8C"},
    {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
    {"\r", "Enter"},
    {"\n", "Enter"},
    {"\t", "Tab"},
    {"\x7F", "Backspace"},
    {"\b", "Backspace"},
    {"\033", "Esc"},
    {"\x01", "C-a"},
    {"\x03", "C-c"},
    {"\x11", "C-q"},
    {"\x13", "C-s"},
    {"\x16", "C-v"},
    {"\x0F", "C-o"},
    {"\x1D", "C-]"},
    {"\x1E", "C-^"},
    {"\x1F", "C-_"},
    {"\033x", "M-x"},
    {"\0331", "M-1"},
    {"\033_", "M-_"},
    {"\033\x7F", "M-Backspace"},
    {"\033\r", "M-Enter"},
    {"\033\x01", "C-M-a"},
    {"\033\xC3\xA9", "M-\xC3\xA9"},
    {"\033[", "M-["},
    {"\033O", "M-O"},
    {"\033[A", "Up"},
    {"\033[B", "Down"},
    {"\033[C", "Right"},
    {"\033[D", "Left"},
    {"\033[H", "Home"},
    {"\033[F", "End"},
    {"\033OA", "Up"},
    {"\033OB", "Down"},
    {"\033OC", "Right"},
    {"\033OD", "Left"},
    {"\033OH", "Home"},
    {"\033OF", "End"},
    {"\033[1~", "Home"},
    {"\033[4~", "End"},
    {"\033[7~", "Home"},
    {"\033[8~", "End"},
    {"\033[2~", "Insert"},
    {"\033[3~", "Delete"},
    {"\033[5~", "PgUp"},
    {"\033[6~", "PgDn"},
    {"\033[Z", "S-Tab"},
    {"\033[1;2A", "S-Up"},
    {"\033[1;3B", "M-Down"},
    {"\033[1;5C", "C-Right"},
    {"\033[1;5D", "C-Left"},
    {"\033[1;6H", "C-S-Home"},
    {"\033[1;7F", "C-M-End"},
    {"\033[1;8A", "C-M-S-Up"},
    {"\033[1;9A", "M-Up"},
    {"\033[3;5~", "C-Delete"},
    {"\033[5;2~", "S-PgUp"},
    {"\033[6;3~", "M-PgDn"},
    {"\033[2;6~", "C-S-Insert"},
    {"\033O5C", "C-Right"},
    {"\033[5D", "C-Left"},
    {"\033[1;5P", "C-F1"},
    {"\033[1;2S", "S-F4"},
    {"\033[15;2~", "S-F5"},
    {"\033[24;5~", "C-F12"},
    {"\033O2P", "S-F1"},
    {"\033OP", "F1"},
    {"\033OQ", "F2"},
    {"\033OR", "F3"},
    {"\033OS", "F4"},
    {"\033[11~", "F1"},
    {"\033[14~", "F4"},
    {"\033[15~", "F5"},
    {"\033[17~", "F6"},
    {"\033[18~", "F7"},
    {"\033[19~", "F8"},
    {"\033[20~", "F9"},
    {"\033[21~", "F10"},
    {"\033[23~", "F11"},
    {"\033[24~", "F12"},
    {"\033[[A", "F1"},
    {"\033[[E", "F5"},
    {"\033[25~", "S-F1"},
    {"\033[34~", "S-F8"},
    {"\033[a", "S-Up"},
    {"\033[d", "S-Left"},
    {"\033Oa", "C-Up"},
    {"\033Od", "C-Left"},
    {"\033[3^", "C-Delete"},
    {"\033[3$", "S-Delete"},
    {"\033[3@", "C-S-Delete"},
    {"\033OM", "Enter"},
    {"\033Op", "0"},
    {"\033Oy", "9"},
    {"\033Ok", "+"},
    {"\033[27;5;97~", "C-a"},
    {"\033[27;6;9~", "C-S-Tab"},
    {"\033[13;5u", "C-Enter"},
    {"\033[97;3u", "M-a"},
    {"\033[32;5u", "C-@"},
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
    static const char *const types[] = {"TERM=xterm-256color", "TERM=xterm-direct", "TERM=vt100",
                                        "TERM=linux", "TERM=screen-256color"};
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
    static const struct {
        int number;
        char final;
        const char *name;
    } keys[] = {{1, 'A', "Up"},     {1, 'D', "Left"}, {1, 'H', "Home"}, {1, 'F', "End"},
                {3, '~', "Delete"}, {5, '~', "PgUp"}, {1, 'P', "F1"},   {17, '~', "F6"}};
    static const char *const mods[] = {"S-", "M-", "M-S-", "C-", "C-S-", "C-M-", "C-M-S-"};
    ps_t *ps = start("auto", "TERM=xterm-256color", NULL);
    for (size_t k = 0; k < COUNT(keys); k++) {
        for (size_t m = 0; m < COUNT(mods); m++) {
            char bytes[32], text[64];
            snprintf(bytes, sizeof bytes, "\033[%d;%d%c", keys[k].number, (int)m + 2,
                     keys[k].final);
            snprintf(text, sizeof text, "key %s%s", mods[m], keys[k].name);
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
        {"Up", "Up"},     {"Left", "Left"},  {"Home", "Home"},     {"End", "End"},
        {"F1", "F1"},     {"F12", "F12"},    {"S-Left", "S-Left"}, {"C-Right", "C-Right"},
        {"M-Up", "M-Up"}, {"BTab", "S-Tab"}, {"DC", "Delete"},     {"NPage", "PgDn"},
        {"M-f", "M-f"},   {"C-w", "C-w"},    {"Escape", "Esc"},    {"BSpace", "Backspace"},
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

/* A key that comes right after others is not mixed up with them. */
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
    static const char *const after[] = {"\033\033[A", "\033\033OA"};
    for (size_t i = 0; i < COUNT(after); i++) {
        assert_true(ps_text(ps, after[i]));
        events += 1;
        expect(ps, "key Up");
    }
    quit(ps);
}

/* Sequences that mean nothing leave nothing over; malformed UTF-8 is one U+FFFD each. */
static void test_unknown_input(void **state)
{
    (void)state;
    static const char *const nothing[] = {
        "\033[I",
        "\033[O",
        "\033[99~",
        "\033[?62;22c",
        "\033[?1;2;3;4;5;6$y",
        "\033[>0;276;0c",
        "\033Oz",
        "\033[201~",
        "\033[9;5~",
        "\033[<0;0;0M",
        "\033[<0;5;5m",
        "\033[<35;5;5M",
        "\033[<2;5;5M",
        "\033[M#!!",
        "\033[99999999999;99999999999u",
        "\033[[Q",
        "\033[55296u",
    };
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
    assert_true(ps_text(ps, "\033[200~ab\033[201~\033[Az")); /* typed right after it */
    events += 2;
    expect(ps, "key z");
    /* Every byte, and what looks like the end but is not. */
    static const char all[] = "\033[200~\x01\x03\x04\x1A\x1C\x11\x13\x16\x7F\r\n\xFF\033[A"
                              "\033[201\033\033[201~";
    type(ps, all, sizeof all - 1, "paste 21 ^A^C^D^Z^\\^Q^S^V^?^M^J?^[[A^[[201^[");
    type(ps, "x", 1, "key x");
    quit(ps);
}

/* Longer than any that was cut: taken whole. */
static void test_long_paste(void **state)
{
    (void)state;
    enum { SIZE = 17 << 20, LATER = 120000 };
    char *text = malloc(SIZE + 1);
    assert_non_null(text);
    memset(text, 'a', SIZE);
    text[SIZE] = '\0';
    ps_t *ps = start("auto", NULL, NULL);
    assert_true(ps_paste(ps, text));
    free(text);
    char begin[64];
    snprintf(begin, sizeof begin, "#%d paste %d aaaa", ++events, (int)SIZE);
    assert_true(ps_wait_text(ps, begin, LATER));
    type(ps, "x", 1, "key x");
    quit(ps);
}

/* Each comes in one write: text is a paste, and what hands and programs send as keys is keys. The
 * title of an event counts its keys. */
static void test_paste_without_brackets(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        int keys; /* 0: a paste */
        const char *last;
    } cases[] = {
        {"quit\rls -l\r", 0, "paste 11 quit^Mls -l^M"},
        {"q\nx", 0, "paste 3 q^Jx"},
        {"\tif (q)\r\t\tquit();\r", 0, "paste 18 ^Iif (q)^M^I^Iquit();^M"},
        {"\rq\rq", 0, "paste 4 ^Mq^Mq"},
        {"\rquit", 0, "paste 5 ^Mquit"},
        {"quit\r", 0, "paste 5 quit^M"},
        {"quiet nights", 0, "paste 12 quiet nights"},
        {"\xE7\x95\x8C\rq", 0, "paste 5 <U+754C>^Mq"},
        {":quit\r:quit\r", 0, "paste 12 :quit^M:quit^M"},
        {"a\rb\fc\x03\001d", 0, "paste 8 a^Mb^Lc^C^Ad"},
        {"a\rb\x03", 2, "key C-c"}, /* the first of them is a paste */
        {"a\rb\033[A", 2, "key Up"},
        {"4ccG", 4, "key G"},
        {"x\r", 2, "key Enter"},
        {"\r\r\r\r\r\r\r\r\r\r", 10, "key Enter"},
        {"llllllllllllllll", 16, "key l"},
        {"llllllllx", 9, "key x"}, /* a key that was held down, and one more */
        {"/tie\r", 5, "key Enter"},
        {"\t:size 1\r", 9, "key Enter"},
    };
    ps_t *ps = start("auto", TRUECOLOR, NULL);
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_true(ps_text(ps, cases[i].bytes));
        events += cases[i].keys ? cases[i].keys - 1 : 0;
        expect(ps, cases[i].last);
    }
    quit(ps);
}

/* A long one is several events, of all its bytes and nothing else. */
static void test_long_paste_without_brackets(void **state)
{
    (void)state;
    enum { LINES_OF_IT = 20000 };
    ps_t *ps = start("auto", NULL, NULL);
    char *text = malloc(LINES_OF_IT * 8 + 1);
    assert_non_null(text);
    for (int i = 0; i < LINES_OF_IT; i++) sprintf(text + (size_t)i * 8, "q%06d\r", i);
    assert_true(ps_text(ps, text));
    free(text);
    assert_true(ps_wait_text(ps, " paste ", SOON));
    assert_true(ps_settle(ps, 200, SOON));
    assert_true(ps_exit_status(ps) == PS_RUNNING);
    assert_true(ps_find(ps, " paste ", NULL, NULL));
    assert_true(ps_text(ps, "\033[A"));
    assert_true(ps_wait_text(ps, " key Up;", SOON));
    quit(ps);
}

/* On a slow line the rest of a key may come late: the environment's ESCDELAY says how late. */
static void test_escape_delay(void **state)
{
    (void)state;
    ps_t *ps = start("auto", "ESCDELAY=10000", NULL);
    assert_true(ps_text(ps, "\033"));
    usleep(300000);
    assert_true(ps_text(ps, "["));
    usleep(300000);
    assert_true(ps_text(ps, "A"));
    expect(ps, "key Up");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_keys),
        TEST(test_modified_keys),
        TEST(test_keys_as_asked_for),
        TEST(test_bursts),
        TEST(test_unknown_input),
        TEST(test_paste),
        TEST(test_long_paste),
        TEST(test_paste_without_brackets),
        TEST(test_long_paste_without_brackets),
        TEST(test_escape_delay),
        TEST(test_mouse),
    };
    return cmocka_run_group_tests_name("term input", tests, NULL, NULL);
}
