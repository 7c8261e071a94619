/* What the running program reads and writes besides its state: exports and
 * corpora by the command line, and the config file. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "pty/ptyscreen.h"

#define SOON 60000 /* bounds how long a failure takes, no more */

static char directory[64];

static int setup(void **state)
{
    (void)state;
    strcpy(directory, "/tmp/lexwave-files-XXXXXX");
    return mkdtemp(directory) ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    ps_free_all();
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", directory);
    return system(command) ? -1 : 0;
}

static const char *path_of(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    return path;
}

static void write_file(const char *name, const char *text)
{
    FILE *f = fopen(path_of(name), "w");
    assert_non_null(f);
    fputs(text, f);
    assert_int_equal(fclose(f), 0);
}

/* The file's first bytes; NULL without the file. */
static const char *read_file(const char *name)
{
    static char text[1 << 16];
    FILE *f = fopen(path_of(name), "r");
    if (!f) return NULL;
    text[fread(text, 1, sizeof text - 1, f)] = 0;
    fclose(f);
    return text;
}

static void see(ps_t *ps, const char *text)
{
    if (ps_wait_text(ps, text, SOON)) return;
    ps_dump(ps, stderr);
    fail_msg("\"%s\" did not come", text);
}

static ps_t *spawn(const char *const more[2], const char *env)
{
    static char program[512];
    const char *build = getenv("BUILD");
    snprintf(program, sizeof program, "%s/lexwave", build ? build : "build");
    const char *argv[] = {program, "--fresh", more[0], more[0] ? more[1] : NULL, NULL},
               *envs[] = {env, NULL};
    ps_t *ps = ps_spawn(argv, 120, 40, envs);
    assert_non_null(ps);
    return ps;
}

static ps_t *start(const char *env)
{
    ps_t *ps = spawn((const char *const[2]){NULL, NULL}, env);
    see(ps, "you @ 1, dim 2");
    ps_keys(ps, "Tab");
    see(ps, "? help");
    return ps;
}

static void command(ps_t *ps, const char *verb, const char *name)
{
    char line[256];
    snprintf(line, sizeof line, ":%s%s", verb, *name ? path_of(name) : "");
    ps_text(ps, line);
    ps_keys(ps, "Enter");
}

/* Ends the program, but keeps what it left in the terminal. */
static void quit_keeping(ps_t *ps)
{
    char why[128] = "";
    assert_true(ps_keys(ps, "C-c"));
    assert_true(ps_wait_exit(ps, SOON));
    assert_int_equal(ps_exit_status(ps), 0);
    if (!ps_restored(ps, why, sizeof why)) fail_msg("the terminal is not as it was: %s", why);
}

static void quit(ps_t *ps)
{
    quit_keeping(ps);
    ps_free(ps);
}

static void test_export(void **state)
{
    (void)state;
    ps_t *ps = start("COLORTERM="); /* 256 colours: the picture has them all */
    command(ps, "export svg ", "a.svg");
    see(ps, "written: ");
    see(ps, "(svg, 120x40)");
    const char *svg = read_file("a.svg");
    assert_non_null(svg);
    assert_memory_equal(svg, "<svg", 4);
    assert_non_null(
        strstr(svg, "#22344f")); /* the dark theme's chips, which 256 colours do not have */
    command(ps, "export text ", "a.txt");
    see(ps, "(text, 120x40)");
    const char *text = read_file("a.txt");
    assert_non_null(strstr(text, "When you play the game of thrones"));
    assert_non_null(strstr(text, "? help")); /* the screen without the question */
    assert_null(strstr(text, ":export"));
    command(ps, "export html ", "none/a.html");
    see(ps, "make it first");
    see(ps, ":export html");
    assert_null(read_file("none/a.html"));
    ps_keys(ps, "Escape");
    see(ps, "? help");
    ps_keys(ps, "Right");
    see(ps, "you @ 1, dim 3");
    quit(ps);
}

static void test_corpus(void **state)
{
    (void)state;
    write_file("corpus.txt", "you win\nor you die");
    write_file("empty.txt", "");
    ps_t *ps = start(NULL);
    see(ps, "0 new");
    command(ps, "corpus ", "corpus.txt");
    see(ps, "corpus.txt: a vocabulary of");
    see(ps, "6 new");
    command(ps, "corpus ", "missing.txt");
    see(ps, "missing.txt: does not exist: check the name");
    see(ps, ":corpus ");
    see(ps, "6 new"); /* what was there is there still */
    ps_keys(ps, "C-u Escape");
    see(ps, "? help");
    command(ps, "corpus ", "empty.txt");
    see(ps, "is empty");
    see(ps, ":corpus "); /* the row below is painted after it */
    ps_keys(ps, "Escape");
    see(ps, "? help");
    ps_keys(ps, "T");
    see(ps, "tokenizer character");
    ps_keys(ps, "T T");
    see(ps, "6 new"); /* built again from the corpus that was kept */
    command(ps, "corpus built-in", "");
    see(ps, "0 new");
    quit(ps);
}

/* Gives the program a little more of its corpus until it tells how far it is. */
static bool fed(ps_t *ps, void *fd)
{
    if (write(*(int *)fd, "You win. ", 9) < 0 && errno != EAGAIN) return false;
    return ps_find(ps, "reading the corpus: 0 MB", NULL, NULL);
}

/* A corpus that comes slowly, through standard input: its progress is told before the screen is up. */
static void test_slow_corpus(void **state)
{
    (void)state;
    const char *build = getenv("BUILD");
    char name[128], line[700];
    snprintf(name, sizeof name, "%s", path_of("slow"));
    assert_int_equal(mkfifo(name, 0600), 0);
    snprintf(line, sizeof line, "exec '%s/lexwave' --fresh --corpus - 'you win' <'%s'",
             build ? build : "build", name);
    const char *argv[] = {"sh", "-c", line, NULL};
    ps_t *ps = ps_spawn(argv, 120, 40, NULL);
    assert_non_null(ps);
    int fd = open(name, O_RDWR | O_NONBLOCK |
                            O_CLOEXEC); /* not before the spawn, whose helper would keep it */
    assert_true(fd >= 0);
    assert_true(ps_wait(ps, fed, &fd, SOON));
    assert_false(ps_altscreen(ps));
    close(fd);
    see(ps, "2 tokens · 0 new");
    assert_true(ps_altscreen(ps));
    quit_keeping(ps);
    assert_false(
        ps_find(ps, "reading the corpus", NULL, NULL)); /* nor in the terminal's own screen */
    ps_free(ps);
}

/* What is no file is no corpus: it is said at once, and the line can be mended. */
static void test_no_corpus(void **state)
{
    (void)state;
    static const char *const paths[] = {"/dev/zero", "/dev/tty", "/dev/null"};
    assert_int_equal(mkfifo(path_of("fifo"), 0600), 0);
    ps_t *ps = start(NULL);
    command(ps, "corpus ", "fifo");
    see(ps, "fifo: is a pipe, not a file");
    ps_keys(ps, "Escape");
    see(ps, "? help");
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        char said[64], line[64];
        snprintf(said, sizeof said, "%s: is a device, not a file", paths[i]);
        snprintf(line, sizeof line, ":corpus %s", paths[i]);
        ps_text(ps, line);
        ps_keys(ps, "Enter");
        see(ps, said);
        ps_keys(ps, "Escape");
        see(ps, "? help");
    }
    ps_text(ps, ":corpus -");
    ps_keys(ps, "Enter");
    see(ps, "- is the terminal itself here: name a file");
    ps_keys(ps, "Escape");
    see(ps, "? help");
    see(ps, "0 new");
    quit(ps);
}

static ps_t *run(const char *const argv_tail[3], const char *config, const char *state_home)
{
    static char program[512], env_config[160], env_state[160];
    const char *build = getenv("BUILD");
    snprintf(program, sizeof program, "%s/lexwave", build ? build : "build");
    snprintf(env_config, sizeof env_config, "XDG_CONFIG_HOME=%s", config);
    snprintf(env_state, sizeof env_state, "XDG_STATE_HOME=%s", state_home);
    const char *argv[] = {program, argv_tail[0], argv_tail[1], argv_tail[2], NULL};
    const char *envs[] = {env_config, env_state, NULL};
    ps_t *ps = ps_spawn(argv, 120, 40, envs);
    assert_non_null(ps);
    return ps;
}

/* The program's defaults < config < saved < command line. */
static void test_config(void **state)
{
    (void)state;
    static const char *const plain[3] = {NULL}, *const small[3] = {"-d", "8", NULL};
    static const char *const none[3] = {"--no-config", NULL};
    assert_int_equal(mkdir(path_of("lexwave"), 0700), 0);
    write_file(
        "lexwave/config",
        "# mine\nd-model 64\nbase 100\ntheme light\nkey F2 scheme-next\nkey q first-token\n");
    ps_t *ps = run(plain, directory, directory);
    see(ps, "d 64 · base 100");
    ps_keys(ps, "Tab F2");
    see(ps, "scheme none");
    ps_keys(ps, "q");
    see(ps, "When @ 0");
    ps_keys(ps, "m m"); /* back to the program's own default, which is not the config's */
    see(ps, "d 16 · 100");
    quit(ps);
    ps = run(plain, directory, directory);
    see(ps, "none · d 16 · 100");
    quit(ps);
    ps = run(small, directory, directory);
    see(ps, "d 8 · 100");
    quit(ps);
    ps = run(none, directory, directory);
    see(ps, "d 8 · 10⁴ · √d");
    quit(ps);
    write_file("lexwave/config", "d-model 64\nbase 1\n");
    ps = run(plain, directory, directory);
    assert_true(ps_wait_exit(ps, SOON));
    assert_int_equal(ps_exit_status(ps), 1);
    assert_true(
        ps_find(ps, "lexwave/config: line 2: base 1: a number above 1 is wanted", NULL, NULL));
    assert_false(ps_altscreen(ps));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_export),    TEST(test_corpus), TEST(test_slow_corpus),
        TEST(test_no_corpus), TEST(test_config),
    };
    return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
