/* The word tokenizer, which is in a file of its own, and what the tokenizers share. Used by core/tokenizer*.c only. */
#ifndef CORE_TEXT_TOKENIZER_PARTS_H
#define CORE_TEXT_TOKENIZER_PARTS_H

#include "core/text/tokenizer.h"

/* The tokenizer "word" reads by this; `self` is NULL. */
size_t word_read(const void *self, const struct tokenizer_span *span, struct token *tokens,
                 struct str *scratch);

/* Sets a token: bytes [start, end) of the text, its key, and `folded` as in struct token.
 * Field by field: a whole struct would be assembled in memory, which is slower. */
static inline void token_put(struct token *out, size_t start, size_t end, uint64_t head, size_t len,
                             size_t folded)
{
    out->piece.start = (uint32_t)start;
    out->piece.end = (uint32_t)end;
    out->key.head = head;
    out->key.len = (uint32_t)len;
    out->folded = (uint32_t)folded;
}

#endif
