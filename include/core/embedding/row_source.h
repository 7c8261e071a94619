/* Where the rows of the embedding table come from.
 *
 * Everything that reads E goes through one struct row_source, which
 * pipeline_table() hands out. There are two kinds: rows drawn from a seed and
 * their index (core/embedding/embedding.h), and rows that are given, such as trained ones, over
 * those (core/embedding/row_table.h, pipeline_set_rows()). Rows of a model's file would be
 * another: a struct row_source_kind, and a place in the pipeline that chooses it and counts
 * `revision.table` up. */
#pragma once

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* As an index: there is no row, and every entry of it reads NaN. */
#define ROW_NONE (UINT32_MAX - 1)

struct row_source_kind;

struct row_source {
    const struct row_source_kind *kind;
    const void *context; /* what the kind reads: a struct embedding for drawn rows; borrowed */
    int d_model;
    bool scaled; /* entries are read times √d_model */
};

struct row_source_kind {
    /* out (count, n) = rows first … first+count−1, dimensions k0 … k0+n−1, each
     * rounded once to float32. */
    void (*read)(const struct row_source *s, uint32_t first, uint32_t count, int k0, int n,
                 float *out);
    /* Root mean square of the entries, √d_model counted in where they are scaled: what a
     * scale for drawing them is chosen by. */
    double (*deviation)(const struct row_source *s);
};

extern const struct row_source_kind row_source_drawn;

/* One row: out[0 .. n) = E[index][k0 .. k0+n), or NaN for ROW_NONE. */
static inline void row_source_row(const struct row_source *s, uint32_t index, int k0, int n,
                                  float *out)
{
    if (index != ROW_NONE)
        s->kind->read(s, index, 1, k0, n, out);
    else
        for (int k = 0; k < n; k++) out[k] = NAN;
}
