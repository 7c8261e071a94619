/* Events that come faster than they are drawn: what each does, it does to the state that the ones
 * before it left, whether that was read and drawn or not. */
#include "unit/stage.h"

#include <unistd.h>

#include "app/update/update.h"
#include "app/state/action.h"
#include "app/views/similarity.h"
#include "within.h"

#define HANGS 60 /* seconds; what never ends is ended */

static const char small_corpus[] = "a b c";

static int setup(void **state)
{
    (void)state;
    alarm(HANGS);
    return stage("pipeline", FOCUS_BODY, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

static void burst(const char *keys)
{
    play_script(keys, false);
}

static void train(const char *text)
{
    struct err e;
    const struct corpus corpus = {text, strlen(text), "small"};
    assert_true(app_set_corpus(&app, &corpus, &e));
}

static const char *text(void)
{
    return text_bytes(&app.line.text);
}

static void go(const char *view)
{
    app.view = view_find(views, view);
    draw();
}

/* Looking for text backwards from a token that was cut off. */
static void test_find_in_a_text_that_is_gone(void **state)
{
    (void)state;
    play("/ \"you\" Enter");
    burst("Tab C-e C-u Tab N");
    assert_string_equal(text(), "");
    assert_non_null(strstr(app.message.text, "not in the sentence"));
    draw();
    burst("Tab \"you and you\" Tab N");
    assert_int_equal(app.token, 0);
    draw();
}

static void test_find_reaches_the_text_that_was_just_pasted(void **state)
{
    (void)state;
    burst("Tab C-u C-k paste:\"one two three two\" Tab g / \"TWO\" Enter n");
    assert_int_equal(app.token, 3);
    burst("Tab C-u \"x two\" Tab g n");
    assert_int_equal(app.token, 1);
}

/* Every key of the list, the question and the wheel, when the vocabulary has just been replaced. */
static void test_list_of_a_vocabulary_that_was_just_built(void **state)
{
    (void)state;
    static const char *const keys[] = {
        "J",     "K", "C-f",       "C-b",   "/ w Enter", "/ \"#0\" Enter",
        "/ Esc", "n", "/ w Esc J", "n N n", "o f J",     "G K"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        for (int drawn = 0; drawn < 2; drawn++) {
            go("vocabulary");
            train(i % 2 ? small_corpus : "");
            burst(keys[i]);
            assert_true(app.pipeline.vocab == &app.vocab && pipeline_complete(&app.pipeline));
            assert_within(app.vocabulary.place.cursor, 0, vocabulary_size(&app) - 1);
            if (drawn) draw();
            play("Esc");
            app.focus = FOCUS_BODY;
        }
}

/* What was found in one vocabulary is no place to go on from in another. */
static void test_search_in_another_vocabulary(void **state)
{
    (void)state;
    static const char letters[] = "ab ac ad ae af ag ah ai aj ak al am an ao ap";
    go("vocabulary");
    train(letters);
    play("/ \"ao\" Enter C-u");
    assert_string_equal(pipeline_word(&app.pipeline, app.vocabulary.place.cursor).text, "ao");
    train(small_corpus);
    burst("J");
    assert_int_equal(app.vocabulary.search.found, VOCAB_NONE);
    burst("T n"); /* and what to look for is spelled otherwise */
    assert_non_null(strstr(app.message.text, "nothing is searched for yet"));
}

static void test_moving_a_token_that_is_not_there(void **state)
{
    (void)state;
    burst("G Tab C-e C-u \"a b c\" Tab >");
    assert_non_null(strstr(app.message.text, "last"));
    assert_string_equal(text(), "a b c");
    burst("<");
    assert_string_equal(text(), "a c b");
    burst("< <"); /* the token goes with it */
    assert_string_equal(text(), "c a b");
    assert_int_equal(app.token, 0);
    draw();
}

static void test_going_to_a_position(void **state)
{
    (void)state;
    burst("Tab C-e C-u \"a b\" Tab p 1 1 Enter");
    assert_non_null(app.prompt.kind); /* the text ends at 1 */
    assert_non_null(strstr(app.prompt.error.text, "0 … 1"));
    burst("C-u 1 Enter");
    assert_null(app.prompt.kind);
    assert_int_equal(app.token, 1);
    burst("] ] p 2 Enter");
    assert_int_equal(app.token, 0);
    burst("m m m d 2 Enter"); /* of 2 dimensions there is no third */
    assert_non_null(app.prompt.kind);
    burst("C-u 1 Enter");
    assert_int_equal(app.dim, 1);
    burst("m");
    draw();
    assert_int_equal(app.dim, 0);
}

/* Each of two steps counts, though the first was not drawn. */
static void test_steps_from_what_is_not_drawn(void **state)
{
    (void)state;
    assert_int_equal(app.shown.cell_cols, 2);
    burst("+ +");
    assert_int_equal(app.zoom, 4);
    burst("size:120x12 ? PgDn Down");
    assert_int_equal(app.help_row, app.shown.help_rows + 1);
    burst("Esc size:120x40");
    draw();
    int rows = app.shown.window.rows;
    burst("Tab C-a C-k paste:\"a b c d e f g h i j k l m n o p q r s t u v w x y z 1 2 3 4 5 6 7 8 "
          "9 0 a a a a a a "
          "a a a a a a a a a a a a a\" Tab g size:80x12 PgDn");
    assert_true(app.token > 0 && (int)app.token < rows - 1); /* a page of the low screen */
    draw();
    assert_int_equal(app.token, app.shown.window.rows - 1);
}

/* The other token of the Sum view is found in the text as it is now. */
static void test_pinning(void **state)
{
    (void)state;
    burst("5 Y");
    assert_true(app.sum.pinned);
    assert_int_equal(app.sum.pin, 1); /* after 10, which is the nearest to 7: round the end */
    draw();
    burst("Tab C-a C-k \"one two\" Tab Y");
    assert_non_null(strstr(app.message.text, "no other token"));
    burst("Tab \" one\" Tab g Y");
    assert_int_equal(app.sum.pin, 2);
    draw();
}

static void test_playing_from_another_token(void **state)
{
    (void)state;
    go("waves");
    play("Space wait:1000 Space");
    assert_true(app.waves.away && app.waves.travelled > 0);
    burst("g Space"); /* from the first token, not as far ahead of it as before */
    assert_true(app.waves.playing);
    assert_true(app.waves.travelled <= 0);
    draw();
    assert_true(app.waves.playing);
}

static void click(struct target target)
{
    const struct event event = {
        .type = EVENT_MOUSE, .mouse = MOUSE_PRESS, .target = target, .now_ms = app.now};
    app_update(&app, &event);
}

/* Clicks that name what has gone since the frame that they are of, or was never there. */
static void test_clicks_on_what_is_gone(void **state)
{
    (void)state;
    const struct target gone[] = {
        {.kind = TARGET_TAB, .index = view_count},
        {.kind = TARGET_TAB, .index = -1},
        {.kind = TARGET_TOKEN, .token = 11},
        {.kind = TARGET_TOKEN, .token = -1},
        {.kind = TARGET_CELL, .token = 11, .dim = 1},
        {.kind = TARGET_CELL, .token = 0, .dim = 8},
        {.kind = TARGET_TOKEN, .token = 2},
        {.kind = TARGET_DIM, .dim = 8},
        {.kind = TARGET_DIM, .dim = -1},
        {.kind = TARGET_OWN, .index = 6, .dim = -1},
        {.kind = TARGET_OWN, .index = 0, .dim = 8},
        {.kind = TARGET_OWN, .index = scheme_count},
        {.kind = TARGET_ACTION, .index = 10000},
        {.kind = TARGET_OWN, .index = SIMILARITY_SHIFT_MAX + 1},
        {.kind = TARGET_OWN, .index = 6},
    };
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++) {
        play("1 m"); /* d_model is 8 … */
        train(small_corpus);
        burst("Tab C-e C-u \"a b\" Tab G 0");
        assert_int_equal(app.params.d_model, 8);
        struct params before = app.params;
        click(gone[i]);
        if (app.token != 1 || app.dim != 0 || app.view != 0 ||
            memcmp(&before, &app.params, sizeof before) != 0 ||
            !strstr(app.message.text, "not there any more"))
            fail_msg("target %zu is taken: %s", i, app.message.text);
        draw();
        play("M");
    }
    burst("Tab C-u \"longer than it was\" C-a C-k Tab");
    click((struct target){.kind = TARGET_SENTENCE, .index = 40});
    assert_int_equal(app.line.cursor, 0);
    draw();
}

/* A text that is read in steps: keys in between see all that was edited, and what is not read yet is waited for. */
static void test_bursts_in_a_long_text(void **state)
{
    (void)state;
    struct str long_text = STR_EMPTY;
    struct err e;
    for (int i = 0; i < 20; i++)
        assert_true(str_add(&long_text, corpus_builtin, corpus_builtin_len));
    assert_true(str_adds(&long_text, " quokka "));
    app.read_step = 50000;
    assert_true(app_take_text(&app, &long_text, &e));
    burst("g / \"quokka\" Enter");
    assert_false(pipeline_complete(&app.pipeline));
    size_t read = app.pipeline.indexed;
    burst("n N n"); /* none of them reads on: that is between two looks */
    assert_within(app.pipeline.indexed, read, read + 50000);
    while (!pipeline_complete(&app.pipeline)) draw();
    assert_string_equal(pipeline_word(&app.pipeline, pipeline_index(&app.pipeline, app.token)).text,
                        "quokka");
    size_t last = app.token;
    burst("Tab C-e \"end\" Tab < G");
    assert_int_equal(app.token, last + 1);
    assert_string_equal(text_bytes(&app.line.text) + text_len(&app.line.text) - 10, "end quokka");
    str_free(&long_text);
    draw();
}

/* ---- as one by one ----------------------------------------------------- */

static uint32_t random_key(void)
{
    static const uint32_t often[] = {
        KEY_NAME_TAB,       KEY_NAME_ENTER, KEY_NAME_ESC,   KEY_NAME_PGDN,  KEY_NAME_PGUP,
        KEY_NAME_BACKSPACE, KEY_NAME_UP,    KEY_NAME_DOWN,  KEY_NAME_LEFT,  KEY_NAME_RIGHT,
        MOD_CTRL | 'u',     MOD_CTRL | 'k', MOD_CTRL | 'w', MOD_CTRL | '_', MOD_CTRL | 'e',
        MOD_CTRL | 'y',     MOD_CTRL | 'f', MOD_CTRL | 'b', MOD_ALT | '_',  MOD_ALT | '2'};
    int kind = rand() % 3;
    if (kind == 0) return often[(size_t)rand() % (sizeof often / sizeof *often)];
    return (uint32_t)(kind == 1 ? "12345678 jJkKnNgGyY/pd<>[]mM+-=oeTu"[rand() % 35]
                                : ' ' + rand() % 95);
}

static struct event random_event(int64_t now)
{
    struct event event = {.type = EVENT_KEY, .now_ms = now, .key = random_key()};
    if (rand() % 20 == 0)
        event = (struct event){
            .type = EVENT_PASTE, .now_ms = now, .text = "you \xFF die 狗 ", .len = 14};
    if (rand() % 30 == 0)
        event = (struct event){
            .type = EVENT_RESIZE, .now_ms = now, .rows = 1 + rand() % 60, .cols = 1 + rand() % 160};
    return event;
}

/* All that keys can reach and later keys rest on. */
static void reach(struct str *out)
{
    const struct params *p = &app.params;
    const struct vocabulary_place *place = &app.vocabulary.place;
    str_clear(out);
    str_addf(out, "view %d focus %d token %zu dim %d zoom %d tokenizer %d\n", app.view,
             (int)app.focus, app.token, app.dim, app.zoom, app.tokenizer);
    str_addf(out,
             "d %d base %g layout %d offset %llu scheme %d init %d seed %llu scale %d frozen %d\n",
             p->d_model, p->base, (int)p->layout, (unsigned long long)p->offset, p->scheme,
             (int)p->init, (unsigned long long)p->seed, p->scale, p->frozen);
    str_addf(out, "help %d prompt %s: %s\n", app.help ? app.help_row : -1,
             app.prompt.kind ? app.prompt.kind->label : "none",
             app.prompt.kind ? text_bytes(&app.prompt.line.text) : "");
    str_addf(out, "list %d pin %d away %d\n", place->browsing ? (int)place->cursor : -1,
             app.sum.pinned ? (int)app.sum.pin : -1, app.waves.away);
    str_addf(out, "cursor %zu of %s\n", app.line.cursor, text());
    assert_false(out->failed);
}

static void keep_small(void)
{
    if (app.params.d_model > 256) app.params.d_model = 16;
    if (text_len(&app.line.text) > 900) line_do(&app.line, LINE_KILL_START);
}

static void play_random(unsigned seed, int from, int events, bool drawn, int view, struct str *out)
{
    app_free(&app);
    assert_int_equal(stage(views[view].name, FOCUS_BODY, 120, 40, caps), 0);
    srand(seed);
    for (int i = 0; i < events; i++) {
        struct event event = random_event(1000);
        app_update(&app, &event);
        keep_small();
        if (drawn || i < from) draw();
    }
    draw();
    reach(out);
}

/* A burst does what its events would do one after the other, each read, placed and drawn. */
static void test_a_burst_does_what_its_events_do_one_by_one(void **state)
{
    (void)state;
    const char *wanted = getenv("BURSTS");
    int bursts = wanted && *wanted ? atoi(wanted) : 400;
    struct str one_by_one = STR_EMPTY, at_once = STR_EMPTY;
    alarm(0);
    for (int seed = 0; seed < bursts; seed++) {
        int events = 2 + seed % 60, from = seed % 4 ? 0 : events / 2;
        play_random((unsigned)seed, from, events, true, seed % view_count, &one_by_one);
        play_random((unsigned)seed, from, events, false, seed % view_count, &at_once);
        if (strcmp(str_text(&one_by_one), str_text(&at_once)) != 0)
            fail_msg("seed %d, %d events from %d:\n%snot as one by one:\n%s", seed, events, from,
                     str_text(&at_once), str_text(&one_by_one));
    }
    str_free(&one_by_one);
    str_free(&at_once);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_find_in_a_text_that_is_gone),
        TEST(test_find_reaches_the_text_that_was_just_pasted),
        TEST(test_list_of_a_vocabulary_that_was_just_built),
        TEST(test_search_in_another_vocabulary),
        TEST(test_moving_a_token_that_is_not_there),
        TEST(test_going_to_a_position),
        TEST(test_steps_from_what_is_not_drawn),
        TEST(test_pinning),
        TEST(test_playing_from_another_token),
        TEST(test_clicks_on_what_is_gone),
        TEST(test_bursts_in_a_long_text),
        TEST(test_a_burst_does_what_its_events_do_one_by_one),
    };
    return cmocka_run_group_tests_name("one_by_one", tests, NULL, NULL);
}
