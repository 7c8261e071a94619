#include "base/safe.h"

#include <limits.h>
#include <stdio.h>

#include "base/num.h"
#include "base/unicode.h"
#include "base/utf8.h"

#define LAST_ASCII 0x7Eu /* the last one with a glyph */
#define SYMBOL_NULL 0x2400u
#define SYMBOL_DELETE 0x2421u
#define BRAILLE_BLANK 0x2800u
#define BRACKET_OPEN 0x27E8u
#define BRACKET_CLOSE 0x27E9u
#define NON_JOINER 0x200Cu
#define JOINER 0x200Du
#define NONE 0u /* no joiner belongs to U+0000 */

/* ---- parts ---- */

struct safe_reader safe_start(const char *s, size_t n)
{
    return (struct safe_reader){.s = s, .n = n, .room = SAFE_MARKS};
}

struct range {
    uint32_t first, last;
};

static bool within(uint32_t cp, struct range r)
{
    return cp >= r.first && cp <= r.last;
}

/* Joiners and selectors, and the letters and marks that they belong to. */
static bool belongs(uint32_t cp, uint32_t last)
{
    static const struct {
        struct range own, after;
    } pairs[] = {
        {{0xFE0E, 0xFE0F}, {'#', '#'}},           {{0xFE0E, 0xFE0F}, {'*', '*'}},
        {{0xFE0E, 0xFE0F}, {'0', '9'}},           {{NON_JOINER, JOINER}, {0x0620, 0x08FF}},
        {{NON_JOINER, JOINER}, {0x0900, 0x0DFF}}, /* Arabic and Syriac; scripts of India */
        {{NON_JOINER, JOINER}, {0x1000, 0x109F}}, /* Myanmar, Khmer, Mongolian */
        {{NON_JOINER, JOINER}, {0x1780, 0x17DD}}, {{NON_JOINER, JOINER}, {0x1820, 0x18AA}},
        {{0x180B, 0x180D}, {0x1820, 0x18AA}},     {{0x180F, 0x180F}, {0x1820, 0x18AA}},
    };
    for (size_t i = 0; i < COUNT(pairs); i++)
        if (within(cp, pairs[i].own) && within(last, pairs[i].after))
            return uc_class(last) == UC_WORD || last < 0x80;
    return false;
}

/* Whether a joiner or selector that ends at `end` is in its place. */
static bool in_place(const struct safe_reader *r, uint32_t cp, size_t end)
{
    uint32_t next = NONE;
    if (r->pictograph && (cp == 0xFE0E || cp == 0xFE0F))
        return uc_properties(r->last).grapheme == GRAPHEME_PICTOGRAPHIC;
    if (!r->pictograph || cp != JOINER) return belongs(cp, r->last);
    utf8_decode(r->s + end, r->n - end, &next, NULL);
    return r->last != JOINER && uc_properties(next).grapheme == GRAPHEME_PICTOGRAPHIC;
}

/* After a picture nothing stands that a mark or joiner could belong to. */
static void start_over(struct safe_reader *r)
{
    r->last = NONE;
    r->room = SAFE_MARKS;
    r->pictograph = false;
}

static enum safe_kind take_mark(struct safe_reader *r, uint32_t cp)
{
    if (r->room == 0) return SAFE_MORE_MARKS;
    r->room--;
    if (r->last == NONE) return SAFE_UNSAFE;
    r->last = cp;
    return SAFE_PLAIN;
}

/* The kind of one well-formed code point that ends at `end`, and what may stand on it. */
static enum safe_kind take(struct safe_reader *r, uint32_t cp, size_t end)
{
    struct uc_properties p = uc_properties(cp);
    if (p.flags & UC_UNSAFE) {
        if (!r->room || !in_place(r, cp, end)) {
            start_over(r);
            return SAFE_UNSAFE;
        }
        if (p.class != UC_FORMAT) r->room--; /* a selector is a mark; the first one here */
    } else if (p.width == 0) {
        return take_mark(r, cp);
    } else {
        bool modifier = r->pictograph && p.grapheme == GRAPHEME_EXTEND;
        r->pictograph = modifier || p.grapheme == GRAPHEME_PICTOGRAPHIC;
        r->room = SAFE_MARKS;
    }
    r->last = cp;
    return SAFE_PLAIN;
}

/* Takes the marks that follow those that there was room for. */
static void take_marks(struct safe_reader *r, struct safe_part *part)
{
    part->marks = 1;
    while (r->at < r->n) {
        uint32_t cp;
        bool ok;
        size_t step = utf8_decode(r->s + r->at, r->n - r->at, &cp, &ok);
        if (!ok || uc_unsafe(cp) || uc_width(cp) > 0) break;
        part->marks++;
        r->at += step;
    }
    part->end = r->at;
    start_over(r);
}

bool safe_next_of_any(struct safe_reader *r, struct safe_part *part)
{
    bool ok;
    if (r->at >= r->n) return false;
    *part = (struct safe_part){.start = r->at};
    r->at += utf8_decode(r->s + r->at, r->n - r->at, &part->cp, &ok);
    part->end = r->at;
    if (!ok) start_over(r);
    part->kind = ok ? take(r, part->cp, r->at) : SAFE_MALFORMED;
    if (part->kind == SAFE_MORE_MARKS) take_marks(r, part);
    return true;
}

/* ---- pictures ---- */

/* "U+202E", at least four digits, or "+98" between brackets. */
static size_t bracketed(const char *text, size_t n, enum safe_as as, char out[SAFE_MAX])
{
    size_t len = utf8_encode(as == SAFE_ASCII ? '<' : BRACKET_OPEN, out);
    for (size_t i = 0; i < n; i++) out[len++] = text[i];
    len += utf8_encode(as == SAFE_ASCII ? '>' : BRACKET_CLOSE, out + len);
    out[len] = '\0';
    return len;
}

static size_t code_picture(uint32_t cp, enum safe_as as, char out[SAFE_MAX])
{
    char text[16];
    int n = snprintf(text, sizeof text, "U+%04X", (unsigned)cp);
    return bracketed(text, (size_t)n, as, out);
}

static size_t marks_picture(size_t marks, enum safe_as as, char out[SAFE_MAX])
{
    char text[24];
    int n = snprintf(text, sizeof text, "+%zu", marks);
    return bracketed(text, (size_t)n, as, out);
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

static size_t plain_picture(uint32_t cp, char out[SAFE_MAX])
{
    size_t len = utf8_encode(cp, out);
    out[len] = '\0';
    return len;
}

size_t safe_part_picture(const struct safe_part *part, enum safe_as as, char out[SAFE_MAX])
{
    uint32_t cp = part->cp;
    bool plain = part->kind == SAFE_PLAIN && (as != SAFE_ASCII || cp <= LAST_ASCII);
    if (part->kind == SAFE_MORE_MARKS) return marks_picture(part->marks, as, out);
    if (part->kind == SAFE_MALFORMED) return plain_picture(as == SAFE_ASCII ? '?' : UTF8_BAD, out);
    if (plain) return plain_picture(cp, out);
    if (cp < 0x20 || cp == 0x7F) return control_picture(cp, as, out);
    return code_picture(cp, as, out);
}

size_t safe_picture(uint32_t cp, enum safe_as as, char out[SAFE_MAX])
{
    bool scalar = cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF);
    struct safe_part part = {.kind = SAFE_MALFORMED, .cp = cp};
    if (scalar) part.kind = uc_unsafe(cp) ? SAFE_UNSAFE : SAFE_PLAIN;
    return safe_part_picture(&part, as, out);
}

void safe_add(struct str *out, const char *s, size_t n, enum safe_as as)
{
    struct safe_reader r = safe_start(s, n);
    struct safe_part part;
    str_reserve(out, n);
    while (safe_next(&r, &part)) {
        char picture[SAFE_MAX];
        str_add(out, picture, safe_part_picture(&part, as, picture));
    }
}

bool safe_blank(const char *s, size_t n)
{
    struct safe_reader r = safe_start(s, n);
    struct safe_part part;
    while (safe_next(&r, &part))
        if (part.kind != SAFE_PLAIN || (uc_class(part.cp) != UC_SPACE && part.cp != BRAILLE_BLANK))
            return false;
    return true;
}

void safe_add_names(struct str *out, const char *s, size_t n)
{
    struct safe_reader r = safe_start(s, n);
    struct safe_part part;
    while (safe_next(&r, &part)) {
        char picture[SAFE_MAX];
        if (part.kind != SAFE_PLAIN)
            str_add(out, s + part.start, part.end - part.start);
        else
            str_add(out, picture, code_picture(part.cp, SAFE_UTF8, picture));
    }
}

/* ---- columns ---- */

int safe_columns(uint32_t cp, enum safe_as as)
{
    if (cp - 0x20u < 0x5Fu) return 1;
    struct uc_properties p = uc_properties(cp);
    if (p.flags & UC_UNSAFE) return 0; /* a joiner in its place */
    return as == SAFE_WIDE && p.width == 1 && p.flags & UC_AMBIGUOUS ? 2 : p.width;
}

/* Columns of a picture. */
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
    struct safe_reader r = safe_start(s, n);
    struct safe_part part;
    int sum = 0;
    while (sum <= INT_MAX - 2 * SAFE_MAX && safe_next(&r, &part)) {
        char picture[SAFE_MAX];
        if (part.kind == SAFE_PLAIN && part.cp <= LAST_ASCII)
            sum++;
        else if (part.kind == SAFE_PLAIN && as != SAFE_ASCII)
            sum += safe_columns(part.cp, as);
        else
            sum += columns(picture, safe_part_picture(&part, as, picture), as);
    }
    return sum;
}
