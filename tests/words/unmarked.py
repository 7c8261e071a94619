"""Words that a person reads and that no mark of base/words.h holds.

    python3 tests/words/unmarked.py [--marked] FILE...

Writes "FILE:LINE: LITERAL" for each, and fails if there is one; with --marked, how many different
texts are marked (a text and its plural are one). A literal counts as words where a
word of two letters remains after its conversions and escapes; literals that stand beside each
other are one. What looks like words and is none is in the tables below."""
import re
import sys

MARKS = {"_", "N_", "words_plural", "words_shown"}

# Words that are signs of formulas, of units or of the program itself, the same in every language.
SIGNS = set("""sin cos ln pos rad min MB RoPE ALiBi lexwave float32 float16 bfloat16 inf nan sqrt beta deg pad unk ΔE ΔP ΔX""".split())

# Functions whose literals are names, formats of files, or protocols; and keywords like them.
SILENT = set("""option_say strlen is_set strcmp strncmp memcmp strstr getenv setenv unsetenv open fdopen capability fetch
    option_set_named terminfo_append tigetnum tigetflag link_action link_view app_show is_name take_numbers suggest_try
    PANELS draw_panel partial_beside best_size theme_find ROW __builtin_cpu_supports _Static_assert
    __attribute__""".split())

# Arrays of names that are typed or parsed, not read.
NAMES = set("""inheriting names purposes formats layouts views_of view_names palette_names theme_names flag_values
    color_wish_names curves_names join_names ambiguous_names matrices flag_names format_names spelled long_names control spare size_names app_default_text
    embedded_name embedded_entry glossary_top attributes entities digits train_norm_names train_mask_names
    command_lines before_words backwards_words chased_words by_goal training_rows_names customs test_format first typed_option""".split())

# Tables whose rows begin with a name that is typed, and those that have columns of keys.
NAMED_ROWS = re.compile(r"(options|option_table|parameters|verbs|.*actions|views|export_formats|init_infos|layout_infos|glossary|glossary_pages|"
                        r"train_(formulas|goals|models|optimisers))$")
KEYED_ROWS = re.compile(r".*actions$")
KEY_COLUMNS = (1, 4)

# Members that hold such names.
NAMED_MEMBERS = {"name", "view", "met"}

# Files that are all syntax, or names of keys.
SYNTAX = re.compile(
    r"(unicode_tables\.inc|(terminfo_direct|builtin)\.inc|export_svg\.c|export_html\.c|export_roles\.c|"
    r"keyname\.c|npy\.c|text_out\.c|edit_log\.c|expand\.c)$")

# Single literals, by the end of their file's name: records, names, and syntax.
OTHERS = [
    ("/saved.c", r"lexwave state |token %zu\\ndimension %d\\n|(text|lines)( %zu)?\\n"),
    ("/option.c", r"on|off|auto"),
    ("cli/help.c", r"help|all|LC_ALL|LC_CTYPE|LANG|UTF-8|utf|  lexwave .*\\n\\n"),
    ("/option_show.c", r"on|off|auto"),
    ("/option_table.h", r"\{default\}"),
    ("/script.c", r"[a-z]+:"),
    ("/encode.c", r'encode|--rate|txt|true|false|null|.*\\".*|position,token,.*'),
    ("/render.c", r"render|txt"),
    ("/table.c", r"table"),
    ("cli/train.c", r'train|--rate|txt|true|false|step,loss|.*\\".*'),
    ("/command.c", r"all"),
    ("/main.c", r"XDG_CONFIG_HOME|\.config|config"),
    ("/slot.c", r"XDG_STATE_HOME|\.local/state|state|%s/.*lexwave/%s"),
    ("/formats/file.c", r"\.lexwave-(%ld-%d\.partial)?|\.partial"),
    ("/handle.h", r"corpus"),
    ("/lexwave.h", r"default"),
    ("", r"built-in"),
    ("/draw.c", r"ok|pi|sum| floor\("),
    ("/glossary_table.c", r"pipeline vocabulary embedding.*"),
]

TOKEN = re.compile(
    r"""(?P<comment>/\*.*?\*/|//[^\n]*)|(?P<char>'(?:\\.|[^'\\])+')|(?P<string>"(?:\\.|[^"\\])*")|
        (?P<word>[A-Za-z_]\w*)|(?P<number>\.?\d[\w.]*(?:(?<=[eEpP])[+-]\w*)?)|(?P<line>\n)|(?P<sign>\S)""",
    re.S | re.X)
CONVERSION = re.compile(r"%(?:\d+\$)?[-+ #0]*[\d*]*(?:\.[\d*]+)?(?:hh|h|ll|l|z|j|t)?[A-Za-z%]")
ESCAPE = re.compile(r"\\x[0-9A-Fa-f]{2}|\\[0-7]{1,3}|\\.")
WORD = re.compile(r"[^\W\d_]{2,}[\w]*")


class Literal:
    """Literals beside each other: their text, place and what they stand in."""

    def __init__(self, start, line):
        self.start, self.end, self.line = start, 0, line
        self.text, self.calls, self.array, self.member = "", [], "", ""
        self.column, self.argument, self.static = 0, 0, False

    def is_words(self):
        text = ESCAPE.sub(" ", CONVERSION.sub(" ", self.text))
        return any(word not in SIGNS for word in WORD.findall(text))

    def is_marked(self):
        return bool(self.calls) and self.calls[-1] in MARKS

    def is_silent(self, path):
        if SYNTAX.search(path) or (self.calls and self.calls[-1] in SILENT):
            return True
        if self.array in NAMES or self.member in NAMED_MEMBERS:
            return True
        if NAMED_ROWS.match(self.array) and self.column == 0:
            return True
        if self.array == "glossary" and self.column == 2:  # names of views
            return True
        if KEYED_ROWS.match(self.array) and self.column in KEY_COLUMNS:
            return True
        return any(path.endswith(end) and re.fullmatch(texts, self.text) for end, texts in OTHERS)


def tokens(source):
    """(kind, text, start, line) of each but comments; preprocessor lines are cut out but #define."""
    line, fresh, skipping = 1, True, False
    for m in TOKEN.finditer(source):
        kind, text = m.lastgroup, m.group()
        at = line
        line += text.count("\n")
        if kind == "line":
            if not source[:m.start()].endswith("\\"):
                skipping = False
                fresh = True
            continue
        if kind == "comment":
            continue
        if fresh and text == "#":
            skipping = not re.match(r"#\s*define", source[m.start():])
        fresh = False
        if not skipping:
            yield kind, text, m.start(), at


class Scanner:
    """Follows brackets as far as is needed to know what a literal stands in."""

    def __init__(self):
        self.open = []       # (sign, name before it, is a block) of each open bracket
        self.column = []     # commas in each so far
        self.member = []     # the designator in force in each
        self.closed = ""     # the name before the bracket that was closed last
        self.before = []     # the last tokens
        self.statement = []  # tokens of the statement so far

    def in_function(self):
        return any(block for _, _, block in self.open)

    def opens(self, sign):
        last = self.before[-1] if self.before else ""
        name = last if re.fullmatch(r"\w+", last) else ""
        block = False
        if sign == "{":
            block = (last == ")" and (not self.open or self.closed in ("if", "for", "while", "switch"))) \
                or last in ("else", "do", ";", "}", "{", ":") and self.in_function() \
                and not self.in_initialiser()
        self.open.append((sign, name, block))
        self.column.append(0)
        self.member.append("")
        if block:
            self.statement = []

    def in_initialiser(self):
        return bool(self.open) and self.open[-1][0] == "{" and not self.open[-1][2]

    def closes(self, sign):
        if not self.open:
            return
        _, name, block = self.open.pop()
        self.column.pop()
        self.member.pop()
        self.closed = name
        if block:
            self.statement = []

    def array(self):
        """The variable that the statement initialises."""
        words = self.statement
        if "=" not in words:
            return ""
        m = re.search(r"([A-Za-z_]\w*)(?: \[[^\]]*\])*$", " ".join(words[:words.index("=")]))
        return m.group(1) if m else ""

    def place(self, literal):
        inner = []
        for sign, name, block in self.open:
            if block:
                inner = []
            elif sign == "(" and name:
                inner.append(name)
        literal.calls = inner
        literal.array = self.array()
        for (sign, name, block), commas, member in zip(self.open, self.column, self.member):
            if sign == "{" and not block:
                literal.column, literal.member = commas, member
            elif sign == "(" and name:
                literal.argument = commas
        literal.static = not self.in_function() or "static" in self.statement[:2]

    def take(self, kind, text):
        if text in "({[" and kind == "sign":
            self.opens(text)
        elif text in ")}]" and kind == "sign":
            self.closes(text)
        elif text == "," and self.column:
            self.column[-1] += 1
            self.member[-1] = ""
        elif text == "=" and self.member and self.open[-1][0] == "{" and not self.open[-1][2]:
            if len(self.before) > 1 and self.before[-2] == ".":
                self.member[-1] = self.before[-1]
        in_block = not self.open or self.open[-1][2]
        if text == ";" and in_block:
            self.statement = []
        elif not (kind == "sign" and text in "{}" and (in_block and text == "}")):
            self.statement.append(text)
        self.before = (self.before + [text])[-3:]


def literals(source):
    scanner, found, last = Scanner(), [], None
    for kind, text, start, line in tokens(source):
        if kind == "string" or (kind == "word" and re.match(r"PRI[a-zX]\d+$", text)):
            if last is None:
                last = Literal(start, line)
                scanner.place(last)
                found.append(last)
            last.text += text[1:-1] if kind == "string" else "u"
            last.end = start + len(text)
            continue
        last = None
        scanner.take(kind, text)
    return found


def read(path):
    with open(path, encoding="utf-8") as f:
        return literals(f.read())


def unmarked(path):
    return [l for l in read(path) if l.is_words() and not l.is_marked() and not l.is_silent(path)]


def main():
    if sys.argv[1:2] == ["--marked"]:
        texts = {l.text for path in sys.argv[2:] for l in read(path)
                 if l.is_marked() and not (l.calls[-1] == "words_plural" and l.argument == 1)}
        print(len(texts))
        return
    count = 0
    for path in sys.argv[1:]:
        for l in unmarked(path):
            count += 1
            print(f'{path}:{l.line}: "{l.text}"')
    sys.exit(count > 0)


if __name__ == "__main__":
    main()
