#include "core/pca_kernel.h"

/* Loops that compilers make vectors of. */
void ISA_NAME(pca_turn)(double *restrict x, double *restrict y, int n, double c, double s)
{
    for (int k = 0; k < n; k++) {
        double xk = x[k], yk = y[k];
        x[k] = c * xk - s * yk;
        y[k] = s * xk + c * yk;
    }
}
