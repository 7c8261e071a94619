/* The guess: against a search written out plainly, ties, and the margins that
 * random words and true positions give. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/embedding/embedding.h"
#include "core/compare/guess.h"
#include "core/posenc/posenc.h"

#define MOST 16
#define D_MOST 200

static float words[MOST * D_MOST], places[MOST * D_MOST], x[D_MOST];

/* A small generator of the test's own: numbers on a coarse grid, so that ties happen. */
static uint64_t state = 1;
static int draw(int below)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((state >> 33) % (unsigned)below);
}

/* Summed in the order of core/vec/lane_sums.h. */
static double plain_square(const float *e, const float *p, int d)
{
    double sum[16] = {0};
    for (int k = 0; k < d; k++) {
        float candidate = e[k] + p[k];
        sum[k % 16] += ((double)x[k] - (double)candidate) * ((double)x[k] - (double)candidate);
    }
    for (int half = 8; half >= 1; half /= 2)
        for (int i = 0; i < half; i++) sum[i] += sum[i + half];
    return sum[0];
}

static double plain_distance(const struct guess_tables *t, int w, int q)
{
    return sqrt(plain_square(t->words + w * t->d, t->places + q * t->d, t->d));
}

/* All distances, the two least and how many equal the least. */
static void check(const struct guess_tables *t)
{
    double best = HUGE_VAL, next = HUGE_VAL;
    int equal = 0, first_word = -1, first_place = -1, same_word = 1, same_place = 1;
    for (int w = 0; w < t->word_count; w++)
        for (int q = 0; q < t->place_count; q++) {
            double distance = plain_distance(t, w, q);
            if (distance < best) {
                next = best;
                best = distance;
                equal = same_word = same_place = 1;
                first_word = w;
                first_place = q;
            } else {
                next = fmin(next, distance);
                int tie = distance <= best;
                equal += tie;
                same_word &= !tie || w == first_word;
                same_place &= !tie || q == first_place;
            }
        }
    struct guess g = guess_nearest(t, x);
    assert_int_equal(g.word, first_word);
    assert_int_equal(g.place, first_place);
    assert_int_equal(g.equal, equal);
    assert_int_equal(g.word_sure, same_word);
    assert_int_equal(g.place_sure, same_place);
    assert_true(fabs(g.distance - best) <= 0); /* the very same sums in the same order */
    if (t->word_count * t->place_count < 2) {
        assert_int_equal(g.rival_word, -1);
        assert_true(fabs(guess_margin(&g)) <= 0);
        return;
    }
    assert_true(fabs(g.rival_distance - next) <= 0);
    assert_true(fabs(plain_distance(t, g.rival_word, g.rival_place) - next) <= 0);
    assert_true(fabs(guess_margin(&g) - (next - best)) <= 0);
}

static void test_against_a_plain_search(void **unused)
{
    (void)unused;
    for (int round = 0; round < 2000; round++) {
        int grid = draw(2) ? 3 : 100000;
        struct guess_tables t = {words, places, 1 + draw(MOST), 1 + draw(MOST),
                                 1 + draw(round % 4 ? 4 : D_MOST)};
        for (int i = 0; i < MOST * t.d; i++) {
            words[i] = (float)(draw(grid) - grid / 2) / 7;
            places[i] = (float)(draw(grid) - grid / 2) / 5;
        }
        int w = draw(t.word_count), q = draw(t.place_count), hidden = draw(2);
        for (int k = 0; k < t.d; k++) {
            float sum = words[w * t.d + k] + places[q * t.d + k];
            x[k] = hidden ? sum : (float)draw(grid) / 3;
        }
        check(&t);
    }
}

static void test_a_hidden_pair_is_found(void **unused)
{
    (void)unused;
    struct err e;
    struct posenc waves;
    assert_true(posenc_init(&waves, 16, 10000, LAYOUT_INTERLEAVED, &e));
    struct embedding table = {3, 16, INIT_UNIT_NORMAL, false};
    struct guess_tables t = {words, places, 11, 11, 16};
    for (int i = 0; i < 11; i++) {
        embedding_row(&table, (uint32_t)i, 0, 16, words + i * 16);
        posenc_row(&waves, (uint64_t)i, 0, 16, places + i * 16);
    }
    for (int w = 0; w < 11; w++)
        for (int q = 0; q < 11; q++) {
            for (int k = 0; k < 16; k++) x[k] = words[w * 16 + k] + places[q * 16 + k];
            struct guess g = guess_nearest(&t, x);
            assert_int_equal(g.word, w);
            assert_int_equal(g.place, q);
            assert_int_equal(g.equal, 1);
            assert_true(guess_margin(&g) > 0.1);
        }
    posenc_free(&waves);
}

/* Mean margin over all pairs and seeds for 11 words and positions, unit init. The
 * expected values are of the same experiment with another generator (Python's
 * random.gauss, 30 seeds); their spread over seeds is below 0.01. */
static double mean_margin(int d, int seeds)
{
    struct err e;
    struct posenc waves;
    assert_true(posenc_init(&waves, d, 10000, LAYOUT_INTERLEAVED, &e));
    double sum = 0;
    struct guess_tables t = {words, places, 11, 11, d};
    for (int q = 0; q < 11; q++) posenc_row(&waves, (uint64_t)q, 0, d, places + q * d);
    for (int seed = 1; seed <= seeds; seed++) {
        struct embedding table = {(uint64_t)seed, d, INIT_UNIT_NORMAL, false};
        for (int w = 0; w < 11; w++) embedding_row(&table, (uint32_t)w, 0, d, words + w * d);
        for (int pair = 0; pair < 121; pair++) {
            for (int k = 0; k < d; k++) x[k] = words[pair / 11 * d + k] + places[pair % 11 * d + k];
            struct guess g = guess_nearest(&t, x);
            sum += guess_margin(&g);
        }
    }
    posenc_free(&waves);
    return sum / (121 * seeds);
}

static void test_margins_shrink_with_d(void **unused)
{
    (void)unused;
    static const struct {
        int d;
        double margin;
    } cases[] = {{32, 1.172}, {16, 1.015}, {8, 0.685}, {4, 0.337}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(fabs(mean_margin(cases[i].d, 10) - cases[i].margin) < 0.02);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_a_plain_search),
        cmocka_unit_test(test_a_hidden_pair_is_found),
        cmocka_unit_test(test_margins_shrink_with_d),
    };
    return cmocka_run_group_tests_name("guess", tests, NULL, NULL);
}
