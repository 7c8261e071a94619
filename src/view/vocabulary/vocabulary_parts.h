/* The two halves of the Vocabulary view. Each draws from its canvas's first row on. */
#ifndef VIEW_VOCABULARY_VOCABULARY_PARTS_H
#define VIEW_VOCABULARY_VOCABULARY_PARTS_H

#include "view/vocabulary/vocabulary_layout.h"

/* The words and the table. */
void vocabulary_table_draw(const struct app *a, const struct canvas *c,
                           const struct vocabulary_layout *l);
/* Caption and lookup. */
void vocabulary_lookup_draw(const struct app *a, const struct canvas *c,
                            const struct vocabulary_layout *l);

#endif
