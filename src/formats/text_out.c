#include "formats/text_out.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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
        strcpy(text, zero_text((double)value));
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
    return memcmp(&again, &value, sizeof value) == 0;
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
        strcpy(text, zero_text(value));
    else if (isfinite(value))
        out_double_text(value, text);
    fputs(text, out);
}

/* One character of a JSON string (RFC 8259, section 7), and the unsafe ones
 * escaped too. Those all lie below U+10000, so no surrogate pairs. */
static void put_json(FILE *out, uint32_t cp)
{
    char utf8[4];
    if (uc_unsafe(cp)) {
        fprintf(out, "\\u%04x", (unsigned)cp);
        return;
    }
    if (cp == '"' || cp == '\\') fputc('\\', out);
    fwrite(utf8, 1, utf8_encode(cp, utf8), out);
}

void out_json_string(FILE *out, const char *text, size_t n)
{
    fputc('"', out);
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        i += utf8_decode(text + i, n - i, &cp, NULL);
        put_json(out, cp);
    }
    fputc('"', out);
}

void out_csv_field(FILE *out, const char *text, size_t n)
{
    /* RFC 4180, section 2, rules 6 and 7. Line breaks ask for quotes as well,
     * but are never written: they become pictures. */
    bool quoted = n > 0 && (memchr(text, ',', n) || memchr(text, '"', n));
    if (quoted) fputc('"', out);
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        char picture[SAFE_MAX];
        i += utf8_decode(text + i, n - i, &cp, NULL);
        fwrite(picture, 1, safe_picture(cp, false, picture), out);
        if (cp == '"') fputc('"', out);
    }
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
        strcpy(text, isnan(value) ? "nan" : value > 0 ? "inf" : "-inf");
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
    fwrite(text, 1, csv_text(value, text), out);
}
