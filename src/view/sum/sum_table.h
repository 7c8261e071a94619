/* The table of the Sum view: a row a dimension, E[k] + P[k] = X[k] as bars and
 * numbers, and with a second token its X and the differences. */
#ifndef VIEW_SUM_SUM_TABLE_H
#define VIEW_SUM_SUM_TABLE_H

#include "app/state/app.h"
#include "view/marks/draw.h"

enum sum_column { SUM_E, SUM_P, SUM_X, SUM_OTHER_X, SUM_DELTA_X, SUM_DELTA_P, SUM_COLUMN_COUNT };

/* Where everything of the table stands, in columns of the body. */
struct sum_layout {
    bool dim_word, wave_word;              /* "dim" before the dimension, sin or cos behind it */
    enum sum_column columns[SUM_COLUMN_COUNT]; /* those that fit, from left to right */
    int col[SUM_COLUMN_COUNT];
    int count;
    int bar_cols;                          /* of E, P and X; 0: numbers only */
    int number_cols, decimals;
};

/* Fits the table into `cols` columns. What does not fit is left out, in this
 * order: ΔP, the other X, wide bars, ΔX from small bars, the bars, ΔX, P, E. */
struct sum_layout sum_layout(const struct app *a, int cols);

/* What the end of a bar stands for: a round number that holds P's bound and twice
 * the spread of E together. It depends on the parameters alone, so that bars of
 * different tokens compare; the few numbers beyond are marked. */
double sum_full(const struct app *a);

/* Dimension row r of the table is app->shown.window.dim + r; it takes `each` rows,
 * of which the last is blank where there is more than one. */
struct sum_rows {
    int dims, each;
    bool axis; /* the bars' scale in a row below */
};

/* Draws the headings in the canvas's first row, the dimensions below. */
void sum_table_draw(const struct app *a, const struct canvas *c, const struct sum_rows *rows);

#endif
