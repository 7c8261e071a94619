/* What every benchmark needs: clocks, series of rounds, rows of the report.
 *
 * Rows go to standard output with tabs between the fields; bench.sh makes the
 * table and the JSON of them. */
#pragma once

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

/* A measurement's rounds: one to warm up, then at least `min` and at most `max`
 * (≤ ROUNDS_MAX), none begun after `seconds`.
 *
 *     for (struct rounds n = rounds(5, 9, 3); rounds_next(&n);)
 *         one_round(…, n.warm_up);
 */
struct rounds {
    int min, max;
    double seconds;
    int begun;
    double start;
    bool warm_up;
};
struct rounds rounds(int min, int max, double seconds);
bool rounds_next(struct rounds *r);

/* What must hold of a line. */
enum held {
    HELD_NONE,
    HELD_RATIO,  /* ours / floor at most the target */
    HELD_MAX,    /* ours at most … */
    HELD_MIN,    /* ours at least … */
    HELD_EXCESS, /* ours − floor at most … */
    HELD_COUNT,
};

/* One line of the report. `floor` (or a peer) may be NULL; ratios and differences are
 * taken within each round, and their medians are what a target is held against. */
struct row {
    const char *group, *what, *unit;
    const struct series *ours, *floor;
    enum held held;
    double target;
    const char *note; /* or NULL */
};

void report_row(const struct row *row);
/* The same of one figure that is no matter of time, and needs no rounds. */
void report_figure(struct row row, double ours, double floor);

/* Memory that has been touched, in large pages where the system has them. */
void *memory_touched(size_t bytes);
/* What was written counts as used: the work cannot be left out. */
void use(const void *data);

/* Nanoseconds: of a monotonic clock, of this process's work (user and system),
 * and of another process's. */
double clock_wall(void);
double clock_own_cpu(void);
double clock_cpu_of(pid_t pid);

/* Says what went wrong, to standard error, and ends the benchmark. */
void give_up(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));
