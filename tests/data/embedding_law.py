"""Entries of E for the oracles in this folder: Philox4x32-10 (Salmon et al., SC11) in Python's whole
numbers and the Box-Muller transform in decimals of 120 digits (exact.py), written again from the
description in src/core/embedding/embedding_kernel.c."""
from decimal import Decimal
from functools import lru_cache

from exact import PI, float32_bits, sine_cosine

# As numbered in core/embedding/embedding.h.
INITS = ["scaled-normal", "unit-normal", "small-normal", "uniform"]


def philox(counter, key):
    x, k = list(counter), list(key)
    for _ in range(10):
        a, b = 0xD2511F53 * x[0], 0xCD9E8D57 * x[2]
        x = [b >> 32 ^ x[1] ^ k[0], b & 0xFFFFFFFF, a >> 32 ^ x[3] ^ k[1], a & 0xFFFFFFFF]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return x


# The known answers that come with the paper's software.
assert philox([0] * 4, [0] * 2) == [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]
assert philox([0xFFFFFFFF] * 4, [0xFFFFFFFF] * 2) == [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD]


@lru_cache(4)
def _two_draws(seed, index, pair, uniform):
    o = philox([pair, index, 0, 0], [seed & 0xFFFFFFFF, seed >> 32])
    a, b = o[0] | o[1] << 32, o[2] | o[3] << 32
    if uniform:
        return [Decimal(3).sqrt() * (Decimal(2 * (word >> 11)) / 2 ** 53 - 1) for word in (a, b)]
    radius = (-2 * (Decimal((a >> 11) + 1) / 2 ** 53).ln()).sqrt()
    sine, cosine = sine_cosine(2 * PI * Decimal(b) / 2 ** 64)
    return [radius * cosine, radius * sine]


@lru_cache(64)
def _factor(init, d, scaled):
    root = Decimal(d).sqrt()
    spread = [1 / root, Decimal(1), Decimal("0.02"), 1 / root][INITS.index(init)]
    return spread * (root if scaled else 1)


def embedding_bits(init, seed, d, scaled, index, k):
    """The pattern of the float32 nearest to E[index][k]."""
    return float32_bits(_two_draws(seed, index, k // 2, init == "uniform")[k % 2] * _factor(init, d, scaled))
