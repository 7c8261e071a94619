/* The words of the Schemes view: every number in them is computed, and they are on screen
 * where they are true. */
#include <math.h>

#include "named.h"
#include "unit/schemes_screen.h"

#include "app/state/action.h"

static void test_numbers_of_the_lesson(void **state)
{
    (void)state;
    explains(
        "the closest of positions 0 … 199: 0 and 1, 1.01 apart; dim 0 has +0.0000 and +0.8415");
    explains("0 and 44 differ by 0.018 in sine");
    says("7 and 4 (k = 3) apart by 3·0.3162 = 0.9487 rad");
    says("7 with 4 (k = 3) loses 3·2^(−8h/8): 1.5 … 0.012, h = 1 … 8");
    play("m m");
    says("✓ 0.24");
    play("M M x");
    says("compares 1000 positions");
    explains("0 and 710 differ by 0.00006 in sine");
    play("x");
    says("compares 12 positions");
    explains("of positions 0 … 11");
    play("x c c c");
    text_is("When you play the game");
    explains("token 2 is 0.5 in 5, 0.222 in 10");
    play("c");
    explains("token 2 is 0.4 in 5, 0.200 in 10");
}

static void test_an_end_of_the_table(void **state)
{
    (void)state;
    play("C");
    scheme_is("learned");
    explains("position 512 has none");
    explains("BERT and GPT-2 learn theirs");
    app.params.offset = 505;
    play("G");
    explains("✗ any length 512 rows, N(0, 0.02²) before training; positions 512 … 516 have none");
    says("✗ up to 511");
    says("P = no row: the table ends at 511 X –");
    says("✓ ±0.0"); /* of those that have rows */
    app.params.offset = 512;
    draw();
    says("? no row");
    app.params.offset = 505;
    draw();
    play("1");
    says("no row from position 512 on");
}

/* RoPE and ALiBi are about the selected position and another: the pinned one, else the one
 * that Similarity's k is away. */
static void test_two_positions(void **state)
{
    (void)state;
    app.similarity.shift = 5;
    draw();
    says("dims 2, 3 of 7 and 2 (k = 5) apart by 5·0.3162 = 1.5811 rad");
    play("k k k"); /* token 4 has nothing five before it */
    says("of 9 and 4 (k = 5) apart by 5·");
    play("5 g y 7 G");
    says("of 11 and 0 (pinned) apart by 11·0.3162 = 3.4785 rad");
    play("5 G y 7 g");
    says("the score of 11 with 0 (pinned) loses 11·2^");
}

/* Where the words are more than there are rows they turn pages, around the last one; each line is
 * on one of them. */
static void test_words_turn_pages(void **state)
{
    (void)state;
    play("c c c c c size:80x24");
    scheme_is("one-sine");
    says("lines 1…5 of ");
    says("✓ bounded");
    says_not("ALiBi");
    int pages = 0;
    for (bool last = false; !last && pages < 9; pages++) {
        play("PgDn");
        read_screen();
        last = strstr(str_text(&screen), "ALiBi") != NULL;
    }
    assert_true(pages > 1 && pages < 9);
    play("PgDn");
    says("lines 1…5 of ");
    play("PgUp");
    says("ALiBi");
    play("c"); /* another scheme starts from its first line */
    says("lines 1…5 of ");
    play("size:120x80");
    says("RoPE adds no vector");
    says_not("turn the page");
}

/* Numbers that are told as different are written so, at any length and place. */
static void test_enough_digits(void **state)
{
    (void)state;
    struct str text = STR_EMPTY;
    for (int i = 0; i < 93; i++) str_adds(&text, "you ");
    text_is(str_text(&text)); /* 3 / 92 = 0.0326, 3 / 96 = 0.0313 */
    str_free(&text);
    says("✗ .033→.031");
    text_is("When you play");
    app.params.offset = OFFSET_MAX;
    app.params.scheme = scheme_find("index");
    draw();
    explains("✗ bounded 1000000000 … 1000000002 in this text, 1000000000 … 1000001002 with");
    says("P = pos = 1000000002 ≈ +1000000000"); /* the next float32 numbers are 64 apart */
    app.params.offset = 1000000;
    draw();
    says("P = pos = 1000002 = +1000002.0");
    app.params.offset = OFFSET_MAX;
    for (int i = 0; i < scheme_real_count; i++) {
        app.params.scheme = i;
        draw();
        says_not("inf");
    }
}

/* What is said of E is computed: its length at the selected position, whatever its start. */
static void test_lengths_are_computed(void **state)
{
    (void)state;
    for (int init = 0; init < INIT_COUNT; init++) {
        float rows[3 * 16];
        char said[96];
        app.params.init = (enum init_kind)init;
        app.params.scheme = scheme_find("index");
        draw();
        pipeline_token_rows(&app.pipeline, 7, rows);
        double square = 0;
        for (int k = 0; k < 16; k++) square += (double)rows[k] * (double)rows[k];
        snprintf(said, sizeof said, "at position 7 P is 28 long and E %.3g,", sqrt(square));
        explains(said);
    }
}

/* A lone dimension has nothing to turn with; d_model 512 compares as many as 16. */
static void test_widths(void **state)
{
    (void)state;
    app.params.d_model = 1;
    draw();
    says("dim 0 has no partner, so its angle is –");
    app.params.d_model = 512;
    draw();
    explains("the closest of positions 0 … 199");
    app.params.d_model = 4096;
    draw();
    explains("the closest of positions 0 … 63 (d_model 4096 is too large for 200 of them)");
}

/* Two values that differ are written so that they do, and equal codes are called that. */
static void test_counter_examples_of_unique(void **state)
{
    (void)state;
    play(": 'scheme one-sine' Enter");
    explains(
        "165 and 190 have nearly one code: +0.997797 and +0.997799 in every dim, 8.1e-06 apart; "
        "sines and cosines put them 2.53 apart");
    play(": 'scheme wrong-axes' Enter");
    explains("✗ unique positions 21 and 23 have the same code");
    says("✗ 21=23");
    explains_not(" apart; sines");
}

static void test_far_out(void **state)
{
    (void)state;
    explains_not("not trained");
    app.params.offset = 100000;
    draw();
    explains("far out position 100011 is defined, not trained");
    play("1");
    says("defined, not trained");
}

/* A wrong formula says so in the warning's colour, in the top line of every view at every size, and at P. */
static void test_wrong_formulas_are_labelled(void **state)
{
    (void)state;
    static const int sizes[][2] = {{20, 6},  {40, 12},  {59, 20}, {60, 20},
                                   {80, 24}, {120, 40}, {240, 67}};
    for (int i = 0; i < 7 * view_count * DEPTH_COUNT; i++) {
        const int *size = sizes[i % 7];
        app.view = i / 7 % view_count;
        caps = (struct caps){.depth = (enum depth)(i / 7 / view_count), .ascii = i % 2};
        app.cols = size[0];
        app.rows = size[1];
        app.params.scheme = scheme_real_count + i % (scheme_count - scheme_real_count);
        draw();
        const char *label = size[0] < 120 ? "WRONG " : "WRONG FORMULA";
        struct style warn = role_style(ROLE_BAR_WARN, caps.depth);
        for (int col = 0; label[col]; col++) {
            const struct cell *c = frame_cell(&frame, 0, 1 + col);
            assert_int_equal(c->ch, label[col]);
            assert_true(c->fg == warn.fg && c->bg == warn.bg && c->attr == warn.attr);
        }
    }
    caps = (struct caps){.depth = DEPTH_TRUE, .ascii = false};
    app.cols = 120;
    app.rows = 40;
    static const char *const headings[] = {"P WRONG FORMULA",
                                           "wrong P = ",
                                           "P WRONG FORMULA",
                                           "P WRONG FORMULA dim 2",
                                           "P WRONG ",
                                           "WRONG P·Pᵀ",
                                           "WRONG FORMULA P of position 7"};
    app.params.scheme = scheme_find("wrong-order");
    app.embedding.matrix = EMBEDDING_P;
    for (app.view = 0; app.view < view_count; app.view++) {
        draw();
        if (app.view < 6) says(headings[app.view]);
        if (!views[app.view].inspect) says("wrong P = ");
    }
    app.params.scheme = 0;
    app.view = 0;
    draw();
    says_not("WRONG");
    says("lexwave 1 Pipeline");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCHEMES_TEST(test_numbers_of_the_lesson),
        SCHEMES_TEST(test_an_end_of_the_table),
        SCHEMES_TEST(test_two_positions),
        SCHEMES_TEST(test_words_turn_pages),
        SCHEMES_TEST(test_enough_digits),
        SCHEMES_TEST(test_lengths_are_computed),
        SCHEMES_TEST(test_widths),
        SCHEMES_TEST(test_counter_examples_of_unique),
        SCHEMES_TEST(test_far_out),
        SCHEMES_TEST(test_wrong_formulas_are_labelled),
    };
    return cmocka_run_group_tests_name("schemes words", tests, NULL, NULL);
}
