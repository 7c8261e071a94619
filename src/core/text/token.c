#include "core/text/token.h"

struct token_key token_key_of(const char *bytes, size_t n)
{
    struct token_key key = {0, (uint32_t)n};
    if (n <= TOKEN_SHORT) {
        char eight[TOKEN_SHORT] = {0};
        memcpy(eight, bytes, n);
        key.head = token_load(eight);
        return key;
    }
    for (size_t i = 0; i < n - 8; i += 8) key.head = hash_mix(key.head, token_load(bytes + i));
    key.head = hash_mix(key.head, token_load(bytes + n - 8));
    return key;
}

const char *token_key_bytes(const struct token *t, const char *text, const char *scratch,
                            char room[TOKEN_SHORT])
{
    if (t->key.len > TOKEN_SHORT)
        return t->folded == TOKEN_IN_TEXT ? text + t->piece.start : scratch + t->folded;
    for (uint32_t i = 0; i < t->key.len; i++) room[i] = (char)(t->key.head >> 8 * i);
    return room;
}
