/* Numbers kept by key: what is there is right, and the last one always is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/recent.h"

static double value_of(uint64_t key)
{
    return (double)(key % 1000003) / 7;
}

static void test_kept_numbers(void **state)
{
    (void)state;
    struct recent r = {0};
    double value;
    int there = 0;
    srand(2);
    for (int i = 0; i < 100000; i++) {
        uint64_t key = (uint64_t)rand() % 100 * (i % 2 ? 1 : UINT64_C(0x123456789ABCDEF));
        if (recent_get(&r, key, &value)) {
            assert_true(value <= value_of(key) && value >= value_of(key));
            there++;
        }
        recent_put(&r, key, value_of(key));
        assert_true(recent_get(&r, key, &value));
        if (i % 1000 == 0) {
            recent_forget(&r);
            assert_false(recent_get(&r, key, &value));
        }
    }
    assert_true(there > 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_kept_numbers)};
    return cmocka_run_group_tests_name("recent", tests, NULL, NULL);
}
