/* P and E, bit for bit: every scheme and every law of the start values against tests/data/bits.txt,
 * which bits_oracle.py there computed from the formulas alone. All that a build for another machine
 * has to agree on is in that one file. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/embedding/embedding.h"
#include "core/scheme/scheme.h"

#define VECTORS "tests/data/bits.txt"
#define FEW 4

static float row[POSENC_D_MAX];
static struct posenc waves;

/* What a line of the file is about. */
struct asked {
    const struct scheme *scheme;
    struct scheme_context context;
    struct embedding table;
    uint64_t pos; /* or the index of a row of E */
    int dim, rows;
    char values[80]; /* bits or a hash, as they stand there */
};

static uint32_t bits_of(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static const struct scheme *scheme_named(const char *name)
{
    for (int i = 0; i < scheme_count; i++)
        if (strcmp(schemes[i].name, name) == 0) return &schemes[i];
    fail_msg("no scheme %s", name);
    return NULL;
}

static enum posenc_layout layout_named(const char *name)
{
    for (int i = 0; i < LAYOUT_COUNT; i++)
        if (strcmp(layout_infos[i].name, name) == 0) return (enum posenc_layout)i;
    fail_msg("no layout %s", name);
    return LAYOUT_COUNT;
}

static enum init_kind init_named(const char *name)
{
    for (int i = 0; i < INIT_COUNT; i++)
        if (strcmp(init_infos[i].name, name) == 0) return (enum init_kind)i;
    fail_msg("no start values %s", name);
    return INIT_COUNT;
}

/* A line "p …", or "P …" of whole rows. */
static struct asked asked_of_p(const char *line)
{
    struct asked a = {.rows = 1};
    char scheme[32], layout[32], base[40];
    int d;
    uint64_t offset = 0, length;
    if (line[0] == 'p') {
        assert_int_equal(
            sscanf(line, "p %31s %31s %d %39s %" SCNu64 " %" SCNu64 " %" SCNu64 " %d %79[^\n]",
                   scheme, layout, &d, base, &offset, &length, &a.pos, &a.dim, a.values),
            9);
    } else {
        assert_int_equal(sscanf(line, "P %31s %31s %d %39s %" SCNu64 " %d %79[^\n]", scheme, layout,
                                &d, base, &a.pos, &a.rows, a.values),
                         7);
        offset = a.pos, length = (uint64_t)a.rows;
    }
    a.scheme = scheme_named(scheme);
    assert_true(posenc_init(&waves, d, strtod(base, NULL), layout_named(layout), NULL));
    a.context = (struct scheme_context){.waves = &waves, .offset = offset, .length = length};
    return a;
}

/* A line "e …", or "E …" of whole rows. */
static struct asked asked_of_e(const char *line)
{
    struct asked a = {.rows = 1};
    char init[32];
    int scaled, last;
    assert_int_equal(sscanf(line + 1, "%31s %" SCNu64 " %d %d %" SCNu64 " %d %79[^\n]", init,
                            &a.table.seed, &a.table.d_model, &scaled, &a.pos, &last, a.values),
                     7);
    *(line[0] == 'e' ? &a.dim : &a.rows) = last;
    a.table.init = init_named(init);
    a.table.scale = scaled;
    return a;
}

static int width(const struct asked *a)
{
    return a->scheme ? waves.d_model : a->table.d_model;
}

/* row[0 .. n) = the values from `dim` on, `down` rows below the first one asked for. */
static void compute(const struct asked *a, int down, int n)
{
    if (a->scheme)
        scheme_row(a->scheme, &a->context, a->pos + (uint64_t)down, a->dim, n, row);
    else
        embedding_row(&a->table, (uint32_t)a->pos + (uint32_t)down, a->dim, n, row);
}

static void check_values(const struct asked *a, const char *line)
{
    int n = width(a) - a->dim < FEW ? width(a) - a->dim : FEW;
    const char *at = a->values;
    compute(a, 0, n);
    for (int i = 0; i < n; i++) {
        char *end;
        bool missing = strncmp(at, "nan", 3) == 0;
        uint32_t want = missing ? 0 : (uint32_t)strtoul(at, &end, 16);
        if (missing ? !isnan(row[i]) : bits_of(row[i]) != want)
            fail_msg("value %d is %08" PRIx32 ", %.9g: %s", i, bits_of(row[i]), (double)row[i],
                     line);
        at = missing ? at + 4 : end + 1;
    }
}

static void check_table(const struct asked *a, const char *line)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (int r = 0; r < a->rows; r++) {
        compute(a, r, width(a));
        for (int k = 0; k < width(a); k++)
            for (int byte = 0; byte < 4; byte++)
                hash = (hash ^ (bits_of(row[k]) >> 8 * byte & 0xFF)) * UINT64_C(0x100000001B3);
    }
    if (hash != strtoull(a->values, NULL, 16)) fail_msg("hash is %016" PRIx64 ": %s", hash, line);
}

/* Checks the lines of one kind, and counts them. */
static int check_lines(char kind)
{
    FILE *file = fopen(VECTORS, "r");
    assert_non_null(file);
    char line[256];
    int count = 0;
    while (fgets(line, sizeof line, file)) {
        if (line[0] != kind) continue;
        bool of_p = kind == 'p' || kind == 'P';
        struct asked a = of_p ? asked_of_p(line) : asked_of_e(line);
        (kind == 'p' || kind == 'e' ? check_values : check_table)(&a, line);
        if (of_p) posenc_free(&waves);
        count++;
    }
    fclose(file);
    return count;
}

static void values_of_p(void **state)
{
    (void)state;
    assert_int_equal(check_lines('p'), 200 + 30 * scheme_count);
}

static void tables_of_p(void **state)
{
    (void)state;
    assert_int_equal(check_lines('P'), 4 + 2 * (scheme_count - 1));
}

static void values_of_e(void **state)
{
    (void)state;
    assert_int_equal(check_lines('e'), 300);
}

static void tables_of_e(void **state)
{
    (void)state;
    assert_int_equal(check_lines('E'), INIT_COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_of_p),
        cmocka_unit_test(tables_of_p),
        cmocka_unit_test(values_of_e),
        cmocka_unit_test(tables_of_e),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
