#include "core/vec/vecstat.h"

#include <math.h>

#include "core/vec/vecstat_kernel.h"

double vec_dot(const float *a, const float *b, int n)
{
    static vec_dot_kernel *const dot[ISA_COUNT] = ISA_TABLE(vec_dot);
    return dot[isa_best()](a, b, n);
}

void vec_dots(const float *a, const float *const *b, int count, int n, double *out)
{
    static vec_dots_kernel *const dots[ISA_COUNT] = ISA_TABLE(vec_dots);
    dots[isa_best()](a, b, count, n, out);
}

double vec_norm(const float *a, int n)
{
    return sqrt(vec_dot(a, a, n));
}

/* Rounding must not carry the cosine past ±1, where an angle would be NaN. */
double vec_cosine(const float *a, const float *b, int n)
{
    static vec_three_kernel *const three[ISA_COUNT] = ISA_TABLE(vec_three);
    double sums[3];
    three[isa_best()](a, b, n, sums);
    double lengths = sqrt(sums[0]) * sqrt(sums[2]);
    return lengths > 0 ? fmax(-1, fmin(1, sums[1] / lengths)) : lengths; /* 0, or NaN */
}

double vec_largest(const float *a, int n)
{
    static vec_largest_kernel *const largest[ISA_COUNT] = ISA_TABLE(vec_largest);
    return largest[isa_best()](a, n);
}

double vec_farthest(const float *a, const float *b, int n)
{
    static vec_farthest_kernel *const farthest[ISA_COUNT] = ISA_TABLE(vec_farthest);
    return farthest[isa_best()](a, b, n);
}
