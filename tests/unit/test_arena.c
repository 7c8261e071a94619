#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

#define PIECES 16000

/* Lets allocations fail under the address sanitizer as they do without it. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

/* Sizes of all kinds: none, small, about a block, far above one. */
static size_t piece_size(size_t i)
{
    return i % 3997 == 5 ? 300000 + i : i % 101 == 0 ? 4096 + i % 7 - 3 : i % 301;
}

static void test_pieces_are_aligned_and_apart(void **state)
{
    (void)state;
    static unsigned char *pieces[PIECES];
    struct arena arena = ARENA_EMPTY;
    for (size_t i = 0; i < PIECES; i++) {
        pieces[i] = arena_alloc(&arena, piece_size(i));
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
        memset(pieces[i], (int)(i % 251), piece_size(i));
    }
    /* Had two overlapped, the later one's bytes would show in the earlier. */
    for (size_t i = 0; i < PIECES; i++) {
        for (size_t j = 0; j < piece_size(i); j++) {
            if (pieces[i][j] != i % 251) {
                fail_msg("byte %zu of piece %zu was overwritten", j, i);
            }
        }
    }
    arena_free(&arena);
    assert_null(arena.blocks);
}

static void test_nothing_has_an_address_of_its_own(void **state)
{
    (void)state;
    struct arena arena = ARENA_EMPTY;
    void *first = arena_alloc(&arena, 0), *second = arena_alloc(&arena, 0);
    assert_non_null(first);
    assert_non_null(second);
    assert_ptr_not_equal(first, second);
    arena_free(&arena);
}

static void test_large_piece_leaves_the_block_in_use(void **state)
{
    (void)state;
    struct arena arena = ARENA_EMPTY;
    uintptr_t before = (uintptr_t)arena_alloc(&arena, 16);
    assert_non_null(arena_alloc(&arena, (size_t)3 << 20));
    uintptr_t after = (uintptr_t)arena_alloc(&arena, 16);
    assert_int_equal(after - before, 16);
    arena_free(&arena);
}

static void test_impossible_sizes(void **state)
{
    (void)state;
    static const size_t sizes[] = {SIZE_MAX,      SIZE_MAX - 1, SIZE_MAX - 15,
                                   SIZE_MAX - 64, PTRDIFF_MAX,  PTRDIFF_MAX / 2};
    struct arena arena = ARENA_EMPTY;
    char *kept = arena_copy(&arena, "kept", 4);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_null(arena_alloc(&arena, sizes[i]));
        assert_null(arena_copy(&arena, "x", sizes[i]));
    }
    assert_non_null(arena_alloc(&arena, 100));
    assert_string_equal(kept, "kept");
    arena_free(&arena);
}

static void test_copies_end_with_nul(void **state)
{
    (void)state;
    struct arena arena = ARENA_EMPTY;
    for (size_t n = 0; n <= 64; n++) {
        char source[65];
        memset(source, 'x', sizeof source);
        source[n / 2] = '\0'; /* a NUL inside is copied as any byte */
        char *copy = arena_copy(&arena, source, n);
        assert_non_null(copy);
        assert_memory_equal(copy, source, n);
        assert_int_equal(copy[n], '\0');
    }
    assert_string_equal(arena_copy(&arena, NULL, 0), "");
    arena_free(&arena);
}

static void test_use_after_free_starts_anew(void **state)
{
    (void)state;
    struct arena arena = ARENA_EMPTY;
    arena_free(&arena);
    for (int round = 0; round < 3; round++) {
        assert_string_equal(arena_copy(&arena, "again", 5), "again");
        arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_are_aligned_and_apart),
        cmocka_unit_test(test_nothing_has_an_address_of_its_own),
        cmocka_unit_test(test_large_piece_leaves_the_block_in_use),
        cmocka_unit_test(test_impossible_sizes),
        cmocka_unit_test(test_copies_end_with_nul),
        cmocka_unit_test(test_use_after_free_starts_anew),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
