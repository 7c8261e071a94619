#include "core/word_map.h"

#include <stdlib.h>
#include <string.h>

#include "base/memo.h"
#include "core/vecstat.h"

static bool start(struct word_map *m, const struct embedding *table)
{
    uint64_t computed = m->computed;
    word_map_free(m);
    m->computed = computed;
    m->rows = malloc(WORD_MAP_MAX * (size_t)table->d_model * sizeof *m->rows);
    m->dots = malloc(WORD_MAP_MAX * sizeof *m->dots);
    m->table = *table;
    m->ready = m->rows && m->dots;
    return m->ready;
}

/* The slots of the words that stay; −1 for the others. Frees the slots of all that left. */
static void keep_slots(struct word_map *m, const uint32_t *index, int count)
{
    bool stays[WORD_MAP_MAX] = {false};
    for (int i = 0; i < count; i++) {
        m->slot[i] = -1;
        for (int s = 0; s < WORD_MAP_MAX && m->slot[i] < 0; s++)
            if (m->slot_used[s] && m->slot_index[s] == index[i])
                m->slot[i] = s;
        if (m->slot[i] >= 0)
            stays[m->slot[i]] = true;
    }
    memcpy(m->slot_used, stays, sizeof stays);
}

static int free_slot(const struct word_map *m)
{
    int s = 0;
    while (m->slot_used[s])
        s++;
    return s;
}

static int add_row(struct word_map *m, uint32_t index)
{
    int s = free_slot(m), d = m->table.d_model;
    float *row = m->rows + (size_t)s * (size_t)d;
    embedding_row(&m->table, index, 0, d, row);
    m->computed++;
    m->slot_used[s] = true;
    m->slot_index[s] = index;
    for (int t = 0; t < WORD_MAP_MAX; t++)
        if (m->slot_used[t])
            m->dots[s][t] = m->dots[t][s] = vec_dot(row, m->rows + (size_t)t * (size_t)d, d);
    return s;
}

static void solve(struct word_map *m)
{
    double dots[WORD_MAP_MAX * WORD_MAP_MAX];
    for (int i = 0; i < m->count; i++)
        for (int j = 0; j < m->count; j++)
            dots[i * m->count + j] = m->dots[m->slot[i]][m->slot[j]];
    pca_of_dots(dots, m->count, m->count, &m->pca);
}

static void fill_slots(struct word_map *m)
{
    keep_slots(m, m->index, m->count);
    for (int i = 0; i < m->count; i++)
        if (m->slot[i] < 0)
            m->slot[i] = add_row(m, m->index[i]);
}

/* All that a map depends on; no padding. */
struct map_key {
    uint64_t seed;
    int32_t d_model, init;
    uint32_t scale, count;
    uint32_t index[WORD_MAP_MAX];
};

/* Where the map of these words is kept. */
static struct pca *find_map(struct word_map *m, bool *fresh)
{
    const struct embedding *t = &m->table;
    struct map_key key = {.seed = t->seed, .d_model = t->d_model, .init = (int32_t)t->init, .scale = t->scale,
                          .count = (uint32_t)m->count};
    memcpy(key.index, m->index, (size_t)m->count * sizeof *m->index);
    m->memo = m->memo ? m->memo : memo_make();
    return m->memo ? memo_of(m->memo, &key, sizeof key, sizeof(struct pca), fresh) : NULL;
}

bool word_map_set(struct word_map *m, const struct embedding *table, const uint32_t *index, int count)
{
    bool kept = m->ready && embedding_same(table, &m->table);
    size_t bytes = (size_t)count * sizeof *index;
    if (kept && count == m->count && memcmp(index, m->index, bytes) == 0)
        return true;
    if (!kept && !start(m, table))
        return false;
    memcpy(m->index, index, bytes);
    m->count = count;
    bool fresh;
    struct pca *pca = find_map(m, &fresh);
    m->ready = pca;
    if (!pca)
        return false;
    if (fresh) {
        fill_slots(m);
        solve(m);
        *pca = m->pca;
    }
    m->pca = *pca;
    return true;
}

void word_map_free(struct word_map *m)
{
    free(m->rows);
    free(m->dots);
    memo_free(m->memo);
    *m = (struct word_map){0};
}
