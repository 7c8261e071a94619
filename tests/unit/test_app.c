/* The state: what each key does, in every context, by playing key scripts and
 * looking at the state; then random keys, at random sizes, with the views drawn. */
#include "unit/stage.h"

#include "unit/random_events.h"

#include "app/update/update.h"
#include "app/state/action.h"
#include "app/input/keyname.h"
#include "app/state/view.h"
#include "read_whole.h"
#include "within.h"

static int setup(void **state)
{
    (void)state;
    return stage("pipeline", FOCUS_SENTENCE, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

static const char *text(void)
{
    return text_bytes(&app.line.text);
}

static void test_start(void **state)
{
    (void)state;
    assert_string_equal(text(), app_default_text);
    assert_int_equal(app.pipeline.count, 12);
    assert_int_equal(app.dim, 2);
    assert_int_equal(app.focus, FOCUS_SENTENCE);
    assert_int_equal(app.pipeline.fresh_count, 0);
    assert_int_equal(app_deadline(&app), -1); /* nothing is due: the program sleeps */
}

/* The first thing that is seen must not make one number of two: the position and the index of the
 * selected word differ. */
static void test_position_and_index_differ_at_the_start(void **state)
{
    (void)state;
    struct app start;
    struct err e;
    assert_true(app_init(&start, &app.corpus, &e));
    assert_true(app_read(&start, &e));
    assert_int_equal(start.token, 1);
    assert_int_equal(start.dim, 2);
    assert_int_not_equal(pipeline_position(&start.pipeline, start.token),
                         pipeline_index(&start.pipeline, start.token));
    assert_int_equal(pipeline_index(&start.pipeline, start.token), 7);
    app_free(&start);
}

static void test_typing_selects_what_is_typed(void **state)
{
    (void)state;
    play("\" again\"");
    assert_int_equal(app.pipeline.count, 13);
    assert_int_equal(app.token, 12);
    play("Home");
    assert_int_equal(app.token, 0);
    play("\"Now \"");
    assert_int_equal(app.token, 0);
    assert_int_equal(app.pipeline.count, 14);
    play("M-f M-f");
    assert_int_equal(app.token, 2);
    play("C-u C-k");
    assert_int_equal(app.pipeline.count, 0);
    assert_int_equal(app.token, 0);
    play("C-_ C-_");
    assert_int_equal(app.pipeline.count, 14);
}

static void test_digits_and_letters_are_text_in_the_sentence(void **state)
{
    (void)state;
    play("C-e q 1 ? [ - Space d");
    assert_non_null(strstr(text(), "dieq1?[- d"));
}

static void test_selection(void **state)
{
    (void)state;
    static const struct {
        const char *keys;
        size_t token;
        int dim;
    } cases[] = {
        {"Tab", 7, 2},        {"Right l l", 7, 5}, {"Left h", 7, 3},   {"Up k", 5, 3},
        {"Down j j", 8, 3},   {"g", 0, 3},         {"k", 0, 3},        {"G", 11, 3},
        {"j", 11, 3},         {"$", 11, 15},       {"l", 11, 15},      {"0", 11, 0},
        {"h", 11, 0},         {"End", 11, 15},     {"Home", 11, 0},    {"d 1 2 Enter", 11, 12},
        {"p 3 Enter", 3, 12}, {"p Escape", 3, 12}, {"d Enter", 3, 12}, {"PgUp", 0, 12},
        {"PgDn", 11, 12},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char keys[64];
        snprintf(keys, sizeof keys, "%s", cases[i].keys);
        char *escape = strstr(keys, "Escape");
        if (escape) memcpy(escape, "Esc   ", 6);
        play(keys);
        if (app.token != cases[i].token || app.dim != cases[i].dim)
            fail_msg("after %s: token %zu, dimension %d", cases[i].keys, app.token, app.dim);
    }
}

static void test_a_wrong_answer_keeps_the_question(void **state)
{
    (void)state;
    play("Tab d 9 9 Enter");
    assert_non_null(app.prompt.kind);
    assert_non_null(strstr(app.prompt.error.text, "0 to 15"));
    play("C-u 4 Enter");
    assert_null(app.prompt.kind);
    assert_int_equal(app.dim, 4);
    play("] p 0 Enter"); /* position 0 is before the sentence now */
    assert_non_null(app.prompt.kind);
    assert_string_equal(app.prompt.error.text,
                        "the text stands at 1 … 12: :offset 0 moves it there");
    play("C-u '100000' Enter"); /* a position that the text can be moved to */
    assert_non_null(strstr(app.prompt.error.text, ":offset 100000 moves it there"));
    play("C-u '9999999999' Enter");
    assert_non_null(strstr(app.prompt.error.text, "1 to 12"));
    play("Esc");
}

/* The row below the sentence. */
static const char *index_row(void)
{
    static char text[512];
    int n = 0;
    for (int col = 0; col < frame.cols && n < 500; col++) {
        uint32_t ch = frame_cell(&frame, frame.rows >= 24 ? 3 : 2, col)->ch;
        text[n++] = ch < 0x80 ? (char)ch : '.';
    }
    text[n] = 0;
    return text;
}

static void text_is(const char *text)
{
    struct err e;
    assert_true(app_set_text(&app, text, strlen(text), &e));
    draw();
}

/* Each index stands whole, apart from the others, or not at all: a dot is left, where it has room. */
static void test_indices_stand_apart(void **state)
{
    (void)state;
    play("size:80x24 Tab");
    text_is("zq xq q z"); /* four new words: 1043 … 1046 */
    static const char *const rows[] = {" # 1043  . 1046 ", " # .  1044 1046 ", " # .  .  1045 ",
                                       " # .  .  . 1046 "};
    for (size_t token = 0; token < 4; token++) {
        app.token = token;
        draw();
        if (strncmp(index_row(), rows[token], strlen(rows[token])) != 0)
            fail_msg("token %zu: %s", token, index_row());
    }
    app.token = 0;
    play("size:40x12");
    text_is(
        "aaa bbb zzz yyy xxx uuu ttt sss rrrrrr"); /* the last one's index would end past the edge */
    for (app.token = 0; app.token < 9; app.token++) {
        char want[16];
        draw();
        snprintf(want, sizeof want, " %u", 1043 + (unsigned)app.token);
        if (!strstr(index_row(), want))
            fail_msg("token %zu: no%s in %s", app.token, want, index_row());
        char row[64];
        const char *counts = strstr(index_row(), " 9 tokens");
        assert_non_null(counts);
        snprintf(row, sizeof row, "%.*s", (int)(counts - index_row()), index_row());
        for (const char *at = strtok(row + 2, " "); at; at = strtok(NULL, " "))
            assert_true(strcmp(at, ".") == 0 || (strlen(at) == 4 && strtol(at, NULL, 10) >= 1043));
    }
    app.token = 0;
}

static void test_parameters(void **state)
{
    (void)state;
    const struct params *p = &app.params;
    play("Tab M");
    assert_int_equal(p->d_model, 32);
    play("m m m m m m m"); /* down to 1, and no further */
    assert_int_equal(p->d_model, 1);
    assert_int_equal(app.dim, 0);
    play("M M M M M M M M M M M M M M M M");
    assert_int_equal(p->d_model, POSENC_D_MAX);
    play("b b b");
    assert_true(p->base > 9.99 && p->base < 10.01);
    play("b"); /* a base of 1 cannot be */
    assert_true(p->base > 9.99 && p->base < 10.01);
    assert_non_null(strstr(app.message.text, "more than 1"));
    play("B");
    assert_true(p->base > 99.9 && p->base < 100.1);
    play("s L i r u ] }");
    assert_false(p->scale);
    assert_int_equal(p->layout, LAYOUT_SPLIT);
    assert_int_equal(p->init, INIT_UNIT_NORMAL);
    assert_int_equal(p->seed, 2);
    assert_true(p->frozen);
    assert_int_equal(p->offset, 11);
    play("[ {");
    assert_int_equal(p->offset, 0);
    play("[");
    assert_int_equal(p->offset, 0);
    for (int i = 0; i < scheme_real_count; i++) play("c");
    assert_int_equal(p->scheme, 0);
    play("C");
    assert_int_equal(p->scheme, scheme_real_count - 1); /* the wrong formulas are not among them */
    play("T");
    assert_string_equal(app.vocab.tokenizer->name, "character");
    play("T");
    assert_string_equal(app.vocab.tokenizer->name, "byte");
    assert_int_equal(app.pipeline.count, strlen(app_default_text));
}

static void test_moving_a_token(void **state)
{
    (void)state;
    play("Tab g >");
    assert_string_equal(text(), "you When play the game of thrones you win or you die");
    assert_int_equal(app.token, 1);
    play("> <");
    assert_string_equal(text(), "you When play the game of thrones you win or you die");
    play("g <");
    assert_non_null(strstr(app.message.text, "first"));
    play("G >");
    assert_non_null(strstr(app.message.text, "last"));
    play("Tab C-_ C-_ C-_");
    assert_string_equal(text(), app_default_text);
}

/* Text is found whatever its case, across tokens, around the end, either way. */
static void test_find(void **state)
{
    (void)state;
    play("Tab g / \"YOU\" Enter");
    assert_int_equal(app.token, 1);
    play("n");
    assert_int_equal(app.token, 7);
    play("n n");
    assert_int_equal(app.token, 1);
    play("N");
    assert_int_equal(app.token, 10);
    play("N");
    assert_int_equal(app.token, 7);
    play("/ \"or you\" Enter");
    assert_int_equal(app.token, 9);
    play("/ \"zebra\" Enter");
    assert_non_null(app.prompt.kind); /* the question stays, and says so */
    assert_non_null(strstr(app.prompt.error.text, "not in the sentence"));
    play("Esc n"); /* what was found before counts still */
    assert_int_equal(app.token, 9);
    play("Tab C-u C-k Tab n");
    assert_non_null(strstr(app.message.text, "not in the sentence"));
}

/* A long text: its first screen is there at once, the rest is read by and by, with keys in between. */
static void test_a_long_text(void **state)
{
    (void)state;
    enum { TIMES = 60 };
    struct str long_text = STR_EMPTY;
    struct err e;
    for (int i = 0; i < TIMES; i++)
        assert_true(str_add(&long_text, corpus_builtin, corpus_builtin_len) &&
                    str_addf(&long_text, " quokka%d ", i));
    app.read_step = 50000;
    app.token = 100000; /* as it was last time */
    assert_true(app_take_text(&app, &long_text, &e));
    draw();
    assert_false(pipeline_complete(&app.pipeline));
    assert_true(app.pipeline.count > 40 && app.pipeline.indexed < 100000);
    assert_int_equal(app_deadline(&app), app.now);
    assert_int_equal(app_token(&app), 100000);
    play("Home \"Now \" Tab / \"quokka50\" Enter"); /* that far it is not read yet */
    assert_false(pipeline_complete(&app.pipeline));
    int ticks = 0;
    for (; !pipeline_complete(&app.pipeline); ticks++) {
        struct event tick = {.type = EVENT_TICK, .now_ms = app.now};
        size_t indexed = app.pipeline.indexed;
        app_update(&app, &tick);
        draw();
        assert_within(app.pipeline.indexed, indexed + 1, indexed + 55000);
    }
    assert_true(ticks > 10);
    assert_string_equal(pipeline_word(&app.pipeline, pipeline_index(&app.pipeline, app.token)).text,
                        "quokka50");
    assert_int_equal(app.pipeline.fresh_count, TIMES);
    assert_true(app_deadline(&app) != app.now);
    size_t count = app.pipeline.count;
    play("Tab C-Home C-e \" end\""); /* typed at the far end, and taken back */
    assert_int_equal(app.pipeline.count, count + 1);
    assert_int_equal(app.token, count);
    play("C-_");
    assert_int_equal(app.pipeline.count, count);
    assert_true(pipeline_complete(&app.pipeline));
}

/* A selection further on than the text is read is kept, unless a key moves it. */
static void test_selected_later(void **state)
{
    (void)state;
    struct err e;
    for (int moved = 0; moved < 2; moved++) {
        assert_true(app_set_text(&app, "", 0, &e));
        draw();
        app.read_step = 10000;
        app.token = 6000;
        assert_true(app_set_text(&app, corpus_builtin, corpus_builtin_len, &e));
        draw();
        assert_true(app.token < 6000);
        app.focus = FOCUS_BODY;
        if (moved) play("g");
        while (!pipeline_complete(&app.pipeline)) draw();
        assert_int_equal(app.token, moved ? 0 : 6000);
    }
}

static void test_zoom(void **state)
{
    (void)state;
    assert_int_equal(app.shown.cell_cols, 2); /* all sixteen dimensions fit */
    assert_int_equal(app.shown.window.dims, 16);
    play("Tab +");
    assert_int_equal(app.shown.cell_cols, 3);
    assert_true(app.shown.window.dims < 16);
    play("+ + + + +");
    assert_int_equal(app.shown.cell_cols, 8);
    play("$"); /* scrolls so that the selection stays in sight */
    assert_true(app.shown.window.dim + app.shown.window.dims == 16);
    play("=");
    assert_int_equal(app.shown.cell_cols, 2);
    play("- -");
    assert_int_equal(app.shown.cell_cols, 1);
}

static void test_marks_fade(void **state)
{
    (void)state;
    play("wait:1000 Home x Left"); /* the word is at its end */
    assert_true(app.marks);
    assert_int_equal(app_deadline(&app), app.marks_end);
    struct event tick = {.type = EVENT_TICK, .now_ms = app.marks_end - 1};
    app_update(&app, &tick);
    assert_true(app.marks);
    tick.now_ms = app.marks_end;
    app_update(&app, &tick);
    assert_false(app.marks);
    assert_int_equal(app_deadline(&app), -1);
}

static void test_mouse(void **state)
{
    (void)state;
    play("click:34,9"); /* in E, third token row, dimension (34 − 18) / 2 */
    assert_int_equal(app.token, 2);
    assert_int_equal(app.dim, 8);
    assert_int_equal(app.focus, FOCUS_BODY);
    play("click:5,11");
    assert_int_equal(app.token, 4);
    play("click:54,6"); /* the heading of P: its first dimension */
    assert_int_equal(app.dim, 0);
    play("wheeldown:30,10");
    assert_int_equal(app.token, 7);
    play("wheelup:30,10");
    assert_int_equal(app.token, 4);
    play("click:3,2");
    assert_int_equal(app.focus, FOCUS_SENTENCE);
    assert_int_equal(app.line.cursor, 0);
    play("click:8,2 x");
    assert_int_equal(strncmp(text(), "When xyou", 9), 0);
    play("click:90,30"); /* in the waves: a token by its place */
    assert_int_equal(app.focus, FOCUS_BODY);
    assert_int_equal(app.token, 9);
}

static void test_paste_is_taken_whole(void **state)
{
    (void)state;
    play("Tab paste:\" q [ \\e[31m\\n end\"");
    assert_int_equal(app.focus, FOCUS_SENTENCE);
    assert_non_null(strstr(text(), "die q [ \033[31m\n end"));
    play("C-_");
    assert_string_equal(text(), app_default_text);
}

/* What would not fit is refused in one line that gives the limit, and nothing is lost. */
static void test_a_full_text(void **state)
{
    (void)state;
    struct str longer = STR_EMPTY;
    struct err e;
    size_t len = text_len(&app.line.text), max = len + 6;
    app.line.text.max = max;
    struct event paste = {.type = EVENT_PASTE, .text = "a longer text", .len = 13};
    app_update(&app, &paste);
    assert_non_null(strstr(app.message.text, "would have more than 58 bytes: it stays as it was"));
    assert_string_equal(text(), app_default_text);
    play("C-e \" end!!\"");
    assert_int_equal(text_len(&app.line.text), max);
    play("\"?\"");
    assert_non_null(strstr(app.message.text, "58 bytes"));
    play("C-w C-y");
    assert_int_equal(text_len(&app.line.text), max);
    assert_string_equal(app.message.text, "");
    play("C-y");
    assert_non_null(strstr(app.message.text, "58 bytes"));
    assert_int_equal(text_len(&app.line.text), max);
    play("Home C-d \"w\""); /* it can be edited still */
    assert_int_equal(text_len(&app.line.text), max);
    assert_true(str_add(&longer, corpus_builtin, max + 1));
    assert_false(app_set_text(&app, longer.data, longer.len, &e));
    assert_non_null(strstr(e.text, "the text has 59 bytes; at most 58 are read"));
    assert_false(app_take_text(&app, &longer, &e));
    assert_int_equal(longer.len, max + 1);
    assert_int_equal(text_len(&app.line.text), max);
    str_free(&longer);
}

static void test_effects(void **state)
{
    (void)state;
    assert_int_equal(play("C-z"), EFFECT_SUSPEND);
    assert_int_equal(play("C-l"), EFFECT_REDRAW);
    assert_int_equal(play("C-c"), EFFECT_QUIT);
    assert_int_equal(play("Tab F1 q"), 0); /* closes the help only */
    assert_int_equal(play("q"), EFFECT_QUIT);
}

/* Every action has keys that parse, and no two actions share a key in a context. */
static void test_key_table(void **state)
{
    (void)state;
    for (int i = 0; i < action_count; i++) {
        char keys[128];
        snprintf(keys, sizeof keys, "%s", actions[i].keys);
        for (char *name = strtok(keys, " "); name; name = strtok(NULL, " ")) {
            uint32_t key = key_parse(name, strlen(name));
            assert_int_not_equal(key, KEY_NONE);
            for (unsigned context = 1; context < CONTEXT_ANY; context <<= 1)
                if ((actions[i].contexts & context) &&
                    action_find(&app, (enum context)context, key) != &actions[i])
                    fail_msg("%s of %s is taken in context %u", name, actions[i].name, context);
        }
        assert_true(actions[i].help && *actions[i].help);
        assert_true(!actions[i].hint == !actions[i].hint_keys);
    }
}

/* Every view has a name of its own and all that a row needs. */
static void test_view_table(void **state)
{
    (void)state;
    assert_int_equal(view_total(views), view_count);
    for (int i = 0; i < view_count; i++) {
        assert_int_equal(view_find(views, views[i].name), i);
        assert_true(views[i].title && views[i].model && views[i].shown && views[i].draw);
    }
    assert_int_equal(view_find(views, "none of these"), -1);
}

/* The frame is whole: every cell safe to show, wide characters paired, the cursor inside. */
static void assert_frame_sound(void)
{
    assert_int_equal(frame.rows, app.rows);
    assert_int_equal(frame.cols, app.cols);
    assert_true(frame.cursor_row < frame.rows && frame.cursor_col < frame.cols);
    for (int row = 0; row < frame.rows; row++)
        for (int col = 0; col < frame.cols; col++) {
            const struct cell *c = frame_cell(&frame, row, col);
            assert_true(c->width <= 2 && c->fg < SLOT_COUNT && c->bg < SLOT_COUNT);
            if (c->width == 2)
                assert_true(col + 1 < frame.cols && frame_cell(&frame, row, col + 1)->width == 0);
            if (c->width == 0)
                assert_true(col > 0 && frame_cell(&frame, row, col - 1)->width == 2);
            else
                assert_true(c->ch >= ' ' && c->ch != 0x7F && (c->ch < 0x80 || c->ch >= 0xA0) &&
                            (caps.text != SAFE_ASCII || c->ch < 0x7F));
        }
}

static void assert_as_from_scratch(void)
{
    struct pipeline fresh = {0}, *p = &app.pipeline;
    struct err e;
    const struct window *w = &p->rows.window;
    assert_true(read_whole(&fresh, &app.vocab, text(), text_len(&app.line.text), &app.params, &e));
    assert_true(pipeline_look(&fresh, w, &e));
    size_t cells = (size_t)w->rows * (size_t)w->dims;
    assert_int_equal(fresh.count, p->count);
    assert_true(!cells || memcmp(fresh.rows.x, p->rows.x, cells * sizeof(float)) == 0);
    for (size_t i = 0; i < p->count; i++)
        assert_int_equal(pipeline_index(&fresh, i), pipeline_index(p, i));
    assert_memory_equal(&fresh.figures.norm_p, &p->figures.norm_p, sizeof(double));
    assert_int_equal(fresh.figures.still, p->figures.still);
    read_whole_free(&fresh);
}

static void assert_in_place(void)
{
    size_t count = app.pipeline.count;
    assert_true(pipeline_complete(&app.pipeline) &&
                app.pipeline.text_len == text_len(&app.line.text));
    assert_true(app.token < count || (app.token == 0 && count == 0));
    assert_true(app.dim >= 0 && app.dim < app.params.d_model &&
                app.line.cursor <= text_len(&app.line.text));
    assert_true(app.view >= 0 && app.view < view_count);
    assert_true(app.view != view_find(views, "vocabulary") ||
                app.vocabulary.at < vocabulary_size(&app));
}

/* One to fifty events that are not drawn in between, a thousand and more a second. */
static int play_burst(int64_t *now)
{
    int events = rand() % 4 ? 1 + rand() % 50 : 1;
    if (rand() % 10 == 0) caps = stage_caps(rand(), rand(), rand() % 2);
    app.read_step = rand() % 3 ? 0 : 1 + (size_t)rand() % 100;
    for (int i = 0; i < events; i++) {
        struct event event = random_event(*now);
        *now += rand() % 100 == 0;
        take_event(&event);
        keep_small();
    }
    return events;
}

/* Any keys, clicks, pastes, sizes and corpora, in bursts: sound frames, and what the pipeline
 * holds is what one made from the same text and parameters would hold. */
static void test_random_events(void **state)
{
    (void)state;
    const char *wanted = getenv("EVENTS"); /* make soak asks for a million */
    int events = wanted && *wanted ? atoi(wanted) : 60000;
    int64_t now = 0;
    srand(17);
    for (int bursts = 0; events > 0; bursts++) {
        events -= play_burst(&now);
        for (draw(); !pipeline_complete(&app.pipeline);) draw();
        assert_frame_sound();
        assert_in_place();
        if (bursts % 5 == 0) assert_as_from_scratch();
        now += rand() % 40;
    }
    phrase = "";
}

/* Every size from 1 × 1 up, and the view from scratch is the same as after moving there. */
static void test_every_size(void **state)
{
    (void)state;
    for (int rows = 1; rows <= 60; rows++)
        for (int cols = 1; cols <= 160; cols += 1 + cols / 12) {
            app.rows = rows;
            app.cols = cols;
            draw();
            assert_frame_sound();
        }
    app.rows = 200;
    app.cols = 500;
    draw();
    assert_frame_sound();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_start),
        TEST(test_position_and_index_differ_at_the_start),
        TEST(test_typing_selects_what_is_typed),
        TEST(test_digits_and_letters_are_text_in_the_sentence),
        TEST(test_selection),
        TEST(test_a_wrong_answer_keeps_the_question),
        TEST(test_indices_stand_apart),
        TEST(test_parameters),
        TEST(test_moving_a_token),
        TEST(test_find),
        TEST(test_a_long_text),
        TEST(test_selected_later),
        TEST(test_zoom),
        TEST(test_marks_fade),
        TEST(test_mouse),
        TEST(test_paste_is_taken_whole),
        TEST(test_a_full_text),
        TEST(test_effects),
        TEST(test_key_table),
        TEST(test_view_table),
        TEST(test_random_events),
        TEST(test_every_size),
    };
    return cmocka_run_group_tests_name("app", tests, NULL, NULL);
}
