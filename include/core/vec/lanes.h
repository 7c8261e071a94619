/* Vectors of as many doubles as the instruction set of a kernel has, for files that
 * are compiled once for each (core/vec/isa.h); at most four where LANES_FOUR is defined.
 * The compiler's own vector arithmetic, and the few things it has no operator for, or
 * makes more instructions of than need be. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

#if defined __AVX512F__ && !defined LANES_FOUR
#define LANES 8
#elif defined __AVX2__
#define LANES 4
#else
#define LANES 2
#endif
#define WIDTH (8 * LANES) /* bytes of a vector */

typedef double doubles __attribute__((vector_size(WIDTH)));
typedef uint64_t words __attribute__((vector_size(WIDTH)));
/* Half as wide: as many float32, and their bits. */
typedef float floats __attribute__((vector_size(WIDTH / 2)));
typedef uint64_t bits __attribute__((vector_size(WIDTH / 2)));

/* Left to itself the compiler passes vectors through memory. */
#define INLINE inline __attribute__((always_inline))

static INLINE doubles load(const double *from)
{
    doubles x;
    memcpy(&x, from, sizeof x);
    return x;
}

static INLINE void store(double *to, doubles x)
{
    memcpy(to, &x, sizeof x);
}

static INLINE words load_words(const uint64_t *from)
{
    words x;
    memcpy(&x, from, sizeof x);
    return x;
}

/* a · b + c, rounded once where there is an instruction for it: for values whose error bound
 * decides how they are used, so that the difference has no effect. Files where it would have
 * one define LANES_UNFUSED: rounded twice, everywhere. */
static INLINE doubles multiply_add(doubles a, doubles b, doubles c)
{
#if defined LANES_UNFUSED
    return a * b + c;
#elif LANES == 8
    return (doubles)_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)c);
#elif LANES == 4 && defined __FMA__
    return (doubles)_mm256_fmadd_pd((__m256d)a, (__m256d)b, (__m256d)c);
#else
    return a * b + c;
#endif
}

static INLINE doubles choose(words mask, doubles yes, doubles no)
{
    return (doubles)((mask & (words)yes) | (~mask & (words)no));
}

static INLINE doubles magnitude(doubles x)
{
    return (doubles)((words)x & ~(UINT64_C(1) << 63));
}

/* Bits of a double that a float32 has no room for, and x without them. */
#define CUT_OFF ((UINT64_C(1) << 29) - 1)

static INLINE floats cut_off(doubles x)
{
#if LANES == 8
    return (floats)_mm512_cvt_roundpd_ps((__m512d)x, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC);
#else
    return __builtin_convertvector((doubles)((words)x & ~CUT_OFF), floats);
#endif
}

/* Whether any bit is set. */
static INLINE bool any(bits x)
{
#if LANES == 8
    return !_mm256_testz_si256((__m256i)x, (__m256i)x);
#elif LANES == 4
    return !_mm_testz_si128((__m128i)x, (__m128i)x);
#else
    return x[0] != 0;
#endif
}

static INLINE bool any_word(words x)
{
#if LANES == 8
    return _mm512_test_epi64_mask((__m512i)x, (__m512i)x) != 0;
#elif LANES == 4
    return !_mm256_testz_si256((__m256i)x, (__m256i)x);
#else
    return (x[0] | x[1]) != 0;
#endif
}

/* from[0 .. LANES) in double. */
static INLINE doubles lanes_widen(const float *from)
{
#if LANES == 8
    return (doubles)_mm512_cvtps_pd(_mm256_loadu_ps(from));
#elif LANES == 4
    return (doubles)_mm256_cvtps_pd(_mm_loadu_ps(from));
#elif defined __SSE2__
    double two;
    memcpy(&two, from, sizeof two);
    return (doubles)_mm_cvtps_pd(_mm_castpd_ps(_mm_set_sd(two)));
#else
    floats x;
    memcpy(&x, from, sizeof x);
    return __builtin_convertvector(x, doubles);
#endif
}

/* out[0 .. LANES) = x, rounded to float32. */
static INLINE void lanes_narrow(float *out, doubles x)
{
#if LANES == 8
    _mm256_storeu_ps(out, _mm512_cvtpd_ps((__m512d)x));
#elif LANES == 4
    _mm_storeu_ps(out, _mm256_cvtpd_ps((__m256d)x));
#elif defined __SSE2__
    double two = _mm_cvtsd_f64(_mm_castps_pd(_mm_cvtpd_ps((__m128d)x)));
    memcpy(out, &two, sizeof two);
#else
    floats rounded = __builtin_convertvector(x, floats);
    memcpy(out, &rounded, sizeof rounded);
#endif
}

/* The full products of the lower halves of x and m. */
static INLINE words lanes_multiply(words x, uint32_t m)
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
