/* The saved state: what is written is read back the same, for every option that
 * shapes the picture and any text; anything else is refused and names its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/saved.h"
#include "formats/corpus.h"
#include "view/theme.h"
#include "view/view.h"

static const char *const no_formats[] = {NULL};

static struct option_lists lists(void)
{
    return (struct option_lists){theme_names, view_names, no_formats, palette_names};
}

static void start(struct app *a)
{
    struct err e;
    struct corpus corpus = {corpus_builtin, corpus_builtin_len, "built-in"};
    assert_true(app_init(a, &corpus, &e));
}

static void write_state(const struct app *a, const struct settings *given, const struct option_lists *l, struct str *out)
{
    saved_head(a, given, l, out);
    text_add(&a->line.text, 0, text_len(&a->line.text), out);
}

static void test_round_trip(void **state)
{
    (void)state;
    static const char text[] = "text\nd-model 9\n\xFF狗\033[31m\0end";
    struct app a;
    start(&a);
    struct err e;
    assert_true(app_set_text(&a, text, sizeof text - 1, &e));
    a.params = (struct params){.d_model = 16384, .base = 1.1, .layout = LAYOUT_SPLIT, .offset = OFFSET_MAX, .scheme = 3,
                               .init = INIT_UNIFORM, .seed = 9007199254740992u, .scale = false, .frozen = true};
    a.tokenizer = 2;
    a.theme = 1;
    a.palette = 2;
    a.token = 5;
    a.dim = 77;
    struct settings given = settings_default(), got = settings_default();
    given.ascii = true;
    struct option_lists l = lists();
    struct str out = STR_EMPTY;
    struct saved saved;
    write_state(&a, &given, &l, &out);
    assert_true(saved_read(str_text(&out), out.len, &l, &got, &saved, &e));
    assert_int_equal(saved.len, sizeof text - 1);
    assert_memory_equal(saved.text, text, sizeof text - 1);
    assert_int_equal(saved.token, 5);
    assert_int_equal(saved.dim, 77);
    assert_int_equal(got.params.d_model, 16384);
    assert_memory_equal(&got.params.base, &a.params.base, sizeof(double));
    assert_int_equal(got.params.layout, LAYOUT_SPLIT);
    assert_int_equal(got.params.offset, OFFSET_MAX);
    assert_int_equal(got.params.scheme, 3);
    assert_int_equal(got.params.init, INIT_UNIFORM);
    assert_int_equal(got.params.seed, 9007199254740992u);
    assert_false(got.params.scale);
    assert_true(got.params.frozen && got.ascii);
    assert_int_equal(got.tokenizer, 2);
    assert_int_equal(got.theme, 1);
    assert_int_equal(got.palette, 2);
    str_free(&out);
    app_free(&a);
}

/* Defaults are not written: a later program's own defaults then count. */
static void test_defaults_stay_out(void **state)
{
    (void)state;
    struct app a;
    start(&a);
    struct settings given = settings_default();
    struct option_lists l = lists();
    struct str out = STR_EMPTY;
    write_state(&a, &given, &l, &out);
    char expected[256];
    snprintf(expected, sizeof expected, "lexwave state 1\ntoken 7\ndimension 2\ntext\n%s", app_default_text);
    assert_string_equal(str_text(&out), expected);
    str_free(&out);
    app_free(&a);
}

/* A wrong formula is not met again unawares; one that is a person's own default is. */
static void test_a_wrong_formula_is_left_behind(void **state)
{
    (void)state;
    static const char bytes[] = "lexwave state 1\nd-model 8\nscheme wrong-axes\ntext\nyou";
    struct option_lists l = lists();
    struct saved saved;
    struct err e;
    struct settings s = settings_default();
    assert_true(saved_read(bytes, sizeof bytes - 1, &l, &s, &saved, &e));
    assert_string_equal(saved.wrong, "wrong-axes");
    assert_string_equal(schemes[s.params.scheme].name, "sinusoidal");
    assert_int_equal(s.params.d_model, 8);
    s.params.scheme = scheme_find("wrong-axes");
    assert_true(saved_read(bytes, sizeof bytes - 1, &l, &s, &saved, &e));
    assert_null(saved.wrong);
    assert_string_equal(schemes[s.params.scheme].name, "wrong-axes");
    s = settings_default();
    assert_true(saved_read("lexwave state 1\nscheme binary\ntext\n", 37, &l, &s, &saved, &e));
    assert_null(saved.wrong);
    assert_string_equal(schemes[s.params.scheme].name, "binary");
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *says;
    } cases[] = {
        {"", "line 1"},
        {"lexwave state 2\ntext\n", "line 1"},
        {"lexwave state 1\n", "text"},
        {"lexwave state 1\nd-model 16", "text"},
        {"lexwave state 1\nd-model zero\ntext\n", "line 2"},
        {"lexwave state 1\nd-model 8\nbase 1\ntext\n", "line 3"},
        {"lexwave state 1\ntoken -1\ntext\n", "line 2"},
        {"lexwave state 1\ndimension 99999999999\ntext\n", "line 2"},
        {"lexwave state 1\nfrozen maybe\ntext\n", "line 2"},
        {"lexwave state 1\nscheme best\ntext\n", "line 2"},
        {"lexwave state 1\nshell rm\ntext\n", "line 2"},
        {"\033[2J\ntext\n", "line 1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct settings s = settings_default();
        struct option_lists l = lists();
        struct saved saved;
        struct err e = {""};
        assert_false(saved_read(cases[i].bytes, strlen(cases[i].bytes), &l, &s, &saved, &e));
        if (!strstr(e.text, cases[i].says))
            fail_msg("case %zu: \"%s\" does not say %s", i, e.text, cases[i].says);
        assert_int_equal(s.params.d_model, 16);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_defaults_stay_out),
        cmocka_unit_test(test_a_wrong_formula_is_left_behind),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests_name("saved", tests, NULL, NULL);
}
