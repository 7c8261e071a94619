/* The Embedding view's map of words: true to shape, its labels whole, its shares said. */
#include "unit/embedding_screen.h"

struct found {
    int row, col;
    bool there;
};

/* The point of word i, by its hit of one cell: a label has more. */
static struct found point_of(int i)
{
    for (int h = 0; h < frame.hit_count; h++) {
        const struct hit *hit = &frame.hits[h];
        const struct cell *c = frame_cell(&frame, hit->row, hit->col);
        if (hit->target.kind == TARGET_TOKEN && hit->rows == 1 && hit->cols == 1 &&
            c->ch == 0x25CF && (size_t)hit->target.token == model->passage.at[i])
            return (struct found){hit->row, hit->col, true};
    }
    return (struct found){0};
}

/* One unit is as long upwards (a row: two columns) as it is sideways, wherever two points are;
 * tolerance: each point is rounded to half a cell. */
static void test_map_is_true_to_shape(void **state)
{
    (void)state;
    static const int sizes[][2] = {{40, 120}, {24, 80}, {67, 240}, {30, 100}, {30, 200}};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        app.rows = sizes[s][0];
        app.cols = sizes[s][1];
        draw();
        const struct pca *pca = &model->map.pca;
        struct found at[WORD_MAP_MAX];
        double scale = 0, far = 0;
        for (int i = 0; i < pca->n; i++) {
            at[i] = point_of(i);
            assert_true(at[i].there);
        }
        for (int i = 0; i < pca->n; i++)
            for (int j = 0; j < i; j++) {
                double apart = hypot(pca->at[i][0] - pca->at[j][0], pca->at[i][1] - pca->at[j][1]);
                if (apart > far) {
                    far = apart;
                    scale = hypot(at[i].col - at[j].col, 2.0 * (at[i].row - at[j].row)) / apart;
                }
            }
        for (int i = 0; i < pca->n; i++)
            for (int j = 0; j < i; j++) {
                double across = at[i].col - at[j].col - scale * (pca->at[i][0] - pca->at[j][0]);
                double up = 2 * (at[j].row - at[i].row) - scale * (pca->at[i][1] - pca->at[j][1]);
                assert_true(fabs(across) <= 1 + 2.3 && fabs(up) <= 2 + 2.3);
            }
    }
}

/* Every label that is drawn reads its own word, whole or cut, so that none overlaps another; the
 * selected one is always there. */
static void assert_labels(void)
{
    bool selected = false;
    for (int h = 0; h < frame.hit_count; h++) {
        const struct hit *hit = &frame.hits[h];
        /* names of the bars begin at column 0, lines of the lists are wider, points narrower */
        bool label =
            hit->target.kind == TARGET_TOKEN && hit->col > 0 && hit->cols > 1 && hit->cols < 15;
        if (!label) continue;
        struct piece piece = pipeline_piece(&app.pipeline, (size_t)hit->target.token);
        const char *word = text_bytes(app.pipeline.text) + piece.start;
        char drawn[64];
        snprintf(drawn, sizeof drawn, "%.60s", cells(hit->row, hit->col, hit->cols));
        if (strncmp(drawn, word, strlen(drawn)) != 0 && !strstr(drawn, "…"))
            fail_msg("%dx%d: `%s` is drawn for `%.12s`", app.cols, app.rows, drawn, word);
        selected |= pipeline_index(&app.pipeline, (size_t)hit->target.token) ==
                    pipeline_index(&app.pipeline, app.token);
    }
    if (!selected) fail_msg("%dx%d: the selected word has no label", app.cols, app.rows);
}

static void test_labels_do_not_overlap(void **state)
{
    (void)state;
    static const char *const texts[] = {app_default_text, NULL};
    struct str corpus = STR_EMPTY;
    str_add(&corpus, corpus_builtin, 1500);
    for (size_t t = 0; t < 2; t++) {
        show(texts[t] ? texts[t] : str_text(&corpus));
        play("Tab g j");
        for (app.rows = 24; app.rows <= 50; app.rows += 3)
            for (app.cols = 80; app.cols <= 200; app.cols += 11) {
                draw();
                assert_true(app.shown.own_cols > 0);
                assert_labels();
            }
        play("Tab");
    }
    str_free(&corpus);
}

/* Where not every word has room for a label, the heading says how many have one; labels may be cut. */
static void test_words_without_labels_are_counted(void **state)
{
    (void)state;
    struct str corpus = STR_EMPTY;
    str_add(&corpus, corpus_builtin, 500);
    show(str_text(&corpus));
    str_free(&corpus);
    app.rows = 24;
    app.cols = 80;
    play("Tab g");
    int named = atoi(line_with(" named") - 2), labels = 0;
    assert_true(named >= 10 && named < model->passage.count);
    for (int h = 0; h < frame.hit_count; h++) {
        const struct hit *hit = &frame.hits[h];
        labels +=
            hit->target.kind == TARGET_TOKEN && hit->col > 40 && hit->cols > 1 && hit->cols < 15;
    }
    for (int h = 0; h < frame.hit_count;
         h++) /* labels of one column look like points, but are no dots */
        if (frame.hits[h].cols == 1 && frame.hits[h].col > 40 &&
            frame.hits[h].target.kind == TARGET_TOKEN)
            labels += frame_cell(&frame, frame.hits[h].row, frame.hits[h].col)->ch != 0x25CF;
    assert_int_equal(labels, named);
    show(app_default_text);
    app.rows = 40;
    app.cols = 120;
    draw();
    line_with("10 words ─");
}

static void test_shares_on_the_frame(void **state)
{
    (void)state;
    double first, second;
    assert_int_equal(sscanf(line_with("axes hold"), "axes hold %lf %% and %lf %%", &first, &second),
                     2);
    assert_true(fabs(first - 100 * model->map.pca.share[0]) <= 0.5);
    assert_true(fabs(second - 100 * model->map.pca.share[1]) <= 0.5);
    line_with("10 words");
    show("you");
    line_with("no axes");
    show("you die");
    line_with("axes hold 100 % and 0 %");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_map_is_true_to_shape),
        TEST(test_labels_do_not_overlap),
        TEST(test_words_without_labels_are_counted),
        TEST(test_shares_on_the_frame),
    };
    return cmocka_run_group_tests_name("embedding_map", tests, NULL, NULL);
}
