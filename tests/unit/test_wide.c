#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "core/posenc/wide.h"

__extension__ typedef unsigned __int128 u128;

static uint64_t random_bits(void)
{
    static uint64_t x = 88172645463325252u; /* xorshift, Marsaglia 2003 */
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    return x;
}

/* Of any size, with limbs of zeros and ones often. */
static struct wide some(void)
{
    struct wide a = {{0}};
    for (int i = 0; i < WIDE_LIMBS; i++) {
        uint64_t bits = random_bits();
        a.limb[i] = bits % 4 == 0 ? 0 : bits % 4 == 1 ? UINT64_MAX : random_bits();
    }
    return wide_shift(a, -(int)(random_bits() % 500));
}

static void same(struct wide a, struct wide b)
{
    assert_memory_equal(&a, &b, sizeof a);
}

static void sums(void **state)
{
    (void)state;
    const struct wide one = {{1}};
    struct wide zero = {{0}}, most = wide_subtract(zero, one);
    assert_int_equal(wide_zeros(most), 0);
    same(wide_add(most, one), zero);
    for (int i = 0; i < 20000; i++) {
        struct wide a = some(), b = some();
        same(wide_subtract(wide_add(a, b), b), a);
        same(wide_add(a, b), wide_add(b, a));
        same(wide_subtract(a, a), zero);
    }
}

static void shifts(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct wide a = some();
        int zeros = wide_zeros(a), by = (int)(random_bits() % 900) - 450;
        assert_true(wide_is_zero(a) == (zeros == WIDE_BITS));
        if (zeros < WIDE_BITS) assert_true(wide_shift(a, zeros).limb[WIDE_LIMBS - 1] >> 63 == 1);
        /* bit by bit */
        struct wide shifted = wide_shift(a, by);
        for (int bit = 0; bit < WIDE_BITS; bit++) {
            int from = bit - by;
            uint64_t want =
                from >= 0 && from < WIDE_BITS ? a.limb[from / 64] >> (from % 64) & 1 : 0;
            assert_true((shifted.limb[bit / 64] >> (bit % 64) & 1) == want);
        }
    }
    assert_true(wide_is_zero(wide_shift(some(), -5000)) && wide_is_zero(wide_shift(some(), 5000)));
}

/* By a small number and back; the product's upper half by long hand. */
static void products(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct wide a = some(), b = some();
        uint64_t n = random_bits() >> random_bits() % 64, above;
        n += n == 0;
        struct wide scaled = wide_scale(a, n, &above);
        assert_true(above < n);
        same(wide_divide(scaled, n, above), a);
        same(wide_multiply(a, b), wide_multiply(b, a));
        /* a · b = Σ a · limb · 2^(64 j): each row shifted, the part below 2^384 only carries */
        uint64_t digits[2 * WIDE_LIMBS] = {0};
        for (int j = 0; j < WIDE_LIMBS; j++) {
            struct wide row = wide_scale(a, b.limb[j], &above);
            u128 carry = 0;
            for (int k = 0; k < WIDE_LIMBS; k++) {
                carry += (u128)digits[j + k] + row.limb[k];
                digits[j + k] = (uint64_t)carry;
                carry >>= 64;
            }
            digits[j + WIDE_LIMBS] = (uint64_t)carry + above;
        }
        struct wide product = wide_multiply(a, b);
        assert_memory_equal(&product, digits + WIDE_LIMBS, sizeof product);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sums), cmocka_unit_test(shifts),
                                       cmocka_unit_test(products)};
    return cmocka_run_group_tests_name("wide", tests, NULL, NULL);
}
