/* What the Vocabulary view keeps: where its list stands, what is searched for, and the rows of E in
 * sight. The list has shown.own_rows rows; shown.own_cols dimensions are drawn large.
 *
 * The list shows the vocabulary with the text's new words after it. It follows the selected token
 * until a person browses it. All its rows but those in sight cost nothing. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "core/text/tokenizer.h"

struct app;
struct model;

/* Dimensions [dim, dim + dims) of rows [first, first + rows) of the embedding table: its entries as
 * they are kept and trained, before √d_model comes to them. */
struct vocabulary_rows {
    uint32_t first;
    int rows, dim, dims;
    float *e; /* (rows, dims); owned */
};

/* Where the list stands when nothing moves it, and what a search goes back to. */
struct vocabulary_place {
    bool browsing;   /* the list stays at `cursor`; else it follows the selected token */
    uint32_t cursor; /* a row of the list */
};

struct vocabulary_search {
    struct str key;                 /* what n and N look for; empty: nothing yet */
    uint32_t found;                 /* the match they go on from */
    bool open;                      /* the question is on the bottom line */
    struct str asked;               /* what stood in the question when it was last searched for */
    struct str typed;               /* the same as the vocabulary spells it */
    struct vocabulary_place before; /* where the list stood when it was asked */
};

struct vocabulary_model {
    struct vocabulary_place place;
    struct vocabulary_search search;
    bool one_hot; /* the lookup is drawn as a one-hot vector times the table */
    /* brought up to date for drawing */
    const struct tokenizer *tokenizer; /* of the vocabulary that the above is about */
    unsigned vocab_revision;           /* the app's, when that vocabulary was built */
    uint32_t at;                       /* the row that the lookup is drawn for; always in sight */
    struct vocabulary_rows rows;
    int large_dim, large_dims; /* dimensions of row `at` that are drawn large, among rows' */
    float *added;              /* (large_dims): E, that row as it is added; owned */
    double *product;           /* (rows.dims): one-hot · E over the rows in sight; owned */
    double difference;         /* its largest distance from row `at` */
};

/* The list goes to a row, and stays there. */
void vocabulary_go(struct app *a, uint32_t row);

/* Words of the vocabulary, the text's new ones counted in; at least 1. */
uint32_t vocabulary_size(const struct app *a);

/* How many rows of the table the text reads. O(words of the vocabulary). */
uint32_t vocabulary_read(const struct app *a);

extern const struct model vocabulary_model;
