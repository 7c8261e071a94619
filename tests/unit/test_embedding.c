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

#include "core/embedding.h"

#define ORACLE "tests/data/embedding_oracle.csv"

/* Draws for the statistics: a table of rows of this width. */
#define ROWS 2048
#define WIDTH 512
#define DRAWS (ROWS * WIDTH)

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

/* Against an independent Philox and Box-Muller (tests/data/embedding_oracle.py).
 * Tolerance: 1 float32 unit in the last place. */
static void against_oracle(void **state)
{
    (void)state;
    FILE *file = fopen(ORACLE, "r");
    assert_non_null(file);
    char line[128];
    int rows = 0;
    while (fgets(line, sizeof line, file)) {
        struct embedding e;
        uint32_t index, want, got;
        int init, scale, k;
        if (sscanf(line, "%" SCNu64 ",%" SCNu32 ",%d,%d,%d,%d,%" SCNx32, &e.seed, &index, &e.d_model, &init,
                   &scale, &k, &want) != 7) {
            continue;
        }
        e.init = (enum init_kind)init;
        e.scale = scale;
        float value = entry(&e, index, k);
        memcpy(&got, &value, sizeof got);
        if (llabs((int64_t)got - (int64_t)want) > 1) {
            fail_msg("%08" PRIx32 " for %s", got, line);
        }
        rows++;
    }
    fclose(file);
    assert_true(rows > 200);
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
        for (int j = 0; j < i; j++) {
            assert_string_not_equal(init_infos[i].name, init_infos[j].name);
        }
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
                if (!(own < factor || own > factor)) {
                    assert_memory_equal(small, large, (size_t)d * sizeof *small);
                }
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
            for (int j = 0; j < n; j++) {
                assert_true(value < seen[j] || value > seen[j]);
            }
            seen[n++] = value;
        }
    }
}

/* The unit-variance draws z of a table of ROWS x WIDTH. */
static double *draws(enum init_kind init)
{
    static float row[WIDTH];
    static double z[DRAWS];
    struct embedding e = table(init, 20170612, WIDTH, true);
    for (uint32_t r = 0; r < ROWS; r++) {
        embedding_row(&e, r, 0, WIDTH, row);
        for (int k = 0; k < WIDTH; k++) {
            z[r * WIDTH + (uint32_t)k] = (double)row[k];
        }
    }
    return z;
}

static double mean_power(const double *z, int power)
{
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
        sum += pow(z[i], power);
    }
    return sum / DRAWS;
}

/* Mean of the products of draws `apart` entries apart in the table. */
static double correlation(const double *z, int apart)
{
    double sum = 0;
    for (int i = 0; i + apart < DRAWS; i++) {
        sum += z[i] * z[i + apart];
    }
    return sum / (DRAWS - apart);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double normal_cdf(double x)
{
    return 0.5 * erfc(-x / sqrt(2));
}

static double uniform_cdf(double x)
{
    return 0.5 + x / sqrt(12);
}

/* The Kolmogorov-Smirnov statistic √n · sup |F_n − F|. Sorts z. */
static double kolmogorov_smirnov(double *z, double (*cdf)(double))
{
    qsort(z, DRAWS, sizeof *z, compare);
    double worst = 0;
    for (int i = 0; i < DRAWS; i++) {
        double f = cdf(z[i]);
        worst = fmax(worst, fmax(f - i / (double)DRAWS, (i + 1) / (double)DRAWS - f));
    }
    return worst * sqrt(DRAWS);
}

/* Tolerances: 4 standard errors for moments and correlations of n = 2^20 draws (mean and
 * correlation 1/√n; variance √((μ4 − 1)/n), fourth moment √((μ8 − μ4²)/n)); for
 * √n · D, 1.95, which 0.1 % of good generators exceed. The draws are fixed. */
static void check_law(enum init_kind init, double mu4, double mu8, double (*cdf)(double))
{
    double *z = draws(init);
    double sigma = 4 / sqrt(DRAWS);
    assert_true(fabs(mean_power(z, 1)) < sigma);
    assert_true(fabs(mean_power(z, 2) - 1) < sigma * sqrt(mu4 - 1));
    assert_true(fabs(mean_power(z, 3)) < sigma * sqrt(mu4 * 5)); /* μ6 ≤ 5 μ4 for both laws */
    assert_true(fabs(mean_power(z, 4) - mu4) < sigma * sqrt(mu8 - mu4 * mu4));
    const int apart[] = {1, 2, 3, WIDTH - 1, WIDTH, WIDTH + 1, 2 * WIDTH};
    for (size_t i = 0; i < sizeof apart / sizeof apart[0]; i++) {
        assert_true(fabs(correlation(z, apart[i])) < sigma);
    }
    double ks = kolmogorov_smirnov(z, cdf);
    print_message("embedding: %s: Kolmogorov-Smirnov %.2f, from %.3f to %.3f\n", init_infos[init].name, ks,
                  z[0], z[DRAWS - 1]);
    assert_true(ks < 1.95);
}

/* Moments of N(0, 1): 1, 3, 15, 105. */
static void normal_law(void **state)
{
    (void)state;
    check_law(INIT_SCALED_NORMAL, 3, 105, normal_cdf);
}

/* Moments of the uniform law on [−√3, √3): 3^(n/2)/(n + 1), so 1, 9/5, 27/7, 9. */
static void uniform_law(void **state)
{
    (void)state;
    check_law(INIT_UNIFORM, 9.0 / 5, 9, uniform_cdf);
    double *z = draws(INIT_UNIFORM);
    for (int i = 0; i < DRAWS; i++) {
        assert_true(z[i] >= (double)-sqrtf(3) && z[i] <= (double)sqrtf(3));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(against_oracle), cmocka_unit_test(factors),       cmocka_unit_test(names),
        cmocka_unit_test(windows),        cmocka_unit_test(growing_width), cmocka_unit_test(all_different),
        cmocka_unit_test(normal_law),     cmocka_unit_test(uniform_law),
    };
    return cmocka_run_group_tests_name("embedding", tests, NULL, NULL);
}
