#include "core/recent.h"

bool recent_get(const struct recent *r, uint64_t key, double *value)
{
    uint64_t slot = key % RECENT_SLOTS;
    if (!(r->filled >> slot & 1) || r->key[slot] != key)
        return false;
    *value = r->value[slot];
    return true;
}

void recent_put(struct recent *r, uint64_t key, double value)
{
    uint64_t slot = key % RECENT_SLOTS;
    r->filled |= UINT64_C(1) << slot;
    r->key[slot] = key;
    r->value[slot] = value;
}

void recent_forget(struct recent *r)
{
    r->filled = 0;
}
