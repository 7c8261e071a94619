#include "formats/text_out.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/safe.h"
#include "base/unicode.h"
#include "base/utf8.h"

/* Room for "-1.7976931348623157e+308" and for the 17 characters that %.0f
 * makes of what is below WHOLE_BELOW, with a decimal point of several bytes. */
enum { NUMBER_MAX = 48 };

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
        if (plain) {
            *to++ = *from;
        } else if (!in_point) {
            *to++ = '.';
        }
        in_point = !plain;
    }
    *to = '\0';
}

/* Zero apart: "-0" would be read as an integer, which has no sign to keep. */
static const char *zero_text(double value)
{
    return signbit(value) ? "-0.0" : "0";
}

static void float_text(float value, char text[NUMBER_MAX])
{
    if (fpclassify(value) == FP_ZERO) {
        strcpy(text, zero_text((double)value));
        return;
    }
    snprintf(text, NUMBER_MAX, "%.9g", (double)value);
    put_point(text);
}

void out_float(FILE *out, float value)
{
    char text[NUMBER_MAX] = "null"; /* JSON has no other word for what is no number */
    if (isfinite(value)) {
        float_text(value, text);
    }
    fputs(text, out);
}

static bool reads_back(const char *text, double value)
{
    double again = strtod(text, NULL);
    return memcmp(&again, &value, sizeof value) == 0;
}

static void double_text(double value, char text[NUMBER_MAX])
{
    int digits = 0;
    do { /* 17 digits always suffice (IEEE 754-2019, section 5.12.2) */
        snprintf(text, NUMBER_MAX, "%.*g", ++digits, value);
    } while (digits < 17 && !reads_back(text, value));
    double size = fabs(value);
    if (size >= 1.0 && size < WHOLE_BELOW && strchr(text, 'e')) {
        snprintf(text, NUMBER_MAX, "%.0f", value);
    }
    put_point(text);
}

void out_double(FILE *out, double value)
{
    char text[NUMBER_MAX] = "null";
    if (fpclassify(value) == FP_ZERO) {
        strcpy(text, zero_text(value));
    } else if (isfinite(value)) {
        double_text(value, text);
    }
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
    if (cp == '"' || cp == '\\') {
        fputc('\\', out);
    }
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
    if (quoted) {
        fputc('"', out);
    }
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        char picture[SAFE_MAX];
        i += utf8_decode(text + i, n - i, &cp, NULL);
        fwrite(picture, 1, safe_picture(cp, false, picture), out);
        if (cp == '"') {
            fputc('"', out);
        }
    }
    if (quoted) {
        fputc('"', out);
    }
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

void out_csv_float(FILE *out, float value)
{
    if (isfinite(value)) {
        out_float(out, value);
    } else {
        fputs(isnan(value) ? "nan" : value > 0 ? "inf" : "-inf", out);
    }
}

void out_csv_floats(FILE *out, const float *values, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        fputs(i > 0 ? "," : "", out);
        out_csv_float(out, values[i]);
    }
    fputc('\n', out);
}
