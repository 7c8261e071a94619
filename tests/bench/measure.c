#define _GNU_SOURCE
#include "measure.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
    if (clock_gettime(clock, &now) != 0)
        give_up("a clock cannot be read");
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
    if (s->rounds == ROUNDS_MAX)
        give_up("more than %d rounds", ROUNDS_MAX);
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
    if (s->rounds == 0)
        give_up("the median of no rounds");
    struct series o = sorted(s);
    return (o.value[(o.rounds - 1) / 2] + o.value[o.rounds / 2]) / 2;
}

static struct series ratios(const struct series *ours, const struct series *floor)
{
    struct series out = {.rounds = 0};
    if (ours->rounds != floor->rounds)
        give_up("%d rounds of ours beside %d of the floor", ours->rounds, floor->rounds);
    for (int i = 0; i < ours->rounds; i++)
        series_add(&out, ours->value[i] / floor->value[i]);
    return out;
}

/* ---- the report ---- */

/* Median, least and greatest; three dashes where there is nothing. */
static void print_series(const struct series *s)
{
    if (!s) {
        fputs("\t-\t-\t-", stdout);
        return;
    }
    struct series o = sorted(s);
    printf("\t%.5g\t%.5g\t%.5g", series_median(s), o.value[0], o.value[o.rounds - 1]);
}

void report_row(const struct row *row)
{
    struct series ratio = {.rounds = 0};
    if (row->floor)
        ratio = ratios(row->ours, row->floor);
    printf("row\t%s\t%s\t%s\t%d", row->group, row->what, row->unit, row->ours->rounds);
    print_series(row->ours);
    print_series(row->floor);
    print_series(row->floor ? &ratio : NULL);
    if (row->held == HELD_NONE) {
        fputs("\t-\t-", stdout);
    } else {
        bool of_ratio = row->held == HELD_RATIO;
        double value = series_median(of_ratio ? &ratio : row->ours);
        const char *met = value <= row->target ? "met" : "MISSED";
        printf("\t%s %g\t%s", of_ratio ? "ratio" : "ours", row->target, met);
    }
    printf("\t%s\n", row->note ? row->note : "");
    fflush(stdout);
}
