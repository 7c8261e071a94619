"""Writes bits.txt: float32 values of P and E that every build on every machine must have, bit for bit.

    python3 tests/data/bits_oracle.py > tests/data/bits.txt        (some minutes)

Computed by the formulas alone, in decimals of 120 digits (exact.py) and in whole numbers, and
rounded once; read by tests/unit/test_bits.c. Lines, all numbers decimal but BASE (a double in
hexadecimal), BITS and HASH; "nan" stands for a position that has no row:

    p SCHEME LAYOUT D_MODEL BASE OFFSET LENGTH POS DIM  BITS...     a row's values from DIM on
    e INIT SEED D_MODEL SCALED INDEX DIM  BITS...
    P SCHEME LAYOUT D_MODEL BASE POS ROWS  HASH                     whole rows
    E INIT SEED D_MODEL SCALED INDEX ROWS  HASH

HASH is FNV-1a of 64 bits over the patterns, row by row, the lowest byte of each first.
"""
import random
from decimal import Decimal
from fractions import Fraction

from exact import PI, float32_bits, sine_cosine, to_double
from embedding_law import INITS, embedding_bits
import struct

draw = random.Random(12)
LAYOUTS = ["interleaved", "split"]
LEARNED_SEED, LEARNED_ROWS = 0x6C6561726E6564, 512
NAN = "nan"


# ---- rounding ----

def float32(x):
    """The float32 nearest to x, as a Fraction."""
    return Fraction(struct.unpack("<f", struct.pack("<I", float32_bits(x)))[0])


def fixed_bits(n, places):
    """The pattern of the float32 nearest to n / 2^places, of at most 1 and not subnormal."""
    size = abs(n)
    if not size:
        return 0
    shift = size.bit_length() - 24
    if shift > 0:
        rest = size & (1 << shift) - 1
        size >>= shift
        half = 1 << shift - 1
        size += rest > half or (rest == half and size & 1)
    else:
        size <<= -shift
    exponent = shift - places + 23 + 127
    assert exponent > 0
    return (exponent << 23) + size - (1 << 23) | (n < 0) << 31


# ---- P ----

def pairs_of(d):
    return (d + 1) // 2


def pair_of(layout, d, k):
    """Pair, and 1 for its cosine."""
    return (k // 2, k % 2) if layout == "interleaved" else (k % pairs_of(d), k // pairs_of(d))


def power(base, exponent, d):
    return (-Decimal(base).ln() * exponent / d).exp()


def wave(x, rate, cosine):
    return float32_bits(sine_cosine(x * rate)[cosine]) if x else (0x3F800000 if cosine else 0)


def sinusoidal(p, pos, k):
    pair, cosine = pair_of(p.layout, p.d, k)
    return wave(pos, power(p.base, 2 * pair, p.d), cosine)


def by_doubles(p, x, exponent, cosine):
    """What the wrong formulas have: rate and angle are doubles, each rounded to nearest."""
    angle = float(x) * to_double(power(p.base, exponent, p.d))
    return wave(Decimal(angle), 1, cosine)


def wrong_exponent(p, pos, k):
    pair, cosine = pair_of(p.layout, p.d, k)
    return by_doubles(p, pos, 4 * pair, cosine)


def wrong_column(p, pos, k):
    pair, cosine = pair_of(p.layout, p.d, k)
    return by_doubles(p, pos, 2 * pair + cosine, cosine)


def wrong_parity(p, pos, k):
    return by_doubles(p, pos, 2 * pair_of(p.layout, p.d, k)[0], pos % 2)


def wrong_axes(p, pos, k):
    pair, cosine = pair_of(p.layout, p.d, k)
    return by_doubles(p, 2 * pair + cosine, pos // 2 * 2, pos % 2)


def wrong_order(p, pos, k):
    pair, cosine = pair_of(p.layout, p.d, k)
    return by_doubles(p, pos, 2 * (pairs_of(p.d) - 1 - pair), cosine)


def wrong_layout(p, pos, k):
    other = LAYOUTS[1 - LAYOUTS.index(p.layout)]
    pair, cosine = pair_of(other, p.d, k)
    return by_doubles(p, pos, 2 * pair, cosine)


def wrong_single(p, pos, k):
    pair, cosine = pair_of(p.layout, p.d, k)
    scale = float32(Fraction(-to_double(Decimal(p.base).ln()) / p.d))
    exponent = float32(2 * pair * scale)
    rate = float32(Fraction(to_double((Decimal(exponent.numerator) / exponent.denominator).exp())))
    angle = float32(float32(Fraction(pos)) * rate)
    return wave(Decimal(angle.numerator) / angle.denominator, 1, cosine)


def normalised(p, pos, k):
    return float32_bits(Fraction((pos - p.offset) / (p.length - 1))) if p.length > 1 else 0


def learned(p, pos, k):
    return embedding_bits("small-normal", LEARNED_SEED, p.d, False, pos, k) if pos < LEARNED_ROWS else NAN


SCHEMES = {
    "sinusoidal": sinusoidal,
    "none": lambda p, pos, k: 0,
    "index": lambda p, pos, k: float32_bits(Fraction(pos)),
    "normalised": normalised,
    "normalised-n": lambda p, pos, k: float32_bits(Fraction((pos - p.offset) / p.length)),
    "one-sine": lambda p, pos, k: wave(pos, Decimal(1), 0),
    "binary": lambda p, pos, k: 0x3F800000 * (pos >> k & 1),
    "learned": learned,
    "wrong-exponent": wrong_exponent,
    "wrong-column": wrong_column,
    "wrong-parity": wrong_parity,
    "wrong-axes": wrong_axes,
    "wrong-order": wrong_order,
    "wrong-layout": wrong_layout,
    "wrong-single": wrong_single,
}


class Waves:
    def __init__(self, layout, d, base, offset=0, length=1):
        self.layout, self.d, self.base, self.offset, self.length = layout, d, float(base), offset, length


# ---- lines ----

def some_width():
    return draw.choice([1, 2, 3, 16, 64, 255, 512, 16383, 16384, int(2 ** draw.uniform(0, 14))])


def some_base():
    return draw.choice([1.0 + 2.0 ** -52, 1.0001, 2.0, 1e4, 1e4, 1e4, 500000.0, 1e300, 10 ** draw.uniform(0.001, 9)])


def text_of(bits):
    return bits if bits == NAN else f"{bits:08x}"


def p_line(scheme):
    p = Waves(draw.choice(LAYOUTS), some_width(), some_base())
    limit = 600 if scheme == "learned" else 10 ** 9
    p.offset = draw.choice([0, 0, 1, limit - 9, int(limit ** draw.random())])
    p.length = draw.choice([1, 2, 9, 10 ** 6])
    pos = p.offset + draw.randrange(min(p.length, 20))
    k = draw.choice([0, max(0, p.d - 4), draw.randrange(p.d)])
    values = [SCHEMES[scheme](p, pos, j) for j in range(k, min(k + 4, p.d))]
    print("p", scheme, p.layout, p.d, p.base.hex(), p.offset, p.length, pos, k, *map(text_of, values))


def e_line():
    init, d, scaled = draw.choice(INITS), some_width(), draw.randrange(2)
    seed = draw.choice([0, 1, 2 ** 32, 2 ** 64 - 1, draw.getrandbits(64)])
    index = draw.choice([0, 1, 2 ** 31, 2 ** 32 - 3, draw.getrandbits(32), draw.randrange(1000)])
    k = draw.choice([0, max(0, d - 4), draw.randrange(d)])
    values = [embedding_bits(init, seed, d, scaled, index, j) for j in range(k, min(k + 4, d))]
    print("e", init, seed, d, scaled, index, k, *map(text_of, values))


class Hash:
    def __init__(self):
        self.value = 0xCBF29CE484222325

    def add(self, bits):
        for byte in bits.to_bytes(4, "little"):
            self.value = (self.value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF


PLACES = 256  # of a fraction, in whole numbers


def fixed(x):
    return round(Fraction(x) * (1 << PLACES))


def turned_rows(p, pos, rows):
    """Rows of the waves, each from the one before by the rule for the sum of two angles."""
    points = []
    for i in range(pairs_of(p.d)):
        rate = power(p.base, 2 * i, p.d)
        points.append([fixed(x) for x in sine_cosine(pos * rate) + sine_cosine(rate)])
    dims = [pair_of(p.layout, p.d, k) for k in range(p.d)]
    for r in range(rows):
        if r or pos:
            yield [fixed_bits(points[i][cosine], PLACES) for i, cosine in dims]
        else:
            yield [0x3F800000 * cosine for _, cosine in dims]
        for point in points:
            s, c, s1, c1 = point
            point[0], point[1] = s * c1 + c * s1 >> PLACES, c * c1 - s * s1 >> PLACES


def p_table(scheme, layout, d, base, pos, rows):
    p, h = Waves(layout, d, base, pos, rows), Hash()
    if scheme == "sinusoidal":
        table = turned_rows(p, pos, rows)
    else:
        table = ([SCHEMES[scheme](p, pos + r, k) for k in range(d)] for r in range(rows))
    for row in table:
        for bits in row:
            h.add(bits)
    print("P", scheme, layout, d, p.base.hex(), pos, rows, f"{h.value:016x}")


def e_table(init, seed, d, scaled, index, rows):
    h = Hash()
    for r in range(rows):
        for k in range(d):
            h.add(embedding_bits(init, seed, d, scaled, index + r, k))
    print("E", init, seed, d, scaled, index, rows, f"{h.value:016x}")


print("# Written by bits_oracle.py: do not edit.")
for _ in range(200):
    p_line("sinusoidal")
for name in SCHEMES:
    for _ in range(30):
        p_line(name)
for _ in range(300):
    e_line()
p_table("sinusoidal", "interleaved", 512, 1e4, 0, 4096)
p_table("sinusoidal", "split", 512, 1e4, 0, 4096)
p_table("sinusoidal", "interleaved", 33, 10, 10 ** 9 - 2000, 2000)
p_table("sinusoidal", "split", 16384, 1e10, 10 ** 9, 16)
for name in list(SCHEMES)[1:]:
    p_table(name, "interleaved", 16, 1e4, 0, 500)
    p_table(name, "split", 33, 100, 0 if name == "learned" else 10 ** 6, 100)
e_table("scaled-normal", 1, 64, 0, 0, 10000)
e_table("unit-normal", 2 ** 64 - 1, 33, 1, 2 ** 32 - 1000, 990)
e_table("small-normal", 7, 64, 0, 0, 1000)
e_table("uniform", 12345678901234567890, 64, 0, 0, 10000)
