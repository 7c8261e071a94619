#include "core/compare/dropout.h"

/* The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t mix(uint64_t x)
{
    x += UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

bool dropout_strikes(uint64_t seed, uint64_t draw, uint64_t i, uint64_t k)
{
    uint64_t drawn = mix(mix(mix(mix(seed) ^ draw) ^ i) ^ k);
    return (double)(drawn >> 11) * 0x1p-53 < DROPOUT_P;
}
