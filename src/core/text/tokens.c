#include "core/text/tokens.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/num.h"

#define NO_NUMBER UINT32_MAX
#define NO_RANK (UINT32_MAX - 1)
#define FEW 16 /* tokens of an edit around which new words are ordered one by one */
#define AT_ONCE                                                                                    \
    64 /* array elements that a loop takes in one go, so that it is compiled to vectors */

/* ---- memory ---- */

bool tokens_start(struct tokens *t, uint32_t known)
{
    tokens_free(t);
    t->known = known;
    t->fresh_unused = NO_NUMBER;
    t->uses = memory_zeros(known ? known : 1, sizeof *t->uses);
    return t->uses;
}

void tokens_free(struct tokens *t)
{
    for (uint32_t i = 0; i < t->fresh_count; i++) free((char *)(uintptr_t)t->fresh[i].word.text);
    free(t->pieces);
    free(t->words);
    free(t->uses);
    free(t->fresh);
    free(t->order);
    map_free(&t->map);
    *t = (struct tokens){0};
}

static bool reserve_tokens(struct tokens *t, size_t count)
{
    if (count <= t->cap) return true;
    size_t cap = count + count / 4 + 64;
    struct piece *pieces = memory_resize(t->pieces, cap, sizeof *pieces);
    if (pieces) t->pieces = pieces;
    uint32_t *words = memory_resize(t->words, cap, sizeof *words);
    if (words) t->words = words;
    if (!pieces || !words) return false;
    t->cap = cap;
    return true;
}

/* Room for every new word: those that are there are never more. */
static bool reserve_order(struct tokens *t)
{
    if (t->fresh_count <= t->order_cap) return true;
    size_t cap = (size_t)t->fresh_count + t->fresh_count / 2;
    struct first_use *order = memory_resize(t->order, cap, sizeof *order);
    if (!order) return false;
    t->order = order;
    t->order_cap = cap;
    return true;
}

/* ---- new words ---- */

/* A number − known that is not in use. */
static bool take_number(struct tokens *t, uint32_t *number)
{
    *number = t->fresh_unused;
    if (*number != NO_NUMBER) {
        t->fresh_unused = t->fresh[*number].rank;
        return true;
    }
    if (t->fresh_count == t->fresh_cap) {
        uint32_t cap = t->fresh_cap ? 2 * t->fresh_cap : 16;
        struct new_word *fresh = memory_resize(t->fresh, cap, sizeof *fresh);
        if (!fresh) return false;
        t->fresh = fresh;
        t->fresh_cap = cap;
    }
    *number = t->fresh_count++;
    t->fresh[*number] = (struct new_word){.word = {NULL, 0, 0}};
    return true;
}

bool tokens_new_word(struct tokens *t, const char *key, size_t len, uint32_t *word)
{
    uint32_t number = map_get(&t->map, key, len);
    if (number == MAP_NONE) {
        char *text = memory_new(len + 1, 1);
        if (!text || !take_number(t, &number)) {
            free(text);
            return false;
        }
        memcpy(text, key, len);
        text[len] = '\0';
        t->fresh[number] = (struct new_word){{text, (uint32_t)len, 0}, NO_RANK};
        if (!map_put(&t->map, text, len, number)) return false;
    }
    *word = t->known + number;
    return true;
}

static void forget_word(struct tokens *t, uint32_t word)
{
    struct new_word *w = &t->fresh[word - t->known];
    map_remove(&t->map, w->word.text, w->word.len);
    free((char *)(uintptr_t)w->word.text);
    *w = (struct new_word){{NULL, 0, 0}, t->fresh_unused};
    t->fresh_unused = word - t->known;
}

static void count_uses(struct tokens *t, const uint32_t *words, size_t count, int by)
{
    for (size_t i = 0; i < count; i++) {
        if (words[i] < t->known) {
            t->uses[words[i]] += (uint32_t)by;
            continue;
        }
        if (words[i] == TOKENS_GAP) continue;
        t->fresh[words[i] - t->known].word.count += (uint64_t)by;
        t->unknown += (size_t)by;
    }
}

/* ---- the order of new words ---- */

/* The first place of the order whose word appears at token `token` or later. */
static size_t place_of(const struct tokens *t, size_t token)
{
    size_t low = 0, high = t->fresh_live;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (t->order[middle].token < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void write_ranks(struct tokens *t, size_t from)
{
    for (size_t i = from; i < t->fresh_live; i++)
        t->fresh[t->order[i].word - t->known].rank = (uint32_t)i;
}

static void append_word(struct tokens *t, size_t token)
{
    uint32_t word = t->words[token];
    t->fresh[word - t->known].rank = (uint32_t)t->fresh_live;
    t->order[t->fresh_live++] = (struct first_use){(uint32_t)token, word};
}

/* Orders the words that appear first at token `first` or later by a pass over all tokens from
 * there on. */
static void order_from(struct tokens *t, size_t first, size_t place)
{
    for (size_t i = place; i < t->fresh_live; i++)
        t->fresh[t->order[i].word - t->known].rank = NO_RANK;
    for (size_t i = place; i < t->fresh_live; i++)
        if (!t->fresh[t->order[i].word - t->known].word.count) forget_word(t, t->order[i].word);
    t->fresh_live = place;
    for (size_t i = first; i < t->count; i++)
        if (tokens_is_new(t, t->words[i]) && t->fresh[t->words[i] - t->known].rank == NO_RANK)
            append_word(t, i);
}

/* New words whose first token may have changed. */
struct unplaced {
    uint32_t word[FEW];
    size_t count;
};

/* Takes the new words among these tokens out of the order from `place` on, leaving gaps there. */
static void unplace(struct tokens *t, const uint32_t *words, size_t count, size_t place,
                    struct unplaced *u)
{
    for (size_t i = 0; i < count; i++) {
        if (!tokens_is_new(t, words[i])) continue;
        struct new_word *w = &t->fresh[words[i] - t->known];
        bool waits = false;
        for (size_t k = 0; k < u->count; k++) waits |= u->word[k] == words[i];
        if (waits || (w->rank != NO_RANK && w->rank < place)) continue;
        if (w->rank != NO_RANK) t->order[w->rank].word = TOKENS_UNKNOWN;
        w->rank = NO_RANK;
        u->word[u->count++] = words[i];
    }
}

/* Closes the gaps, and moves first tokens by `by` (modulo 2³²). */
static void close_gaps(struct tokens *t, size_t place, uint32_t by)
{
    size_t live = place;
    for (size_t i = place; i < t->fresh_live; i++)
        if (t->order[i].word != TOKENS_UNKNOWN)
            t->order[live++] = (struct first_use){t->order[i].token + by, t->order[i].word};
    t->fresh_live = live;
}

/* Puts the words back at the first token they have from token `first` on. */
static void place_again(struct tokens *t, const struct unplaced *u, size_t first)
{
    for (size_t i = 0; i < u->count; i++) {
        if (!t->fresh[u->word[i] - t->known].word.count) {
            forget_word(t, u->word[i]);
            continue;
        }
        size_t token = tokens_next_use(t, u->word[i], first), place = place_of(t, token);
        memmove(t->order + place + 1, t->order + place,
                (t->fresh_live++ - place) * sizeof *t->order);
        t->order[place] = (struct first_use){(uint32_t)token, u->word[i]};
    }
}

/* ---- edits ---- */

static void splice(struct tokens *t, struct tokens_edit edit, const struct piece *pieces,
                   const uint32_t *words, uint32_t shift)
{
    size_t from = edit.first + edit.removed, to = edit.first + edit.added, after = t->count - from;
    if (after && from != to) {
        memmove(t->pieces + to, t->pieces + from, after * sizeof *t->pieces);
        memmove(t->words + to, t->words + from, after * sizeof *t->words);
    }
    if (edit.added) {
        memcpy(t->pieces + edit.first, pieces, edit.added * sizeof *pieces);
        memcpy(t->words + edit.first, words, edit.added * sizeof *words);
    }
    t->count = to + after;
    for (size_t i = to; shift && i < t->count; i++) {
        t->pieces[i].start += shift;
        t->pieces[i].end += shift;
    }
}

bool tokens_replace(struct tokens *t, struct tokens_edit edit, const struct piece *pieces,
                    const uint32_t *words, uint32_t shift)
{
    size_t first = edit.first, removed = edit.removed, added = edit.added;
    if (!reserve_tokens(t, t->count - removed + added) || !reserve_order(t)) return false;
    size_t place = place_of(t, first);
    bool few = removed + added <= FEW && first + removed < t->count;
    struct unplaced u = {.count = 0};
    count_uses(t, words, added, 1);
    if (removed) count_uses(t, t->words + first, removed, -1); /* else there may be no words */
    if (few) {
        unplace(t, t->words + first, removed, place, &u);
        unplace(t, words, added, place, &u);
        if (u.count || added != removed) close_gaps(t, place, (uint32_t)(added - removed));
    }
    splice(t, edit, pieces, words, shift);
    if (few)
        place_again(t, &u, first);
    else
        order_from(t, first, place);
    if (u.count) write_ranks(t, place);
    return true;
}

/* ---- reading ---- */

size_t tokens_end(const struct tokens *t)
{
    return t->count ? t->pieces[t->count - 1].end : 0;
}

size_t tokens_ended(const struct tokens *t, size_t at)
{
    size_t low = 0, high = t->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (t->pieces[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t tokens_started(const struct tokens *t, size_t at)
{
    size_t ended = tokens_ended(t, at); /* at most one more started, as pieces do not overlap */
    return ended + (ended < t->count && t->pieces[ended].start <= at);
}

size_t tokens_uses(const struct tokens *t, uint32_t word)
{
    if (word == TOKENS_UNKNOWN) return t->unknown;
    if (word == TOKENS_GAP) return 0;
    return word < t->known ? t->uses[word] : t->fresh[word - t->known].word.count;
}

/* Whether one of AT_ONCE words is `word` or, for a word of TOKENS_UNKNOWN, new. */
static bool among(const struct tokens *t, const uint32_t *words, uint32_t word)
{
    uint32_t hits = 0;
    if (word == TOKENS_UNKNOWN)
        for (size_t i = 0; i < AT_ONCE; i++)
            hits |= (words[i] >= t->known) & (words[i] != TOKENS_GAP);
    else
        for (size_t i = 0; i < AT_ONCE; i++) hits |= words[i] == word;
    return hits;
}

static bool is(const struct tokens *t, size_t i, uint32_t word)
{
    return word == TOKENS_UNKNOWN ? tokens_is_new(t, t->words[i]) : t->words[i] == word;
}

size_t tokens_next_use(const struct tokens *t, uint32_t word, size_t from)
{
    if (!tokens_uses(t, word)) return SIZE_MAX;
    from = min_size(from, t->count);
    while (t->count - from >= AT_ONCE && !among(t, t->words + from, word)) from += AT_ONCE;
    while (from < t->count && !is(t, from, word)) from++;
    return from < t->count ? from : SIZE_MAX;
}

size_t tokens_last_use(const struct tokens *t, uint32_t word, size_t end)
{
    if (!tokens_uses(t, word)) return SIZE_MAX;
    end = min_size(end, t->count);
    while (end >= AT_ONCE && !among(t, t->words + end - AT_ONCE, word)) end -= AT_ONCE;
    while (end > 0 && !is(t, end - 1, word)) end--;
    return end - 1; /* SIZE_MAX at the front */
}
