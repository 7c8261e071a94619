/* The Embedding view: its keys by key scripts, what it computes and when, and the numbers
 * that stand on its frames. */
#include "app/state/scale.h"
#include "app/update/update.h"
#include "unit/embedding_screen.h"

#include "core/vec/vecstat.h"
#include "view/marks/heat.h"
#include "view/marks/rows.h"
#include "within.h"

static bool on_frame(const char *words)
{
    for (int row = 0; row < frame.rows; row++)
        if (strstr(cells(row, 0, frame.cols), words)) return true;
    return false;
}

static void test_matrix_key(void **state)
{
    (void)state;
    static const char *const titles[] = {"P  of the position", "X = E + P",
                                         "E  √d × row # of the table"};
    play("Tab");
    for (int i = 0; i < 3; i++) {
        play("e");
        line_with(titles[i]);
        assert_int_equal(model->matrix, (i + 1) % 3);
    }
}

static void test_zoom_keys(void **state)
{
    (void)state;
    play("Tab");
    assert_int_equal(app.shown.cell_cols, 6); /* all sixteen dimensions, with their numbers */
    assert_int_equal(app.shown.window.dims, 16);
    play("- - - - -");
    assert_int_equal(app.shown.cell_cols, 1);
    assert_false(model->half);
    play("-");
    assert_true(model->half);
    play("-");
    assert_true(model->half);
    assert_non_null(strstr(app.message.text, "two tokens a line"));
    play("+");
    assert_false(model->half);
    assert_int_equal(app.shown.cell_cols, 1);
    play("+ + + + + + + +");
    assert_int_equal(app.shown.cell_cols, ZOOM_MAX);
    play("- - - - - - - -");
    assert_true(model->half);
    play("=");
    assert_false(model->half);
    assert_int_equal(app.shown.cell_cols, 6);
    play("1 - - -"); /* the step below one column belongs to this view alone */
    assert_false(model->half);
}

/* Every number on the bars is the row's own. */
static void assert_numbers(const char *title, const float *values)
{
    line_with(title);
    const struct window *w = &app.pipeline.rows.window;
    const struct target *first = NULL;
    for (int i = 0; i < frame.hit_count; i++) {
        const struct hit *h = &frame.hits[i];
        first = h->target.kind == TARGET_CELL ? &h->target : NULL;
        if (!first) continue;
        int r = (int)(first->token - (int64_t)w->row);
        for (int k = 0; k < w->dims; k++) {
            const char *text = cells(h->row, h->col + k * h->cols_per_dim, h->cols_per_dim);
            const char *minus = strstr(text, "−"), *digits = minus ? minus + strlen("−") : text + 1;
            double read = minus ? -strtod(digits, NULL) : strtod(digits, NULL);
            bool selected = (size_t)first->token == app.token && k + w->dim == app.dim;
            assert_true(fabs(read - (double)values[r * w->dims + k]) <=
                        (selected ? 0.0501 : 0.00501));
        }
    }
}

static void test_numbers_in_cells(void **state)
{
    (void)state;
    const struct pipeline_rows *r = &app.pipeline.rows;
    play("Tab");
    assert_numbers("E  √d × row # of the table", r->e);
    play("e");
    assert_numbers("P  of the position", r->p);
    play("e");
    assert_numbers("X = E + P", r->x);
}

static uint8_t slot_of(float value)
{
    return (uint8_t)(SLOT_HEAT + HEAT_HALF + heat_level((double)value, scale_full(&app)));
}

/* Two tokens a line: the upper one's colour is the half block's ink, the lower one's its ground. */
static void test_half_blocks(void **state)
{
    (void)state;
    play("Tab - - - - - -");
    const struct pipeline_rows *rows = &app.pipeline.rows;
    int lines = 0;
    for (int i = 0; i < frame.hit_count; i++) {
        const struct hit *h = &frame.hits[i];
        if (h->target.kind != TARGET_CELL) continue;
        assert_int_equal(h->target.token, 2 * lines);
        for (int k = 0; k < 16; k++) {
            const struct cell *c = frame_cell(&frame, h->row, h->col + k);
            const float *upper = rows->e + 2 * lines * 16 + k;
            if (2 * lines == 6 && k == 2) { /* the selected cell, of token 7 */
                assert_int_equal(c->ch, 0x25C6);
                assert_int_equal(c->bg, slot_of(upper[16]));
                continue;
            }
            assert_int_equal(c->ch, 0x2580);
            assert_int_equal(c->fg, slot_of(upper[0]));
            assert_int_equal(c->bg, slot_of(upper[16]));
        }
        lines++;
    }
    assert_int_equal(lines, 6);
}

/* Where half blocks cannot be, a line holds one token, and the selected one is among them. */
static void test_half_blocks_fall_back(void **state)
{
    (void)state;
    static const struct caps poor[] = {{.depth = DEPTH_16, .ascii = false},
                                       {.depth = DEPTH_NONE, .ascii = false},
                                       {.depth = DEPTH_TRUE, .ascii = true},
                                       {.depth = DEPTH_NONE, .ascii = true}};
    struct str text = STR_EMPTY;
    for (int i = 0; i < 200; i++) str_addf(&text, "t%d ", i);
    show(str_text(&text));
    str_free(&text);
    play("Tab g - - - - - -");
    for (size_t i = 0; i < sizeof poor / sizeof *poor; i++) {
        caps = poor[i];
        for (size_t token = 0; token < 200; token += 9) {
            app.token = token;
            draw();
            char name[8];
            snprintf(name, sizeof name, "t%zu ", token);
            bool found = false;
            for (int h = 0; h < frame.hit_count; h++)
                found |= frame.hits[h].target.kind == TARGET_CELL &&
                         frame.hits[h].target.token == (int64_t)token;
            assert_true(found);
            assert_true(on_frame(name));
            assert_false(on_frame("▀"));
        }
    }
}

/* teaching.md, row 15, read off the frame. P is a figure of the scheme; X is over random words. */
static void test_repeat_detector_on_the_frame(void **state)
{
    (void)state;
    app.params.d_model = 512;
    app.params.scale = false;
    static const struct {
        enum init_kind init;
        double x, tolerance;
    } cases[] = {{INIT_UNIT_NORMAL, 0.91, 0.02}, {INIT_SMALL_NORMAL, 0.74, 0.006}};
    for (size_t i = 0; i < 2; i++) {
        app.params.init = cases[i].init;
        show("you a b c d you");
        double e, p, x;
        assert_int_equal(sscanf(line_with("you 0, 5"), "you 0, 5 %lf %lf %lf", &e, &p, &x), 3);
        assert_true(fabs(e - 1) < 1e-9);
        assert_true(fabs(p - 0.74) < 1e-9);
        assert_true(fabs(x - cases[i].x) <= cases[i].tolerance);
    }
}

static void test_line_has_its_word_three_times(void **state)
{
    (void)state;
    line_with("you 1, 7");
    line_with("you 7, 10");
    line_with("you 1, 10");
    play("Tab ] g");
    assert_false(on_frame("you 1, 7"));
    line_with(
        "you 2, 8"); /* positions, not tokens; another word's where the selected one stands once */
    show("you play");
    line_with("no word stands twice");
}

/* The nearest words and their values on the frame are those of a search through every row. */
static void test_nearest_on_the_frame(void **state)
{
    (void)state;
    const struct pipeline *p = &app.pipeline;
    struct embedding table = {1, 16, INIT_SCALED_NORMAL, true};
    float you[16], row[16];
    double best = -1;
    uint32_t index = 0;
    embedding_row(&table, pipeline_index(p, 7), 0, 16, you);
    for (uint32_t i = 0; i < pipeline_vocab_size(p); i++) {
        embedding_row(&table, i, 0, 16, row);
        double cosine = vec_cosine(you, row, 16);
        if (i != pipeline_index(p, 7) && cosine > best) {
            best = cosine;
            index = i;
        }
    }
    char words[64];
    snprintf(words, sizeof words, "%s ", pipeline_word(p, index).text);
    const char *line = line_with(words), *value = strchr(line, '+');
    assert_non_null(value);
    assert_true(fabs(strtod(value, NULL) - best) < 0.000501);
    char count[64];
    snprintf(count, sizeof count, "of E, %zu words", pipeline_vocab_size(p));
    line_with(count);
    line_with("nearness means nothing yet");
}

/* A large table is gone through in slices: due at once until done, said on the frame, and nothing after. */
static void test_search_is_sliced(void **state)
{
    (void)state;
    app.params.d_model = 2048;
    app.now = 12345;
    draw();
    assert_int_equal(app_deadline(&app), 12345);
    assert_false(nearest_done(&model->nearest));
    uint32_t seen = model->nearest.next;
    assert_int_equal(seen, EMBEDDING_START / 2048);
    char share[64];
    snprintf(share, sizeof share, "%u %% of %u words", seen * 100 / model->nearest.size,
             model->nearest.size);
    line_with("nearest so far to you");
    line_with(share);
    int ticks = settle();
    assert_true(ticks >= (int)((model->nearest.size - seen) / (EMBEDDING_SLICE / 2048)));
    line_with("nearest to you");
    assert_int_equal(app_deadline(&app), -1);
    draw();
    assert_int_equal(app_deadline(&app), -1);
}

/* A search goes on from key to key, in this view alone; another word or table starts another one. */
static void test_a_search_is_kept_until_its_word_or_table_changes(void **state)
{
    (void)state;
    play("Tab");
    settle();
    uint32_t size = model->nearest.size;
    play("l l h $ 0 + - e ] [ b L c");
    assert_int_equal(model->nearest.next, size);
    play("k k k k k k"); /* another `you` */
    settle();
    assert_int_equal(model->nearest.index, pipeline_index(&app.pipeline, app.token));
    static const char *const keys[] = {"r", "i", "s", "m"};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        uint64_t revision = model->nearest.revision;
        play(keys[k]);
        assert_true(model->nearest.revision > revision);
        settle();
    }
    app.view = view_find(views, "pipeline");
    play("j j");
    assert_int_not_equal(model->nearest.index, pipeline_index(&app.pipeline, app.token));
    assert_int_equal(app.marks ? -1 : app_deadline(&app), -1);
}

static void test_mouse(void **state)
{
    (void)state;
    play("click:16,9"); /* third row, first cell */
    assert_int_equal(app.token, 2);
    assert_int_equal(app.dim, 0);
    play("click:3,12");
    assert_int_equal(app.token, 5);
    play("click:26,6"); /* a dimension's number */
    assert_int_equal(app.dim, 2);
    assert_int_equal(app.token, 5);
    play("Tab C-u \"you uncle\""); /* uncle is the nearest word to you */
    play("Tab g");
    for (int row = 10; row < 38; row++)
        if (strncmp(cells(row, 62, 5), "uncle", 5) == 0) {
            char click[32];
            snprintf(click, sizeof click, "click:64,%d", row);
            play(click);
        }
    assert_int_equal(app.token, 1);
}

/* ---- anything ------------------------------------------------------------ */

static void assert_frame_sound(void)
{
    assert_int_equal(frame.rows, app.rows);
    for (int row = 0; row < frame.rows; row++)
        for (int col = 0; col < frame.cols; col++) {
            const struct cell *c = frame_cell(&frame, row, col);
            assert_true(c->width <= 2 && c->fg < SLOT_COUNT && c->bg < SLOT_COUNT);
            assert_true(!c->width || (c->ch >= ' ' && c->ch != 0x7F &&
                                      (caps.text != SAFE_ASCII || c->ch < 0x7F)));
        }
    for (int i = 0; i < frame.hit_count; i++) {
        const struct hit *h = &frame.hits[i];
        if (h->target.kind == TARGET_TOKEN || h->target.kind == TARGET_CELL)
            assert_within(h->target.token, 0, app.pipeline.count - 1);
    }
}

static void test_every_size(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "you", app_default_text,
                                        "a b a b a b a b a b a b a b a b a b \xFF \033[31m 狗"};
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        show(texts[t]);
        for (int half = 0; half < 2; half++) {
            app.embedding.half = half;
            for (app.rows = 1; app.rows <= 60; app.rows += 1 + app.rows / 20)
                for (app.cols = 1; app.cols <= 160; app.cols += 1 + app.cols / 12) {
                    caps = stage_caps(app.cols, app.rows, app.rows % 4 == 0);
                    draw();
                    assert_frame_sound();
                }
        }
        caps = stage_caps(DEPTH_TRUE, SAFE_UTF8, false);
        app.rows = 200;
        app.cols = 500;
        draw();
        assert_frame_sound();
        app.rows = 40;
        app.cols = 120;
    }
}

static void test_every_parameter(void **state)
{
    (void)state;
    static const int dims[] = {1, 2, 7, 512, POSENC_D_MAX};
    for (size_t d = 0; d < sizeof dims / sizeof *dims; d++)
        for (int scheme = 0; scheme < scheme_count; scheme++)
            for (int tokenizer = 0; tokenizer < tokenizer_count; tokenizer++) {
                if (dims[d] > 512 && scheme + tokenizer > 0) continue;
                app.params.d_model = dims[d];
                app.params.scheme = scheme;
                app.params.offset = scheme % 2 ? OFFSET_MAX : 0;
                app.tokenizer = tokenizer;
                app.embedding.half = tokenizer == 2;
                app.dim = dims[d] - 1;
                draw();
                assert_frame_sound();
                assert_int_equal(app.token >= app.shown.window.row &&
                                     app.token <
                                         app.shown.window.row + (size_t)app.shown.window.rows,
                                 1);
            }
}

static void test_a_long_text(void **state)
{
    (void)state;
    struct str text = STR_EMPTY;
    for (int i = 0; i < 100000; i++) str_addf(&text, "w%d ", i % 977);
    show(str_text(&text));
    str_free(&text);
    assert_int_equal(app.pipeline.count, 100000);
    play("Tab G");
    settle();
    assert_frame_sound();
    assert_true(model->passage.end == 100000 && model->passage.count <= PASSAGE_WORDS);
    resize(200, 40);
    line_with("words at ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_matrix_key),
        TEST(test_zoom_keys),
        TEST(test_numbers_in_cells),
        TEST(test_half_blocks),
        TEST(test_half_blocks_fall_back),
        TEST(test_repeat_detector_on_the_frame),
        TEST(test_line_has_its_word_three_times),
        TEST(test_nearest_on_the_frame),
        TEST(test_search_is_sliced),
        TEST(test_a_search_is_kept_until_its_word_or_table_changes),
        TEST(test_mouse),
        TEST(test_every_size),
        TEST(test_every_parameter),
        TEST(test_a_long_text),
    };
    return cmocka_run_group_tests_name("embedding_view", tests, NULL, NULL);
}
