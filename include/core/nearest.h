/* The words nearest to one word: the rows of the whole table with the largest cosine
 * to its row. A table of any size is gone through in slices, so that a program stays
 * live meanwhile; what is found so far can be shown at any time. */
#ifndef CORE_NEAREST_H
#define CORE_NEAREST_H

#include <stdbool.h>
#include <stdint.h>

#include "core/embedding.h"

#define NEAREST_MAX 16

struct nearest_word {
    uint32_t index;
    double cosine;
};

struct nearest {
    struct embedding table;
    uint32_t index;                        /* the word: its own row does not count */
    uint32_t size;                         /* rows of the table */
    uint32_t next;                         /* rows 0 … next−1 have been gone through */
    struct nearest_word best[NEAREST_MAX]; /* (count): falling cosine, ties by index */
    int count;
    uint64_t computed;                     /* rows computed so far: what tests count */
    /* private */
    float *rows;                           /* (2, d_model): the word's and the other; owned */
    double norm;                           /* of the word's row */
    bool ready;
};

/* Says what is wanted, index < size. What has been found is kept while word and
 * table stay: rows that a longer table adds are gone through as well, rows that
 * a shorter one lacks cost a new search only if one of them was among the best.
 * False: out of memory; the search starts anew. */
bool nearest_want(struct nearest *n, const struct embedding *table, uint32_t index, uint32_t size);
/* Goes through as many rows as `budget` entries make, at least one. */
void nearest_step(struct nearest *n, uint64_t budget);
/* All rows have been gone through. */
bool nearest_done(const struct nearest *n);
void nearest_free(struct nearest *n);

#endif
