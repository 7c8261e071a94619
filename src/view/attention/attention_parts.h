/* The layout of the Attention view and what its parts are drawn with. */
#pragma once

#include "app/state/app.h"
#include "view/marks/draw.h"

/* Where everything stands in the body. Parts without rows are left out. */
struct attention_layout {
    int top;            /* rows of the heading, with the blank one after it */
    struct area matrix; /* with what stands above and below it */
    struct area cells;  /* the selected row's numbers, a line a key */
    struct area way;    /* from these to the row that comes out */
    struct area heads;  /* all heads as small matrices */
    struct area notes;  /* what became of shuffled words; a wrong formula */
    /* of the matrix: */
    int position_cols, token_cols;
    int was_cols, by_cols; /* of a shuffled text: where a word stood, what its row differs by */
    int label_cols;        /* all that stands before the cells */
    int head_rows;         /* of names (2) or positions (1) above the columns */
    int legend_rows;
    int cell_cols, rows, cols; /* cells in sight */
    /* of the way: */
    int dim_cols, dims; /* columns of a number, and numbers in sight */
};

/* Fits the view into a body of that size; what is said below takes the rows that it needs on such
 * a frame. */
struct attention_layout attention_layout(const struct app *a, const struct caps *caps,
                                         struct area body);

/* The word's text, cut with … in a place that is too narrow; returns the columns taken. */
int attention_word_draw(const struct app *a, const struct canvas *c, struct span at, enum role role,
                        const struct attention_word *w);
/* Appends the word's text. */
void attention_word_text(const struct app *a, const struct attention_word *w, struct str *out);
/* "you @ 7" in one piece, for the inspector and titles. */
int attention_place_draw(const struct app *a, const struct canvas *c, struct span at,
                         enum role role, const struct attention_word *w);
/* Appends the word that a class of the run says. */
void attention_class_text(const struct app *a, int class, struct str *out);
/* Its position; of an example of the run's own its place. */
unsigned long long attention_position(const struct attention_model *m,
                                      const struct attention_word *w);
/* What a weight is written as in a narrow cell (".97", "1.0" only of 1 itself), and with decimals,
 * where a weight below 1 is never rounded up to it. */
struct draw_short attention_weight_text(double weight, int cols);
struct draw_short attention_weight_fixed(double weight, int decimals);
/* The number of a cell of the selected head at places of m->word and m->key; NaN where there is
 * none: it is masked, or one of the two has no X. */
double attention_cell(const struct attention_model *m, enum attention_stage stage, int word,
                      int key);
/* Whether the mask takes the cell out. */
bool attention_masked(const struct attention_model *m, int word, int key);
/* Full colour of a stage: 1 of weights, the largest number of the head's scores. */
double attention_full(const struct attention_model *m, enum attention_stage stage);
/* Places of the first word and the first key in sight. */
int attention_first_row(const struct app *a, const struct attention_layout *l);
int attention_first_column(const struct app *a, const struct attention_layout *l);
/* Which weights these are, "random, seed 1: nothing learned"; brief without the latter. */
void attention_weights_text(const struct app *a, bool brief, struct str *out);
/* Signed, with as many decimals as fit into the columns, at most 3. */
struct draw_short attention_number_text(double value, int cols);
/* A mark where there is no cell. */
void attention_no_cell(const struct canvas *c, int row, int col, enum role role);

void attention_matrix_draw(const struct app *a, const struct canvas *c,
                           const struct attention_layout *l);
void attention_arcs_draw(const struct app *a, const struct canvas *c,
                         const struct attention_layout *l);
void attention_cells_draw(const struct app *a, const struct canvas *c);
void attention_way_draw(const struct app *a, const struct canvas *c,
                        const struct attention_layout *l);
void attention_heads_draw(const struct app *a, const struct canvas *c);
void attention_notes_draw(const struct app *a, const struct canvas *c);
/* How many rows the notes take. */
int attention_notes_rows(const struct app *a, const struct caps *caps, int cols);
/* A difference that is rounding: "4e-16", or 0. */
struct draw_short attention_rounding_text(double difference);
