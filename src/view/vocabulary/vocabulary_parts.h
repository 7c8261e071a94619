/* The two halves of the Vocabulary view, the table of words and the lookup below
 * it, and where their parts stand. */
#ifndef VIEW_VOCABULARY_VOCABULARY_PARTS_H
#define VIEW_VOCABULARY_VOCABULARY_PARTS_H

#include "app/state/app.h"
#include "view/marks/draw.h"

/* Rows of each part, from the top; 0: left out. */
struct vocabulary_rows_of {
    int head, marker, list;      /* the words and the table */
    int caption, gap;            /* what the table is, its legend; a blank row */
    int flow, labels, cells, note; /* the lookup */
};

struct vocabulary_layout {
    struct vocabulary_rows_of rows;
    /* the words: columns of the body */
    int index_col, index_cols;
    int word_col, word_cols;
    int count_col, count_cols;   /* 0 columns: left out */
    int used_col, used_cols;     /* the mark of a used row, where it is used, the arrow */
    /* the table */
    int table_col, cell_cols, dims;
    int name_col, name_cols;     /* right of it; 0 columns: left out */
    /* the row drawn large */
    int large_cols, large_dims;  /* columns of a cell, dimensions that fit */
};

/* Fits the view into a body of that size. */
struct vocabulary_layout vocabulary_layout(const struct app *a, int rows, int cols);

/* The words and the table, from the canvas's first row. */
void vocabulary_table_draw(const struct app *a, const struct canvas *c, const struct vocabulary_layout *l);
/* Caption and lookup, from the canvas's first row. */
void vocabulary_lookup_draw(const struct app *a, const struct canvas *c, const struct vocabulary_layout *l);

/* The table's value at full colour. */
double vocabulary_full(const struct app *a);

/* A word as it is shown, no longer than a line could hold. */
void vocabulary_word(const struct app *a, uint32_t index, struct str *out);
/* Where a row is used, as far as it fits into `cols`: "3× at 1, 7, 10", "12× at 1, 7 …". */
void vocabulary_places(const struct app *a, const struct canvas *c, uint32_t index, int cols,
                       struct str *out);

#endif
