/* The sums of vecstat.h, built for each instruction set of core/isa.h; all builds
 * give the same bits. */
#ifndef CORE_VECSTAT_KERNEL_H
#define CORE_VECSTAT_KERNEL_H

#include "core/isa.h"

/* Σ a[k]·b[k] over n entries. */
typedef double vec_dot_kernel(const float *a, const float *b, int n);
/* The sums of a·a, a·b and b·b in one go, each as vec_dot has it. */
typedef void vec_three_kernel(const float *a, const float *b, int n, double sums[3]);

vec_dot_kernel vec_dot_plain, vec_dot_avx2, vec_dot_avx512;
vec_three_kernel vec_three_plain, vec_three_avx2, vec_three_avx512;

#endif
