/* What the tests of the program on a pseudo-terminal share. They wait for text or the end, never
 * for time: SOON only bounds how long a failure takes. Include after defining _GNU_SOURCE. */
#pragma once

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pty/ptyscreen.h"

#ifndef SOON
#define SOON 60000
#endif

static inline const char *program(void)
{
    static char path[512];
    const char *build = getenv("BUILD");
    snprintf(path, sizeof path, "%s/lexwave", build ? build : "build");
    return path;
}

static inline void see(ps_t *ps, const char *text)
{
    if (ps_wait_text(ps, text, SOON)) return;
    ps_dump(ps, stderr);
    fail_msg("\"%s\" did not come", text);
}

static inline ps_t *spawn(const char *const argv[], int cols, int rows, const char *env)
{
    const char *envs[] = {env, NULL};
    ps_t *ps = ps_spawn(argv, cols, rows, envs);
    assert_non_null(ps);
    return ps;
}

/* The program has ended with that status, and the terminal is as it was. */
static inline void assert_gone(ps_t *ps, int status)
{
    char why[128] = "";
    assert_true(ps_wait_exit(ps, SOON));
    assert_int_equal(ps_exit_status(ps), status);
    if (!ps_restored(ps, why, sizeof why)) fail_msg("the terminal is not as it was: %s", why);
    ps_free(ps);
}

static inline void quit(ps_t *ps)
{
    assert_true(ps_keys(ps, "C-c"));
    assert_gone(ps, 0);
}
