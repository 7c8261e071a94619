/* The words that come next in the Training view, at every width: what they are chosen by is said,
 * what top-k leaves out is marked, and both sides have a part in the rows. */
#include "training_panel.h"

#include "app/learning/training.h"

static const struct {
    int cols, rows;
} sizes[] = {{80, 24}, {100, 30}, {120, 40}, {60, 20}, {80, 14}, {60, 15}};

static int setup(void **state)
{
    (void)state;
    return stage("training", FOCUS_BODY, 80, 24,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

static bool says(const char *words)
{
    for (int row = 0; row < panel("next")->at.rows; row++)
        if (strstr(panel_row("next", row), words)) return true;
    return false;
}

/* Both act: both are named, whatever the size; what does not act is not. */
static void test_choice_is_said(void **state)
{
    (void)state;
    play("C-Right C-Right C-Up");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        resize(sizes[i].cols, sizes[i].rows);
        app.training.choice.top = 0;
        app.training.choice.temperature = 1.1;
        draw();
        if (!says("temp 1.1") || says("top")) fail_msg("temp at %d", sizes[i].cols);
        app.training.choice.top = 2;
        draw();
        if (!says("temp 1.1 top 2")) fail_msg("both at %d", sizes[i].cols);
        app.training.choice.temperature = 0.02;
        draw();
        if (!says("temp 0.02 top 2")) fail_msg("hundredths at %d", sizes[i].cols);
        app.training.choice.temperature = 1;
        draw();
        if (!says("top 2")) fail_msg("top at %d", sizes[i].cols);
        app.training.choice.top = 5000; /* all of them */
        draw();
        assert_false(says("top"));
    }
    resize(80, 24);
    assert_false(says("temp"));
}

/* A small temperature and a long top-k: neither drives the other out of the room it has. */
static void test_long_choice_is_said(void **state)
{
    (void)state;
    line_set(&app.line, "a b c d e f g h i j k l m n o p q r s t u v w x y z", 51);
    play("C-Right");
    app.training.choice.top = 11;
    app.training.choice.temperature = 0.5;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        resize(sizes[i].cols, sizes[i].rows);
        if (!says("temp 0.5 top 11")) fail_msg("both at %d", sizes[i].cols);
    }
}

/* After "you" the word alone gives play, win and die a third each: top-k 2 leaves one of them out,
 * which is listed next and is not impossible. */
static void test_cut_words(void **state)
{
    (void)state;
    play("C-Right C-Right");
    app.training.choice.top = 2;
    for (size_t i = 0; i < 2; i++) {
        resize(sizes[i].cols, sizes[i].rows);
        int row = i ? 0 : 3;
        const char *at = strstr(panel_row("next", row), "die ");
        assert_non_null(at);
        at += strspn(at + 4, " ") + 4;
        assert_int_equal(strncmp(at, "cut", 3), 0);
        assert_null(strstr(panel_row("next", row), "when"));
        assert_int_equal(says("7 others cut"), i);
    }
    app.training.choice.temperature = 0; /* leaves one word without any top-k */
    draw();
    assert_false(says("cut"));
}

/* Gives the class that share of the place that is selected, and every other class a little. */
static void give(bool side, int first, int second)
{
    struct training_sight *s = &app.training_view.sight[side];
    double *logit = s->trace.logit + training_place(&app) * s->trace.classes;
    for (int i = 0; i < s->trace.classes; i++) logit[i] = i == first ? 9 : i == second ? 8 : 0;
}

/* Each side has a word of its own in the rows. */
static void test_rows_of_both_sides(void **state)
{
    (void)state;
    play("C-Right C-Right");
    give(false, 4, 3);
    give(true, 5, 6);
    assert_true(view_draw(&app, &caps, &frame));
    assert_non_null(strstr(panel_row("next", 1), "game "));
    assert_non_null(strstr(panel_row("next", 2), "of "));
    give(false, 8, 3);
    assert_true(view_draw(&app, &caps, &frame));
    assert_non_null(strstr(panel_row("next", 1), "of "));
    assert_non_null(strstr(panel_row("next", 2), "or "));
}

/* The heading ends in a blank before the column beside it, and its place is whole. */
static void test_heading_has_its_room(void **state)
{
    (void)state;
    play("C-Right C-Right ] ] Down Down Down");
    for (int cols = 60; cols <= 120; cols += 20) {
        resize(cols, 24);
        const char *row = panel_row("next", 0), *name = strstr(row, "without P");
        assert_non_null(name);
        assert_non_null(strstr(row, " @ 12 "));
        assert_int_equal(name[-1], ' ');
    }
    resize(40, 17);
    const char *row = panel_row("next", 0);
    assert_non_null(strstr(row, " @ 12 "));
    assert_non_null(strstr(row, " P"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_choice_is_said, setup, teardown),
        cmocka_unit_test_setup_teardown(test_long_choice_is_said, setup, teardown),
        cmocka_unit_test_setup_teardown(test_cut_words, setup, teardown),
        cmocka_unit_test_setup_teardown(test_rows_of_both_sides, setup, teardown),
        cmocka_unit_test_setup_teardown(test_heading_has_its_room, setup, teardown),
    };
    return cmocka_run_group_tests_name("training next", tests, NULL, NULL);
}
