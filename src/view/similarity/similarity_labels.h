/* Names and marks that the parts of the Similarity view share. */
#ifndef VIEW_SIMILARITY_SIMILARITY_LABELS_H
#define VIEW_SIMILARITY_SIMILARITY_LABELS_H

#include "app/state/app.h"
#include "view/marks/draw.h"

/* "P", "E" or "X". */
const char *similarity_matrix_name(enum similarity_matrix matrix);
/* What marks the position at the shift; ● marks the word's other places. */
const char *similarity_shift_mark(const struct canvas *c);

#endif
