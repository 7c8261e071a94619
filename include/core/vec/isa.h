/* One kernel, several instruction sets. A file NAME_kernel.c is compiled once for each (the
 * Makefile's ISAS), its public functions named by ISA_NAME(f): f_plain, f_avx2 … Callers choose at
 * run time among those of ISA_TABLE(f). All of them give the same bits: the operations are those of
 * the source, and none is contracted, but where a file asks for that by name (multiply_add() of
 * core/vec/lanes.h) and its results are rounded so that it cannot be seen. */
#pragma once

#include <stdbool.h>

enum isa {
    ISA_PLAIN,  /* what every machine of the compiler's target has */
    ISA_AVX2,   /* with FMA instructions */
    ISA_AVX512, /* F, DQ, VL and BW */
    ISA_COUNT,
};

/* The best one that the kernels were built for and this machine has; each has all that
 * the ones before it have. */
enum isa isa_best(void);
/* Its name as the Makefile has it: "avx2". */
const char *isa_name(enum isa isa);

#define ISA_JOIN_EXPANDED(f, isa) f##_##isa
#define ISA_JOIN(f, isa) ISA_JOIN_EXPANDED(f, isa)
#define ISA_NAME(f) ISA_JOIN(f, ISA)

/* The builds of a function as an array of ISA_COUNT, NULL where there is none. */
#ifdef __x86_64__
#define ISA_TABLE(f)                                                                               \
    {                                                                                              \
        f##_plain, f##_avx2, f##_avx512                                                            \
    }
#else
#define ISA_TABLE(f)                                                                               \
    {                                                                                              \
        f##_plain                                                                                  \
    }
#endif
