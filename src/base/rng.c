#include "base/rng.h"

#define ROUNDS 10
/* The multipliers and key increments of table 2 and section 3.3 of the paper;
 * the increments are the golden ratio and sqrt(3) - 1, as fractions of 2^32. */
#define MULTIPLY_0 0xD2511F53u
#define MULTIPLY_1 0xCD9E8D57u
#define KEY_STEP_0 0x9E3779B9u
#define KEY_STEP_1 0xBB67AE85u

/* Each round, with x the counter, k the key and hi, lo the halves of a 64-bit
 * product:   x0' = hi(M1 x2) ^ x1 ^ k0     x1' = lo(M1 x2)
 *            x2' = hi(M0 x0) ^ x3 ^ k1     x3' = lo(M0 x0) */
void philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
    uint32_t x0 = counter[0], x1 = counter[1], x2 = counter[2], x3 = counter[3];
    uint32_t k0 = key[0], k1 = key[1];
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t a = (uint64_t)MULTIPLY_0 * x0;
        uint64_t b = (uint64_t)MULTIPLY_1 * x2;
        x0 = (uint32_t)(b >> 32) ^ x1 ^ k0;
        x1 = (uint32_t)b;
        x2 = (uint32_t)(a >> 32) ^ x3 ^ k1;
        x3 = (uint32_t)a;
        k0 += KEY_STEP_0;
        k1 += KEY_STEP_1;
    }
    out[0] = x0;
    out[1] = x1;
    out[2] = x2;
    out[3] = x3;
}
