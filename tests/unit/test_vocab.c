/* Vocabularies against counts made by hand and by a naive recount. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/vocab.h"
#include "formats/corpus.h"

static const struct tokenizer *word(void)
{
    return &tokenizers[tokenizer_find("word")];
}

static struct vocab build(const char *text)
{
    struct vocab v;
    struct err e;
    assert_true(vocab_build(&v, word(), text, strlen(text), &e));
    return v;
}

static void test_order(void **state)
{
    (void)state;
    struct vocab v = build("the dog saw the cat . The cat saw nothing .");
    static const char *const words[] = {"<pad>", "<unk>", "the", "saw", "cat", ".", "dog", "nothing"};
    static const uint64_t counts[] = {0, 0, 3, 2, 2, 2, 1, 1};
    assert_int_equal(v.size, 8);
    assert_int_equal(v.tokens, 11);
    for (uint32_t i = 0; i < v.size; i++) {
        assert_string_equal(vocab_word(&v, i).text, words[i]);
        assert_int_equal(vocab_word(&v, i).len, strlen(words[i]));
        assert_int_equal(vocab_word(&v, i).count, counts[i]);
        if (i > VOCAB_UNK)
            assert_int_equal(vocab_find(&v, words[i], strlen(words[i])), i);
    }
    assert_int_equal(vocab_find(&v, "The", 3), VOCAB_NONE); /* keys are in lower case */
    assert_int_equal(vocab_find(&v, "bird", 4), VOCAB_NONE);
    vocab_free(&v);
}

/* The special entries are no words of any text: "<pad>" as text is three pieces. */
static void test_specials(void **state)
{
    (void)state;
    struct vocab v = build("<unk> <pad>");
    assert_int_equal(vocab_find(&v, "<unk>", 5), VOCAB_NONE);
    assert_int_equal(v.size, 2 + 4);
    vocab_free(&v);
    v = build("");
    assert_int_equal(v.size, 2);
    assert_int_equal(v.tokens, 0);
    vocab_free(&v);
}

/* Every property that the header states, on the built-in corpus. */
static void test_builtin(void **state)
{
    (void)state;
    struct vocab v;
    struct err e;
    assert_true(vocab_build(&v, word(), corpus_builtin, corpus_builtin_len, &e));
    assert_true(v.size > 900 && v.size < 3000);
    uint64_t sum = 0;
    for (uint32_t i = 2; i < v.size; i++) {
        sum += vocab_word(&v, i).count;
        assert_true(i == 2 || vocab_word(&v, i).count <= vocab_word(&v, i - 1).count);
        assert_int_equal(vocab_find(&v, vocab_word(&v, i).text, vocab_word(&v, i).len), i);
    }
    assert_int_equal(sum, v.tokens);
    static const char *const line[] = {"when", "you", "play", "the", "game", "of", "thrones", "win", "or", "die"};
    for (size_t i = 0; i < sizeof line / sizeof *line; i++)
        assert_int_not_equal(vocab_find(&v, line[i], strlen(line[i])), VOCAB_NONE);
    vocab_free(&v);
}

static void test_ties_by_first_appearance(void **state)
{
    (void)state;
    char text[40000] = "";
    size_t len = 0;
    for (int i = 0; i < 3000; i++) /* all once, in an order that no sort would make */
        len += (size_t)snprintf(text + len, sizeof text - len, "w%d ", (i * 1231) % 3000);
    struct vocab v = build(text);
    for (uint32_t i = 0; i < 3000; i++) {
        char name[16];
        snprintf(name, sizeof name, "w%d", (int)(i * 1231) % 3000);
        assert_string_equal(vocab_word(&v, 2 + i).text, name);
    }
    vocab_free(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_specials),
        cmocka_unit_test(test_builtin),
        cmocka_unit_test(test_ties_by_first_appearance),
    };
    return cmocka_run_group_tests_name("vocab", tests, NULL, NULL);
}
