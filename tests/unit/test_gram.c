/* Rows and products are the right ones whatever came and went before, and only what is new is worked out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <math.h>

#include "core/gram.h"
#include "core/vecstat.h"

static struct err e;

/* Numbers that tell keys apart; `context` moves all of them. */
static void fill(void *context, const struct gram_key *key, float *row)
{
    const int *d = context;
    for (int k = 0; k < *d; k++)
        row[k] = (float)((key->a * 31 + key->b * 17 + (uint64_t)(k * k)) % 23) - 11;
}

static struct gram_key key_of(uint64_t a, uint64_t b)
{
    return (struct gram_key){a, b};
}

/* Of the first items of a set; which has `all`. */
static void assert_right(struct gram *g, const struct gram_key *keys, int count, int d, int all)
{
    float a[64], b[64];
    assert_int_equal(g->count, all);
    for (int i = 0; i < count; i++)
        for (int j = 0; j < count; j++) {
            fill(&d, &keys[i], a);
            fill(&d, &keys[j], b);
            assert_memory_equal(gram_row(g, i), a, (size_t)d * sizeof *a);
            double dot = vec_dot(a, b, d), got = gram_dot(g, i, j); /* whole numbers: exact */
            assert_memory_equal(&got, &dot, sizeof dot);
            assert_true(fabs(gram_cosine(g, i, j) - vec_cosine(a, b, d)) < 1e-15);
        }
}

static void scrolling(void **state)
{
    (void)state;
    struct gram g = GRAM_EMPTY;
    struct gram_key keys[20];
    int d = 33;
    for (uint64_t first = 0; first < 50; first++) {
        for (uint64_t i = 0; i < 20; i++)
            keys[i] = key_of(0, first + i);
        uint64_t rows = g.computed_rows, dots = g.computed_dots;
        assert_true(gram_set(&g, d, keys, 20, fill, &d, &e));
        assert_int_equal(g.computed_rows - rows, first ? 1 : 20);
        assert_right(&g, keys, 20, d, 20);
        assert_int_equal(g.computed_dots - dots, first ? 20 : 20 * 21 / 2);
    }
    assert_true(gram_set(&g, d, keys, 0, fill, &d, &e));
    assert_int_equal(g.count, 0);
    gram_free(&g);
}

static void same_key_same_row(void **state)
{
    (void)state;
    struct gram g = GRAM_EMPTY;
    int d = 8;
    struct gram_key keys[] = {key_of(7, 0), key_of(1, 0), key_of(7, 0), key_of(0, 7), key_of(1, 0)};
    assert_true(gram_set(&g, d, keys, 5, fill, &d, &e));
    assert_int_equal(g.computed_rows, 3);
    assert_ptr_equal(gram_row(&g, 0), gram_row(&g, 2));
    assert_right(&g, keys, 5, d, 5);
    gram_forget(&g);
    assert_true(gram_set(&g, d, keys, 5, fill, &d, &e));
    assert_int_equal(g.computed_rows, 6);
    assert_right(&g, keys, 5, d, 5);
    gram_free(&g);
}

static void any_sets(void **state)
{
    (void)state;
    struct gram g = GRAM_EMPTY;
    struct gram_key keys[90];
    srand(5);
    for (int round = 0; round < 300; round++) {
        int count = rand() % 90, d = 1 + rand() % 3 * 20;
        for (int i = 0; i < count; i++)
            keys[i] = key_of((uint64_t)(rand() % 8), (uint64_t)(rand() % 8));
        if (rand() % 9 == 0)
            gram_forget(&g);
        assert_true(gram_set(&g, d, keys, count, fill, &d, &e));
        assert_right(&g, keys, count, d, count);
    }
    gram_free(&g);
}

/* Products worked out at once are those asked for one by one, each worked out once. */
static void rows_of_products(void **state)
{
    (void)state;
    struct gram g = GRAM_EMPTY, alone = GRAM_EMPTY;
    struct gram_key keys[150];
    int d = 64;
    srand(6);
    for (int round = 0; round < 40; round++) {
        for (int i = 0; i < 150; i++)
            keys[i] = key_of((uint64_t)(rand() % 60), (uint64_t)(rand() % 4));
        assert_true(gram_set(&g, d, keys, 150, fill, &d, &e) && gram_set(&alone, d, keys, 150, fill, &d, &e));
        int i = rand() % 150, first = rand() % 150, count = rand() % (150 - first + 1);
        uint64_t dots = g.computed_dots, dots_alone = alone.computed_dots;
        gram_row_dots(&g, i, first, count);
        uint64_t at_once = g.computed_dots - dots;
        for (int j = first; j < first + count; j++)
            assert_true(fabs(gram_dot(&g, i, j) - gram_dot(&alone, i, j)) <= 0);
        assert_int_equal(g.computed_dots - dots, alone.computed_dots - dots_alone);
        assert_true(round || count < 2 || at_once > 0);
        assert_right(&g, keys, 20, d, 150);
        assert_right(&alone, keys, 20, d, 150);
    }
    gram_free(&g);
    gram_free(&alone);
}

/* Rows that no item has for a few sets are there when they come back. */
static void rows_that_come_back(void **state)
{
    (void)state;
    struct gram g = GRAM_EMPTY;
    int d = 8;
    struct gram_key keys[10];
    for (uint64_t set = 0; set < 12; set++) {
        for (uint64_t i = 0; i < 10; i++)
            keys[i] = key_of(set % 2 * 10 + i, 0);
        assert_true(gram_set(&g, d, keys, 10, fill, &d, &e));
        assert_right(&g, keys, 10, d, 10);
    }
    assert_int_equal(g.computed_rows, 20);
    gram_free(&g);
}

static void zero_vector(void **state)
{
    (void)state;
    struct gram g = GRAM_EMPTY;
    int d = 1;
    struct gram_key keys[] = {key_of(0, 2), key_of(0, 0)}; /* 34 mod 23 − 11 = 0, and −11 */
    assert_true(gram_set(&g, d, keys, 2, fill, &d, &e));
    assert_true(fabs(gram_cosine(&g, 0, 1)) <= 0 && fabs(gram_cosine(&g, 0, 0)) <= 0);
    assert_true(gram_cosine(&g, 1, 1) >= 1 && gram_dot(&g, 1, 1) >= 121);
    gram_free(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scrolling),
        cmocka_unit_test(same_key_same_row),
        cmocka_unit_test(any_sets),
        cmocka_unit_test(rows_of_products),
        cmocka_unit_test(rows_that_come_back),
        cmocka_unit_test(zero_vector),
    };
    return cmocka_run_group_tests_name("gram", tests, NULL, NULL);
}
