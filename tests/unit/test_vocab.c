/* Vocabularies against counts made by hand and by a naive recount, and reading in bulk
 * against reading piece by piece. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "find_key.h"
#include "named.h"
#include "word_rules.h"

#include "within.h"
#include "base/grapheme.h"
#include "base/map.h"
#include "base/normal.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "core/text/vocab.h"
#include "formats/corpus.h"

static const struct tokenizer *word(void)
{
    return &tokenizers[tokenizer_find("word")];
}

static struct vocab build_n(const struct tokenizer *t, const char *text, size_t n)
{
    struct vocab v;
    struct err e;
    assert_true(vocab_build(&v, t, text, n, &e));
    return v;
}

static struct vocab build(const char *text)
{
    return build_n(word(), text, strlen(text));
}

static void test_order(void **state)
{
    (void)state;
    struct vocab v = build("the dog saw the cat . The cat saw nothing .");
    static const char *const words[] = {"<pad>", "<unk>", "the", "saw",
                                        "cat",   ".",     "dog", "nothing"};
    static const uint64_t counts[] = {0, 0, 3, 2, 2, 2, 1, 1};
    assert_int_equal(v.size, 8);
    assert_int_equal(v.tokens, 11);
    for (uint32_t i = 0; i < v.size; i++) {
        assert_string_equal(vocab_word(&v, i).text, words[i]);
        assert_int_equal(vocab_word(&v, i).len, strlen(words[i]));
        assert_int_equal(vocab_word(&v, i).count, counts[i]);
        if (i > VOCAB_UNK) assert_int_equal(find_key(&v, words[i], strlen(words[i])), i);
    }
    assert_int_equal(find_key(&v, "The", 3), VOCAB_NONE); /* keys are in lower case */
    assert_int_equal(find_key(&v, "bird", 4), VOCAB_NONE);
    assert_int_equal(find_key(&v, "", 0), VOCAB_NONE);
    assert_int_equal(find_key(&v, "dog\0", 4), VOCAB_NONE); /* as a number, "dog" */
    vocab_free(&v);
}

/* The special entries are no words of any text: "<pad>" as text is three pieces. */
static void test_specials(void **state)
{
    (void)state;
    struct vocab v = build("<unk> <pad>");
    assert_int_equal(find_key(&v, "<unk>", 5), VOCAB_NONE);
    assert_int_equal(v.size, 2 + 4);
    vocab_free(&v);
    v = build("");
    assert_int_equal(v.size, 2);
    assert_int_equal(v.tokens, 0);
    assert_int_equal(find_key(&v, "a", 1), VOCAB_NONE);
    vocab_free(&v);
}

/* Every property that the header states, on the built-in corpus. */
static void test_builtin(void **state)
{
    (void)state;
    struct vocab v = build_n(word(), corpus_builtin, corpus_builtin_len);
    assert_true(v.size > 900 && v.size < 3000);
    uint64_t sum = 0;
    for (uint32_t i = 2; i < v.size; i++) {
        struct vocab_word w = vocab_word(&v, i);
        sum += w.count;
        assert_true(i == 2 || w.count <= vocab_word(&v, i - 1).count);
        assert_int_equal(find_key(&v, w.text, w.len), i);
    }
    assert_int_equal(sum, v.tokens);
    static const char *const line[] = {"when", "you",     "play", "the", "game",
                                       "of",   "thrones", "win",  "or",  "die"};
    for (size_t i = 0; i < sizeof line / sizeof *line; i++)
        assert_int_not_equal(find_key(&v, line[i], strlen(line[i])), VOCAB_NONE);
    vocab_free(&v);
}

static void assert_same(const struct vocab *a, const struct vocab *b)
{
    assert_ptr_equal(a->tokenizer, b->tokenizer);
    assert_int_equal(a->size, b->size);
    assert_int_equal(a->tokens, b->tokens);
    for (uint32_t i = 0; i < a->size; i++) {
        struct vocab_word x = vocab_word(a, i), y = vocab_word(b, i);
        assert_int_equal(x.len, y.len);
        assert_int_equal(x.count, y.count);
        assert_memory_equal(x.text, y.text, x.len + 1);
        assert_int_equal(find_key(b, x.text, x.len), i > VOCAB_UNK ? i : VOCAB_NONE);
    }
}

/* The table that is compiled in is the one that would be built. */
static void test_prebuilt(void **state)
{
    (void)state;
    struct vocab built = build_n(word(), corpus_builtin, corpus_builtin_len), ready;
    vocab_open(&ready, &corpus_builtin_words);
    assert_ptr_equal(corpus_builtin_words.training, corpus_builtin);
    assert_same(&built, &ready);
    assert_same(&ready, &built);
    assert_int_equal(find_key(&ready, "quokka", 6), VOCAB_NONE);
    assert_int_equal(find_key(&ready, "incomprehensibilities", 21), VOCAB_NONE);
    vocab_free(&ready);
    vocab_free(&built);
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

/* ---- random texts ---- */

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Everything that tokenizers treat in a way of its own, whole and cut short. */
static const char *const bits[] = {"a",
                                   "B",
                                   "the",
                                   "Incomprehensible",
                                   "xylophone",
                                   "ABCDEFGH",
                                   "abcdefghi",
                                   "0",
                                   "1999",
                                   "'",
                                   "-",
                                   "’",
                                   "\xE2\x80\x91",
                                   " ",
                                   "  ",
                                   "\n",
                                   "\xC2\xA0",
                                   "\xE3\x80\x80",
                                   ".",
                                   ",",
                                   "<",
                                   "é",
                                   "É",
                                   "ЁЛКА",
                                   "ёлка",
                                   "Σοφία",
                                   "İ",
                                   "ȺȾ",
                                   "狗",
                                   "猫",
                                   "\xCC\x81",
                                   "\xE2\x80\x8D",
                                   "\xEF\xBB\xBF",
                                   "\xE2\x80\x8B",
                                   "\xEF\xB8\x8F",
                                   "·",
                                   "\"",
                                   "א",
                                   "カ",
                                   "は",
                                   "👩",
                                   "\xF0\x9F\x87\xA9", /* half a flag */
                                   "\xE1\x84\x92",     /* letters of Hangul */
                                   "\xE1\x85\xA1",
                                   "\xFF",
                                   "\xE4\xB8",
                                   "\xC3",
                                   "\xF0\x9F",
                                   "😀",
                                   "\x1B",
                                   "\x7F",
                                   "_",
                                   "@",
                                   "[",
                                   "`",
                                   "{",
                                   "/",
                                   ":"};

/* A text of at most `max` bytes, alone in its memory: reading past it is seen by checkers. */
static char *random_text(unsigned *seed, size_t max, size_t *n)
{
    char *text = malloc(max + 1);
    assert_non_null(text);
    size_t len = 0, favourites = 1 + next_random(seed) % (sizeof bits / sizeof *bits);
    while (len < max) {
        unsigned kind = next_random(seed) % 50;
        const char *bit = bits[next_random(seed) % favourites];
        size_t size = kind == 0 ? 1 : strlen(bit); /* now and then a NUL */
        if (len + size > max) break;
        memcpy(text + len, kind == 0 ? "" : bit, size);
        len += size;
    }
    char *alone = realloc(text, len ? len : 1);
    *n = len;
    return alone ? alone : text;
}

/* ---- pieces and keys by their definition, between any two code points ---- */

/* A run of low lines, but for a last one with marks: from three on it is one piece. */
static void take_gap(const char *text, size_t n, struct piece *p)
{
    struct piece last;
    size_t end = p->start;
    while (end < n && text[end] == '_') end++;
    if (end == p->start || p->end != p->start + 1) return;
    assert_true(step_word(n, end - 1, &last));
    end -= last.end > end;
    if (end - p->start >= 3) p->end = (uint32_t)end;
}

static bool step(const struct tokenizer *t, const char *text, size_t n, size_t at,
                 struct piece *out)
{
    size_t end = at + 1;
    if (t == word()) {
        decode(text, n, at);
        if (!step_word(n, at, out)) return false;
        take_gap(text, n, out);
        return true;
    }
    if (strcmp(t->name, "character") == 0) end = grapheme_next(text, n, at);
    *out = (struct piece){(uint32_t)at, (uint32_t)end};
    return at < n;
}

/* Composed, in lower case and composed again. */
static void add_key(const struct tokenizer *t, const char *text, struct piece p, struct str *out)
{
    struct str composed = STR_EMPTY, low = STR_EMPTY;
    if (strcmp(t->name, "byte") == 0) {
        str_addc(out, text[p.start]);
        return;
    }
    assert_true(normal_compose(text + p.start, p.end - p.start, &composed));
    for (size_t at = 0; at < composed.len;) {
        char utf8[4];
        uint32_t cp;
        at += utf8_decode(composed.data + at, composed.len - at, &cp, NULL);
        struct uc_properties c = uc_properties(cp);
        bool left_out = t == word() && c.word == WORD_FORMAT && c.flags & UC_IGNORABLE;
        uint32_t key = t != word() ? cp : cp == 0x2019 ? '\'' : uc_lower(cp);
        if (!left_out) str_add(&low, utf8, utf8_encode(key, utf8));
    }
    assert_true(normal_compose(str_text(&low), low.len, out));
    str_free(&composed);
    str_free(&low);
}

/* What vocab_read() says of a span, one piece at a time. */
static size_t read_singly(const struct vocab *v, const struct tokenizer_span *s,
                          struct piece *pieces, uint32_t *index)
{
    struct str key = STR_EMPTY;
    struct piece p = {0, (uint32_t)s->at};
    size_t count = 0;
    while (count < s->max && step(v->tokenizer, s->text, s->n, p.end, &p) && p.start < s->stop) {
        str_clear(&key);
        add_key(v->tokenizer, s->text, p, &key);
        pieces[count] = p;
        index[count++] = find_key(v, key.data, key.len);
    }
    str_free(&key);
    return count;
}

enum { PIECES = 1500 };

static void check_read(const struct vocab *v, const char *text, size_t n, unsigned *seed)
{
    static struct piece expected[PIECES];
    static struct token tokens[PIECES];
    static uint32_t index[PIECES], expected_index[PIECES];
    struct str scratch = STR_EMPTY;
    for (int i = 0; i < 6; i++) {
        struct tokenizer_span span = {text, n, i ? next_random(seed) % (n + 2) : 0,
                                      i ? next_random(seed) % (n + 9) : n,
                                      i ? next_random(seed) % 200 : PIECES};
        size_t count = vocab_read(v, &span, tokens, index, &scratch);
        size_t wanted = read_singly(v, &span, expected, expected_index);
        assert_int_equal(count, wanted);
        assert_memory_equal(index, expected_index, count * sizeof *index);
        for (size_t k = 0; k < count; k++) {
            assert_int_equal(tokens[k].piece.start, expected[k].start);
            assert_int_equal(tokens[k].piece.end, expected[k].end);
        }
    }
    str_free(&scratch);
}

static void test_read(void **state)
{
    (void)state;
    unsigned seed = 4;
    for (int round = 0; round < 1500; round++) {
        size_t n, trained;
        char *training = random_text(&seed, next_random(&seed) % 600, &trained);
        char *text = random_text(&seed, next_random(&seed) % (round % 3 ? 60 : PIECES), &n);
        for (int t = 0; t < tokenizer_count; t++) {
            struct vocab v = build_n(&tokenizers[t], training, trained);
            check_read(&v, text, n, &seed);
            check_read(&v, training, trained, &seed);
            vocab_free(&v);
        }
        free(training);
        free(text);
    }
}

/* Every code point, alone and within a long word: tables and lengths. */
static void test_every_code_point(void **state)
{
    (void)state;
    unsigned seed = 1;
    for (uint32_t cp = 0; cp < 0x110000; cp += cp < 0x3000 ? 1 : 61) {
        char one[4], text[64] = "Ab";
        size_t size = utf8_encode(cp, one), n = 2;
        for (int i = 0; i < 9; i++, n += size) memcpy(text + n, one, size);
        char *alone = malloc(n);
        assert_non_null(alone);
        memcpy(alone, text, n);
        struct vocab own = build_n(word(), alone, n);
        check_read(&own, alone, n, &seed);
        vocab_free(&own);
        free(alone);
    }
}

/* What the room for a word in lower case rests on. */
static void test_lower_case_length(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp < 0x110000; cp++) {
        char bytes[4];
        size_t size = utf8_encode(cp, bytes);
        assert_true(2 * utf8_encode(uc_lower(cp), bytes) <= 3 * size);
    }
}

/* ---- recounts ---- */

/* Counts by base/map and the tokenizer's single steps, in the order of appearance. */
struct recount {
    struct map map;
    struct str keys; /* each ended by NUL */
    size_t starts[4000], counts[4000];
    uint32_t size;
};

static void recount(struct recount *r, const struct tokenizer *t, const char *text, size_t n)
{
    struct str key = STR_EMPTY;
    struct piece p = {0, 0};
    *r = (struct recount){.size = 0};
    assert_true(str_reserve(&r->keys, 4 * n + 8)); /* keys stay where they are */
    while (step(t, text, n, p.end, &p)) {
        str_clear(&key);
        add_key(t, text, p, &key);
        uint32_t found = map_get(&r->map, key.data, key.len);
        if (found == MAP_NONE) {
            found = r->size++;
            assert_true(found < 4000);
            r->starts[found] = r->keys.len;
            str_add(&r->keys, key.data, key.len + 1);
            const char *kept = r->keys.data + r->starts[found];
            assert_non_null(map_put(&r->map, kept, key.len, found));
        }
        r->counts[found]++;
    }
    str_free(&key);
}

static void check_recount(const struct vocab *v, const struct recount *r)
{
    assert_int_equal(v->size, r->size + 2);
    uint32_t before = 0;
    for (uint32_t i = 2; i < v->size; i++) {
        struct vocab_word w = vocab_word(v, i);
        uint32_t first = map_get(&r->map, w.text, w.len);
        assert_int_not_equal(first, MAP_NONE);
        assert_int_equal(w.count, r->counts[first]);
        if (i > 2 && vocab_word(v, i - 1).count == w.count) assert_true(before < first);
        before = first;
    }
}

/* Words of every length up to 20 that differ in one letter, often or seldom; and the same
 * vocabulary from steps of any size. */
static void test_recount(void **state)
{
    (void)state;
    static struct recount r;
    unsigned seed = 9;
    struct str text = STR_EMPTY;
    for (int i = 0; i < 60000; i++) {
        unsigned which = next_random(&seed) % 3000, len = 1 + which % 20,
                 often = next_random(&seed) % 40;
        which = often ? which % 60 : which;
        char name[24] = "abcdefghijklmnopqrst";
        name[len - 1 - which / 20 % len] = (char)('A' + which % 26);
        str_add(&text, name, len);
        str_adds(&text, i % 7 ? " " : i % 5 ? ", É" : "狗-\xFF");
    }
    for (int t = 0; t < tokenizer_count; t++) {
        struct vocab v = build_n(&tokenizers[t], text.data, text.len), stepped;
        recount(&r, &tokenizers[t], text.data, text.len);
        check_recount(&v, &r);
        struct vocab_builder b;
        struct err e;
        assert_true(vocab_builder_start(&b, &tokenizers[t], text.data, text.len, &e));
        while (b.at < b.n) assert_true(vocab_builder_read(&b, 1 + next_random(&seed) % 9000, &e));
        assert_true(vocab_builder_finish(&b, &stepped, &e));
        assert_same(&v, &stepped);
        vocab_free(&stepped);
        vocab_free(&v);
        map_free(&r.map);
        str_free(&r.keys);
    }
    str_free(&text);
}

/* Counts of more digits than one pass of the ranking sorts by. */
static void test_large_counts(void **state)
{
    (void)state;
    static const unsigned times[] = {3, 5000, 2047, 2048, 70000, 5000, 2049};
    struct str text = STR_EMPTY;
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        for (unsigned k = 0; k < times[i]; k++) str_addf(&text, "%c ", (char)('a' + i));
    struct vocab v = build(str_text(&text));
    static const char *const order[] = {"e", "b", "f", "g", "d", "c", "a"};
    for (uint32_t i = 0; i < 7; i++) assert_string_equal(vocab_word(&v, 2 + i).text, order[i]);
    assert_int_equal(vocab_word(&v, 2).count, 70000);
    vocab_free(&v);
    str_free(&text);
}

/* Two keys of one hash: the bytes decide. Of the key's two halves the second is solved for. */
static void test_same_hash(void **state)
{
    (void)state;
    static const char known[] = "abcdefghijklmnop";
    struct vocab v = build(known);
    char other[16] = "ABCDEFGH";
    uint64_t second =
        token_load(known + 8) ^ hash_mix(0, token_load(known)) ^ hash_mix(0, token_load(other));
    for (size_t i = 0; i < 8; i++) other[8 + i] = (char)(second >> 8 * i);
    struct token_key a = token_key_of(known, 16), b = token_key_of(other, 16);
    assert_true(a.head == b.head && a.len == b.len);
    assert_int_equal(find_key(&v, known, 16), 2);
    assert_int_equal(find_key(&v, other, 16), VOCAB_NONE);
    vocab_free(&v);
}

/* Keys are the same numbers on every machine: the compiled-in tables rest on it. */
static void test_keys_are_fixed(void **state)
{
    (void)state;
    assert_true(token_key_of("a", 1).head == 0x61);
    assert_true(token_key_of("thrones\xFF", 8).head == UINT64_C(0xFF73656E6F726874));
    assert_true(token_key_of("incomprehensible", 16).head == UINT64_C(0xF0959D96648FE4C5));
}

static bool count_down(void *context)
{
    int *left = context;
    return --*left >= 0;
}

/* At each place where it asks whether to go on: while words are read, while the table of 130 000
 * grows and while they are ranked. */
static void test_broken_off(void **state)
{
    (void)state;
    struct str text = STR_EMPTY;
    for (int i = 0; i < 130000; i++) str_addf(&text, "w%d ", i);
    bool built = false;
    int asked = 0;
    for (; !built; asked++) {
        struct vocab_builder b;
        struct vocab v;
        struct err e;
        int left = asked;
        assert_true(vocab_builder_start(&b, word(), text.data, text.len, &e));
        b.goes_on = count_down;
        b.context = &left;
        while (b.at < b.n && vocab_builder_read(&b, 1 << 18, &e)) continue;
        built = b.text && vocab_builder_finish(&b, &v, &e);
        assert_null(b.entries);
        if (!built) assert_string_equal(e.text, "the building of the vocabulary was broken off");
        if (!built) continue;
        assert_int_equal(v.size, 130002);
        vocab_free(&v);
    }
    assert_within(asked, 12, 100);
    str_free(&text);
}

static void test_too_long(void **state)
{
    (void)state;
    struct vocab v;
    struct err e;
    assert_false(vocab_build(&v, word(), "", TOKENIZER_TEXT_MAX + 1, &e)); /* not looked at */
    assert_non_null(strstr(e.text, "shorten it"));
}

/* A word may have VOCAB_TOKEN_MAX bytes wherever it stands, and not one more. */
static void test_long_words(void **state)
{
    (void)state;
    static const struct {
        const char *bytes; /* of which the word is made */
        size_t n;
    } kinds[] = {{"a", 1}, {"e\xCC\x81\xCC\x82", 5}, {"\xC3\xA9", 2}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        for (size_t front = 0; front < 9; front += 4)
            for (size_t more = 0; more < 2; more++) {
                struct str text = STR_EMPTY;
                struct vocab v;
                struct err e = {""};
                size_t len = VOCAB_TOKEN_MAX / kinds[i].n * kinds[i].n,
                       rest = VOCAB_TOKEN_MAX - len;
                for (size_t n = 0; n < front; n++) str_adds(&text, "b ");
                for (size_t n = 0; n < len; n += kinds[i].n)
                    str_add(&text, kinds[i].bytes, kinds[i].n);
                for (size_t n = 0; n < rest + more; n++) str_adds(&text, "a");
                for (size_t n = 0; n < VOCAB_TOKEN_MAX; n++) str_adds(&text, " c");
                bool built = vocab_build(&v, word(), text.data, text.len, &e);
                assert_int_equal(built, !more);
                if (built) assert_int_equal(v.size, VOCAB_UNK + 3 + (front > 0));
                if (built) vocab_free(&v);
                char place[64];
                snprintf(place, sizeof place, "from byte %zu on", 2 * front);
                if (!built) assert_non_null(strstr(e.text, place));
                str_free(&text);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_specials),
        cmocka_unit_test(test_builtin),
        cmocka_unit_test(test_prebuilt),
        cmocka_unit_test(test_ties_by_first_appearance),
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_every_code_point),
        cmocka_unit_test(test_lower_case_length),
        cmocka_unit_test(test_recount),
        cmocka_unit_test(test_large_counts),
        cmocka_unit_test(test_same_hash),
        cmocka_unit_test(test_keys_are_fixed),
        cmocka_unit_test(test_broken_off),
        cmocka_unit_test(test_too_long),
        cmocka_unit_test(test_long_words),
    };
    return cmocka_run_group_tests_name("vocab", tests, NULL, NULL);
}
