/* The words nearest to one word: the rows of the whole table with the largest cosine
 * to its row. A row of zeros has no cosine and is near to none. A table of any size is
 * gone through in slices, so that a program stays live meanwhile; what is found so far
 * can be shown at any time. A search goes on from keystroke to keystroke: it belongs to
 * a word and a revision of the table. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/embedding/row_source.h"

#define NEAREST_MAX 16

struct nearest_word {
    uint32_t index;
    double cosine;
};

struct nearest {
    struct row_source table;
    uint64_t revision;                     /* of the table; 0: there is no search */
    uint32_t index;                        /* the word: its own row does not count */
    uint32_t size;                         /* rows of the table */
    uint32_t next;                         /* rows 0 … next−1 have been gone through */
    struct nearest_word best[NEAREST_MAX]; /* (count): falling cosine, ties by index */
    int count;
    float *rows; /* (2, d_model): the word's and the other; private, owned */
};

/* Says what is wanted, index < size, in a table whose revision (not 0) changes whenever its
 * rows do. A search for that word and revision goes on: rows that a longer table adds are
 * gone through as well, rows that a shorter one lacks cost a new search only if one of
 * them was among the best. False: out of memory; there is no search. */
bool nearest_want(struct nearest *n, const struct row_source *table, uint64_t revision,
                  uint32_t index, uint32_t size);
/* Goes through as many rows as `budget` entries make, at least one. */
void nearest_step(struct nearest *n, uint64_t budget);
/* All rows have been gone through. */
bool nearest_done(const struct nearest *n);
void nearest_free(struct nearest *n);
