"""Writes embedding_oracle.csv: reference values for tests/unit/test_embedding.c.

    python3 tests/data/embedding_oracle.py > tests/data/embedding_oracle.csv

Philox4x32-10 (Salmon et al., SC11) in Python integers and the Box-Muller transform
in decimals of 120 digits (exact.py), written again from the description in
src/core/embedding/embedding_kernel.c; BITS is the value's float32, correctly rounded.

    SEED,INDEX,D_MODEL,INIT,SCALE,K,BITS      INIT as numbered in core/embedding/embedding.h
"""
import random
from decimal import Decimal

from exact import PI, float32_bits, sine_cosine

draw = random.Random(1958)


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


def z(seed, index, k, uniform):
    o = philox([k // 2, index, 0, 0], [seed & 0xFFFFFFFF, seed >> 32])
    a, b = o[0] | o[1] << 32, o[2] | o[3] << 32
    if uniform:
        return Decimal(3).sqrt() * (Decimal(2 * ((b if k % 2 else a) >> 11)) / 2 ** 53 - 1)
    radius = (-2 * (Decimal((a >> 11) + 1) / 2 ** 53).ln()).sqrt()
    sine, cosine = sine_cosine(2 * PI * Decimal(b) / 2 ** 64)
    return radius * (sine if k % 2 else cosine)


def entry(seed, index, d, init, scale, k):
    root = Decimal(d).sqrt()
    spread = [1 / root, Decimal(1), Decimal("0.02"), 1 / root][init]
    value = z(seed, index, k, init == 3) * spread * (root if scale else 1)
    print(f"{seed},{index},{d},{init},{scale},{k},{float32_bits(value):08x}")


print("# Written by embedding_oracle.py: do not edit.")
for init in range(4):
    for scale in range(2):
        for k in range(4):
            entry(1, k, 16, init, scale, k)
for _ in range(1000):
    d = int(2 ** draw.uniform(0, 14))
    seed = draw.choice([0, 1, 2 ** 32, 2 ** 64 - 1, draw.getrandbits(64)])
    index = draw.choice([0, 1, 2 ** 31, 2 ** 32 - 1, draw.getrandbits(32), draw.randrange(1000)])
    entry(seed, index, d, draw.randrange(4), draw.randrange(2), draw.choice([0, d - 1, draw.randrange(d)]))
