/* Where the parts of the Sum view stand. */
#ifndef VIEW_SUM_SUM_LAYOUT_H
#define VIEW_SUM_SUM_LAYOUT_H

#include "app/state/app.h"

enum sum_column { SUM_E, SUM_P, SUM_X, SUM_OTHER_X, SUM_DELTA_X, SUM_DELTA_P, SUM_COLUMN_COUNT };

/* Rows of the body, from the top, and columns of the table. */
struct sum_layout {
    int dims, each;       /* dimensions in sight, and rows of each: of several the last is blank */
    bool axis;            /* the bars' scale in a row below them */
    int facts_row, facts; /* rows of what is said below the table */
    bool dim_word;        /* "dim" before the dimension */
    bool wave_word;       /* sin or cos after it */
    enum sum_column columns[SUM_COLUMN_COUNT]; /* those that fit, from left to right */
    int col[SUM_COLUMN_COUNT];
    int count;
    int bar_cols; /* of E, P and X; 0: numbers only */
    int number_cols, decimals;
};

/* Fits the view into a body of that size. In the height blank rows and the bars' axis are left
 * out first, then facts by their rank; in the width, in this order: ΔP, the other X, wide bars,
 * ΔX from small bars, the bars, ΔX, P, E. The rows do not depend on computed values, as those
 * are computed for them. */
struct sum_layout sum_layout(const struct app *a, int rows, int cols);

/* What the end of a bar stands for: a round number that holds P's bound and twice
 * the spread of E together. It depends on the parameters alone, so that bars of
 * different tokens compare; the few numbers beyond are marked. */
double sum_full(const struct app *a);

#endif
