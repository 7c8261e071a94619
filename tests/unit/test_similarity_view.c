/* The Similarity view: its keys, the figures read off the drawn frame, and that
 * what is kept between keystrokes is what would be computed again. */
#include "named.h"
#include "unit/stage.h"

#include <math.h>

#include "app/update/update.h"
#include "app/state/action.h"
#include "app/views/similarity.h"
#include "base/utf8.h"
#include "core/vec/vecstat.h"

static int setup(void **state)
{
    (void)state;
    return stage("similarity", FOCUS_BODY, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

static void set_text(const char *text)
{
    struct err e;
    assert_true(app_set_text(&app, text, strlen(text), &e));
    draw();
}

/* The whole frame as text, rows ended by newlines. */
static const char *screen(void)
{
    static char text[300 * 600 * 4];
    size_t n = 0;
    for (int row = 0; row < frame.rows; row++) {
        for (int col = 0; col < frame.cols; col++)
            if (frame_cell(&frame, row, col)->width)
                n += utf8_encode(frame_cell(&frame, row, col)->ch, text + n);
        text[n++] = '\n';
    }
    text[n] = 0;
    return text;
}

/* What stands on the screen after `before`, which must be there. */
static const char *after(const char *before)
{
    const char *at = strstr(screen(), before);
    if (!at) fail_msg("\"%s\" is not on the screen:\n%s", before, screen());
    return at + strlen(before);
}

/* The next number, − read as minus. */
static double number(const char **at)
{
    while (**at == ' ') ++*at;
    double sign = 1;
    if (strncmp(*at, "−", strlen("−")) == 0) {
        sign = -1;
        *at += strlen("−");
    }
    char *end;
    double value = strtod(*at, &end);
    assert_ptr_not_equal(*at, end);
    *at = end;
    return sign * value;
}

/* The three cosines of the row that begins with `mark`: E, P, X. */
static void read_pair(const char *mark, double out[3])
{
    const char *at = strchr(after(mark), '@') + 2;
    number(&at);
    for (int i = 0; i < 3; i++) out[i] = number(&at);
}

static void test_keys(void **state)
{
    (void)state;
    struct similarity_model *m = &app.similarity;
    static const char *const names[] = {"P·Pᵀ", "E·Eᵀ", "X·Xᵀ"};
    for (int i = 0; i < 4; i++) {
        after(names[i % 3]);
        play("v");
    }
    after("E·Eᵀ");
    after("cosine to E");
    play("o");
    after("dot product to E");
    play("o ) ) ) (");
    assert_int_equal(m->shift, SIMILARITY_SHIFT + 2);
    after("k = 5");
    play("x 0 Enter");
    assert_int_equal(m->shift, 0);
    play("(");
    assert_int_equal(m->shift, 0);
    play("x \"1000000\" Enter )");
    assert_int_equal(m->shift, SIMILARITY_SHIFT_MAX);
    play("x \"1000001\" Enter");
    after("a whole number from 0 to 1000000 is wanted");
    play("Esc");
    assert_int_equal(m->shift, SIMILARITY_SHIFT_MAX);
}

static void test_the_shared_selection(void **state)
{
    (void)state;
    play("Down Right");
    assert_int_equal(app.token, 8);
    assert_int_equal(app.dim, 3);
    after("cosine to P(8)");
    play("1");
    assert_int_equal(app.token, 8);
    char keys[32];
    snprintf(keys, sizeof keys, "%d click:30,7", view_find(views, "similarity") + 1);
    play(keys); /* the map's first row but the header */
    assert_int_equal(app.token, 0);
    after("cosine to P(0)");
    play("+");
    assert_int_equal(app.shown.cell_cols, 3);
}

/* Cosine to position 0 first rises again at k = 4, 4, 6, 12, 44; at any position, at both sizes. */
static void test_first_rises(void **state)
{
    (void)state;
    static const int cases[][2] = {{8, 4}, {16, 4}, {64, 6}, {128, 12}, {512, 44}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        app.params.d_model = cases[i][0];
        for (int small = 0; small < 2; small++) {
            app.rows = small ? 24 : 40;
            app.cols = small ? 80 : 120;
            for (app.token = 0; app.token < 12; app.token += 11) {
                draw();
                const char *at = after("rises again at k = ");
                assert_int_equal((int)number(&at), cases[i][1]);
                char mark[24];
                snprintf(mark, sizeof mark, "▲%d", cases[i][1]);
                char next = *after(mark); /* a blank, or the mark of the next rise */
                assert_false(next >= '0' && next <= '9');
            }
        }
    }
}

/* The same word at 0 and 5, d = 512: 0.91 at unit spread, 0.74 at 0.02, which is the
 * positions' own; E alone 1. The figures are expectations over random words: over 24
 * draws the mean is within 0.005 (a draw's spread is about 0.007). */
static void test_the_same_word_twice(void **state)
{
    (void)state;
    set_text("you win or die when you");
    app.params.d_model = 512;
    app.params.scale = false;
    app.token = 0;
    play("v v");
    static const struct {
        enum init_kind init;
        double x;
    } cases[] = {{INIT_UNIT_NORMAL, 0.914}, {INIT_SMALL_NORMAL, 0.74}};
    for (size_t i = 0; i < 2; i++) {
        app.params.init = cases[i].init;
        double sum = 0, c[3];
        for (app.params.seed = 1; app.params.seed <= 24; app.params.seed++) {
            draw();
            read_pair("● again", c);
            assert_true(fabs(c[0] - 1) < 1e-9);
            assert_true(fabs(c[1] - 0.74) < 0.005);
            assert_true(fabs(c[2] - cases[i].x) < (i ? 0.005 : 0.04));
            sum += c[2];
        }
        assert_true(fabs(sum / 24 - cases[i].x) < 0.005);
    }
}

/* Rises are told of P alone: with words there is no law of distance. The places marked on the curve
 * are those that the lines below it name. */
static void test_what_distance_tells(void **state)
{
    (void)state;
    after("rises again at k = 4");
    after("◆ k = 3      you @ 10");
    after("● again      you @ 1 ");
    play(") "); /* k = 4: a rise and the shifted place at once */
    after("▲4");
    assert_int_equal(app.similarity.shift, 4);
    const struct cell *marked = NULL;
    for (int row = 0; row < frame.rows; row++)
        for (int col = 62; col < frame.cols; col++)
            if (frame_cell(&frame, row, col)->ch > 0x2800 &&
                frame_cell(&frame, row, col)->fg == SLOT_ACCENT)
                marked = frame_cell(&frame, row, col);
    assert_non_null(marked); /* on the curve */
    play("v");
    after("E knows no distance");
    assert_null(strstr(screen(), "▲"));
    after("● nearest of 2 you @ 10"); /* both other places are marked, one has its line */
    play("( v");
    after("● again      you @ 1 ");
    after("words count as well as distance");
    assert_null(strstr(screen(), "▲"));
    set_text("you win or you");
    play("g");
    after("● this word stands nowhere else than there");
    app.cols = 80;
    app.rows = 24;
    draw();
    play("v");
    after("pair 1");
    after("off ");
    for (int row = 5; row < 22; row++) assert_int_equal(frame_cell(&frame, row, 79)->ch, ' ');
}

/* The greatest residual is on the screen, under 1e-12, for positions up to 2100. */
static void test_residuals(void **state)
{
    (void)state;
    for (int d = 16; d <= 512; d *= 32)
        for (app.params.offset = 0; app.params.offset <= 2076; app.params.offset += 173) {
            app.params.d_model = d;
            app.similarity.shift = (uint32_t)app.params.offset / 7;
            draw();
            const char *at = strstr(screen(), "never off by more than ")
                                 ? after("never off by more than ")
                                 : after(": off by up to ");
            assert_true(number(&at) < 1e-12);
            char first[40];
            snprintf(first, sizeof first, "%llu … ", (unsigned long long)app.params.offset);
            after(first);
            assert_true(app.similarity.checked > 20);
        }
}

/* The numbers of one block, as printed. */
static void test_a_block(void **state)
{
    (void)state;
    after("block × P(7) = P(10)");
    after(
        "⎡+0.5828 +0.8126⎤ ⎡+0.8004⎤ ⎡−0.0207⎤"); /* cos and sin of 3 · 10000^(−2/16); sin of 2.2136 and 3.1623 */
    after("⎣−0.8126 +0.5828⎦ ⎣−0.5994⎦=⎣−0.9998⎦");
    app.params.d_model = 7;
    play("$");
    after("a lone sine: no cosine,");
    play("c");
    after("no pairs in this scheme");
}

/* At equal distance P·Pᵀ is the same but for float32 rounding, and equals the sum of cosines; X·Xᵀ is not. */
static void test_distance_alone(void **state)
{
    (void)state;
    const char *at = after("entries at equal distance are equal, to within ");
    assert_true(number(&at) < 1e-6);
    after("P(7)·P(10) = +5.5431 = Σ cos(3ω) over all pairs");
    play("v v");
    at = after("differ by up to ");
    assert_true(number(&at) > 0.1);
    app.params.d_model = 1; /* a lone sine depends on where it stands */
    play("v o");
    at = after("differ by up to ");
    assert_true(number(&at) > 0.1);
    after(" + lone sines");
}

/* Exchanging two words moves the mean of X by rounding only, and the cosines of the two words,
 * wherever they stand, by what was said beforehand; without positions, by nothing. */
static void test_exchange(void **state)
{
    (void)state;
    play("v v");
    const struct similarity_model *m = &app.similarity;
    static double before[SIMILARITY_SIDE_MAX * SIMILARITY_SIDE_MAX];
    for (int token = 0; token < 12; token++) {
        app.token = (size_t)token;
        draw();
        const char *at = after("X's mean stays (to ");
        assert_true(number(&at) < 1e-6);
        double said = m->exchange.scores, change = 0;
        memcpy(before, m->map, sizeof *before * 144);
        play(token < 11 ? ">" : "<");
        assert_int_equal(m->side, 12);
        int other = token < 11 ? token + 1 : token - 1;
        for (int i = 0; i < 144; i++) {
            int to[2] = {i / 12, i % 12};
            for (int k = 0; k < 2; k++)
                to[k] = to[k] == token ? other : to[k] == other ? token : to[k];
            change = fmax(change, fabs(m->map[to[0] * 12 + to[1]] - before[i]));
        }
        assert_true(fabs(change - said) < 1e-12);
        assert_true(change > 0);
    }
    play("c");
    assert_string_equal(schemes[app.params.scheme].name, "none");
    after("X's mean and each word's cosines stay: order is lost");
    assert_true(m->exchange.there && !(m->exchange.scores > 0));
}

/* The zero vector has no angle, and nothing is said of one. */
static void test_no_angle(void **state)
{
    (void)state;
    play("c");
    after("no angle: P is 0");
    after("– : the zero vector has no angle, so there is no cosine");
    assert_true(isnan(app.similarity.map[0]) && isnan(app.similarity.shifted.cosine[SIMILARITY_P]));
    assert_true(!isnan(app.similarity.shifted.cosine[SIMILARITY_X]));
}

/* One pair is one. */
static void test_one_pair(void **state)
{
    (void)state;
    app.params.d_model = 2;
    draw();
    after("its 1 pair");
    app.params.d_model = 1;
    draw();
    after("d_model 1 has no pair: no rotation");
}

/* The row of an entry, from the parts. */
static void row_of(size_t i, float *row)
{
    int d = app.params.d_model;
    float *p = calloc((size_t)d, sizeof *p);
    memset(row, 0, (size_t)d * sizeof *row);
    if (app.similarity.matrix != SIMILARITY_P) pipeline_e_row(&app.pipeline, i, 0, d, row);
    if (app.similarity.matrix != SIMILARITY_E) pipeline_p_row(&app.pipeline, i, 0, d, p);
    for (int k = 0; k < d; k++) row[k] += p[k];
    free(p);
}

static void assert_value(size_t i, size_t j, double got)
{
    int d = app.params.d_model;
    float *a = malloc((size_t)d * sizeof *a), *b = malloc((size_t)d * sizeof *b);
    row_of(i, a);
    row_of(j, b);
    double want = app.similarity.dot ? vec_dot(a, b, d) : vec_cosine(a, b, d);
    assert_int_equal(isnan(got), isnan(want)); /* a position without a row has no similarity */
    assert_true(isnan(want) || fabs(got - want) <= 1e-14 * (1 + fabs(want)));
    free(a);
    free(b);
}

static void assert_as_computed_anew(void)
{
    const struct similarity_model *m = &app.similarity;
    size_t first = app.shown.window.row;
    for (int n = 0; n < 6 && m->side; n++) {
        int i = rand() % m->side, j = rand() % m->side;
        assert_value(first + (size_t)i, first + (size_t)j, m->map[i * m->side + j]);
    }
    for (int n = 0; n < 6 && m->curve_count; n++) {
        int i = rand() % m->curve_count;
        assert_value(app.token, app.token + (size_t)(m->curve_first + i), m->curve[i]);
    }
    if (app.pipeline.count && schemes[app.params.scheme].paired) {
        uint64_t at = pipeline_position(&app.pipeline, first);
        struct rotation_worst w = rotation_check(&app.pipeline.waves, m->shift, at, m->checked);
        assert_true(fabs(w.residual - m->worst.residual) <= 0);
    }
}

/* Any keys, clicks and sizes: the frame is sound, and what is kept is right. */
static void test_random_events(void **state)
{
    (void)state;
    static const char keys[] = "vo()xhjklgG0$[]{}<>+-=mMbBsLcCiruT\t1234567890\r";
    srand(29);
    for (int i = 0; i < 6000; i++) {
        struct event event = {.type = EVENT_KEY,
                              .now_ms = i,
                              .key = (uint32_t)keys[(size_t)rand() % (sizeof keys - 1)]};
        event.key = event.key == '\t'   ? KEY_NAME_TAB
                    : event.key == '\r' ? KEY_NAME_ENTER
                                        : event.key;
        if (rand() % 30 == 0)
            event = (struct event){
                .type = EVENT_RESIZE, .rows = 1 + rand() % 70, .cols = 1 + rand() % 240};
        if (rand() % 30 == 0)
            event = (struct event){.type = EVENT_PASTE, .text = " you 狗 win \xFF or ", .len = 18};
        if (rand() % 20 == 0)
            event = (struct event){
                .type = EVENT_MOUSE,
                .mouse = (enum mouse_action)(rand() % 3),
                .target = frame_target(&frame, rand() % frame.rows, rand() % frame.cols)};
        if (rand() % 300 == 0) caps = stage_caps(rand(), rand(), rand() % 2);
        app_update(&app, &event);
        app.view = view_find(views, "similarity");
        if (app.params.d_model > 512) app.params.d_model = 7;
        if (text_len(&app.line.text) > 900) set_text(i % 2 ? "" : app_default_text);
        draw();
        for (int row = 0; row < frame.rows; row++)
            for (int col = 0; col < frame.cols && caps.text == SAFE_ASCII; col++)
                assert_true(frame_cell(&frame, row, col)->ch < 0x7F);
        if (app.rows >= APP_ROWS_MIN && app.cols >= APP_COLS_MIN) assert_as_computed_anew();
    }
}

static void test_every_size(void **state)
{
    (void)state;
    for (int depth = 0; depth < DEPTH_COUNT; depth++) {
        caps.depth = (enum depth)depth;
        for (int rows = 1; rows <= 70; rows++)
            for (int cols = 1; cols <= 240; cols += 1 + cols / 8) {
                app.rows = rows;
                app.cols = cols;
                app.token = (size_t)cols % 12;
                draw();
            }
    }
    app.rows = 200;
    app.cols = 500;
    draw();
}

/* Large and small vectors, far positions, no and one token. */
static void test_extremes(void **state)
{
    (void)state;
    static const int dims[] = {1, 2, 7, 512, 16384};
    for (size_t i = 0; i < sizeof dims / sizeof *dims; i++)
        for (int scheme = 0; scheme < scheme_count; scheme++) {
            app.params.d_model = dims[i];
            app.params.scheme = scheme;
            app.params.offset = scheme % 2 ? OFFSET_MAX : 0;
            app.similarity.shift = scheme % 3 ? 3 : SIMILARITY_SHIFT_MAX;
            set_text(scheme % 2 ? app_default_text : "you");
            play("v o");
            assert_as_computed_anew();
            set_text("");
            after("no tokens yet");
        }
}

/* Beyond the table's end there is nothing to compare: no zero, no curve, no word of a rise. */
static void test_an_end_of_the_table(void **state)
{
    (void)state;
    struct similarity_model *m = &app.similarity;
    app.params.scheme = scheme_find("learned");
    app.params.offset = 506; /* the line's first six tokens have rows */
    app.token = 4;
    draw();
    assert_true(!isnan(m->curve[1]));
    assert_true(isnan(m->curve[2]));
    assert_false(m->shifted.known[SIMILARITY_P]); /* 510 and 513 */
    assert_true(m->shifted.known[SIMILARITY_E]);
    assert_null(strstr(screen(), "up to k = 60"));
    after("not rise again up to k = 1");
    play("v v");
    assert_true(!isnan(m->map[3 * m->side + 5])); /* X */
    assert_true(isnan(m->map[3 * m->side + 6]));
    app.token = 8;
    draw();
    after("has no row");
    assert_false(m->exchange.there);
    play("v v"); /* E has no positions and no end */
    assert_true(!isnan(m->map[3 * m->side + 6]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_keys),
        TEST(test_the_shared_selection),
        TEST(test_first_rises),
        TEST(test_what_distance_tells),
        TEST(test_the_same_word_twice),
        TEST(test_residuals),
        TEST(test_a_block),
        TEST(test_distance_alone),
        TEST(test_exchange),
        TEST(test_no_angle),
        TEST(test_one_pair),
        TEST(test_random_events),
        TEST(test_every_size),
        TEST(test_extremes),
        TEST(test_an_end_of_the_table),
    };
    return cmocka_run_group_tests_name("similarity_view", tests, NULL, NULL);
}
