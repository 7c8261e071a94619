/* Exponential, logarithm and the sums of training: the same bits everywhere. */
#pragma once

#include <stddef.h>

/* e^x, relative error below 4.5 · 2^−53; 0 below −745, infinite above 709.8, NaN of NaN. */
double train_exp(double x);
/* ln x of x > 0, relative error below 5 · 2^−53; −infinite of 0, NaN below. */
double train_log(double x);
/* Softmax of x[0 .. n) into out, which may be x: e^(x − max) / Σ. n ≥ 1, no NaN. */
void train_softmax(const double *x, int n, double *out);
