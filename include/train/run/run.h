/* A training run: its steps, any of them gone to again, a slice of fixed work at a time.
 *
 * Step s has the numbers after s updates; loss[s] is the loss of step s's batch with them, before
 * the update that leads to s + 1. Going to a step gives the bits it had: the checkpoint before it
 * is loaded and the steps from there are replayed. No clock: work is counted in multiply-adds. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "train/net/net.h"
#include "train/goal/goal.h"
#include "train/goal/recipe.h"

enum train_stop {
    TRAIN_GOES_ON,
    TRAIN_LEFT_NUMBERS, /* the loss is no number, or was above 4 ln C + 10 three steps running */
    TRAIN_STEPS_END,    /* TRAIN_STEPS_MAX */
    TRAIN_NO_MEMORY,
};

struct train_rate {
    uint32_t from; /* step */
    double rate;
};
#define TRAIN_RATES_MAX 64

struct train_run {
    struct train_recipe recipe;
    struct train_shape shape;
    struct train_task task;
    struct train_floors floors;
    struct train_rate rates[TRAIN_RATES_MAX]; /* (rate_count): the recipe's first, then changes */
    int rate_count;
    double *places; /* (TRAIN_TOKENS_MAX, d_model): P as given; owned */
    size_t numbers;
    double *first;    /* (numbers): at step 0; owned */
    double *number;   /* (numbers): at step `step`; owned */
    double *gradient; /* (numbers): of step's batch at those; valid where has_gradient; owned */
    double *m, *v;    /* (numbers): the optimiser's: velocity in m, or Adam's moments; owned */
    uint8_t
        *touched;    /* (words): the row of T has had a gradient in some step up to `step`; owned */
    uint32_t step;   /* where it stands */
    uint32_t newest; /* the greatest step that was reached */
    uint32_t wanted; /* where it is going */
    double *loss;    /* (newest + 1), NaN for the newest until it is known; owned */
    bool has_gradient;
    enum train_stop stop;
    uint32_t stop_step; /* the last good step then, to which it goes back; those up to the newest
                           can be gone to */
    struct train_private *own; /* checkpoints and the slice under way */
};

/* Begins at step 0, the loss of which is computed. `run` is zeroed, or a run that was freed. False:
 * `e` says why it cannot be trained and what mends it; nothing is owned then. */
bool train_begin(struct train_run *run, const struct train_recipe *r, const struct train_data *data,
                 struct err *e);
/* Says to which step train_advance() goes; beyond `newest` the run is trained on. */
void train_want(struct train_run *run, uint32_t step);
/* Works on until run->step is what is wanted, or about `budget` multiply-adds are spent, at least
 * one example. True: it is there, or it stopped. */
bool train_advance(struct train_run *run, uint64_t budget);
/* From step on another rate; steps after it are forgotten, and so is that it stopped. */
bool train_set_rate(struct train_run *run, double rate, struct err *e);
/* The rate of the update that leads on from a step. */
double train_rate_at(const struct train_run *run, uint32_t step);
/* Whether the loss of a step that was reached is a number and not above 4 ln C + 10. A run goes on
 * over two steps whose loss is not; where it stops, it goes back before them. */
bool train_step_is_good(const struct train_run *run, uint32_t step);
/* Appends why it stopped and what mends it, in one line; nothing while it goes on. `lowers` is the
 * key or option that lowers the rate. */
void train_stop_text(const struct train_run *run, const char *lowers, struct str *out);
void train_free(struct train_run *run);

/* Reads example i of the task (fixed goals), or of step's batch, with the numbers as they are. */
bool train_read(const struct train_run *run, size_t i, uint64_t knocked, struct train_trace *t);
/* Loss and right answers over the examples that are learned, or those that are not (of a goal that
 * draws them: 64 fresh ones that no step has); reads them all: slow on a corpus. */
struct train_score {
    size_t asks, right;
    double loss;
};
bool train_score(const struct train_run *run, bool unseen, uint64_t knocked,
                 struct train_score *out);
/* The update of number i that leads on from this step, spelled; all NaN without a gradient. m is
 * the velocity of momentum. */
struct train_update {
    double before, gradient, m, v, m_next, v_next, rate, after;
};
struct train_update train_update_of(const struct train_run *run, size_t i);

/* The row of T of a row of the table, −1: it is not trained; and the class of a word. */
int train_word_of(const struct train_run *run, uint32_t index);
int train_class_of(const struct train_run *run, uint32_t index);
/* How far row w of T is from where it was at step 0, Euclidean, times √d_model where scaled; 0 is
 * exact. */
double train_row_moved(const struct train_run *run, int w);
/* Length of the gradient of a part, NaN without one. */
double train_part_gradient(const struct train_run *run, enum train_part_kind kind, int block);
