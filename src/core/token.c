#include "core/token.h"

struct token_key token_key_of(const char *bytes, size_t n)
{
    struct token_key key = {0, (uint32_t)n};
    if (n <= TOKEN_SHORT) {
        for (size_t i = n; i > 0; i--)
            key.head = key.head << 8 | (unsigned char)bytes[i - 1];
        return key;
    }
    for (size_t i = 0; i < n - 8; i += 8)
        key.head = token_mix(key.head, token_load(bytes + i));
    key.head = token_mix(key.head, token_load(bytes + n - 8));
    return key;
}
