#include "core/embedding/word_map.h"

#include <stdlib.h>
#include <string.h>

#include "core/vec/vecstat.h"

static bool reserve(struct word_map *m, size_t cap)
{
    if (cap <= m->cap) return true;
    float *rows = realloc(m->rows, cap * sizeof *rows);
    if (!rows) return false;
    m->rows = rows;
    m->cap = cap;
    return true;
}

/* dots (count, count): the products of every two rows. */
static void multiply_rows(const float *rows, int count, int d, double *dots)
{
    const float *row[WORD_MAP_MAX];
    for (int i = 0; i < count; i++) row[i] = rows + (size_t)i * (size_t)d;
    for (int i = 0; i < count; i++) vec_dots(row[i], row, i + 1, d, dots + i * count);
    for (int i = 0; i < count; i++)
        for (int j = 0; j < i; j++) dots[j * count + i] = dots[i * count + j];
}

bool word_map_set(struct word_map *m, const struct row_source *table, const uint32_t *index,
                  int count)
{
    int d = table->d_model;
    double dots[WORD_MAP_MAX * WORD_MAP_MAX];
    m->count = 0;
    if (!reserve(m, (size_t)count * (size_t)d)) return false;
    for (int i = 0; i < count; i++) {
        m->index[i] = index[i];
        row_source_row(table, index[i], 0, d, m->rows + (size_t)i * (size_t)d);
    }
    m->count = count;
    multiply_rows(m->rows, count, d, dots);
    pca_of_dots(dots, count, count, &m->pca);
    return true;
}

void word_map_free(struct word_map *m)
{
    free(m->rows);
    *m = (struct word_map){0};
}
