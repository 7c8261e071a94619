/* A tokenizer's pieces one at a time. */
#pragma once

#include "core/text/tokenizer.h"

/* The first token at or after `at`; false when there is none. */
static inline bool next_token(const struct tokenizer *t, const char *text, size_t n, size_t at,
                              struct token *out, struct str *scratch)
{
    struct tokenizer_span span = {text, n, at, n, 1};
    return t->read(t->self, &span, out, scratch) > 0;
}

static inline bool next_piece(const struct tokenizer *t, const char *text, size_t n, size_t at,
                              struct piece *out)
{
    struct str scratch = STR_EMPTY;
    struct token token;
    bool found = next_token(t, text, n, at, &token, &scratch);
    if (found) *out = token.piece;
    str_free(&scratch);
    return found;
}
