/* On a system that describes no terminal, and on one whose C library has no locale: the program
 * knows the usual terminals itself, and speaks UTF-8 where the environment says so. */
#define _GNU_SOURCE
#include "pty/program.h"
#include "term/info/builtin.h"

#include <errno.h>

static ps_t *start(const char *terminal, const char *const more[])
{
    static char path[512], term[128];
    const char *build = getenv("BUILD");
    snprintf(path, sizeof path, "%s/tests/lexwave-bare", build ? build : "build");
    snprintf(term, sizeof term, "TERM=%s", terminal);
    const char *const argv[] = {path, "--no-config", "--fresh", NULL};
    const char *envs[8] = {term, "TERMINFO=/nonexistent", "TERMINFO_DIRS=/nonexistent"};
    size_t n = 3;
    for (; more != NULL && *more != NULL; more++) envs[n++] = *more;
    ps_t *ps = ps_spawn(argv, 80, 24, envs);
    if (ps == NULL) fail_msg("%s: %s", path, strerror(errno));
    return ps;
}

/* Each name of each entry starts, draws, takes a key, and gives the terminal back: but for two that
 * bring back a cursor which they have not saved, and which libvterm then hides. */
static void test_each_terminal(void **state)
{
    (void)state;
    for (size_t i = 0; builtin_names(i) != NULL; i++) {
        char names[128];
        assert_true(snprintf(names, sizeof names, "%s", builtin_names(i)) < (int)sizeof names);
        for (char *rest = names, *name; (name = strsep(&rest, "|")) != NULL;) {
            if (strcmp(name, "dumb") == 0) continue;
            ps_t *ps = start(name, NULL);
            if (!ps_wait_text(ps, "F1 help", SOON)) {
                ps_dump(ps, stderr);
                fail_msg("TERM=%s draws nothing", name);
            }
            char why[128] = "";
            assert_true(ps_keys(ps, "C-c"));
            assert_true(ps_wait_exit(ps, SOON));
            assert_int_equal(ps_exit_status(ps), 0);
            bool saves = strcmp(name, "cygwin") != 0 && strcmp(name, "eterm-color") != 0;
            if (saves && !ps_restored(ps, why, sizeof why)) fail_msg("TERM=%s: %s", name, why);
            ps_free(ps);
        }
    }
}

static void test_refused(void **state)
{
    (void)state;
    ps_t *ps = start("dumb", NULL);
    see(ps, "(TERM) cannot move its cursor");
    assert_gone(ps, 1);
    static const char *const unknown[] = {"no-such-terminal", "xterm-", "|", "term", "xterm|xterm"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        ps = start(unknown[i], NULL);
        see(ps, "(TERM) is not described");
        assert_gone(ps, 1);
    }
}

/* What the entry says is what is used: 8 colours in a console, 256 in what its name says. */
static void test_colours(void **state)
{
    (void)state;
    static const struct {
        const char *terminal, *more;
        enum ps_color_kind kind;
    } cases[] = {{"xterm-ghostty", NULL, PS_INDEXED},
                 {"vt100", NULL, PS_DEFAULT},
                 {"linux", NULL, PS_INDEXED},
                 {"xterm-kitty", "COLORTERM=truecolor", PS_RGB},
                 {"foot-direct", NULL, PS_RGB}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const more[] = {cases[i].more, NULL};
        ps_t *ps = start(cases[i].terminal, more);
        see(ps, "F1 help");
        bool found = false;
        for (int row = 0; row < 24 && !found; row++)
            for (int col = 0; col < 80 && !found; col++) {
                ps_cell_t cell;
                found = ps_cell(ps, row, col, &cell) && cell.bg.kind != PS_DEFAULT;
                if (found) assert_int_equal(cell.bg.kind, cases[i].kind);
            }
        assert_int_equal(found, cases[i].kind != PS_DEFAULT);
        quit(ps);
    }
}

/* LOCPATH: the C library finds no locale but its own, of ASCII. */
static void test_no_locale(void **state)
{
    (void)state;
    static const char *const speaks[] = {"LOCPATH=/nonexistent", "LC_ALL=de_DE.UTF-8", NULL};
    ps_t *ps = start("xterm-256color", speaks);
    see(ps, "F1 help");
    assert_true(ps_keys(ps, "Home"));
    assert_true(ps_text(ps, "ü日é "));
    see(ps, "ü日é");
    see(ps, "›");
    quit(ps);
    static const char *const silent[] = {"LOCPATH=/nonexistent", "LC_ALL=C", NULL};
    ps = start("xterm-256color", silent);
    see(ps, "F1 help");
    int row, col;
    assert_false(ps_find(ps, "›", &row, &col));
    quit(ps);
}

static int tidy(void **state)
{
    (void)state;
    ps_free_all();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_each_terminal, tidy),
        cmocka_unit_test_teardown(test_refused, tidy),
        cmocka_unit_test_teardown(test_colours, tidy),
        cmocka_unit_test_teardown(test_no_locale, tidy),
    };
    return cmocka_run_group_tests_name("terminals that are built in", tests, NULL, NULL);
}
