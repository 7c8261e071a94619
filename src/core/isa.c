#include "core/isa.h"

const char *const isa_names[ISA_COUNT] = {"plain", "avx2", "avx512"};

#if defined __x86_64__ && defined __has_include
#if __has_include(<sys/platform/x86.h>)
#define ASK_LIBC
#endif
#endif

#if defined ASK_LIBC

#include <sys/platform/x86.h>

/* What glibc has found out at its own start. The compiler's way asks the processor
 * again, which on a virtual machine costs as much as painting a screen. */
enum { EBX = 1, ECX = 2 };
#define BIT(name) (1u << (x86_cpu_##name & 31))

enum isa isa_best(void)
{
    unsigned one = __x86_get_cpuid_feature_leaf(CPUID_INDEX_1)->active_array[ECX];
    unsigned seven = __x86_get_cpuid_feature_leaf(CPUID_INDEX_7)->active_array[EBX];
    const unsigned wide = BIT(AVX512F) | BIT(AVX512DQ) | BIT(AVX512VL) | BIT(AVX512BW);
    bool avx2 = one & BIT(FMA) && seven & BIT(AVX2);
    return !avx2 ? ISA_PLAIN : (seven & wide) == wide ? ISA_AVX512 : ISA_AVX2;
}

#elif defined __x86_64__

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

/* Each has all that the ones before have. */
bool isa_here(enum isa isa)
{
    return isa <= isa_best();
}
