"""Writes pca_oracle.csv: reference values for tests/unit/test_pca.c.

    python3 tests/data/pca_oracle.py > tests/data/pca_oracle.csv

Principal axes the long way round: the d x d covariance matrix of the rows in exact
fractions, then its leading eigenvectors by power iteration with deflation in 50 digits.
Neither the n x n matrix nor Jacobi rotations are used.

    case,NAME,n,d          then n rows of d numbers (multiples of 1/1024, exact in float32)
    row,x0,x1,...
    axes,share0,share1     then n coordinates on both axes, signs as in core/pca.h
    at,c0,c1
"""
import random
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 50
draw = random.Random(1901)


def rows_of(n, d, spread):
    return [[Fraction(round(draw.gauss(0, spread(k)) * 1024), 1024) for k in range(d)] for _ in range(n)]


def covariance(rows):
    n, d = len(rows), len(rows[0])
    mean = [sum(r[k] for r in rows) / n for k in range(d)]
    centred = [[r[k] - mean[k] for k in range(d)] for r in rows]
    c = [[sum(r[i] * r[j] for r in centred) for j in range(d)] for i in range(d)]
    dec = lambda f: Decimal(f.numerator) / Decimal(f.denominator)
    return [[dec(v) for v in r] for r in c], [[dec(v) for v in r] for r in centred]


def leading(c):
    """The largest eigenvalue and its vector; (0, zeros) for a zero matrix."""
    d = len(c)
    v = [Decimal(k * k % 7 + 1) for k in range(d)]
    value = Decimal(0)
    for _ in range(6000):
        w = [sum(a * b for a, b in zip(row, v)) for row in c]
        length = sum(x * x for x in w).sqrt()
        if length < Decimal(10) ** -40:
            return Decimal(0), [Decimal(0)] * d
        w = [x / length for x in w]
        settled = max(abs(a - b) for a, b in zip(w, v)) < Decimal(10) ** -25
        v, value = w, length
        if settled:
            break
    return value, v


def axes(rows):
    c, centred = covariance(rows)
    d, total = len(c), sum(c[i][i] for i in range(len(c)))
    result = []
    for _ in range(2):
        value, v = leading(c)
        if total == 0 or value / total < Decimal(10) ** -20:
            result.append((Decimal(0), [Decimal(0)] * len(rows)))
            continue
        at = [sum(a * b for a, b in zip(row, v)) for row in centred]
        most = max(abs(x) for x in at)
        first = next(x for x in at if abs(x) > most * (1 - Decimal(10) ** -9))
        result.append((value / total, [-x if first < 0 else x for x in at]))
        c = [[c[i][j] - value * v[i] * v[j] for j in range(d)] for i in range(d)]
    return result


def write(name, rows):
    print(f"case,{name},{len(rows)},{len(rows[0])}")
    for r in rows:
        print("row," + ",".join(repr(float(x)) for x in r))
    first, second = axes(rows)
    print(f"axes,{float(first[0])!r},{float(second[0])!r}")
    for a, b in zip(first[1], second[1]):
        print(f"at,{float(a)!r},{float(b)!r}")


print("# Written by pca_oracle.py: do not edit.")
write("sentence", rows_of(10, 16, lambda k: 1))
write("wide", rows_of(6, 24, lambda k: 1))
write("tall", rows_of(24, 3, lambda k: 3 - k))
write("steep", rows_of(12, 8, lambda k: 2.0 ** -k))
write("far off", [[x + 100 for x in r] for r in rows_of(8, 5, lambda k: 1 + k)])
write("plane", [[Fraction(a), Fraction(b), Fraction(a - b)] for a, b in ((0, 0), (3, 1), (-2, 2), (1, -4), (5, 5))])
write("line", [[Fraction(x), Fraction(2 * x)] for x in (4, -1, 0, 2, 7)])
write("two", rows_of(2, 16, lambda k: 1))
write("one", rows_of(1, 4, lambda k: 1))
write("the same", [[Fraction(1), Fraction(-3, 4)]] * 5)
write("one dimension", rows_of(7, 1, lambda k: 2))
