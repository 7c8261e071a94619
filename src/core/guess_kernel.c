/* Squared distances in double, summed in the order of core/sums.h. A partial sum is never
 * more than the whole one: terms are not negative, and rounding keeps their order. */
#include "core/guess_kernel.h"

#include "core/sums.h"

#define STRIDE (4 * SUMS) /* entries between two looks at whether the pair is too far already */

/* The next SUMS entries. */
static inline void add(struct sums *s, const float *x, const float *e, const float *p)
{
    float candidate[SUMS];
    for (int i = 0; i < SUMS; i++)
        candidate[i] = e[i] + p[i];
    for (int v = 0; v < SUMS_VECTORS; v++) {
        reals apart = lanes_widen(x + v * LANES) - lanes_widen(candidate + v * LANES);
        s->at[v] += apart * apart;
    }
}

double ISA_NAME(guess_distance)(const float *x, const float *e, const float *p, int d, double enough)
{
    struct sums s = {0};
    float last_x[SUMS], last_e[SUMS], last_p[SUMS];
    double sum = 0;
    for (int k = 0; k < d && sum <= enough; sum = sums_total(&s)) {
        int end = d - k < STRIDE ? d : k + STRIDE;
        for (; k < end; k += SUMS)
            add(&s, sums_next(x, k, d, last_x), sums_next(e, k, d, last_e), sums_next(p, k, d, last_p));
    }
    return sum;
}
