#include "base/memo.h"

#include <stdlib.h>
#include <string.h>

#define SETS 128
#define BYTES_MAX ((size_t)2 << 20) /* of all keys and values; what is older goes */

struct entry {
    uint8_t *bytes; /* key, then value; owned */
    size_t key, value, cap;
    uint64_t hash, used;
};
struct memo {
    struct entry entry[SETS][MEMO_WAYS];
    uint64_t asked;
    size_t bytes;
};

struct memo *memo_make(void)
{
    return calloc(1, sizeof(struct memo));
}

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

static void drop(struct memo *m, struct entry *e)
{
    m->bytes -= e->cap;
    free(e->bytes);
    *e = (struct entry){0};
}

/* What was not asked for longest: an empty place was never. With `filled` that
 * does not count, as long as there is anything else. */
static struct entry *oldest_of(struct entry *from, int count, bool filled)
{
    struct entry *oldest = from;
    for (struct entry *e = from + 1; e < from + count; e++) {
        bool older = e->used < oldest->used || (filled && !oldest->bytes);
        if (older && (e->bytes || !filled))
            oldest = e;
    }
    return oldest;
}

/* Makes the entry one for this key; its value is as it comes. */
static bool take(struct memo *m, struct entry *e, const void *key, size_t size, size_t value)
{
    size_t need = aligned(size) + value;
    if (need > e->cap) {
        drop(m, e);
        while (m->bytes > 0 && m->bytes + need > BYTES_MAX)
            drop(m, oldest_of(m->entry[0], SETS * MEMO_WAYS, true));
        e->bytes = malloc(need);
        if (!e->bytes)
            return false;
        e->cap = need;
        m->bytes += need;
    }
    memcpy(e->bytes, key, size);
    e->key = size;
    e->value = value;
    return true;
}

static struct entry *find(struct entry *set, uint64_t hash, const void *key, size_t size, size_t value)
{
    for (struct entry *e = set; e < set + MEMO_WAYS; e++)
        if (e->bytes && e->hash == hash && e->key == size && e->value == value && memcmp(e->bytes, key, size) == 0)
            return e;
    return NULL;
}

void *memo_of(struct memo *m, const void *key, size_t size, size_t value, bool *fresh)
{
    uint64_t hash = hash_of(key, size);
    struct entry *set = m->entry[hash % SETS], *e = find(set, hash, key, size, value);
    *fresh = !e;
    if (!e) {
        e = oldest_of(set, MEMO_WAYS, false);
        if (!take(m, e, key, size, value))
            return NULL;
        e->hash = hash;
    }
    e->used = ++m->asked;
    return e->bytes + aligned(size);
}

void memo_free(struct memo *m)
{
    for (int set = 0; m && set < SETS; set++)
        for (int way = 0; way < MEMO_WAYS; way++)
            free(m->entry[set][way].bytes);
    free(m);
}
