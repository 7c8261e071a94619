/* The arithmetic of pca.h, built for each instruction set of core/isa.h; all builds
 * give the same bits. */
#ifndef CORE_PCA_KERNEL_H
#define CORE_PCA_KERNEL_H

#include "core/isa.h"

/* x, y = c·x − s·y, s·x + c·y, entry by entry of n. */
typedef void pca_turn_kernel(double *x, double *y, int n, double c, double s);

pca_turn_kernel pca_turn_plain, pca_turn_avx2, pca_turn_avx512;

#endif
