/* The table that finds words by their keys. */
#ifndef CORE_TEXT_VOCAB_SLOTS_H
#define CORE_TEXT_VOCAB_SLOTS_H

#include <string.h>

#include "core/text/vocab.h"

/* The high bits of the hash say where a key stands, so that a table twice as large holds the
 * same keys in the same order. */
static inline size_t vocab_slot_home(struct token_key key, int bits)
{
    return (size_t)(hash_mix(key.len, key.head) >> (64 - bits));
}

/* The slot that holds the key, or the empty one where it belongs; `bytes` are those of
 * the key where it is longer than TOKEN_SHORT. There is always an empty slot. */
static inline size_t vocab_slot_find(const struct vocab_table *t, struct token_key key,
                                     const char *bytes)
{
    size_t mask = ((size_t)1 << t->bits) - 1;
    for (size_t i = vocab_slot_home(key, t->bits);; i = (i + 1) & mask) {
        const struct vocab_slot *slot = &t->slots[i];
        if (!slot->len) return i;
        if (slot->head == key.head && slot->len == key.len &&
            (key.len <= TOKEN_SHORT ||
             memcmp(t->texts + t->entries[slot->index].text, bytes, key.len) == 0))
            return i;
    }
}

/* The bytes of a key longer than TOKEN_SHORT. */
static inline const char *vocab_token_bytes(const struct token *t, const char *text,
                                            const struct str *scratch)
{
    return t->folded == TOKEN_IN_TEXT ? text + t->piece.start : scratch->data + t->folded;
}

/* Tokens read at once: their slots are prefetched while others are looked up. */
enum { VOCAB_BATCH = 64 };

/* Prefetches the slots of a batch. */
static inline void vocab_slots_fetch(const struct vocab_table *t, const struct token *tokens,
                                     size_t count)
{
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(&t->slots[vocab_slot_home(tokens[i].key, t->bits)]);
}

#endif
