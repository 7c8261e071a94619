/* Changes of parameters, undone and redone in one order with the edits of the text. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/pipeline/pipeline.h"

#define UNDO_MAX 100 /* changes remembered */

/* Parameters to go back to, or on to. */
struct undo_step {
    struct params params;
    int tokenizer;
    size_t edits; /* of the text, that had been made and not undone at the change */
};
struct undo_stack {
    struct undo_step steps[UNDO_MAX]; /* oldest first */
    int count;
};
struct undo {
    bool stepping; /* the event undoes or redoes: it is no change of its own */
    struct undo_stack back, on;
};

struct app;

/* Takes note that parameters were as in `before` until now, where they differ; what was undone
 * can be redone no more. */
void undo_note(struct app *a, const struct undo_step *before);
/* The parameters as they are now. */
struct undo_step undo_now(const struct app *a);
/* Undoes the last change, or (on) redoes the last one undone: of a parameter or of the text,
 * whichever was later. Says what it was. */
void undo_run(struct app *a, bool on);
/* All parameters to their defaults; says which differed. */
void undo_defaults(struct app *a);
