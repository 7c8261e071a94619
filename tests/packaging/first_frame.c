/* What a program costs to start on a pseudo-terminal of 80 by 24: the median time from before it is
 * started to the first frame, and the memory it has then.
 *
 *     first_frame RUNS TEXT PROGRAM [ARGUMENT]...     TERM: the terminal's type
 *
 * Prints "MS ms, RSS kB resident, PSS kB counting what is shared in parts". Exit status: 0 TEXT was
 * seen each time and Ctrl-C ended the program; 1 not, with the screen; 2 wrong usage. */
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "pty/ptyscreen.h"

#define RUNS_MAX 1000
#define SOON 30000

struct cost {
    double ms;
    long rss, pss;
};

static double now_ms(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return 1e3 * (double)at.tv_sec + (double)at.tv_nsec / 1e6;
}

static void read_memory(int pid, struct cost *out)
{
    char path[64], line[256];
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", pid);
    FILE *f = fopen(path, "r");
    while (f != NULL && fgets(line, sizeof line, f) != NULL) {
        sscanf(line, "Rss: %ld", &out->rss);
        sscanf(line, "Pss: %ld", &out->pss);
    }
    if (f != NULL) fclose(f);
}

static bool run(const char *const argv[], const char *text, struct cost *out)
{
    char term[128];
    snprintf(term, sizeof term, "TERM=%s", getenv("TERM") ? getenv("TERM") : "xterm-256color");
    const char *const env[] = {term, NULL};
    double start = now_ms();
    ps_t *ps = ps_spawn(argv, 80, 24, env);
    bool ok = ps != NULL && ps_wait_text(ps, text, SOON);
    out->ms = now_ms() - start;
    if (ok) read_memory(ps_pid(ps), out);
    ok = ok && ps_keys(ps, "C-c") && ps_wait_exit(ps, SOON) && ps_exit_status(ps) == 0;
    if (!ok && ps != NULL) ps_dump(ps, stdout);
    if (ps != NULL) ps_free(ps);
    return ok;
}

static int compare(const void *a, const void *b)
{
    double x = ((const struct cost *)a)->ms, y = ((const struct cost *)b)->ms;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    static struct cost costs[RUNS_MAX];
    long runs = argc < 4 ? 0 : strtol(argv[1], NULL, 10);
    if (runs < 1 || runs > RUNS_MAX) {
        fputs("usage: first_frame RUNS TEXT PROGRAM [ARGUMENT]...\n", stderr);
        return 2;
    }
    for (long i = 0; i < runs; i++)
        if (!run((const char *const *)argv + 3, argv[2], &costs[i])) return 1;
    qsort(costs, (size_t)runs, sizeof *costs, compare);
    struct cost middle = costs[runs / 2];
    printf("%.1f ms, %ld kB resident, %ld kB counting what is shared in parts\n", middle.ms,
           middle.rss, middle.pss);
    return 0;
}
