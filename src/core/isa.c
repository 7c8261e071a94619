#include "core/isa.h"

const char *const isa_names[ISA_COUNT] = {"plain", "avx2", "avx512"};

#ifdef __x86_64__
static bool has_avx512(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
}

bool isa_here(enum isa isa)
{
    bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    return isa == ISA_PLAIN || (isa == ISA_AVX2 && avx2) || (isa == ISA_AVX512 && avx2 && has_avx512());
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
