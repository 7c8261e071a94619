/* The map: which boxes are computed, their shapes and the word's rows are those of what is read. */
#include "unit/stage.h"

#include "app/state/scale.h"
#include "app/learning/map.h"
#include "view/marks/heat.h"

static int setup(void **state)
{
    (void)state;
    return stage("attention", FOCUS_BODY, 120, 40, (struct caps){.depth = DEPTH_TRUE});
}

/* Columns of text of which every character takes one. */
static int columns(const char *text, size_t n)
{
    int count = 0;
    for (size_t i = 0; i < n; i++) count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

/* The row and column of the name in a box. */
static int find(const char *words, int from, int *col)
{
    for (int row = 0; row < frame.rows; row++) {
        const char *text = cells(row, from, frame.cols - from), *at = strstr(text, words);
        if (!at) continue;
        if (col) *col = from + columns(text, (size_t)(at - text));
        return row;
    }
    fail_msg("%s is not on the frame", words);
    return 0;
}

static bool shows(const char *words)
{
    for (int row = 0; row < frame.rows; row++)
        if (strstr(row_text(row), words)) return true;
    return false;
}

static void test_shapes(void **state)
{
    (void)state;
    play("X");
    assert_true(shows("masked self-attention"));
    assert_true(shows("2 × 12 × 12"));
    assert_true(shows("12 × 16"));
    assert_false(shows("12 × 17"));
    play("Tab End ' tea' Tab");
    assert_true(shows("2 × 13 × 13"));
    play("H");
    assert_true(shows("4 × 13 × 13"));
    play("m"); /* of 8 numbers */
    assert_true(shows("13 × 8"));
}

/* A box's line tells which side is computed, by its corners, whatever the colours. */
static void test_what_is_computed(void **state)
{
    (void)state;
    int col;
    play("X");
    find("masked self-attention", 0, &col);
    int row = find("masked self-attention", 0, NULL);
    assert_string_equal(cells(row - 1, col - 2, 1), "╭");
    play("x"); /* no mask: the encoder */
    row = find("masked self-attention", 0, &col);
    assert_string_equal(cells(row - 1, col - 2, 1), "┌");
    assert_string_equal(cells(row - 1, 1, 1), "╭");
    assert_true(strstr(cells(row, 0, 60), "2 × 12 × 12") != NULL);
    play("x w"); /* without P */
    assert_true(shows("w: with P"));
    assert_true(shows("X = E  "));
    assert_false(shows("X = E + P  "));
    row = find("feed-forward", 60 - 20, NULL);
    assert_true(strstr(row_text(row), "not computed") != NULL);
}

/* The rows of E, P and X at the side are the selected word's, to the cell. */
static void test_rows(void **state)
{
    (void)state;
    play("X");
    float rows[64];
    pipeline_token_rows(&app.pipeline, app.token, rows);
    int col, top = find("|E|", 0, NULL);
    find("on its way", 0, &col);
    find("E ", col - 10, &col);
    for (int m = 0; m < 3; m++)
        for (int k = 0; k < 16; k++) {
            struct frame one = FRAME_EMPTY;
            assert_true(frame_start(&one, 1, 2, false, (struct style){0}));
            heat_row(&one, 0,
                     &(struct heat_row){
                         .width = 1, .full = scale_full(&app), .selected = -1, .bare = true},
                     &rows[16 * m + k], 1, &caps);
            int at = col + 4 + k;
            assert_int_equal(frame_cell(&frame, top + m, at)->bg, frame_cell(&one, 0, 0)->bg);
            frame_free(&one);
        }
}

/* The door says which numbers it leads to, where they are not those of the box. */
static void test_doors_say_which_numbers(void **state)
{
    (void)state;
    play("X");
    assert_true(shows("Space  5 Sum: this box in"));
    play("w"); /* Sum adds P */
    assert_true(shows("Space  5 Sum: of the text, with P"));
    play("w X 8 . . . 9 W X");
    app.attention.weights = ATTENTION_RANDOM;
    draw();
    assert_true(shows("Space  5 Sum: this box in"));
    play("E"); /* Sum has the trained rows, and these weights read the drawn ones */
    assert_true(shows("with rows as trained"));
    assert_true(shows("nothing learned; rows as"));
    assert_true(shows("rows: step 3 with P"));
    assert_true(shows("W: trained"));
}

/* Of an example of the goal's own no view but this one shows the rows; cross-attention and what it
 * passes by lead nowhere but where they are. */
static void test_doors_of_an_own_example(void **state)
{
    (void)state;
    play("X");
    app.attention.map.box = MAP_CROSS;
    app.attention.map.moved = true;
    draw();
    assert_false(shows("Space  9"));
    play("Space");
    assert_true(shows("goal backwards: 8, then f"));
    assert_int_equal(app.attention.form, ATTENTION_MAP);
    play(": \"goal backwards\" Enter 8 . 9");
    app.attention.form = ATTENTION_MAP;
    app.attention.map.box = MAP_X;
    draw();
    assert_true(shows("Space  5 Sum: of the text, not of"));
    app.attention.map.box = MAP_CROSS;
    draw();
    assert_true(shows("Space  9 Attention: this box"));
    app.attention.map.box = MAP_MASKED;
    draw();
    assert_false(shows("Space  9"));
    play("Space");
    assert_int_equal(app.attention.form, ATTENTION_MAP);
    app.attention.map.box = MAP_X;
    app.attention.weights = ATTENTION_TRAINED;
    play(": \"goal sentence\" Enter"); /* nothing was trained for it, and no example is read */
    assert_false(app.attention.ready);
    assert_true(shows("Space  5 Sum: of the text on screen"));
}

/* After a shuffle the map says what became of the rows that it has, not of E + P. */
static void test_shuffled_without_p(void **state)
{
    (void)state;
    play("x w z X");
    assert_true(shows("shuffled: the rows only changed"));
    assert_false(shows("rows of X are new"));
    play("X w X z");
    assert_true(shows("shuffled: rows differ by up to"));
    assert_false(shows("rows of X are new"));
}

/* The paper's norm stands after the sum; where it stands here is said. */
static void test_norm_is_named(void **state)
{
    (void)state;
    play("X");
    assert_true(shows("add & norm here: norm, part, add"));
    app.attention.map.box = MAP_MASKED;
    app.attention.map.moved = true;
    draw();
    assert_true(shows("x + attention(norm(x))"));
    find("feed-forward    not computed", 0, NULL); /* the encoder's, in full */
}

/* Every box is reached by the arrows, and its door is the view that it names. */
static void test_arrows_and_doors(void **state)
{
    (void)state;
    bool seen[MAP_BOXES] = {false};
    static const char *const keys[] = {"Up", "Right", "Down", "Left"};
    play("X");
    for (int i = 0; i < 4 * MAP_BOXES; i++) {
        app.attention.map.box = (enum map_box)(i / 4);
        app.attention.map.moved = true;
        draw();
        play(keys[i % 4]);
        seen[map_here(&app)] |= map_here(&app) != (enum map_box)(i / 4);
    }
    for (int i = 0; i < MAP_BOXES; i++)
        if (!seen[i]) fail_msg("no arrow leads to box %d", i);
    for (int i = 0; i < MAP_BOXES; i++) {
        app.attention.map.box = (enum map_box)i;
        app.attention.map.moved = true;
        draw();
        play("Space");
        const char *name = map_boxes[i].view ? map_boxes[i].view : "attention";
        if (view_find(views, name) >= 0) assert_string_equal(views[app.view].name, name);
        app_show(&app, "attention");
        app.attention.form = ATTENTION_MAP;
        draw();
    }
}

/* One key leads there from every view, and back to it. */
static void test_from_everywhere(void **state)
{
    (void)state;
    for (int i = 0; views[i].name; i++) {
        app_set_view(&app, i);
        draw();
        play("X");
        assert_true(shows("you are here"));
        play("X");
        assert_string_equal(views[app.view].name, views[i].name);
    }
}

/* At every size something true is shown: the chosen box with its name. */
static void test_sizes(void **state)
{
    (void)state;
    play("X");
    for (int rows = APP_ROWS_MIN; rows <= 50; rows += 3)
        for (int cols = APP_COLS_MIN; cols <= 160; cols += 7) {
            resize(cols, rows);
            if (rows >= 10 && cols >= 60) assert_true(shows("X = E + P"));
        }
}

/* Without anything to read the map stands, and says nothing of shapes. */
static void test_nothing_to_read(void **state)
{
    (void)state;
    play("X Tab C-u Tab");
    assert_true(shows("cross-attention"));
    assert_false(shows("×  16"));
    assert_false(shows("on its way"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_shapes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_is_computed, setup, teardown),
        cmocka_unit_test_setup_teardown(test_rows, setup, teardown),
        cmocka_unit_test_setup_teardown(test_doors_say_which_numbers, setup, teardown),
        cmocka_unit_test_setup_teardown(test_doors_of_an_own_example, setup, teardown),
        cmocka_unit_test_setup_teardown(test_shuffled_without_p, setup, teardown),
        cmocka_unit_test_setup_teardown(test_norm_is_named, setup, teardown),
        cmocka_unit_test_setup_teardown(test_arrows_and_doors, setup, teardown),
        cmocka_unit_test_setup_teardown(test_from_everywhere, setup, teardown),
        cmocka_unit_test_setup_teardown(test_sizes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_nothing_to_read, setup, teardown),
    };
    return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
