/* The parts of the Similarity view, each drawn into its own canvas. */
#ifndef VIEW_SIMILARITY_SIMILARITY_PARTS_H
#define VIEW_SIMILARITY_SIMILARITY_PARTS_H

#include "view/marks/draw.h"
#include "view/similarity/similarity_layout.h"

void similarity_map_draw(const struct app *a, const struct canvas *c,
                         const struct similarity_map_layout *l);
/* The selected row of the matrix against distance, its rises marked. */
void similarity_curve_draw(const struct app *a, const struct canvas *c);
/* The selected token beside another, and what is the same at equal distance. */
void similarity_figures_draw(const struct app *a, const struct canvas *c);
/* The shift's 2×2 blocks, pair by pair, with their residuals. */
void similarity_rotation_draw(const struct app *a, const struct canvas *c);

#endif
