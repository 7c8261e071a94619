/* The program as a person has it: in a terminal, with keys, mouse, paste,
 * resizes and signals. Tests wait for text, never for time. */
#define _GNU_SOURCE

#include "pty/program.h"

#define LINE "When you play the game of thrones you win or you die"

static int teardown(void **state)
{
    (void)state;
    ps_free_all();
    return 0;
}

/* The program with its default sentence, shown to the last line. */
static ps_t *start(int cols, int rows, const char *env)
{
    const char *argv[] = {program(), "--fresh", NULL};
    /* Texts that other tests left would be named in a message over the last lines. */
    assert_int_equal(system("[ -z \"$XDG_STATE_HOME\" ] || rm -rf \"$XDG_STATE_HOME/lexwave\""), 0);
    ps_t *ps = spawn(argv, cols, rows, env);
    assert_true(ps_wait_text(ps, "Tab explore", SOON));
    assert_true(ps_wait_text(ps, "you @ 1, dim 2", SOON));
    return ps;
}

static void test_first_screen(void **state)
{
    (void)state;
    ps_t *ps = start(120, 40, "COLORTERM=truecolor");
    static const char *const texts[] = {"1 Pipeline",
                                        "d 16 · base 10⁴ · √d on",
                                        LINE,
                                        "12 tokens · 0 new",
                                        "X = E + P",
                                        "▾2",
                                        "still columns 7 of 16",
                                        "|P| 2.83",
                                        "wavelength 19.87 positions",
                                        "P = sin(1 / 10000^(2/16)) = sin(0.3162) = +0.3110"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) see(ps, texts[i]);
    ps_cell_t one, seven, ten,
        other; /* `you` at 1, 7 and 10: its third cell of E is the same colour */
    assert_true(ps_cell(ps, 8, 24, &one) && ps_cell(ps, 14, 24, &seven) &&
                ps_cell(ps, 17, 24, &ten));
    assert_true(ps_cell(ps, 9, 24, &other));
    assert_int_equal(one.bg.kind, PS_RGB);
    assert_true(one.bg.r == ten.bg.r && one.bg.g == ten.bg.g && one.bg.b == ten.bg.b);
    assert_true(one.bg.r == seven.bg.r && one.bg.g == seven.bg.g && one.bg.b == seven.bg.b);
    assert_false(one.bg.r == other.bg.r && one.bg.g == other.bg.g && one.bg.b == other.bg.b);
    assert_true(ps_altscreen(ps));
    quit(ps);
}

static void test_typing(void **state)
{
    (void)state;
    ps_t *ps = start(120, 40, "COLORTERM=truecolor");
    ps_keys(ps, "Home");
    ps_text(ps, "Zebras 狗 ");
    see(ps, "› Zebras 狗 When you");
    see(ps, "14 tokens · 1 new");
    ps_keys(ps, "C-u");
    see(ps, "12 tokens");
    ps_keys(ps, "C-k");
    see(ps, "no tokens yet");
    ps_keys(ps, "C-_");
    see(ps, LINE);
    int row, col;
    ps_settle(ps, 50, SOON);
    assert_true(ps_cursor(ps, &row, &col)); /* visible, in the sentence */
    assert_int_equal(row, 2);
    quit(ps);
}

static void test_exploring(void **state)
{
    (void)state;
    ps_t *ps = start(120, 40, NULL);
    ps_keys(ps, "Tab");
    see(ps, "? help");
    ps_keys(ps, "Right Down");
    see(ps, "play @ 2, dim 3");
    ps_keys(ps, "M ]");
    see(ps, "play @ 3, dim 3");
    see(ps, "d 32");
    ps_keys(ps, "d");
    see(ps, "go to dimension 0 … 31");
    ps_text(ps, "31");
    ps_keys(ps, "Enter");
    see(ps, "play @ 3, dim 31");
    ps_keys(ps, "?");
    see(ps, "Words on screen, keys and mouse");
    ps_keys(ps, "Escape");
    assert_true(ps_wait_no_text(ps, "Words on screen, keys and mouse", SOON));
    ps_keys(ps, "q");
    assert_gone(ps, 0);
}

static void test_mouse(void **state)
{
    (void)state;
    ps_t *ps = start(120, 40, NULL);
    assert_true(ps_mouse_mode(ps) > 0);
    ps_click(ps, 34, 9, 1);
    see(ps, "play @ 2, dim 8");
    ps_mouse(ps, 30, 10, 5, true);
    see(ps, "of @ 5, dim 8");
    ps_click(ps, 3, 2, 1);
    ps_text(ps, "So ");
    see(ps, "› So When");
    quit(ps);
}

/* Pasted text is text: no key in it acts, no sequence in it reaches the terminal. */
static void test_paste(void **state)
{
    (void)state;
    ps_t *ps = start(120, 40, NULL);
    ps_keys(ps, "Tab");
    see(ps, "? help");
    ps_paste(ps, " q \033[31mred\033]0;title\a \xE2\x80\xAE"
                 "end");
    see(ps, "␛[31mred␛]0;title␇"); /* the sentence goes on in its next line */
    see(ps, "⟨U+202E⟩end");
    size_t len;
    const char *raw = ps_raw(ps, &len);
    assert_null(memmem(raw, len, "\033[31mred", 8));
    assert_null(memmem(raw, len, "\033]0;title", 9));
    assert_null(memmem(raw, len, "\xE2\x80\xAE", 3));
    quit(ps);
}

static void test_resize(void **state)
{
    (void)state;
    ps_t *ps = start(120, 40, NULL);
    ps_resize(ps, 80, 24);
    see(ps, "still 7 of 16");
    ps_resize(ps, 40, 12);
    see(ps, "Alt-1…9 view  F1 help  Ctrl-C quit");
    static const int sizes[][2] = {{1, 1},    {2, 3},    {19, 5},   {20, 6},
                                   {500, 10}, {10, 200}, {300, 100}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        ps_resize(ps, sizes[i][0], sizes[i][1]);
        assert_true(ps_settle(ps, 60, SOON));
    }
    ps_resize(ps, 110, 35);
    ps_resize(ps, 120, 40); /* two at once: the last one counts */
    see(ps, "wavelength 19.87 positions");
    see(ps, "P = sin(1 / 10000^(2/16)) = sin(0.3162) = +0.3110");
    quit(ps);
}

static void test_suspend_and_resume(void **state)
{
    (void)state;
    ps_t *ps = start(120, 40, "COLORTERM=truecolor");
    ps_keys(ps, "C-z");
    assert_true(ps_wait_stop(ps, SOON));
    char why[128] = "";
    if (!ps_restored(ps, why, sizeof why)) fail_msg("while suspended: %s", why);
    assert_true(ps_resume(ps));
    see(ps, "wavelength 19.87 positions");
    ps_text(ps, "x");
    see(ps, "or you diex");
    quit(ps);
}

static void end_by(int signal_number)
{
    ps_t *ps = start(120, 40, "COLORTERM=truecolor");
    ps_signal(ps, signal_number);
    assert_gone(ps, -signal_number);
}

static void test_signals(void **state)
{
    (void)state;
    end_by(SIGTERM);
    end_by(SIGHUP);
    end_by(SIGQUIT);
}

/* A crash: the sanitizers' own handler comes first in a sanitized build. */
static void test_crash(void **state)
{
    (void)state;
    if (getenv("SAN") && *getenv("SAN")) {
        print_message("skipped: crash signals under the sanitizers\n");
        skip();
    }
    end_by(SIGSEGV);
    end_by(SIGABRT);
    end_by(SIGFPE);
}

static void test_colours(void **state)
{
    (void)state;
    static const struct {
        const char *env, *terminal;
        enum ps_color_kind kind;
    } cases[] = {
        {"COLORTERM=truecolor", NULL, PS_RGB},
        {"COLORTERM=", "TERM=xterm-256color", PS_INDEXED},
        {"NO_COLOR=1", "TERM=xterm-256color", PS_DEFAULT},
        {"COLORTERM=", "TERM=vt100", PS_DEFAULT},
        {"COLORTERM=", "TERM=xterm", PS_INDEXED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *argv[] = {program(), "--fresh", NULL},
                   *env[] = {cases[i].env, cases[i].terminal, NULL};
        ps_t *ps = ps_spawn(argv, 120, 40, env);
        assert_non_null(ps);
        see(ps, "Ctrl-C quit");
        ps_cell_t tab;
        assert_true(ps_cell(ps, 0, 12, &tab)); /* the current tab: a coloured ground, or reverse */
        assert_int_equal(tab.bg.kind, cases[i].kind);
        assert_int_equal(tab.reverse, cases[i].kind == PS_DEFAULT);
        quit(ps);
    }
}

/* With --ascii the program's own characters are ASCII; a text's are as they are where the locale can
 * write them, and spelled where it cannot. */
static void test_ascii(void **state)
{
    (void)state;
    static const struct {
        const char *env, *line;
        uint32_t of_text; /* the one character that may be beyond ASCII */
    } cases[] = {{NULL, "> 狗 When you", 0x72D7}, {"LC_ALL=C", "<U+72D7> When you", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *argv[] = {program(), "--fresh", "--ascii", "狗 " LINE, NULL};
        ps_t *ps = spawn(argv, 120, 40, cases[i].env);
        see(ps, cases[i].line);
        ps_settle(ps, 30, SOON);
        for (int row = 0; row < 40; row++)
            for (int col = 0; col < 120; col++) {
                ps_cell_t cell;
                assert_true(ps_cell(ps, row, col, &cell));
                assert_true(cell.ch < 0x7F || cell.ch == cases[i].of_text);
            }
        quit(ps);
    }
}

/* Where the font has no braille, which the Linux console says by its type, curves are half blocks,
 * unless something else was asked for. */
static void test_curves_of_the_console(void **state)
{
    (void)state;
    static const struct {
        const char *env, *curves;
        bool braille;
    } cases[] = {{"TERM=linux", "auto", false},
                 {"TERM=linux", "braille", true},
                 {"TERM=xterm-256color", "auto", true},
                 {"TERM=xterm-256color", "halves", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *argv[] = {program(),  "--fresh",       "--view", "waves",
                              "--curves", cases[i].curves, NULL};
        ps_t *ps = spawn(argv, 120, 40, cases[i].env);
        int braille = 0, halves = 0;
        see(ps, "wavelength 19.87");
        ps_settle(ps, 30, SOON);
        for (int row = 6; row < 13; row++) /* the large waves */
            for (int col = 0; col < 120; col++) {
                ps_cell_t cell;
                assert_true(ps_cell(ps, row, col, &cell));
                braille += cell.ch > 0x2800 && cell.ch < 0x2900;
                halves += cell.ch == 0x2580 || cell.ch == 0x2584;
            }
        assert_true(cases[i].braille ? braille > 60 && !halves : halves > 60 && !braille);
        quit(ps);
    }
}

/* Text comes through a pipe, keys from the terminal. */
static void test_text_from_a_pipe(void **state)
{
    (void)state;
    char command[600];
    snprintf(command, sizeof command, "printf 'the dog chased the cat\\n' | %s", program());
    const char *argv[] = {"/bin/sh", "-c", command, NULL};
    ps_t *ps = spawn(argv, 120, 40, NULL);
    see(ps, "5 tokens");
    ps_text(ps, " home");
    see(ps, "the cat home");
    quit(ps);
}

/* Typing one letter sends the rows that changed, not the screen: with 100 tokens
 * and 512 dimensions a full frame is many times as long. */
static void test_a_letter_is_cheap(void **state)
{
    (void)state;
    char text[1200] = "";
    for (int i = 0; i < 25; i++) strcat(text, "the dog chased cats ");
    strcat(text, "ho");
    const char *argv[] = {program(), "-d", "512", text, NULL};
    ps_t *ps = spawn(argv, 120, 40, "COLORTERM=truecolor");
    see(ps, "101 tokens");
    ps_keys(ps, "C-e"); /* the cursor at the end; the last word is selected */
    see(ps, "ho @ 100");
    ps_settle(ps, 1200, SOON); /* marks fade */
    size_t before = ps_bytes(ps);
    ps_text(ps, "m");
    see(ps, "hom @ 100");
    ps_settle(ps, 30, SOON);
    size_t letter = ps_bytes(ps) - before;
    ps_settle(ps, 1200, SOON);
    before = ps_bytes(ps);
    ps_keys(ps, "C-l");
    ps_settle(ps, 100, SOON);
    size_t whole = ps_bytes(ps) - before;
    if (letter * 8 > whole)
        fail_msg("a letter sends %zu bytes, the whole screen %zu", letter, whole);
    quit(ps);
}

/* Whether the state file at this path holds the text that was typed last. */
static bool is_saved(ps_t *ps, void *path)
{
    (void)ps;
    char bytes[8192] = "";
    FILE *f = fopen(path, "rb");
    size_t n = f != NULL ? fread(bytes, 1, sizeof bytes - 1, f) : 0;
    if (f != NULL) fclose(f);
    return n > 0 && strstr(bytes, "die! again") != NULL;
}

/* A kept state that cannot be read is named with its line; the others' places are emptied before,
 * so that it is the only one. */
static void see_broken(const char *directory, const char *const plain[], const char *env)
{
    char path[300], sweep[400];
    snprintf(path, sizeof path, "%s/lexwave/state", directory);
    snprintf(sweep, sizeof sweep, "rm -f '%s'*", path);
    assert_int_equal(system(sweep), 0);
    FILE *broken = fopen(path, "w");
    assert_non_null(broken);
    fputs("lexwave state 1\nd-model zero\ntext\nhi", broken);
    fclose(broken);
    ps_t *ps = spawn(plain, 120, 40, env);
    see(ps, "line 2: --d-model zero");
    quit(ps);
}

/* What was on screen comes back at the next start: after quitting, after a kill
 * that leaves no time, and with what the command line says on top. */
static void test_saved_state(void **state)
{
    (void)state;
    const char *scratch = getenv("TMPDIR"); /* the test run's own, removed at its end */
    char directory[256], env[300], path_of_state[300];
    snprintf(directory, sizeof directory, "%s/lexwave-state-XXXXXX",
             scratch && *scratch ? scratch : "/tmp");
    assert_non_null(mkdtemp(directory));
    snprintf(env, sizeof env, "XDG_STATE_HOME=%s", directory);
    snprintf(path_of_state, sizeof path_of_state, "%s/lexwave/state", directory);
    const char *plain[] = {program(), NULL}, *fresh[] = {program(), "--fresh", NULL},
               *small[] = {program(), "-d", "8", NULL}, *text[] = {program(), "hello", NULL};
    ps_t *ps = spawn(plain, 120, 40, env);
    see(ps, LINE);
    ps_text(ps, "!");
    ps_keys(ps, "Tab M ] l");
    see(ps, "! @ 13, dim 3"); /* the letter typed last is selected */
    ps_keys(ps, "q");
    assert_gone(ps, 0);
    ps = spawn(plain, 120, 40, env);
    see(ps, "going on from last time");
    see(ps, "! @ 13, dim 3");
    see(ps, "d 32");
    ps_text(ps, " again");
    assert_true(ps_wait(ps, is_saved, path_of_state, SOON));
    ps_signal(ps, SIGKILL);
    assert_true(ps_wait_exit(ps, SOON));
    ps_free(ps);
    ps = spawn(small, 120, 40, env);
    see(ps, "die! again");
    see(ps, "d 8");
    quit(ps);
    ps = spawn(fresh, 120, 40, env);
    see(ps, "12 tokens"); /* a message names the other texts over the lines below */
    assert_false(ps_find(ps, "again", NULL, NULL));
    quit(ps);
    ps = spawn(text, 120, 40, env);
    see(ps, "1 token ");
    quit(ps);
    ps = spawn(text, 120, 40, env);
    see(ps, "1 token ");
    ps_text(ps, "!"); /* beside a kept text, one is kept once it is edited */
    see(ps, "hello!");
    ps_keys(ps, "Tab 7 w");
    see(ps, "WRONG FORMULA wrong-exponent: ");
    quit(ps);
    ps = spawn(plain, 120, 40, env); /* it comes back only when asked for */
    see(ps, "going on from last time with scheme sinusoidal: wrong-exponent was not taken over, a "
            "wrong formula");
    assert_true(ps_find(ps, "lexwave   1 Pipe", NULL, NULL));
    quit(ps);
    see_broken(directory, plain, env);
}

/* A paste whose end was lost on the way takes every key as its text, but for Ctrl-C after a pause:
 * each one comes too soon after the last for the paste to end by itself. */
static void test_paste_without_end(void **state)
{
    (void)state;
    const char *const argv[] = {program(), "--fresh", NULL},
                      *env[] = {"XDG_STATE_HOME=/nonexistent", NULL};
    ps_t *ps = ps_spawn(argv, 80, 24, env);
    see(ps, "12 tokens"); /* a message may cover the lines below */
    ps_text(ps, "\033[200~ unended");
    bool shown = false;
    for (int i = 0; i < 20 && !shown; i++) {
        shown = ps_wait_text(ps, "die unended", 1000);
        if (!shown) ps_text(ps, "\003");
    }
    assert_true(shown);
    ps_text(ps, "\003");
    assert_true(ps_wait_exit(ps, SOON));
    ps_free(ps);
}

/* The terminal is where keys come from. */
static void test_terminal_as_input(void **state)
{
    (void)state;
    const char *const argv[] = {program(), "--fresh", "-", NULL}, *env[] = {NULL};
    ps_t *ps = ps_spawn(argv, 100, 24, env);
    see(ps, "- reads standard input, which is the terminal here: echo a text | lexwave -");
    assert_gone(ps, 1);
}

/* Megabytes by standard input: the first screen is there at once, keys are taken while the
 * rest is read, and all of it comes back at the next start. */
static void test_long_text(void **state)
{
    (void)state;
    enum { TIMES = 400000 };
    const char *scratch = getenv("TMPDIR");
    char directory[200], env[300], path[300], command[1024];
    snprintf(directory, sizeof directory, "%s/lexwave-long-XXXXXX",
             scratch && *scratch ? scratch : "/tmp");
    assert_non_null(mkdtemp(directory));
    snprintf(env, sizeof env, "XDG_STATE_HOME=%s", directory);
    snprintf(path, sizeof path, "%s/text", directory);
    snprintf(command, sizeof command, "exec '%s' --fresh - < '%s'", program(), path);
    const char *piped[] = {"/bin/sh", "-c", command, NULL}, *plain[] = {program(), NULL};
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    for (int i = 0; i < TIMES; i++) fputs("you win ", f);
    assert_int_equal(fclose(f), 0);
    ps_t *ps = spawn(piped, 120, 40, env);
    see(ps, "tokens");
    ps_keys(ps, "Home");
    ps_text(ps, "Now ");
    see(ps, "Now you win");
    see(ps, "800001 tokens");
    ps_keys(ps, "End");
    ps_text(ps, "again");
    see(ps, "800002 tokens");
    see(ps, "again @ 800001, dim 2");
    quit(ps);
    ps = spawn(plain, 120, 40, env);
    see(ps, "going on from last time");
    see(ps, "800002 tokens");
    see(ps, "again @ 800001, dim 2");
    quit(ps);
}

/* When nothing happens, nothing is sent. */
static void test_idle(void **state)
{
    (void)state;
    ps_t *ps = start(120, 40, NULL);
    ps_settle(ps, 200, SOON);
    size_t before = ps_bytes(ps);
    ps_settle(ps, 1500, SOON);
    assert_int_equal(ps_bytes(ps), before);
    quit(ps);
}

#define TEST(f) cmocka_unit_test_teardown(f, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_first_screen),
        TEST(test_typing),
        TEST(test_exploring),
        TEST(test_mouse),
        TEST(test_paste),
        TEST(test_resize),
        TEST(test_suspend_and_resume),
        TEST(test_signals),
        TEST(test_crash),
        TEST(test_colours),
        TEST(test_ascii),
        TEST(test_curves_of_the_console),
        TEST(test_text_from_a_pipe),
        TEST(test_a_letter_is_cheap),
        TEST(test_saved_state),
        TEST(test_paste_without_end),
        TEST(test_terminal_as_input),
        TEST(test_long_text),
        TEST(test_idle),
    };
    return cmocka_run_group_tests_name("tui", tests, NULL, NULL);
}
