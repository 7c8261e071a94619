"""Writes posenc_oracle.csv: reference values for tests/unit/test_posenc.c.

    python3 tests/data/posenc_oracle.py > tests/data/posenc_oracle.csv

P[pos][dim] in the interleaved layout, by the formula alone, to 120 digits:
rounded once to the nearest double (VALUE) and once to the nearest float32 (BITS).

    SET,POS,DIM,D_MODEL,BASE,VALUE,BITS

Sets: wide (any d_model, base and position), edge (first and last dimensions),
zero (positions at which a sine or cosine almost vanishes, found among the
convergents of its rate), late (the same far out, in the last pairs of a wide
table: what is left of the rates' own errors shows there), far (positions up to
2^40 - 1).
"""
import random
from decimal import Decimal
from fractions import Fraction
from sys import float_info

from exact import PI, float32_bits, sine_cosine, to_double

draw = random.Random(5998)
BASES = [1.0001, 1.0 + 2.0 ** -52, 1.01, 1.5, 2.0, 10.0, 500.0, 1e4, 1e5, 1e6, 1e10, 1e30, 1e100, 1e300,
         float_info.max]


def frequency(dim, d_model, base):
    return (-Decimal(base).ln() * (dim // 2 * 2) / d_model).exp()


def row(kind, pos, dim, d_model, base):
    value = sine_cosine(pos * frequency(dim, d_model, base))[dim % 2]
    if pos == 0:
        value = Decimal(dim % 2)
    print(f"{kind},{pos},{dim},{d_model},{base.hex()},{to_double(value).hex()},{float32_bits(value):08x}")


def some_base():
    return draw.choice(BASES + [10 ** draw.uniform(0.001, 12), 10 ** draw.uniform(0.001, 300)])


def some_width():
    return draw.choice([1, 2, 3, 16, 511, 512, 16383, 16384, int(2 ** draw.uniform(0, 14))])


def some_position(limit):
    return draw.choice([0, 1, 2, 10 ** 9]) if draw.random() < 0.1 else int(limit ** draw.random())


def zero_near(rate, limit):
    """The last denominator up to the limit of a convergent of `rate`: there rate * n is nearly whole."""
    rest, before, now = Fraction(rate), 0, 1
    while rest.denominator != 1:
        rest = 1 / (rest - int(rest))
        before, now = now, int(rest) * now + before
        if now > limit:
            return before
    return now


def zeros(count):
    while count:
        d_model, base = some_width(), some_base()
        dim = draw.randrange(d_model)
        half_turns = frequency(dim, d_model, base) / PI
        pos = zero_near(half_turns, draw.choice([10 ** 9, 10 ** 9, 10 ** 6, 10 ** 4, 2 ** 40 - 1]))
        if half_turns > Decimal("1e-12"):
            if dim % 2:  # a cosine vanishes between two zeros of the sine
                pos //= 2
            row("zero", pos, dim, d_model, base)
            count -= 1


def late(count):
    for _ in range(count):
        d_model, dim, base = 16384, draw.randrange(15000, 16384), 1 + 10 ** -draw.uniform(1, 9)
        pos = zero_near(frequency(dim, d_model, base) / PI, 2 ** 40 - 1)
        row("late", pos // (1 + dim % 2), dim, d_model, base)


print("# Written by posenc_oracle.py: do not edit.")
for _ in range(900):
    d = some_width()
    row("wide", some_position(10 ** 9), draw.randrange(d), d, some_base())
for d in (1, 2, 3, 4, 16, 255, 512, 4097, 16383, 16384):
    for base in draw.sample(BASES, 5):
        for dim in {0, min(1, d - 1), d - 1, max(0, d - 2)}:
            row("edge", some_position(10 ** 9), dim, d, base)
zeros(300)
late(40)
for _ in range(150):
    d = some_width()
    row("far", draw.randrange(10 ** 9, 2 ** 40), draw.randrange(d), d, some_base())
