/* The same word at two places: how alike its rows are. E's are the same row of the table;
 * P's say where the word stands; X = E + P is what the transformer gets. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/pipeline/passage.h"
#include "core/pipeline/pipeline.h"

#define REPEATS_MAX 12
#define REPEATS_PLACES 5 /* of the selected word, the nearest ones */

struct repeat {
    size_t a, b;    /* tokens, a < b */
    double e, p, x; /* cosines of their whole rows (d_model); NaN where one is the zero vector */
};

struct repeats {
    struct repeat pair[REPEATS_MAX]; /* (count) */
    int count;
    /* private */
    float *rows; /* (2 · REPEATS_MAX, 3, d_model): E, P, X of the tokens; owned */
    size_t token[2 * REPEATS_MAX]; /* (tokens): whose */
    int tokens, d_model, wanted;
};

/* Finds and compares the pairs of the passage: those of the selected token's word, with the
 * token itself first, then the first two places of every other word that repeats; at most
 * `wanted` of them. False: out of memory. */
bool repeats_read(struct repeats *r, const struct pipeline *p, const struct passage *w,
                  size_t selected, int wanted);
void repeats_free(struct repeats *r);
