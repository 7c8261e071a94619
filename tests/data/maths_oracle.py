"""e^x and ln x to 40 digits by Python's decimal arithmetic, for tests/unit/test_train_maths.c:

    python3 tests/data/maths_oracle.py > tests/data/maths_oracle.csv

Each row: exp or log, x, and the value as the nearest double and what that lacks, all in hexadecimal."""
import math
import random
from decimal import Decimal, getcontext

getcontext().prec = 60
getcontext().Emin = -100000
random.seed(11)


def row(name, x, value):
    near = float(value)
    rest = 0.0 if math.isinf(near) else float(value - Decimal(near))
    print(",".join([name] + [v.hex() for v in (x, near, rest)]))


def around(x, steps=2):
    """x and the doubles beside it."""
    low = high = x
    yield x
    for _ in range(steps):
        low, high = math.nextafter(low, -math.inf), math.nextafter(high, math.inf)
        yield low
        yield high


half = math.log(2) / 2
exps = [0.0, 1.0, -1.0, 1e-300, -1e-300, 1e-17, -1e-17, 709.782712893384, 709.0, -708.0, -708.5, -740.0, -744.9]
exps += [x for k in (-1021, -700, -3, -1, 1, 3, 5, 701, 2047) for x in around(k * half)]
exps += [random.uniform(-708, 709.78) for _ in range(200)]
exps += [random.uniform(-40, 0) for _ in range(250)]
exps += [random.choice([-1, 1]) * 10 ** random.uniform(-20, 0) for _ in range(200)]
logs = [5e-324, 1e-310, 2.2250738585072014e-308, 1.7976931348623157e308, 2.0, 0.5, 10.0, 1043.0, 3.0, 11.0]
logs += [x for c in (1.0, math.sqrt(0.5), math.sqrt(2), 2.0, 0.25) for x in around(c, 6)]
logs += [10 ** random.uniform(-307, 307) for _ in range(250)]
logs += [random.uniform(0, 1) for _ in range(250)]
logs += [1 + random.choice([-1, 1]) * 10 ** random.uniform(-15, -1) for _ in range(200)]
for x in exps:
    row("exp", x, Decimal(x).exp())
for x in logs:
    if x != 1:
        row("log", x, Decimal(x).ln())
