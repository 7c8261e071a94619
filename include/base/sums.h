/* A list of sizes with its running sums (a Fenwick tree): a size changes, and a
 * place is found, in as many steps as the list's length has binary digits. */
#ifndef BASE_SUMS_H
#define BASE_SUMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The sum of all is below 2³². */
struct sums {
    uint32_t *size; /* (count); owned */
    uint32_t *tree; /* (count): tree[i] is the sum of the sizes from i & (i + 1) to i; owned */
    size_t count, cap;
    size_t total;
};

#define SUMS_EMPTY {0}

/* Makes room for `extra` more sizes; false when out of memory. */
bool sums_reserve(struct sums *s, size_t extra);
/* Puts `added` sizes of 0 in the place of `removed` ones from `at` on; there must be
 * room. Costs a pass over what follows, except at the end of the list. */
void sums_splice(struct sums *s, size_t at, size_t removed, size_t added);
/* Sets size i. */
void sums_set(struct sums *s, size_t i, size_t size);
/* The sum of the sizes before i, i ≤ count. */
size_t sums_before(const struct sums *s, size_t i);
/* The i with sums_before(i) ≤ at < sums_before(i + 1), and *before = sums_before(i);
 * `count` (and the total) from the total on. Never an i of size 0. */
size_t sums_find(const struct sums *s, size_t at, size_t *before);
void sums_free(struct sums *s);

#endif
