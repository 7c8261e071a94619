/* The config file: options, keys, and every wrong line named; keys of a person's
 * own in every context, in the help and on the bottom line. */
#include "unit/stage.h"

#include "app/state/action.h"
#include "app/command/config.h"
#include "app/input/keyname.h"
#include "app/command/saved.h"

static const char *const no_formats[] = {NULL};
static const struct option_lists *lists(void)
{
    static struct option_lists all;
    all = (struct option_lists){theme_names, views, no_formats, palette_names, color_wish_names};
    return &all;
}

static struct str text;
static struct settings settings;
static struct keymap keys;
static struct err e;

static bool read_bytes(const char *bytes, size_t n)
{
    str_clear(&text);
    keymap_free(&keys);
    settings = settings_default(lists());
    assert_true(str_add(&text, bytes, n));
    return config_read(&text, &settings, &keys, &e);
}

static bool read_text(const char *config)
{
    return read_bytes(config, strlen(config));
}

static void test_options(void **state)
{
    (void)state;
    assert_true(
        read_text("# mine\n\nd-model 64\n  base\t500.5  \r\nlayout split\nno-scale on\nfrozen on\n"
                  "theme light\npalette grey\ncurves halves\nview pipeline\nseed 9\ncorpus a "
                  "b.txt\ncolor 256\n"
                  "ascii on\nfresh on\n#d-model 1\noffset 3"));
    assert_int_equal(settings.params.d_model, 64);
    assert_true(settings.params.base > 500.4 && settings.params.base < 500.6);
    assert_int_equal(settings.params.layout, LAYOUT_SPLIT);
    assert_false(settings.params.scale);
    assert_true(settings.params.frozen && settings.ascii && settings.fresh);
    assert_string_equal(theme_names[settings.theme], "light");
    assert_string_equal(palette_names[settings.palette], "grey");
    assert_int_equal(settings.curves, CURVES_HALVES);
    assert_string_equal(color_wish_names[settings.color], "256");
    assert_string_equal(settings.corpus, "a b.txt");
    assert_int_equal(settings.params.seed, 9);
    assert_int_equal(settings.params.offset, 3);
    assert_true(read_text("scale off\nfrozen on\nfrozen off\n"));
    assert_false(settings.params.scale);
    assert_false(settings.params.frozen);
    assert_true(read_text(""));
    assert_true(read_text("\n\n# nothing"));
    struct settings standard = settings_default(lists());
    assert_int_equal(settings.params.d_model, standard.params.d_model);
}

static void test_wrong_lines(void **state)
{
    (void)state;
    static const struct {
        const char *config, *line, *says;
    } cases[] = {
        {"d-model zero", "line 1: d-model zero: ", "from 1 to 16384"},
        {"\n# x\nd-model", "line 3: d-model: ", "from 1 to 16384"},
        {"d-modle 4", "line 1: ", "did you mean d-model?"},
        {"base 8\nbase 1\nbase 9", "line 2: base 1: ", "above 1"},
        {"layout diagonal", "line 1: layout diagonal: ", "interleaved or split"},
        {"frozen", "line 1: frozen: ", "on or off"},
        {"frozen yes", "line 1: frozen yes: ", "on or off"},
        {"scale 1", "line 1: scale 1: ", "on or off"},
        {"theme pink", "line 1: theme pink: ", "dark, light, contrast or none"},
        {"curves dots", "line 1: curves dots: ", "auto, braille, blocks, halves or ascii"},
        {"corpus", "line 1: corpus: ", "FILE"},
        {"xyzzy 1", "line 1: there is no option xyzzy", "man lexwave-config"},
        {"help on", "line 1: help is an option of the command line only", ""},
        {"config other", "line 1: config is an option of the command line only", ""},
        {"size 80x24", "line 1: size is an option of the command line only", ""},
        {"--d-model 4", "line 1: ", "d-model"},
        {"key", "line 1: ", "a key and an action"},
        {"key x", "line 1: ", "a key and an action"},
        {"key x quit now", "line 1: ", "a key and an action"},
        {"key Lefty quit", "line 1: there is no key Lefty", "PgUp"},
        {"key x qiut", "line 1: there is no action qiut", "did you mean quit?"},
        {"key x frobnicate", "line 1: there is no action frobnicate", ":"},
        {"key x kill-word", "line 1: x is text", "C- or M-"},
        {"kye x quit", "line 1: ", "did you mean key?"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        e.text[0] = 0;
        assert_false(read_text(cases[i].config));
        if (strncmp(e.text, cases[i].line, strlen(cases[i].line)) != 0 ||
            !strstr(e.text, cases[i].says))
            fail_msg("\"%s\": \"%s\" does not begin with %s and say %s", cases[i].config, e.text,
                     cases[i].line, cases[i].says);
    }
    assert_false(read_bytes("seed 1\nseed\0 2\n", 15));
    assert_non_null(strstr(e.text, "line 2: holds a NUL byte"));
    assert_false(read_text("\xFF\xFE"
                           "d\033[31m 1"));
    assert_null(strchr(e.text, '\033'));
}

/* What is saved is what differs from the person's own defaults, both ways. */
static void test_saved_beside_a_config(void **state)
{
    (void)state;
    assert_true(read_text("d-model 64\nfrozen on\nscale off\n"));
    struct settings base = settings, on_screen = settings, back;
    on_screen.base = &base;
    struct str out = STR_EMPTY;
    option_write(&on_screen, &out);
    assert_string_equal(str_text(&out), "");
    on_screen.params = params_default();
    option_write(&on_screen, &out);
    assert_string_equal(str_text(&out), "d-model 16\nno-scale off\nfrozen off\n");
    back = base;
    for (char *line = strtok(out.data, "\n"); line; line = strtok(NULL, "\n")) {
        size_t len = strcspn(line, " ");
        assert_true(option_set(COMMAND_TUI, line, len, line + len + 1, &back, &e));
    }
    assert_int_equal(back.params.d_model, 16);
    assert_true(back.params.scale);
    assert_false(back.params.frozen);
    str_free(&out);
}

/* ---- keys ------------------------------------------------------------------ */

static int setup(void **state)
{
    (void)state;
    return stage("pipeline", FOCUS_BODY, 140, 200,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

static int finish(void **state)
{
    keymap_free(&keys);
    str_free(&text);
    return teardown(state);
}

static void bind(const char *config)
{
    if (!read_text(config)) fail_msg("%s", e.text);
    keymap_free(&app.keymap);
    assert_true(keymap_copy(&app.keymap, &keys));
    draw();
}

/* The row that holds both words, in this order. */
static bool has_row(const char *first, const char *second)
{
    for (int r = 0; r < frame.rows; r++) {
        const char *at = strstr(row_text(r), first);
        if (at && strstr(at, second)) return true;
    }
    return false;
}

static void test_keys(void **state)
{
    (void)state;
    bind("key x last-token\nkey F2 scheme-next\nkey k dimension-right\nkey C-t first-token\n"
         "key Space last-dimension\n");
    play("x");
    assert_int_equal(app.token, 11);
    play("F2");
    assert_int_equal(app.params.scheme, 1);
    play("k"); /* it was a token up */
    assert_int_equal(app.token, 11);
    assert_int_equal(app.dim, 3);
    play("C-t Space");
    assert_int_equal(app.token, 0);
    assert_int_equal(app.dim, 15);
    play("G g l Up"); /* keys that were not bound do what they did */
    assert_int_equal(app.token, 0);
    play("Tab x k Space"); /* in the sentence text is text */
    assert_non_null(strstr(text_bytes(&app.line.text), "diexk "));
    play("Tab : x k");
    assert_string_equal(text_bytes(&app.prompt.line.text), "xk");
    play("Esc");
}

/* The wheel moves what it moves, whatever the arrow keys were bound to. */
static void test_wheel(void **state)
{
    (void)state;
    bind("key Down first-token\nkey Up none\n");
    play("wheeldown:30,10");
    assert_int_equal(app.token, 10);
    play("wheelup:30,10");
    assert_int_equal(app.token, 7);
    play("Down");
    assert_int_equal(app.token, 0);
}

static void test_none(void **state)
{
    (void)state;
    bind("key q none\nkey C-w none\nkey Esc none\nkey Enter none\n");
    assert_int_equal(play("q"), 0);
    assert_non_null(strstr(app.message.text, "this key does nothing"));
    play("Tab C-w");
    assert_string_equal(text_bytes(&app.line.text), app_default_text);
    play("Esc"); /* stays in the sentence */
    assert_int_equal(app.focus, FOCUS_SENTENCE);
    play("Tab d 5 Enter"); /* a question keeps its keys */
    assert_int_equal(app.dim, 5);
    play("d Esc");
    assert_null(app.prompt.kind);
    play("F1 Esc");
    assert_false(app.help);
    assert_int_equal(play("C-c"), EFFECT_QUIT);
}

static void test_the_last_binding_counts(void **state)
{
    (void)state;
    bind("key x last-token\nkey x first-token\nkey C-t quit\nkey C-t kill-word\n");
    play("G x");
    assert_int_equal(app.token, 0);
    assert_int_equal(play("C-t"),
                     EFFECT_QUIT); /* in the body as first bound, in the sentence as then */
    play("Tab C-e C-t");
    assert_string_equal(text_bytes(&app.line.text) +
                            strlen("When you play the game of thrones you win or you "),
                        "");
    bind("key x last-token\nkey x none\n");
    play("Tab g x");
    assert_int_equal(app.token, 0);
}

static void test_help_shows_the_keys_in_force(void **state)
{
    (void)state;
    app.help = true;
    bind("");
    assert_true(has_row("  q  ", "quit"));
    assert_true(has_row("Up k", "previous token"));
    bind("key x quit\nkey k dimension-right\nkey t none\nkey C-n page-down\n");
    assert_true(has_row("  q x  ", "quit"));
    assert_true(has_row("  Up  ", "previous token"));
    assert_true(has_row("  Right l k  ", "next dimension"));
    assert_true(has_row("  PgDn Ctrl-N  ", "a page of tokens down"));
    assert_true(has_row("  :theme  ", "next colour theme"));
    assert_false(has_row("  t  ", "next colour theme"));
}

static void test_hints_show_the_keys_in_force(void **state)
{
    (void)state;
    bind("");
    assert_true(has_row("←→ dimension", "[ ] shift"));
    bind("key ] none\nkey Left quit\nkey q none\n");
    assert_true(has_row("h dimension", "[ shift"));
    assert_false(has_row("[ ] shift", ""));
    assert_true(has_row("Left quit", ""));
    bind("key q none\n");
    assert_true(has_row("Ctrl-C quit", ""));
    app.focus = FOCUS_SENTENCE;
    bind("key C-u none\nkey F5 kill-to-start\n");
    assert_true(has_row("F5 clear", "Ctrl-_ undo"));
}

/* Every action may have every kind of key; what is refused is text for the line alone. */
static void test_every_action_can_be_bound(void **state)
{
    (void)state;
    for (int i = 0; i < action_count; i++) {
        char line[100];
        snprintf(line, sizeof line, "key M-F9 %s", actions[i].name);
        bind(line);
        for (unsigned context = 1; context < CONTEXT_ANY; context <<= 1)
            if (actions[i].contexts & context)
                assert_ptr_equal(action_find(&app, (enum context)context, key_parse("M-F9", 4)),
                                 &actions[i]);
        snprintf(line, sizeof line, "key z %s", actions[i].name);
        bool taken = (actions[i].contexts & (CONTEXT_BODY | CONTEXT_HELP)) != 0;
        assert_int_equal(read_text(line), taken);
        if (!taken) continue;
        bind(line);
        assert_null(action_find(&app, CONTEXT_SENTENCE, 'z'));
        assert_null(action_find(&app, CONTEXT_PROMPT, 'z'));
    }
}

#define CONFIG_TEST(f) cmocka_unit_test_setup_teardown(f, setup, finish)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CONFIG_TEST(test_options),
        CONFIG_TEST(test_wrong_lines),
        CONFIG_TEST(test_saved_beside_a_config),
        CONFIG_TEST(test_keys),
        CONFIG_TEST(test_wheel),
        CONFIG_TEST(test_none),
        CONFIG_TEST(test_the_last_binding_counts),
        CONFIG_TEST(test_help_shows_the_keys_in_force),
        CONFIG_TEST(test_hints_show_the_keys_in_force),
        CONFIG_TEST(test_every_action_can_be_bound),
    };
    return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
