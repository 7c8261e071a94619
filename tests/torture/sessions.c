/* The terminal program on a pseudo-terminal, while an allocation fails, or all from one on.
 *
 *   sessions LIBRARY PROGRAM --short K | --full K | FAIL_AT=N | FAIL_FROM=N
 *
 * A text is typed, the views are gone through, the screen grows, and Ctrl-C ends it. The program
 * has to end by itself, with the terminal as it was; what was typed has to be in the state that it
 * keeps; and where it ends with status 1, its last line has to say why. The last lines are
 * "allocations failed: N" and "lost: M". What fails is
 * divided into SHARES, which are run side by side, as they mostly wait: K is the number of one, from
 * 1 on. --short takes a spread sample of it. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "failing.h"
#include "pty/ptyscreen.h"

#define SHORT_RUNS 3 /* of each way to fail */
#define SHARES 8     /* as allocations.sh has it */
#define QUIET_MS 25
#define SOON 20000
#define TYPED "zebra"

/* Terminals whose entries curses reads, and one that the program brings itself. */
static const char *const terminals[] = {"TERM=xterm-256color", "COLORTERM=truecolor",
                                        "TERM=screen"};

static struct {
    const char *library, *program;
    struct failing_count *count;
    char count_name[64], folder[64];
    unsigned long failed, lost, runs, ended;
    bool shows;
} torture;

static void die(const char *what)
{
    fprintf(stderr, "sessions: %s: %s\n", what, strerror(errno));
    exit(2);
}

static void share_count(void)
{
    int fd = memfd_create("count", 0);
    if (fd < 0 || ftruncate(fd, sizeof *torture.count) != 0) die("count");
    torture.count = mmap(NULL, sizeof *torture.count, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (torture.count == MAP_FAILED) die("count");
    snprintf(torture.count_name, sizeof torture.count_name, "FAIL_COUNT=/proc/%ld/fd/%d",
             (long)getpid(), fd);
}

/* The first text that is kept, or "". */
static const char *kept(void)
{
    static char bytes[65536];
    char path[128];
    snprintf(path, sizeof path, "%s/lexwave/state", torture.folder);
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(bytes, 1, sizeof bytes - 1, f) : 0;
    if (f) fclose(f);
    bytes[n] = 0;
    return bytes;
}

static ps_t *start(const char *way, unsigned long number)
{
    static const char *const argv_of[] = {NULL, "--no-config", NULL};
    const char *argv[] = {torture.program, argv_of[1], NULL};
    char preload[256], fail[64], state[128];
    snprintf(preload, sizeof preload, "LD_PRELOAD=%s", torture.library);
    snprintf(fail, sizeof fail, "%s=%lu", way, number);
    snprintf(state, sizeof state, "XDG_STATE_HOME=%s", torture.folder);
    const char *env[] = {preload,
                         fail,
                         state,
                         torture.count_name,
                         terminals[number % (sizeof terminals / sizeof *terminals)],
                         NULL};
    *torture.count = (struct failing_count){0};
    return ps_spawn(argv, 100, 30, env);
}

/* Presses keys; false where the program has ended. */
static bool press(ps_t *ps, const char *keys)
{
    if (ps_exit_status(ps) != PS_RUNNING) return false;
    ps_keys(ps, keys);
    ps_settle(ps, QUIET_MS, SOON);
    if (torture.shows) ps_dump(ps, stdout);
    return ps_exit_status(ps) == PS_RUNNING;
}

/* Whether all was done; the program may end before. */
static bool play(ps_t *ps)
{
    static const char *const keys[] = {
        TYPED, "Tab 2", "4 j", "3", "5 Space", "6", "7", "8", "9", "1 ?", "Escape : h Tab Escape"};
    ps_wait_text(ps, "lexwave", 300);
    ps_settle(ps, QUIET_MS, SOON);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (!press(ps, keys[i])) return false;
        if (i == 4) ps_resize(ps, 140, 50);
    }
    press(ps, "C-c");
    return true;
}

/* The last line of the main screen's that is not empty. */
static const char *last_line(ps_t *ps)
{
    int cols, rows;
    ps_size(ps, &cols, &rows);
    while (--rows > 0)
        if (*ps_row_text(ps, rows)) return ps_row_text(ps, rows);
    return "";
}

/* What is wrong with how it ended, or NULL. */
static const char *judge(ps_t *ps, bool whole)
{
    static char why[128];
    const char *raw = ps_raw(ps, &(size_t){0});
    int status = ps_exit_status(ps);
    if (status == PS_RUNNING) return "does not end";
    if (status < 0) return "ended by a signal";
    if (!ps_restored(ps, why, sizeof why)) return why;
    if (status > 1) return "another exit status";
    if (status == 1 && (!raw || !strstr(raw, "lexwave: ") || strstr(raw, "lexwave: \r")))
        return "status 1 without a line";
    if (status == 1) torture.ended++;
    if (status == 0 && !whole) return "ended before it was told to";
    if (!whole) return NULL;
    return strstr(kept(), TYPED) ? NULL : "the text is not kept";
}

static void clean(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s/lexwave'", torture.folder);
    if (system(command) != 0) die(command);
}

static void fail_one(const char *way, unsigned long number)
{
    ps_t *ps = start(way, number);
    if (!ps) die("spawn");
    bool whole = play(ps);
    ps_wait_exit(ps, SOON);
    const char *what = judge(ps, whole);
    torture.runs++;
    torture.failed += torture.count->failed;
    if (what && (torture.count->failed || !number)) {
        torture.lost++;
        printf("# %s=%lu: %s (status %d%s: %s)\n", way, number, what, ps_exit_status(ps),
               whole ? "" : ", early", last_line(ps));
        fflush(stdout);
    }
    ps_free(ps);
    clean();
}

static const char *const ways[] = {"FAIL_AT", "FAIL_FROM"};

static void fail_many(unsigned long share, bool full)
{
    fail_one(ways[0], 0);
    unsigned long calls = torture.count->calls, step = full ? SHARES : calls / SHORT_RUNS + 1;
    printf("# the terminal program: %lu allocations\n", calls);
    for (unsigned long way = 0; way < 2; way++)
        for (unsigned long n = full ? share : step * share / SHARES - way; n <= calls; n += step)
            fail_one(ways[way], n);
}

int main(int argc, char **argv)
{
    if (argc < 4)
        die("usage: sessions LIBRARY PROGRAM --short K | --full K | FAIL_AT=N | FAIL_FROM=N");
    torture.library = argv[1];
    torture.program = argv[2];
    const char *option = argv[3], *number = strchr(option, '=');
    snprintf(torture.folder, sizeof torture.folder, "/tmp/lexwave-torture-XXXXXX");
    if (!mkdtemp(torture.folder)) die(torture.folder);
    share_count();
    torture.shows = number;
    if (number)
        fail_one(ways[strncmp(option, ways[1], strlen(ways[1])) == 0],
                 strtoul(number + 1, NULL, 10));
    else
        fail_many(argc > 4 ? strtoul(argv[4], NULL, 10) : 1, strcmp(option, "--full") == 0);
    rmdir(torture.folder);
    printf("# %lu sessions, %lu of which ended with a line\n", torture.runs, torture.ended);
    printf("allocations failed: %lu\nlost: %lu\n", torture.failed, torture.lost);
    return torture.lost > 0;
}
