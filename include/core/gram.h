/* Rows of numbers and the dot products of every two of them (a Gram matrix),
 * kept while rows come and go: a row is worked out when its key is new, a
 * product when it is first asked for. Some rows stay that no item has any more: those
 * whose last set is the least far back. */
#ifndef CORE_GRAM_H
#define CORE_GRAM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/* What a row is the row of: same key, same row. */
struct gram_key {
    uint64_t a, b;
};

struct gram {
    int d, count;           /* numbers a row, items */
    int *slot;              /* (cap): where item i's row is kept; items of one key share it */
    struct gram_key *keys;  /* (cap) of the slots; all private from here on but the counters */
    uint64_t *used;         /* (cap): the last set that had it; 0: not filled */
    uint64_t sets;
    float *rows;            /* (cap, d) */
    double *dots;           /* (cap, cap), NaN: not asked for yet */
    int cap;
    uint64_t computed_rows, computed_dots; /* what tests count */
};

#define GRAM_EMPTY {0}

/* Makes the items those of keys[0 … count), rows of d numbers; what is new among
 * them is filled by `fill`. False when out of memory: the gram is then empty. */
bool gram_set(struct gram *g, int d, const struct gram_key *keys, int count,
              void (*fill)(void *context, const struct gram_key *key, float *row), void *context,
              struct err *e);
/* Forgets all rows: the keys now stand for other ones. Their storage stays. */
void gram_forget(struct gram *g);
void gram_free(struct gram *g);

/* Item i's row, (d). */
const float *gram_row(const struct gram *g, int i);
/* Works out what gram_dot() of item i and each of first … first+count−1 has not been asked for,
 * where that is several: in less time than one by one. */
void gram_row_dots(struct gram *g, int i, int first, int count);
/* Σ of the products of items i and j, in double. */
double gram_dot(struct gram *g, int i, int j);
/* The same over the product of their lengths; 0 where one is the zero vector, NaN where one is of NaN. */
double gram_cosine(struct gram *g, int i, int j);

#endif
