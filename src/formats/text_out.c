#include "formats/text_out.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/safe.h"
#include "base/unicode.h"
#include "base/utf8.h"

/* Whole numbers from here on are written with an exponent: below, each is
 * written exactly by %.0f in no more digits than read back the same. */
#define WHOLE_BELOW 1e16

/* printf takes the decimal point from the locale; files must not depend on
 * it. Whatever is neither digit, sign nor exponent is that point. */
static void put_point(char *number)
{
    char *to = number;
    bool in_point = false;
    for (const char *from = number; *from; from++) {
        bool plain = strchr("0123456789+-e", *from) != NULL;
        if (plain)
            *to++ = *from;
        else if (!in_point)
            *to++ = '.';
        in_point = !plain;
    }
    *to = '\0';
}

/* Zero apart: "-0" would be read as an integer, which has no sign to keep. */
static const char *zero_text(double value)
{
    return signbit(value) ? "-0.0" : "0";
}

static void float_text(float value, char text[OUT_NUMBER_MAX])
{
    if (fpclassify(value) == FP_ZERO) {
        snprintf(text, OUT_NUMBER_MAX, "%s", zero_text((double)value));
        return;
    }
    snprintf(text, OUT_NUMBER_MAX, "%.9g", (double)value);
    put_point(text);
}

void out_float(FILE *out, float value)
{
    char text[OUT_NUMBER_MAX] = "null"; /* JSON has no other word for what is no number */
    if (isfinite(value)) float_text(value, text);
    fputs(text, out);
}

static bool reads_back(const char *text, double value)
{
    double again = strtod(text, NULL);
    return again <= value && again >= value;
}

void out_double_text(double value, char text[OUT_NUMBER_MAX])
{
    int digits = 0;
    do { /* 17 digits always suffice (IEEE 754-2019, section 5.12.2) */
        snprintf(text, OUT_NUMBER_MAX, "%.*g", ++digits, value);
    } while (digits < 17 && !reads_back(text, value));
    double size = fabs(value);
    if (size >= 1.0 && size < WHOLE_BELOW && strchr(text, 'e'))
        snprintf(text, OUT_NUMBER_MAX, "%.0f", value);
    put_point(text);
}

void out_double(FILE *out, double value)
{
    char text[OUT_NUMBER_MAX] = "null";
    if (fpclassify(value) == FP_ZERO)
        snprintf(text, sizeof text, "%s", zero_text(value));
    else if (isfinite(value))
        out_double_text(value, text);
    fputs(text, out);
}

/* \uXXXX, of a code point above U+FFFF as a surrogate pair (RFC 8259, section 7). */
static void put_json_escape(FILE *out, uint32_t cp)
{
    if (cp > 0xFFFF)
        fprintf(out, "\\u%04x\\u%04x", (unsigned)(0xD7C0 + (cp >> 10)),
                (unsigned)(0xDC00 | (cp & 0x3FF)));
    else
        fprintf(out, "\\u%04x", (unsigned)cp);
}

void out_json_string(FILE *out, const char *text, size_t n)
{
    struct safe_reader r = safe_start(text, n);
    struct safe_part part;
    fputc('"', out);
    while (safe_next(&r, &part)) {
        char picture[SAFE_MAX];
        bool escaped = part.kind == SAFE_UNSAFE || part.kind == SAFE_MORE_MARKS;
        for (size_t at = part.start; escaped && at < part.end;) {
            uint32_t cp;
            at += utf8_decode(text + at, part.end - at, &cp, NULL);
            put_json_escape(out, cp);
        }
        if (escaped) continue;
        if (part.cp == '"' || part.cp == '\\') fputc('\\', out);
        size_t len = safe_part_picture(&part, SAFE_UTF8, picture);
        fwrite(picture, 1, len, out);
    }
    fputc('"', out);
}

/* What a spreadsheet may skip before it decides whether a cell is a formula. */
static bool skipped_by_spreadsheet(uint32_t cp)
{
    return cp == '\'' || cp == '"' || (uc_class(cp) == UC_SPACE && !uc_unsafe(cp));
}

/* Whether a spreadsheet may run a cell: by the list of OWASP, "CSV Injection". Tab and the ends of
 * lines, which stand there too, are never written. */
static bool is_formula(const char *text, size_t n)
{
    static const uint32_t starts[] = {'=', '+', '-', '@', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};
    uint32_t cp = 0;
    for (size_t at = 0; at < n;) {
        at += utf8_decode(text + at, n - at, &cp, NULL);
        if (!skipped_by_spreadsheet(cp)) break;
    }
    for (size_t i = 0; i < COUNT(starts); i++)
        if (starts[i] == cp) return true;
    return false;
}

/* Whether a code point that could stand there is written by its name, so that pictures mean one
 * thing only: "⟨" before "U+" and the pictures of controls; and the semicolon at which a
 * spreadsheet of another country would begin a cell that is a formula. */
static bool named_in_csv(const char *text, size_t n, const struct safe_part *part)
{
    const char *rest = text + part->end;
    size_t left = n - part->end;
    if (part->kind != SAFE_PLAIN) return true;
    if (part->cp == ';') return is_formula(rest, left);
    if (part->cp == 0x27E8) return left >= 2 && rest[0] == 'U' && rest[1] == '+';
    return (part->cp >= 0x2400 && part->cp <= 0x241F) || part->cp == 0x2421;
}

static void put_csv(FILE *out, const char *text, size_t n, const struct safe_part *part)
{
    char picture[SAFE_MAX];
    struct safe_part one = *part;
    bool named = part->kind != SAFE_MALFORMED && named_in_csv(text, n, part);
    for (size_t at = part->start; at < part->end;) {
        size_t step = utf8_decode(text + at, part->end - at, &one.cp, NULL);
        if (named) one.kind = SAFE_UNSAFE;
        size_t len = safe_part_picture(&one, SAFE_UTF8, picture);
        fwrite(picture, 1, len, out);
        if (one.cp == '"') fputc('"', out);
        at += step;
    }
}

void out_csv_field(FILE *out, const char *text, size_t n)
{
    /* RFC 4180, section 2, rules 6 and 7. Line breaks ask for quotes as well,
     * but are never written: they become pictures. */
    bool guarded = is_formula(text, n);
    bool quoted = guarded || (n > 0 && (memchr(text, ',', n) || memchr(text, '"', n)));
    struct safe_reader r = safe_start(text, n);
    struct safe_part part;
    fputs(guarded ? "\"'" : quoted ? "\"" : "", out);
    while (safe_next(&r, &part)) put_csv(out, text, n, &part);
    if (quoted) fputc('"', out);
}

void out_json_floats(FILE *out, const float *values, size_t n)
{
    fputc('[', out);
    for (size_t i = 0; i < n; i++) {
        fputs(i > 0 ? ", " : "", out);
        out_float(out, values[i]);
    }
    fputc(']', out);
}

/* The same text as float_text() for 1e-4 ≤ |value| < 1e9, where it has no exponent,
 * many times faster: nine digits as an integer. 0 for other values, and where the
 * product is too near the middle of two integers to tell which is nearer. */
static size_t short_text(float value, char *text)
{
    static const double powers[] = {1,   1e1, 1e2, 1e3,  1e4,  1e5, 1e6,
                                    1e7, 1e8, 1e9, 1e10, 1e11, 1e12};
    double size = fabs((double)value);
    if (!(size >= 1e-4 && size < 1e9)) return 0;
    int before = 9; /* digits before the point; −3: three zeros after it */
    while (size * powers[9 - before] < 1e8) before--;
    double scaled = size * powers[9 - before];
    uint32_t digits = (uint32_t)scaled;
    double rest = scaled - digits;
    if (fabs(rest - 0.5) < 1e-6 || digits >= 999999999) return 0;
    digits += rest > 0.5;
    char all[] = "0000000000000"; /* zeros before the digits, which end at 13 */
    for (int i = 12; digits; i--, digits /= 10) all[i] = (char)('0' + digits % 10);
    int first = before > 0 ? 4 : 3 + before, end = 13; /* from the digit before the point on */
    int point = before > 0 ? 4 + before : first + 1;
    while (end > point && all[end - 1] == '0') end--;
    char *to = text;
    *to = '-';
    to += value < 0;
    memcpy(to, all + first, (size_t)(point - first));
    to += point - first;
    *to = '.';
    to += end > point;
    memcpy(to, all + point, (size_t)(end - point));
    return (size_t)(to + (end - point) - text);
}

/* CSV readers know "nan" and "inf", which JSON cannot say. */
static size_t csv_text(float value, char text[OUT_NUMBER_MAX])
{
    size_t n = short_text(value, text);
    if (n > 0) return n;
    if (isfinite(value))
        float_text(value, text);
    else
        snprintf(text, OUT_NUMBER_MAX, "%s", isnan(value) ? "nan" : value > 0 ? "inf" : "-inf");
    return strlen(text);
}

size_t out_csv_floats(FILE *out, const float *values, size_t n)
{
    char text[100 * OUT_NUMBER_MAX];
    size_t used = 0, before = 0;
    for (size_t i = 0; i < n; i++) {
        if (used + OUT_NUMBER_MAX + 1 > sizeof text) {
            fwrite(text, 1, used, out);
            before += used;
            used = 0;
        }
        if (i > 0) text[used++] = ',';
        used += csv_text(values[i], text + used);
    }
    text[used++] = '\n'; /* there is room: the last number was checked with its comma */
    fwrite(text, 1, used, out);
    return before + used;
}

void out_csv_float(FILE *out, float value)
{
    char text[OUT_NUMBER_MAX];
    size_t len = csv_text(value, text);
    fwrite(text, 1, len, out);
}
