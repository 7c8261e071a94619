#include "isa_force.h"

enum isa __real_isa_best(void);
enum isa __wrap_isa_best(void);

static enum isa forced = ISA_COUNT;

void isa_force(enum isa isa)
{
    forced = isa;
}

enum isa __wrap_isa_best(void)
{
    return forced == ISA_COUNT ? __real_isa_best() : forced;
}
