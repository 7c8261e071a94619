/* What is kept by its key: against a table of what every key's value was, under more keys
 * than there is room for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memo.h"

#define KEYS 3000
#define ASKED 200000

/* Of 1 … 40 bytes, the number in front. */
static size_t nth_key(uint32_t n, uint8_t key[40])
{
    size_t size = 4 + n % 37;
    memset(key, (int)(n % 3), 40);
    memcpy(key, &n, sizeof n);
    return size;
}

static size_t value_size(uint32_t n)
{
    return n % 50 == 0 ? 300000 : 8 + n % 90; /* a few are so large that not many of them find room */
}

static void test_what_is_kept_is_right(void **state)
{
    (void)state;
    struct memo *m = memo_make();
    int again = 0;
    srand(5);
    for (int i = 0; i < ASKED; i++) {
        uint32_t n = (uint32_t)(rand() % (i % 2 ? 100 : KEYS));
        uint8_t key[40];
        size_t size = nth_key(n, key), room = value_size(n);
        bool fresh;
        uint8_t *value = memo_of(m, key, size, room, &fresh);
        assert_non_null(value);
        assert_int_equal((uintptr_t)value % 16, 0);
        if (fresh)
            memset(value, (int)(n % 251), room);
        again += !fresh;
        assert_int_equal(value[0], n % 251);
        assert_int_equal(value[room - 1], n % 251);
    }
    assert_true(again > ASKED / 4);
    memo_free(m);
}

static void test_the_latest_stay_where_they_are(void **state)
{
    (void)state;
    struct memo *m = memo_make();
    const uint32_t *kept[MEMO_WAYS];
    for (uint32_t n = 0; n < 5000; n++) {
        bool fresh;
        uint32_t *value = memo_of(m, &n, sizeof n, sizeof *value, &fresh);
        assert_true(fresh);
        *value = n;
        kept[n % MEMO_WAYS] = value;
        for (uint32_t back = 0; back < MEMO_WAYS && back <= n; back++)
            assert_int_equal(*kept[(n - back) % MEMO_WAYS], n - back);
    }
    memo_free(m);
    memo_free(NULL);
}

static void test_another_size_is_another_value(void **state)
{
    (void)state;
    struct memo *m = memo_make();
    bool fresh;
    assert_non_null(memo_of(m, "abc", 3, 8, &fresh));
    assert_true(fresh);
    assert_non_null(memo_of(m, "abc", 3, 8, &fresh));
    assert_false(fresh);
    assert_non_null(memo_of(m, "abc", 3, 16, &fresh));
    assert_true(fresh);
    assert_non_null(memo_of(m, "abc", 2, 8, &fresh));
    assert_true(fresh);
    memo_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_kept_is_right),
        cmocka_unit_test(test_the_latest_stay_where_they_are),
        cmocka_unit_test(test_another_size_is_another_value),
    };
    return cmocka_run_group_tests_name("memo", tests, NULL, NULL);
}
