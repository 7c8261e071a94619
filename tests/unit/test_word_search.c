/* Searches beside the order of matches made the plain way: every word looked at
 * with strstr, the matches sorted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/pipeline/word_search.h"
#include "formats/corpus.h"
#include "read_whole.h"

static struct vocab vocab;
static struct pipeline pipeline;

static void read_text(const char *text, const char *training, size_t n, int tokenizer)
{
    struct err e;
    struct params params = params_default();
    assert_true(vocab_build(&vocab, &tokenizers[tokenizer], training, n, &e));
    assert_true(read_whole(&pipeline, &vocab, text, strlen(text), &params, &e));
}

static void forget(void)
{
    read_whole_free(&pipeline);
    vocab_free(&vocab);
}

/* All matches in their order: the word itself, its continuations, the others. */
static size_t plain_order(const char *key, uint32_t *out)
{
    size_t count = 0;
    for (int kind = 0; kind < 3; kind++)
        for (uint32_t i = 0; i < pipeline_vocab_size(&pipeline); i++) {
            const char *word = pipeline_word(&pipeline, i).text, *at = strstr(word, key);
            int is = !at ? 3 : at > word ? 2 : strlen(word) > strlen(key);
            if (is == kind) out[count++] = i;
        }
    return count;
}

static void assert_found(struct word_found found, uint32_t index, size_t rank, size_t total)
{
    assert_int_equal(found.index, index);
    assert_int_equal(found.rank, rank);
    assert_int_equal(found.total, total);
}

static void check_key(const char *key)
{
    static uint32_t order[5000];
    size_t n = plain_order(key, order), len = strlen(key);
    struct word_found found = word_search(&pipeline, key, len, VOCAB_NONE, 1);
    if (!n) {
        assert_found(found, VOCAB_NONE, 0, 0);
        return;
    }
    assert_found(found, order[0], 1, n);
    for (size_t i = 0; i < n; i++) { /* from each match to its neighbours, around the ends */
        size_t next = (i + 1) % n, previous = (i + n - 1) % n;
        assert_found(word_search(&pipeline, key, len, order[i], 1), order[next], next + 1, n);
        assert_found(word_search(&pipeline, key, len, order[i], -1), order[previous], previous + 1,
                     n);
    }
    assert_found(word_search(&pipeline, key, len, VOCAB_NONE, -1), order[n - 1], n, n);
}

static void test_against_a_plain_scan(void **state)
{
    (void)state;
    read_text("youngling zyzzyva your zing zyzzyva", corpus_builtin, corpus_builtin_len, 0);
    static const char *const keys[] = {"you",  "y",    "ing", "the",   "e",     "zz", "zyzzyva",
                                       "zing", "ling", "<",   "<unk>", "qqq",   ".",  "あ",
                                       "狗",   "'",    "-",   "aa",    "anana", "ss"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) check_key(keys[i]);
    for (uint32_t i = 0; i < pipeline_vocab_size(&pipeline); i += 37)
        check_key(pipeline_word(&pipeline, i).text);
    forget();
}

/* A word found in itself where it begins twice over: nothing is skipped. */
static void test_matches(void **state)
{
    (void)state;
    static const struct {
        const char *word, *key;
        enum word_match match;
    } cases[] = {
        {"you", "you", WORD_IS},        {"young", "you", WORD_BEGINS}, {"bayou", "you", WORD_HOLDS},
        {"yo", "you", WORD_NO_MATCH},   {"aaab", "aab", WORD_HOLDS},   {"yyou", "you", WORD_HOLDS},
        {"yoyo", "you", WORD_NO_MATCH}, {"abcabd", "abd", WORD_HOLDS}, {"b", "b", WORD_IS},
        {"ab", "b", WORD_HOLDS},        {"ab", "c", WORD_NO_MATCH},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct vocab_word w = {cases[i].word, (uint32_t)strlen(cases[i].word), 1};
        if (word_match(&w, cases[i].key, strlen(cases[i].key)) != cases[i].match)
            fail_msg("%s in %s", cases[i].key, cases[i].word);
    }
    struct vocab_word bytes = {"a\0b", 3, 1};
    assert_int_equal(word_match(&bytes, "\0b", 2), WORD_HOLDS);
}

static void assert_key(int tokenizer, const char *text, const char *key)
{
    struct str out = STR_EMPTY;
    word_search_key(&tokenizers[tokenizer], text, strlen(text), &out);
    assert_string_equal(str_text(&out), key);
    str_free(&out);
}

/* What is typed is spelled as the tokenizer spells what it looks up. */
static void test_keys(void **state)
{
    (void)state;
    assert_key(0, "YOU", "you");
    assert_key(0, "  Straße ", "straße");
    assert_key(0, "ÉTÉ", "été");
    assert_key(0, "don’t", "don't");
    assert_key(0, "don’", "don'");
    assert_key(0, "-Time", "-time");
    assert_key(0, "<pad", "<pad");
    assert_key(0, " \t ", "");
    assert_key(0, "a b", "a b"); /* no word holds a blank: nothing is found, as nothing should be */
    assert_key(1, "A", "A");
    assert_key(1, " ", " ");
    assert_key(2, "é", "é");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_a_plain_scan),
        cmocka_unit_test(test_matches),
        cmocka_unit_test(test_keys),
    };
    return cmocka_run_group_tests_name("word_search", tests, NULL, NULL);
}
