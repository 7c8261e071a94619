/* Figures of sums: by hand, and against long double sums over random rows. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/embedding/embedding.h"
#include "core/compare/sumstat.h"

#define NEAR(a, b, within) assert_true(fabs((a) - (b)) <= (within))

static void test_one_by_hand(void **state)
{
    (void)state;
    const float e[] = {3, 4, 0}, p[] = {0, 0, 2}, x[] = {3, 4, 2}, back[] = {-6, -8, 0},
                zero[] = {0, 0, 0};
    struct sum_figures f = sumstat_one(e, p, x, 3);
    NEAR(f.e, 5, 1e-15);
    NEAR(f.p, 2, 1e-15);
    NEAR(f.x, sqrt(29), 1e-15);
    NEAR(f.cosine, 0, 1e-15);
    NEAR(f.degrees, 90, 1e-12);
    NEAR(sumstat_one(e, e, x, 3).degrees, 0, 1e-5); /* arccos is steep at 1 */
    NEAR(sumstat_one(e, back, x, 3).degrees, 180, 1e-5);
    assert_true(isnan(sumstat_one(e, zero, e, 3).cosine));
    assert_true(isnan(sumstat_one(e, zero, e, 3).degrees));
    const float forty_five[] = {1, 1, 0}, axis[] = {1, 0, 0};
    NEAR(sumstat_one(forty_five, axis, x, 3).degrees, 45, 1e-12);
}

static void test_two_by_hand(void **state)
{
    (void)state;
    /* the same word at two places: E twice (1, 2), P (1, 0) and (0, 1) */
    const float a[] = {1, 2, 1, 0, 2, 2}, b[] = {1, 2, 0, 1, 1, 3};
    struct sum_contrast c = sumstat_two(a, b, 2);
    NEAR(c.e, 0, 0);
    NEAR(c.p, sqrt(2), 1e-15);
    NEAR(c.x, sqrt(2), 1e-15);
    NEAR(c.residual, 0, 0);
    NEAR(c.cosine_e, 1, 1e-15);
    NEAR(c.cosine_p, 0, 1e-15);
    NEAR(c.cosine_x, 8 / sqrt(80), 1e-15);
}

static void test_residual_is_float32_rounding(void **state)
{
    (void)state;
    enum { D = 257 };
    static float a[3 * D], b[3 * D];
    uint64_t seed = 7;
    for (int round = 0; round < 200; round++) {
        const double bound =
            2 * 0x1p-23; /* two X below 4 in size, each off by half of 2^-22 at most */
        double worst = 0;
        long double p_sum = 0;
        for (int k = 0; k < 2 * D; k++)
            for (int which = 0; which < 2; which++) {
                seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
                (which ? b : a)[k] = (float)((double)(seed >> 11) / 0x1p53 * 4 - 2);
            }
        for (int k = 0; k < D; k++) {
            a[2 * D + k] = a[k] + a[D + k];
            b[2 * D + k] = b[k] + b[D + k];
            long double left = (long double)a[2 * D + k] - (long double)b[2 * D + k];
            long double right = (long double)a[k] - (long double)b[k] + (long double)a[D + k] -
                                (long double)b[D + k];
            worst = fmax(worst, fabs((double)(left - right)));
            p_sum += ((long double)a[D + k] - (long double)b[D + k]) *
                     ((long double)a[D + k] - (long double)b[D + k]);
        }
        struct sum_contrast c = sumstat_two(a, b, D);
        NEAR(c.residual, worst, 1e-15);
        assert_true(c.residual <= bound && c.residual > 0);
        NEAR(c.p, (double)sqrtl(p_sum), 1e-12);
    }
}

/* The lesson's figures: d = 512, before and after times √d. */
static void test_expected_lengths(void **state)
{
    (void)state;
    static const struct {
        enum init_kind init;
        double off, on;
    } cases[] = {
        {INIT_SCALED_NORMAL, 1, 22.627},
        {INIT_UNIT_NORMAL, 22.627, 512},
        {INIT_SMALL_NORMAL, 0.45255, 10.24},
        {INIT_UNIFORM, 1, 22.627},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct embedding drawn = {1, 512, cases[i].init, false};
        struct row_source off = {&row_source_drawn, &drawn, 512, false},
                          on = {&row_source_drawn, &drawn, 512, true};
        NEAR(sumstat_expected(&off), cases[i].off, cases[i].off * 1e-4);
        NEAR(sumstat_expected(&on), cases[i].on, cases[i].on * 1e-4);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_by_hand),
        cmocka_unit_test(test_two_by_hand),
        cmocka_unit_test(test_residual_is_float32_rounding),
        cmocka_unit_test(test_expected_lengths),
    };
    return cmocka_run_group_tests_name("sumstat", tests, NULL, NULL);
}
