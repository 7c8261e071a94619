/* Parts of the Schemes view, each drawn from its canvas's first row on. */
#ifndef VIEW_SCHEMES_SCHEMES_PARTS_H
#define VIEW_SCHEMES_SCHEMES_PARTS_H

#include "view/marks/draw.h"
#include "view/schemes/schemes_layout.h"

/* The schemes with their pictures and the verdicts of the tests. */
void schemes_table_draw(const struct app *a, const struct canvas *c,
                        const struct schemes_layout *l);
/* The scheme in force: its counter-examples, its closest two positions, and what
 * schemes that add no vector do with the selected pair. Lines that do not fit
 * are left out from the end. */
void schemes_words_draw(const struct app *a, const struct canvas *c);

#endif
