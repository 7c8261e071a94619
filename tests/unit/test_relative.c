/* Rotary angles and linear biases against values worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "core/compare/similarity.h"

static void near(double value, double want)
{
    if (!(fabs(value - want) <= 1e-12 * (1 + fabs(want))))
        fail_msg("%.17g where %.17g was expected", value, want);
}

static void angles(void **state)
{
    (void)state;
    struct posenc waves;
    assert_true(posenc_init(&waves, 16, 10000, LAYOUT_INTERLEAVED, NULL));
    near(rope_angle(&waves, 0, 7, 0), 7);
    near(rope_angle(&waves, 2, 7, 0), 7 / sqrt(10));
    near(rope_angle(&waves, 3, 7, 0), 7 / sqrt(10));
    near(rope_angle(&waves, 2, 1007, 1000), 7 / sqrt(10)); /* where the two stand does not matter */
    near(rope_angle(&waves, 2, 0, 7), -7 / sqrt(10));
    near(rope_angle(&waves, 15, 5, 5), 0);
    posenc_free(&waves);
}

/* Eight heads have the slopes 1/2, 1/4 … 1/256, as the paper lists them; for 16 they start at 2^−0.5. */
static void slopes(void **state)
{
    (void)state;
    for (int head = 1; head <= 8; head++) near(alibi_slope(head, 8), 1.0 / (1 << head));
    const double half_power = 0x1.6a09e667f3bcdp-1; /* the double nearest to √½ */
    double slope = alibi_slope(1, 16);
    assert_memory_equal(&slope, &half_power, sizeof slope);
    near(alibi_slope(16, 16), 1.0 / 256);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(angles), cmocka_unit_test(slopes)};
    return cmocka_run_group_tests_name("relative", tests, NULL, NULL);
}
