/* What a run of a driver comes to: inputs and their bytes, printed at its end. Linked with
 * --wrap=LLVMFuzzerTestOneInput. */
#include <inttypes.h>

#include "fuzz/fuzz.h"

int __real_LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int __wrap_LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint64_t inputs, bytes;

static void tell(void)
{
    fprintf(stderr, "stat::inputs: %" PRIu64 "\nstat::bytes: %" PRIu64 "\n", inputs, bytes);
}

int __wrap_LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (inputs++ == 0) atexit(tell);
    bytes += size;
    return __real_LLVMFuzzerTestOneInput(data, size);
}
