/* Stage one of the pipeline: text → pieces → indices, re-done around an edit. */
#include "core/pieces.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define BLOCK 4096   /* bytes compared at once */
#define WASTE 65536  /* bytes of words no longer there that are kept at least */

/* How many of the first n bytes are the same. */
static size_t same_front(const char *a, const char *b, size_t n)
{
    size_t same = 0;
    while (n - same >= BLOCK && memcmp(a + same, b + same, BLOCK) == 0)
        same += BLOCK;
    while (same < n && a[same] == b[same])
        same++;
    return same;
}

/* How many of the n bytes that end here and there are the same. */
static size_t same_back(const char *a_end, const char *b_end, size_t n)
{
    size_t same = 0;
    while (n - same >= BLOCK && memcmp(a_end - same - BLOCK, b_end - same - BLOCK, BLOCK) == 0)
        same += BLOCK;
    while (same < n && a_end[-1 - (ptrdiff_t)same] == b_end[-1 - (ptrdiff_t)same])
        same++;
    return same;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

struct pieces_edit pieces_compare(const struct pipeline *p, const char *text, size_t n, struct text_same same)
{
    const struct str *old = &p->text;
    const char *before = str_text(old);
    size_t most = least(old->len, n), front = least(same.front, most);
    front += same_front(before + front, text + front, most - front);
    size_t back = least(same.back, most - front);
    back += same_back(before + old->len - back, text + n - back, most - front - back);
    return (struct pieces_edit){front, old->len - back, n - back};
}

/* How many leading pieces cannot have changed: none of what decided their end
 * was touched. */
static size_t pieces_before(const struct pipeline *p, size_t from)
{
    size_t low = 0, high = p->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if ((size_t)p->pieces[middle].end + TOKENIZER_LOOKAHEAD <= from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool grow(struct pipeline *p, size_t count)
{
    if (count <= p->cap)
        return true;
    size_t cap = count + count / 2 + 64;
    struct piece *pieces = realloc(p->pieces, cap * sizeof *pieces);
    if (pieces)
        p->pieces = pieces;
    uint32_t *known = realloc(p->known, cap * sizeof *known);
    if (known)
        p->known = known;
    uint32_t *ids = realloc(p->ids, cap * sizeof *ids);
    if (ids)
        p->ids = ids;
    if (!pieces || !known || !ids)
        return false;
    p->cap = cap;
    return true;
}

/* Pieces of an edited region, collected before they replace the old ones. */
struct fresh_pieces {
    struct piece *data;
    size_t count, cap;
};

static bool collect(struct fresh_pieces *f, struct piece piece)
{
    if (f->count == f->cap) {
        size_t cap = f->cap ? 2 * f->cap : 64;
        struct piece *data = realloc(f->data, cap * sizeof *data);
        if (!data)
            return false;
        f->data = data;
        f->cap = cap;
    }
    f->data[f->count++] = piece;
    return true;
}

static uint32_t piece_bytes(struct piece p)
{
    return p.end - p.start;
}

/* Tokenises from the end of piece `first`−1 until a piece ends where an old one
 * did behind the edit; *old_next is then the first old piece to keep. */
static bool retokenise(const struct pipeline *p, const char *text, size_t n, struct pieces_edit edit,
                       size_t first, struct fresh_pieces *f, size_t *old_next)
{
    const struct tokenizer *t = p->vocab->tokenizer;
    struct piece piece = {0, first ? p->pieces[first - 1].end : 0};
    size_t old = first;
    while (t->next(text, n, piece.end, &piece)) {
        if (!collect(f, piece))
            return false;
        if (piece.end < edit.new_to)
            continue;
        size_t old_end = piece.end - edit.new_to + edit.old_to;
        while (old < p->count && p->pieces[old].end < old_end)
            old++;
        if (old < p->count && p->pieces[old].end == old_end) {
            bool whole = piece.start >= edit.new_to && piece.end - piece.start == piece_bytes(p->pieces[old]);
            f->count -= whole; /* not only its end is old: all of it */
            *old_next = old + !whole;
            return true;
        }
    }
    *old_next = p->count;
    return true;
}

/* Puts the collected pieces in the place of pieces [first, old_next) and shifts
 * those behind by the edit's change in length. */
static bool replace_pieces(struct pipeline *p, const struct fresh_pieces *f, size_t first, size_t old_next,
                           struct pieces_edit edit)
{
    size_t tail = p->count - old_next, count = first + f->count + tail;
    if (!grow(p, count))
        return false;
    if (tail && first + f->count != old_next) {
        memmove(p->pieces + first + f->count, p->pieces + old_next, tail * sizeof *p->pieces);
        memmove(p->known + first + f->count, p->known + old_next, tail * sizeof *p->known);
        memmove(p->ids + first + f->count, p->ids + old_next, tail * sizeof *p->ids);
    }
    if (f->count)
        memcpy(p->pieces + first, f->data, f->count * sizeof *f->data);
    uint32_t shift = (uint32_t)(edit.new_to - edit.old_to); /* wraps for a shorter text, as it should */
    for (size_t i = first + f->count; i < count; i++) {
        p->pieces[i].start += shift;
        p->pieces[i].end += shift;
    }
    p->count = count;
    return true;
}

static const char *piece_key(struct pipeline *p, size_t i, size_t *len)
{
    return p->vocab->tokenizer->key(p->text.data, p->pieces[i], &p->scratch, len);
}

static bool look_up(struct pipeline *p, size_t first, size_t count)
{
    for (size_t i = first; i < first + count; i++) {
        size_t len;
        const char *key = piece_key(p, i, &len);
        if (p->scratch.failed)
            return false;
        p->ids[i] = p->known[i] = vocab_find(p->vocab, key, len);
    }
    return true;
}

/* ---- words that the vocabulary lacks ----------------------------------- */

static void forget_fresh(struct pipeline *p)
{
    p->fresh_count = p->fresh_waste = 0;
    map_clear(&p->fresh_map);
    arena_free(&p->fresh_arena);
}

/* The index of such a word: behind the vocabulary's last, by first appearance. */
static bool extend(struct pipeline *p, const char *key, size_t len, uint32_t *id)
{
    uint32_t found = map_get(&p->fresh_map, key, len);
    if (found != MAP_NONE) {
        p->fresh[found].count++;
        *id = p->vocab->size + found;
        return true;
    }
    if (p->fresh_count == p->fresh_cap) {
        size_t cap = p->fresh_cap ? 2 * p->fresh_cap : 16;
        struct vocab_word *fresh = realloc(p->fresh, cap * sizeof *fresh);
        if (!fresh)
            return false;
        p->fresh = fresh;
        p->fresh_cap = cap;
    }
    char *text = arena_copy(&p->fresh_arena, key, len);
    if (!text || !map_put(&p->fresh_map, text, len, (uint32_t)p->fresh_count, NULL))
        return false;
    *id = p->vocab->size + (uint32_t)p->fresh_count;
    p->fresh[p->fresh_count++] = (struct vocab_word){text, (uint32_t)len, 1};
    return true;
}

/* Numbers the unknown words of pieces [first, end). */
static bool number(struct pipeline *p, size_t first, size_t end, bool frozen)
{
    for (size_t i = first; i < end; i++) {
        if (p->known[i] != VOCAB_NONE)
            continue;
        p->ids[i] = VOCAB_UNK;
        if (frozen)
            continue;
        size_t len;
        const char *key = piece_key(p, i, &len);
        if (p->scratch.failed || !extend(p, key, len, &p->ids[i]))
            return false;
    }
    return true;
}

bool pieces_number(struct pipeline *p, bool frozen)
{
    forget_fresh(p);
    return number(p, 0, p->count, frozen);
}

static bool any_unknown(const struct pipeline *p, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (p->known[i] == VOCAB_NONE)
            return true;
    return false;
}

/* Takes pieces [first, end) out of the count of the fresh words. */
static void discount(struct pipeline *p, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (p->ids[i] >= p->vocab->size)
            p->fresh[p->ids[i] - p->vocab->size].count--;
}

/* Forgets the last words as long as no piece is left of them. */
static void drop_gone(struct pipeline *p)
{
    while (p->fresh_count && p->fresh[p->fresh_count - 1].count == 0) {
        const struct vocab_word *gone = &p->fresh[--p->fresh_count];
        map_remove(&p->fresh_map, gone->text, gone->len);
        p->fresh_waste += gone->len;
    }
}

/* The numbers after a change: by first appearance, so they can move only where
 * unknown words came or went with others behind them. With none behind, the
 * words that are gone are the last of the list. */
static bool renumber(struct pipeline *p, struct pieces_change c, bool gone, bool frozen)
{
    size_t end = c.first + c.added;
    if (!gone && !any_unknown(p, c.first, end))
        return true;
    if (!frozen && (p->fresh_waste > p->text.len + WASTE || any_unknown(p, end, p->count)))
        return pieces_number(p, false);
    drop_gone(p);
    return number(p, c.first, end, frozen);
}

/* ---- malformed bytes --------------------------------------------------- */

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Decoding comes by every byte that is not a continuation byte, and by every
 * one behind three continuation bytes, whatever stands before. So the count
 * changes by that of the bytes between such places around the edit. */
static size_t count_bad_again(const struct str *old, const char *text, size_t n, struct pieces_edit edit)
{
    size_t back = 0, on = 0, start = edit.from;
    while (back < 4 && back < edit.from && start == edit.from)
        if (!continues(text[edit.from - ++back]))
            start = edit.from - back;
    start = back == edit.from ? 0 : start;
    while (on < 3 && edit.new_to + on < n && continues(text[edit.new_to + on]))
        on++;
    return utf8_count_bad(text + start, edit.new_to + on - start) -
           utf8_count_bad(str_text(old) + start, edit.old_to + on - start);
}

bool pieces_update(struct pipeline *p, const char *text, size_t n, struct pieces_edit edit, bool frozen,
                   struct pieces_change *change)
{
    size_t first = pieces_before(p, edit.from), old_next = p->count;
    struct fresh_pieces f = {0};
    bool ok = retokenise(p, text, n, edit, first, &f, &old_next);
    bool gone = ok && any_unknown(p, first, old_next);
    if (gone)
        discount(p, first, old_next);
    p->bad_bytes += count_bad_again(&p->text, text, n, edit); /* wraps for fewer, as it should */
    *change = (struct pieces_change){first, f.count, old_next - first};
    ok = ok && replace_pieces(p, &f, first, old_next, edit) &&
         str_splice(&p->text, edit.from, edit.old_to - edit.from, text + edit.from,
                    edit.new_to - edit.from) &&
         look_up(p, first, f.count) && renumber(p, *change, gone, frozen);
    free(f.data);
    return ok;
}

void pieces_forget(struct pipeline *p)
{
    p->count = p->bad_bytes = 0;
    forget_fresh(p);
    str_clear(&p->text);
}
