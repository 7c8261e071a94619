/* Rotation, sums of cosines and rises, beside libm's sine and cosine of angles formed in double. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "core/compare/similarity.h"
#include "core/vec/vecstat.h"

static struct err e;

static struct posenc waves_of(int d, enum posenc_layout layout)
{
    struct posenc p;
    assert_true(posenc_init(&p, d, 10000, layout, &e));
    return p;
}

/* ω_i, as the formula says. */
static double omega(int d, int i)
{
    return pow(10000, -2.0 * i / d);
}

static double cosines(int d, double k)
{
    double sum = 0;
    for (int i = 0; i < d / 2; i++) sum += cos(k * omega(d, i));
    return sum;
}

/* The block's numbers are those of the formula. Angles up to 2100 radians, off
 * by a few units in the last place of theirs: 1e-11 is ample. */
static void blocks(void **state)
{
    (void)state;
    for (int layout = 0; layout < 2; layout++) {
        struct posenc p = waves_of(16, (enum posenc_layout)layout);
        for (int i = 0; i < 8; i++)
            for (uint64_t pos = 0; pos <= 2100; pos += 25)
                for (uint64_t k = 0; k <= 500; k += 9) {
                    struct rotation r = rotation_of(&p, i, k, pos);
                    double w = omega(16, i);
                    assert_false(r.lone);
                    assert_true(fabs(r.cosine - cos((double)k * w)) < 1e-11);
                    assert_true(fabs(r.sine - sin((double)k * w)) < 1e-11);
                    assert_true(fabs(r.to[0] - sin((double)(pos + k) * w)) < 1e-11);
                    assert_true(fabs(r.to[1] - cos((double)(pos + k) * w)) < 1e-11);
                    assert_true(r.residual < 1e-15);
                }
        posenc_free(&p);
    }
}

/* Every pair, every position up to 2100: the figure taught is 1e-12; a few
 * roundings of numbers up to 1 make less than 1e-15, at any position. */
static void residuals(void **state)
{
    (void)state;
    static const int dims[] = {2, 7, 16, 64, 512};
    for (size_t n = 0; n < sizeof dims / sizeof *dims; n++) {
        struct posenc p = waves_of(dims[n], LAYOUT_INTERLEAVED);
        for (uint64_t k = 1; k <= 1000; k *= 10) {
            struct rotation_worst w = rotation_check(&p, k, 0, 2101);
            assert_int_equal(w.pairs, dims[n] / 2);
            assert_true(w.residual > 0 && w.residual < 1e-15);
            double there = 0;
            for (int i = 0; i < w.pairs; i++)
                there = fmax(there, rotation_of(&p, i, k, w.position).residual);
            assert_true(fabs(there - w.residual) <= 0);
        }
        assert_true(rotation_check(&p, 3, UINT64_C(1000000000), 50).residual < 1e-15);
        posenc_free(&p);
    }
}

/* The greatest of all at once is the greatest of them one by one, the first of those: every bit. */
static void checks_at_once(void **state)
{
    (void)state;
    static const int dims[] = {1, 2, 126, 127, 128, 129, 130, 700};
    for (size_t n = 0; n < sizeof dims / sizeof *dims; n++) {
        struct posenc p = waves_of(dims[n], n % 2 ? LAYOUT_SPLIT : LAYOUT_INTERLEAVED);
        for (uint64_t k = 0; k < 12; k += 3) {
            uint64_t first = k * k * UINT64_C(1000003);
            struct rotation_worst want = {.pairs = p.d_model / 2, .position = first};
            for (uint64_t pos = first; pos < first + 20; pos++)
                for (int i = 0; i < p.d_model / 2; i++) {
                    double residual = rotation_of(&p, i, k, pos).residual;
                    if (residual > want.residual)
                        want = (struct rotation_worst){residual, want.pairs, pos};
                }
            struct rotation_worst got = rotation_check(&p, k, first, 20);
            assert_true(fabs(got.residual - want.residual) <= 0);
            assert_int_equal(got.pairs, want.pairs);
            assert_int_equal(got.position, want.position);
        }
        posenc_free(&p);
    }
}

static void lone_sine(void **state)
{
    (void)state;
    struct posenc p = waves_of(7, LAYOUT_SPLIT), one = waves_of(1, LAYOUT_INTERLEAVED);
    for (int i = 0; i < 4; i++) assert_int_equal(rotation_of(&p, i, 2, 5).lone, i == 3);
    assert_int_equal(rotation_check(&one, 2, 0, 10).pairs, 0);
    assert_true(rotation_check(&one, 2, 0, 10).residual <= 0);
    posenc_free(&p);
    posenc_free(&one);
}

/* The sum of cosines is the dot product of the float32 rows: each entry is off by
 * at most 2^-24, each product by twice that. */
static void dot_products(void **state)
{
    (void)state;
    float a[512], b[512];
    static const int dims[] = {1, 2, 7, 16, 33, 512};
    for (size_t n = 0; n < sizeof dims / sizeof *dims; n++) {
        int d = dims[n];
        struct posenc p = waves_of(d, n % 2 ? LAYOUT_SPLIT : LAYOUT_INTERLEAVED);
        for (uint64_t pos = 0; pos < 3000; pos += 171)
            for (uint64_t k = 0; k < 100; k += 3) {
                posenc_row(&p, pos, 0, d, a);
                posenc_row(&p, pos + k, 0, d, b);
                assert_true(fabs(similarity_at(&p, pos, k) - vec_dot(a, b, d)) < d * 1.3e-7);
                if (d % 2 == 0)
                    assert_true(fabs(similarity_at(&p, pos, k) - cosines(d, (double)k)) < 1e-10);
            }
        posenc_free(&p);
    }
}

/* Where the cosine to position 0 first rises again, as taught; from libm's cosines. */
static void first_rises(void **state)
{
    (void)state;
    static const int cases[][2] = {{8, 4}, {16, 4}, {64, 6}, {128, 12}, {512, 44}};
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        double values[64];
        bool rises[64];
        for (int k = 0; k < 64; k++) values[k] = cosines(cases[n][0], k) / (cases[n][0] / 2.0);
        similarity_rises(values, 64, 1e-7, rises);
        int first = 0;
        while (!rises[first]) first++;
        assert_int_equal(first, cases[n][1]);
    }
}

static void rises(void **state)
{
    (void)state;
    static const double values[] = {5, 4, 3, 4, 5, 5, 6, 2, 2, 2.05, 2.3, 1, 3};
    static const bool want[] = {0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 1};
    bool got[13];
    similarity_rises(values, 13, 0.1, got);
    assert_memory_equal(got, want, sizeof want);
    static const double up[] = {0, 1, 2, 1, 2};
    static const bool again[] = {0, 0, 0, 0, 1}; /* it rises from the start: not again */
    similarity_rises(up, 5, 0, got);
    assert_memory_equal(got, again, sizeof again);
}

static void spread(void **state)
{
    (void)state;
    static const double toeplitz[] = {9, 4, -1, 4, 9, 4, -1, 4, 9},
                        other[] = {9, 4, -1, 4, 9, 2.5, -1, 2.5, 9.5};
    assert_true(similarity_spread(toeplitz, 3) <= 0);
    assert_true(fabs(similarity_spread(other, 3) - 1.5) < 1e-15);
    assert_true(similarity_spread(other, 0) <= 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks),         cmocka_unit_test(residuals),
        cmocka_unit_test(checks_at_once), cmocka_unit_test(lone_sine),
        cmocka_unit_test(dot_products),   cmocka_unit_test(first_rises),
        cmocka_unit_test(rises),          cmocka_unit_test(spread),
    };
    return cmocka_run_group_tests_name("similarity", tests, NULL, NULL);
}
