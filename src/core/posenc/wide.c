#include "core/posenc/wide.h"

__extension__ typedef unsigned __int128 u128;

struct wide wide_add(struct wide a, struct wide b)
{
    u128 sum = 0;
    for (int i = 0; i < WIDE_LIMBS; i++) {
        sum = (sum >> 64) + a.limb[i] + b.limb[i];
        a.limb[i] = (uint64_t)sum;
    }
    return a;
}

struct wide wide_subtract(struct wide a, struct wide b)
{
    uint64_t borrow = 0;
    for (int i = 0; i < WIDE_LIMBS; i++) {
        u128 rest = (u128)a.limb[i] - b.limb[i] - borrow;
        a.limb[i] = (uint64_t)rest;
        borrow = (uint64_t)(rest >> 64) & 1;
    }
    return a;
}

struct wide wide_multiply(struct wide a, struct wide b)
{
    uint64_t product[2 * WIDE_LIMBS] = {0};
    for (int i = 0; i < WIDE_LIMBS; i++) {
        u128 sum = 0;
        for (int j = 0; j < WIDE_LIMBS; j++) {
            sum = (sum >> 64) + (u128)a.limb[i] * b.limb[j] + product[i + j];
            product[i + j] = (uint64_t)sum;
        }
        product[i + WIDE_LIMBS] = (uint64_t)(sum >> 64);
    }
    for (int i = 0; i < WIDE_LIMBS; i++) a.limb[i] = product[WIDE_LIMBS + i];
    return a;
}

struct wide wide_scale(struct wide a, uint64_t n, uint64_t *above)
{
    u128 sum = 0;
    for (int i = 0; i < WIDE_LIMBS; i++) {
        sum = (sum >> 64) + (u128)a.limb[i] * n;
        a.limb[i] = (uint64_t)sum;
    }
    *above = (uint64_t)(sum >> 64);
    return a;
}

struct wide wide_divide(struct wide a, uint64_t n, uint64_t above)
{
    for (int i = WIDE_LIMBS - 1; i >= 0; i--) {
        u128 digits = (u128)above << 64 | a.limb[i];
        a.limb[i] = (uint64_t)(digits / n);
        above = (uint64_t)(digits % n);
    }
    return a;
}

struct wide wide_shift(struct wide a, int by)
{
    struct wide out = {{0}};
    int limbs = by >= 0 ? by / 64 : -((-by + 63) / 64); /* rounded down */
    int bits = by - 64 * limbs;                         /* 0 … 63, to the left */
    for (int i = 0; i < WIDE_LIMBS; i++) {
        int from = i - limbs;
        if (from >= 0 && from < WIDE_LIMBS) out.limb[i] = a.limb[from] << bits;
        if (bits > 0 && from - 1 >= 0 && from - 1 < WIDE_LIMBS)
            out.limb[i] |= a.limb[from - 1] >> (64 - bits);
    }
    return out;
}

int wide_zeros(struct wide a)
{
    for (int i = WIDE_LIMBS - 1; i >= 0; i--)
        if (a.limb[i]) return 64 * (WIDE_LIMBS - 1 - i) + __builtin_clzll(a.limb[i]);
    return WIDE_BITS;
}

bool wide_is_zero(struct wide a)
{
    return wide_zeros(a) == WIDE_BITS;
}
