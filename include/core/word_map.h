/* The words of a passage as points in a plane: the rows of the embedding table on their
 * two principal axes. Rows and dot products of words that stay are kept from one
 * sentence to the next, so that a word typed costs one row and its products. */
#ifndef CORE_WORD_MAP_H
#define CORE_WORD_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "core/embedding.h"
#include "core/pca.h"

#define WORD_MAP_MAX PCA_ROWS_MAX

struct word_map {
    struct pca pca;             /* row i is of index[i] */
    uint32_t index[WORD_MAP_MAX];
    int count;
    uint64_t computed;          /* rows computed so far: what tests count */
    /* private: rows in slots, so that they need not move */
    struct embedding table;
    float *rows;                /* (WORD_MAP_MAX, d_model); owned */
    uint32_t slot_index[WORD_MAP_MAX];
    bool slot_used[WORD_MAP_MAX];
    int slot[WORD_MAP_MAX];     /* of index[i] */
    double (*dots)[WORD_MAP_MAX]; /* (WORD_MAP_MAX): by slot; owned */
    bool ready;
    struct memo *memo;          /* maps of the passages before; owned */
};

/* Brings the map up to these different rows of the table, at most WORD_MAP_MAX. Returns at
 * once if they are the last ones. False: out of memory; the map starts anew. */
bool word_map_set(struct word_map *m, const struct embedding *table, const uint32_t *index, int count);
void word_map_free(struct word_map *m);

#endif
