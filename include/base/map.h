/* A hash map from byte strings to 32-bit numbers (open addressing).
 *
 * Keys are not copied: the caller keeps them alive and unmoved. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MAP_NONE UINT32_MAX

struct map_slot {
    const char *key; /* NULL: empty slot */
    uint32_t len, value;
    uint64_t hash;
};
struct map {
    struct map_slot *slots; /* owned; `cap` of them, a power of two, at most 3/4 used */
    size_t cap, used;
};

#define MAP_EMPTY                                                                                  \
    {                                                                                              \
        0                                                                                          \
    }

/* The value stored under the key, or MAP_NONE. */
uint32_t map_get(const struct map *m, const char *key, size_t len);
/* The place of the key's value; a new key gets `value`. NULL when out of memory. Valid
 * until the next map_put. *added (may be NULL) is set to whether the key is new. */
uint32_t *map_put(struct map *m, const char *key, size_t len, uint32_t value, bool *added);
/* Forgets the key, if it is there. */
void map_remove(struct map *m, const char *key, size_t len);
void map_free(struct map *m);

#endif
