/* Two positions on the circles of the pairs: how far apart their points are on each, and where
 * they nearly meet although they are not the same. */
#pragma once

#include "core/posenc/posenc.h"

/* A place along the waves, which may lie between two whole positions. */
struct posenc_spot {
    uint64_t position;
    double part; /* in [0, 1) */
};

/* One pair at two places, the first less the second. A lone sine counts alone. */
struct posenc_apart {
    double sine, cosine;
    double distance; /* between the points, 0 … 2 */
};
struct posenc_apart posenc_apart(const struct posenc *p, int pair,
                                 const struct posenc_spot spots[2]);

#define POSENC_NEAR 0.1 /* points nearer than this nearly meet */
#define POSENC_FAR 0.5  /* from this distance on a pair tells two places apart */

struct posenc_meeting {
    int near; /* the pair on which they meet, or come nearest */
    double near_distance;
    bool meet;   /* its points are nearer than POSENC_NEAR */
    bool turned; /* they meet after half a turn or more, as the wave came round */
    int far;     /* the pair that tells them apart */
    double far_distance;
};
/* The pair of dimension k is looked at first: it is `near` if its points nearly meet. Else that is
 * the pair whose wave came round to the shortest distance, if one of them nearly meets, else that
 * of k. `far` is the first pair from it on, then before it, whose points are POSENC_FAR apart; if
 * there is none, the pair where they are farthest. */
struct posenc_meeting posenc_meet(const struct posenc *p, int k, const struct posenc_spot spots[2]);

/* The position in first … last, other than `position`, whose sine of the pair is nearest to that
 * of `position` while its cosine has the other sign. False: there is none. */
bool posenc_twin(const struct posenc *p, int pair, uint64_t position, uint64_t first, uint64_t last,
                 uint64_t *twin);
