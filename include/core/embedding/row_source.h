/* Where the rows of the embedding table come from.
 *
 * Everything that reads E goes through one struct row_source, which
 * pipeline_table() hands out. There is one kind today: rows drawn from a seed and
 * their index (core/embedding.h). Rows that were trained and rows of a model's
 * file are further kinds: a struct row_source_kind each, and nothing else. */
#ifndef CORE_EMBEDDING_ROW_SOURCE_H
#define CORE_EMBEDDING_ROW_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct row_source_kind;

struct row_source {
    const struct row_source_kind *kind;
    const void *context; /* what the kind reads: a struct embedding for drawn rows; borrowed */
    int d_model;
    bool scaled; /* entries are read times √d_model */
};

struct row_source_kind {
    const char *name; /* for the screen: "drawn" */
    /* out (count, n) = rows first … first+count−1, dimensions k0 … k0+n−1, each
     * rounded once to float32; NaN in rows that do not exist. */
    void (*read)(const struct row_source *s, uint32_t first, uint32_t count, int k0, int n,
                 float *out);
    /* Whether that row exists. NULL: all of them do. */
    bool (*has_row)(const struct row_source *s, uint32_t index);
    /* Root mean square of the entries, √d_model counted in where they are scaled: what a
     * scale for drawing them is chosen by. */
    double (*deviation)(const struct row_source *s);
};

extern const struct row_source_kind row_source_drawn;

/* out (count, n), as `read` above gives it. */
void row_source_rows(const struct row_source *s, uint32_t first, uint32_t count, int k0, int n,
                     float *out);
/* One row: out[0 .. n) = E[index][k0 .. k0+n). */
void row_source_row(const struct row_source *s, uint32_t index, int k0, int n, float *out);
/* Whether the table has that row, and the deviation above. */
bool row_source_has_row(const struct row_source *s, uint32_t index);
double row_source_deviation(const struct row_source *s);

#endif
