/* Parts of the Embedding view. Each draws into its own canvas and nowhere else. */
#ifndef VIEW_EMBEDDING_EMBEDDING_PARTS_H
#define VIEW_EMBEDDING_EMBEDDING_PARTS_H

#include "view/embedding/embedding_layout.h"
#include "view/marks/draw.h"

void embedding_bars_draw(const struct app *a, const struct canvas *c,
                         const struct embedding_bars *l);
/* The words of the passage as labelled points. */
void embedding_map_draw(const struct app *a, const struct canvas *c);
/* The nearest words, and the pairs of places of the same word. */
void embedding_lists_draw(const struct app *a, const struct canvas *c);

#endif
