/* Help in writing a line: completion of its last word, and the lines written before. */
#ifndef APP_COMMAND_COMPLETE_H
#define APP_COMMAND_COMPLETE_H

#include <stdbool.h>

#include "app/input/line.h"
#include "base/str.h"

#define HISTORY_MAX 100 /* lines remembered */

struct app;

/* Completion under way in the open prompt. */
struct completion {
    bool on;         /* the line holds candidate `at` for the last word of `stem` */
    int at;
    struct str stem; /* the line as it was typed */
};

/* Completes the last word of the open prompt: first as far as all candidates
 * agree, then by one candidate after the other (step 1), or back (step −1). */
void complete_step(struct app *a, int step);
/* Where the last word of a line begins. */
size_t complete_word(const char *line);
/* The i-th way to write the open prompt's last word as it was typed; NULL behind the last. */
const char *complete_candidate(const struct app *a, int i);
/* The line changed otherwise: what is there now is what was typed. */
void completion_reset(struct completion *c);
void completion_free(struct completion *c);

/* Lines, oldest first, none of them twice. */
struct history {
    struct str lines[HISTORY_MAX];
    int count;
    int at;           /* the one that is shown now; count: none */
    struct str draft; /* what stood in the line before any was shown */
};

/* Takes a line in as the newest. Out of memory it is not remembered. */
void history_add(struct history *h, const char *line, size_t n);
/* Puts the line before (step −1) or after (step 1) the one shown into `l`; behind
 * the newest comes what was typed. Does nothing at either end. */
void history_step(struct history *h, struct line *l, int step);
/* Shows none of the lines. */
void history_leave(struct history *h);
void history_free(struct history *h);

#endif
