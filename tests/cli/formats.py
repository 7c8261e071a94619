"""Reads back what encode and table write and checks it against the design.

    python3 tests/cli/formats.py build/lexwave-headless

Prints TAP. Values are compared with an independent computation in decimal
arithmetic (tests/data/exact.py): P within one unit in the last place of float32,
X = E + P in float32 bit for bit. NumPy is needed only to load .npy files as
their users do; without it those checks say so and the bytes are still checked.
"""
import csv
import io
import json
import os
import select
import struct
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as xml
from collections import Counter
from decimal import Decimal

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data"))
sys.dont_write_bytecode = True
from exact import float32_bits, sine_cosine  # noqa: E402

try:
    import numpy
except ImportError:
    numpy = None

PROGRAM = sys.argv[1]
DEFAULT = "When you play the game of thrones you win or you die"
# Each kind of character: ASCII, accents whole and combining, Han, emoji, joiner, markup, what CSV quotes.
MIXED = 'The café’s 狗 said: "don\'t", <b>& 100% 👍🏽 e\u0301, nai\u0308ve; a\u200db \ttab'
tests = failures = 0


def run(*args, text=None, status=0):
    done = subprocess.run([PROGRAM, *args], input=b"" if text is None else text, capture_output=True)
    assert done.returncode == status, (args, done.returncode, done.stderr)
    assert status or not done.stderr, done.stderr
    return done.stdout


def check(test):
    """Runs a test function and prints its TAP line."""
    global tests, failures
    tests += 1
    name = test.__doc__
    try:
        why = test()
    except Exception as e:  # the reason is in the assertion
        failures += 1
        print(f"not ok {tests} - {name}")
        print("# " + repr(e)[:600].replace("\n", "\n# "))
        return
    print(f"ok {tests} - {name}" + (f" # SKIP {why}" if why else ""))
    if why:
        print(f"skipped: {name}: {why}")


def bits(value):
    """The bit pattern of a number that is a float32 already."""
    packed = struct.pack("<f", value)
    assert struct.unpack("<f", packed)[0] == value, f"{value!r} is no float32"
    return struct.unpack("<I", packed)[0]


def nearest(value):
    """The float32 nearest to a number of 9 digits, as readers round it."""
    return struct.unpack("<f", struct.pack("<f", value))[0]


def float32_rows(rows):
    return [[nearest(v) for v in row] for row in rows]


def encode(*args, text=None):
    out = run("encode", "--format", "json", *args, text=text)
    assert out.endswith(b"]]}\n") or out.endswith(b"[]}\n"), out[-20:]
    return json.loads(out.decode("utf-8"))


def npy(data):
    """Parses a .npy file by its description (numpy/lib/format.py): shape and rows."""
    assert data[:8] == b"\x93NUMPY\x01\x00", data[:8]
    length, = struct.unpack("<H", data[8:10])
    assert (10 + length) % 64 == 0 and data[9 + length:10 + length] == b"\n", length
    header = eval(data[10:10 + length], {"__builtins__": {}}, {"False": False, "True": True})
    assert header.keys() == {"descr", "fortran_order", "shape"}, header
    assert header["descr"] == "<f4" and header["fortran_order"] is False, header
    rows, cols = header["shape"]
    body = data[10 + length:]
    assert len(body) == 4 * rows * cols, (len(body), rows, cols)
    values = struct.unpack(f"<{rows * cols}f", body)
    return (rows, cols), [list(values[r * cols:(r + 1) * cols]) for r in range(rows)]


def exact_p(pos, k, d, base, layout="interleaved"):
    """P[pos][k] rounded once to float32, as bits."""
    half = (d + 1) // 2
    pair, cosine = (k // 2, k % 2) if layout == "interleaved" else (k % half, k // half)
    if pos == 0:
        return bits(float(cosine))
    return float32_bits(sine_cosine(pos * (-Decimal(base).ln() * (2 * pair) / d).exp())[cosine])


def assert_p(rows, first, d, base=10000.0, layout="interleaved", only=None):
    for i, row in enumerate(rows):
        assert len(row) == d
        for k in only or range(d):
            wanted, got = exact_p(first + i, k, d, base, layout), bits(nearest(row[k]))
            assert got == wanted, (first + i, k, hex(got), hex(wanted))


# ---- encode --format json ---------------------------------------------------

def test_keys():
    """json: the object has the keys of the design, in their order, each of its type"""
    number, matrix = (int, float), list
    types = {"d_model": int, "base": number, "layout": str, "scheme": str, "offset": int, "scale": number,
             "init": str, "seed": int, "join": str, "vocabulary": dict, "tokens": list, "embedding": matrix,
             "position_encoding": matrix, "sum": matrix}
    token = {"position": int, "text": str, "index": int, "known": bool, "start": int, "end": int}
    for args in [(), ("--frozen", "--no-scale", "--base", "2.5"), ("--tokenizer", "byte")]:
        o = encode(*args, MIXED)
        assert list(o) == list(types), list(o)
        for key, kind in types.items():
            assert isinstance(o[key], kind) and not isinstance(o[key], bool), (key, o[key])
        assert list(o["vocabulary"]) == ["size", "source"]
        assert type(o["vocabulary"]["size"]) is int and o["vocabulary"]["source"] == "built-in"
        for t in o["tokens"]:
            assert list(t) == list(token), list(t)
            assert all(type(t[key]) is kind for key, kind in token.items()), t
        for key in ("embedding", "position_encoding", "sum"):
            assert len(o[key]) == len(o["tokens"]) and all(len(row) == o["d_model"] for row in o[key])
            assert all(type(v) in number for row in o[key] for v in row)


def test_join():
    """json: concatenated, a row of X is that of E and then that of P"""
    o = encode("--join", "concatenate", "-d", "5", MIXED)
    assert o["join"] == "concatenate" and encode(MIXED)["join"] == "add"
    assert o["sum"] == [e + p for e, p in zip(o["embedding"], o["position_encoding"])]
    assert o["tokens"] and all(len(row) == 10 for row in o["sum"])


def test_parameters():
    """json: the parameters are those asked for"""
    o = encode(DEFAULT)
    assert [o[k] for k in ("d_model", "base", "layout", "scheme", "offset", "scale", "init", "seed")] == \
        [16, 10000, "interleaved", "sinusoidal", 0, 4, "scaled-normal", 1], o
    o = encode("-d", "5", "-b", "1.0000000000000002", "--layout", "split", "--scheme", "binary", "--offset",
               "1000000000", "--no-scale", "--init", "uniform", "--seed", "9007199254740992", "hi")
    assert [o[k] for k in ("d_model", "base", "layout", "scheme", "offset", "scale", "init", "seed")] == \
        [5, 1.0000000000000002, "split", "binary", 10 ** 9, 1, "uniform", 2 ** 53], o
    assert encode("-d", "3", "--base", "1.7976931348623157e308", "x")["base"] == sys.float_info.max
    assert encode("-d", "3", "x")["scale"] == 3 ** 0.5


def test_positions_count_the_offset():
    """json: position counts the offset in"""
    for offset in (0, 1, 999999999, 10 ** 9):
        o = encode("--offset", str(offset), "a b c")
        assert [t["position"] for t in o["tokens"]] == [offset, offset + 1, offset + 2]


def test_spans():
    """json: start and end are byte offsets that slice the text; spans do not overlap"""
    raw = MIXED.encode()
    for name in ("word", "character", "byte"):
        end = 0
        for t in encode("--tokenizer", name, MIXED)["tokens"]:
            assert end <= t["start"] < t["end"] <= len(raw), t
            piece = raw[t["start"]:t["end"]]
            between = raw[end:t["start"]].decode()
            assert name == "word" or between == "", between
            assert all(c.isspace() or unicodedata.category(c) == "Cf" for c in between), between
            assert t["text"] == (piece.decode() if name != "byte" or piece < b"\x80" else f"<0x{piece[0]:02X}>"), t
            end = t["end"]


def test_malformed():
    """json: a byte that is not UTF-8 is U+FFFD and its span is one byte; the rest is as it was"""
    raw = b"a\xffb \xc3 \xf0\x9f\x98 \xed\xa0\x80 \xc0\xafz"
    o = encode("--tokenizer", "character", text=raw)
    assert "".join(t["text"] for t in o["tokens"]) == raw.decode("utf-8", "surrogateescape").translate(
        {cp: "\N{REPLACEMENT CHARACTER}" for cp in range(0xDC80, 0xDD00)})
    bad = [t for t in o["tokens"] if t["text"] == "\ufffd"]
    assert len(bad) == 10 and all(t["end"] - t["start"] == 1 for t in bad), bad
    assert len({t["index"] for t in bad}) == 1


def test_control_characters_survive():
    """json: control and bidirectional characters come back as they were, sent as escapes"""
    text = "".join(map(chr, [*range(32), 127, *range(128, 160), 0x61C, 0x200E, 0x2028, 0x202E, 0x2066])) + '"\\/'
    o = encode("--tokenizer", "character", text=text.encode() + b"\n")
    assert [t["text"] for t in o["tokens"]] == list(text)


def test_vocabulary():
    """json: indices and known follow the training text: by falling count, ties by appearance, new words after"""
    training = "b a b c. The THE the; a d"
    counts = Counter("b a b c . the the the ; a d".split())
    words = ["<pad>", "<unk>"] + sorted(counts, key=lambda w: -counts[w])
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "training ‮.txt")
        with open(path, "w", encoding="utf-8") as f:
            f.write(training)
        text = "The zebra a d zebra Yak b the"
        o = encode("--corpus", path, text)
        assert o["vocabulary"] == {"size": len(words) + 2, "source": path}, o["vocabulary"]
        new = words + ["zebra", "yak"]
        for t in o["tokens"]:
            word = t["text"].lower()
            assert t["index"] == new.index(word) and t["known"] == (word in counts), t
        o = encode("--frozen", "--corpus", path, text)
        assert o["vocabulary"]["size"] == len(words)
        for t in o["tokens"]:
            word = t["text"].lower()
            assert t["index"] == (words.index(word) if word in counts else 1) and t["known"] == (word in counts), t
        o = encode("--tokenizer", "byte", "--corpus", path, "aQ")
        assert [t["known"] for t in o["tokens"]] == [True, False]


def test_sum():
    """json: sum is embedding + position_encoding in float32, bit for bit"""
    for args in [(), ("--offset", "123456"), ("--scheme", "index", "--offset", "1000000000"), ("--no-scale",),
                 ("-d", "33", "--init", "small-normal", "--layout", "split"), ("--scheme", "normalised")]:
        o = encode(*args, MIXED)
        for e, p, x in zip(o["embedding"], o["position_encoding"], o["sum"]):
            # The double sum of two float32 rounds to float32 as their exact sum does (53 >= 2 * 24 + 2 bits).
            assert [bits(nearest(nearest(a) + nearest(b))) for a, b in zip(e, p)] == [bits(nearest(v)) for v in x]


def test_nine_digits():
    """json and csv: numbers have at most 9 digits, and each gives its float32 back"""
    o = run("encode", "--format", "json", "-d", "64", "--offset", "12345", MIXED).decode()
    seen = 0

    def number(text):
        nonlocal seen
        digits = text.lstrip("-").split("e")[0].replace(".", "").lstrip("0")
        assert len(digits) <= 9, text
        assert "%.9g" % nearest(float(text)) in (text, text.replace("-0.0", "-0")), text
        seen += 1
        return float(text)
    matrices = json.loads("{" + o[o.index('"embedding"'):], parse_float=number)
    _, rows = npy(run("encode", "--format", "npy", "-d", "64", "--offset", "12345", MIXED))
    assert seen > 2000 and [[bits(v) for v in r] for r in rows] == \
        [[bits(nearest(v)) for v in r] for r in matrices["sum"]]


def test_position_encoding():
    """json: position_encoding is the formula's value, in decimal arithmetic, rounded once"""
    assert_p(encode(DEFAULT)["position_encoding"], 0, 16)
    for offset, d, base, layout in [(0, 7, "1.5", "interleaved"), (999, 7, "500", "split"), (5, 2, "2", "split"),
                                    (10 ** 9, 16, "10000", "interleaved"), (10 ** 9, 6, "1e30", "split"),
                                    (5, 1, "2", "interleaved")]:
        o = encode("--offset", str(offset), "-d", str(d), "--base", base, "--layout", layout, "a b c")
        assert_p(o["position_encoding"], offset, d, float(base), layout)


def test_schemes():
    """json: the other schemes are what they are called"""
    one = [bits(nearest(float(sine_cosine(Decimal(p))[0]))) for p in (5, 6, 7)]
    wanted = {"none": [[0] * 4] * 3, "index": [[v] * 4 for v in (5, 6, 7)], "normalised": [[v] * 4 for v in (0, .5, 1)],
              "normalised-n": [[nearest(v / 3)] * 4 for v in (0, 1, 2)],
              "binary": [[1, 0, 1, 0], [0, 1, 1, 0], [1, 1, 1, 0]]}
    for scheme, rows in wanted.items():
        got = float32_rows(encode("-d", "4", "--offset", "5", "--scheme", scheme, "a b c")["position_encoding"])
        assert got == rows, (scheme, got)
    got = encode("-d", "4", "--offset", "5", "--scheme", "one-sine", "a b c")["position_encoding"]
    assert all(bits(nearest(v)) == w for row, w in zip(got, one) for v in row)


def test_embedding_rows():
    """json: a word has one row of E wherever it stands; scale and seed do what they say"""
    o, plain, other = encode("you win or you die"), encode("--no-scale", "now you"), encode("--seed", "2", "you")
    assert o["embedding"][0] == o["embedding"][3] != o["embedding"][1]
    for a, b in zip(o["embedding"][0], plain["embedding"][1]):
        assert abs(nearest(a) - 4 * nearest(b)) <= abs(a) * 2 ** -22, (a, b)
    assert all(a != b for a, b in zip(o["embedding"][0], other["embedding"][0]))


# ---- text, and other formats ------------------------------------------------

def test_text_from_standard_input():
    """the text comes from standard input with - and without, its last newline apart"""
    given = run("encode", "--format", "json", MIXED)
    for args in [("-",), ()]:
        for ending in (b"", b"\n"):
            assert run("encode", "--format", "json", *args, text=MIXED.encode() + ending) == given
    two = encode("--tokenizer", "character", text=b"a\n\n")
    assert [t["text"] for t in two["tokens"]] == ["a", "\n"]


def test_empty():
    """an empty text has no rows, in every format"""
    o = encode("-d", "3", "")
    assert o["tokens"] == o["embedding"] == o["position_encoding"] == o["sum"] == [], o
    assert npy(run("encode", "-d", "3", "--format", "npy", "")) == ((0, 3), [])
    assert run("encode", "-d", "1", "--format", "csv", "") == b"position,token,index,known,start,end,e0,p0,x0\n"


def test_csv():
    """csv: the same values under their names, whatever the token; a joiner that joins nothing has its name"""
    for args in [(), ("--tokenizer", "character"), ("--frozen", "--offset", "7", "-d", "3")]:
        text = MIXED.replace("\t", " ") + ',,""'
        o = encode(*args, text)
        data = run("encode", "--format", "csv", *args, text).decode()
        assert data.endswith("\n") and not data.endswith("\n\n") and "\r" not in data
        rows = list(csv.DictReader(io.StringIO(data), strict=True))
        assert len(rows) == len(o["tokens"])
        d = o["d_model"]
        names = ["position", "token", "index", "known", "start", "end"] + [c + str(k) for c in "epx" for k in range(d)]
        for row, t, *vectors in zip(rows, o["tokens"], o["embedding"], o["position_encoding"], o["sum"]):
            assert list(row) == names
            assert (row["position"], row["token"], row["index"], row["known"], row["start"], row["end"]) == (
                str(t["position"]), t["text"].replace("a\u200d", "a⟨U+200D⟩"), str(t["index"]), str(t["known"]).lower(), str(t["start"]), str(t["end"]))
            for letter, vector in zip("epx", vectors):
                assert [float(row[letter + str(k)]) for k in range(d)] == vector


def test_npy():
    """npy: version 1.0, <f4, [L, d], nothing after; --what picks the matrix (the sum by itself)"""
    for d in (1, 3, 16, 1000):
        args = ("-d", str(d), "--offset", "77", MIXED)
        o = encode(*args)
        for what, key in [("embedding", "embedding"), ("position", "position_encoding"), ("sum", "sum"), (None, "sum")]:
            shape, rows = npy(run("encode", "--format", "npy", *(("--what", what) if what else ()), *args))
            assert shape == (len(o["tokens"]), d)
            assert [list(map(bits, r)) for r in rows] == [list(map(bits, r)) for r in float32_rows(o[key])], what


def test_numpy_loads():
    """npy: NumPy loads what encode and table write, without pickles"""
    if numpy is None:
        return "python3-numpy is missing"
    for args, shape in [(("encode", "--format", "npy", DEFAULT), (12, 16)),
                        (("encode", "--format", "npy", ""), (0, 16)),
                        (("table", "--format", "npy", "-d", "5", "--positions", "3:9"), (6, 5))]:
        data = run(*args)
        stream = io.BytesIO(data)
        got = numpy.load(stream, allow_pickle=False)
        assert got.dtype == numpy.dtype("<f4") and got.shape == shape and got.flags.c_contiguous
        assert stream.read() == b""
        assert [list(map(bits, r)) for r in got.tolist()] == [list(map(bits, r)) for r in npy(data)[1]]
    e, p, x = (numpy.load(io.BytesIO(run("encode", "--format", "npy", "--what", w, MIXED))) for w in
               ("embedding", "position", "sum"))
    assert ((e + p).view("u4") == x.view("u4")).all()


def test_files():
    """-o FILE holds what standard output would; the ending chooses the format"""
    with tempfile.TemporaryDirectory() as directory:
        for command, text in [("encode", [DEFAULT]), ("table", [])]:
            for ending in ("json", "csv", "npy")[command == "table":]:
                path = os.path.join(directory, "x." + ending)
                assert run(command, "-o", path, *text) == b""
                with open(path, "rb") as f:
                    assert f.read() == run(command, "--format", ending, "-o", "-", *text), path
        assert sorted(os.listdir(directory)) == ["x.csv", "x.json", "x.npy"]


def test_pictures():
    """render --format svg is well-formed XML, and html has its markup closed, with markup in the text"""
    text = MIXED + ' ]]> <!-- & &amp; <script>"\' \ufffe\uffff <\u0301&\u0301'
    for args in [(), ("--ascii",), ("--color", "never"), ("--size", "10x3"), ("--theme", "light", "--size", "300x100")]:
        root = xml.fromstring(run("render", "--format", "svg", *args, text).decode())
        assert root.tag == "{http://www.w3.org/2000/svg}svg", root.tag
        page = run("render", "--format", "html", *args, text).decode()
        body = page[page.index("<pre>"):page.index("</pre>") + len("</pre>")]
        assert xml.fromstring(body).tag == "pre" and "<script" not in page


# ---- table --------------------------------------------------------------------

def table(*args):
    """The rows of a table, csv and npy agreeing."""
    text = run("table", "--format", "csv", *args).decode()
    assert text.endswith("\n") and "\n\n" not in text and " " not in text
    rows = [[nearest(float(v)) for v in line.split(",")] for line in text.splitlines()]
    shape, same = npy(run("table", "--format", "npy", *args))
    assert shape == (len(rows), len(rows[0])) and rows == same
    return rows


def test_table_values():
    """table: P by the formula, rounded once to float32, also far out, for odd d, in both layouts"""
    assert_p(table("--positions", "0:6"), 0, 16)
    for first, d, layout in [(10 ** 9, 16, "interleaved"), (10 ** 9, 7, "split"), (2 ** 40 - 2, 3, "split"),
                             (100, 1, "split")]:
        rows = table("--positions", f"{first}:{first + 2}", "-d", str(d), "--layout", layout)
        assert len(rows) == 2
        assert_p(rows, first, d, layout=layout)
    wide = table("--positions", "4095:4096", "-d", "16384")
    assert_p(wide, 4095, 16384, only=[0, 1, 2, 777, 8192, 16382, 16383])


def test_table_rows():
    """table: B − A rows from A on; 512 from the offset by default; as encode has them"""
    assert table() == table("--positions", "0:512")
    assert table("--offset", "9") == table("--positions", "9:521")
    whole = table("--positions", "0:40")
    assert table("--positions", "7:8") == whole[7:8] and table("--positions", "39:40") == whole[39:]
    assert float32_rows(encode("--offset", "5", DEFAULT)["position_encoding"]) == whole[5:17]


def test_an_end_of_the_table():
    """beyond a learned table's end there are no values: null in JSON, nan in CSV and .npy, a dash in the table"""
    got = encode("--scheme", "learned", "--offset", "511", "you win")
    first, beyond = got["position_encoding"]
    assert all(v is not None for v in first) and beyond == [None] * 16 and got["sum"][1] == [None] * 16
    assert None not in got["embedding"][1]
    fields = run("encode", "--format", "csv", "--scheme", "learned", "--offset", "512", "you").decode().splitlines()[1].split(",")
    assert fields[-32:] == ["nan"] * 32 and "nan" not in fields[:-32]
    shape, rows = npy(run("encode", "--format", "npy", "--scheme", "learned", "--offset", "511", "you win"))
    assert shape == (2, 16) and not any(v != v for v in rows[0]) and all(v != v for v in rows[1])
    lines = run("encode", "--scheme", "learned", "--offset", "512", "-d", "4", "you").decode().splitlines()
    assert lines[-1].split() == ["X"] + ["-"] * 4 and "-" not in lines[-3].split()
    text = run("table", "--scheme", "learned", "--positions", "511:513", "-d", "3").decode().splitlines()
    assert text[1] == "nan,nan,nan" and "nan" not in text[0]


def test_a_wrong_formula_is_called_one():
    """a wrong formula is called one in the table, and by its name in JSON"""
    head = run("encode", "--scheme", "wrong-axes", "you").decode().splitlines()[0]
    assert head.endswith("; WRONG FORMULA wrong-axes"), head
    assert "WRONG" not in run("encode", "--scheme", "learned", "you").decode()
    assert encode("--scheme", "wrong-axes", "you")["scheme"] == "wrong-axes"


def test_layouts():
    """table: the split layout is the interleaved one with its columns in another order"""
    for d in (1, 2, 7, 16, 33):
        mixed, split = (table("-d", str(d), "--positions", "3:20", "--layout", l) for l in ("interleaved", "split"))
        order = [*range(0, d, 2), *range(1, d, 2)]
        assert split == [[row[k] for k in order] for row in mixed], d
        assert sorted(order) == list(range(d))


def read_late(*args):
    """What comes through a pipe that does not wait and is full at first, and whether it is so again afterwards."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    full = 0
    try:
        while True:
            full += os.write(writer, bytes(1))
    except BlockingIOError:
        pass
    with subprocess.Popen([PROGRAM, *args], stdout=writer) as program:
        came = 0
        while program.poll() is None or select.select([reader], [], [], 0)[0]:
            if select.select([reader], [], [], 0.02)[0]:
                came += len(os.read(reader, 4096))
    waits = os.get_blocking(writer)
    os.close(reader)
    os.close(writer)
    return came - full, program.returncode, waits


def test_output_that_does_not_wait():
    """a standard output that does not wait for room gets all, and is left as it was"""
    for args in (("table", "--positions", "0:2000"), ("help", "all"), ("--version",)):
        assert read_late(*args) == (len(run(*args)), 0, False), args


for item in [v for k, v in list(globals().items()) if k.startswith("test_")]:
    check(item)
print(f"1..{tests}")
sys.exit(failures > 0)
