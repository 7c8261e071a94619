/* What the parts of the Embedding view share: the layout and the headings; then the parts, each
 * drawn into its own canvas. */
#pragma once

#include "app/state/app.h"
#include "view/marks/draw.h"

/* Columns of the bars, from the body's left edge. */
struct embedding_bars {
    int position_col, position_cols;
    int token_col, token_cols;
    int cells_col, cell_cols, dims;
    int title_cols; /* from cells_col on */
    int head;       /* rows above the tokens: 0, 1: headings, 2: and the dimensions' numbers */
    int lines;      /* of tokens */
    bool half;      /* two tokens a line are wanted: where there are no half blocks, one */
};

/* Where there is no room the map is left out first, then the lists. */
struct embedding_layout {
    struct embedding_bars bars;
    struct area map, lists; /* within the body; rows 0: left out */
};

/* Fits the view into a body of that size. */
struct embedding_layout embedding_layout(const struct app *a, int rows, int cols);

/* A line with a title at its left and words at its right ("": none), each in a long and a short
 * form; where there is no room the words are shortened first, then the title. The title's word
 * (a person's text; NULL: none) stands after it. */
struct embedding_heading {
    const char *title, *brief;
    const struct str *word;
    const char *aside, *aside_brief;
};
void embedding_heading_draw(const struct canvas *c, int row, const struct embedding_heading *h);

void embedding_bars_draw(const struct app *a, const struct canvas *c,
                         const struct embedding_bars *l);
/* The words of the passage as labelled points. */
void embedding_map_draw(const struct app *a, const struct canvas *c);
/* The nearest words, and the pairs of places of the same word. */
void embedding_lists_draw(const struct app *a, const struct canvas *c);
/* A click on the area goes to the word's place in the text, or to its row of the table. */
void embedding_link_word(const struct app *a, const struct canvas *c, struct area line,
                         uint32_t index);
/* Near words among trained rows, of E and of U: a heading, `rows` words and, if `caption`, a line
 * of what they are worth, from the canvas's top. Returns the row after them. */
int embedding_trained_draw(const struct app *a, const struct canvas *c, int rows, bool caption);
