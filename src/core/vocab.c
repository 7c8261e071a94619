#include "core/vocab.h"

#include <stdlib.h>
#include <string.h>

struct builder {
    struct vocab *v;
    size_t cap;
    struct str scratch;
};

static bool add_word(struct builder *b, const char *key, size_t len, uint32_t *index)
{
    struct vocab *v = b->v;
    if (v->size == b->cap) {
        size_t cap = b->cap ? 2 * b->cap : 1024;
        struct vocab_word *words = realloc(v->words, cap * sizeof *words);
        if (!words)
            return false;
        v->words = words;
        b->cap = cap;
    }
    char *text = arena_copy(&v->arena, key, len);
    if (!text)
        return false;
    *index = v->size;
    v->words[v->size++] = (struct vocab_word){.text = text, .len = (uint32_t)len};
    return true;
}

static bool count_token(struct builder *b, const char *key, size_t len)
{
    struct vocab *v = b->v;
    uint32_t index = map_get(&v->map, key, len);
    if (index == MAP_NONE) {
        if (!add_word(b, key, len, &index))
            return false;
        const struct vocab_word *w = &v->words[index];
        if (!map_put(&v->map, w->text, w->len, index, NULL))
            return false;
    }
    v->words[index].count++;
    v->tokens++;
    return true;
}

static bool count_text(struct builder *b, const char *text, size_t n)
{
    const struct tokenizer *t = b->v->tokenizer;
    struct piece p = {0, 0};
    while (t->next(text, n, p.end, &p)) {
        size_t len;
        const char *key = t->key(text, p, &b->scratch, &len);
        if (b->scratch.failed || !count_token(b, key, len))
            return false;
    }
    return true;
}

/* Falling count, ties by first appearance (qsort is not stable, so the order of
 * appearance is sorted by too). */
struct ranked {
    struct vocab_word word;
    uint32_t first;
};

static int by_count(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    if (a->word.count != b->word.count)
        return a->word.count < b->word.count ? 1 : -1;
    return a->first < b->first ? -1 : a->first > b->first;
}

static bool rank_words(struct vocab *v)
{
    uint32_t first = VOCAB_UNK + 1, n = v->size - first;
    struct ranked *ranked = malloc((n + 1) * sizeof *ranked);
    if (!ranked)
        return false;
    for (uint32_t i = 0; i < n; i++)
        ranked[i] = (struct ranked){v->words[first + i], i};
    qsort(ranked, n, sizeof *ranked, by_count);
    for (uint32_t i = 0; i < n; i++) {
        struct vocab_word w = ranked[i].word;
        v->words[first + i] = w;
        *map_put(&v->map, w.text, w.len, 0, NULL) = first + i; /* present: never fails */
    }
    free(ranked);
    return true;
}

static bool build(struct builder *b, const char *text, size_t n)
{
    uint32_t index;
    return add_word(b, "<pad>", 5, &index) && add_word(b, "<unk>", 5, &index) && count_text(b, text, n) &&
           rank_words(b->v);
}

bool vocab_build(struct vocab *v, const struct tokenizer *t, const char *text, size_t n, struct err *e)
{
    *v = (struct vocab){.tokenizer = t};
    if (n > TOKENIZER_TEXT_MAX)
        return err_set(e, "the training text has %zu bytes; at most %zu are read: shorten it", n, TOKENIZER_TEXT_MAX);
    struct builder b = {.v = v};
    bool ok = build(&b, text, n);
    str_free(&b.scratch);
    if (ok)
        return true;
    vocab_free(v);
    return err_memory(e);
}

void vocab_free(struct vocab *v)
{
    free(v->words);
    map_free(&v->map);
    arena_free(&v->arena);
    *v = (struct vocab){0};
}

uint32_t vocab_find(const struct vocab *v, const char *key, size_t len)
{
    return map_get(&v->map, key, len);
}
