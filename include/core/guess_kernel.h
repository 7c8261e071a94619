/* The arithmetic of guess.h, built for each instruction set of core/isa.h; all builds
 * give the same bits. */
#ifndef CORE_GUESS_KERNEL_H
#define CORE_GUESS_KERNEL_H

#include "core/isa.h"

/* Σ (x[k] − float32(e[k] + p[k]))² over d entries; any value above `enough` once it is
 * known to be above. */
typedef double guess_distance_kernel(const float *x, const float *e, const float *p, int d, double enough);

guess_distance_kernel guess_distance_plain, guess_distance_avx2, guess_distance_avx512;

#endif
