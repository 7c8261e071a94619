/* The layout of the map: encoder on the left, decoder in the middle, what it says of the selected
 * word on the right. */
#pragma once

#include "app/state/app.h"
#include "view/marks/draw.h"

struct map_layout {
    int step;     /* rows from one level to the next: 4 with boxes of 3 rows, 2, or 1 of one row */
    int box_rows; /* 3 or 1 */
    int bottom;   /* the row of the canvas below level 1: of the tokens, if it is on it */
    int first;    /* the lowest level in sight */
    int levels;   /* in sight */
    struct span encoder, decoder, side; /* columns of the canvas; without any they are left out */
};

struct map_layout map_layout(const struct app *a, int rows, int cols);
/* The canvas's row at which a level's boxes begin. */
int map_level_row(const struct map_layout *l, int level);

/* Rows of the selected word on its way, by the box that gives it: (d_model) doubles, or NULL. */
const double *map_row(const struct app *a, enum map_box box, double room[TRAIN_D_MAX]);

void map_draw(const struct app *a, const struct canvas *c);
void map_side_draw(const struct app *a, const struct canvas *c);
void map_legend_draw(const struct app *a, const struct canvas *c);
/* The inspector's line: the chosen box. */
void map_inspect(const struct app *a, const struct canvas *c);
/* The signs left and right of a box of one row, and of the lines of one of three. */
struct map_signs {
    const char *left, *right;               /* of one row */
    const char *corners[4], *across, *down; /* of three rows */
};
const struct map_signs *map_signs(const struct caps *caps, enum map_state state);
