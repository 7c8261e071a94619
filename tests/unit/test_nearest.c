/* Nearest words: against looking at every row and sorting, in slices of any size, with
 * tables that grow and shrink. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "core/embedding/embedding.h"
#include "core/embedding/nearest.h"
#include "core/vec/vecstat.h"

#define SIZE_MAX_TRIED 1200

static struct embedding drawn = {3, 0, INIT_SCALED_NORMAL, true};
static uint64_t revision = 1;

/* Another table each time. */
static struct row_source table(int d)
{
    revision++;
    return (struct row_source){&row_source_drawn, &drawn, d, true};
}

static int by_cosine(const void *left, const void *right)
{
    const struct nearest_word *a = left, *b = right;
    if (a->cosine > b->cosine || a->cosine < b->cosine) return a->cosine < b->cosine ? 1 : -1;
    return a->index < b->index ? -1 : 1;
}

/* All rows, by vec_cosine and qsort. Tolerance of a cosine: 1e-15. */
static void assert_as_brute_force(const struct nearest *n, const struct row_source *t,
                                  uint32_t index, uint32_t size)
{
    static struct nearest_word all[SIZE_MAX_TRIED];
    static float word[1024], row[1024];
    int count = 0;
    row_source_row(t, index, 0, t->d_model, word);
    for (uint32_t i = 0; i < size; i++) {
        if (i == index) continue;
        row_source_row(t, i, 0, t->d_model, row);
        all[count++] = (struct nearest_word){i, vec_cosine(word, row, t->d_model)};
    }
    qsort(all, (size_t)count, sizeof *all, by_cosine);
    assert_true(nearest_done(n));
    assert_int_equal(n->count, count < NEAREST_MAX ? count : NEAREST_MAX);
    for (int i = 0; i < n->count; i++) {
        assert_int_equal(n->best[i].index, all[i].index);
        assert_true(fabs(n->best[i].cosine - all[i].cosine) < 1e-15);
    }
}

static void run(struct nearest *n, uint64_t budget)
{
    for (int steps = 0; !nearest_done(n); steps++) {
        assert_true(steps <= SIZE_MAX_TRIED);
        nearest_step(n, budget);
    }
}

static void test_brute_force(void **state)
{
    (void)state;
    static const int dims[] = {1, 2, 7, 16, 512};
    static const uint32_t sizes[] = {1, 2, 16, 17, 18, 1043};
    struct nearest n = {0};
    for (size_t d = 0; d < sizeof dims / sizeof *dims; d++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            struct row_source t = table(dims[d]);
            uint32_t index = sizes[s] / 2;
            assert_true(nearest_want(&n, &t, revision, index, sizes[s]));
            run(&n, UINT64_MAX);
            assert_as_brute_force(&n, &t, index, sizes[s]);
        }
    nearest_free(&n);
}

static void test_slices_equal_the_whole(void **state)
{
    (void)state;
    struct row_source t = table(16);
    static const uint64_t budgets[] = {0, 1, 16, 17, 1000, 4096, 100000};
    for (size_t b = 0; b < sizeof budgets / sizeof *budgets; b++) {
        struct nearest n = {0};
        assert_true(nearest_want(&n, &t, revision, 7, 1043));
        run(&n, budgets[b]);
        assert_as_brute_force(&n, &t, 7, 1043);
        nearest_free(&n);
    }
}

/* A slice is as long as its budget says, and what is found so far is right for the rows seen. */
static void test_progress(void **state)
{
    (void)state;
    struct row_source t = table(16);
    struct nearest n = {0}, part = {0};
    assert_true(nearest_want(&n, &t, revision, 900, 1043));
    for (uint32_t seen = 100; seen <= 1000; seen += 100) {
        nearest_step(&n, 100 * 16);
        assert_int_equal(n.next, seen);
        assert_false(nearest_done(&n));
        if (seen <= 900) continue;
        assert_true(nearest_want(&part, &t, revision, 900, seen));
        run(&part, UINT64_MAX);
        assert_memory_equal(n.best, part.best, sizeof n.best);
    }
    nearest_step(&n, 100 * 16);
    assert_true(nearest_done(&n));
    nearest_free(&n);
    nearest_free(&part);
}

/* The same word in a table of another length: the search goes on where it was. */
static void test_growing_and_shrinking(void **state)
{
    (void)state;
    struct row_source t = table(16);
    struct nearest n = {0};
    srand(11);
    uint32_t size = 1000;
    for (int round = 0; round < 300; round++) {
        uint32_t last = n.next;
        assert_true(nearest_want(&n, &t, revision, 7, size));
        assert_true(n.next == 0 || n.next == (last < size ? last : size));
        run(&n, UINT64_MAX);
        assert_as_brute_force(&n, &t, 7, size);
        size = (uint32_t)clamp_int((int)size + rand() % 21 - 10, 8, SIZE_MAX_TRIED);
    }
    assert_true(nearest_want(&n, &t, revision, 7, n.size));
    assert_true(nearest_done(&n));
    nearest_free(&n);
}

static void test_another_word_or_table_begins_again(void **state)
{
    (void)state;
    struct nearest n = {0};
    struct row_source t = table(16);
    for (int change = 0; change < 5; change++) {
        uint32_t index = change == 1 ? 8 : 7;
        drawn.seed += change == 2;
        drawn.init = change == 3 ? INIT_UNIFORM : drawn.init;
        t.d_model = change == 4 ? 64 : t.d_model;
        revision += change > 1;
        assert_true(nearest_want(&n, &t, revision, index, 500));
        assert_int_equal(n.next, 0);
        run(&n, 999);
        assert_as_brute_force(&n, &t, index, 500);
    }
    drawn = (struct embedding){3, 0, INIT_SCALED_NORMAL, true};
    nearest_free(&n);
}

/* Words and tables in turn, left in the middle of a search, in tables that grow and shrink:
 * always what a search from nothing finds. */
static void test_words_come_back(void **state)
{
    (void)state;
    struct nearest n = {0};
    struct row_source t = table(16);
    srand(5);
    for (int round = 0; round < 3000; round++) {
        uint32_t index = (uint32_t)(rand() % 3), size = (uint32_t)(300 + rand() % 4);
        if (rand() % 50 == 0) {
            t = table(rand() % 2 ? 16 : 15);
            drawn.seed++;
        }
        assert_true(nearest_want(&n, &t, revision, index, size));
        if (rand() % 4) {
            nearest_step(&n, (uint64_t)(rand() % 200 * 16));
            continue;
        }
        run(&n, UINT64_MAX);
        assert_as_brute_force(&n, &t, index, size);
    }
    nearest_free(&n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_brute_force),
        cmocka_unit_test(test_slices_equal_the_whole),
        cmocka_unit_test(test_progress),
        cmocka_unit_test(test_growing_and_shrinking),
        cmocka_unit_test(test_another_word_or_table_begins_again),
        cmocka_unit_test(test_words_come_back),
    };
    return cmocka_run_group_tests_name("nearest", tests, NULL, NULL);
}
