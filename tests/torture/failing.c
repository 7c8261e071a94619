/* A library for LD_PRELOAD: allocations that fail.
 *
 * FAIL_AT=N fails the allocation of that number alone, FAIL_FROM=N that one and all after it; the
 * first since the program began is 1, the C library's and curses' own are counted too. Without
 * either all succeed. FAIL_COUNT names a file of struct failing_count, where they are counted
 * also when the program ends by a signal. The GNU C library's, whose allocator has other names. */
#define _GNU_SOURCE
#include "failing.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* The C library's names for its own. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

void *reallocarray(void *old, size_t count, size_t size);
int posix_memalign(void **out, size_t alignment, size_t size);
void *aligned_alloc(size_t alignment, size_t size);
void *memalign(size_t alignment, size_t size);

static struct failing_count own, *count = &own;
static unsigned long at, from;
static int started;

static unsigned long number_of(const char *name)
{
    const char *text = getenv(name);
    return text ? strtoul(text, NULL, 10) : 0;
}

/* What the program starts with FAIL_AT in its environment is its own: the variables are taken out. */
__attribute__((constructor)) static void start(void)
{
    const char *name = getenv("FAIL_COUNT");
    at = number_of("FAIL_AT");
    from = number_of("FAIL_FROM");
    int fd = name ? open(name, O_RDWR | O_CLOEXEC) : -1;
    if (fd >= 0) {
        void *shared = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (shared != MAP_FAILED) count = shared;
        close(fd);
    }
    unsetenv("LD_PRELOAD");
    started = 1;
}

static int fails(void)
{
    if (!started) return 0;
    unsigned long number = ++count->calls;
    if (number != at && (!from || number < from)) return 0;
    count->failed++;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    return fails() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *old, size_t size)
{
    return fails() ? NULL : __libc_realloc(old, size);
}

void *reallocarray(void *old, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size) {
        errno = ENOMEM;
        return NULL;
    }
    return realloc(old, n * size);
}

void *memalign(size_t alignment, size_t size)
{
    return fails() ? NULL : __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
    void *memory = memalign(alignment, size);
    if (!memory) return ENOMEM;
    *out = memory;
    return 0;
}
