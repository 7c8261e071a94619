/* Which tokens read which row, beside a scan of the tokens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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
            assert_true(usage_update(&u, ids, count, 0, &e));
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
    assert_true(usage_update(&u, ids, 4, 0, &e));
    assert_true(usage_update(&u, ids, 4, 0, &e));
    assert_int_equal(u.sorted, 1);
    ids[3] = 3;
    assert_true(usage_update(&u, ids, 4, 0, &e));
    assert_int_equal(u.sorted, 2);
    check(&u, ids, 4, 3);
    assert_true(usage_update(&u, ids, 3, 0, &e));
    assert_int_equal(u.sorted, 3);
    check(&u, ids, 3, 3);
    assert_true(usage_update(&u, NULL, 0, 0, &e));
    check(&u, ids, 0, 3);
    usage_free(&u);
}

/* Edits small and large, with what is said to be the same true, but not always all of it. */
static void test_edits(void **state)
{
    (void)state;
    enum { MOST = 900 };
    struct usage u = USAGE_EMPTY;
    struct err e;
    uint32_t ids[MOST];
    size_t count = 0;
    srand(9);
    for (int round = 0; round < 4000; round++) {
        size_t at = count ? (size_t)rand() % (count + 1) : 0, cut = (size_t)rand() % 4, add = (size_t)rand() % 4;
        at = rand() % 2 ? at : count;
        cut = rand() % 50 ? cut : 300;
        add = rand() % 50 ? add : 300;
        cut = cut < count - at ? cut : count - at;
        add = add < MOST - count ? add : 0;
        memmove(ids + at + add, ids + at + cut, (count - at - cut) * sizeof *ids);
        count = count - cut + add;
        for (size_t i = at; i < at + add; i++)
            ids[i] = (uint32_t)rand() % 40;
        size_t same = rand() % 2 ? at : (size_t)rand() % (at + 1);
        assert_true(usage_update(&u, ids, count, same, &e));
        for (uint32_t index = 0; index <= 40; index++)
            check(&u, ids, count, index);
    }
    usage_free(&u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_a_scan),
        cmocka_unit_test(test_edits),
        cmocka_unit_test(test_the_same_again_is_not_sorted),
    };
    return cmocka_run_group_tests_name("usage", tests, NULL, NULL);
}
