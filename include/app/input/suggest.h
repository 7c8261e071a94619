/* The name that a wrong one was probably meant to be. */
#pragma once

#include <stddef.h>

/* The best of the names tried so far. */
struct suggestion {
    const char *wrong; /* `len` bytes */
    size_t len;
    const char *name; /* NULL: none is near */
    int distance;
    const char *begun; /* the only one that begins with the wrong one; NULL: none, or several do */
    int begins;        /* how many do */
};

struct suggestion suggest_for(const char *wrong, size_t len);
/* Takes `name`, which must stay, into account. A name is near when at most two letters, and not
 * all, must be put in, taken out, changed or exchanged with their neighbour (Damerau 1964, "A
 * technique for computer detection and correction of spelling errors"), capitals apart. */
void suggest_try(struct suggestion *n, const char *name);
/* The name that was meant: a near one, or one that was not written to its end; NULL: none. */
const char *suggest_name(const struct suggestion *n);
