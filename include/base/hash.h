/* What hash tables mix the words of their keys with. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

/* Two odd constants with their bits well spread: the golden ratio and the
 * square root of 3, as fractions of 2^64. */
#define HASH_SPREAD_A UINT64_C(0x9E3779B97F4A7C15)
#define HASH_SPREAD_B UINT64_C(0xBB67AE8584CAA73B)

/* One to one in `hash` and in `word`: nothing is lost on the way. A product carries
 * each bit only upwards; the shift brings the high bits down again. The high bits of
 * the result are the best mixed ones. */
static inline uint64_t hash_mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * HASH_SPREAD_A;
    return (hash ^ hash >> 32) * HASH_SPREAD_B;
}

#endif
