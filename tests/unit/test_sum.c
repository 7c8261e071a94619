/* The Sum view: its keys, what it keeps computed, and the lesson's numbers, read
 * off the drawn frame. */
#include "named.h"
#include "unit/stage.h"

#include "core/vec/vecstat.h"

#include <math.h>

static int setup(void **state)
{
    (void)state;
    return stage("sum", FOCUS_BODY, 120, 40, stage_caps(DEPTH_NONE, SAFE_ASCII, true));
}

static void set_text(const char *text)
{
    struct err e;
    assert_true(app_set_text(&app, text, strlen(text), &e));
    draw();
}

static int row_with(const char *words)
{
    for (int row = 0; row < frame.rows; row++)
        if (strstr(row_text(row), words)) return row;
    return -1;
}

/* The number after some words on the screen. */
static double number_after(const char *words)
{
    int row = row_with(words);
    if (row < 0) fail_msg("\"%s\" is not on the screen", words);
    return strtod(strstr(row_text(row), words) + strlen(words), NULL);
}

static int dim_row(int k)
{
    char words[32];
    snprintf(words, sizeof words, "dim %*d ", snprintf(NULL, 0, "%d", app.params.d_model - 1), k);
    return row_with(words);
}

/* Numbers with a sign and a point in the table's row of dimension k. */
static int table_numbers(int k, double out[8])
{
    int count = 0, row = dim_row(k);
    if (row < 0) fail_msg("dimension %d is not on the screen", k);
    char *at = (char *)(uintptr_t)row_text(row);
    while (*at && count < 8)
        if ((*at == '+' || *at == '-') && at[1] >= '0' && at[1] <= '9')
            out[count++] = strtod(at, &at);
        else
            at++;
    return count;
}

#define NEAR(a, b, within)                                                                         \
    do {                                                                                           \
        double got_ = (a), wanted_ = (b);                                                          \
        if (!(fabs(got_ - wanted_) <= (within)))                                                   \
            fail_msg("line %d: %g, not %g", __LINE__, got_, wanted_);                              \
    } while (0)

/* A position without a row has no X: nothing is added, measured or guessed. */
static void test_an_end_of_the_table(void **state)
{
    (void)state;
    app.params.scheme = scheme_find("learned");
    app.params.offset = 506;
    app.token = 7;
    app.sum.guessing = true;
    draw();
    assert_true(isnan(app.sum.figures.x) && isnan(app.sum.contrast.cosine_x));
    assert_true(row_with("position 513 has no row of P: there is no X") >= 0);
    assert_true(row_with("|X| --") >= 0);
    assert_true(row_with("one has no row of P, and no X") >= 0);
    assert_true(row_with("to the last bit") < 0);
    assert_true(row_with("there is no X to guess from") >= 0);
    double n[8];
    assert_int_equal(table_numbers(2, n), 1); /* E alone; P, X and the differences are missing */
    app.token = 1;
    draw();
    assert_true(row_with("there is no X") < 0);
    assert_int_equal(app.sum.candidates.tokens, 6); /* those that have an X */
    assert_true(app.sum.guess_ready &&
                app.sum.candidates.word[app.sum.guess.word] == app.sum.inputs.index);
}

/* The mean of |cos| of each word of the tokens from `first` on with each of their positions. */
static double mean_of_angles(size_t first, size_t count)
{
    static float e[512], p[512];
    int d = app.params.d_model, pairs = 0;
    double sum = 0;
    for (size_t w = first; w < first + count; w++) {
        bool again = false;
        for (size_t i = first; i < w; i++)
            again |= pipeline_index(&app.pipeline, i) == pipeline_index(&app.pipeline, w);
        pipeline_e_row(&app.pipeline, w, 0, d, e);
        for (size_t i = first; i < first + count && !again; i++, pairs++) {
            pipeline_p_row(&app.pipeline, i, 0, d, p);
            sum += fabs(vec_cosine(e, p, d));
        }
    }
    return sum / pairs;
}

/* Random rows are nearly at right angles to P, the more so the longer. */
static void test_the_mean_of_the_angles(void **state)
{
    (void)state;
    static const int widths[] = {16, 64, 512};
    double last = 1;
    for (int i = 0; i < 3; i++) {
        app.params.d_model = widths[i];
        draw();
        double mean = mean_of_angles(0, 12);
        NEAR(number_after("mean |cos| of 120:"), mean, 0.0051);
        assert_true(mean < last);
        last = mean;
    }
    assert_true(last < 0.06);
    app.params.d_model = 16;
    set_text("you win you"); /* what is kept is what would be computed again */
    play("[ ] ] ] Tab Home 'die ' Tab G");
    NEAR(app.sum.angles.mean, mean_of_angles(0, 4), 1e-12);
    app.params.scheme = scheme_find("learned");
    app.params.offset = 510;
    draw();
    assert_int_equal(app.sum.angles.count,
                     2 * 2); /* two words, and the positions that have a row */
}

/* ---- the table --------------------------------------------------------- */

static void test_the_table_adds_up(void **state)
{
    (void)state;
    for (size_t token = 0; token < app.pipeline.count; token++) {
        app.token = token;
        draw();
        for (int k = 0; k < 16; k++) {
            double n[8], angle = (double)token / pow(10000, (k / 2 * 2) / 16.0);
            int count = table_numbers(k, n);
            assert_int_equal(count, app.sum.inputs.second == SUM_ALONE ? 3 : 6);
            NEAR(n[0] + n[1], n[2], 1.6e-4); /* three numbers rounded to 4 decimals */
            NEAR(n[1], k % 2 ? cos(angle) : sin(angle), 0.51e-4);
            float e;
            pipeline_e_row(&app.pipeline, token, k, 1, &e);
            NEAR(n[0], (double)e, 0.51e-4);
        }
    }
}

static void test_the_same_word_differs_by_its_position_alone(void **state)
{
    (void)state;
    static const size_t yous[] = {1, 7, 10};
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            app.sum.pinned = true;
            app.sum.pin = yous[j];
            app.token = yous[i];
            draw();
            for (int k = 0; k < 16; k++) {
                double n[8];
                assert_int_equal(table_numbers(k, n), 6);
                NEAR(n[4], n[2] - n[3], 1.6e-4);
                NEAR(n[4], n[5], 1.1e-4); /* ΔX = ΔP, but for the last digit */
            }
            assert_true(i == j || row_with("the same row 7 of the table, so dE is 0") >= 0);
            NEAR(number_after("|dX| "), number_after("|dP| "), 1e-3);
            assert_true(app.sum.contrast.residual < 1e-6);
        }
    assert_true(row_with("float32 rounds X") >= 0 || row_with("to the last bit") >= 0);
    play("p 8 Enter"); /* another word */
    assert_true(row_with("another row of the table") >= 0);
    assert_true(row_with("X[8] - X[10] = dE + dP") >= 0);
}

static void test_zoom_shows_more_decimals(void **state)
{
    (void)state;
    play("= + + +");
    float e;
    double n[8];
    pipeline_e_row(&app.pipeline, 7, 2, 1, &e);
    table_numbers(2, n);
    NEAR(n[0], (double)e, 0.51e-7);
    assert_true(fabs(n[0] - (double)e) > 0 || strstr(row_text(dim_row(2)), ".4720"));
    play("- - - - - - -");
    table_numbers(2, n);
    NEAR(n[0], (double)e, 0.51e-4);
}

/* ---- keys -------------------------------------------------------------- */

static void assert_second(enum sum_second second, size_t other)
{
    assert_int_equal(app.sum.inputs.second, second);
    if (second != SUM_ALONE) assert_int_equal(app.sum.inputs.other, other);
}

static void test_the_second_token(void **state)
{
    (void)state;
    assert_second(SUM_SAME_WORD, 10); /* of 1 and 10 the nearer to 7 */
    play("p 1 Enter");
    assert_second(SUM_SAME_WORD, 7);
    play("p 1 0 Enter");
    assert_second(SUM_SAME_WORD, 7);
    play("p 4 Enter");
    assert_second(SUM_ALONE, 0);
    assert_true(row_with("no second token of this word") >= 0);
    play("y");
    assert_second(SUM_PINNED, 4);
    assert_true(row_with("the selected token itself") >= 0);
    play("Down Down");
    assert_second(SUM_PINNED, 4);
    play("y"); /* another token selected: it is pinned in its place */
    assert_second(SUM_PINNED, 6);
    play("y");
    assert_second(SUM_ALONE, 0);
    play("p 7 Enter Y");
    assert_second(SUM_PINNED, 1); /* the one after 10, round the end */
    play("Y");
    assert_second(SUM_PINNED, 10);
    play("p 3 Enter Y");
    assert_second(SUM_PINNED, 10); /* no other of that word: said, and nothing changes */
    assert_true(app.message.text[0]);
}

static void test_a_pin_waits_while_the_text_is_short(void **state)
{
    (void)state;
    play("p 1 0 Enter y g");
    assert_second(SUM_PINNED, 10);
    set_text("you win you");
    assert_second(SUM_SAME_WORD, 2);
    set_text(app_default_text);
    assert_second(SUM_PINNED, 10);
}

static void test_pages_of_dimensions(void **state)
{
    (void)state;
    app.params.d_model = 512;
    draw();
    int page = app.shown.window.dims - 1;
    assert_true(page > 5);
    play("C-Right");
    assert_int_equal(app.dim, 2 + page);
    play("C-Left C-Left");
    assert_int_equal(app.dim, 0);
    play("End C-Right");
    assert_int_equal(app.dim, 511);
}

static void test_the_mouse(void **state)
{
    (void)state;
    char click[32];
    for (int k = 0; k < 16; k += 5) {
        snprintf(click, sizeof click, "click:60,%d", dim_row(k));
        play(click);
        assert_int_equal(app.dim, k);
    }
    int row = row_with("compared: you @ 10");
    assert_true(row > 0);
    snprintf(click, sizeof click, "click:12,%d", row);
    play(click);
    assert_int_equal(app.token, 10);
}

/* ---- what is computed -------------------------------------------------- */

/* In a long text the window of the mean goes along with the end. */
static void test_the_mean_goes_along(void **state)
{
    (void)state;
    struct err e;
    assert_true(app_set_text(&app, corpus_builtin, 3000, &e));
    play("Tab End");
    for (int i = 0; i < 20; i++) {
        play(i % 4 == 3 ? "BSpace" : i % 2 ? "' x'" : "'y'");
        const struct sum_candidates *c = &app.sum.candidates;
        assert_int_equal(c->tokens, SUM_GUESS_MAX);
        assert_true(c->first + SUM_GUESS_MAX == app.pipeline.count);
        NEAR(app.sum.angles.mean, mean_of_angles(c->first, SUM_GUESS_MAX), 1e-12);
    }
}

static void test_it_is_right_after_changes_made_elsewhere(void **state)
{
    (void)state;
    static const char *const changes[] = {"r", "M", "]", "c",         "s", "L",
                                          "b", "i", "<", "p 2 Enter", "T", "Tab \"x \" Tab"};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        play("M-1");
        play(changes[i]);
        app.view = view_find(views, "sum");
        draw();
        int d = app.params.d_model;
        float e, p;
        for (int k = 0; k < d; k++) {
            pipeline_e_row(&app.pipeline, app.token, k, 1, &e);
            pipeline_p_row(&app.pipeline, app.token, k, 1, &p);
            NEAR((double)app.sum.rows[k], (double)e, 0);
            NEAR((double)app.sum.rows[d + k], (double)p, 0);
            NEAR((double)app.sum.rows[2 * d + k], (double)(e + p), 0);
        }
    }
}

/* ---- the lesson's numbers ---------------------------------------------- */

/* Row 14: the length of E by initial spread, without √d and with it, at d = 512. */
static void test_lengths_and_balance(void **state)
{
    (void)state;
    static const struct {
        enum init_kind init;
        double length[2], ratio[2];
    } cases[] = {
        {INIT_SCALED_NORMAL, {1, 22.6}, {0.06, 1.41}},
        {INIT_UNIT_NORMAL, {22.6, 512}, {1.41, 32}},
        {INIT_SMALL_NORMAL, {0.45, 10.2}, {0.03, 0.64}},
    };
    app.params.d_model = 512;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int scale = 0; scale < 2; scale++) {
            app.params.init = cases[i].init;
            app.params.scale = scale;
            double squares = 0;
            for (app.params.seed = 1; app.params.seed <= 20; app.params.seed++) {
                draw();
                NEAR(number_after("|P| "), 16, 1e-9);
                NEAR(number_after(" is about "), cases[i].length[scale],
                     0.01 * cases[i].length[scale]);
                NEAR(number_after(" long, "), cases[i].ratio[scale], 0.005);
                double length = number_after("|E| ");
                NEAR(number_after("|E| is "), length / 16,
                     0.006 * length / 16); /* shown with three digits */
                squares += length * length / 20;
            }
            /* one length scatters by 1/√(2d) = 3 %, the root mean square of 20 by 0.7 % */
            NEAR(sqrt(squares), cases[i].length[scale], 0.03 * cases[i].length[scale]);
        }
}

/* Row 1: E and P are nearly at right angles. For a random direction in d dimensions the
 * mean |cosine| is Γ(d/2) / (√π Γ((d+1)/2)): 0.203, 0.0999, 0.0353 at d = 16, 64, 512 (the
 * lesson's 0.18, 0.10, 0.04 are of one sample). 240 values scatter their mean by 5 %. */
static void test_the_angle_of_word_and_position(void **state)
{
    (void)state;
    static const int sizes[] = {16, 64, 512};
    static const double lesson[] = {0.18, 0.10, 0.04};
    for (size_t i = 0; i < 3; i++) {
        app.params.d_model = sizes[i];
        double sum = 0, d = sizes[i];
        double expected = exp(lgamma(d / 2) - lgamma((d + 1) / 2)) / sqrt(acos(-1));
        for (app.params.seed = 1; app.params.seed <= 20; app.params.seed++)
            for (app.token = 0; app.token < 12; app.token++) {
                draw();
                double cosine = number_after("cosine ");
                NEAR(cos(number_after("E and P at ") * acos(-1) / 180), cosine, 2e-3);
                sum += fabs(cosine);
            }
        NEAR(sum / 240, expected, 0.15 * expected);
        NEAR(sum / 240, lesson[i], 0.035);
    }
}

/* Row 15: the same word at 0 and 5, d = 512. One cosine scatters by some 0.02. */
static void test_the_same_word_twice(void **state)
{
    (void)state;
    static const struct {
        enum init_kind init;
        double cosine;
    } cases[] = {{INIT_UNIT_NORMAL, 0.91}, {INIT_SMALL_NORMAL, 0.74}};
    set_text("you win or die then you");
    app.params.d_model = 512;
    app.params.scale = false;
    app.token = 5;
    for (size_t i = 0; i < 2; i++) {
        app.params.init = cases[i].init;
        double sum = 0;
        for (app.params.seed = 1; app.params.seed <= 20; app.params.seed++) {
            draw();
            NEAR(number_after("cosine of the two   E "), 1, 0);
            NEAR(number_after("cosine of the two   E +1.000   P "), 0.74, 0.005);
            int row = row_with("cosine of the two");
            sum += strtod(strstr(row_text(row), "X ") + 2, NULL);
        }
        NEAR(sum / 20, cases[i].cosine, 0.01);
    }
}

/* Row 2: the margin of the guess shrinks with d. 11 words at 11 positions, unit init,
 * averaged over 20 seeds and all tokens: the lesson's "about 1.2, 1.0, 0.7, 0.3" within 0.06. */
static void test_margins_of_the_guess(void **state)
{
    (void)state;
    static const struct {
        int d;
        double margin;
    } cases[] = {{32, 1.2}, {16, 1.0}, {8, 0.7}, {4, 0.3}};
    set_text("when you play the game of thrones win or die now");
    assert_int_equal(app.pipeline.count, 11);
    app.params.init = INIT_UNIT_NORMAL;
    app.params.scale = false;
    play("e");
    for (size_t i = 0; i < 4; i++) {
        app.params.d_model = cases[i].d;
        double sum = 0;
        for (app.params.seed = 1; app.params.seed <= 20; app.params.seed++)
            for (app.token = 0; app.token < 11; app.token++) {
                draw();
                assert_true(row_with("both right") >= 0);
                assert_true(row_with("nearest of words x positions: 11 x 11 = 121") >= 0);
                NEAR(number_after("distance "), 0, 0);
                sum += number_after("margin ");
            }
        NEAR(sum / 220, cases[i].margin, 0.06);
    }
}

static void test_the_guess_admits_what_cannot_be_told(void **state)
{
    (void)state;
    play("e");
    app.params.scheme = scheme_find("none");
    draw();
    assert_true(row_with("word right, position undecided") >= 0);
    assert_true(row_with("margin 0: 12 sums are equally near") >= 0);
    app.params.scheme = scheme_find("index");
    app.params.offset = OFFSET_MAX; /* float32 holds no E beside 10^9 */
    draw();
    assert_true(row_with("word undecided, position undecided") >= 0);
    app.params.scheme = scheme_find("sinusoidal");
    draw();
    assert_true(row_with("both right") >= 0);
    set_text("you");
    assert_true(row_with("there is no other") >= 0);
}

static void test_a_long_text_is_guessed_from_around(void **state)
{
    (void)state;
    struct str text = STR_EMPTY;
    for (int i = 0; i < 100000; i++) str_addf(&text, "w%d ", i % 5000);
    set_text(str_text(&text));
    str_free(&text);
    assert_int_equal(app.pipeline.count, 100000);
    play("e");
    static const size_t tokens[] = {0, 1, 63, 64, 65, 4999, 50000, 99990, 99999};
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++) {
        app.token = tokens[i];
        draw();
        const struct sum_candidates *c = &app.sum.candidates;
        assert_int_equal(c->tokens, SUM_GUESS_MAX);
        assert_int_equal(c->words, 64);
        assert_true(c->first <= app.token && app.token < c->first + 64);
        assert_true(row_with("both right") >= 0);
        assert_true(row_with("around here: ") >= 0);
        assert_second(SUM_SAME_WORD, app.token >= 5000 ? app.token - 5000 : app.token + 5000);
    }
    app.params.d_model = 16384;
    draw();
    assert_int_equal(app.sum.candidates.tokens, 16);
}

/* ---- sizes ------------------------------------------------------------- */

static void test_the_selected_dimension_is_in_sight(void **state)
{
    (void)state;
    static const int ds[] = {1, 7, 16, 512, 16384};
    for (size_t i = 0; i < sizeof ds / sizeof *ds; i++)
        for (int guess = 0; guess < 2; guess++)
            for (app.rows = 6; app.rows <= 70; app.rows += app.rows < 30 ? 1 : 10)
                for (app.cols = 20; app.cols <= 240; app.cols += app.cols < 84 ? 4 : 40) {
                    app.params.d_model = ds[i];
                    app.sum.guessing = guess;
                    app.dim = ds[i] * 2 / 3;
                    draw();
                    char label[16];
                    snprintf(label, sizeof label, "%d ", app.dim);
                    int found = 0;
                    const struct window *w = &app.shown.window;
                    assert_true(w->dim <= app.dim && app.dim < w->dim + w->dims);
                    for (int row = 0; row < app.rows - 2; row++)
                        found |= strstr(row_text(row), label) &&
                                 frame_target(&frame, row, 1).kind == TARGET_DIM &&
                                 frame_target(&frame, row, 1).dim == app.dim;
                    if (!found)
                        fail_msg("d %d at %dx%d: dimension %d is not shown", ds[i], app.cols,
                                 app.rows, app.dim);
                }
}

static void test_no_tokens_and_all_schemes(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "a", "a a", "\xff\xfe \x1b[31m"};
    static const uint64_t offsets[] = {0, OFFSET_MAX};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (app.params.scheme = 0; app.params.scheme < scheme_count; app.params.scheme++)
            for (app.tokenizer = 0; app.tokenizer < tokenizer_count; app.tokenizer++)
                for (size_t o = 0; o < 2; o++)
                    for (app.rows = 6; app.rows <= 40; app.rows += 6) {
                        app.cols = app.rows * 3 + 2;
                        app.params.offset = offsets[o];
                        set_text(texts[i]);
                        play("e y Y Y e C-Right j e");
                        for (int row = 0; row < app.rows; row++)
                            for (int col = 0; col < app.cols; col++)
                                assert_true(frame_cell(&frame, row, col)->ch < 0x7F);
                    }
}

static void test_a_guess_stays_on_a_low_screen(void **state)
{
    (void)state;
    app.rows = 12;
    app.cols = 40;
    play("e");
    assert_true(row_with("guess: you @ 7") >= 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_an_end_of_the_table),
        TEST(test_the_mean_of_the_angles),
        TEST(test_the_mean_goes_along),
        TEST(test_the_table_adds_up),
        TEST(test_the_same_word_differs_by_its_position_alone),
        TEST(test_zoom_shows_more_decimals),
        TEST(test_the_second_token),
        TEST(test_a_pin_waits_while_the_text_is_short),
        TEST(test_pages_of_dimensions),
        TEST(test_the_mouse),
        TEST(test_it_is_right_after_changes_made_elsewhere),
        TEST(test_lengths_and_balance),
        TEST(test_the_angle_of_word_and_position),
        TEST(test_the_same_word_twice),
        TEST(test_margins_of_the_guess),
        TEST(test_the_guess_admits_what_cannot_be_told),
        TEST(test_a_long_text_is_guessed_from_around),
        TEST(test_the_selected_dimension_is_in_sight),
        TEST(test_no_tokens_and_all_schemes),
        TEST(test_a_guess_stays_on_a_low_screen),
    };
    return cmocka_run_group_tests_name("sum", tests, NULL, NULL);
}
