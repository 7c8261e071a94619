#include "view/marks/draw.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/safe.h"
#include "base/utf8.h"

/* The symbols that the program's own strings use, and how ASCII spells them. */
static const struct {
    uint32_t cp;
    const char *ascii;
} spellings[] = {
    {0x2026, ".."},   {0x2212, "-"},    {0x221A, "sqrt "}, {0x203A, ">"},  {0x25BE, "v"},
    {0x2190, "<-"},   {0x2192, "->"},   {0x2191, "^"},     {0x2193, "v"},  {0x2264, "<="},
    {0x2019, "'"},    {0x00D7, "x"},    {0x00F7, "/"},     {0x03C9, "w"},  {0x2423, "_"},
    {0x2022, "*"},    {0x25CF, "o"},    {0x2500, "-"},     {0x2501, "="},  {0x2502, "|"},
    {0x256D, "+"},    {0x256E, "+"},    {0x2570, "+"},     {0x256F, "+"},  {0x00B2, "^2"},
    {0x25C6, "o"},    {0x27E8, "<"},    {0x27E9, ">"},     {0x2248, "~"},  {0x221E, "inf"},
    {0x0394, "d"},    {0x00B0, " deg"}, {0x25B2, "^"},     {0x23A1, "["},  {0x23A4, "]"},
    {0x23A3, "["},    {0x23A6, "]"},    {0x2013, "--"},    {0x00B1, "+-"}, {0x2713, "ok"},
    {0x2717, "x"},    {0x03C0, "pi"},   {0x03A3, "sum"},   {0x1D40, "^T"}, {0x230A, " floor("},
    {0x230B, ")"},    {0x2220, "/_"},   {0x25AE, "|"},     {0x25B6, ">"},  {0x250A, ":"},
    {0x2265, ">="},   {0x25B4, "^"},    {0x25E6, "o"},     {0x25C2, "<"},  {0x25B8, ">"},
    {0x03B2, "beta"},
};

static const char *spelling(uint32_t cp)
{
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        if (spellings[i].cp == cp) return spellings[i].ascii;
    return NULL;
}

/* The value of ⁰ … ⁹, which ASCII writes after a ^; −1 for any other character. */
static int superscript(uint32_t cp)
{
    static const uint32_t digits[] = {0x2070, 0x00B9, 0x00B2, 0x00B3, 0x2074,
                                      0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
    for (int i = 0; i < 10; i++)
        if (digits[i] == cp) return i;
    return -1;
}

/* Separates words if it has blanks around it, multiplies factors if it has none, and is a mark if
 * it is all of the text: a hyphen there would be a sign, or half of the -- for what does not
 * exist. */
#define DOT 0xB7

/* Each word is spelled as it would be alone: a blank ends all that depends on what came before. */
static void spell_ascii(struct str *out, const char *text, size_t n)
{
    bool raised = false, tight = false; /* tight: no blank stands before */
    for (size_t at = 0; at < n;) {
        uint32_t cp;
        size_t len = utf8_decode(text + at, n - at, &cp, NULL);
        const char *ascii = cp < 0x80 ? NULL : spelling(cp);
        int digit = ascii ? -1 : superscript(cp);
        if (cp == DOT && len == n)
            ascii = ".";
        else if (cp == DOT)
            ascii = tight && at + len < n && text[at + len] != ' ' ? "*" : "-";
        if (digit >= 0)
            str_addf(out, "%s%d", raised ? "" : "^", digit);
        else if (ascii)
            str_adds(out, ascii);
        else
            str_add(out, text + at, len);
        raised = digit >= 0;
        tight = cp != ' ';
        at += len;
    }
}

/* Such a text is spelled as it is, for which no memory is needed. */
static bool is_ascii(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)text[i] >= 0x80) return false;
    return true;
}

int draw_bytes(const struct canvas *c, struct span at, enum role role, const char *text, size_t n)
{
    struct style style = role_style(role, c->caps->depth);
    if (!c->caps->ascii || is_ascii(text, n)) return frame_text(c->frame, at, style, text, (int)n);
    struct str spelled = STR_EMPTY;
    spell_ascii(&spelled, text, n);
    int taken = frame_text(c->frame, at, style, str_text(&spelled), (int)spelled.len);
    str_free(&spelled);
    return taken;
}

void draw_spell(const struct canvas *c, struct str *out, const char *text, size_t n)
{
    if (c->caps->ascii)
        spell_ascii(out, text, n);
    else
        str_add(out, text, n);
}

int draw_text(const struct canvas *c, int row, int col, int cols, enum role role, const char *text)
{
    return draw_bytes(c, (struct span){row, col, cols}, role, text, strlen(text));
}

void draw_right(const struct canvas *c, int row, int col, int cols, enum role role,
                const char *text)
{
    draw_text(c, row, col + max_int(cols - draw_width(c, text), 0), cols, role, text);
}

void draw_rule(const struct canvas *c, int row, int col, int cols, enum role role)
{
    struct style style = role_style(role, c->caps->depth);
    frame_repeat(c->frame, row, col, cols, style, c->caps->ascii ? '-' : 0x2500); /* ─ */
}

void draw_share(const struct canvas *c, struct span at, enum role role, double share)
{
    struct style style = role_style(role, c->caps->depth),
                 rest = role_style(ROLE_LINE, c->caps->depth);
    bool ascii = c->caps->ascii;
    int steps = ascii ? 1 : 8, full = share > 0 ? (int)(fmin(share, 1) * at.cols * steps + 0.5) : 0;
    int whole = full / steps, part = full % steps;
    frame_repeat(c->frame, at.row, at.col, at.cols, rest, ascii ? '.' : 0xB7); /* · */
    frame_repeat(c->frame, at.row, at.col, whole, style, ascii ? '#' : 0x2588);
    if (part) frame_put(c->frame, at.row, at.col + whole, style, 0x2590 - (uint32_t)part); /* ▏…▉ */
}

static int bytes_width(const struct canvas *c, const char *text, size_t n)
{
    if (!c->caps->ascii) return safe_width(text, n, c->caps->text);
    struct str spelled = STR_EMPTY;
    spell_ascii(&spelled, text, n);
    int width = safe_width(str_text(&spelled), spelled.len, c->caps->text);
    str_free(&spelled);
    return width;
}

int draw_width(const struct canvas *c, const char *text)
{
    return bytes_width(c, text, strlen(text));
}

/* Word by word, each with the blank before it. */
void draw_panel(const struct canvas *c, const char *name, int rows)
{
    frame_add_panel(c->frame, name, (struct area){c->row, c->col, rows, c->cols});
}

size_t draw_fit(const struct canvas *c, const char *text, int cols)
{
    size_t fits = 0;
    for (int width = 0; text[fits];) {
        size_t word = 1 + strcspn(text + fits + 1, " ");
        width += bytes_width(c, text + fits, word);
        if (width > cols) return fits ? fits : strlen(text);
        fits += word;
    }
    return fits;
}

struct draw_short draw_signed_text(double value, int decimals)
{
    struct draw_short out = {DRAW_MISSING};
    double size = fabs(value);
    if (!isnan(value))
        snprintf(out.text, sizeof out.text, size < 1e6 ? "%s%.*f" : "%s%.*e",
                 signbit(value) ? "−" : "+", decimals, size);
    return out;
}

void draw_signed(struct str *out, double value, int decimals)
{
    str_adds(out, draw_signed_text(value, decimals).text);
}

void draw_base(struct str *out, double base)
{
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    char text[32];
    snprintf(text, sizeof text, "%.0e", base);
    const char *exponent = strchr(text, '+');
    double power = exponent ? strtod(text, NULL) : 0;
    bool whole = base >= 1000 && text[0] == '1' && base <= power && base >= power;
    if (!whole) {
        str_addf(out, "%.10g", base);
        return;
    }
    str_adds(out, "10");
    for (exponent += strspn(exponent, "+0"); *exponent; exponent++)
        str_adds(out, digits[*exponent - '0']);
}

void draw_token(struct str *out, const char *bytes, size_t n, bool single_byte)
{
    if (n == 1 && *bytes == ' ')
        str_adds(out, "␣");
    else if (single_byte && (unsigned char)*bytes >= 0x80)
        str_addf(out, "<0x%02X>", (unsigned char)*bytes);
    else if (safe_blank(bytes, n))
        safe_add_names(out, bytes, n);
    else
        str_add(out, bytes, n);
}

int draw_cut(const struct canvas *c, struct span at, enum role role, const char *text, size_t n)
{
    struct style style = role_style(role, c->caps->depth);
    if (safe_width(text, n, c->caps->text) <= at.cols)
        return frame_text(c->frame, at, style, text, (int)n);
    const struct span room = {at.row, at.col, at.cols - draw_width(c, "…")};
    int taken = frame_text(c->frame, room, style, text, (int)n);
    return taken + draw_text(c, at.row, at.col + taken, at.cols - taken, role, "…");
}

void parts_add(struct parts *p, enum role role, const char *format, ...)
{
    va_list args;
    if (p->count == PARTS_MAX) return;
    va_start(args, format);
    vsnprintf(p->full[p->count], PART_BYTES, format, args);
    va_end(args);
    memcpy(p->brief[p->count], p->full[p->count], PART_BYTES);
    p->role[p->count++] = role;
}

void parts_brief(struct parts *p, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(p->brief[p->count - 1], PART_BYTES, format, args);
    va_end(args);
}

/* Columns that the first `count` parts take in the long or short form. */
static int width_of(const struct canvas *c, const struct parts *p, int count, bool brief)
{
    int width = 0;
    for (int i = 0; i < count; i++) {
        const char *text = brief ? p->brief[i] : p->full[i];
        if (*text) width += draw_width(c, text) + (width ? p->gap : 0);
    }
    return width;
}

int parts_width(const struct canvas *c, const struct parts *p)
{
    return width_of(c, p, p->count, false);
}

int parts_brief_width(const struct canvas *c, const struct parts *p)
{
    return width_of(c, p, p->count, true);
}

int parts_draw(const struct canvas *c, struct span at, const struct parts *p)
{
    bool brief = parts_width(c, p) > at.cols;
    int count = p->count, col = at.col, end = at.col + at.cols;
    while (brief && count > 1 && width_of(c, p, count, true) > at.cols) count--;
    for (int i = 0; i < count; i++) {
        const char *text = brief ? p->brief[i] : p->full[i];
        if (!*text) continue;
        col += col > at.col ? p->gap : 0;
        col += draw_text(c, at.row, col, end - col, p->role[i], text);
    }
    return col - at.col;
}
