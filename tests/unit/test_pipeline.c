/* The pipeline: incremental equals from scratch over thousands of random edits
 * and parameter changes; only what changed is computed; the lesson's facts hold. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/pipeline.h"
#include "formats/corpus.h"

#define THRONES "When you play the game of thrones you win or you die"

static struct vocab vocab;

static int setup(void **state)
{
    (void)state;
    struct err e;
    return vocab_build(&vocab, &tokenizers[0], corpus_builtin, corpus_builtin_len, &e) ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    vocab_free(&vocab);
    return 0;
}

static void update(struct pipeline *p, const char *text, size_t n, const struct params *params, struct window w)
{
    struct err e;
    assert_true(pipeline_read(p, &vocab, text, n, params, &e));
    assert_true(pipeline_look(p, &w, &e));
}

static void assert_same(const struct pipeline *a, const struct pipeline *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(pipeline_piece(a, i).start, pipeline_piece(b, i).start);
        assert_int_equal(pipeline_piece(a, i).end, pipeline_piece(b, i).end);
        assert_int_equal(pipeline_index(a, i), pipeline_index(b, i));
    }
    assert_int_equal(a->fresh_count, b->fresh_count);
    for (size_t i = 0; i < a->fresh_count; i++) {
        assert_string_equal(a->fresh[i].text, b->fresh[i].text);
        assert_int_equal(a->fresh[i].count, b->fresh[i].count);
    }
    assert_int_equal(a->bad_bytes, b->bad_bytes);
    const struct window *w = &a->rows.window, *v = &b->rows.window;
    assert_true(w->row == v->row && w->rows == v->rows && w->dim == v->dim && w->dims == v->dims);
    assert_int_equal(w->selected, v->selected);
    size_t cells = (size_t)w->rows * (size_t)w->dims;
    if (cells) {
        assert_memory_equal(a->rows.e, b->rows.e, cells * sizeof(float));
        assert_memory_equal(a->rows.p, b->rows.p, cells * sizeof(float));
        assert_memory_equal(a->rows.x, b->rows.x, cells * sizeof(float));
    }
    assert_memory_equal(&a->figures.norm_e, &b->figures.norm_e, 2 * sizeof(double));
    assert_int_equal(a->figures.still, b->figures.still);
    assert_memory_equal(&a->figures.bound, &b->figures.bound, 2 * sizeof(double));
}

static const char *const snippets[] = {"a",   "the ", " you", "zebra", "'", "-",    "狗",   "é",  "\xC3", "\xFF",
                                       "\n",  ".",    "ly",   "x",     " ", "NOT ", "qqzz", "’s", "die ", "",
                                       "\x80", "\xE7\x8B", "\xF0\x9F\x90", "\x97\x80\x80\x80\x80"};

static void random_edit(struct str *text)
{
    size_t at = text->len ? (size_t)rand() % (text->len + 1) : 0, left = text->len - at;
    size_t cut = rand() % 3 ? 0 : left ? (size_t)rand() % (left < 9 ? left + 1 : 9) : 0;
    const char *in = snippets[(size_t)rand() % (sizeof snippets / sizeof *snippets)];
    assert_true(str_splice(text, at, cut, in, strlen(in)));
    if (text->len > 400)
        assert_true(str_splice(text, 0, 300, "", 0));
}

static void random_params(struct params *p)
{
    switch (rand() % 10) {
    case 0: p->d_model = 1 + rand() % 70; break;
    case 1: p->base = 1.5 + rand() % 20000; break;
    case 2: p->layout = (enum posenc_layout)(rand() % 2); break;
    case 3: p->offset = rand() % 2 ? 0 : (uint64_t)rand() % (OFFSET_MAX + 1); break;
    case 4: p->scheme = rand() % scheme_count; break;
    case 5: p->init = (enum init_kind)(rand() % INIT_COUNT); break;
    case 6: p->seed = (uint64_t)rand(); break;
    case 7: p->scale = !p->scale; break;
    case 8: p->frozen = !p->frozen; break;
    default: p->offset += p->offset < OFFSET_MAX; break;
    }
}

static struct window random_window(void)
{
    return (struct window){(size_t)rand() % 60, rand() % 40, rand() % 40, rand() % 40, (size_t)rand() % 80};
}

static void test_incremental_is_from_scratch(void **state)
{
    (void)state;
    struct pipeline p = PIPELINE_EMPTY;
    struct str text = STR_EMPTY;
    struct params params = params_default();
    struct window w = {0, 20, 0, 16, 0};
    srand(7);
    for (int round = 0; round < 6000; round++) {
        int kind = rand() % 8;
        if (kind < 5)
            random_edit(&text);
        else if (kind < 6)
            random_params(&params);
        else
            w = random_window();
        struct err e;
        if (rand() % 5 == 0) { /* several reads before the next look */
            assert_true(pipeline_read(&p, &vocab, str_text(&text), text.len, &params, &e));
            continue;
        }
        update(&p, str_text(&text), text.len, &params, w);
        struct pipeline fresh = PIPELINE_EMPTY;
        update(&fresh, str_text(&text), text.len, &params, w);
        assert_same(&p, &fresh);
        pipeline_free(&fresh);
    }
    pipeline_free(&p);
    str_free(&text);
}

/* A true statement of what is the same, though not always all of it. */
static struct text_same random_same(const struct str *old, const struct str *text)
{
    size_t most = old->len < text->len ? old->len : text->len;
    struct text_same same = {0};
    while (same.front < most && old->data[same.front] == text->data[same.front])
        same.front++;
    while (same.back < most && old->data[old->len - 1 - same.back] == text->data[text->len - 1 - same.back])
        same.back++;
    same.front -= rand() % 3 ? 0 : (size_t)rand() % (same.front + 1);
    same.back -= rand() % 3 ? 0 : (size_t)rand() % (same.back + 1);
    return same;
}

/* Texts that are compared in blocks, or not at all where they are said to be the
 * same, front and back overlapping where a letter was repeated. */
static void test_long_texts(void **state)
{
    (void)state;
    struct pipeline p = PIPELINE_EMPTY;
    struct str text = STR_EMPTY, old = STR_EMPTY;
    struct params params = params_default();
    struct window w = {0, 5, 0, 4, 0};
    struct err e;
    srand(11);
    assert_true(str_add(&text, corpus_builtin, 20000));
    for (int round = 0; round < 600; round++) {
        size_t at = (size_t)rand() % (text.len + 1);
        at = rand() % 3 ? at : text.len; /* often at the end, as typed */
        size_t cut = rand() % 2 && text.len - at > 9 ? (size_t)rand() % 9 : 0;
        const char *in = snippets[(size_t)rand() % (sizeof snippets / sizeof *snippets)];
        assert_true(str_splice(&text, at, cut, in, strlen(in)));
        struct text_same same = random_same(&old, &text);
        assert_true(pipeline_read_edited(&p, &vocab, str_text(&text), text.len, same, &params, &e));
        assert_true(pipeline_look(&p, &w, &e));
        struct pipeline fresh = PIPELINE_EMPTY;
        update(&fresh, str_text(&text), text.len, &params, w);
        assert_same(&p, &fresh);
        pipeline_free(&fresh);
        str_clear(&old);
        assert_true(str_add(&old, text.data, text.len));
    }
    pipeline_free(&p);
    str_free(&text);
    str_free(&old);
}

/* New words come and go at the end; memory for those that are gone does not pile up. */
static void test_new_words_come_and_go(void **state)
{
    (void)state;
    enum { LONG = 3000, KEPT = 70000 };
    struct pipeline p = PIPELINE_EMPTY;
    struct params params = params_default();
    struct window w = {0, 5, 0, 4, 0};
    char text[LONG + 4] = "you ";
    for (int round = 0; round < 100; round++) {
        for (int i = 4; i < LONG + 4; i++)
            text[i] = (char)('a' + (i + round) % 26);
        update(&p, text, sizeof text, &params, w);
        assert_int_equal(p.fresh_count, 1);
        assert_int_equal(pipeline_index(&p, 1), vocab.size);
        assert_memory_equal(p.fresh[0].text, text + 4, LONG);
        update(&p, text, 4, &params, w);
        assert_int_equal(p.fresh_count, 0);
        assert_true(p.fresh_waste < KEPT + LONG);
    }
    pipeline_free(&p);
}

/* A word typed in front: E rows slide, and only the new one is computed; P rows
 * stay, and only the one at the new end is computed. */
static void test_only_what_changed(void **state)
{
    (void)state;
    struct pipeline p = PIPELINE_EMPTY;
    struct params params = params_default();
    struct window w = {0, 40, 0, 16, 0};
    update(&p, THRONES, strlen(THRONES), &params, w);
    assert_int_equal(p.computed_e, 10); /* twelve tokens, ten different words */
    assert_int_equal(p.computed_p, 12);
    const char *longer = "Today " THRONES;
    update(&p, longer, strlen(longer), &params, w);
    assert_int_equal(p.computed_e, 11);
    assert_int_equal(p.computed_p, 13);
    assert_true(p.changed);
    for (int r = 0; r < 13; r++) {
        unsigned change = p.rows.change[r], e = change & CHANGE_E;
        assert_int_equal(e, r == 0 ? CHANGE_E_NEW : CHANGE_E_DOWN);
        assert_int_equal(change & CHANGE_P, r == 12 ? CHANGE_P : 0);
        assert_int_equal(change & CHANGE_X, CHANGE_X);
    }
    update(&p, longer, strlen(longer), &params, w);
    assert_false(p.changed);
    assert_int_equal(p.computed_e + p.computed_p, 24);
    params.offset = 1; /* every place moves by one: one new row of P */
    update(&p, longer, strlen(longer), &params, w);
    assert_int_equal(p.computed_e, 11);
    assert_int_equal(p.computed_p, 14);
    pipeline_free(&p);
}

/* The line's own proof: `you` at 1, 7 and 10 has one row of E and three of X. */
static void test_you_three_times(void **state)
{
    (void)state;
    struct pipeline p = PIPELINE_EMPTY;
    struct params params = params_default();
    update(&p, THRONES, strlen(THRONES), &params, (struct window){0, 12, 0, 16, 7});
    static const int you[] = {1, 7, 10};
    size_t row = 16 * sizeof(float);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < i; j++) {
            assert_memory_equal(p.rows.e + you[i] * 16, p.rows.e + you[j] * 16, row);
            assert_memory_not_equal(p.rows.p + you[i] * 16, p.rows.p + you[j] * 16, row);
            assert_memory_not_equal(p.rows.x + you[i] * 16, p.rows.x + you[j] * 16, row);
        }
    for (int k = 0; k < 12 * 16; k++)
        assert_true(fabsf(p.rows.x[k] - (p.rows.e[k] + p.rows.p[k])) <= 0);
    assert_true(fabs(p.figures.norm_p - sqrt(8)) < 1e-6);
    pipeline_free(&p);
}

static void test_vocabulary_of_the_text(void **state)
{
    (void)state;
    struct pipeline p = PIPELINE_EMPTY;
    struct params params = params_default();
    const char *text = "zyzzyva you Quokka zyzzyva";
    struct window w = {0, 9, 0, 4, 0};
    update(&p, text, strlen(text), &params, w);
    assert_int_equal(p.fresh_count, 2);
    assert_int_equal(pipeline_index(&p, 0), vocab.size);
    assert_int_equal(pipeline_index(&p, 2), vocab.size + 1);
    assert_int_equal(pipeline_index(&p, 3), vocab.size);
    assert_string_equal(pipeline_word(&p, pipeline_index(&p, 2)).text, "quokka");
    assert_true(pipeline_is_new(&p, 0) && !pipeline_is_new(&p, 1));
    update(&p, text + 8, strlen(text + 8), &params, w); /* "you Quokka zyzzyva": numbered anew, nothing left behind */
    assert_int_equal(pipeline_index(&p, 1), vocab.size);
    params.frozen = true;
    update(&p, text, strlen(text), &params, w);
    assert_int_equal(pipeline_index(&p, 0), VOCAB_UNK);
    assert_int_equal(p.fresh_count, 0);
    pipeline_free(&p);
}

static void test_bad_parameters_keep_the_state(void **state)
{
    (void)state;
    struct pipeline p = PIPELINE_EMPTY;
    struct params good = params_default();
    struct err e;
    update(&p, "you win", 7, &good, (struct window){0, 9, 0, 16, 0});
    struct params bad[5];
    for (int i = 0; i < 5; i++)
        bad[i] = good;
    bad[0].d_model = 0;
    bad[1].d_model = POSENC_D_MAX + 1;
    bad[2].base = 1;
    bad[3].base = (double)NAN;
    bad[4].offset = OFFSET_MAX + 1;
    for (int i = 0; i < 5; i++) {
        assert_false(pipeline_read(&p, &vocab, "you", 3, &bad[i], &e));
        assert_non_null(strpbrk(e.text, "0123456789"));
        assert_int_equal(p.count, 2);
        assert_int_equal(p.params.d_model, 16);
    }
    update(&p, "you", 3, &good, (struct window){0, 9, 0, 16, 0});
    assert_int_equal(p.count, 1);
    pipeline_free(&p);
}

static void test_token_at(void **state)
{
    (void)state;
    struct pipeline p = PIPELINE_EMPTY;
    struct params params = params_default();
    update(&p, "you  win!", 9, &params, (struct window){0, 9, 0, 1, 0});
    static const size_t want[] = {0, 0, 0, 0, 0, 1, 1, 1, 2, 2};
    for (size_t at = 0; at < sizeof want / sizeof *want; at++)
        assert_int_equal(pipeline_token_at(&p, at), want[at]);
    update(&p, "", 0, &params, (struct window){0, 9, 0, 1, 5});
    assert_int_equal(pipeline_token_at(&p, 3), 0);
    assert_int_equal(p.rows.window.rows, 0);
    pipeline_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_incremental_is_from_scratch),
        cmocka_unit_test(test_long_texts),
        cmocka_unit_test(test_new_words_come_and_go),
        cmocka_unit_test(test_only_what_changed),
        cmocka_unit_test(test_you_three_times),
        cmocka_unit_test(test_vocabulary_of_the_text),
        cmocka_unit_test(test_bad_parameters_keep_the_state),
        cmocka_unit_test(test_token_at),
    };
    return cmocka_run_group_tests_name("pipeline", tests, setup, teardown);
}
