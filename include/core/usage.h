/* Which tokens read which row of the embedding table: the text's indices, turned
 * round. Costs a pass over the tokens when many of them changed, a move of part
 * of the list when few did, and nothing that grows with the vocabulary. */
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
    uint64_t sorted; /* how often tokens had to be sorted, all or a few: what tests count */
};

#define USAGE_EMPTY {0}

/* Takes in ids[0 .. count), token i's index, of which the leading `same` are known
 * to be as they were. False when out of memory: it then holds what it held before. */
bool usage_update(struct usage *u, const uint32_t *ids, size_t count, size_t same, struct err *e);
void usage_free(struct usage *u);

/* The tokens that read row `index`, in rising order, and how many; valid until the next update. */
const uint32_t *usage_of(const struct usage *u, uint32_t index, size_t *count);

#endif
