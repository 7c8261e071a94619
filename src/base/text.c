#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/num.h"
#include "base/utf8.h"

size_t text_max(const struct text *t)
{
    return t->max ? t->max : TEXT_MAX;
}

size_t text_room(const struct text *t)
{
    return text_max(t) - t->len;
}

/* ---- malformed bytes ---- */

static bool continues(const struct text *t, size_t at)
{
    return at < t->len && ((unsigned char)t->data[at] & 0xC0) == 0x80;
}

/* A decoder that starts at the front of the text stops at every byte that is not a continuation
 * byte and at every one that follows three continuation bytes. Returns the last such place before
 * `at` that does not depend on the bytes from `at` on, and the first one from `at` on. */
static size_t decoded_before(const struct text *t, size_t at)
{
    for (size_t back = 1; back <= 4 && back <= at; back++)
        if (back == at || !continues(t, at - back)) return at - back;
    return at;
}

static size_t decoded_after(const struct text *t, size_t at)
{
    size_t on = 0;
    while (on < 3 && continues(t, at + on)) on++;
    return at + on;
}

/* The length of the ASCII bytes at the front of s[0 .. n), in steps of 8. */
static size_t ascii_run(const char *s, size_t n)
{
    size_t at = 0;
    for (uint64_t word; n - at >= sizeof word; at += sizeof word) {
        memcpy(&word, s + at, sizeof word);
        if (word & 0x8080808080808080u) break;
    }
    return at;
}

/* Malformed bytes of [from, to), where a decoder stops at both ends. */
static size_t count_range(const struct text *t, size_t from, size_t to)
{
    size_t bad = 0;
    while (from < to) {
        uint32_t cp;
        bool ok;
        from += ascii_run(t->data + from, to - from);
        for (size_t end = min_size(from + 8, to); from < end; bad += !ok)
            from += utf8_decode(t->data + from, to - from, &cp, &ok);
    }
    return bad;
}

void text_count_bad(struct text *t, size_t to)
{
    to = to < t->len ? decoded_after(t, to) : t->len;
    if (to <= t->counted) return;
    t->bad += count_range(t, t->counted, to);
    t->counted = to;
}

/* The bytes around an edit that are decoded again. */
struct around {
    size_t from, to;
};

/* Takes the bytes around an edit out of the count before it is made. */
static struct around discount(struct text *t, size_t from, size_t to)
{
    struct around a = {decoded_before(t, from), decoded_after(t, to)};
    if (a.from < t->counted) t->bad -= count_range(t, a.from, min_size(a.to, t->counted));
    return a;
}

/* Counts them again after it. */
static void recount(struct text *t, struct around a, size_t removed, size_t added)
{
    if (a.from >= t->counted) return;
    if (a.to > t->counted) {
        t->counted = a.from;
        return;
    }
    t->bad += count_range(t, a.from, a.to - removed + added);
    t->counted = t->counted - removed + added;
}

/* ---- edits ---- */

/* A page of text can be typed from the start, also where memory then runs short. */
#define ROOM_MIN 4096

static bool reserve(struct text *t, size_t len)
{
    if (t->data && len <= t->cap) return true;
    size_t cap = min_size(len + len / 4 + ROOM_MIN, text_max(t));
    char *data = memory_try_resize(t->data, cap + 1, 1);
    if (!data) return false;
    data[t->len] = '\0';
    t->data = data;
    t->cap = cap;
    return true;
}

static void note_edit(struct text *t, size_t front, size_t back)
{
    t->same.front = min_size(front, t->same.front);
    t->same.back = min_size(back, t->same.back);
}

static size_t same_front(const char *a, const char *b, size_t max)
{
    size_t same = 0;
    while (same < max && a[same] == b[same]) same++;
    return same;
}

static size_t same_back(const char *a_end, const char *b_end, size_t max)
{
    size_t same = 0;
    while (same < max && a_end[-1 - (ptrdiff_t)same] == b_end[-1 - (ptrdiff_t)same]) same++;
    return same;
}

bool text_replace(struct text *t, size_t from, size_t to, const char *bytes, size_t n)
{
    size_t max = min_size(to - from, n), front = same_front(text_bytes(t) + from, bytes, max);
    size_t back = same_back(text_bytes(t) + to, bytes + n, max - front);
    from += front;
    to -= back;
    n -= front + back;
    if (from == to && !n) return true;
    if (n > text_max(t) - (t->len - (to - from)) || !reserve(t, t->len - (to - from) + n))
        return false;
    struct around a = discount(t, from, to);
    size_t after = t->len - to;
    memmove(t->data + from + n, t->data + to, after + 1);
    if (n) memcpy(t->data + from, bytes + front, n);
    t->len = from + n + after;
    recount(t, a, to - from, n);
    note_edit(t, from, after);
    return true;
}

/* All bytes were replaced: none is counted and none is the same. */
static void start(struct text *t, size_t len)
{
    t->len = len;
    t->counted = t->bad = 0;
    note_edit(t, 0, 0);
}

bool text_set(struct text *t, const char *bytes, size_t n)
{
    if (n > text_max(t) || !reserve(t, n)) return false;
    if (n) memcpy(t->data, bytes, n);
    t->data[n] = '\0';
    start(t, n);
    return true;
}

bool text_adopt(struct text *t, struct str *s)
{
    if (s->len > text_max(t)) return false;
    if (s->cap < ROOM_MIN) str_try_reserve(s, ROOM_MIN); /* else it is as long as it is */
    free(t->data);
    t->data = s->data; /* ends with a NUL, as every string does */
    t->cap = s->cap ? s->cap - 1 : 0;
    start(t, s->len);
    *s = (struct str)STR_EMPTY;
    return true;
}

void text_free(struct text *t)
{
    free(t->data);
    *t = (struct text){.max = t->max};
}

void text_seen(struct text *t)
{
    t->same = (struct text_same){t->len, t->len};
}

/* ---- reading ---- */

uint32_t text_code_point(const struct text *t, size_t at, size_t *end)
{
    uint32_t cp = 0;
    *end = at;
    if (at < t->len) *end += utf8_decode(t->data + at, t->len - at, &cp, NULL);
    return cp;
}

size_t text_prev(const struct text *t, size_t at)
{
    return utf8_prev(text_bytes(t), t->len, at);
}
