/* Vectors of as many doubles as the instruction set of a kernel has, for files that
 * are compiled once for each (core/isa.h). The compiler's own vector arithmetic,
 * and the few things it has no operator for. */
#ifndef CORE_LANES_H
#define CORE_LANES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

/* Bytes of a vector. */
#if defined __AVX512F__
#define WIDTH 64
#elif defined __AVX2__
#define WIDTH 32
#else
#define WIDTH 16
#endif
#define LANES (WIDTH / 8)

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

/* a · b + c, rounded once where there is an instruction for it: for values that are
 * told apart from their error afterwards, so that the difference cannot be seen. */
static INLINE doubles multiply_add(doubles a, doubles b, doubles c)
{
#if defined __AVX512F__
    return (doubles)_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)c);
#elif defined __FMA__
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
#if defined __AVX512F__
    return (floats)_mm512_cvt_roundpd_ps((__m512d)x, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC);
#else
    return __builtin_convertvector((doubles)((words)x & ~CUT_OFF), floats);
#endif
}

/* Whether any bit is set. */
static INLINE bool any(bits x)
{
#if defined __AVX512F__
    return !_mm256_testz_si256((__m256i)x, (__m256i)x);
#elif defined __AVX2__
    return !_mm_testz_si128((__m128i)x, (__m128i)x);
#else
    return x[0] != 0;
#endif
}

static INLINE bool any_word(words x)
{
#if defined __AVX512F__
    return _mm512_test_epi64_mask((__m512i)x, (__m512i)x) != 0;
#elif defined __AVX2__
    return !_mm256_testz_si256((__m256i)x, (__m256i)x);
#else
    return (x[0] | x[1]) != 0;
#endif
}

#endif
