#include "core/embedding/row_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct numbered {
    uint32_t index, at;
};

static int by_index(const void *a, const void *b)
{
    const struct numbered *x = a, *y = b;
    return (x->index > y->index) - (x->index < y->index);
}

static bool copy_rows(struct row_table *t, const struct numbered *order, const double *row)
{
    size_t d = (size_t)t->d_model;
    double sum = 0;
    t->index = memory_new(t->count + 1, sizeof *t->index);
    t->row = memory_new(t->count * d + 1, sizeof *t->row);
    if (!t->index || !t->row) return false;
    for (size_t i = 0; i < t->count; i++) {
        t->index[i] = order[i].index;
        memcpy(t->row + i * d, row + order[i].at * d, d * sizeof *row);
    }
    for (size_t i = 0; i < t->count * d; i++) sum += t->row[i] * t->row[i];
    t->deviation = t->count ? sqrt(sum / (double)(t->count * d)) : 0;
    return true;
}

bool row_table_set(struct row_table *t, const struct row_list *list, uint32_t end)
{
    row_table_free(t);
    struct numbered *order = memory_new(list->count + 1, sizeof *order);
    if (!order) return false;
    *t = (struct row_table){.d_model = list->d_model};
    for (uint32_t i = 0; i < list->count; i++)
        if (list->index[i] < end) order[t->count++] = (struct numbered){list->index[i], i};
    qsort(order, t->count, sizeof *order, by_index);
    bool ok = copy_rows(t, order, list->row);
    free(order);
    if (!ok) row_table_free(t);
    return ok;
}

const double *row_table_find(const struct row_table *t, uint32_t index)
{
    uint32_t low = 0, high = t->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (t->index[middle] < index)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < t->count && t->index[low] == index;
    return found ? t->row + (size_t)low * (size_t)t->d_model : NULL;
}

void row_table_free(struct row_table *t)
{
    free(t->index);
    free(t->row);
    *t = (struct row_table){0};
}

/* ---- as a source of rows ---- */

static struct row_source under(const struct row_source *s)
{
    struct row_source source = ((const struct row_given *)s->context)->under;
    source.scaled = s->scaled;
    return source;
}

static double factor_of(const struct row_source *s)
{
    return s->scaled ? sqrt(s->d_model) : 1;
}

static void read_given(const struct row_source *s, uint32_t first, uint32_t count, int k0, int n,
                       float *out)
{
    const struct row_given *given = s->context;
    struct row_source rest = under(s);
    double factor = factor_of(s);
    for (uint32_t r = 0; r < count; r++, out += n) {
        const double *row = row_table_find(given->table, first + r);
        for (int k = 0; row && k < n; k++) out[k] = (float)(factor * row[k0 + k]);
        if (!row) rest.kind->read(&rest, first + r, 1, k0, n, out);
    }
}

static double given_deviation(const struct row_source *s)
{
    const struct row_given *given = s->context;
    struct row_source rest = under(s);
    return fmax(factor_of(s) * given->table->deviation, rest.kind->deviation(&rest));
}

const struct row_source_kind row_source_given = {read_given, given_deviation};
