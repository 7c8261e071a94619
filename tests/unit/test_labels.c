/* What is explained and named: that a click on a word does nothing else, that sentences hold for each
 * scheme, and that the top line and the general formula are whole. */
#include "stage.h"

#include "base/num.h"
#include "view/marks/glossary.h"

static int setup(void **state)
{
    (void)state;
    return stage("pipeline", FOCUS_BODY, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

/* Clicks on the first place where `words` stand. */
static void click_words(const char *words)
{
    for (int row = 0; row < frame.rows; row++)
        for (int col = 0; col < frame.cols; col++)
            if (strncmp(cells(row, col, 60), words, strlen(words)) == 0) {
                send((struct event){.type = EVENT_MOUSE, .row = row, .col = col});
                return;
            }
    fail_msg("\"%s\" is not on the screen of %s", words, views[app.view].name);
}

/* A text has one sentence in a view. */
static void test_one_sentence(void **state)
{
    (void)state;
    for (int i = 0; i < glossary_count; i++)
        for (int k = 0; k < i; k++) {
            size_t a = strcspn(glossary[i].texts, "\n"), b = strcspn(glossary[k].texts, "\n");
            bool same = a == b && strncmp(glossary[i].texts, glossary[k].texts, a) == 0;
            bool both = !*glossary[i].views && !*glossary[k].views;
            if (same && both) fail_msg("%.*s has two sentences", (int)a, glossary[i].texts);
        }
}

static const char *sentence_of(const char *id)
{
    for (int i = 0; i < glossary_count; i++)
        if (strcmp(glossary[i].id, id) == 0) return glossary[i].meaning;
    fail_msg("no entry %s", id);
    return NULL;
}

/* Sentences say of what, and hold for each scheme. */
static void test_sentences_hold(void **state)
{
    (void)state;
    assert_non_null(strstr(sentence_of("p-off"), "of the text's last position"));
    assert_non_null(strstr(sentence_of("cut-x"), "the others are × 1/(1−p)"));
    assert_non_null(strstr(sentence_of("lengths"), "of the selected token's E"));
    assert_non_null(strstr(sentence_of("matrix-p"), "its parameters"));
    assert_non_null(strstr(sentence_of("same-word"), "where their P do"));
    assert_non_null(strstr(glossary_page("waves"), "Of the sinusoidal scheme each dimension"));
    app.view = view_find(views, "schemes");
    draw();
    click_words("colours below");
    line_with("colours below: the colours of the cells below this line");
}

static void one_click(const char *view, const char *words, const char *sentence)
{
    struct params params = app.params;
    app.view = view_find(views, view);
    draw();
    int dim = app.dim;
    size_t token = app.token;
    enum focus focus = app.focus;
    click_words(words);
    line_with(sentence);
    assert_string_equal(views[app.view].name, view);
    assert_int_equal(app.dim, dim);
    assert_int_equal(app.token, token);
    assert_int_equal(app.focus, focus);
    assert_int_equal(app.params.scheme, params.scheme);
    assert_int_equal(app.schemes.span, 0);
}

/* Headings, legends, counts and verdicts are explained, and nothing else becomes of the click. */
static void test_a_click_explains_only(void **state)
{
    (void)state;
    for (int focus = 0; focus < 2; focus++) {
        app.focus = focus ? FOCUS_BODY : FOCUS_SENTENCE;
        one_click("schemes", "scheme  ", "scheme: a way to say where a token stands");
        one_click("schemes", "unique  ", "unique: test: every position");
        one_click("schemes", "✗ all equal", "all equal: two positions have the same vector");
        one_click("schemes", "P of position", "P: the position's encoding");
        one_click("embedding", "−2 ", "−2: the colours of the cells");
        one_click("embedding", "beyond", "beyond: numbers in sight outside the colour scale");
        one_click("pipeline", "tokens · 0 new", "tokens: the pieces that the text is cut into");
    }
    app.view = view_find(views, "schemes");
    draw();
    click_words("raw index"); /* what can be chosen is, by its name */
    assert_string_equal(schemes[app.params.scheme].name, "index");
    line_with("raw index: scheme: each number of P is the position itself");
}

/* The general formula breaks between its parts, and says which key ends it. */
static void test_formula_parts(void **state)
{
    (void)state;
    char of_token[2][32];
    snprintf(of_token[0], 32, "pos %d,", STAGE_TOKEN);
    snprintf(of_token[1], 32, "k %d,", STAGE_DIM);
    const char *const parts[] = {
        of_token[0],  of_token[1],  "index ", "E[k] = √d_model × table[index, k]",
        "d_model 16", "base 10000", "F: away"};
    play("F");
    for (int cols = 60; cols <= 160; cols++) {
        resize(cols, 24);
        for (size_t i = 0; i < COUNT(parts); i++) line_with(parts[i]);
        for (int row = 0; row < frame.rows; row++) assert_null(strstr(row_text(row), "␊"));
    }
}

/* The parameter that is not the default is named before others are, and what has no room counted. */
static void test_the_scheme_is_named(void **state)
{
    (void)state;
    static const int widths[] = {80, 90, 100, 110, 120, 160};
    for (int scheme = 1; scheme < scheme_count; scheme++)
        for (size_t i = 0; i < COUNT(widths) * 2; i++) {
            const char *name = schemes[scheme].name;
            bool wrong = schemes[scheme].mistake;
            app.params.scheme = scheme;
            app.params.offset = i % 2 ? 5 : 0;
            app.params.layout = i % 2 ? LAYOUT_SPLIT : LAYOUT_INTERLEAVED;
            resize(widths[i / 2], 24);
            const char *line = row_text(0);
            if (!strstr(line, wrong ? name + strlen("wrong-") : name))
                fail_msg("%s at %d: %s", name, widths[i / 2], line);
            if (wrong) assert_non_null(strstr(line, "WRONG"));
            assert_non_null(strstr(line, " 10⁴ "));
            assert_non_null(strstr(line, "√d"));
            assert_null(strstr(line, "…"));
            bool all = i % 2 == 0 || (strstr(line, "offset 5") && strstr(line, "split"));
            if (!all) assert_non_null(strstr(line, "+"));
        }
    for (int i = 0; i < scheme_count; i++)
        if (strcmp(schemes[i].name, "normalised-n") == 0) app.params.scheme = i;
    resize(80, 24);
    line_with("normalised-n +2 d16 10⁴ √d");
    click_words("+2 d16");
    line_with("+1: how many more parameters differ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_one_sentence),  TEST(test_sentences_hold),      TEST(test_a_click_explains_only),
        TEST(test_formula_parts), TEST(test_the_scheme_is_named),
    };
    return cmocka_run_group_tests_name("labels", tests, NULL, NULL);
}
