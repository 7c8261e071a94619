#include "core/points.h"

#include <stdlib.h>

bool points_set(struct points *k, const struct posenc *p)
{
    if (k->values && k->d_model == p->d_model && k->base <= p->base && k->base >= p->base) {
        return true;
    }
    points_free(k);
    k->values = malloc(POINTS_KEPT * 2 * (size_t)p->pairs * sizeof *k->values);
    k->d_model = p->d_model;
    k->base = p->base;
    return k->values;
}

void points_free(struct points *k)
{
    free(k->values);
    *k = (struct points)POINTS_EMPTY;
}

const double *points_at(struct points *k, const struct posenc *p, uint64_t pos)
{
    int slot = 0;
    for (int s = 0; s < POINTS_KEPT; s++) {
        if (k->used[s] && k->position[s] == pos) {
            slot = s;
            break;
        }
        slot = k->used[s] < k->used[slot] ? s : slot;
    }
    double *values = k->values + (size_t)slot * 2 * (size_t)p->pairs;
    if (!k->used[slot] || k->position[slot] != pos) {
        posenc_points(p, 0, p->pairs, pos, values, values + p->pairs);
        k->position[slot] = pos;
        k->computed++;
    }
    k->used[slot] = ++k->asked;
    return values;
}
