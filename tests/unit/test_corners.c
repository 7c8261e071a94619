/* What the views say at the ends of the parameters' ranges is true there too: d_model 1, positions
 * that float32 does not hold, few rows, numbers of unlike size in one line. */
#include "unit/stage.h"

#include <math.h>

static int setup(void **state)
{
    (void)state;
    return stage("pipeline", FOCUS_BODY, 120, 40, (struct caps){.depth = DEPTH_TRUE});
}

/* This view with these parameters. */
static void show(const char *view, struct params params)
{
    app.params = params;
    app.view = view_find(views, view);
    if (app.dim >= params.d_model) app.dim = 0;
    draw();
}

static struct params with_scheme(const char *name)
{
    struct params p = params_default();
    while (strcmp(schemes[p.scheme].name, name) != 0) p.scheme++;
    return p;
}

static bool is_shown(const char *words)
{
    for (int row = 0; row < frame.rows; row++)
        if (strstr(row_text(row), words)) return true;
    return false;
}

static void text_is(const char *text)
{
    struct err e;
    assert_true(app_set_text(&app, text, strlen(text), &e));
    app.token = 0;
    draw();
}

/* Bit 2 of 1 is 0: its digits are written as far as that bit, and are not said to equal it. */
static void test_bit_is_not_its_number(void **state)
{
    (void)state;
    app.token = 1;
    show("pipeline", with_scheme("binary"));
    line_with("P = bit 2 of 1 (0b001) = +0.0000");
    app.token = 4;
    draw();
    line_with("P = bit 2 of 4 (0b100) = +1.0000");
}

/* A small number beside a large one has digits of its own. */
static void test_each_number_has_its_digits(void **state)
{
    (void)state;
    struct params p = with_scheme("index");
    p.d_model = 4;
    p.offset = 2047;
    p.init = INIT_SMALL_NORMAL;
    show("pipeline", p);
    float entry;
    struct embedding table = {p.seed, p.d_model, p.init, false};
    embedding_row(&table, pipeline_index(&app.pipeline, app.token), app.dim, 1, &entry);
    char want[96];
    double e = 2 * (double)entry, x = e + 2047 + (double)app.token;
    assert_true(fabs(e) < 0.5 && fabs(e) > 0.0001);
    snprintf(want, sizeof want, "E = √4 × %s = %s ", draw_signed_text((double)entry, 4).text,
             draw_signed_text(e, 4).text);
    line_with(want);
    snprintf(want, sizeof want, "X +%.1f", x);
    line_with(want);
}

/* Positions that float32 takes for one are not said to be told apart. */
static void test_merged_positions(void **state)
{
    (void)state;
    struct params p = with_scheme("index");
    p.d_model = 4;
    p.offset = 1000000000;
    app.token = 1;
    show("sum", p);
    send((struct event){.type = EVENT_TICK, .now_ms = app.now});
    app.sum.pinned = true;
    app.sum.pin = 7;
    draw();
    const float first = (float)1000000001.0, second = (float)1000000007.0;
    assert_memory_equal(&first, &second, sizeof first);
    line_with("float32 holds both positions as 1e+09: |ΔP| is 6 × √4 = 12 by the formula, 0 here");
    assert_false(is_shown("to the last bit"));
    p.offset = 0;
    show("sum", p);
    assert_false(is_shown("float32 holds"));
    p.offset = 1000000000;
    show("schemes", p);
    line_with("the closest of positions 0 … 199");
}

/* One lone sine is compared with nothing but itself, and has no rotation and no cosine. */
static void test_lone_sine(void **state)
{
    (void)state;
    struct params p = params_default();
    p.d_model = 1;
    show("schemes", p);
    assert_false(is_shown("sines and cosines put them"));
    show("similarity", p);
    line_with("d_model 1 has no pair: no rotation");
    assert_false(is_shown("at every position"));
    assert_false(is_shown("block ×"));
    show("waves", p);
    play("o");
    assert_false(app.waves.sines);
    line_with("there is no cosine to take out");
    play("y p 4 4 Enter");
    assert_false(is_shown("on pair 0"));
    line_with("dim 0");
}

/* The message about arrows is what the map does. */
static void test_arrows_that_are_not(void **state)
{
    (void)state;
    struct params p = with_scheme("learned");
    p.offset = 1000000;
    show("embedding", p);
    play("v");
    assert_true(app.embedding.arrows);
    line_with("has no row of P, so the map has no arrows");
    play("v");
    p = params_default();
    p.d_model = 1;
    show("embedding", p);
    play("v");
    line_with("one axis, no plane, so no arrows");
    line_with("one axis, no plane: no arrows");
    assert_true(isnan(app.embedding.arrow[0]));
}

/* Dots of the axes stand clear of what else the map has. */
static void test_axes_keep_clear(void **state)
{
    (void)state;
    int dots = 0;
    show("embedding", params_default());
    for (int h = 0; h < frame.hit_count; h++) {
        const struct hit *hit = &frame.hits[h];
        bool label = hit->target.kind == TARGET_TOKEN && hit->col > 0 && hit->cols > 1 &&
                     hit->cols < 15 && hit->rows == 1;
        if (!label) continue;
        assert_int_not_equal(frame_cell(&frame, hit->row, hit->col - 1)->ch, 0xB7);
        if (hit->col + hit->cols < frame.cols)
            assert_int_not_equal(frame_cell(&frame, hit->row, hit->col + hit->cols)->ch, 0xB7);
    }
    for (int row = 0; row < frame.rows; row++)
        for (int col = 0; col < frame.cols; col++) dots += frame_cell(&frame, row, col)->ch == 0xB7;
    if (dots < 10) fail_msg("%d dots of axes", dots);
}

/* No verdict of a long text stands without what it rests on. */
static void test_long_text_has_figures(void **state)
{
    (void)state;
    static const int sizes[][2] = {{80, 24}, {100, 30}, {120, 40}};
    struct str text = STR_EMPTY;
    for (int i = 0; i < 3000; i++) str_adds(&text, i % 2 ? "cat " : "dog ");
    text_is(str_text(&text));
    str_free(&text);
    show("schemes", params_default());
    /* (pos − 0) / 2999 at place 3 … of a text 6 tokens longer; the share is the same at each. */
    double before = 1 / 2999.0, after = 1 / (2999.0 + SAME_MORE);
    char want[32];
    snprintf(want, sizeof want, "✗ −%.2g%%", 100 * (before - after) / before);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        resize(sizes[i][0], sizes[i][1]);
        const char *row = line_with(sizes[i][0] < 100 ? "normalised " : "index / (length");
        if (!strstr(row, want)) fail_msg("no %s in %s", want, row);
        row = line_with(sizes[i][0] < 100 ? "normalised-n" : "index / length ");
        if (sizes[i][0] >= 100) assert_non_null(strstr(row, "≈"));
        if (sizes[i][0] >= 100 && !strstr(row, "e-")) fail_msg("no distance in %s", row);
    }
}

/* Where there is one row more than the lines round it, that is the selected token's. */
static void test_few_rows(void **state)
{
    (void)state;
    text_is("you are");
    show("pipeline", params_default());
    app.token = 1;
    resize(20, 6);
    const char *row = row_text(3);
    if (!strstr(row, "are")) fail_msg("no token in %s", row);
    play("?");
    resize(40, 10);
    assert_true(app.help);
    line_with("Words, keys, mouse   1 to ");
    assert_true(is_shown(" of "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_bit_is_not_its_number), TEST(test_each_number_has_its_digits),
        TEST(test_merged_positions),      TEST(test_lone_sine),
        TEST(test_arrows_that_are_not),   TEST(test_axes_keep_clear),
        TEST(test_long_text_has_figures), TEST(test_few_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
