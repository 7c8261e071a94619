#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define FIRST_CAP 16

/* Eight bytes at a time, in the machine's order: the hash never leaves the map. The table takes
 * the low bits, which the last shift brings the high ones to. */
static uint64_t hash_bytes(const char *s, size_t n)
{
    uint64_t hash = n * HASH_SPREAD_A;
    for (size_t i = 0; i < n; i += 8) {
        uint64_t word = 0;
        memcpy(&word, s + i, n - i < 8 ? n - i : 8);
        hash = hash_mix(hash, word);
        hash ^= hash >> 29;
    }
    return hash;
}

/* The slot that holds the key, or the empty one where it belongs. There is
 * always an empty slot: the map is never more than 3/4 full. */
static struct map_slot *find(const struct map *m, const char *key, size_t len, uint64_t hash)
{
    size_t mask = m->cap - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        struct map_slot *slot = &m->slots[i];
        if (!slot->key) return slot;
        if (slot->hash == hash && slot->len == len && memcmp(slot->key, key, len) == 0) return slot;
    }
}

uint32_t map_get(const struct map *m, const char *key, size_t len)
{
    if (m->used == 0 || len > UINT32_MAX) return MAP_NONE;
    key = key ? key : "";
    const struct map_slot *slot = find(m, key, len, hash_bytes(key, len));
    return slot->key ? slot->value : MAP_NONE;
}

static bool grow(struct map *m)
{
    struct map larger = {.cap = m->cap > 0 ? m->cap * 2 : FIRST_CAP, .used = m->used};
    larger.slots = memory_zeros(larger.cap, sizeof *larger.slots);
    if (!larger.slots) return false;
    for (size_t i = 0; i < m->cap; i++) {
        const struct map_slot *slot = &m->slots[i];
        if (slot->key) *find(&larger, slot->key, slot->len, slot->hash) = *slot;
    }
    free(m->slots);
    *m = larger;
    return true;
}

uint32_t *map_put(struct map *m, const char *key, size_t len, uint32_t value)
{
    if (len > UINT32_MAX) return NULL;
    if (m->cap == 0 && !grow(m)) return NULL;
    key = key ? key : "";
    uint64_t hash = hash_bytes(key, len);
    struct map_slot *slot = find(m, key, len, hash);
    if (slot->key) return &slot->value;
    if (m->used >= m->cap / 4 * 3) {
        if (!grow(m)) return NULL;
        slot = find(m, key, len, hash);
    }
    *slot = (struct map_slot){.key = key, .len = (uint32_t)len, .value = value, .hash = hash};
    m->used++;
    return &slot->value;
}

/* Keys after the gap move into it if their search starts at the gap or before it. */
void map_remove(struct map *m, const char *key, size_t len)
{
    if (m->used == 0 || len > UINT32_MAX) return;
    key = key ? key : "";
    size_t mask = m->cap - 1, gap = (size_t)(find(m, key, len, hash_bytes(key, len)) - m->slots);
    if (!m->slots[gap].key) return;
    for (size_t i = (gap + 1) & mask; m->slots[i].key; i = (i + 1) & mask) {
        size_t home = m->slots[i].hash & mask;
        if (((i - home) & mask) >= ((i - gap) & mask)) {
            m->slots[gap] = m->slots[i];
            gap = i;
        }
    }
    m->slots[gap] = (struct map_slot){0};
    m->used--;
}

void map_free(struct map *m)
{
    free(m->slots);
    *m = (struct map)MAP_EMPTY;
}
