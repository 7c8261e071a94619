/* Rows that are given by their index, such as trained ones, over a source for all other rows. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/embedding/row_source.h"

struct row_table {
    int d_model;
    uint32_t count;
    uint32_t *index;  /* (count): rising; owned */
    double *row;      /* (count, d_model): before √d_model; owned */
    double deviation; /* root mean square of the entries */
};

/* Rows to be given: row[i], (d_model), has index[i]; no index twice. */
struct row_list {
    int d_model;
    uint32_t count;
    const uint32_t *index;
    const double *row;
};
/* Copies those whose index is below `end`. All zeros, or a table, before. False: out of memory; the
 * table is empty then. */
bool row_table_set(struct row_table *t, const struct row_list *list, uint32_t end);
/* The row of that index, (d_model), or NULL: it is not given. */
const double *row_table_find(const struct row_table *t, uint32_t index);
void row_table_free(struct row_table *t);

/* What row_source_given reads, as its context: rows that the table does not have come from
 * `under`, whose d_model is the table's. */
struct row_given {
    const struct row_table *table; /* borrowed */
    struct row_source under;
};
extern const struct row_source_kind row_source_given;
