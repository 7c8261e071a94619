/* The functions of the word tokenizer, which is in a file of its own, and what the
 * tokenizers share. Used by core/tokenizer*.c only. */
#ifndef CORE_TEXT_TOKENIZER_PARTS_H
#define CORE_TEXT_TOKENIZER_PARTS_H

#include "core/text/tokenizer.h"

/* The functions of the tokenizer "word", as struct tokenizer has them; `self` is NULL. */
bool word_next(const void *self, const char *text, size_t n, size_t at, struct piece *out);
const char *word_key(const void *self, const char *text, struct piece p, struct str *scratch,
                     size_t *len);
size_t word_read(const void *self, const char *text, size_t n, size_t at, size_t stop,
                 struct token *tokens, size_t max, struct str *scratch);

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
