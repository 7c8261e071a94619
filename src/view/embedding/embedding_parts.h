/* Parts of the Embedding view. Each draws into its own canvas and nowhere else. */
#ifndef VIEW_EMBEDDING_EMBEDDING_PARTS_H
#define VIEW_EMBEDDING_EMBEDDING_PARTS_H

#include "app/state/app.h"
#include "view/marks/draw.h"

/* Columns of the bars, from the body's left edge. */
struct embedding_bars {
    int position_col, position_cols;
    int token_col, token_cols;
    int cells_col, cell_cols, dims;
    int title_cols; /* from cells_col on */
    int head;  /* rows above the tokens: 0, 1: headings, 2: and the dimensions' numbers */
    int lines; /* of tokens */
    bool half; /* two tokens a line are wanted; where half blocks cannot be, a line holds one */
};

void embedding_bars_draw(const struct app *a, const struct canvas *c, const struct embedding_bars *l);

/* The words of the passage as labelled points. */
#define EMBEDDING_MAP_ROWS_MIN 6
void embedding_map_draw(const struct app *a, const struct canvas *c);

/* The nearest words, and the pairs of places of the same word. */
#define EMBEDDING_LISTS_ROWS_MIN 3
void embedding_lists_draw(const struct app *a, const struct canvas *c);

/* A line with a title at its left and words at its right ("": none), each in a long and a short
 * form; where there is no room the words are shortened first, then the title. The title's word
 * (a person's text; NULL: none) stands behind it. */
struct embedding_heading {
    const char *title, *brief;
    const struct str *word;
    const char *aside, *aside_brief;
};
void embedding_heading_draw(const struct canvas *c, int row, const struct embedding_heading *h);

#endif
