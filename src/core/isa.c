#include "core/isa.h"

const char *const isa_names[ISA_COUNT] = {"plain", "avx2", "avx512"};

#ifdef __x86_64__

/* What glibc has found out at its own start. The compiler's way asks the processor
 * again, which on a virtual machine costs as much as painting a screen. */
#if defined __has_include
#if __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#define HAS(glibc_name, compiler_name) CPU_FEATURE_ACTIVE(glibc_name)
#endif
#endif
#ifndef HAS
#define HAS(glibc_name, compiler_name) __builtin_cpu_supports(compiler_name)
#endif

static bool has_avx2(void)
{
    return HAS(AVX2, "avx2") && HAS(FMA, "fma");
}

static bool has_avx512(void)
{
    return HAS(AVX512F, "avx512f") && HAS(AVX512DQ, "avx512dq") && HAS(AVX512VL, "avx512vl") &&
           HAS(AVX512BW, "avx512bw");
}

bool isa_here(enum isa isa)
{
    return isa == ISA_PLAIN || (has_avx2() && (isa == ISA_AVX2 || (isa == ISA_AVX512 && has_avx512())));
}

#else

bool isa_here(enum isa isa)
{
    return isa == ISA_PLAIN;
}

#endif

enum isa isa_best(void)
{
    enum isa best = ISA_PLAIN;
    for (int isa = ISA_PLAIN; isa < ISA_COUNT; isa++)
        if (isa_here((enum isa)isa))
            best = (enum isa)isa;
    return best;
}
