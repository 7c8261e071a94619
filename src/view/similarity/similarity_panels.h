/* The parts of the Similarity view, each drawn into its own canvas. */
#ifndef VIEW_SIMILARITY_SIMILARITY_PANELS_H
#define VIEW_SIMILARITY_SIMILARITY_PANELS_H

#include "app/state/app.h"
#include "view/marks/draw.h"

/* The map: what stands where in its panel, and how many entries fit. */
struct map_layout {
    bool title, header, legend;         /* rows that are not left out */
    int lines;                          /* rows of the screen for the cells */
    int position_cols, token_cols, label_cols; /* before the cells; label_cols is all of it */
    int room;                           /* columns for the cells */
    int cell_cols, cell_rows;
    bool half;                          /* two entries a line, one column each */
    int side;                           /* entries a side */
    int cols;                           /* columns taken */
};

#define MAP_ROWS_MIN 1
/* Fits the map into rows × cols. */
struct map_layout map_layout(const struct app *a, int rows, int cols);
void map_draw(const struct app *a, const struct canvas *c, const struct map_layout *l);

#define DISTANCES_ROWS_MIN 5
/* The greatest distance that a curve of so many columns shows. */
int distances_span(int cols);
/* The selected row of the matrix against distance, its rises marked. */
void distances_draw(const struct app *a, const struct canvas *c);

#define FIGURES_ROWS 5
/* The selected token beside another, and what is the same at equal distance. */
void figures_draw(const struct app *a, const struct canvas *c);

#define ROTATION_ROWS_MIN 4 /* a heading, a block, the greatest residual */
/* The shift's 2×2 blocks, pair by pair, with their residuals. */
void rotation_draw(const struct app *a, const struct canvas *c);

/* The name of the current matrix: "P", "E" or "X". */
const char *matrix_name(const struct app *a);
/* What marks the position at the shift; ● marks the word's other places. */
const char *shift_mark(const struct canvas *c);

#endif
