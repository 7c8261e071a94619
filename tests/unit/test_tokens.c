/* The tokens beside a naive model: random edits at both ends and between, of a few tokens and of
 * many; the words' uses and the order of new words are looked up in the model one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/text/tokens.h"

enum { KNOWN = 5, MOST = 900, BATCH = 40 };

/* The model: words from KNOWN on are spelled by their number. */
struct flat {
    struct piece pieces[MOST];
    uint32_t names[MOST];
    size_t count;
};

static uint32_t number_of(struct tokens *t, uint32_t name)
{
    char key[16];
    uint32_t word = name;
    int len = snprintf(key, sizeof key, "w%u", name);
    if (name >= KNOWN) assert_true(tokens_new_word(t, key, (size_t)len, &word));
    return word;
}

static void assert_word(const struct tokens *t, uint32_t word, uint32_t name)
{
    char key[16];
    snprintf(key, sizeof key, "w%u", name);
    if (name < KNOWN)
        assert_int_equal(word, name);
    else
        assert_string_equal(t->fresh[word - KNOWN].word.text, key);
}

/* Every token of the name, found in both directions, and no other. */
static void assert_uses(const struct tokens *t, const struct flat *f, uint32_t word, uint32_t name)
{
    size_t count = 0, next = 0, last = SIZE_MAX;
    for (size_t i = 0; i < f->count; i++) {
        bool is = word == TOKENS_UNKNOWN ? f->names[i] >= KNOWN : f->names[i] == name;
        if (!is) continue;
        assert_int_equal(tokens_next_use(t, word, next), i);
        assert_int_equal(tokens_last_use(t, word, i), last);
        next = i + 1;
        last = i;
        count++;
    }
    assert_int_equal(tokens_next_use(t, word, next), SIZE_MAX);
    assert_int_equal(tokens_last_use(t, word, f->count), last);
    assert_int_equal(tokens_uses(t, word), count);
}

static void assert_same(const struct tokens *t, const struct flat *f)
{
    uint32_t rank = 0;
    assert_int_equal(t->count, f->count);
    assert_int_equal(tokens_end(t), f->count ? f->pieces[f->count - 1].end : 0);
    for (size_t i = 0; i < f->count; i++) {
        struct piece piece = t->pieces[i];
        uint32_t word = t->words[i];
        assert_memory_equal(&piece, &f->pieces[i], sizeof piece);
        assert_word(t, word, f->names[i]);
        assert_int_equal(tokens_started(t, piece.start), i + 1);
        assert_int_equal(tokens_ended(t, piece.end), i + 1);
        assert_int_equal(tokens_ended(t, piece.end - 1), i);
        size_t before = 0;
        while (f->names[before] != f->names[i]) before++;
        if (f->names[i] < KNOWN || before < i) continue;
        assert_int_equal(t->fresh[word - t->known].rank, rank);
        assert_int_equal(t->order[rank++].word, word);
        assert_uses(t, f, word, f->names[i]);
    }
    assert_int_equal(t->fresh_live, rank);
    for (uint32_t name = 0; name < KNOWN; name++) assert_uses(t, f, name, name);
    assert_uses(t, f, TOKENS_UNKNOWN, 0);
}

static void random_edit(struct tokens *t, struct flat *f, uint32_t names)
{
    size_t most = rand() % 20 ? 3 : BATCH, first = (size_t)rand() % (f->count + 1);
    first = rand() % 6 ? first : rand() % 2 ? 0 : f->count;
    size_t left = f->count - first;
    size_t removed = (size_t)rand() % (most + 1), added = (size_t)rand() % (most + 1);
    removed = removed < left ? removed : left;
    added = f->count + added < MOST ? added : 0;
    struct piece pieces[BATCH];
    uint32_t words[BATCH], fresh[BATCH], end = first ? f->pieces[first - 1].end : 0;
    uint32_t old_end = removed ? f->pieces[first + removed - 1].end : end;
    for (size_t i = 0; i < added; i++) {
        pieces[i].start = end + (uint32_t)rand() % 3;
        pieces[i].end = end = pieces[i].start + 1 + (uint32_t)rand() % 9;
        fresh[i] = (uint32_t)rand() % names;
        words[i] = number_of(t, fresh[i]);
    }
    uint32_t shift = end - old_end + (uint32_t)rand() % 2;
    memmove(f->pieces + first + added, f->pieces + first + removed,
            (left - removed) * sizeof *f->pieces);
    memmove(f->names + first + added, f->names + first + removed,
            (left - removed) * sizeof *f->names);
    memcpy(f->pieces + first, pieces, added * sizeof *pieces);
    memcpy(f->names + first, fresh, added * sizeof *fresh);
    f->count = f->count - removed + added;
    for (size_t i = first + added; i < f->count; i++) {
        f->pieces[i].start += shift;
        f->pieces[i].end += shift;
    }
    assert_true(
        tokens_replace(t, (struct tokens_edit){first, removed, added}, pieces, words, shift));
}

static void test_edits(void **state)
{
    (void)state;
    static struct flat f;
    srand(23);
    for (int i = 0; i < 8; i++) {
        struct tokens t = {.count = 0};
        assert_true(tokens_start(&t, KNOWN));
        f.count = 0;
        for (int round = 0; round < 1200; round++) {
            random_edit(&t, &f, i % 2 ? 12 : 300);
            if (f.count > 200 && rand() % 20 == 0) { /* all but the first few */
                assert_true(
                    tokens_replace(&t, (struct tokens_edit){3, f.count - 3, 0}, NULL, NULL, 0));
                f.count = 3;
            }
            if (round % 8 == 0) assert_same(&t, &f);
        }
        tokens_free(&t);
    }
}

/* The numbers of words that are gone are given to others: memory for them does not pile up. */
static void test_numbers_are_used_again(void **state)
{
    (void)state;
    struct tokens t = {.count = 0};
    assert_true(tokens_start(&t, KNOWN));
    for (uint32_t i = 0; i < 3000; i++) {
        struct piece piece = {0, 2};
        uint32_t word = number_of(&t, 30000 + i);
        assert_true(tokens_replace(&t, (struct tokens_edit){0, i % 3 != 0, 1}, &piece, &word, 0));
        assert_int_equal(t.fresh[word - t.known].rank, 0);
        assert_int_equal(t.order[0].word, word);
        if (i % 3 == 2)
            assert_true(tokens_replace(&t, (struct tokens_edit){0, 1, 0}, NULL, NULL, 0));
    }
    assert_true(t.fresh_count <= 2);
    tokens_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edits),
        cmocka_unit_test(test_numbers_are_used_again),
    };
    return cmocka_run_group_tests_name("tokens", tests, NULL, NULL);
}
