#define _GNU_SOURCE
#include "measure.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

void give_up(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("bench: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

/* ---- clocks ---- */

static double clock_ns(clockid_t clock)
{
    struct timespec now;
    if (clock_gettime(clock, &now) != 0) give_up("a clock cannot be read");
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

double clock_wall(void)
{
    return clock_ns(CLOCK_MONOTONIC);
}

double clock_own_cpu(void)
{
    return clock_ns(CLOCK_PROCESS_CPUTIME_ID);
}

double clock_cpu_of(pid_t pid)
{
    clockid_t clock;
    if (clock_getcpuclockid(pid, &clock) != 0)
        give_up("the processor time of process %ld cannot be read", (long)pid);
    return clock_ns(clock);
}

/* ---- series ---- */

void series_add(struct series *s, double value)
{
    if (s->rounds == ROUNDS_MAX) give_up("more than %d rounds", ROUNDS_MAX);
    s->value[s->rounds++] = value;
}

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static struct series sorted(const struct series *s)
{
    struct series out = *s;
    qsort(out.value, (size_t)out.rounds, sizeof *out.value, by_size);
    return out;
}

double series_median(const struct series *s)
{
    if (s->rounds == 0) give_up("the median of no rounds");
    struct series o = sorted(s);
    return (o.value[(o.rounds - 1) / 2] + o.value[o.rounds / 2]) / 2;
}

struct rounds rounds(int min, int max, double seconds)
{
    return (struct rounds){min, max, seconds, 0, clock_wall(), false};
}

bool rounds_next(struct rounds *r)
{
    int done = r->begun - 1; /* without the one to warm up */
    if (done >= r->min && (done >= r->max || clock_wall() - r->start > r->seconds * 1e9))
        return false;
    r->warm_up = r->begun++ == 0;
    return true;
}

/* ---- memory ---- */

void use(const void *data)
{
    __asm__ volatile("" : : "r"(data) : "memory");
}

void *memory_touched(size_t bytes)
{
    size_t page = (size_t)2 << 20, whole = (bytes + page - 1) / page * page;
    void *out = aligned_alloc(page, whole);
    if (!out) give_up("out of memory");
    madvise(out, whole, MADV_HUGEPAGE);
    memset(out, 1, whole);
    use(out);
    return out;
}

/* ---- the report ---- */

static double ratio_of(double ours, double floor)
{
    return ours / floor;
}

static double excess_of(double ours, double floor)
{
    return ours - floor;
}

static struct series combine(const struct row *row, double (*of)(double, double))
{
    struct series out = {.rounds = 0};
    if (row->ours->rounds != row->floor->rounds)
        give_up("%d rounds of ours beside %d of the floor", row->ours->rounds, row->floor->rounds);
    for (int i = 0; i < row->ours->rounds; i++)
        series_add(&out, of(row->ours->value[i], row->floor->value[i]));
    return out;
}

/* Median, min and max; three dashes where there is nothing, or nothing that has a value. */
static void print_series(const struct series *s)
{
    struct series o = s ? sorted(s) : (struct series){.rounds = 0};
    if (o.rounds == 0 || !isfinite(o.value[0]) || !isfinite(o.value[o.rounds - 1])) {
        fputs("\t-\t-\t-", stdout);
        return;
    }
    printf("\t%.5g\t%.5g\t%.5g", series_median(s), o.value[0], o.value[o.rounds - 1]);
}

static void print_target(const struct row *row, const struct series *ratio)
{
    static const char *const words[HELD_COUNT] = {"-", "ratio <= ", "<= ", ">= ", "floor + "};
    if (row->held == HELD_NONE) {
        fputs("\t-\t-", stdout);
        return;
    }
    struct series excess =
        row->held == HELD_EXCESS ? combine(row, excess_of) : (struct series){.rounds = 0};
    const struct series *judged = row->held == HELD_RATIO    ? ratio
                                  : row->held == HELD_EXCESS ? &excess
                                                             : row->ours;
    double value = series_median(judged);
    bool met = row->held == HELD_MIN ? value >= row->target : value <= row->target;
    printf("\t%s%g\t%s", words[row->held], row->target, met ? "met" : "MISSED");
}

void report_row(const struct row *row)
{
    struct series ratio = {.rounds = 0};
    if (row->floor) ratio = combine(row, ratio_of);
    printf("row\t%s\t%s\t%s\t%d", row->group, row->what, row->unit, row->ours->rounds);
    print_series(row->ours);
    print_series(row->floor);
    print_series(row->floor ? &ratio : NULL);
    print_target(row, &ratio);
    printf("\t%s\n", row->note ? row->note : "");
    fflush(stdout);
}

void report_figure(struct row row, double ours, double floor)
{
    struct series a = {.value = {ours}, .rounds = 1}, b = {.value = {floor}, .rounds = 1};
    row.ours = &a;
    row.floor = isfinite(floor) ? &b : NULL;
    report_row(&row);
}
