/* The instruction sets by their names. */
#pragma once

#include "core/vec/isa.h"

static const char *const isa_names[ISA_COUNT] = {"plain", "avx2", "avx512"};
