#include "core/guess.h"

#include <math.h>
#include <stddef.h>

#include "core/guess_kernel.h"

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
    static guess_distance_kernel *const distances[ISA_COUNT] = ISA_TABLE(guess_distance);
    guess_distance_kernel *squared_distance = distances[isa_best()];
    struct guess g = {.word = -1, .place = -1, .rival_word = -1, .rival_place = -1,
                      .distance = HUGE_VAL, .rival_distance = HUGE_VAL};
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
