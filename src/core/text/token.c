#include "core/text/token.h"

static uint64_t byte_at(const char *bytes, size_t i)
{
    return (uint64_t)(unsigned char)bytes[i] << 8 * i;
}

/* Four bytes as a number, the first lowest. */
static uint64_t load_half(const char *bytes)
{
    uint32_t word;
    memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap32(word);
#endif
    return word;
}

/* 1 to 8 bytes as a number. What is read twice falls on itself. */
static uint64_t load_short(const char *bytes, size_t n)
{
    if (n >= 4) return load_half(bytes) | load_half(bytes + n - 4) << 8 * (n - 4);
    return byte_at(bytes, 0) | byte_at(bytes, n / 2) | byte_at(bytes, n - 1);
}

struct token_key token_key_of(const char *bytes, size_t n)
{
    struct token_key key = {0, (uint32_t)n};
    if (n <= TOKEN_SHORT) {
        key.head = load_short(bytes, n);
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
