#include "core/text/vocab.h"

#include <stdlib.h>

#include "core/text/vocab_slots.h"

void vocab_open(struct vocab *v, const struct vocab_table *table)
{
    *v = (struct vocab){table->tokenizer, table->size, table->tokens, *table, {NULL}};
}

void vocab_free(struct vocab *v)
{
    for (size_t i = 0; i < sizeof v->owned / sizeof *v->owned; i++) free(v->owned[i]);
    *v = (struct vocab){0};
}

static uint32_t find(const struct vocab_table *t, struct token_key key, const char *bytes)
{
    const struct vocab_slot *slot = &t->slots[vocab_slot_find(t, key, bytes)];
    return slot->len ? slot->index : VOCAB_NONE;
}

uint32_t vocab_find(const struct vocab *v, const char *key, size_t len)
{
    if (len == 0 || len > UINT32_MAX) return VOCAB_NONE;
    return find(&v->table, token_key_of(key, len), key);
}

size_t vocab_read(const struct vocab *v, const char *text, size_t n, size_t at, size_t stop,
                  struct piece *pieces, uint32_t *index, size_t max, struct str *scratch)
{
    const struct tokenizer *t = v->tokenizer;
    struct token tokens[VOCAB_BATCH];
    size_t count = 0;
    stop = stop < n ? stop : n;
    while (at < stop && count < max) {
        size_t wanted = max - count < VOCAB_BATCH ? max - count : VOCAB_BATCH;
        str_clear(scratch);
        size_t got = t->read(t->self, text, n, at, stop, tokens, wanted, scratch);
        if (scratch->failed) break;
        vocab_slots_fetch(&v->table, tokens, got);
        for (size_t i = 0; i < got; i++) {
            pieces[count + i] = tokens[i].piece;
            index[count + i] =
                find(&v->table, tokens[i].key, vocab_token_bytes(&tokens[i], text, scratch));
        }
        count += got;
        if (got < wanted) break;
        at = tokens[got - 1].piece.end;
    }
    return count;
}
