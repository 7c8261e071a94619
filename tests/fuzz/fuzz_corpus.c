/* A vocabulary that is built in steps of any size is that which is built at once, and both are what
 * counting token by token makes: the words by falling count, ties by first appearance. */
#include "core/text/vocab.h"
#include "formats/corpus.h"

#include "find_key.h"
#include "fuzz/fuzz.h"

#define TEXT_MOST 600

/* Counted without a table: for each token the words so far are looked through. */
struct counted {
    struct {
        char *key;
        size_t len;
        uint64_t count;
    } words[TEXT_MOST + 1];
    size_t size;
    uint64_t tokens;
};

static void count_word(struct counted *c, const char *key, size_t len)
{
    size_t i = 0;
    while (i < c->size && (c->words[i].len != len || memcmp(c->words[i].key, key, len) != 0)) i++;
    if (i == c->size) {
        c->words[i].key = malloc(len);
        REQUIRE(c->words[i].key);
        memcpy(c->words[i].key, key, len);
        c->words[i].len = len;
        c->words[i].count = 0;
        c->size++;
    }
    c->words[i].count++;
}

static void count_text(struct counted *c, const struct tokenizer *t, const char *text, size_t n)
{
    static struct token tokens[TEXT_MOST + 1];
    struct str scratch = STR_EMPTY;
    size_t count =
        t->read(t->self, &(struct tokenizer_span){text, n, 0, n, TEXT_MOST + 1}, tokens, &scratch);
    c->size = 0;
    c->tokens = 0;
    for (size_t i = 0; i < count; i++) {
        char room[TOKEN_SHORT];
        if (token_is_gap(&tokens[i])) continue;
        c->tokens++;
        count_word(c, token_key_bytes(&tokens[i], text, str_text(&scratch), room),
                   tokens[i].key.len);
    }
    str_free(&scratch);
}

/* The place of a word among those counted: how many come before it. */
static size_t rank(const struct counted *c, size_t word)
{
    size_t before = 0;
    for (size_t i = 0; i < c->size; i++)
        before += c->words[i].count > c->words[word].count ||
                  (c->words[i].count == c->words[word].count && i < word);
    return before;
}

static void require_counted(const struct vocab *v, const struct counted *c)
{
    REQUIRE(v->size == c->size + 2 && v->tokens == c->tokens);
    for (size_t i = 0; i < c->size; i++) {
        uint32_t index = (uint32_t)(2 + rank(c, i));
        struct vocab_word word = vocab_word(v, index);
        REQUIRE(word.len == c->words[i].len && word.count == c->words[i].count);
        REQUIRE(memcmp(word.text, c->words[i].key, word.len) == 0 && word.text[word.len] == '\0');
        REQUIRE(find_key(v, c->words[i].key, c->words[i].len) == index);
    }
}

static void free_counted(struct counted *c)
{
    for (size_t i = 0; i < c->size; i++) free(c->words[i].key);
}

static bool goes_on(void *left)
{
    return (*(unsigned *)left)-- > 0;
}

/* Broken off after some questions: then nothing is left to free. */
static void break_off(const struct tokenizer *t, const char *text, size_t n, unsigned questions)
{
    struct vocab_builder b;
    struct err e;
    REQUIRE(vocab_builder_start(&b, t, text, n, &e));
    b.goes_on = goes_on;
    b.context = &questions;
    while (b.at < b.n)
        if (!vocab_builder_read(&b, 7, &e)) return;
    vocab_builder_free(&b);
}

static void build_in_steps(struct vocab *v, const struct tokenizer *t, const char *text, size_t n,
                           struct source *steps)
{
    struct vocab_builder b;
    struct err e;
    REQUIRE(vocab_builder_start(&b, t, text, n, &e));
    while (b.at < b.n) {
        size_t before = b.at;
        REQUIRE(vocab_builder_read(&b, 1 + take_byte(steps) % 64, &e));
        REQUIRE(b.at > before && b.at <= b.n);
    }
    REQUIRE(vocab_builder_finish(&b, v, &e));
}

static void require_bad_counted(const char *text, size_t n)
{
    size_t bad = 0, counted;
    bool ok;
    uint32_t cp;
    for (size_t at = 0; at < n; bad += !ok) at += utf8_decode(text + at, n - at, &cp, &ok);
    REQUIRE(corpus_count_bad(text, n, NULL, NULL, &counted) && counted == bad);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct counted counted;
    struct source s = {data, size}, steps = {data, size < 16 ? size : 16};
    const struct tokenizer *t = &tokenizers[take_byte(&s) % (unsigned)tokenizer_count];
    size_t n = s.left < TEXT_MOST ? s.left : TEXT_MOST;
    struct vocab whole, stepped;
    struct err e;
    char *text = malloc(n + !n);
    REQUIRE(text);
    memcpy(text, s.data, n);
    REQUIRE(vocab_build(&whole, t, text, n, &e));
    build_in_steps(&stepped, t, text, n, &steps);
    count_text(&counted, t, text, n);
    require_counted(&whole, &counted);
    require_counted(&stepped, &counted);
    break_off(t, text, n, take_byte(&steps));
    require_bad_counted(text, n);
    free_counted(&counted);
    vocab_free(&whole);
    vocab_free(&stepped);
    free(text);
    return 0;
}
