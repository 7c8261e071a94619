/* Lengths, angles and sizes of vectors, computed in double precision. */
#pragma once

#include "core/vec/isa.h"

/* Σ a[k]·b[k] over n entries. */
double vec_dot(const float *a, const float *b, int n);
/* out[j] = vec_dot(a, b[j], n) for j < count: the same bits, faster. */
void vec_dots(const float *a, const float *const *b, int count, int n, double *out);
/* √(Σ a[k]²). */
double vec_norm(const float *a, int n);
/* a·b / (|a|·|b|); NaN where either is the zero vector: there is no angle. */
double vec_cosine(const float *a, const float *b, int n);
/* max |a[k]|, NaN if an entry is; and max |a[k] − b[k]| in double over the entries where it is
 * not NaN. 0 of no entries. */
double vec_largest(const float *a, int n);
double vec_farthest(const float *a, const float *b, int n);

/* Of vec_dot and vec_dots the builds for each instruction set; all give the same bits. */
typedef double vec_dot_kernel(const float *a, const float *b, int n);
typedef void vec_dots_kernel(const float *a, const float *const *b, int count, int n, double *out);
vec_dot_kernel vec_dot_plain, vec_dot_avx2, vec_dot_avx512;
vec_dots_kernel vec_dots_plain, vec_dots_avx2, vec_dots_avx512;
