#include "base/sums.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool sums_reserve(struct sums *s, size_t extra)
{
    if (extra <= s->cap - s->count)
        return true;
    if (extra > SIZE_MAX / 2 / sizeof *s->size - s->count)
        return false;
    size_t cap = s->count + extra + s->cap / 2;
    uint32_t *size = realloc(s->size, cap * sizeof *size);
    if (size)
        s->size = size;
    uint32_t *tree = realloc(s->tree, cap * sizeof *tree);
    if (tree)
        s->tree = tree;
    if (!size || !tree)
        return false;
    s->cap = cap;
    return true;
}

/* Node i from size i and the nodes below it, which end at i − 1 and before. */
static void build_node(struct sums *s, size_t i)
{
    uint32_t sum = s->size[i];
    for (size_t below = i, first = i & (i + 1); below > first; below &= below - 1)
        sum += s->tree[below - 1];
    s->tree[i] = sum;
}

void sums_splice(struct sums *s, size_t at, size_t removed, size_t added)
{
    size_t behind = s->count - at - removed;
    for (size_t i = at; i < at + removed; i++)
        s->total -= s->size[i];
    if (behind)
        memmove(s->size + at + added, s->size + at + removed, behind * sizeof *s->size);
    if (added)
        memset(s->size + at, 0, added * sizeof *s->size);
    s->count = at + added + behind;
    for (size_t i = at; i < s->count; i++)
        build_node(s, i);
}

void sums_set(struct sums *s, size_t i, size_t size)
{
    uint32_t more = (uint32_t)size - s->size[i]; /* wraps for less, as it should */
    s->total = s->total - s->size[i] + size;
    s->size[i] = (uint32_t)size;
    for (; more && i < s->count; i |= i + 1)
        s->tree[i] += more;
}

size_t sums_before(const struct sums *s, size_t i)
{
    size_t sum = 0;
    for (; i; i &= i - 1)
        sum += s->tree[i - 1];
    return sum;
}

size_t sums_find(const struct sums *s, size_t at, size_t *before)
{
    size_t i = 0, sum = 0, step = 1;
    while (step <= s->count / 2)
        step *= 2;
    for (; step; step /= 2)
        if (i + step <= s->count && sum + s->tree[i + step - 1] <= at) {
            i += step;
            sum += s->tree[i - 1];
        }
    *before = sum;
    return i;
}

void sums_free(struct sums *s)
{
    free(s->size);
    free(s->tree);
    *s = (struct sums)SUMS_EMPTY;
}
