/* P of one scheme as a picture: positions downwards from the text's first on,
 * dimensions across. */
#ifndef VIEW_SCHEMES_SCHEMES_STRIP_H
#define VIEW_SCHEMES_SCHEMES_STRIP_H

#include "app/state/app.h"
#include "view/marks/draw.h"

#define STRIP_LINES_MAX 12

/* What all pictures of the view have in common. */
struct strips {
    int lines;    /* rows of the screen for a picture and what parts it from the next */
    int per_line; /* positions in a line: 1, or 2 in half blocks */
    int slots;    /* positions shown: the text's first ones, but for `last` */
    size_t last;  /* the token in the last slot: the selected one, or the text's last */
    int cell_cols, dims;
    int position_col, position_cols; /* their numbers; cols 0: left out */
    int labels;                      /* numbers in a line, at most: both, or the first alone */
};

/* Fits the text's tokens into that many lines. */
void strips_fit(struct strips *s, const struct app *a, int lines, const struct caps *caps);
/* Lines that would show all of them and part the pictures. */
int strips_lines_wanted(const struct app *a);

/* The scale that a scheme's picture is drawn on: ±1, or one of its own where the
 * values of the text go beyond that or stay far below it. */
#define STRIP_FULL 1.0
double strip_full(const struct scheme_report *r);
/* The scale of the picture of what a wrong formula differs by; 0: it does not. */
double strip_difference_full(const struct scheme_report *r);

/* The picture of a scheme, with its upper left corner at (row, col) of the frame. */
struct strip {
    int row, col;
    int scheme, truth; /* rows of schemes[]: P of `scheme`, less P of `truth` unless that is −1 */
    double full;       /* the value at full colour */
};
void strip_draw(const struct app *a, const struct canvas *c, const struct strips *s,
                const struct strip *strip);
/* The positions' numbers beside it. */
void strip_positions_draw(const struct app *a, const struct canvas *c, const struct strips *s,
                          int row);

#endif
