/* Blocks of rows on every instruction set: one value whatever the way it was computed,
 * and that the float32 nearest to the true one. `make sweep` looks at many more. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/posenc/posenc_kernel.h"

#define ORACLE "tests/data/posenc_oracle.csv"
#define SAMPLE "tests/data/posenc_sample.csv"
#define SHARED "../shared/vectors/pe_mpfr.csv"
#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

static const int widths[] = {1, 2, 3, 7, 16, 31, 32, 33, 64, 65, 127, 300, 512, 1023};
static const double bases[] = {1 + DBL_EPSILON, 1.01,  2,        500,    10000, 1e6,
                               0x1p60,          1e100, 0x1p1000, DBL_MAX};
static const uint64_t positions[] = {0,
                                     1,
                                     2,
                                     31,
                                     32,
                                     33,
                                     34,
                                     9999990,
                                     (UINT64_C(1) << 32) - 20,
                                     1000000000,
                                     UINT64_C(1000000000000)};

static uint64_t random_bits(void)
{
    static uint64_t x = 88172645463325252u; /* xorshift, Marsaglia 2003 */
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    return x;
}

static int random_below(int n)
{
    return (int)(random_bits() % (uint64_t)n);
}

static struct posenc waves(int d, double base, enum posenc_layout layout)
{
    struct posenc p;
    struct err e;
    assert_true(posenc_init(&p, d, base, layout, &e));
    return p;
}

/* Calls check(build) for every build that can run here. */
static void each_build(void (*check)(enum isa isa, posenc_rows_function *rows))
{
    for (int isa = 0; isa < ISA_COUNT; isa++) {
        if (((enum isa)isa <= isa_best())) {
            assert_non_null(posenc_rows_builds[isa]);
            check((enum isa)isa, posenc_rows_builds[isa]);
        }
    }
}

/* ---- The nearest float32 ---- */

/* Lines "set,pos,dim,d_model,base,value,bits" of a file; how many. */
static int each_line(const char *path, posenc_rows_function *rows)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    char line[256];
    int count = 0;
    while (fgets(line, sizeof line, file)) {
        uint64_t pos;
        int k, d;
        double base, value;
        uint32_t want, got;
        if (sscanf(line, "%*[a-z],%" SCNu64 ",%d,%d,%la,%la,%" SCNx32, &pos, &k, &d, &base, &value,
                   &want) != 6 ||
            pos >= POSENC_POS_MAX)
            continue;
        struct posenc p = waves(d, base, LAYOUT_INTERLEAVED);
        /* as a single row, and inside of a block that begins up to 40 rows before */
        uint64_t before = pos < 40 ? pos : (uint64_t)random_below(40);
        float block[60];
        rows(&p, &(struct posenc_block){pos, 1, k, 1}, block, 1);
        memcpy(&got, block, sizeof got);
        bool same = got == want;
        rows(&p, &(struct posenc_block){pos - before, 60, k, 1}, block, 1);
        memcpy(&got, block + before, sizeof got);
        if (!same || got != want) fail_msg("%08" PRIx32 " for %s", got, line);
        posenc_free(&p);
        count++;
    }
    fclose(file);
    return count;
}

static void check_oracles(enum isa isa, posenc_rows_function *rows)
{
    int oracle = each_line(ORACLE, rows), sample = each_line(SAMPLE, rows);
    assert_true(oracle > 1400 && sample == 120);
    FILE *shared = fopen(SHARED, "r");
    int more = shared ? each_line(SHARED, rows) : 0;
    if (shared) {
        fclose(shared);
        assert_int_equal(more, 1164);
    }
    print_message("posenc_rows, %s: %d values are the oracles'\n", isa_name(isa),
                  oracle + sample + more);
}

static void against_oracles(void **state)
{
    (void)state;
    each_build(check_oracles);
    FILE *shared = fopen(SHARED, "r");
    if (!shared) {
        print_message("skipped: %s is not there\n", SHARED);
        return;
    }
    fclose(shared);
}

/* The slow way alone, which the fast ones seldom take. */
static void exact_against_oracle(void **state)
{
    (void)state;
    FILE *file = fopen(ORACLE, "r");
    assert_non_null(file);
    char line[256];
    int count = 0;
    while (fgets(line, sizeof line, file)) {
        uint64_t pos;
        int k, d;
        double base, value;
        uint32_t want, got;
        if (sscanf(line, "%*[a-z],%" SCNu64 ",%d,%d,%la,%la,%" SCNx32, &pos, &k, &d, &base, &value,
                   &want) == 6) {
            float nearest = posenc_exact(base, d, k / 2, pos, k % 2);
            memcpy(&got, &nearest, sizeof got);
            if (got != want) fail_msg("%08" PRIx32 " for %s", got, line);
            count++;
        }
    }
    fclose(file);
    assert_true(count > 1400);
}

/* ω is a power of two, 2^−half, and pos · ω midway between two float32: the sine, a little
 * smaller, is nearest to the lower one, which rounding to even would miss half the time. */
static void ties(void **state)
{
    (void)state;
    for (int half = 80; half <= 150; half += 10) {
        struct posenc p = waves(4, ldexp(1, 2 * half), LAYOUT_INTERLEAVED);
        const uint64_t first = (UINT64_C(1) << 24) + 1; /* 25 bits, one more than a float32 has */
        float got[400];
        posenc_rows(&p, &(struct posenc_block){first, 400, 2, 1}, got, 1);
        for (int i = 0; i < 400; i += 2) {
            float below = (float)ldexp((double)(first - 1 + (uint64_t)i), -half);
            assert_memory_equal(&got[i], &below, sizeof below);
        }
        posenc_free(&p);
    }
    /* Below 2^−126 a float32 has fewer bits: multiples of 2^−149. */
    struct posenc p = waves(4, 0x1p300, LAYOUT_INTERLEAVED);
    float got[400];
    posenc_rows(&p, &(struct posenc_block){0, 400, 2, 1}, got, 1);
    for (int i = 0; i < 400; i++) {
        float below = (float)ldexp(i / 2, -149);
        assert_memory_equal(&got[i], &below, sizeof below);
    }
    posenc_free(&p);
}

/* ---- One value, whatever the way ---- */

/* Rows one by one, each whole, and the block: a window of them with a stride, anywhere. */
static void check_block(posenc_rows_function *rows, const struct posenc *p, uint64_t pos)
{
    static float row[POSENC_D_MAX], block[1 << 17];
    int d = p->d_model, k0 = random_below(3) ? random_below(d) : 0;
    int n = random_below(3) ? 1 + random_below(d - k0) : d - k0;
    size_t stride = (size_t)(n + random_below(2) * random_below(20)),
           count = 1 + (size_t)random_below(300);
    size_t shift = 1 + (size_t)random_below(20); /* alignments */
    while (count * stride + shift + 1 > sizeof block / sizeof *block) count /= 2;
    if (pos + count > POSENC_POS_MAX) pos = POSENC_POS_MAX - count;
    const float mark = -7;
    for (size_t i = 0; i <= count * stride + shift; i++) block[i] = mark;
    rows(p, &(struct posenc_block){pos, count, k0, n}, block + shift, stride);
    size_t unwritten = count * stride + shift + 1 - count * (size_t)n, marks = 0;
    for (size_t i = 0; i <= count * stride + shift; i++)
        marks += memcmp(&block[i], &mark, sizeof mark) == 0;
    assert_int_equal(marks, unwritten); /* nothing else is written */
    for (size_t i = 0; i < count; i += 1 + (size_t)random_below(3)) {
        rows(p, &(struct posenc_block){pos + i, 1, 0, d}, row, (size_t)d);
        assert_memory_equal(block + shift + i * stride, row + k0, (size_t)n * sizeof *row);
    }
}

static void check_blocks(enum isa isa, posenc_rows_function *rows)
{
    (void)isa;
    for (int i = 0; i < 600; i++) {
        struct posenc p =
            waves(widths[random_below(COUNT(widths))], bases[random_below(COUNT(bases))],
                  (enum posenc_layout)random_below(2));
        bool round = random_below(2);
        check_block(rows, &p,
                    round ? positions[random_below(COUNT(positions))]
                          : random_bits() >> (24 + random_below(38)));
        check_block(rows, &p, POSENC_POS_MAX - 1);
        posenc_free(&p);
    }
}

static void block_is_its_rows(void **state)
{
    (void)state;
    each_build(check_blocks);
}

static uint64_t hash_of(const float *values, size_t n)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a over words */
    for (size_t i = 0; i < n; i++) {
        uint32_t bits;
        memcpy(&bits, &values[i], sizeof bits);
        hash = (hash ^ bits) * UINT64_C(1099511628211);
    }
    return hash;
}

/* A block that is written past the caches, of both layouts, aligned and not. */
static uint64_t streamed[2];

static void check_streamed(enum isa isa, posenc_rows_function *rows)
{
    size_t count = 5000, d = 1000, stride = 1008;
    float *out = aligned_alloc(64, (count + 1) * stride * sizeof *out), row[1000];
    assert_non_null(out);
    for (int layout = 0; layout < 2; layout++) {
        struct posenc p = waves((int)d, 10000, (enum posenc_layout)layout);
        for (size_t shift = 0; shift < 2; shift++) {
            memset(out, 0, (count + 1) * stride * sizeof *out);
            rows(&p, &(struct posenc_block){1000000, count, 0, (int)d}, out + shift, stride);
            for (size_t i = 0; i < count; i += 37) {
                rows(&p, &(struct posenc_block){1000000 + i, 1, 0, (int)d}, row, d);
                assert_memory_equal(out + shift + i * stride, row, sizeof row);
            }
            uint64_t hash = hash_of(out + shift, count * stride);
            assert_true((isa == ISA_PLAIN && shift == 0) || hash == streamed[layout]);
            streamed[layout] = hash;
        }
        posenc_free(&p);
    }
    free(out);
}

static void large_blocks(void **state)
{
    (void)state;
    each_build(check_streamed);
}

/* The same bits from every build, over a million values; and the nearest float32 where
 * they are compared with the slow way. */
static void builds_agree(void **state)
{
    (void)state;
    static float out[ISA_COUNT][50 * 700];
    int values = 0;
    for (int i = 0; i < 100; i++) {
        struct posenc p = waves(1 + random_below(700), bases[random_below(COUNT(bases))],
                                (enum posenc_layout)random_below(2));
        size_t d = (size_t)p.d_model;
        uint64_t pos = random_bits() >> (24 + random_below(38));
        pos = pos < POSENC_POS_MAX - 50 ? pos : POSENC_POS_MAX - 50;
        for (int isa = 0; isa < ISA_COUNT; isa++) {
            if (((enum isa)isa <= isa_best())) {
                posenc_rows_builds[isa](&p, &(struct posenc_block){pos, 50, 0, p.d_model}, out[isa],
                                        d);
                assert_memory_equal(out[isa], out[ISA_PLAIN], 50 * d * sizeof **out);
            }
        }
        for (int j = 0; j < 10; j++) {
            bool cosine;
            int row = random_below(50), k = random_below(p.d_model),
                pair = posenc_pair(&p, k, &cosine);
            float want = posenc_exact(p.base, p.d_model, pair, pos + (uint64_t)row, cosine);
            assert_memory_equal(&out[ISA_PLAIN][(size_t)row * d + (size_t)k], &want, sizeof want);
        }
        values += 50 * p.d_model;
        posenc_free(&p);
    }
    assert_true(values > 1000000);
}

/* Blocks in which the end of a value's error is a tie, as make sweep found one. */
static void check_tie_at_the_end(enum isa isa, posenc_rows_function *rows)
{
    (void)isa;
    struct posenc p = waves(93, 0x1.0309828ef6f66p+0, LAYOUT_SPLIT);
    float out[300], want = posenc_exact(p.base, p.d_model, 12, 271, false);
    for (size_t count = 272; count <= 300; count++) {
        rows(&p, &(struct posenc_block){0, count, 12, 1}, out, 1);
        assert_memory_equal(&out[271], &want, sizeof want);
    }
    posenc_free(&p);
}

static void tie_at_the_end(void **state)
{
    (void)state;
    each_build(check_tie_at_the_end);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(against_oracles),
        cmocka_unit_test(exact_against_oracle),
        cmocka_unit_test(ties),
        cmocka_unit_test(block_is_its_rows),
        cmocka_unit_test(large_blocks),
        cmocka_unit_test(builds_agree),
        cmocka_unit_test(tie_at_the_end),
    };
    return cmocka_run_group_tests_name("posenc_rows", tests, NULL, NULL);
}
