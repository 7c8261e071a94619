#include "train/run/update_kernel.h"

#include <math.h>

void ISA_NAME(update_momentum)(const struct update *u)
{
    double *restrict w = u->number, *restrict m = u->m;
    const double *restrict g = u->gradient;
    const double rate = u->rate;
    for (size_t i = 0; i < u->n; i++) {
        m[i] = MOMENTUM * m[i] + g[i];
        w[i] -= rate * m[i];
    }
}

void ISA_NAME(update_sgd)(const struct update *u)
{
    double *restrict w = u->number;
    const double *restrict g = u->gradient;
    const double rate = u->rate;
    for (size_t i = 0; i < u->n; i++) w[i] -= rate * g[i];
}

void ISA_NAME(update_adam)(const struct update *u)
{
    double *restrict w = u->number, *restrict m = u->m, *restrict v = u->v;
    const double *restrict g = u->gradient;
    const double rate = u->rate, left_1 = 1 - u->power_1, left_2 = 1 - u->power_2;
    for (size_t i = 0; i < u->n; i++) {
        m[i] = BETA_1 * m[i] + (1 - BETA_1) * g[i];
        v[i] = BETA_2 * v[i] + (1 - BETA_2) * (g[i] * g[i]);
        w[i] -= rate * (m[i] / left_1) / (sqrt(v[i] / left_2) + ADAM_EPSILON);
    }
}
