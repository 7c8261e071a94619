/* The Pipeline's table transposed: each cell is the value of the token across and the dimension
 * down, and a click selects these. */
#include "unit/stage.h"

#include "view/marks/heat.h"
#include "app/state/scale.h"

static int setup(void **state)
{
    (void)state;
    return stage("pipeline", FOCUS_BODY, 120, 40, (struct caps){.depth = DEPTH_TRUE});
}

enum { MATRICES = 3 };

static int row_of(const char *words)
{
    for (int row = 0; row < frame.rows; row++)
        if (strstr(row_text(row), words)) return row;
    fail_msg("%s is not on the frame", words);
    return 0;
}

/* The column of the first cell at or after `col` that holds the character. */
static int col_of(int row, int col, uint32_t ch)
{
    while (col < frame.cols && frame_cell(&frame, row, col)->ch != ch) col++;
    assert_true(col < frame.cols);
    return col;
}

/* Where the panels begin: E, P, X of the titles. */
static void find_panels(int row, int cols[MATRICES])
{
    for (int m = 0, col = 6; m < MATRICES; m++)
        cols[m] = col = col_of(row, col, (uint32_t) "EPX"[m]);
}

static void assert_cell(int row, int col, double value, bool selected)
{
    struct frame one = FRAME_EMPTY;
    int width = app.shown.cell_cols;
    assert_true(frame_start(&one, 1, width, caps.ascii, *&(struct style){0}));
    heat_cell(&one, (struct span){0, 0, width}, value, scale_full(&app), selected, &caps);
    for (int k = 0; k < width; k++) {
        const struct cell *is = frame_cell(&frame, row, col + k), *should = frame_cell(&one, 0, k);
        if (is->bg != should->bg || is->ch != should->ch)
            fail_msg("row %d, column %d is not the cell of %g", row, col + k, value);
    }
    frame_free(&one);
}

/* Compares every cell that a click would select with the row of its token, computed alone.
 * Returns how many there are. */
static int assert_cells(void)
{
    int top = row_of("dim ↓"), starts[MATRICES], count = 0, d = app.params.d_model,
        width = app.shown.cell_cols;
    float *rows = calloc((size_t)d * 4, sizeof *rows);
    assert_non_null(rows);
    find_panels(top, starts);
    for (int row = top; row < frame.rows; row++)
        for (int col = 0; col < frame.cols; col++) {
            struct target t = frame_target(&frame, row, col);
            if (t.kind != TARGET_CELL) continue;
            int m = MATRICES - 1;
            while (m > 0 && col < starts[m]) m--;
            assert_int_equal(t.token, (int64_t)app.shown.window.row + (col - starts[m]) / width);
            if ((col - starts[m]) % width) continue;
            pipeline_token_rows(&app.pipeline, (size_t)t.token, rows);
            assert_cell(row, col, (double)rows[m * d + t.dim],
                        (size_t)t.token == app.token && t.dim == app.dim);
            char label[16];
            snprintf(label, sizeof label, "%d %s", t.dim, t.dim % 2 ? "cos" : "sin");
            assert_non_null(strstr(cells(row, 0, starts[0]), label));
            count++;
        }
    free(rows);
    return count;
}

static void test_every_cell(void **state)
{
    (void)state;
    static const struct caps outputs[] = {{.depth = DEPTH_TRUE},
                                          {.depth = DEPTH_256},
                                          {.depth = DEPTH_16},
                                          {.depth = DEPTH_NONE, .ascii = false}};
    play("|");
    line_with("transposed: positions run across, dimensions down");
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
        caps = outputs[i];
        resize(120, 40);
        assert_int_equal(assert_cells(), 3 * 12 * 16);
        resize(80, 24);
        assert_int_equal(assert_cells(), 3 * 12 * 11);
    }
    play("]"); /* the offset moves P alone */
    settle();
    assert_int_equal(assert_cells(), 3 * 12 * 11);
}

/* Above each panel stands the selected position, and below it the word. */
static void test_headings(void **state)
{
    (void)state;
    int starts[MATRICES];
    play("|");
    int top = row_of("dim ↓");
    assert_non_null(strstr(row_text(top + 1), "pos →"));
    find_panels(top, starts);
    for (app.token = 0; app.token < 12; app.token++) {
        draw();
        for (int m = 0; m < MATRICES; m++) {
            int col = col_of(top + 1, starts[m], 0x25BE);
            struct target t = frame_target(&frame, top + 3, col);
            assert_int_equal(t.token, app.token);
            t = frame_target(&frame, top + 1, col);
            assert_int_equal(t.kind, TARGET_TOKEN);
            assert_int_equal(t.token, app.token);
        }
        struct piece piece = pipeline_piece(&app.pipeline, app.token);
        char word[16] = "";
        memcpy(word, pipeline_bytes(&app.pipeline, piece), piece.end - piece.start);
        assert_non_null(strstr(row_text(top + 2), word));
    }
}

static void test_click(void **state)
{
    (void)state;
    int starts[MATRICES];
    play("|");
    int top = row_of("dim ↓"), width = app.shown.cell_cols;
    find_panels(top, starts);
    for (int m = 0; m < MATRICES; m++) {
        send((struct event){.type = EVENT_MOUSE,
                            .mouse = MOUSE_PRESS,
                            .row = top + 3 + 9 + m,
                            .col = starts[m] + (4 + m) * width});
        assert_int_equal(app.token, 4 + m);
        assert_int_equal(app.dim, 9 + m);
    }
    send((struct event){.type = EVENT_MOUSE, .mouse = MOUSE_PRESS, .row = top + 3 + 5, .col = 3});
    assert_int_equal(app.dim, 5);
    assert_int_equal(app.token, 6);
}

/* The window follows the selection along both axes; nothing leaves the screen. */
static void test_scrolls(void **state)
{
    (void)state;
    struct str text = STR_EMPTY;
    struct err e;
    for (int i = 0; i < 300; i++) str_addf(&text, "w%d ", i);
    assert_true(app_set_text(&app, text.data, text.len, &e));
    str_free(&text);
    app.params.d_model = 512;
    play("| G $");
    assert_int_equal(app.shown.window.row + (size_t)app.shown.window.rows, app.pipeline.count);
    assert_int_equal(app.shown.window.dim + app.shown.window.dims, 512);
    assert_true(assert_cells() > 100);
    play("g 0");
    assert_int_equal(app.shown.window.row, 0);
    assert_int_equal(app.shown.window.dim, 0);
    for (int rows = 6; rows <= 40; rows += 3)
        for (int cols = 20; cols <= 200; cols += 15) resize(cols, rows);
    app.params.d_model = 16384;
    app.params.offset = 1000000000;
    resize(120, 40);
    app.params.d_model = 1;
    resize(120, 40);
    play("+ + + + + + + + Tab C-u"); /* no token at all */
    resize(80, 24);
}

static void test_back(void **state)
{
    (void)state;
    struct frame before = FRAME_EMPTY;
    assert_true(view_draw(&app, &caps, &before));
    play("|");
    play("|");
    line_with("positions run down, dimensions across");
    app.message.text[0] = '\0';
    draw();
    stage_assert_frame(&frame, &before, "not the table of before");
    frame_free(&before);
}

/* Positions without a row have no numbers there either. */
static void test_missing(void **state)
{
    (void)state;
    for (app.params.scheme = 0; !schemes[app.params.scheme].limit;) app.params.scheme++;
    app.params.offset = schemes[app.params.scheme].limit - 6;
    play("|");
    int top = row_of("dim ↓"), starts[MATRICES], width = app.shown.cell_cols;
    find_panels(top, starts);
    for (int k = 0; k < 16; k++)
        for (int r = 0; r < 12; r++) {
            const char *is = cells(top + 3 + k, starts[1] + r * width, width);
            assert_int_equal(strstr(is, "–") != NULL, r >= 6);
        }
}

/* X = [E, P] has no cells of its own: E's and P's are its rows, and words say so. */
static void test_joined(void **state)
{
    (void)state;
    play("& |");
    line_with("= these dims of E, then");
    line_with("those of P as 16…31");
    assert_int_equal(assert_cells(), 2 * 12 * 16);
    for (int cols = 20; cols <= 200; cols += 15) resize(cols, 24);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_every_cell), TEST(test_headings), TEST(test_click),  TEST(test_scrolls),
        TEST(test_back),       TEST(test_missing),  TEST(test_joined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
