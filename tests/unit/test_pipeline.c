/* Incremental equals from scratch over random edits; what changed is told; the lesson's facts hold. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/pipeline/pipeline.h"
#include "formats/corpus.h"
#include "read_whole.h"
#include "unit/toy_bpe.h"

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

static void update(struct pipeline *p, const char *text, size_t n, const struct params *params,
                   struct window w)
{
    struct err e;
    assert_true(read_whole(p, &vocab, text, n, params, &e));
    assert_true(pipeline_look(p, &w, &e));
}

static void assert_same(const struct pipeline *a, const struct pipeline *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(pipeline_piece(a, i).start, pipeline_piece(b, i).start);
        assert_int_equal(pipeline_piece(a, i).end, pipeline_piece(b, i).end);
        assert_int_equal(pipeline_index(a, i), pipeline_index(b, i));
        assert_int_equal(pipeline_is_new(a, i), pipeline_is_new(b, i));
    }
    assert_int_equal(a->fresh_count, b->fresh_count);
    for (uint32_t i = vocab.size; i < pipeline_vocab_size(a); i++) {
        assert_string_equal(pipeline_word(a, i).text, pipeline_word(b, i).text);
        assert_int_equal(pipeline_word(a, i).count, pipeline_word(b, i).count);
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

static const char *const snippets[] = {"a",
                                       "the ",
                                       " you",
                                       "zebra",
                                       "'",
                                       "-",
                                       "狗",
                                       "é",
                                       "\xC3",
                                       "\xFF",
                                       "\n",
                                       ".",
                                       "ly",
                                       "x",
                                       " ",
                                       "NOT ",
                                       "qqzz",
                                       "’s",
                                       "die ",
                                       "",
                                       "\x80",
                                       "\xE7\x8B",
                                       "\xF0\x9F\x90",
                                       "\x97\x80\x80\x80\x80",
                                       "aaa",
                                       "q",
                                       "_",
                                       "__",
                                       "___ ",
                                       "\xCC\x81",
                                       "qqqqq"};

static void random_edit(struct str *text)
{
    size_t at = text->len ? (size_t)rand() % (text->len + 1) : 0, left = text->len - at;
    size_t cut = rand() % 3 ? 0 : left ? (size_t)rand() % (left < 9 ? left + 1 : 9) : 0;
    const char *in = snippets[(size_t)rand() % (sizeof snippets / sizeof *snippets)];
    assert_true(str_splice(text, at, cut, in, strlen(in)));
    if (text->len > 400) assert_true(str_splice(text, 0, 300, "", 0));
}

static void random_params(struct params *p)
{
    switch (rand() % 10) {
    case 0:
        p->d_model = 1 + rand() % 70;
        break;
    case 1:
        p->base = 1.5 + rand() % 20000;
        break;
    case 2:
        p->layout = (enum posenc_layout)(rand() % 2);
        break;
    case 3:
        p->offset = rand() % 2 ? 0 : (uint64_t)rand() % (OFFSET_MAX + 1);
        break;
    case 4:
        p->scheme = rand() % scheme_count;
        break;
    case 5:
        p->init = (enum init_kind)(rand() % INIT_COUNT);
        break;
    case 6:
        p->seed = (uint64_t)rand();
        break;
    case 7:
        p->scale = !p->scale;
        break;
    case 8:
        p->frozen = !p->frozen;
        break;
    default:
        p->offset += p->offset < OFFSET_MAX;
        break;
    }
}

static struct window random_window(void)
{
    return (struct window){(size_t)rand() % 60, rand() % 40, rand() % 40, rand() % 40,
                           (size_t)rand() % 80};
}

static void test_incremental_is_from_scratch(void **state)
{
    (void)state;
    struct pipeline p = {0};
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
            assert_true(read_whole(&p, &vocab, str_text(&text), text.len, &params, &e));
            continue;
        }
        update(&p, str_text(&text), text.len, &params, w);
        struct pipeline fresh = {0};
        update(&fresh, str_text(&text), text.len, &params, w);
        assert_same(&p, &fresh);
        read_whole_free(&fresh);
    }
    read_whole_free(&p);
    str_free(&text);
}

/* ---- a text that is edited in place ------------------------------------- */

/* An edit anywhere: of a few bytes or of many, at the front, in the middle, at the end. */
static void edit_in_place(struct text *t, size_t most)
{
    size_t len = text_len(t), at = len ? (size_t)rand() % (len + 1) : 0;
    static const size_t parts[] = {0, 1, 2};
    at = rand() % 3 ? at : len / 2 * parts[rand() % 3];
    size_t left = len - at, cut = rand() % 3 ? (size_t)rand() % 4 : 0;
    cut = rand() % 40 ? cut : left ? (size_t)rand() % left : 0;
    const char *in = snippets[(size_t)rand() % (sizeof snippets / sizeof *snippets)];
    size_t n = strlen(in);
    if (rand() % 30 == 0) { /* a paste */
        in = corpus_builtin + (size_t)rand() % 5000;
        n = (size_t)rand() % (most / 2);
    }
    if (len > most) {
        cut = left / 2 + 1;
        n = 0;
    }
    cut = cut < left ? cut : left;
    assert_true(text_replace(t, at, at + cut, in, n));
}

static void assert_from_scratch(struct pipeline *p, struct text *t, const struct params *params,
                                struct window w)
{
    struct str flat = STR_EMPTY;
    struct pipeline fresh = {0};
    struct err e;
    assert_true(pipeline_read_on(p, SIZE_MAX, &e));
    assert_true(pipeline_complete(p));
    assert_true(pipeline_look(p, &w, &e));
    assert_true(str_add(&flat, text_bytes(t), text_len(t)));
    update(&fresh, str_text(&flat), flat.len, params, w);
    assert_same(p, &fresh);
    for (size_t i = 0; i < p->count; i += 1 + (size_t)rand() % (20 + p->count / 10)) {
        struct piece piece = pipeline_piece(p, i);
        assert_memory_equal(pipeline_bytes(p, piece), flat.data + piece.start,
                            piece.end - piece.start);
        uint32_t index = pipeline_index(p, i);
        size_t next = i + 1, last = i;
        if (pipeline_is_gap(p, i)) continue; /* one is not another again */
        while (next < p->count && pipeline_index(&fresh, next) != index) next++;
        while (last > 0 && pipeline_index(&fresh, last - 1) != index) last--;
        assert_int_equal(pipeline_next_use(p, index, i), i);
        assert_int_equal(pipeline_next_use(p, index, i + 1), next < p->count ? next : SIZE_MAX);
        assert_int_equal(pipeline_last_use(p, index, i),
                         last - 1); /* SIZE_MAX where there is none */
        assert_int_equal(pipeline_uses(p, index), pipeline_uses(&fresh, index));
    }
    read_whole_free(&fresh);
    str_free(&flat);
}

/* What is read at once is so little here that much is read bit by bit, with edits in between. */
static void edit_many_times(int edits, const struct vocab *v, size_t most)
{
    struct text t = {0};
    struct pipeline p = {.bulk = rand() % 2 ? 0 : 8 + (size_t)rand() % 60};
    struct params params = params_default();
    struct window w = {0, 5, 0, 4, 0};
    struct err e;
    for (int i = 0; i < edits; i++) {
        edit_in_place(&t, most);
        if (rand() % 60 == 0) params.frozen = !params.frozen;
        if (rand() % 8) assert_true(pipeline_read_text(&p, v, &t, &params, &e));
        if (p.ready && text_len(&t) == p.text_len && rand() % 2)
            assert_true(pipeline_read_on(&p, (size_t)rand() % 90, &e));
        if (rand() % 4) continue;
        assert_true(pipeline_read_text(&p, v, &t, &params, &e));
        w.row = p.count ? (size_t)rand() % p.count : 0;
        assert_from_scratch(&p, &t, &params, w);
    }
    pipeline_free(&p);
    text_free(&t);
}

static void test_edits_anywhere(void **state)
{
    (void)state;
    const char *wanted = getenv("EDITS"); /* make soak asks for a million */
    int edits = wanted && *wanted ? atoi(wanted) : 30000;
    srand(31);
    for (int done = 0, some; done < edits; done += some) {
        some = 300;
        edit_many_times(some, &vocab, 600);
    }
}

static void edit_with(const struct tokenizer *t, int rounds)
{
    struct vocab words = vocab;
    struct err e;
    assert_true(vocab_build(&vocab, t, corpus_builtin, 300, &e)); /* some letters are new to it */
    for (int round = 0; round < rounds; round++) edit_many_times(300, &vocab, 200);
    vocab_free(&vocab);
    vocab = words;
}

/* Of the other tokenizers, whose pieces lie close together. */
static void test_edits_of_every_tokenizer(void **state)
{
    (void)state;
    srand(37);
    for (int i = 1; i < tokenizer_count; i++) edit_with(&tokenizers[i], 8);
}

/* A tokenizer with merges of its own, whose pieces depend on the word they are in. */
static void test_edits_of_byte_pairs(void **state)
{
    (void)state;
    struct vocab v;
    struct params params = params_default();
    struct pipeline p = {0};
    struct err e;
    assert_true(vocab_build(&v, &toy_bpe, "you", 3, &e));
    assert_true(read_whole(&p, &v, "qqqqq the qq", 12, &params, &e));
    static const uint32_t ends[] = {4, 5, 6, 9, 10, 12}; /* qqqq q _ the _ qq */
    assert_int_equal(p.count, 6);
    for (size_t i = 0; i < 6; i++) assert_int_equal(pipeline_piece(&p, i).end, ends[i]);
    read_whole_free(&p);
    vocab_free(&v);
    srand(41);
    edit_with(&toy_bpe, 40);
}

/* A text of the built-in corpus over and over, with every tenth word new to the vocabulary. */
static void make_long(struct text *t, size_t n)
{
    struct str s = STR_EMPTY;
    for (size_t at = 0, word = 0; s.len < n; word++) {
        size_t len = strcspn(corpus_builtin + at, " \n") + 1;
        if (word % 10 == 0) assert_true(str_addf(&s, "word%zu ", word % 30000));
        assert_true(str_add(&s, corpus_builtin + at, len));
        at = at + len < corpus_builtin_len - 20 ? at + len : 0;
    }
    assert_true(text_adopt(t, &s));
}

/* The word tokenizer, with a count of the bytes that it was asked to read. */
static size_t counting_read(const void *self, const struct tokenizer_span *s, struct token *tokens,
                            struct str *scratch)
{
    size_t count = tokenizers[0].read(NULL, s, tokens, scratch), *bytes = *(size_t *const *)self;
    *bytes += (count ? tokens[count - 1].piece.end : s->n) - s->at;
    return count;
}

/* How much is read again for a keystroke in a long text: little, whether at the front, in the
 * middle or at the end, taken back, or in a word that is new. */
static void test_work_is_bounded(void **state)
{
    (void)state;
    size_t bytes = 0, *counted = &bytes;
    struct tokenizer counting = tokenizers[0];
    counting.self = &counted;
    counting.read = counting_read;
    struct vocab words = vocab;
    struct text t = {0};
    struct pipeline p = {0};
    struct params params = params_default();
    struct err e;
    assert_true(vocab_build(&vocab, &counting, corpus_builtin, corpus_builtin_len, &e));
    make_long(&t, 3 << 20);
    bytes = 0;
    assert_true(pipeline_read_text(&p, &vocab, &t, &params, &e));
    assert_false(pipeline_complete(&p)); /* the first screen does not wait for the rest */
    assert_true(p.count > 1000 && bytes < 2 * PIPELINE_BULK);
    uint64_t steps = 0;
    for (size_t count = p.count; !pipeline_complete(&p); count = p.count, steps++) {
        assert_true(pipeline_read_on(&p, 50000, &e));
        assert_true(p.count > count && p.count < count + 50000);
    }
    assert_true(steps > 30);
    for (int i = 0; i < 900; i++) {
        static const char *const typed[] = {"a", " ", "zyx ", "."};
        static const size_t parts[] = {0, 2, 1};
        size_t at = text_len(&t) / 2 * parts[i % 3];
        bytes = 0;
        assert_true(text_replace(&t, at, at, typed[i % 4], strlen(typed[i % 4])));
        assert_true(pipeline_read_text(&p, &vocab, &t, &params, &e));
        if (i % 5 == 0) assert_true(text_replace(&t, at, at + strlen(typed[i % 4]), "", 0));
        assert_true(pipeline_read_text(&p, &vocab, &t, &params, &e));
        assert_true(pipeline_complete(&p));
        assert_true(bytes < 400);
    }
    struct window w = {0, 5, 0, 4, 0};
    assert_from_scratch(&p, &t, &params, w);
    static const struct {
        size_t from, left; /* all but these bytes at the front and at the end are deleted */
    } cuts[] = {{1 << 20, 1 << 20}, {1 << 20, 20}, {10, 50000}};
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        assert_true(text_replace(&t, cuts[i].from, text_len(&t) - cuts[i].left, "", 0));
        bytes = 0;
        assert_true(pipeline_read_text(&p, &vocab, &t, &params, &e));
        assert_true(bytes < 2 * PIPELINE_BULK);
        assert_from_scratch(&p, &t, &params, w);
    }
    pipeline_free(&p);
    text_free(&t);
    vocab_free(&vocab);
    vocab = words;
}

/* A text may have TEXT_MAX bytes and no more. */
static void test_text_too_long(void **state)
{
    (void)state;
    struct pipeline p = {0};
    struct params params = params_default();
    struct err e;
    update(&p, "you win", 7, &params, (struct window){0, 9, 0, 16, 0});
    struct text longer = {.len = TEXT_MAX + 1}; /* not looked at */
    assert_false(pipeline_read_text(&p, &vocab, &longer, &params, &e));
    assert_non_null(strstr(e.text, "at most 67108864"));
    assert_int_equal(p.count, 2);
    read_whole_free(&p);
}

/* New words come and go at the end; memory for those that are gone does not pile up. */
static void test_new_words_come_and_go(void **state)
{
    (void)state;
    enum { LONG = 3000 };
    struct pipeline p = {0};
    struct params params = params_default();
    struct window w = {0, 5, 0, 4, 0};
    char text[LONG + 4] = "you ";
    for (int round = 0; round < 100; round++) {
        for (int i = 4; i < LONG + 4; i++) text[i] = (char)('a' + (i + round) % 26);
        update(&p, text, sizeof text, &params, w);
        assert_int_equal(p.fresh_count, 1);
        assert_int_equal(pipeline_index(&p, 1), vocab.size);
        assert_memory_equal(pipeline_word(&p, vocab.size).text, text + 4, LONG);
        update(&p, text, 4, &params, w);
        assert_int_equal(p.fresh_count, 0);
        assert_int_equal(p.tokens.fresh_count, 1); /* the next one has its number */
    }
    read_whole_free(&p);
}

/* A word typed in front: E rows slide; P rows stay, and there is a new one at the end. What
 * changed stays told until something else does. */
static void test_only_what_changed(void **state)
{
    (void)state;
    struct pipeline p = {0};
    struct params params = params_default();
    struct window w = {0, 40, 0, 16, 0};
    update(&p, THRONES, strlen(THRONES), &params, w);
    const char *longer = "Today " THRONES;
    update(&p, longer, strlen(longer), &params, w);
    assert_true(p.changed);
    for (int r = 0; r < 13; r++) {
        unsigned change = p.rows.change[r], e = change & CHANGE_E;
        assert_int_equal(e, r == 0 ? CHANGE_E_NEW : CHANGE_E_DOWN);
        assert_int_equal(change & CHANGE_P, r == 12 ? CHANGE_P : 0);
        assert_int_equal(change & CHANGE_X, CHANGE_X);
    }
    w.selected = 3;
    update(&p, longer, strlen(longer), &params, w);
    assert_false(p.changed);
    assert_int_equal(p.rows.change[12], CHANGE_E_DOWN | CHANGE_P | CHANGE_X);
    w.dims = 15;
    update(&p, longer, strlen(longer), &params, w);
    assert_int_equal(p.rows.change[12], 0);
    params.offset = 1; /* every place moves by one */
    update(&p, longer, strlen(longer), &params, w);
    for (int r = 0; r < 13; r++) assert_int_equal(p.rows.change[r], CHANGE_P | CHANGE_X);
    read_whole_free(&p);
}

/* Each revision moves with what it names and with nothing else, and never comes back. */
static void test_revisions(void **state)
{
    (void)state;
    struct pipeline p = {0};
    enum { TABLE = 1, WAVES = 2, PLACES = 4 };
    const struct params as = params_default();
    struct params cases[] = {as, as, as, as, as, as, as, as, as, as};
    static const unsigned moves[] = {
        TABLE | WAVES | PLACES, TABLE, TABLE, TABLE, TABLE | WAVES, WAVES, WAVES, PLACES, 0, 0};
    cases[1].seed = 2;
    cases[2].init = INIT_UNIFORM;
    cases[3].scale = false;
    cases[4].d_model = 7;
    cases[5].base = 100;
    cases[6].layout = LAYOUT_SPLIT;
    cases[7].offset = 5;
    cases[8].scheme = 2;
    cases[9].frozen = true;
    struct window w = {0, 40, 0, 16, 0};
    for (int i = 0; i < 10; i++) {
        update(&p, i ? "you win" : "", i ? 7 : 0, &as, w);
        const struct pipeline_revision last = i ? p.revision : (struct pipeline_revision){0, 0, 0};
        update(&p, "you win", 7, &cases[i], w);
        const struct pipeline_revision now = p.revision;
        assert_int_equal(now.table > last.table, (moves[i] & TABLE) != 0);
        assert_int_equal(now.waves > last.waves, (moves[i] & WAVES) != 0);
        assert_int_equal(now.places > last.places, (moves[i] & PLACES) != 0);
    }
    update(&p, "you win", 7, &as, w);
    struct pipeline_revision last = p.revision;
    update(&p, "win you", 7, &as, w);
    assert_memory_equal(&last, &p.revision, sizeof last);
    update(&p, "win you or", 10, &as, w);
    assert_true(p.revision.table == last.table && p.revision.waves == last.waves &&
                p.revision.places > last.places);
    last = p.revision;
    read_whole_free(&p);
    update(&p, "win you or", 10, &as, w);
    assert_true(p.revision.table > last.table && p.revision.waves > last.waves &&
                p.revision.places > last.places);
    read_whole_free(&p);
}

/* The line's own proof: `you` at 1, 7 and 10 has one row of E and three of X. */
static void test_you_three_times(void **state)
{
    (void)state;
    struct pipeline p = {0};
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
    read_whole_free(&p);
}

static void test_vocabulary_of_the_text(void **state)
{
    (void)state;
    struct pipeline p = {0};
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
    update(&p, text + 8, strlen(text + 8), &params,
           w); /* "you Quokka zyzzyva": numbered again, nothing left over */
    assert_int_equal(pipeline_index(&p, 1), vocab.size);
    params.frozen = true;
    update(&p, text, strlen(text), &params, w);
    assert_int_equal(pipeline_index(&p, 0), VOCAB_UNK);
    assert_int_equal(p.fresh_count, 0);
    read_whole_free(&p);
}

static void test_bad_parameters_keep_the_state(void **state)
{
    (void)state;
    struct pipeline p = {0};
    struct params good = params_default();
    struct err e;
    update(&p, "you win", 7, &good, (struct window){0, 9, 0, 16, 0});
    struct params bad[5] = {good, good, good, good, good};
    bad[0].d_model = 0, bad[1].d_model = POSENC_D_MAX + 1;
    bad[2].base = 1, bad[3].base = (double)NAN;
    bad[4].offset = OFFSET_MAX + 1;
    for (int i = 0; i < 5; i++) {
        assert_false(read_whole(&p, &vocab, "you", 3, &bad[i], &e));
        assert_non_null(strpbrk(e.text, "0123456789"));
        assert_true(p.count == 2 && p.params.d_model == 16);
    }
    update(&p, "you", 3, &good, (struct window){0, 9, 0, 16, 0});
    assert_int_equal(p.count, 1);
    read_whole_free(&p);
}

static void test_token_at(void **state)
{
    (void)state;
    struct pipeline p = {0};
    const struct params params = params_default();
    update(&p, "you  win!", 9, &params, (struct window){0, 9, 0, 1, 0});
    static const size_t want[10] = {0, 0, 0, 0, 0, 1, 1, 1, 2, 2};
    for (size_t at = 0; at < 10; at++) assert_int_equal(pipeline_token_at(&p, at), want[at]);
    update(&p, "", 0, &params, (struct window){0, 9, 0, 1, 5});
    assert_true(pipeline_token_at(&p, 3) == 0 && p.rows.window.rows == 0);
    read_whole_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_incremental_is_from_scratch),
        cmocka_unit_test(test_edits_anywhere),
        cmocka_unit_test(test_edits_of_every_tokenizer),
        cmocka_unit_test(test_edits_of_byte_pairs),
        cmocka_unit_test(test_work_is_bounded),
        cmocka_unit_test(test_text_too_long),
        cmocka_unit_test(test_new_words_come_and_go),
        cmocka_unit_test(test_only_what_changed),
        cmocka_unit_test(test_revisions),
        cmocka_unit_test(test_you_three_times),
        cmocka_unit_test(test_vocabulary_of_the_text),
        cmocka_unit_test(test_bad_parameters_keep_the_state),
        cmocka_unit_test(test_token_at),
    };
    return cmocka_run_group_tests_name("pipeline", tests, setup, teardown);
}
