/* The small transformer: examples that can be followed by hand, the gradient of every number against
 * differences, and losses after steps that a second program agreed on. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "train_model.h"

#define LN_2 0.69314718055994530942

static bool near(double a, double b, double tolerance)
{
    return fabs(a - b) <= tolerance;
}

static void assert_numbers(const double *got, const double *want, int n, double tolerance)
{
    for (int i = 0; i < n; i++)
        if (!near(got[i], want[i], tolerance))
            fail_msg("number %d is %.17g, not %.17g", i, got[i], want[i]);
}

/* ---- by hand ---- */

static const uint32_t two_words[2] = {0, 1}, exchanged[2] = {1, 0};

/* X = 1, W_Q = q · 1, W_K = 1, W_V = diag(3, 6), W_O = 1, and U = (u, 0; 0, 0). */
static void set_by_hand(const struct train_shape *s, double q, double u, double *number)
{
    const double diagonal[TRAIN_PART_KINDS][2] = {
        [TRAIN_PART_T] = {1, 1}, [TRAIN_PART_Q] = {q, q}, [TRAIN_PART_K] = {1, 1},
        [TRAIN_PART_V] = {3, 6}, [TRAIN_PART_O] = {1, 1}, [TRAIN_PART_U] = {u, 0},
    };
    struct train_part part[TRAIN_PARTS_MAX];
    int count = train_parts(s, part);
    for (int i = 0; i < count; i++) {
        double *at = number + part[i].at;
        at[0] = diagonal[part[i].kind][0];
        at[1] = at[2] = 0;
        at[3] = diagonal[part[i].kind][1];
    }
}

static struct train_shape hand_shape(int heads, enum train_mask mask)
{
    return (struct train_shape){.d_model = 2,
                                .words = 2,
                                .classes = 2,
                                .blocks = 1,
                                .heads = heads,
                                .norm = TRAIN_NORM_NONE,
                                .mask = mask};
}

/* What attention adds to the rows of two words. */
static void attend(const struct train_shape *s, const struct train_reading *how, double q,
                   const uint32_t *word, double out[4])
{
    double number[24];
    assert_int_equal(train_numbers(s), 24);
    set_by_hand(s, q, 0, number);
    struct train_trace t = {0};
    assert_true(train_forward(s, number, how, &(struct train_example){.word = word, .n = 2}, &t));
    memcpy(out, t.block[0].projected, 4 * sizeof *out);
    for (int i = 0; i < 4; i++)
        assert_true(near(t.block[0].out[i], t.x[i] + t.block[0].projected[i], 0));
    train_trace_free(&t);
}

/* Scores ÷ √2 are ln 2 on the diagonal, weights 2/3 and 1/3. */
static void one_head_by_hand(void **state)
{
    (void)state;
    struct train_reading how = {0};
    struct train_shape all = hand_shape(1, TRAIN_MASK_NONE), causal = hand_shape(1, 0);
    double out[4], q = sqrt(2) * LN_2;
    attend(&all, &how, q, two_words, out);
    assert_numbers(out, (double[]){2, 2, 1, 4}, 4, 1e-15);
    attend(&all, &how, q, exchanged, out);
    assert_numbers(out, (double[]){1, 4, 2, 2}, 4, 1e-15);
    attend(&causal, &how, q, two_words, out);
    assert_numbers(out, (double[]){3, 0, 1, 4}, 4, 1e-15);
    attend(&causal, &how, q, exchanged, out);
    assert_numbers(out, (double[]){0, 6, 2, 2}, 4, 1e-15);
}

static void what_a_trace_holds(void **state)
{
    (void)state;
    struct train_shape s = hand_shape(1, TRAIN_MASK_CAUSAL);
    double number[24];
    set_by_hand(&s, sqrt(2) * LN_2, 0, number);
    struct train_trace t = {0};
    struct train_reading how = {0};
    assert_true(
        train_forward(&s, number, &how, &(struct train_example){.word = two_words, .n = 2}, &t));
    const struct train_block_trace *b = &t.block[0];
    assert_numbers(b->dot, (double[]){sqrt(2) * LN_2, 0, 0, sqrt(2) * LN_2}, 4, 1e-15);
    assert_true(isnan(b->score[1]));
    assert_true(near(b->score[0], LN_2, 1e-15) && near(b->score[3], LN_2, 1e-15));
    assert_numbers(b->weight, (double[]){1, 0, 1. / 3, 2. / 3}, 4, 1e-15);
    assert_numbers(t.p, (double[]){.5, .5, .5, .5}, 4, 0);
    train_trace_free(&t);
}

/* d_k = 1: no scale. Head 1 weighs 2/3 1/3 and 1/2 1/2, head 2 the other way round. */
static void two_heads_by_hand(void **state)
{
    (void)state;
    struct train_reading how = {0};
    struct train_shape s = hand_shape(2, TRAIN_MASK_NONE);
    double out[4];
    attend(&s, &how, LN_2, two_words, out);
    assert_numbers(out, (double[]){2, 3, 1.5, 4}, 4, 1e-15);
    how.formula = TRAIN_FORMULA_D_MODEL;
    attend(&s, &how, LN_2, two_words, out);
    assert_true(near(out[0] / 3, 0.6201368378738459, 1e-15));
    how.formula = TRAIN_FORMULA_RESHAPED;
    attend(&s, &how, LN_2, two_words, out);
    assert_numbers(out, (double[]){2, 1.5, 3, 4}, 4, 1e-15);
    how.formula = TRAIN_FORMULA_RIGHT;
    how.knocked = 2;
    attend(&s, &how, LN_2, two_words, out);
    assert_numbers(out, (double[]){2, 0, 1.5, 0}, 4, 1e-15);
    how.knocked = 1;
    attend(&s, &how, LN_2, two_words, out);
    assert_numbers(out, (double[]){0, 3, 0, 4}, 4, 1e-15);
}

/* With the mask put on afterwards the first row keeps 2/3 of itself; over the queries the first key
 * shares itself out 2 : 1 among both, and the second is the second query's alone. */
static void other_wrong_formulas_by_hand(void **state)
{
    (void)state;
    struct train_shape causal = hand_shape(1, TRAIN_MASK_CAUSAL);
    double out[4], q = sqrt(2) * LN_2;
    struct train_reading how = {.formula = TRAIN_FORMULA_MASK_AFTER};
    attend(&causal, &how, q, two_words, out);
    assert_numbers(out, (double[]){2, 0, 1, 4}, 4, 1e-15);
    how.formula = TRAIN_FORMULA_COLUMNS;
    attend(&causal, &how, q, two_words, out);
    assert_numbers(out, (double[]){2, 0, 1, 6}, 4, 1e-15);
    how.formula = TRAIN_FORMULA_UNSHIFTED;
    attend(&causal, &how, q, two_words, out);
    assert_numbers(out, (double[]){3, 0, 1, 4}, 4, 1e-15);
}

static void tied_scale_on_the_wrong_side(void **state)
{
    (void)state;
    struct train_shape s = {
        .d_model = 4, .words = 3, .classes = 3, .tied = true, .scale = true, .positions = true};
    double *number = start_numbers(&s, 1, NULL), *places = sinusoids(4);
    struct train_reading how = {.places = places};
    struct train_example e = {.word = (uint32_t[]){2, 0}, .n = 2};
    for (int wrong = 0; wrong < 2; wrong++) {
        how.formula = wrong ? TRAIN_FORMULA_TIED_SCALE : TRAIN_FORMULA_RIGHT;
        struct train_trace t = {0};
        assert_true(train_forward(&s, number, &how, &e, &t));
        for (int i = 0; i < 2; i++)
            for (int c = 0; c < 3; c++) {
                double sum = 0;
                for (int k = 0; k < 4; k++)
                    sum += ((wrong ? 1 : 2) * number[(int)e.word[i] * 4 + k] + places[i * 4 + k]) *
                           number[c * 4 + k] * (wrong ? 2 : 1);
                assert_true(near(t.logit[i * 3 + c], sum, 1e-14));
            }
        train_trace_free(&t);
    }
    free(number);
    free(places);
}

/* The loss is Σ weight · −ln p; u and the weight are such that d loss / d o_1 = (1, 0):
 * logits of row 1 are 3u and 0, 3u = ln 2, p = 2/3. Then, with s = 1/√2, of q_1 (2/3, −2/3) s, of k_1
 * (2/3 ln 2, 0), of k_2 its opposite, of v_1 and v_2 the weights. */
static void backward_by_hand(void **state)
{
    (void)state;
    struct train_shape s = hand_shape(1, TRAIN_MASK_NONE);
    double number[24], gradient[24] = {0}, u = LN_2 / 3;
    set_by_hand(&s, sqrt(2) * LN_2, u, number);
    struct train_example e = {
        .word = two_words, .n = 2, .ask = &(struct train_ask){0, 0}, .asks = 1};
    struct train_trace t = {0};
    struct train_gradient g = {gradient, -3 / u, 0};
    assert_true(train_backward(&s, number, &(struct train_reading){0}, &e, &t, &g));
    assert_true(near(t.p[0], 2. / 3, 1e-15));
    assert_true(near(g.loss, -3 / u * log(1.5), 1e-13));
    double third = 2. / 3 / sqrt(2), by_k = 2. / 3 * LN_2;
    const struct {
        enum train_part_kind kind;
        double want[4];
    } parts[] = {
        {TRAIN_PART_Q, {third, -third, 0, 0}},
        {TRAIN_PART_K, {by_k, 0, -by_k, 0}},
        {TRAIN_PART_V, {2. / 3, 0, 1. / 3, 0}},
        {TRAIN_PART_O, {2, 0, 2, 0}},
    };
    assert_true(near(third, 0.4714045208, 1e-10) && near(by_k, 0.4620981204, 1e-10));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct train_part p;
        assert_true(train_find_part(&s, parts[i].kind, 0, &p));
        assert_numbers(gradient + p.at, parts[i].want, 4, 1e-14);
    }
    train_trace_free(&t);
}

/* ---- gradients ---- */

static double drawn(void)
{
    return rand() / (double)RAND_MAX - 0.5;
}

static double loss_of(const struct train_shape *s, const double *number,
                      const struct train_reading *how, const struct train_example *e,
                      struct train_trace *t)
{
    assert_true(train_forward(s, number, how, e, t));
    return train_loss_sum(t, e);
}

/* |numeric − analytic| ÷ |numeric + analytic| over all numbers. */
static double gradient_error(const struct train_shape *s, const struct train_example *e)
{
    static double places[TRAIN_TOKENS_MAX * TRAIN_D_MAX];
    size_t numbers = train_numbers(s);
    double *number = malloc(numbers * sizeof *number), apart = 0, both = 0;
    double *gradient = calloc(numbers, sizeof *gradient);
    assert_true(number && gradient);
    for (size_t i = 0; i < numbers; i++) number[i] = drawn();
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) places[i] = drawn();
    struct train_reading how = {.places = places};
    struct train_trace t = {0};
    struct train_gradient g = {gradient, 0.25, 0};
    assert_true(train_backward(s, number, &how, e, &t, &g));
    assert_true(near(g.loss, 0.25 * loss_of(s, number, &how, e, &t), 1e-13));
    for (size_t i = 0; i < numbers; i++) {
        const double h = 1e-5, at = number[i];
        number[i] = at + h;
        double up = loss_of(s, number, &how, e, &t);
        number[i] = at - h;
        double numeric = 0.25 * (up - loss_of(s, number, &how, e, &t)) / (2 * h);
        number[i] = at;
        apart += (numeric - gradient[i]) * (numeric - gradient[i]);
        both += (numeric + gradient[i]) * (numeric + gradient[i]);
    }
    train_trace_free(&t);
    free(number);
    free(gradient);
    return sqrt(apart / both);
}

/* Shapes counted through: what differs is a digit each. False: there is no such shape. */
static bool shape_of(int i, struct train_shape *s, bool *mean)
{
    const int ways[] = {3, TRAIN_NORM_COUNT, TRAIN_MASK_COUNT, 2, 2, 2, 3, 2};
    int digit[8];
    for (int w = 0; w < 8; i /= ways[w], w++) digit[w] = i % ways[w];
    *s = (struct train_shape){.d_model = 8,
                              .words = 5,
                              .classes = digit[4] ? 5 : 7,
                              .blocks = digit[0],
                              .norm = (enum train_norm)digit[1],
                              .mask = (enum train_mask)digit[2],
                              .heads = digit[3] ? 4 : 1,
                              .tied = digit[4],
                              .cross = digit[5],
                              .positions = digit[6] > 0,
                              .places = digit[6] == 2 ? 6 : 0,
                              .scale = true};
    *mean = digit[7];
    return s->blocks ? !s->cross || s->blocks == 1
                     : !s->cross && !s->norm && !s->mask && s->heads == 1;
}

/* A word twice, rows asked of twice and not at all, U drawn: all numbers of all shapes. */
static void every_gradient(void **state)
{
    (void)state;
    const uint32_t word[] = {0, 1, 2, 1, 4, 0}, source[] = {3, 1, 2, 2};
    const struct train_ask rows[] = {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {5, 4}, {5, 4}};
    const struct train_ask mean_row[] = {{0, 1}, {0, 2}, {0, 1}};
    srand(11);
    double worst = 0;
    int shapes = 0;
    for (int i = 0; i < 3 * 3 * 2 * 2 * 2 * 2 * 3 * 2; i++) {
        struct train_shape s;
        bool mean;
        if (!shape_of(i, &s, &mean)) continue;
        struct train_example e = {word, 6, source, 4, mean ? mean_row : rows, mean ? 3 : 6, mean};
        double error = gradient_error(&s, &e);
        if (error > 1e-8)
            fail_msg("%.3g: %d blocks, norm %s, mask %s, %d heads, tied %d, cross %d, places %d, "
                     "positions %d, mean %d",
                     error, s.blocks, train_norm_names[s.norm], train_mask_names[s.mask], s.heads,
                     s.tied, s.cross, s.places, s.positions, mean);
        worst = fmax(worst, error);
        shapes++;
    }
    print_message("# %d shapes, worst %.2g\n", shapes, worst);
    assert_int_equal(shapes, 444);
}

/* A vocabulary beyond which products go another way, tied and not. */
static void gradient_of_a_vocabulary(void **state)
{
    (void)state;
    const uint32_t word[] = {70, 1, 2, 1, 4, 66};
    const struct train_ask ask[] = {{0, 69}, {1, 2}, {2, 0}, {5, 4}};
    srand(12);
    for (int tied = 0; tied < 2; tied++) {
        struct train_shape s = {.d_model = 12,
                                .words = 71,
                                .classes = 71,
                                .blocks = 1,
                                .heads = 3,
                                .tied = tied,
                                .positions = true,
                                .scale = true};
        struct train_example e = {.word = word, .n = 6, .ask = ask, .asks = 4};
        assert_true(gradient_error(&s, &e) < 1e-8);
    }
}

/* ---- the program's own start ---- */

/* "you" at 7, X = 4T + P, no norm, two heads. */
static void attention_at_the_start(void **state)
{
    (void)state;
    struct train_shape s = {.d_model = 16,
                            .words = LINE_WORDS,
                            .classes = LINE_WORDS,
                            .blocks = 1,
                            .heads = 2,
                            .positions = true,
                            .scale = true,
                            .norm = TRAIN_NORM_NONE};
    double *number = start_numbers(&s, 1, line_index), *places = sinusoids(16);
    struct train_reading how = {.places = places};
    struct train_trace t = {0};
    assert_true(
        train_forward(&s, number, &how, &(struct train_example){.word = line_word, .n = 12}, &t));
    const double scores[] = {-1.108400, -0.324517, 0.658247,  -0.150835,
                             -0.109344, -0.804420, -0.056650, -0.140206};
    const double weights[] = {.047140, .103235, .275827, .122817,
                              .128020, .063886, .134946, .124129};
    const double scores_2[] = {2.835598,  1.237438, 0.177686, -2.365715,
                               -1.419736, 0.778001, 1.448984, 1.855698};
    const struct train_block_trace *b = &t.block[0];
    assert_numbers(b->score + 7 * 12, scores, 8, 6e-7);
    assert_numbers(b->weight + 7 * 12, weights, 8, 6e-7);
    assert_numbers(b->score + (12 + 7) * 12, scores_2, 8, 6e-7);
    assert_true(near(b->weight[(12 + 7) * 12], .488976, 6e-7));
    assert_true(near(b->weight[(12 + 7) * 12 + 7], .183536, 6e-7));
    train_trace_free(&t);
    free(number);
    free(places);
}

/* On P alone, causal, one head: the mean weight on the word before, and on the same word. */
static void made_heads_turn_back(void **state)
{
    (void)state;
    struct train_shape s = {.d_model = 16,
                            .words = 1,
                            .classes = 2,
                            .blocks = 1,
                            .heads = 1,
                            .positions = true,
                            .norm = TRAIN_NORM_NONE};
    const double want[4] = {0.24, 0.39, 0.80, 0.9995};
    double *places = sinusoids(16), rates[8], beta = 1;
    double *number = calloc(train_numbers(&s), sizeof *number);
    assert_non_null(number);
    for (int i = 0; i < 8; i++) rates[i] = pow(10000, -2 * i / 16.);
    struct train_reading how = {.places = places};
    struct train_example e = {.word = (uint32_t[12]){0}, .n = 12};
    struct train_trace t = {0};
    for (int i = 0; i < 4; i++, beta *= 4) {
        train_made_values(&s, rates, 1, beta, number);
        assert_true(train_forward(&s, number, &how, &e, &t));
        double sum = 0;
        for (int row = 1; row < 12; row++) sum += t.block[0].weight[row * 12 + row - 1];
        if (!near(sum / 11, want[i], i == 3 ? 1e-4 : 5e-3)) fail_msg("%g: %.4f", beta, sum / 11);
        /* The query is P of the position before, beta times as long. */
        for (int k = 0; k < 16; k++)
            assert_true(near(t.block[0].q[5 * 16 + k], beta * places[4 * 16 + k], beta * 1e-7));
    }
    train_made_values(&s, rates, 0, 64, number);
    assert_true(train_forward(&s, number, &how, &e, &t));
    for (int row = 0; row < 12; row++) assert_true(t.block[0].weight[row * 13] > 0.99);
    train_trace_free(&t);
    free(number);
    free(places);
}

/* Each bit takes one head of one block out of what W_O reads, and nothing else. */
static void heads_knocked_out(void **state)
{
    (void)state;
    struct train_shape s = {
        .d_model = 8, .words = LINE_WORDS, .classes = 3, .blocks = 2, .heads = 2};
    double *number = start_numbers(&s, 1, NULL);
    struct train_trace t = {0};
    struct train_example e = {.word = line_word, .n = LINE_TOKENS};
    for (int b = 0; b < 2; b++)
        for (int h = 0; h < 2; h++) {
            struct train_reading how = {.knocked = UINT64_C(1) << (b * TRAIN_HEADS_MAX + h)};
            assert_true(train_forward(&s, number, &how, &e, &t));
            for (int i = 0; i < 2 * LINE_TOKENS * 8; i++) {
                int block = i / (LINE_TOKENS * 8), at = i % (LINE_TOKENS * 8);
                bool out = block == b && at % 8 / 4 == h;
                assert_true((fabs(t.block[block].concat[at]) > 0) == !out);
            }
        }
    train_trace_free(&t);
    free(number);
}

static void numbers_and_parts(void **state)
{
    (void)state;
    struct train_shape s = {.d_model = 16, .words = 10, .classes = 10, .heads = 2};
    const size_t line[3] = {320, 1408, 2464};
    for (s.blocks = 0; s.blocks < 3; s.blocks++)
        assert_int_equal(train_numbers(&s), line[s.blocks]);
    struct train_shape backwards = {.d_model = 32,
                                    .words = 13,
                                    .classes = 12,
                                    .blocks = 1,
                                    .heads = 1,
                                    .cross = true,
                                    .norm = TRAIN_NORM_NONE};
    assert_int_equal(train_numbers(&backwards), 4896);
    s = (struct train_shape){.d_model = 6,
                             .words = 4,
                             .classes = 4,
                             .blocks = 2,
                             .heads = 3,
                             .tied = true,
                             .places = 9,
                             .norm = TRAIN_NORM_AFTER};
    struct train_part part[TRAIN_PARTS_MAX];
    int count = train_parts(&s, part);
    assert_int_equal(count, 2 + 6 + 6);
    size_t at = 0;
    for (int i = 0; i < count; i++) {
        assert_int_equal(part[i].at, at);
        at += (size_t)(part[i].rows * part[i].cols);
    }
    assert_int_equal(at, train_numbers(&s));
    assert_false(train_find_part(&s, TRAIN_PART_U, 0, NULL));
    assert_false(train_find_part(&s, TRAIN_PART_LAST_GAIN, 0, NULL));
    assert_true(train_find_part(&s, TRAIN_PART_O, 1, part));
    assert_int_equal(part[0].rows * part[0].cols, 36);
}

/* Streams 2 … 9 in the third word of the counter: W_Q of the first block begins with the draws that
 * a second program made, and no two matrices are alike. */
static void start_values_are_drawn(void **state)
{
    (void)state;
    struct train_shape s = {.d_model = 16, .words = 1, .classes = 3, .blocks = 2, .heads = 2};
    double *number = start_numbers(&s, 1, NULL);
    struct train_part part[TRAIN_PARTS_MAX];
    int count = train_parts(&s, part), drawn_parts = 0;
    struct embedding e = {1, 16, INIT_SCALED_NORMAL, false};
    for (int i = 0; i < count; i++) {
        const double *at = number + part[i].at;
        double want = part[i].kind == TRAIN_PART_GAIN || part[i].kind == TRAIN_PART_LAST_GAIN;
        if (part[i].kind == TRAIN_PART_T) continue;
        if (part[i].kind >= TRAIN_PART_Q && part[i].kind <= TRAIN_PART_O) {
            for (int r = 0; r < 16; r++) {
                float row[16];
                embedding_stream_row(&e, (uint32_t)(2 + drawn_parts), (uint32_t)r, row);
                for (int k = 0; k < 16; k++) assert_true(near(at[r * 16 + k], (double)row[k], 0));
            }
            drawn_parts++;
        } else
            for (int k = 0; k < part[i].rows * part[i].cols; k++) assert_true(near(at[k], want, 0));
    }
    assert_int_equal(drawn_parts, 8);
    free(number);
}

/* Forward, and twice as much back: d · C a row, 4 d² a row of a block, 2 d a cell of attention. */
static void cost_is_counted(void **state)
{
    (void)state;
    struct train_shape s = {.d_model = 16, .words = 10, .classes = 10, .heads = 2, .blocks = 1};
    struct train_example e = {.word = line_word, .n = 11};
    assert_int_equal(train_cost(&s, &e),
                     3 * (11 * 160 + 4 * 11 * 256 + 2 * 121 * 16) + 2 * 11 * 16);
    e.mean = true;
    s.blocks = 0;
    assert_int_equal(train_cost(&s, &e), 3 * 160 + 2 * 11 * 16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_head_by_hand),
        cmocka_unit_test(what_a_trace_holds),
        cmocka_unit_test(two_heads_by_hand),
        cmocka_unit_test(other_wrong_formulas_by_hand),
        cmocka_unit_test(tied_scale_on_the_wrong_side),
        cmocka_unit_test(backward_by_hand),
        cmocka_unit_test(every_gradient),
        cmocka_unit_test(gradient_of_a_vocabulary),
        cmocka_unit_test(attention_at_the_start),
        cmocka_unit_test(made_heads_turn_back),
        cmocka_unit_test(heads_knocked_out),
        cmocka_unit_test(numbers_and_parts),
        cmocka_unit_test(start_values_are_drawn),
        cmocka_unit_test(cost_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
