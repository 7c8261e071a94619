/* What a run keeps beside what it shows. */
#pragma once

#include "train/run/run.h"

#define KEPT_MAX 64
#define KEPT_BYTES ((size_t)32 << 20) /* of one run; there are two, with P and without */

/* A step that can be gone back to at once. */
struct kept_step {
    uint32_t step;
    double power_1, power_2; /* β₁ᵗ, β₂ᵗ of the updates so far */
    double *number;          /* (arrays, numbers): the numbers, then m, then v; owned */
};

struct train_private {
    struct kept_step kept[KEPT_MAX]; /* (count): rising steps, multiples of `spacing`, 0 not */
    int count;
    uint32_t spacing; /* a power of two */
    int arrays;       /* 1 … 3: what the optimiser has beside the numbers */
    double power_1, power_2;
    uint32_t *first_touch; /* (words): the first step with a gradient, UINT32_MAX: none yet */
    /* The slice under way: examples of the step's batch that are done, and their loss. */
    size_t done;
    double sum;
    struct train_trace trace;
};

/* Keeps the step where the run stands, if its turn is now. */
void run_keep(struct train_run *run);
/* Stands at the last kept step up to `step`, or at step 0, if that is nearer than where the run
 * stands now. */
void run_go_near(struct train_run *run, uint32_t step);
/* Forgets the kept steps after `step`. */
void run_forget_after(struct train_run *run, uint32_t step);
/* The numbers that leave a step's batch: one update. */
void run_update(struct train_run *run);
/* Which rows of T have had a gradient, told by first_touch. */
void run_tell_touched(struct train_run *run);
