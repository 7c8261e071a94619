/* Trained rows under all views: which are shown, which have not moved, what is near. */
#include "stage.h"

#include <math.h>

#include "app/command/option.h"
#include "app/state/training.h"
#include "app/views/embedding.h"
#include "core/embedding/row_table.h"

static int setup(void **state)
{
    (void)state;
    return stage("training", FOCUS_BODY, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

static void show(const char *text)
{
    struct err e;
    assert_true(app_set_text(&app, text, strlen(text), &e));
    draw();
}

/* Without a comparison with a fresh program after each of the steps. */
static void train(uint32_t steps)
{
    training_go(&app, steps);
    for (int i = 0; training_under_way(&app); i++) {
        app_update(&app, &(struct event){.type = EVENT_TICK, .now_ms = training_deadline(&app)});
        assert_true(i < 10000);
    }
    draw();
}

static const struct train_run *run(void)
{
    return training_run(&app, true);
}

/* The trained row of a word, as the run has it. */
static const double *trained_row(uint32_t index)
{
    int w = train_word_of(run(), index);
    assert_true(w >= 0);
    return run()->number + (size_t)w * 16;
}

/* ---- the source of rows --------------------------------------------------- */

static void test_given_rows_lie_over_drawn_ones(void **state)
{
    (void)state;
    struct row_table t = {0};
    const uint32_t index[] = {9, 2, 70};
    double row[3 * 4];
    for (int i = 0; i < 12; i++) row[i] = 0.1 * (i + 1);
    struct embedding drawn = {1, 4, INIT_SCALED_NORMAL, false};
    struct row_given given = {&t, {&row_source_drawn, &drawn, 4, false}};
    struct row_source source = {&row_source_given, &given, 4, true};
    assert_true(row_table_set(&t, &(struct row_list){4, 3, index, row}, 70));
    assert_int_equal(t.count, 2);
    assert_null(row_table_find(&t, 70));
    assert_memory_equal(row_table_find(&t, 2), row + 4, 4 * sizeof *row);
    float got[3 * 2], wanted[4];
    source.kind->read(&source, 8, 3, 1, 2, got);
    drawn.scale = true;
    embedding_row(&drawn, 8, 1, 2, wanted);
    assert_memory_equal(got, wanted, 2 * sizeof *got);
    for (int k = 0; k < 2; k++) wanted[k] = (float)(2 * row[1 + k]);
    assert_memory_equal(got + 2, wanted, 2 * sizeof *got);
    embedding_row(&drawn, 10, 1, 2, wanted);
    assert_memory_equal(got + 4, wanted, 2 * sizeof *got);
    row_source_row(&source, ROW_NONE, 0, 4, wanted);
    assert_true(isnan(wanted[0]) && isnan(wanted[3]));
    assert_true(source.kind->deviation(&source) >= 2 * t.deviation);
    assert_true(row_table_set(&t, &(struct row_list){4, 0, index, row}, 70));
    assert_null(row_table_find(&t, 2));
    row_table_free(&t);
}

/* ---- in the views --------------------------------------------------------- */

static void assert_e(size_t token, const double *row, double factor)
{
    float e[16], wanted[16];
    pipeline_e_row(&app.pipeline, token, 0, 16, e);
    for (int k = 0; k < 16; k++) wanted[k] = (float)(factor * row[k]);
    assert_memory_equal(e, wanted, sizeof e);
}

static void test_every_view_shows_them(void **state)
{
    (void)state;
    train(57);
    float before[16], after[16];
    pipeline_e_row(&app.pipeline, 11, 0, 16, before);
    uint64_t revision = app.pipeline.revision.table;
    play("E");
    line_with("rows: step 57");
    assert_true(app.pipeline.revision.table > revision);
    for (size_t i = 0; i < 11; i++) assert_e(i, trained_row(pipeline_index(&app.pipeline, i)), 4);
    /* die is read by nobody: the same bits. */
    pipeline_e_row(&app.pipeline, 11, 0, 16, after);
    assert_memory_equal(before, after, sizeof before);
    assert_false(training_row_moved(&app, pipeline_index(&app.pipeline, 11)));
    assert_true(training_row_moved(&app, pipeline_index(&app.pipeline, 7)));
    for (int view = 1; view <= 9; view++) {
        char key[2] = {(char)('0' + view), 0};
        play(key);
        line_with("rows: step 57");
    }
    char value[64];
    const double *you = trained_row(pipeline_index(&app.pipeline, 7));
    snprintf(value, sizeof value, "= %s%.4f", you[2] < 0 ? "−" : "+", fabs(4 * you[2]));
    play("1");
    line_with(value);
    /* The rows follow the step that is looked at. */
    play("8 ,");
    line_with("rows: step 56");
    assert_e(7, trained_row(pipeline_index(&app.pipeline, 7)), 4);
    play("E");
    for (int row = 0; row < 2; row++) assert_null(strstr(row_text(row), "rows: step"));
    pipeline_e_row(&app.pipeline, 7, 0, 16, after);
    assert_true(fabs((double)after[2] - 4 * you[2]) > 0.1);
}

/* A row that training never moved is marked, without colour too, where words are listed. */
static void test_rows_that_never_moved_are_marked(void **state)
{
    (void)state;
    static const char *const viewed[] = {"1", "3"};
    train(57);
    play("E");
    for (int i = 0; i < 2; i++) {
        play(viewed[i]);
        line_with("◦die");
        for (int row = 0; row < frame.rows; row++) assert_null(strstr(row_text(row), "◦win"));
    }
    line_with("cosine, 10 words, 9 trained");
    line_with("die ◦");
    play("E");
    for (int row = 0; row < frame.rows; row++) assert_null(strstr(row_text(row), "◦"));
}

static void test_nothing_trained_nothing_shown(void **state)
{
    (void)state;
    play("E");
    line_with("nothing was trained yet");
    assert_int_equal(app.training.rows, TRAINING_ROWS_DRAWN);
    play(": \"rows trained\" Enter");
    line_with("nothing was trained yet");
    train(3);
    play(": \"rows trained\" Enter");
    line_with("rows: step 3");
    /* A saved state never says that rows were trained. */
    struct settings s = settings_default(&stage_lists);
    struct str saved = STR_EMPTY;
    app_get_settings(&app, &s);
    option_write(&s, &saved);
    assert_null(strstr(str_text(&saved), "rows"));
    str_free(&saved);
    /* Another table is not the one that was trained. */
    play("r");
    for (int row = 0; row < 2; row++) assert_null(strstr(row_text(row), "rows: step"));
    play(": \"rows drawn\" Enter");
    play("E");
    line_with("the seed changed");
}

static void test_the_learned_table_shows_what_was_learned(void **state)
{
    (void)state;
    play(": \"scheme learned\" Enter : \"learned-positions on\" Enter");
    float before[16], after[16];
    pipeline_position_rows(&app.pipeline, 3, 1, 0, 16, before);
    train(40);
    pipeline_position_rows(&app.pipeline, 3, 1, 0, 16, after);
    assert_memory_equal(before, after, sizeof before);
    play("E");
    struct train_part p;
    assert_true(train_find_part(&run()->shape, TRAIN_PART_P, 0, &p));
    pipeline_position_rows(&app.pipeline, 3, 1, 0, 16, after);
    for (size_t k = 0; k < 16; k++) {
        float wanted = (float)run()->number[p.at + 3 * 16 + k];
        assert_memory_equal(&wanted, &after[k], sizeof wanted);
    }
    assert_memory_not_equal(before, after, sizeof before);
    /* Position 11 is in no example: the text's last word is not read. */
    assert_null(row_table_find(&app.training.given.places, 11));
    play("1");
    line_with("of the trained table");
    /* What is trained again begins at the table as it was. */
    struct err e;
    assert_true(training_begin(&app, &e));
    for (size_t k = 0; k < 16; k++)
        assert_true(fabs(run()->first[p.at + 3 * 16 + k] - (double)before[k]) <= 0);
}

/* ---- near words ----------------------------------------------------------- */

static double cosine_of(const double *a, size_t step_a, const double *b, size_t step_b)
{
    double ab = 0, aa = 0, bb = 0;
    for (size_t k = 0; k < 16; k++) {
        double x = a[k * step_a], y = b[k * step_b];
        ab += x * y, aa += x * x, bb += y * y;
    }
    return ab / sqrt(aa * bb);
}

static double cosine_e(uint32_t a, uint32_t b)
{
    return cosine_of(trained_row(a), 1, trained_row(b), 1);
}

static double cosine_u(uint32_t a, uint32_t b)
{
    struct train_part u;
    assert_true(train_find_part(&run()->shape, TRAIN_PART_U, 0, &u));
    const double *from = run()->number + u.at;
    size_t cols = (size_t)u.cols;
    return cosine_of(from + train_class_of(run(), a), cols, from + train_class_of(run(), b), cols);
}

static bool takes_part(uint32_t index)
{
    return vocab_word(&app.vocab, index).count >= EMBEDDING_USES;
}

static double mean_of(double (*cosine)(uint32_t, uint32_t), int *pairs)
{
    double sum = 0;
    *pairs = 0;
    for (uint32_t a = 0; a < app.vocab.size; a++)
        for (uint32_t b = 0; b < a && takes_part(a); b++)
            if (takes_part(b)) {
                sum += cosine(a, b);
                ++*pairs;
            }
    return sum / *pairs;
}

static void assert_nearest(const struct embedding_near *near, double (*cosine)(uint32_t, uint32_t))
{
    uint32_t self = pipeline_index(&app.pipeline, app.token);
    assert_int_equal(near->count, NEAREST_MAX);
    for (int i = 0; i < near->count; i++) {
        uint32_t index = near->best[i].index;
        assert_true(takes_part(index) && index != self);
        assert_true(fabs(near->best[i].cosine - cosine(self, index)) < 1e-12);
        assert_true(i == 0 || near->best[i - 1].cosine >= near->best[i].cosine);
    }
    int nearer = 0;
    double last = near->best[near->count - 1].cosine;
    for (uint32_t i = 0; i < app.vocab.size; i++)
        nearer += i != self && takes_part(i) && cosine(self, i) > last + 1e-12;
    assert_int_equal(nearer, near->count - 1);
}

static uint32_t word(const char *text)
{
    for (uint32_t i = 0; i < app.vocab.size; i++)
        if (strcmp(vocab_word(&app.vocab, i).text, text) == 0) return i;
    fail_msg("there is no %s", text);
    return 0;
}

static void test_words_of_like_use_are_near_on_the_screen(void **state)
{
    (void)state;
    show("dog cat king queen win lose");
    play(": \"goal corpus\" Enter");
    train(470);
    play("E 3 g");
    line_with("rows: step 470");
    const struct embedding_trained *t = &app.embedding.trained;
    assert_true(t->on && t->used);
    assert_int_equal(t->words, 263);
    assert_nearest(&t->e, cosine_e);
    assert_nearest(&t->u, cosine_u);
    int pairs;
    assert_true(fabs(t->e.mean - mean_of(cosine_e, &pairs)) < 1e-12);
    assert_int_equal(pairs, 34453);
    assert_true(fabs(t->u.mean - mean_of(cosine_u, &pairs)) < 1e-12);
    assert_true(t->e.mean < 0.1);
    assert_true(cosine_e(word("dog"), word("cat")) > 0.5);
    assert_true(cosine_e(word("king"), word("queen")) > 0.5);
    assert_true(cosine_e(word("win"), word("lose")) > 0.5);
    char said[80];
    snprintf(said, sizeof said, "mean of all pairs: E %s%.3f, U %s%.3f", t->e.mean < 0 ? "−" : "+",
             fabs(t->e.mean), t->u.mean < 0 ? "−" : "+", fabs(t->u.mean));
    line_with(said);
    line_with("in E: by what follows");
    /* The first near word with its cosine, in both columns. */
    const struct nearest_word *e = &t->e.best[0], *u = &t->u.best[0];
    int found = 0;
    for (int row = 0; row < frame.rows; row++) {
        char in_e[16], in_u[16];
        snprintf(in_e, sizeof in_e, "%+.2f", e->cosine);
        snprintf(in_u, sizeof in_u, "%+.2f", u->cosine);
        const char *text = row_text(row),
                   *first = strstr(text, vocab_word(&app.vocab, e->index).text);
        const char *second = first ? strstr(first, vocab_word(&app.vocab, u->index).text) : NULL;
        found += second && strstr(first, in_e) && strstr(second, in_u);
    }
    assert_true(found >= 1);
    /* cat is in dog's list, queen in king's. */
    bool cat = false;
    for (int i = 0; i < t->e.count; i++) cat |= t->e.best[i].index == word("cat");
    assert_true(cat);
}

static void test_rows_that_never_moved_are_dim(void **state)
{
    (void)state;
    train(20);
    play("E 3 $");
    enum { DIM_ROW_TOKEN = 11 };
    play("G");
    assert_int_equal(app.token, DIM_ROW_TOKEN);
    line_with("never read");
    assert_int_equal(app.embedding.trained.words, 10);
    assert_false(app.embedding.trained.used);
    play("g");
    for (int row = 0; row < frame.rows; row++) assert_null(strstr(row_text(row), "never read"));
    struct style dim = role_style(ROLE_DIM, caps.depth);
    int found = 0;
    for (int row = 4; row < frame.rows; row++) {
        if (strncmp(cells(row, 1, 10), " 11◦die", sizeof " 11◦die" - 1) != 0) continue;
        assert_int_equal(frame_cell(&frame, row, 5)->fg, dim.fg);
        found++;
    }
    assert_int_equal(found, 1);
    /* A word of another text is not of the run. */
    show("the cat");
    play("G");
    line_with("this row was not trained");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_given_rows_lie_over_drawn_ones),
        TEST(test_every_view_shows_them),
        TEST(test_rows_that_never_moved_are_marked),
        TEST(test_nothing_trained_nothing_shown),
        TEST(test_the_learned_table_shows_what_was_learned),
        TEST(test_words_of_like_use_are_near_on_the_screen),
        TEST(test_rows_that_never_moved_are_dim),
    };
    return cmocka_run_group_tests_name("trained_rows", tests, NULL, NULL);
}
