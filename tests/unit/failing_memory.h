/* base/memory.h for tests: what is asked for fails once, or from some time on. It takes the place of
 * the archive's, of which nothing is linked then. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static struct {
    size_t asked;    /* so far */
    size_t at, from; /* numbers of those that fail; 0: none */
    size_t told;     /* calls of memory_failed() */
    bool paused;     /* none is counted, and none fails */
} memory_test;

/* Starts to count again; the n-th fails, or with `rest` all from it on. 0: none. */
static void memory_test_start(size_t n, bool rest)
{
    memory_test.asked = memory_test.told = 0;
    memory_test.at = rest ? 0 : n;
    memory_test.from = rest ? n : 0;
}

void memory_failed(void)
{
    memory_test.told++;
}

void *memory_try_resize(void *old, size_t count, size_t size)
{
    size_t number = memory_test.paused ? 0 : ++memory_test.asked;
    if (number && (number == memory_test.at || (memory_test.from && number >= memory_test.from)))
        return NULL;
    return realloc(old, count && size ? count * size : 1);
}

void *memory_try_new(size_t count, size_t size)
{
    return memory_try_resize(NULL, count, size);
}

void *memory_resize(void *old, size_t count, size_t size)
{
    void *memory = memory_try_resize(old, count, size);
    if (!memory) memory_failed();
    return memory;
}

void *memory_new(size_t count, size_t size)
{
    return memory_resize(NULL, count, size);
}

void *memory_zeros(size_t count, size_t size)
{
    void *memory = memory_new(count, size);
    return memory ? memset(memory, 0, count * size) : NULL;
}

char *memory_copy(const char *text)
{
    char *copy = memory_new(strlen(text) + 1, 1);
    return copy ? strcpy(copy, text) : NULL;
}
