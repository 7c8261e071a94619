/* The lines that were written at a prompt, to be taken up again. */
#pragma once

#include "app/input/line.h"
#include "base/str.h"

#define HISTORY_MAX 100 /* lines remembered */

/* Lines, oldest first, none of them twice. */
struct history {
    struct str lines[HISTORY_MAX];
    int count;
    int at;           /* the one that is shown now; count: none */
    struct str draft; /* what stood in the line before any was shown */
};

/* Takes a line in as the newest. Out of memory it is not remembered. */
void history_add(struct history *h, const char *line, size_t n);
/* Puts the line before (step −1) or after (step 1) the one shown into `l`; after
 * the newest comes what was typed. Does nothing at either end. */
void history_step(struct history *h, struct line *l, int step);
/* Shows none of the lines. */
void history_leave(struct history *h);
void history_free(struct history *h);
