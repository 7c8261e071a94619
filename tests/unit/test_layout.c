/* The two orders of P's columns: which column goes where, and what the screen says of it. Expected
 * places come from the orders' definition: the sine of pair i is column 2i, or column i; its cosine
 * is column 2i + 1, or column ⌈d/2⌉ + i. */
#include "unit/stage.h"

#include "view/marks/rows.h"

#define MARKER_ROW 6 /* of the panels: arrows and the selected dimension */

static int split_of(int d, int interleaved)
{
    return interleaved / 2 + (interleaved % 2 ? (d + 1) / 2 : 0);
}

static int setup(void **state)
{
    (void)state;
    return stage("pipeline", FOCUS_BODY, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

static void test_the_columns_are_the_same_ones(void **state)
{
    (void)state;
    static const int widths[] = {1, 2, 3, 7, 16, 33, 512};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        int d = widths[i];
        struct posenc mixed, apart;
        float *rows = malloc(2 * (size_t)d * sizeof *rows), *split = rows + d;
        assert_non_null(rows);
        assert_true(posenc_init(&mixed, d, 10000, LAYOUT_INTERLEAVED, NULL));
        assert_true(posenc_init(&apart, d, 10000, LAYOUT_SPLIT, NULL));
        for (uint64_t pos = 0; pos < 40; pos++) {
            posenc_row(&mixed, pos, 0, d, rows);
            posenc_row(&apart, pos, 0, d, split);
            for (int k = 0; k < d; k++) {
                int to = posenc_moved_dim(d, k, LAYOUT_INTERLEAVED, LAYOUT_SPLIT);
                assert_int_equal(to, split_of(d, k));
                assert_int_equal(posenc_moved_dim(d, to, LAYOUT_SPLIT, LAYOUT_INTERLEAVED), k);
                assert_int_equal(posenc_moved_dim(d, k, LAYOUT_SPLIT, LAYOUT_SPLIT), k);
                assert_memory_equal(&split[to], &rows[k], sizeof *rows);
            }
        }
        posenc_free(&mixed);
        posenc_free(&apart);
        free(rows);
    }
}

/* The selected column and its arrows, of every width and both ways, and that E stays. */
static void check_travel(int d, int dim, bool back)
{
    char text[128];
    app.params.d_model = d;
    app.params.layout = back ? LAYOUT_SPLIT : LAYOUT_INTERLEAVED;
    draw();
    app.dim = back ? split_of(d, dim) : dim;
    draw();
    int was = app.dim, to = back ? dim : split_of(d, dim);
    float e[16], after[16];
    pipeline_e_row(&app.pipeline, app.token, 0, d, e);
    play("L");
    assert_int_equal(app.dim, to);
    snprintf(text, sizeof text, "dim %d, %s of pair %d, is dim %d now; the same %d columns", was,
             dim % 2 ? "cos" : "sin", dim / 2, to, d);
    assert_non_null(strstr(app.message.text, text));
    pipeline_e_row(&app.pipeline, app.token, 0, d, after);
    assert_memory_equal(e, after, (size_t)d * sizeof *e);
    struct rows_layout l = rows_layout(&app, app.cols);
    for (int k = 0; k < d; k++) {
        int now = back ? k : split_of(d, k), before = back ? split_of(d, k) : k;
        if (abs(now - to) <= 2) continue; /* the selected one's number may stand there */
        for (int j = 0; j < l.panel_count; j++) {
            int col = l.panel_col[j] + now * l.cell_cols + (l.cell_cols - 1) / 2;
            uint32_t sign = caps.ascii     ? (before > now ? '<' : '>')
                            : before > now ? 0x2190
                                           : 0x2192;
            uint32_t wanted = l.panels[j] == PANEL_P && before != now ? sign : ' ';
            assert_int_equal(frame_cell(&frame, MARKER_ROW, col)->ch, wanted);
        }
    }
}

static void test_the_selection_goes_with_its_wave(void **state)
{
    (void)state;
    static const int widths[] = {2, 3, 7, 15, 16};
    for (int ascii = 0; ascii < 2; ascii++)
        for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
            for (int dim = 0; dim < widths[i]; dim++) {
                caps.ascii = ascii;
                check_travel(widths[i], dim, false);
                check_travel(widths[i], dim, true);
            }
}

/* By whatever way the layout is set, drawn or in a burst; a scheme without pairs has no waves. */
static void test_other_ways(void **state)
{
    (void)state;
    app.dim = 6;
    play(": \"layout split\" Enter");
    assert_int_equal(app.dim, 3);
    play_script("L Right L", false);
    draw();
    assert_int_equal(app.dim, 11); /* 3, 6, 7, 11 */
    play(": \"scheme index\" Enter");
    play("L");
    assert_int_equal(app.dim, 11);
    assert_null(strstr(app.message.text, "the same"));
}

/* The arrows are of the layout alone, and go with the marks. */
static void test_the_arrows_go(void **state)
{
    (void)state;
    const int col = rows_layout(&app, app.cols).panel_col[1] + 2 * 10;
    play("L");
    assert_int_equal(frame_cell(&frame, MARKER_ROW, col)->ch, 0x2192);
    play("wait:1000");
    settle();
    assert_int_equal(frame_cell(&frame, MARKER_ROW, col)->ch, ' ');
    play("L b");
    assert_int_equal(frame_cell(&frame, MARKER_ROW, col)->ch, ' ');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_columns_are_the_same_ones),
        TEST(test_the_selection_goes_with_its_wave),
        TEST(test_other_ways),
        TEST(test_the_arrows_go),
    };
    return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
