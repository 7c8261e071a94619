/* What shuffled words do to the rows: places only, the words before without their order, or seen. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "train/run/order.h"
#include "train_model.h"

#define TOKENS 6

/* "the dog chased the cat ." and "the cat chased the dog ." */
static const uint32_t before[TOKENS] = {0, 1, 2, 0, 3, 4}, after[TOKENS] = {0, 3, 2, 0, 1, 4};
static const int from[TOKENS] = {0, 4, 2, 3, 1, 5};
static double *places;

static struct train_shape shape(int blocks, enum train_mask mask, bool positions)
{
    return (struct train_shape){.d_model = 16,
                                .words = 5,
                                .classes = 5,
                                .blocks = blocks,
                                .heads = 2,
                                .positions = positions,
                                .scale = true,
                                .norm = TRAIN_NORM_BEFORE,
                                .mask = mask};
}

static struct train_order_verdict verdict(const struct train_shape *s, const uint32_t *other,
                                          const int *joined)
{
    struct train_order_verdict v;
    struct train_shuffle shuffle = {
        {.word = before, .n = TOKENS}, {.word = other, .n = TOKENS}, joined};
    double *number = start_numbers(s, 1, NULL);
    struct train_reading how = {.places = places};
    assert_true(train_order_compare(s, number, &how, &shuffle, &v));
    free(number);
    return v;
}

/* Without a mask and without P rows only change places, at any depth and with any norm. */
static void encoders_without_p(void **state)
{
    (void)state;
    for (int norm = 0; norm < TRAIN_NORM_COUNT; norm++)
        for (int blocks = 0; blocks <= 2; blocks++) {
            struct train_shape s = shape(blocks, TRAIN_MASK_NONE, false);
            s.norm = (enum train_norm)norm;
            struct train_order_verdict v = verdict(&s, after, from);
            assert_int_equal(v.kind, TRAIN_ORDER_PLACES_ONLY);
            assert_true(v.largest < TRAIN_SAME);
        }
}

static void encoders_with_p(void **state)
{
    (void)state;
    for (int blocks = 0; blocks <= 2; blocks++) {
        struct train_shape s = shape(blocks, TRAIN_MASK_NONE, true);
        struct train_order_verdict v = verdict(&s, after, from);
        assert_int_equal(v.kind, TRAIN_ORDER_SEEN);
        assert_true(v.largest > 0.1);
    }
}

/* Behind the mask one block without P knows which words came before: the dot's row stays. Two blocks
 * know their order. */
static void decoders_without_p(void **state)
{
    (void)state;
    struct train_shape s = shape(1, TRAIN_MASK_CAUSAL, false);
    struct train_order_verdict one = verdict(&s, after, from);
    assert_int_equal(one.kind, TRAIN_ORDER_PREFIX_BAG);
    assert_int_equal(one.alike_rows, 1);
    assert_true(one.alike < TRAIN_SAME && one.largest > 0.1);
    s.blocks = 2;
    struct train_order_verdict two = verdict(&s, after, from);
    assert_int_equal(two.kind, TRAIN_ORDER_SEEN);
    assert_int_equal(two.alike_rows, 1);
    assert_true(two.alike > 0.1);
    s.blocks = 1;
    s.positions = true;
    struct train_order_verdict with = verdict(&s, after, from);
    assert_int_equal(with.kind, TRAIN_ORDER_SEEN);
    assert_true(with.alike > 0.1);
}

/* Nothing was moved: no row tells of order, and all are the same. */
static void unmoved(void **state)
{
    (void)state;
    const int same[TOKENS] = {0, 1, 2, 3, 4, 5};
    struct train_shape s = shape(2, TRAIN_MASK_CAUSAL, true);
    struct train_order_verdict v = verdict(&s, before, same);
    assert_int_equal(v.kind, TRAIN_ORDER_PLACES_ONLY);
    assert_int_equal(v.alike_rows, 0);
    assert_true(v.largest <= 0);
}

/* ---- rows of one reading ---- */

static double farthest(const double *a, const double *b)
{
    double most = 0;
    for (int k = 0; k < 16; k++) most = fmax(most, fabs(a[k] - b[k]));
    return most;
}

/* Reads words with new start values; the last block's row i into row. */
static void read_row(const struct train_shape *s, const uint32_t *word, int n, int i,
                     double row[16])
{
    double *number = start_numbers(s, 1, NULL);
    struct train_trace t = {0};
    struct train_reading how = {.places = places};
    assert_true(train_forward(s, number, &how, &(struct train_example){.word = word, .n = n}, &t));
    memcpy(row, t.block[s->blocks - 1].out + i * 16, 16 * sizeof *row);
    train_trace_free(&t);
    free(number);
}

/* One word six times without P: all rows are one, at any depth, behind a mask too. */
static void one_word_six_times(void **state)
{
    (void)state;
    const uint32_t word[TOKENS] = {1, 1, 1, 1, 1, 1};
    for (int mask = 0; mask < TRAIN_MASK_COUNT; mask++)
        for (int blocks = 1; blocks <= 2; blocks++) {
            struct train_shape s = shape(blocks, (enum train_mask)mask, false);
            double first[16], row[16];
            read_row(&s, word, TOKENS, 0, first);
            for (int i = 1; i < TOKENS; i++) {
                read_row(&s, word, TOKENS, i, row);
                assert_true(farthest(first, row) <
                            (mask == TRAIN_MASK_NONE ? 0x1p-1022 : TRAIN_SAME));
            }
            s.positions = true;
            read_row(&s, word, TOKENS, 0, first);
            read_row(&s, word, TOKENS, 5, row);
            assert_true(farthest(first, row) > 0.1);
        }
}

/* "dog cat" and "dog cat dog cat": the same shares of words up to the last. */
static void proportions(void **state)
{
    (void)state;
    const uint32_t word[4] = {1, 3, 1, 3};
    for (int blocks = 1; blocks <= 2; blocks++) {
        struct train_shape s = shape(blocks, TRAIN_MASK_CAUSAL, false);
        double two[16], four[16];
        read_row(&s, word, 2, 1, two);
        read_row(&s, word, 4, 3, four);
        assert_true(blocks == 1 ? farthest(two, four) < TRAIN_SAME : farthest(two, four) > 0.1);
    }
}

/* The mean of the rows of X does not see order with P either; after attention with P it does. */
static void means_of_rows(void **state)
{
    (void)state;
    for (int blocks = 0; blocks <= 1; blocks++) {
        struct train_shape s = shape(blocks, TRAIN_MASK_NONE, true);
        double *number = start_numbers(&s, 1, NULL), last[2][16];
        struct train_reading how = {.places = places};
        for (int i = 0; i < 2; i++) {
            struct train_trace t = {0};
            struct train_example e = {.word = i ? after : before, .n = TOKENS, .mean = true};
            assert_true(train_forward(&s, number, &how, &e, &t));
            memcpy(last[i], t.last, sizeof last[i]);
            train_trace_free(&t);
        }
        free(number);
        assert_true(blocks ? farthest(last[0], last[1]) > 1e-3
                           : farthest(last[0], last[1]) < TRAIN_SAME);
    }
}

static int set_up(void **state)
{
    (void)state;
    places = sinusoids(16);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    free(places);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encoders_without_p), cmocka_unit_test(encoders_with_p),
        cmocka_unit_test(decoders_without_p), cmocka_unit_test(unmoved),
        cmocka_unit_test(one_word_six_times), cmocka_unit_test(proportions),
        cmocka_unit_test(means_of_rows),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
