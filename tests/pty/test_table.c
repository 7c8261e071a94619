/* `lexwave table` on a terminal: its progress line, and that a signal leaves no file. */
#define _GNU_SOURCE
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pty/program.h"

/* A scheme without a fast way, so that seconds pass before much is written. */
#define LONG "table --scheme wrong-axes -d 1024 --positions 0:100000"
#define SHORT                                                                                      \
    "table --scheme wrong-axes -d 1024 --positions 0:10000" /* longer than a line takes to appear */

static char directory[64];

static int setup(void **state)
{
    (void)state;
    strcpy(directory, "/tmp/lexwave-table-XXXXXX");
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

/* The program in the directory, by the shell, which runs `first` before. */
static ps_t *start_after(const char *first, const char *arguments, const char *more, int cols)
{
    char command[1024], here[512];
    const char *build = getenv("BUILD");
    build = build ? build : "build";
    assert_non_null(getcwd(here, sizeof here));
    snprintf(command, sizeof command, "cd %s && %s %s%s%s/lexwave %s %s", directory, first,
             *build == '/' ? "" : here, *build == '/' ? "" : "/", build, arguments, more);
    const char *argv[] = {"/bin/sh", "-c", command, NULL};
    ps_t *ps = ps_spawn(argv, cols, 10, NULL);
    assert_non_null(ps);
    return ps;
}

/* `more` may send its output elsewhere. */
static ps_t *start(const char *arguments, const char *more, int cols)
{
    return start_after(strpbrk(more, "|&") ? "" : "exec", arguments, more, cols);
}

/* The directory's files, and the size of the last one. */
static int files(off_t *size)
{
    DIR *dir = opendir(directory);
    assert_non_null(dir);
    int count = 0;
    for (struct dirent *entry; (entry = readdir(dir));) {
        char path[400];
        struct stat st;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
        *size = stat(path, &st) == 0 ? st.st_size : -1;
        count++;
    }
    closedir(dir);
    return count;
}

static void is_blank(ps_t *ps)
{
    for (int row = 0; row < 10; row++) {
        const char *text = ps_row_text(ps, row);
        if (strcmp(text, "") != 0 && strcmp(text, "^C") != 0) /* the terminal's own echo */
            fail_msg("row %d has \"%s\" left", row, text);
    }
}

static void ends(ps_t *ps, int status)
{
    char why[128] = "";
    assert_true(ps_wait_exit(ps, SOON));
    assert_int_equal(ps_exit_status(ps), status);
    if (!ps_restored(ps, why, sizeof why)) fail_msg("the terminal is not as it was: %s", why);
    is_blank(ps);
    ps_free(ps);
}

static void interrupted(void **state)
{
    (void)state;
    off_t size;
    ps_t *ps = start(LONG, "-o x.npy", 80);
    see(ps, "/100000 rows");
    see(ps, " MB/s ");
    see(ps, " left");
    see(ps, " % [");
    assert_int_equal(files(&size), 1); /* the partial one */
    assert_true(ps_keys(ps, "C-c"));
    ends(ps, -SIGINT);
    assert_int_equal(files(&size), 0);
}

/* Training tells how far it is in the same way. */
static void training_interrupted(void **state)
{
    (void)state;
    off_t size;
    ps_t *ps = start("train --goal corpus --model 2-blocks+P --steps 65536 --format csv 'you win'",
                     "-o steps.csv", 80);
    see(ps, "training: ");
    see(ps, " %");
    assert_int_equal(files(&size), 1); /* the partial one */
    assert_true(ps_keys(ps, "C-c"));
    ends(ps, -SIGINT);
    assert_int_equal(files(&size), 0);
}

static void ended_by_signals(void **state)
{
    (void)state;
    const int signals[] = {SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        char path[128];
        off_t size;
        snprintf(path, sizeof path, "%s/x.csv", directory);
        FILE *old = fopen(path, "w");
        assert_non_null(old);
        fputs("old", old);
        assert_int_equal(fclose(old), 0);
        ps_t *ps = start(LONG, "-o x.csv", 40);
        see(ps, " %");
        assert_int_equal(files(&size), 2);
        assert_true(ps_signal(ps, signals[i]));
        ends(ps, -signals[i]);
        assert_int_equal(files(&size), 1);
        assert_int_equal(size, 3);
        assert_int_equal(remove(path), 0);
    }
}

/* A signal that the program was started to ignore does not end it. */
static void ignored_signal(void **state)
{
    (void)state;
    off_t size;
    ps_t *ps = start_after("trap '' HUP; exec", SHORT, "-o x.npy", 80);
    see(ps, " rows");
    assert_true(ps_signal(ps, SIGHUP));
    ends(ps, 0);
    assert_int_equal(files(&size), 1);
    assert_int_equal(size, 128 + 4 * 1024 * 10000);
}

/* To the end: the line is gone, the file whole. However narrow, it stays one line. */
static void to_the_end(void **state)
{
    (void)state;
    const int widths[] = {200, 30, 9, 3};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        off_t size;
        ps_t *ps = start(SHORT, "--format npy >x.npy", widths[i]);
        if (widths[i] > 5) see(ps, " %");
        for (int row = 1; row < 10; row++) assert_string_equal(ps_row_text(ps, row), "");
        ends(ps, 0);
        assert_int_equal(files(&size), 1);
        assert_int_equal(size, 128 + 4 * 1024 * 10000);
    }
}

/* No line where standard error is a file, or where the rows go to the terminal. */
static void silent(void **state)
{
    (void)state;
    off_t size;
    ps_t *ps = start(SHORT, "--format npy >x.npy 2>said", 80);
    assert_true(ps_wait_exit(ps, SOON));
    assert_int_equal(ps_bytes(ps), 0);
    ps_free(ps);
    ps = start(SHORT, "--format npy 2>&1 | cat >x.npy", 80);
    assert_true(ps_wait_exit(ps, SOON));
    assert_int_equal(ps_bytes(ps), 0);
    ps_free(ps);
    ps = start("table --scheme index -d 400 --positions 0:3000", "", 80);
    assert_true(ps_wait_exit(ps, SOON));
    assert_int_equal(ps_exit_status(ps), 0);
    size_t len;
    const char *raw = ps_raw(ps, &len);
    assert_true(len > 1000000);
    assert_null(memmem(raw, len, " rows", 5));
    ps_free(ps);
    assert_int_equal(files(&size), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(interrupted, setup, teardown),
        cmocka_unit_test_setup_teardown(training_interrupted, setup, teardown),
        cmocka_unit_test_setup_teardown(ended_by_signals, setup, teardown),
        cmocka_unit_test_setup_teardown(ignored_signal, setup, teardown),
        cmocka_unit_test_setup_teardown(to_the_end, setup, teardown),
        cmocka_unit_test_setup_teardown(silent, setup, teardown),
    };
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
