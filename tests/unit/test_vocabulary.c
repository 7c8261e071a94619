/* The Vocabulary view: its list, its search and its rows by playing key scripts;
 * what is read off its frame; a vocabulary of a million words; random events. */
#define _GNU_SOURCE
#include <ctype.h>

#include "unit/stage.h"

#include "app/update/update.h"
#include "app/state/action.h"
#include "app/state/view.h"
#include "app/views/vocabulary.h"
#include "core/pipeline/word_search.h"
#include "view/marks/heat.h"
#include "view/vocabulary/vocabulary_parts.h"

static struct str shown_text;

static const struct vocabulary_model *model(void)
{
    return &app.vocabulary;
}

/* What must hold whenever the view is drawn. */
static void assert_rows_true(void)
{
    bool drawn = app.rows >= APP_ROWS_MIN && app.cols >= APP_COLS_MIN;
    if (!drawn || strcmp(views[app.view].name, "vocabulary") != 0) return;
    const struct vocabulary_rows *r = &model()->rows;
    static float row[POSENC_D_MAX];
    struct row_source table = pipeline_stored_table(&app.pipeline);
    assert_int_equal(r->rows, app.shown.own_rows < (int)vocabulary_size(&app)
                                  ? app.shown.own_rows
                                  : (int)vocabulary_size(&app));
    if (r->rows) assert_true(model()->at >= r->first && model()->at - r->first < (uint32_t)r->rows);
    for (int i = 0; i < r->rows; i++) {
        row_source_row(&table, r->first + (uint32_t)i, r->dim, r->dims, row);
        assert_memory_equal(row, r->e + (size_t)i * (size_t)r->dims, (size_t)r->dims * sizeof *row);
    }
}

static void start(const char *training, size_t n)
{
    const struct corpus corpus = {training, n, "built-in"};
    stage_check = assert_rows_true;
    assert_int_equal(stage_with(&corpus, "vocabulary", FOCUS_BODY, 120, 40,
                                (struct caps){.depth = DEPTH_TRUE, .ascii = false}),
                     0);
}

static int setup(void **state)
{
    (void)state;
    start(corpus_builtin, corpus_builtin_len);
    return 0;
}

static int finish(void **state)
{
    str_free(&shown_text);
    return teardown(state);
}

/* The frame as text. */
static const char *screen(void)
{
    str_clear(&shown_text);
    export_find("text")->write(&frame, theme_palette(0, 0, DEPTH_TRUE), &shown_text);
    return str_text(&shown_text);
}

static void see(const char *text)
{
    if (!strstr(screen(), text)) fail_msg("\"%s\" is not on:\n%s", text, str_text(&shown_text));
}

static const char *word_at(void)
{
    return pipeline_word(&app.pipeline, model()->at).text;
}

static void test_the_list_follows_the_selection(void **state)
{
    (void)state;
    for (int i = 0; i < 12; i++) {
        char keys[16];
        snprintf(keys, sizeof keys, "%s", i ? "Down" : "g");
        play(keys);
        assert_int_equal(app.token, i);
        assert_int_equal(model()->at, pipeline_index(&app.pipeline, (size_t)i));
        assert_false(model()->place.browsing);
    }
    play("Enter C-e \" zebras\"");
    assert_string_equal(word_at(), "zebras");
    assert_int_equal(model()->at, app.vocab.size);
    see("new");
    play("Tab u");
    assert_int_equal(model()->at, VOCAB_UNK);
    see("1 unknown word reads this one row");
}

static void test_browsing(void **state)
{
    (void)state;
    assert_string_equal(word_at(), "you");
    play("J J K J");
    assert_int_equal(model()->at, 9);
    play("Up Right"); /* the selection moves, the list stays */
    assert_int_equal(app.token, 6);
    assert_int_equal(app.dim, 3);
    assert_int_equal(model()->at, 9);
    see("browsing: f follows");
    play("C-f");
    assert_int_equal(model()->at, 9 + app.shown.own_rows - 1);
    play("C-b C-b C-b C-b");
    assert_int_equal(model()->at, 0);
    play("K");
    assert_int_equal(model()->at, 0);
    see("no token of the sentence reads this row");
    play("/ \"#1042\" Enter J J");
    assert_int_equal(model()->at, vocabulary_size(&app) - 1);
    play("f");
    assert_int_equal(model()->at, pipeline_index(&app.pipeline, 6));
    assert_null(strstr(screen(), "browsing"));
    play("size:120x24 G PgUp"); /* a page of tokens is as long as the list */
    assert_int_equal(app.token, 11 - (app.shown.own_rows - 1));
}

/* Steps scroll by a step, and what is stepped to has a neighbour in sight on either side. */
static void test_scrolling(void **state)
{
    (void)state;
    uint32_t rows = (uint32_t)app.shown.own_rows;
    for (uint32_t at = 8; at < 200; at++) {
        uint32_t before = model()->rows.first;
        play("J");
        uint32_t first = model()->rows.first;
        assert_int_equal(model()->at, at);
        assert_true(first == before || first == before + 1);
        assert_true(at > first && at + 1 < first + rows);
    }
    for (uint32_t at = 198; at > 0; at--) {
        uint32_t before = model()->rows.first;
        play("K");
        uint32_t first = model()->rows.first;
        assert_true(first == before || first + 1 == before);
        assert_true(at >= first && at + 1 < first + rows);
    }
}

static void test_search_as_typed(void **state)
{
    (void)state;
    play("/ T h");
    assert_non_null(app.prompt.kind);
    assert_string_equal(word_at(), "the"); /* the most frequent of those that begin so */
    play("r");
    assert_int_equal(strncmp(word_at(), "thr", 3), 0);
    play("q");
    assert_non_null(strstr(app.prompt.error.text, "no word has that"));
    assert_string_equal(word_at(), "you"); /* back where it was */
    play("Enter");
    assert_non_null(app.prompt.kind); /* the question stays */
    play("Backspace o Enter");
    assert_null(app.prompt.kind);
    assert_string_equal(word_at(), "thrones");
    see("read at 6");
    play("f / z Esc");
    assert_false(model()->place.browsing);
    assert_string_equal(word_at(), "you");
    play("n"); /* the search that was taken holds on */
    assert_int_equal(strncmp(pipeline_word(&app.pipeline, model()->at).text, "thro", 4), 0);
    play("f / Enter");
    assert_string_equal(word_at(), "you");
    play("/ \"#99999999999999999999\" Enter");
    assert_non_null(strstr(app.prompt.error.text, "0 to 1042"));
    play("C-u \"#0\" Enter");
    assert_string_equal(word_at(), "<pad>");
    assert_null(app.prompt.kind);
}

static void test_next_and_previous(void **state)
{
    (void)state;
    play("n");
    assert_non_null(strstr(app.message.text, "nothing is searched for"));
    play("/ i n g Enter");
    struct word_found found = word_search(&app.pipeline, "ing", 3, VOCAB_NONE, 1);
    uint32_t total = found.total;
    assert_true(total > 5);
    for (uint32_t i = 0; i < total; i++) {
        char rank[64];
        snprintf(rank, sizeof rank, "ing: word %u of %u", i + 1, total);
        assert_int_equal(strncmp(app.message.text, rank, strlen(rank)), 0);
        assert_int_equal(model()->at, found.index);
        assert_non_null(strstr(word_at(), "ing"));
        found = word_search(&app.pipeline, "ing", 3, found.index, 1);
        play(i % 3 ? "n" : "J n"); /* wherever the list went since */
    }
    uint32_t first = model()->at;
    play("N n");
    assert_int_equal(model()->at, first);
    play("Enter C-e \" qqq\" Tab / q q q Enter");
    assert_int_equal(model()->at, app.vocab.size);
    assert_non_null(strstr(app.message.text, "no other word has it"));
    play("Enter C-u C-k Tab n");
    assert_non_null(strstr(app.message.text, "any more"));
    assert_true(model()->at < vocabulary_size(&app));
}

static void test_one_hot(void **state)
{
    (void)state;
    play("o");
    const struct vocabulary_rows *r = &model()->rows;
    static float row[16];
    struct embedding table = {1, 16, INIT_SCALED_NORMAL,
                              false}; /* the table itself, whatever comes to its rows */
    embedding_row(&table, 7, 0, 16, row);
    for (int k = 0; k < 16; k++) {
        double product = model()->product[k - r->dim];
        assert_true(product >= (double)row[k] && product <= (double)row[k]);
    }
    assert_true(model()->difference >= 0 && model()->difference <= 0);
    see("(0 … 0 0 0 1 0 0 0 … 0)");
    see("1 × −0.3680");
    see("= −0.3680");
    see("= row 7 × √16 = E");
    see("−1.47");
    see("largest difference from row 7: 0");
    char rest[64];
    snprintf(rest, sizeof rest, "%u more times 0", vocabulary_size(&app) - (uint32_t)r->rows);
    see(rest);
    play("/ \"#0\" Enter");
    see("(1 0 0 0 … 0)");
    play("J J");
    see("(0 0 1 0 0 0 … 0)");
    play("/ \"#1042\" Enter");
    see("(0 … 0 0 0 1)");
    play("f o");
    assert_null(strstr(screen(), "largest difference"));
}

/* "you" in the training text: a count of its words made here. */
static unsigned count_word(const char *text, const char *word)
{
    unsigned count = 0;
    size_t len = strlen(word);
    for (const char *at = text; (at = strcasestr(at, word)); at += len) {
        char before = at > text ? at[-1] : ' ', after = at[len], next = after ? at[len + 1] : ' ';
        bool joined = (after == '\'' || after == '-') && isalpha((unsigned char)next);
        count += !isalnum((unsigned char)before) && before != '\'' && before != '-' &&
                 !isalnum((unsigned char)after) && !joined;
    }
    return count;
}

static void test_numbers_on_the_frame(void **state)
{
    (void)state;
    static const int sizes[][2] = {{40, 120}, {24, 80}, {30, 100}, {67, 240}};
    char line[64];
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        app.rows = sizes[i][0];
        app.cols = sizes[i][1];
        draw();
        see("3× at 1, 7, 10"); /* `you` stands at 1, 7 and 10: one row of E */
        see("index 7");
        see("row 7 of the table's 1043");
        see("1043 × 16");
        snprintf(line, sizeof line, "%u  ◆ 3×", count_word(corpus_builtin, "you"));
        see(line);
    }
    see("−1.47"); /* E of `you`, dimension 2: −1.4720 in the inspector */
    see("E = √16 × −0.3680 = −1.4720");
    play("} size:80x24");
    see("3× at 11, 17, 20"); /* positions: the offset is counted in */
    play("m m m m");
    see("1043 × 1");
    see("1 number");
}

/* √d is a step of the lookup: the table, its colours and its scale do not move with it. */
static void test_scale_is_no_part_of_the_table(void **state)
{
    (void)state;
    static float before[16];
    const struct vocabulary_model *m = model();
    int row = (int)(m->at - m->rows.first);
    memcpy(before, m->rows.e + row * m->rows.dims, sizeof before);
    assert_true(m->added[2] < -1.47F && m->added[2] > -1.48F);
    see("+0.5");
    play("s");
    assert_memory_equal(before, m->rows.e + row * m->rows.dims, sizeof before);
    assert_true(m->added[2] < -0.36F && m->added[2] > -0.37F);
    see("+0.5");
    see("= E, 16 numbers");
    assert_null(strstr(screen(), "√16"));
    play("s");
}

/* A click on a word that the sentence uses goes on to the next place that reads
 * its row; on another word, and with the wheel, it browses. */
static void test_mouse(void **state)
{
    (void)state;
    int head = 5 + 2; /* frame row of the list's first */
    char keys[64];
    snprintf(keys, sizeof keys, "click:8,%d", head + 7);
    static const size_t places[] = {10, 1, 7, 10};
    for (size_t i = 0; i < 4; i++) {
        play(keys);
        assert_int_equal(app.token, places[i]);
        assert_int_equal(model()->at, 7);
    }
    play("click:8,8"); /* <unk> */
    assert_int_equal(app.token, 10);
    assert_int_equal(model()->at, 1);
    assert_true(model()->place.browsing);
    play("wheeldown:8,8");
    assert_int_equal(model()->at, 4);
    assert_int_equal(app.token, 10);
    play("wheelup:60,8");
    assert_int_equal(model()->at, 1);
    snprintf(keys, sizeof keys, "click:70,%d", head + 3); /* `the`, in the table */
    play(keys);
    assert_int_equal(app.token, 3);
    assert_int_equal(app.dim, (70 - 54) / 3);
    play("click:58,6");
    assert_int_equal(app.dim, 1);
    play("wheeldown:8,3"); /* over the sentence: along the tokens */
    assert_int_equal(app.token, 6);
    play("click:80,34"); /* the row drawn large */
    assert_int_equal(app.dim, (80 - 1) / 7);
}

static void test_another_tokenizer_forgets(void **state)
{
    (void)state;
    play("/ i n g Enter T");
    assert_false(model()->place.browsing);
    assert_int_equal(model()->at, pipeline_index(&app.pipeline, app.token));
    play("n");
    assert_non_null(strstr(app.message.text, "nothing is searched for"));
    play("/ y Enter");
    assert_string_equal(word_at(), "y");
}

/* A million words: what a keystroke computes is what comes into sight. */
#define MILLION 1000000u
static void test_a_million_words(void **state)
{
    (void)state;
    struct str training = STR_EMPTY;
    for (uint32_t i = 0; i < MILLION; i++) str_addf(&training, "w%xq%u ", i * 2654435761u, i % 10);
    assert_false(training.failed);
    start(training.data, training.len);
    assert_int_equal(app.vocab.size, MILLION + 2);
    play("J K Right f o / \"#500000\" Enter J J J K C-f C-b s f ]");
    static const char *const keys[] = {"w7", "abc", "q9", "fffff", "zzz", "<"};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        size_t total = 0;
        uint32_t first[2] = {VOCAB_NONE, VOCAB_NONE}; /* holds it further on; begins with it */
        for (uint32_t i = 0; i < app.vocab.size; i++) {
            const char *word = vocab_word(&app.vocab, i).text, *at = strstr(word, keys[k]);
            total += at != NULL;
            if (at && first[at == word] == VOCAB_NONE) first[at == word] = i;
        }
        struct word_found found =
            word_search(&app.pipeline, keys[k], strlen(keys[k]), VOCAB_NONE, 1);
        assert_int_equal(found.total, total);
        assert_int_equal(found.index, first[1] != VOCAB_NONE ? first[1] : first[0]);
    }
    play("G Enter C-e \" unheard-of\"");
    assert_int_equal(model()->at, MILLION + 2 + app.pipeline.fresh_count - 1);
    see("100001"); /* seven digits and their column */
    str_free(&training);
}

/* Its keys parse, none is taken twice, and none of every view's is lost. */
static void test_keys(void **state)
{
    (void)state;
    for (int i = 0; i < vocabulary_model.count; i++)
        for (int j = 0; j < action_total(&app); j++) {
            const struct action *other = action_at(&app, j);
            char keys[64], others[128];
            snprintf(keys, sizeof keys, " %s ", vocabulary_model.actions[i].keys);
            snprintf(others, sizeof others, " %s ", other->keys);
            if (other != &vocabulary_model.actions[i] && (other->contexts & CONTEXT_BODY) &&
                strstr(others, keys))
                fail_msg("%s has the key of %s", vocabulary_model.actions[i].name, other->name);
        }
}

static void assert_frame_sound(void)
{
    for (int row = 0; row < frame.rows; row++)
        for (int col = 0; col < frame.cols; col++) {
            const struct cell *c = frame_cell(&frame, row, col);
            assert_true(c->width <= 2 && c->fg < SLOT_COUNT && c->bg < SLOT_COUNT);
            if (c->width == 2)
                assert_true(col + 1 < frame.cols && frame_cell(&frame, row, col + 1)->width == 0);
            else if (c->width)
                assert_true(c->ch >= ' ' && c->ch != 0x7F && (c->ch < 0x80 || c->ch >= 0xA0) &&
                            (caps.text != SAFE_ASCII || c->ch < 0x7F));
        }
}

static struct event random_event(int64_t now)
{
    static const uint32_t own[] = {
        'J', 'K', 'f', '/', 'n', 'N', 'o', MOD_CTRL | 'f', MOD_CTRL | 'b', KEY_NAME_ENTER};
    struct event event = {.type = EVENT_KEY, .now_ms = now, .key = (uint32_t)(' ' + rand() % 95)};
    int kind = rand() % 10;
    if (kind < 4)
        event.key = own[(size_t)rand() % (sizeof own / sizeof *own)];
    else if (kind == 4)
        event.key = (uint32_t)(KEY_SPECIAL + rand() % (KEY_SPECIAL_END - KEY_SPECIAL));
    if (rand() % 30 == 0) {
        event.type = EVENT_RESIZE;
        event.rows = 1 + rand() % 60;
        event.cols = 1 + rand() % 200;
    }
    if (rand() % 15 == 0) {
        event.type = EVENT_MOUSE;
        event.mouse = (enum mouse_action)(rand() % 3);
        event.shift = rand() % 4 == 0;
        event.target = frame_target(&frame, rand() % frame.rows, rand() % frame.cols);
    }
    if (rand() % 50 == 0) {
        event.type = EVENT_PASTE;
        event.text = "\xFF you 狗\x1b[31m\t zz";
        event.len = strlen(event.text);
    }
    return event;
}

static void test_random_events(void **state)
{
    (void)state;
    srand(23);
    for (int i = 0; i < 12000; i++) {
        struct event event = random_event(i * 40);
        if (rand() % 400 == 0) caps = stage_caps(rand(), rand(), rand() % 2);
        app_update(&app, &event);
        if (app.params.d_model > 512) app.params.d_model = 7;
        if (text_len(&app.line.text) > 400) line_do(&app.line, LINE_KILL_START);
        app.view = rand() % 20 ? view_find(views, "vocabulary") : 0;
        draw();
        assert_frame_sound();
    }
}

static void test_every_size(void **state)
{
    (void)state;
    play("o");
    for (int d = 1; d <= 16384; d = d < 16                        ? d * 4 + 3
                                    : d * 32 > 16384 && d < 16384 ? 16384
                                                                  : d * 32) {
        app.params.d_model = d;
        for (int rows = 1; rows <= 70; rows += 1 + rows / 20)
            for (int cols = 1; cols <= 250; cols += 1 + cols / 12) {
                app.rows = rows;
                app.cols = cols;
                caps = stage_caps((int)caps.depth, cols, (rows + cols) % 2);
                draw();
                assert_frame_sound();
            }
    }
}

#define VOCABULARY_TEST(f) cmocka_unit_test_setup_teardown(f, setup, finish)

/* Rows that are read are bright, the others the same cells dimmed, each of its value's level; at
 * fewer colours the glyphs are the weaker ones, and the caption says what is dim. */
static void test_unread_rows_are_dim(void **state)
{
    (void)state;
    draw();
    const struct vocabulary_rows *r = &model()->rows;
    int dims = r->dims, bright = 0, dim = 0;
    line_with("dim: not read");
    for (int i = 0; i < r->rows; i++) {
        bool read = pipeline_uses(&app.pipeline, r->first + (uint32_t)i) > 0;
        int row = 0, col = 0;
        char words[80];
        struct vocab_word word = pipeline_word(&app.pipeline, r->first + (uint32_t)i);
        snprintf(words, sizeof words, "%5u  %.*s ", r->first + (unsigned)i, (int)word.len,
                 word.text);
        while (row < frame.rows && !strstr(cells(row, 0, 40), words)) row++;
        assert_true(row < frame.rows);
        while (frame_cell(&frame, row, col)->bg < SLOT_HEAT) col++;
        for (int k = 0; k < dims; k++) {
            int level = heat_level((double)r->e[i * dims + k], vocabulary_full(&app)),
                first = read ? SLOT_HEAT : SLOT_HEAT_DIM;
            assert_int_equal(frame_cell(&frame, row, col + 3 * k)->bg, first + HEAT_HALF + level);
        }
        bright += read, dim += !read;
    }
    assert_true(bright > 1 && dim > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VOCABULARY_TEST(test_the_list_follows_the_selection),
        VOCABULARY_TEST(test_browsing),
        VOCABULARY_TEST(test_scrolling),
        VOCABULARY_TEST(test_search_as_typed),
        VOCABULARY_TEST(test_next_and_previous),
        VOCABULARY_TEST(test_one_hot),
        VOCABULARY_TEST(test_numbers_on_the_frame),
        VOCABULARY_TEST(test_scale_is_no_part_of_the_table),
        VOCABULARY_TEST(test_mouse),
        VOCABULARY_TEST(test_another_tokenizer_forgets),
        cmocka_unit_test_teardown(test_a_million_words, teardown),
        VOCABULARY_TEST(test_keys),
        VOCABULARY_TEST(test_random_events),
        VOCABULARY_TEST(test_every_size),
        VOCABULARY_TEST(test_unread_rows_are_dim),
    };
    return cmocka_run_group_tests_name("vocabulary", tests, NULL, NULL);
}
