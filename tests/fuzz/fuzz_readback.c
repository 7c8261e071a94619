/* What is written as npy, CSV and JSON, read back by a reader of the formats' own rules: the same
 * bits, the same number of fields and rows, whatever stands in them. */
#include <math.h>

#include "base/safe.h"
#include "formats/npy.h"
#include "formats/text_out.h"

#include "fuzz/fuzz.h"

#define ROOM (1 << 16)
#define FLOATS_MAX 64
#define FIELDS_MAX 12

/* A stream into one buffer that is kept. */
static char written[ROOM];
static FILE *stream;

static FILE *start(void)
{
    if (!stream) stream = fmemopen(written, sizeof written, "w+");
    REQUIRE(stream);
    rewind(stream);
    return stream;
}

static size_t finish(void)
{
    REQUIRE(fflush(stream) == 0);
    long n = ftell(stream);
    REQUIRE(n >= 0 && n < ROOM);
    written[n] = '\0';
    return (size_t)n;
}

static uint32_t bits_of(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/* All that are no numbers are written alike. */
static bool same(float a, float b)
{
    return bits_of(a) == bits_of(b) || (isnan(a) && isnan(b));
}

static size_t take_floats(struct source *s, float out[FLOATS_MAX])
{
    size_t n, bytes;
    const char *from = take_bytes(s, FLOATS_MAX * sizeof *out, &bytes);
    n = bytes / sizeof *out;
    if (n) memcpy(out, from, n * sizeof *out);
    return n;
}

/* The lowest byte first. */
static uint32_t little(const char *bytes, int n)
{
    uint32_t out = 0;
    for (int i = 0; i < n; i++) out |= (uint32_t)(unsigned char)bytes[i] << 8 * i;
    return out;
}

static void read_npy(const float *values, size_t count, uint64_t rows, uint64_t cols)
{
    npy_header(start(), rows, cols);
    npy_floats(stream, values, count);
    size_t n = finish();
    char shape[80];
    REQUIRE(n > 10 && memcmp(written, "\x93NUMPY\x01\x00", 8) == 0);
    size_t header = little(written + 8, 2);
    REQUIRE((header + 10) % 64 == 0 && n == 10 + header + 4 * count);
    REQUIRE(written[10] == '{' && written[10 + header - 1] == '\n');
    snprintf(shape, sizeof shape, "'shape': (%llu, %llu)", (unsigned long long)rows,
             (unsigned long long)cols);
    char *end = memchr(written + 10, '}', header);
    REQUIRE(end);
    *end = '\0';
    REQUIRE(strstr(written + 10, shape) && strstr(written + 10, "'descr': '<f4'") &&
            strstr(written + 10, "'fortran_order': False"));
    for (size_t i = 0; i < count; i++)
        REQUIRE(little(written + 10 + header + 4 * i, 4) == bits_of(values[i]));
}

static void read_csv_floats(const float *values, size_t count)
{
    size_t told = out_csv_floats(start(), values, count), n = finish();
    REQUIRE(told == n && n > 0 && written[n - 1] == '\n');
    char *at = written;
    for (size_t i = 0; i < count; i++) {
        char *end;
        float value = strtof(at, &end);
        REQUIRE(end > at && *end == (i + 1 < count ? ',' : '\n') && same(value, values[i]));
        at = end + 1;
    }
}

/* No number that is not finite has a place in JSON: it is null. */
static void read_json_floats(const float *values, size_t count)
{
    out_json_floats(start(), values, count);
    size_t n = finish();
    REQUIRE(n >= 2 && written[0] == '[' && written[n - 1] == ']');
    char *at = written + 1;
    for (size_t i = 0; i < count; i++) {
        at += strspn(at, " ");
        char *end = at + 4;
        bool finite = isfinite(values[i]) != 0;
        if (finite)
            REQUIRE(same(strtof(at, &end), values[i]) && end > at);
        else
            REQUIRE(strncmp(at, "null", 4) == 0);
        REQUIRE(*end == (i + 1 < count ? ',' : ']'));
        at = end + 1;
    }
}

static void read_double(struct source *s)
{
    size_t n;
    double value = 0, back;
    char text[OUT_NUMBER_MAX];
    const char *from = take_bytes(s, sizeof value, &n);
    if (n < sizeof value) return;
    memcpy(&value, from, sizeof value);
    if (!isfinite(value) || fpclassify(value) == FP_ZERO) return;
    out_double_text(value, text);
    REQUIRE(strlen(text) < sizeof text);
    back = strtod(text, NULL);
    REQUIRE(memcmp(&back, &value, sizeof value) == 0);
}

/* Reads the field at `at` as RFC 4180 has it; returns where it ends. */
static const char *read_field(const char *at, struct str *out)
{
    str_clear(out);
    if (*at != '"') {
        size_t n = strcspn(at, ",\n\r");
        REQUIRE(memchr(at, '"', n) == NULL);
        str_add(out, at, n);
        return at + n;
    }
    for (at++; *at != '"' || at[1] == '"'; at++) {
        REQUIRE(*at);
        str_addc(out, *at);
        at += *at == '"';
    }
    return at + 1;
}

/* The code point that a field has at `at`: as it is, or by its picture. */
static size_t read_picture(const char *at, size_t n, uint32_t *cp)
{
    static const char front[] = "\xE2\x9F\xA8U+", end[] = "\xE2\x9F\xA9";
    if (n > sizeof front && memcmp(at, front, sizeof front - 1) == 0) {
        char *stop;
        *cp = (uint32_t)strtoul(at + sizeof front - 1, &stop, 16);
        REQUIRE(memcmp(stop, end, sizeof end - 1) == 0);
        return (size_t)(stop - at) + sizeof end - 1;
    }
    size_t step = utf8_decode(at, n, cp, NULL);
    if (*cp == 0x2421) *cp = 0x7F;
    if (*cp >= 0x2400 && *cp <= 0x241F) *cp -= 0x2400;
    return step;
}

/* Whether a field says these bytes, code point by code point; malformed ones are U+FFFD. */
static bool says(const char *field, size_t len, const char *bytes, size_t n)
{
    while (n && len) {
        uint32_t wanted, cp;
        size_t step = utf8_decode(bytes, n, &wanted, NULL), read = read_picture(field, len, &cp);
        if (cp != wanted) return false;
        bytes += step;
        n -= step;
        field += read;
        len -= read;
    }
    return !n && !len;
}

/* A row of fields with any bytes: as many fields come back, each of them safe, and each says its
 * bytes, if after a mark that keeps spreadsheets from running it. */
static void read_csv_row(struct source *s)
{
    static struct str field;
    struct {
        const char *bytes;
        size_t n;
    } fields[FIELDS_MAX];
    int count = 0;
    start();
    while (count < FIELDS_MAX && s->left) {
        fields[count].bytes = take_bytes(s, take_byte(s) % 40, &fields[count].n);
        if (count) fputc(',', stream);
        out_csv_field(stream, fields[count].bytes, fields[count].n);
        count++;
    }
    fputc('\n', stream);
    require_safe(written, finish(), true);
    const char *at = written;
    for (int i = 0; i < count; i++, at++) {
        at = read_field(at, &field);
        REQUIRE(*at == (i + 1 < count ? ',' : '\n'));
        const char *text = str_text(&field);
        REQUIRE(says(text, field.len, fields[i].bytes, fields[i].n) ||
                (*text == '\'' && says(text + 1, field.len - 1, fields[i].bytes, fields[i].n)));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct source s = {data, size};
    float values[FLOATS_MAX];
    unsigned kind = take_byte(&s);
    uint64_t rows = take_below(&s, 1 << 24) << kind % 40, cols = take_below(&s, 1 << 16);
    read_double(&s);
    if (kind & 1) {
        read_csv_row(&s);
        return 0;
    }
    size_t count = take_floats(&s, values);
    read_npy(values, count, rows, cols);
    if (count) read_csv_floats(values, count);
    read_json_floats(values, count);
    return 0;
}
