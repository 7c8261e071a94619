/* Stage one of the pipeline: text → pieces → indices, re-done around an edit. */
#include "core/pieces.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* An edit in bytes: text[from .. old_to) became text[from .. new_to). */
struct edit {
    size_t from, old_to, new_to;
};

static struct edit find_edit(const struct str *old, const char *text, size_t n)
{
    size_t most = old->len < n ? old->len : n, prefix = 0, suffix = 0;
    while (prefix < most && old->data[prefix] == text[prefix])
        prefix++;
    while (suffix < most - prefix && old->data[old->len - 1 - suffix] == text[n - 1 - suffix])
        suffix++;
    return (struct edit){prefix, old->len - suffix, n - suffix};
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
static bool retokenise(const struct pipeline *p, const char *text, size_t n, struct edit edit, size_t first,
                       struct fresh_pieces *f, size_t *old_next)
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
                           struct edit edit)
{
    size_t tail = p->count - old_next, count = first + f->count + tail;
    if (!grow(p, count))
        return false;
    if (tail) {
        memmove(p->pieces + first + f->count, p->pieces + old_next, tail * sizeof *p->pieces);
        memmove(p->known + first + f->count, p->known + old_next, tail * sizeof *p->known);
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
        p->known[i] = vocab_find(p->vocab, key, len);
    }
    return true;
}

/* The index of a word that the vocabulary lacks: behind its last, by first appearance. */
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

bool pieces_number(struct pipeline *p, bool frozen)
{
    p->fresh_count = 0;
    map_clear(&p->fresh_map);
    arena_free(&p->fresh_arena);
    for (size_t i = 0; i < p->count; i++) {
        p->ids[i] = p->known[i];
        if (p->known[i] != VOCAB_NONE)
            continue;
        size_t len;
        const char *key = piece_key(p, i, &len);
        if (frozen)
            p->ids[i] = VOCAB_UNK;
        else if (p->scratch.failed || !extend(p, key, len, &p->ids[i]))
            return false;
    }
    return true;
}

bool pieces_update(struct pipeline *p, const char *text, size_t n, struct pieces_change *change)
{
    struct edit edit = find_edit(&p->text, text, n);
    size_t first = pieces_before(p, edit.from), old_next = p->count;
    struct fresh_pieces f = {0};
    bool ok = retokenise(p, text, n, edit, first, &f, &old_next) && replace_pieces(p, &f, first, old_next, edit) &&
              str_splice(&p->text, edit.from, edit.old_to - edit.from, text + edit.from, edit.new_to - edit.from) &&
              look_up(p, first, f.count);
    *change = (struct pieces_change){first, f.count, old_next - first};
    free(f.data);
    p->bad_bytes = utf8_count_bad(str_text(&p->text), p->text.len);
    return ok;
}

void pieces_forget(struct pipeline *p)
{
    p->count = 0;
    str_clear(&p->text);
}
