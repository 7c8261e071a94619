/* The arithmetic of sumstat.h, built for each instruction set of core/isa.h; all
 * builds give the same bits. */
#ifndef CORE_SUMSTAT_KERNEL_H
#define CORE_SUMSTAT_KERNEL_H

#include "core/isa.h"

/* Of two tokens' rows (3, n), E then P then X: Σ ΔE², Σ ΔP², Σ ΔX² in squares[0 … 2]; returns
 * max |ΔX − (ΔE + ΔP)|. */
typedef double sumstat_apart_kernel(const float *a, const float *b, int n, double squares[3]);

sumstat_apart_kernel sumstat_apart_plain, sumstat_apart_avx2, sumstat_apart_avx512;

#endif
