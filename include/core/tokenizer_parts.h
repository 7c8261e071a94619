/* What the tokenizers share. */
#ifndef CORE_TOKENIZER_PARTS_H
#define CORE_TOKENIZER_PARTS_H

#include "core/tokenizer.h"

bool word_next(const char *text, size_t n, size_t at, struct piece *out);
const char *word_key(const char *text, struct piece p, struct str *scratch, size_t *len);
size_t word_read(const char *text, size_t n, size_t at, size_t stop, struct token *tokens, size_t max,
                 struct str *scratch);

#endif
