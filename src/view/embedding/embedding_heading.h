/* Headings of the Embedding view. */
#ifndef VIEW_EMBEDDING_EMBEDDING_HEADING_H
#define VIEW_EMBEDDING_EMBEDDING_HEADING_H

#include "app/state/app.h"
#include "view/marks/draw.h"

/* A line with a title at its left and words at its right ("": none), each in a long and a short
 * form; where there is no room the words are shortened first, then the title. The title's word
 * (a person's text; NULL: none) stands after it. */
struct embedding_heading {
    const char *title, *brief;
    const struct str *word;
    const char *aside, *aside_brief;
};
void embedding_heading_draw(const struct canvas *c, int row, const struct embedding_heading *h);

#endif
