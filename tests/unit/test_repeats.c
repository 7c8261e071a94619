/* Passages and words at two places, against plain searches through the whole text. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "named.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/pipeline/passage.h"
#include "core/compare/repeats.h"
#include "core/vec/vecstat.h"
#include "read_whole.h"

static struct vocab vocab;
static struct pipeline pipeline;
static struct params params;

static int setup(void **state)
{
    (void)state;
    struct err e;
    static const char corpus[] = "you win or you die";
    pipeline = (struct pipeline){0};
    params = params_default();
    return vocab_build(&vocab, &tokenizers[0], corpus, sizeof corpus - 1, &e) ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    read_whole_free(&pipeline);
    vocab_free(&vocab);
    return 0;
}

static void read_text(const char *text)
{
    struct err e;
    struct window window = {.rows = 1, .dims = 1};
    assert_true(read_whole(&pipeline, &vocab, text, strlen(text), &params, &e));
    assert_true(pipeline_look(&pipeline, &window, &e));
}

/* So many tokens of `words` different words, at random. */
static void random_text(int tokens, int words)
{
    struct str text = STR_EMPTY;
    for (int i = 0; i < tokens; i++) str_addf(&text, "w%d ", rand() % words);
    read_text(str_text(&text));
    str_free(&text);
}

static void assert_sound(const struct passage *w, size_t token)
{
    assert_true(w->first <= token && token < w->end && w->end <= pipeline.count);
    assert_true(w->count >= 1 && w->count <= PASSAGE_WORDS);
    int seen = 0;
    for (size_t i = w->first; i < w->end; i++) {
        int word = passage_find(w, pipeline_index(&pipeline, i));
        assert_true(word >= 0);
        assert_int_equal(w->token[i - w->first], pipeline_index(&pipeline, i));
        if (w->at[word] == i)
            assert_int_equal(word, seen++); /* in order of first appearance */
        else
            assert_true(w->again[word] <= i);
    }
    assert_int_equal(seen, w->count);
    for (int k = 0; k < w->count; k++)
        if (w->again[k] != w->end)
            assert_true(w->again[k] > w->at[k] &&
                        pipeline_index(&pipeline, w->again[k]) == w->index[k]);
}

/* The passages of a text follow each other and cover it, whatever token asks. */
static void test_passages_cover_the_text(void **state)
{
    (void)state;
    srand(1);
    static const int sizes[][2] = {{1, 1},    {12, 10},  {64, 1000},  {65, 100000},
                                   {500, 70}, {3000, 5}, {3000, 2000}};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        random_text(sizes[s][0], sizes[s][1]);
        struct passage w = {0}, last = {0};
        for (size_t token = 0; token < pipeline.count; token++) {
            passage_read(&pipeline, token, &w);
            assert_sound(&w, token);
            if (token >= last.end)
                assert_int_equal(w.first, last.end);
            else
                assert_memory_equal(w.index, last.index, sizeof w.index[0] * (size_t)w.count);
            last = w;
        }
        assert_int_equal(last.end, pipeline.count);
    }
}

static void test_a_short_text_is_one_passage(void **state)
{
    (void)state;
    struct passage w = {0};
    read_text("you win or you die you");
    passage_read(&pipeline, 3, &w);
    assert_int_equal(w.first, 0);
    assert_int_equal(w.end, 6);
    assert_int_equal(w.count, 4);
    assert_int_equal(w.at[0], 0);
    assert_int_equal(w.again[0], 3);
    assert_int_equal(w.again[1], 6); /* `win` stands once */
    read_text("");
    passage_read(&pipeline, 0, &w);
    assert_int_equal(w.count, 0);
    assert_int_equal(w.end, 0);
}

static void read_repeats(struct repeats *r, size_t selected)
{
    struct passage w = {0};
    passage_read(&pipeline, selected, &w);
    assert_true(repeats_read(r, &pipeline, &w, selected, REPEATS_MAX));
}

static double cosine_of(size_t a, size_t b, int which)
{
    static float rows[2][3][1024];
    const size_t at[2] = {a, b};
    int d = params.d_model;
    for (int i = 0; i < 2; i++) {
        pipeline_e_row(&pipeline, at[i], 0, d, rows[i][0]);
        pipeline_p_row(&pipeline, at[i], 0, d, rows[i][1]);
        for (int k = 0; k < d; k++) rows[i][2][k] = rows[i][0][k] + rows[i][1][k];
    }
    return vec_cosine(rows[0][which], rows[1][which], d);
}

static void assert_cosines(const struct repeats *r)
{
    for (int i = 0; i < r->count; i++) {
        const struct repeat *pair = &r->pair[i];
        assert_true(pair->a < pair->b);
        assert_int_equal(pipeline_index(&pipeline, pair->a), pipeline_index(&pipeline, pair->b));
        assert_true(fabs(pair->e - 1) < 1e-12);
        assert_true(fabs(pair->e - cosine_of(pair->a, pair->b, 0)) < 1e-15);
        assert_true(fabs(pair->p - cosine_of(pair->a, pair->b, 1)) < 1e-15);
        assert_true(fabs(pair->x - cosine_of(pair->a, pair->b, 2)) < 1e-15);
    }
}

static void assert_pair(const struct repeat *pair, size_t a, size_t b)
{
    assert_int_equal(pair->a, a);
    assert_int_equal(pair->b, b);
}

static void test_the_line(void **state)
{
    (void)state;
    struct repeats r = {0};
    read_text("When you play the game of thrones you win or you die");
    read_repeats(&r, 7);
    assert_int_equal(r.count, 3);
    assert_pair(&r.pair[0], 1, 7); /* the selected place first */
    assert_pair(&r.pair[1], 7, 10);
    assert_pair(&r.pair[2], 1, 10);
    assert_cosines(&r);
    read_repeats(&r, 0); /* `When` stands once: another word's places */
    assert_int_equal(r.count, 1);
    assert_pair(&r.pair[0], 1, 7);
    read_text("you die");
    read_repeats(&r, 0);
    assert_int_equal(r.count, 0);
    repeats_free(&r);
}

/* P(pos) · P(pos + k) = Σ_i cos(k ω_i) (the rotation of each pair), and |P|² = d/2: the cosine of P
 * depends on the distance alone. Tolerance: float32 rows. */
static void test_positions_cosine(void **state)
{
    (void)state;
    struct repeats r = {0};
    for (params.offset = 0; params.offset < 1000; params.offset += 333) {
        read_text("you a b c d you");
        read_repeats(&r, 0);
        double sum = 0;
        for (int i = 0; i < params.d_model / 2; i++)
            sum += cos(5 * pow(params.base, -2.0 * i / params.d_model));
        assert_true(fabs(r.pair[0].p - sum / (params.d_model / 2)) < 1e-6);
    }
    repeats_free(&r);
}

/* teaching.md's figures at d = 512, no scale, distance 5: P 0.74; X 0.91 at unit start, and at
 * spread 0.02 as P. Over random words: E contributes n/(n + 256), n = |E|² within a tenth of 512. */
static void test_teaching_figures(void **state)
{
    (void)state;
    struct repeats r = {0};
    params.d_model = 512;
    params.scale = false;
    double mean[2] = {0};
    static const enum init_kind inits[] = {INIT_UNIT_NORMAL, INIT_SMALL_NORMAL};
    for (int i = 0; i < 2; i++)
        for (params.seed = 1; params.seed <= 40; params.seed++) {
            params.init = inits[i];
            read_text("you a b c d you");
            read_repeats(&r, 5);
            assert_true(fabs(r.pair[0].p - 0.74) < 0.005);
            assert_true(fabs(r.pair[0].x - (i ? 0.74 : 0.91)) < 0.02);
            mean[i] += r.pair[0].x / 40;
        }
    assert_true(fabs(mean[0] - 0.91) < 0.006);
    assert_true(fabs(mean[1] - 0.74) < 0.005);
    repeats_free(&r);
}

static void test_zero_rows_have_no_angle(void **state)
{
    (void)state;
    struct repeats r = {0};
    params.scheme = scheme_find("none");
    read_text("you win you");
    read_repeats(&r, 0);
    assert_true(isnan(r.pair[0].p));
    assert_true(fabs(r.pair[0].x - 1) < 1e-12);
    repeats_free(&r);
}

/* Any selection, text, and parameters: as made from nothing. */
static void test_as_from_scratch(void **state)
{
    (void)state;
    struct repeats r = {0};
    srand(3);
    for (int round = 0; round < 300; round++) {
        if (round % 10 == 0) random_text(1 + rand() % 40, 1 + rand() % 20);
        if (round % 7 == 0) params.offset = (uint64_t)rand() % 3;
        if (round % 31 == 0) params.scheme = rand() % scheme_count;
        struct str text = STR_EMPTY;
        str_add(&text, text_bytes(pipeline.text), text_len(pipeline.text));
        read_text(str_text(&text));
        str_free(&text);
        size_t selected = (size_t)rand() % pipeline.count;
        read_repeats(&r, selected);
        struct repeats fresh = {0};
        read_repeats(&fresh, selected);
        assert_int_equal(r.count, fresh.count);
        assert_memory_equal(r.pair, fresh.pair, sizeof *r.pair * (size_t)r.count);
        repeats_free(&fresh);
    }
    repeats_free(&r);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_passages_cover_the_text),
        TEST(test_a_short_text_is_one_passage),
        TEST(test_the_line),
        TEST(test_positions_cosine),
        TEST(test_teaching_figures),
        TEST(test_zero_rows_have_no_angle),
        TEST(test_as_from_scratch),
    };
    return cmocka_run_group_tests_name("repeats", tests, NULL, NULL);
}
