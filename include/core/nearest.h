/* The words nearest to one word: the rows of the whole table with the largest cosine
 * to its row. A table of any size is gone through in slices, so that a program stays
 * live meanwhile; what is found so far can be shown at any time. What was found for
 * the last words asked for is kept: going back to one of them costs nothing. */
#ifndef CORE_NEAREST_H
#define CORE_NEAREST_H

#include <stdbool.h>
#include <stdint.h>

#include "core/embedding.h"

#define NEAREST_MAX 16
#define NEAREST_KEPT 64 /* words whose search is kept: 300 bytes each */

struct nearest_word {
    uint32_t index;
    double cosine;
};

struct nearest_kept;

struct nearest {
    struct embedding table;
    uint32_t index;                        /* the word: its own row does not count */
    uint32_t size;                         /* rows of the table */
    uint32_t next;                         /* rows 0 … next−1 have been gone through */
    struct nearest_word best[NEAREST_MAX]; /* (count): falling cosine, ties by index */
    int count;
    uint64_t computed;                     /* rows computed so far: what tests count */
    /* private */
    struct nearest_kept *kept;             /* (NEAREST_KEPT), kept_count used, the last left first; owned */
    int kept_count;
    float *rows;                           /* (2, d_model): the word's and the other; owned */
    bool ready, row_ready;                 /* there is a search; its word's row is there */
};

/* Says what is wanted, index < size. What has been found for a word is kept while the
 * table stays: rows that a longer table adds are gone through as well, rows that
 * a shorter one lacks cost a new search only if one of them was among the best.
 * False: out of memory; all searches start anew. */
bool nearest_want(struct nearest *n, const struct embedding *table, uint32_t index, uint32_t size);
/* Goes through as many rows as `budget` entries make, at least one. */
void nearest_step(struct nearest *n, uint64_t budget);
/* All rows have been gone through. */
bool nearest_done(const struct nearest *n);
void nearest_free(struct nearest *n);

#endif
