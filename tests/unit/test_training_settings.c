/* Training as options set it: what is kept, what goes by the goal, what is refused. */
#include "stage.h"

#include <math.h>

#include "app/command/option.h"
#include "app/state/training.h"

static int setup(void **state)
{
    (void)state;
    return stage("training", FOCUS_BODY, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

/* What the saved state has of the settings that are. */
static const char *saved(void)
{
    static char text[1024];
    struct settings s = settings_default(&stage_lists);
    struct str out = STR_EMPTY;
    app_get_settings(&app, &s);
    s.view = 0;
    option_write(&s, &out);
    snprintf(text, sizeof text, "%s", str_text(&out));
    str_free(&out);
    return text;
}

static void set(const char *line)
{
    char keys[128];
    snprintf(keys, sizeof keys, ": \"%s\" Enter", line);
    play(keys);
    assert_null(app.prompt.kind);
}

static void refused(const char *line, const char *why)
{
    char keys[128];
    struct train_recipe before = app.training.recipe;
    snprintf(keys, sizeof keys, ": \"%s\" Enter", line);
    play(keys);
    line_with(why);
    assert_memory_equal(&before, &app.training.recipe, sizeof before);
    play("Esc");
}

static void test_what_goes_by_the_goal_is_not_kept(void **state)
{
    (void)state;
    assert_string_equal(saved(), "");
    assert_int_equal(app.training.recipe.optimiser, TRAIN_MOMENTUM);
    set("goal corpus");
    assert_string_equal(saved(), "goal corpus\n");
    assert_int_equal(app.training.recipe.optimiser, TRAIN_ADAM);
    set("goal word-before");
    assert_string_equal(saved(), "goal word-before\n");
    assert_int_equal(app.training.recipe.blocks, 1);
    set("goal sentence");
    assert_string_equal(saved(), "");
    assert_int_equal(app.training.recipe.blocks, 0);
    assert_int_equal(app.training.recipe.optimiser, TRAIN_MOMENTUM);
}

static void test_what_is_set_is_kept(void **state)
{
    (void)state;
    set("optimiser sgd");
    set("rate 0.2");
    set("model 2-blocks+P");
    set("heads 4");
    set("norm after");
    set("mask none");
    set("whole-vocabulary on");
    set("scheme learned");
    set("learned-positions on");
    set("tied on");
    set("temperature 0.5");
    set("top-k 5");
    assert_string_equal(
        saved(), "scheme learned\nmodel 2-blocks+P\noptimiser sgd\nrate 0.20000000000000001\n"
                 "heads 4\nnorm after\nmask none\ntied on\nwhole-vocabulary on\n"
                 "learned-positions on\ntemperature 0.5\ntop-k 5\n");
    const struct train_recipe r = training_recipe(&app, true);
    assert_int_equal(r.blocks, 2);
    assert_int_equal(r.heads, 4);
    assert_int_equal(r.optimiser, TRAIN_SGD);
    assert_int_equal(r.norm, TRAIN_NORM_AFTER);
    assert_int_equal(r.mask, TRAIN_MASK_NONE);
    assert_true(r.tied && r.whole && r.learned_places && r.rate > 0.19 && r.rate < 0.21);
    assert_int_equal(app.training.choice.top, 5);
}

static void test_what_cannot_be_trained_is_refused(void **state)
{
    (void)state;
    refused("learned-positions on", "P is trained with scheme learned alone");
    refused("rate 0", "at most 10 is wanted");
    refused("rate 11", "at most 10 is wanted");
    refused("rate -1", "at most 10 is wanted");
    refused("tied on", "tied weights need a block");
    refused("heads 9", "a whole number from 0 to 8 is wanted");
    refused("temperature 5", "a number from 0 to 4 is wanted");
    set("model 1-block+P");
    refused("heads 3", "3 heads do not divide d_model 16");
    set("tied on");
    refused("model E", "tied weights need a block");
}

/* Another rate goes on from the step where the runs are; another recipe begins again. */
static void test_runs_that_have_begun(void **state)
{
    (void)state;
    play(". . . . .");
    const struct train_run *run = training_run(&app, true);
    assert_int_equal(run->step, 5);
    double loss = run->loss[5];
    set("rate 0.05");
    run = training_run(&app, true);
    assert_int_equal(run->step, 5);
    assert_int_equal(run->rate_count, 2);
    assert_memory_equal(&loss, &run->loss[5], sizeof loss);
    set("rate auto");
    assert_true(fabs(train_rate_at(training_run(&app, true), 5) - 0.1) < 1e-15);
    set("optimiser adam");
    run = training_run(&app, true);
    assert_int_equal(run->step, 0);
    assert_int_equal(run->recipe.optimiser, TRAIN_ADAM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_goes_by_the_goal_is_not_kept),
        TEST(test_what_is_set_is_kept),
        TEST(test_what_cannot_be_trained_is_refused),
        TEST(test_runs_that_have_begun),
    };
    return cmocka_run_group_tests_name("training_settings", tests, NULL, NULL);
}
