/* Two positions on the circles of the pairs, against libm's long double functions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>

#include "core/posenc/apart.h"

static struct posenc waves;

static void start(int d, enum posenc_layout layout)
{
    struct err e;
    assert_true(posenc_init(&waves, d, 10000, layout, &e));
}

static struct posenc_spot at(double position)
{
    return (struct posenc_spot){(uint64_t)position, position - floor(position)};
}

static long double angle_of(int pair, double position)
{
    return (long double)position * powl(10000, -2.0L * pair / waves.d_model);
}

static void check_pair(int pair, double a, double b)
{
    const struct posenc_spot spots[2] = {at(a), at(b)};
    struct posenc_apart apart = posenc_apart(&waves, pair, spots);
    long double x = angle_of(pair, a), y = angle_of(pair, b);
    bool lone = posenc_dim(&waves, pair, true) < 0;
    assert_true(fabs(apart.sine - (double)(sinl(x) - sinl(y))) < 1e-12);
    assert_true(fabs(apart.cosine - (lone ? 0 : (double)(cosl(x) - cosl(y)))) < 1e-12);
    long double chord = lone ? fabsl(sinl(x) - sinl(y)) : 2 * fabsl(sinl((x - y) / 2));
    assert_true(fabs(apart.distance - (double)chord) < 1e-12);
}

/* The chord of the circle is 2 |sin| of half the angle between, wherever the two stand. */
static void test_chords(void **state)
{
    (void)state;
    static const int ds[] = {1, 2, 7, 16, 64};
    static const double places[] = {0, 1, 9.6, 44, 710, 2047, 99999.5};
    for (int layout = 0; layout < LAYOUT_COUNT; layout++)
        for (size_t i = 0; i < sizeof ds / sizeof *ds; i++) {
            start(ds[i], (enum posenc_layout)layout);
            for (int pair = 0; pair < waves.pairs; pair++)
                for (size_t a = 0; a < 7; a++)
                    for (size_t b = 0; b < 7; b++) check_pair(pair, places[a], places[b]);
            posenc_free(&waves);
        }
}

/* 0 and 44, and 0 and 710, nearly meet on the fastest wave; one of divisor 10 tells them apart. */
static void test_known_meetings(void **state)
{
    (void)state;
    start(8, LAYOUT_INTERLEAVED);
    struct posenc_spot spots[2] = {at(0), at(44)};
    struct posenc_meeting m = posenc_meet(&waves, 0, spots);
    assert_true(m.meet && m.turned);
    assert_int_equal(m.near, 0);
    assert_true(fabs(m.near_distance - 0.0177) < 0.00005);
    assert_true(fabs(posenc_apart(&waves, 0, spots).sine + 0.0177) < 0.00005);
    assert_int_equal(m.far, 1);
    assert_true(fabs(posenc_apart(&waves, 1, spots).sine - 0.9516) < 0.00005);
    spots[1] = at(710);
    m = posenc_meet(&waves, 7, spots); /* a slow pair is selected: it is told of the fast one */
    assert_int_equal(m.near, 0);
    assert_true(fabs(m.near_distance - 0.00006) < 0.000005);
    assert_true(fabs(posenc_apart(&waves, 1, spots).sine + 0.9511) < 0.00005);
    posenc_free(&waves);
}

/* A slow pair has not come round: that it is near is another thing. */
static void test_slow_pairs(void **state)
{
    (void)state;
    start(16, LAYOUT_INTERLEAVED);
    struct posenc_spot spots[2] = {at(7), at(0)};
    struct posenc_meeting m = posenc_meet(&waves, 14, spots);
    assert_true(m.meet && !m.turned);
    assert_int_equal(m.near, 7);
    assert_int_equal(m.far, 2); /* 0.69, the first that is POSENC_FAR from there on */
    m = posenc_meet(&waves, 2, spots);
    assert_false(m.meet);
    assert_int_equal(m.near, 1);
    assert_int_equal(m.far, 1);
    posenc_free(&waves);
    start(2, LAYOUT_INTERLEAVED); /* there is no other pair */
    spots[0] = at(44);
    m = posenc_meet(&waves, 0, spots);
    assert_true(m.meet);
    assert_int_equal(m.far, 0);
    assert_true(m.far_distance < POSENC_FAR);
    posenc_free(&waves);
}

/* Brute force over all positions. */
static void test_twins(void **state)
{
    (void)state;
    start(16, LAYOUT_INTERLEAVED);
    for (int pair = 0; pair < 4; pair++)
        for (uint64_t position = 0; position < 50; position++) {
            uint64_t twin = 0, best = 0;
            long double nearest = 9;
            for (uint64_t k = 0; k <= 60; k++) {
                long double x = angle_of(pair, (double)position), y = angle_of(pair, (double)k);
                if (cosl(x) * cosl(y) >= 0 || fabsl(sinl(x) - sinl(y)) >= nearest) continue;
                nearest = fabsl(sinl(x) - sinl(y));
                best = k;
            }
            assert_int_equal(posenc_twin(&waves, pair, position, 0, 60, &twin), nearest < 9);
            if (nearest < 9) assert_int_equal(twin, best);
        }
    uint64_t twin;
    assert_true(posenc_twin(&waves, 1, 1, 0, 11, &twin));
    assert_int_equal(twin, 9);
    assert_false(posenc_twin(&waves, 7, 1, 0, 11, &twin)); /* a slow one is on one side only */
    posenc_free(&waves);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chords),
        cmocka_unit_test(test_known_meetings),
        cmocka_unit_test(test_slow_pairs),
        cmocka_unit_test(test_twins),
    };
    return cmocka_run_group_tests_name("apart", tests, NULL, NULL);
}
