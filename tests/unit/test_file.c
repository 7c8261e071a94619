#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "formats/file.h"

/* ---- A directory of its own for each test, in /tmp, where a plain user gets in too ---- */

static char dir[64];
static char path_room[8][400];

/* A path in the test's directory; good for the next 8 calls. */
static const char *in(const char *name)
{
    static size_t next;
    char *path = path_room[next++ % 8];
    snprintf(path, sizeof path_room[0], "%s/%s", dir, name);
    return path;
}

static int make_dir(void **state)
{
    (void)state;
    umask(022);
    strcpy(dir, "/tmp/lexwave-file-XXXXXX");
    return mkdtemp(dir) && chmod(dir, 0755) == 0 ? 0 : -1;
}

static int remove_dir(void **state)
{
    (void)state;
    char command[200];
    snprintf(command, sizeof command, "chmod -R u+rwx '%s'; rm -rf '%s'", dir, dir);
    return system(command);
}

static void put(const char *path, const char *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

/* Runs `check` in a child without root's rights, which no permission would stop; its verdict. */
static bool without_root(bool (*check)(void))
{
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        enum { NOBODY = 65534 };
        bool able = geteuid() != 0 || (setgid(NOBODY) == 0 && setuid(NOBODY) == 0);
        _exit(able && check() ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* ---- file_read ---- */

static void assert_reads(const char *path, size_t limit, const char *expected, size_t n)
{
    struct str s = STR_EMPTY;
    struct err e = {{0}};
    str_adds(&s, "from before");
    if (!file_read(path, limit, &s, &e)) fail_msg("%s", e.text);
    assert_int_equal(s.len, n);
    assert_memory_equal(str_text(&s), expected, n);
    assert_int_equal(str_text(&s)[n], '\0');
    str_free(&s);
}

/* Fails with "NAME: what", and leaves nothing in the string. */
static void assert_refuses(const char *path, size_t limit, const char *name, const char *what)
{
    struct str s = STR_EMPTY;
    struct err e = {{0}};
    char expected[sizeof e.text];
    str_adds(&s, "from before");
    assert_false(file_read(path, limit, &s, &e));
    snprintf(expected, sizeof expected, "%s: %s", name, what);
    assert_string_equal(e.text, expected);
    assert_int_equal(s.len, 0);
    str_free(&s);
    assert_false(file_read(path, limit, &s, NULL)); /* nobody has to listen */
    str_free(&s);
}

static void reads_all_sizes(void **state)
{
    (void)state;
    static char bytes[200001];
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)(i * 31 + i / 251);
    static const size_t sizes[] = {0,    1,    2,     30,    31,    32,     33,
                                   4095, 4096, 65535, 65536, 65537, 131073, 200001};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        size_t n = sizes[i];
        put(in("file"), bytes, n);
        assert_reads(in("file"), n, bytes, n);
        assert_reads(in("file"), n + 1, bytes, n);
        assert_reads(in("file"), SIZE_MAX, bytes, n);
        if (n > 0) {
            char what[120];
            snprintf(what, sizeof what, "is too large (%zu bytes, at most %zu can be read)%s", n,
                     n - 1, ": use a smaller one");
            assert_refuses(in("file"), n - 1, in("file"), what);
        }
    }
}

static void read_errors(void **state)
{
    (void)state;
    put(in("plain"), "x", 1);
    assert_int_equal(symlink("loop", in("loop")), 0);
    char name[300], what[400];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_refuses("", 10, "the file name is empty", "name a file");
    assert_refuses(in("missing"), 10, in("missing"), "does not exist: check the name");
    assert_refuses(in("plain/inside"), 10, in("plain/inside"),
                   "is not inside a directory: check the name");
    assert_refuses(dir, 10, dir, "is a directory, not a text file: name a file");
    assert_refuses(in("loop"), 10, in("loop"),
                   "its symbolic links lead round in a circle: name the file itself");
    snprintf(what, sizeof what, "...%.240s", name); /* all of one letter, so any part is its end */
    assert_refuses(in(name), 10, what, "the name is too long: use a shorter one");
}

/* A name may hold what must not reach a terminal, and be so long that the reason would be cut off. */
static void hostile_names(void **state)
{
    (void)state;
    struct str s = STR_EMPTY;
    struct err e = {{0}};
    assert_false(file_read(in("a\x1b[31m\n\xE2\x80\xAE\xFF"
                              "b\xC3\xA9"),
                           10, &s, &e));
    const char *slash = strrchr(e.text, '/');
    assert_non_null(slash);
    assert_string_equal(slash, "/a^[[31m^J<U+202E>?b\xC3\xA9: does not exist: check the name");

    static const char *const repeated[] = {"\x1b", "\xE2\x80\xAE",     "\xD8\x9C",
                                           "\xFF", "\xF0\x9F\x98\x80", "ab"};
    for (size_t i = 0; i < sizeof repeated / sizeof repeated[0]; i++) {
        char name[4000] = "";
        for (size_t n = 0; n + 8 < sizeof name; n += strlen(repeated[i]))
            strcpy(name + n, repeated[i]);
        assert_false(file_read(name, 10, &s, &e));
        assert_non_null(strstr(e.text, ": the name is too long: use a shorter one"));
        assert_null(strpbrk(e.text, "\x1b\n"));
        assert_null(strstr(e.text, "\xE2\x80\xAE"));
    }
    str_free(&s);
}

static bool refuses_unreadable(void)
{
    struct str s = STR_EMPTY;
    struct err e = {{0}};
    return !file_read(in("secret"), 10, &s, &e) &&
           strstr(e.text, "/secret: may not be read: change its permissions or name another file");
}

static void unreadable(void **state)
{
    (void)state;
    put(in("secret"), "x", 1);
    assert_int_equal(chmod(in("secret"), 0), 0);
    assert_true(without_root(refuses_unreadable));
}

/* A child that writes `total` bytes in `step`s to the descriptor, then ends. */
static pid_t start_writer(int fd, size_t total, size_t step, useconds_t pause)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        signal(SIGPIPE, SIG_DFL);
        close(STDIN_FILENO); /* it may be the pipe's other end, which would keep the pipe open */
        for (size_t done = 0; done < total; done += step) {
            char bytes[4096];
            memset(bytes, 'a' + (int)(done / step % 26), sizeof bytes);
            if (write(fd, bytes, step) < 0) _exit(1);
            usleep(pause);
        }
        _exit(0);
    }
    close(fd);
    return pid;
}

/* Standard input made the reading end of a pipe; returns the writing end. */
static int pipe_to_stdin(int *saved)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    *saved = dup(STDIN_FILENO);
    assert_true(dup2(ends[0], STDIN_FILENO) == STDIN_FILENO);
    close(ends[0]);
    assert_int_equal(fcntl(ends[1], F_SETFD, FD_CLOEXEC), 0);
    return ends[1];
}

static void restore_stdin(int saved)
{
    if (saved >= 0) {
        dup2(saved, STDIN_FILENO);
        close(saved);
    } else {
        close(STDIN_FILENO);
    }
}

static volatile sig_atomic_t alarms;

static void on_alarm(int number)
{
    (void)number;
    alarms = alarms + 1;
}

/* Signals that interrupt read(2) a hundred times a second. */
static void set_alarms(suseconds_t period)
{
    struct sigaction action = {.sa_handler = period ? on_alarm : SIG_DFL};
    struct itimerval timer = {{0, period}, {0, period}};
    if (period) sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
    if (!period) sigaction(SIGALRM, &action, NULL);
}

static void reads_standard_input(void **state)
{
    (void)state;
    for (int nonblocking = 0; nonblocking < 2; nonblocking++) {
        int saved, to = pipe_to_stdin(&saved);
        if (nonblocking) assert_int_equal(fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK), 0);
        pid_t writer = start_writer(to, 26 * 100, 100, 5000);
        struct str s = STR_EMPTY;
        struct err e = {{0}};
        alarms = 0;
        set_alarms(10000);
        bool ok = file_read("-", 5000, &s, &e);
        set_alarms(0);
        restore_stdin(saved);
        waitpid(writer, NULL, 0);
        assert_true(ok);
        assert_true(alarms > 0);
        assert_int_equal(s.len, 2600);
        for (size_t i = 0; i < s.len; i++) assert_int_equal(s.data[i], 'a' + (int)(i / 100));
        str_free(&s);
    }
}

/* A pipe has no size beforehand: reading stops at the limit while more keeps coming. */
static void growing_input(void **state)
{
    (void)state;
    static const size_t limits[] = {0, 1, 100, 65536, 100000};
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        int saved, to = pipe_to_stdin(&saved);
        pid_t writer = start_writer(to, SIZE_MAX / 2, 4096, 0);
        struct str s = STR_EMPTY;
        struct err e = {{0}};
        char expected[200];
        bool ok = file_read("-", limits[i], &s, &e);
        restore_stdin(saved);
        waitpid(writer, NULL, 0);
        snprintf(expected, sizeof expected,
                 "standard input: is too large (more than %zu bytes, at most %zu can be read)"
                 ": use a smaller one",
                 limits[i], limits[i]);
        assert_false(ok);
        assert_string_equal(e.text, expected);
        assert_int_equal(s.len, 0);
        str_free(&s);
    }
}

/* Nothing but a file is read by its name, nor waited for, nor opened: a writer that waits for a
 * reader of its FIFO waits on. */
static void refuses_what_is_no_file(void **state)
{
    (void)state;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", in("socket"));
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    close(fd);
    assert_int_equal(mkfifo(in("fifo"), 0600), 0);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) _exit(open(in("fifo"), O_WRONLY) < 0 ? 1 : 0);
    assert_refuses(in("fifo"), 14, in("fifo"),
                   "is a pipe, not a file: save what comes through it to a file and name that");
    assert_int_equal(waitpid(pid, NULL, WNOHANG), 0);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    assert_refuses("/dev/null", 10, "/dev/null", "is a device, not a file: name a file");
    assert_refuses("/dev/zero", 10, "/dev/zero", "is a device, not a file: name a file");
    assert_refuses("/dev/tty", 10, "/dev/tty", "is a device, not a file: name a file");
    assert_refuses(in("socket"), 10, in("socket"), "is a socket, not a file: name a file");
}

struct patience {
    size_t asked, until;
};

static bool be_told(void *context, size_t done, size_t total)
{
    struct patience *p = context;
    assert_true(done <= total);
    return ++p->asked < p->until;
}

static void broken_off(void **state)
{
    (void)state;
    static char bytes[1 << 20];
    put(in("file"), bytes, sizeof bytes);
    struct str s = STR_EMPTY;
    struct err e;
    char expected[sizeof e.text];
    for (size_t until = 1; until < 4; until++) {
        struct patience p = {0, until};
        assert_false(file_read_progress(in("file"), sizeof bytes, be_told, &p, &s, &e));
        assert_int_equal(p.asked, until); /* and at once */
        assert_int_equal(s.len, 0);
        snprintf(expected, sizeof expected, "%s: was not read to its end: it was broken off",
                 in("file"));
        assert_string_equal(e.text, expected);
    }
    str_free(&s);
}

static void closed_standard_input(void **state)
{
    (void)state;
    int saved = dup(STDIN_FILENO);
    close(STDIN_FILENO);
    struct str s = STR_EMPTY;
    struct err e = {{0}};
    bool ok = file_read("-", 10, &s, &e);
    restore_stdin(saved);
    assert_false(ok);
    assert_string_equal(e.text, "standard input: is not open: name a file");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_dir, remove_dir)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reads_all_sizes),         TEST(read_errors),
        TEST(hostile_names),           TEST(unreadable),
        TEST(reads_standard_input),    TEST(growing_input),
        TEST(refuses_what_is_no_file), TEST(broken_off),
        TEST(closed_standard_input),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
