/* The name that a wrong one was probably meant to be. */
#ifndef APP_NEAREST_H
#define APP_NEAREST_H

#include <stddef.h>

/* The best of the names tried so far. */
struct nearest {
    const char *wrong; /* `len` bytes */
    size_t len;
    const char *name;  /* NULL: none is near */
    int distance;
};

struct nearest nearest_to(const char *wrong, size_t len);
/* Takes `name`, which must stay, into account. A name is near when at most two
 * letters, and not all, must be put in, taken out, changed or exchanged with
 * their neighbour (Damerau 1964, "A technique for computer detection and
 * correction of spelling errors"). */
void nearest_try(struct nearest *n, const char *name);

#endif
