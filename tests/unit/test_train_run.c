/* Runs: known losses, the same bits however a step is come to, what moves, what is refused. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "train_kit.h"
#include "train/run/say.h"

static struct train_kit kit;

struct known {
    int blocks;
    bool positions;
    enum train_optimiser optimiser;
    double rate;
    double early[5]; /* at steps 1, 2, 5, 10, 20 */
    double late[3];  /* at steps 50, 100, 200; 0: not asked */
};

/* Computed by another program, in double precision. */
static const struct known known[] = {
    {0,
     false,
     TRAIN_MOMENTUM,
     0.1,
     {2.176569708403, 1.952841282311, 1.047578258637, 0.351933366679, 0.300093851964},
     {0.299645738, 0.299641644, 0.299640048}},
    {0,
     true,
     TRAIN_MOMENTUM,
     0.1,
     {2.139467581355, 1.859175547181, 0.887456630721, 0.204624566947, 0.071802391701},
     {0.018321716, 0.009169403, 0.004876400}},
    {0,
     false,
     TRAIN_SGD,
     0.3,
     {1.938394283325, 1.635942769530, 0.959956039132, 0.517629420811, 0.361444116546},
     {0.314644931, 0.305542725, 0.302106499}},
    {0,
     true,
     TRAIN_SGD,
     0.3,
     {1.839710155219, 1.491868591906, 0.815910953179, 0.397293683490, 0.206676764036},
     {0.092139243, 0.046812043, 0.022813010}},
    {0,
     false,
     TRAIN_ADAM,
     0.03,
     {1.989086503593, 1.654367868323, 0.730689893557, 0.309135856216, 0.299651980874},
     {0}},
    {0,
     true,
     TRAIN_ADAM,
     0.03,
     {1.940227189821, 1.562279139965, 0.577070617042, 0.181368241196, 0.094120466267},
     {0.025427541, 0.009602823, 0.003720922}},
    {1,
     false,
     TRAIN_ADAM,
     0.01,
     {2.198009678724, 2.080671356255, 1.684348793140, 1.063360527281, 0.399900996767},
     {0}},
    {1,
     true,
     TRAIN_ADAM,
     0.01,
     {2.201940386724, 2.087507346156, 1.687409228139, 1.027244846423, 0.317909873800},
     {0}},
};

static void test_losses_are_the_known_ones(void **state)
{
    (void)state;
    static const uint32_t early[] = {1, 2, 5, 10, 20}, late[] = {50, 100, 200};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct known *k = &known[i];
        struct train_recipe r = train_recipe_of(TRAIN_SENTENCE, k->blocks, k->positions, 16);
        r.optimiser = k->optimiser;
        r.rate = 0;
        struct train_run run = {0};
        kit_begin(&kit, THRONES, &run, &r);
        assert_true(run.recipe.rate >= k->rate && run.recipe.rate <= k->rate);
        assert_float_equal(run.loss[0], 2.302585092994, 1e-12);
        kit_go(&run, 200);
        for (int s = 0; s < 5; s++) assert_float_equal(run.loss[early[s]], k->early[s], 1e-12);
        for (int s = 0; s < 3 && k->late[0] > 0; s++)
            assert_float_equal(run.loss[late[s]], k->late[s], 1e-6);
        train_free(&run);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_losses_are_the_known_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
