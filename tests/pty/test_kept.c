/* No text is lost: not to another program that runs at once, not to a state that cannot be read,
 * not to a disk that is full for a moment; and saving costs no key anything. */
#define _GNU_SOURCE
#include "pty/kept.h"
#include "within.h"

#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LINE "When you play the game of thrones you win or you die"

/* What cannot be read stays to the byte; why and where is said whole; the text of this program is
 * kept beside it, and is what the next start goes on with. */
static void test_unreadable(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *says;
    } cases[] = {
        {"lexwave state 2\ntext\nold words", "line 1: a newer lexwave wrote it"},
        {"\x7f"
         "ELF\1\2\3 garbage \xFF\xFE",
         "line 1: lexwave state 1 is wanted"},
        {"lexwave state 1\nglow-in-the-dark 3\ntext\nold words", "line 2: "},
        {"lexwave state 1\nd-model zero\ntext\nold words", "line 2: --d-model zero"},
        {"lexwave state 1\ntext 100\nold words", "the text ends after 9 of its 100 bytes"},
    };
    assert_int_equal(mkdir(place(""), 0700), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unlink(place("state-2"));
        write_file(place("state"), cases[i].bytes, strlen(cases[i].bytes));
        ps_t *ps = start(NULL, NULL);
        see(ps, cases[i].says);
        see(ps, "it stays as it is");
        see(ps, "session 2");
        ps_text(ps, " anyway");
        see(ps, "or you die anyway");
        quit(ps);
        assert_string_equal(read_whole(place("state")), cases[i].bytes);
        assert_non_null(strstr(read_whole(place("state-2")), LINE " anyway"));
        ps = start(NULL, NULL);
        see(ps, "or you die anyway");
        ps_text(ps, "!");
        quit(ps);
        assert_string_equal(read_whole(place("state")), cases[i].bytes);
    }
}

/* Nor is it overwritten by a program that wants no saved text, or by one whose place it was in. */
static void test_unreadable_and_not_wanted(void **state)
{
    (void)state;
    static const char newer[] = "lexwave state 2\ntext\nold words";
    assert_int_equal(mkdir(place(""), 0700), 0);
    write_file(place("state"), newer, sizeof newer - 1);
    ps_t *ps = start("--fresh", NULL);
    see(ps, "session 2");
    ps_text(ps, " x");
    quit(ps);
    assert_string_equal(read_whole(place("state")), newer);
    unlink(place("state"));
    assert_int_equal(mkdir(place("state"), 0700), 0);
    unlink(place("state-2"));
    ps = start(NULL, NULL);
    see(ps, "is not a file; it stays as it is");
    ps_text(ps, " y");
    quit(ps);
    assert_non_null(strstr(read_whole(place("state-2")), LINE " y"));
    assert_int_equal(rmdir(place("state")), 0);
    assert_int_equal(symlink("state", place("state")), 0);
    unlink(place("state-2"));
    ps = start(NULL, NULL);
    see(ps, "its symbolic links lead round in a circle");
    ps_text(ps, " z");
    quit(ps);
    assert_non_null(strstr(read_whole(place("state-2")), LINE " z"));
}

static bool is_kept(ps_t *ps, void *words)
{
    (void)ps;
    FILE *f = fopen(place("state"), "rb");
    if (f) fclose(f);
    return f && strstr(read_whole(place("state")), words);
}

/* What was typed before something that waits for another is saved while that waits. */
static void test_saved_at_work(void **state)
{
    (void)state;
    char line[256];
    ps_t *ps = start(NULL, NULL);
    see(ps, LINE);
    assert_int_equal(mkfifo(place("fifo"), 0600), 0);
    snprintf(line, sizeof line, " soon\033[I\t\033[I:export html %s\r", place("fifo"));
    assert_true(ps_text(ps, line));
    see(ps, "waiting for a reader");
    char words[] = LINE " soon";
    assert_true(ps_wait(ps, is_kept, words, SOON));
    ps_signal(ps, SIGKILL);
    assert_true(ps_wait_exit(ps, SOON));
    ps_free(ps);
}

/* As an editor of another system may leave it. */
static void test_carriage_returns(void **state)
{
    (void)state;
    static const char bytes[] = "lexwave state 1\r\nd-model 32\r\ntoken 1\r\ntext\r\nold words";
    assert_int_equal(mkdir(place(""), 0700), 0);
    write_file(place("state"), bytes, sizeof bytes - 1);
    ps_t *ps = start(NULL, NULL);
    see(ps, "going on from last time");
    see(ps, "words @ 1");
    see(ps, "d 32");
    quit(ps);
}

/* Two terminals: each program keeps its own text, and both come back. */
static void test_two_programs(void **state)
{
    (void)state;
    ps_t *one = start(NULL, NULL);
    see(one, LINE);
    ps_text(one, " alpha");
    see(one, "die alpha");
    ps_t *two = start(NULL, NULL);
    see(two, "you @ 1, dim 2");
    ps_text(two, " beta");
    see(two, "die beta");
    ps_text(one, "1");
    see(one, "die alpha1");
    quit(two);
    quit(one);
    assert_non_null(strstr(read_whole(place("state")), "die alpha1"));
    assert_non_null(strstr(read_whole(place("state-2")), "die beta"));
    one = start(NULL, NULL); /* the last one, and where the other is */
    see(one, "lexwave --session 2");
    see(one, "die alpha1");
    two = start(NULL, NULL);
    see(two, "die beta");
    ps_t *three = start("--session", "2");
    see(three, "another lexwave has session 2");
    assert_true(ps_wait_exit(three, SOON));
    ps_free(three);
    kill_now(two);
    quit(one);
    three = start("--session", "2"); /* a killed program holds nothing */
    see(three, "die beta");
    quit(three);
    three = start("--session", "7");
    see(three, "there is no session 7: --session takes ");
    assert_true(ps_wait_exit(three, SOON));
    assert_int_equal(ps_exit_status(three), 1);
    ps_free(three);
}

/* Where locks do not work, or by hand: what another has put there stays. */
static void test_written_by_another(void **state)
{
    (void)state;
    static const char theirs[] = "lexwave state 1\ntext\ntheir words";
    ps_t *ps = start(NULL, NULL);
    see(ps, LINE);
    ps_text(ps, " mine");
    see(ps, "die mine");
    ps_settle(ps, 1500, SOON);
    write_file(place("state"), theirs, sizeof theirs - 1);
    ps_text(ps, " alone");
    see(ps, "another program has written there; it stays as it is, and this text is kept");
    see(ps, "session 2");
    quit(ps);
    assert_string_equal(read_whole(place("state")), theirs);
    assert_non_null(strstr(read_whole(place("state-2")), LINE " mine alone"));
}

/* A save that fails is tried again until it works; both are said, and at the end, too. */
static void test_failing(void **state)
{
    (void)state;
    write_file(place(""), "", 0); /* a file where the directory should be */
    ps_t *ps = start(NULL, NULL);
    see(ps, LINE);
    ps_text(ps, " on");
    see(ps, "not saved, which is tried again and again: ");
    see(ps, "is not inside a directory");
    ps_text(ps, "e");
    see(ps, "die one");
    see(ps, "not saved, which is tried again and again: ");
    unlink(place(""));
    see(ps, "saved again");
    ps_text(ps, "!");
    see(ps, "die one!");
    quit(ps);
    assert_non_null(strstr(read_whole(place("state")), LINE " one!"));
    char command[600];
    snprintf(command, sizeof command, "rm -r '%s' && : > '%s'", place(""), place(""));
    assert_int_equal(system(command), 0);
    ps = start(NULL, NULL);
    see(ps, LINE);
    ps_text(ps, "?");
    ps_keys(ps, "C-c");
    assert_true(ps_wait_exit(ps, SOON));
    ps_settle(ps, 50, SOON);
    size_t n;
    const char *sent = ps_raw(ps, &n);
    assert_non_null(memmem(sent, n, "lexwave: this text is not saved for the next start: ", 52));
    assert_gone(ps, 1);
}

/* A long text: edits are appended, and come back together with it, also after a kill. */
static void test_records(void **state)
{
    (void)state;
    enum { TIMES = 20000 };
    char command[1200], path[400];
    snprintf(path, sizeof path, "%s/text", folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    for (int i = 0; i < TIMES; i++) fputs("you win ", f);
    assert_int_equal(fclose(f), 0);
    snprintf(command, sizeof command, "exec '%s' - < '%s'", program(), path);
    const char *piped[] = {"/bin/sh", "-c", command, NULL};
    ps_t *ps = run(piped);
    see(ps, "40000 tokens");
    ps_keys(ps, "End");
    ps_settle(ps, 2500, SOON);
    struct stat whole, more;
    assert_int_equal(stat(place("state"), &whole), 0);
    ps_text(ps, "again");
    ps_keys(ps, "Home");
    ps_text(ps, "Now ");
    see(ps, "Now you win");
    ps_settle(ps, 2500, SOON);
    assert_int_equal(stat(place("state"), &more), 0);
    assert_int_equal(more.st_ino, whole.st_ino);
    assert_within(more.st_size - whole.st_size, 20, 400);
    kill_now(ps);
    ps = start(NULL, NULL);
    see(ps, "Now @ 0, dim 2");
    see(ps, "40002 tokens");
    ps_keys(ps, "End");
    ps_text(ps, "!");
    see(ps, "again!");
    quit(ps);
    f = fopen(place("state"), "a"); /* what a kill may leave of a record */
    assert_non_null(f);
    fputs("edit 0 0 10\nlos", f);
    assert_int_equal(fclose(f), 0);
    ps = start(NULL, NULL);
    see(ps, "40003 tokens");
    ps_text(ps, "?");
    see(ps, "? @ 40003");
    quit(ps);
    ps = start(NULL, NULL);
    see(ps, "40004 tokens");
    see(ps, "? @ 40003");
    quit(ps);
}

/* How often the disk is waited for: at most once a second, however many keys there are. */
static void test_syncs(void **state)
{
    (void)state;
    enum { KEYS = 40 };
    char log[400], typed[KEYS + 2] = " ";
    snprintf(log, sizeof log, "%s/strace", folder);
    if (system("strace -o /dev/null true >/dev/null 2>&1") != 0) {
        print_message("skipped: counting of fsync, as strace is missing or not allowed\n");
        skip();
    }
    const char *argv[] = {"strace",  "-e", "trace=fsync,fdatasync", "-o", log, program(),
                          "--fresh", NULL};
    ps_t *ps = run(argv);
    see(ps, "you @ 1, dim 2");
    time_t begin = time(NULL);
    ps_text(ps, " ");
    for (int i = 0; i < KEYS; i++) {
        typed[1 + i] = (char)('a' + i % 26);
        typed[2 + i] = 0;
        ps_text(ps, (char[]){typed[1 + i], 0});
        see(ps, typed);
    }
    ps_keys(ps, "C-c");
    assert_true(ps_wait_exit(ps, SOON));
    long seconds = (long)(time(NULL) - begin);
    int count = 0;
    for (const char *at = read_whole(log); (at = strstr(at, "sync(")); at++) count++;
    assert_within(count, 1, 2 + seconds);
    ps_free(ps);
}

/* Where there is no place for a text, that is said before it is typed. */
static void test_no_home(void **state)
{
    (void)state;
    const char *const argv[] = {"env", "-u", "HOME", "-u", "XDG_STATE_HOME", program(), NULL};
    ps_t *ps = run(argv);
    see(ps, "this text is not kept for the next start: HOME names no directory");
    quit(ps);
}

/* Several other texts: their numbers, and no command that cannot be typed like that. */
static void test_several_others(void **state)
{
    (void)state;
    static const char bytes[] = "lexwave state 1\ntext\nold words";
    assert_int_equal(mkdir(place(""), 0700), 0);
    write_file(place("state"), bytes, sizeof bytes - 1);
    write_file(place("state-2"), bytes, sizeof bytes - 1);
    write_file(place("state-3"), bytes, sizeof bytes - 1);
    ps_t *ps = start(NULL, NULL);
    see(ps, "lexwave --session N, which is one of ");
    quit(ps);
}

static void edit(ps_t *ps, const char *text)
{
    see(ps, ", dim ");
    ps_text(ps, text);
    see(ps, text);
    quit(ps);
}

/* A text that is given stands beside the kept ones, from its first edit on. */
static void test_given_beside_kept(void **state)
{
    (void)state;
    static const char bytes[] = "lexwave state 1\ntext\nold words";
    assert_int_equal(mkdir(place(""), 0700), 0);
    write_file(place("state"), bytes, sizeof bytes - 1);
    ps_t *ps = start("hello", NULL); /* not edited: no place is taken */
    see(ps, "no text is lost: this one is kept as session 2 once it is edited");
    ps_keys(ps, "Left");
    quit(ps);
    assert_int_not_equal(access(place("state-2"), F_OK), 0);
    edit(start("hello", NULL), " two");
    edit(start("--fresh", NULL), " three");
    const char *argv[] = {program(), "--session", "1", "hello", NULL};
    edit(run(argv), " four");
    assert_string_equal(read_whole(place("state")), bytes);
    assert_non_null(strstr(read_whole(place("state-2")), "hello two"));
    assert_non_null(strstr(read_whole(place("state-3")), LINE " three"));
    assert_non_null(strstr(read_whole(place("state-4")), "hello four"));
    ps = start(NULL, NULL);
    see(ps, "other texts are kept, too");
    see(ps, "hello four");
    quit(ps);
}

/* A kept text that is empty gives its place. */
static void test_empty_place(void **state)
{
    (void)state;
    static const char bytes[] = "lexwave state 1\ntext\n";
    assert_int_equal(mkdir(place(""), 0700), 0);
    write_file(place("state"), bytes, sizeof bytes - 1);
    edit(start("hello", NULL), " two");
    assert_non_null(strstr(read_whole(place("state")), "hello two"));
    assert_int_not_equal(access(place("state-2"), F_OK), 0);
}

/* Why a command is refused is said whole, over the rows above its line. */
static void test_long_refusal(void **state)
{
    (void)state;
    char env[300];
    snprintf(env, sizeof env, "XDG_STATE_HOME=%s", folder);
    const char *envs[] = {env, NULL}, *argv[] = {program(), "--fresh", NULL};
    ps_t *ps = ps_spawn(argv, 80, 24, envs);
    assert_non_null(ps);
    see(ps, "you @ 1, dim 2");
    ps_keys(ps, "Tab");
    see(ps, "q quit");
    ps_text(ps, ":");
    see(ps, " :");
    ps_text(
        ps,
        "corpus /there/is/no/such/directory/at/all/in/the/world/that/has/a/long/path/and/name.txt");
    ps_keys(ps, "Enter");
    see(ps, "does not exist: check the name");
    kill_now(ps);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_unreadable),     TEST(test_unreadable_and_not_wanted),
        TEST(test_saved_at_work),  TEST(test_carriage_returns),
        TEST(test_two_programs),   TEST(test_written_by_another),
        TEST(test_failing),        TEST(test_records),
        TEST(test_syncs),          TEST(test_no_home),
        TEST(test_several_others), TEST(test_given_beside_kept),
        TEST(test_empty_place),    TEST(test_long_refusal),
    };
    return cmocka_run_group_tests_name("kept", tests, NULL, NULL);
}
