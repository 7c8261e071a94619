/* The machine's own vectors, for files built once for each instruction set (core/isa.h):
 * at most four doubles where LANES_FOUR is defined. */
#ifndef CORE_LANES_H
#define CORE_LANES_H

#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <immintrin.h>
#endif

#if defined __AVX512F__ && !defined LANES_FOUR
#define LANES 8
#elif defined __AVX2__
#define LANES 4
#else
#define LANES 2
#endif

/* LANES of them. Casts between the first two keep the bits. */
typedef double reals __attribute__((vector_size(8 * LANES)));
typedef uint64_t words __attribute__((vector_size(8 * LANES)));
typedef float singles __attribute__((vector_size(4 * LANES)));

/* What compilers turn into more instructions than need be when it is said in general: */

/* from[0 .. LANES) in double. */
static inline reals lanes_widen(const float *from)
{
#if LANES == 8
    return (reals)_mm512_cvtps_pd(_mm256_loadu_ps(from));
#elif LANES == 4
    return (reals)_mm256_cvtps_pd(_mm_loadu_ps(from));
#elif defined __SSE2__
    double two;
    memcpy(&two, from, sizeof two);
    return (reals)_mm_cvtps_pd(_mm_castpd_ps(_mm_set_sd(two)));
#else
    singles x;
    memcpy(&x, from, sizeof x);
    return __builtin_convertvector(x, reals);
#endif
}

/* out[0 .. LANES) = x, rounded to float32. */
static inline void lanes_narrow(float *out, reals x)
{
#if LANES == 8
    _mm256_storeu_ps(out, _mm512_cvtpd_ps((__m512d)x));
#elif LANES == 4
    _mm_storeu_ps(out, _mm256_cvtpd_ps((__m256d)x));
#elif defined __SSE2__
    double two = _mm_cvtsd_f64(_mm_castps_pd(_mm_cvtpd_ps((__m128d)x)));
    memcpy(out, &two, sizeof two);
#else
    singles rounded = __builtin_convertvector(x, singles);
    memcpy(out, &rounded, sizeof rounded);
#endif
}

/* The full products of the lower halves of x and m. */
static inline words lanes_multiply(words x, uint32_t m)
{
#if LANES == 8
    return (words)_mm512_mul_epu32((__m512i)x, _mm512_set1_epi64(m));
#elif LANES == 4
    return (words)_mm256_mul_epu32((__m256i)x, _mm256_set1_epi64x(m));
#elif defined __SSE2__
    return (words)_mm_mul_epu32((__m128i)x, _mm_set1_epi64x(m));
#else
    return (x & UINT64_C(0xFFFFFFFF)) * m;
#endif
}

#endif
