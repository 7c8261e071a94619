/* What a trained model says next. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "train/run/run.h"

#define TRAIN_TEMPERATURE_MAX 4.0
/* Logits that differ by less are equal but for rounding, and so are shares by that part of them. */
#define TRAIN_TIE 1e-12

struct train_choice {
    double temperature; /* 0 … TRAIN_TEMPERATURE_MAX; 0: the largest, of equal ones the first */
    int top;            /* only the `top` largest; 0: all */
};

/* p of the classes as they are chosen among: softmax(logit / temperature) over the top ones; at
 * temperature 0 one class has 1. logit, out (classes). */
void train_chosen_shares(const double *logit, int classes, const struct train_choice *c,
                         double *out);
/* A class drawn with those shares; `draw` numbers the draws of a seed. */
int train_choose(const double *logit, int classes, const struct train_choice *c, uint64_t seed,
                 uint64_t draw);
/* The next class after tokens given as rows of T, (n) with n up to TRAIN_TOKENS_MAX, read at places
 * 0, 1 … of `how`; NULL: of the training's own. −1: out of memory, or nothing to read, which is no
 * tokens, or the last at a place without a row. */
int train_say(const struct train_run *run, const struct train_reading *how, const uint32_t *word,
              int n, const struct train_choice *c, uint64_t draw);
