/* Keeps the state between runs, in a place of its own (cli/slot.h).
 *
 * What changed is on disk within STORE_MS, and is written at most that often. A short text is
 * written whole each time, under another name that is then renamed. Of a long one, only what
 * changed since is appended (app/command/saved.h), so that a key costs the same wherever and in
 * whatever it is typed: the whole text is written at first, and when the records have grown to
 * STORE_RECORDS.
 *
 * What is there is never overwritten: a text that this program does not go on with, a state that
 * cannot be read, and one that another program has or has put there, stay as they are, and this
 * program goes on in the next free place. A text that was given and never edited takes no place
 * there, so that places do not pile up; SLOT_MAX bounds them, and that is said. */
#pragma once

#include <sys/stat.h>

#include "app/input/edit_log.h"
#include "app/command/saved.h"
#include "cli/slot.h"

#define STORE_MS 1000                   /* from a change to its being saved */
#define STORE_RETRY_MS 3000             /* from a save that failed to the next attempt */
#define STORE_LONG 65536                /* bytes of a text that is not written whole each time */
#define STORE_RECORDS ((size_t)1 << 18) /* bytes of records after which it is */

/* A file as it was written last: another one is another program's. */
struct store_file {
    bool there;
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec time;
};

struct store {
    const struct settings *settings; /* borrowed */
    struct slots slots;
    struct str bytes;     /* the file, between store_load and store_go_on */
    struct str lines;     /* as the file has them */
    struct str next, out; /* reused from save to save: lines, and what is written before a text */
    struct edit_log log;  /* of the text since it was saved */
    struct store_file file;
    int appending;     /* descriptor that records are appended through, or −1 */
    size_t records;    /* bytes of records in the file */
    int64_t due;       /* when to save; −1: nothing has changed */
    bool failing;      /* the last attempt to save failed */
    struct err why;    /* the reason, while `failing` */
    bool beside;       /* other texts are kept, and this one not before it is edited */
    struct str others; /* the numbers of the other sessions that have a text, as words */
    struct err news;   /* what a person has to know of the places; "": nothing */
};

/* Never fails: without a place nothing is kept. */
void store_open(struct store *s, const struct settings *settings);
void store_close(struct store *s);

/* Takes a place: that of settings->session, else the one written last that no other program has
 * and that can be read; without a text `wanted`, one that has no text. If a text is `wanted` and
 * there is one, reads it into `settings` and `out`, which points into s->bytes, and returns true.
 * False: there is none, or in `e` why that session cannot be had, which ends the program. */
bool store_load(struct store *s, int session, bool wanted, struct settings *settings,
                struct saved *out, struct err *e);
/* The app's text is what was loaded. */
void store_go_on(struct store *s, const struct saved *from);
/* What was loaded could not be used and stays as it is: the app's text goes to another place. */
void store_go_elsewhere(struct store *s, const char *why);
/* From here on the app's edits are followed, until store_close. */
void store_follow(struct store *s, struct app *a);

/* Something may have changed: the clock runs. */
void store_touch(struct store *s, int64_t now);
/* Saves what changed once the clock has run out (now INT64_MAX: at once). */
void store_tick(struct store *s, const struct app *a, int64_t now);
