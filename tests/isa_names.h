/* The instruction sets by their names. */
#ifndef TESTS_ISA_NAMES_H
#define TESTS_ISA_NAMES_H

#include "core/vec/isa.h"

static const char *const isa_names[ISA_COUNT] = {"plain", "avx2", "avx512"};

#endif
