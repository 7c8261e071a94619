/* The words of a passage as points in a plane: their rows of the embedding table on the
 * rows' two principal axes. */
#ifndef CORE_EMBEDDING_WORD_MAP_H
#define CORE_EMBEDDING_WORD_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "core/embedding/pca.h"
#include "core/embedding/row_source.h"

#define WORD_MAP_MAX PCA_ROWS_MAX

struct word_map {
    struct pca pca; /* row i is of index[i] */
    uint32_t index[WORD_MAP_MAX];
    int count;
    float *rows; /* room for `cap` numbers; private, owned */
    size_t cap;
};

/* Computes the map of `count` different rows of the table, 0 … WORD_MAP_MAX. False: out of
 * memory; the map then has no words. */
bool word_map_set(struct word_map *m, const struct row_source *table, const uint32_t *index,
                  int count);
void word_map_free(struct word_map *m);

#endif
