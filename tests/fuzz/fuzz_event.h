/* Events as numbers, to compare streams of them by. */
#pragma once

#include "app/input/event.h"
#include "fuzz/fuzz.h"

static inline uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t n)
{
    const unsigned char *b = bytes;
    for (size_t i = 0; i < n; i++) hash = (hash ^ b[i]) * UINT64_C(0x100000001B3);
    return hash;
}

/* What an event is, without its time. */
static inline uint64_t event_hash(uint64_t hash, const struct event *e)
{
    const int64_t numbers[] = {e->type,        e->type == EVENT_KEY ? (int64_t)e->key : 0,
                               e->rows,        e->cols,
                               e->row,         e->col,
                               e->mouse,       e->shift,
                               (int64_t)e->len};
    hash = hash_bytes(hash, numbers, sizeof numbers);
    return e->type == EVENT_PASTE ? hash_bytes(hash, e->text, e->len) : hash;
}
