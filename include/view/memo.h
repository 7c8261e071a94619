/* What was worked out once, by the bytes of what it was worked out from; what was
 * not asked for longest goes first. */
#ifndef VIEW_MEMO_H
#define VIEW_MEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MEMO_SETS 128
#define MEMO_WAYS 4

struct memo_entry {
    uint8_t *bytes; /* key, then value; owned */
    size_t key, value, cap;
    uint64_t hash, used;
};
struct memo {
    struct memo_entry entry[MEMO_SETS][MEMO_WAYS];
    uint64_t asked;
};

#define MEMO_EMPTY {0}

/* Where `value` bytes are kept for a key of `size` bytes without padding, aligned for
 * any number; *fresh: they were not, and are to be filled in. NULL when out of memory.
 * Valid until the next call. */
void *memo_of(struct memo *m, const void *key, size_t size, size_t value, bool *fresh);
void memo_free(struct memo *m);

#endif
