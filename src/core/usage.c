#include "core/usage.h"

#include <stdlib.h>
#include <string.h>

#define DIGIT_BITS 11 /* three digits hold an index */
#define DIGITS ((size_t)1 << DIGIT_BITS)

static bool make_room(struct usage *u, size_t count)
{
    if (count <= u->cap)
        return true;
    size_t cap = count + count / 2;
    uint32_t **arrays[] = {&u->ids, &u->order, &u->spare};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        uint32_t *grown = realloc(*arrays[i], cap * sizeof *grown);
        if (!grown)
            return false;
        *arrays[i] = grown;
    }
    u->cap = cap;
    return true;
}

/* One pass of a radix sort: the tokens of `from` (NULL: 0, 1, 2 …) to `to` by one
 * digit of their index, those with the same digit in the order they come in. */
static void sort_by_digit(const struct usage *u, int shift, const uint32_t *from, uint32_t *to)
{
    size_t start[DIGITS + 1] = {0};
    for (size_t i = 0; i < u->count; i++)
        start[(u->ids[i] >> shift) % DIGITS + 1]++;
    for (size_t digit = 0; digit < DIGITS; digit++)
        start[digit + 1] += start[digit];
    for (size_t i = 0; i < u->count; i++) {
        uint32_t token = from ? from[i] : (uint32_t)i;
        to[start[(u->ids[token] >> shift) % DIGITS]++] = token;
    }
}

bool usage_update(struct usage *u, const uint32_t *ids, size_t count, struct err *e)
{
    if (count == u->count && (!count || memcmp(ids, u->ids, count * sizeof *ids) == 0))
        return true;
    if (!make_room(u, count))
        return err_memory(e);
    u->count = count;
    if (count)
        memcpy(u->ids, ids, count * sizeof *ids);
    sort_by_digit(u, 0, NULL, u->order);
    sort_by_digit(u, DIGIT_BITS, u->order, u->spare);
    sort_by_digit(u, 2 * DIGIT_BITS, u->spare, u->order);
    u->sorted++;
    return true;
}

void usage_free(struct usage *u)
{
    free(u->ids);
    free(u->order);
    free(u->spare);
    *u = (struct usage)USAGE_EMPTY;
}

/* The first place in `order` whose token's index is at least `index`. */
static size_t lower_bound(const struct usage *u, uint64_t index)
{
    size_t low = 0, high = u->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (u->ids[u->order[middle]] < index)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const uint32_t *usage_of(const struct usage *u, uint32_t index, size_t *count)
{
    size_t first = lower_bound(u, index);
    *count = lower_bound(u, (uint64_t)index + 1) - first;
    return *count ? u->order + first : NULL;
}
