/* The Attention view: cells, weights, sums and verdicts are read off the frame and held against
 * loops of the test's own (attention_own.h). */
#include "unit/attention_own.h"
#include "unit/stage.h"

#include "app/views/attention.h"
#include "view/attention/attention_parts.h"

#define CELLS 61 /* the column from which the selected row's numbers stand at 120 columns */
#define BODY 7   /* the row of the matrix's and the numbers' headings */
#define LABEL 13 /* columns before the matrix's cells, which take four each */

static int setup(void **state)
{
    (void)state;
    return stage("attention", FOCUS_BODY, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

/* ---- reading ----------------------------------------------------------- */

/* The numbers of a text, − read as minus; those of its first `skip` bytes are not. */
static int read_numbers(const char *text, double *out, int max)
{
    int count = 0;
    for (const char *at = text; *at && count < max;) {
        double sign = 1;
        if (strncmp(at, "−", 3) == 0) sign = -1, at += 3;
        if (*at == '+') at++;
        bool digit = (*at >= '0' && *at <= '9') || (*at == '.' && at[1] >= '0' && at[1] <= '9');
        char *end;
        if (!digit) {
            at++;
            continue;
        }
        out[count++] = sign * strtod(at, &end);
        at = end;
    }
    return count;
}

/* The part of the row of that key after its position: "− 1.070 …", or points where it is masked. */
static const char *key_line(int key)
{
    const char *line = cells(BODY + 1 + key, CELLS, 59), *at = strchr(line, '@');
    assert_non_null(at);
    at += 2;
    return at + strspn(at, "0123456789");
}

static struct own own_of(bool word, bool place)
{
    static struct own o;
    memset(&o, 0, sizeof o);
    o.heads = 2;
    o.blocks = 1;
    o.causal = o.normed = true;
    own_rows(&o, &app.pipeline, word, place);
    own_draw(&o, 1);
    return o;
}

#define assert_near(value, should, by)                                                             \
    do {                                                                                           \
        double near_value = (value), near_should = (should);                                       \
        if (!(fabs(near_value - near_should) <= (by)))                                             \
            fail_msg("%s is %g, not %g", #value, near_value, near_should);                         \
    } while (0)

/* ---- cells ------------------------------------------------------------- */

/* Each line of the selected row: q·k, the score, exp, the weight; points where it is masked. */
static void check_lines(const struct own *o, int b, int head, int row)
{
    double max = -INFINITY, sum = 0, root = sqrt(o->d / o->heads);
    for (int j = 0; j < o->n; j++)
        if (own_sees(o, row, j)) max = fmax(max, o->dot[b][head][row][j] / root);
    for (int j = 0; j < o->n; j++) {
        double got[4];
        const char *line = key_line(j);
        if (!own_sees(o, row, j)) {
            assert_int_equal(read_numbers(line, got, 4), 0);
            assert_non_null(strstr(line, "·"));
            continue;
        }
        double score = o->dot[b][head][row][j] / root;
        assert_int_equal(read_numbers(line, got, 4), 4);
        assert_near(got[0], o->dot[b][head][row][j], 0.00051);
        assert_near(got[1], score, 0.00051);
        assert_near(got[2], exp(score - max), 0.000051);
        assert_near(got[3], o->weight[b][head][row][j], 0.000051);
        sum += exp(score - max);
    }
    double sums[3];
    assert_int_equal(read_numbers(cells(BODY + 1 + o->n, CELLS, 48), sums, 3), 3);
    assert_near(sums[1], sum, 0.000051);
    assert_near(sums[2], 1, 0.000051);
}

/* Each cell of the matrix is the weight in two digits, blank below half of the last of them, and a
 * point where it is masked. */
static void check_matrix(const struct own *o, int b, int head)
{
    for (int i = 0; i < o->n; i++)
        for (int j = 0; j < o->n; j++) {
            const char *text = cells(BODY + 2 + i, LABEL + 4 * j, 4);
            double got[1], weight = o->weight[b][head][i][j];
            bool selected = (size_t)i == app.token; /* a selected cell has its zeros */
            if (!own_sees(o, i, j))
                assert_non_null(strstr(text, "·"));
            else if (weight < 0.005 && !selected)
                assert_string_equal(text, "    ");
            else if (read_numbers(text, got, 1))
                assert_near(got[0], weight, 0.00501);
            else
                assert_true(weight < 0.005);
            if (weight < 1) assert_null(strstr(text, "1.0"));
        }
}

/* The numbers of the selected dimension, from o to the row that comes out. */
static void check_sum(const struct own *o, int b, const char *input)
{
    const char *const names[] = {"o = Σ weight·v", "o × W_O", input, "= row out"};
    int i = (int)app.token, k = app.dim;
    const double should[] = {o->concat[b][i][k], o->projected[b][i][k],
                             (b ? o->out[0] : o->x)[i][k], o->out[b][i][k]};
    for (int r = 0; r < 4; r++) {
        const char *line = line_with(names[r]) + strlen(names[r]);
        double got[1];
        assert_int_equal(read_numbers(line, got, 1), 1);
        assert_near(got[0], should[r], 0.00051);
    }
}

static void test_one_block(void **state)
{
    (void)state;
    struct own o = own_of(true, true);
    own_read(&o);
    for (int head = 0; head < 2; head++, play(")"))
        for (int row = 0; row < 12; row += 3) {
            app.token = (size_t)row;
            draw();
            check_lines(&o, 0, head, row);
            check_matrix(&o, 0, head);
            check_sum(&o, 0, "+ X = E + P");
            play("l");
        }
}

static void test_encoder_without_positions(void **state)
{
    (void)state;
    struct own o = own_of(true, false);
    o.causal = false;
    own_read(&o);
    play("x w");
    check_lines(&o, 0, 0, 7);
    check_matrix(&o, 0, 0);
    check_sum(&o, 0, "+ X = E ");
    line_with("no mask: encoder   without P");
    line_with("rows sum to 1");
}

static void test_two_blocks(void **state)
{
    (void)state;
    struct own o = own_of(true, true);
    o.blocks = 2;
    own_read(&o);
    play("o");
    check_lines(&o, 0, 0, 7);
    play("o");
    line_with("block 2 of 2, head 1 of 2");
    check_lines(&o, 1, 0, 7);
    check_matrix(&o, 1, 0);
    check_sum(&o, 1, "+ row, block 1");
    play("o");
    assert_int_equal(app.attention.shape.blocks, 1);
}

static void test_heads(void **state)
{
    (void)state;
    for (int press = 0; press < 4; press++) {
        struct own o = own_of(true, true);
        o.heads = app.attention.shape.heads;
        own_read(&o);
        assert_int_equal(o.d % o.heads, 0);
        check_lines(&o, 0, 0, 7);
        play("(");
        check_lines(&o, 0, o.heads - 1, 7);
        play("H");
    }
    assert_int_equal(app.attention.shape.heads, 2); /* 2, 4, 8, 1 and round again */
}

/* The mean weight on the word before, of each head, and of equal weights. */
static void test_word_before(void **state)
{
    (void)state;
    struct own o = own_of(true, true);
    double sum[2] = {0}, equal = 0, got[3];
    own_read(&o);
    for (int i = 1; i < o.n; i++) {
        for (int h = 0; h < 2; h++) sum[h] += o.weight[0][h][i][i - 1] / (o.n - 1);
        equal += 1. / (i + 1) / (o.n - 1);
    }
    assert_int_equal(read_numbers(line_with("mean weight"), got, 3), 3);
    for (int h = 0; h < 2; h++) assert_near(got[h], sum[h], 0.00501);
    assert_near(got[2], equal, 0.00501);
}

/* q, k and the weight of the selected cell, spelled out; a masked one has none. */
static void test_inspector(void **state)
{
    (void)state;
    struct own o = own_of(true, true);
    own_read(&o);
    int best = 0;
    for (int j = 1; j <= 7; j++)
        if (o.weight[0][0][7][j] > o.weight[0][0][7][best]) best = j;
    for (int column = best; column < 12; column++, play("Right")) {
        const char *line = row_text(38);
        double got[16];
        if (column > 7) {
            assert_non_null(strstr(line, "masked: it comes later, so there is no score"));
            assert_null(strstr(line, "q·k"));
            continue;
        }
        int count = read_numbers(strstr(line, "q·k"), got, 16);
        assert_int_equal(count, 8); /* 8, q·k, √8, score, score, max, sum, weight */
        assert_near(got[1], o.dot[0][0][7][column], 0.000051);
        assert_near(got[3], o.dot[0][0][7][column] / sqrt(8), 0.000051);
        assert_near(got[7], o.weight[0][0][7][column], 0.000051);
    }
}

/* ---- made weights ------------------------------------------------------ */

/* P turned back by one: measured mean weights on the word before for β 1, 4, 16, 64. */
static void test_turned_back(void **state)
{
    (void)state;
    static const double known[] = {0.24, 0.39, 0.80, 0.99};
    play("W W x");
    line_with("weights made: turns P back by 1, β 16");
    play("< < < <");
    for (int i = 0; i < 4; i++, play("> >")) {
        struct own o = own_of(false, true);
        double got[2], sum = 0, beta = pow(4, i);
        o.causal = o.normed = false;
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
    play("W W W W W");
    line_with("weights trained here, step 3");
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
    assert_true(got[0] > 0.7);
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

/* "←7" before the cells, and the difference of the two rows after them, to its last digit. */
static double check_joins(const struct own *now, const struct own *before)
{
    double largest = 0;
    bool taken[OWN_MAX] = {false};
    for (int i = 0; i < now->n; i++) {
        const char *line = row_text(BODY + app.rows / 40 + 1 + i);
        const char *arrow = strstr(line, "←");
        assert_non_null(arrow);
        int from = atoi(arrow + strlen("←"));
        assert_false(taken[from]);
        taken[from] = true;
        assert_true(pipeline_index(&app.pipeline, (size_t)i) ==
                    pipeline_index(&app.shuffle.before.pipeline, (size_t)from));
        double by = 0, got;
        for (int c = 0; c < now->d; c++)
            by = fmax(by, fabs(now->out[now->blocks - 1][i][c] -
                               before->out[now->blocks - 1][from][c]));
        got = strtod(cells(BODY + 2 + i, 54, 5) + strspn(cells(BODY + 2 + i, 54, 5), " "), NULL);
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
    const char *line = line_with("1 row with the same words before it as it had: the same to");
    assert_non_null(strstr(line, "one block sees which words came before, not in what order"));
    read_both(&now, &before, false, true, 2);
    dot = largest = 0;
    for (int c = 0; c < 16; c++) dot = fmax(dot, fabs(now.out[1][5][c] - before.out[1][5][c]));
    read_numbers(line_with("2 blocks: rows differ by up to") + strlen("2 blocks"), got, 2);
    assert_near(got[1], dot, 0.0501);
    assert_true(dot > 0.1);
    play("o");
    line_with("their order is seen");
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
    double most = 0, got[8];
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
                most = fmax(most, fabs(wrong->weight[0][h][i][j] - right->weight[0][h][i][j]));
    read_numbers(line_with("weights differ by up to"), got, 1);
    assert_near(got[0], most, 0.000051);
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
    play("f f");
    assert_int_equal(app.attention.formula, TRAIN_FORMULA_RIGHT);
    for (int row = 0; row < 40; row++) assert_null(strstr(row_text(row), "WRONG"));
}

/* ---- figures ----------------------------------------------------------- */

static void test_weight_text(void **state)
{
    (void)state;
    assert_string_equal(attention_weight_text(1, 4).text, "1.0");
    assert_string_equal(attention_weight_text(0.997, 4).text, ".99+");
    assert_string_equal(attention_weight_text(0.997, 3).text, ".99");
    assert_string_equal(attention_weight_text(0.9999999, 5).text, ".999+");
    assert_string_equal(attention_weight_text(0.994, 4).text, ".99");
    assert_string_equal(attention_weight_text(0.0049, 4).text, "");
    assert_string_equal(attention_weight_text(0.005, 4).text, ".01");
    assert_string_equal(attention_weight_fixed(0.99999, 4).text, "0.9999");
    assert_string_equal(attention_weight_fixed(0.9999, 3).text, "0.999");
    assert_string_equal(attention_weight_fixed(1, 4).text, "1.0000");
    assert_string_equal(attention_weight_fixed((double)NAN, 4).text, "–");
}

/* ---- arcs, clicks, what cannot be ------------------------------------- */

static bool is_blank(int row, int col)
{
    return frame_cell(&frame, row, col)->ch == ' ';
}

/* A line begins at the row of every word that has a weight from the threshold on, and ends at the
 * row of every key that has one. */
static void test_arcs(void **state)
{
    (void)state;
    struct own o = own_of(true, true);
    own_read(&o);
    play("v + +");
    line_with("lines from weight 0.4 on");
    int left = LABEL, right = LABEL;
    while (frame_cell(&frame, BODY + 1, right + 1)->ch != 'W') right++; /* "When @ 0" */
    for (int i = 0; i < 12; i++) {
        bool begins = false, ends = false;
        for (int j = 0; j < 12; j++) {
            begins |= j <= i && o.weight[0][0][i][j] >= 0.4;
            ends |= i <= j && o.weight[0][0][j][i] >= 0.4;
        }
        assert_int_equal(!is_blank(BODY + 1 + i, left), begins);
        assert_int_equal(!is_blank(BODY + 1 + i, right - 1), ends);
    }
}

static void test_clicks(void **state)
{
    (void)state;
    send((struct event){.type = EVENT_MOUSE, .row = BODY + 2 + 9, .col = LABEL + 4 * 3 + 1});
    assert_int_equal(app.token, 9);
    assert_int_equal(attention_column(&app), 3);
    assert_non_null(strstr(row_text(38), "head 1, or @ 9 → the @ 3"));
    send((struct event){.type = EVENT_MOUSE, .row = BODY + 1 + 5, .col = CELLS + 20});
    assert_int_equal(attention_column(&app), 5);
    send((struct event){.type = EVENT_MOUSE, .row = 27, .col = 34});
    assert_int_equal(attention_head(&app.attention), 1);
    play("=");
    assert_false(app.attention.chosen);
}

static void test_what_cannot_be(void **state)
{
    (void)state;
    play(": \"d-model 128\" Enter");
    line_with("d_model is 128; attention is computed for up to 64: m halves it");
    play("D : \"scheme index\" Enter W W");
    line_with("turning P back needs the pairs of sine and cosine");
    play("D W W W : \"d-model 7\" Enter H");
    line_with("7 heads of 1 number");
    play(": \"d-model 8\" Enter");
    line_with("7 heads do not divide rows of 8 numbers: H takes another");
}

/* A gap has no X: no row, no column, and nothing of it in a sum. */
static void test_gap(void **state)
{
    (void)state;
    struct err e;
    static const char text[] = "win or ___ you";
    assert_true(app_set_text(&app, text, sizeof text - 1, &e));
    app.token = 3;
    draw();
    double got[4];
    assert_int_equal(app.attention.example.n, 3);
    assert_int_equal(read_numbers(key_line(2), got, 4), 0);
    assert_non_null(strstr(key_line(2), "–"));
    line_with("Σ of 3");
    play("Up");
    line_with("no X here: no query, no row");
}

/* Small, wide, long, empty: something stands, and nothing is written beyond the frame. */
static void test_sizes(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "one", "a b", "猫 が 魚 を 食べる 猫",
                                        "When you play the game of thrones you ___"};
    struct err e;
    for (size_t t = 0; t < COUNT(texts); t++) {
        assert_true(app_set_text(&app, texts[t], strlen(texts[t]), &e));
        for (int cols = 20; cols <= 200; cols += 45)
            for (int rows = 6; rows <= 60; rows += 9) resize(cols, rows);
        play("v f z W");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_one_block),          TEST(test_encoder_without_positions),
        TEST(test_two_blocks),         TEST(test_heads),
        TEST(test_word_before),        TEST(test_inspector),
        TEST(test_turned_back),        TEST(test_turned_back_split),
        TEST(test_same_word),          TEST(test_trained),
        TEST(test_trained_again),      TEST(test_backwards),
        TEST(test_shuffled_encoder),   TEST(test_shuffled_causal),
        TEST(test_no_false_sentence),  TEST(test_wrong_formulas),
        TEST(test_weight_text),        TEST(test_arcs),
        TEST(test_clicks),             TEST(test_what_cannot_be),
        TEST(test_gap),                TEST(test_sizes),
    };
    return cmocka_run_group_tests_name("attention_view", tests, NULL, NULL);
}
