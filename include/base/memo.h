/* What was worked out once, by the bytes of what it was worked out from; what was
 * not asked for longest goes first. */
#ifndef BASE_MEMO_H
#define BASE_MEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct memo; /* private */

/* NULL when out of memory. */
struct memo *memo_make(void);
/* Of NULL too. */
void memo_free(struct memo *m);

/* Where `value` bytes are kept for a key of `size` bytes without padding, aligned for
 * any number; *fresh: they were not, and are to be filled in. NULL when out of memory.
 * Valid until MEMO_WAYS − 1 other keys have been asked for. */
#define MEMO_WAYS 4
void *memo_of(struct memo *m, const void *key, size_t size, size_t value, bool *fresh);

#endif
