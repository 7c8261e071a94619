/* How far a long command has come, as one line on standard error. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Shown only where standard error is a terminal (and `out`, where the rows go, is none:
 * they would mix), and only after a moment: what is quick says nothing.
 * ASCII, no wider than the terminal; wiped out at the end, also by a signal that ends
 * the program (cli/output.h). */
struct progress {
    bool shown;        /* there is a terminal to show it on */
    bool drawn;        /* the line stands there */
    uint64_t total;    /* rows */
    int64_t start, due; /* milliseconds */
};

void progress_start(struct progress *p, uint64_t total, FILE *out);
/* `done` rows and `bytes` bytes are written; redraws a few times a second. */
void progress_step(struct progress *p, uint64_t done, uint64_t bytes);
void progress_end(struct progress *p);

#endif
