/* liblexwave.a as a program has it, beside the program's own option table and core. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "app/command/option_table.h"
#include "base/num.h"
#include "core/posenc/posenc.h"
#include "lexwave.h"

#define SENTENCE "The cat chased the zyzzyva ___ in the garden."
#define TOKENS 10

static lexwave *with_text(const char *text)
{
    lexwave *l = lexwave_new();
    assert_non_null(l);
    assert_int_equal(lexwave_set_text(l, text, strlen(text)), LEXWAVE_OK);
    return l;
}

static void set(lexwave *l, const char *name, const char *value)
{
    if (lexwave_set(l, name, value) != LEXWAVE_OK) fail_msg("%s", lexwave_error(l));
}

static const char *get(const lexwave *l, const char *name)
{
    static char value[256];
    assert_true(lexwave_get(l, name, value, sizeof value) < sizeof value);
    return value;
}

static void test_version(void **state)
{
    (void)state;
    int major, minor, patch;
    assert_string_equal(lexwave_version(), LEXWAVE_VERSION);
    assert_int_equal(sscanf(LEXWAVE_VERSION, "%d.%d.%d", &major, &minor, &patch), 3);
    assert_int_equal(lexwave_version_number(), 10000 * major + 100 * minor + patch);
    assert_int_equal(LEXWAVE_VERSION_NUMBER, lexwave_version_number());
}

/* ---- parameters, beside the program's options ---- */

static const struct option *option_of(const char *name)
{
    for (size_t i = 0; i < option_count; i++) {
        const struct option *o = &option_table[i];
        const char *known = o->name + (o->type == OPTION_OFF ? strlen("no-") : 0);
        if (strcmp(known, name) == 0) return o;
    }
    fail_msg("no option %s", name);
    return NULL;
}

/* Whether E, P, X and the tokens depend on it: what the library has to know. */
static bool is_of_encoding(const struct option *o)
{
    return o->group == OPTION_GROUP_ENCODING ||
           (o->group == OPTION_GROUP_TEXT && (o->commands & COMMAND_ENCODE));
}

static void test_parameters_are_options(void **state)
{
    (void)state;
    size_t options = 0, parameters = 0;
    for (size_t i = 0; i < option_count; i++) options += is_of_encoding(&option_table[i]);
    for (const char *name; (name = lexwave_parameter_name((int)parameters)); parameters++)
        assert_true(is_of_encoding(option_of(name)));
    assert_int_equal(parameters, options);
    assert_null(lexwave_parameter_name(-1));
    assert_null(lexwave_parameter_name(1 << 30));
}

static void test_defaults_and_choices_are_the_options(void **state)
{
    (void)state;
    lexwave *l = lexwave_new();
    struct option_lists lists = {0};
    struct settings s = settings_default(&lists);
    const char *name;
    for (int i = 0; (name = lexwave_parameter_name(i)); i++) {
        const struct option *o = option_of(name);
        struct str usual = STR_EMPTY;
        option_field(o, &s, &usual);
        if (o->type == OPTION_OFF) /* it is of --no-scale */
            assert_string_not_equal(get(l, name), str_text(&usual));
        else
            assert_string_equal(get(l, name), str_text(&usual));
        str_free(&usual);
        const char *value;
        for (int k = 0; (value = lexwave_parameter_value(name, k)); k++) {
            assert_string_equal(value, option_value(COMMAND_CONFIG, name, strlen(name), &lists, k));
            set(l, name, value);
            assert_string_equal(get(l, name), value);
        }
        assert_true(o->choice || option_is_flag(o) ? lexwave_parameter_value(name, 0) != NULL
                                                   : lexwave_parameter_value(name, 0) == NULL);
    }
    assert_null(lexwave_parameter_value("scheme", 1 << 30));
    assert_null(lexwave_parameter_value("nothing", 0));
    assert_null(lexwave_parameter_value(NULL, 0));
    lexwave_free(l);
}

/* What the options take is taken, and refused in the same words. */
static void test_values_are_refused_as_options_refuse_them(void **state)
{
    (void)state;
    static const char *const values[] = {"",
                                         "0",
                                         "1",
                                         "-1",
                                         "16384",
                                         "16385",
                                         "1e3",
                                         "2.5",
                                         "1.0",
                                         "nan",
                                         "inf",
                                         "on",
                                         "off",
                                         "Split",
                                         " 7",
                                         "7 ",
                                         "split",
                                         "word",
                                         "1000000001",
                                         "9007199254740993",
                                         "wrong-single",
                                         "0x7",
                                         "infinity",
                                         "1,5",
                                         "1000001"};
    lexwave *l = lexwave_new();
    const char *name;
    for (int i = 0; (name = lexwave_parameter_name(i)) && strcmp(name, "corpus") != 0; i++)
        for (size_t v = 0; v < COUNT(values); v++) {
            struct option_lists lists = {0};
            struct settings s = settings_default(&lists);
            struct err why;
            char wanted[700] = "";
            bool taken = option_set(COMMAND_CONFIG, name, strlen(name), values[v], &s, &why);
            if (!taken) snprintf(wanted, sizeof wanted, "%s %s: %s", name, values[v], why.text);
            int result = lexwave_set(l, name, values[v]);
            if (result != (taken ? LEXWAVE_OK : LEXWAVE_ERROR_VALUE))
                fail_msg("%s %s: %d, %s", name, values[v], result, lexwave_error(l));
            if (!taken && !strstr(wanted, "did you mean")) /* which only the program asks */
                assert_string_equal(lexwave_error(l), wanted);
        }
    lexwave_free(l);
}

static void test_a_wrong_parameter_changes_nothing(void **state)
{
    (void)state;
    lexwave *l = with_text(SENTENCE);
    assert_string_equal(lexwave_error(l), "");
    assert_int_equal(lexwave_set(l, "no\x1bwhere", "1"), LEXWAVE_ERROR_NAME);
    assert_non_null(strstr(lexwave_error(l), "there are d-model, base, "));
    assert_null(strchr(lexwave_error(l), '\x1b'));
    char name[200] = "";
    for (int i = 0; i < 59; i++) strcat(name, "a");
    assert_int_equal(lexwave_set(l, strcat(name, "\u00fcb"), "1"), LEXWAVE_ERROR_NAME);
    assert_non_null(strstr(lexwave_error(l), "no parameter aaaa"));
    assert_non_null(strstr(lexwave_error(l), "a...; there are ")); /* not half a character */
    assert_int_equal(lexwave_set(l, "d-model", "0"), LEXWAVE_ERROR_VALUE);
    assert_string_equal(lexwave_error(l), "d-model 0: a whole number from 1 to 16384 is wanted");
    assert_int_equal(lexwave_set(l, "corpus", "/nowhere/at all"), LEXWAVE_ERROR_FILE);
    assert_non_null(strstr(lexwave_error(l), "/nowhere/at all"));
    assert_int_equal(lexwave_set_corpus(l, " \n", 2), LEXWAVE_ERROR_TEXT);
    assert_int_equal(lexwave_d_model(l), 16);
    assert_string_equal(get(l, "corpus"), "");
    assert_int_equal(lexwave_token_count(l), TOKENS);
    lexwave_free(l);
}

static void test_decimal_points_are_points(void **state)
{
    (void)state;
    static const char *const locales[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8"};
    bool found = false;
    for (size_t i = 0; i < COUNT(locales) && !found; i++) found = setlocale(LC_NUMERIC, locales[i]);
    lexwave *l = lexwave_new();
    set(l, "base", "2.5");
    assert_string_equal(get(l, "base"), "2.5");
    static const char *const wrong[] = {"2,5", " 16", "16 ",   "0x10", "+16",
                                        "nan", "inf", "1e999", ""};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        assert_int_equal(lexwave_set(l, "base", wrong[i]), LEXWAVE_ERROR_VALUE);
        assert_int_equal(lexwave_set(l, "d-model", wrong[i]), LEXWAVE_ERROR_VALUE);
    }
    lexwave_free(l);
    setlocale(LC_NUMERIC, "C");
    if (!found) print_message("skipped: no locale with another decimal point is installed\n");
}

static void test_values_are_cut_to_their_room(void **state)
{
    (void)state;
    lexwave *l = lexwave_new();
    char small[5] = "....";
    assert_int_equal(lexwave_get(l, "scheme", small, sizeof small), strlen("sinusoidal"));
    assert_string_equal(small, "sinu");
    assert_int_equal(lexwave_get(l, "scheme", NULL, 0), strlen("sinusoidal"));
    assert_int_equal(lexwave_get(l, "nothing", small, sizeof small), 0);
    assert_string_equal(small, "");
    lexwave_free(l);
}

/* ---- texts and words ---- */

static void test_tokens(void **state)
{
    (void)state;
    lexwave *l = lexwave_new();
    size_t corpus = lexwave_vocabulary_size(l), len;
    assert_int_equal(lexwave_token_count(l), 0);
    assert_int_equal(lexwave_set_text(l, SENTENCE, strlen(SENTENCE)), LEXWAVE_OK);
    assert_int_equal(lexwave_token_count(l), TOKENS);
    assert_int_equal(lexwave_vocabulary_size(l), corpus + 1);
    assert_int_equal(lexwave_token_start(l, 1), 4);
    assert_int_equal(lexwave_token_length(l, 1), 3);
    assert_true(lexwave_token_index(l, 0) == lexwave_token_index(l, 3)); /* The, the */
    assert_string_equal(lexwave_word(l, (size_t)lexwave_token_index(l, 0), &len), "the");
    assert_int_equal(len, 3);
    assert_true(lexwave_token_index(l, 4) == (int64_t)corpus);
    assert_true(lexwave_token_is_new(l, 4));
    assert_false(lexwave_token_is_new(l, 3));
    assert_string_equal(lexwave_word(l, corpus, NULL), "zyzzyva");
    assert_true(lexwave_token_index(l, 5) == -1); /* the gap */
    assert_false(lexwave_token_is_new(l, 5));
    assert_string_equal(lexwave_word(l, 0, NULL), "<pad>");
    assert_string_equal(lexwave_word(l, 1, NULL), "<unk>");
    assert_null(lexwave_word(l, corpus + 1, &len));
    assert_int_equal(len, 0);
    set(l, "frozen", "on");
    assert_true(lexwave_token_index(l, 4) == 1);
    assert_true(lexwave_token_is_new(l, 4));
    assert_int_equal(lexwave_vocabulary_size(l), corpus);
    assert_int_equal(lexwave_set_text(l, "a\xFF\0b", 4), LEXWAVE_OK);
    assert_int_equal(lexwave_malformed_bytes(l), 1);
    assert_int_equal(lexwave_set_text(l, NULL, 0), LEXWAVE_OK);
    assert_int_equal(lexwave_token_count(l), 0);
    lexwave_free(l);
}

static void test_a_corpus_is_copied(void **state)
{
    (void)state;
    lexwave *l = with_text("b a c");
    size_t built_in = lexwave_vocabulary_size(l);
    char corpus[] = "a a a b";
    assert_int_equal(lexwave_set_corpus(l, corpus, strlen(corpus)), LEXWAVE_OK);
    memset(corpus, 'x', strlen(corpus));
    assert_int_equal(lexwave_vocabulary_size(l), 5); /* <pad> <unk> a b, and c */
    assert_true(lexwave_token_index(l, 0) == 3);
    assert_true(lexwave_token_index(l, 1) == 2);
    set(l, "tokenizer", "character"); /* builds it from that text again */
    assert_int_equal(lexwave_token_count(l), 5);
    assert_string_equal(lexwave_word(l, 2, NULL), "a");
    set(l, "corpus", "");
    set(l, "tokenizer", "word");
    assert_int_equal(lexwave_vocabulary_size(l), built_in);
    set(l, "corpus", "LICENSE");
    assert_string_equal(get(l, "corpus"), "LICENSE");
    assert_int_equal(lexwave_set_corpus(l, NULL, 0), LEXWAVE_OK);
    assert_string_equal(get(l, "corpus"), "");
    assert_int_equal(lexwave_vocabulary_size(l), built_in);
    lexwave_free(l);
}

/* A text longer than what is read at once. */
static void test_a_long_text_is_read_whole(void **state)
{
    (void)state;
    size_t n = ((size_t)17 << 20) / 4;
    char *text = malloc(4 * n);
    assert_non_null(text);
    for (size_t i = 0; i < n; i++) memcpy(text + 4 * i, "cat ", 4);
    lexwave *l = lexwave_new();
    assert_int_equal(lexwave_set_text(l, text, 4 * n), LEXWAVE_OK);
    assert_int_equal(lexwave_token_count(l), n);
    assert_int_equal(lexwave_token_start(l, n - 1), 4 * (n - 1));
    assert_int_equal(lexwave_set_text(l, text, ((size_t)64 << 20) + 1), LEXWAVE_ERROR_TEXT);
    assert_int_equal(lexwave_token_count(l), n);
    lexwave_free(l);
    free(text);
}

/* ---- rows ---- */

static void test_rows(void **state)
{
    (void)state;
    enum { D = 16 };
    float e[TOKENS * D], p[TOKENS * D], x[TOKENS * 2 * D], row[D];
    lexwave *l = with_text(SENTENCE);
    assert_int_equal(lexwave_e_rows(l, 0, TOKENS, e), LEXWAVE_OK);
    assert_int_equal(lexwave_p_rows(l, 0, TOKENS, p), LEXWAVE_OK);
    assert_int_equal(lexwave_x_rows(l, 0, TOKENS, x), LEXWAVE_OK);
    for (int i = 0; i < TOKENS * D; i++) {
        float sum = e[i] + p[i];
        if (i / D == 5)
            assert_true(isnan(e[i]) && isnan(x[i]) && !isnan(p[i]));
        else
            assert_memory_equal(&x[i], &sum, sizeof sum);
    }
    for (size_t i = 0; i < TOKENS; i++) {
        if (i == 5) continue;
        size_t index = (size_t)lexwave_token_index(l, i);
        assert_int_equal(lexwave_embedding_rows(l, index, 1, row), LEXWAVE_OK);
        assert_memory_equal(row, e + i * D, sizeof row);
        assert_int_equal(lexwave_position_rows(l, i, 1, row), LEXWAVE_OK);
        assert_memory_equal(row, p + i * D, sizeof row);
    }
    set(l, "join", "concatenate");
    assert_int_equal(lexwave_x_width(l), 2 * D);
    assert_int_equal(lexwave_x_rows(l, 6, 2, x), LEXWAVE_OK);
    assert_memory_equal(x, e + 6 * D, sizeof row);
    assert_memory_equal(x + D, p + 6 * D, sizeof row);
    assert_memory_equal(x + 3 * D, p + 7 * D, sizeof row);
    lexwave_free(l);
}

static void test_positions(void **state)
{
    (void)state;
    enum { D = 7, ROWS = 5 };
    float rows[ROWS * D], of_handle[ROWS * D];
    double values[ROWS * D];
    uint64_t first = 123456789;
    lexwave *l = lexwave_new();
    set(l, "d-model", "7");
    set(l, "base", "500");
    assert_int_equal(lexwave_positions(D, 500, first, ROWS, rows), LEXWAVE_OK);
    assert_int_equal(lexwave_position_rows(l, first, ROWS, of_handle), LEXWAVE_OK);
    assert_int_equal(lexwave_position_values(l, first, ROWS, values), LEXWAVE_OK);
    assert_memory_equal(rows, of_handle, sizeof rows);
    for (int i = 0; i < ROWS * D; i++) assert_true(fabs(values[i] - (double)rows[i]) < 0x1p-24);
    assert_true(fabs(lexwave_wavelength(l, 0) - TWO_PI) < 1e-15);
    assert_true(fabs(lexwave_wavelength(l, 3) / (TWO_PI * pow(500, 2.0 / 7)) - 1) < 1e-14);
    assert_true(isnan(lexwave_wavelength(l, D)) && isnan(lexwave_wavelength(l, -1)));
    lexwave_free(l);
}

/* A handle that memory failed works again as soon as there is some. */
static void test_memory_comes_back(void **state)
{
    (void)state;
    struct rlimit before = {0};
    size_t len = (size_t)16 << 20;
    float row[16];
    lexwave *l = with_text("a cat");
    char *text = malloc(len);
    assert_non_null(text);
    for (size_t i = 0; i < len; i++) text[i] = "a "[i % 2];
    long pages = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    bool counted = f && fscanf(f, "%ld", &pages) == 1;
    if (f) fclose(f);
    bool limited = counted && getrlimit(RLIMIT_AS, &before) == 0;
    struct rlimit tight = before;
    tight.rlim_cur = (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + ((rlim_t)40 << 20);
    limited = limited && setrlimit(RLIMIT_AS, &tight) == 0;
    int result = lexwave_set_text(l, text, len);
    if (limited) setrlimit(RLIMIT_AS, &before);
    free(text);
    if (result == LEXWAVE_OK) { /* emulators and sanitizers do not heed the limit */
        lexwave_free(l);
        skip();
    }
    assert_int_equal(result, LEXWAVE_ERROR_MEMORY);
    assert_int_equal(lexwave_position_rows(l, 0, 1, row), LEXWAVE_OK);
    assert_true(lexwave_vocabulary_size(l) > 1000);
    assert_int_equal(lexwave_e_rows(l, 0, 1, row), LEXWAVE_OK);
    assert_true(lexwave_wavelength(l, 0) > 6);
    lexwave_free(l);
}

static void test_rows_that_are_not_there(void **state)
{
    (void)state;
    float row[16];
    lexwave *l = with_text("a cat");
    const uint64_t end = UINT64_C(1) << 40;
    assert_int_equal(lexwave_e_rows(l, 1, 2, row), LEXWAVE_ERROR_RANGE);
    assert_string_equal(lexwave_error(l), "no 2 rows from 1 on, of 2");
    assert_int_equal(lexwave_p_rows(l, 2, 1, row), LEXWAVE_ERROR_RANGE);
    assert_string_equal(lexwave_error(l), "no 1 row from 2 on, of 2");
    assert_int_equal(lexwave_x_rows(l, SIZE_MAX, 2, row), LEXWAVE_ERROR_RANGE);
    assert_int_equal(lexwave_embedding_rows(l, lexwave_vocabulary_size(l), 1, row),
                     LEXWAVE_ERROR_RANGE);
    assert_int_equal(lexwave_position_rows(l, end - 1, 1, row), LEXWAVE_OK);
    assert_int_equal(lexwave_position_rows(l, end, 1, row), LEXWAVE_ERROR_RANGE);
    assert_int_equal(lexwave_positions(16, 10000, end, 1, row), LEXWAVE_ERROR_RANGE);
    assert_int_equal(lexwave_positions(0, 10000, 0, 1, row), LEXWAVE_ERROR_VALUE);
    assert_int_equal(lexwave_positions(16, 1, 0, 1, row), LEXWAVE_ERROR_VALUE);
    assert_int_equal(lexwave_positions(16, (double)NAN, 0, 1, row), LEXWAVE_ERROR_VALUE);
    assert_int_equal(lexwave_x_rows(l, 2, 0, NULL), LEXWAVE_OK); /* none are asked for */
    lexwave_free(l);
}

static void test_null_is_an_error(void **state)
{
    (void)state;
    float row[16];
    size_t len = 7;
    lexwave *l = lexwave_new();
    lexwave_free(NULL);
    assert_int_equal(lexwave_set(NULL, "seed", "1"), LEXWAVE_ERROR_ARGUMENT);
    assert_int_equal(lexwave_set(l, NULL, "1"), LEXWAVE_ERROR_ARGUMENT);
    assert_int_equal(lexwave_set(l, "seed", NULL), LEXWAVE_ERROR_ARGUMENT);
    assert_int_equal(lexwave_set_text(NULL, "a", 1), LEXWAVE_ERROR_ARGUMENT);
    assert_int_equal(lexwave_set_text(l, NULL, 1), LEXWAVE_ERROR_ARGUMENT);
    assert_int_equal(lexwave_set_corpus(NULL, "a", 1), LEXWAVE_ERROR_ARGUMENT);
    assert_int_equal(lexwave_set_corpus(l, NULL, 1), LEXWAVE_ERROR_ARGUMENT);
    assert_int_equal(lexwave_e_rows(NULL, 0, 1, row), LEXWAVE_ERROR_ARGUMENT);
    assert_int_equal(lexwave_position_rows(l, 0, 1, NULL), LEXWAVE_ERROR_ARGUMENT);
    assert_int_equal(lexwave_position_values(NULL, 0, 1, NULL), LEXWAVE_ERROR_ARGUMENT);
    assert_int_equal(lexwave_positions(16, 10000, 0, 1, NULL), LEXWAVE_ERROR_ARGUMENT);
    assert_int_equal(lexwave_get(NULL, "seed", NULL, 0), 0);
    assert_int_equal(lexwave_token_count(NULL), 0);
    assert_true(lexwave_token_index(NULL, 0) == -1);
    assert_null(lexwave_word(NULL, 0, &len));
    assert_int_equal(len, 0);
    assert_int_equal(lexwave_vocabulary_size(NULL), 0);
    assert_int_equal(lexwave_d_model(NULL), 0);
    assert_int_equal(lexwave_x_width(NULL), 0);
    assert_true(isnan(lexwave_wavelength(NULL, 0)));
    assert_true(strlen(lexwave_error(NULL)) > 0);
    for (int i = LEXWAVE_ERROR_MEMORY; i <= LEXWAVE_ERROR_TEXT; i++)
        assert_true(strlen(lexwave_result_text(i)) > 0);
    assert_string_equal(lexwave_result_text(LEXWAVE_OK), "");
    assert_true(strlen(lexwave_result_text(-1)) > 0 && strlen(lexwave_result_text(99)) > 0);
    lexwave_free(l);
}

/* ---- threads ---- */

/* Texts, corpora and rows of its own; returns a sum that is the same for the same number. */
static void *work(void *number)
{
    static const char *const widths[] = {"16", "64", "7", "512"};
    double *sum = number;
    int kind = (int)*sum;
    lexwave *l = lexwave_new();
    float row[512];
    set(l, "d-model", widths[kind]);
    set(l, "tokenizer", kind % 2 ? "character" : "word");
    for (int round = 0; round < 20; round++) {
        char text[64];
        int n = snprintf(text, sizeof text, "the cat %d of thread %d", round, kind);
        assert_int_equal(lexwave_set_text(l, text, (size_t)n), LEXWAVE_OK);
        assert_int_equal(lexwave_set(l, "seed", "none"), LEXWAVE_ERROR_VALUE);
        for (size_t i = 0; i < lexwave_token_count(l); i++) {
            assert_int_equal(lexwave_x_rows(l, i, 1, row), LEXWAVE_OK);
            *sum += (double)row[0];
        }
    }
    lexwave_free(l);
    return NULL;
}

static void test_handles_in_threads(void **state)
{
    (void)state;
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    double sums[THREADS], alone[THREADS];
    for (int i = 0; i < THREADS; i++) {
        sums[i] = alone[i] = i;
        work(&alone[i]);
    }
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, work, &sums[i]), 0);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    assert_memory_equal(sums, alone, sizeof sums);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_version),
        cmocka_unit_test(test_parameters_are_options),
        cmocka_unit_test(test_defaults_and_choices_are_the_options),
        cmocka_unit_test(test_values_are_refused_as_options_refuse_them),
        cmocka_unit_test(test_a_wrong_parameter_changes_nothing),
        cmocka_unit_test(test_decimal_points_are_points),
        cmocka_unit_test(test_values_are_cut_to_their_room),
        cmocka_unit_test(test_tokens),
        cmocka_unit_test(test_a_corpus_is_copied),
        cmocka_unit_test(test_a_long_text_is_read_whole),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_positions),
        cmocka_unit_test(test_memory_comes_back),
        cmocka_unit_test(test_rows_that_are_not_there),
        cmocka_unit_test(test_null_is_an_error),
        cmocka_unit_test(test_handles_in_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
