/* Names in the Training view: of curves and floors, of what a model is, and of what is said first. */
#include "training_panel.h"

#include <math.h>

#include "app/learning/training.h"
#include "base/num.h"
#include "train/run/say.h"

static int setup(void **state)
{
    (void)state;
    return stage("training", FOCUS_BODY, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

/* Whether a row of the curve's panel has that number at the axis. */
static bool at_axis(int row, char number[2][32])
{
    const char *text = panel_row("curve", row);
    return strstr(text, number[0]) || strstr(text, number[1]);
}

/* Whether a row has no number at the axis, but one beside it has that one. */
static bool beside_axis(int row, int rows, char number[2][32])
{
    const char *text = panel_row("curve", row);
    size_t bar = strspn(text, "│|"); /* bytes of the box's line */
    bool blank = strspn(text + bar, " ") >= 6;
    return blank &&
           ((row > 1 && at_axis(row - 1, number)) || (row + 2 < rows && at_axis(row + 1, number)));
}

/* A floor's name stands where the axis has its number, or on the row beside, or says the number. */
static void assert_floor_names(void)
{
    const struct train_run *run = training_run(&app, true);
    const int first = panel("curve")->at.row, rows = panel("curve")->at.rows;
    for (int row = 1; row < rows - 1; row++) {
        const char *text = panel_row("curve", row);
        for (int k = 0; k < TRAIN_KNOWS_COUNT; k++) {
            char number[32], axis[2][32], label[64];
            double loss = run->floors.of[k].loss;
            snprintf(label, sizeof label, "%s: ", train_knows_labels[k]);
            const char *at = strstr(text, label);
            if (!at) continue;
            snprintf(number, sizeof number, "%.*f", loss > 0 ? 4 : 0, loss);
            snprintf(axis[0], sizeof axis[0], " %.4f ", loss);
            snprintf(axis[1], sizeof axis[1], " %.*f ", loss > 0 ? 2 : 0, loss);
            bool said = strstr(at, number);
            if (!said && !at_axis(row, axis) && !beside_axis(row, rows, axis))
                fail_msg("not %s (row %d): %s %dx%d", number, first + row, panel_row("curve", row),
                         frame.cols, frame.rows);
        }
    }
}

/* Row of the curve's panel, below its title, where the side is named, long or short; −1: none. */
static int row_of_name(bool side)
{
    const struct area at = panel("curve")->at;
    struct style style = role_style(side ? ROLE_SIN : ROLE_STRONG, caps.depth);
    for (int row = 1; row < at.rows - 1; row++)
        for (int col = at.col; col < at.col + at.cols; col++) {
            const struct cell *cell = frame_cell(&frame, at.row + row, col);
            if (cell->ch == 'P' && cell->fg == style.fg) return row;
        }
    return -1;
}

/* Both curves have their names beside their ends, the upper one's over the lower one's. */
static void test_names_on_the_curve(void **state)
{
    (void)state;
    static const char *const keys[] = {".",
                                       "C-Right",
                                       "C-Right C-Right",
                                       "C-Right C-Right C-Right .",
                                       "f . .",
                                       "R C-Right",
                                       "f f . wait:500",
                                       "f C-Right wait:300",
                                       "f C-Right wait:300",
                                       "f K K K C-Right wait:900"};
    static const int sizes[][2] = {{120, 40}, {100, 30}, {80, 24}};
    for (size_t i = 0; i < COUNT(keys); i++) {
        resize(120, 40);
        play(keys[i]);
        while (training_under_way(&app)) tick(training_deadline(&app));
        const struct train_run *run[2] = {training_run(&app, false), training_run(&app, true)};
        for (size_t k = 0; k < COUNT(sizes); k++) {
            resize(sizes[k][0], sizes[k][1]);
            if (sizes[k][0] >= 100) assert_floor_names();
            double end[2] = {run[0]->loss[run[0]->newest], run[1]->loss[run[1]->newest]};
            int without = row_of_name(false), with = row_of_name(true);
            bool titled = sizes[k][0] < 100; /* the title names both curves there */
            if (titled) line_with("no P");
            if (titled && (without < 0 || with < 0)) continue;
            if (without < 0 || with < 0)
                fail_msg("%s: a name is missing at %dx%d", keys[i], sizes[k][0], sizes[k][1]);
            if (end[0] > end[1]) assert_true(without <= with);
            if (end[0] < end[1]) assert_true(with <= without);
        }
    }
}

/* What leaves the axis is told by its number at the upper edge. */
static void test_beyond_the_axis(void **state)
{
    (void)state;
    play("K K K . . . .");
    const struct train_run *run = training_run(&app, true);
    double peak = 0;
    for (uint32_t s = 0; s <= run->newest; s++) peak = fmax(peak, run->loss[s]);
    assert_true(peak > 1.5 * log(10));
    char shown[32];
    snprintf(shown, sizeof shown, "↑%.4g", peak);
    assert_true(strstr(panel_row("curve", 1), shown) || strstr(panel_row("curve", 2), shown));
}

/* A position stands whole, however many digits it has. */
static void test_long_positions(void **state)
{
    (void)state;
    app_show(&app, "training");
    app.params.offset = 1020;
    draw();
    line_with("│ 1020 When ");
    line_with("│ 1031 die");
    app.params.offset = 1000000000;
    draw();
    line_with("1000000011 die");
    play(".");
    line_with("1000000011 die");
}

/* Of shares that rounding alone tells apart the right word is listed first, and the first class is
 * said. */
static void test_equal_shares(void **state)
{
    (void)state;
    const struct train_choice coldest = {0, 0}, top = {1, 1};
    const double logit[] = {1, 2, 2 + 1e-15, 1.5};
    double p[4];
    train_chosen_shares(logit, 4, &coldest, p);
    assert_true(p[1] > 0.5 && p[2] < 0.5);
    train_chosen_shares(logit, 4, &top, p);
    assert_true(p[1] > 0.5 && p[2] < 0.5);
    static const char *const right[] = {"play ", "win ", "die "};
    play("Space wait:4000 Space w");
    static const size_t places[] = {1, 7, 10};
    for (int i = 0; i < 3; i++) {
        app.token = places[i];
        draw();
        const char *row = panel_row("next", 0);
        for (int k = 0; k < 3; k++) assert_non_null(strstr(row, right[k]));
        for (int k = 0; k < 3; k++) assert_true(strstr(row, right[i]) <= strstr(row, right[k]));
        resize(100, 30);
        row = panel_row("next", 0);
        for (int k = 0; k < 3; k++) assert_non_null(strstr(row, right[k]));
        resize(120, 40);
    }
    for (int i = 0; i < 10; i++) play("C-Down");
    play("Tab C-e C-u \"When\" Tab S S S");
    line_with("When you play the");
}

/* The first line and the message say what of the model is not the goal's own. */
static void test_other_models(void **state)
{
    (void)state;
    play("v .");
    for (int row = 0; row < frame.rows; row++) assert_null(strstr(row_text(row), "no mask"));
    app.training.recipe.mask = TRAIN_MASK_NONE;
    app.training.recipe.norm = TRAIN_NORM_AFTER;
    play("H"); /* from 2 heads to 4 */
    line_with("1 block, 4 heads, no mask, norm after, d 16");
    play(".");
    line_with("sentence   4 heads, no mask, norm after   1 block");
    line_with("no mask: each place sees the word that is asked of it");
    resize(80, 24);
    line_with("4 heads, no mask, norm after");
    line_with("no mask: each place sees the answer");
    resize(120, 40);
    play("v");
    line_with("2 blocks, 4 heads, no mask, norm after");
}

/* Before a goal of its own texts begins nothing is told of the text on screen. */
static void test_before_the_goal_begins(void **state)
{
    (void)state;
    play("f f f");
    for (int goal = TRAIN_BEFORE; goal < TRAIN_GOALS; goal++) {
        assert_null(training_run(&app, true));
        line_with("not trained: Space begins");
        line_with(goal == TRAIN_BACKWARDS ? "one reads both texts as E,"
                                          : "one with blocks that read E,");
        assert_non_null(strstr(panel_row("places", 0), train_goals[goal].label));
        for (int row = 0; row < panel("places")->at.rows; row++)
            assert_null(strstr(panel_row("places", row), "thrones"));
        play("n");
        line_with("this goal's own texts are made when it begins: Space");
        play("f");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_names_on_the_curve, setup, teardown),
        cmocka_unit_test_setup_teardown(test_beyond_the_axis, setup, teardown),
        cmocka_unit_test_setup_teardown(test_long_positions, setup, teardown),
        cmocka_unit_test_setup_teardown(test_equal_shares, setup, teardown),
        cmocka_unit_test_setup_teardown(test_other_models, setup, teardown),
        cmocka_unit_test_setup_teardown(test_before_the_goal_begins, setup, teardown),
    };
    return cmocka_run_group_tests_name("training names", tests, NULL, NULL);
}
