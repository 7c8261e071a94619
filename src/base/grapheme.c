#include "base/grapheme.h"

#include <stdint.h>

#include "base/unicode.h"
#include "base/utf8.h"

#define BIT(grapheme) (1u << (grapheme))
#define EVER (BIT(GRAPHEME_EXTEND) | BIT(GRAPHEME_ZWJ) | BIT(GRAPHEME_SPACING_MARK)) /* GB9, GB9a */
#define ALL (BIT(GRAPHEME_COUNT) - 1)
#define CONTROLS (BIT(GRAPHEME_CR) | BIT(GRAPHEME_LF) | BIT(GRAPHEME_CONTROL))

/* What follows each without a break, whatever stands before it. */
static const uint32_t joined[GRAPHEME_COUNT] = {
    [GRAPHEME_OTHER] = EVER,
    [GRAPHEME_CR] = BIT(GRAPHEME_LF), /* GB3; GB4 has none after the other controls */
    [GRAPHEME_EXTEND] = EVER,
    [GRAPHEME_ZWJ] = EVER,
    [GRAPHEME_REGIONAL_INDICATOR] = EVER,
    [GRAPHEME_PREPEND] = ALL & ~CONTROLS, /* GB9b */
    [GRAPHEME_SPACING_MARK] = EVER,
    [GRAPHEME_L] =
        EVER | BIT(GRAPHEME_L) | BIT(GRAPHEME_V) | BIT(GRAPHEME_LV) | BIT(GRAPHEME_LVT), /* GB6 */
    [GRAPHEME_V] = EVER | BIT(GRAPHEME_V) | BIT(GRAPHEME_T),                             /* GB7 */
    [GRAPHEME_LV] = EVER | BIT(GRAPHEME_V) | BIT(GRAPHEME_T),
    [GRAPHEME_T] = EVER | BIT(GRAPHEME_T), /* GB8 */
    [GRAPHEME_LVT] = EVER | BIT(GRAPHEME_T),
    [GRAPHEME_PICTOGRAPHIC] = EVER,
};

static enum uc_grapheme read(const char *s, size_t n, size_t at, size_t *end)
{
    uint32_t cp;
    *end = at + utf8_decode(s + at, n - at, &cp, NULL);
    return (enum uc_grapheme)uc_properties(cp).grapheme;
}

size_t grapheme_next(const char *s, size_t n, size_t at)
{
    if (at >= n) return n;
    if (n - at > 1 && (unsigned char)s[at] - 0x20u < 0x5Fu && (unsigned char)s[at + 1] < 0x80)
        return at + 1; /* nearly all text */
    size_t end, next;
    enum uc_grapheme before = read(s, n, at, &end);
    bool picture = before == GRAPHEME_PICTOGRAPHIC;    /* and marks since then: GB11 */
    bool half = before == GRAPHEME_REGIONAL_INDICATOR; /* of a flag: GB12, GB13 */
    for (; end < n; end = next) {
        enum uc_grapheme here = read(s, n, end, &next);
        bool flag =
            half && here == GRAPHEME_REGIONAL_INDICATOR && before == GRAPHEME_REGIONAL_INDICATOR;
        bool joined_picture = picture && before == GRAPHEME_ZWJ && here == GRAPHEME_PICTOGRAPHIC;
        if (!(joined[before] & BIT(here)) && !flag && !joined_picture) break;
        half = here == GRAPHEME_REGIONAL_INDICATOR && !flag;
        picture = here == GRAPHEME_PICTOGRAPHIC ||
                  (picture && (here == GRAPHEME_EXTEND || here == GRAPHEME_ZWJ));
        before = here;
    }
    return end;
}

/* The code point before `at` > 0 and where it starts. */
static enum uc_grapheme read_back(const char *s, size_t n, size_t at, size_t *start)
{
    size_t end;
    *start = utf8_prev(s, n, at);
    return read(s, n, *start, &end);
}

/* Whether an odd number of halves of flags stands before `at`. */
static bool after_half(const char *s, size_t n, size_t at)
{
    int count = 0;
    while (at > 0 && count < GRAPHEME_FLAGS &&
           read_back(s, n, at, &at) == GRAPHEME_REGIONAL_INDICATOR)
        count++;
    return count % 2;
}

/* Whether a picture and its marks stand before `at`. */
static bool after_picture(const char *s, size_t n, size_t at)
{
    enum uc_grapheme before = GRAPHEME_EXTEND;
    while (at > 0 && before == GRAPHEME_EXTEND) before = read_back(s, n, at, &at);
    return before == GRAPHEME_PICTOGRAPHIC;
}

size_t grapheme_prev(const char *s, size_t n, size_t at)
{
    if (at == 0) return 0;
    size_t start, next;
    enum uc_grapheme here = read_back(s, n, at, &start);
    for (; start > 0; start = next) {
        enum uc_grapheme before = read_back(s, n, start, &next);
        bool flag = here == GRAPHEME_REGIONAL_INDICATOR && before == GRAPHEME_REGIONAL_INDICATOR &&
                    after_half(s, n, start);
        bool picture =
            here == GRAPHEME_PICTOGRAPHIC && before == GRAPHEME_ZWJ && after_picture(s, n, next);
        if (!(joined[before] & BIT(here)) && !flag && !picture) break;
        here = before;
    }
    return start;
}
