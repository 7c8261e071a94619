/* What the two halves of the Vocabulary view share; then the halves, each drawn from its canvas's
 * first row on. */
#pragma once

#include "app/state/app.h"
#include "view/marks/draw.h"

/* Rows of each part; 0: left out. The words and the table have a head, a marker and a list; the
 * lookup below has a caption with a legend, a blank row, and the rest. */
struct vocabulary_heights {
    int head, marker;
    int caption, gap, flow, labels, cells, note;
    int list;
};

/* Columns are the body's; 0 columns: left out. */
struct vocabulary_layout {
    struct vocabulary_heights rows;
    int index_col, index_cols;
    int word_col, word_cols;
    int count_col, count_cols;
    int used_col, used_cols; /* the mark of a used row, where it is used, the arrow */
    int table_col, cell_cols, dims;
    int name_col, name_cols;    /* right of the table */
    int large_cols, large_dims; /* of the row drawn large: columns of a cell, cells that fit */
};

/* Fits the view into a body of that size. */
struct vocabulary_layout vocabulary_layout(const struct app *a, int rows, int cols);

/* The table's value at full colour. */
double vocabulary_full(const struct app *a);

/* Draws a word, cut where it does not fit; returns the columns taken. */
int vocabulary_word_draw(const struct app *a, const struct canvas *c, struct span at,
                         enum role role, uint32_t index);
/* Appends where a row is used, as many places as fit into `cols` columns:
 * "3× at 1, 7, 10", "12× at 1, 7 …". */
void vocabulary_places(const struct app *a, const struct canvas *c, uint32_t index, int cols,
                       struct str *out);

/* The words and the table. */
void vocabulary_table_draw(const struct app *a, const struct canvas *c,
                           const struct vocabulary_layout *l);
/* Caption and lookup. */
void vocabulary_lookup_draw(const struct app *a, const struct canvas *c,
                            const struct vocabulary_layout *l);
