/* All memory that the program and the library ask for.
 *
 * Where there is none, the functions return NULL and memory_failed() has been called: so that no
 * failure goes unnoticed, whatever the caller makes of it. What callers have to do is to leave
 * their state whole, and to report it where they can. free() gives memory back. */
#pragma once

#include <stddef.h>

/* `count` things of `size` bytes, with any content; NULL also where the product is too large.
 * Of nothing it is some address, too, which is not NULL. */
void *memory_new(size_t count, size_t size) __attribute__((malloc, alloc_size(1, 2)));
/* The same, all zeros. */
void *memory_zeros(size_t count, size_t size) __attribute__((malloc, alloc_size(1, 2)));
/* What `old` held, which may be NULL, and is freed then; on failure it stays. */
void *memory_resize(void *old, size_t count, size_t size) __attribute__((alloc_size(2, 3)));
/* The same for those who do without it, or who report it themselves with more to say:
 * memory_failed() is not called. */
void *memory_try_new(size_t count, size_t size) __attribute__((malloc, alloc_size(1, 2)));
void *memory_try_resize(void *old, size_t count, size_t size) __attribute__((alloc_size(2, 3)));
/* A copy of a string. */
char *memory_copy(const char *text) __attribute__((malloc));

/* Called when memory that cannot be done without was not there, also by those who notice it of the
 * C library's own. A program defines it, and may end there; where none does, as in the library,
 * it does nothing. */
void memory_failed(void);
