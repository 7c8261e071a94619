/* What every benchmark needs: clocks, series of rounds, rows of the report.
 *
 * Rows go to standard output with tabs between the fields; bench.sh makes the
 * table and the JSON of them. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#define ROUNDS_MAX 64

/* One value for each round. */
struct series {
    double value[ROUNDS_MAX];
    int rounds;
};

void series_add(struct series *s, double value);
double series_median(const struct series *s);

enum held { HELD_NONE, HELD_RATIO, HELD_OURS };

/* One line of the report. `floor` may be NULL; a ratio is taken within each
 * round, and its median over the rounds is what a target is held against. */
struct row {
    const char *group, *what, *unit;
    const struct series *ours, *floor;
    enum held held; /* what must be at most … */
    double target;            /* … this */
    const char *note;         /* or NULL */
};

void report_row(const struct row *row);

/* Nanoseconds: of a monotonic clock, of this process's work (user and system),
 * and of another process's. */
double clock_wall(void);
double clock_own_cpu(void);
double clock_cpu_of(pid_t pid);

/* Says what went wrong, to standard error, and ends the benchmark. */
void give_up(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

#endif
