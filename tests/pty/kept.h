/* What the tests of kept texts share: the program with a folder of its own for its states. */
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

#define SOON 20000 /* bounds how long a failure takes, no more */

static char folder[256]; /* XDG_STATE_HOME */

static inline const char *program(void)
{
    static char path[512];
    const char *build = getenv("BUILD");
    snprintf(path, sizeof path, "%s/lexwave", build ? build : "build");
    return path;
}

/* A path below folder/lexwave; valid for four calls. */
static inline const char *place(const char *name)
{
    static char paths[4][512];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof *paths, "%s/lexwave%s%s", folder, *name ? "/" : "", name);
    return path;
}

static inline int setup(void **state)
{
    (void)state;
    const char *scratch = getenv("TMPDIR"); /* the test run's own, removed at its end */
    snprintf(folder, sizeof folder, "%s/lexwave-kept-XXXXXX",
             scratch && *scratch ? scratch : "/tmp");
    return mkdtemp(folder) ? 0 : -1;
}

static inline int teardown(void **state)
{
    (void)state;
    ps_free_all();
    char command[400];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command) == 0 ? 0 : -1;
}

static inline ps_t *run(const char *const argv[])
{
    char env[300];
    snprintf(env, sizeof env, "XDG_STATE_HOME=%s", folder);
    const char *envs[] = {env, NULL};
    ps_t *ps = ps_spawn(argv, 200, 40, envs);
    assert_non_null(ps);
    return ps;
}

static inline ps_t *start(const char *option, const char *value)
{
    const char *argv[] = {program(), option, value, NULL};
    return run(argv);
}

static inline void see(ps_t *ps, const char *text)
{
    if (ps_wait_text(ps, text, SOON)) return;
    ps_dump(ps, stderr);
    fail_msg("\"%s\" did not come", text);
}

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

static inline void kill_now(ps_t *ps)
{
    ps_signal(ps, SIGKILL);
    assert_true(ps_wait_exit(ps, SOON));
    ps_free(ps);
}

static inline void write_file(const char *path, const char *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

/* The first bytes of a file, ended by NUL; "" where there is none. */
static inline const char *read_whole(const char *path)
{
    static char bytes[65536];
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(bytes, 1, sizeof bytes - 1, f) : 0;
    if (f) fclose(f);
    bytes[n] = 0;
    return bytes;
}
