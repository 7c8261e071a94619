#include "base/normal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/num.h"
#include "base/unicode.h"
#include "base/utf8.h"

#define RUN(first, value) ((uint32_t)(first) << 8 | (uint32_t)(value))

struct decomposition {
    uint32_t cp, first, second; /* second 0: none */
};

#include "unicode_normal.inc"

/* Hangul syllables are made of letters by arithmetic (The Unicode Standard, section 3.12). */
enum {
    S_BASE = 0xAC00,
    L_BASE = 0x1100,
    V_BASE = 0x1161,
    T_BASE = 0x11A7,
    L_COUNT = 19,
    V_COUNT = 21,
    T_COUNT = 28,
    S_COUNT = L_COUNT * V_COUNT * T_COUNT,
};

static uint32_t combining_class(uint32_t cp)
{
    size_t low = 0, high = COUNT(class_runs);
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (class_runs[middle] <= (cp << 8 | 0xFF))
            low = middle;
        else
            high = middle;
    }
    return class_runs[low] & 0xFF;
}

static const struct decomposition *find_decomposition(uint32_t cp)
{
    size_t low = 0, high = COUNT(decompositions);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (decompositions[middle].cp == cp) return &decompositions[middle];
        if (decompositions[middle].cp < cp)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* A row of code points, each packed with its class: the first and all that may be composed with
 * it, or change places. */
struct row {
    uint32_t few[32], *marks; /* (count); `marks` is `few` or owned */
    size_t count, cap;
    bool failed;
};

#define PACK(cp, class) ((class) << 24 | (cp))
#define CODE(packed) ((packed)&0xFFFFFFu)
#define CLASS(packed) ((packed) >> 24)

static void row_add(struct row *r, uint32_t cp)
{
    if (r->count == r->cap) {
        uint32_t *more =
            memory_resize(r->marks == r->few ? NULL : r->marks, 2 * r->cap, sizeof *more);
        if (!more) {
            r->failed = true;
            return;
        }
        if (r->marks == r->few) memcpy(more, r->few, sizeof r->few);
        r->marks = more;
        r->cap *= 2;
    }
    r->marks[r->count++] = PACK(cp, combining_class(cp));
}

/* A decomposition's first part may have one of its own; its second part never has. */
static void row_add_decomposed(struct row *r, uint32_t cp)
{
    uint32_t tail[8];
    size_t count = 0;
    if (cp - S_BASE < S_COUNT) {
        uint32_t s = cp - S_BASE;
        row_add(r, L_BASE + s / (V_COUNT * T_COUNT));
        row_add(r, V_BASE + s % (V_COUNT * T_COUNT) / T_COUNT);
        if (s % T_COUNT) row_add(r, T_BASE + s % T_COUNT);
        return;
    }
    for (const struct decomposition *d; count < COUNT(tail) && (d = find_decomposition(cp));) {
        cp = d->first;
        if (d->second) tail[count++] = d->second;
    }
    row_add(r, cp);
    while (count > 0) row_add(r, tail[--count]);
}

static int by_class(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Sorts marks[0 .. n) by class; those of one class keep their order. */
static void sort_marks(struct row *r, uint32_t *marks, size_t n)
{
    if (n <= COUNT(r->few)) {
        for (size_t i = 1; i < n; i++) {
            uint32_t mark = marks[i];
            size_t to = i;
            for (; to > 0 && CLASS(marks[to - 1]) > CLASS(mark); to--) marks[to] = marks[to - 1];
            marks[to] = mark;
        }
        return;
    }
    struct ranked {
        uint64_t order; /* class, then place */
        uint32_t mark;
    } *ranked = memory_new(n, sizeof *ranked);
    if (!ranked) {
        r->failed = true;
        return;
    }
    for (size_t i = 0; i < n; i++)
        ranked[i] = (struct ranked){(uint64_t)CLASS(marks[i]) << 56 | i, marks[i]};
    qsort(ranked, n, sizeof *ranked, by_class);
    for (size_t i = 0; i < n; i++) marks[i] = ranked[i].mark;
    free(ranked);
}

static void row_order(struct row *r)
{
    for (size_t from = 0, end; from < r->count; from = end) {
        for (end = from + 1; end < r->count && CLASS(r->marks[end]) != 0;) end++;
        size_t first = from + (CLASS(r->marks[from]) == 0);
        if (end - first > 1) sort_marks(r, r->marks + first, end - first);
    }
}

/* What two are composed to; 0: they are not. */
static uint32_t pair(uint32_t first, uint32_t second)
{
    if (first - L_BASE < L_COUNT && second - V_BASE < V_COUNT)
        return S_BASE + ((first - L_BASE) * V_COUNT + second - V_BASE) * T_COUNT;
    if (first - S_BASE < S_COUNT && (first - S_BASE) % T_COUNT == 0 && second > T_BASE &&
        second < T_BASE + T_COUNT)
        return first + second - T_BASE;
    size_t low = 0, high = COUNT(compositions);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct decomposition *d = &decompositions[compositions[middle]];
        if (d->first == first && d->second == second) return d->cp;
        if (d->first < first || (d->first == first && d->second < second))
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

/* A mark is composed with the last starter unless one of its class or a higher one, or another
 * starter, stands between them. */
static void row_compose(struct row *r)
{
    size_t kept = 0, starter = SIZE_MAX;
    for (size_t i = 0; i < r->count; i++) {
        uint32_t mark = r->marks[i], class = CLASS(mark);
        bool near = starter != SIZE_MAX && kept == starter + 1;
        bool free_way = near || (kept > 0 && class > 0 && CLASS(r->marks[kept - 1]) < class);
        uint32_t whole =
            starter != SIZE_MAX && free_way ? pair(CODE(r->marks[starter]), CODE(mark)) : 0;
        if (whole) {
            r->marks[starter] = whole;
            continue;
        }
        if (class == 0) starter = kept;
        r->marks[kept++] = mark;
    }
    r->count = kept;
}

static void row_write(const struct row *r, struct str *out)
{
    for (size_t i = 0; i < r->count; i++) {
        char utf8[4];
        str_add(out, utf8, utf8_encode(CODE(r->marks[i]), utf8));
    }
}

/* Composes the row that starts at `at`; returns its end. A row ends where the next code point
 * neither moves nor is composed with one before it. */
static size_t compose_row(const char *s, size_t n, size_t at, struct row *r, struct str *out)
{
    uint32_t cp;
    size_t end = at + utf8_decode(s + at, n - at, &cp, NULL);
    r->count = 0;
    bool stable = !(uc_properties(cp).flags & UC_UNSTABLE);
    uint32_t first = cp;
    for (size_t next; end < n; end = next) {
        next = end + utf8_decode(s + end, n - end, &cp, NULL);
        if (!(uc_properties(cp).flags & UC_UNSTABLE)) break;
        if (r->count == 0) row_add_decomposed(r, first);
        row_add_decomposed(r, cp);
        stable = false;
    }
    if (r->count == 0 && !stable) row_add_decomposed(r, first);
    if (stable) {
        char utf8[4];
        str_add(out, utf8, utf8_encode(first, utf8));
        return end;
    }
    row_order(r);
    row_compose(r);
    row_write(r, out);
    return end;
}

bool normal_compose(const char *s, size_t n, struct str *out)
{
    struct row r = {.cap = COUNT(r.few)};
    r.marks = r.few;
    for (size_t at = 0; at < n && !r.failed;) at = compose_row(s, n, at, &r, out);
    if (r.marks != r.few) free(r.marks);
    out->failed |= r.failed;
    return !out->failed;
}
