/* A hash map from byte strings to 32-bit numbers (open addressing), and what hash tables mix the
 * words of their keys with. Keys are not copied: the caller keeps them alive and unmoved. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Two odd constants with their bits well spread: the golden ratio and the
 * square root of 3, as fractions of 2^64. */
#define HASH_SPREAD_A UINT64_C(0x9E3779B97F4A7C15)
#define HASH_SPREAD_B UINT64_C(0xBB67AE8584CAA73B)

/* One to one in `hash` and in `word`: nothing is lost on the way. A product carries
 * each bit only upwards; the shift brings the high bits down again. The high bits of
 * the result are the best mixed ones. */
static inline uint64_t hash_mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * HASH_SPREAD_A;
    return (hash ^ hash >> 32) * HASH_SPREAD_B;
}

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
 * until the next map_put. */
uint32_t *map_put(struct map *m, const char *key, size_t len, uint32_t value);
/* Forgets the key, if it is there. */
void map_remove(struct map *m, const char *key, size_t len);
void map_free(struct map *m);
