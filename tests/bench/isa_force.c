#include "isa_force.h"

bool __real_isa_here(enum isa isa);
bool __wrap_isa_here(enum isa isa);
enum isa __real_isa_best(void);
enum isa __wrap_isa_best(void);

static enum isa forced = ISA_COUNT;

void isa_force(enum isa isa)
{
    forced = isa;
}

bool __wrap_isa_here(enum isa isa)
{
    return isa <= forced && __real_isa_here(isa);
}

enum isa __wrap_isa_best(void)
{
    return forced == ISA_COUNT ? __real_isa_best() : forced;
}
