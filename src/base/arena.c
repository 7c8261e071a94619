#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct arena_block {
    struct arena_block *next;
    size_t used, size; /* bytes of data */
    _Alignas(max_align_t) unsigned char data[];
};

#define ALIGNMENT _Alignof(max_align_t)
/* The first block; each later one is twice as large, up to the second figure,
 * so that the number of blocks stays small for small and large uses. */
#define FIRST_BLOCK ((size_t)4096)
#define LARGEST_BLOCK ((size_t)1 << 20)

static struct arena_block *block_new(size_t size)
{
    struct arena_block *block = malloc(sizeof *block + size);
    if (block) {
        block->used = 0;
        block->size = size;
    }
    return block;
}

/* A new block with room for `size` bytes; NULL when out of memory. */
static struct arena_block *arena_grow(struct arena *a, size_t size)
{
    struct arena_block *head = a->blocks;
    size_t usual = head ? head->size * 2 : FIRST_BLOCK;
    if (usual > LARGEST_BLOCK) {
        usual = LARGEST_BLOCK;
    }
    bool alone = size > usual / 4;
    struct arena_block *block = block_new(alone ? size : usual);
    if (!block) {
        return NULL;
    }
    /* A large allocation gets a block of its own, put behind the newest one,
     * which may still have room for many small ones. */
    if (alone && head) {
        block->next = head->next;
        head->next = block;
    } else {
        block->next = head;
        a->blocks = block;
    }
    return block;
}

void *arena_alloc(struct arena *a, size_t size)
{
    if (size > PTRDIFF_MAX - sizeof(struct arena_block) - ALIGNMENT) {
        return NULL;
    }
    /* At least one unit, so that pointers to nothing differ from each other. */
    size_t units = size > 0 ? (size + ALIGNMENT - 1) / ALIGNMENT : 1;
    size = units * ALIGNMENT;
    struct arena_block *block = a->blocks;
    if (!block || block->size - block->used < size) {
        block = arena_grow(a, size);
    }
    if (!block) {
        return NULL;
    }
    void *place = block->data + block->used;
    block->used += size;
    return place;
}

char *arena_copy(struct arena *a, const char *bytes, size_t n)
{
    if (n == SIZE_MAX) {
        return NULL;
    }
    char *copy = arena_alloc(a, n + 1);
    if (!copy) {
        return NULL;
    }
    if (n > 0) { /* `bytes` may be NULL then */
        memcpy(copy, bytes, n);
    }
    copy[n] = '\0';
    return copy;
}

void arena_free(struct arena *a)
{
    while (a->blocks) {
        struct arena_block *next = a->blocks->next;
        free(a->blocks);
        a->blocks = next;
    }
}
