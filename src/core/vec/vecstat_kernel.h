/* The sums and sizes of vecstat.h, built for each instruction set of core/isa.h; all builds
 * give the same bits. */
#ifndef CORE_VEC_VECSTAT_KERNEL_H
#define CORE_VEC_VECSTAT_KERNEL_H

#include "core/vec/isa.h"

/* Σ a[k]·b[k] over n entries. */
typedef double vec_dot_kernel(const float *a, const float *b, int n);
/* out[j] = Σ a[k]·b[j][k] over n entries, each with the bits of vec_dot, for count rows b. */
typedef void vec_dots_kernel(const float *a, const float *const *b, int count, int n, double *out);
/* The sums of a·a, a·b and b·b in one go, each as vec_dot has it. */
typedef void vec_three_kernel(const float *a, const float *b, int n, double sums[3]);
/* max |a[k]|. */
typedef double vec_largest_kernel(const float *a, int n);
/* max |a[k] − b[k]| in double. */
typedef double vec_farthest_kernel(const float *a, const float *b, int n);

vec_dot_kernel vec_dot_plain, vec_dot_avx2, vec_dot_avx512;
vec_dots_kernel vec_dots_plain, vec_dots_avx2, vec_dots_avx512;
vec_three_kernel vec_three_plain, vec_three_avx2, vec_three_avx512;
vec_largest_kernel vec_largest_plain, vec_largest_avx2, vec_largest_avx512;
vec_farthest_kernel vec_farthest_plain, vec_farthest_avx2, vec_farthest_avx512;

#endif
