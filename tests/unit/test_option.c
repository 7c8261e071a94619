/* The command line's options: values taken, and every kind of wrong one refused
 * with a line that names the option and what would be right. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/state/view.h"
#include "app/command/option_table.h"
#include "view/frame/frame.h"

static const char *const themes[] = {"dark", "light", NULL};
static const struct view views[] = {{.name = "pipeline"}, {.name = NULL}};
static const char *const formats[] = {"table", "json", NULL};
static const char *const palettes[] = {"blue-orange", "grey", NULL};
static const struct option_lists lists = {themes, views, formats, palettes, color_wish_names};

/* Arguments separated by blanks. */
static enum parse_result parse(enum command command, const char *line, struct settings *s,
                               struct err *e)
{
    static char copy[512];
    char *argv[32];
    int argc = 0;
    strcpy(copy, line);
    for (char *word = strtok(copy, " "); word; word = strtok(NULL, " ")) argv[argc++] = word;
    *s = settings_default(&lists);
    return option_parse(command, argc, argv, s, e);
}

static void test_values(void **state)
{
    (void)state;
    struct settings s;
    struct err e;
    assert_int_equal(parse(COMMAND_ENCODE,
                           "-d 64 --base=500.5 --layout split --offset 1000000000 --scheme none "
                           "--no-scale --seed 9 "
                           "--init uniform --tokenizer byte --frozen --format json --what=position "
                           "-o out.json hello",
                           &s, &e),
                     PARSE_OK);
    assert_int_equal(s.params.d_model, 64);
    assert_true(s.params.base > 500.4 && s.params.base < 500.6);
    assert_int_equal(s.params.layout, LAYOUT_SPLIT);
    assert_int_equal(s.params.offset, 1000000000);
    assert_string_equal(schemes[s.params.scheme].name, "none");
    assert_string_equal(init_infos[s.params.init].name, "uniform");
    assert_string_equal(tokenizers[s.tokenizer].name, "byte");
    assert_false(s.params.scale);
    assert_true(s.params.frozen);
    assert_int_equal(s.params.seed, 9);
    assert_int_equal(s.format, 1);
    assert_int_equal(s.what, 1);
    assert_string_equal(s.output, "out.json");
    assert_string_equal(s.text, "hello");
    assert_int_equal(parse(COMMAND_TABLE, "-d16384 --positions 5:4096", &s, &e), PARSE_OK);
    assert_int_equal(s.params.d_model, 16384);
    assert_int_equal(s.first, 5);
    assert_int_equal(s.last, 4096);
    assert_int_equal(
        parse(COMMAND_RENDER, "--size 80x24 --ascii --theme light --color=never -- -d", &s, &e),
        PARSE_OK);
    assert_int_equal(s.cols, 80);
    assert_int_equal(s.rows, 24);
    assert_int_equal(s.theme, 1);
    assert_string_equal(color_wish_names[s.color], "never");
    assert_string_equal(s.text, "-d");
    assert_int_equal(parse(COMMAND_ENCODE, "-", &s, &e), PARSE_OK);
    assert_string_equal(s.text, "-");
}

static const struct {
    enum command command;
    const char *line, *names, *mend;
} cases[] = {
    {COMMAND_ENCODE, "--d-modle 4", "--d-modle", "did you mean --d-model?"},
    {COMMAND_ENCODE, "--d-modle=4", "--d-modle=4", "did you mean --d-model?"},
    {COMMAND_RENDER, "--colour never", "--colour", "did you mean --color?"},
    {COMMAND_RENDER, "--THEME=light", "--THEME=light", "did you mean --theme?"},
    {COMMAND_RENDER, "--DModel 4", "--DModel", "did you mean --d-model?"},
    {COMMAND_RENDER, "--dark", "--dark", "did you mean --theme dark?"},
    {COMMAND_HELP, "--all", "--all", "did you mean lexwave help all?"},
    {COMMAND_ENCODE, "--learned hi", "--learned", "did you mean --learned-positions?"},
    {COMMAND_ENCODE, "--scale hi", "--scale", "did you mean --no-scale?"},
    {COMMAND_ENCODE, "-scheme none hi", "-scheme", "did you mean --scheme?"},
    {COMMAND_ENCODE, "-help", "-help", "did you mean --help?"},
    {COMMAND_ENCODE, "-base=3 hi", "-base=3", "did you mean --base?"},
    {COMMAND_ENCODE, "-output file hi", "-output", "did you mean --output?"},
    {COMMAND_ENCODE, "--theme dark hi", "--theme", "an option of lexwave and lexwave render"},
    {COMMAND_TABLE, "--corpus /nonexistent", "--corpus", "an option of lexwave, lexwave encode"},
    {COMMAND_ENCODE, "--steps 3 hi", "--steps", "an option of lexwave train"},
    {COMMAND_ENCODE, "--view=sum hi", "--view=sum", "an option of lexwave and lexwave render"},
    {COMMAND_ENCODE, "--stpes 3 hi", "--stpes", "did you mean --steps of lexwave train?"},
    {COMMAND_TUI, "-o file", "-o",
     "an option of lexwave encode, lexwave render, lexwave table and lexwave train"},
    {COMMAND_ENCODE, "--nothing-near hi", "--nothing-near", "--help"},
    {COMMAND_ENCODE, "--scheme sinusodial hi", "--scheme sinusodial",
     "did you mean sinusoidal? It is sinusoidal, none"},
    {COMMAND_ENCODE, "--tokenizer char hi", "--tokenizer char", "did you mean character?"},
    {COMMAND_ENCODE, "--scheme wrong- hi", "--scheme wrong-", "no such name; it is"},
    {COMMAND_TUI, "encod text", "encod is no command", "did you mean lexwave encode?"},
    {COMMAND_TUI, "encod --format json", "--format, and encod is no command",
     "did you mean lexwave encode?"},
    {COMMAND_TUI, "tarin --ascii text", "tarin", "did you mean lexwave train?"},
    {COMMAND_TUI, "-d 3 encode text", "encode", "a command comes first"},
    {COMMAND_TUI, "hello world", "world", "one TEXT only; put it in quotes"},
    {COMMAND_HELP, "encode render", "render", "one COMMAND only"},
    {COMMAND_HELP, "--d-model 3", "--d-model", "an option of lexwave, lexwave encode"},
    {COMMAND_ENCODE, "-x", "-x", "--help"},
    {COMMAND_ENCODE, "-d", "--d-model", "N"},
    {COMMAND_ENCODE, "-d 0", "--d-model 0", "from 1 to 16384"},
    {COMMAND_ENCODE, "-d 16385", "--d-model 16385", "from 1 to 16384"},
    {COMMAND_ENCODE, "-d 4x", "--d-model 4x", "from 1 to 16384"},
    {COMMAND_ENCODE, "-d -4", "--d-model -4", "from 1 to 16384"},
    {COMMAND_ENCODE, "-d 99999999999999999999", "--d-model", "from 1 to 16384"},
    {COMMAND_ENCODE, "--base 1", "--base 1", "above 1"},
    {COMMAND_ENCODE, "--base nan", "--base nan", "above 1"},
    {COMMAND_ENCODE, "--base inf", "--base inf", "above 1"},
    {COMMAND_ENCODE, "--base 1e999", "--base 1e999", "above 1"},
    {COMMAND_ENCODE, "--base ten", "--base ten", "above 1"},
    {COMMAND_ENCODE, "--offset 1000000001", "--offset 1000000001", "from 0 to 1000000000"},
    {COMMAND_ENCODE, "--offset -1", "--offset -1", "from 0"},
    {COMMAND_ENCODE, "--layout diagonal", "--layout diagonal", "interleaved or split"},
    {COMMAND_ENCODE, "--tokenizer wordpiece", "--tokenizer", "word, character or byte"},
    {COMMAND_ENCODE, "--format xml", "--format xml", "table or json"},
    {COMMAND_ENCODE, "--frozen=yes", "--frozen", "no value"},
    {COMMAND_ENCODE, "--corpus=", "--corpus", "FILE"},
    {COMMAND_ENCODE, "one two", "two", "quotes"},
    {COMMAND_ENCODE, "--size 80x24", "--size", "an option of lexwave render"},
    {COMMAND_RENDER, "--size 80", "--size 80", "COLSxROWS"},
    {COMMAND_RENDER, "--size 80x0", "--size 80x0", "COLSxROWS"},
    {COMMAND_RENDER, "--size 8000x24", "--size 8000x24", "from 1 to 1000"},
    {COMMAND_TABLE, "--positions 5", "--positions 5", "A:B"},
    {COMMAND_TABLE, "--positions 5:5", "--positions 5:5", "A < B"},
    {COMMAND_TABLE, "hello", "hello", "no text"},
};

static void test_wrong_usage(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct settings s;
        struct err e = {""};
        assert_int_equal(parse(cases[i].command, cases[i].line, &s, &e), PARSE_USAGE);
        if (!strstr(e.text, cases[i].names) || !strstr(e.text, cases[i].mend))
            fail_msg("%s: \"%s\" does not name %s and %s", cases[i].line, e.text, cases[i].names,
                     cases[i].mend);
        assert_null(strchr(e.text, '\n'));
    }
}

/* What help says of a value in brackets, (16) or (0: all), is what holds where none is given. The
 * brackets of --join tell which name is which. */
static void test_defaults(void **state)
{
    (void)state;
    int read = 0, filled = 0;
    for (size_t i = 0; i < option_count; i++) {
        const struct option *o = &option_table[i];
        struct settings standard = settings_default(&lists), set = standard;
        struct str about = STR_EMPTY, now = STR_EMPTY, usual = STR_EMPTY;
        option_about(o, &lists, &about);
        assert_null(strchr(str_text(&about), '{'));
        const char *open = strcmp(o->name, "join") == 0 ? NULL : strrchr(str_text(&about), '(');
        char value[64] = "";
        if (open) sscanf(open, "(%63[^):]", value);
        bool told = strstr(o->help, OPTION_DEFAULT) != NULL;
        if (o->type == OPTION_FILE || o->type == OPTION_STRING || option_is_flag(o) ||
            !option_set((enum command)(o->commands & ~(unsigned)COMMAND_CONFIG), o->name,
                        strlen(o->name), value, &set, NULL)) {
            assert_false(told);
            value[0] = 0;
        }
        if (*value) {
            option_field(o, &standard, &usual);
            option_field(o, &set, &now);
            if (strcmp(str_text(&now), str_text(&usual)) != 0)
                fail_msg("--%s: help says %s, it is %s", o->name, value, str_text(&usual));
            read++;
            filled += told;
        }
        str_free(&now);
        str_free(&usual);
        str_free(&about);
    }
    assert_int_equal(filled, 10);
    assert_true(read >= 15);
}

/* Where none of several names is given, the first one holds, as help says, unless it tells
 * another; lists of options have a place for every one, with its words. */
static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < option_count; i++) {
        const struct option *o = &option_table[i];
        struct settings standard = settings_default(&lists);
        struct str usual = STR_EMPTY;
        assert_true(o->group < OPTION_GROUP_COUNT && option_groups[o->group]);
        assert_int_equal(o->argument == NULL, option_is_flag(o));
        if (o->type == OPTION_NAME) assert_non_null(o->choice);
        if (o->type == OPTION_NAME && !strstr(o->help, OPTION_DEFAULT) &&
            strcmp(o->name, "format") != 0) {
            option_field(o, &standard, &usual);
            assert_string_equal(str_text(&usual), o->choice(&lists, 0));
        }
        str_free(&usual);
    }
}

static bool same(double a, double b)
{
    return a >= b && a <= b;
}

/* Numbers are decimal digits alone, wherever they are given. */
static void test_numbers(void **state)
{
    (void)state;
    static const enum command places[] = {COMMAND_ENCODE, COMMAND_CONFIG, COMMAND_LINE};
    static const char *const wrong[] = {" 16", "16 ", "0x10", "+16",  "-16",   "1_6",
                                        "nan", "inf", "16e",  "16e+", "1e999", "e1",
                                        ".",   "1,5", "16f",  "",     "\t16",  "0x1p4"};
    static const char *const reals[] = {"16", "16.0", "1.6e1", "1.6E+1", "160e-1", "16.", "0016"};
    for (size_t place = 0; place < 3; place++) {
        struct settings s = settings_default(&lists);
        struct err e;
        for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
            assert_false(option_set(places[place], "base", 4, wrong[i], &s, &e));
            assert_false(option_set(places[place], "d-model", 7, wrong[i], &s, &e));
            assert_false(option_set(places[place], "offset", 6, wrong[i], &s, &e));
            assert_false(option_set(places[place], "rate", 4, wrong[i], &s, &e));
        }
        for (size_t i = 0; i < sizeof reals / sizeof *reals; i++) {
            s.params.base = 2;
            assert_true(option_set(places[place], "base", 4, reals[i], &s, &e));
            assert_true(same(s.params.base, 16));
        }
        assert_true(option_set(places[place], "base", 4, "16.5", &s, &e) &&
                    same(s.params.base, 16.5));
        assert_true(option_set(places[place], "rate", 4, ".5", &s, &e) &&
                    same(s.training.rate, 0.5));
        assert_true(option_set(places[place], "rate", 4, "auto", &s, &e));
        assert_true(option_set(places[place], "d-model", 7, "016", &s, &e));
        assert_int_equal(s.params.d_model, 16);
    }
    struct settings s = settings_default(&lists);
    struct err e;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(option_set(COMMAND_LINE, "temperature", 11, wrong[i], &s, &e));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),      cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_wrong_usage), cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_table),
    };
    return cmocka_run_group_tests_name("option", tests, NULL, NULL);
}
