/* Word and position recovered from their sum: the nearest match.
 *
 * Given X alone, and tables of candidate words' rows E[w] and candidate places'
 * rows P[q], every pair makes a sum X[w,q] = float32(E[w] + P[q]), as the
 * pipeline makes it. The guess is the pair whose sum is nearest to X by
 *
 *   distance(w, q) = √(Σ_k (X[k] − X[w,q][k])²)          (Euclidean, in double)
 *
 * and its margin is the distance of the next nearest pair less that of the
 * nearest. A margin of 0 means that X does not tell the pairs apart. */
#pragma once

#include <stdbool.h>

struct guess_tables {
    const float *words;  /* (word_count, d): E */
    const float *places; /* (place_count, d): P */
    int word_count, place_count, d;
};

struct guess {
    int word, place; /* the nearest pair, the first of equals; −1 without candidates */
    int rival_word, rival_place; /* the next nearest; −1 if there is but one pair */
    double distance, rival_distance;
    int equal;                  /* pairs at exactly the smallest distance, the guess counted */
    bool word_sure, place_sure; /* all of these have the same word, the same place */
};

/* O(word_count · place_count · d) at most; a pair is given up as soon as it is
 * farther away than the two nearest so far. */
struct guess guess_nearest(const struct guess_tables *t, const float *x);

/* rival_distance − distance; 0 without a rival. */
double guess_margin(const struct guess *g);
