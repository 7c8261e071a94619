/* Which tokens read which row of the embedding table: the text's indices, turned
 * round. Costs as much as the text has tokens when they changed (a pass over
 * them), a comparison when not, and nothing that grows with the vocabulary. */
#ifndef CORE_USAGE_H
#define CORE_USAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct usage {
    uint32_t *ids;   /* (count): the indices as last given; owned */
    uint32_t *order; /* (count): the tokens by index, and by position where that is the same; owned */
    uint32_t *spare; /* (cap); owned */
    size_t count, cap;
    uint64_t sorted; /* how often the tokens had to be sorted: what tests count */
};

#define USAGE_EMPTY {0}

/* Takes in ids[0 .. count), token i's index. False when out of memory: it then
 * holds what it held before. */
bool usage_update(struct usage *u, const uint32_t *ids, size_t count, struct err *e);
void usage_free(struct usage *u);

/* The tokens that read row `index`, in rising order, and how many; valid until the next update. */
const uint32_t *usage_of(const struct usage *u, uint32_t index, size_t *count);

#endif
