/* The saved state: what is written is read back the same, for every option that
 * shapes the picture and any text; anything else is refused and names its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "named.h"

#include "app/command/saved.h"
#include "formats/corpus.h"
#include "view/colour/theme.h"
#include "view/chrome/view.h"

static const char *const no_formats[] = {NULL};

static struct settings defaults(void)
{
    static struct option_lists lists;
    lists = (struct option_lists){theme_names, views, no_formats, palette_names, color_wish_names};
    return settings_default(&lists);
}

static void start(struct app *a)
{
    struct err e;
    struct corpus corpus = {corpus_builtin, corpus_builtin_len, "built-in"};
    assert_true(app_init(a, &corpus, &e));
}

static void write_state(const struct app *a, const struct settings *given, struct str *out)
{
    struct str lines = STR_EMPTY;
    saved_lines(a, given, &lines);
    saved_head(&lines, false, 0, out);
    str_free(&lines);
    str_add(out, text_bytes(&a->line.text), text_len(&a->line.text));
}

static void test_round_trip(void **state)
{
    (void)state;
    static const char text[] = "text\nd-model 9\n\xFF狗\033[31m\0end";
    struct app a;
    start(&a);
    struct err e;
    assert_true(app_set_text(&a, text, sizeof text - 1, &e));
    a.params = (struct params){.d_model = 16384,
                               .base = 1.1,
                               .layout = LAYOUT_SPLIT,
                               .offset = OFFSET_MAX,
                               .scheme = 3,
                               .init = INIT_UNIFORM,
                               .seed = 9007199254740992u,
                               .scale = false,
                               .frozen = true};
    a.tokenizer = 2;
    a.theme = 1;
    a.palette = 2;
    a.curves = CURVES_HALVES;
    a.view = 5;
    a.token = 5;
    a.dim = 77;
    struct settings given = defaults(), got = defaults();
    given.ascii = true;
    struct str out = STR_EMPTY;
    struct saved saved;
    write_state(&a, &given, &out);
    assert_true(saved_read(str_text(&out), out.len, &got, &saved, &e));
    assert_int_equal(saved.len, sizeof text - 1);
    assert_memory_equal(saved.text, text, sizeof text - 1);
    assert_int_equal(saved.token, 5);
    assert_int_equal(saved.dim, 77);
    assert_int_equal(got.params.d_model, 16384);
    assert_memory_equal(&got.params.base, &a.params.base, sizeof(double));
    assert_int_equal(got.params.layout, LAYOUT_SPLIT);
    assert_int_equal(got.view, 5);
    assert_int_equal(got.params.offset, OFFSET_MAX);
    assert_int_equal(got.params.scheme, 3);
    assert_int_equal(got.params.init, INIT_UNIFORM);
    assert_int_equal(got.params.seed, 9007199254740992u);
    assert_false(got.params.scale);
    assert_true(got.params.frozen && got.ascii);
    assert_int_equal(got.tokenizer, 2);
    assert_int_equal(got.theme, 1);
    assert_int_equal(got.palette, 2);
    assert_int_equal(got.curves, CURVES_HALVES);
    str_free(&out);
    app_free(&a);
}

/* Defaults are not written: a later program's own defaults then count. */
static void test_defaults_stay_out(void **state)
{
    (void)state;
    struct app a;
    start(&a);
    struct settings given = defaults();
    struct str out = STR_EMPTY;
    write_state(&a, &given, &out);
    char expected[256];
    snprintf(expected, sizeof expected, "lexwave state 1\ntoken 1\ndimension 2\ntext\n%s",
             app_default_text);
    assert_string_equal(str_text(&out), expected);
    str_free(&out);
    app_free(&a);
}

/* A wrong formula is not met again unawares; one that is a person's own default is. */
static void test_a_wrong_formula_is_left_behind(void **state)
{
    (void)state;
    static const char bytes[] = "lexwave state 1\nd-model 8\nscheme wrong-axes\ntext\nyou";
    struct saved saved;
    struct err e;
    struct settings s = defaults();
    assert_true(saved_read(bytes, sizeof bytes - 1, &s, &saved, &e));
    assert_string_equal(saved.wrong, "wrong-axes");
    assert_string_equal(schemes[s.params.scheme].name, "sinusoidal");
    assert_int_equal(s.params.d_model, 8);
    s.params.scheme = scheme_find("wrong-axes");
    assert_true(saved_read(bytes, sizeof bytes - 1, &s, &saved, &e));
    assert_null(saved.wrong);
    assert_string_equal(schemes[s.params.scheme].name, "wrong-axes");
    s = defaults();
    assert_true(saved_read("lexwave state 1\nscheme binary\ntext\n", 37, &s, &saved, &e));
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
        struct settings s = defaults();
        struct saved saved;
        struct err e = {""};
        assert_false(saved_read(cases[i].bytes, strlen(cases[i].bytes), &s, &saved, &e));
        if (!strstr(e.text, cases[i].says))
            fail_msg("case %zu: \"%s\" does not say %s", i, e.text, cases[i].says);
        assert_int_equal(s.params.d_model, 16);
    }
}

static bool read_bytes(const char *bytes, size_t n, struct settings *s, struct saved *saved)
{
    struct err e;
    *s = defaults();
    return saved_read(bytes, n, s, saved, &e);
}

/* Lines may end as on other systems; the text is as it is. */
static void test_carriage_returns(void **state)
{
    (void)state;
    static const char bytes[] = "lexwave state 1\r\nd-model 8\r\ntoken 3\r\ntext\r\nyou\r\nwin";
    struct settings s;
    struct saved saved;
    assert_true(read_bytes(bytes, sizeof bytes - 1, &s, &saved));
    assert_int_equal(s.params.d_model, 8);
    assert_int_equal(saved.token, 3);
    assert_int_equal(saved.len, 8);
    assert_memory_equal(saved.text, "you\r\nwin", 8);
}

/* Any edits, as the log has them, bring the text up to date; whatever is cut off or put in the
 * place of the end of them, those before it count. */
static void test_records(void **state)
{
    (void)state;
    struct line line = {0};
    struct edit_log log = {0};
    struct str bytes = STR_EMPTY, lines = STR_EMPTY, want = STR_EMPTY, got = STR_EMPTY;
    struct settings s;
    struct saved saved;
    assert_true(line_set(&line, "you win", 7));
    line.log = &log;
    srand(3);
    for (int i = 0; i < 2000; i++) {
        size_t len = text_len(&line.text), from = (size_t)rand() % (len + 1),
               to = from + (size_t)rand() % (len + 1 - from);
        if (rand() % 3)
            line_type(&line, rand() % 5 ? "ab" : "\n", 1);
        else if (rand() % 2)
            line_do(&line, LINE_BACKSPACE);
        else
            line_replace(&line, from, to - from > 9 ? from + 9 : to, "lines 4\nedit",
                         (size_t)(rand() % 12));
        if (rand() % 9 == 0) edit_log_close(&log);
        if (rand() % 40 == 0) line_do(&line, LINE_UNDO);
    }
    edit_log_close(&log);
    assert_false(log.whole);
    str_adds(&lines, "d-model 8\n");
    saved_head(&lines, true, 7, &bytes);
    str_adds(&bytes, "you win");
    size_t head = bytes.len;
    str_add(&bytes, str_text(&log.records), log.records.len);
    str_splice(&lines, 0, lines.len, "token 9\ndimension 1\n", 20);
    saved_change(&lines, &bytes);
    assert_true(read_bytes(bytes.data, bytes.len, &s, &saved));
    assert_int_equal(saved.dropped, 0);
    assert_int_equal(saved.token, 9);
    assert_int_equal(s.params.d_model, 16); /* all lines are others, not only those there are */
    struct text text = {0};
    assert_true(text_set(&text, saved.text, saved.len) && saved_apply(&saved, &text));
    str_add(&want, text_bytes(&line.text), text_len(&line.text));
    str_add(&got, text_bytes(&text), text_len(&text));
    assert_string_equal(str_text(&got), str_text(&want));
    for (size_t n = head; n < bytes.len; n += 1 + bytes.len / 500) { /* as a kill may leave it */
        assert_true(read_bytes(bytes.data, n, &s, &saved));
        assert_int_equal(saved.edits_len + saved.dropped, n - head);
        assert_true(saved.torn || !saved.dropped);
        assert_true(saved_apply(&saved, &text) || text_len(&text) > 0);
        text_set(&text, "you win", 7);
    }
    bytes.data[head + log.records.len / 2] ^= 1; /* and as nothing of this program leaves it */
    assert_true(read_bytes(bytes.data, bytes.len, &s, &saved));
    text_free(&text);
    line_free(&line);
    edit_log_free(&log);
    str_free(&bytes);
    str_free(&lines);
    str_free(&want);
    str_free(&got);
}

/* Records that cannot be end what is read, and are not taken for what a kill left. */
/* A state of one piece has no edits, and making none changes nothing. */
static void test_no_records(void **state)
{
    (void)state;
    static const char bytes[] = "lexwave state 1\ntext\nwords";
    struct settings s = defaults();
    struct saved saved;
    struct text text = {0};
    assert_true(read_bytes(bytes, sizeof bytes - 1, &s, &saved));
    assert_false(saved.records);
    assert_ptr_equal(saved.edits, bytes + sizeof bytes - 1);
    assert_int_equal(saved.edits_len, 0);
    assert_true(text_set(&text, saved.text, saved.len) && saved_apply(&saved, &text));
    assert_string_equal(text_bytes(&text), "words");
    text_free(&text);
}

static void test_wrong_records(void **state)
{
    (void)state;
    static const struct {
        const char *records;
        size_t kept;
        bool torn;
    } cases[] = {
        {"", 0, false},
        {"edit 0 0 1\na\n", 13, false},
        {"edit 0 0 1\na", 0, true},
        {"edit 0 0", 0, true},
        {"edit 0 0 1\na\nedit 0 9 0\n\n", 13, false},
        {"edit 3 1 0\n\n", 0, false},
        {"edit 0 0 1\nab\n", 0, false},
        {"edit 0 0 -1\n\n", 0, false},
        {"edit 0 0\n\n", 0, false},
        {"lines 8\ntoken 4\n\n", 17, false},
        {"lines 8\nsaturn 4\n\n", 0, false},
        {"lines 9\nd-model 0\n\n", 0, false},
        {"paint 1\nx\n", 0, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char bytes[200];
        struct settings s;
        struct saved saved;
        int n = snprintf(bytes, sizeof bytes, "lexwave state 1\ntoken 1\ntext 7\nyou win%s",
                         cases[i].records);
        assert_true(read_bytes(bytes, (size_t)n, &s, &saved));
        if (saved.edits_len != cases[i].kept || saved.torn != cases[i].torn)
            fail_msg("case %zu: %zu bytes of records, torn %d", i, saved.edits_len, saved.torn);
        assert_int_equal(saved.dropped, strlen(cases[i].records) - cases[i].kept);
        assert_int_equal(saved.len, 7);
    }
}

/* What is typed is one record; too many of them are none. */
static void test_log(void **state)
{
    (void)state;
    struct edit_log log = {0};
    assert_true(edit_log_empty(&log));
    edit_log_add(&log, 4, 4, "a", 1);
    edit_log_add(&log, 5, 5, "b", 1);
    edit_log_add(&log, 5, 6, "", 0);
    edit_log_add(&log, 5, 5, "c", 1);
    assert_false(edit_log_empty(&log));
    edit_log_close(&log);
    assert_string_equal(str_text(&log.records), "edit 4 4 2\nac\n");
    edit_log_add(&log, 0, 1, "x", 1);
    edit_log_add(&log, 0, 3, "", 0); /* reaches beyond what was inserted */
    edit_log_close(&log);
    assert_string_equal(str_text(&log.records), "edit 4 4 2\nac\nedit 0 1 1\nx\nedit 0 3 0\n\n");
    static char much[EDIT_LOG_MAX];
    edit_log_add(&log, 0, 0, much, sizeof much);
    assert_true(log.whole);
    edit_log_add(&log, 0, 0, "a", 1);
    assert_int_equal(log.records.len, 0);
    edit_log_clear(&log);
    assert_true(edit_log_empty(&log));
    struct line line = {0};
    line.log = &log;
    assert_true(line_set(&line, "new", 3));
    assert_true(log.whole);
    line_free(&line);
    edit_log_free(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_defaults_stay_out),
        cmocka_unit_test(test_a_wrong_formula_is_left_behind),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_carriage_returns),
        cmocka_unit_test(test_records),
        cmocka_unit_test(test_no_records),
        cmocka_unit_test(test_wrong_records),
        cmocka_unit_test(test_log),
    };
    return cmocka_run_group_tests_name("saved", tests, NULL, NULL);
}
