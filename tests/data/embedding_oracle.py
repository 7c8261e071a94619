"""Writes embedding_oracle.csv: reference values for tests/unit/test_embedding.c.

    python3 tests/data/embedding_oracle.py > tests/data/embedding_oracle.csv

By embedding_law.py; BITS is the value's float32, correctly rounded.

    SEED,INDEX,D_MODEL,INIT,SCALE,K,BITS      INIT as numbered in core/embedding/embedding.h
"""
import random

from embedding_law import INITS, embedding_bits

draw = random.Random(1958)


def entry(seed, index, d, init, scale, k):
    print(f"{seed},{index},{d},{init},{scale},{k},{embedding_bits(INITS[init], seed, d, scale, index, k):08x}")


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
