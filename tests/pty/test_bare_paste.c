/* Pastes that a terminal sends without brackets, and the mouse that is left to it. */
#define _GNU_SOURCE

#include "pty/program.h"

static int teardown(void **state)
{
    (void)state;
    ps_free_all();
    return 0;
}

static bool is_read(ps_t *ps, void *mode)
{
    return ps_mouse_mode(ps) == *(const int *)mode;
}

/* Left to the terminal, the mouse selects text there. */
static void test_mouse_left_alone(void **state)
{
    (void)state;
    int on = 1, off = 0;
    const char *argv[] = {program(), "--fresh", "--no-mouse", NULL};
    ps_t *ps = spawn(argv, 120, 40, "COLORTERM=truecolor");
    see(ps, "Tab explore");
    assert_int_equal(ps_mouse_mode(ps), 0);
    ps_text(ps, "\033:");
    see(ps, " :");
    ps_text(ps, "mouse on\r");
    assert_true(ps_wait(ps, is_read, &on, SOON));
    ps_text(ps, "\033:");
    see(ps, " :");
    ps_text(ps, "mouse off\r");
    assert_true(ps_wait(ps, is_read, &off, SOON));
    ps_keys(ps, "C-c");
    assert_true(ps_wait_exit(ps, SOON));
}

/* Lines that are pasted without brackets are text, wherever the keys go; and none of them runs in
 * the shell after the program. */
static void test_paste_without_brackets(void **state)
{
    (void)state;
    static const char script[] = "\"$0\" --fresh; echo over; read line; echo \"<$line>\"";
    const char *argv[] = {"/bin/sh", "-c", script, program(), NULL};
    ps_t *ps = spawn(argv, 120, 40, "COLORTERM=truecolor");
    see(ps, "you @ 1, dim 2");
    ps_keys(ps, "Tab");
    see(ps, "q quit");
    ps_text(ps, "q is a letter\recho pasted\r");
    see(ps, "taken for a paste");
    see(ps, "echo pasted");
    ps_keys(ps, "C-_");
    see(ps, "you die ");
    ps_keys(ps, "Tab");
    ps_keys(ps, ":");
    see(ps, " :");
    ps_text(ps, "d-model 8\r"); /* the answer to a question, by a program */
    see(ps, "d 8 ");
    ps_text(ps, "q\033[Iecho pasted\recho more\r"); /* what comes after the program's end */
    see(ps, "over");
    ps_text(ps, "mine\r");
    see(ps, "<mine>");
    assert_true(ps_wait_exit(ps, SOON));
}

/* A start mark without an end: what came so far is seen, more is taken, and keys are keys again. */
static void test_paste_without_end(void **state)
{
    (void)state;
    const char *argv[] = {program(), "--fresh", "", NULL};
    ps_t *ps = spawn(argv, 120, 40, "COLORTERM=truecolor");
    see(ps, "Tab explore");
    ps_text(ps, "\033[200~first of it");
    see(ps, "first of it");
    ps_text(ps, ", and the rest");
    see(ps, "first of it, and the rest");
    ps_settle(ps, 400, SOON); /* the pause after which a key by itself is one */
    ps_keys(ps, "C-c");
    assert_gone(ps, 0);
    ps = spawn(argv, 120, 40, "COLORTERM=truecolor");
    see(ps, "Tab explore");
    ps_text(ps, "\033[200~first of it");
    see(ps, "first of it");
    ps_settle(ps, 400, SOON);
    ps_text(ps, "\033:");
    see(ps, "export  corpus");
    ps_text(ps, "quit\r");
    assert_gone(ps, 0);
}

#define TEST(f) cmocka_unit_test_teardown(f, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_mouse_left_alone),
        TEST(test_paste_without_brackets),
        TEST(test_paste_without_end),
    };
    return cmocka_run_group_tests_name("bare_paste", tests, NULL, NULL);
}
