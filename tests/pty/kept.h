/* What the tests of kept texts share: the program with a folder of its own for its states. */
#pragma once

#define SOON 20000
#include "pty/program.h"

static char folder[256]; /* XDG_STATE_HOME */

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
