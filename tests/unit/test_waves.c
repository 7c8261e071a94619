/* The Waves view's keys and mouse, playing, and that any state can be drawn. */
#include "app/update/update.h"
#include "app/state/action.h"
#include "app/input/keyname.h"
#include "unit/waves_screen.h"

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
                assert_ptr_equal(
                    action_find(&app, (enum context)context, key_parse(first, strlen(first))),
                    action);
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
                    place.position <
                        app.waves.first + (uint64_t)waves_span(&app)); /* always in sight */
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
    static const char *const keys[] = {"Space",     "x",   "Right", "Tab",        "Esc", "F1",
                                       "C-l",       "M-1", "7",     "(",          ")",   "+",
                                       "PgDn",      "d",   "]",     "F12",        "@",   "Enter",
                                       "paste:'a'", "t",   "M-x",   "click:20,20"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        app.now = 1000000 * (int64_t)i;
        play("Space");
        assert_true(app.waves.playing);
        tick(app.now + 50);
        tick(app.now + 50);
        send((struct event){.type = EVENT_RESIZE, .rows = 40, .cols = 120, .now_ms = app.now});
        send((struct event){.type = EVENT_MOUSE,
                            .mouse = MOUSE_WHEEL_DOWN,
                            .target = {.kind = TARGET_DIM},
                            .now_ms = app.now});
        assert_true(app.waves.playing);
        play(keys[i]);
        if (app.waves.playing) fail_msg("%s does not stop it", keys[i]);
        tick(app.now + MARK_MS); /* what changed is marked no more */
        assert_int_equal(app_deadline(&app), -1);
        double stood = app.waves.travelled;
        tick(app.now + 10000);
        assert_true(fabs(app.waves.travelled - stood) < 1e-12);
        app.view = view_find(views, "waves");
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
    for (int i = 0; i < 30; i++) play("(");
    assert_true(fabs(waves_speed(&app) - 0.5) < 1e-12);
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
                assert_true(c->ch >= ' ' && c->ch != 0x7F &&
                            (caps.text != SAFE_ASCII || c->ch < 0x7F));
        }
    for (int i = 0; i < frame.hit_count; i++)
        assert_true(frame.hits[i].target.dim >= 0 && frame.hits[i].target.dim < app.params.d_model);
}

static void test_every_state(void **state)
{
    (void)state;
    static const int widths[] = {1, 20, 23, 40, 59, 60, 99, 100, 109, 110, 111, 160, 500},
                     ds[] = {1, 2, 7, 16, 512, 16384};
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
            caps = (struct caps){.depth = (enum depth)(rand() % DEPTH_COUNT),
                                 .text = (enum safe_as)(rand() % 3)};
            caps.ascii = caps.text == SAFE_ASCII || rand() % 2;
            resize(widths[i], rows);
            assert_frame_sound();
        }
}

/* With very many tokens the axis still holds the selected one. */
static void test_many_tokens(void **state)
{
    (void)state;
    struct err e;
    struct str text = STR_EMPTY;
    for (int i = 0; i < 100000; i++) str_adds(&text, "you ");
    assert_true(app_set_text(&app, str_text(&text), text.len, &e));
    str_free(&text);
    resize(120, 29); /* on this height the sentence has one line, as BODY says */
    assert_int_equal(app.pipeline.count, 100000);
    assert_int_equal(waves_span(&app), 100000);
    check_strips();
    play("G");
    play("k");
    assert_int_equal(app.token, 99998);
    check_hands(99998);
    play("+ + + + + +");
    assert_true(app.waves.first <= 99998 && 99998 < app.waves.first + (uint64_t)waves_span(&app));
    check_large();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_span_keys),     TEST(test_help_has_own_zoom_only),
        TEST(test_mouse),         TEST(test_playing_moves_no_selection),
        TEST(test_any_key_stops), TEST(test_stopping_and_going_on),
        TEST(test_speed),         TEST(test_every_state),
        TEST(test_many_tokens),
    };
    return cmocka_run_group_tests_name("waves", tests, NULL, NULL);
}
