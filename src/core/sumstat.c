#include "core/sumstat.h"

#include <math.h>

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
    const float *ap = a + n, *ax = ap + n, *bp = b + n, *bx = bp + n;
    struct sum_contrast c = {.cosine_e = vec_cosine(a, b, n),
                             .cosine_p = vec_cosine(ap, bp, n),
                             .cosine_x = vec_cosine(ax, bx, n)};
    for (int k = 0; k < n; k++) {
        double e = (double)a[k] - (double)b[k];
        double p = (double)ap[k] - (double)bp[k];
        double x = (double)ax[k] - (double)bx[k];
        c.e += e * e;
        c.p += p * p;
        c.x += x * x;
        c.residual = fmax(c.residual, fabs(x - (e + p)));
    }
    c.e = sqrt(c.e);
    c.p = sqrt(c.p);
    c.x = sqrt(c.x);
    return c;
}

double sumstat_expected(const struct embedding *table)
{
    return sqrt((double)table->d_model) * embedding_factor(table);
}
