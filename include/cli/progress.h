/* How far something long is, told while it runs: nothing for the first 0.3 seconds, then a
 * line every tenth of a second, taken away at the end. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    /* Shows a line (ASCII) in the place of the last one; NULL: takes that away. No
     * function: nothing is shown. */
    void (*show)(void *context, const char *line);
    /* Whether it is to be broken off; asked fifty times a second. NULL: never. */
    bool (*stop)(void *context);
    void *context;
    bool running;
    int64_t start, due,
        ask;   /* milliseconds: when it began, when the next line and question may come */
    int shown; /* lines so far */
};

/* What shows lines on standard error, where that is a terminal, no wider than it; takes
 * no context. A line is wiped out also by a signal that ends the program (cli/output.h). */
void progress_on_stderr(void *context, const char *line);

/* Milliseconds of a clock that never goes back. */
int64_t progress_now(void);

void progress_start(struct progress *p);
/* "WHAT: 43 %", or where the total is not known (0) "WHAT: 12 MB" or, while nothing is done,
 * "WHAT". Starts what was not started. False: it is to be broken off. */
bool progress_tell(struct progress *p, const char *what, size_t done, size_t total);
/* "43 % [####......] 430/1000 rows 812 MB/s 2 s left", or what of it the terminal has room for. */
void progress_rows(struct progress *p, uint64_t done, uint64_t total, uint64_t bytes);
void progress_end(struct progress *p);
