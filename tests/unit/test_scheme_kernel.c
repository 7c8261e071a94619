/* The sums behind the tests of schemes: by every build for an instruction set, against
 * the same sums written out plainly. No tolerance: the order of additions is part of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "core/scheme/scheme_kernel.h"

#define ROWS 40
#define WIDTH 150
#define LENGTH 40

static uint64_t random_state = 1;

/* -1 … 1 in coarse or fine steps. */
static double draw(int steps)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)((int)((random_state >> 33) % (unsigned)(2 * steps + 1)) - steps) / steps;
}

/* The first SCHEME_HEAD dimensions in turn, the others in the order of core/vec/lane_sums.h; differences
 * are rounded to float32 first. */
static double squared_distance(const float *a, const float *b, int d)
{
    double head = 0, sum[16] = {0};
    for (int k = 0; k < d; k++) {
        float apart = a[k] - b[k];
        double square = (double)apart * (double)apart;
        if (k < SCHEME_HEAD)
            head += square;
        else
            sum[(k - SCHEME_HEAD) % 16] += square;
    }
    for (int half = 8; half >= 1; half /= 2)
        for (int i = 0; i < half; i++) sum[i] += sum[i + half];
    return head + sum[0];
}

static void closest(void **state)
{
    (void)state;
    static scheme_closest_kernel *const builds[ISA_COUNT] = ISA_TABLE(scheme_closest);
    static float rows[ROWS * WIDTH], blocks[(ROWS + SCHEME_BLOCK) * SCHEME_HEAD];
    for (int round = 0; round < 400; round++) {
        int n = 2 + round % (ROWS - 1), d = 1 + round % WIDTH, steps = round % 3 ? 100000 : 2;
        double best = HUGE_VAL, tie = 1e-5;
        int first[2] = {0, 0};
        for (int i = 0; i < n * d; i++) rows[i] = (float)draw(steps);
        for (int a = 0; a < n; a++)
            for (int b = a + 1; b < n; b++) {
                double distance = squared_distance(rows + a * d, rows + b * d, d);
                if (!(distance < best * (1 - tie))) continue;
                best = distance;
                first[0] = a;
                first[1] = b;
            }
        for (int isa = 0; isa < ISA_COUNT; isa++) {
            int a = -1, b = -1;
            if (!((enum isa)isa <= isa_best())) continue;
            double got = builds[isa](rows, n, d, tie, blocks, &a, &b);
            assert_memory_equal(&got, &best, sizeof got);
            assert_true(a == first[0] && b == first[1]);
        }
    }
}

static void apart(void **state)
{
    (void)state;
    static scheme_apart_kernel *const builds[ISA_COUNT] = ISA_TABLE(scheme_apart);
    static float rows[ROWS * WIDTH];
    for (int d = 1; d <= WIDTH; d++) {
        double want = 0, by_definition = 0;
        for (int i = 0; i < ROWS * d; i++) rows[i] = (float)draw(100000);
        for (int k = 0; k < d; k++) {
            double sum = 0, squares = 0;
            for (int i = 0; i < ROWS; i++) {
                float x = rows[i * d + k] - rows[k];
                sum += (double)x;
                squares += (double)x * (double)x;
            }
            want += fmax(0, ROWS * squares - sum * sum);
        }
        for (int a = 0; a < ROWS; a++)
            for (int b = a + 1; b < ROWS; b++)
                by_definition += squared_distance(rows + a * d, rows + b * d, d);
        assert_true(fabs(want - by_definition) <= 1e-6 * by_definition);
        for (int isa = 0; isa < ISA_COUNT; isa++) {
            if (!((enum isa)isa <= isa_best())) continue;
            double got = builds[isa](rows, ROWS, d);
            assert_memory_equal(&got, &want, sizeof got);
        }
    }
}

static double dot(const double *a, const double *b, int m)
{
    double sum = 0;
    for (int i = 0; i < m; i++) sum += a[i] * b[i];
    return sum;
}

static double left_of(const double *column, const double *basis, int rank, int m)
{
    double v[LENGTH];
    memcpy(v, column, (size_t)m * sizeof *v);
    for (int pass = 0; pass < 2; pass++)
        for (int j = 0; j < rank; j++) {
            double along = dot(v, basis + j * m, m);
            for (int i = 0; i < m; i++) v[i] -= along * basis[j * m + i];
        }
    return sqrt(dot(v, v, m));
}

static void left(void **state)
{
    (void)state;
    static scheme_left_kernel *const builds[ISA_COUNT] = ISA_TABLE(scheme_left);
    static double columns[SCHEME_COLUMNS * LENGTH], basis[LENGTH * LENGTH],
        scratch[LENGTH * SCHEME_COLUMNS];
    for (int round = 0; round < 300; round++) {
        int m = 1 + round % LENGTH, rank = round % (m + 1), count = 1 + round % SCHEME_COLUMNS;
        for (int i = 0; i < SCHEME_COLUMNS * LENGTH; i++) columns[i] = draw(100000);
        for (int i = 0; i < rank * m; i++)
            basis[i] = draw(100000) / m; /* not orthonormal: the operations are what is tested */
        for (int isa = 0; isa < ISA_COUNT; isa++) {
            double got[SCHEME_COLUMNS];
            if (!((enum isa)isa <= isa_best())) continue;
            builds[isa](columns, count, basis, rank, m, scratch, got);
            for (int c = 0; c < count; c++) {
                double want = left_of(columns + c * m, basis, rank, m);
                assert_memory_equal(&got[c], &want, sizeof want);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closest),
        cmocka_unit_test(apart),
        cmocka_unit_test(left),
    };
    return cmocka_run_group_tests_name("scheme_kernel", tests, NULL, NULL);
}
