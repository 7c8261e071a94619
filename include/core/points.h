/* Sines and cosines of all pairs at the few positions that were asked for last. */
#ifndef CORE_POINTS_H
#define CORE_POINTS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/posenc.h"

#define POINTS_KEPT 8 /* positions */

struct points {
    int d_model;    /* of the waves they are of (the layout changes no pair); 0: none yet */
    double base;
    double *values; /* (POINTS_KEPT, 2, pairs): sines, and cosines behind them; owned */
    uint64_t position[POINTS_KEPT], used[POINTS_KEPT], asked; /* used: the last time it was asked for; 0: never */
    uint64_t computed;                                        /* what tests count */
};

#define POINTS_EMPTY {0}

/* Points of these waves from here on; forgets those of others. False when out of memory. */
bool points_set(struct points *k, const struct posenc *p);
void points_free(struct points *k);

/* Sines of the pairs at `pos`, (pairs), and behind them the cosines: the bits of posenc_point(). `p` is
 * the waves that were set. Good until POINTS_KEPT − 1 other positions have been asked for. */
const double *points_at(struct points *k, const struct posenc *p, uint64_t pos);

#endif
