/* The Similarity view's own state: which matrix, the shift k, and what is
 * computed for the screen. The view asks for it by struct shown: window.row and
 * .rows are the tokens of the map, own_rows the entries of a side that there is
 * room for, own_cols the greatest distance that the curve has room for. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/compare/similarity.h"

#define SIMILARITY_SHIFT 3 /* k at first: the line's second `you` is 3 before its third */
#define SIMILARITY_SHIFT_MAX 1000000
#define SIMILARITY_SIDE_MAX 128 /* entries of a side of the map */
#define SIMILARITY_SPAN_MIN 60  /* reach of the curve */
#define SIMILARITY_SPAN_MAX 128

struct app;
struct model;

enum similarity_matrix { SIMILARITY_P, SIMILARITY_E, SIMILARITY_X, SIMILARITY_COUNT };

/* Rows: of a side of the map and of the curve, and single ones, which are three matrices of the
 * selected token and of two others, one at the shift and two exchanged. */
#define SIMILARITY_SINGLE_MAX (3 * SIMILARITY_COUNT + 3)
#define SIMILARITY_ITEMS_MAX (SIMILARITY_SIDE_MAX + SIMILARITY_SPAN_MAX + 1 + SIMILARITY_SINGLE_MAX)

/* The selected token beside another. */
struct similarity_pair {
    bool there;
    size_t token; /* the other; may lie after the text's end */
    uint64_t position;
    bool known[SIMILARITY_COUNT]; /* after the text's end only P is, after P's neither P nor X */
    double cosine[SIMILARITY_COUNT];
};

/* What changes where two neighbours change places: the rows of X, not their mean. */
struct similarity_exchange {
    bool there;
    double mean;   /* length of the difference of the means of X's rows */
    double scores; /* the greatest change of a cosine between one of the two words and another */
};

struct similarity_model {
    enum similarity_matrix matrix;
    bool dot;       /* dot products as they are, else cosines */
    uint32_t shift; /* k */
    /* the map, (side, side): entries are tokens from shown.window.row on; of P also the
     * positions after the text */
    int side;
    double *map;   /* NaN where one of the two has no row of P, and so no X, or is zero */
    double full;   /* the value at full colour */
    double spread; /* greatest difference between entries equally far apart */
    /* the selected row against distance: curve[i] is at distance first + i */
    int curve_first, curve_count;
    double curve[SIMILARITY_SPAN_MAX + 1];
    bool rises[SIMILARITY_SPAN_MAX + 1];
    /* figures */
    struct similarity_pair shifted,
        again; /* at the shift; the word's nearest other place but that */
    struct similarity_exchange exchange;
    double product, formula; /* P(pos)·P(pos + k) of the float32 rows, and the same by Σ cos(k ω) */
    int checked;             /* positions from the map's first on that `worst` is over */
    struct rotation_worst worst;
    /* private: the rows that all of it is computed from (src/app/views/similarity.c) */
    float *rows, *scratch;               /* (items, width) and (d_model); owned */
    double length[SIMILARITY_ITEMS_MAX]; /* of the rows */
    int d_model, items;
    int width; /* of an item: that of X, which of E and P has zeros beyond d_model */
};

/* The max entries of a side of the map, so that a keystroke stays cheap at large d_model. */
int similarity_side_max(const struct app *a);
/* P runs on after the text where its rows do not depend on the text. */
bool similarity_runs_on(const struct app *a);

extern const struct model similarity_model;
