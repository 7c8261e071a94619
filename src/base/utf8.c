#include "base/utf8.h"

/* RFC 3629, section 4: the second byte's range depends on the first, which is
 * what keeps out overlong forms, surrogates and values above U+10FFFF. Sorted
 * by the last first byte of each row. */
static const struct {
    unsigned char last; /* the highest first byte of this row */
    unsigned char size; /* bytes in the sequence; 0: no sequence starts so */
    unsigned char second_min, second_max;
} forms[] = {
    {0x7F, 1, 0, 0},       {0xC1, 0, 0, 0},       {0xDF, 2, 0x80, 0xBF}, {0xE0, 3, 0xA0, 0xBF},
    {0xEC, 3, 0x80, 0xBF}, {0xED, 3, 0x80, 0x9F}, {0xEF, 3, 0x80, 0xBF}, {0xF0, 4, 0x90, 0xBF},
    {0xF3, 4, 0x80, 0xBF}, {0xF4, 4, 0x80, 0x8F}, {0xFF, 0, 0, 0},
};

/* The size of the well-formed sequence at s[0 .. n), or 0. */
static size_t sequence_size(const unsigned char *s, size_t n)
{
    size_t row = 0;
    while (s[0] > forms[row].last) row++;
    size_t size = forms[row].size;
    if (size < 2) return size;
    if (size > n || s[1] < forms[row].second_min || s[1] > forms[row].second_max) return 0;
    for (size_t i = 2; i < size; i++)
        if ((s[i] & 0xC0) != 0x80) return 0;
    return size;
}

size_t utf8_decode(const char *s, size_t n, uint32_t *cp, bool *ok)
{
    const unsigned char *bytes = (const unsigned char *)s;
    if (n > 0 && bytes[0] < 0x80) { /* nearly all text */
        if (ok) *ok = true;
        *cp = bytes[0];
        return 1;
    }
    if (n > 1 && bytes[0] >= 0xC2 && bytes[0] < 0xE0 &&
        (bytes[1] & 0xC0) == 0x80) { /* nearly all other text */
        if (ok) *ok = true;
        *cp = (bytes[0] & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
        return 2;
    }
    size_t size = n > 0 ? sequence_size(bytes, n) : 0;
    if (ok) *ok = size > 0;
    if (size == 0) {
        *cp = UTF8_BAD;
        return n > 0 ? 1 : 0;
    }
    /* A first byte of 2, 3, 4 carries 5, 4, 3 bits of the value. */
    uint32_t value = size == 1 ? bytes[0] : bytes[0] & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) value = value << 6 | (bytes[i] & 0x3Fu);
    *cp = value;
    return size;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
    static const unsigned char first_mark[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) cp = UTF8_BAD;
    size_t size = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = size - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (cp & 0x3F));
        cp >>= 6;
    }
    out[0] = (char)(first_mark[size] | cp);
    return size;
}

size_t utf8_prev(const char *s, size_t n, size_t at)
{
    if (at > n) at = n;
    if (at == 0) return 0;
    /* A first byte is never a later byte of another sequence, so the nearest
     * sequence that covers the byte before `at` is the one. */
    for (size_t back = 1; back <= 4 && back <= at; back++) {
        uint32_t cp;
        bool ok;
        size_t size = utf8_decode(s + at - back, n - (at - back), &cp, &ok);
        if (ok && size >= back) return at - back;
    }
    return at - 1;
}
