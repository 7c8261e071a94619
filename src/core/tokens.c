#include "core/tokens.h"

#include <stdlib.h>
#include <string.h>

#include "core/token_words.h"

#define FEW 64 /* tokens that an edit of a person brings; more come in bulk, and leave room */

static uint32_t most_of(const struct tokens *t)
{
    return t->most && t->most < TOKENS_BLOCK ? t->most : TOKENS_BLOCK;
}

/* What a block is filled with in bulk: not all it holds, so that it takes some edits. */
static uint32_t filling(const struct tokens *t)
{
    return most_of(t) - most_of(t) / 4;
}

bool tokens_start(struct tokens *t, uint32_t known)
{
    tokens_free(t);
    t->known = known;
    t->uses = calloc((size_t)known + 1, sizeof *t->uses);
    return t->uses;
}

void tokens_free(struct tokens *t)
{
    words_free(t);
    for (uint32_t i = 0; i < t->block_count; i++) {
        free(t->blocks[i].pieces);
        free(t->blocks[i].words);
        free(t->blocks[i].first);
    }
    free(t->blocks);
    free(t->order);
    struct sums *sums[] = {&t->bytes, &t->tokens, &t->unknown, &t->first};
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        sums_free(sums[i]);
    *t = (struct tokens){.most = t->most, .unused = NO_BLOCK, .stale = NO_BLOCK, .fresh_unused = NO_BLOCK};
}

/* ---- blocks ------------------------------------------------------------ */

static struct tokens_block *block_at(const struct tokens *t, size_t place)
{
    return &t->blocks[t->order[place]];
}

/* Puts `added` places for blocks in that of `removed` ones. */
static void shift_places(struct tokens *t, size_t place, size_t removed, size_t added)
{
    size_t behind = t->tokens.count - place - removed;
    if (behind)
        memmove(t->order + place + added, t->order + place + removed, behind * sizeof *t->order);
    struct sums *sums[] = {&t->bytes, &t->tokens, &t->unknown, &t->first};
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        sums_splice(sums[i], place, removed, added);
    for (size_t i = place + added; i < t->tokens.count; i++)
        t->blocks[t->order[i]].place = (uint32_t)i;
}

static bool reserve_places(struct tokens *t)
{
    size_t count = t->tokens.count;
    struct sums *sums[] = {&t->bytes, &t->tokens, &t->unknown, &t->first};
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        if (!sums_reserve(sums[i], 1))
            return false;
    if (count < t->order_cap)
        return true;
    size_t cap = count + count / 2 + 8;
    uint32_t *order = realloc(t->order, cap * sizeof *order);
    if (!order)
        return false;
    t->order = order;
    t->order_cap = cap;
    return true;
}

/* A new, empty block at the place. */
static bool add_block(struct tokens *t, size_t place)
{
    uint32_t id = t->unused;
    if (!reserve_places(t))
        return false;
    if (id == NO_BLOCK && t->block_count == t->block_cap) {
        uint32_t cap = t->block_cap ? 2 * t->block_cap : 4;
        struct tokens_block *blocks = realloc(t->blocks, cap * sizeof *blocks);
        if (!blocks)
            return false;
        t->blocks = blocks;
        t->block_cap = cap;
    }
    if (id != NO_BLOCK)
        t->unused = t->blocks[id].next;
    else
        t->blocks[id = t->block_count++] = (struct tokens_block){0};
    shift_places(t, place, 0, 1);
    t->order[place] = id;
    t->blocks[id].place = (uint32_t)place;
    return true;
}

/* An empty block goes; words_settle() does the rest. */
static void drop_block(struct tokens *t, size_t place)
{
    uint32_t id = t->order[place];
    struct tokens_block *b = &t->blocks[id];
    shift_places(t, place, 1, 0);
    free(b->pieces);
    free(b->words);
    b->pieces = NULL;
    b->words = NULL;
    b->cap = 0;
    b->place = NO_BLOCK;
    if (!b->stale) {
        b->stale = true;
        b->next = t->stale;
        t->stale = id;
    }
}

static void note_sums(struct tokens *t, size_t place)
{
    const struct tokens_block *b = block_at(t, place);
    sums_set(&t->bytes, place, b->count ? b->pieces[b->count - 1].end : 0);
    sums_set(&t->tokens, place, b->count);
    sums_set(&t->unknown, place, b->unknown);
}

static bool reserve(struct tokens *t, struct tokens_block *b, uint32_t count)
{
    if (count <= b->cap)
        return true;
    uint32_t cap = b->cap + b->cap / 2 < count ? count + 8 : b->cap + b->cap / 2, most = most_of(t);
    cap = cap < most ? cap : most;
    struct piece *pieces = realloc(b->pieces, cap * sizeof *pieces);
    if (pieces)
        b->pieces = pieces;
    uint32_t *words = realloc(b->words, cap * sizeof *words);
    if (words)
        b->words = words;
    if (!pieces || !words)
        return false;
    b->cap = cap;
    return true;
}

static void shift_pieces(struct tokens_block *b, uint32_t from, uint32_t by)
{
    for (uint32_t i = from; by && i < b->count; i++) {
        b->pieces[i].start += by;
        b->pieces[i].end += by;
    }
}

/* Puts tokens into the block at i; the pieces' offsets fall by `base`. There is room. */
static bool put_in(struct tokens *t, size_t place, uint32_t i, const struct piece *pieces, const uint32_t *words,
                   uint32_t count, uint32_t base)
{
    struct tokens_block *b = block_at(t, place);
    uint32_t behind = b->count - i;
    if (!reserve(t, b, b->count + count))
        return false;
    if (behind) {
        memmove(b->pieces + i + count, b->pieces + i, behind * sizeof *b->pieces);
        memmove(b->words + i + count, b->words + i, behind * sizeof *b->words);
    }
    b->count += count;
    for (uint32_t k = 0; k < count; k++) {
        b->pieces[i + k] = (struct piece){pieces[k].start - base, pieces[k].end - base};
        b->words[i + k] = words[k];
        b->unknown += words[k] >= t->known;
        if (!words_enter(t, t->order[place], words[k]))
            return false;
    }
    t->moved += behind + count;
    note_sums(t, place);
    return true;
}

/* Takes tokens [i, j) out of the block: for good, or to where they have entered already. */
static void take_out(struct tokens *t, size_t place, uint32_t i, uint32_t j, bool for_good)
{
    struct tokens_block *b = block_at(t, place);
    uint32_t gone[TOKENS_BLOCK], count = j - i;
    if (!count)
        return;
    memcpy(gone, b->words + i, count * sizeof *gone);
    memmove(b->pieces + i, b->pieces + j, (b->count - j) * sizeof *b->pieces);
    memmove(b->words + i, b->words + j, (b->count - j) * sizeof *b->words);
    b->count -= count;
    for (uint32_t k = 0; k < count; k++) {
        b->unknown -= gone[k] >= t->known;
        words_leave(t, t->order[place], gone[k]);
    }
    for (uint32_t k = 0; for_good && k < count; k++)
        words_discount(t, gone[k]);
    t->moved += b->count - i;
    note_sums(t, place);
}

/* Cuts the block in two so that its token i is the first of the next one. */
static bool cut_block(struct tokens *t, size_t place, uint32_t i)
{
    if (!add_block(t, place + 1))
        return false;
    const struct tokens_block *b = block_at(t, place);
    uint32_t base = i ? b->pieces[i - 1].end : 0, count = b->count;
    bool ok = put_in(t, place + 1, 0, b->pieces + i, b->words + i, count - i, base);
    take_out(t, place, i, count, false);
    return ok;
}

/* Makes the block and the one behind it one, if that is small. */
static bool join(struct tokens *t, size_t place)
{
    if (place + 1 >= t->tokens.count)
        return true;
    const struct tokens_block *left = block_at(t, place), *right = block_at(t, place + 1);
    uint32_t count = right->count, end = left->count ? left->pieces[left->count - 1].end : 0;
    if (left->count && count && left->count + count > most_of(t) / 2)
        return true;
    if (!put_in(t, place, left->count, right->pieces, right->words, count, 0 - end))
        return false;
    take_out(t, place + 1, 0, count, false);
    drop_block(t, place + 1);
    return true;
}

/* ---- edits ------------------------------------------------------------- */

/* A token by its block's place and its place in the block. */
struct spot {
    size_t place;
    uint32_t i;
    size_t base; /* byte where the block starts */
};

/* Behind the last token, the end of the last block. */
static struct spot spot_of(const struct tokens *t, size_t token)
{
    size_t before, place = sums_find(&t->tokens, token, &before);
    if (place == t->tokens.count && place) {
        place--;
        before -= block_at(t, place)->count;
    }
    return (struct spot){place, (uint32_t)(token - before), sums_before(&t->bytes, place)};
}

/* Tokens [from, to) go, which stand in different blocks; so do the blocks between. What
 * is left of the last one then starts at byte `start`, moved by `shift`. */
static void take_across(struct tokens *t, struct spot from, struct spot to, uint32_t start, uint32_t shift)
{
    take_out(t, from.place, from.i, block_at(t, from.place)->count, true);
    for (size_t place = to.place - 1; place > from.place; place--) {
        take_out(t, place, 0, block_at(t, place)->count, true);
        drop_block(t, place);
    }
    size_t last = from.place + 1;
    take_out(t, last, 0, to.i, true);
    if (!block_at(t, last)->count) {
        drop_block(t, last);
        return;
    }
    shift_pieces(block_at(t, last), 0, (uint32_t)to.base + shift - start);
    note_sums(t, last);
}

/* Puts the tokens behind the last one of the block, and into further blocks behind it. */
static bool put_behind(struct tokens *t, struct spot at, const struct piece *pieces, const uint32_t *words,
                       size_t added)
{
    uint32_t fill = filling(t), base = (uint32_t)at.base;
    for (size_t place = at.place, done = 0; done < added;) {
        uint32_t have = block_at(t, place)->count, room = have < fill ? fill - have : 0;
        room = added - done < room ? (uint32_t)(added - done) : room;
        if (room && !put_in(t, place, have, pieces + done, words + done, room, base))
            return false;
        done += room;
        if (done < added && !add_block(t, ++place))
            return false;
        base = done ? pieces[done - 1].end : (uint32_t)(at.base + t->bytes.size[at.place]);
    }
    return true;
}

/* Puts the tokens at the spot. Where they are too many for the block, its own tokens
 * behind them go on into a block of their own, which then starts where the new ones end. */
static bool put_at(struct tokens *t, struct spot at, const struct piece *pieces, const uint32_t *words, size_t added)
{
    uint32_t most = added <= FEW ? most_of(t) : filling(t), count = block_at(t, at.place)->count;
    if (count + added <= most)
        return put_in(t, at.place, at.i, pieces, words, (uint32_t)added, (uint32_t)at.base);
    if (at.i == count)
        return put_behind(t, at, pieces, words, added);
    if (!cut_block(t, at.place, at.i))
        return false;
    uint32_t start = (uint32_t)(at.base + t->bytes.size[at.place]);
    uint32_t tail = t->order[at.place + 1];
    if (!put_behind(t, at, pieces, words, added))
        return false;
    shift_pieces(&t->blocks[tail], 0, start - pieces[added - 1].end);
    note_sums(t, t->blocks[tail].place);
    return true;
}

static bool tidy(struct tokens *t, size_t place)
{
    if (place >= t->tokens.count)
        return true;
    uint32_t count = block_at(t, place)->count, small = most_of(t) / 4;
    if (!count && t->tokens.count > 1) {
        drop_block(t, place);
        return true;
    }
    return count > small || (join(t, place) && (!place || join(t, place - 1)));
}

/* Cuts a full block in half where a few tokens are to go into it, so that it takes more of them. */
static bool make_room(struct tokens *t, size_t first, size_t removed, size_t added, struct spot *at, struct spot *end)
{
    const struct tokens_block *b = block_at(t, at->place);
    bool full = at->i < b->count && added <= FEW && b->count + added > most_of(t) && most_of(t) >= 4 * FEW;
    if (!full)
        return true;
    if (!cut_block(t, at->place, b->count / 2))
        return false;
    *at = spot_of(t, first);
    *end = spot_of(t, first + removed);
    return true;
}

bool tokens_replace(struct tokens *t, size_t first, size_t removed, const struct piece *pieces,
                    const uint32_t *words, size_t added, uint32_t shift)
{
    for (size_t i = 0; i < added; i++)
        words_count(t, words[i]);
    if (!t->tokens.count && !added)
        return true;
    if (!t->tokens.count && !add_block(t, 0))
        return false;
    struct spot at = spot_of(t, first), end = spot_of(t, first + removed);
    if (!make_room(t, first, removed, added, &at, &end))
        return false;
    if (at.place == end.place) {
        take_out(t, at.place, at.i, end.i, true);
        shift_pieces(block_at(t, at.place), at.i, shift);
        note_sums(t, at.place);
    } else {
        const struct tokens_block *b = block_at(t, at.place);
        uint32_t before = (uint32_t)at.base + (at.i ? b->pieces[at.i - 1].end : 0);
        take_across(t, at, end, added ? pieces[added - 1].end : before, shift);
    }
    if (added && !put_at(t, at, pieces, words, added))
        return false;
    return tidy(t, at.place + 1) && tidy(t, at.place) && words_settle(t);
}

/* ---- reading ----------------------------------------------------------- */

size_t tokens_count(const struct tokens *t)
{
    return t->tokens.total;
}

size_t tokens_end(const struct tokens *t)
{
    return t->bytes.total;
}

struct piece tokens_piece(const struct tokens *t, size_t i)
{
    struct spot at = spot_of(t, i);
    struct piece piece = block_at(t, at.place)->pieces[at.i];
    return (struct piece){(uint32_t)at.base + piece.start, (uint32_t)at.base + piece.end};
}

uint32_t tokens_word(const struct tokens *t, size_t i)
{
    size_t before, place = sums_find(&t->tokens, i, &before);
    return block_at(t, place)->words[i - before];
}

static void come_near(const struct tokens *t, struct tokens_near *near, size_t i)
{
    if (i >= near->first && i < near->end)
        return;
    struct spot at = spot_of(t, i);
    near->block = block_at(t, at.place);
    near->first = i - at.i;
    near->end = near->first + near->block->count;
    near->base = (uint32_t)at.base;
}

struct piece tokens_piece_near(const struct tokens *t, struct tokens_near *near, size_t i)
{
    come_near(t, near, i);
    struct piece piece = near->block->pieces[i - near->first];
    return (struct piece){near->base + piece.start, near->base + piece.end};
}

uint32_t tokens_word_near(const struct tokens *t, struct tokens_near *near, size_t i)
{
    come_near(t, near, i);
    return near->block->words[i - near->first];
}

void tokens_words(const struct tokens *t, size_t first, size_t n, uint32_t *out)
{
    size_t before, place = n ? sums_find(&t->tokens, first, &before) : 0;
    for (size_t i = n ? first - before : 0, some; n; n -= some, out += some, i = 0) {
        const struct tokens_block *b = block_at(t, place++);
        some = b->count - i < n ? b->count - i : n;
        memcpy(out, b->words + i, some * sizeof *out);
    }
}

/* How many pieces of the block start (or end) at or before byte `at` of it. */
static uint32_t count_to(const struct tokens_block *b, size_t at, bool by_end)
{
    uint32_t low = 0, high = b->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if ((by_end ? b->pieces[middle].end : b->pieces[middle].start) <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t count_all_to(const struct tokens *t, size_t at, bool by_end)
{
    size_t start, place = sums_find(&t->bytes, at, &start), before = sums_before(&t->tokens, place);
    return place < t->tokens.count ? before + count_to(block_at(t, place), at - start, by_end) : before;
}

size_t tokens_ended(const struct tokens *t, size_t at)
{
    return count_all_to(t, at, true);
}

size_t tokens_started(const struct tokens *t, size_t at)
{
    return count_all_to(t, at, false);
}
