"""How liblexwave is used from Python: by ctypes, with the rows in arrays of NumPy.

    python3 example.py FOLDER [SENTENCE]        LIBLEXWAVE: the library's path, where it is not found

Writes positions.npy, e.npy, p.npy and x.npy to the folder, and the tokens to standard output."""
import ctypes
import os
import sys

import numpy as np

FLOATS = np.ctypeslib.ndpointer(np.float32, ndim=2, flags="C_CONTIGUOUS")
DOUBLES = np.ctypeslib.ndpointer(np.float64, ndim=2, flags="C_CONTIGUOUS")


def load():
    """The library with the types of the functions that are used here: ctypes takes all else as int."""
    path = os.environ.get("LIBLEXWAVE") or "liblexwave.so.0"
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        sys.exit(f"example.py: {error}: name the library's path in LIBLEXWAVE")
    handle, size = ctypes.c_void_p, ctypes.c_size_t
    types = {
        "positions": (ctypes.c_int, [ctypes.c_int, ctypes.c_double, ctypes.c_uint64, size, FLOATS]),
        "result_text": (ctypes.c_char_p, [ctypes.c_int]),
        "new": (handle, []),
        "free": (None, [handle]),
        "error": (ctypes.c_char_p, [handle]),
        "set": (ctypes.c_int, [handle, ctypes.c_char_p, ctypes.c_char_p]),
        "set_text": (ctypes.c_int, [handle, ctypes.c_char_p, size]),
        "token_count": (size, [handle]),
        "token_index": (ctypes.c_int64, [handle, size]),
        "word": (ctypes.c_char_p, [handle, size, ctypes.c_void_p]),
        "d_model": (ctypes.c_int, [handle]),
        "x_width": (ctypes.c_int, [handle]),
        "e_rows": (ctypes.c_int, [handle, size, size, FLOATS]),
        "p_rows": (ctypes.c_int, [handle, size, size, FLOATS]),
        "x_rows": (ctypes.c_int, [handle, size, size, FLOATS]),
        "position_values": (ctypes.c_int, [handle, ctypes.c_uint64, size, DOUBLES]),
    }
    for name, (result, arguments) in types.items():
        function = getattr(library, "lexwave_" + name)
        function.restype, function.argtypes = result, arguments
    return library


LIBRARY = load()


def positions(d_model, base=10000.0, first=0, count=512):
    """P at some positions, (count, d_model), float32."""
    out = np.empty((count, d_model), np.float32)
    result = LIBRARY.lexwave_positions(d_model, base, first, count, out)
    if result:
        raise ValueError(LIBRARY.lexwave_result_text(result).decode())
    return out


class Encoder:
    """A handle: parameters by the names of the program's options, with _ for -."""

    def __init__(self, text="", **parameters):
        self.handle = LIBRARY.lexwave_new()
        if not self.handle:
            raise MemoryError
        for name, value in parameters.items():
            self.check(LIBRARY.lexwave_set(self.handle, name.replace("_", "-").encode(), str(value).encode()))
        utf8 = text.encode()
        self.check(LIBRARY.lexwave_set_text(self.handle, utf8, len(utf8)))

    def __del__(self):
        if self.handle:
            LIBRARY.lexwave_free(self.handle)

    def check(self, result):
        if result:
            raise ValueError(LIBRARY.lexwave_error(self.handle).decode())

    def rows(self, read, width):
        out = np.empty((LIBRARY.lexwave_token_count(self.handle), width), np.float32)
        self.check(read(self.handle, 0, len(out), out))
        return out

    def e(self):
        return self.rows(LIBRARY.lexwave_e_rows, LIBRARY.lexwave_d_model(self.handle))

    def p(self):
        return self.rows(LIBRARY.lexwave_p_rows, LIBRARY.lexwave_d_model(self.handle))

    def x(self):
        return self.rows(LIBRARY.lexwave_x_rows, LIBRARY.lexwave_x_width(self.handle))

    def values(self, first, count):
        """P before rounding to float32, (count, d_model)."""
        out = np.empty((count, LIBRARY.lexwave_d_model(self.handle)))
        self.check(LIBRARY.lexwave_position_values(self.handle, first, count, out))
        return out

    def tokens(self):
        """Index and word of each token; −1 and "" for a gap."""
        indices = [LIBRARY.lexwave_token_index(self.handle, i)
                   for i in range(LIBRARY.lexwave_token_count(self.handle))]
        return [(i, LIBRARY.lexwave_word(self.handle, i, None).decode() if i >= 0 else "") for i in indices]


def main():
    if not 2 <= len(sys.argv) <= 3 or not os.path.isdir(sys.argv[1]):
        sys.exit("usage: example.py FOLDER [SENTENCE], of a folder that is there")
    folder = sys.argv[1]
    sentence = sys.argv[2] if len(sys.argv) > 2 else "The cat sat on the mat."
    encoder = Encoder(sentence, d_model=32, seed=7)
    for position, (index, word) in enumerate(encoder.tokens()):
        print(position, index, word, sep="\t")
    for name, matrix in (("positions", positions(32, count=64)), ("e", encoder.e()), ("p", encoder.p()), ("x", encoder.x())):
        np.save(os.path.join(folder, name + ".npy"), matrix)


if __name__ == "__main__":
    main()
