/* What the Attention view keeps: which weights, which head and which cell are looked at, and what
 * attention makes of the rows: the scores, their weights, and the row that comes out. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/learning/map.h"
#include "base/err.h"
#include "core/pipeline/pipeline.h"
#include "train/net/net.h"
#include "train/run/order.h"
#include "train/run/run.h"

struct app;
struct model;

enum attention_form { ATTENTION_MATRIX, ATTENTION_ARCS, ATTENTION_MAP, ATTENTION_FORMS };

/* What the cells of the matrix show: the steps from q·k to the weight. */
enum attention_stage {
    ATTENTION_WEIGHT,
    ATTENTION_DOT,
    ATTENTION_SCALED,
    ATTENTION_MASKED,
    ATTENTION_STAGES,
};

enum attention_weights {
    ATTENTION_ANY, /* those trained here where a block was trained, else random ones */
    ATTENTION_RANDOM,
    ATTENTION_TRAINED,
    ATTENTION_BACK, /* made: W_Q turns P back by one position; P alone is read */
    ATTENTION_SAME, /* made: W_Q = β, W_K = 1; E alone is read */
    ATTENTION_WEIGHTS,
};

#define ATTENTION_BETA 16.0 /* of the made weights at first; × 2 ^ strength */
#define ATTENTION_STRENGTH_MAX 4
#define ATTENTION_LINE 0.1 /* from this weight on arcs are drawn at first; × 2 ^ threshold */

/* A word that is read: a token of the text, or a word of an example of the run's own. */
struct attention_word {
    size_t token;      /* SIZE_MAX: of the run's own */
    uint32_t index;    /* row of the table; ROW_NONE: a gap */
    uint64_t position; /* of a token with the offset counted in */
    int row;           /* of the trace; −1: it has no X */
};

/* What the order of the words does to the rows, for a text that was shuffled. */
struct attention_order {
    bool known;
    struct train_order_verdict verdict;
    bool deeper; /* so is what follows: the same with two blocks of random weights */
    struct train_order_verdict two;
    int from[TRAIN_TOKENS_MAX];          /* (n): the row of before that each row is joined to */
    double difference[TRAIN_TOKENS_MAX]; /* (n): the largest between the two rows that come out */
};

/* A wrong formula beside the right one, over all heads of the block that is looked at. */
struct attention_contrast {
    double weight, out;    /* the largest differences */
    int head, row, column; /* where that of the weights is */
};

struct attention_model {
    /* as set by keys */
    enum attention_form form;
    enum attention_stage stage;
    enum attention_weights weights;
    enum train_formula_kind formula;
    int heads; /* 0: two, or one where two do not divide d_model. Of a run they are the run's */
    bool two;  /* two blocks, and which of them is looked at */
    int block;
    int head;
    bool encoder, without_p, knocked;
    int strength, threshold; /* powers of 2 */
    bool chosen; /* the column was chosen by hand; else it is the row's largest weight */
    int column;  /* then: place in `key` */
    struct train_recipe followed; /* the recipe as it was when it was last read */
    /* computed for what is read */
    bool ready;
    struct err lack;             /* why not */
    enum attention_weights made; /* which weights these are; never ATTENTION_ANY */
    const struct train_run *run; /* they are of; NULL: of none */
    uint64_t beginnings;         /* of training, when they were read */
    bool own;                    /* an example of the run's own is read, not the text */
    int words, keys;             /* of the page */
    struct attention_word word[TRAIN_TOKENS_MAX], key[TRAIN_TOKENS_MAX];
    int untrained; /* words that the run never saw: their rows are as drawn */
    struct train_shape shape;
    double *number; /* (train_numbers(shape)); owned */
    double *places; /* (rows, d_model); owned */
    size_t number_cap, places_cap;
    uint32_t tokens[TRAIN_TOKENS_MAX], sources[TRAIN_TOKENS_MAX];
    struct train_ask asks[TRAIN_TOKENS_MAX];
    struct train_example example;
    struct train_trace right, wrong, before;
    bool differs; /* what is shown is `wrong`: another formula, or a head is knocked out */
    int largest[TRAIN_TOKENS_MAX]; /* (rows): the key with the largest weight of the chosen head */
    double loss, loss_without[TRAIN_HEADS_MAX]; /* NaN: there is none */
    /* mean weight on the word before, with cross on the mirrored one, and what equal weights would
     * give; NaN: of one word */
    double on_before[TRAIN_HEADS_MAX], on_before_equal;
    struct attention_contrast contrast;
    struct attention_order order;
    struct map_model map;
};

/* What is shown of what forward computed: where nothing is knocked out, and of the right formula,
 * m->right. */
const struct train_trace *attention_trace(const struct attention_model *m);
const struct train_block_trace *attention_block(const struct attention_model *m);
/* The chosen ones, within what there is; places in `word` and `key`. */
int attention_head(const struct attention_model *m);
int attention_row(const struct app *a);
int attention_column(const struct app *a);
/* Whether what was computed is there and its run still is: keys and the layout come before the next
 * reading, and what is asked for is spelled by the run. */
bool attention_is_read(const struct app *a);
/* How many words and keys are read now, at least 1 of each. */
void attention_extent(const struct app *a, int *words, int *keys);
/* The number of a stage at rows of the trace; NaN: masked, there is none. Of the right formula,
 * or of what is shown. */
double attention_value(const struct attention_model *m, enum attention_stage stage, bool right,
                       int head, int row, int key);
/* What scores are divided by in the formula that is shown. */
double attention_divisor(const struct attention_model *m);
/* β of the made weights, and the weight from which on an arc is drawn. */
double attention_beta(const struct attention_model *m);
double attention_line(const struct attention_model *m);

extern const struct model attention_model;
