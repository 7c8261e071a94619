/* What P of a position adds to the words on the map: the same arrow on each. */
#include "unit/stage.h"

#include <math.h>

static int setup(void **state)
{
    (void)state;
    return stage("embedding", FOCUS_BODY, 160, 60, (struct caps){.depth = DEPTH_TRUE});
}

/* A row that becomes another row of the map moves by the difference of the two points. */
static void test_projection(void **state)
{
    (void)state;
    const struct word_map *m = &app.embedding.map;
    int n = m->pca.n;
    assert_true(n > 5);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            float v[16], a[16], b[16];
            double by[2];
            pipeline_e_row(&app.pipeline, app.embedding.passage.at[i], 0, 16, a);
            pipeline_e_row(&app.pipeline, app.embedding.passage.at[j], 0, 16, b);
            for (int k = 0; k < 16; k++) v[k] = b[k] - a[k];
            word_map_project(m, 16, v, by);
            for (int axis = 0; axis < 2; axis++)
                assert_true(fabs(by[axis] - (m->pca.at[j][axis] - m->pca.at[i][axis])) < 1e-5);
        }
}

/* P of a position on the axes themselves, unit vectors of d_model numbers made from the rows. */
static void test_plane(void **state)
{
    (void)state;
    const struct word_map *m = &app.embedding.map;
    for (int a = 0; a < 2; a++) {
        double axis[16] = {0}, square = 0, length = 0;
        for (int i = 0; i < m->pca.n; i++) square += m->pca.at[i][a] * m->pca.at[i][a];
        for (int i = 0; i < m->pca.n; i++) {
            float e[16];
            pipeline_e_row(&app.pipeline, app.embedding.passage.at[i], 0, 16, e);
            for (int k = 0; k < 16; k++) axis[k] += m->pca.at[i][a] / square * (double)e[k];
        }
        for (int k = 0; k < 16; k++) length += axis[k] * axis[k];
        assert_true(fabs(length - 1) < 1e-6);
        for (int position = 0; position < 50; position++) {
            float v[16];
            double by[2], on_axis = 0;
            for (int k = 0; k < 16; k++) { /* the scheme by its formula */
                double angle = position / pow(10000, k / 2 * 2 / 16.0);
                v[k] = (float)(k % 2 ? cos(angle) : sin(angle));
                on_axis += axis[k] * (double)v[k];
            }
            word_map_project(m, 16, v, by);
            assert_true(fabs(by[a] - on_axis) < 1e-5);
        }
    }
}

static bool is_head(uint32_t ch)
{
    return ch >= 0x2190 && ch <= 0x2199 && ch != 0x2194 && ch != 0x2195;
}

static bool holds(int row, int col, bool (*is)(uint32_t))
{
    return row >= 0 && row < frame.rows && col >= 0 && col < frame.cols &&
           is(frame_cell(&frame, row, col)->ch);
}

static bool is_point(uint32_t ch)
{
    return ch == 0x25CF;
}

/* Points on the frame that have a head at this distance; −1: one has none. */
static int points_moved(int rows, int cols)
{
    int count = 0;
    for (int row = 0; row < frame.rows; row++)
        for (int col = 0; col < frame.cols; col++) {
            if (!holds(row, col, is_point)) continue;
            if (!holds(row + rows, col + cols, is_head)) return -1;
            count++;
        }
    return count;
}

/* The one distance at which every point has its head. */
static int find_distance(int *rows, int *cols)
{
    int found = 0;
    for (int r = -60; r <= 60; r++)
        for (int c = -160; c <= 160; c++)
            if (points_moved(r, c) > 0) {
                *rows = r;
                *cols = c;
                found++;
            }
    return found;
}

static void test_same_arrow(void **state)
{
    (void)state;
    int rows = 0, cols = 0;
    assert_int_equal(find_distance(&rows, &cols), 0); /* none without the key */
    play("v");
    for (size_t token = 0; token < 12; token++) {
        float place[16];
        double by[2];
        app.token = token;
        draw();
        posenc_row(&app.pipeline.waves, token, 0, 16, place);
        word_map_project(&app.embedding.map, 16, place, by);
        char wanted[64];
        snprintf(wanted, sizeof wanted, "the same P[%zu] on every word: (", token);
        line_with(wanted);
        int found = find_distance(&rows, &cols);
        assert_int_equal(found, 1);
        /* A unit is twice as many columns as rows; the direction is that of the projection. */
        assert_true(fabs(by[0] * -2 * rows - by[1] * cols) <= 1.2 * (fabs(by[0]) + fabs(by[1])));
        assert_true(by[0] * cols + by[1] * -2 * rows > 0);
    }
    play("v");
    assert_int_equal(find_distance(&rows, &cols), 0);
}

static void test_edges(void **state)
{
    (void)state;
    play("v");
    for (int s = 0; s < scheme_count; s++) {
        app.params.scheme = s;
        draw();
    }
    app.params.scheme = 0;
    app.params.d_model = 1;
    draw();
    caps.ascii = true;
    app.params.d_model = 16;
    for (int r = 6; r < 50; r += 7)
        for (int c = 20; c < 200; c += 30) resize(c, r);
    play("Tab C-u");
    resize(160, 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_projection),
        TEST(test_plane),
        TEST(test_same_arrow),
        TEST(test_edges),
    };
    return cmocka_run_group_tests_name("arrows", tests, NULL, NULL);
}
