/* Exponential, logarithm, softmax and products of training: against values of 40 digits, and the
 * same bits on every instruction set. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "train/net/maths.h"
#include "train/net/train_kernel.h"

#define ORACLE "tests/data/maths_oracle.csv"

static train_exps_kernel *const exps[ISA_COUNT] = ISA_TABLE(train_exps);
static train_logs_kernel *const logs[ISA_COUNT] = ISA_TABLE(train_logs);
static train_softmax_kernel *const softmaxes[ISA_COUNT] = ISA_TABLE(train_softmax);
static train_product_kernel *const products[ISA_COUNT] = ISA_TABLE(train_product);
static train_product_kernel *const turned_products[ISA_COUNT] = ISA_TABLE(train_turned_product);

static bool same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

/* Relative errors below 4.5 and 5 times 2^−53; of a subnormal result half its last place more. */
static void against_oracle(void **state)
{
    (void)state;
    FILE *file = fopen(ORACLE, "r");
    assert_non_null(file);
    double x, near, rest, worst[2] = {0};
    char name[8];
    int rows = 0;
    while (fscanf(file, "%3s,%la,%la,%la\n", name, &x, &near, &rest) == 4) {
        bool log = name[0] == 'l';
        double y = log ? train_log(x) : train_exp(x);
        double off = fabs((y - near) - rest), bound = (log ? 5 : 4.5) * 0x1p-53 * fabs(near);
        if (off > bound + (fabs(near) < DBL_MIN ? 0x1p-1074 : 0))
            fail_msg("%s %.17g: %.17g, off by %.3g", name, x, y, off / fabs(near) * 0x1p53);
        if (fabs(near) >= DBL_MIN) worst[log] = fmax(worst[log], off / fabs(near) * 0x1p53);
        rows++;
    }
    fclose(file);
    assert_int_equal(rows, 1482);
    print_message("# worst: exp %.2f, log %.2f times 2^-53\n", worst[0], worst[1]);
}

static void at_the_ends(void **state)
{
    (void)state;
    assert_true(same(train_exp(0), 1) && same(train_exp(-0.0), 1));
    assert_true(same(train_exp((double)-INFINITY), 0) && same(train_exp(-746), 0));
    assert_true(same(train_exp(-1e300), 0) && train_exp(-745) > 0 && isfinite(train_exp(709.7)));
    assert_true(isinf(train_exp(709.8)) && isinf(train_exp(1e300)) &&
                isinf(train_exp((double)INFINITY)));
    assert_true(isnan(train_exp((double)NAN)) && isnan(train_log((double)NAN)));
    assert_true(same(train_log(1), 0) && isinf(train_log(0)) && train_log(0) < 0);
    assert_true(isnan(train_log(-1)) && isnan(train_log((double)-INFINITY)));
    assert_true(isinf(train_log((double)INFINITY)) && train_log((double)INFINITY) > 0);
}

/* Without taking the maximum off, e^1000 is infinite. 1000 + ln 2 is rounded to 2^−43. */
static void softmax_of_large_numbers(void **state)
{
    (void)state;
    double x[2] = {1000, 1000 + log(2)}, p[2];
    train_softmax(x, 2, p);
    assert_true(fabs(p[0] - 1. / 3) < 0x1p-44 && fabs(p[1] - 2. / 3) < 0x1p-44);
    assert_true(fabs(p[0] + p[1] - 1) < 0x1p-52);
    double one = -5;
    train_softmax(&one, 1, &one);
    assert_true(same(one, 1));
    double low[3] = {-2000, -1000, -1000};
    train_softmax(low, 3, low);
    assert_true(same(low[0], 0) && same(low[1], 0.5) && same(low[2], 0.5));
}

static double between(double low, double high)
{
    return low + (high - low) * (rand() / (double)RAND_MAX);
}

/* Every length up to 70, in place too; e^x and its sum are taken apart here. */
static void softmax_by_parts(void **state)
{
    (void)state;
    srand(3);
    for (int n = 1; n <= 70; n++) {
        double x[70], e[70], want[70], s[8] = {0}, top = (double)-INFINITY;
        for (int j = 0; j < n; j++) top = fmax(top, x[j] = between(-30, 30));
        for (int j = 0; j < n; j++) s[j % 8] += e[j] = train_exp(x[j] - top);
        double sum = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
        for (int j = 0; j < n; j++) want[j] = e[j] / sum;
        for (int isa = 0; isa <= (int)isa_best(); isa++) {
            double out[71];
            memcpy(out, x, sizeof x);
            out[n] = 7;
            softmaxes[isa](out, n, out);
            if (memcmp(out, want, (size_t)n * sizeof *out) != 0 || !same(out[n], 7))
                fail_msg("%s, %d numbers", isa_name((enum isa)isa), n);
        }
        train_softmax(x, n, x);
        assert_memory_equal(x, want, (size_t)n * sizeof *x);
    }
}

static void same_bits_of_exp_and_log(void **state)
{
    (void)state;
    srand(5);
    for (int n = 1; n < 40; n++) {
        double x[40], positive[40], want[2][40], got[40];
        for (int j = 0; j < n; j++) {
            x[j] = between(-760, 720);
            positive[j] = j % 7 == 6 ? 5e-324 : between(0, 20);
            want[0][j] = train_exp(x[j]);
            want[1][j] = train_log(positive[j]);
        }
        for (int isa = 0; isa <= (int)isa_best(); isa++) {
            exps[isa](x, n, got);
            if (memcmp(got, want[0], (size_t)n * sizeof *got) != 0)
                fail_msg("exp, %s, %d numbers", isa_name((enum isa)isa), n);
            logs[isa](positive, n, got);
            if (memcmp(got, want[1], (size_t)n * sizeof *got) != 0)
                fail_msg("log, %s, %d numbers", isa_name((enum isa)isa), n);
        }
    }
}

/* ---- products ---- */

#define SIDE 80 /* of the matrices that those of a product are parts of */

struct matrices {
    double a[SIDE * SIDE], b[SIDE * SIDE], out[SIDE * SIDE];
};

/* Each output by itself, its terms one after the other. */
static void multiply_by_rule(const struct train_product *p)
{
    for (int i = 0; i < p->rows; i++)
        for (int j = 0; j < p->cols; j++) {
            double *out = p->out + (size_t)i * p->out_row + (size_t)j, sum = p->add ? *out : 0;
            for (int k = 0; k < p->inner; k++) {
                double term = p->a[(size_t)i * p->a_row + (size_t)k * p->a_col] *
                              p->b[(size_t)k * p->b_row + (size_t)j];
                sum += term;
            }
            *out = sum;
        }
}

static struct train_product product_of(const struct matrices *m, double *out, int kind)
{
    int rows = 1 + rand() % 40, inner = rand() % 40, cols = 1 + rand() % 70;
    bool across = kind % 2;
    return (struct train_product){.a = m->a + rand() % 5,
                                  .a_row = across ? 1 : SIDE,
                                  .a_col = across ? SIDE : 1,
                                  .b = m->b + rand() % 9,
                                  .b_row = SIDE - (size_t)(kind % 3),
                                  .out = out + rand() % 9,
                                  .out_row = SIDE,
                                  .rows = rows,
                                  .inner = inner,
                                  .cols = cols,
                                  .add = kind % 5 < 2};
}

/* Of all shapes; nothing beside the product is written. */
static void products_by_the_rule(void **state)
{
    (void)state;
    static struct matrices m, by_rule, by_build;
    srand(7);
    for (size_t i = 0; i < SIDE * SIDE; i++) {
        m.a[i] = between(-1, 1);
        m.b[i] = between(-1, 1);
        m.out[i] = between(-1, 1);
    }
    for (int kind = 0; kind < 600; kind++) {
        by_rule = m;
        struct train_product p = product_of(&m, by_rule.out, kind);
        size_t at = (size_t)(p.out - by_rule.out);
        multiply_by_rule(&p);
        for (int isa = 0; isa <= (int)isa_best(); isa++) {
            by_build = m;
            p.out = by_build.out + at;
            products[isa](&p);
            if (memcmp(by_build.out, by_rule.out, sizeof m.out) != 0)
                fail_msg("%s: %d x %d x %d, add %d, kind %d", isa_name((enum isa)isa), p.rows,
                         p.inner, p.cols, p.add, kind);
        }
    }
}

/* Sums of eight: a[i] · b[k], along both. */
static void turn_by_rule(const struct train_product *p)
{
    for (int i = 0; i < p->rows; i++)
        for (int k = 0; k < p->cols; k++) {
            double s[8] = {0};
            for (int j = 0; j < p->inner; j++) {
                double term =
                    p->a[(size_t)i * p->a_row + (size_t)j] * p->b[(size_t)k * p->b_row + (size_t)j];
                s[j % 8] += term;
            }
            p->out[(size_t)i * p->out_row + (size_t)k] =
                ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
        }
}

static void turned_products_by_the_rule(void **state)
{
    (void)state;
    static struct matrices m, by_rule, by_build;
    srand(13);
    for (size_t i = 0; i < SIDE * SIDE; i++) {
        m.a[i] = between(-1, 1);
        m.b[i] = between(-1, 1);
    }
    for (int kind = 0; kind < 400; kind++) {
        by_rule = m;
        struct train_product p = product_of(&m, by_rule.out, 0);
        size_t at = (size_t)(p.out - by_rule.out);
        turn_by_rule(&p);
        for (int isa = 0; isa <= (int)isa_best(); isa++) {
            by_build = m;
            p.out = by_build.out + at;
            turned_products[isa](&p);
            if (memcmp(by_build.out, by_rule.out, sizeof m.out) != 0)
                fail_msg("%s: %d x %d x %d", isa_name((enum isa)isa), p.rows, p.inner, p.cols);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(against_oracle),
        cmocka_unit_test(at_the_ends),
        cmocka_unit_test(softmax_of_large_numbers),
        cmocka_unit_test(softmax_by_parts),
        cmocka_unit_test(same_bits_of_exp_and_log),
        cmocka_unit_test(products_by_the_rule),
        cmocka_unit_test(turned_products_by_the_rule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
