#include "core/vec/isa.h"

const char *const isa_names[ISA_COUNT] = {"plain", "avx2", "avx512"};

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
