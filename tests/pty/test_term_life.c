/* How the terminal layer takes a terminal and gives it back, whatever happens. */
#define _GNU_SOURCE
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pty/term_helpers.h"

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
    if (!SANITIZED || ps_exit_status(ps) < 0) assert_int_equal(ps_exit_status(ps), -sig);
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
    } cases[] = {{"TERM=xterm-256color", "!", SIGABRT},
                 {"TERM=xterm-256color", "@", SIGSEGV},
                 {"TERM=xterm-256color", "o", SIGSEGV},
                 {"TERM=vt100", "!", SIGABRT}};
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
    assert_int_equal(
        openpty(&master, &slave, NULL, NULL, &(struct winsize){.ws_row = 24, .ws_col = 80}), 0);
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
    while (f != NULL && fgets(line, sizeof line, f) != NULL)
        if (strncmp(line, "voluntary_ctxt_switches:", 24) == 0) count = strtol(line + 24, NULL, 10);
    if (f != NULL) fclose(f);
    return count;
}

/* A program that waits never wakes. */
static void test_idle(void **state)
{
    (void)state;
    ps_t *ps = start("auto", NULL, NULL);
    assert_true(ps_settle(ps, 500, SOON));
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

/* However long its name is, the line says what to do. */
static void test_long_type(void **state)
{
    (void)state;
    static char type[5000] = "TERM=";
    memset(type + strlen(type), 'x', sizeof type - strlen(type) - 1);
    ps_t *ps = spawn(200, 10, "auto", type, NULL, NULL);
    check_ended(ps, 3);
    assert_true(ps_find(ps, "set TERM=xterm-256color", NULL, NULL));
    done(ps);
}

static void test_no_terminal(void **state)
{
    (void)state;
    static const struct {
        const char *redirect, *said;
    } cases[] = {{"</dev/null", "standard input is not a terminal"},
                 {">/dev/null", "standard output is not a terminal"}};
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_ending_signals),   TEST(test_signal_in_a_flood),
        TEST(test_interrupt),        TEST(test_crashes),
        TEST(test_suspend),          TEST(test_size_changed_while_stopped),
        TEST(test_stopped_by_force), TEST(test_killed_while_stopped),
        TEST(test_hangup),           TEST(test_idle),
        TEST(test_refusals),         TEST(test_long_type),
        TEST(test_no_terminal),
    };
    return cmocka_run_group_tests_name("term life", tests, NULL, NULL);
}
