/* The words in another order: which rows are there before and after, read off the frame and
 * compared with what indices and positions alone say. */
#include "unit/stage.h"

#include <math.h>

#define WORDS 12

static int setup(void **state)
{
    (void)state;
    return stage("pipeline", FOCUS_BODY, 100, 30,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

static void read_indices(uint32_t out[WORDS])
{
    assert_int_equal(app.pipeline.count, WORDS);
    pipeline_indices(&app.pipeline, 0, WORDS, out);
}

/* How many of the pairs (index, place) of `now` are among those of `was`; of indices alone, where
 * places make no difference. */
static int same_pairs(const uint32_t *now, const uint32_t *was, bool places)
{
    bool used[WORDS] = {false};
    int same = 0;
    for (int i = 0; i < WORDS; i++)
        for (int j = 0; j < WORDS; j++)
            if (!used[j] && now[i] == was[j] && (!places || i == j)) {
                used[j] = true;
                same++;
                break;
            }
    return same;
}

static void set_scheme(const char *name)
{
    for (int i = 0; i < scheme_count; i++)
        if (strcmp(schemes[i].name, name) == 0) app.params.scheme = i;
    draw();
}

static void text_is(const char *text)
{
    assert_int_equal(text_len(&app.line.text), strlen(text));
    assert_memory_equal(text_bytes(&app.line.text), text, strlen(text));
}

static void test_rows_with_positions(void **state)
{
    (void)state;
    uint32_t was[WORDS], now[WORDS];
    static const char *const names[] = {"sinusoidal", "index", "normalised", "learned"};
    read_indices(was);
    for (int s = 0; s < 4; s++) {
        set_scheme(names[s]);
        for (int press = 0; press < 6; press++) {
            char wanted[128];
            play("z");
            read_indices(now);
            assert_int_equal(same_pairs(now, was, false), WORDS);
            snprintf(
                wanted, sizeof wanted,
                "shuffled: the same 12 rows of E in another order · %d of 12 rows of X are new",
                WORDS - same_pairs(now, was, true));
            line_with(wanted);
            play("h"); /* the message goes, the line stays */
            line_with(wanted);
        }
        play("Z");
        read_indices(now);
        assert_memory_equal(now, was, sizeof now);
    }
}

static void test_rows_without_positions(void **state)
{
    (void)state;
    set_scheme("none");
    line_with("P is the same everywhere: every order of the words has the same 12 rows of X: "
              "position undecided");
    play("z");
    line_with("shuffled: the same 12 rows of E, the same of X: position undecided");
    play("c h"); /* the next scheme has positions */
    line_with("rows of X are new");
    resize(80, 24);
    play("C");
    line_with("shuffled: the same 12 rows of E, the same of X: position undecided");
    play("Z h");
    line_with("every order of the words has the same 12 rows of X: undecided");
    struct err e;
    assert_true(app_set_text(&app, "you", 3, &e)); /* one word has one order */
    draw();
    for (int row = 0; row < frame.rows; row++) assert_null(strstr(row_text(row), "every order"));
}

/* In every view, and off the line as soon as the text is edited. */
static void test_every_view(void **state)
{
    (void)state;
    play("z h");
    for (int view = 0; view < view_count; view++) {
        app.view = view;
        draw();
        if (!views[view].model->says_order) line_with("shuffled: the same 12 rows of E");
    }
    play("Tab C-e x");
    for (int row = 0; row < frame.rows; row++) assert_null(strstr(row_text(row), "shuffled"));
}

/* The mean of X cannot tell an order, with positions either: so sets are compared, not means. */
static void test_means_stay(void **state)
{
    (void)state;
    double mean[2][16] = {{0}};
    float rows[3 * 16];
    for (int turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < WORDS; i++) {
            pipeline_token_rows(&app.pipeline, i, rows);
            for (int k = 0; k < 16; k++) mean[turn][k] += (double)rows[32 + k] / WORDS;
        }
        if (turn == 0) play("z");
    }
    for (int k = 0; k < 16; k++) assert_true(fabs(mean[0][k] - mean[1][k]) < 1e-6);
    assert_null(strstr(line_with("shuffled"), "the same of X"));
}

/* The first shuffle leaves the last word where it is; later ones move it too. */
static void test_last_word(void **state)
{
    (void)state;
    bool moved = false;
    play("z");
    assert_string_equal(text_bytes(&app.line.text) + text_len(&app.line.text) - 4, " die");
    for (int i = 0; i < 8; i++) {
        play("z");
        moved |= strcmp(text_bytes(&app.line.text) + text_len(&app.line.text) - 4, " die") != 0;
    }
    assert_true(moved);
}

static void test_orders(void **state)
{
    (void)state;
    char texts[40][128];
    for (int i = 0; i < 40; i++) { /* each press another one, none the first */
        play("z");
        snprintf(texts[i], sizeof texts[i], "%s", text_bytes(&app.line.text));
        assert_string_not_equal(texts[i], app_default_text);
        assert_int_equal(strlen(texts[i]), strlen(app_default_text));
        if (i) assert_string_not_equal(texts[i], texts[i - 1]);
    }
    play("Z");
    text_is(app_default_text);
    play("Z");
    line_with("the text was edited");
    teardown(NULL);
    setup(NULL); /* the same orders again */
    play("Z");
    line_with("not shuffled yet");
    for (int i = 0; i < 3; i++) {
        play("z");
        text_is(texts[i]);
    }
    play("Tab C-_ C-_ C-_"); /* an edit as any other */
    text_is(app_default_text);
    play("M-_");
    text_is(texts[0]);
}

static void set_text(const char *text)
{
    struct err e;
    assert_true(app_set_text(&app, text, strlen(text), &e));
    draw();
}

/* What stands between words stays, what stands in them goes with them. */
static void test_words(void **state)
{
    (void)state;
    set_text("  one,\ttwo  ");
    play("z");
    text_is("  two\tone,  ");
    play("z"); /* there is no third order */
    text_is("  one,\ttwo  ");
    set_text("one");
    play("z");
    line_with("there are no two words");
    set_text("");
    play("z");
    line_with("there are no two words");
    set_text("one one one");
    play("z");
    line_with("every order of these words is the same text");
    set_text("狗 猫 \xff 12");
    play("z");
    assert_int_equal(app.pipeline.count, 4);
    line_with("the same 4 rows of E");
}

/* New words get their index where they come first: another order is another numbering. */
static void test_new_words(void **state)
{
    (void)state;
    uint32_t now[4];
    set_text("zyx zyx bar qux");
    play("z");
    pipeline_indices(&app.pipeline, 0, 4, now);
    uint32_t size = app.vocab.size;
    int twice = 0;
    for (int i = 0; i < 4; i++) twice += now[i] == size;
    if (twice == 2)
        line_with("the same 4 rows of E");
    else
        line_with("new words are numbered as they come: the same 3 of 4 rows of E");
}

static void test_long_text(void **state)
{
    (void)state;
    size_t n = SHUFFLE_BYTES_MAX + 2;
    char *text = malloc(n);
    struct err e;
    for (size_t i = 0; i < n; i++) text[i] = i % 2 ? ' ' : 'a';
    assert_true(app_set_text(&app, text, n, &e));
    draw();
    play("z");
    line_with("more than 65536 bytes");
    app.params.d_model = 512; /* short enough to be shuffled, too long to be compared */
    assert_true(app_set_text(&app, text, 6000, &e));
    app.line.text.data[0] = 'b';
    draw();
    play("z");
    line_with("too long for its rows to be compared");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_rows_with_positions),
        TEST(test_rows_without_positions),
        TEST(test_every_view),
        TEST(test_means_stay),
        TEST(test_last_word),
        TEST(test_orders),
        TEST(test_words),
        TEST(test_new_words),
        TEST(test_long_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
