/* The optimisers' updates of all numbers, built for each instruction set (core/vec/isa.h): every
 * number is a chain of its own, so all of them give the same bits. */
#pragma once

#include <stddef.h>

#include "core/vec/isa.h"

#define MOMENTUM 0.9
#define BETA_1 0.9
#define BETA_2 0.999
#define ADAM_EPSILON 1e-8

struct update {
    size_t n;
    double *number;
    const double *gradient;
    double *m, *v; /* v of Adam alone; m not of SGD */
    double rate;
    double power_1, power_2; /* β₁ᵗ, β₂ᵗ of this update */
};

typedef void update_kernel(const struct update *u);
update_kernel update_momentum_plain, update_momentum_avx2, update_momentum_avx512;
update_kernel update_sgd_plain, update_sgd_avx2, update_sgd_avx512;
update_kernel update_adam_plain, update_adam_avx2, update_adam_avx512;
