/* Memory with one lifetime: many small allocations, freed together. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;
struct arena {
    struct arena_block *blocks; /* newest first; owned */
};

#define ARENA_EMPTY {0}

/* `size` bytes aligned for any type, uninitialised; NULL when out of memory.
 * Valid until the arena is freed. */
void *arena_alloc(struct arena *a, size_t size);
/* A copy of n bytes with a NUL after them; NULL when out of memory. */
char *arena_copy(struct arena *a, const char *bytes, size_t n);
void arena_free(struct arena *a);

#endif
