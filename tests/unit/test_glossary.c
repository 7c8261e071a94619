/* The words on screen and their sentences; undo of parameters; the top and the bottom line. */
#include "stage.h"

#include <strings.h>

#include "base/num.h"
#include "view/chrome/chrome_parts.h"
#include "view/marks/glossary.h"
#include "view/marks/label.h"

static int setup(void **state)
{
    (void)state;
    return stage("pipeline", FOCUS_BODY, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

/* Every label has a name of its own, a sentence, and views that there are; every view has a page. */
static void test_the_table(void **state)
{
    (void)state;
    for (int i = 0; i < glossary_count; i++) {
        const struct glossary_entry *e = &glossary[i];
        assert_true(*e->id && *e->texts && strlen(e->meaning) > 20);
        for (int k = 0; k < i; k++) assert_string_not_equal(e->id, glossary[k].id);
        char names[128];
        snprintf(names, sizeof names, "%s", e->views);
        for (char *name = strtok(names, " "); name; name = strtok(NULL, " ")) {
            if (strcmp(name, glossary_top) != 0 && view_find(views, name) < 0)
                fail_msg("%s: no view %s", e->id, name);
            assert_true(glossary_of_view(e, name));
        }
    }
    for (int i = 0; i < view_count; i++) assert_non_null(glossary_page(views[i].name));
}

/* Whether a word starts there with a label that does not reach to it from before. */
static int label_from(int row, int col)
{
    const struct cell *cells = frame_cell(&frame, row, 0);
    if (cells[col].ch == ' ' || (col && cells[col - 1].ch != ' ')) return 0;
    int label = stage_target(row, col).label;
    return label && (!col || stage_target(row, col - 1).label != label) ? label : 0;
}

/* A click on the first word of a label says what the label means. */
static void test_clicks(void **state)
{
    (void)state;
    static const int sizes[][2] = {{80, 24}, {100, 30}, {120, 40}};
    int clicked = 0;
    for (int v = 0; v < view_count; v++)
        for (size_t s = 0; s < COUNT(sizes); s++) {
            app.view = v;
            resize(sizes[s][0], sizes[s][1]);
            for (int i = 0, here = 0; i < frame.rows * frame.cols && here < 6; i++) {
                int label = label_from(i / frame.cols, i % frame.cols);
                if (!label) continue;
                const struct glossary_entry *e = &glossary[label - 1];
                send((struct event){
                    .type = EVENT_MOUSE, .row = i / frame.cols, .col = i % frame.cols});
                char start[64];
                snprintf(start, sizeof start, " %.*s: ", (int)strcspn(e->texts, "\n"), e->texts);
                line_with(start);
                play("g");
                assert_int_equal(app.label, 0);
                here++;
                clicked++;
            }
        }
    assert_true(clicked > 40);
}

static void test_help_has_the_page(void **state)
{
    (void)state;
    resize(80, 24);
    play("?");
    line_with("From left to right: the tokens");
    line_with("the place of a token, counted from 0");
    play("PgDn");
    line_with("dimensions of P that");
    play("PgDn");
    line_with("previous dimension");                           /* its keys come next */
    assert_true(STILL_LIMIT > 0.0499 && STILL_LIMIT < 0.0501); /* as that sentence says */
    play("Esc 7 ?");
    line_with("Other ways to say where a token stands");
}

/* Each scheme has a general formula, which is shown whole at 80 columns. */
static void test_formulas(void **state)
{
    (void)state;
    resize(80, 24);
    play("F");
    for (int i = 0; i < scheme_count; i++) {
        app.params.scheme = i;
        draw();
        struct str text = STR_EMPTY, shown = STR_EMPTY;
        const struct canvas whole = {.frame = &frame, .caps = &caps, .cols = frame.cols};
        formula_text(&app, &whole, &text);
        assert_true(text.len > 0);
        for (int row = 12; row < 22; row++) str_addf(&shown, "%s", row_text(row));
        for (char *word = strtok(text.data, " \n"); word; word = strtok(NULL, " \n"))
            if (!strstr(shown.data, word)) fail_msg("%s: %s is cut", schemes[i].name, word);
        str_free(&text);
        str_free(&shown);
    }
    app.params.scheme = 0;
    draw();
    line_with("P[pos, 2i] = sin(pos / base^(2i/d_model)), P[pos, 2i+1] = cos(the same)");
    play("L");
    line_with("P[pos, i] = sin(pos / base^(2i/d_model)), P[pos, pairs + i] = cos(the same)");
}

/* A position that the Waves view shows beyond the text has no token, so no index. */
static void test_formula_beyond(void **state)
{
    (void)state;
    struct str text = STR_EMPTY;
    play("4 p \"44\" Enter");
    assert_true(waves_picked(&app));
    const struct canvas c = {.caps = &caps, .cols = 200};
    formula_text(&app, &c, &text);
    assert_non_null(strstr(str_text(&text), "pos 44, i 1, k 2, index –"));
    str_free(&text);
}

/* Parameters and the text come back in the order in which they were changed. */
static void test_one_history(void **state)
{
    (void)state;
    play("M ] Tab Home a Tab B");
    assert_int_equal(app.params.d_model, 32);
    assert_string_equal(cells(2, 3, 5), "aWhen");
    play("U");
    assert_true(app.params.base > 9999 && app.params.base < 10001);
    line_with("undone: base 100000 → 10000");
    play("U");
    assert_string_equal(cells(2, 3, 4), "When");
    play("C-_");
    assert_int_equal(app.params.offset, 0);
    assert_int_equal(app.params.d_model, 32);
    play("U");
    assert_int_equal(app.params.d_model, 16);
    play("U");
    line_with("nothing is left to undo");
    play("M-_ M-_");
    assert_int_equal(app.params.offset, 1);
    assert_string_equal(cells(2, 3, 4), "When");
    play("M-_");
    assert_string_equal(cells(2, 3, 5), "aWhen");
    play("M-_");
    assert_true(app.params.base > 99999);
    play("M-_");
    line_with("nothing is left to redo");
    play("U s M-_"); /* a change ends what can be redone */
    line_with("nothing is left to redo");
}

static void test_defaults(void **state)
{
    (void)state;
    play("M ] s r D");
    line_with("defaults: d 32 → 16, offset 1 → 0, seed 2 → 1, √d off → on");
    assert_int_equal(app.params.d_model, 16);
    play("U");
    assert_int_equal(app.params.d_model, 32);
    assert_int_equal(app.params.seed, 2);
    play(": \"defaults\" Enter");
    assert_int_equal(app.params.seed, 1);
    play("D");
    line_with("all parameters have their defaults");
}

/* d, base and √d stay, and tabs have names, whatever else is set. */
static void test_the_top_line(void **state)
{
    (void)state;
    static const int widths[] = {80, 100, 110, 120, 150};
    for (int set = 0; set < 3; set++) {
        if (set == 1) play("r");
        if (set == 2) play("] L u i T c");
        for (size_t i = 0; i < COUNT(widths); i++) {
            resize(widths[i], 30);
            const char *line = row_text(0);
            assert_non_null(strstr(line, "2 Voc"));
            assert_non_null(strstr(line, "6 Sim"));
            assert_non_null(strstr(line, "7 Sch"));
            assert_true(strstr(line, "d 16") || strstr(line, "d16"));
            assert_non_null(strstr(line, "10⁴"));
            assert_non_null(strstr(line, "√d"));
        }
    }
}

static void test_indices_are_not_covered(void **state)
{
    (void)state;
    static const int widths[] = {80, 90, 100, 120};
    for (size_t i = 0; i < COUNT(widths); i++) {
        resize(widths[i], 24);
        assert_non_null(
            strstr(row_text(3), "37   7   27   3   29   9  79      7   24  44 7   122"));
        line_with("12 tokens · 0 new");
    }
}

/* The bottom line names what a view is for and how the views are reached. */
static void test_hints(void **state)
{
    (void)state;
    static const struct {
        const char *key, *hints[3];
    } cases[] = {
        {"2", {"u freeze"}},    {"3", {"r new rows", "i start"}}, {"4", {"b B base", "L layout"}},
        {"5", {"s √d on/off"}}, {"7", {"↑↓ c scheme"}},           {"1", {"1-9 view"}},
    };
    resize(80, 24);
    for (size_t i = 0; i < COUNT(cases); i++) {
        play(cases[i].key);
        const char *line = row_text(23);
        assert_non_null(strstr(line, "1-9 view"));
        for (int k = 0; k < 3 && cases[i].hints[k]; k++)
            if (!strstr(line, cases[i].hints[k])) fail_msg("%s: %s", cases[i].hints[k], line);
    }
    play("Tab");
    line_with("Tab explore  Alt-1…9 view  F1 help");
}

/* ---- no label without its sentence ----------------------------------------- */

enum { WORDS_CELLS = 400 };

/* What needs no entry of its own: sentences, which say themselves what they mean, by words of
 * theirs. */
static const char *const sentences[] = {
    "nothing is trained yet",
    "Space trains two models",
    "one reads E alone",
    "one with blocks that read E",
    "from the same random rows:",
    "the other E + P",
    "dim: the run before",
    "dim: pinned",
    "rows of E: what training moves",
    "changed: Space",
    "no row was trained for the word",
    "trained from position",
    "– what is said of the whole X is left out for this step",
    "lexwave", /* the program's name */
    "PgDn",
    "each row above: in the scale beside it",
    "no pairs in this scheme: no rotation",
    "so no rotation",
    "no token is selected",
    "no tokens yet: type a sentence above",
    "no token of the sentence reads this row",
    "the selected token itself",
    "every order of the words has",
    "the turns of",
    "turns differ by",
    "one has no row of P",
    "– : the zero vector",
    "● this word stands",
    "no position of this text has a row",
    "(the second text ends at",
    "the text stands at",
    "shuffled: the same",
    "a whole number from", /* wanted by a prompt */
    "y pins it, to compare",
    "with the sine of pair",
    "is taken out: sines only",
    "no second token of this word",
    "(Su et al.",
    "adds no vector", /* after RoPE and ALiBi */
};

/* Words that join numbers: "0…7 of 16", "1 and 3". */
static const char *const joints[] = {"of", "at", "to", "and", "from", "each", "in"};

static bool among(const char *const *list, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i], word) == 0) return true;
    return false;
}

/* Whether the help page of the view has the word as a label. */
static bool on_page(const char *word)
{
    size_t n = strlen(word);
    for (int i = 0; i < glossary_count; i++) {
        if (!glossary_of_view(&glossary[i], views[app.view].name)) continue;
        for (const char *at = glossary[i].texts; *at;) {
            size_t len = strcspn(at, "\n");
            if (len == n && strncmp(at, word, n) == 0) return true;
            at += len + (at[len] == '\n');
        }
    }
    return false;
}

/* Whether a click there says something: a label's sentence, or what stands there is a tab, the
 * sentence, or a listed word. A label on a line of a token, which a click selects, is on the help
 * page. */
static bool answers(int row, int col, const char *word)
{
    struct target t = stage_target(row, col);
    if ((t.kind == TARGET_TOKEN || t.kind == TARGET_CELL) && on_page(word)) return true;
    bool listed = t.kind == TARGET_OWN && (app.view == view_find(views, "vocabulary") ||
                                           app.view == view_find(views, "embedding"));
    return t.label || t.kind == TARGET_TAB || t.kind == TARGET_SENTENCE || listed;
}

/* Whether the word is a token of the text, whole or cut, or its key in the vocabulary. */
static bool is_token(const char *word)
{
    const char *cut = strstr(word, "…");
    size_t whole = cut ? (size_t)(cut - word) : 0;
    struct str token = STR_EMPTY;
    bool found = false;
    for (size_t i = 0; i < app.pipeline.count && !found; i++) {
        str_clear(&token);
        label_token(&app, i, &token);
        found = cut ? whole && strncmp(str_text(&token), word, whole) == 0
                    : strcasecmp(str_text(&token), word) == 0;
    }
    str_free(&token);
    return found;
}

static bool is_ascii_letter(char ch)
{
    return (ch | 32) >= 'a' && (ch | 32) <= 'z';
}

/* Whether it has letters besides an exponent's and the marks of curves. */
static bool is_worded(const char *word)
{
    for (const char *at = word; *at; at++)
        if (is_ascii_letter(*at) && (is_ascii_letter(at[1]) || !strchr("eo", *at))) return true;
    return false;
}

/* The words from a column on, up to two blanks or another colour; returns the column after. */
static int run_at(int row, int col, char *text)
{
    const struct cell *cells = frame_cell(&frame, row, 0);
    int at = col;
    size_t n = 0;
    for (; at < frame.cols && cells[at].fg == cells[col].fg; at++) {
        if (cells[at].ch == ' ' && (at + 1 >= frame.cols || cells[at + 1].ch == ' ')) break;
        if (cells[at].width) n += utf8_encode(cells[at].ch, text + n);
    }
    text[n] = 0;
    return at > col ? at : col + 1;
}

/* Whether it stands in the Schemes view's explanations: after a head that is a label, or below such
 * a line. */
static bool explains(int row, int col)
{
    if (strcmp(views[app.view].name, "schemes") != 0) return false;
    for (int r = row; r > row - 16 && r > 0; r--) {
        for (int at = frame.cols / 4; at < col; at++)
            if (frame_cell(&frame, r, at)->ch != ' ' && stage_target(r, at).label) return true;
        if (frame_cell(&frame, r, col)->ch == ' ') return false;
    }
    return false;
}

static const char *look_keys; /* that were played */
static int unexplained;

static void look_at_run(int row, int col, int end, const char *text)
{
    for (size_t i = 0; i < COUNT(sentences); i++)
        if (strstr(text, sentences[i])) return;
    const struct cell *cells = frame_cell(&frame, row, 0);
    if (explains(row, col)) return;
    for (int at = col; at < end;) {
        char word[4 * WORDS_CELLS + 1];
        size_t n = 0;
        int from = at;
        for (; at < end && cells[at].ch != ' '; at++)
            if (cells[at].width) n += utf8_encode(cells[at].ch, word + n);
        word[n] = 0;
        at += at < end;
        if (is_worded(word) && !answers(row, from, word) && !is_token(word) &&
            !among(joints, COUNT(joints), word)) {
            print_error("%s at %dx%d after %s: \"%s\" of \"%s\"\n", views[app.view].name,
                        frame.cols, frame.rows, look_keys, word, text);
            unexplained++;
            return;
        }
    }
}

static void look_at_labels(void)
{
    char text[4 * WORDS_CELLS + 1];
    for (int row = 0; row < frame.rows - 1; row++)
        for (int col = 0; col < frame.cols;) {
            if (frame_cell(&frame, row, col)->ch == ' ') {
                col++;
                continue;
            }
            int end = run_at(row, col, text);
            look_at_run(row, col, end, text);
            col = end;
        }
}

static const int label_sizes[][2] = {{80, 24}, {100, 30}, {120, 40}};

/* All sizes in all views, of what those keys make. */
static void look_everywhere(const char *keys)
{
    for (int v = 0; v < view_count; v++) {
        app.view = v;
        look_keys = keys;
        draw();
        play_script(keys, true);
        app.message.text[0] = 0; /* a sentence */
        for (size_t s = 0; s < COUNT(label_sizes); s++) {
            resize(label_sizes[s][0], label_sizes[s][1]);
            look_at_labels();
        }
    }
}

/* A new program each time; not compared with fresh ones, which other tests do. */
static void start_again(struct caps with)
{
    teardown(NULL);
    stage("pipeline", FOCUS_BODY, 120, 40, with);
    stage_drawn = STAGE_EACH;
}

static const struct caps all_colours = {.depth = DEPTH_TRUE, .ascii = false};

/* No word that is drawn is without its sentence, whatever is shown. A label that is new on the
 * screen needs a row in glossary_table.c. */
static void test_labels_of_keys(void **state)
{
    (void)state;
    static const char *const keys[] = {
        "",
        "M",
        "y G",
        "Y e",
        "e",
        "r",
        "i",
        "x",
        "x x",
        "v",
        "v o",
        "o",
        "w",
        "H",
        "s",
        "~",
        ") )",
        "- - -",
        "+ + +",
        "z",
        "&",
        "|",
        "L",
        "u",
        "a C-u \"or you die\" Enter",
        "p \"30\" Enter",
        "p \"4\" Enter",
        "Space",
        "Space wait:2345 Space",
        "v C-Right L e",
        ": \"d-model 1\" Enter",
        ": \"d-model 7\" Enter",
        ": \"d-model 512\" Enter",
        ": \"offset 1000000000\" Enter",
        ": \"offset 2047\" Enter",
        ": \"init unit-normal\" Enter",
        ": \"tokenizer byte\" Enter",
        ": \"tokenizer character\" Enter",
        "Tab C-u Tab",
    };
    unexplained = 0;
    for (size_t k = 0; k < COUNT(keys); k++) {
        start_again(all_colours);
        look_everywhere(keys[k]);
    }
    start_again((struct caps){.depth = DEPTH_NONE, .ascii = false});
    look_everywhere("");
    assert_int_equal(unexplained, 0);
}

/* The same of each scheme, of whose positions some, or all, have no row. */
static void test_labels_of_schemes(void **state)
{
    (void)state;
    static const unsigned offsets[] = {0, 505, 600};
    unexplained = 0;
    for (int scheme = 0; scheme < scheme_count; scheme++)
        for (size_t i = 0; i < COUNT(offsets); i++) {
            start_again(all_colours);
            app.params.scheme = scheme;
            app.params.offset = offsets[i];
            look_everywhere(i ? "e" : "");
        }
    assert_int_equal(unexplained, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_table), TEST(test_clicks),         TEST(test_help_has_the_page),
        TEST(test_formulas),  TEST(test_formula_beyond), TEST(test_one_history),
        TEST(test_defaults),  TEST(test_the_top_line),   TEST(test_indices_are_not_covered),
        TEST(test_hints),     TEST(test_labels_of_keys), TEST(test_labels_of_schemes),
    };
    return cmocka_run_group_tests_name("glossary", tests, NULL, NULL);
}
