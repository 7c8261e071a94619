#include "core/usage.h"

#include <stdlib.h>
#include <string.h>

#define DIGIT_BITS 11 /* three digits hold an index */
#define DIGITS ((size_t)1 << DIGIT_BITS)
#define FEW 64        /* tokens that are put in their places one by one */

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

static void sort(struct usage *u)
{
    sort_by_digit(u, 0, NULL, u->order);
    sort_by_digit(u, DIGIT_BITS, u->order, u->spare);
    sort_by_digit(u, 2 * DIGIT_BITS, u->spare, u->order);
}

/* Where among the first `listed` of `order` the token stands or should. */
static size_t place_of(const struct usage *u, size_t listed, size_t token)
{
    size_t low = 0, high = listed;
    uint32_t index = u->ids[token];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint32_t other = u->order[middle];
        if (u->ids[other] < index || (u->ids[other] == index && other < token))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void take_out(struct usage *u, size_t *listed, size_t token)
{
    uint32_t *at = u->order + place_of(u, *listed, token);
    memmove(at, at + 1, (size_t)(u->order + --*listed - at) * sizeof *at);
}

static void put_in(struct usage *u, size_t *listed, size_t token)
{
    uint32_t *at = u->order + place_of(u, *listed, token);
    memmove(at + 1, at, (size_t)(u->order + (*listed)++ - at) * sizeof *at);
    *at = (uint32_t)token;
}

bool usage_update(struct usage *u, const uint32_t *ids, size_t count, size_t same, struct err *e)
{
    size_t old_end = u->count, end = count, listed = u->count, least = count < u->count ? count : u->count;
    while (same < least && ids[same] == u->ids[same])
        same++;
    for (; count == u->count && end > same && ids[end - 1] == u->ids[end - 1]; end--)
        old_end--;
    if (same == end && same == old_end)
        return true;
    if (!make_room(u, count))
        return err_memory(e);
    bool few = old_end - same + end - same <= FEW;
    for (size_t token = same; few && token < old_end; token++)
        take_out(u, &listed, token);
    if (end > same)
        memcpy(u->ids + same, ids + same, (end - same) * sizeof *ids);
    u->count = count;
    for (size_t token = same; few && token < end; token++)
        put_in(u, &listed, token);
    if (!few)
        sort(u);
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
