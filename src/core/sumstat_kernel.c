/* Differences in double, their squares summed in the order of core/sums.h. */
#include "core/sumstat_kernel.h"

#include "core/sums.h"

double ISA_NAME(sumstat_apart)(const float *a, const float *b, int n, double squares[3])
{
    struct sums sums[3] = {0}, most = {0};
    float last[6][SUMS];
    for (int k = 0; k < n; k += SUMS) {
        const float *from[6];
        for (int i = 0; i < 3; i++) {
            from[i] = sums_next(a + (size_t)i * (size_t)n, k, n, last[i]);
            from[3 + i] = sums_next(b + (size_t)i * (size_t)n, k, n, last[3 + i]);
        }
        for (int v = 0; v < SUMS_VECTORS; v++) {
            reals apart[3];
            for (int i = 0; i < 3; i++) {
                apart[i] = lanes_widen(from[i] + v * LANES) - lanes_widen(from[3 + i] + v * LANES);
                sums[i].at[v] += apart[i] * apart[i];
            }
            sums_larger(&most.at[v], apart[2] - (apart[0] + apart[1]));
        }
    }
    for (int i = 0; i < 3; i++)
        squares[i] = sums_total(&sums[i]);
    return sums_largest(&most);
}
