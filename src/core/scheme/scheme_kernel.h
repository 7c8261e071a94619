/* The arithmetic of scheme_tests.h, built for each instruction set of core/isa.h; all
 * builds give the same bits. */
#ifndef CORE_SCHEME_SCHEME_KERNEL_H
#define CORE_SCHEME_SCHEME_KERNEL_H

#include "core/vec/isa.h"

#define SCHEME_COLUMNS 16 /* columns that are projected side by side */

#define SCHEME_BLOCK 16 /* rows that are compared with one side by side */
#define SCHEME_HEAD 32  /* first dimensions that are compared so */

/* The pair a < b of the n rows of d whose squared distance is smallest, the first of
 * equals: a later pair has to be nearer by the share `tie`. Returns the distance; n ≥ 2.
 * `blocks`: room for SCHEME_HEAD numbers of as many rows, rounded up to a multiple of
 * SCHEME_BLOCK. */
typedef double scheme_closest_kernel(const float *rows, int n, int d, double tie, float *blocks,
                                     int *a, int *b);
/* Σ over all pairs of the n rows of d of their squared distance. */
typedef double scheme_apart_kernel(const float *rows, int n, int d);
/* left[0 .. count): the length of what lies outside the span of the `rank` orthonormal
 * columns of `basis`, of `count` ≤ SCHEME_COLUMNS columns; all of m numbers, one after the
 * other. `scratch`: (m, SCHEME_COLUMNS). */
typedef void scheme_left_kernel(const double *columns, int count, const double *basis, int rank,
                                int m, double *scratch, double *left);

scheme_closest_kernel scheme_closest_plain, scheme_closest_avx2, scheme_closest_avx512;
scheme_apart_kernel scheme_apart_plain, scheme_apart_avx2, scheme_apart_avx512;
scheme_left_kernel scheme_left_plain, scheme_left_avx2, scheme_left_avx512;

#endif
