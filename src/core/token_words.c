#include "core/token_words.h"

#include <stdlib.h>
#include <string.h>

#define LEAST_ROOM 4 /* blocks that a list has room for from two on */
#define AT_ONCE 64   /* words compared together */

static struct word_uses *uses_of(struct tokens *t, uint32_t word)
{
    return word < t->known ? &t->uses[word] : &t->fresh[word - t->known].uses;
}

static const struct word_uses *const_uses_of(const struct tokens *t, uint32_t word)
{
    return word < t->known ? &t->uses[word] : &t->fresh[word - t->known].uses;
}

static const uint32_t *list_of(const struct word_uses *u)
{
    return u->blocks > 1 ? u->in.many : &u->in.one;
}

/* The first of the word's blocks that is at or behind a place. */
static uint32_t find(const struct tokens *t, const struct word_uses *u, uint32_t place)
{
    const uint32_t *list = list_of(u);
    uint32_t low = 0, high = u->blocks;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (t->blocks[list[middle]].place < place)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void make_stale(struct tokens *t, uint32_t block)
{
    struct tokens_block *b = &t->blocks[block];
    if (b->stale)
        return;
    b->stale = true;
    b->next = t->stale;
    t->stale = block;
}

void words_count(struct tokens *t, uint32_t word)
{
    uses_of(t, word)->tokens++;
    if (word >= t->known)
        t->fresh[word - t->known].word.count++;
}

/* Room for one more block in the list, which then is of the kind `many` if it has two. */
static bool make_room(struct word_uses *u)
{
    uint32_t one = u->in.one, *many;
    if (u->blocks == 0)
        return true;
    if (u->blocks == 1) {
        many = malloc(LEAST_ROOM * sizeof *many);
        if (!many)
            return false;
        many[0] = one;
        u->in.many = many;
        return true;
    }
    if (u->blocks < LEAST_ROOM || (u->blocks & (u->blocks - 1)))
        return true;
    many = realloc(u->in.many, 2 * (size_t)u->blocks * sizeof *many);
    if (many)
        u->in.many = many;
    return many;
}

/* The block's list of first appearances changes with the word's tokens in it. */
static void note_first(struct tokens *t, uint32_t block, uint32_t word, const struct word_uses *u)
{
    if (word >= t->known && u->blocks && list_of(u)[0] == block)
        make_stale(t, block);
}

/* Puts the block into the word's list, at its place; it is not there yet. */
static bool put_in(struct tokens *t, struct word_uses *u, uint32_t at, uint32_t block, uint32_t word)
{
    if (!make_room(u))
        return false;
    if (u->blocks == 0) {
        u->in.one = block;
    } else {
        if (at == 0 && word >= t->known)
            make_stale(t, u->in.many[0]); /* it does not appear first there any more */
        memmove(u->in.many + at + 1, u->in.many + at, (u->blocks - at) * sizeof *u->in.many);
        u->in.many[at] = block;
    }
    u->blocks++;
    return true;
}

bool words_enter(struct tokens *t, uint32_t block, uint32_t word)
{
    struct word_uses *u = uses_of(t, word);
    uint32_t last = u->blocks ? list_of(u)[u->blocks - 1] : NO_BLOCK, at = u->blocks;
    if (last != NO_BLOCK && t->blocks[last].place >= t->blocks[block].place)
        at = find(t, u, t->blocks[block].place);
    bool there = at < u->blocks && list_of(u)[at] == block;
    if (!there && !put_in(t, u, at, block, word))
        return false;
    note_first(t, block, word, u);
    return true;
}

/* Whether the word is among AT_ONCE words. */
typedef uint32_t row_of_words __attribute__((vector_size(16)));
static bool among(const uint32_t *words, uint32_t word)
{
    row_of_words row, hits = {0};
    for (size_t at = 0; at < AT_ONCE; at += sizeof row / sizeof *words) {
        memcpy(&row, words + at, sizeof row);
        hits |= (row_of_words)(row == word);
    }
    uint64_t pairs[sizeof hits / sizeof(uint64_t)], any = 0;
    memcpy(pairs, &hits, sizeof hits);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        any |= pairs[i];
    return any;
}

/* The first of words[from .. to) that is this one, or `to`. */
static uint32_t find_word(const uint32_t *words, uint32_t from, uint32_t to, uint32_t word)
{
    while (to - from >= AT_ONCE && !among(words + from, word))
        from += AT_ONCE;
    while (from < to && words[from] != word)
        from++;
    return from;
}

/* The last one plus one, or `from`. */
static uint32_t find_word_back(const uint32_t *words, uint32_t from, uint32_t to, uint32_t word)
{
    while (to - from >= AT_ONCE && !among(words + to - AT_ONCE, word))
        to -= AT_ONCE;
    while (to > from && words[to - 1] != word)
        to--;
    return to;
}

static void take_out(struct word_uses *u, uint32_t at)
{
    if (u->blocks-- == 1)
        return;
    memmove(u->in.many + at, u->in.many + at + 1, (u->blocks - at) * sizeof *u->in.many);
    if (u->blocks == 1) {
        uint32_t one = u->in.many[0];
        free(u->in.many);
        u->in.one = one;
    }
}

void words_leave(struct tokens *t, uint32_t block, uint32_t word)
{
    struct word_uses *u = uses_of(t, word);
    const struct tokens_block *b = &t->blocks[block];
    note_first(t, block, word, u);
    if (find_word(b->words, 0, b->count, word) < b->count)
        return;
    uint32_t at = find(t, u, b->place);
    if (at == u->blocks || list_of(u)[at] != block)
        return;
    take_out(u, at);
    if (at == 0 && u->blocks)
        note_first(t, list_of(u)[0], word, u); /* now it appears first there */
}

void words_discount(struct tokens *t, uint32_t word)
{
    struct word_uses *u = uses_of(t, word);
    u->tokens--;
    if (word < t->known)
        return;
    struct new_word *w = &t->fresh[word - t->known];
    if (--w->word.count)
        return;
    map_remove(&t->map, w->word.text, w->word.len);
    free((char *)(uintptr_t)w->word.text);
    *w = (struct new_word){.block = NO_BLOCK, .slot = t->fresh_unused};
    t->fresh_unused = word - t->known;
    t->fresh_live--;
}

/* ---- new words --------------------------------------------------------- */

/* A number for a new word: one that is not in use, or another. */
static bool take_number(struct tokens *t, uint32_t *number)
{
    if (t->fresh_unused != NO_BLOCK) {
        *number = t->fresh_unused;
        t->fresh_unused = t->fresh[*number].slot;
        return true;
    }
    if (t->fresh_count == t->fresh_cap) {
        uint32_t cap = t->fresh_cap ? 2 * t->fresh_cap : 16;
        struct new_word *fresh = realloc(t->fresh, cap * sizeof *fresh);
        if (!fresh)
            return false;
        t->fresh = fresh;
        t->fresh_cap = cap;
    }
    *number = t->fresh_count++;
    t->fresh[*number] = (struct new_word){.block = NO_BLOCK};
    return true;
}

bool tokens_new_word(struct tokens *t, const char *key, size_t len, uint32_t *word)
{
    uint32_t number = map_get(&t->map, key, len);
    *word = t->known + number;
    if (number != MAP_NONE)
        return true;
    char *text = malloc(len + 1);
    if (!text || !take_number(t, &number)) {
        free(text);
        return false;
    }
    memcpy(text, key, len);
    text[len] = 0;
    t->fresh[number] = (struct new_word){.word = {text, (uint32_t)len, 0}, .block = NO_BLOCK};
    t->fresh_live++;
    *word = t->known + number;
    return map_put(&t->map, text, len, number, NULL);
}

static bool add_first(struct tokens *t, uint32_t block, uint32_t word)
{
    struct tokens_block *b = &t->blocks[block];
    struct new_word *w = &t->fresh[word - t->known];
    if (list_of(&w->uses)[0] != block || w->block == block)
        return true;
    if (b->first_count == b->first_cap) {
        uint32_t cap = b->first_cap ? 2 * b->first_cap : 4, *first = realloc(b->first, cap * sizeof *first);
        if (!first)
            return false;
        b->first = first;
        b->first_cap = cap;
    }
    w->block = block;
    w->slot = b->first_count;
    b->first[b->first_count++] = word;
    return true;
}

static bool list_first(struct tokens *t, uint32_t block)
{
    struct tokens_block *b = &t->blocks[block];
    for (uint32_t i = 0; i < b->first_count; i++) {
        struct new_word *w = &t->fresh[b->first[i] - t->known];
        w->block = w->block == block ? NO_BLOCK : w->block;
    }
    b->first_count = 0;
    for (uint32_t i = 0; i < b->count; i++)
        if (b->words[i] >= t->known && !add_first(t, block, b->words[i]))
            return false;
    if (b->place != NO_BLOCK)
        sums_set(&t->first, b->place, b->first_count);
    return true;
}

bool words_settle(struct tokens *t)
{
    while (t->stale != NO_BLOCK) {
        struct tokens_block *b = &t->blocks[t->stale];
        uint32_t block = t->stale;
        t->stale = b->next;
        b->stale = false;
        if (!list_first(t, block))
            return false;
        if (b->place == NO_BLOCK) { /* it is not in use any more */
            b->next = t->unused;
            t->unused = block;
        }
    }
    return true;
}

uint32_t tokens_rank(const struct tokens *t, uint32_t word)
{
    const struct new_word *w = &t->fresh[word - t->known];
    return (uint32_t)sums_before(&t->first, t->blocks[w->block].place) + w->slot;
}

uint32_t tokens_ranked(const struct tokens *t, uint32_t rank)
{
    size_t before, place = sums_find(&t->first, rank, &before);
    return t->blocks[t->order[place]].first[rank - before];
}

/* ---- the tokens of a word ---------------------------------------------- */

size_t tokens_uses(const struct tokens *t, uint32_t word)
{
    return word == TOKENS_UNKNOWN ? t->unknown.total : const_uses_of(t, word)->tokens;
}

/* The first place at or behind one whose block holds the word; the number of places if none does. */
static size_t place_on(const struct tokens *t, uint32_t word, size_t place)
{
    size_t before;
    if (word == TOKENS_UNKNOWN)
        return sums_find(&t->unknown, sums_before(&t->unknown, place), &before);
    const struct word_uses *u = const_uses_of(t, word);
    uint32_t at = find(t, u, (uint32_t)place);
    return at < u->blocks ? t->blocks[list_of(u)[at]].place : t->tokens.count;
}

/* The last place before one whose block holds the word; SIZE_MAX if none does. */
static size_t place_back(const struct tokens *t, uint32_t word, size_t place)
{
    size_t before, sum;
    if (word == TOKENS_UNKNOWN) {
        sum = sums_before(&t->unknown, place);
        return sum ? sums_find(&t->unknown, sum - 1, &before) : SIZE_MAX;
    }
    const struct word_uses *u = const_uses_of(t, word);
    uint32_t at = find(t, u, (uint32_t)place);
    return at ? t->blocks[list_of(u)[at - 1]].place : SIZE_MAX;
}

static const struct tokens_block *block_of(const struct tokens *t, size_t place)
{
    return &t->blocks[t->order[place]];
}

/* The word's first token in a block from i on, or the block's count. */
static uint32_t first_in(const struct tokens *t, const struct tokens_block *b, uint32_t i, uint32_t word)
{
    if (word != TOKENS_UNKNOWN)
        return find_word(b->words, i, b->count, word);
    while (i < b->count && b->words[i] < t->known)
        i++;
    return i;
}

/* The word's last token in a block before `end`, plus one, or 0. */
static uint32_t last_in(const struct tokens *t, const struct tokens_block *b, uint32_t end, uint32_t word)
{
    if (word != TOKENS_UNKNOWN)
        return find_word_back(b->words, 0, end, word);
    while (end > 0 && b->words[end - 1] < t->known)
        end--;
    return end;
}

size_t tokens_next_use(const struct tokens *t, uint32_t word, size_t from)
{
    size_t before, place = sums_find(&t->tokens, from, &before);
    if (place == t->tokens.count)
        return SIZE_MAX;
    size_t next = place_on(t, word, place);
    if (next == place) {
        uint32_t i = first_in(t, block_of(t, place), (uint32_t)(from - before), word);
        if (i < block_of(t, place)->count)
            return before + i;
        next = place_on(t, word, place + 1);
    }
    if (next >= t->tokens.count)
        return SIZE_MAX;
    return sums_before(&t->tokens, next) + first_in(t, block_of(t, next), 0, word);
}

size_t tokens_last_use(const struct tokens *t, uint32_t word, size_t end)
{
    size_t before, place;
    if (!end)
        return SIZE_MAX;
    place = sums_find(&t->tokens, end - 1, &before);
    uint32_t last = last_in(t, block_of(t, place), (uint32_t)(end - before), word);
    if (last)
        return before + last - 1;
    place = place_back(t, word, place);
    if (place == SIZE_MAX)
        return SIZE_MAX;
    const struct tokens_block *b = block_of(t, place);
    return sums_before(&t->tokens, place) + last_in(t, b, b->count, word) - 1;
}

void words_free(struct tokens *t)
{
    for (uint32_t i = 0; t->uses && i < t->known; i++)
        if (t->uses[i].blocks > 1)
            free(t->uses[i].in.many);
    for (uint32_t i = 0; i < t->fresh_count; i++) {
        free((char *)(uintptr_t)t->fresh[i].word.text);
        if (t->fresh[i].uses.blocks > 1)
            free(t->fresh[i].uses.in.many);
    }
    free(t->uses);
    free(t->fresh);
    map_free(&t->map);
}
