#include "core/vec/vecstat.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#ifdef __x86_64__

enum isa isa_best(void)
{
    bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    bool wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
    return !avx2 ? ISA_PLAIN : wide ? ISA_AVX512 : ISA_AVX2;
}

#else

enum isa isa_best(void)
{
    return ISA_PLAIN;
}

#endif

const char *isa_name(enum isa isa)
{
    static const char *const names[ISA_COUNT] = {"plain", "avx2", "avx512"};
    return names[isa];
}

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
    double lengths = vec_norm(a, n) * vec_norm(b, n);
    return lengths > 0 ? fmax(-1, fmin(1, vec_dot(a, b, n) / lengths)) : (double)NAN;
}

/* Comparisons with NaN are false, so that NaN is passed over. */
double vec_farthest(const float *a, const float *b, int n)
{
    double farthest = 0;
    for (int k = 0; k < n; k++) {
        double size = fabs((double)a[k] - (double)b[k]);
        farthest = size > farthest ? size : farthest;
    }
    return farthest;
}

/* The bits of float32 numbers without their signs are ordered as their sizes, NaN above all. */
double vec_largest(const float *a, int n)
{
    uint32_t largest_bits = 0;
    for (int k = 0; k < n; k++) {
        uint32_t size;
        memcpy(&size, &a[k], sizeof size);
        size &= UINT32_MAX >> 1;
        largest_bits = size > largest_bits ? size : largest_bits;
    }
    float largest;
    memcpy(&largest, &largest_bits, sizeof largest);
    return (double)largest;
}
