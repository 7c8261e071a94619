#include "core/text/vocab.h"

#include <stdlib.h>

#include "base/num.h"
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

size_t vocab_read(const struct vocab *v, const struct tokenizer_span *span, struct token *tokens,
                  uint32_t *index, struct str *scratch)
{
    struct tokenizer_span s = *span;
    s.stop = s.stop < s.n ? s.stop : s.n;
    str_clear(scratch);
    size_t count = v->tokenizer->read(v->tokenizer->self, &s, tokens, scratch);
    if (scratch->failed) return 0;
    for (size_t i = 0; i < count; i++) {
        if (i % VOCAB_BATCH == 0)
            vocab_slots_fetch(&v->table, tokens + i, min_size(count - i, VOCAB_BATCH));
        index[i] = find(&v->table, tokens[i].key, vocab_token_bytes(&tokens[i], s.text, scratch));
    }
    return count;
}
