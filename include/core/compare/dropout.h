/* Dropout, as it is done in training: each cell of X is struck, that is 0, with probability
 * DROPOUT_P, and the others are divided by 1 − DROPOUT_P, so that the mean stays. (Srivastava et
 * al. 2014; on the sum of E and P: Vaswani et al. 2017, section 5.4, with the same P.) */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define DROPOUT_P 0.1

/* Whether the draw strikes cell k of token i's row: of the numbers alone. */
bool dropout_strikes(uint64_t seed, uint64_t draw, uint64_t i, uint64_t k);
