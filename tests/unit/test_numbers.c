/* The lesson's checked numbers, read off drawn frames: what a student would see.
 * They are worked out independently in double precision (the sources of each
 * stand beside it); the views' own tests read those that belong to one view. */
#include "unit/stage.h"

#include <math.h>

static struct str screen;

/* Draws a view with these parameters at 120x40; the text is `count` words. */
static void show(const char *view, const struct params *params, int count, size_t token, int dim)
{
    struct err e;
    struct str text = STR_EMPTY;
    for (int i = 0; i < count; i++) str_adds(&text, i % 2 ? "cat " : "dog ");
    assert_true(app_set_text(&app, str_text(&text), text.len, &e));
    str_free(&text);
    app.params = *params;
    app.view = view_find(views, view);
    app.rows = 40;
    app.cols = 120;
    app.token = token;
    app.dim = dim;
    draw();
    str_clear(&screen);
    export_find("text")->write(&frame, theme_palette(0, 0, DEPTH_NONE), &screen);
}

static void reads(const char *text)
{
    if (!strstr(str_text(&screen), text))
        fail_msg("\"%s\" is not on the screen:\n%s", text, str_text(&screen));
}

/* Either form of a label: the brief one stands where the line is full. */
static void reads_either(const char *text, const char *brief)
{
    if (!strstr(str_text(&screen), brief)) reads(text);
}

/* Dimensions that vary by less than 0.05 over that many positions, base 10000. */
static void test_still_columns(void **state)
{
    (void)state;
    static const struct {
        int d_model, positions, still;
    } cases[] = {{16, 11, 8},  {16, 20, 6},    {16, 50, 5},    {64, 11, 33},  {64, 20, 28},
                 {64, 50, 22}, {512, 11, 268}, {512, 20, 232}, {512, 50, 179}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct params p = params_default();
        char want[64], brief[64];
        p.d_model = cases[i].d_model;
        snprintf(want, sizeof want, "still columns %d of %d ", cases[i].still, cases[i].d_model);
        snprintf(brief, sizeof brief, "still %d of %d ", cases[i].still, cases[i].d_model);
        show("pipeline", &p, cases[i].positions, 0, 0);
        reads_either(want, brief);
        show("waves", &p, cases[i].positions, 0, 0);
        reads_either(want, brief);
    }
}

/* |P| = √(d/2) at every position; shown with two decimals. */
static void test_row_lengths(void **state)
{
    (void)state;
    static const struct {
        int d_model;
        const char *length;
    } cases[] = {{4, "|P| 1.41"}, {16, "|P| 2.83"}, {64, "|P| 5.66"}, {512, "|P| 16.00"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (uint64_t offset = 0; offset <= OFFSET_MAX; offset = offset * 1000 + 7) {
            struct params p = params_default();
            p.d_model = cases[i].d_model;
            p.offset = offset;
            show("pipeline", &p, 12, 5, 0);
            reads(cases[i].length);
        }
}

/* Single cells: d = 512 at position 2, d = 4 at position 1, and the slowest wave. */
static void test_cells(void **state)
{
    (void)state;
    struct params p = params_default();
    p.d_model = 512;
    show("pipeline", &p, 4, 2, 0);
    reads("sin(2 / 10000^(0/512)) = sin(2.0000) = +0.9093");
    show("pipeline", &p, 4, 2, 1);
    reads("= −0.4161");
    show("pipeline", &p, 4, 2, 2);
    reads("= +0.9364");
    p.d_model = 4;
    show("pipeline", &p, 4, 1, 0);
    reads("+0.8415");
    reads("+0.5403");
    reads("+0.0100");
    p.d_model = 16;
    static const char *const wavelengths[] = {"6.28", "19.87", "62.83", "198.69", "628.32"};
    for (int pair = 0; pair < 5; pair++) {
        char want[64];
        snprintf(want, sizeof want, "wavelength %s positions", wavelengths[pair]);
        show("pipeline", &p, 12, 7, 2 * pair);
        reads(want);
    }
}

/* E is √d times the entry of the table, which s leaves as it is; the views that are about it say so first. */
static void test_e_of_the_table(void **state)
{
    (void)state;
    struct params p = params_default();
    struct embedding table = {p.seed, p.d_model, p.init, false};
    float entry, e;
    char want[64], brief[64];
    show("pipeline", &p, 12, 7, 2);
    embedding_row(&table, pipeline_index(&app.pipeline, 7), 2, 1, &entry);
    pipeline_e_row(&app.pipeline, 7, 2, 1, &e);
    snprintf(want, sizeof want, "E = √16 × %s%.4f = %s%.4f", entry < 0 ? "−" : "+",
             fabs((double)entry), e < 0 ? "−" : "+", fabs((double)e));
    snprintf(brief, sizeof brief, "E %s%.4f", entry < 0 ? "−" : "+", fabs((double)entry));
    reads(want);
    reads("E  √d × row # of the table");
    show("vocabulary", &p, 12, 7, 2);
    reads(" of the table's 1043 × √16 = E, 16 numbers");
    reads(want);
    p.scale = false;
    show("pipeline", &p, 12, 7, 2);
    reads(brief);
    reads("E  row # of the table");
    show("vocabulary", &p, 12, 7, 2);
    reads(" of the table's 1043 = E, 16 numbers");
}

/* How far the common float32 recipe is off: about 3e-4 … 8e-4 near 10^4 and 0.04 … 0.07 near 10^6 at d = 512. */
static double recipe_error(void)
{
    double error = 0;
    resize(240, 40); /* room for this type's figure */
    str_clear(&screen);
    export_find("text")->write(&frame, theme_palette(0, 0, DEPTH_NONE), &screen);
    const char *at = strstr(str_text(&screen), "float32 ");
    assert_non_null(at);
    at += strcspn(at, "0123456789") + 2; /* after "32" */
    assert_int_equal(sscanf(at + strcspn(at, "0123456789"), "%lf", &error), 1);
    reads("defined, not trained");
    return error;
}

static void test_float32_recipe(void **state)
{
    (void)state;
    struct params p = params_default();
    p.d_model = 512;
    p.offset = 10000;
    double error;
    show("pipeline", &p, 12, 0, 0);
    error = recipe_error();
    assert_true(error >= 1e-4 && error <= 1e-3);
    p.offset = 1000000;
    show("pipeline", &p, 12, 0, 0);
    error = recipe_error();
    assert_true(error >= 0.01 && error <= 0.1);
}

static int setup(void **state)
{
    (void)state;
    return stage("pipeline", FOCUS_SENTENCE, 120, 40,
                 (struct caps){.depth = DEPTH_NONE, .ascii = false});
}

static int finish(void **state)
{
    str_free(&screen);
    return teardown(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_still_columns),  cmocka_unit_test(test_row_lengths),
        cmocka_unit_test(test_cells),          cmocka_unit_test(test_e_of_the_table),
        cmocka_unit_test(test_float32_recipe),
    };
    return cmocka_run_group_tests_name("numbers", tests, setup, finish);
}
