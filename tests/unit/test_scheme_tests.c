/* The four tests of a position encoding against values known otherwise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "named.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/scheme/scheme_tests.h"

struct setting {
    struct posenc waves;
    struct scheme_context c;
};

static const struct scheme_context *at(struct setting *s, int d, uint64_t offset, uint64_t length)
{
    assert_true(posenc_init(&s->waves, d, 10000, LAYOUT_INTERLEAVED, NULL));
    s->c = (struct scheme_context){&s->waves, offset, length, NULL};
    return &s->c;
}

static const struct scheme *named(const char *name)
{
    assert_true(scheme_find(name) >= 0);
    return &schemes[scheme_find(name)];
}

static void near(double value, double want, double tolerance)
{
    if (!(fabs(value - want) <= tolerance)) fail_msg("%.9g where %.9g was expected", value, want);
}

static struct unique_test unique(const char *name, int d, uint64_t length, int count)
{
    struct setting s;
    struct unique_test t;
    assert_true(scheme_unique(named(name), at(&s, d, 5, length), count, &t));
    posenc_free(&s.waves);
    return t;
}

/* Over 200 positions the closest two are 0.24 apart at d = 4 and 1.01 at d = 16
 * (worked out elsewhere in double precision). */
static void closest_positions(void **state)
{
    (void)state;
    struct unique_test t = unique("sinusoidal", 16, 12, 200);
    near(t.distance, 1.01, 0.005);
    assert_int_equal(t.count, 200);
    assert_true(t.a == 0 && t.b == 1 && t.ok && t.dim == 0);
    near(unique("sinusoidal", 4, 12, 200).distance, 0.24, 0.005);
    t = unique("sinusoidal", 2, 12, 200); /* one wave: 44 is 0.0177 beyond seven turns */
    near(t.distance, 2 * sin((44 - 14 * acos(-1)) / 2), 1e-6);
    assert_true(t.a == 0 && t.b == 44 && !t.ok);
    t = unique("none", 16, 12, 200);
    assert_true(t.distance <= 0 && t.usual <= 0 && !t.ok);
    t = unique("index", 16, 12, 200);
    near(t.distance, 4, 1e-6);
    assert_true(t.ok);
    t = unique("normalised", 16, 12, 200); /* of the text's twelve positions only */
    assert_int_equal(t.count, 12);
    near(t.distance, 4.0 / 11, 1e-6);
    assert_true(unique("normalised", 16, 1, 200).ok);
    assert_false(unique("normalised", 16, 1000, 200).ok);
    near(unique("binary", 16, 12, 200).distance, 1, 0);
    assert_false(unique("one-sine", 16, 12, 200).ok);
}

/* The closest two and the usual distance, by the definition. */
static void closest_by_definition(void **state)
{
    (void)state;
    static const int widths[] = {1, 5, 9, 40, 101, 240};
    for (int i = 0; i < scheme_count; i++)
        for (int j = 0; j < 6; j++) {
            enum { N = 40 };
            int d = widths[j];
            struct setting s;
            struct unique_test t;
            const struct scheme_context *c = at(&s, d, 0, N);
            float rows[N][240];
            double best = HUGE_VAL, all = 0;
            for (int a = 0; a < N; a++) scheme_row(&schemes[i], c, (uint64_t)a, 0, d, rows[a]);
            for (int a = 0; a < N; a++)
                for (int b = a + 1; b < N; b++) {
                    double sum = 0;
                    for (int k = 0; k < d; k++)
                        sum += pow((double)rows[a][k] - (double)rows[b][k], 2);
                    best = fmin(best, sqrt(sum));
                    all += sum;
                }
            assert_true(scheme_unique(&schemes[i], c, N, &t));
            near(t.distance, best, 1e-4 * best + 1e-7);
            near(t.usual, sqrt(all / (N * (N - 1) / 2)), 1e-5 * t.usual);
            posenc_free(&s.waves);
        }
}

/* A scheme that does not say that its dimensions are alike is measured in all of them. */
static struct scheme in_all_dimensions(const struct scheme *s)
{
    struct scheme out = *s;
    out.alike = false;
    return out;
}

/* One dimension tells what all of them do, where they are alike. */
static void alike_as_by_all_dimensions(void **state)
{
    (void)state;
    static const int widths[] = {1, 2, 7, 16, 100, 300, 4096};
    for (int i = 0; i < scheme_count; i++)
        for (int j = 0; j < 7 * 40 && schemes[i].alike; j++) {
            int d = widths[j % 7];
            uint64_t step = (uint64_t)j / 7, length = step < 25 ? step : step * step * step;
            struct setting s;
            struct unique_test t, all;
            struct linear_test fit, fit_all;
            struct same_test kept, kept_all;
            const struct scheme whole = in_all_dimensions(&schemes[i]);
            const struct scheme_context *c = at(&s, d, step * 3, length);
            s.waves.layout = j % 2 ? LAYOUT_SPLIT : LAYOUT_INTERLEAVED;
            assert_true(scheme_unique(&schemes[i], c, 200, &t) &&
                        scheme_unique(&whole, c, 200, &all));
            assert_true(t.count == all.count && t.a == all.a && t.b == all.b && t.dim == all.dim &&
                        t.ok == all.ok);
            near(t.distance, all.distance, 1e-14 * d * all.distance);
            near(t.usual, all.usual, 1e-14 * d * all.usual);
            near(t.value_b, all.value_b, 0);
            assert_true(scheme_linear(&schemes[i], c, &fit) && scheme_linear(&whole, c, &fit_all));
            assert_true(fit.ok == fit_all.ok && fit.decided == fit_all.decided &&
                        fit.trivial == fit_all.trivial);
            assert_true(fit.count == fit_all.count && fit.dim == fit_all.dim);
            near(fit.residual, fit_all.residual, 0);
            assert_true(scheme_same(&schemes[i], c, &kept) && scheme_same(&whole, c, &kept_all));
            assert_true(kept.ok == kept_all.ok && kept.end == kept_all.end);
            near(kept.before, kept_all.before, 0);
            near(kept.after, kept_all.after, 0);
            posenc_free(&s.waves);
        }
}

static void bounded(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double low, high, later_high;
        bool ok;
    } cases[] = {
        {"sinusoidal", -1, 1, 1, true}, {"none", 0, 0, 0, true},      {"index", 0, 11, 1011, false},
        {"normalised", 0, 1, 1, true},  {"one-sine", -1, 1, 1, true}, {"binary", 0, 1, 1, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct setting s;
        struct bounded_test t = scheme_bounded(named(cases[i].name), at(&s, 16, 0, 12));
        near(t.low, cases[i].low, 1e-12);
        near(t.high, cases[i].high, 1e-12);
        near(t.later_high, cases[i].later_high, 1e-12);
        assert_int_equal(t.ok, cases[i].ok);
        posenc_free(&s.waves);
    }
}

/* Position 3 of 12 tokens is 3/11 or 3/12; of 16, 3/15 or 3/16. A short text counts as one of four. */
static void same_at_every_length(void **state)
{
    (void)state;
    for (int i = 0; i < scheme_count; i++)
        for (uint64_t length = 0; length < 14; length += 4) {
            struct setting s;
            struct same_test t;
            assert_true(scheme_same(&schemes[i], at(&s, 16, 7, length), &t));
            assert_int_equal(t.ok, !schemes[i].of_text && !schemes[i].limit);
            assert_int_equal(t.end, strcmp(schemes[i].name, "learned") == 0 ? 512 : 0);
            if (schemes[i].of_text) {
                int less = strcmp(schemes[i].name, "normalised") == 0;
                double n = length > 4 ? (double)length : 4;
                near(t.before, 3 / (n - less), 1e-7);
                near(t.after, 3 / (n + 4 - less), 1e-7);
            }
            posenc_free(&s.waves);
        }
}

static struct linear_test linear(const char *name, int d, uint64_t length)
{
    struct setting s;
    struct linear_test t;
    assert_true(scheme_linear(named(name), at(&s, d, 3, length), &t));
    posenc_free(&s.waves);
    return t;
}

/* With no constant at hand the best map of 0, 1, 2 … m to the next is a factor:
 * Σ p(p+1) / Σ p², and what it misses follows. */
static double index_residual(int m)
{
    double squares = 0, products = 0, next = 0;
    for (int p = 0; p < m; p++) {
        squares += p * p;
        products += p * (p + 1);
        next += (p + 1) * (p + 1);
    }
    return sqrt((next - products * products / squares) / m);
}

static void a_shift_is_linear(void **state)
{
    (void)state;
    const int widths[] = {2, 16, 64, 512, 2048};
    for (int i = 0; i < 5; i++) {
        struct linear_test t = linear("sinusoidal", widths[i], 12);
        assert_true(t.ok && t.decided && !t.trivial);
        near(t.residual, 0, 1e-12);
    }
    struct linear_test t = linear("index", 16, 12);
    assert_int_equal(t.count, 33);
    near(t.residual, index_residual(32), 1e-9);
    assert_true(!t.ok && t.decided);
    near(linear("index", 512, 12).residual, index_residual(64), 1e-9);
    near(linear("normalised", 16, 12).residual, index_residual(11), 1e-9);
    assert_false(linear("sinusoidal", 7, 12).ok); /* the last sine has no partner */
    assert_false(linear("sinusoidal", 1, 12).ok);
    assert_false(linear("one-sine", 16, 12).ok);
    assert_false(linear("binary", 16, 12).ok);
    assert_false(linear("binary", 16384, 12).ok);
    assert_true(linear("none", 16, 12).trivial);
    assert_true(linear("none", 16, 12).ok);
}

/* One frequency per column is furthest off where the slowed cosine has lost half a turn. */
static void difference_from_the_truth(void **state)
{
    (void)state;
    struct setting s;
    const struct scheme_context *c = at(&s, 16, 0, 12);
    struct difference most = scheme_difference(named("wrong-column"), named("sinusoidal"), c);
    assert_int_equal(most.position, 6);
    assert_int_equal(most.dim, 1);
    near(most.truth, cos(6), 1e-7);
    near(most.value, cos(6 * pow(10000, -1.0 / 16)), 1e-7);
    most = scheme_difference(named("sinusoidal"), named("sinusoidal"), c);
    near(most.value - most.truth, 0, 0);
    posenc_free(&s.waves);
    c = at(&s, 16, 1000000, 12); /* 10^6 radians in float32 are good to 0.03 */
    most = scheme_difference(named("wrong-single"), named("sinusoidal"), c);
    assert_true(fabs(most.value - most.truth) > 0.01 && fabs(most.value - most.truth) < 0.06);
    posenc_free(&s.waves);
}

/* 44 is near seven turns, 710 near 113 (355/113 is near π). */
static void near_repeats(void **state)
{
    (void)state;
    struct setting s;
    at(&s, 16, 0, 12);
    assert_int_equal(scheme_wave_repeats(&s.waves, 0, 40), 25);
    assert_int_equal(scheme_wave_repeats(&s.waves, 0, 200), 44);
    assert_int_equal(scheme_wave_repeats(&s.waves, 0, 1000), 710);
    near(scheme_wave_apart(&s.waves, 0, 44), 2 * sin((44 - 14 * acos(-1)) / 2), 1e-12);
    near(scheme_wave_apart(&s.waves, 0, 710), 0.00006, 0.000001);
    near(scheme_wave_apart(&s.waves, 1, 44), fabs(2 * sin(44 / sqrt(10) / 2)), 1e-12);
    posenc_free(&s.waves);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closest_positions),
        cmocka_unit_test(closest_by_definition),
        cmocka_unit_test(alike_as_by_all_dimensions),
        cmocka_unit_test(bounded),
        cmocka_unit_test(same_at_every_length),
        cmocka_unit_test(a_shift_is_linear),
        cmocka_unit_test(near_repeats),
        cmocka_unit_test(difference_from_the_truth),
    };
    return cmocka_run_group_tests_name("scheme_tests", tests, NULL, NULL);
}
