/* The arithmetic of rotation_check(), built for each instruction set of core/isa.h; all builds
 * give the same bits. */
#ifndef CORE_SIMILARITY_KERNEL_H
#define CORE_SIMILARITY_KERNEL_H

#include "core/isa.h"

/* Of n pairs: out[i] is the residual that rotation_of() has of (sine, cosine) of kω, the sine and
 * cosine at a position, and those at the position + k. */
typedef void rotation_residuals_kernel(int n, const double *sine, const double *cosine, const double *from_sine,
                                       const double *from_cosine, const double *to_sine, const double *to_cosine,
                                       double *out);

rotation_residuals_kernel rotation_residuals_plain, rotation_residuals_avx2, rotation_residuals_avx512;

#endif
