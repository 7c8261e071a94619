/* A second text beside the first: the same position in both, and what P is there. */
#include "app/command/saved.h"
#include "unit/stage.h"

#include "core/posenc/posenc.h"

static int setup(void **state)
{
    (void)state;
    return stage("pipeline", FOCUS_BODY, 120, 40, (struct caps){.depth = DEPTH_TRUE});
}

static void set_scheme(int scheme)
{
    app.params.scheme = scheme;
    draw();
}

static int scheme_named(const char *name)
{
    for (int i = 0; i < scheme_count; i++)
        if (strcmp(schemes[i].name, name) == 0) return i;
    fail_msg("no scheme %s", name);
    return 0;
}

/* How many of the frame's rows from 5 on hold the words. */
static int rows_with(const char *words)
{
    int count = 0;
    for (int row = 5; row < frame.rows; row++)
        for (const char *at = row_text(row); (at = strstr(at, words)); at++) count++;
    return count;
}

static void test_proposal(void **state)
{
    (void)state;
    play("a");
    line_with("text beside");
    line_with("When you play the game");
    play("Enter");
    assert_int_equal(app.beside.pipeline.count, 5);
    assert_int_equal(rows_with(" play "), 3); /* and in the inspector */ /* in both tables */
    assert_int_equal(rows_with(" win "), 2); /* in the first, and below its wave */
    line_with("P[7] is the same in both texts, in all 16 dimensions  (the second text ends at 4)");
    play("g j j");
    line_with("P[2] is the same in both texts, in all 16 dimensions");
    assert_int_equal(rows_with("(the second"), 0);
    play("a C-u Enter"); /* empty takes it away */
    assert_false(app.beside.on);
    assert_int_equal(rows_with("in both"), 0);
}

/* The lesson's own figures: 2 of 4 steps, 2 of 9. */
static void test_normalised(void **state)
{
    (void)state;
    set_scheme(scheme_named("normalised"));
    play(": \"text one two three four five\" Enter");
    play(": \"beside one two three four five six seven eight nine ten\" Enter");
    play("g j j d \"0\" Enter");
    line_with("P[2][0] is 0.5 in 5 tokens, 0.222 in 10: another value at the same position");
    set_scheme(scheme_named("normalised-n"));
    line_with("P[2][0] is 0.4 in 5 tokens, 0.2 in 10");
    set_scheme(scheme_named("index"));
    line_with("P[2] is the same in both");
}

/* Every scheme, against rows computed with contexts of their own. */
static void test_every_scheme(void **state)
{
    (void)state;
    struct posenc waves;
    struct err e;
    assert_true(posenc_init(&waves, 16, 10000, LAYOUT_INTERLEAVED, &e));
    play("a Enter");
    int differ = 0;
    for (int s = 0; s < scheme_count; s++) {
        set_scheme(s);
        for (size_t token = 0; token < 12; token++) {
            float rows[2][16];
            const struct scheme_context one = {.waves = &waves, .length = 12},
                                        two = {.waves = &waves, .length = 5};
            app.token = token;
            draw();
            scheme_row(&schemes[s], &one, token, 0, 16, rows[0]);
            scheme_row(&schemes[s], &two, token, 0, 16, rows[1]);
            char wanted[64];
            bool same = memcmp(rows[0], rows[1], sizeof rows[0]) == 0;
            if (same)
                snprintf(wanted, sizeof wanted, "P[%zu] is the same in both texts", token);
            else
                snprintf(wanted, sizeof wanted, "P[%zu][2] is %.3g in 12 tokens, %.3g in 5", token,
                         (double)rows[0][2], (double)rows[1][2]);
            line_with(wanted);
            differ += !same;
        }
    }
    assert_int_equal(differ, 2 * 11); /* the two that divide by the length, but at position 0 */
    posenc_free(&waves);
}

static void test_no_row(void **state)
{
    (void)state;
    set_scheme(scheme_named("learned"));
    app.params.offset = 600;
    play("a Enter");
    line_with("P[607] is in neither");
}

static uint32_t index_beside(size_t i)
{
    return pipeline_index(&app.beside.pipeline, i);
}

static bool same_e(size_t first, size_t second)
{
    float rows[2][16];
    pipeline_e_row(&app.pipeline, first, 0, 16, rows[0]);
    pipeline_e_row(&app.beside.pipeline, second, 0, 16, rows[1]);
    return memcmp(rows[0], rows[1], sizeof rows[0]) == 0;
}

/* One vocabulary: what both texts have is one word, the second's own new words come after the
 * first's. */
static void test_new_words(void **state)
{
    (void)state;
    uint32_t known = app.vocab.size;
    play(": \"text foo bar\" Enter : \"beside zebra foo bar zebra you ___\" Enter");
    assert_int_equal(pipeline_index(&app.pipeline, 0), known);
    assert_int_equal(index_beside(0), known + 2);
    assert_int_equal(index_beside(1), known);
    assert_int_equal(index_beside(2), known + 1);
    assert_int_equal(index_beside(3), known + 2);
    assert_true(index_beside(4) < known);
    assert_int_equal(index_beside(5), ROW_NONE);
    assert_true(same_e(0, 1) && same_e(1, 2) && !same_e(0, 0));
    const struct pipeline *second = &app.beside.pipeline;
    assert_int_equal(pipeline_vocab_size(second), known + 3);
    assert_string_equal(pipeline_word(second, known + 2).text, "zebra");
    assert_string_equal(pipeline_word(second, known + 1).text, "bar");
    assert_int_equal(pipeline_uses(second, known + 2), 2);
    assert_int_equal(pipeline_next_use(second, known + 1, 0), 2);
}

/* An edit of the first text moves the second's indices along, and says so. */
static void test_new_words_edited(void **state)
{
    (void)state;
    uint32_t known = app.vocab.size;
    play(": \"text foo bar\" Enter : \"beside zebra foo\" Enter : \"text zebra qux\" Enter");
    assert_int_equal(index_beside(0), known);
    assert_int_equal(index_beside(1), known + 2);
    assert_true(same_e(0, 0));
    const struct pipeline_rows *rows = &app.beside.pipeline.rows;
    assert_true(rows->change[0] & CHANGE_E);
    assert_true(rows->change[1] & CHANGE_E);
    assert_string_equal(pipeline_word(&app.beside.pipeline, known + 1).text, "qux");
    assert_int_equal(pipeline_uses(&app.beside.pipeline, known + 1), 0);
    app.params.frozen = true;
    draw();
    assert_int_equal(index_beside(0), VOCAB_UNK);
    assert_int_equal(pipeline_vocab_size(&app.beside.pipeline), known);
    app.params.frozen = false;
    draw();
    assert_int_equal(index_beside(1), known + 2);
}

/* Each table says which text it is of, how many of its rows are missing, and which dimensions
 * there are where not all are. */
static void test_tables_have_names(void **state)
{
    (void)state;
    play("a Enter g");
    line_with("text: 12");
    line_with("beside: 5");
    assert_int_equal(rows_with("dims 0…11 of 16"), 2);
    resize(80, 24);
    line_with("text: 12 tokens");
    line_with("beside: 5 tokens");
    assert_int_equal(rows_with("↓ 7 more"), 1);
    assert_int_equal(rows_with("dims "), 0);
    play("G");
    assert_int_equal(rows_with("↑ 7 more"), 1);
    play("a C-u Enter");
    assert_int_equal(rows_with("text: "), 0);
    assert_int_equal(rows_with(" more"), 0);
}

static void test_nothing_is_added(void **state)
{
    (void)state;
    set_scheme(scheme_named("none"));
    line_with("P = 0: nothing is added  X");
    set_scheme(scheme_named("index"));
    line_with("P = pos = ");
}

/* One over the other where there is no room beside each other; never outside the screen. */
static void test_sizes(void **state)
{
    (void)state;
    play("a Enter g j j");
    resize(80, 24);
    assert_int_equal(rows_with(" play "), 3); /* and in the inspector */
    line_with("P[2] is the same in both");
    for (int rows = 6; rows <= 40; rows += 3)
        for (int cols = 20; cols <= 200; cols += 15) resize(cols, rows);
    app.params.d_model = 1;
    resize(120, 40);
    app.params.d_model = 16384;
    resize(120, 40);
    line_with("P[2] is the same in both texts, in all 16384 dimensions");
    play("Tab C-u"); /* no token in the first text */
    resize(80, 24);
}

static void test_clicks(void **state)
{
    (void)state;
    play(": \"text one two\" Enter : \"beside one two three four\" Enter g");
    resize(120, 40);
    assert_int_equal(app.token, 0);
    struct event press = {.type = EVENT_MOUSE, .mouse = MOUSE_PRESS, .row = 8, .col = 64};
    send(press);
    assert_int_equal(app.token, 1);
    press.row = 10; /* the first text has no such token: its last */
    send(press);
    assert_int_equal(app.token, 1);
    assert_string_equal(app.message.text, "");
}

static void test_kept(void **state)
{
    (void)state;
    struct str text = STR_EMPTY;
    struct settings s = settings_default(app.lists);
    struct saved saved;
    struct err e;
    play(": \"beside  狗 and  a dog\" Enter");
    saved_lines(&app, &s, &text);
    assert_non_null(strstr(text.data, "beside 狗 and  a dog\n"));
    struct str file = STR_EMPTY;
    saved_head(&text, false, 0, &file);
    assert_true(saved_read(file.data, file.len, &s, &saved, &e));
    assert_string_equal(s.beside, "狗 and  a dog");
    str_free(&text);
    str_free(&file);
    char option[] = "--beside", lines[] = "a\nb";
    char *const two_lines[] = {option, lines};
    assert_int_equal(option_parse(COMMAND_RENDER, 2, two_lines, &s, &e), PARSE_USAGE);
    char long_line[BESIDE_MAX + 1];
    memset(long_line, 'x', BESIDE_MAX);
    long_line[BESIDE_MAX] = 0;
    assert_false(option_set(COMMAND_LINE, "beside", 6, long_line, &s, &e));
    assert_true(option_set(COMMAND_LINE, "beside", 6, long_line + 1, &s, &e));
    assert_true(option_set(COMMAND_LINE, "beside", 6, "", &s, &e));
    assert_string_equal(s.beside, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_proposal),
        TEST(test_normalised),
        TEST(test_every_scheme),
        TEST(test_no_row),
        TEST(test_tables_have_names),
        TEST(test_nothing_is_added),
        TEST(test_sizes),
        TEST(test_clicks),
        TEST(test_kept),
        TEST(test_new_words),
        TEST(test_new_words_edited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
