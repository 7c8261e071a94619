#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "core/vec/vecstat.h"

#define MAX 67

static bool same(double a, double b)
{
    return !(a < b || a > b) && !isnan(a) && !isnan(b);
}

/* Products of small whole numbers add up exactly, whatever the order: no tolerance. */
static void whole_numbers(void **state)
{
    (void)state;
    float a[MAX + 1], b[MAX + 1];
    for (int k = 0; k <= MAX; k++) {
        a[k] = (float)((k * 37 + 11) % 101 - 50);
        b[k] = (float)((k * 53 + 29) % 97 - 48);
    }
    long dot = 0, square = 0;
    for (int n = 0; n <= MAX; n++) {
        assert_true(same(vec_dot(a, b, n), (double)dot));
        assert_true(same(vec_norm(a, n), sqrt((double)square)));
        dot += (long)a[n] * (long)b[n];
        square += (long)a[n] * (long)a[n];
    }
}

/* The last entry counts, and none after it. */
static void ends(void **state)
{
    (void)state;
    for (int n = 1; n <= MAX; n++) {
        float a[MAX + 1] = {0}, b[MAX + 1] = {0};
        a[n - 1] = 3;
        b[n - 1] = -5;
        a[n] = b[n] = NAN;
        assert_true(same(vec_dot(a, b, n), -15));
        assert_true(same(vec_norm(a, n), 3));
        assert_true(same(vec_cosine(a, b, n), -1));
    }
}

static void cosines(void **state)
{
    (void)state;
    const float x[3] = {1, 2, 2}, zero[3] = {0}, y[3] = {2, -1, 0}, diagonal[2] = {1, 1},
                axis[2] = {0, 4};
    assert_true(isnan(vec_cosine(x, zero, 3))); /* the zero vector has no angle */
    assert_true(isnan(vec_cosine(zero, zero, 3)));
    assert_true(isnan(vec_cosine(x, x, 0)));
    assert_true(same(vec_cosine(x, y, 3), 0));
    assert_true(fabs(vec_cosine(diagonal, axis, 2) - sqrt(0.5)) <
                2 * DBL_EPSILON); /* three roundings */
    /* A vector against its own multiples: ±1 to rounding, never past it. */
    for (int n = 1; n <= MAX; n++) {
        float a[MAX], b[MAX], c[MAX];
        for (int k = 0; k < n; k++) {
            a[k] = sinf((float)(k * n + 1));
            b[k] = 4 * a[k];
            c[k] = -a[k] / 8;
        }
        double alike = vec_cosine(a, b, n), opposite = vec_cosine(a, c, n);
        assert_true(alike <= 1 && alike > 1 - 4 * DBL_EPSILON);
        assert_true(opposite >= -1 && opposite < -1 + 4 * DBL_EPSILON);
    }
}

/* Sums are in double: no overflow or underflow of float32 entries, and what float32 would lose is kept. */
static void extremes(void **state)
{
    (void)state;
    const float large[2] = {FLT_MAX, FLT_MAX}, tiny[2] = {FLT_TRUE_MIN, FLT_TRUE_MIN};
    const float mixed[3] = {16777216, 1, -16777216}, ones[3] = {1, 1, 1};
    double want = sqrt(2) * (double)FLT_MAX;
    assert_true(fabs(vec_norm(large, 2) - want) < want * 2 * DBL_EPSILON);
    want = sqrt(2) * (double)FLT_TRUE_MIN;
    assert_true(fabs(vec_norm(tiny, 2) - want) < want * 2 * DBL_EPSILON);
    assert_true(fabs(vec_cosine(large, tiny, 2) - 1) < 4 * DBL_EPSILON);
    assert_true(same(vec_dot(mixed, ones, 3), 1));
}

/* The sum in the order that vecstat_kernel.c states. */
static double in_order(const float *a, const float *b, int n)
{
    double sum[16] = {0};
    for (int k = 0; k < n; k++) sum[k % 16] += (double)a[k] * (double)b[k];
    for (int half = 8; half >= 1; half /= 2)
        for (int i = 0; i < half; i++) sum[i] += sum[i + half];
    return sum[0];
}

/* Every build, for every length and alignment: the bits of that order. */
static void instruction_sets(void **state)
{
    (void)state;
    static vec_dot_kernel *const dots[ISA_COUNT] = ISA_TABLE(vec_dot);
    enum { MOST = 300 };
    float a[MOST + 8], b[MOST + 8];
    for (int k = 0; k < MOST + 8; k++) {
        a[k] = ldexpf(sinf((float)(k * k)), k % 13);
        b[k] = cosf((float)k * 1.7f);
    }
    for (int n = 0; n <= MOST; n++) {
        const float *x = a + n % 5, *y = b + n % 7;
        const double want = in_order(x, y, n);
        double got = vec_dot(x, y, n);
        assert_memory_equal(&got, &want, sizeof got);
        for (int isa = 0; isa < ISA_COUNT; isa++) {
            if (!((enum isa)isa <= isa_best())) continue;
            double dot = dots[isa](x, y, n);
            assert_memory_equal(&dot, &want, sizeof dot);
        }
    }
}

/* Of one row with many, by every build: the bits of one by one, for numbers of rows and lengths on
 * either side of what is done at a time. */
static void with_many(void **state)
{
    (void)state;
    static vec_dots_kernel *const builds[ISA_COUNT] = ISA_TABLE(vec_dots);
    static const int counts[] = {0, 1, 2, 31, 32, 33, 70},
                     lengths[] = {0, 1, 15, 16, 33, 1023, 1024, 1025, 2100};
    enum { ROWS = 70, MOST = 2100 };
    static float rows[ROWS + 1][MOST];
    const float *b[ROWS];
    for (int j = 0; j <= ROWS; j++)
        for (int k = 0; k < MOST; k++)
            rows[j][k] = ldexpf(sinf((float)(k * (j + 1) + 1)), (j + k) % 13);
    for (int j = 0; j < ROWS; j++) b[j] = rows[j + 1];
    for (int i = 0; i < 7 * 9; i++) {
        int count = counts[i % 7], n = lengths[i / 7];
        double want[ROWS + 1], got[ROWS + 1];
        for (int j = 0; j <= ROWS; j++) want[j] = j < count ? in_order(rows[0], b[j], n) : -1;
        for (int isa = -1; isa < ISA_COUNT; isa++) {
            if (isa >= 0 && !((enum isa)isa <= isa_best())) continue;
            for (int j = 0; j <= ROWS; j++) got[j] = -1;
            (isa < 0 ? vec_dots : builds[isa])(rows[0], b, count, n, got);
            assert_memory_equal(got, want, sizeof want);
        }
    }
}

/* For every length, the largest in every place. */
static void largest(void **state)
{
    (void)state;
    assert_true(same(vec_largest(NULL, 0), 0) && same(vec_farthest(NULL, NULL, 0), 0));
    for (int n = 1; n <= MAX; n++)
        for (int at = 0; at < n; at++) {
            float a[MAX + 1], b[MAX + 1];
            double far = 0;
            for (int k = 0; k < n; k++) {
                a[k] = sinf((float)(k * n));
                b[k] = (float)k * 0x1p-30f - 1;
                a[k] = k == at ? (n % 2 ? -3.5f : 3.5f) : a[k];
                far = fmax(far, fabs((double)a[k] - (double)b[k]));
            }
            a[n] = b[n] = 100; /* not looked at */
            assert_true(same(vec_largest(a, n), 3.5) && same(vec_farthest(a, b, n), far));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers),    cmocka_unit_test(ends),
        cmocka_unit_test(cosines),          cmocka_unit_test(extremes),
        cmocka_unit_test(instruction_sets), cmocka_unit_test(with_many),
        cmocka_unit_test(largest),
    };
    return cmocka_run_group_tests_name("vecstat", tests, NULL, NULL);
}
