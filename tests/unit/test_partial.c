/* Files that are half-written: one in use is left alone, one of a program that is gone is removed by
 * whoever writes there next; nothing else is touched. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "formats/file.h"
#include "formats/file.h"

static char folder[256], target[300];

static const char *in_folder(const char *name)
{
    static char paths[4][400];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof *paths, "%s/%s", folder, name);
    return path;
}

static int setup(void **state)
{
    (void)state;
    const char *scratch = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/lexwave-partial-XXXXXX",
             scratch && *scratch ? scratch : "/tmp");
    if (!mkdtemp(folder)) return -1;
    snprintf(target, sizeof target, "%s/target", folder);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    char command[400];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command) == 0 ? 0 : -1;
}

static bool there(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

static void make(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    assert_true(fd >= 0);
    close(fd);
}

static void test_in_use_or_not(void **state)
{
    (void)state;
    char name[FILE_NAME_ROOM];
    int fd = partial_open(target, name);
    assert_true(fd >= 0);
    partial_sweep(target);
    assert_true(there(name));
    close(fd);
    partial_sweep(target);
    assert_false(there(name));
}

/* A child is killed while it writes; the next file that is written there is whole, and alone. */
static void test_killed(void **state)
{
    (void)state;
    struct err e;
    struct file_out out;
    int ready[2];
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        bool ok = file_out_open(&out, target, &e) && fputs("half", out.stream) >= 0 &&
                  fflush(out.stream) == 0;
        if (write(ready[1], ok ? "y" : "n", 1) != 1) _exit(1);
        pause();
        _exit(0);
    }
    char answer = 0;
    assert_int_equal(read(ready[0], &answer, 1), 1);
    assert_int_equal(answer, 'y');
    char left[64];
    snprintf(left, sizeof left, ".lexwave-%ld-0.partial", (long)child);
    assert_true(there(in_folder(left)));
    partial_sweep(target);
    assert_true(there(in_folder(left))); /* it is being written */
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_true(there(in_folder(left)));
    assert_true(file_out_open(&out, target, &e));
    assert_false(there(in_folder(left)));
    fputs("whole", out.stream);
    assert_true(file_out_commit(&out, &e));
    struct stat st;
    assert_int_equal(stat(target, &st), 0);
    assert_int_equal(st.st_size, 5);
    close(ready[0]);
    close(ready[1]);
}

static void test_others_stay(void **state)
{
    (void)state;
    static const char *const names[] = {"lexwave-1-0.partial", ".lexwave-1-0.part",
                                        ".other-1-0.partial", "partial"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) make(in_folder(names[i]));
    make(in_folder(".lexwave-1-0.partial"));
    assert_int_equal(mkdir(in_folder(".lexwave-2-0.partial"), 0700), 0);
    assert_int_equal(symlink("partial", in_folder(".lexwave-3-0.partial")), 0);
    assert_int_equal(mkfifo(in_folder(".lexwave-4-0.partial"), 0600),
                     0); /* which must not be waited for */
    partial_sweep(target);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_true(there(in_folder(names[i])));
    assert_false(there(in_folder(".lexwave-1-0.partial")));
    assert_true(there(in_folder(".lexwave-2-0.partial")));
    assert_true(there(in_folder(".lexwave-3-0.partial")));
    assert_true(there(in_folder(".lexwave-4-0.partial")));
    partial_sweep("/nowhere/at/all"); /* nothing to do */
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_in_use_or_not), TEST(test_killed),
                                       TEST(test_others_stay)};
    return cmocka_run_group_tests_name("partial", tests, NULL, NULL);
}
