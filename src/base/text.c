#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* ---- blocks ------------------------------------------------------------ */

static size_t most_of(const struct text *t)
{
    return t->most ? t->most : TEXT_BLOCK;
}

/* What a new block is filled with: not all it holds, so that it takes some edits. */
static size_t filling(const struct text *t)
{
    return most_of(t) - most_of(t) / 4;
}

size_t text_len(const struct text *t)
{
    return t->sums.total;
}

static bool reserve_blocks(struct text *t, size_t extra)
{
    size_t count = t->sums.count;
    if (!sums_reserve(&t->sums, extra))
        return false;
    if (count + extra <= t->cap)
        return true;
    size_t cap = count + extra + count / 2;
    struct text_block *blocks = realloc(t->blocks, cap * sizeof *blocks);
    if (!blocks)
        return false;
    t->blocks = blocks;
    t->cap = cap;
    return true;
}

static void free_block(struct text_block *b)
{
    if (b->cap)
        free(b->data);
}

/* Puts `added` blocks in the place of `removed` ones; there is room. */
static void put_blocks(struct text *t, size_t at, size_t removed, const struct text_block *blocks, size_t added)
{
    size_t behind = t->sums.count - at - removed;
    if (behind && removed != added)
        memmove(t->blocks + at + added, t->blocks + at + removed, behind * sizeof *t->blocks);
    if (added)
        memcpy(t->blocks + at, blocks, added * sizeof *blocks);
    sums_splice(&t->sums, at, removed, added);
    for (size_t i = at; i < at + added; i++)
        sums_set(&t->sums, i, t->blocks[i].len);
}

/* Gives the block memory of its own, for `len` bytes at least. */
static bool own_block(struct text *t, struct text_block *b, size_t len)
{
    if (b->cap >= len && b->cap)
        return true;
    size_t cap = b->len + b->len / 2 + 32, most = most_of(t);
    cap = cap > most ? most : cap;
    cap = cap < len ? len : cap;
    char *data = b->cap ? realloc(b->data, cap + 1) : malloc(cap + 1);
    if (!data)
        return false;
    if (!b->cap && b->len)
        memcpy(data, b->data, b->len);
    data[b->len] = 0;
    t->moved += b->len;
    b->data = data;
    b->cap = cap;
    return true;
}

/* A new block with a copy of the bytes. */
static bool make_block(struct text *t, struct text_block *b, const char *bytes, size_t n)
{
    *b = (struct text_block){0};
    if (!own_block(t, b, n ? n : 1))
        return false;
    if (n)
        memcpy(b->data, bytes, n);
    b->data[n] = 0;
    b->len = n;
    return true;
}

/* The block of byte `at` and its first byte; the last block at the end of the text. */
static size_t block_at(const struct text *t, size_t at, size_t *start)
{
    size_t b = sums_find(&t->sums, at, start);
    if (b == t->sums.count && b > 0) {
        b--;
        *start -= t->blocks[b].len;
    }
    return b;
}

/* ---- malformed bytes --------------------------------------------------- */

static bool continues(const struct text *t, size_t at)
{
    char room[1];
    size_t got;
    const char *byte = text_peek(t, at, 1, room, &got);
    return got && ((unsigned char)*byte & 0xC0) == 0x80;
}

/* Decoding comes by every byte that is not a continuation byte, and by every one
 * behind three continuation bytes, whatever stands before. The nearest such place
 * that does not change with the bytes from `at` on, and the nearest at or behind it. */
static size_t decoded_before(const struct text *t, size_t at)
{
    for (size_t back = 1; back <= 4 && back <= at; back++)
        if (back == at || !continues(t, at - back))
            return at - back;
    return at;
}

static size_t decoded_behind(const struct text *t, size_t at)
{
    size_t on = 0;
    while (on < 3 && continues(t, at + on))
        on++;
    return at + on;
}

/* Leading bytes that are ASCII, in steps of 8. */
static size_t ascii_front(const char *s, size_t n)
{
    size_t at = 0;
    for (uint64_t word; n - at >= sizeof word; at += sizeof word) {
        memcpy(&word, s + at, sizeof word);
        if (word & 0x8080808080808080u)
            break;
    }
    return at;
}

/* Decodes from the front of s[0 .. n) while a whole code point is sure to be there;
 * returns how far it got. */
static size_t count_run(const char *s, size_t n, size_t *bad)
{
    size_t at = 0;
    while (at + 4 <= n) {
        uint32_t cp;
        bool ok = true;
        at += (unsigned char)s[at] < 0x80 ? ascii_front(s + at, n - at) : 0;
        for (size_t end = at + 8; at + 4 <= n && at < end; *bad += !ok)
            at += utf8_decode(s + at, n - at, &cp, &ok);
    }
    return at;
}

/* Malformed bytes of [from, to), decoded from `from` on. */
static size_t count_range(const struct text *t, size_t from, size_t to)
{
    size_t bad = 0;
    while (from < to) {
        char room[4];
        size_t n;
        const char *run = text_run(t, from, &n);
        from += count_run(run, n < to - from ? n : to - from, &bad);
        if (from == to)
            break;
        uint32_t cp;
        bool ok;
        run = text_peek(t, from, to - from < 4 ? to - from : 4, room, &n);
        from += utf8_decode(run, n, &cp, &ok);
        bad += !ok;
    }
    return bad;
}

void text_count_bad(struct text *t, size_t to)
{
    to = to < text_len(t) ? decoded_behind(t, to) : text_len(t);
    if (to <= t->counted)
        return;
    t->bad += count_range(t, t->counted, to);
    t->counted = to;
}

/* The bytes around an edit that are decoded as a whole. */
struct around {
    size_t from, to;
};

/* Takes the bytes around an edit out of the count, before it … */
static struct around discount(struct text *t, size_t from, size_t to)
{
    struct around a = {decoded_before(t, from), decoded_behind(t, to)};
    if (a.from < t->counted)
        t->bad -= count_range(t, a.from, a.to < t->counted ? a.to : t->counted);
    return a;
}

/* … and puts them in again behind it. */
static void recount(struct text *t, struct around a, size_t removed, size_t added)
{
    if (a.from >= t->counted)
        return;
    if (a.to > t->counted) {
        t->counted = a.from;
        return;
    }
    t->bad += count_range(t, a.from, a.to - removed + added);
    t->counted = t->counted - removed + added;
}

/* ---- edits ------------------------------------------------------------- */

/* Cuts a block in two so that one begins at `at`; returns its number. */
static bool cut_at(struct text *t, size_t at, size_t *block)
{
    size_t start, b = sums_find(&t->sums, at, &start), head = at - start;
    *block = b;
    if (!head)
        return true;
    *block = b + 1;
    if (!reserve_blocks(t, 1))
        return false;
    struct text_block *old = &t->blocks[b], two[2] = {*old, {old->data + head, old->len - head, 0}};
    if (old->cap && !make_block(t, &two[1], old->data + head, old->len - head))
        return false;
    two[0].len = head;
    if (old->cap) {
        two[0].data[head] = 0;
        t->moved += two[1].len;
    }
    put_blocks(t, b, 1, two, 2);
    return true;
}

static void free_blocks(struct text_block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free_block(&blocks[i]);
    free(blocks);
}

/* The bytes in new blocks; NULL when out of memory. */
static struct text_block *make_blocks(struct text *t, const char *bytes, size_t n, size_t *count)
{
    size_t fill = n <= most_of(t) ? most_of(t) : filling(t);
    *count = n / fill + (n % fill != 0);
    struct text_block *blocks = malloc((*count + 1) * sizeof *blocks);
    for (size_t i = 0; blocks && i < *count; i++)
        if (!make_block(t, &blocks[i], bytes + i * fill, i + 1 < *count ? fill : n - i * fill)) {
            free_blocks(blocks, i);
            return NULL;
        }
    return blocks;
}

/* Makes blocks b and b + 1 one, if they are there and small. */
static bool join(struct text *t, size_t b)
{
    if (b + 1 >= t->sums.count)
        return false;
    struct text_block *left = &t->blocks[b], *right = left + 1;
    size_t len = left->len + right->len;
    if (len > most_of(t) / 2 && len > 0 && left->len && right->len)
        return false;
    if (right->len && !own_block(t, left, len))
        return false; /* they go on as two */
    if (right->len) {
        memcpy(left->data + left->len, right->data, right->len);
        left->data[len] = 0;
        t->moved += right->len;
    }
    free_block(right);
    struct text_block one = *left;
    one.len = len;
    put_blocks(t, b, 2, &one, 1);
    return true;
}

/* An edit within one block, which holds the result: nearly every one. */
static bool replace_within(struct text *t, size_t b, size_t at, size_t cut, const char *bytes, size_t n)
{
    struct text_block *block = &t->blocks[b];
    size_t behind = block->len - at - cut;
    if (!own_block(t, block, block->len - cut + n))
        return false;
    memmove(block->data + at + n, block->data + at + cut, behind + 1);
    if (n)
        memcpy(block->data + at, bytes, n);
    block->len = at + n + behind;
    sums_set(&t->sums, b, block->len);
    t->moved += n + behind;
    if (block->len < most_of(t) / 8 && !join(t, b) && b > 0)
        join(t, b - 1);
    return true;
}

/* An edit across blocks. Cutting them changes no byte, so it may fail half-way. */
static bool replace_across(struct text *t, size_t from, size_t to, const char *bytes, size_t n)
{
    size_t count, first, end;
    struct text_block *blocks = make_blocks(t, bytes, n, &count);
    if (!blocks)
        return false;
    if (!cut_at(t, from, &first) || !cut_at(t, to, &end) || !reserve_blocks(t, count)) {
        free_blocks(blocks, count);
        return false;
    }
    for (size_t i = first; i < end; i++)
        free_block(&t->blocks[i]);
    put_blocks(t, first, end - first, blocks, count);
    free(blocks);
    t->moved += n;
    join(t, first + count - (first + count > 0));
    if (first > 0)
        join(t, first - 1);
    return true;
}

static bool splice(struct text *t, size_t from, size_t to, const char *bytes, size_t n)
{
    size_t start, b = block_at(t, from, &start);
    if (b > 0 && from == start && from == to) { /* between two blocks: the one before takes it */
        b--;
        start -= t->blocks[b].len;
    }
    bool within = b < t->sums.count && to - start <= t->blocks[b].len;
    if (within && t->blocks[b].len - (to - from) + n <= most_of(t) && t->blocks[b].len + n > to - from)
        return replace_within(t, b, from - start, to - from, bytes, n);
    return replace_across(t, from, to, bytes, n);
}

static void note_edit(struct text *t, size_t from, size_t behind)
{
    t->same.front = from < t->same.front ? from : t->same.front;
    t->same.back = behind < t->same.back ? behind : t->same.back;
    t->edits++;
}

/* How many of the first `most` bytes from `at` on are these. */
static size_t same_front(const struct text *t, size_t at, const char *bytes, size_t most)
{
    size_t same = 0, n, i = 0;
    while (same < most) {
        const char *run = text_run(t, at + same, &n);
        n = n < most - same ? n : most - same;
        if (memcmp(run, bytes + same, n) != 0) {
            while (run[i] == bytes[same + i])
                i++;
            return same + i;
        }
        same += n;
    }
    return same;
}

/* How many of the `most` bytes before `end` are those before bytes_end. */
static size_t same_back(const struct text *t, size_t end, const char *bytes_end, size_t most)
{
    size_t same = 0;
    while (same < most) {
        size_t start, b = block_at(t, end - same - 1, &start), n = end - same - start;
        const char *run = t->blocks[b].data;
        n = n < most - same ? n : most - same;
        size_t run_end = end - same - start, i = 0;
        while (i < n && run[run_end - 1 - i] == bytes_end[-(ptrdiff_t)(same + i) - 1])
            i++;
        same += i;
        if (i < n)
            break;
    }
    return same;
}

bool text_replace(struct text *t, size_t from, size_t to, const char *bytes, size_t n)
{
    size_t least = to - from < n ? to - from : n, front = same_front(t, from, bytes, least);
    size_t back = front < least ? same_back(t, to, bytes + n, least - front) : 0;
    from += front;
    to -= back;
    n -= front + back;
    if (from == to && !n)
        return true;
    size_t behind = text_len(t) - to;
    struct around a = discount(t, from, to);
    bool ok = splice(t, from, to, bytes + front, n);
    recount(t, a, ok ? to - from : 0, ok ? n : 0);
    if (ok)
        note_edit(t, from, behind);
    return ok;
}

/* All blocks away; `most` and the count of edits stay. */
static void clear(struct text *t)
{
    for (size_t i = 0; i < t->sums.count; i++)
        free_block(&t->blocks[i]);
    sums_splice(&t->sums, 0, t->sums.count, 0);
    free(t->adopted);
    t->adopted = NULL;
    t->counted = t->bad = 0;
    note_edit(t, 0, 0);
}

bool text_set(struct text *t, const char *bytes, size_t n)
{
    size_t count;
    struct text_block *blocks = make_blocks(t, bytes, n, &count);
    if (!blocks)
        return false;
    if (!reserve_blocks(t, count)) {
        free_blocks(blocks, count);
        return false;
    }
    clear(t);
    put_blocks(t, 0, 0, blocks, count);
    free(blocks);
    return true;
}

bool text_adopt(struct text *t, struct str *s)
{
    size_t fill = filling(t), count = s->len / fill + 1;
    if (s->len <= most_of(t)) {
        bool ok = text_set(t, str_text(s), s->len);
        if (ok)
            str_free(s);
        return ok;
    }
    if (!reserve_blocks(t, count))
        return false;
    clear(t);
    t->adopted = s->data;
    for (size_t at = 0; at < s->len; at += fill) {
        struct text_block b = {s->data + at, s->len - at < fill ? s->len - at : fill, 0};
        put_blocks(t, t->sums.count, 0, &b, 1);
    }
    *s = (struct str)STR_EMPTY;
    return true;
}

bool text_become(struct text *t, const char *bytes, size_t n)
{
    return text_replace(t, 0, text_len(t), bytes, n);
}

void text_free(struct text *t)
{
    size_t most = t->most;
    clear(t);
    free(t->blocks);
    sums_free(&t->sums);
    *t = (struct text){.most = most};
}

void text_seen(struct text *t)
{
    t->same = (struct text_same){text_len(t), text_len(t)};
}

/* ---- reading ----------------------------------------------------------- */

const char *text_run(const struct text *t, size_t at, size_t *n)
{
    size_t start, b = sums_find(&t->sums, at, &start);
    *n = 0;
    if (b == t->sums.count)
        return NULL;
    *n = t->blocks[b].len - (at - start);
    return t->blocks[b].data + (at - start);
}

static void copy(const struct text *t, size_t at, size_t n, char *to)
{
    for (size_t done = 0, got; done < n; done += got) {
        const char *run = text_run(t, at + done, &got);
        got = got < n - done ? got : n - done;
        memcpy(to + done, run, got);
    }
}

const char *text_peek(const struct text *t, size_t at, size_t n, char *room, size_t *got)
{
    size_t left = at < text_len(t) ? text_len(t) - at : 0, lie;
    *got = n < left ? n : left;
    const char *run = text_run(t, at, &lie);
    if (*got <= lie)
        return run ? run : "";
    copy(t, at, *got, room);
    return room;
}

bool text_add(const struct text *t, size_t from, size_t to, struct str *out)
{
    if (!str_reserve(out, to - from))
        return false;
    copy(t, from, to - from, out->data + out->len);
    out->len += to - from;
    out->data[out->len] = 0;
    return true;
}

const char *text_string(const struct text *t)
{
    if (!t->sums.count)
        return "";
    return t->sums.count == 1 && t->blocks->cap ? t->blocks->data : NULL;
}

/* Comes near byte `at`, which is within the text; returns it, and how many lie together from it on. */
static const char *come_near(const struct text *t, struct text_near *near, size_t at, size_t *n)
{
    if (at < near->from || at >= near->to) {
        size_t b = sums_find(&t->sums, at, &near->from);
        near->bytes = t->blocks[b].data;
        near->to = near->from + t->blocks[b].len;
    }
    *n = near->to - at;
    return near->bytes + (at - near->from);
}

const char *text_span(const struct text *t, struct text_near *near, size_t from, size_t to, struct str *room)
{
    size_t lie, len = text_len(t);
    to = to < len ? to : len;
    if (from >= to)
        return "";
    const char *run = come_near(t, near, from, &lie);
    if (to - from <= lie)
        return run;
    str_clear(room);
    return text_add(t, from, to, room) ? room->data : NULL;
}

uint32_t text_code_point(const struct text *t, struct text_near *near, size_t at, size_t *end)
{
    char room[4];
    uint32_t cp = 0;
    size_t got;
    *end = at;
    if (at >= text_len(t))
        return 0;
    const char *bytes = come_near(t, near, at, &got);
    if (got < sizeof room && (unsigned char)*bytes >= 0x80)
        bytes = text_peek(t, at, sizeof room, room, &got);
    *end = at + utf8_decode(bytes, got, &cp, NULL);
    return cp;
}

size_t text_prev(const struct text *t, struct text_near *near, size_t at)
{
    char room[8];
    size_t got, from = at < 4 ? 0 : at - 4;
    if (!at)
        return 0;
    const char *bytes = come_near(t, near, from, &got);
    if (from + got < at + 3)
        bytes = text_peek(t, from, at - from + 3, room, &got);
    return from + utf8_prev(bytes, got, at - from);
}
