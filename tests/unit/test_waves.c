/* The Waves view: what is drawn against brute-force samples at every zoom, the
 * numbers on the frame, the keys, and playing. Expected values come from libm's
 * long double functions, not from the program's own arithmetic. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/action.h"
#include "app/app.h"
#include "app/keyname.h"
#include "app/model.h"
#include "app/script.h"
#include "base/utf8.h"
#include "formats/corpus.h"
#include "view/clock.h"
#include "view/view.h"
#include "view/wave.h"
#include "view/waves_view.h"

#define BODY 5 /* row of the body on a screen of 24 rows and more */

static struct app app;
static struct frame frame = FRAME_EMPTY;
static struct caps caps = {DEPTH_TRUE, false};

static void draw(void)
{
    struct err e;
    struct shown shown;
    assert_true(app_read(&app, &e));
    view_shown(&app, &shown);
    assert_true(app_look(&app, &shown, &e));
    assert_true(view_draw(&app, &caps, &frame));
}

static void resize(int cols, int rows)
{
    app.rows = rows;
    app.cols = cols;
    draw();
}

static int setup(void **state)
{
    (void)state;
    struct err e;
    struct corpus corpus = {corpus_builtin, corpus_builtin_len, "built-in"};
    if (!app_init(&app, &corpus, &e))
        return -1;
    app.view = view_find("waves");
    app.view_count = view_count;
    app.focus = FOCUS_BODY;
    caps = (struct caps){DEPTH_TRUE, false};
    resize(120, 40);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    app_free(&app);
    frame_free(&frame);
    return 0;
}

static void send(struct event event)
{
    app_update(&app, &event);
    draw();
}

static void play(const char *keys)
{
    struct script s;
    struct event event;
    struct err e;
    int got;
    script_start(&s, keys, strlen(keys));
    while ((got = script_next(&s, &event, &e)) > 0) {
        if (event.type == EVENT_MOUSE)
            event.target = frame_target(&frame, event.row, event.col);
        if (event.type != EVENT_TICK)
            event.now_ms += app.now;
        send(event);
    }
    assert_int_equal(got, 0);
    script_free(&s);
}

static void tick(int64_t now)
{
    send((struct event){.type = EVENT_TICK, .now_ms = now});
}

/* A row of the frame as UTF-8. */
static const char *row_text(int row)
{
    static char text[4096];
    size_t n = 0;
    for (int col = 0; col < frame.cols; col++)
        if (frame_cell(&frame, row, col)->width)
            n += utf8_encode(frame_cell(&frame, row, col)->ch, text + n);
    text[n] = 0;
    return text;
}

static struct waves_layout layout(void)
{
    return waves_layout(&app, app.rows - BODY - 3, app.cols);
}

/* The row of the frame with the numbers of dimension `dim`. */
static int strip_row(int dim)
{
    struct waves_layout l = layout();
    return BODY + l.strip_row + (dim - app.shown.window.dim) * l.strip_rows + (l.strip_rows - 1) / 2;
}

/* The number that begins at or behind column `col`. */
static double number_at(int row, int col)
{
    char text[32];
    size_t n = 0;
    while (frame_cell(&frame, row, col)->ch == ' ')
        col++;
    for (; n < sizeof text - 1 && col < frame.cols; col++) {
        uint32_t ch = frame_cell(&frame, row, col)->ch;
        ch = ch == 0x2212 ? '-' : ch;
        if (ch >= 0x80 || !strchr("+-.0123456789e", (int)ch) || !ch)
            break;
        text[n++] = (char)ch;
    }
    text[n] = 0;
    assert_true(n > 0);
    return strtod(text, NULL);
}

static const long double pi = 3.14159265358979323846264338327950288L;

/* Vaswani et al. 2017, section 3.5, for the interleaved layout. */
static long double omega(int dim)
{
    return powl((long double)app.params.base, -2.0L * (dim / 2) / app.params.d_model);
}

static long double value(int dim, long double position)
{
    long double angle = position * omega(dim);
    return dim % 2 ? cosl(angle) : sinl(angle);
}

/* ---- the curves --------------------------------------------------------- */

/* Whether the dot in column x, row y of the area is set; `over` if something else stands there. */
static bool has_dot(const struct curve_area *a, int x, int y, bool *over)
{
    static const unsigned bit[2][4] = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};
    uint32_t ch = frame_cell(&frame, a->row + y / 4, a->col + x / 2)->ch;
    *over = ch == 0x25CF || ch == 0x25C6;
    return ch >= 0x2800 && ch < 0x2900 && (ch & bit[x % 2][y % 4]);
}

/* In every dot column: each sample's dot is set, and no dot is farther than one
 * from all that the curves take there. Two samples are at most `step` positions
 * apart, so that between them a curve goes no farther than ω · step beyond. */
static void check_columns(const struct curve_area *a, const int *dims, int count)
{
    enum { SAMPLES = 32 };
    int columns = 2 * a->cols, rows = 4 * a->rows;
    double dot = (a->y1 - a->y0) / rows, step = (a->x1 - a->x0) / columns / SAMPLES;
    for (int x = 0; x < columns; x++) {
        double low[2], high[2];
        bool over;
        for (int d = 0; d < count; d++) {
            low[d] = 2;
            high[d] = -2;
            for (int i = 1; i < SAMPLES; i++) { /* off the edges by a hair, where rounding decides the column */
                long double at = (long double)app.waves.first + (long double)((x * SAMPLES + i) * step);
                double y = (double)value(dims[d], at), down = (a->y1 - y) / dot;
                low[d] = fmin(low[d], y);
                high[d] = fmax(high[d], y);
                bool on_edge = fabs(down - round(down)) < 1e-6;
                if (!on_edge && !has_dot(a, x, (int)down, &over) && !over)
                    fail_msg("span %g, dimension %d: no dot for %g in dot column %d", a->x1, dims[d], y, x);
            }
            double beyond = (double)omega(dims[d]) * step;
            low[d] = fmax(-1, low[d] - beyond);
            high[d] = fmin(1, high[d] + beyond);
        }
        for (int y = 0; y < rows; y++) {
            double top = a->y1 - y * dot, bottom = top - dot;
            bool near = false;
            for (int d = 0; d < count; d++)
                near = near || (bottom <= high[d] + dot && top >= low[d] - dot);
            if (!near && has_dot(a, x, y, &over))
                fail_msg("span %g: a dot in column %d, row %d where no wave goes", a->x1, x, y);
        }
    }
}

static void check_strips(void)
{
    struct waves_layout l = layout();
    for (int i = 0; i < l.strips; i++) {
        int dim = app.shown.window.dim + i;
        struct curve_area area = {BODY + l.strip_row + i * l.strip_rows, l.curve_col, l.strip_rows, l.curve_cols,
                                  0, waves_span(&app), -WAVE_MARGIN, WAVE_MARGIN};
        check_columns(&area, &dim, 1);
    }
}

static void check_large(void)
{
    struct waves_layout l = layout();
    int dims[2] = {app.dim / 2 * 2, app.dim / 2 * 2 + 1};
    struct curve_area area = {BODY + 1, l.plot_col, l.plot_rows, l.plot_cols, 0, waves_span(&app), -WAVE_MARGIN,
                              WAVE_MARGIN};
    check_columns(&area, dims, 2);
}

/* True at every zoom from 8 to a million positions, for fast and slow dimensions, near zero and far out. */
static void test_curves_at_every_span(void **state)
{
    (void)state;
    static const uint64_t offsets[] = {0, 12345, 999999990};
    static const int sizes[][2] = {{120, 40}, {160, 50}, {80, 24}};
    for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++) {
        app.params.offset = offsets[i];
        resize(sizes[i][0], sizes[i][1]);
        play("= + +"); /* 8 */
        int spans = 0;
        for (int last = 0; waves_span(&app) != last; spans++) {
            check_strips();
            for (app.dim = 0; app.dim < 15; app.dim += 5) {
                draw();
                check_large();
            }
            app.dim = 15;
            last = waves_span(&app);
            play("-");
        }
        assert_int_equal(spans, 18); /* 8 · 2^16 and a million */
        assert_int_equal(waves_span(&app), WAVES_SPAN_MAX);
    }
}

/* A wave denser than the dots fills its whole band, and the title says so. */
static void test_the_envelope_is_full(void **state)
{
    (void)state;
    for (int i = 0; i < 20; i++)
        play("-");
    struct waves_layout l = layout();
    for (int x = 2; x < l.curve_cols; x++)
        for (int r = 0; r < l.strip_rows; r++)
            assert_int_equal(frame_cell(&frame, BODY + l.strip_row + r, l.curve_col + x)->ch, 0x28FF);
    assert_non_null(strstr(row_text(BODY), "envelope"));
    play("=");
    assert_null(strstr(row_text(BODY), "envelope"));
}

/* ---- numbers read off the frame ------------------------------------------ */

static void test_wavelengths(void **state)
{
    (void)state;
    static const char *const lengths[] = {"6.28", "19.87", "62.83", "198.69", "628.32", "1986.92", "6283.19", "19869.18"};
    static const int sizes[][2] = {{80, 24}, {120, 40}, {240, 67}};
    for (size_t size = 0; size < 3; size++) {
        resize(sizes[size][0], sizes[size][1]);
        for (app.dim = 0; app.dim < 16; app.dim++) {
            char label[64], text[16];
            draw();
            int row = strip_row(app.dim), col = layout().length_col;
            snprintf(text, sizeof text, "%.2f", number_at(row, col));
            assert_string_equal(text, lengths[app.dim / 2]);
            assert_true(fabsl(2 * pi / omega(app.dim) - (long double)strtod(text, NULL)) < 0.0051L);
            snprintf(label, sizeof label, "%d %s ", app.dim, app.dim % 2 ? "cos" : "sin");
            assert_non_null(strstr(row_text(row), label));
            snprintf(label, sizeof label, "wavelength %s", lengths[app.dim / 2]);
            assert_non_null(strstr(row_text(BODY), label));
            snprintf(label, sizeof label, "frequency %.4Lg ", omega(app.dim));
            assert_non_null(strstr(row_text(BODY), label));
        }
    }
}

/* The hand's degrees, within their one decimal, and the arrow nearest to them. */
static void check_hands(long double position)
{
    static const uint32_t arrows[] = {0x2192, 0x2197, 0x2191, 0x2196, 0x2190, 0x2199, 0x2193, 0x2198};
    struct waves_layout l = layout();
    for (int i = 0; i < l.strips; i++) {
        int dim = app.shown.window.dim + i, row = strip_row(dim);
        long double degrees = fmodl(position * omega(dim) * 180 / pi, 360);
        double shown = number_at(row, l.hand_col + 2), off = fabs(shown - (double)degrees);
        if (off > 0.0501 && off < 359.9499)
            fail_msg("dimension %d at %.3Lf: %g degrees are shown, %Lg are right", dim, position, shown, degrees);
        assert_true(shown >= 0 && shown < 360);
        uint32_t arrow = frame_cell(&frame, row, l.hand_col + 1)->ch;
        long double sector = degrees / 45;
        bool between = fabsl(sector - floorl(sector) - 0.5L) < 1e-6L;
        assert_true(between || arrow == arrows[(int)(sector + 0.5L) % 8]);
    }
}

static void test_hands(void **state)
{
    (void)state;
    resize(240, 67);
    static const uint64_t offsets[] = {0, 1000, 999999990};
    for (size_t i = 0; i < 3; i++) {
        app.params.offset = offsets[i];
        play("g");
        for (int token = 0; token < 12; token++) {
            check_hands((long double)offsets[i] + token);
            play("j");
        }
    }
    app.params.offset = 0;
    play("g 7"); /* no such view: the token stays */
    play("p 7 Enter");
    assert_non_null(strstr(row_text(strip_row(0)), "41.1°")); /* 7 rad − 360° */
    assert_non_null(strstr(row_text(strip_row(2)), "126.8°"));
    assert_non_null(strstr(row_text(strip_row(4)), "40.1°"));
    assert_non_null(strstr(row_text(strip_row(6)), "12.7°"));
}

/* Every token's word, and its value below it, at 80 × 24 and wider. */
static void test_token_values(void **state)
{
    (void)state;
    static const int sizes[][2] = {{80, 24}, {100, 30}, {120, 40}, {240, 67}};
    for (size_t size = 0; size < 4; size++) {
        resize(sizes[size][0], sizes[size][1]);
        for (int dim = 0; dim < 16; dim++) {
            app.dim = dim;
            draw();
            struct waves_layout l = layout();
            for (int token = 0; token < 12; token++) {
                int col = l.plot_col + token * l.plot_cols / waves_span(&app), row = BODY + 1 + l.plot_rows;
                assert_int_equal((int)number_at(row, col), token);
                int decimals = l.plot_cols / waves_span(&app) - 4;
                double within = 0.5 * pow(10, -fmin(4, decimals)) + 1e-9;
                assert_true(fabs(number_at(row + 2, col) - (double)value(dim, token)) <= within);
                if (l.partner)
                    assert_true(fabs(number_at(row + 3, col) - (double)value(dim ^ 1, token)) <= within);
            }
        }
    }
}

/* The strips' values, at the token and at a position that plays between two. */
static void test_strip_values(void **state)
{
    (void)state;
    play("Space wait:1300"); /* 2 a second: 7 + 2.6 */
    struct waves_layout l = layout();
    for (int i = 0; i < l.strips; i++)
        assert_true(fabs(number_at(strip_row(i), l.value_col) - (double)value(i, 9.6L)) <= 0.5e-4 + 1e-9);
    check_hands(9.6L);
    assert_non_null(strstr(row_text(BODY + l.head_row), "playing at 9.6, 2 a second"));
}

/* ---- keys ---------------------------------------------------------------- */

static void test_span_keys(void **state)
{
    (void)state;
    assert_int_equal(waves_span(&app), 12);
    play("-");
    assert_int_equal(waves_span(&app), 24);
    play("=");
    assert_int_equal(waves_span(&app), 12);
    play("+");
    assert_int_equal(waves_span(&app), 8);
    play("+");
    assert_int_equal(waves_span(&app), 8);
    assert_non_null(strstr(app.message.text, "8 … 1000000"));
    for (int token = 0; token < 12; token++) { /* the selected token stays in sight */
        app.token = (size_t)token;
        draw();
        assert_true(app.waves.first <= (uint64_t)token && (uint64_t)token < app.waves.first + 8);
        assert_true(app.waves.first <= 4);
    }
    assert_int_equal(app.zoom, 0); /* the cells of the other views are left alone */
    play("=");
    assert_int_equal(app.waves.first, 0);
    play("C-l Tab \" and on\" Tab"); /* the sentence's own span grows with it */
    assert_int_equal(waves_span(&app), 16);
}

static void test_help_has_own_zoom_only(void **state)
{
    (void)state;
    int plus = 0;
    for (int i = 0; i < action_total(&app); i++) {
        const struct action *action = action_at(&app, i);
        plus += strcmp(action->keys, "+") == 0;
        char first[32];
        snprintf(first, sizeof first, "%.*s", (int)strcspn(action->keys, " "), action->keys);
        for (unsigned context = 1; context < CONTEXT_ANY; context <<= 1)
            if (action->contexts & context)
                assert_ptr_equal(action_find(&app, (enum context)context, key_parse(first, strlen(first))), action);
    }
    assert_int_equal(plus, 1);
}

static void test_mouse(void **state)
{
    (void)state;
    struct waves_layout l = layout();
    char keys[64];
    snprintf(keys, sizeof keys, "click:30,%d", BODY + l.strip_row + 5 * l.strip_rows);
    play(keys);
    assert_int_equal(app.dim, 5);
    assert_int_equal(app.token, 7);
    snprintf(keys, sizeof keys, "wheeldown:30,%d", BODY + l.strip_row + 2);
    play(keys);
    assert_int_equal(app.dim, 8); /* over the strips the wheel moves along the dimensions */
    assert_int_equal(app.token, 7);
    snprintf(keys, sizeof keys, "wheelup:30,%d", BODY + 3);
    play(keys);
    assert_int_equal(app.token, 4); /* over the large waves along the positions */
    snprintf(keys, sizeof keys, "click:%d,%d", l.plot_col + 10 * l.plot_cols / 12 + 1, BODY + 3);
    play(keys);
    assert_int_equal(app.token, 10);
}

/* ---- playing ------------------------------------------------------------- */

static void test_playing_moves_no_selection(void **state)
{
    (void)state;
    assert_int_equal(app_deadline(&app), -1);
    app.now = 5000;
    play("Space");
    assert_int_equal(app_deadline(&app), 5000 + WAVES_TICK_MS);
    for (int64_t now = 5000; now <= 65000; now += 50) {
        tick(now);
        struct waves_place place = waves_place(&app);
        double expected = 7 + 2.0 * (double)(now - 5000) / 1000;
        assert_true(fabs((double)place.position + place.part - expected) < 1e-6);
        assert_int_equal(app_deadline(&app), now + WAVES_TICK_MS);
        assert_true(app.waves.first <= place.position &&
                    place.position < app.waves.first + (uint64_t)waves_span(&app)); /* always in sight */
    }
    assert_int_equal(app.token, 7);
    assert_int_equal(app.dim, 2);
    check_hands(127);
    check_strips();
}

/* Whatever comes from a person stops it; time, the wheel and a resize do not. */
static void test_any_key_stops(void **state)
{
    (void)state;
    static const char *const keys[] = {"Space", "x",   "Right", "Tab", "Esc",  "F1", "C-l",  "M-1",      "7",  "(",   ")",
                                       "+",     "PgDn", "d",     "]",   "F12", "@",  "Enter", "paste:'a'", "t", "M-x", "click:20,20"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        app.now = 1000000 * (int64_t)i;
        play("Space");
        assert_true(app.waves.playing);
        tick(app.now + 50);
        tick(app.now + 50);
        send((struct event){.type = EVENT_RESIZE, .rows = 40, .cols = 120, .now_ms = app.now});
        send((struct event){.type = EVENT_MOUSE, .mouse = MOUSE_WHEEL_DOWN, .target = {.kind = TARGET_DIM}, .now_ms = app.now});
        assert_true(app.waves.playing);
        play(keys[i]);
        if (app.waves.playing)
            fail_msg("%s does not stop it", keys[i]);
        tick(app.now + MARK_MS); /* what changed is marked no more */
        assert_int_equal(app_deadline(&app), -1);
        double stood = app.waves.travelled;
        tick(app.now + 10000);
        assert_true(fabs(app.waves.travelled - stood) < 1e-12);
        app.view = view_find("waves");
        app.focus = FOCUS_BODY;
        app.help = false;
        app.prompt.kind = NULL;
        app.params.offset = 0;
        play("=");
    }
}

static void test_stopping_and_going_on(void **state)
{
    (void)state;
    play("Space wait:1000 Space"); /* only stops */
    assert_false(app.waves.playing);
    assert_int_equal(waves_place(&app).position, 9);
    play("l"); /* dimensions can be looked at where it stopped */
    assert_int_equal(waves_place(&app).position, 9);
    play("Space");
    assert_true(app.waves.playing);
    tick(app.now + 1000);
    assert_int_equal(waves_place(&app).position, 11);
    play("k"); /* another token: the mark is there again */
    assert_int_equal(app.token, 6);
    assert_int_equal(waves_place(&app).position, 6);
    assert_false(app.waves.away);
    play("Space");
    tick(app.now + 1000);
    play("=");
    assert_int_equal(waves_place(&app).position, 6);
}

static void test_speed(void **state)
{
    (void)state;
    double last = waves_speed(&app);
    for (int i = 0; i < 30; i++, last = waves_speed(&app)) {
        play(")");
        assert_true(waves_speed(&app) > last || i > 12);
    }
    assert_true(fabs(last - 1e5) < 1e-9);
    assert_non_null(strstr(app.message.text, "100000 positions a second"));
    play("Space");
    tick(app.now + 10000);
    assert_int_equal(waves_place(&app).position, 1000007);
    check_hands(1000007);
    app.waves.travelled = 1e12; /* far out it ends by itself */
    tick(app.now + 2000000000000);
    assert_false(app.waves.playing);
    assert_true(waves_place(&app).position < POSENC_POS_MAX);
    for (int i = 0; i < 30; i++)
        play("(");
    assert_true(fabs(waves_speed(&app) - 0.5) < 1e-12);
}

/* ---- clock --------------------------------------------------------------- */

/* The hand's farthest dot stands at the angle, within a dot and a half. */
static void test_clock_hand(void **state)
{
    (void)state;
    static const unsigned bit[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    for (int rows = 5; rows <= 12; rows++)
        for (int i = 0; i < 360; i++) {
            assert_true(frame_start(&frame, rows, 2 * rows, false, role_style(ROLE_BACK, DEPTH_TRUE)));
            struct canvas c = {&frame, &caps, 0, 0, rows, 2 * rows};
            clock_draw(&c, rows, i / 360.0, ROLE_ACCENT);
            double middle = (4 * rows - 1) / 2.0, x = 0, y = 0;
            for (int d = 0; d < 4 * rows; d++)
                for (int r = 0; r < 4 * rows; r++) {
                    const struct cell *cell = frame_cell(&frame, d / 4, r / 2);
                    double right = r - middle, up = middle - d;
                    bool rim = hypot(right, up) > middle - 0.75;
                    if (cell->fg == SLOT_ACCENT && cell->ch & bit[d % 4][r % 2] && !rim && hypot(right, up) > hypot(x, y)) {
                        x = right;
                        y = up;
                    }
                }
            double angle = (double)pi * i / 180, across = x * sin(angle) - y * cos(angle);
            assert_true(fabs(across) < 1.5 && x * cos(angle) + y * sin(angle) > 0.86 * middle - 1.5);
        }
}

static void test_degrees(void **state)
{
    (void)state;
    static const struct {
        double turn;
        const char *text;
    } cases[] = {{0, "0.0°"}, {0.25, "90.0°"}, {0.99987, "0.0°"}, {0.99985, "359.9°"}, {0.5, "180.0°"}, {0.000138, "0.0°"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str out = STR_EMPTY;
        clock_degrees(&out, cases[i].turn, false);
        assert_string_equal(str_text(&out), cases[i].text);
        str_free(&out);
    }
}

/* ---- any state ------------------------------------------------------------ */

static void assert_frame_sound(void)
{
    assert_int_equal(frame.rows, app.rows);
    for (int row = 0; row < frame.rows; row++)
        for (int col = 0; col < frame.cols; col++) {
            const struct cell *c = frame_cell(&frame, row, col);
            assert_true(c->width <= 2 && c->fg < SLOT_COUNT && c->bg < SLOT_COUNT);
            if (c->width)
                assert_true(c->ch >= ' ' && c->ch != 0x7F && (!caps.ascii || c->ch < 0x7F));
        }
    for (int i = 0; i < frame.hit_count; i++)
        assert_true(frame.hits[i].target.dim >= 0 && frame.hits[i].target.dim < app.params.d_model);
}

static void test_every_state(void **state)
{
    (void)state;
    static const int widths[] = {1, 20, 23, 40, 59, 60, 99, 100, 109, 110, 111, 160, 500}, ds[] = {1, 2, 7, 16, 512, 16384};
    static const char *const texts[] = {"", "you", "狗 \t \x1b[31m \xff you", app_default_text};
    struct err e;
    srand(5);
    for (int rows = 1; rows <= 70; rows++)
        for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
            const char *text = texts[rand() % 4];
            assert_true(app_set_text(&app, text, strlen(text), &e));
            app.params.d_model = ds[rand() % 6];
            app.params.scheme = rand() % scheme_count;
            app.params.layout = (enum posenc_layout)(rand() % 2);
            app.params.offset = rand() % 2 ? OFFSET_MAX : (uint64_t)rand() % 100;
            app.params.base = rand() % 3 ? 10000 : 1e300;
            app.dim = rand() % app.params.d_model;
            app.waves.span = rand() % 2 ? 0 : 1 << (3 + rand() % 16);
            app.waves.away = rand() % 2;
            app.waves.travelled = rand() % 100000;
            app.waves.from = app.params.offset + app.token;
            caps = (struct caps){(enum depth)(rand() % DEPTH_COUNT), rand() % 2};
            resize(widths[i], rows);
            assert_frame_sound();
        }
}

/* With very many tokens one keystroke costs what is on screen, and the axis still holds the selected one. */
static void test_many_tokens(void **state)
{
    (void)state;
    struct err e;
    struct str text = STR_EMPTY;
    for (int i = 0; i < 100000; i++)
        str_adds(&text, "you ");
    assert_true(app_set_text(&app, str_text(&text), text.len, &e));
    str_free(&text);
    draw();
    assert_int_equal(app.pipeline.count, 100000);
    assert_int_equal(waves_span(&app), 100000);
    check_strips();
    play("G");
    uint64_t before = app.pipeline.computed_p;
    play("k");
    assert_true(app.pipeline.computed_p - before <= 2);
    assert_int_equal(app.token, 99998);
    check_hands(99998);
    play("+ + + + + +");
    assert_true(app.waves.first <= 99998 && 99998 < app.waves.first + (uint64_t)waves_span(&app));
    check_large();
}

/* Schemes without pairs: P's curve and value, and no hand. */
static void test_other_schemes(void **state)
{
    (void)state;
    app.params.scheme = scheme_find("index");
    draw();
    struct waves_layout l = layout();
    assert_int_equal(l.hand_col, -1);
    assert_int_equal(l.length_col, -1);
    for (int dim = 0; dim < l.strips; dim++)
        assert_true(fabs(number_at(strip_row(dim), l.value_col) - 7) < 1e-9);
    app.params.scheme = scheme_find("binary");
    for (int token = 0; token < 12; token++) {
        app.token = (size_t)token;
        draw();
        for (int dim = 0; dim < l.strips; dim++)
            assert_int_equal((int)number_at(strip_row(dim), l.value_col), token >> dim & 1);
    }
}

/* Axes go to round numbers that are not below what they must show. */
static void test_axis_ends(void **state)
{
    (void)state;
    static const double cases[][2] = {{1, 1}, {1.09, 2}, {11, 11}, {12.5, 20}, {999, 999}, {1000, 1000}, {1001, 2000}, {4e8, 5e8}, {1000000002, 2e9}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(fabs(wave_full(cases[i][0]) - cases[i][1]) < 1e-6);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_curves_at_every_span),
        TEST(test_the_envelope_is_full),
        TEST(test_wavelengths),
        TEST(test_hands),
        TEST(test_token_values),
        TEST(test_strip_values),
        TEST(test_span_keys),
        TEST(test_help_has_own_zoom_only),
        TEST(test_mouse),
        TEST(test_playing_moves_no_selection),
        TEST(test_any_key_stops),
        TEST(test_stopping_and_going_on),
        TEST(test_speed),
        TEST(test_clock_hand),
        TEST(test_degrees),
        TEST(test_every_state),
        TEST(test_many_tokens),
        TEST(test_other_schemes),
        TEST(test_axis_ends),
    };
    return cmocka_run_group_tests_name("waves", tests, NULL, NULL);
}
