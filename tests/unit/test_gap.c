/* A line with a gap: the place of the word to be found has a position and P, and nothing else. No
 * view may show a number for what there is not. */
#include "unit/stage.h"

#include <math.h>

#include "core/pipeline/passage.h"

#define LINE "When you play the game of thrones you ___"
#define GAP_TOKEN 8

static void set_text(const char *text)
{
    struct err e;
    assert_true(app_set_text(&app, text, strlen(text), &e));
    app.token = 0;
    draw();
}

static int setup_at(const char *view, int cols, int rows)
{
    int bad =
        stage(view, FOCUS_BODY, cols, rows, (struct caps){.depth = DEPTH_TRUE, .ascii = false});
    if (bad) return bad;
    set_text(LINE);
    app.token = GAP_TOKEN;
    draw();
    return 0;
}

static int setup(void **state)
{
    (void)state;
    return setup_at("pipeline", 100, 30);
}

static void not_on_frame(const char *words)
{
    for (int row = 0; row < frame.rows; row++)
        if (strstr(row_text(row), words)) fail_msg("%s is on the frame: %s", words, row_text(row));
}

/* What there is not must not be shown as a number. */
static void no_false_numbers(void)
{
    static const char *const never[] = {"4294967",       "nan",    "inf ",
                                        "order is lost", "E is 0", "zero vector"};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) not_on_frame(never[i]);
}

static void test_rows(void **state)
{
    (void)state;
    const struct pipeline *p = &app.pipeline;
    float rows[3 * 16], place[16];
    assert_int_equal(p->count, GAP_TOKEN + 1);
    assert_int_equal(p->fresh_count, 0);
    assert_int_equal(pipeline_vocab_size(p), app.vocab.size);
    assert_true(pipeline_is_gap(p, GAP_TOKEN) && !pipeline_is_new(p, GAP_TOKEN));
    assert_int_equal(pipeline_index(p, GAP_TOKEN), ROW_NONE);
    pipeline_token_rows(p, GAP_TOKEN, rows);
    for (int k = 0; k < 16; k++) {
        double angle = GAP_TOKEN / pow(10000, (k - k % 2) / 16.0);
        place[k] = (float)(k % 2 ? cos(angle) : sin(angle));
        assert_true(isnan(rows[k]) && isnan(rows[32 + k]));
        assert_float_equal(rows[16 + k], place[k], 1e-6);
    }
    line_with("9 tokens · 0 new · vocabulary 1043");
    const char *row = line_with("   8 ___        –");
    assert_non_null(strstr(row, "––––––––––––––––")); /* E, a cell a dimension */
    line_with("___ @ 8, dim 2  the word that a model is to find: it has no row of E yet");
}

/* Its index stands under it as a dash, and its chip is a gap's. */
static void test_sentence(void **state)
{
    (void)state;
    const char *line = row_text(2), *at = strstr(line, "___");
    assert_non_null(at);
    app.token = 1;
    draw();
    int col = 0;
    while (frame_cell(&frame, 2, col)->ch != '_') col++;
    assert_int_equal(frame_cell(&frame, 3, col)->ch, 0x2013);
    struct style gap = role_style(ROLE_CHIP_GAP, DEPTH_TRUE);
    assert_int_equal(frame_cell(&frame, 2, col)->fg, gap.fg);
    assert_int_equal(frame_cell(&frame, 2, col)->bg, gap.bg);
}

/* Two are no gap; in characters and bytes there is none. */
static void test_what_is_a_gap(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int gaps;
    } cases[] = {{"a __ b", 0}, {"a ___ b", 1}, {"_______", 1}, {"___ ___", 2}, {"a_b_c_", 0}};
    for (int frozen = 0; frozen < 2; frozen++)
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            int gaps = 0;
            app.params.frozen = frozen;
            set_text(cases[i].text);
            for (size_t k = 0; k < app.pipeline.count; k++)
                gaps += pipeline_is_gap(&app.pipeline, k);
            assert_int_equal(gaps, cases[i].gaps);
        }
}

/* Every view, every matrix and figure that it can show, with the gap selected and beside it. */
static void test_every_view(void **state)
{
    (void)state;
    static const struct {
        const char *view, *keys, *words;
    } cases[] = {
        {"pipeline", "", "|E| –"},
        {"vocabulary", "", "___ @ 8 → no index, no row"},
        {"vocabulary", "o", "___ @ 8 → no index, no row"},
        {"embedding", "", "a gap has no row of E"},
        {"embedding", "e e", "a gap has no row of E"},
        {"waves", "", "___"},
        {"sum", "", "no row of E"},
        {"sum", "e", "there is no X to guess from"},
        {"sum", "x", "a gap has no X to strike cells of"},
        {"sum", "Y", "no other token of this word"},
        {"sum", "k k y j j", "a gap has no row of E, so there is no ΔE"},
        {"similarity", "", "a gap is no word"},
        {"similarity", "v", "a gap"},
        {"similarity", "v v", "a gap"},
        {"similarity", "v v o", "a gap"},
        {"similarity", "v v h k", "X"},
        {"schemes", "", "___"},
        {"pipeline", "F", "index –"},
    };
    static const int sizes[][2] = {{80, 24}, {100, 30}, {120, 40}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int s = 0; s < 3; s++) {
            teardown(state);
            assert_int_equal(setup_at(cases[i].view, sizes[s][0], sizes[s][1]), 0);
            play(cases[i].keys);
            settle();
            no_false_numbers();
            if (s > 0) line_with(cases[i].words);
        }
}

/* Where there is no E, its length is neither told nor compared with P's. */
static void test_no_length(void **state)
{
    (void)state;
    static const int sizes[][2] = {{100, 30}, {120, 40}, {240, 67}};
    for (int s = 0; s < 3; s++)
        for (int scheme = 0; scheme < scheme_count; scheme++) {
            teardown(state);
            assert_int_equal(setup_at("schemes", sizes[s][0], sizes[s][1]), 0);
            app.params.scheme = scheme;
            set_text("___ you ___ die");
            settle();
            no_false_numbers();
            play("5 k o");
            no_false_numbers();
        }
    line_with("E –");
    line_with("= X –");
}

/* Nothing but gaps: no word to compare, none to draw on the map. */
static void test_only_gaps(void **state)
{
    (void)state;
    for (int view = 0; views[view].name; view++) {
        app.view = view;
        set_text("___ ___");
        settle();
        no_false_numbers();
        play("v v"); /* matrices, where there are */
        no_false_numbers();
    }
    struct passage w;
    passage_read(&app.pipeline, 1, &w);
    assert_int_equal(w.count, 0);
    assert_int_equal(w.end, 2);
}

/* Two gaps are no word twice; the words around are as without them. */
static void test_repeats(void **state)
{
    (void)state;
    app.view = view_find(views, "embedding");
    set_text("___ you ___ you");
    settle();
    assert_int_equal(app.embedding.repeats.count, 1);
    assert_int_equal(app.embedding.repeats.pair[0].a, 1);
    assert_int_equal(pipeline_nearest_alike(&app.pipeline, 0), 0);
    assert_int_equal(pipeline_uses(&app.pipeline, ROW_NONE), 0);
    assert_false(pipeline_same_word(&app.pipeline, 0, 2));
    assert_true(pipeline_same_word(&app.pipeline, 1, 3));
}

/* A training text may hold gaps: they are no words of the vocabulary. */
static void test_training_text(void **state)
{
    (void)state;
    struct vocab v;
    struct err e;
    static const char text[] = "a ___ a b ______";
    assert_true(vocab_build(&v, &tokenizers[0], text, sizeof text - 1, &e));
    assert_int_equal(v.size, 4);
    assert_int_equal(v.tokens, 3);
    vocab_free(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_rows),       TEST(test_sentence),      TEST(test_what_is_a_gap),
        TEST(test_every_view), TEST(test_no_length),     TEST(test_only_gaps),
        TEST(test_repeats),    TEST(test_training_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
