#include "core/nearest.h"

#include <stdlib.h>
#include <string.h>

#include "core/vecstat.h"

/* A search that was left for another word's. */
struct nearest_kept {
    uint32_t index, next;
    int count;
    struct nearest_word best[NEAREST_MAX];
};

/* Everything anew, for another table. */
static bool start(struct nearest *n, const struct embedding *table, uint32_t index)
{
    uint64_t computed = n->computed;
    nearest_free(n);
    n->computed = computed;
    n->table = *table;
    n->rows = malloc(2 * (size_t)table->d_model * sizeof *n->rows);
    n->kept = malloc(NEAREST_KEPT * sizeof *n->kept);
    n->ready = n->rows && n->kept;
    n->index = index;
    if (!n->ready)
        nearest_free(n);
    return n->ready;
}

static void load(struct nearest *n, const struct nearest_kept *k)
{
    n->index = k->index;
    n->next = k->next;
    n->count = k->count;
    memcpy(n->best, k->best, sizeof n->best);
    n->row_ready = false;
}

/* The word's search goes on where it was left, or begins. The one left for it goes in front
 * of those kept, whose last makes room if they are too many. */
static void change_to(struct nearest *n, uint32_t index)
{
    struct nearest_kept left = {.index = n->index, .next = n->next, .count = n->count};
    memcpy(left.best, n->best, sizeof left.best);
    int i = 0;
    while (i < n->kept_count && n->kept[i].index != index)
        i++;
    load(n, i < n->kept_count ? &n->kept[i] : &(struct nearest_kept){.index = index});
    if (i == n->kept_count && i < NEAREST_KEPT)
        n->kept_count++;
    i -= i == NEAREST_KEPT;
    memmove(n->kept + 1, n->kept, (size_t)i * sizeof *n->kept);
    n->kept[0] = left;
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
    bool same = n->ready && embedding_same(table, &n->table);
    if (!same && !start(n, table, index))
        return false;
    if (n->index != index)
        change_to(n, index);
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
    if (at == NEAREST_MAX && !(cosine > n->best[--at].cosine))
        return;
    for (; at > 0 && cosine > n->best[at - 1].cosine; at--)
        n->best[at] = n->best[at - 1];
    n->best[at] = (struct nearest_word){index, cosine};
}

static void look_at(struct nearest *n, uint32_t index)
{
    int d = n->table.d_model;
    embedding_row(&n->table, index, 0, d, n->rows + d);
    offer(n, index, vec_cosine(n->rows, n->rows + d, d));
    n->computed++;
}

void nearest_step(struct nearest *n, uint64_t budget)
{
    if (!n->row_ready)
        embedding_row(&n->table, n->index, 0, n->table.d_model, n->rows);
    n->row_ready = true;
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
    free(n->kept);
    *n = (struct nearest){0};
}
