/* Where the state is kept between runs: $XDG_STATE_HOME/lexwave/state, or
 * ~/.local/state/lexwave/state. Written whole or not at all. */
#ifndef CLI_STORE_H
#define CLI_STORE_H

#include "app/saved.h"
#include "base/str.h"

#define STORE_MS 1000 /* what changed is saved within this time */

struct store {
    const struct settings *settings;   /* borrowed */
    const struct option_lists *lists;  /* borrowed */
    struct str path;                   /* empty: there is no place to save to */
    struct str last;                   /* what the file holds */
    struct str next;                   /* reused from save to save */
    int64_t due;                       /* when to save; −1: nothing has changed */
};

/* Finds the place and makes its directory. Never fails: without a place nothing is kept. */
void store_open(struct store *s, const struct settings *settings, const struct option_lists *lists);
void store_close(struct store *s);

/* Reads what was kept into `settings` and `out`, which points into s->last. False
 * when there is nothing; with a message in `e` when it is there and cannot be used. */
bool store_load(struct store *s, struct settings *settings, struct saved *out, struct err *e);

/* Something may have changed: the clock runs. */
void store_touch(struct store *s, int64_t now);
/* Saves what changed once the clock has run out (now INT64_MAX: at once). False,
 * and only once, when it cannot be saved; then nothing is kept any more. */
bool store_tick(struct store *s, const struct app *a, int64_t now, struct err *e);

#endif
