/* Numbers that were worked out lately, by what they belong to: an index, a position. */
#ifndef CORE_RECENT_H
#define CORE_RECENT_H

#include <stdbool.h>
#include <stdint.h>

#define RECENT_SLOTS 64

struct recent {
    uint64_t key[RECENT_SLOTS], filled; /* filled: a bit a slot */
    double value[RECENT_SLOTS];
};

/* The key's number, if it is there still: another may have taken its slot. */
bool recent_get(const struct recent *r, uint64_t key, double *value);
void recent_put(struct recent *r, uint64_t key, double value);
/* Forgets all of them: they mean something else now. */
void recent_forget(struct recent *r);

#endif
