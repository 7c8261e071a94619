#include "view/marks/draw.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/safe.h"
#include "base/utf8.h"

/* The symbols that the program's own strings use, and how ASCII spells them. */
static const struct {
    uint32_t cp;
    const char *ascii;
} spellings[] = {
    {0x2026, ".."}, {0x2212, "-"},    {0x221A, "sqrt "}, {0x203A, ">"},  {0x25BE, "v"},
    {0x2190, "<-"}, {0x2192, "->"},   {0x2191, "^"},     {0x2193, "v"},  {0x2264, "<="},
    {0x2019, "'"},  {0x00D7, "x"},    {0x00F7, "/"},     {0x03C9, "w"},  {0x2423, "_"},
    {0x2022, "*"},  {0x25CF, "o"},    {0x2500, "-"},     {0x2501, "="},  {0x2502, "|"},
    {0x256D, "+"},  {0x256E, "+"},    {0x2570, "+"},     {0x256F, "+"},  {0x00B2, "^2"},
    {0x25C6, "o"},  {0x27E8, "<"},    {0x27E9, ">"},     {0x2248, "~"},  {0x221E, "inf"},
    {0x0394, "d"},  {0x00B0, " deg"}, {0x25B2, "^"},     {0x23A1, "["},  {0x23A4, "]"},
    {0x23A3, "["},  {0x23A6, "]"},    {0x2013, "--"},    {0x00B1, "+-"}, {0x2713, "ok"},
    {0x2717, "x"},
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

static bool is_ascii(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)text[i] >= 0x80) return false;
    return true;
}

/* Separates words if it has blanks around it, and multiplies factors if it has none. */
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
        if (cp == DOT) ascii = tight && at + len < n && text[at + len] != ' ' ? "*" : "-";
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

int draw_text(const struct canvas *c, int row, int col, int cols, enum role role, const char *text)
{
    struct style style = role_style(role, c->caps->depth);
    size_t n = strlen(text);
    if (!c->caps->ascii || is_ascii(text, n))
        return frame_text(c->frame, row, col, cols, style, text, (int)n);
    struct str spelled = STR_EMPTY;
    spell_ascii(&spelled, text, n);
    int taken = frame_text(c->frame, row, col, cols, style, str_text(&spelled), (int)spelled.len);
    str_free(&spelled);
    return taken;
}

/* safe_width(), without reading characters while every byte is one of one column. */
static int text_width(const char *text, size_t n, bool ascii)
{
    size_t plain = 0;
    while (plain < n && (unsigned char)text[plain] - 0x20u < 0x5Fu) plain++;
    return (int)plain + (plain < n ? safe_width(text + plain, n - plain, ascii) : 0);
}

static int bytes_width(const struct canvas *c, const char *text, size_t n)
{
    if (!c->caps->ascii || is_ascii(text, n)) return text_width(text, n, c->caps->ascii);
    struct str spelled = STR_EMPTY;
    spell_ascii(&spelled, text, n);
    int width = safe_width(str_text(&spelled), spelled.len, true);
    str_free(&spelled);
    return width;
}

int draw_width(const struct canvas *c, const char *text)
{
    return bytes_width(c, text, strlen(text));
}

/* Word by word, each with the blank before it. */
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

/* Appends digits, of which the last `decimals` stand after a point. */
static void add_digits(struct str *out, uint64_t digits, int decimals)
{
    char text[24];
    int at = sizeof text;
    for (int place = 0; digits > 0 || place <= decimals; place++) {
        if (place == decimals && decimals > 0) text[--at] = '.';
        text[--at] = (char)('0' + digits % 10);
        digits /= 10;
    }
    str_add(out, text + at, sizeof text - (size_t)at);
}

/* As %.*f writes it (0 ≤ value < 10^6, decimals 0 … 6), without its long arithmetic: that
 * matters only where the digits end within a hair of a half. False: there. */
static bool add_fixed(struct str *out, double value, int decimals)
{
    static const double powers[] = {1, 10, 100, 1000, 1e4, 1e5, 1e6};
    double scaled = value * powers[decimals], whole = floor(scaled), rest = scaled - whole;
    if (fabs(rest - 0.5) < 1e-3) /* the product is off by less than 10^12 · 2^−53 */
        return false;
    add_digits(out, (uint64_t)whole + (rest > 0.5), decimals);
    return true;
}

void draw_whole(struct str *out, uint64_t value)
{
    add_digits(out, value, 0);
}

void draw_signed(struct str *out, double value, int decimals)
{
    if (isnan(value)) {
        str_adds(out, DRAW_MISSING);
        return;
    }
    str_adds(out, signbit(value) ? "−" : "+");
    value = fabs(value);
    if (value < 1e6 && decimals <= 6 && add_fixed(out, value, decimals)) return;
    if (value < 1e6)
        str_addf(out, "%.*f", decimals, value);
    else
        str_addf(out, "%.*e", decimals, value);
}

struct draw_signed_text draw_signed_text(double value, int decimals)
{
    struct draw_signed_text out;
    struct str text = STR_EMPTY;
    draw_signed(&text, value, decimals);
    snprintf(out.text, sizeof out.text, "%s", str_text(&text));
    str_free(&text);
    return out;
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
    else
        str_add(out, bytes, n);
}

int draw_cut(const struct canvas *c, int row, int col, int cols, enum role role, const char *text,
             size_t n)
{
    struct style style = role_style(role, c->caps->depth);
    if (text_width(text, n, c->caps->ascii) <= cols)
        return frame_text(c->frame, row, col, cols, style, text, (int)n);
    int mark = draw_width(c, "…");
    int taken = frame_text(c->frame, row, col, cols - mark, style, text, (int)n);
    return taken + draw_text(c, row, col + taken, cols - taken, role, "…");
}

/* Columns the first `count` parts take in the long or short form. */
static int parts_width(const struct canvas *c, const struct part *parts, int count, int gap,
                       bool brief)
{
    int width = 0;
    for (int i = 0; i < count; i++) {
        const char *text = brief && parts[i].brief ? parts[i].brief : parts[i].full;
        if (*text) width += draw_width(c, text) + (width ? gap : 0);
    }
    return width;
}

int draw_parts(const struct canvas *c, int row, int col, int cols, const struct part *parts,
               int count, int gap)
{
    bool brief = parts_width(c, parts, count, gap, false) > cols;
    while (brief && count > 1 && parts_width(c, parts, count, gap, true) > cols) count--;
    int at = col, end = col + cols;
    for (int i = 0; i < count; i++) {
        const char *text = brief && parts[i].brief ? parts[i].brief : parts[i].full;
        if (!*text) continue;
        at += at > col ? gap : 0;
        at += draw_text(c, row, at, end - at, parts[i].role, text);
    }
    return at - col;
}
