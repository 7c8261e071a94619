/* The places where programs keep their states: $XDG_STATE_HOME/lexwave/state, or
 * ~/.local/state/lexwave/state, and state-2, state-3 … beside it for programs that run at once.
 * A program has one place to itself, by a lock on the byte of that number in the file `lock`
 * there, which ends with the program however that ends. Where locks are not supported, a
 * place is shared, and the store finds out (cli/store.h). */
#pragma once

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

#define SLOT_MAX 999 /* the last number */

struct slots {
    struct str first; /* the path of number 1; empty: there is no place */
    struct str path;  /* of the place that is taken */
    int number;       /* of that place; 0: none is taken */
    int lock;         /* descriptor of the lock file, or −1 */
};

/* Appends the path of a file of the person's own: $VARIABLE/lexwave/NAME, or
 * ~/FOLDER/lexwave/NAME; nothing where neither variable names a place. */
void slots_own_path(const char *variable, const char *folder, const char *name, struct str *out);

/* Finds the place, makes its directory, and removes what killed programs left half-written
 * there. Never fails: without a place there is nothing to take. */
void slots_open(struct slots *s);
void slots_close(struct slots *s);

/* The numbers that have a file, last written first, into `out` (SLOT_MAX); returns how many. */
int slots_find(const struct slots *s, int *out);
/* Takes a place. False where another program has it, or without memory. */
bool slots_take(struct slots *s, int number);
/* Takes the first place that has no file. False when there is none. */
bool slots_take_free(struct slots *s);
void slots_leave(struct slots *s);
/* Makes the directory, where it is gone. */
bool slots_make_directory(struct slots *s, struct err *e);
