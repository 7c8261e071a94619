/* The scale of colours of E, P and X: it is on screen, its changes are told, it can be held, and
 * values beyond it are counted. */
#include <math.h>

#include "unit/stage.h"

#include "app/command/option.h"
#include "app/state/scale.h"

static int setup(void **state)
{
    (void)state;
    return stage("pipeline", FOCUS_BODY, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

static bool shows(const char *words)
{
    for (int row = 0; row < frame.rows; row++)
        if (strstr(row_text(row), words)) return true;
    return false;
}

/* The number that follows `words` on the screen, read off the frame. */
static double number_after(const char *words)
{
    const char *found = line_with(words);
    assert_non_null(found);
    return strtod(strstr(found, words) + strlen(words), NULL);
}

/* Cells of E, P and X whose value, computed again by the table and the scheme, is beyond `full`. */
static int count_beyond(double full)
{
    struct row_source table = pipeline_table(&app.pipeline);
    int d = app.params.d_model, n = 0;
    float e[64], p[64];
    assert_true(d <= 64);
    for (size_t i = 0; i < app.pipeline.count; i++) {
        row_source_row(&table, pipeline_index(&app.pipeline, i), 0, d, e);
        for (int k = 0; k < d; k++) {
            double w = pow(10000, -(k - k % 2) / (double)d) * (double)i;
            p[k] = (float)(k % 2 ? cos(w) : sin(w));
            n += fabs((double)e[k]) > full;
            n += fabs((double)p[k]) > full;
            n += fabs((double)(e[k] + p[k])) > full;
        }
    }
    return n;
}

static void a_change_is_told_and_marked(void **state)
{
    (void)state;
    play("wait:1000");
    assert_true(shows(" −2 "));
    assert_false(shows("•−2"));
    play("s");
    assert_true(shows("•−1 "));
    assert_non_null(
        line_with("not multiplied by √d_model · the colour scale is ±1 now, ±2 before"));
    play("wait:1000");
    assert_false(shows("•−1"));
    assert_true(shows(" −1 "));
    resize(66, 24);
    play("s");
    assert_true(shows("E is multiplied by √d_model · colour scale ±2, was ±1"));
    play("Tab C-e");
    play("Tab");
    assert_false(shows("colour scale"));
}

static void a_held_scale_stays(void **state)
{
    (void)state;
    play("H");
    assert_true(shows("held at ±2"));
    assert_true(shows("+2 held"));
    play("wait:1000 s");
    assert_false(shows("colour scale is"));
    assert_true(shows("+2 held"));
    assert_true(fabs(scale_full(&app) - 2) < 1e-9 && fabs(scale_natural(&app) - 1) < 1e-9);
    play("s m m m H");
    assert_true(shows("follows the values"));
    assert_false(shows("held"));
    assert_true(fabs(scale_full(&app) - scale_natural(&app)) < 1e-9);
    play("2 H"); /* a view with a scale of its own says that it has one */
    assert_true(shows("in the views of E, P and X; this view has a scale of its own"));
    play("7 H H");
    assert_true(shows("this view has a scale of its own"));
}

static void values_beyond_are_counted(void **state)
{
    (void)state;
    static const double fulls[] = {0.25, 1, 2, 2.5};
    for (size_t i = 0; i < sizeof fulls / sizeof *fulls; i++) {
        app.held_full = fulls[i];
        draw();
        assert_int_equal((int)number_after("held "), count_beyond(fulls[i]));
    }
    app.held_full = 100;
    draw();
    assert_false(shows("beyond"));
}

/* In every size the scale stands in the picture, as a legend or as a number. */
static void every_size_states_the_scale(void **state)
{
    (void)state;
    static const int sizes[][2] = {{240, 67}, {120, 40}, {100, 30}, {80, 24},
                                   {60, 16},  {40, 12},  {30, 9}};
    app.held_full = 0.7;
    static const char *const names[] = {"pipeline", "embedding"};
    for (size_t v = 0; v < 2; v++)
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            app.view = view_find(views, names[v]);
            resize(sizes[i][0], sizes[i][1]);
            if (!shows("+0.7") && !shows("±0.7"))
                fail_msg("%s at %dx%d: no scale", names[v], sizes[i][0], sizes[i][1]);
        }
}

static void it_is_an_option(void **state)
{
    (void)state;
    struct settings s = settings_default(&stage_lists);
    struct err e;
    struct str out = STR_EMPTY;
    assert_true(option_set(COMMAND_LINE, "color-scale", 11, "0.5", &s, &e));
    assert_true(s.full > 0.49 && s.full < 0.51);
    option_write(&s, &out);
    assert_string_equal(str_text(&out), "color-scale 0.5\n");
    assert_false(option_set(COMMAND_LINE, "color-scale", 11, "-1", &s, &e));
    assert_string_equal(e.text, "auto or a number above 0 is wanted");
    assert_true(option_set(COMMAND_TUI, "color-scale", 11, "auto", &s, &e));
    assert_true(s.full <= 0);
    play("H");
    app_get_settings(&app, &s);
    assert_true(fabs(s.full - 2) < 1e-9);
    str_free(&out);
}

static void the_embedding_view_says_what_e_changes(void **state)
{
    (void)state;
    app.view = view_find(views, "embedding");
    draw();
    assert_true(shows("cosine of E"));
    play("e");
    assert_non_null(
        line_with("the bars show P, the position's row; near words and map stay with E"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_change_is_told_and_marked),
        TEST(a_held_scale_stays),
        TEST(values_beyond_are_counted),
        TEST(every_size_states_the_scale),
        TEST(it_is_an_option),
        TEST(the_embedding_view_says_what_e_changes),
    };
    return cmocka_run_group_tests_name("scale", tests, NULL, NULL);
}
