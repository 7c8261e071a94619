/* The Attention view: cells, weights and sums are read off the frame and held against loops of the
 * test's own (attention_own.h). */
#include "unit/attention_screen.h"

#include "view/attention/attention_parts.h"
#include "view/marks/glossary.h"

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

static void test_number_text(void **state)
{
    (void)state;
    assert_string_equal(attention_number_text(636.4969, 8).text, "+636.497");
    assert_string_equal(attention_number_text(636.4969, 7).text, "+636.50");
    assert_string_equal(attention_number_text(-636.4969, 7).text, "−636.50");
    assert_string_equal(attention_number_text(-636.4969, 4).text, "−636");
}

/* ---- options, signs --------------------------------------------------- */

/* Random weights have the heads, the mask, the norm and the blocks that options set. */
static void test_options(void **state)
{
    (void)state;
    play(": \"heads 4\" Enter");
    line_with("head 1 of 4");
    play(": \"mask none\" Enter");
    line_with("no mask: encoder");
    play("x");
    line_with("mask causal");
    play(": \"norm none\" Enter");
    assert_int_equal(app.attention.shape.norm, TRAIN_NORM_NONE);
    struct own o = own_of(true, true);
    o.heads = 4;
    o.normed = false;
    own_read(&o);
    check_lines(&o, 0, 0, 7);
    play(": \"model 2-blocks+P\" Enter");
    line_with("block 1 of 2, head 1 of 4");
}

/* What is cut says so, and what cells are that are not weights is named. */
static void test_signs(void **state)
{
    (void)state;
    line_with("looks at →");
    play("e");
    assert_non_null(strstr(cells(BODY, 0, LABEL), "q·k"));
    play("e e e x f f f");
    line_with("columns sum to 1 ");
    for (int row = BODY; row < 26; row++) assert_null(strstr(cells(row, 0, CELLS), "rows sum"));
    play("f");
    line_with("rows sum to 1 or less");
    resize(80, 24);
    assert_non_null(strstr(cells(BODY - 1, 0, LABEL), " of 12"));
    line_with("… Σ of 12");
    play("f f f");
    assert_null(strstr(row_text(BODY), " of 12"));
}

/* What the difference of a shuffled row is called is explained as that. */
static void test_off_by(void **state)
{
    (void)state;
    int col = 0;
    play("z");
    while (col < 112 && strncmp(cells(BODY, col, 6), "off by", 6) != 0) col++;
    int label = stage_target(BODY, col).label;
    assert_true(label > 0);
    assert_string_equal(glossary[label - 1].id, "row-off-by");
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
    play("D W W : \"d-model 7\" Enter H");
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

/* Whether P is read is said at every width from 60 on: the matrix alone does not tell. */
static void test_reading_is_said(void **state)
{
    (void)state;
    static const char *const models[] = {": 'model 1-block' Enter", ": 'model 2-blocks' Enter"};
    for (size_t i = 0; i < COUNT(models); i++) {
        resize(120, 40);
        play(models[i]);
        for (int off = 0; off < 2; off++, play("w"))
            for (int cols = 60; cols <= 120; cols++) {
                resize(cols, 24);
                const char *said = app.attention.shape.positions ? " with P" : " without P";
                assert_non_null(strstr(line_with("head 1"), said));
            }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_one_block),
        TEST(test_encoder_without_positions),
        TEST(test_two_blocks),
        TEST(test_heads),
        TEST(test_word_before),
        TEST(test_inspector),
        TEST(test_weight_text),
        TEST(test_arcs),
        TEST(test_clicks),
        TEST(test_what_cannot_be),
        TEST(test_gap),
        TEST(test_sizes),
        TEST(test_number_text),
        TEST(test_options),
        TEST(test_signs),
        TEST(test_off_by),
        TEST(test_reading_is_said),
    };
    return cmocka_run_group_tests_name("attention_view", tests, NULL, NULL);
}
