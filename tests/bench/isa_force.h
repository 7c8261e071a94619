/* Has the kernels of one instruction set used, in place of the best one. The linker leads
 * isa_best() here (--wrap, see bench.sh), so it works whichever way a
 * caller chooses; what was prepared before (posenc_init) has chosen already. */
#pragma once

#include "core/vec/isa.h"

/* One that this machine has; ISA_COUNT: the best again. */
void isa_force(enum isa isa);
