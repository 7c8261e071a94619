#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* No object is larger than PTRDIFF_MAX; what is of no size has an address all the same. */
static size_t bytes_of(size_t count, size_t size)
{
    if (size && count > PTRDIFF_MAX / size) return SIZE_MAX; /* which nobody has */
    return count && size ? count * size : 1;
}

static void *noticed(void *memory)
{
    if (!memory) memory_failed();
    return memory;
}

void *memory_try_resize(void *old, size_t count, size_t size)
{
    size_t bytes = bytes_of(count, size);
    return bytes <= PTRDIFF_MAX ? realloc(old, bytes) : NULL;
}

void *memory_try_new(size_t count, size_t size)
{
    return memory_try_resize(NULL, count, size);
}

void *memory_new(size_t count, size_t size)
{
    return noticed(memory_try_new(count, size));
}

void *memory_zeros(size_t count, size_t size)
{
    size_t bytes = bytes_of(count, size);
    return noticed(bytes <= PTRDIFF_MAX ? calloc(1, bytes) : NULL);
}

void *memory_resize(void *old, size_t count, size_t size)
{
    return noticed(memory_try_resize(old, count, size));
}

char *memory_copy(const char *text)
{
    size_t n = strlen(text) + 1;
    char *copy = memory_new(n, 1);
    return copy ? memcpy(copy, text, n) : NULL;
}
