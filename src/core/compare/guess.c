#include "core/compare/guess.h"

#include <math.h>
#include <stddef.h>

#include "core/vec/lane_sums.h"

#define STRIDE                                                                                     \
    (4 * LANE_SUMS) /* entries between two looks at whether the pair is too far already */

/* The next LANE_SUMS entries. */
static inline void add(struct lane_sums *s, const float *x, const float *e, const float *p)
{
    float candidate[LANE_SUMS];
    for (int i = 0; i < LANE_SUMS; i++) candidate[i] = e[i] + p[i];
    lane_sums_add_squares(s, x, candidate);
}

/* Σ (x[k] − float32(e[k] + p[k]))² over d entries; any value above `enough` once it is known to
 * be above. In double, in the order of core/vec/lane_sums.h: a partial sum is never more than
 * the whole one, as terms are not negative, and rounding keeps their order. */
static double squared_distance(const float *x, const float *e, const float *p, int d, double enough)
{
    struct lane_sums s = {0};
    float last_x[LANE_SUMS], last_e[LANE_SUMS], last_p[LANE_SUMS];
    double sum = 0;
    for (int k = 0; k < d && sum <= enough;) {
        int end = d - k < STRIDE ? d : k + STRIDE;
        for (; k < end; k += LANE_SUMS)
            add(&s, lane_sums_next(x, k, d, last_x), lane_sums_next(e, k, d, last_e),
                lane_sums_next(p, k, d, last_p));
        sum = lane_sums_total(&s);
    }
    return sum;
}

/* Distances stay squared until the search is over. */
static void take(struct guess *g, int word, int place, double squared)
{
    if (squared < g->distance) {
        g->rival_word = g->word;
        g->rival_place = g->place;
        g->rival_distance = g->distance;
        g->word = word;
        g->place = place;
        g->distance = squared;
        g->equal = 1;
        g->word_sure = g->place_sure = true;
        return;
    }
    if (squared <= g->distance) {
        g->equal++;
        g->word_sure = g->word_sure && word == g->word;
        g->place_sure = g->place_sure && place == g->place;
    }
    if (squared < g->rival_distance) {
        g->rival_word = word;
        g->rival_place = place;
        g->rival_distance = squared;
    }
}

struct guess guess_nearest(const struct guess_tables *t, const float *x)
{
    struct guess g = {.word = -1,
                      .place = -1,
                      .rival_word = -1,
                      .rival_place = -1,
                      .distance = HUGE_VAL,
                      .rival_distance = HUGE_VAL};
    for (int w = 0; w < t->word_count; w++) {
        const float *e = t->words + (size_t)w * (size_t)t->d;
        for (int q = 0; q < t->place_count; q++) {
            const float *p = t->places + (size_t)q * (size_t)t->d;
            take(&g, w, q, squared_distance(x, e, p, t->d, g.rival_distance));
        }
    }
    g.distance = sqrt(g.distance);
    g.rival_distance = sqrt(g.rival_distance);
    return g;
}

double guess_margin(const struct guess *g)
{
    return g->rival_word < 0 ? 0 : g->rival_distance - g->distance;
}
