/* Random numbers by counter: the n-th draw is a function of (key, counter),
 * so any draw costs only itself and is the same on every platform. */
#ifndef BASE_RNG_H
#define BASE_RNG_H

#include <stdint.h>

/* Philox4x32-10: a bijection of the 128-bit counter under a 64-bit key, with
 * statistically independent outputs. Source: Salmon, Moraes, Dror and Shaw,
 * "Parallel Random Numbers: As Easy as 1, 2, 3", SC11, section 3.3. */
void philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

#endif
