"""Writes turn_oracle.csv: reference values for tests/unit/test_turn.c.

    python3 tests/data/turn_oracle.py > tests/data/turn_oracle.csv

128-bit numbers are 32 hexadecimal digits, doubles hexadecimal floats. A value
to more than double precision is the sum of two doubles.

    sine,TURN,SINE,REST,COSINE,REST   of TURN / 2^128 turns
    log,X,WHOLE,FRACTION              log2 X, cut off after 128 bits
    power,X,N,D,MANTISSA,SHIFT        X^(-N/D) = MANTISSA 2^(-128 - SHIFT), rounded
    of,MANTISSA,SHIFT,N,TURN          N MANTISSA 2^-SHIFT, cut off, modulo 2^128
    real,MANTISSA,SHIFT,X,TURN        the same for a real number
"""
import random
from decimal import Decimal
from fractions import Fraction
from math import frexp
from sys import float_info

from exact import LN_2, PI, sine_cosine, to_double

ONE = 1 << 128
draw = random.Random(20170612)


def two_doubles(x):
    high = to_double(x)
    return f"{high.hex()},{to_double(x - Decimal(high)).hex()}"


def sines():
    turns = [0, ONE - 1]
    for eighth in range(8):
        for bits in (0, 1, 20, 40, 60, 63, 64, 65, 90, 110, 124):
            for sign in (1, -1):
                turns.append((eighth * (ONE >> 3) + sign * ((1 << bits) + draw.getrandbits(bits))) % ONE)
        turns.append(eighth * (ONE >> 3))
    turns += [draw.getrandbits(128) for _ in range(250)]
    for turn in turns:
        s, c = sine_cosine(2 * PI * turn / ONE)
        if turn % (ONE >> 2) == 0:
            s, c = round(s), round(c)  # exact at quarter turns
        print(f"sine,{turn:032x},{two_doubles(Decimal(s))},{two_doubles(Decimal(c))}")


def some_base():
    return draw.choice([
        1 + 2.0 ** -draw.uniform(1, 52), 2 ** draw.uniform(0, 40), 2 ** draw.uniform(0, 1023),
    ])


def log2(x):
    mantissa, exponent = frexp(x)
    return Decimal(exponent - 1) if mantissa == 0.5 else Decimal(x).ln() / LN_2


def logs():
    named = [1.0, 1 + 2.0 ** -52, 2.0, 2 - 2.0 ** -52, 2.0 ** 1023, float_info.max, 10.0, 500.0, 1e4, 1e6]
    for x in named + [some_base() for _ in range(40)]:
        whole, fraction = divmod(int(log2(x) * ONE), ONE)
        print(f"log,{x.hex()},{whole},{fraction:032x}")


def powers():
    cases = [(2.0, 1, 1), (2.0, 0, 7), (2.0 ** 1000, 3, 4), (1e4, 0, 512), (1e4, 510, 512)]
    cases += [(1e300, 16382, 16384)]
    for _ in range(120):
        d = int(2 ** draw.uniform(0, 14))
        cases.append((some_base(), draw.randrange(d + 1), d))
    for x, n, d in cases:
        y = log2(x) * n / d
        shift = int(y)
        value = (-(y - shift) * LN_2).exp()  # in (1/2, 1]
        if value == 1:
            shift, value = shift - 1, value / 2
        print(f"power,{x.hex()},{n},{d},{round(Fraction(value) * ONE):032x},{shift}")


def products():
    for _ in range(80):
        mantissa = draw.getrandbits(128) | ONE >> 1
        shift = draw.choice([-1, 0, 1, 2, 40, 63, 64, 65, 127, 128, 129, 191, 192, 1000])
        n = draw.getrandbits(draw.choice([1, 12, 40, 64]))
        product = Fraction(mantissa * n) / Fraction(2) ** shift
        print(f"of,{mantissa:032x},{shift},{n},{int(product) % ONE:032x}")
        exponent = draw.choice([-1000, -70, -3, 0, 3, 20, 40, 60, 300, 1000])
        x = draw.choice([-1, 1]) * draw.random() * 2.0 ** exponent
        size = int(Fraction(mantissa) * Fraction(abs(x)) / Fraction(2) ** shift)
        print(f"real,{mantissa:032x},{shift},{x.hex()},{(size if x >= 0 else -size) % ONE:032x}")


print("# Written by turn_oracle.py: do not edit.")
sines()
logs()
powers()
products()
