/* Finding text in the sentence: the selection goes to the token that holds the
 * next place where it stands, whatever the case, from the end on to the start. */
#ifndef APP_STATE_FIND_H
#define APP_STATE_FIND_H

#include <stdbool.h>
#include <stddef.h>

#define FIND_MAX 128 /* bytes of text looked for */

struct find {
    char text[FIND_MAX];
    size_t len; /* 0: nothing was looked for yet */
};

struct app;

/* Opens the question. */
void find_ask(struct app *a);
/* Selects the next (by > 0) or previous place of what was looked for last. */
void find_next_place(struct app *a, int by);

#endif
