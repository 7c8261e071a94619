#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
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

static void assert_content(const char *path, const char *expected)
{
    char bytes[200];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t n = fread(bytes, 1, sizeof bytes - 1, file);
    fclose(file);
    bytes[n] = '\0';
    assert_string_equal(bytes, expected);
}

static unsigned mode_of(const char *path)
{
    struct stat st;
    assert_int_equal(lstat(path, &st), 0);
    return st.st_mode & 07777u;
}

/* Names in the directory beside "." and ".." */
static int count_names(void)
{
    int n = 0;
    DIR *d = opendir(dir);
    assert_non_null(d);
    while (readdir(d)) n++;
    closedir(d);
    return n - 2;
}

enum { NOBODY = 65534 }; /* as user and as group */

/* Runs `check` in a child without root's rights, which no permission would stop; its verdict. */
static bool without_root(bool (*check)(void))
{
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        bool able = geteuid() != 0 || (setgid(NOBODY) == 0 && setuid(NOBODY) == 0);
        _exit(able && check() ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* ---- file_out ---- */

static void assert_opens(struct file_out *f, const char *path)
{
    struct err e = {{0}};
    if (!file_out_open(f, path, &e)) fail_msg("%s", e.text);
}

static void assert_commits(struct file_out *f)
{
    struct err e = {{0}};
    if (!file_out_commit(f, &e)) fail_msg("%s", e.text);
    assert_null(f->stream);
    assert_string_equal(f->path, "");
    assert_string_equal(f->partial, "");
}

static void assert_no_commit(struct file_out *f, const char *name, const char *what)
{
    struct err e = {{0}};
    char expected[sizeof e.text];
    assert_false(file_out_commit(f, &e));
    snprintf(expected, sizeof expected, "%s: %s", name, what);
    assert_string_equal(e.text, expected);
    assert_null(f->stream);
    assert_string_equal(f->partial, "");
}

static void assert_no_open(const char *path, const char *name, const char *what)
{
    struct file_out f;
    struct err e = {{0}};
    char expected[sizeof e.text];
    assert_false(file_out_open(&f, path, &e));
    snprintf(expected, sizeof expected, "%s: %s", name, what);
    assert_string_equal(e.text, expected);
    assert_null(f.stream);
    file_out_abort(&f); /* harmless */
}

/* Absent, then whole; the partial file stands beside it and is gone afterwards. */
static void appears_whole(void **state)
{
    (void)state;
    struct file_out f, g;
    assert_opens(&f, in("out"));
    assert_opens(&g, in("out")); /* twice at once */
    fputs("new", f.stream);
    fputs("newer", g.stream);
    fflush(f.stream);
    assert_int_equal(access(in("out"), F_OK), -1);
    assert_int_equal(count_names(), 2);
    assert_int_equal(strncmp(f.partial, dir, strlen(dir)), 0);
    assert_string_not_equal(f.partial, g.partial);
    assert_commits(&f);
    assert_content(in("out"), "new");
    assert_commits(&g);
    assert_content(in("out"), "newer");
    assert_int_equal(count_names(), 1);
}

static void abort_leaves_all_as_it_was(void **state)
{
    (void)state;
    struct file_out f;
    put(in("out"), "old", 3);
    assert_opens(&f, in("out"));
    fputs("new", f.stream);
    fflush(f.stream);
    assert_content(in("out"), "old");
    file_out_abort(&f);
    assert_null(f.stream);
    assert_content(in("out"), "old");
    assert_int_equal(count_names(), 1);
}

static void write_to(const char *path, const char *text)
{
    struct file_out f;
    assert_opens(&f, path);
    fputs(text, f.stream);
    assert_commits(&f);
}

static void permissions(void **state)
{
    (void)state;
    static const unsigned masks[] = {0, 022, 027, 077, 0133};
    for (size_t i = 0; i < sizeof masks / sizeof masks[0]; i++) {
        umask(masks[i]);
        write_to(in("new"), "x");
        assert_int_equal(mode_of(in("new")), 0666u & ~masks[i]);
        assert_int_equal(unlink(in("new")), 0);
    }
    for (unsigned mode = 0600; mode <= 0777; mode++) {
        put(in("old"), "old", 3);
        assert_int_equal(chmod(in("old"), mode), 0);
        write_to(in("old"), "new");
        assert_int_equal(mode_of(in("old")), mode);
        assert_content(in("old"), "new");
    }
}

static void owner_is_kept(void **state)
{
    (void)state;
    if (geteuid() != 0) {
        print_message("skipped: only root can give files away\n");
        skip();
    }
    struct stat st;
    put(in("theirs"), "old", 3);
    assert_int_equal(chown(in("theirs"), 1234, 2345), 0);
    write_to(in("theirs"), "new");
    assert_int_equal(stat(in("theirs"), &st), 0);
    assert_int_equal(st.st_uid, 1234);
    assert_int_equal(st.st_gid, 2345);
}

/* A member of no other group cannot keep the file's: then its rights must not pass to the writer's group. */
static bool drops_group_rights(void)
{
    write_to(in("shared"), "new");
    return mode_of(in("shared")) == 0604;
}

static void group_that_cannot_be_kept(void **state)
{
    (void)state;
    if (geteuid() != 0) {
        print_message("skipped: only root can give files away\n");
        skip();
    }
    put(in("shared"), "old", 3);
    assert_int_equal(chown(dir, NOBODY, NOBODY), 0);
    assert_int_equal(chown(in("shared"), NOBODY, 2345), 0);
    assert_int_equal(chmod(in("shared"), 0664), 0);
    assert_true(without_root(drops_group_rights));
    assert_content(in("shared"), "new");
}

static bool refuses_protected(void)
{
    static const char *const names[] = {"protected", "locked/new"};
    for (size_t i = 0; i < 2; i++) {
        struct file_out f;
        struct err e = {{0}};
        if (file_out_open(&f, in(names[i]), &e) || !strstr(e.text, names[i]) ||
            !strstr(e.text,
                    ": may not be written: change the permissions of the file or its directory"))
            return false;
    }
    return true;
}

static void protected_files(void **state)
{
    (void)state;
    put(in("protected"), "old", 3);
    assert_int_equal(chmod(in("protected"), 0444), 0);
    assert_int_equal(mkdir(in("locked"), 0555), 0);
    assert_int_equal(chmod(dir, 0777), 0); /* where a rename would succeed */
    assert_true(without_root(refuses_protected));
    assert_content(in("protected"), "old");
}

static void write_errors(void **state)
{
    (void)state;
    put(in("plain"), "x", 1);
    assert_int_equal(symlink("loop", in("loop")), 0);
    assert_no_open("", "the file name is empty", "name a file, or - for standard output");
    assert_no_open(dir, dir, "is a directory: name a file");
    assert_no_open(in("new/"), in("new/"), "is a directory: name a file");
    assert_no_open(in("no/new"), in("no/new"),
                   "its directory does not exist: make it first, or name another place");
    assert_no_open(in("plain/new"), in("plain/new"), "is not inside a directory: check the name");
    assert_no_open(in("loop"), in("loop"),
                   "its symbolic links lead round in a circle: name the file itself");
    assert_int_equal(count_names(), 2);
    /* A name as long as any may be: the partial one must not be longer. */
    char name[256];
    memset(name, 'n', 255);
    name[255] = '\0';
    write_to(in(name), "x");
    assert_content(in(name), "x");
}

/* Links stay links, whatever they lead to; what they lead to is replaced. */
static void links_stay(void **state)
{
    (void)state;
    assert_int_equal(mkdir(in("sub"), 0755), 0);
    put(in("sub/real"), "old", 3);
    assert_int_equal(chmod(in("sub/real"), 0640), 0);
    assert_int_equal(symlink("sub/real", in("near")), 0);
    assert_int_equal(symlink("../near", in("sub/far")), 0);
    assert_int_equal(symlink("sub/unborn", in("dangling")), 0);
    assert_int_equal(symlink(in("sub/real"), in("absolute")), 0);
    static const char *const rows[][2] = {{"near", "sub/real"},
                                          {"sub/far", "sub/real"},
                                          {"absolute", "sub/real"},
                                          {"dangling", "sub/unborn"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct stat st;
        write_to(in(rows[i][0]), rows[i][0]);
        assert_content(in(rows[i][1]), rows[i][0]);
        assert_int_equal(lstat(in(rows[i][0]), &st), 0);
        assert_true(S_ISLNK(st.st_mode));
        assert_int_equal(lstat(in(rows[i][1]), &st), 0);
        assert_true(S_ISREG(st.st_mode));
    }
    assert_int_equal(mode_of(in("sub/real")), 0640);
}

/* Plain names, without a directory, go to the current one. */
static void relative_names(void **state)
{
    (void)state;
    char before[400];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(dir), 0);
    write_to("here", "relative");
    assert_int_equal(symlink("here", "link"), 0);
    write_to("link", "by link");
    assert_int_equal(chdir(before), 0);
    assert_content(in("here"), "by link");
    assert_int_equal(count_names(), 2);
}

/* The device in /dev, which a plain user cannot harm. Root could, should the code under test be
 * wrong: so root gets the same device again in the test's directory. Skips where there is none. */
static const char *device(const char *name)
{
    static char path[400];
    struct stat st;
    snprintf(path, sizeof path, "/dev/%s", name);
    bool there = stat(path, &st) == 0 && S_ISCHR(st.st_mode);
    if (there && geteuid() == 0) {
        strcpy(path, in(name));
        there = mknod(path, S_IFCHR | 0666, st.st_rdev) == 0;
    }
    int fd = there ? open(path, O_WRONLY) : -1;
    if (fd < 0) {
        print_message("skipped: no /dev/%s, or no leave to make one like it\n", name);
        skip();
    }
    close(fd);
    return path;
}

/* Devices and pipes cannot be replaced: they are written as they are and stay what they are. */
static void null_device(void **state)
{
    (void)state;
    const char *null = device("null");
    int names = count_names();
    struct stat st;
    write_to(null, "gone");
    assert_int_equal(lstat(null, &st), 0);
    assert_true(S_ISCHR(st.st_mode));
    assert_int_equal(count_names(), names);
}

static void pipe_by_name(void **state)
{
    (void)state;
    struct stat st;
    assert_int_equal(mkfifo(in("fifo"), 0600), 0);
    int reader = open(in("fifo"), O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    write_to(in("fifo"), "through");
    char bytes[16] = "";
    assert_int_equal(read(reader, bytes, sizeof bytes), 7);
    assert_string_equal(bytes, "through");
    close(reader);
    assert_int_equal(lstat(in("fifo"), &st), 0);
    assert_true(S_ISFIFO(st.st_mode));
    assert_int_equal(count_names(), 1);
}

static void fill(FILE *out, size_t n)
{
    for (size_t i = 0; i < n; i++) fputc('x', out);
}

/* The disk is full at the end, in the middle, and exactly when the buffer is. */
static void full_device(void **state)
{
    (void)state;
    const char *full = device("full");
    struct file_out f;
    static const size_t sizes[] = {4095, 4096, 4097, 8192, 65536, 200000};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct err e = {{0}};
        assert_opens(&f, full);
        fill(f.stream, sizes[i]);
        assert_false(file_out_commit(&f, &e));
        assert_non_null(strstr(e.text, "space")); /* in both messages below */
    }
    assert_opens(&f, full);
    fputc('x', f.stream);
    assert_no_commit(&f, full, "no space is left on its disk: free some or name another place");
    /* An earlier write failed, and nothing is left that could fail again and tell why. */
    assert_opens(&f, full);
    fputc('x', f.stream);
    assert_int_equal(fflush(f.stream), EOF);
    assert_no_commit(
        &f, full,
        "could not be written whole: check the disk and its free space, or name another place");
}

/* A regular file that cannot grow: the old one stays, the partial one goes. */
static void file_that_cannot_grow(void **state)
{
    (void)state;
    struct rlimit limit, small;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    put(in("out"), "old", 3);
    signal(SIGXFSZ, SIG_IGN);
    small = limit;
    small.rlim_cur = 10000;
    struct file_out f;
    assert_opens(&f, in("out"));
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    fill(f.stream, 50001);
    struct err e = {{0}};
    bool ok = file_out_commit(&f, &e);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    signal(SIGXFSZ, SIG_DFL);
    assert_false(ok);
    assert_non_null(strstr(e.text, "/out: grew beyond the size that is allowed: ask for less"));
    assert_content(in("out"), "old");
    assert_int_equal(count_names(), 1);
}

/* Something that cannot be replaced came into its place meanwhile. */
static void place_taken(void **state)
{
    (void)state;
    struct file_out f;
    assert_opens(&f, in("out"));
    fputs("new", f.stream);
    assert_int_equal(mkdir(in("out"), 0755), 0);
    assert_no_commit(&f, in("out"), "is a directory: name a file");
    assert_int_equal(count_names(), 1);
}

/* Runs `act` with standard output on the descriptor, which is closed; returns what commit said. */
static bool with_stdout(int fd, const char *path, const char *text, struct err *e)
{
    struct file_out f;
    fflush(stdout);
    int saved = dup(STDOUT_FILENO);
    if (fd >= 0) {
        dup2(fd, STDOUT_FILENO);
        close(fd);
    } else {
        close(STDOUT_FILENO);
    }
    bool ok = file_out_open(&f, path, e);
    if (ok) {
        fputs(text, f.stream);
        ok = file_out_commit(&f, e);
    }
    clearerr(stdout);
    dup2(saved, STDOUT_FILENO);
    close(saved);
    return ok;
}

/* What was written before stays, also under the device's name. */
static bool adds_to_standard_output(void)
{
    static const char *const names[] = {"-", "/dev/stdout"};
    for (size_t i = 0; i < 2; i++) {
        struct err e = {{0}};
        int fd = open(in("out"), O_RDWR | O_CREAT | O_TRUNC, 0600);
        if (write(fd, "head ", 5) != 5 || !with_stdout(fd, names[i], "tail", &e)) return false;
        assert_content(in("out"), "head tail");
    }
    return true;
}

static void standard_output(void **state)
{
    (void)state;
    assert_int_equal(chmod(dir, 0777), 0);
    assert_true(without_root(adds_to_standard_output)); /* root could replace /dev/stdout */

    struct err e = {{0}};
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    signal(SIGPIPE, SIG_IGN);
    bool ok = with_stdout(ends[1], "-", "nobody reads", &e);
    signal(SIGPIPE, SIG_DFL);
    assert_false(ok);
    assert_string_equal(e.text, "standard output: was closed by its reader before the end"
                                ": let the reader take everything");

    assert_false(with_stdout(-1, "-", "nowhere", &e));
    assert_string_equal(e.text, "standard output: is not open: name a file");
}

static void standard_output_full(void **state)
{
    (void)state;
    struct err e = {{0}};
    int fd = open(device("full"), O_WRONLY);
    assert_false(with_stdout(fd, "-", "too much", &e));
    assert_string_equal(
        e.text, "standard output: no space is left on its disk: free some or name another place");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_dir, remove_dir)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(appears_whole),
        TEST(abort_leaves_all_as_it_was),
        TEST(permissions),
        TEST(owner_is_kept),
        TEST(group_that_cannot_be_kept),
        TEST(protected_files),
        TEST(write_errors),
        TEST(links_stay),
        TEST(relative_names),
        TEST(null_device),
        TEST(pipe_by_name),
        TEST(full_device),
        TEST(file_that_cannot_grow),
        TEST(place_taken),
        TEST(standard_output),
        TEST(standard_output_full),
    };
    return cmocka_run_group_tests_name("file_out", tests, NULL, NULL);
}
