/* The index of a look-up key. */
#pragma once

#include "core/text/vocab.h"

/* A tokenizer whose one piece is the text, which is its own key. */
static inline size_t find_key_read(const void *self, const struct tokenizer_span *span,
                                   struct token *tokens, struct str *scratch)
{
    (void)self, (void)scratch;
    struct piece all = {0, (uint32_t)span->n};
    if (span->n) *tokens = (struct token){all, token_key_of(span->text, span->n), TOKEN_IN_TEXT};
    return span->n > 0;
}

/* VOCAB_NONE where the vocabulary does not have it. */
static inline uint32_t find_key(const struct vocab *v, const char *key, size_t len)
{
    const struct tokenizer whole = {.name = "whole", .read = find_key_read};
    struct vocab by_key = *v;
    by_key.tokenizer = &whole;
    struct tokenizer_span span = {key, len, 0, len, 1};
    struct str scratch = STR_EMPTY;
    struct token token;
    uint32_t index;
    size_t count = vocab_read(&by_key, &span, &token, &index, &scratch);
    str_free(&scratch);
    return count ? index : VOCAB_NONE;
}
