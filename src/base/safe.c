#include "base/safe.h"

#include <limits.h>

#include "base/unicode.h"
#include "base/utf8.h"

#define LAST_ASCII 0x7Eu /* the last one with a glyph */
#define SYMBOL_NULL 0x2400u
#define SYMBOL_DELETE 0x2421u
#define BRAILLE_BLANK 0x2800u
#define BRACKET_OPEN 0x27E8u
#define BRACKET_CLOSE 0x27E9u

static bool shown_as_is(uint32_t cp, enum safe_as as)
{
    return !uc_unsafe(cp) && (as != SAFE_ASCII || cp <= LAST_ASCII);
}

/* "U+202E" between brackets, at least four digits. */
static size_t code_picture(uint32_t cp, enum safe_as as, char out[SAFE_MAX])
{
    static const char digits[] = "0123456789ABCDEF";
    size_t len = utf8_encode(as == SAFE_ASCII ? '<' : BRACKET_OPEN, out);
    out[len++] = 'U';
    out[len++] = '+';
    int shift = 12;
    while (cp >> shift > 0xF) shift += 4;
    for (; shift >= 0; shift -= 4) out[len++] = digits[cp >> shift & 0xF];
    len += utf8_encode(as == SAFE_ASCII ? '>' : BRACKET_CLOSE, out + len);
    out[len] = '\0';
    return len;
}

/* C0 controls and DEL. */
static size_t control_picture(uint32_t cp, enum safe_as as, char out[SAFE_MAX])
{
    size_t len = 2;
    if (as == SAFE_ASCII) {
        out[0] = '^';
        out[1] = (char)(cp ^ 0x40); /* caret notation: @ … _, and ? for DEL */
    } else {
        len = utf8_encode(cp < 0x20 ? SYMBOL_NULL + cp : SYMBOL_DELETE, out);
    }
    out[len] = '\0';
    return len;
}

static size_t malformed_picture(enum safe_as as, char out[SAFE_MAX])
{
    size_t len = utf8_encode(as == SAFE_ASCII ? '?' : UTF8_BAD, out);
    out[len] = '\0';
    return len;
}

size_t safe_picture(uint32_t cp, enum safe_as as, char out[SAFE_MAX])
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) return malformed_picture(as, out);
    if (shown_as_is(cp, as)) {
        size_t len = utf8_encode(cp, out);
        out[len] = '\0';
        return len;
    }
    if (cp < 0x20 || cp == 0x7F) return control_picture(cp, as, out);
    return code_picture(cp, as, out);
}

/* How the code point or malformed byte at s[0 .. n), n > 0, is shown. Returns
 * the bytes it takes; *len is the picture's length. */
static size_t next_picture(const char *s, size_t n, enum safe_as as, char out[SAFE_MAX],
                           size_t *len)
{
    uint32_t cp;
    bool ok;
    size_t step = utf8_decode(s, n, &cp, &ok);
    *len = ok ? safe_picture(cp, as, out) : malformed_picture(as, out);
    return step;
}

void safe_add(struct str *out, const char *s, size_t n, enum safe_as as)
{
    str_reserve(out, n); /* a picture is never shorter than what it shows */
    for (size_t i = 0; i < n;) {
        char picture[SAFE_MAX];
        size_t len;
        i += next_picture(s + i, n - i, as, picture, &len);
        str_add(out, picture, len);
    }
}

/* A mark is seen if it stands on something, be it a space. */
bool safe_blank(const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        bool ok, first = i == 0;
        i += utf8_decode(s + i, n - i, &cp, &ok);
        struct uc_properties p = uc_properties(cp);
        bool none = p.class == UC_SPACE || p.flags & UC_IGNORABLE || cp == BRAILLE_BLANK;
        if (!ok || uc_unsafe(cp) || !(none || (first && p.width == 0))) return false;
    }
    return true;
}

void safe_add_names(struct str *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        char picture[SAFE_MAX];
        uint32_t cp;
        size_t step = utf8_decode(s + i, n - i, &cp, NULL);
        if (uc_unsafe(cp))
            str_add(out, s + i, step);
        else
            str_add(out, picture, code_picture(cp, SAFE_UTF8, picture));
        i += step;
    }
}

int safe_columns(uint32_t cp, enum safe_as as)
{
    int width = uc_width(cp);
    return as == SAFE_WIDE && width == 1 && uc_ambiguous(cp) ? 2 : width;
}

/* Columns of well-formed text. */
static int columns(const char *s, size_t n, enum safe_as as)
{
    int sum = 0;
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        i += utf8_decode(s + i, n - i, &cp, NULL);
        sum += safe_columns(cp, as);
    }
    return sum;
}

int safe_width(const char *s, size_t n, enum safe_as as)
{
    int sum = 0;
    for (size_t i = 0; i < n && sum <= INT_MAX - SAFE_MAX;) {
        if ((unsigned char)s[i] - 0x20u < 0x5Fu) { /* nearly all text: one byte, one column */
            sum++;
            i++;
            continue;
        }
        uint32_t cp;
        bool ok;
        size_t step = utf8_decode(s + i, n - i, &cp, &ok);
        if (ok && shown_as_is(cp, as)) {
            sum += safe_columns(cp, as);
        } else {
            char picture[SAFE_MAX];
            size_t len;
            next_picture(s + i, n - i, as, picture, &len);
            sum += columns(picture, len, as);
        }
        i += step;
    }
    return sum;
}
