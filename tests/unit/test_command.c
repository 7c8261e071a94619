/* The `:` line: what each command does, what is said of a wrong one, completion
 * and history, all by key scripts. */
#include "app/command/option.h"
#include "app/command/command.h"
#include "unit/stage.h"

#include "app/state/action.h"
#include "within.h"

static int setup(void **state)
{
    (void)state;
    return stage("pipeline", FOCUS_BODY, 100, 24,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

/* Types a whole command. */
static unsigned command(const char *line)
{
    char keys[400];
    snprintf(keys, sizeof keys, ": '%s' Enter", line);
    return play(keys);
}

static const char *line(void)
{
    return text_bytes(&app.prompt.line.text);
}

/* The bottom row, or the one `above` it, as it is drawn. */
static const char *row(int above)
{
    static char text[1200];
    size_t n = 0;
    for (int col = 0; col < frame.cols; col++) {
        uint32_t ch = frame_cell(&frame, frame.rows - 1 - above, col)->ch;
        text[n++] = ch < 0x80 ? (char)ch : '?';
    }
    text[n] = 0;
    return text;
}

static void assert_shown(const char *words)
{
    bool shown = false;
    for (int above = 0; above < 4 && !shown; above++) shown = strstr(row(above), words) != NULL;
    if (!shown) fail_msg("\"%s\" is not in the last rows, which end with:\n%s", words, row(0));
}

static void test_options(void **state)
{
    (void)state;
    const struct params *p = &app.params;
    command("d-model 64");
    assert_null(app.prompt.kind);
    assert_int_equal(p->d_model, 64);
    command("base 500.5");
    assert_true(p->base > 500.4 && p->base < 500.6);
    command("layout split");
    assert_int_equal(p->layout, LAYOUT_SPLIT);
    command("offset 1000000000");
    assert_int_equal(p->offset, 1000000000);
    command("  scheme   index  ");
    assert_string_equal(schemes[p->scheme].name, "index");
    command("init uniform");
    assert_int_equal(p->init, INIT_UNIFORM);
    command(":seed 77"); /* the colon once too often is no mistake */
    assert_int_equal(p->seed, 77);
    command("scale off");
    assert_false(p->scale);
    command("scale on");
    assert_true(p->scale);
    command("frozen on");
    assert_true(p->frozen);
    command("frozen off");
    assert_false(p->frozen);
    command("tokenizer character");
    assert_string_equal(app.vocab.tokenizer->name, "character");
    command("theme light");
    assert_string_equal(theme_names[app.theme], "light");
    command("curves halves");
    assert_int_equal(app.curves, CURVES_HALVES);
    command("curves auto");
    assert_int_equal(app.curves, CURVES_AUTO);
    command("palette grey");
    assert_string_equal(palette_names[app.palette], "grey");
    play("P");
    assert_string_equal(palette_names[app.palette], "blue-orange");
    command("view pipeline");
    assert_int_equal(app.view, 0);
}

/* Every option that the line takes: each of its names is taken, and shows when asked for. */
static void test_every_name_of_every_option(void **state)
{
    (void)state;
    const char *name, *value;
    int names = 0;
    for (int i = 0; (name = option_name(COMMAND_LINE, i)); i++)
        for (int j = 0; (value = option_value(COMMAND_LINE, name, strlen(name), &stage_lists, j));
             j++, names++) {
            char text[100];
            snprintf(text, sizeof text, "%s %s", name, value);
            if (strcmp(name, "learned-positions") == 0) command("scheme learned");
            command(text);
            if (app.prompt.kind) fail_msg("%s: %s", text, app.prompt.error.text);
        }
    assert_true(names > 20);
}

static void test_actions(void **state)
{
    (void)state;
    command("first-token");
    assert_int_equal(app.token, 0);
    command("last-dimension");
    assert_int_equal(app.dim, 15);
    command("d-model-double");
    assert_int_equal(app.params.d_model, 32);
    assert_int_equal(command("redraw"), EFFECT_REDRAW);
    assert_int_equal(command("suspend"), EFFECT_SUSPEND);
    assert_int_equal(command("quit"), EFFECT_QUIT);
    command("help");
    assert_true(app.help);
    play("Esc");
    command("layout"); /* without a value the action of that name */
    assert_int_equal(app.params.layout, LAYOUT_SPLIT);
    command("kill-to-start"); /* on the sentence, not on the line that asks for it */
    assert_int_equal(text_len(&app.line.text), 0);
    command("undo");
    assert_string_equal(text_bytes(&app.line.text), app_default_text);
    command("go-to-dimension"); /* an action may ask in its turn */
    assert_string_equal(app.prompt.kind->label, "go to dimension");
    play("5 Enter");
    assert_int_equal(app.dim, 5);
    command("view-anywhere"); /* needs the digit that it was called by */
    assert_int_equal(app.view, 0);
}

/* Any action by its name, with the prompt closed after it. */
static void test_every_action(void **state)
{
    (void)state;
    for (int i = 0; i < action_count; i++) {
        bool wants_value = strcmp(actions[i].name, "view") == 0;
        if (wants_value || !(actions[i].contexts & (CONTEXT_SENTENCE | CONTEXT_BODY))) continue;
        app_set_view(&app, 0); /* one may have led to a view that has other actions */
        command(actions[i].name);
        if (app.prompt.kind && app.prompt.error.text[0])
            fail_msg("%s: %s", actions[i].name, app.prompt.error.text);
        app.help = false;
        app.prompt.kind = NULL;
        app.focus = FOCUS_BODY;
        app.params.d_model = 16;
    }
}

static void test_text(void **state)
{
    (void)state;
    command("text the  dog ");
    assert_string_equal(text_bytes(&app.line.text), "the  dog");
    assert_int_equal(app.pipeline.count, 2);
    assert_int_equal(app.token, 1);
    command("undo");
    assert_string_equal(text_bytes(&app.line.text), app_default_text);
}

static void test_requests(void **state)
{
    (void)state;
    assert_int_equal(command("export svg my picture.svg"), EFFECT_EXPORT);
    assert_int_equal(app.request.format, 2);
    assert_string_equal(str_text(&app.request.path), "my picture.svg");
    assert_int_equal(command("corpus a/b.txt"), EFFECT_CORPUS);
    assert_string_equal(str_text(&app.request.path), "a/b.txt");
    assert_int_equal(command("corpus built-in"), EFFECT_CORPUS);
    assert_string_equal(str_text(&app.request.path), "");
    assert_int_equal(play("l"), 0); /* asked for once only */
}

static void test_mistakes_stay_and_say_what_is_right(void **state)
{
    (void)state;
    static const struct {
        const char *line, *says;
    } cases[] = {
        {"d-model 0", "from 1 to 16384"},
        {"d-model", "from 1 to 16384"},
        {"d-modle 4", "did you mean d-model?"},
        {"base 1", "above 1"},
        {"layout diagonal", "interleaved or split"},
        {"scheme bset", "sinusoidal, none"},
        {"scale maybe", "on or off"},
        {"frozen", "on or off"},
        {"view", "pipeline"},
        {"view nowhere", "pipeline"},
        {"theme pink", "dark, light"},
        {"redrwa", "did you mean redraw?"},
        {"xyzzy", "Tab shows"},
        {"redraw now", "takes no value"},
        {"export", "text, ansi, svg, html"},
        {"export svg", "a file"},
        {"export gif x.gif", "text, ansi, svg, html"},
        {"export svg -", "name a file"},
        {"corpus", "training text"},
        {"corpus -", "name a file"},
        {"text", "words"},
        {"accept", "Tab shows"},      /* actions of the prompt itself have nothing to act on */
        {"color never", "Tab shows"}, /* an option, but not one of the running program */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(command(cases[i].line), 0);
        assert_ptr_equal(app.prompt.kind, &command_prompt);
        assert_string_equal(line(), cases[i].line);
        if (!strstr(app.prompt.error.text, cases[i].says))
            fail_msg("%s: \"%s\" does not say %s", cases[i].line, app.prompt.error.text,
                     cases[i].says);
        assert_null(strstr(app.prompt.error.text, "--"));
        assert_shown(cases[i].says);
        play("Esc");
    }
    struct params defaults = params_default();
    assert_int_equal(app.params.d_model, defaults.d_model);
    command("d-model 8x");
    play("Backspace"); /* what changes takes the error away */
    assert_string_equal(app.prompt.error.text, "");
    play("Enter");
    assert_int_equal(app.params.d_model, 8);
}

static void test_only_from_the_body(void **state)
{
    (void)state;
    play("Tab :");
    assert_null(app.prompt.kind);
    assert_non_null(strstr(text_bytes(&app.line.text), "die:"));
    play("M-:");
    assert_ptr_equal(app.prompt.kind, &command_prompt);
    play("'first-token' Enter");
    assert_int_equal(app.token, 0);
    assert_int_equal(app.focus, FOCUS_SENTENCE);
    play("Tab : Enter"); /* nothing asked for */
    assert_null(app.prompt.kind);
    play(": 'd-model 4' Esc");
    assert_null(app.prompt.kind);
    assert_int_equal(app.params.d_model, 16);
}

/* Who performs EFFECT_FILES tells the files, and goes on with the completion. */
static void tell_files(unsigned effects, const char *asked, const char *const *paths)
{
    assert_int_equal(effects, EFFECT_FILES);
    assert_string_equal(str_text(&app.request.path), asked);
    assert_true(files_start(&app.files, asked));
    for (; *paths; paths++) assert_true(files_add(&app.files, *paths));
    files_sort(&app.files);
    command_complete(&app, app.request.step);
    draw();
}

static void test_paths(void **state)
{
    (void)state;
    static const char *const none[] = {NULL}, *const one[] = {"a b/my text.txt", NULL};
    static const char *const three[] = {"milk.txt", "mile/", "million", NULL}, *const deep[] = {
                                                                                   "mile/one",
                                                                                   "mile/two",
                                                                                   NULL};
    assert_int_equal(play(": 'corpus'"), 0);
    assert_int_equal(play("Tab"), 0); /* a name is completed without any file */
    assert_string_equal(line(), "corpus ");
    tell_files(play("m Tab"), "m", three);
    assert_string_equal(line(), "corpus mil"); /* as far as all agree */
    tell_files(play("Tab"), "mil", three);
    assert_string_equal(line(), "corpus mile/");
    assert_shown("mile/  milk.txt  million");
    assert_int_equal(play("Tab"), 0); /* one after the other, without asking again */
    assert_string_equal(line(), "corpus milk.txt");
    play("S-Tab");
    assert_string_equal(line(), "corpus mile/");
    play("C-w 'mile/'");
    tell_files(play("Tab"), "mile/", deep);
    assert_shown("one  two"); /* without what stands in the line */
    play("C-u 'corpus zz'");
    tell_files(play("Tab"), "zz", none);
    assert_shown("no file begins with that");
    play("C-u 'corpus b'");
    tell_files(play("Tab"), "b", none);
    assert_string_equal(line(), "corpus built-in"); /* beside the files */
    play("C-u 'export svg a b/m'");                 /* blanks belong to the path */
    tell_files(play("Tab"), "a b/m", one);
    assert_string_equal(line(), "export svg a b/my text.txt");
    play("C-u 'scheme lea' Tab");
    assert_string_equal(line(), "scheme learned ");
    play("Esc");
}

/* Of those told, the ones that go with what is typed since; none where others may. */
static void test_files_are_a_list(void **state)
{
    (void)state;
    struct files f = {0};
    assert_null(files_at(&f, "a", 0));
    assert_true(files_start(&f, "a") && files_add(&f, "ab") && files_add(&f, "aa1") &&
                files_add(&f, "aa0"));
    files_sort(&f);
    assert_string_equal(files_at(&f, "a", 0), "aa0");
    assert_string_equal(files_at(&f, "a", 2), "ab");
    assert_null(files_at(&f, "a", 3));
    assert_string_equal(files_at(&f, "aa", 1), "aa1");
    assert_null(files_at(&f, "aa", 2));
    assert_null(files_at(&f, "", 0));
    assert_null(files_at(&f, "b", 0));
    assert_true(files_start(&f, ""));
    assert_null(files_at(&f, "a", 0));
    files_free(&f);
}

/* A scheme that is a published mistake says so, however it came to be. */
static void test_a_scheme_is_said(void **state)
{
    (void)state;
    command("scheme wrong-parity");
    assert_string_equal(app.message.text,
                        "WRONG FORMULA wrong-parity: parity by position; c goes back");
    command("scheme binary");
    assert_string_equal(app.message.text, "scheme binary: binary digits");
    play("b");
    assert_string_equal(app.message.text, "base 1000"); /* there are no waves to tell of */
    play("t");
    assert_string_equal(app.message.text, "theme light");
}

/* What is not seen at once is said. */
static void test_settings_are_said(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"mouse off", "mouse off: it is left to the terminal, to select text with it"},
        {"mouse on", "mouse on: it selects and scrolls here"},
        {"no-mouse on", "mouse off: it is left to the terminal, to select text with it"},
        {"no-mouse off", "mouse on: it selects and scrolls here"},
        {"curves ascii", "curves ascii: ASCII characters of 3 heights"},
        {"curves auto", "curves auto: as the terminal is known to draw them"},
        {"ambiguous wide", "ambiguous wide: a Greek letter has 2 columns in the terminal"},
        {"ambiguous narrow", "ambiguous narrow: a Greek letter has 1 column in the terminal"},
        {"beside a b", "a second text stands beside the first in the view pipeline"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char keys[128];
        snprintf(keys, sizeof keys, ": \"%s\" Enter", cases[i][0]);
        play(keys);
        assert_string_equal(app.message.text, cases[i][1]);
    }
    play("a C-u Enter");
    assert_false(app.beside.on);
}

static void test_completion(void **state)
{
    (void)state;
    play(": d - m Tab"); /* d-model, d-model-half, d-model-double: so far they agree */
    assert_string_equal(line(), "d-model");
    assert_shown("d-model-half");
    play("Tab");
    assert_string_equal(line(), "d-model");
    play("Tab");
    assert_string_equal(line(), "d-model-half");
    play("Tab");
    assert_string_equal(line(), "d-model-double");
    play("Tab Tab S-Tab S-Tab"); /* round, and back */
    assert_string_equal(line(), "d-model-double");
    play("Esc : 'off' Tab"); /* only one is left: its value may follow, and says what it takes */
    assert_string_equal(line(), "offset ");
    assert_shown("position of the first token");
    play("Esc : 'lay' Tab");
    assert_string_equal(line(), "layout ");
    assert_shown("interleaved  split");
    play("s Tab Enter");
    assert_int_equal(app.params.layout, LAYOUT_SPLIT);
    play(": 'scheme n' Tab");
    assert_string_equal(line(), "scheme no");
    play("Tab");
    assert_string_equal(line(), "scheme none");
    play("S-Tab"); /* the last one first when going back */
    assert_string_equal(line(), "scheme normalised-n");
    play("Backspace"); /* what is typed begins again */
    assert_string_equal(line(), "scheme normalised-");
    play("Tab Enter");
    assert_string_equal(schemes[app.params.scheme].name, "normalised-n");
    play(": 'export s' Tab");
    assert_string_equal(line(), "export svg ");
    play("'out' Tab"); /* which files there are is asked for */
    assert_string_equal(line(), "export svg out");
    play("Esc : z z Tab");
    assert_shown("nothing begins with that");
    play("Esc : S-Tab");
    assert_true(text_len(&app.prompt.line.text) > 0);
    play("Esc d Tab S-Tab Up Down"); /* of the command line alone */
    assert_string_equal(line(), "");
}

/* Each candidate is what it says: writing it out is taken, or wants a value. */
static void test_candidates(void **state)
{
    (void)state;
    const char *name;
    int count = 0;
    for (; (name = command_prompt.candidate(&app, "", count)); count++) {
        struct str note = STR_EMPTY;
        command_prompt.note(&app, name, &note);
        assert_true(note.len > 0);
        str_free(&note);
        for (int i = 0; i < count; i++)
            assert_string_not_equal(name, command_prompt.candidate(&app, "", i));
        assert_null(strstr(name, "-anywhere"));
    }
    assert_true(count > 50);
}

static void test_history(void **state)
{
    (void)state;
    command("seed 2");
    command("seed 3");
    command("seed 2"); /* again: it moves, and does not stand there twice */
    play(": 'dra' Up");
    assert_string_equal(line(), "seed 2");
    play("Up");
    assert_string_equal(line(), "seed 3");
    play("Up Up");
    assert_string_equal(line(), "seed 3");
    play("Down");
    assert_string_equal(line(), "seed 2");
    play("Down");
    assert_string_equal(line(), "dra");
    play("Down Down");
    assert_string_equal(line(), "dra");
    play("C-u Up Up Enter");
    assert_int_equal(app.params.seed, 3);
    command("seed x"); /* a mistake is remembered too */
    play("Esc : Up");
    assert_string_equal(line(), "seed x");
    play("Esc");
    for (int i = 0; i < 2 * HISTORY_MAX; i++) {
        char text[40];
        snprintf(text, sizeof text, "seed %d", 1000 + i);
        command(text);
    }
    assert_int_equal(app.history.count, HISTORY_MAX);
    assert_string_equal(str_text(&app.history.lines[0]), "seed 1100");
}

/* Who performs an effect may fail: the line comes back with why. */
static void test_refused(void **state)
{
    (void)state;
    command("corpus nowhere.txt");
    assert_null(app.prompt.kind);
    command_refuse(&app, "nowhere.txt: does not exist: check the name");
    draw();
    assert_string_equal(line(), "corpus nowhere.txt");
    assert_shown("does not exist");
    play("C-w C-w"); /* and can be mended */
    assert_string_equal(app.prompt.error.text, "");
}

static void test_another_corpus(void **state)
{
    (void)state;
    struct err e;
    unsigned before = app.vocab_revision;
    assert_int_equal(app.pipeline.fresh_count, 0);
    assert_true(app_set_corpus(&app, &(struct corpus){"you win", 7, "mine"}, &e));
    draw();
    assert_int_equal(app.vocab_revision, before + 1);
    assert_string_equal(app.corpus.source, "mine");
    assert_int_equal(app.pipeline.fresh_count, 8); /* when play the game of thrones or die */
    play("T");
    assert_string_equal(app.vocab.tokenizer->name, "character");
    assert_string_equal(app.corpus.source, "mine");
}

/* Long lines and narrow screens: the cursor stays in sight, the row stays whole. */
static void test_every_width(void **state)
{
    (void)state;
    play(
        ": 'text a long line of words that does not fit on any narrow screen at all 狗狗狗狗狗狗'");
    for (int cols = APP_COLS_MIN; cols < 200; cols++) {
        app.cols = cols;
        app.prompt.line.cursor = text_len(&app.prompt.line.text);
        draw();
        assert_int_equal(frame.cursor_row, frame.rows - 1);
        assert_within(frame.cursor_col, 1, cols - 1);
        app.prompt.line.cursor = 0;
        draw();
        assert_int_equal(frame.cursor_col, 2);
    }
    play("Esc : Tab Tab");
    for (int cols = APP_COLS_MIN; cols < 200; cols++) {
        app.cols = cols;
        draw();
        assert_int_equal(frame.cursor_row, frame.rows - 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_options),
        TEST(test_every_name_of_every_option),
        TEST(test_actions),
        TEST(test_every_action),
        TEST(test_text),
        TEST(test_requests),
        TEST(test_mistakes_stay_and_say_what_is_right),
        TEST(test_only_from_the_body),
        TEST(test_completion),
        TEST(test_paths),
        TEST(test_files_are_a_list),
        TEST(test_a_scheme_is_said),
        TEST(test_settings_are_said),
        TEST(test_candidates),
        TEST(test_history),
        TEST(test_refused),
        TEST(test_another_corpus),
        TEST(test_every_width),
    };
    return cmocka_run_group_tests_name("command", tests, NULL, NULL);
}
