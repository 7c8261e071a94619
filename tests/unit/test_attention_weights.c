/* The Attention view's made and trained weights, shuffled words and wrong formulas, read off the
 * frame and held against loops of the test's own, or known numbers. */
#include "unit/attention_screen.h"
#include "view/attention/attention_parts.h"

/* ---- made weights ------------------------------------------------------ */

/* P turned back by one: measured mean weights on the word before for β 1, 4, 16, 64. */
static void test_turned_back(void **state)
{
    (void)state;
    static const double known[] = {0.24, 0.39, 0.80, 0.99};
    play("W W");
    line_with("weights made: turns P back by 1, β 16");
    play("< < < <");
    for (int i = 0; i < 4; i++, play("> >")) {
        struct own o = own_of(false, true);
        double got[2], sum = 0, beta = pow(4, i);
        o.normed = false;
        o.heads = 1;
        memset(o.w, 0, sizeof o.w);
        for (int k = 0; k < 16; k++) o.w[0][1][k][k] = o.w[0][2][k][k] = o.w[0][3][k][k] = 1;
        for (int k = 0; k < 16; k += 2) { /* (sin, cos) of i to that of i − 1 */
            double angle = pow(10000, -k / 16.);
            o.w[0][0][k][k] = o.w[0][0][k + 1][k + 1] = beta * cos(angle);
            o.w[0][0][k + 1][k] = -beta * sin(angle);
            o.w[0][0][k][k + 1] = beta * sin(angle);
        }
        own_read(&o);
        check_lines(&o, 0, 0, 7);
        for (int r = 1; r < 12; r++) sum += o.weight[0][0][r][r - 1] / 11;
        read_numbers(line_with("mean weight"), got, 2);
        assert_near(got[0], fmin(sum, 0.99), 0.00501);
        assert_near(got[0], known[i], 0.0101);
    }
}

/* Columns in another order leave the products as they are. */
static void test_turned_back_split(void **state)
{
    (void)state;
    play("W W");
    char before[12][200];
    for (int j = 0; j < 12; j++) snprintf(before[j], sizeof before[j], "%s", key_line(j));
    play("L");
    assert_int_equal(app.params.layout, LAYOUT_SPLIT);
    for (int j = 0; j < 12; j++) assert_string_equal(key_line(j), before[j]);
}

/* W_Q = β, W_K = 1 on E: the three `you` have the same weights. */
static void test_same_word(void **state)
{
    (void)state;
    play("W W W x");
    line_with("E alone");
    struct own o = own_of(true, false);
    o.causal = o.normed = false;
    o.heads = 1;
    memset(o.w, 0, sizeof o.w);
    for (int k = 0; k < 16; k++) {
        o.w[0][0][k][k] = 16;
        o.w[0][1][k][k] = o.w[0][2][k][k] = o.w[0][3][k][k] = 1;
    }
    own_read(&o);
    check_lines(&o, 0, 0, 7);
    double got[4];
    for (int j = 1; j <= 10; j++)
        if (j == 1 || j == 7 || j == 10) {
            read_numbers(key_line(j), got, 4);
            assert_near(got[3], 1. / 3, 0.000051);
        }
}

/* ---- trained ----------------------------------------------------------- */

/* Step 100 of one block with P, Adam 0.01, seed 1: known scores and weights of head 2. */
static void test_trained(void **state)
{
    (void)state;
    static const double score[] = {-3.225206, 1.050195,  -3.280286, -5.104169,
                                   1.457622,  -0.788897, 6.144422,  1.921550},
                        weight[] = {.000083, .005947, .000078, .000013,
                                    .008938, .000945, .969783, .014214};
    double got[4];
    play("W");
    line_with("not trained yet: Space trains a block on this sentence");
    play(". ,");
    line_with("weights step 0: as drawn, nothing learned");
    for (int i = 0; i < 100; i++) play_script(".", false);
    draw();
    play(")");
    line_with("weights trained here, step 100, loss 0.0033");
    for (int j = 0; j < 8; j++) {
        assert_int_equal(read_numbers(key_line(j), got, 4), 4);
        assert_near(got[1], score[j], 0.00051);
        assert_near(got[3], weight[j], 0.000051);
    }
    line_with("0.0033 → 0.0989 head 2  0.0433 head 1");
    line_with("mean weight 0.18, 0.20; equal 0.19");
    line_with("win 0.996");
    play("K");
    line_with("head 2 of 2 knocked out");
    line_with("head 2 knocked out: the loss goes from 0.0033 to 0.0989");
    const char *next = line_with("norm, × U");
    assert_null(strstr(next, "win 0.996"));
    play("K w");
    line_with("without P");
    assert_int_equal(app.training.step, 100);
}

/* Another mask is trained to the same step. */
static void test_trained_again(void **state)
{
    (void)state;
    play(". . . x");
    line_with("no mask: encoder");
    line_with("step 3");
    assert_int_equal(app.attention.run->recipe.mask, TRAIN_MASK_NONE);
    play("W W W W");
    line_with("weights trained here, step 3");
}

/* A text that cannot be trained on leaves the picture and the recipe as they were. */
static void test_what_cannot_be_trained(void **state)
{
    (void)state;
    play("Tab C-u 'you' Tab Space");
    assert_int_equal(app.attention.made, ATTENTION_RANDOM);
    assert_true(app.attention.ready);
    assert_int_equal(app.training.recipe.blocks, 0);
    assert_null(training_run(&app, true));
}

/* While it runs the heading says so, and Space pauses. */
static void test_running(void **state)
{
    (void)state;
    line_with("Space train");
    play(". Space");
    line_with("weights ▶ running, step");
    line_with("Space pause");
    play("Space");
    line_with("weights trained here, step");
    line_with("Space train");
}

/* Of a goal that has texts of its own the Training view reads the same one, at the same place. */
static void test_one_selection(void **state)
{
    (void)state;
    app.training.recipe = train_recipe_of(TRAIN_BEFORE, 1, true, 16);
    play(". .");
    for (int i = 0; i < 3; i++) {
        const struct train_example *read = &app.attention.example;
        uint32_t word[TRAIN_TOKENS_MAX];
        int n = read->n, row = attention_row(&app);
        memcpy(word, read->word, (size_t)n * sizeof *word);
        play("8");
        assert_int_equal(app.training_view.example.n, n);
        assert_memory_equal(app.training_view.example.word, word, (size_t)n * sizeof *word);
        assert_int_equal(training_place(&app), row);
        play("n k 9 n j");
        assert_int_not_equal(app.training_view.chosen, i);
    }
    app.training.recipe = train_recipe_of(TRAIN_SENTENCE, 1, true, 16);
    play(". n");
    line_with("what is read here is the text on screen");
}

/* Said backwards: after 200 steps the weights stand on the anti-diagonal. */
static void test_backwards(void **state)
{
    (void)state;
    double got[2];
    play("M");
    app.training.recipe = train_recipe_of(TRAIN_BACKWARDS, -1, true, 32);
    for (int i = 0; i < 200; i++) play_script(".", false);
    draw();
    line_with("cross-attention");
    for (int i = 0; i < 8; i++) {
        double largest = 0, there = 0;
        for (int j = 0; j < 8; j++) {
            double cell[1] = {0};
            read_numbers(cells(BODY + 2 + i, LABEL + 4 * j, 4), cell, 1);
            largest = fmax(largest, cell[0]);
            if (j == 7 - i) there = cell[0];
        }
        assert_near(there, largest, 1e-9);
    }
    read_numbers(line_with("mean weight"), got, 2);
    assert_true(got[0] > 0.6); /* words that come twice share it */
    assert_near(got[1], 1. / 8, 0.00501);
}

/* ---- shuffled ---------------------------------------------------------- */

/* Rows that come out of this text and of that before, by the test's own loops, as they are now. */
static void read_both(struct own *now, struct own *before, bool place, bool causal, int blocks)
{
    *now = *before = own_of(true, place);
    now->causal = before->causal = causal;
    now->blocks = before->blocks = blocks;
    own_rows(now, &app.pipeline, true, place);
    own_rows(before, &app.shuffle.before.pipeline, true, place);
    own_read(now);
    own_read(before);
}

/* The word that a text ends in, as a number. */
static double last_number(const char *text)
{
    size_t end = strlen(text);
    while (end && text[end - 1] == ' ') end--;
    while (end && text[end - 1] != ' ') end--;
    return strtod(text + end, NULL);
}

/* "←7" before the cells, and the difference of the two rows after them, to its last digit. */
static double check_joins(const struct own *now, const struct own *before)
{
    double largest = 0;
    bool taken[OWN_MAX] = {false};
    for (int i = 0; i < now->n; i++) {
        const char *line = row_text(BODY + 2 + i);
        const char *arrow = strstr(line, "←");
        assert_non_null(arrow);
        int from = atoi(arrow + strlen("←"));
        assert_false(taken[from]);
        taken[from] = true;
        assert_true(pipeline_index(&app.pipeline, (size_t)i) ==
                    pipeline_index(&app.shuffle.before.pipeline, (size_t)from));
        double by = 0, got;
        for (int c = 0; c < now->d; c++)
            by = fmax(
                by, fabs(now->out[now->blocks - 1][i][c] - before->out[now->blocks - 1][from][c]));
        got = last_number(cells(BODY + 2 + i, 0, CELLS - 1));
        if (by > 1e-12)
            assert_near(got, by, 0.00501);
        else
            assert_true(got < 1e-12);
        largest = fmax(largest, by);
    }
    return largest;
}

static void test_shuffled_encoder(void **state)
{
    (void)state;
    struct own now, before;
    double got[2];
    play("x w z");
    read_both(&now, &before, false, false, 1);
    double largest = check_joins(&now, &before);
    assert_true(largest < 1e-12);
    read_numbers(line_with("shuffled: the rows only changed places (largest difference"), got, 1);
    line_with("2 blocks: the rows only change places, too");
    play("w");
    read_both(&now, &before, true, false, 1);
    largest = check_joins(&now, &before);
    assert_true(largest > 0.1);
    const char *line = line_with("shuffled: rows differ from their word's row by up to");
    assert_non_null(strstr(line, "P tells the order"));
    assert_int_equal(read_numbers(line, got, 1), 1);
    assert_near(got[0], largest, 0.0501);
    play("Z");
    for (int row = 0; row < 40; row++) assert_null(strstr(row_text(row), "shuffled"));
}

/* The same words before, in another order: the row of the dot is the same in one block, and
 * another in two. */
static void test_shuffled_causal(void **state)
{
    (void)state;
    static const char was[] = "the dog chased the cat .", is[] = "the cat chased the dog .";
    struct own now, before;
    struct err e;
    double got[3], dot = 0;
    assert_true(app_set_text(&app, is, sizeof is - 1, &e));
    assert_true(other_set(&app.shuffle.before, was, sizeof was - 1));
    assert_true(str_add(&app.shuffle.after, is, sizeof is - 1));
    app.shuffle.say = true;
    draw();
    play("w");
    read_both(&now, &before, false, true, 1);
    double largest = check_joins(&now, &before);
    assert_true(largest > 0.1);
    for (int c = 0; c < 16; c++) dot = fmax(dot, fabs(now.out[0][5][c] - before.out[0][5][c]));
    assert_true(dot < 1e-12);
    line_with("1 row with the same words before it in another order: equal to");
    line_with("its word and which words came before, in what shares, not in what order");
    read_both(&now, &before, false, true, 2);
    dot = largest = 0;
    for (int c = 0; c < 16; c++) dot = fmax(dot, fabs(now.out[1][5][c] - before.out[1][5][c]));
    read_numbers(line_with("2 blocks: rows differ by up to"), got, 3);
    assert_near(got[2], dot, 0.0501);
    assert_true(dot > 0.1);
    play("o");
    line_with("their order is seen");
}

/* What one causal block without P reads is said of every order, and of nothing else; what only
 * rows that are there can show is said where they are. */
static void test_shares(void **state)
{
    (void)state;
    play("w z");
    line_with("1 row with the same words before it in another order: equal to");
    for (int i = 0; i < 6; i++, play("z")) {
        line_with("which words came before, in what shares, not in what order");
        for (int row = 0; row < 40; row++) assert_null(strstr(row_text(row), "0e+00"));
    }
    static const char *const keys[] = {"w", "x", "w x o"};
    for (size_t i = 0; i < COUNT(keys); i++) {
        play(keys[i]);
        for (int row = 0; row < 40; row++) {
            assert_null(strstr(row_text(row), "not in what order"));
            assert_null(strstr(row_text(row), "z shuffles again"));
            if (i == 1) assert_null(strstr(row_text(row), "that row by"));
        }
    }
}

/* What is false of a decoder is nowhere on screen, whatever is shown. */
static void test_no_false_sentence(void **state)
{
    (void)state;
    static const char *const keys[] = {"w", "z", "o", "x", "w", "f", "z", "W W", "Z", "?"};
    for (size_t i = 0; i < COUNT(keys); i++) {
        play(keys[i]);
        for (int row = 0; row < 40; row++) {
            const char *text = row_text(row);
            assert_null(strstr(text, "cannot"));
            assert_null(strstr(text, "order is lost"));
            assert_null(strstr(text, "undecided"));
        }
    }
}

/* ---- wrong formulas ---------------------------------------------------- */

static void check_wrong(struct own *wrong, const struct own *right, const char *name)
{
    double largest = 0, got[8];
    own_read(wrong);
    assert_non_null(line_with(name));
    for (int j = 0; j <= 7; j++) {
        assert_int_equal(read_numbers(key_line(j), got, 4), 4);
        assert_near(got[2], wrong->weight[0][0][7][j], 0.000051);
        assert_near(got[3], right->weight[0][0][7][j], 0.000051);
    }
    for (int h = 0; h < 2; h++)
        for (int i = 0; i < 12; i++)
            for (int j = 0; j <= i; j++)
                largest =
                    fmax(largest, fabs(wrong->weight[0][h][i][j] - right->weight[0][h][i][j]));
    read_numbers(line_with("weights differ by up to"), got, 1);
    assert_near(got[0], largest, 0.000051);
    line_with("a loss that falls tells nothing of this");
    line_with("met in ");
}

static void test_wrong_formulas(void **state)
{
    (void)state;
    struct own right = own_of(true, true), wrong;
    own_read(&right);
    play("f");
    wrong = right;
    wrong.divisor = 4;
    check_wrong(&wrong, &right, "WRONG scale-by-d-model: scores are divided by √d_model");
    play("f f");
    wrong = right;
    wrong.columns = true;
    check_wrong(&wrong, &right, "WRONG softmax-over-queries");
    play("f");
    wrong = right;
    wrong.late = true;
    check_wrong(&wrong, &right, "WRONG mask-after-softmax");
    play("f");
    line_with("no weight and no row differs");
    line_with("at the selected word, right: win; wrong: you");
    play("f f");
    assert_int_equal(app.attention.formula, TRAIN_FORMULA_RIGHT);
    for (int row = 0; row < 40; row++) assert_null(strstr(row_text(row), "WRONG"));
}

/* The layout comes before the next reading: of a run that is over nothing is spelled by then. A
 * long random session ended by a class that the next run had not. */
static void test_run_that_is_over(void **state)
{
    (void)state;
    struct err e;
    struct shown shown;
    play("W . .");
    app.attention.formula = TRAIN_FORMULA_UNSHIFTED;
    draw();
    assert_non_null(app.attention.run);
    assert_true(attention_is_read(&app));
    line_set(&app.line, "one two", 7);
    assert_true(app_read(&app, &e));
    assert_true(training_begin(&app, &e));
    assert_false(attention_is_read(&app));
    view_shown(&app, &shown);
    draw();
    assert_true(attention_is_read(&app) || !app.attention.ready);
}

/* The same of a word that the text has no more, where the run has words of its own. */
static void test_text_that_is_shorter(void **state)
{
    (void)state;
    struct err e;
    struct shown shown;
    struct str text = STR_EMPTY;
    play("W . .");
    struct attention_word last = app.attention.word[app.attention.words - 1];
    assert_int_equal(last.token, app.pipeline.count - 1);
    line_set(&app.line, "one", 3);
    assert_true(app_read(&app, &e));
    view_shown(&app, &shown);
    const char *own[2] = {"own", NULL};
    struct train_run run = {0};
    run.task.own = own;
    last.index = 1;
    app.attention.run = &run;
    attention_word_text(&app, &last, &text);
    assert_string_equal(str_text(&text), "");
    last = (struct attention_word){.token = SIZE_MAX};
    attention_word_text(&app, &last, &text);
    assert_string_equal(str_text(&text), "own");
    str_free(&text);
    draw();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_turned_back),
        TEST(test_turned_back_split),
        TEST(test_same_word),
        TEST(test_trained),
        TEST(test_trained_again),
        TEST(test_backwards),
        TEST(test_shuffled_encoder),
        TEST(test_shuffled_causal),
        TEST(test_no_false_sentence),
        TEST(test_what_cannot_be_trained),
        TEST(test_shares),
        TEST(test_running),
        TEST(test_one_selection),
        TEST(test_wrong_formulas),
        TEST(test_run_that_is_over),
        TEST(test_text_that_is_shorter),
    };
    return cmocka_run_group_tests_name("attention_weights", tests, NULL, NULL);
}
