/* Marks on curves are claims: each is read back off the frame, by its dots or its glyph, and so is
 * the axis it stands on, by its names and their ticks; both together give a value, which must be the
 * right one to within half a dot. The right values come from libm's long double functions. */
#include <math.h>

#include "unit/curve_cells.h"
#include "unit/stage.h"

#include "view/colour/theme.h"
#include "view/similarity/similarity_parts.h"
#include "view/waves/waves_parts.h"

#define BODY 5      /* row of the body on a screen of 24 rows and more */
#define BELOW 3     /* rows below it */
#define PLOT_GOOD 7 /* rows of a large plot */
#define EXPECTED_MAX 256

/* ---- the axis --------------------------------------------------------------- */

/* Dots are counted on the frame; a value's place is the middle of its dot. */
struct axis {
    int col;                /* of the ticks; the curve's area begins after it */
    int top, bottom;        /* rows of dots of the highest and the lowest name */
    double high, low;       /* what they name */
    int first_dot, end_dot; /* rows of dots of the area */
};

/* The number that ends in the columns before `col`, in the style of names. */
static bool name_before(int row, int col, double *value)
{
    char text[16];
    size_t n = 0;
    for (int at = col - 6 > 0 ? col - 6 : 0; at < col; at++) {
        const struct cell *c = frame_cell(&frame, row, at);
        if (c->ch == ' ') continue;
        if (c->fg != SLOT_DIM || n == sizeof text - 1) {
            n = 0;
            continue;
        }
        text[n++] = c->ch == 0x2212 ? '-' : c->ch < 0x80 ? (char)c->ch : '?';
    }
    text[n] = 0;
    char *end;
    *value = strtod(text, &end);
    return n > 0 && !*end;
}

/* Names go down in the column; those between the ends are rounded to three digits. */
static void check_names(const struct axis *a)
{
    for (int row = a->top / set->y_dots; row <= a->bottom / set->y_dots; row++) {
        double value;
        int tick = tick_row(frame_cell(&frame, row, a->col)->ch);
        if (frame_cell(&frame, row, a->col)->fg != SLOT_LINE || tick < 0 ||
            !name_before(row, a->col, &value))
            continue;
        double dot = a->top + (a->high - value) / (a->high - a->low) * (a->bottom - a->top);
        double off = fabs(dot - row * set->y_dots - tick);
        if (off > 0.5 + 0.005 * (a->bottom - a->top))
            fail_msg("the axis' %g stands %g dots from its place", value, off);
    }
}

/* The column with the most ticks that have a name. */
static struct axis read_axis(int first_col, int end_col)
{
    struct axis best = {.col = -1};
    int most = 1;
    for (int col = first_col; col < end_col; col++) {
        struct axis a = {.col = col};
        int count = 0;
        for (int row = BODY; row < frame.rows - BELOW; row++) {
            const struct cell *c = frame_cell(&frame, row, col);
            double value;
            if (c->fg != SLOT_LINE || tick_row(c->ch) < 0 || !name_before(row, col, &value))
                continue;
            a.bottom = row * set->y_dots + tick_row(c->ch);
            a.low = value;
            if (!count++) {
                a.top = a.bottom;
                a.high = value;
            }
        }
        if (count > most) {
            most = count;
            best = a;
        }
    }
    best.first_dot = best.top / set->y_dots * set->y_dots;
    best.end_dot = (best.bottom / set->y_dots + 1) * set->y_dots;
    if (best.col >= 0) check_names(&best);
    return best;
}

/* ---- marks ------------------------------------------------------------------- */

/* The marks that should be there. */
struct expected {
    int x;    /* column of dots, on the frame */
    double y; /* in rows of dots */
    bool diamond, hollow;
};
struct plot {
    const char *name;
    struct axis axis;
    int cols;      /* of the area */
    double x0, x1; /* at its edges */
    bool bold;     /* its marks are bold; else they are known by their colour */
    struct expected marks[EXPECTED_MAX];
    int count;
};
static long rings_read; /* of those, hollow ones that no other mark covers */
static long marks_read; /* by a test, so that none passes without any */

/* Of a cosine beside its sine, which is hollow where it is no diamond. */
static void expect_shape(struct plot *p, double x, double value, bool diamond, bool hollow)
{
    const struct axis *a = &p->axis;
    double across = (x - p->x0) / (p->x1 - p->x0) * p->cols * set->x_dots;
    if (across < 0 || across >= p->cols * set->x_dots || isnan(value)) return;
    assert_true(p->count < EXPECTED_MAX);
    p->marks[p->count++] = (struct expected){
        (a->col + 1) * set->x_dots + (int)(across + 1e-9),
        a->top + (a->high - value) / (a->high - a->low) * (a->bottom - a->top), diamond, hollow};
}

static void expect(struct plot *p, double x, double value, bool diamond)
{
    expect_shape(p, x, value, diamond, false);
}

static bool is_marked(const struct plot *p, const struct cell *c)
{
    return p->bold ? c->attr & ATTR_BOLD
                   : c->fg == SLOT_ACCENT || c->fg == SLOT_WARN || c->fg == SLOT_STRONG;
}

/* Marks of dots free the dots right above and below them: in its middle column a mark is a run of
 * dots, or one end of a run that several make. */
static bool is_middle(const struct plot *p, int x, int y, int half)
{
    const struct axis *a = &p->axis;
    int first = y, last = y;
    if (y < a->first_dot || y >= a->end_dot || !has_dot(x, y)) return false;
    while (first > a->first_dot && has_dot(x, first - 1)) first--;
    while (last + 1 < a->end_dot && has_dot(x, last + 1)) last++;
    int from = y - half < a->first_dot ? a->first_dot : y - half,
        to = y + half >= a->end_dot ? a->end_dot - 1 : y + half;
    if (first > from || last < to) return false;
    return first == from || last == to;
}

/* Of a hollow one the top and the bottom are drawn, and nothing between unless by a mark of the
 * other wave that is as near. */
static bool is_ring(const struct plot *p, const struct expected *e, int y, int half)
{
    const struct axis *a = &p->axis;
    bool covered = false;
    if (y < a->first_dot || y >= a->end_dot) return false;
    for (int i = 0; i < p->count; i++)
        covered |= !p->marks[i].hollow && abs(p->marks[i].x - e->x) <= 2 * half &&
                   fabs(p->marks[i].y - y) <= 2 * half + 1;
    for (int dy = -half; dy <= half; dy++) {
        bool edge = abs(dy) == half;
        if (y + dy < a->first_dot || y + dy >= a->end_dot) continue;
        if (has_dot(e->x, y + dy) != edge && (edge || !covered)) return false;
    }
    rings_read += !covered;
    return true;
}

static bool stands_at(const struct plot *p, const struct expected *e, int y)
{
    const struct cell *cell = frame_cell(&frame, y / set->y_dots, e->x / set->x_dots);
    if (!is_marked(p, cell)) return false;
    int rows = (p->axis.end_dot - p->axis.first_dot) / set->y_dots;
    bool strong = theme_strong(app.theme) && rows >= PLOT_GOOD;
    if (set->curves == CURVES_BRAILLE)
        return e->hollow ? is_ring(p, e, y, strong ? 2 : 1)
                         : is_middle(p, e->x, y, e->diamond || strong ? 2 : 1);
    return mark_rows(cell->ch) >> y % set->y_dots & 1;
}

#define HALF_A_DOT (0.5 + 1e-4) /* and the float32 rounding of what is compared */

static void check_mark(const struct plot *p, const struct expected *e)
{
    bool found = false;
    for (int y = (int)ceil(e->y - HALF_A_DOT); y <= (int)floor(e->y + HALF_A_DOT); y++)
        found |= stands_at(p, e, y);
    if (!found)
        fail_msg("%s at %dx%d, scheme %s, curves %s, d %d: no mark in column %d, dot %.2f", p->name,
                 frame.cols, frame.rows, schemes[app.params.scheme].name, curves_names[set->curves],
                 app.params.d_model, e->x / set->x_dots, e->y);
    marks_read++;
}

/* Whether a mark should be in that row of the cell's column, or of dots within `reach` of it. */
static bool is_expected(const struct plot *p, int col, double y, double reach)
{
    for (int i = 0; i < p->count; i++) {
        const struct expected *e = &p->marks[i];
        int apart = e->x / set->x_dots - col;
        bool here = set->curves == CURVES_BRAILLE ? abs(apart) <= 1 : apart == 0;
        if (here && fabs(e->y - y) <= reach + HALF_A_DOT) return true;
    }
    return false;
}

/* No mark stands where none should be. */
static void check_others(const struct plot *p)
{
    const struct axis *a = &p->axis;
    for (int row = a->first_dot / set->y_dots; row < a->end_dot / set->y_dots; row++)
        for (int col = a->col + 1; col <= a->col + p->cols; col++) {
            const struct cell *c = frame_cell(&frame, row, col);
            unsigned bits = set->curves == CURVES_BRAILLE ? 0 : mark_rows(c->ch);
            if (!is_marked(p, c) || c->ch == ' ') continue;
            for (int y = 0; y < set->y_dots; y++)
                if (bits >> y & 1) assert_true(is_expected(p, col, row * set->y_dots + y, 0));
            if (set->curves == CURVES_BRAILLE && p->bold)
                assert_true(is_expected(p, col, row * 4 + 1.5, 1.5 + 2));
        }
}

static void check_plot(const struct plot *p)
{
    for (int i = 0; i < p->count; i++) check_mark(p, &p->marks[i]);
    check_others(p);
}

/* ---- the right values -------------------------------------------------------- */

/* P[pos][dim] of the scheme, from its definition; of the learned table, the table's own. */
static long double value(int dim, long double pos)
{
    const struct params *p = &app.params;
    const char *name = schemes[p->scheme].name;
    long double before = pos - (long double)p->offset, length = (long double)app.pipeline.count;
    if (strcmp(name, "sinusoidal") == 0) {
        long double angle = pos * powl((long double)p->base, -2.0L * (dim / 2) / p->d_model);
        return dim % 2 ? cosl(angle) : sinl(angle);
    }
    if (strcmp(name, "none") == 0) return 0;
    if (strcmp(name, "index") == 0) return pos;
    if (strcmp(name, "normalised") == 0) return length > 1 ? before / (length - 1) : 0;
    if (strcmp(name, "normalised-n") == 0) return before / length;
    if (strcmp(name, "one-sine") == 0) return sinl(pos);
    if (strcmp(name, "binary") == 0) return dim < 64 && (uint64_t)pos >> dim & 1;
    assert_string_equal(name, "learned");
    float out;
    scheme_row(&schemes[p->scheme], &app.pipeline.context, (uint64_t)pos, dim, 1, &out);
    return (long double)out;
}

/* ---- views ------------------------------------------------------------------ */

/* The selected dimension, and its partner. */
static int dims_of(int dims[2])
{
    bool paired = schemes[app.params.scheme].paired;
    int first = paired ? app.dim / 2 * 2 : app.dim;
    dims[0] = first;
    dims[1] = first + 1;
    return paired && first + 1 < app.params.d_model ? 2 : 1;
}

static void expect_tokens(struct plot *p, size_t first, size_t count)
{
    int dims[2], sides = dims_of(dims);
    for (size_t i = first; i < first + count && i < app.pipeline.count; i++)
        for (int side = 0; side < sides; side++)
            expect_shape(p, (double)(i - first),
                         (double)value(dims[side], (long double)(app.params.offset + i)), false,
                         side == 1);
}

static void check_pipeline(void)
{
    const struct window *w = &app.pipeline.rows.window;
    struct plot p = {.name = "pipeline", .axis = read_axis(1, 10), .bold = true};
    if (p.axis.col < 0) return; /* no room for the waves */
    p.cols = frame.cols - p.axis.col - 3;
    p.x1 = w->rows < 8 ? 8 : w->rows;
    expect_tokens(&p, w->row, (size_t)w->rows);
    check_plot(&p);
}

static struct waves_layout waves(void)
{
    return waves_layout(&app, frame.rows - BODY - BELOW, frame.cols);
}

static void check_large(void)
{
    struct plot p = {.name = "large waves", .axis = read_axis(1, 20), .bold = true};
    int dims[2], sides = dims_of(dims);
    assert_true(p.axis.col > 0 && p.axis.col == waves().plot_col - 1);
    p.cols = waves().plot_cols;
    p.x1 = waves_span(&app);
    expect_tokens(&p, (size_t)(app.waves.first - app.params.offset), app.pipeline.count);
    for (int side = 0; app.waves.away && side < sides; side++) {
        double x = waves_marked(&app);
        long double at = (long double)app.waves.first + (long double)x;
        expect(&p, x, (double)value(dims[side], at), true);
    }
    check_plot(&p);
}

/* "−1 … +1" or "each from −1 to +1", the strips' axis, ends their headings. */
static bool strips_axis(int row, double *low, double *high)
{
    char text[600];
    size_t n = 0;
    for (int col = 0; col < frame.cols && n < sizeof text - 1; col++) {
        uint32_t ch = frame_cell(&frame, row, col)->ch;
        text[n++] = ch == 0x2212 ? '-' : ch < 0x80 ? (char)ch : '~';
    }
    text[n] = 0;
    const char *from = strstr(text, "each from "), *to;
    if (from) {
        assert_int_equal(sscanf(from, "each from %lf to %lf", low, high), 2);
        return true;
    }
    for (to = text; strstr(to, " ~ ");) to = strstr(to, " ~ ") + 3; /* the last one */
    for (from = to - 3; from > text && from[-1] != ' ';) from--;
    if (*to != '+' && *from != '-') return false; /* positions or dimensions: it has no room */
    assert_int_equal(sscanf(from, "%lf ~ %lf", low, high), 2);
    return true;
}

static void check_strips(void)
{
    struct waves_layout l = waves();
    double low, high;
    if (!strips_axis(BODY + l.head_row, &low, &high)) {
        assert_true(frame.cols <= 100 && app.params.offset); /* long numbers take its room */
        return;
    }
    for (int i = 0; i < l.strips; i++) {
        int first = (BODY + l.strip_row + i * l.strip_rows) * set->y_dots,
            end = first + l.strip_rows * set->y_dots;
        int spare = l.strip_rows > 1 && (end - first) % 2 == 0; /* halfway lies in a dot too */
        struct plot p = {.name = "strip",
                         .axis = {l.curve_col - 1, first, end - 1 - spare, high, low, first, end},
                         .cols = l.curve_cols,
                         .x1 = waves_span(&app),
                         .bold = true};
        double x = waves_marked(&app);
        expect(
            &p, x,
            (double)value(app.shown.window.dim + i, (long double)app.waves.first + (long double)x),
            false);
        check_plot(&p);
    }
}

/* A row of the view's matrix, in long double. */
static void row_of(size_t token, long double *out)
{
    enum similarity_matrix matrix = app.similarity.matrix;
    for (int k = 0; k < app.params.d_model; k++) {
        float e = 0;
        if (matrix != SIMILARITY_P) pipeline_e_row(&app.pipeline, token, k, 1, &e);
        out[k] = (long double)e;
        if (matrix != SIMILARITY_E) out[k] += value(k, (long double)(app.params.offset + token));
    }
}

static double product(size_t a, size_t b)
{
    long double u[64], v[64], uv = 0, uu = 0, vv = 0;
    assert_true(app.params.d_model <= 64);
    row_of(a, u);
    row_of(b, v);
    for (int k = 0; k < app.params.d_model; k++) {
        uv += u[k] * v[k];
        uu += u[k] * u[k];
        vv += v[k] * v[k];
    }
    return (double)(app.similarity.dot ? uv : uv / sqrtl(uu * vv));
}

/* Of P the place at the shift and the word's other places; of E and X every word. */
static void check_similarity(void)
{
    const struct similarity_model *m = &app.similarity;
    const struct similarity_layout l =
        similarity_layout(&app, frame.rows - BODY - BELOW, frame.cols);
    int right = l.aside.col + l.aside.cols;
    struct plot p = {.name = "similarity", .axis = read_axis(l.aside.col, l.aside.col + 12)};
    if (!l.aside.curve || p.axis.col < 0) return;
    bool boxed = l.aside.curve >= 12, points = m->matrix != SIMILARITY_P;
    p.cols = right - p.axis.col - 1 - (boxed ? 2 : 1);
    p.x0 = m->curve_first - 0.5;
    p.x1 = m->curve_first + m->curve_count - 0.5;
    for (int i = 0; i < m->curve_count; i++) {
        int k = m->curve_first + i;
        size_t token = app.token + (size_t)k;
        bool same = token < app.pipeline.count && pipeline_index(&app.pipeline, token) ==
                                                      pipeline_index(&app.pipeline, app.token);
        bool shifted = k && k == (int)m->shift;
        if (points ? token < app.pipeline.count : k && (same || shifted))
            expect(&p, k, product(app.token, token), shifted);
    }
    for (int i = 0; i < p.count; i++) check_mark(&p, &p.marks[i]);
}

/* ---- tests ------------------------------------------------------------------- */

static int setup(void **state)
{
    (void)state;
    marks_read = 0;
    set = sets;
    return stage("pipeline", FOCUS_BODY, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

static int finish(void **state)
{
    if (marks_read < 1000) print_error("only %ld marks were read\n", marks_read);
    return teardown(state) ? -1 : marks_read < 1000;
}

/* Every size and set of dots with the first schemes, which are the real ones. */
static void everywhere(const char *view, void (*check)(void))
{
    static const int sizes[][2] = {{80, 24}, {100, 30}, {120, 40}};
    app.view = view_find(views, view);
    for (int s = 0; s < (int)(sizeof sizes / sizeof *sizes); s++) {
        app.cols = sizes[s][0];
        app.rows = sizes[s][1];
        for (int kind = 0; kind < (int)(sizeof sets / sizeof *sets); kind++) {
            set = &sets[kind];
            caps.curves = set->curves;
            for (app.params.scheme = 0; app.params.scheme < scheme_real_count;
                 app.params.scheme++) {
                draw();
                check();
            }
        }
    }
    app.params.scheme = 0;
}

/* The dimensions, sizes of the model, offsets and themes that matter to marks. */
static void every_state(const char *view, void (*check)(void))
{
    static const struct {
        int d_model, dim;
        uint64_t offset;
        const char *theme;
    } states[] = {{16, 2, 0, "dark"},
                  {16, 1, 0, "contrast"},
                  {1, 0, 0, "dark"},
                  {16, 4, 1000000000, "dark"},
                  {7, 6, 12345, "light"}};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        app.params.d_model = states[i].d_model;
        app.params.offset = states[i].offset;
        app.dim = states[i].dim;
        app.theme = theme_find(states[i].theme);
        app.waves.first = app.params.offset;
        everywhere(view, check);
    }
}

static void test_pipeline(void **state)
{
    (void)state;
    every_state("pipeline", check_pipeline);
}

static void test_large_waves(void **state)
{
    (void)state;
    every_state("waves", check_large);
    assert_true(rings_read > 100);
}

static void test_strips(void **state)
{
    (void)state;
    every_state("waves", check_strips);
}

/* What plays stands between two positions, as a diamond. */
static void test_what_plays(void **state)
{
    (void)state;
    app.view = view_find(views, "waves");
    draw();
    play("Space wait:1300 Space");
    assert_true(app.waves.away);
    for (app.dim = 0; app.dim < 16; app.dim++)
        for (int kind = 0; kind < 4; kind++) {
            set = &sets[kind];
            caps.curves = set->curves;
            draw();
            check_large();
            check_strips();
        }
}

static void test_similarity(void **state)
{
    (void)state;
    for (int dot = 0; dot < 2; dot++)
        for (int matrix = 0; matrix < SIMILARITY_COUNT; matrix++) {
            app.similarity.dot = dot;
            app.similarity.matrix = (enum similarity_matrix)matrix;
            every_state("similarity", check_similarity);
        }
}

/* The key goes round what curves are drawn with, says which, and the curves are that at once. */
static void test_the_key_goes_round(void **state)
{
    (void)state;
    static const int order[] = {1, 2, 3, 0, 1}; /* of `sets`, after the terminal's own */
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        char says[32];
        play("~");
        set = &sets[order[i]];
        snprintf(says, sizeof says, "curves %s: ", curves_names[set->curves]);
        assert_memory_equal(app.message.text, says, strlen(says));
        app.view = view_find(views, i % 2 ? "pipeline" : "waves");
        for (app.dim = 0; app.dim < 16; app.dim++) {
            draw();
            (i % 2 ? check_pipeline : check_large)();
        }
    }
}

/* ---- rows of the large plots --------------------------------------------------- */

static int plot_rows(void)
{
    struct axis a = read_axis(1, frame.cols);
    return a.col < 0 ? 0 : (a.end_dot - a.first_dot) / set->y_dots;
}

/* A large plot has seven rows or more, unless it has given way to parts that are at their fewest. */
static void test_no_plot_is_low(void **state)
{
    (void)state;
    static const char *const texts[] = {"you", "you know", "the cat sat on the mat",
                                        "what you learn , you know , and what you know , you use"};
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        struct err e;
        assert_true(app_set_text(&app, texts[t], strlen(texts[t]), &e));
        for (app.rows = 24; app.rows < 70; app.rows++)
            for (app.cols = 80; app.cols <= 130; app.cols += 10) {
                app.view = view_find(views, "pipeline");
                draw();
                int rows = plot_rows(), body = app.rows - BODY - BELOW;
                assert_true(rows >= PLOT_GOOD || (rows == 0 && body < 22));
                app.view = view_find(views, "similarity");
                draw();
                assert_true(plot_rows() >= PLOT_GOOD);
                app.view = view_find(views, "waves");
                draw();
                struct waves_layout l = waves();
                assert_true(plot_rows() >= PLOT_GOOD || l.strips <= 4);
                marks_read += 3;
            }
    }
}

#define MARKS(function) cmocka_unit_test_setup_teardown(function, setup, finish)

int main(void)
{
    const struct CMUnitTest tests[] = {
        MARKS(test_pipeline),       MARKS(test_large_waves), MARKS(test_strips),
        MARKS(test_what_plays),     MARKS(test_similarity),  MARKS(test_the_key_goes_round),
        MARKS(test_no_plot_is_low),
    };
    return cmocka_run_group_tests_name("curve_marks", tests, NULL, NULL);
}
