/* Every allocation of every command fails once, and all from each on.
 *
 *   allocations LIBRARY PROGRAM COMMANDS [--short | --full] [--only N]
 *
 * COMMANDS has a command in each line: words with blanks between, 'quoted' where they have some
 * themselves, and at the end `< FILE` where it reads one. They run in the present folder, whose
 * file `out` is what -o writes. A run may give what the run without failures gives; or end with
 * exit status 1 and one line on standard error, and `out` as it was; anything else is lost. The last
 * lines are "allocations failed: N" and "lost: M". --short takes of each command a spread sample. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "failing.h"

#define WORDS 32
#define SHORT_RUNS 2 /* of each command and way to fail */
#define SHOWN 60     /* findings that are told whole */
#define BEFORE "what was there before\n"

extern char **environ;

struct bytes {
    char *data;
    size_t len;
};

/* How a run ended. */
struct result {
    int status; /* of waitpid */
    struct bytes out, err, file;
    struct failing_count count;
};

struct command {
    char line[1024]; /* as it was written */
    char text[1024]; /* the words, each ended by a NUL */
    char *words[WORDS];
    const char *input;
};

static struct {
    const char *library;
    char *program;
    struct failing_count *count;
    unsigned long runs, failed, lost;
    bool full;
} torture;

static void die(const char *what)
{
    fprintf(stderr, "allocations: %s: %s\n", what, strerror(errno));
    exit(2);
}

static struct bytes read_all(int fd)
{
    struct bytes b = {0};
    struct stat st;
    if (fd < 0) return b;
    if (fstat(fd, &st) == 0 && (b.data = malloc((size_t)st.st_size + 1))) {
        ssize_t n = pread(fd, b.data, (size_t)st.st_size, 0);
        b.len = n > 0 ? (size_t)n : 0;
        b.data[b.len] = 0;
    }
    close(fd);
    return b;
}

static void result_free(struct result *r)
{
    free(r->out.data);
    free(r->err.data);
    free(r->file.data);
    *r = (struct result){0};
}

static void put_back(void)
{
    int fd = open("out", O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (fd < 0 || write(fd, BEFORE, strlen(BEFORE)) < 0) die("out");
    close(fd);
}

/* The environment with what the library goes by. `way`: "FAIL_AT", "FAIL_FROM" or NULL. */
static void set_ways(const char *way, unsigned long number)
{
    char text[32];
    unsetenv("FAIL_AT");
    unsetenv("FAIL_FROM");
    snprintf(text, sizeof text, "%lu", number);
    if (way) setenv(way, text, 1);
}

static void start(const struct command *c, const int *fds)
{
    for (int i = 0; i < 3; i++)
        if (dup2(fds[i], i) < 0) _exit(126);
    alarm(20);
    setenv("LD_PRELOAD", torture.library, 1);
    execv(torture.program, c->words);
    _exit(127);
}

static struct result run(const struct command *c, const char *way, unsigned long number)
{
    struct result r = {0};
    put_back();
    set_ways(way, number);
    *torture.count = (struct failing_count){0};
    int fds[] = {open(c->input, O_RDONLY | O_CLOEXEC), memfd_create("out", MFD_CLOEXEC),
                 memfd_create("err", MFD_CLOEXEC)};
    if (fds[0] < 0) die(c->input);
    pid_t child = fork();
    if (child < 0) die("fork");
    if (child == 0) start(c, fds);
    while (waitpid(child, &r.status, 0) < 0 && errno == EINTR) continue;
    close(fds[0]);
    r.out = read_all(fds[1]);
    r.err = read_all(fds[2]);
    r.file = read_all(open("out", O_RDONLY | O_CLOEXEC));
    r.count = *torture.count;
    torture.runs++;
    return r;
}

/* ---- judging ---- */

static bool equal(const struct bytes *a, const struct bytes *b)
{
    return a->len == b->len && (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

/* Whether standard error ends with one line of its own: those before are what is said anyway. */
static bool one_line(const struct bytes *err, const struct bytes *usual)
{
    static const char name[] = "lexwave: ";
    if (!err->len || err->data[err->len - 1] != '\n') return false;
    size_t at = err->len - 1;
    while (at > 0 && err->data[at - 1] != '\n') at--;
    if (at > usual->len || (at > 0 && memcmp(err->data, usual->data, at) != 0)) return false;
    return err->len - at > sizeof name + 8 && strncmp(err->data + at, name, sizeof name - 1) == 0;
}

static bool partial_left(void)
{
    glob_t found;
    bool left = glob(".lexwave-*", 0, NULL, &found) == 0;
    for (size_t i = 0; left && i < found.gl_pathc; i++) unlink(found.gl_pathv[i]);
    globfree(&found);
    return left;
}

/* What is wrong with a run, or NULL. */
static const char *judge(const struct result *r, const struct result *usual)
{
    bool file_old = r->file.len == strlen(BEFORE) && memcmp(r->file.data, BEFORE, r->file.len) == 0;
    if (partial_left()) return "a partial file is left";
    if (WIFSIGNALED(r->status)) return "ended by a signal";
    if (r->status == usual->status && equal(&r->out, &usual->out) && equal(&r->err, &usual->err))
        return equal(&r->file, &usual->file) ? NULL : "another file";
    if (WEXITSTATUS(r->status) != 1)
        return WEXITSTATUS(r->status) == 0 ? "other output and exit 0" : "another exit status";
    if (!one_line(&r->err, &usual->err)) return "exit 1 without one line";
    return file_old || equal(&r->file, &usual->file) ? NULL : "half a file";
}

static void tell(const struct command *c, const char *way, unsigned long number,
                 const struct result *r, const char *what)
{
    if (torture.lost++ >= SHOWN) return;
    printf("# %s=%lu %s: %s (status %x, standard error: %.*s)\n", way, number, c->line, what,
           (unsigned)r->status, (int)(r->err.len < 200 ? r->err.len : 200),
           r->err.len ? r->err.data : "");
    fflush(stdout);
}

static void fail_one(const struct command *c, const struct result *usual, const char *way,
                     unsigned long number)
{
    struct result r = run(c, way, number);
    torture.failed += r.count.failed;
    const char *what = judge(&r, usual);
    if (what) tell(c, way, number, &r, what);
    result_free(&r);
}

/* The first ones fail each; of more a short run takes a sample, each command from another place. */
static void fail_all(const struct command *c, int place)
{
    unsigned long lost = torture.lost, failed = torture.failed;
    struct result usual = run(c, NULL, 0);
    unsigned long calls = usual.count.calls, step = torture.full ? 1 : calls / SHORT_RUNS + 1;
    if (partial_left() || !calls) tell(c, "usual", calls, &usual, "no allocations, or a left file");
    for (unsigned long n = torture.full ? 1 : 1 + (unsigned long)place % step; n <= calls;
         n += step) {
        fail_one(c, &usual, "FAIL_AT", n);
        fail_one(c, &usual, "FAIL_FROM", n);
    }
    printf("# %s: %lu allocations, %lu failed, %lu lost\n", c->line, calls, torture.failed - failed,
           torture.lost - lost);
    fflush(stdout);
    result_free(&usual);
}

/* ---- the list ---- */

/* Takes a line apart; false where it holds no command. */
static bool parse(const char *line, struct command *c)
{
    size_t n = 1, len = 0;
    *c = (struct command){.input = "/dev/null"};
    snprintf(c->line, sizeof c->line, "%.*s", (int)strcspn(line, "\n"), line);
    c->words[0] = torture.program;
    for (const char *s = c->line; *s && n + 1 < WORDS; s += strspn(s, " ")) {
        c->words[n++] = c->text + len;
        for (bool quoted = false; *s && (quoted || *s != ' '); s++)
            if (*s == '\'')
                quoted = !quoted;
            else
                c->text[len++] = *s;
        len++;
    }
    if (n > 2 && strcmp(c->words[n - 2], "<") == 0) {
        c->input = c->words[n - 1];
        c->words[n - 2] = NULL;
    }
    return c->line[0] && c->line[0] != '#';
}

static void share_count(void)
{
    char name[64];
    int fd = memfd_create("count", 0);
    if (fd < 0 || ftruncate(fd, sizeof *torture.count) != 0) die("count");
    void *shared = mmap(NULL, sizeof *torture.count, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (shared == MAP_FAILED) die("count");
    torture.count = shared;
    snprintf(name, sizeof name, "/proc/%ld/fd/%d", (long)getpid(), fd);
    setenv("FAIL_COUNT", name, 1);
}

int main(int argc, char **argv)
{
    char line[1024];
    struct command c;
    FILE *list = argc > 3 ? fopen(argv[3], "r") : NULL;
    if (!list) die("usage: allocations LIBRARY PROGRAM COMMANDS [--short | --full]");
    torture.library = argv[1];
    torture.program = argv[2];
    torture.full = argc > 4 && strcmp(argv[4], "--full") == 0;
    share_count();
    for (int place = 0; fgets(line, sizeof line, list);)
        if (parse(line, &c)) fail_all(&c, ++place * 7);
    fclose(list);
    printf("allocations failed: %lu\nlost: %lu\n", torture.failed, torture.lost);
    return torture.lost > 0;
}
