#include "core/nearest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/vecstat.h"

static bool start(struct nearest *n, const struct embedding *table, uint32_t index)
{
    if (!n->ready || n->table.d_model != table->d_model) {
        uint64_t computed = n->computed;
        nearest_free(n);
        n->computed = computed;
        n->rows = malloc(2 * (size_t)table->d_model * sizeof *n->rows);
        if (!n->rows)
            return false;
    }
    n->table = *table;
    n->index = index;
    n->next = 0;
    n->count = 0;
    embedding_row(table, index, 0, table->d_model, n->rows);
    n->norm = vec_norm(n->rows, table->d_model);
    n->ready = true;
    return true;
}

static bool best_are_below(const struct nearest *n, uint32_t size)
{
    for (int i = 0; i < n->count; i++)
        if (n->best[i].index >= size)
            return false;
    return true;
}

bool nearest_want(struct nearest *n, const struct embedding *table, uint32_t index, uint32_t size)
{
    bool kept = n->ready && n->index == index && embedding_same(table, &n->table) && best_are_below(n, size);
    if (!kept && !start(n, table, index))
        return false;
    n->size = size;
    n->next = n->next < size ? n->next : size;
    return true;
}

/* Puts the row in its place among the best, if it is one of them. */
static void offer(struct nearest *n, uint32_t index, double cosine)
{
    int at = n->count < NEAREST_MAX ? n->count++ : NEAREST_MAX;
    if (at == NEAREST_MAX && !(cosine > n->best[--at].cosine))
        return;
    for (; at > 0 && cosine > n->best[at - 1].cosine; at--)
        n->best[at] = n->best[at - 1];
    n->best[at] = (struct nearest_word){index, cosine};
}

static void look_at(struct nearest *n, uint32_t index)
{
    int d = n->table.d_model;
    float *row = n->rows + d;
    embedding_row(&n->table, index, 0, d, row);
    double lengths = n->norm * vec_norm(row, d);
    offer(n, index, lengths > 0 ? fmax(-1, fmin(1, vec_dot(n->rows, row, d) / lengths)) : 0);
    n->computed++;
}

void nearest_step(struct nearest *n, uint64_t budget)
{
    uint64_t rows = budget / (uint64_t)n->table.d_model;
    for (rows = rows ? rows : 1; rows && n->next < n->size; rows--, n->next++)
        if (n->next != n->index)
            look_at(n, n->next);
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
