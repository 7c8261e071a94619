/* Running sums, beside adding up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/sums.h"

enum { MOST = 400 };

static void assert_same(const struct sums *s, const size_t *sizes, size_t count)
{
    size_t sum = 0, before;
    assert_int_equal(s->count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(s->size[i], sizes[i]);
        assert_int_equal(sums_before(s, i), sum);
        for (size_t at = sum; at < sum + sizes[i]; at += 1 + sizes[i] / 3) {
            assert_int_equal(sums_find(s, at, &before), i);
            assert_int_equal(before, sum);
        }
        sum += sizes[i];
    }
    assert_int_equal(s->total, sum);
    assert_int_equal(sums_before(s, count), sum);
    assert_int_equal(sums_find(s, sum, &before), count);
    assert_int_equal(before, sum);
}

static void test_against_adding_up(void **state)
{
    (void)state;
    struct sums s = SUMS_EMPTY;
    size_t sizes[MOST] = {0}, count = 0;
    srand(41);
    assert_same(&s, sizes, 0);
    for (int round = 0; round < 6000; round++) {
        if (rand() % 2 && count) {
            size_t i = (size_t)rand() % count;
            sizes[i] = rand() % 3 ? (size_t)rand() % 50 : 0; /* sizes of 0 are passed over */
            sums_set(&s, i, sizes[i]);
        } else {
            size_t at = (size_t)rand() % (count + 1), removed = (size_t)rand() % 4, added = (size_t)rand() % 4;
            removed = removed < count - at ? removed : count - at;
            removed = count > MOST - 10 ? count - at : removed;
            assert_true(sums_reserve(&s, added));
            sums_splice(&s, at, removed, added);
            memmove(sizes + at + added, sizes + at + removed, (count - at - removed) * sizeof *sizes);
            memset(sizes + at, 0, added * sizeof *sizes);
            count = count - removed + added;
        }
        assert_same(&s, sizes, count);
    }
    sums_free(&s);
}

static void test_too_many(void **state)
{
    (void)state;
    struct sums s = SUMS_EMPTY;
    assert_false(sums_reserve(&s, SIZE_MAX / 2));
    assert_int_equal(s.count, 0);
    sums_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_adding_up),
        cmocka_unit_test(test_too_many),
    };
    return cmocka_run_group_tests_name("sums", tests, NULL, NULL);
}
