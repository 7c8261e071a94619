#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/str.h"

/* Lets allocations fail under the address sanitizer as they do without it. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static int told; /* of failures */

void memory_failed(void)
{
    told++;
}

static int set_up(void **state)
{
    (void)state;
    told = 0;
    return 0;
}

static void test_what_is_there(void **state)
{
    (void)state;
    char *copy = memory_copy("a text"), *zeros = memory_zeros(7, 3);
    assert_string_equal(copy, "a text");
    for (int i = 0; i < 21; i++) assert_int_equal(zeros[i], 0);
    int *numbers = memory_new(2, sizeof *numbers);
    numbers[0] = 1, numbers[1] = 2;
    numbers = memory_resize(numbers, 1000, sizeof *numbers);
    assert_int_equal(numbers[1], 2);
    numbers = memory_try_resize(numbers, 1, sizeof *numbers);
    assert_int_equal(numbers[0], 1);
    free(numbers);
    free(zeros);
    free(copy);
    assert_int_equal(told, 0);
}

/* Of nothing there is an address, so that NULL has one meaning. */
static void test_nothing(void **state)
{
    (void)state;
    void *none[] = {memory_new(0, 8), memory_zeros(8, 0), memory_try_new(0, 0),
                    memory_resize(NULL, 0, 4)};
    none[3] = memory_resize(none[3], 0, 0);
    for (size_t i = 0; i < 4; i++) {
        assert_non_null(none[i]);
        free(none[i]);
    }
    assert_int_equal(told, 0);
}

/* Products that a size_t does not hold, and sizes that no object has. `volatile`: compilers know. */
static void test_too_much(void **state)
{
    (void)state;
    volatile size_t half = SIZE_MAX / 2 + 1, all = SIZE_MAX;
    int *old = memory_new(1, sizeof *old);
    *old = 7;
    assert_null(memory_new(half, 2));
    assert_null(memory_zeros(half, 4));
    assert_null(memory_resize(old, all, sizeof *old));
    assert_null(memory_new(all, 1));
    assert_int_equal(told, 4);
    assert_null(memory_try_new(half, 2));
    assert_null(memory_try_resize(old, half, 2));
    assert_int_equal(told, 4);
    assert_int_equal(*old, 7);
    free(old);
}

/* A writer that does not look at `failed` is noticed all the same, once. */
static void test_strings_that_are_cut_short(void **state)
{
    (void)state;
    volatile size_t all = SIZE_MAX;
    struct str s = STR_EMPTY;
    str_adds(&s, "text");
    assert_false(str_reserve(&s, all));
    assert_int_equal(told, 1);
    str_adds(&s, " and more");
    assert_string_equal(str_text(&s), "text");
    assert_int_equal(told, 1);
    str_clear(&s);
    assert_false(str_try_reserve(&s, all));
    assert_true(s.failed);
    assert_int_equal(told, 1);
    str_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_what_is_there, set_up),
        cmocka_unit_test_setup(test_nothing, set_up),
        cmocka_unit_test_setup(test_too_much, set_up),
        cmocka_unit_test_setup(test_strings_that_are_cut_short, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
