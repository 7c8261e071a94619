/* The layout of the Sum view, its table, and the facts below. */
#pragma once

#include "app/state/app.h"
#include "view/marks/draw.h"

enum sum_column { SUM_E, SUM_P, SUM_X, SUM_OTHER_X, SUM_DELTA_X, SUM_DELTA_P, SUM_COLUMN_COUNT };

/* Rows of the body, from the top, and columns of the table. */
struct sum_layout {
    int dims, each;       /* dimensions in sight, and rows of each: of several the last is blank */
    bool axis;            /* the bars' scale in a row below them */
    int facts_row, facts; /* rows of what is said below the table */
    bool dim_word;        /* "dim" before the dimension */
    bool wave_word;       /* sin or cos after it */
    bool joined;          /* X is E and then P, and has no column */
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

/* Draws the headings in the canvas's first row, below it the dimensions from the window's first
 * one on, and the axis. */
void sum_table_draw(const struct app *a, const struct canvas *c, const struct sum_layout *l);

/* How many facts there are, a line each: lengths and angle, the comparison with the second token,
 * the guess. It depends on what is switched on alone. */
int sum_facts_count(const struct app *a);

/* Draws the lines into the canvas. Where there are fewer rows, the expected length goes first, then
 * the cosines, how the guess was made, the second token's name, the difference of the two, the
 * lengths; the guess stays. Where there are more, blank rows part the three groups. */
void sum_facts_draw(const struct app *a, const struct canvas *c);

/* The selected pair of the selected token as points: the cosine's column to the right, the sine's
 * up. Turned, E goes round by the angle of P. Angles are turns in [0, 1), or NaN for a point at
 * 0. */
struct sum_turned {
    int pair, sine, cosine;     /* dimensions; cosine −1: the last sine of an odd d is alone */
    double rate;                /* radians a position */
    double by;                  /* the turn at the token's position */
    double angle[3], length[3]; /* of E, P and X */
};
struct sum_turned sum_turned(const struct app *a);
/* A line each: what is added, what is turned, what two tokens' turns differ by. */
void sum_added_draw(const struct app *a, const struct canvas *c, int row);
void sum_turned_draw(const struct app *a, const struct canvas *c, int row);
void sum_apart_draw(const struct app *a, const struct canvas *c, int row);
/* Clock faces of E, of X and of E turned, in the canvas's rows, where there is room. */
void sum_faces_draw(const struct app *a, const struct canvas *c);

/* A value as a bar from a zero line: to the right where it is positive, to the left where it is
 * negative. */
struct bar {
    double value;
    double full;  /* what reaches the end of the bar; beyond it < or > stands there */
    double color; /* full colour of the heat scale (view/marks/heat.h) */
    enum slot back;
};

/* Draws it (of NaN the zero line alone) in `cols` columns (at least 3; an even number leaves the
 * last one blank), the zero line in the middle, its ends exact to
 *   256 colours and more: an eighth of a column;
 *   16 and none: an eighth to the right, less to the left, where there are glyphs for a half
 *     and an eighth;
 *   ASCII: a column, # for positive and = for negative. */
void bar_draw(struct frame *f, int row, int col, int cols, const struct bar *bar,
              const struct caps *caps);
