#include "view/memo.h"

#include <stdlib.h>
#include <string.h>

/* FNV-1a over words of eight bytes, mixed at the end: keys are short. */
static uint64_t hash_of(const uint8_t *bytes, size_t size)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325) ^ size;
    for (size_t i = 0; i < size; i += 8) {
        uint64_t word = 0;
        memcpy(&word, bytes + i, size - i < 8 ? size - i : 8);
        hash = (hash ^ word) * UINT64_C(0x100000001B3);
        hash ^= hash >> 29;
    }
    hash *= UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static size_t aligned(size_t size)
{
    return (size + 15) & ~(size_t)15;
}

/* Makes the entry one for this key; its value is as it comes. */
static bool take(struct memo_entry *e, const void *key, size_t size, size_t value)
{
    size_t need = aligned(size) + value;
    if (need > e->cap) {
        uint8_t *bytes = realloc(e->bytes, need);
        if (!bytes)
            return false;
        e->bytes = bytes;
        e->cap = need;
    }
    memcpy(e->bytes, key, size);
    e->key = size;
    e->value = value;
    return true;
}

void *memo_of(struct memo *m, const void *key, size_t size, size_t value, bool *fresh)
{
    uint64_t hash = hash_of(key, size);
    struct memo_entry *set = m->entry[hash % MEMO_SETS], *oldest = set;
    m->asked++;
    *fresh = false;
    for (struct memo_entry *e = set; e < set + MEMO_WAYS; e++) {
        if (e->bytes && e->hash == hash && e->key == size && e->value == value && memcmp(e->bytes, key, size) == 0) {
            e->used = m->asked;
            return e->bytes + aligned(size);
        }
        oldest = e->used < oldest->used ? e : oldest;
    }
    if (!take(oldest, key, size, value))
        return NULL;
    oldest->hash = hash;
    oldest->used = m->asked;
    *fresh = true;
    return oldest->bytes + aligned(size);
}

void memo_free(struct memo *m)
{
    for (struct memo_entry *e = m->entry[0]; e < m->entry[0] + MEMO_SETS * MEMO_WAYS; e++)
        free(e->bytes);
    *m = (struct memo)MEMO_EMPTY;
}
