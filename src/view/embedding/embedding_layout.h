/* Where the parts of the Embedding view stand. */
#ifndef VIEW_EMBEDDING_EMBEDDING_LAYOUT_H
#define VIEW_EMBEDDING_EMBEDDING_LAYOUT_H

#include "app/state/app.h"
#include "view/frame/frame.h"

#define EMBEDDING_MAP_ROWS_MIN 6
#define EMBEDDING_LISTS_ROWS_MIN 3

/* Columns of the bars, from the body's left edge. */
struct embedding_bars {
    int position_col, position_cols;
    int token_col, token_cols;
    int cells_col, cell_cols, dims;
    int title_cols; /* from cells_col on */
    int head;       /* rows above the tokens: 0, 1: headings, 2: and the dimensions' numbers */
    int lines;      /* of tokens */
    bool half; /* two tokens a line are wanted; where half blocks cannot be, a line holds one */
};

/* Where there is no room the map is left out first, then the lists. */
struct embedding_layout {
    struct embedding_bars bars;
    struct area map, lists; /* within the body; rows 0: left out */
};

/* Fits the view into a body of that size. */
struct embedding_layout embedding_layout(const struct app *a, int rows, int cols);

#endif
