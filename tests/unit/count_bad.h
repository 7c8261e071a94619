/* How many bytes of a text are malformed UTF-8, counted from end to end. */
#pragma once

#include "base/utf8.h"

static inline size_t count_bad(const char *s, size_t n)
{
    size_t bad = 0;
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        bool ok;
        i += utf8_decode(s + i, n - i, &cp, &ok);
        bad += !ok;
    }
    return bad;
}
