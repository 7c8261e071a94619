#include "train/net/maths.h"

#include "train/net/train_kernel.h"

double train_exp(double x)
{
    double y;
    train_exps_plain(&x, 1, &y);
    return y;
}

double train_log(double x)
{
    double y;
    train_logs_plain(&x, 1, &y);
    return y;
}

void train_softmax(const double *x, int n, double *out)
{
    static train_softmax_kernel *const softmax[ISA_COUNT] = ISA_TABLE(train_softmax);
    softmax[isa_best()](x, n, out);
}
