/* The sums of vecstat.h, built for each instruction set of core/isa.h; all builds
 * give the same bits. */
#ifndef CORE_VEC_VECSTAT_KERNEL_H
#define CORE_VEC_VECSTAT_KERNEL_H

#include "core/vec/isa.h"

/* Σ a[k]·b[k] over n entries. */
typedef double vec_dot_kernel(const float *a, const float *b, int n);
/* out[j] = Σ a[k]·b[j][k] over n entries, each with the bits of vec_dot, for count rows b. */
typedef void vec_dots_kernel(const float *a, const float *const *b, int count, int n, double *out);

vec_dot_kernel vec_dot_plain, vec_dot_avx2, vec_dot_avx512;
vec_dots_kernel vec_dots_plain, vec_dots_avx2, vec_dots_avx512;

#endif
