/* Points are those of one pair at a time, and worked out only where they are not there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/points.h"

static struct posenc waves_of(int d, double base)
{
    struct posenc p;
    struct err e;
    assert_true(posenc_init(&p, d, base, LAYOUT_SPLIT, &e));
    return p;
}

static void assert_right(struct points *k, const struct posenc *p, uint64_t pos)
{
    const double *got = points_at(k, p, pos);
    for (int i = 0; i < p->pairs; i++) {
        double want[2];
        posenc_point(p, i, pos, &want[0], &want[1]);
        assert_memory_equal(&got[i], &want[0], sizeof *want);
        assert_memory_equal(&got[p->pairs + i], &want[1], sizeof *want);
    }
}

static void any_positions(void **state)
{
    (void)state;
    struct points k = POINTS_EMPTY;
    srand(7);
    for (int round = 0; round < 30; round++) {
        struct posenc p = waves_of(1 + rand() % 3 * 50, rand() % 2 ? 10000 : 500);
        assert_true(points_set(&k, &p));
        for (int i = 0; i < 40; i++)
            assert_right(&k, &p, (uint64_t)(rand() % 12) * UINT64_C(1000000007));
        posenc_free(&p);
    }
    points_free(&k);
}

/* One position on, its own and those shifted from it: after the first, the shifted one alone is new. */
static void what_is_new(void **state)
{
    (void)state;
    struct points k = POINTS_EMPTY;
    struct posenc p = waves_of(64, 10000), other = waves_of(64, 10001);
    assert_true(points_set(&k, &p));
    for (uint64_t pos = 100; pos < 120; pos++) {
        uint64_t computed = k.computed;
        points_at(&k, &p, 3);
        points_at(&k, &p, pos);
        points_at(&k, &p, pos + 3);
        assert_true(points_set(&k, &p));
        assert_int_equal(k.computed - computed, pos == 100 ? 3 : pos < 103 ? 2 : 1);
    }
    assert_true(points_set(&k, &other));
    assert_right(&k, &other, 119);
    posenc_free(&p);
    posenc_free(&other);
    points_free(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_positions),
        cmocka_unit_test(what_is_new),
    };
    return cmocka_run_group_tests_name("points", tests, NULL, NULL);
}
