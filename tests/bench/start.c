/* The program from outside: its first frame and its memory beside an ncurses
 * program of one line; and how often it wakes up when nothing happens.
 *
 *   start PROGRAM ONE_LINE SCRATCH
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"
#include "reader.h"

#define ROUNDS 31
#define SILENCE_MS 50
#define TRIES 100 /* of that silence before the first byte, on a busy machine */
#define RATIO_MAX 1.2
#define MEMORY_MAX 3072 /* KiB above the floor's */
#define IDLE_S 2
#define MARKS_MS 1500 /* after a keystroke: longer than what changed stays marked */

/* Written by the child just before exec, read by us. */
struct at_exec {
    double wall, cpu;
};
static struct at_exec *at_exec;

static void start(struct pty *p, const char *program, const char *colorterm)
{
    if (pty_fork(p, PTY_ROWS, PTY_COLS, "xterm-256color", colorterm)) {
        *at_exec = (struct at_exec){clock_wall(), clock_own_cpu()};
        execl(program, program, (char *)NULL);
        give_up("%s cannot be run: %s", program, strerror(errno));
    }
}

/* A number from /proc/PID/status. */
static double status_of(pid_t pid, const char *name)
{
    char path[64], line[256];
    double value = -1;
    snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
    FILE *f = fopen(path, "r");
    while (f && fgets(line, sizeof line, f))
        if (strncmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ':')
            value = strtod(line + strlen(name) + 1, NULL);
    if (f) fclose(f);
    if (value < 0) give_up("%s does not say %s", path, name);
    return value;
}

/* ---- the first frame ---- */

struct first {
    struct series wall, cpu, memory, bytes;
};

static void first_frame(const char *program, const char *colorterm, struct first *out, bool warm_up)
{
    struct pty p;
    double last = 0;
    start(&p, program, colorterm);
    double bytes = 0;
    for (int tries = 0; bytes <= 0 && tries < TRIES; tries++)
        bytes = pty_drain(&p, SILENCE_MS, &last);
    if (bytes <= 0) give_up("%s painted nothing", program);
    if (!warm_up) {
        series_add(&out->wall, (last - at_exec->wall) / 1e6);
        series_add(&out->cpu, (clock_cpu_of(p.pid) - at_exec->cpu) / 1e6);
        series_add(&out->memory, status_of(p.pid, "VmHWM"));
        series_add(&out->bytes, bytes);
    }
    pty_end(&p);
}

static void report_starts(const char *group, const struct first *ours, const struct first *line)
{
    static const char beside_line[] = "floor: an ncurses program of one line";
    const struct row rows[] = {
        {group, "wall time from exec", "ms", &ours->wall, &line->wall, HELD_RATIO, RATIO_MAX,
         beside_line},
        {group, "CPU from exec", "ms", &ours->cpu, &line->cpu, HELD_RATIO, RATIO_MAX, beside_line},
        {group, "peak memory", "KiB", &ours->memory, &line->memory, HELD_EXCESS, MEMORY_MAX,
         beside_line},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) report_row(&rows[i]);
}

static void compare_starts(char **argv, const char *colorterm)
{
    static struct first ours, line;
    char group[64];
    memset(&ours, 0, sizeof ours);
    memset(&line, 0, sizeof line);
    for (int i = -1; i < ROUNDS; i++) {
        first_frame(argv[1], colorterm, &ours, i < 0);
        first_frame(argv[2], colorterm, &line, i < 0);
    }
    snprintf(group, sizeof group, "first frame, %s", colorterm ? colorterm : "256 colours");
    report_starts(group, &ours, &line);
}

/* ---- idle ---- */

/* The kernel's own count of how often the process was put on a processor. */
static double switches(pid_t pid)
{
    return status_of(pid, "voluntary_ctxt_switches") + status_of(pid, "nonvoluntary_ctxt_switches");
}

static pid_t trace(pid_t pid, const char *file)
{
    char target[32];
    snprintf(target, sizeof target, "%ld", (long)pid);
    pid_t tracer = fork();
    if (tracer == 0) {
        execlp("strace", "strace", "-f", "-q", "-o", file, "-p", target, (char *)NULL);
        _exit(127);
    }
    return tracer;
}

/* What the trace holds: calls begun, and the last of them, cut at its
 * arguments; false if there is no trace. */
static bool read_trace(const char *file, int *calls, char call[64])
{
    char line[512];
    FILE *f = fopen(file, "r");
    *calls = 0;
    while (f && fgets(line, sizeof line, f)) {
        char *name = line + strspn(line, "0123456789 "), *end = strchr(name, '(');
        if (!end) continue;
        snprintf(call, 64, "%.*s", (int)(end - name), name);
        ++*calls;
    }
    if (f) fclose(f);
    return *calls > 0;
}

/* Two instances in the same state for the same two seconds: one left alone, whose
 * switches the kernel counts, one traced, for the calls it makes. A trace of the
 * one call that was waited in from before is no wake-up. */
static void idle(char **argv, const char *what, const char *keys)
{
    struct pty alone, traced;
    const char *program = argv[1];
    const char *file = argv[3];
    char call[64] = "", note[128];
    struct series wakes = {.rounds = 0}, work = {.rounds = 0};
    int calls;
    start(&alone, program, "truecolor");
    start(&traced, program, "truecolor");
    pty_drain(&alone, 300, NULL);
    pty_drain(&traced, 100, NULL);
    pty_write(&alone, keys);
    pty_write(&traced, keys);
    pty_drain(&alone, *keys ? MARKS_MS : 0, NULL);
    pty_drain(&traced, 100, NULL);
    pid_t tracer = trace(traced.pid, file);
    usleep(300000); /* until it has seized the process */
    double before = switches(alone.pid), cpu = clock_cpu_of(alone.pid);
    sleep(IDLE_S);
    series_add(&wakes, switches(alone.pid) - before);
    series_add(&work, (clock_cpu_of(alone.pid) - cpu) / 1000);
    if (waitpid(alone.pid, NULL, WNOHANG) != 0 || waitpid(traced.pid, NULL, WNOHANG) != 0)
        give_up("%s has ended by itself", program);
    if (tracer > 0) {
        kill(tracer, SIGINT);
        waitpid(tracer, NULL, 0);
    }
    if (read_trace(file, &calls, call))
        snprintf(note, sizeof note, "strace: %d calls made, waiting in %s", calls - 1, call);
    else
        snprintf(note, sizeof note, "strace is not there or not allowed");
    unlink(file);
    pty_end(&alone);
    pty_end(&traced);
    report_row(&(struct row){"idle for 2 s", what, "wake-ups", &wakes, NULL, HELD_MAX, 0, note});
    report_row(&(struct row){"idle for 2 s", "  work done", "us", &work, NULL, HELD_NONE, 0, NULL});
}

int main(int argc, char **argv)
{
    if (argc != 4) give_up("usage: start PROGRAM ONE_LINE SCRATCH");
    at_exec =
        mmap(NULL, sizeof *at_exec, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (at_exec == MAP_FAILED) give_up("no shared memory: %s", strerror(errno));
    compare_starts(argv, "truecolor");
    compare_starts(argv, NULL);
    idle(argv, "after the first frame", "");
    idle(argv, "after a letter and its marks", "x");
    return 0;
}
