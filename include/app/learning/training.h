/* The Training view's own state: how it shows the runs of the hub (app/state/training.h), and what
 * is read of them for the screen. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "train/net/net.h"
#include "train/run/run.h"

struct app;
struct model;

/* What the list of places tells of each. */
enum training_places {
    TRAINING_PLACES_P,
    TRAINING_PLACES_LOSS,
    TRAINING_PLACES_WORD,
    TRAINING_PLACES_COUNT
};

/* What is read of one side at the step that is looked at. */
struct training_sight {
    bool ready;
    struct train_trace trace;      /* of the example */
    double best[TRAIN_TOKENS_MAX]; /* by row: the best p that the model can reach; NaN: not known */
    bool scored;
    struct train_score score; /* of texts that were not learned; while nothing plays */
};

struct training_model {
    /* as set by keys */
    enum training_places places;
    bool logarithmic; /* the axes of the curve */
    size_t chosen;    /* example of a goal that has texts of its own */
    bool placed;      /* row `place` of it is selected; else the first that is asked of */
    int place;
    /* read */
    struct train_example example; /* of the task, or made of the text on screen */
    bool of_text;                 /* its rows are tokens of the text on screen, */
    size_t first;                 /* from this one on */
    size_t unknown;               /* the token that the runs have no row for; SIZE_MAX: none */
    int asked[TRAIN_TOKENS_MAX]; /* by row: the class that is right there; −1: none is asked for */
    struct training_sight sight[2]; /* [with P] */
    /* private: what the example borrows */
    uint32_t word[TRAIN_TOKENS_MAX], source[TRAIN_TOKENS_MAX];
    struct train_ask ask[TRAIN_TOKENS_MAX];
};

/* Row of the example that is selected; −1: none. */
int training_place(const struct app *a);
/* The row of T of the selected place's word; −1: none. */
int training_selected_word(const struct app *a);
/* Whether the goal's examples have words of their own, not those of the text on screen. */
bool training_has_own_texts(int goal);
/* Probability of the right answer at a row, NaN where none is asked for. */
double training_right_share(const struct app *a, bool with_p, int row);
/* Mean of −ln p over what is asked of the example as it is read; NaN: nothing is. */
double training_read_loss(const struct app *a, bool with_p);
/* What a model that knows that much can reach, of those that bind the run, the lowest; −1: none. */
int training_binding_floor(const struct train_run *run);

/* Action: the next or the previous example of a goal that has texts of its own. */
void training_act_example(struct app *a, int by);

extern const struct model training_model;
