/* X = [E, P]: E's numbers and then P's in every view, beside X = E + P. */
#include "named.h"
#include "unit/stage.h"

#include <math.h>

#include "app/views/embedding.h"
#include "app/views/similarity.h"
#include "app/views/sum.h"

enum { D = 16, TOKENS = 12 };

static int setup(void **state)
{
    (void)state;
    return stage("pipeline", FOCUS_BODY, 160, 50, (struct caps){.depth = DEPTH_TRUE});
}

/* Rows of E and P of token i in d dimensions, in double. */
static void rows_of(size_t i, int d, double *e, double *p)
{
    static float row[512];
    pipeline_e_row(&app.pipeline, i, 0, d, row);
    for (int k = 0; k < d; k++) e[k] = (double)row[k];
    pipeline_p_row(&app.pipeline, i, 0, d, row);
    for (int k = 0; k < d; k++) p[k] = (double)row[k];
}

static double product(const double *a, const double *b, int d)
{
    double sum = 0;
    for (int k = 0; k < d; k++) sum += a[k] * b[k];
    return sum;
}

static void show(const char *view)
{
    app.view = view_find(views, view);
    draw();
}

static void test_rows(void **state)
{
    (void)state;
    const struct pipeline *p = &app.pipeline;
    assert_int_equal(pipeline_x_width(p), D);
    play("&");
    assert_int_equal(pipeline_x_width(p), 2 * D);
    for (int r = 0; r < p->rows.window.rows; r++) {
        size_t at = (size_t)r * D;
        assert_int_equal(p->rows.change[r], CHANGE_X);
        assert_memory_equal(p->rows.x + 2 * at, p->rows.e + at, D * sizeof(float));
        assert_memory_equal(p->rows.x + 2 * at + D, p->rows.p + at, D * sizeof(float));
    }
    for (size_t i = 0; i < TOKENS; i++) {
        float rows[4 * D];
        pipeline_token_rows(p, i, rows);
        assert_memory_equal(rows + 2 * D, rows, 2 * D * sizeof(float));
    }
}

/* The columns of a panel's heat cells, by the marks of its dimensions: of the n-th "▾". */
static int marker(int n)
{
    for (int row = 0; row < frame.rows; row++)
        for (int col = 0; col < frame.cols; col++)
            if (frame_cell(&frame, row, col)->ch == 0x25BE && n-- == 0) return col;
    return -1;
}

static int row_of(const char *words)
{
    for (int row = 0; row < frame.rows; row++)
        if (strstr(row_text(row), words)) return row;
    fail_msg("%s is not on the frame", words);
    return -1;
}

/* Every cell of X looks as that of E, or of P, that it is. */
static void test_cells(void **state)
{
    (void)state;
    static const int sizes[][2] = {{160, 50}, {120, 40}, {100, 30}, {80, 24}};
    play("&");
    for (size_t s = 0; s < 4; s++) {
        resize(sizes[s][0], sizes[s][1]);
        int e = marker(0), p = marker(1), x = marker(2), second = marker(3);
        int cells = app.shown.cell_cols, dims = app.shown.window.dims, first = row_of("0 When");
        int left = (app.dim - app.shown.window.dim) * cells + (cells - 1) / 2;
        assert_true(e >= 0 && second == x + dims * cells + 1);
        for (int row = first; row < first + 8; row++)
            for (int k = 0; k < dims * cells; k++) {
                const struct cell *of_e = frame_cell(&frame, row, e - left + k),
                                  *of_p = frame_cell(&frame, row, p - left + k);
                assert_memory_equal(frame_cell(&frame, row, x - left + k), of_e, sizeof *of_e);
                assert_memory_equal(frame_cell(&frame, row, second - left + k), of_p, sizeof *of_p);
            }
    }
}

static void test_words(void **state)
{
    (void)state;
    line_with("X = E + P, width 16");
    play("& Home Right Right");
    line_with("X = [E, P], width 32 (2d)");
    line_with("X[2] = E[2], X[18] = P[2]");
    line_with("[E, P] · d 16");
    resize(80, 24);
    line_with("0…12, 16…28 of 32");
    play("$");
    line_with("3…15, 19…31 of 32");
    line_with("X[15] = E[15], X[31] = P[15]");
    resize(50, 12);
    line_with("X[15], X[31]");
    resize(160, 50);
    play("F");
    line_with("X[k] = E[k], X[d_model + k] = P[k]");
}

static double number_after(const char *words)
{
    return strtod(line_with(words) + strlen(words), NULL);
}

static void test_sum(void **state)
{
    (void)state;
    double e[2][D], p[2][D];
    play("&");
    show("sum");
    rows_of(7, D, e[0], p[0]);
    rows_of(10, D, e[1], p[1]); /* the nearest `you` */
    line_with("no sum: X = [E, P], width 32 (2d)");
    line_with("X[7] − X[10] = [0, P[7] − P[10]]");
    line_with("X[16…31]");
    double x = sqrt(product(e[0], e[0], D) + product(p[0], p[0], D)), apart = 0;
    double other = sqrt(product(e[1], e[1], D) + product(p[1], p[1], D));
    for (int k = 0; k < D; k++) apart += (p[0][k] - p[1][k]) * (p[0][k] - p[1][k]);
    assert_true(fabs(number_after("|X| ") - x) <= 0.0006);
    assert_true(fabs(number_after("|ΔX| ") - sqrt(apart)) <= 0.0006);
    double cosine = (product(e[0], e[1], D) + product(p[0], p[1], D)) / (x * other);
    assert_true(fabs(number_after("X +") - cosine) <= 0.0006);
    play("e o x");
    line_with("nothing to guess");
    line_with("& adds them again");
    for (int row = 0; row < frame.rows; row++) assert_null(strstr(row_text(row), "E + P, added"));
    play("&");
    line_with("both right");
    assert_true(fabs(number_after("margin ") - guess_margin(&app.sum.guess)) < 0.001);
}

static void test_similarity(void **state)
{
    (void)state;
    static double e[TOKENS][D], p[TOKENS][D];
    const struct similarity_model *m = &app.similarity;
    play("&");
    show("similarity");
    for (size_t i = 0; i < TOKENS; i++) rows_of(i, D, e[i], p[i]);
    for (int matrix = 0; matrix < SIMILARITY_COUNT; matrix++) {
        app.similarity.matrix = (enum similarity_matrix)matrix;
        app.similarity.dot = true;
        draw();
        assert_true(m->side >= TOKENS);
        for (int i = 0; i < TOKENS; i++)
            for (int j = 0; j < TOKENS; j++) {
                double of_e = product(e[i], e[j], D), of_p = product(p[i], p[j], D);
                double is = matrix == SIMILARITY_E   ? of_e
                            : matrix == SIMILARITY_P ? of_p
                                                     : of_e + of_p;
                assert_true(fabs(m->map[i * m->side + j] - is) < 1e-5);
            }
    }
    app.similarity.dot = false;
    draw();
    double lengths = sqrt((product(e[0], e[0], D) + product(p[0], p[0], D)) *
                          (product(e[5], e[5], D) + product(p[5], p[5], D)));
    assert_true(fabs(m->map[5] - (product(e[0], e[5], D) + product(p[0], p[5], D)) / lengths) <
                1e-6);
}

static void test_embedding(void **state)
{
    (void)state;
    show("embedding");
    play("e e");
    line_with("X = E + P");
    play("&");
    line_with("E  √d × row # of the table");
    play("e e e");
    assert_int_equal(app.embedding.matrix, EMBEDDING_E);
    const struct repeat *pair = &app.embedding.repeats.pair[0];
    double e[2][D], p[2][D], x[2];
    rows_of(pair->a, D, e[0], p[0]);
    rows_of(pair->b, D, e[1], p[1]);
    for (int i = 0; i < 2; i++) x[i] = sqrt(product(e[i], e[i], D) + product(p[i], p[i], D));
    double cosine = (product(e[0], e[1], D) + product(p[0], p[1], D)) / (x[0] * x[1]);
    assert_true(fabs(pair->x - cosine) < 1e-6);
}

/* E and P are the nearer to right angles, the longer they are: each word with each position. */
static void test_angles(void **state)
{
    (void)state;
    static const struct {
        int d;
        double known;
    } rows[] = {{16, 0.18}, {64, 0.10}, {512, 0.04}};
    static double e[TOKENS][512], p[TOKENS][512];
    show("sum");
    for (size_t r = 0; r < 3; r++) {
        double sum = 0;
        int pairs = 0;
        app.params.d_model = rows[r].d;
        draw();
        for (size_t i = 0; i < TOKENS; i++) rows_of(i, rows[r].d, e[i], p[i]);
        for (int w = 0; w < TOKENS; w++)
            for (int i = 0; i < TOKENS && w != 7 && w != 10; i++, pairs++) /* `you` counts once */
                sum += fabs(product(e[w], p[i], rows[r].d)) /
                       sqrt(product(e[w], e[w], rows[r].d) * product(p[i], p[i], rows[r].d));
        assert_true(fabs(number_after("mean |cos| of 120: ") - sum / pairs) <= 0.0051);
        assert_true(fabs(sum / pairs - rows[r].known) < 0.015);
    }
}

static void test_parameter(void **state)
{
    (void)state;
    play(": 'join concatenate' Enter");
    assert_int_equal(app.params.join, JOIN_CONCATENATE);
    play("U");
    assert_int_equal(app.params.join, JOIN_ADD);
    line_with("undone: join concatenate → add");
    play("M-_ D");
    line_with("join concatenate → add");
    play(": 'join beside' Enter");
    assert_int_equal(app.params.join, JOIN_ADD);
    line_with("add or concatenate");
}

/* Odd sizes, lengths and texts; every step is compared with a fresh program. */
static void test_edges(void **state)
{
    (void)state;
    struct err e;
    static const int widths[] = {1, 5, 16384};
    play("&");
    for (size_t w = 0; w < 3; w++) {
        app.params.d_model = widths[w];
        app.params.scheme = w ? 0 : scheme_find("learned");
        app.params.offset = w ? 1000000000 : 508;
        for (int v = 0; views[v].name; v++) {
            app.view = v;
            for (int r = 6; r < 60; r += 26)
                for (int c = 20; c < 240; c += 73) resize(c, r);
        }
    }
    caps.ascii = true;
    play("$ Down");
    assert_true(app_set_text(&app, "", 0, &e));
    for (app.view = 0; views[app.view].name; app.view++) draw();
    app.view = 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_rows),   TEST(test_cells),      TEST(test_words),
        TEST(test_sum),    TEST(test_similarity), TEST(test_embedding),
        TEST(test_angles), TEST(test_parameter),  TEST(test_edges),
    };
    return cmocka_run_group_tests_name("join", tests, NULL, NULL);
}
