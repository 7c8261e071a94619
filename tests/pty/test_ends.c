/* Every way out: whatever signal ends the program, and whatever it is doing or waiting for, the
 * terminal is given back. Tests wait for text or the end, never for time. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SOON 10000
#include "pty/program.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The program run by a shell's command line, whose $0 it is. */
static ps_t *spawn_by(const char *line)
{
    const char *argv[] = {"sh", "-c", line, program(), NULL};
    ps_t *ps = ps_spawn(argv, 120, 40, NULL);
    assert_non_null(ps);
    return ps;
}

static ps_t *start_by(const char *line)
{
    ps_t *ps = spawn_by(line);
    see(ps, "you @ 1, dim 2");
    return ps;
}

static int teardown(void **state)
{
    (void)state;
    ps_free_all();
    return 0;
}

/* ---- signals ---- */

static const int endings[] = {
    SIGHUP,    SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGVTALRM,
    SIGPROF,   SIGSYS,  SIGTRAP, SIGSEGV, SIGABRT, SIGBUS,  SIGFPE,  SIGILL,
#ifdef __linux__
    SIGIO,     SIGPWR,
#ifdef SIGSTKFLT
    SIGSTKFLT,
#endif
#endif
};

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

static void end_by(int sig)
{
    static const int taken[] = {SIGSEGV, SIGABRT, SIGBUS,
                                SIGFPE,  SIGILL,  SIGTRAP}; /* by sanitizers */
    for (size_t i = 0; SANITIZED && i < COUNT(taken); i++)
        if (taken[i] == sig) return;
    ps_t *ps = start_by("ulimit -c 0; exec \"$0\" --fresh");
    assert_true(ps_signal(ps, sig));
    assert_gone(ps, -sig);
}

/* Each ends the program as it would end any, with the terminal given back. */
static void test_signals(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(endings); i++) end_by(endings[i]);
#ifdef SIGRTMIN
    end_by(SIGRTMIN);
    end_by(SIGRTMIN + 5);
    end_by(SIGRTMAX);
#endif
}

/* Those that a write brings, which fails then, and those that the program was started without. */
static void test_signals_that_do_not_end(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        int sig;
    } cases[] = {
        {"exec \"$0\" --fresh", SIGPIPE},
        {"exec \"$0\" --fresh", SIGXFSZ},
        {"trap '' HUP; exec \"$0\" --fresh", SIGHUP},
        {"trap '' TERM USR1; exec \"$0\" --fresh", SIGTERM},
        {"trap '' TERM USR1; exec \"$0\" --fresh", SIGUSR1},
        {"trap '' INT; exec \"$0\" --fresh", SIGINT},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        ps_t *ps = start_by(cases[i].line);
        assert_true(ps_signal(ps, cases[i].sig));
        ps_keys(ps, "x y z");
        see(ps, "you diexyz");
        quit(ps);
    }
}

/* ---- a terminal that does not read ---- */

struct line {
    int master, slave;
    pid_t pid;
    struct termios before;
    char seen[1 << 16]; /* the last output */
    size_t len;
};

static void open_line(struct line *l)
{
    struct winsize size = {.ws_row = 50, .ws_col = 200};
    assert_int_equal(openpty(&l->master, &l->slave, NULL, NULL, &size), 0);
    assert_int_equal(tcgetattr(l->slave, &l->before), 0);
    l->len = 0;
    l->pid = fork();
    assert_true(l->pid >= 0);
    if (l->pid == 0) {
        setsid();
        dup2(l->slave, 0);
        dup2(l->slave, 1);
        close(l->master);
        setenv("TERM", "xterm-256color", 1);
        /* Started in the background or by nohup, this test inherits some of them as ignored, and so
         * would the program, which leaves such a signal ignored. */
        static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1};
        for (size_t i = 0; i < COUNT(signals); i++) signal(signals[i], SIG_DFL);
        execl(program(), program(), "--fresh", (char *)NULL);
        _exit(127);
    }
}

/* Reads on until the output holds the text. */
static void read_until(struct line *l, const char *text)
{
    while (!memmem(l->seen, l->len, text, strlen(text))) {
        if (l->len > sizeof l->seen / 2) {
            memmove(l->seen, l->seen + l->len - 100, 100);
            l->len = 100;
        }
        struct pollfd ready = {.fd = l->master, .events = POLLIN};
        if (poll(&ready, 1, SOON) <= 0) fail_msg("\"%s\" did not come", text);
        ssize_t n = read(l->master, l->seen + l->len, sizeof l->seen - l->len);
        assert_true(n > 0);
        l->len += (size_t)n;
    }
}

/* More pictures than a terminal's buffers hold, which nobody reads. */
static void fill(struct line *l)
{
    read_until(l, "12 tokens");
    for (int i = 0; i < 60; i++) {
        assert_int_equal(write(l->master, "\f", 1), 1); /* Ctrl-L */
        usleep(5000);
    }
}

static int wait_for(struct line *l)
{
    int status = -1;
    for (int i = 0; i < SOON / 10 && waitpid(l->pid, &status, WNOHANG) == 0; i++) usleep(10000);
    if (status == -1) kill(l->pid, SIGKILL);
    return status;
}

static void check_line(struct line *l)
{
    struct termios now;
    assert_int_equal(tcgetattr(l->slave, &now), 0);
    assert_int_equal(now.c_lflag, l->before.c_lflag);
    assert_int_equal(now.c_iflag, l->before.c_iflag);
    assert_int_equal(now.c_oflag, l->before.c_oflag);
    assert_int_equal(fcntl(l->slave, F_GETFL) & O_NONBLOCK, 0);
    close(l->master);
    close(l->slave);
}

/* Buffers that are full, and a line that is held (Ctrl-S): the program ends all the same. */
static void test_signals_where_nobody_reads(void **state)
{
    (void)state;
    static const int signals[] = {SIGTERM, SIGHUP, SIGQUIT, SIGUSR1};
    struct line l;
    for (size_t i = 0; i < COUNT(signals); i++) {
        open_line(&l);
        fill(&l);
        if (i % 2) tcflow(l.slave, TCOOFF);
        kill(l.pid, signals[i]);
        int status = wait_for(&l);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), signals[i]);
        check_line(&l);
    }
}

static void test_quit_where_nobody_reads(void **state)
{
    (void)state;
    struct line l;
    open_line(&l);
    fill(&l);
    assert_int_equal(write(l.master, "\003", 1), 1);
    int status = wait_for(&l);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    check_line(&l);
}

/* What was typed meanwhile is there once somebody reads again. */
static void test_reading_again(void **state)
{
    (void)state;
    struct line l;
    open_line(&l);
    fill(&l);
    assert_int_equal(write(l.master, " zebra", 6), 6);
    usleep(100000);
    read_until(&l, "zebra");
    assert_int_equal(write(l.master, "\003", 1), 1);
    read_until(&l, "\033[?1049l");
    int status = wait_for(&l);
    assert_true(WIFEXITED(status));
    check_line(&l);
}

/* ---- work that is broken off ---- */

static char directory[64];

static const char *path_of(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    return path;
}

static int setup(void **state)
{
    (void)state;
    strcpy(directory, "/tmp/lexwave-ends-XXXXXX");
    return mkdtemp(directory) ? 0 : -1;
}

static int teardown_directory(void **state)
{
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", directory);
    return teardown(state) || system(command) ? -1 : 0;
}

/* A file of as many characters, each a token of its own and all of them one word of the vocabulary:
 * it is long to read, and what is read of it takes no place. */
static void make_large(const char *name, size_t size)
{
    static char block[1 << 20];
    FILE *f = fopen(path_of(name), "wb");
    assert_non_null(f);
    memset(block, '\001', sizeof block);
    for (size_t done = 0; done < size; done += sizeof block)
        assert_int_equal(fwrite(block, 1, sizeof block, f), sizeof block);
    assert_int_equal(fclose(f), 0);
}

/* A report that means nothing: what comes at once around it are keys, not one paste. */
#define APART "\033[I"

/* A line typed at once, together with what is typed after it. */
static void command(ps_t *ps, const char *verb, const char *name, const char *after)
{
    char line[256];
    snprintf(line, sizeof line, ":%s%s\r" APART "%s", verb, *name ? path_of(name) : "", after);
    assert_true(ps_text(ps, line));
}

static ps_t *start_in_body(const char *line)
{
    ps_t *ps = start_by(line);
    ps_keys(ps, "Tab");
    see(ps, "? help");
    return ps;
}

/* Ctrl-C takes back what was begun, and no key that was typed meanwhile is lost. */
static void test_corpus_broken_off(void **state)
{
    (void)state;
    make_large("large", 8 << 20);
    ps_t *ps = start_in_body("exec \"$0\" --fresh");
    command(ps, "corpus ", "large", "\003");
    see(ps, "large: broken off: the vocabulary is as it was");
    see(ps, "vocabulary 1043");
    command(ps, "corpus ", "large", "l\003l\003l");
    see(ps, "you @ 1, dim 5");
    see(ps, "vocabulary 1043");
    command(ps, "corpus ", "large", "\003");
    see(ps, "large: broken off: the vocabulary is as it was");
    assert_true(ps_signal(ps, SIGINT)); /* nothing is under way any more */
    assert_gone(ps, 0);
}

/* Without a place for the state: saving would wake the program. */
static void test_tokenizer_broken_off(void **state)
{
    (void)state;
    make_large("large", 128 << 20);
    ps_t *ps = start_in_body("unset HOME XDG_STATE_HOME; exec \"$0\" --fresh");
    command(ps, "corpus ", "large", "");
    assert_true(ps_wait_text(ps, "large: a vocabulary of", 6 * SOON));
    assert_true(ps_text(ps, "T"));
    see(ps, "Ctrl-C breaks it off");
    assert_true(ps_text(ps, "TTTTTT\003")); /* those of the key held down go with the first one */
    see(ps, "was broken off; word stays");
    see(ps, "12 tokens");
    assert_true(ps_settle(ps, 400, SOON));
    see(ps, "was broken off; word stays");
    assert_true(ps_text(ps, "T"));
    see(ps, "Ctrl-C breaks it off");
    assert_true(ps_text(ps, "l\003")); /* what another key did stays */
    see(ps, "die @ 11, dim 3");
    assert_true(ps_text(ps, "T"));
    see(ps, "Ctrl-C breaks it off");
    assert_true(
        ps_signal(ps, SIGTERM)); /* which is taken in there, and not waited for afterwards */
    assert_gone(ps, -SIGTERM);
}

/* A directory whose files take some time to list. */
static void test_listing_broken_off(void **state)
{
    (void)state;
    assert_int_equal(mkdir(path_of("many"), 0700), 0);
    for (int i = 0; i < 60000; i++) {
        char name[32];
        snprintf(name, sizeof name, "many/%05d", i);
        int fd = open(path_of(name), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        assert_true(fd >= 0);
        close(fd);
    }
    ps_t *ps = start_in_body("exec \"$0\" --fresh");
    char line[256];
    snprintf(line, sizeof line, ":corpus %s/\t\003", path_of("many"));
    assert_true(ps_text(ps, line));
    see(ps, "many/: listing it was broken off");
    snprintf(line, sizeof line, "0700\t");
    assert_true(ps_text(ps, line));
    see(ps, "many/0700");
    ps_keys(ps, "Escape");
    see(ps, "? help");
    quit(ps);
}

static void test_signal_at_work(void **state)
{
    (void)state;
    make_large("large", 128 << 20);
    ps_t *ps = start_in_body("exec \"$0\" --fresh");
    command(ps, "corpus ", "large", "");
    see(ps, "Ctrl-C breaks it off");
    assert_true(ps_signal(ps, SIGTERM));
    assert_gone(ps, -SIGTERM);
}

static void test_export_to_a_fifo(void **state)
{
    (void)state;
    assert_int_equal(mkfifo(path_of("fifo"), 0600), 0);
    ps_t *ps = start_in_body("exec \"$0\" --fresh");
    command(ps, "export html ", "fifo", "\003");
    see(ps, "fifo: was not written: it was broken off");
    command(ps, "export html ", "fifo", "");
    see(ps, "waiting for a reader");
    int fd = open(path_of("fifo"), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    assert_true(fd >= 0);
    see(ps, "written: ");
    close(fd);
    ps_resize(ps, 400, 100); /* a picture that no pipe holds */
    see(ps, "(html, 120x40)");
    assert_true(ps_settle(ps, 100, SOON));
    fd = open(path_of("fifo"), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    command(ps, "export svg ", "fifo", "");
    see(ps, "writing: ");
    close(fd); /* the reader leaves */
    see(ps, "fifo: was closed by its reader before the end");
    ps_keys(ps, "Escape");
    see(ps, "? help");
    command(ps, "export html ", "fifo", "");
    see(ps, "waiting for a reader");
    assert_true(ps_signal(ps, SIGHUP));
    assert_gone(ps, -SIGHUP);
}

static void test_export_beyond_limits(void **state)
{
    (void)state;
    ps_t *ps = start_in_body("ulimit -f 1; exec \"$0\" --fresh");
    command(ps, "export html ", "large.html", "");
    see(ps, "large.html: grew beyond the size that is allowed");
    ps_keys(ps, "Escape");
    see(ps, "? help");
    command(ps, "export text /dev/tty", "", "");
    see(ps, "/dev/tty: is a terminal: name a file");
    ps_keys(ps, "Escape");
    see(ps, "? help");
    assert_int_not_equal(access(path_of("large.html"), F_OK), 0);
    quit(ps);
}

/* ---- standard input ---- */

/* Text that comes through a FIFO, of which the test holds the other end. */
static ps_t *start_reading(int *fd, const char *first, const char *line)
{
    char command[300];
    assert_int_equal(mkfifo(path_of("text"), 0600), 0);
    snprintf(command, sizeof command, "exec \"$0\" --fresh %s <'%s'", line, path_of("text"));
    ps_t *ps = spawn_by(command);
    *fd = open(path_of("text"), O_WRONLY | O_CLOEXEC); /* waits for the program */
    assert_true(*fd >= 0);
    assert_true(write(*fd, first, strlen(first)) >= 0);
    return ps;
}

static void test_slow_input(void **state)
{
    (void)state;
    int fd;
    ps_t *ps = start_reading(&fd, "one\n", "-");
    see(ps, "1 token ");
    see(ps, "Ctrl-C ends that");
    see(ps, "\u203a one");
    ps_keys(ps, "Home");
    ps_text(ps, "zero ");
    see(ps, "2 tokens");
    see(ps, "Ctrl-C end reading");
    assert_int_equal(write(fd, "two th", 6), 6);
    see(ps, "zero one␊two th");
    assert_int_equal(write(fd, "ree\n", 4), 4);
    close(fd);
    see(ps, "zero one␊two three");
    see(ps, "4 tokens"); /* the last newline is none of the text */
    see(ps, "Ctrl-C quit");
    assert_true(ps_settle(ps, 50, SOON));
    quit(ps);
}

/* No key is needed for what comes later, nor for its end. */
static void test_slow_input_alone(void **state)
{
    (void)state;
    int fd;
    ps_t *ps = start_reading(&fd, "", "-");
    see(ps, "no tokens yet");
    assert_true(ps_settle(ps, 100, SOON));
    assert_int_equal(write(fd, "one\n", 4), 4);
    see(ps, "\u203a one");
    assert_true(ps_settle(ps, 100, SOON));
    assert_int_equal(write(fd, "two", 3), 3);
    see(ps, "one␊two");
    assert_true(ps_settle(ps, 100, SOON));
    close(fd);
    see(ps, "Ctrl-C quit");
    quit(ps);
}

static void test_slow_input_broken_off(void **state)
{
    (void)state;
    int fd;
    ps_t *ps = start_reading(&fd, "one two", "");
    see(ps, "2 tokens");
    see(ps, "Ctrl-C ends that");
    ps_keys(ps, "C-c");
    see(ps, "reading was broken off: 7 bytes of standard input are kept");
    ps_text(ps, " three");
    see(ps, "one two three");
    signal(SIGPIPE, SIG_IGN);
    assert_true(write(fd, "four", 4) < 0); /* the program does not read any more */
    close(fd);
    quit(ps);
}

static void test_signal_at_slow_input(void **state)
{
    (void)state;
    int fd;
    ps_t *ps = start_reading(&fd, "", "-");
    see(ps, "no tokens yet");
    assert_true(ps_signal(ps, SIGTERM));
    assert_gone(ps, -SIGTERM);
    close(fd);
}

/* It never ends by itself: its beginning is read, up to what a text may be. A fast machine has done
 * that before Ctrl-C can be pressed. */
static void test_endless_input(void **state)
{
    (void)state;
    ps_t *ps = spawn_by("exec \"$0\" --fresh - </dev/zero");
    see(ps, "standard input was read up to byte 67108864");
    quit(ps);
}

#define TEST(f) cmocka_unit_test_teardown(f, teardown)
#define TEST_IN_DIRECTORY(f) cmocka_unit_test_setup_teardown(f, setup, teardown_directory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_signals),
        TEST(test_signals_that_do_not_end),
        TEST(test_signals_where_nobody_reads),
        TEST(test_quit_where_nobody_reads),
        TEST(test_reading_again),
        TEST_IN_DIRECTORY(test_corpus_broken_off),
        TEST_IN_DIRECTORY(test_tokenizer_broken_off),
        TEST_IN_DIRECTORY(test_listing_broken_off),
        TEST_IN_DIRECTORY(test_signal_at_work),
        TEST_IN_DIRECTORY(test_export_to_a_fifo),
        TEST_IN_DIRECTORY(test_export_beyond_limits),
        TEST_IN_DIRECTORY(test_slow_input),
        TEST_IN_DIRECTORY(test_slow_input_alone),
        TEST_IN_DIRECTORY(test_slow_input_broken_off),
        TEST_IN_DIRECTORY(test_signal_at_slow_input),
        TEST(test_endless_input),
    };
    return cmocka_run_group_tests_name("ends", tests, NULL, NULL);
}
