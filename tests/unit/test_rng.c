#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/rng.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The known answers for philox4x32, 10 rounds, that the paper's authors give
 * with their library Random123 (file kat_vectors). */
static void test_known_answers(void **state)
{
    (void)state;
    static const struct {
        uint32_t counter[4], key[2], out[4];
    } known[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xffffffff, 0xffffffff},
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (size_t i = 0; i < COUNT(known); i++) {
        uint32_t out[4] = {0};
        philox4x32(known[i].counter, known[i].key, out);
        assert_memory_equal(out, known[i].out, sizeof out);
    }
}

static void test_output_may_replace_counter(void **state)
{
    (void)state;
    uint32_t block[4] = {1, 2, 3, 4}, out[4];
    const uint32_t key[2] = {5, 6};
    philox4x32(block, key, out);
    philox4x32(block, key, block);
    assert_memory_equal(block, out, sizeof out);
}

static int bits_apart(const uint32_t a[4], const uint32_t b[4])
{
    int count = 0;
    for (int i = 0; i < 4; i++) {
        for (uint32_t difference = a[i] ^ b[i]; difference; difference &= difference - 1) {
            count++;
        }
    }
    return count;
}

/* Each of the 192 input bits changes about half of the 128 output bits. Over
 * 256 inputs the mean is 64 with a standard deviation of sqrt(128)/2/16 = 0.354;
 * 6 of those for the tolerance. */
static void test_every_input_bit_matters(void **state)
{
    (void)state;
    for (unsigned bit = 0; bit < 192; bit++) {
        int apart = 0;
        for (uint32_t n = 0; n < 256; n++) {
            uint32_t input[6] = {n, 0, 7, 0, n * 3, 0}, before[4], after[4];
            philox4x32(input, input + 4, before);
            input[bit / 32] ^= 1u << bit % 32;
            philox4x32(input, input + 4, after);
            apart += bits_apart(before, after);
        }
        assert_in_range(apart, 15838, 16930); /* 256 * 64 ± 256 * 6 * 0.354 */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_answers),
        cmocka_unit_test(test_output_may_replace_counter),
        cmocka_unit_test(test_every_input_bit_matters),
    };
    return cmocka_run_group_tests_name("rng", tests, NULL, NULL);
}
