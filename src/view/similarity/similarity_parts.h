/* What the parts of the Similarity view share: the layout, names and marks; then the parts, each
 * drawn into its own canvas. */
#pragma once

#include "app/state/app.h"
#include "view/marks/draw.h"

#define SIMILARITY_AXIS_COLS 6 /* "+1.0 " before the curve */

/* The map: what stands where in its panel, and how many entries fit. */
struct similarity_map_layout {
    bool title, header, legend;    /* rows that are not left out */
    int lines;                     /* rows of the screen for the cells */
    int position_cols, token_cols; /* before the cells */
    int label_cols;                /* all that is before the cells */
    int room;                      /* columns for the cells */
    int cell_cols, cell_rows;
    bool half; /* two entries a line, one column each */
    int side;  /* entries a side */
    int cols;  /* columns taken */
};

/* The rectangle of the other parts within the body, and rows of each of them from its top; 0: left
 * out. */
struct similarity_aside {
    int row, col, rows, cols;
    int curve, figures, rotation, gap;
};

struct similarity_layout {
    struct similarity_map_layout map;
    int map_rows;
    struct similarity_aside aside;
    int span; /* the largest distance that the curve shows; 0: no curve */
};

/* Fits the view into a body of that size: the map at the left, at its right or below it the
 * curve, the figures and the rotation. What does not fit is left out: the rotation first, then
 * the figures, then the curve; the map stays. */
struct similarity_layout similarity_layout(const struct app *a, int rows, int cols);

/* "P", "E" or "X". */
const char *similarity_matrix_name(enum similarity_matrix matrix);
/* What marks the position at the shift; ● marks the word's other places. */
const char *similarity_shift_mark(const struct canvas *c);

void similarity_map_draw(const struct app *a, const struct canvas *c,
                         const struct similarity_map_layout *l);
/* The selected row of the matrix against distance, its rises marked. */
void similarity_curve_draw(const struct app *a, const struct canvas *c);
/* The selected token beside another, and what is the same at equal distance. */
void similarity_figures_draw(const struct app *a, const struct canvas *c);
/* The shift's 2×2 blocks, pair by pair, with their residuals. */
void similarity_rotation_draw(const struct app *a, const struct canvas *c);
