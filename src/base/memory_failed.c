/* In a file of its own, so that it is linked only where nobody defines another. */
#include "base/memory.h"

void memory_failed(void)
{
}
