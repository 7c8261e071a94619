/* Which tokens read which row, beside a scan of the tokens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/usage.h"

static void check(const struct usage *u, const uint32_t *ids, size_t count, uint32_t index)
{
    size_t got, at = 0;
    const uint32_t *tokens = usage_of(u, index, &got);
    for (size_t i = 0; i < count; i++)
        if (ids[i] == index) {
            assert_true(at < got);
            assert_int_equal(tokens[at++], i);
        }
    assert_int_equal(at, got);
    assert_true(got || !tokens);
}

static void test_against_a_scan(void **state)
{
    (void)state;
    struct usage u = USAGE_EMPTY;
    struct err e;
    uint32_t ids[700];
    static const uint32_t scales[] = {1, 7, 2047, 2048, 2049, 1u << 22, UINT32_MAX};
    srand(5);
    for (size_t s = 0; s < sizeof scales / sizeof *scales; s++)
        for (size_t count = 0; count < 700; count += 1 + count / 3) {
            for (size_t i = 0; i < count; i++)
                ids[i] = ((uint32_t)rand() << 16 ^ (uint32_t)rand()) % scales[s];
            assert_true(usage_update(&u, ids, count, &e));
            for (size_t i = 0; i < count; i++)
                check(&u, ids, count, ids[i]);
            for (int i = 0; i < 20; i++)
                check(&u, ids, count, (uint32_t)rand() % scales[s]);
            check(&u, ids, count, UINT32_MAX);
        }
    usage_free(&u);
}

static void test_the_same_again_is_not_sorted(void **state)
{
    (void)state;
    struct usage u = USAGE_EMPTY;
    struct err e;
    uint32_t ids[] = {3, 1, 3, 0};
    assert_true(usage_update(&u, ids, 4, &e));
    assert_true(usage_update(&u, ids, 4, &e));
    assert_int_equal(u.sorted, 1);
    ids[3] = 3;
    assert_true(usage_update(&u, ids, 4, &e));
    assert_int_equal(u.sorted, 2);
    check(&u, ids, 4, 3);
    assert_true(usage_update(&u, ids, 3, &e));
    assert_int_equal(u.sorted, 3);
    check(&u, ids, 3, 3);
    assert_true(usage_update(&u, NULL, 0, &e));
    check(&u, ids, 0, 3);
    usage_free(&u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_a_scan),
        cmocka_unit_test(test_the_same_again_is_not_sorted),
    };
    return cmocka_run_group_tests_name("usage", tests, NULL, NULL);
}
