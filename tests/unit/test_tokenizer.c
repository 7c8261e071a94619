/* Tokenizers against hand-made splits; every kind of text a person may type. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "named.h"

#include "single_step.h"

/* Pieces joined by "|", as they stand in the text. */
static const char *split(const char *name, const char *text, size_t n)
{
    static char out[4096];
    const struct tokenizer *t = &tokenizers[tokenizer_find(name)];
    struct piece p = {0, 0};
    size_t len = 0;
    while (next_piece(t, text, n, p.end, &p)) {
        if (len) out[len++] = '|';
        memcpy(out + len, text + p.start, p.end - p.start);
        len += p.end - p.start;
    }
    out[len] = 0;
    return out;
}

static const char *key(const char *name, const char *text)
{
    static char out[256];
    char room[TOKEN_SHORT];
    const struct tokenizer *t = &tokenizers[tokenizer_find(name)];
    struct token token;
    struct str scratch = STR_EMPTY;
    assert_true(next_token(t, text, strlen(text), 0, &token, &scratch));
    memcpy(out, token_key_bytes(&token, text, scratch.data, room), token.key.len);
    out[token.key.len] = 0;
    str_free(&scratch);
    return out;
}

static void test_words(void **state)
{
    (void)state;
    static const struct {
        const char *text, *pieces;
    } cases[] = {
        {"", ""},
        {" \t\n ", ""},
        {"When you play", "When|you|play"},
        {"  two   gaps ", "two|gaps"},
        {"die, or win!", "die|,|or|win|!"},
        {"don't stop", "don't|stop"},
        {"don’t", "don’t"},
        {"'quoted'", "'|quoted|'"},
        {"the boys' dog", "the|boys|'|dog"},
        {"well-known mother-in-law", "well-known|mother-in-law"},
        {"a - b -c d-", "a|-|b|-|c|d|-"},
        {"rock'n'roll", "rock'n'roll"},
        {"it''s", "it|'|'|s"},
        {"3.14 1999", "3|.|14|1999"},
        {"x2 2x", "x2|2x"},
        {"狗追猫。", "狗|追|猫|。"},
        {"GPT很好ok", "GPT|很|好|ok"},
        {"これは", "これは"},
        {"カタカナを สวัสดี x²", "カタカナを|สวัสดี|x|²"},
        {"I ❤️ hot tea", "I|❤️|hot|tea"},
        {"sleepy\xE2\x80\x8B"
         "cats",
         "sleepy|cats"}, /* U+200B */
        {"👨‍👩‍👧 🇩🇪🇫🇷 👍🏽",
         "👨‍👩‍👧|🇩🇪|🇫🇷|👍🏽"},
        {"\xEF\xB8\x8F", ""}, /* a variation selector on nothing */
        {"#\xEF\xB8\x8F\xE2\x83\xA3 !\xCC\x88", "#\xEF\xB8\x8F\xE2\x83\xA3|!\xCC\x88"},
        {"a \xCC\x88 b", "a| \xCC\x88|b"}, /* a mark on a space has ink */
        {"a \xEF\xB8\x8F b", "a|b"},
        {"col·lega a'1 1'2", "col·lega|a|'|1|1'2"},
        {"צה\"ל", "צה\"ל"},
        {"snake_case a:b 1,000", "snake|_|case|a|:|b|1|,|000"},
        {"you ___. a____b __ _", "you|___|.|a|____|b|_|_|_"}, /* three low lines: a gap */
        {"____\xCC\x81 ___\xCC\x81 ___é", "___|_\xCC\x81|_|_|_\xCC\x81|___|é"},
        {"¿Qué es señal?", "¿|Qué|es|señal|?"},
        {"cafe\xCC\x81 noir", "cafe\xCC\x81|noir"}, /* combining acute stays with its word */
        {"a\xE2\x80\x8D"
         "b",
         "a\xE2\x80\x8D"
         "b"}, /* a joiner inside a word */
        {"\xE2\x80\x8D"
         "b",
         "b"},                    /* and outside: no token */
        {"\xEF\xBB\xBFhi", "hi"}, /* byte order mark */
        {"☃ snow", "☃|snow"},
        {"a\x1b[31mb", "a|\x1b|[|31mb"},
        {"\xFFx\xC3", "\xFF|x|\xC3"}, /* malformed bytes: a token each */
        {"$5 & 50%", "$|5|&|50|%"},
        {"Ёлка ЁЛКА", "Ёлка|ЁЛКА"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(split("word", cases[i].text, strlen(cases[i].text)), cases[i].pieces);
}

static void test_word_keys(void **state)
{
    (void)state;
    assert_string_equal(key("word", "When"), "when");
    assert_string_equal(key("word", "DON’T"), "don't");
    assert_string_equal(key("word", "ÉCOLE"), "école");
    assert_string_equal(key("word", "ЁЛКА"), "ёлка");
    assert_string_equal(key("word", "ΣΟΦΙΑ"), "σοφια");
    assert_string_equal(key("word", "______"), TOKEN_GAP);
    assert_string_equal(key("word", "\xFF"), "\xEF\xBF\xBD");
    assert_string_equal(key("word", "狗"), "狗");
    /* Canonically equal spellings are one word, composed. */
    assert_string_equal(key("word", "cafe\xCC\x81"), "café");
    assert_string_equal(key("word", "CAFE\xCC\x81"), key("word", "Café"));
    assert_string_equal(key("word", "\xC4\xB0"), "i"); /* İ, whose lower case loses the dot */
    assert_string_equal(key("word", "I\xCC\x87"), "i");
    assert_string_equal(key("word", "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"), "한");
    assert_string_equal(key("word", "so\xC2\xAD"
                                    "ft"),
                        "soft"); /* U+00AD */
}

static void test_characters_and_bytes(void **state)
{
    (void)state;
    assert_string_equal(split("character", "a é狗", 7), "a| |é|狗");
    assert_string_equal(key("character", "É"), "É");
    assert_string_equal(key("character", "E\xCC\x81"), "É");
    static const char marks[] = "e\xCC\x81❤️👨‍👩‍👧🇩🇪🇫🇷\r\n";
    assert_string_equal(split("character", marks, sizeof marks - 1),
                        "e\xCC\x81|❤️|👨‍👩‍👧|🇩🇪|🇫🇷|\r\n");
    assert_string_equal(key("character", "\xFF"), "\xEF\xBF\xBD");
    assert_string_equal(split("byte", "é!", 3), "\xC3|\xA9|!");
    assert_string_equal(key("byte", "\xC3\xA9"), "\xC3");
    struct str out = STR_EMPTY;
    const struct tokenizer *byte = &tokenizers[tokenizer_find("byte")];
    byte->spell(byte->self, "\xE4", 1, &out);
    byte->spell(byte->self, "a", 1, &out);
    assert_string_equal(str_text(&out), "<0xE4>a");
    str_free(&out);
    assert_int_equal(tokenizer_find("sentencepiece"), -1);
}

static const char *const bits[] = {"a",
                                   "_",
                                   "__",
                                   "B",
                                   "'",
                                   "-",
                                   " ",
                                   "é",
                                   "’",
                                   "狗",
                                   "𝐀",
                                   "\xCC\x81",
                                   ".",
                                   "7",
                                   "\xFF",
                                   "·",
                                   "\"",
                                   "א",
                                   "👩",
                                   "\xF0\x9F\x87\xA9", /* half a flag */
                                   "\r",
                                   "\n",
                                   "\x97",
                                   "\xE4\xB8",
                                   "\xF0\x9F\x90", /* cut short */
                                   "\xE2\x80\x8D",
                                   "\xF3\xA0\x80\x81"}; /* they join and tag: no width */

static void add_bits(char *text, int most)
{
    for (int i = rand() % most; i > 0; i--)
        strcat(text, bits[(size_t)rand() % (sizeof bits / sizeof *bits)]);
}

/* At a break a piece is the same whatever comes `after` bytes after it, and what follows is the
 * same when the text begins there. */
static void assert_break(const struct tokenizer *t, const char *text, size_t n, struct piece p)
{
    char other[512] = "";
    struct piece again = {0, 0};
    size_t kept = p.end + t->after < n ? p.end + t->after : n;
    memcpy(other, text, kept);
    if (kept == p.end + t->after) add_bits(other, 4);
    assert_true(next_piece(t, other, strlen(other), p.start, &again));
    assert_int_equal(again.end, p.end);
    struct piece next, alone = {0, 0};
    bool more = next_piece(t, text, n, p.end, &next);
    assert_int_equal(next_piece(t, text + p.end, n - p.end, 0, &alone), more);
    if (more) assert_true(alone.start + p.end == next.start && alone.end + p.end == next.end);
}

/* What the header promises of every tokenizer, on random bytes. */
static void test_breaks(void **state)
{
    (void)state;
    srand(11);
    for (int round = 0; round < 20000; round++) {
        char text[256] = "";
        add_bits(text, 20);
        size_t n = strlen(text);
        for (int k = 0; k < tokenizer_count; k++) {
            const struct tokenizer *t = &tokenizers[k];
            struct piece p = {0, 0};
            while (next_piece(t, text, n, p.end, &p)) {
                assert_true(p.start < p.end && p.end <= n);
                if (tokenizer_breaks(t, text, n, p.end)) assert_break(t, text, n, p);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_word_keys),
        cmocka_unit_test(test_characters_and_bytes),
        cmocka_unit_test(test_breaks),
    };
    return cmocka_run_group_tests_name("tokenizer", tests, NULL, NULL);
}
