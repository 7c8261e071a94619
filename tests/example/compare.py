"""Compares what example.py wrote with the program's own files and with the formula of the paper.

    LIBLEXWAVE=... python3 compare.py EXAMPLE-FOLDER PROGRAM-FOLDER

Prints a line for each thing that differs. The true values are long doubles,
of 64 bits and more where the machine has them."""
import os
import sys

import numpy as np

sys.path.insert(0, os.path.dirname(__file__))
from example import Encoder, positions  # noqa: E402

mine, program = sys.argv[1:]
for name in ("positions", "e", "p", "x"):
    a, b = (np.load(os.path.join(folder, name + ".npy")) for folder in (mine, program))
    if a.shape != b.shape or a.dtype != b.dtype or a.tobytes() != b.tobytes():
        print(f"{name}: not the bits that the program writes")

# The paper's formula in long double, at positions where that has enough digits.
d_model, count, first = 30, 200, 5
places = np.arange(first, first + count, dtype=np.longdouble)[:, None]
omega = np.longdouble(10000) ** (-np.arange(0, d_model, 2, dtype=np.longdouble) / d_model)
true = np.empty((count, d_model), np.longdouble)
true[:, 0::2], true[:, 1::2] = np.sin(places * omega), np.cos(places * omega)
values = Encoder(d_model=d_model).values(first, count)
exact = np.finfo(np.longdouble).nmant >= 63
worst = np.abs(values - true).max()
if worst > (2.0**-52 if exact else 1e-12):
    print(f"position_values: {worst} from the formula")
if exact and not np.array_equal(positions(d_model, first=first, count=count), true.astype(np.float32)):
    print("positions: not the nearest float32 of the formula")

# A wrong value is said in a sentence, and X is E + P, in float32.
try:
    Encoder(d_model=0)
    print("d_model=0 is taken")
except ValueError as error:
    if str(error) != "d-model 0: a whole number from 1 to 16384 is wanted":
        print(error)
encoder = Encoder("naïve words, ___ and a zyzzyva", d_model=8, scale="off")
if not np.array_equal(encoder.x(), encoder.e() + encoder.p(), equal_nan=True):
    print("X is not E + P")
