/* Another view, added by a row: its tab, key, --view name, help and click follow from the table. */
#include "unit/stage.h"

#include "app/command/option.h"
#include "app/state/view.h"

/* ---- the view: state, key and click, drawing ------------------------------ */

static struct {
    int counted;
    int64_t clicked;
} counter;

static void run_count(struct app *a, int by)
{
    (void)by;
    app_say(a, "counted %d", ++counter.counted);
}

static bool counter_click(struct app *a, const struct target *target)
{
    (void)a;
    if (target->index != 5) return false;
    counter.clicked = target->index;
    return true;
}

static const struct action counter_actions[] = {
    {"counter-count", "z", CONTEXT_BODY, "count", "z", "count one more", run_count, 0},
};
static const struct model counter_model = {MODEL_ACTIONS(counter_actions), .click = counter_click};

static void counter_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    (void)a;
    (void)rows;
    (void)cols;
    out->skip_rows = true;
}

static void counter_draw(const struct app *a, const struct canvas *c)
{
    char text[32];
    (void)a;
    snprintf(text, sizeof text, "the count is %d", counter.counted);
    int taken = draw_text(c, c->row, c->col, c->cols, ROLE_TEXT, text);
    for (int i = 0; i < 2; i++) /* the second is no such thing */
        frame_add_hit(
            c->frame,
            (struct hit){
                c->row + i, c->col, 1, taken, {.kind = TARGET_OWN, .index = 5 + i}, 0, 0, false});
}

/* ---- the table ------------------------------------------------------------ */

enum { VIEWS_MAX = 16 };
static struct view table[VIEWS_MAX];
static struct option_lists lists;

static int setup(void **state)
{
    (void)state;
    memset(&counter, 0, sizeof counter);
    if (view_count + 2 > VIEWS_MAX) return -1;
    memcpy(table, views, (size_t)view_count * sizeof *table);
    table[view_count] = (struct view){.name = "counter",
                                      .title = "Counter",
                                      .model = &counter_model,
                                      .shown = counter_shown,
                                      .draw = counter_draw};
    table[view_count + 1] = (struct view){.name = NULL};
    lists = stage_lists;
    lists.views = table;
    if (stage("pipeline", FOCUS_BODY, 140, 40,
              (struct caps){.depth = DEPTH_TRUE, .ascii = false}) != 0)
        return -1;
    app.lists = &lists;
    draw();
    return 0;
}

static void test_tab_and_number(void **state)
{
    (void)state;
    char name[32];
    snprintf(name, sizeof name, "%d Counter", view_count + 1);
    assert_non_null(strstr(row_text(0), name));
    play(": 'view counter' Enter"); /* digits lead to the first nine */
    assert_string_equal(app_view(&app)->name, "counter");
    assert_non_null(line_with("the count is 0"));
    play("1");
    assert_string_equal(app_view(&app)->name, "pipeline");
}

static void test_name(void **state)
{
    (void)state;
    struct settings s = settings_default(&lists);
    struct err e;
    char option[] = "--view", value[] = "counter", *argv[] = {option, value};
    assert_int_equal(option_parse(COMMAND_RENDER, 2, argv, &s, &e), PARSE_OK);
    assert_int_equal(s.view, view_count);
    s = settings_default(&stage_lists);
    assert_int_equal(option_parse(COMMAND_RENDER, 2, argv, &s, &e), PARSE_USAGE);
    play(": \"view counter\" Enter");
    assert_string_equal(app_view(&app)->name, "counter");
}

static void test_key_help_and_click(void **state)
{
    (void)state;
    struct event click = {.type = EVENT_MOUSE, .mouse = MOUSE_PRESS, .row = app.rows / 2, .col = 1};
    play("z");
    assert_int_equal(counter.counted, 0); /* another view's */
    app_show(&app, "counter");
    draw();
    play("z z");
    assert_non_null(line_with("the count is 2"));
    while (click.row > 0 && frame_target(&frame, click.row, 1).kind != TARGET_OWN) click.row--;
    click.row--;
    assert_int_equal(frame_target(&frame, click.row, 1).index, 5);
    send(click);
    assert_int_equal(counter.clicked, 5);
    click.row++;
    send(click);
    assert_non_null(strstr(app.message.text, "not there any more"));
    play("?");
    assert_non_null(line_with("count one more"));
}

/* A person binds a key to its action by name. */
static void test_own_key(void **state)
{
    (void)state;
    struct err e;
    assert_false(keymap_bind(&app.keymap, views, "F5", "counter-count", &e));
    assert_true(keymap_bind(&app.keymap, table, "F5", "counter-count", &e));
    app_show(&app, "counter");
    play("F5");
    assert_int_equal(counter.counted, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_tab_and_number, setup, teardown),
        cmocka_unit_test_setup_teardown(test_name, setup, teardown),
        cmocka_unit_test_setup_teardown(test_key_help_and_click, setup, teardown),
        cmocka_unit_test_setup_teardown(test_own_key, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
