/* Everything a key can do: one table, from which come the key map, the help
 * screen and the hints on the bottom line. */
#pragma once

#include <stdint.h>

#include "app/input/event.h"
#include "app/state/app.h"

struct action {
    const char *name;
    const char *keys;      /* default keys by name, separated by spaces */
    unsigned contexts;     /* enum context bits */
    const char *hint;      /* a word for the bottom line, or NULL */
    const char *hint_keys; /* the keys shown with the hint, or NULL */
    const char *help;
    void (*run)(struct app *a, int by); /* sets in a->request what is to be done outside */
    int by;                             /* what `run` is given: a step, or which of several */
};

/* The actions of every view (src/app/update/actions.c). Each view's own are in its model
 * (app/state/view.h). */
extern const struct action actions[];
extern const int action_count;

/* What the mouse does, for the help screen. */
struct gesture {
    const char *what, *help;
};
extern const struct gesture gestures[];
extern const int gesture_count;

/* All that can be done in the current view, its own actions first, without those
 * whose keys it takes for its own. */
int action_total(const struct app *a);
/* The one after `last` (NULL: the first), or NULL. */
const struct action *action_next(const struct app *a, const struct action *last);
/* The i-th of them, i ≥ 0; NULL after the last. */
const struct action *action_at(const struct app *a, int i);

/* The action of a key in a context of the current view, or NULL. */
const struct action *action_find(const struct app *a, enum context context, uint32_t key);
/* The same by the tables alone, whatever a person has bound. */
const struct action *action_by_default(const struct app *a, enum context context, uint32_t key);
/* Appends the names of the keys that call an action of the current view in one of
 * the contexts, separated by spaces. */
void action_keys(const struct app *a, unsigned contexts, const struct action *action,
                 struct str *out);
/* Whether a person has bound the key otherwise than the table does. */
bool action_rebound(const struct app *a, uint32_t key);
