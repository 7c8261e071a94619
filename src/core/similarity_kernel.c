#include "core/similarity_kernel.h"

#include <math.h>

void ISA_NAME(rotation_residuals)(int n, const double *sine, const double *cosine, const double *from_sine,
                                  const double *from_cosine, const double *to_sine, const double *to_cosine,
                                  double *restrict out)
{
    for (int i = 0; i < n; i++) {
        double turned_sine = cosine[i] * from_sine[i] + sine[i] * from_cosine[i];
        double turned_cosine = -sine[i] * from_sine[i] + cosine[i] * from_cosine[i];
        double a = fabs(turned_sine - to_sine[i]), b = fabs(turned_cosine - to_cosine[i]);
        out[i] = a > b ? a : b;
    }
}
