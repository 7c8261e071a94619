/* What the Training view shows, read back off the frame and compared with what is computed apart
 * from it: the forward pass of E and E + P is written out here once more. */
#include "training_panel.h"

#include <math.h>

#include "app/learning/training.h"
#include "base/num.h"
#include "view/marks/label.h"

static int setup(void **state)
{
    (void)state;
    return stage("training", FOCUS_BODY, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

/* ---- the model once more ----------------------------------------------- */

enum { D = 16, WORDS = 10, ASKS = 11 };
/* The line's words by first appearance, at its places. */
static const int words_at[ASKS + 1] = {0, 1, 2, 3, 4, 5, 6, 1, 7, 8, 1, 9};

/* p of the words after a place: softmax of (√d T[word] (+ P)) U, with libm. */
static void shares_at(bool with_p, int place, double temperature, double p[WORDS])
{
    const struct train_run *run = training_run(&app, with_p);
    assert_int_equal(run->shape.d_model, D);
    assert_int_equal(run->task.words, WORDS);
    const double *t = run->number, *u = run->number + WORDS * D;
    double sum = 0, largest = -(double)INFINITY;
    float row[D];
    pipeline_position_rows(&app.pipeline, app.params.offset + (uint64_t)place, 1, 0, D, row);
    for (int c = 0; c < WORDS; c++) {
        p[c] = 0;
        for (int k = 0; k < D; k++) {
            double x = 4 * t[words_at[place] * D + k] + (with_p ? (double)row[k] : 0);
            p[c] += x * u[k * WORDS + c] / temperature;
        }
        largest = fmax(largest, p[c]);
    }
    for (int c = 0; c < WORDS; c++) sum += p[c] = exp(p[c] - largest);
    for (int c = 0; c < WORDS; c++) p[c] /= sum;
}

static double right_share(bool with_p, int place)
{
    double p[WORDS];
    shares_at(with_p, place, 1, p);
    return p[words_at[place + 1]];
}

static double loss_of(bool with_p)
{
    double sum = 0;
    for (int i = 0; i < ASKS; i++) sum -= log(right_share(with_p, i));
    return sum / (double)ASKS;
}

/* ---- reading the frame ------------------------------------------------- */

/* Reads "0.333", ">.999" or "<.001" and compares it with a probability. */
static const char *assert_share(const char *at, double p)
{
    char shown[16];
    at += strcspn(at, "0123456789><");
    if (*at == '>') {
        assert_true(p > 0.9995 && p < 1);
        return at + 5;
    }
    if (*at == '<') {
        assert_true(p < 0.0005 && p > 0);
        return at + 5;
    }
    snprintf(shown, sizeof shown, "%.3f", p);
    if (strncmp(at, shown, 5) != 0) fail_msg("%.5s, not %s", at, shown);
    return at + 5;
}

/* Columns of full blocks in the text, in eighths. */
static int bar_eighths(const char *at, const char **end)
{
    int eighths = 0;
    while (*at == ' ') at++;
    for (uint32_t cp; *at; at += utf8_decode(at, strlen(at), &cp, NULL)) {
        utf8_decode(at, strlen(at), &cp, NULL);
        if (cp < 0x2588 || cp > 0x258F) break;
        eighths += (int)(0x2590 - cp);
    }
    *end = at;
    return eighths;
}

/* ---- places ------------------------------------------------------------ */

/* Each place, both sides: the number, the bar's length, and the mark at the best share. */
static void assert_places(void)
{
    static const double best_word[ASKS] = {1, 1. / 3, 1, 1, 1, 1, 1, 1. / 3, 1, 1, 1. / 3};
    for (int i = 0; i < ASKS; i++) {
        const char *row = panel_row("places", i + 1);
        char start[32];
        struct str word = STR_EMPTY, next = STR_EMPTY;
        label_token(&app, (size_t)(i), &word);
        label_token(&app, (size_t)(i + 1), &next);
        snprintf(start, sizeof start, "%2d %s ", i + (int)app.params.offset, str_text(&word));
        if (!strstr(row, start) || !strstr(row, str_text(&next))) fail_msg("%s: %s", start, row);
        const char *at = strstr(row, start) + strlen(start);
        at = strstr(at, str_text(&next)) + next.len;
        for (int side = 0; side < 2; side++) {
            double p = right_share(side, i), best = side ? 1 : best_word[i];
            at = assert_share(at, p);
            int bar = bar_eighths(at, &at), cols = 0;
            const char *mark = at;
            while (*mark == ' ') mark++, cols++;
            assert_int_equal(strncmp(mark, "┊", 3), 0);
            cols += (bar + 7) / 8;
            double of = best * 11; /* a bar has eleven columns */
            assert_true(cols >= of - 1e-9 && cols < of + 1);
            assert_true(fabs(bar - p * 88) <= 0.5 + 1e-9);
            at = mark + 3;
        }
        str_free(&word);
        str_free(&next);
    }
}

static void test_places(void **state)
{
    (void)state;
    play("Space Space");
    for (int i = 0; i < ASKS; i++) assert_true(fabs(right_share(true, i) - 0.1) < 1e-15);
    assert_places();
    play(". . .");
    assert_places();
    play("C-Right C-Right ,");
    assert_places();
    play("] ]"); /* read at other positions */
    assert_places();
    char mean[64];
    snprintf(mean, sizeof mean, "%.4f", loss_of(true));
    assert_non_null(strstr(panel_with("places", "mean of"), mean));
    snprintf(mean, sizeof mean, "%.4f ≥ 0.2996", loss_of(false));
    assert_non_null(strstr(panel_with("places", "mean of"), mean));
}

/* What is exactly 0 is written so, and what is not is not. */
static void test_nothing_is_left(void **state)
{
    (void)state;
    play("C-Right C-Right C-Right");
    assert_null(strstr(panel_with("places", "mean of"), "= 0"));
    app.training.choice.temperature = 0;
    draw();
    line_with("others 0 ");
    app.training.choice.temperature = 0.02; /* far less than rounding leaves, and more than 0 */
    draw();
    line_with("others <.0001");
    line_set(&app.line, "win win", 7);
    draw();
    play(".");
    assert_non_null(strstr(panel_with("places", "mean of"), "0.0000 = 0"));
}

/* No update follows the last step. */
static void test_the_last_step(void **state)
{
    (void)state;
    play(". .");
    line_with("2 → 3");
    struct train_run *run = app.training.run[1];
    uint32_t step = run->step;
    run->step = TRAIN_STEPS_MAX;
    assert_true(view_draw(&app, &caps, &frame));
    run->step = step;
    line_with("step 65536 is the last of a run: no update follows");
}

static void test_forms_of_places(void **state)
{
    (void)state;
    play("C-Right C-Right e");
    for (int i = 0; i < ASKS; i++) {
        char shown[16];
        snprintf(shown, sizeof shown, " %.3f", -log(right_share(true, i)));
        assert_non_null(strstr(panel_row("places", i + 1), shown));
    }
    play("e"); /* the words: at two of the three `you` the run without P says another */
    for (int i = 1; i <= 10; i += i == 1 ? 6 : 3) {
        double p[WORDS], q[WORDS];
        shares_at(false, i, 1, p);
        shares_at(true, i, 1, q);
        const char *at = panel_row("places", i + 1);
        at = assert_share(strstr(at, "play  ") + 4, fmax(fmax(p[2], p[7]), p[9]));
        assert_share(at, fmax(fmax(q[2], q[7]), q[9]));
    }
    line_with("says, with P");
}

/* ---- the curve --------------------------------------------------------- */

/* A click on each column goes to its step, where the numbers are of that step. */
static void test_clicks_on_the_curve(void **state)
{
    (void)state;
    play("C-Right C-Right");
    const struct area at = panel("curve")->at;
    int seen = 0;
    for (int col = at.col; col < at.col + at.cols; col++) {
        struct target t = stage_target(at.row + 3, col);
        if (t.kind != TARGET_OWN || t.index > 20) continue;
        send((struct event){.type = EVENT_MOUSE, .row = at.row + 3, .col = col});
        assert_int_equal(training_step(&app), t.index);
        char loss[32];
        snprintf(loss, sizeof loss, "without P %.4f", loss_of(false));
        line_with(loss);
        snprintf(loss, sizeof loss, "with P %.4f", loss_of(true));
        line_with(loss);
        seen++;
    }
    assert_true(seen > 20);
    send((struct event){
        .type = EVENT_MOUSE, .mouse = MOUSE_WHEEL_UP, .row = at.row + 3, .col = at.col + 20});
    assert_true(training_step(&app) < 20);
}

/* The floors of what is shown, each with its formula, and no floor that does not bind. */
static void test_floors(void **state)
{
    (void)state;
    play(".");
    assert_true(fabs(3 * log(3) / 11 - 0.29962153327312085) < 1e-15);
    line_with("the word alone: 3 ln 3 / 11");
    play("C-Right C-Right");
    line_with("word: 3 ln 3 / 11");
    line_with("chance: ln 10");
    line_with("how often words come");
    line_with("word and position: 0");
    assert_non_null(strstr(panel_with("curve", "0.2996"), "0.2996"));
    play("w"); /* without P: position is not known to it */
    line_with("3 ln 3 / 11");
    for (int row = 0; row < frame.rows; row++)
        assert_null(strstr(row_text(row), "word and position"));
}

/* The marks of the step stand in the row of the loss there. */
static void test_marks(void **state)
{
    (void)state;
    struct style accent = role_style(ROLE_ACCENT, caps.depth);
    const struct area at = panel("curve")->at;
    play("C-Right C-Right C-Right");
    for (int step = 30; step > 0; step -= 3) {
        training_go(&app, (uint32_t)step);
        draw();
        int rows = at.rows - 3, marked = 0;
        for (int side = 0; side < 2; side++) {
            double top = log(10), down = (1 - loss_of(side) / top) * rows;
            int row = at.row + 1 + (int)fmin(fmax(down, 0), rows - 1);
            bool found = false;
            for (int r = row - 1; r <= row + 1; r++)
                for (int col = at.col + 8; col < at.col + at.cols - 1 && r < at.row + rows + 1;
                     col++)
                    found |= frame_cell(&frame, r, col)->fg == accent.fg;
            marked += found;
        }
        assert_int_equal(marked, 2);
    }
}

static void test_both_without_colour(void **state)
{
    (void)state;
    play("Space wait:3400 Space");
    caps.depth = DEPTH_NONE;
    draw();
    line_with("without P");
    const char *curve = NULL; /* the row of the floor: dashes, the row of the other: a line */
    for (int row = 1; row < panel("curve")->at.rows; row++)
        if (strstr(panel_row("curve", row), "0.2996")) curve = panel_row("curve", row);
    assert_non_null(curve);
}

/* ---- the next word ----------------------------------------------------- */

static void test_next_words(void **state)
{
    (void)state;
    play("C-Right C-Right");
    for (int t = 10; t >= 5; t -= 5) {
        double p[WORDS], q[WORDS];
        shares_at(true, STAGE_TOKEN, t / 10., p);
        shares_at(false, STAGE_TOKEN, t / 10., q);
        assert_non_null(strstr(panel_row("next", 0), "after you @ 7"));
        const char *at = strstr(panel_row("next", 1), "win ");
        assert_non_null(at);
        at = assert_share(at, p[7]);
        at = assert_share(strstr(at, "play "), p[2]);
        at = assert_share(strstr(at, "die "), p[9]);
        at = assert_share(strstr(panel_row("next", 0), "play "), q[2]);
        assert_share(strstr(at, "die "), q[9]);
        play("C-Down C-Down C-Down C-Down C-Down");
    }
    line_with("temp 0.0");
    app.training.choice.top = 3;
    play("C-Up");
    line_with("temp 0.1 top 3");
}

/* ---- rows -------------------------------------------------------------- */

static void test_rows(void **state)
{
    (void)state;
    static const char *const names[WORDS] = {"when", "you",     "play", "the", "game",
                                             "of",   "thrones", "win",  "or",  "die"};
    play("C-Right C-Right");
    const struct train_run *run = training_run(&app, true);
    for (int w = 0; w < WORDS; w++) {
        double moved = 0, gradient = 0;
        for (int k = 0; k < D; k++) {
            double by = run->number[w * D + k] - run->first[w * D + k];
            moved += by * by;
            gradient += run->gradient[w * D + k] * run->gradient[w * D + k];
        }
        char shown[64];
        char name[16];
        snprintf(name, sizeof name, " %s ", names[w]);
        const char *row = panel_with("rows", name);
        if (w == WORDS - 1) {
            assert_false(moved > 0 || gradient > 0);
            if (!strstr(row, "0 no input")) fail_msg("%s", row);
            continue;
        }
        snprintf(shown, sizeof shown, "%.2f • %.4f", 4 * sqrt(moved), sqrt(gradient));
        if (!strstr(row, shown)) fail_msg("%s: not %s", row, shown);
    }
    play("<"); /* U is 0: the gradient of E is 0, and nothing has moved */
    assert_non_null(strstr(panel_with("rows", " you "), "   0   0 "));
    line_with("|gradient| T 0  U 1.");
    play("f ."); /* in the corpus a step reads 16 sentences: the text's words may be in none */
    while (training_under_way(&app)) tick(training_deadline(&app));
    run = training_run(&app, true);
    int none = 0, read = 0;
    for (size_t i = 0; i < run->task.batch; i++) {
        struct train_example x = train_task_batch(&run->task, run->step, i);
        for (int k = 0; k < x.n; k++) read += run->task.index[x.word[k]] == 79; /* thrones */
    }
    for (int row = 0; row < panel("rows")->at.rows; row++)
        none += strstr(panel_row("rows", row), " thrones ") && strstr(panel_row("rows", row), " –");
    assert_int_equal(none, !read);
}

static double column_cosine(bool with_p, int i, int j)
{
    const double *u = training_run(&app, with_p)->number + WORDS * D;
    double dot = 0, a = 0, b = 0;
    for (int k = 0; k < D; k++) {
        dot += u[k * WORDS + i] * u[k * WORDS + j];
        a += u[k * WORDS + i] * u[k * WORDS + i];
        b += u[k * WORDS + j] * u[k * WORDS + j];
    }
    return dot / sqrt(a * b);
}

static void test_columns(void **state)
{
    (void)state;
    static const int pairs[][2] = {{2, 7}, {2, 9}, {7, 9}};
    static const char *const names[] = {"play win", "play die", "win die"};
    play("C-Right C-Right");
    for (size_t i = 0; i < COUNT(pairs); i++) {
        char shown[64];
        snprintf(shown, sizeof shown, "%+.3f %+.3f", column_cosine(false, pairs[i][0], pairs[i][1]),
                 column_cosine(true, pairs[i][0], pairs[i][1]));
        assert_non_null(strstr(panel_with("figures", names[i]), shown));
        assert_true(column_cosine(false, pairs[i][0], pairs[i][1]) > 0.9999);
    }
    play("<");
    assert_non_null(strstr(panel_with("figures", "play win"), "–"));
}

/* ---- the inspector ----------------------------------------------------- */

/* Numbers with a minus sign of their own. */
static double number_after(const char *text, const char *words)
{
    const char *at = strstr(text, words);
    if (!at) fail_msg("%s is not in %s", words, text);
    at += strlen(words);
    double sign = 1;
    while (*at == ' ') at++;
    if (strncmp(at, "−", 3) == 0) {
        sign = -1;
        at += 3;
    }
    return sign * strtod(at, NULL);
}

static void test_inspector(void **state)
{
    (void)state;
    play("C-Right C-Right .");
    const struct train_run *run = training_run(&app, true);
    size_t i = 1 * D + STAGE_DIM;
    double v = run->m[i], g = run->gradient[i], before = run->number[i];
    const char *line = row_text(frame.rows - 2);
    assert_non_null(strstr(line, "you  dim 2, step 21 → 22"));
    assert_true(fabs(number_after(line, "v = 0.9 ×") - v) < 6e-6);
    assert_true(fabs(number_after(line, "gradient") - g) < 6e-6);
    assert_true(fabs(number_after(line, "T =") - before) < 6e-5);
    double after = number_after(line, "× v =");
    play(".");
    assert_true(fabs(run->number[i] - after) < 6e-5);
    assert_true(fabs(run->number[i] - (before - 0.1 * (0.9 * v + g))) < 1e-15);
    play("o . . o . ."); /* Adam */
    run = training_run(&app, true);
    line = row_text(frame.rows - 2);
    const double g2 = run->gradient[i], m = 0.9 * run->m[i] + 0.1 * g2,
                 w = 0.999 * run->v[i] + 0.001 * g2 * g2;
    assert_true(fabs(number_after(line, "g ") - g2) <= 0.0051 * fabs(g2));
    assert_true(fabs(number_after(line, "m' ") - m) <= 0.0051 * fabs(m));
    assert_true(fabs(number_after(strstr(line, "m' "), "/") - (1 - pow(0.9, 3))) < 0.0005);
    assert_true(fabs(number_after(line, "v' ") - w) <= 0.0051 * w);
    assert_true(fabs(number_after(strstr(line, "v' "), "/") - (1 - pow(0.999, 3))) < 5e-6);
    assert_true(fabs(number_after(line, "T ") - run->number[i]) < 6e-6);
    after = number_after(line, "m'/√v' =");
    resize(80, 24); /* without a word of how: from what to what */
    line = row_text(frame.rows - 2);
    assert_true(fabs(number_after(line, "T ") - run->number[i]) < 6e-6);
    assert_true(fabs(number_after(strstr(strstr(line, "T "), "→"), "→") - after) < 1e-9);
    resize(240, 50);
    line = row_text(frame.rows - 2);
    assert_true(fabs(number_after(line, "m' / (√v' + 1e-8) =") - after) < 1e-9);
    resize(120, 40);
    play(".");
    assert_true(fabs(run->number[i] - after) < 6e-6);
}

/* ---- goals ------------------------------------------------------------- */

/* Every goal has a picture, at every size, and its own texts are those that are asked of. */
static void test_goals(void **state)
{
    (void)state;
    static const int sizes[][2] = {{120, 40}, {100, 30}, {80, 24}, {60, 20},
                                   {40, 12},  {30, 9},   {20, 6}};
    for (int goal = 0; goal < TRAIN_GOALS; goal++) {
        resize(120, 40);
        play(". .");
        while (training_under_way(&app)) tick(training_deadline(&app));
        const struct training_model *m = &app.training_view;
        assert_int_equal(training_run(&app, true)->recipe.goal, goal);
        assert_true(m->example.n > 1);
        assert_true(m->of_text == (goal <= TRAIN_COMPANY));
        if (goal == TRAIN_BEFORE)
            for (int i = 1; i < m->example.n; i++)
                assert_int_equal(m->asked[i], m->example.word[i - 1]);
        if (goal == TRAIN_CHASED) assert_int_equal(m->asked[5], m->example.word[1]);
        if (goal == TRAIN_BACKWARDS)
            for (int i = 0; i < 8; i++) assert_int_equal(m->asked[i], m->example.source[7 - i]);
        line_with("mean of −ln p");
        for (size_t s = 0; s < COUNT(sizes); s++) resize(sizes[s][0], sizes[s][1]);
        resize(120, 40);
        play("f");
    }
}

/* What there is of it at 80 × 24: the curve and the bars stay. */
static void test_small(void **state)
{
    (void)state;
    play("C-Right C-Right");
    resize(80, 24);
    panel("curve");
    panel("places");
    panel("next");
    assert_null(frame_find_panel(&frame, "rows"));
    assert_non_null(strstr(panel_row("next", 0), "without P"));
    double p[WORDS];
    shares_at(true, STAGE_TOKEN, 1, p);
    char shown[32];
    snprintf(shown, sizeof shown, "%.3f", p[7]);
    assert_non_null(strstr(panel_with("next", "win"), shown));
    resize(50, 16);
    panel("curve");
    panel("next");
}

static void test_odd_texts(void **state)
{
    (void)state;
    static const char *const texts[] = {"",          "one",          "a ___ b c",
                                        "кот и кот", "日本 語 日本", "a a a"};
    play("C-Right");
    for (size_t i = 0; i < COUNT(texts); i++) {
        char keys[96];
        snprintf(keys, sizeof keys, "Tab C-e C-u \"%s\" Tab . . Down Down Up", texts[i]);
        play(keys);
        resize(80, 24);
        resize(120, 40);
    }
    play("Tab C-e C-u \"when you zebra\" Tab");
    line_with("no row was trained for the word after these");
}

/* A word of the goal alone has no row of the vocabulary, so no number of one either. */
static void test_a_word_of_the_goal_has_no_index(void **state)
{
    (void)state;
    bool found = false;
    play(": \"goal backwards\" Enter .");
    for (int row = 0; row < frame.rows; row++) found |= strstr(row_text(row), " – <start>") != NULL;
    assert_true(found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_places, setup, teardown),
        cmocka_unit_test_setup_teardown(test_nothing_is_left, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_last_step, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_word_of_the_goal_has_no_index, setup, teardown),
        cmocka_unit_test_setup_teardown(test_forms_of_places, setup, teardown),
        cmocka_unit_test_setup_teardown(test_clicks_on_the_curve, setup, teardown),
        cmocka_unit_test_setup_teardown(test_floors, setup, teardown),
        cmocka_unit_test_setup_teardown(test_marks, setup, teardown),
        cmocka_unit_test_setup_teardown(test_both_without_colour, setup, teardown),
        cmocka_unit_test_setup_teardown(test_next_words, setup, teardown),
        cmocka_unit_test_setup_teardown(test_rows, setup, teardown),
        cmocka_unit_test_setup_teardown(test_columns, setup, teardown),
        cmocka_unit_test_setup_teardown(test_inspector, setup, teardown),
        cmocka_unit_test_setup_teardown(test_goals, setup, teardown),
        cmocka_unit_test_setup_teardown(test_small, setup, teardown),
        cmocka_unit_test_setup_teardown(test_odd_texts, setup, teardown),
    };
    return cmocka_run_group_tests_name("training view", tests, NULL, NULL);
}
