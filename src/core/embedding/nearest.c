#include "core/embedding/nearest.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "core/vec/vecstat.h"

/* Begins a search for another word, or in another table. */
static bool start(struct nearest *n, const struct row_source *table, uint64_t revision,
                  uint32_t index)
{
    size_t d = (size_t)table->d_model;
    float *rows = n->rows;
    if (!rows || n->table.d_model != table->d_model)
        rows = memory_resize(n->rows, 2 * d, sizeof *rows);
    if (!rows) {
        nearest_free(n);
        return false;
    }
    *n = (struct nearest){.table = *table, .revision = revision, .index = index, .rows = rows};
    row_source_row(table, index, 0, table->d_model, rows);
    return true;
}

static bool best_are_below(const struct nearest *n, uint32_t size)
{
    for (int i = 0; i < n->count; i++)
        if (n->best[i].index >= size) return false;
    return true;
}

bool nearest_want(struct nearest *n, const struct row_source *table, uint64_t revision,
                  uint32_t index, uint32_t size)
{
    bool same = n->revision == revision && n->index == index;
    if (!same && !start(n, table, revision, index)) return false;
    if (!best_are_below(n, size)) {
        n->next = 0;
        n->count = 0;
    }
    n->size = size;
    n->next = n->next < size ? n->next : size;
    return true;
}

/* Puts the row in its place among the best, if it is one of them. */
static void offer(struct nearest *n, uint32_t index, double cosine)
{
    int at = n->count < NEAREST_MAX ? n->count++ : NEAREST_MAX;
    if (at == NEAREST_MAX && !(cosine > n->best[--at].cosine)) return;
    for (; at > 0 && cosine > n->best[at - 1].cosine; at--) n->best[at] = n->best[at - 1];
    n->best[at] = (struct nearest_word){index, cosine};
}

static void look_at(struct nearest *n, uint32_t index)
{
    int d = n->table.d_model;
    row_source_row(&n->table, index, 0, d, n->rows + d);
    double cosine = vec_cosine(n->rows, n->rows + d, d);
    if (!isnan(cosine)) offer(n, index, cosine);
}

void nearest_step(struct nearest *n, uint64_t budget)
{
    uint64_t rows = budget / (uint64_t)n->table.d_model;
    for (rows = rows ? rows : 1; rows && n->next < n->size; rows--, n->next++)
        if (n->next != n->index) look_at(n, n->next);
}

bool nearest_done(const struct nearest *n)
{
    return n->next >= n->size;
}

void nearest_free(struct nearest *n)
{
    free(n->rows);
    *n = (struct nearest){0};
}
