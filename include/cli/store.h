/* Where the state is kept between runs: $XDG_STATE_HOME/lexwave/state, or
 * ~/.local/state/lexwave/state. Written whole or not at all.
 *
 * What changed is on disk within a second. A long text waits for a second without
 * keys, so that they need not wait for the disk, but not for longer than its bytes
 * take at STORE_PACE: 10 MB are written every ten seconds at the most. */
#ifndef CLI_STORE_H
#define CLI_STORE_H

#include "app/saved.h"
#include "base/str.h"

#define STORE_MS 1000    /* what changed is saved within this time … */
#define STORE_LONG 65536 /* … unless the text has more bytes than this */
#define STORE_PACE 1000  /* bytes a millisecond */

struct store {
    const struct settings *settings;   /* borrowed */
    const struct option_lists *lists;  /* borrowed */
    struct str path;                   /* empty: there is no place to save to */
    struct str last;                   /* the file's head, up to the text; all of it between load and go_on */
    struct str next;                   /* reused from save to save */
    uint64_t edits;                    /* of the text that the file holds */
    int64_t due;                       /* when to save; −1: nothing has changed */
    int64_t since;                     /* when the first change came that is not saved */
};

/* Finds the place and makes its directory. Never fails: without a place nothing is kept. */
void store_open(struct store *s, const struct settings *settings, const struct option_lists *lists);
void store_close(struct store *s);

/* Reads what was kept into `settings` and `out`, which points into s->last. False
 * when there is nothing; with a message in `e` when it is there and cannot be used. */
bool store_load(struct store *s, struct settings *settings, struct saved *out, struct err *e);

/* The app goes on from what was loaded: that is what the file holds. */
void store_go_on(struct store *s, const struct saved *from, const struct app *a);

/* Something may have changed: the clock runs. */
void store_touch(struct store *s, const struct app *a, int64_t now);
/* Saves what changed once the clock has run out (now INT64_MAX: at once). False,
 * and only once, when it cannot be saved; then nothing is kept any more. */
bool store_tick(struct store *s, const struct app *a, int64_t now, struct err *e);

#endif
