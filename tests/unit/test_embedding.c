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
#include "core/embedding/embedding_kernel.h"
#include "within.h"

#define ORACLE "tests/data/embedding_oracle.csv"

static embedding_kernel *const builds[ISA_COUNT] = ISA_TABLE(embedding_draws);

static struct embedding table(enum init_kind init, uint64_t seed, int d_model, bool scale)
{
    return (struct embedding){.seed = seed, .d_model = d_model, .init = init, .scale = scale};
}

static float entry(const struct embedding *e, uint32_t index, int k)
{
    float value;
    embedding_row(e, index, k, 1, &value);
    return value;
}

/* The whole row e, index by the build for one instruction set. */
static void row_by(enum isa isa, const struct embedding *e, uint32_t index, float *row)
{
    struct embedding_draws of = {e->seed, e->init == INIT_UNIFORM, embedding_factor(e), 0};
    builds[isa](&of, index, 0, e->d_model, row);
}

/* Against correctly rounded values of an independent Philox and Box-Muller (see
 * tests/data/embedding_oracle.py): no tolerance, on any instruction set. */
static void against_oracle(void **state)
{
    (void)state;
    static float row[16384];
    FILE *file = fopen(ORACLE, "r");
    assert_non_null(file);
    char line[128];
    int rows = 0;
    while (fgets(line, sizeof line, file)) {
        struct embedding e;
        uint32_t index, want;
        int init, scale, k;
        if (sscanf(line, "%" SCNu64 ",%" SCNu32 ",%d,%d,%d,%d,%" SCNx32, &e.seed, &index,
                   &e.d_model, &init, &scale, &k, &want) != 7)
            continue;
        e.init = (enum init_kind)init;
        e.scale = scale;
        for (int isa = 0; isa < ISA_COUNT; isa++) {
            if (!((enum isa)isa <= isa_best())) continue;
            row_by((enum isa)isa, &e, index, row);
            if (memcmp(&row[k], &want, sizeof want) != 0)
                fail_msg("%s: %.9g for %s", isa_name((enum isa)isa), (double)row[k], line);
        }
        float alone = entry(&e, index, k);
        assert_memory_equal(&alone, &want, sizeof want);
        rows++;
    }
    fclose(file);
    assert_true(rows > 1000);
}

/* Philox of counter and key 0 as the paper's authors give it (Random123, kat_vectors):
 * the words 6627e8d5 e169c58d bc57ac4c 9b00dbd8, whose upper 53 bits make the draws. */
static void known_answer(void **state)
{
    (void)state;
    const uint64_t words[2] = {UINT64_C(0xe169c58d6627e8d5), UINT64_C(0x9b00dbd8bc57ac4c)};
    struct embedding e = table(INIT_UNIFORM, 0, 16, true);
    for (int k = 0; k < 2; k++) {
        double want = sqrt(3) * ((double)(words[k] >> 11) * 0x1p-52 - 1);
        assert_true(fabs((double)entry(&e, 0, k) - want) <= fabs(want) * 0x1p-24);
    }
}

/* Philox4x32-10 as its paper describes it (Salmon et al., SC11, section 3.3), one block at a time. */
static void philox(uint32_t x[4], uint64_t seed)
{
    uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
    for (int round = 0; round < 10; round++) {
        uint64_t a = UINT64_C(0xD2511F53) * x[0], b = UINT64_C(0xCD9E8D57) * x[2];
        const uint32_t next[4] = {(uint32_t)(b >> 32) ^ x[1] ^ key[0], (uint32_t)b,
                                  (uint32_t)(a >> 32) ^ x[3] ^ key[1], (uint32_t)a};
        memcpy(x, next, sizeof next);
        key[0] += 0x9E3779B9u;
        key[1] += 0xBB67AE85u;
    }
}

/* Words of any counter and key; and rows of streams, whose counter's third word is not 0. */
static void words_and_streams(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (uint32_t i = 0; i < 1000; i++) {
        seed = seed * UINT64_C(6364136223846793005) + i;
        const uint32_t counter[4] = {i, (uint32_t)(seed >> 33), i * 2654435761u, (uint32_t)~seed};
        uint32_t got[4], want[4];
        memcpy(want, counter, sizeof want);
        philox(want, seed);
        embedding_words(seed, counter, got);
        assert_memory_equal(got, want, sizeof want);
    }
    struct embedding e = table(INIT_UNIFORM, seed, 5, false);
    for (uint32_t stream = 0; stream < 10; stream++) {
        float row[5];
        embedding_stream_row(&e, stream, 7, row);
        for (uint32_t k = 0; k < 5; k++) {
            uint32_t x[4] = {k / 2, 7, stream, 0};
            philox(x, seed);
            uint64_t bits = (uint64_t)x[k % 2 * 2 + 1] << 32 | x[k % 2 * 2];
            double want = sqrt(3. / 5) * ((double)(bits >> 11) * 0x1p-52 - 1);
            assert_true(fabs((double)row[k] - want) <= fabs(want) * 0x1p-23);
        }
    }
}

/* A million normal draws against the formula in libm's functions. Both are within some
 * 10 · 2^−53 of the true value, so the rounded ones are the same or neighbours, and
 * neighbours once in 2^24 or more: one is allowed. */
static void against_libm(void **state)
{
    (void)state;
    static float row[16384];
    int neighbours = 0;
    for (uint32_t index = 0; index < 64; index++) {
        struct embedding e =
            table(INIT_UNIT_NORMAL, UINT64_C(0x9E3779B97F4A7C15) * index, 16384, false);
        embedding_row(&e, index, 0, 16384, row);
        for (uint32_t k = 0; k < 16384; k++) {
            uint32_t x[4] = {k / 2, index, 0, 0};
            philox(x, e.seed);
            uint64_t a = (uint64_t)x[1] << 32 | x[0], b = (uint64_t)x[3] << 32 | x[2];
            double radius = sqrt(-2 * log((double)((a >> 11) + 1) * 0x1p-53));
            double angle = (double)b * 0x1p-63 * 3.14159265358979323846;
            /* Near multiples of a quarter turn, libm's own angle is not good enough. */
            if (fabs(remainder(angle, 3.14159265358979323846 / 2)) < 1e-3) continue;
            float want = (float)(radius * (k % 2 ? sin(angle) : cos(angle)));
            neighbours += row[k] < want || row[k] > want;
            assert_true(fabsf(row[k] - want) <= fabsf(want) * 0x1p-23f);
        }
    }
    assert_within(neighbours, 0, 1);
}

/* Any window of any row: the same bits by every build, and nothing else is written. */
static void instruction_sets(void **state)
{
    (void)state;
    enum { MOST = 700 };
    static float whole[1024 + MOST], piece[MOST + 2];
    uint64_t random = 1;
    for (int round = 0; round < 4000; round++) {
        random = random * UINT64_C(6364136223846793005) + 1442695040888963407;
        uint32_t index = (uint32_t)(random >> 40);
        int k0 = (int)(random >> 30 & 1023), n = (int)((random >> 20) % MOST);
        struct embedding_draws of = {random, random >> 63, 0.7, 0};
        builds[ISA_PLAIN](&of, index, 0, k0 + n, whole);
        for (int isa = 0; isa < ISA_COUNT; isa++) {
            if (!((enum isa)isa <= isa_best())) continue;
            piece[0] = piece[n + 1] = 123;
            builds[isa](&of, index, k0, n, piece + 1);
            assert_memory_equal(piece + 1, whole + k0, (size_t)n * sizeof *piece);
            assert_true(piece[0] > 122 && piece[n + 1] > 122);
        }
    }
}

/* Down a column stand the entries of the rows, past the last index too (it begins again). */
static void columns(void **state)
{
    (void)state;
    enum { MOST = 150 };
    static embedding_kernel *const column_builds[ISA_COUNT] = ISA_TABLE(embedding_column);
    for (int n = 0; n <= MOST; n++) {
        struct embedding e = table((enum init_kind)(n % INIT_COUNT), 77, 512, n % 2);
        uint32_t index = n % 3 ? (uint32_t)n : UINT32_MAX - 40;
        int k = n * 7 % 512;
        float column[MOST + 1], by_build[MOST + 1];
        column[n] = by_build[n] = 123;
        embedding_column(&e, index, n, k, column);
        for (int i = 0; i < n; i++) {
            float want = entry(&e, index + (uint32_t)i, k);
            assert_memory_equal(&column[i], &want, sizeof want);
        }
        for (int isa = 0; isa < ISA_COUNT; isa++) {
            if (!((enum isa)isa <= isa_best())) continue;
            struct embedding_draws of = {e.seed, e.init == INIT_UNIFORM, embedding_factor(&e), 0};
            column_builds[isa](&of, index, k, n, by_build);
            assert_memory_equal(by_build, column, (size_t)(n + 1) * sizeof *column);
        }
        assert_true(column[n] > 122);
    }
}

/* Spread times √d, as said in the header. Tolerance: three roundings. */
static void factors(void **state)
{
    (void)state;
    const struct {
        enum init_kind init;
        int d;
        bool scale;
        double want;
    } cases[] = {
        {INIT_SCALED_NORMAL, 512, false, 0.04419417382415922},
        {INIT_SCALED_NORMAL, 512, true, 1},
        {INIT_SCALED_NORMAL, 1, false, 1},
        {INIT_UNIT_NORMAL, 512, false, 1},
        {INIT_UNIT_NORMAL, 512, true, 22.627416997969522},
        {INIT_UNIT_NORMAL, 16384, true, 128},
        {INIT_SMALL_NORMAL, 512, false, 0.02},
        {INIT_SMALL_NORMAL, 512, true, 0.45254833995939042},
        {INIT_UNIFORM, 16, false, 0.25},
        {INIT_UNIFORM, 16, true, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct embedding e = table(cases[i].init, 1, cases[i].d, cases[i].scale);
        assert_true(fabs(embedding_factor(&e) - cases[i].want) <= 4e-16 * cases[i].want);
    }
    for (int d = 1; d <= 16384; d++) { /* exactly 1, so that no entry moves with d */
        struct embedding e = table(INIT_SCALED_NORMAL, 1, d, true);
        assert_true(embedding_factor(&e) >= 1 && embedding_factor(&e) <= 1);
    }
}

static void names(void **state)
{
    (void)state;
    for (int i = 0; i < INIT_COUNT; i++) {
        assert_true(strlen(init_infos[i].name) > 0 && strlen(init_infos[i].label) > 0);
        for (int j = 0; j < i; j++) assert_string_not_equal(init_infos[i].name, init_infos[j].name);
    }
    assert_string_equal(init_infos[INIT_SCALED_NORMAL].name, "scaled-normal");
    assert_string_equal(init_infos[INIT_SCALED_NORMAL].label, "N(0, 1/d)");
}

/* Every window of a row is a piece of the whole row, whatever its ends. */
static void windows(void **state)
{
    (void)state;
    enum { D = 33 };
    for (int init = 0; init < INIT_COUNT; init++) {
        struct embedding e = table((enum init_kind)init, 7, D, true);
        float row[D], piece[D + 2];
        embedding_row(&e, 5, 0, D, row);
        for (int k0 = 0; k0 <= D; k0++) {
            for (int n = 0; n <= D - k0; n++) {
                piece[0] = piece[n + 1] = 123;
                embedding_row(&e, 5, k0, n, piece + 1);
                assert_memory_equal(piece + 1, row + k0, (size_t)n * sizeof *row);
                assert_true(piece[0] > 122 && piece[n + 1] > 122); /* nothing else is written */
            }
        }
    }
}

/* A row's first entries are the same draws when d_model grows: the same floats
 * where the factor does not depend on it, else the same z (to float32 rounding). */
static void growing_width(void **state)
{
    (void)state;
    static float small[16384], large[16384];
    for (int init = 0; init < INIT_COUNT; init++) {
        for (int scale = 0; scale < 2; scale++) {
            struct embedding wide = table((enum init_kind)init, 3, 16384, scale);
            embedding_row(&wide, 9, 0, 16384, large);
            double factor = embedding_factor(&wide);
            for (int d = 1; d < 16384; d = d * 3 + 1) {
                struct embedding e = table((enum init_kind)init, 3, d, scale);
                embedding_row(&e, 9, 0, d, small);
                double own = embedding_factor(&e);
                if (!(own < factor || own > factor))
                    assert_memory_equal(small, large, (size_t)d * sizeof *small);
                for (int k = 0; k < d; k++) {
                    double z = (double)large[k] / factor;
                    assert_true(fabs((double)small[k] / own - z) <= fabs(z) * 0x1p-22);
                }
            }
        }
    }
}

/* Another seed, row or dimension is another draw, at the ends of their ranges too. */
static void all_different(void **state)
{
    (void)state;
    const uint64_t seeds[] = {0, 1, 2, UINT64_C(1) << 32, UINT64_MAX};
    const uint32_t indices[] = {0, 1, 1u << 16, 1u << 31, UINT32_MAX - 1, UINT32_MAX};
    const int dims[] = {0, 1, 2, 3, 16382, 16383};
    enum { COUNT = 5 * 6 * 6 };
    for (int init = 0; init < INIT_COUNT; init++) {
        float seen[COUNT];
        int n = 0;
        for (int i = 0; i < COUNT; i++) {
            struct embedding e = table((enum init_kind)init, seeds[i / 36], 16384, false);
            float value = entry(&e, indices[i / 6 % 6], dims[i % 6]);
            assert_true(isfinite(value));
            for (int j = 0; j < n; j++) assert_true(value < seen[j] || value > seen[j]);
            seen[n++] = value;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(against_oracle),    cmocka_unit_test(known_answer),
        cmocka_unit_test(words_and_streams), cmocka_unit_test(against_libm),
        cmocka_unit_test(instruction_sets),  cmocka_unit_test(columns),
        cmocka_unit_test(factors),           cmocka_unit_test(names),
        cmocka_unit_test(windows),           cmocka_unit_test(growing_width),
        cmocka_unit_test(all_different),
    };
    return cmocka_run_group_tests_name("embedding", tests, NULL, NULL);
}
