/* The Embedding view's own state. The search for near words begins when a word is selected and
 * goes on by a slice at every tick, which is due at once until it is done. The view asks for what
 * it has room to show by struct shown: own_cols > 0 for the map of words, own_rows > 0 for the
 * lists of near words and of words that stand twice. */
#pragma once

#include <stdbool.h>

#include "core/embedding/nearest.h"
#include "core/pipeline/passage.h"
#include "core/compare/repeats.h"
#include "core/embedding/pca.h"

/* Entries of the table searched when a word is selected, and at each tick: milliseconds. */
#define EMBEDDING_START (UINT64_C(1) << 15)
#define EMBEDDING_SLICE (UINT64_C(1) << 17)

#define EMBEDDING_PAIRS_SHARE 4 /* one row in this many of the lists shows a pair */

struct model;

enum embedding_matrix { EMBEDDING_E, EMBEDDING_P, EMBEDDING_X, EMBEDDING_MATRICES };

/* Near words where trained rows are shown: E gathers words by what follows them, U, the output
 * matrix, by what stands before them. */
struct embedding_near {
    struct nearest_word best[NEAREST_MAX]; /* (count): falling cosine, ties by index */
    int count;
    double mean; /* cosine of all pairs of the words; NaN: there are no pairs, or no lengths */
};
struct embedding_trained {
    bool on;               /* they are shown, and the selected word is among those compared */
    bool used;             /* those compared are used EMBEDDING_USES times in the corpus and more */
    uint32_t words, moved; /* how many are compared; how many of them training moved */
    struct embedding_near e, u;
};
#define EMBEDDING_USES 5 /* rows of words that are used less are where they are by chance */

struct embedding_model {
    enum embedding_matrix matrix; /* which rows the bars show */
    bool half;              /* two tokens a line: one zoom step below one column a dimension */
    struct passage passage; /* around the selected token */
    struct word_map map;
    bool arrows;            /* the map shows what the selected position's P adds to each word */
    double arrow[2];        /* that, on the map's axes; NaN where the position has no row */
    float *place;           /* room for that row; owned */
    struct nearest nearest; /* to the selected token's word */
    struct repeats repeats;
    struct embedding_trained trained;
};

struct app;
/* Whether the map has arrows, or why there are none. */
enum embedding_arrow { ARROW_OFF, ARROW_NO_PLANE, ARROW_NO_TOKEN, ARROW_NO_ROW, ARROW_ON };
enum embedding_arrow embedding_arrow_state(const struct app *a);

/* Compares the rows of the run that is shown with the selected word's. False: out of memory. */
bool embedding_compare_trained(struct app *a);

extern const struct model embedding_model;
