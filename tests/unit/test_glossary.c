/* The words on screen and their sentences; undo of parameters; the top and the bottom line. */
#include "stage.h"

#include "base/num.h"
#include "view/chrome/chrome_parts.h"
#include "view/marks/glossary.h"

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
            if (view_find(views, name) < 0) fail_msg("%s: no view %s", e->id, name);
            assert_true(glossary_of_view(e, name));
        }
    }
    for (int i = 0; i < view_count; i++) assert_non_null(glossary_page(views[i].name));
}

/* Each click target of a label stands on that label's text, and a click there answers. */
static void test_clicks(void **state)
{
    (void)state;
    static const int sizes[][2] = {{80, 24}, {100, 30}, {120, 40}};
    int clicked = 0;
    for (int v = 0; v < view_count; v++)
        for (size_t s = 0; s < COUNT(sizes); s++) {
            app.view = v;
            resize(sizes[s][0], sizes[s][1]);
            for (int i = 0, here = 0; i < frame.hit_count && here < 6; i++) {
                struct hit h = frame.hits[i];
                if (h.target.kind != TARGET_LABEL) continue;
                const struct glossary_entry *e = &glossary[h.target.index];
                send((struct event){.type = EVENT_MOUSE, .row = h.row, .col = h.col});
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
    line_with("dimensions of P that");
    play("PgDn");
    line_with("the place of a token, counted from 0");
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
        formula_text(&app, &text);
        assert_true(text.len > 0);
        for (int row = 12; row < 22; row++) str_addf(&shown, "%s", row_text(row));
        for (char *word = strtok(text.data, " "); word; word = strtok(NULL, " "))
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
            assert_non_null(strstr(line, "2 Vocab"));
            assert_non_null(strstr(line, "6 Sim"));
            assert_non_null(strstr(line, "7 Schemes"));
            assert_non_null(strstr(line, "d 16"));
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_table),
        TEST(test_clicks),
        TEST(test_help_has_the_page),
        TEST(test_formulas),
        TEST(test_one_history),
        TEST(test_defaults),
        TEST(test_the_top_line),
        TEST(test_indices_are_not_covered),
        TEST(test_hints),
    };
    return cmocka_run_group_tests_name("glossary", tests, NULL, NULL);
}
