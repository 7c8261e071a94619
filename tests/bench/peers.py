"""Peers for `make bench`: the recipes people copy, in NumPy and PyTorch, and word counting
with Python's re. Started by peers.c, which says what to do on standard input, a line each:

    time RECIPE FIRST ROWS D      answers with nanoseconds of processor time
    values RECIPE FIRST ROWS D    answers "0", then ROWS x D float32
    text BYTES                    followed by that many bytes of UTF-8; answers "0"
    words build|encode            answers with nanoseconds of processor time
    train WORDS SENTENCES TOKENS HEADS STEPS   the same, for STEPS steps of training

The first line of output names what is there. One thread throughout.
`peers.py --versions` only says which versions these are.
"""
import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import collections
import math
import platform
import re
import sys
import time

try:
    import numpy as np
except ImportError:
    np = None
try:
    import torch

    torch.set_num_threads(1)
except ImportError:
    torch = None


def numpy64(first, rows, d):
    """Angles in double precision, cast at the end."""
    dims = np.arange(d)[np.newaxis, :]
    positions = np.arange(first, first + rows)[:, np.newaxis]
    angles = positions / np.power(10000, 2 * (dims // 2) / d)
    angles[:, 0::2] = np.sin(angles[:, 0::2])
    angles[:, 1::2] = np.cos(angles[:, 1::2])
    return angles.astype(np.float32)


def numpy32(first, rows, d):
    """Everything in single precision."""
    positions = np.arange(first, first + rows, dtype=np.float32)[:, np.newaxis]
    frequency = np.exp(np.arange(0, d, 2, dtype=np.float32) * np.float32(-math.log(10000.0) / d))
    angles = positions * frequency
    table = np.empty((rows, d), dtype=np.float32)
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table


def torch32(first, rows, d):
    """The form of The Annotated Transformer."""
    table = torch.zeros(rows, d)
    positions = torch.arange(first, first + rows).unsqueeze(1)
    frequency = torch.exp(torch.arange(0, d, 2) * -(math.log(10000.0) / d))
    table[:, 0::2] = torch.sin(positions * frequency)
    table[:, 1::2] = torch.cos(positions * frequency)
    return table


def normal(_first, rows, d):
    return generator.standard_normal(rows * d, dtype=np.float32)


WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|\S")


def build(text):
    return collections.Counter(WORD.findall(text.lower()))


def encode(text):
    return [index.get(word, 1) for word in WORD.findall(text.lower())]


class Model(torch.nn.Module if torch else object):
    """E + P, a block with a norm before it where there are heads, and the output matrix."""

    def __init__(self, words, d, heads):
        super().__init__()
        self.d, self.heads = d, heads
        self.table = torch.nn.Embedding(words, d)
        self.out = torch.nn.Linear(d, words, bias=False)
        self.places = torch.randn(64, d)
        if heads:
            self.before, self.last = torch.nn.LayerNorm(d), torch.nn.LayerNorm(d)
            self.qkv = torch.nn.Linear(d, 3 * d, bias=False)
            self.o = torch.nn.Linear(d, d, bias=False)

    def attend(self, x):
        sentences, n, _ = x.shape
        parts = self.qkv(self.before(x)).split(self.d, 2)
        q, k, v = (part.view(sentences, n, self.heads, -1).transpose(1, 2) for part in parts)
        score = q @ k.transpose(2, 3) / math.sqrt(self.d // self.heads)
        weight = torch.softmax(score.masked_fill(torch.ones(n, n).triu(1).bool(), -math.inf), 3)
        return self.last(x + self.o((weight @ v).transpose(1, 2).reshape(x.shape)))

    def forward(self, word):
        x = self.table(word) * math.sqrt(self.d) + self.places[: word.shape[1]]
        return self.out(self.attend(x) if self.heads else x)


models = {}


def train(words, sentences, tokens, heads, steps):
    """The loop of every tutorial: momentum on one sentence without a block, else Adam."""
    key = words, sentences, heads
    if key not in models:
        model = Model(words, 16, heads)
        adam = heads or sentences > 1
        optimiser = torch.optim.Adam(model.parameters(), 0.01) if adam else torch.optim.SGD(
            model.parameters(), 0.1, momentum=0.9)
        models[key] = model, optimiser
    model, optimiser = models[key]
    word = torch.randint(words, (sentences, tokens))
    following = torch.randint(words, (sentences * tokens,))
    for _ in range(steps):
        optimiser.zero_grad()
        logits = model(word).view(sentences * tokens, words)
        torch.nn.functional.cross_entropy(logits, following).backward()
        optimiser.step()


recipes = {}
if np:
    recipes.update(numpy64=numpy64, numpy32=numpy32, normal=normal)
    generator = np.random.default_rng(1)
if torch and np:
    recipes.update(torch32=torch32)
if torch:
    recipes.update(train=train)
text = ""
index = {}


def reply(line):
    sys.stdout.buffer.write(line.encode() + b"\n")


def timed(work, *arguments):
    start = time.process_time_ns()
    result = work(*arguments)
    reply(str(time.process_time_ns() - start))
    return result


def values(name, *arguments):
    reply("0")
    sys.stdout.buffer.write(np.ascontiguousarray(np.asarray(recipes[name](*arguments))).tobytes())


def take_text(size):
    global text, index
    text = sys.stdin.buffer.read(size).decode()
    index = {word: i + 2 for i, (word, _) in enumerate(build(text).most_common())}
    reply("0")


def versions():
    there = ["Python " + platform.python_version()]
    there.append("NumPy " + np.__version__ if np else "no NumPy")
    there.append("PyTorch " + torch.__version__ if torch else "no PyTorch")
    return ", ".join(there)


def main():
    if sys.argv[1:] == ["--versions"]:
        print(versions())
        return
    reply(" " + " ".join([*recipes, "build", "encode"]) + " ")
    sys.stdout.buffer.flush()
    for line in sys.stdin.buffer:
        command, *rest = line.decode().split()
        if command == "time":
            timed(recipes[rest[0]], *map(int, rest[1:]))
        elif command == "values":
            values(rest[0], *map(int, rest[1:]))
        elif command == "text":
            take_text(int(rest[0]))
        elif command == "train":
            timed(train, *map(int, rest))
        elif command == "words":
            timed(build if rest[0] == "build" else encode, text)
        sys.stdout.buffer.flush()


main()
