#include "core/sumstat.h"

#include <math.h>

#include "core/sumstat_kernel.h"
#include "core/vecstat.h"

#define DEGREES (180 / 3.14159265358979323846)

struct sum_figures sumstat_one(const float *e, const float *p, const float *x, int n)
{
    struct sum_figures f = {vec_norm(e, n), vec_norm(p, n), vec_norm(x, n), vec_cosine(e, p, n), 0};
    f.degrees = acos(f.cosine) * DEGREES;
    return f;
}

struct sum_contrast sumstat_two(const float *a, const float *b, int n)
{
    static sumstat_apart_kernel *const apart[ISA_COUNT] = ISA_TABLE(sumstat_apart);
    double squares[3], residual = apart[isa_best()](a, b, n, squares);
    return (struct sum_contrast){.e = sqrt(squares[0]),
                                 .p = sqrt(squares[1]),
                                 .x = sqrt(squares[2]),
                                 .cosine_e = vec_cosine(a, b, n),
                                 .cosine_p = vec_cosine(a + n, b + n, n),
                                 .cosine_x = vec_cosine(a + 2 * n, b + 2 * n, n),
                                 .residual = residual};
}

double sumstat_expected(const struct embedding *table)
{
    return sqrt((double)table->d_model) * embedding_factor(table);
}
