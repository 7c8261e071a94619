/* The hub of training: what begins it, what becomes of it, and the bits of its numbers. */
#include "stage.h"

#include <math.h>

#include "app/state/training.h"
#include "base/map.h"
#include "base/num.h"

static int setup(void **state)
{
    (void)state;
    return stage("training", FOCUS_BODY, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

static const struct train_run *run_of(bool with_p)
{
    const struct train_run *run = training_run(&app, with_p);
    assert_non_null(run);
    return run;
}

static void assert_loss(bool with_p, uint32_t step, double loss)
{
    const struct train_run *run = run_of(with_p);
    assert_true(step <= run->newest);
    if (fabs(run->loss[step] - loss) > 6e-13)
        fail_msg("step %u: %.15f, not %.12f", step, run->loss[step], loss);
}

/* All numbers of a run, and of its optimiser. */
static uint64_t hash_of(const struct train_run *run)
{
    const double *parts[] = {run->number, run->gradient, run->m, run->v};
    uint64_t hash = HASH_SPREAD_A, word;
    for (size_t p = 0; p < COUNT(parts); p++)
        for (size_t i = 0; i < run->numbers; i++) {
            memcpy(&word, &parts[p][i], sizeof word);
            hash = hash_mix(hash, word);
        }
    return hash;
}

/* Until both runs are where they are going, as a terminal would bring the time. */
static void arrive(void)
{
    for (int i = 0; training_under_way(&app); i++) {
        tick(training_deadline(&app));
        assert_true(i < 10000);
    }
}

/* ---- beginning --------------------------------------------------------- */

static void test_nothing_begins_by_itself(void **state)
{
    (void)state;
    for (int view = 1; view <= view_count; view++) {
        char key[2] = {(char)('0' + view), 0};
        play(key);
        tick(app.now + 1000);
        resize(80, 24);
        resize(120, 40);
        assert_null(training_run(&app, false));
        assert_null(training_run(&app, true));
    }
    play("1 ] [ r c m M z Z Enter \"and so on\" Tab wait:5000");
    assert_false(app.training.begun);
    assert_int_equal(training_deadline(&app), -1);
    assert_int_equal(training_step(&app), 0);
    assert_null(training_stale(&app));
    struct train_trace trace = {0};
    assert_false(training_read(&app, true, 0, 0, &trace));
    play("8");
    app_show(&app, "training");
    draw();
    line_with("not trained: Space begins");
    play(".");
    assert_true(app.training.begun);
    assert_int_equal(training_step(&app), 1);
}

/* The losses of two programs that agreed. */
static void test_losses(void **state)
{
    (void)state;
    static const struct {
        uint32_t step;
        double loss[2];
    } known[] = {{0, {2.302585092994, 2.302585092994}},  {1, {2.176569708403, 2.139467581355}},
                 {2, {1.952841282311, 1.859175547181}},  {5, {1.047578258637, 0.887456630721}},
                 {10, {0.351933366679, 0.204624566947}}, {20, {0.300093851964, 0.071802391701}}};
    play("C-Right C-Right");
    assert_int_equal(training_step(&app), 20);
    for (size_t i = 0; i < COUNT(known); i++)
        for (int side = 0; side < 2; side++) assert_loss(side, known[i].step, known[i].loss[side]);
    line_with("without P 0.3001  with P 0.0718");
    play("o C-Right"); /* SGD, rate 0.3 */
    assert_loss(false, 10, 0.517629420811);
    assert_loss(true, 10, 0.397293683490);
    play("o C-Right"); /* Adam, rate 0.03 */
    assert_loss(false, 10, 0.309135856216);
    assert_loss(true, 10, 0.181368241196);
    play("o v C-Right"); /* a block */
    assert_loss(false, 10, 1.063360527281);
    assert_loss(true, 10, 1.027244846423);
}

/* ---- steps ------------------------------------------------------------- */

static void test_same_bits(void **state)
{
    (void)state;
    uint64_t at[2][2];
    play("C-Right C-Right C-Right C-Right C-Right . . . . . . .");
    arrive();
    for (int side = 0; side < 2; side++) at[0][side] = hash_of(run_of(side));
    play("C-Right C-Right C-Right C-Left < . , >");
    arrive();
    assert_int_equal(training_step(&app), 87);
    play("p \"57\" Enter");
    arrive();
    assert_int_equal(training_step(&app), 57);
    for (int side = 0; side < 2; side++) at[1][side] = hash_of(run_of(side));
    assert_memory_equal(at[0], at[1], sizeof at[0]);
    play("R"); /* the same again, played */
    assert_int_equal(training_step(&app), 0);
    play("Space");
    while (training_step(&app) < 57) tick(training_deadline(&app));
    arrive();
    for (int side = 0; side < 2; side++) assert_true(hash_of(run_of(side)) == at[0][side]);
}

static void test_it_goes_on_in_other_views(void **state)
{
    (void)state;
    play("Space 1");
    for (int i = 0; i < 10; i++) tick(training_deadline(&app));
    assert_int_equal(training_step(&app), 10);
    play("5");
    tick(training_deadline(&app));
    assert_int_equal(training_step(&app), 11);
    app_show(&app, "training");
    play("Space");
    assert_int_equal(training_deadline(&app), -1);
    play(", , ,");
    assert_int_equal(training_step(&app), 8);
    assert_int_equal(run_of(true)->newest, 11);
}

/* ---- what changes ------------------------------------------------------ */

static void test_stale(void **state)
{
    (void)state;
    static const struct {
        const char *keys, *back, *what;
    } changes[] = {
        {"Tab C-e \" now\" Tab", "C-_", "the text"},
        {"m", "M", "d_model"},
        {"r", "U", "the seed"},
        {"s", "s", "√d"},
        {"i", "U", "how E is drawn"},
        {"b", "B", "how P is made"},
        {"c", "C", "how P is made"},
    };
    play("C-Right");
    uint64_t before = hash_of(run_of(true));
    for (size_t i = 0; i < COUNT(changes); i++) {
        assert_null(training_stale(&app));
        play(changes[i].keys);
        assert_string_equal(training_stale(&app), changes[i].what);
        tick(app.now + 1000);
        assert_int_equal(training_step(&app), 10); /* nothing is mixed, nothing is lost */
        assert_true(hash_of(run_of(true)) == before);
        play(changes[i].back);
    }
    assert_null(training_stale(&app));
    play("r .");
    assert_int_equal(training_step(&app), 1);
    assert_int_equal(app.training.before[1].count, 11);
    assert_true(fabs(app.training.before[1].loss[10] - 0.204624566947) < 6e-13);
    assert_null(training_stale(&app));
}

/* Moving the positions moves what is read, not what was trained. */
static void test_reading_moves(void **state)
{
    (void)state;
    struct train_trace here = {0}, there = {0};
    struct train_example example;
    play("C-Right C-Right");
    example = training_example(&app, true, 0);
    assert_int_equal(example.n, 11);
    assert_true(training_read(&app, true, 0, 0, &here));
    assert_true(fabs(train_loss_sum(&here, &example) / 11 - 0.071802391701) < 1e-12);
    play("] ] ]");
    assert_null(training_stale(&app));
    assert_true(training_read(&app, true, 0, 0, &there));
    assert_true(train_loss_sum(&there, &example) > train_loss_sum(&here, &example) + 1);
    line_with("trained from position 0 on, read from 3 on");
    assert_loss(true, 20, 0.071802391701);
    play("[ [ [");
    assert_true(training_read(&app, true, 0, 0, &there));
    assert_memory_equal(here.p, there.p, sizeof *here.p * 11 * (size_t)here.classes);
    train_trace_free(&here);
    train_trace_free(&there);
}

static void test_rate(void **state)
{
    (void)state;
    play("C-Right K C-Right");
    const struct train_run *run = run_of(true);
    assert_int_equal(run->rate_count, 2);
    assert_int_equal(run->rates[1].from, 10);
    assert_true(fabs(run->rates[1].rate - 0.3) < 1e-15);
    assert_loss(true, 10, 0.204624566947);
    assert_int_equal(training_step(&app), 20);
    assert_true(fabs(run->loss[20] - 0.071802391701) > 1e-3);
    line_with("rate 0.3");
}

/* ---- stopping ---------------------------------------------------------- */

static void test_it_leaves_the_numbers(void **state)
{
    (void)state;
    play("o K K K Space"); /* SGD with rate 10 */
    for (int i = 0; i < 300 && app.training.playing; i++) tick(training_deadline(&app));
    assert_false(app.training.playing);
    assert_int_equal(app.training.halt, TRAINING_LEFT);
    uint32_t step = training_step(&app);
    assert_true(step < 100);
    for (int side = 0; side < 2; side++) {
        assert_int_equal(run_of(side)->step, step);
        assert_true(isfinite(run_of(side)->loss[step]));
    }
    line_with("is the last good one: the rate 10 is too large for |x|² ≈ ");
    line_with("J lowers it");
    resize(80, 24);
    line_with("the loss left the numbers: J lowers the rate 10");
    resize(120, 40);
    play("> C-Right");
    assert_int_equal(training_step(&app), step);
    play("J J J .");
    assert_int_equal(app.training.halt, TRAINING_NO_HALT);
    assert_int_equal(training_step(&app), step + 1);
}

/* One word after itself: nothing is left to learn from step 0 on. */
static void test_it_settles(void **state)
{
    (void)state;
    play("Tab C-e C-u \"no no\" Tab ) ) ) Space wait:30000");
    assert_false(app.training.playing);
    assert_int_equal(app.training.halt, TRAINING_SETTLED);
    line_with("no loss moved by 1e-05 in 200 steps");
    assert_true(training_step(&app) >= TRAINING_SETTLED_STEPS);
}

/* ---- saying ------------------------------------------------------------ */

static const char *text_now(void)
{
    return text_bytes(&app.line.text);
}

static void test_it_recites(void **state)
{
    (void)state;
    play("C-Right C-Right C-Right C-Right C-Right C-Right");
    app.training.choice.temperature = 0;
    play("Tab C-e C-u \"when\" Tab");
    for (int i = 0; i < 11; i++) play("S");
    assert_string_equal(text_now(), "when you play the game of thrones you win or you die");
    play("C-_");
    assert_string_equal(text_now(), "when you play the game of thrones you win or you");
    play("w Tab C-e C-u \"when\" Tab"); /* without P */
    for (int i = 0; i < 13; i++) play("S");
    assert_memory_equal(text_now(), "when you play the game of thrones you ", 38);
    play("Tab C-e \" zebra\" Tab S");
    line_with("the run has no row for “zebra”");
}

/* ---- pieces of 64 ------------------------------------------------------- */

/* The word that the bars of a token show the largest, in the view that is shown. */
static void bars_word(size_t token, struct str *out)
{
    app.token = token;
    draw();
    const struct training_model *m = &app.training_view;
    const struct train_trace *t = &m->sight[1].trace;
    const double *p = t->p + (token - m->first) * (size_t)t->classes;
    int best = 0;
    for (int i = 1; i < t->classes; i++)
        if (p[i] > p[best]) best = i;
    str_clear(out);
    training_word(&app, run_of(true)->task.class_word[best], out);
}

/* A text of more than one piece: what is said next is what the bars of its last word show. */
static void test_it_says_what_the_bars_show(void **state)
{
    (void)state;
    struct str text = STR_EMPTY, word = STR_EMPTY;
    for (int i = 0; i < 70; i++) str_addf(&text, "%sw%d", i ? " " : "", i * i % 23);
    line_set(&app.line, str_text(&text), text.len);
    draw();
    play("C-Right C-Right C-Right");
    app.training.choice.temperature = 0;
    for (int i = 0; i < 4; i++) {
        bars_word(app.pipeline.count - 1, &word);
        str_addf(&text, " %s", str_text(&word));
        play("S");
        assert_string_equal(text_now(), str_text(&text));
    }
    /* The first piece ends with token 63, and the next one begins at place 0. */
    assert_int_equal(training_piece(&app, 63).first, 0);
    assert_int_equal(training_piece(&app, 64).first, 64);
    assert_int_equal(training_piece(&app, 64).count, 10);
    str_free(&text);
    str_free(&word);
}

/* Both views read a later piece alike, and with a table of positions that is read from others on. */
static void test_both_views_read_alike(void **state)
{
    (void)state;
    struct str text = STR_EMPTY;
    for (int i = 0; i < 90; i++) str_addf(&text, "%sw%d", i ? " " : "", i * i % 23);
    str_adds(&text, " ___ w1 w4 w9 w16");
    static const size_t tokens[] = {20, 70, 92}; /* of three pieces: a gap ends the second */
    static const char *const keys[] = {"", ": \"scheme learned\" Enter : \"learned-positions on\" "
                                           "Enter"};
    for (size_t k = 0; k < COUNT(keys); k++) {
        line_set(&app.line, str_text(&text), text.len);
        draw();
        play("Esc : \"offset 2\" Enter : \"model 1-block+P\" Enter");
        play(keys[k]);
        play("8 C-Right");
        for (int shift = 0; shift < 2; shift++, play(": \"offset 5\" Enter"))
            for (size_t i = 0; i < COUNT(tokens); i++) {
                app.token = tokens[i];
                play("8");
                int place = training_place(&app), class = app.training_view.asked[place];
                double p = training_right_share(&app, true, place);
                play("9");
                const struct attention_model *at = &app.attention;
                assert_true(at->ready && at->made == ATTENTION_TRAINED);
                if (i == 1) line_with("64 … 89");
                int row = at->word[attention_row(&app)].row;
                assert_true(fabs(at->right.p[row * at->right.classes + class] - p) <= 0);
            }
    }
    str_free(&text);
}

/* Read from other positions on, a table that was trained is read from those rows on. */
static void test_a_trained_table_is_read_from_elsewhere(void **state)
{
    (void)state;
    play(": \"scheme learned\" Enter : \"learned-positions on\" Enter C-Right C-Right");
    double at_home = training_right_share(&app, true, 4),
           before = training_right_share(&app, true, 0);
    play("] ]");
    line_with("read from 2 on");
    assert_true(fabs(training_right_share(&app, true, 4) - at_home) > 1e-6);
    play("[ [");
    assert_true(fabs(training_right_share(&app, true, 4) - at_home) <= 0);
    assert_true(fabs(training_right_share(&app, true, 0) - before) <= 0);
    play(": \"offset 62\" Enter"); /* rows 62 and 63 are the last */
    assert_true(isfinite(training_right_share(&app, true, 1)));
    assert_true(isnan(training_right_share(&app, true, 2)));
}

static void test_learned_positions_need_their_scheme(void **state)
{
    (void)state;
    play(": \"learned-positions on\" Enter");
    line_with("P is trained with scheme learned alone, and this is sinusoidal");
    assert_false(app.training.recipe.learned_places);
    play("C-g : \"scheme learned\" Enter : \"learned-positions on\" Enter : \"scheme binary\" "
         "Enter");
    assert_true(app.training.recipe.learned_places);
    play(".");
    line_with("P is trained with scheme learned alone, and this is binary");
    assert_false(app.training.begun);
}

/* ---- what can be written ------------------------------------------------ */

static void say_into(const char *tokenizer, const char *text, const char *after)
{
    struct str keys = STR_EMPTY;
    str_addf(&keys, ": \"tokenizer %s\" Enter", tokenizer);
    play(str_text(&keys));
    str_free(&keys);
    line_set(&app.line, text, strlen(text));
    draw();
    app.training.choice.temperature = 0;
    play("C-Right C-Right C-Right C-Right S");
    assert_string_equal(text_now(), after);
}

/* A word is joined as the tokenizer reads it: no blank is put in that nobody said. */
static void test_it_writes_what_was_said(void **state)
{
    (void)state;
    say_into("word", "you win or you", "you win or you win");
    say_into("character", "banana band ban", "banana band band");
    say_into("byte", "abcab", "abcabc");
    say_into("byte", "ää", "ää"); /* half a character: no text */
    line_with("is said next, and no text reads back as that");
    play(": \"tokenizer word\" Enter : \"frozen on\" Enter");
    say_into("word", "you zebra you", "you zebra you");
    line_with("“<unk>” is said next, and no text reads back as that");
}

/* ---- refusals ---------------------------------------------------------- */

static void test_refusals(void **state)
{
    (void)state;
    play("Tab C-e C-u \"alone\" Tab Space");
    assert_false(app.training.begun);
    assert_false(app.training.playing);
    assert_true(app.message_bad);
    line_with("it takes two tokens side by side");
    play("Tab C-e \" no more\" Tab M M M .");
    assert_int_equal(app.params.d_model, 128);
    assert_true(app.message_bad);
    assert_false(app.training.begun);
    play("m .");
    assert_int_equal(training_step(&app), 1);
    assert_int_equal(run_of(true)->shape.d_model, 64);
}

/* ---- what changes meanwhile --------------------------------------------- */

/* A parameter set by the line is in the pipeline only after it: nothing begins before that. */
static void test_d_model_by_the_line(void **state)
{
    (void)state;
    play(": 'd-model 1' Enter v . : 'd-model 16' Enter");
    assert_string_equal(training_stale(&app), "d_model");
    play("p 5 Enter");
    arrive();
    assert_int_equal(run_of(true)->shape.d_model, 16);
    assert_int_equal(run_of(true)->shape.heads, 2);
    assert_loss(true, 5, 1.687409228139);
    assert_loss(false, 5, 1.684348793140);
}

/* Heads go by d_model until they are chosen; what has nothing to do with training leaves it alone. */
static void test_other_settings_leave_it_alone(void **state)
{
    (void)state;
    play("v p 5 Enter");
    arrive();
    uint64_t hash = hash_of(run_of(true));
    play("m m m m : 'theme light' Enter");
    assert_int_equal(training_step(&app), 5);
    assert_true(hash_of(run_of(true)) == hash);
    play("M M M M");
    assert_null(training_stale(&app));
    assert_int_equal(training_recipe(&app, true).heads, 2);
    play("H");
    assert_int_equal(training_recipe(&app, true).heads, 4);
}

/* What runs is of the text and the parameters that there were: it stops, and the key begins again. */
static void test_a_change_stops_what_runs(void **state)
{
    (void)state;
    static const char *const changes[] = {
        "m", "r", "s", ": 'scheme index' Enter", ": 'tokenizer byte' Enter", "Tab C-e x Tab"};
    for (size_t i = 0; i < COUNT(changes); i++) {
        play("D Space wait:200");
        assert_true(app.training.playing);
        play(changes[i]);
        assert_false(app.training.playing);
        play("Space wait:100");
        assert_true(app.training.playing);
        assert_null(training_stale(&app));
        play("Space D : 'tokenizer word' Enter");
    }
}

/* v keeps what was set besides the depth. */
static void test_depth_keeps_the_rest(void **state)
{
    (void)state;
    play("v : 'norm none' Enter : 'mask none' Enter v");
    assert_int_equal(app.training.recipe.blocks, 2);
    assert_int_equal(app.training.recipe.norm, TRAIN_NORM_NONE);
    assert_int_equal(app.training.recipe.mask, TRAIN_MASK_NONE);
}

/* At an earlier step the rate is that step's, and later steps that are replaced stay as a curve. */
static void test_rate_of_an_earlier_step(void **state)
{
    (void)state;
    play("p '20' Enter");
    arrive();
    play("K p '40' Enter");
    arrive();
    play("p '10' Enter");
    arrive();
    assert_true(fabs(training_rate(&app) - 0.1) < 1e-15);
    double last = run_of(true)->loss[40];
    play("J");
    assert_true(fabs(training_rate(&app) - 0.03) < 1e-15);
    assert_int_equal(run_of(true)->newest, 10);
    assert_int_equal(app.training.before[true].count, 41);
    assert_true(fabs(app.training.before[true].loss[40] - last) < 1e-15);
}

static void test_pins(void **state)
{
    (void)state;
    play("y");
    line_with("there is no run to be pinned yet");
    play("C-Right y o C-Right");
    assert_int_equal(app.training.pinned[0].count, 11);
    assert_int_equal(app.training.pinned[1].recipe.optimiser, TRAIN_MOMENTUM);
    assert_int_equal(run_of(true)->recipe.optimiser, TRAIN_SGD);
    play("y");
    assert_null(app.training.pinned[0].loss);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_nothing_begins_by_itself, setup, teardown),
        cmocka_unit_test_setup_teardown(test_losses, setup, teardown),
        cmocka_unit_test_setup_teardown(test_same_bits, setup, teardown),
        cmocka_unit_test_setup_teardown(test_it_goes_on_in_other_views, setup, teardown),
        cmocka_unit_test_setup_teardown(test_stale, setup, teardown),
        cmocka_unit_test_setup_teardown(test_reading_moves, setup, teardown),
        cmocka_unit_test_setup_teardown(test_rate, setup, teardown),
        cmocka_unit_test_setup_teardown(test_it_leaves_the_numbers, setup, teardown),
        cmocka_unit_test_setup_teardown(test_it_settles, setup, teardown),
        cmocka_unit_test_setup_teardown(test_it_recites, setup, teardown),
        TEST(test_it_says_what_the_bars_show),
        TEST(test_both_views_read_alike),
        TEST(test_a_trained_table_is_read_from_elsewhere),
        TEST(test_learned_positions_need_their_scheme),
        TEST(test_it_writes_what_was_said),
        cmocka_unit_test_setup_teardown(test_refusals, setup, teardown),
        cmocka_unit_test_setup_teardown(test_d_model_by_the_line, setup, teardown),
        cmocka_unit_test_setup_teardown(test_other_settings_leave_it_alone, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_change_stops_what_runs, setup, teardown),
        cmocka_unit_test_setup_teardown(test_depth_keeps_the_rest, setup, teardown),
        cmocka_unit_test_setup_teardown(test_rate_of_an_earlier_step, setup, teardown),
        cmocka_unit_test_setup_teardown(test_pins, setup, teardown),
    };
    return cmocka_run_group_tests_name("training", tests, NULL, NULL);
}
