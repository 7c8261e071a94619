"""Elementary functions to more than 100 digits, for the oracles in this folder.

Only Python's standard library is used: decimal's own ln and exp, pi by Machin's
formula, sine and cosine by their series. Rounding to float32 and to double is
done once, from the exact ratio, ties to even.
"""
from decimal import Decimal, getcontext
from fractions import Fraction
import struct

getcontext().prec = 120


def _arctan_inverse(n):
    """arctan(1/n) by its series."""
    power = total = Decimal(1) / n
    k = 1
    while abs(power) > Decimal(10) ** -130:
        power /= -n * n
        k += 2
        total += power / k
    return total


PI = 16 * _arctan_inverse(5) - 4 * _arctan_inverse(239)
LN_2 = Decimal(2).ln()


def _series(x, term, k):
    total = Decimal(0)
    while abs(term) > abs(total) * Decimal(10) ** -118 and term != 0:
        total += term
        term = -term * x * x / (k * (k + 1))
        k += 2
    return total


def sine_cosine(x):
    """Sine and cosine of x radians."""
    quarters = (x / (PI / 2)).to_integral_value()
    rest = x - quarters * (PI / 2)
    s, c = _series(rest, rest, 2), _series(rest, Decimal(1), 1)
    return [(s, c), (c, -s), (-s, -c), (-c, s)][int(quarters) % 4]


def to_double(x):
    return float(Fraction(x))


def float32_bits(x):
    """The bit pattern of the float32 nearest to x."""
    x = Fraction(x)
    if x == 0:
        return 0
    size = abs(x)
    exponent = size.numerator.bit_length() - size.denominator.bit_length()
    if Fraction(2) ** exponent > size:
        exponent -= 1
    unit = Fraction(2) ** (max(exponent, -126) - 23)
    value = round(x / unit) * unit
    bits, = struct.unpack("<I", struct.pack("<f", float(value)))
    return bits | (0x80000000 if x < 0 else 0)
