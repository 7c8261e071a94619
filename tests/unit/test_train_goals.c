/* Goals: what is asked, what counting says of it, and what is learned. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "train_kit.h"

static struct train_kit kit;

static void near(double value, double wanted, double tolerance)
{
    if (!(fabs(value - wanted) <= tolerance)) fail_msg("%.15g, not %.15g", value, wanted);
}

static void begin(struct train_run *run, enum train_goal_kind goal, int blocks, bool positions,
                  int d_model)
{
    struct train_recipe r = train_recipe_of(goal, blocks, positions, d_model);
    *run = (struct train_run){0};
    kit_begin(&kit, THRONES, run, &r);
}

/* ---- floors --------------------------------------------------------------- */

static void floor_is(const struct train_run *run, enum train_knows what, double loss,
                     const char *text)
{
    struct str said = STR_EMPTY;
    near(run->floors.of[what].loss, loss, 1e-15 * fmax(1, loss));
    train_floor_text(&run->floors, what, &said);
    assert_string_equal(str_text(&said), text);
    str_free(&said);
}

static void test_floors_of_the_line(void **state)
{
    (void)state;
    struct train_run run;
    begin(&run, TRAIN_SENTENCE, 0, true, 16);
    floor_is(&run, TRAIN_KNOWS_NOTHING, 2.302585092994046, "chance: ln 10");
    floor_is(&run, TRAIN_KNOWS_COUNTS, 2.0982737395252498,
             "how often words come: (11 ln 11 − 3 ln 3) / 11");
    floor_is(&run, TRAIN_KNOWS_POSITION, 0, "the position alone: 0");
    floor_is(&run, TRAIN_KNOWS_WORD, 0.29962153327312085, "the word alone: 3 ln 3 / 11");
    floor_is(&run, TRAIN_KNOWS_WORD_POSITION, 0, "word and position: 0");
    floor_is(&run, TRAIN_KNOWS_BAG, 0, "the word and the mix of words so far: 0");
    near(run.floors.of[TRAIN_KNOWS_WORD].right, 9 / 11., 1e-15);
    near(run.floors.of[TRAIN_KNOWS_COUNTS].right, 3 / 11., 1e-15);
    double share[11];
    assert_true(train_best_shares(&run.task, TRAIN_KNOWS_WORD, share));
    for (int i = 0; i < 11; i++) near(share[i], i == 1 || i == 7 || i == 10 ? 1 / 3. : 1, 1e-15);
    train_free(&run);
}

/* Counted by hand: after "a" stand b, b, c; "the mix" of a b a b is that of a b. */
static void test_floors_of_another_text(void **state)
{
    (void)state;
    struct train_run run;
    struct train_recipe r = train_recipe_of(TRAIN_SENTENCE, 0, true, 16);
    run = (struct train_run){0};
    kit_begin(&kit, "a b a b a c", &run, &r);
    floor_is(&run, TRAIN_KNOWS_NOTHING, log(3), "chance: ln 3");
    floor_is(&run, TRAIN_KNOWS_WORD, (3 * log(3) - 2 * log(2)) / 5,
             "the word alone: (3 ln 3 − 2 ln 2) / 5");
    /* b is asked for after a b a, a after a b: two prefixes of one mix, both followed by a. */
    floor_is(&run, TRAIN_KNOWS_BAG, 0, "the word and the mix of words so far: 0");
    train_free(&run);
    run = (struct train_run){0};
    kit_begin(&kit, "a b c a b a b d a b", &run, &r);
    /* After b at 1 stands c, the mix a b; at 4 and 6 it is another. */
    floor_is(&run, TRAIN_KNOWS_PREFIX, 0, "all words so far, in order: 0");
    train_free(&run);
    run = (struct train_run){0};
    kit_begin(&kit, "x a b x b a x", &run, &r);
    /* x has one mix the first time; a and b of the fourth place have the mix of the third. */
    floor_is(&run, TRAIN_KNOWS_WORD, 3 * 2 * log(2) / 6, "the word alone: ln 2");
    train_free(&run);
}

static void test_floors_of_the_corpus(void **state)
{
    (void)state;
    static const double known[TRAIN_KNOWS_COUNT][2] = {
        [TRAIN_KNOWS_NOTHING] = {6.949856, 0},           [TRAIN_KNOWS_COUNTS] = {5.556256, 0.109},
        [TRAIN_KNOWS_POSITION] = {4.707183, 0.143},      [TRAIN_KNOWS_WORD] = {2.072884, 0.368},
        [TRAIN_KNOWS_WORD_POSITION] = {1.120605, 0.592}, [TRAIN_KNOWS_BAG] = {0.346825, 0.885},
        [TRAIN_KNOWS_PREFIX] = {0.342651, 0.887},
    };
    struct train_run run;
    begin(&run, TRAIN_CORPUS, 0, true, 16);
    assert_int_equal(run.floors.asks, 5853);
    assert_int_equal(run.task.examples, 752);
    assert_int_equal(run.task.batch, 16);
    for (int k = 0; k < TRAIN_KNOWS_COUNT; k++) {
        near(run.floors.of[k].loss, known[k][0], 5.1e-7);
        near(run.floors.of[k].right, known[k][1], k ? 5.1e-4 : 1e-3);
    }
    struct str text = STR_EMPTY;
    train_floor_text(&run.floors, TRAIN_KNOWS_WORD, &text);
    assert_string_equal(str_text(&text), "the word alone: 2.0729");
    str_free(&text);
    train_free(&run);
}

static void test_floors_that_bind(void **state)
{
    (void)state;
    struct train_recipe e = train_recipe_of(TRAIN_SENTENCE, 0, false, 16), p = e, one = e, two = e;
    p.positions = true;
    one.blocks = 1;
    two.blocks = 2;
    assert_true(train_floor_binds(&e, TRAIN_KNOWS_WORD));
    assert_false(train_floor_binds(&e, TRAIN_KNOWS_POSITION));
    assert_false(train_floor_binds(&e, TRAIN_KNOWS_WORD_POSITION));
    assert_true(train_floor_binds(&p, TRAIN_KNOWS_WORD_POSITION));
    assert_false(train_floor_binds(&p, TRAIN_KNOWS_BAG));
    assert_true(train_floor_binds(&one, TRAIN_KNOWS_BAG));
    assert_false(train_floor_binds(&one, TRAIN_KNOWS_PREFIX));
    assert_true(train_floor_binds(&two, TRAIN_KNOWS_PREFIX));
    two.mask = TRAIN_MASK_NONE;
    assert_false(train_floor_binds(&two, TRAIN_KNOWS_PREFIX));
}

/* ---- tasks ---------------------------------------------------------------- */

static void test_pieces_of_a_long_text(void **state)
{
    (void)state;
    static char text[6 * 4200];
    for (int i = 0; i < 4200; i++)
        strcat(text + (i > 40 ? 5 * (i - 40) : 0), i % 2 ? "you  " : "win  ");
    struct train_run run = {0};
    struct train_recipe r = train_recipe_of(TRAIN_SENTENCE, 0, true, 16);
    kit_begin(&kit, text, &run, &r);
    assert_true(run.task.cut);
    assert_int_equal(run.task.examples, 64);
    assert_int_equal(run.task.example[0].n, 64);
    assert_int_equal(run.task.words, 2);
    /* The last row of a piece is asked for the first word of the next. */
    assert_int_equal(run.task.example[0].ask[63].class, run.task.example[1].word[0]);
    train_free(&run);
}

/* A gap is asked for by nobody, and begins a piece. */
static void test_a_gap_ends_a_piece(void **state)
{
    (void)state;
    struct train_run run = {0};
    struct train_recipe r = train_recipe_of(TRAIN_SENTENCE, 0, true, 16);
    kit_begin(&kit, "When you ___ the game of", &run, &r);
    assert_int_equal(run.task.examples, 2);
    assert_int_equal(run.task.words, 5);
    assert_int_equal(run.task.example[0].asks, 1);
    assert_int_equal(run.task.example[1].asks, 2);
    train_free(&run);
}

static void test_batches_of_the_corpus(void **state)
{
    (void)state;
    struct train_run run;
    bool seen[752] = {false};
    begin(&run, TRAIN_CORPUS, 0, false, 16);
    for (uint32_t step = 47; step < 94; step++)
        for (size_t i = 0; i < 16; i++) {
            struct train_example x = train_task_batch(&run.task, step, i);
            for (int at = 0; at < 752; at++)
                if (run.task.example[at].word == x.word) {
                    assert_false(seen[at]);
                    seen[at] = true;
                }
        }
    for (int at = 0; at < 752; at++) assert_true(seen[at]);
    assert_true(train_task_batch(&run.task, 0, 0).word != train_task_batch(&run.task, 47, 0).word);
    train_free(&run);
}

static void test_the_company_of_a_word(void **state)
{
    (void)state;
    struct train_run run;
    begin(&run, TRAIN_COMPANY, 0, false, 16);
    const struct train_example *x = &run.task.example[0];
    for (int a = 0; a < x->asks; a++) {
        int apart = 9, row = x->ask[a].row;
        for (int j = 0; j < x->n; j++)
            if (j != row && (int)x->word[j] == x->ask[a].class && abs(j - row) < apart)
                apart = abs(j - row);
        assert_true(apart == 1 || apart == 2);
    }
    assert_int_equal(x->asks, 4 * x->n - 6);
    train_free(&run);
}

static void test_fresh_sentences(void **state)
{
    (void)state;
    struct train_run run;
    begin(&run, TRAIN_BEFORE, 1, true, 32);
    assert_true(run.task.drawn);
    assert_false(run.floors.of[TRAIN_KNOWS_WORD].counted);
    uint32_t first[12];
    struct train_example x = train_task_batch(&run.task, 3, 5);
    memcpy(first, x.word, sizeof first);
    for (int a = 0; a < x.asks; a++) assert_int_equal(x.ask[a].class, x.word[x.ask[a].row - 1]);
    x = train_task_batch(&run.task, 4, 5);
    assert_memory_not_equal(first, x.word, sizeof first);
    x = train_task_batch(&run.task, 3, 5);
    assert_memory_equal(first, x.word, sizeof first);
    train_free(&run);
    begin(&run, TRAIN_BACKWARDS, -1, true, 32);
    assert_int_equal(run.numbers, 4896);
    x = train_task_batch(&run.task, 0, 7);
    for (int k = 0; k < 8; k++) {
        assert_int_equal(x.ask[k].class, x.source[7 - k]);
        assert_int_equal(x.word[k], k ? x.ask[k - 1].class : 10);
    }
    assert_string_equal(train_task_own_word(&run.task, run.task.index[10]), "<start>");
    assert_null(train_task_own_word(&run.task, run.task.index[0]));
    train_free(&run);
}

/* ---- what is learned ------------------------------------------------------ */

static uint32_t word(const char *text)
{
    for (uint32_t i = 0; i < kit.vocab.size; i++)
        if (strcmp(vocab_word(&kit.vocab, i).text, text) == 0) return i;
    fail_msg("there is no %s", text);
    return 0;
}

static double cosine(const double *number, uint32_t a, uint32_t b)
{
    double ab = 0, aa = 0, bb = 0;
    for (uint32_t k = 0; k < 16; k++) {
        double x = number[a * 16 + k], y = number[b * 16 + k];
        ab += x * y, aa += x * x, bb += y * y;
    }
    return ab / sqrt(aa * bb);
}

static void test_words_of_like_use_come_together(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"dog", "cat"}, {"king", "queen"}, {"win", "lose"}};
    struct train_run run;
    begin(&run, TRAIN_CORPUS, 0, true, 16);
    for (int i = 0; i < 3; i++)
        assert_true(cosine(run.first, word(pairs[i][0]), word(pairs[i][1])) < 0);
    kit_go(&run, 470);
    for (int i = 0; i < 3; i++) {
        double now = cosine(run.number, word(pairs[i][0]), word(pairs[i][1]));
        if (!(now > 0.5)) fail_msg("%s, %s: %g", pairs[i][0], pairs[i][1], now);
    }
    double sum = 0;
    int count = 0;
    for (uint32_t a = 0; a < kit.vocab.size; a++)
        for (uint32_t b = 0; b < a; b++)
            if (vocab_word(&kit.vocab, a).count >= 5 && vocab_word(&kit.vocab, b).count >= 5) {
                sum += cosine(run.number, a, b);
                count++;
            }
    assert_int_equal(count, 34453);
    assert_true(sum / count < 0.1);
    struct train_score score;
    assert_true(train_score(&run, false, 0, &score));
    assert_int_equal(score.asks, 5853);
    near(score.loss, 2.255, 0.05);
    train_free(&run);
}

static void scores(struct train_run *run, size_t seen, size_t unseen)
{
    struct train_score a, b;
    assert_true(train_score(run, false, 0, &a) && train_score(run, true, 0, &b));
    assert_int_equal(a.asks, 44);
    assert_int_equal(b.asks, 12);
    assert_int_equal(a.right, seen);
    assert_int_equal(b.right, unseen);
}

static void test_who_chased(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 3; seed++) {
        struct train_run run = {0};
        struct train_recipe r = train_recipe_of(TRAIN_CHASED, 1, true, 16);
        r.seed = seed;
        kit_begin(&kit, THRONES, &run, &r);
        near(run.floors.of[TRAIN_KNOWS_BAG].loss, log(2), 1e-15);
        assert_string_equal(run.floors.of[TRAIN_KNOWS_BAG].formula, "ln 2");
        near(run.floors.of[TRAIN_KNOWS_BAG].right, 0.5, 1e-15);
        kit_go(&run, 60);
        scores(&run, 44, 12);
        train_free(&run);
    }
}

/* Without P: one causal block sees which words came, at the dot not in what order; two see it. */
static void test_who_chased_without_positions(void **state)
{
    (void)state;
    struct train_run run;
    begin(&run, TRAIN_CHASED, 1, false, 16);
    kit_go(&run, 300);
    assert_true(run.loss[300] >= log(2) - 1e-12);
    near(run.loss[300], log(2), 0.01);
    scores(&run, 22, 6);
    train_free(&run);
    begin(&run, TRAIN_CHASED, 2, false, 16);
    kit_go(&run, 300);
    assert_true(run.loss[300] < 0.05);
    scores(&run, 44, 12);
    train_free(&run);
}

/* Mean weight of a head on the key that `at` says, over the rows that are asked. */
static double weight_on(const struct train_run *run, int head, int (*at)(int row, int keys))
{
    struct train_trace t = {0};
    double sum = 0;
    int count = 0;
    for (size_t i = 0; i < run->task.batch; i++) {
        struct train_example x = train_task_batch(&run->task, run->step, i);
        assert_true(train_read(run, i, 0, &t));
        for (int a = 0; a < x.asks; a++) {
            int row = x.ask[a].row;
            sum += t.block[0].weight[(head * t.n + row) * t.keys + at(row, t.keys)];
            count++;
        }
    }
    train_trace_free(&t);
    return sum / count;
}

static int one_before(int row, int keys)
{
    (void)keys;
    return row - 1;
}

static int mirrored(int row, int keys)
{
    return keys - 1 - row;
}

static double share_right(const struct train_run *run)
{
    struct train_score score;
    assert_true(train_score(run, true, 0, &score));
    return (double)score.right / (double)score.asks;
}

static void test_the_word_before(void **state)
{
    (void)state;
    struct train_run run;
    begin(&run, TRAIN_BEFORE, 1, true, 32);
    kit_go(&run, 200);
    assert_true(share_right(&run) >= 0.95);
    kit_go(&run, 500);
    assert_true(share_right(&run) >= 0.99);
    assert_true(fmax(weight_on(&run, 0, one_before), weight_on(&run, 1, one_before)) > 0.5);
    train_free(&run);
}

static void test_backwards(void **state)
{
    (void)state;
    struct train_run run;
    begin(&run, TRAIN_BACKWARDS, -1, true, 32);
    near(weight_on(&run, 0, mirrored), 1 / 8., 0.15);
    kit_go(&run, 200);
    assert_true(share_right(&run) >= 0.95);
    near(weight_on(&run, 0, mirrored), 0.85, 0.1);
    train_free(&run);
    begin(&run, TRAIN_BACKWARDS, -1, false, 32);
    kit_go(&run, 200);
    assert_true(share_right(&run) < 0.6);
    train_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_floors_of_the_line),
        cmocka_unit_test(test_floors_of_another_text),
        cmocka_unit_test(test_floors_of_the_corpus),
        cmocka_unit_test(test_floors_that_bind),
        cmocka_unit_test(test_pieces_of_a_long_text),
        cmocka_unit_test(test_a_gap_ends_a_piece),
        cmocka_unit_test(test_batches_of_the_corpus),
        cmocka_unit_test(test_the_company_of_a_word),
        cmocka_unit_test(test_fresh_sentences),
        cmocka_unit_test(test_words_of_like_use_come_together),
        cmocka_unit_test(test_who_chased),
        cmocka_unit_test(test_who_chased_without_positions),
        cmocka_unit_test(test_the_word_before),
        cmocka_unit_test(test_backwards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
