#!/bin/sh
# The manual pages (TAP): lints find nothing unexpected, every row of the program's tables is in what a reader
# sees, the examples do what the pages say. What is not installed is skipped aloud.
set -u
BUILD=${BUILD:-build}
CC=${CC:-cc}
case $BUILD in /*) ;; *) BUILD=$PWD/$BUILD ;; esac
pages='lexwave.1 liblexwave.3 lexwave-script.5 lexwave-config.5 lexwave-words.7'
docs=$BUILD/docs
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
. tests/tap.sh
lacks() { skip "$1" "no $2" "$2"; } # lacks NAME PACKAGE
have() { command -v "$1" >/dev/null 2>&1; }

check "the pages were made" "$(for page in $pages; do [ -s "$docs/$page" ] || echo "$docs/$page"; done)"
[ "$bad" -eq 0 ] || tap_end

# ---- sections -------------------------------------------------------------------
# What each page must say something about.
wanted='
lexwave.1        NAME
lexwave.1        SYNOPSIS
lexwave.1        DESCRIPTION
lexwave.1        COMMANDS
lexwave.1        OPTIONS
lexwave.1        THE SCREEN
lexwave.1        KEYS
lexwave.1        THE VIEWS AND THEIR KEYS
lexwave.1        THE COMMAND LINE
lexwave.1        ENVIRONMENT
lexwave.1        FILES
lexwave.1        EXIT STATUS
lexwave.1        EXAMPLES
lexwave.1        NOTES ON TERMINALS
lexwave.1        SEE ALSO
liblexwave.3     NAME
liblexwave.3     LIBRARY
liblexwave.3     SYNOPSIS
liblexwave.3     DESCRIPTION
liblexwave.3     RETURN VALUES
liblexwave.3     FILES
liblexwave.3     EXAMPLES
liblexwave.3     SEE ALSO
liblexwave.3     CAVEATS
lexwave-script.5 NAME
lexwave-script.5 SYNOPSIS
lexwave-script.5 DESCRIPTION
lexwave-script.5 KEYS
lexwave-script.5 EXIT STATUS
lexwave-script.5 EXAMPLES
lexwave-script.5 SEE ALSO
lexwave-config.5 NAME
lexwave-config.5 SYNOPSIS
lexwave-config.5 DESCRIPTION
lexwave-config.5 OPTIONS
lexwave-config.5 NAMES OF ACTIONS
lexwave-config.5 EXAMPLES
lexwave-config.5 DIAGNOSTICS
lexwave-config.5 SEE ALSO
lexwave-words.7  NAME
lexwave-words.7  DESCRIPTION
lexwave-words.7  WORDS
lexwave-words.7  SEE ALSO
'
# section FILE NAME: what is in it: lines of text, and of macros that have text or a name.
section() {
    sed -n "/^\.Sh $2\$/,/^\.Sh /p" "$1" | grep -vE '^\.(Sh|Ss|Pp|Bl|El|Bd|Ed|\\"|$)' | grep '[[:alnum:]]'
}
# without FILE NAME: the page with that section's heading and nothing below it.
without() {
    awk -v name="$2" '/^\.Sh / { off = $0 == ".Sh " name; if (off) print } !off' "$1"
}
check "each page has its sections, and something in each" "$(echo "$wanted" | while read -r page name; do
    [ -z "$page" ] || section "$docs/$page" "$name" | grep -q . || echo "$page: $name"
done)"
check "an empty section would be found" "$(echo "$wanted" | while read -r page name; do
    [ -n "$page" ] || continue
    without "$docs/$page" "$name" >"$scratch/less"
    grep -qx "\.Sh $name" "$scratch/less" || echo "$page: $name: no heading"
    section "$scratch/less" "$name" | sed "s/^/$page: $name: /"
done)"

# ---- lints --------------------------------------------------------------------
# Pages that are not installed are not found: of these, those of the project are here, and the
# others (tmux, screen, terminfo) belong to programs that need not be.
expected='referenced manual not found: Xr (lexwave|lexwave-config|lexwave-script|lexwave-words|liblexwave|tmux|screen|terminfo) '
if have mandoc; then
    check "mandoc's lint finds nothing but pages that are not installed" \
        "$(for page in $pages; do mandoc -Tlint "$docs/$page" 2>/dev/null; done | grep -vE "$expected")"
else
    lacks "mandoc's lint finds nothing but pages that are not installed" mandoc
fi
check "every page that is referred to is made, or another program's" "$(
    sed -n 's/^\.Xr \([a-z-]*\) \([1-9]\).*/\1.\2/p' "$docs"/*.[1-9] | sort -u | while read -r page; do
        case $page in tmux.1 | screen.1 | terminfo.5) continue ;; esac
        [ -f "$docs/$page" ] || echo "$page"
    done)"
# doc.tmac comes with all of groff, which Debian's groff-base is enough for.
if have groff && echo .Dd | groff -mdoc >/dev/null 2>&1; then
    for device in utf8 ascii; do
        check "groff -T$device warns of nothing" \
            "$(for page in $pages; do groff -ww -mdoc -T$device "$docs/$page" 2>&1 >/dev/null; done)"
    done
else
    lacks "groff warns of nothing" groff
fi
# A page's name and the title of its section that did not fit were once shortened for ever.
if have groff && have timeout; then
    check "pages of any width come to their end" "$(for page in $pages; do
        for width in 30 38 40 50 64 65 80 132; do
            timeout 60 groff -mtty-char -Tutf8 -mandoc -rLL=${width}n -rLT=${width}n "$docs/$page" >"$scratch/narrow" 2>/dev/null ||
                echo "$page: $width columns: status $?"
            [ "$(wc -l <"$scratch/narrow")" -gt 20 ] || echo "$page: $width columns: no page"
        done
    done)"
else
    lacks "pages of any width come to their end" groff
fi
check "each form of the synopsis has its line" "$(
    for formatter in "mandoc -Tutf8" "groff -mdoc -Tutf8 -P-c"; do
        have "${formatter%% *}" || continue
        # shellcheck disable=SC2086 # its options are words
        GROFF_NO_SGR=1 $formatter "$docs/lexwave.1" 2>/dev/null | sed 's/.\x08//g; /^DESCRIPTION/q' >"$scratch/synopsis"
        for command in '\[OPTIONS\]' encode render table train help; do
            grep -q "^     lexwave $command " "$scratch/synopsis" || echo "$formatter: $command"
        done
    done)"
if have man && have lexgrog; then # as lintian looks at pages
    check "man warns of nothing" "$(for page in $pages; do
        LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$docs/$page" 2>&1 >/dev/null
    done)"
    check "lexgrog finds each page's name and line" "$(for page in $pages; do
        found=$(lexgrog "$docs/$page" 2>&1)
        case $found in *": \"${page%.*} - "*) ;; *) echo "$found" ;; esac
    done)"
else
    lacks "man warns of nothing" man-db
fi

# ---- what a reader sees ---------------------------------------------------------
if have mandoc; then
    see() { mandoc -T"$2" -O width=78 "$docs/$1" 2>/dev/null | sed 's/.\x08//g'; }
elif have groff; then
    # Without hyphens of its own, as groff 1.22 and 1.23 have them told.
    see() {
        sed 's/^\.Os$/&\n.nr doc-hyphen-flags 0/' "$docs/$1" | GROFF_NO_SGR=1 groff -rHY=0 -mdoc -P-c -T"$2" 2>/dev/null | sed 's/.\x08//g'
    }
else
    skip "what a reader sees" "no mandoc, no groff" "mandoc"
    tap_end
fi
export LC_ALL=C.UTF-8
for page in $pages; do
    see "$page" utf8 >"$scratch/$page.txt"
    # One line with single blanks: of this, what a table says is a part. A hyphen at a line's end is the word's.
    tr '\n' ' ' <"$scratch/$page.txt" | sed 's/‐/-/g; s/\([[:alnum:]]\)- \{5,\}/\1-/g; s/  */ /g' >"$scratch/$page.line"
done
check "no line is wider than 80 columns" "$(grep -nE '^.{81,}' "$scratch"/*.txt | sed 's|^.*/||')"
check "no character is lost in ASCII but those that have no picture there" "$(for page in $pages; do
    see "$page" ascii | grep -n '<?>' | grep -vE '<\?> (all equal|equal|one code)|P\.P<\?>|have <\?> beside|<\?> is the share' |
        sed "s/^/$page: /"
done)"
check "no heading was taken for a macro" "$(grep -h '^   [^ ]' "$scratch"/*.txt | grep '^   <')"
# mandoc's last line names the system, and groff's the program.
check "the version and its day are there" "$(
    version=$(sed -n 's/^#define LEXWAVE_VERSION "\(.*\)"/\1/p' include/lexwave.h)
    year=$(sed -n 's/^#define LEXWAVE_DATE "\([0-9]*\)-.*/\1/p' include/lexwave.h)
    for page in $pages; do
        tail -n 2 "$scratch/$page.txt" | grep -q ", $year " || tail -n 2 "$scratch/$page.txt"
        if have groff && echo .Dd | groff -mdoc >/dev/null 2>&1; then
            GROFF_NO_SGR=1 groff -mdoc -P-c -Tutf8 "$docs/$page" 2>/dev/null | grep . | tail -n 1 |
                grep -v "^lexwave $version .*, $year .*lexwave $version\$"
        fi
    done)"

# shellcheck disable=SC2086 # flags are words
$CC -std=gnu11 ${OPT:-} ${CFLAGS:-} -w -Iinclude -Isrc -o "$scratch/tables" tests/manual/tables.c \
    "$BUILD/libkit.a" "$BUILD/libcore.a" ${LDFLAGS:-} -lm >"$scratch/log" 2>&1
"$scratch/tables" 2>>"$scratch/log" | sed 's/…/.../g' >"$scratch/tables.tsv"
check "the tables can be read" "$([ -s "$scratch/tables.tsv" ] || cat "$scratch/log")"

# in_page PAGE PATTERN [MIN]: each row of the tables of that kind, its fields one after the other, is in the page.
in_page() {
    grep "^$2	" "$scratch/tables.tsv" | cut -f2- | awk -v page="$scratch/$1.line" '
        function squeeze(s) { gsub(/[ \t]+/, " ", s); return s }
        BEGIN { RS = "\001"; getline text < page; RS = "\n"; text = squeeze(text) }
        # The page begins a sentence with a capital letter, or takes the phrase as it is.
        function upper(s) { return toupper(substr(s, 1, 1)) substr(s, 2) }
        {
            fields = split($0, field, "\t")
            as_is = sentence = fields == 1 ? "" : field[1] " "
            as_is = squeeze(as_is field[fields])
            sentence = squeeze(sentence upper(field[fields]))
            if (!index(text, as_is) && !index(text, sentence)) print as_is
        }
        END { if (NR == 0) print "the tables have none" }'
}
check "every option, long and short, with what it takes" "$(in_page lexwave.1 option)"
check "every name that options take" "$(in_page lexwave.1 value | sed 's/^[^ ]* //' | while read -r name; do
    grep -qF -- "$name" "$scratch/lexwave.1.line" || echo "$name"
done)"
check "every key with what it does" "$(in_page lexwave.1 keys)"
check "every view" "$(in_page lexwave.1 view | while read -r title page; do
    grep -qF "$title, view " "$scratch/lexwave.1.line" || echo "$title"
    grep -qF "$page" "$scratch/lexwave.1.line" || echo "$page"
done)"
check "every gesture of the mouse" "$(in_page lexwave.1 gesture)"
check "every panel" "$(in_page lexwave.1 panel)"
check "every command of the : line" "$(in_page lexwave.1 verb)"
check "every option of the config file" "$(in_page lexwave-config.5 config)"
check "every action with its keys" "$(in_page lexwave-config.5 action)"
check "every option of the : line is in one page or the other" "$(grep '^line	' "$scratch/tables.tsv" | cut -f2 | while read -r name; do
    grep -qE "^     $name( |\$)" "$scratch/lexwave.1.txt" "$scratch/lexwave-config.5.txt" || echo "$name"
done)"
check "every name of a key" "$(in_page lexwave-script.5 key)"
check "every word of scripts" "$(in_page lexwave-script.5 word)"
check "every escape of scripts" "$(in_page lexwave-script.5 escape)"
# Without what joins a number or another text to them, with N for a number that they are.
tab=$(printf '\t')
sed -i "/^label$tab/{ s/ –\$//; s/\([^$tab ]\)[ ,:=]*\$/\1/; s/${tab}\([+−]\)[0-9]*\$/$tab\1N/; /$tab= \.\$/d; }" "$scratch/tables.tsv"
check "no label is a fragment" "$(sed -n '/^\.Sh WORDS/,/^\.Sh SEE/s/^\.It Sy //p' "$docs/lexwave-words.7" |
    grep -E '[,:=]"?$|\(en"?$|^"?\\&(\+|\\\(mi)[0-9]')"
check "every label of the screen" "$(in_page lexwave-words.7 label)"
check "what every label means" "$(in_page lexwave-words.7 meaning)"

# ---- the library ----------------------------------------------------------------
# Prototypes, one a line, without blanks that differ.
tidy() { tr '\n' ' ' | sed 's/;/;\n/g' | sed 's/  */ /g; s/^ //; s/ \* *\([a-z]\)/ *\1/g; s/( /(/g' | sed '/^ *$/d' | LC_ALL=C sort; }
awk 'sub(/^LEXWAVE_API/, "") { on = 1 } on { print } /;/ { on = 0 }' include/lexwave.h | tidy >"$scratch/header"
sed -n '/^SYNOPSIS/,/^DESCRIPTION/p' "$scratch/liblexwave.3.txt" | sed '1,2d; $d; /#include/d' | tidy >"$scratch/synopsis"
check "every function of the library, as its header has it" "$(diff "$scratch/header" "$scratch/synopsis")"
check "every constant of the library's results" "$(grep -o 'LEXWAVE_\(OK\|ERROR_[A-Z]*\)' include/lexwave.h | sort -u | while read -r name; do
    grep -qw "$name" "$scratch/liblexwave.3.line" || echo "$name"
done)"

# ---- the environment ------------------------------------------------------------
# Names of variables are the strings in capitals of the files that read them, but for UTF, which is
# part of a locale's name, and RGB, a capability of terminfo.
check "every variable of the environment that the program reads" "$(
    find src -name '*.c' ! -path 'src/docs/*' -exec grep -lE 'getenv|environment[(]|slots_own_path' {} + | while read -r file; do
        grep -oE '"[A-Z][A-Z_]{2,}"' "$file" | tr -d '"'
    done | sort -u | grep -vxE 'UTF|RGB' | while read -r name; do
        sed -n '/^ENVIRONMENT/,/^FILES/p' "$scratch/lexwave.1.txt" | grep -qw "$name" || echo "$name"
    done)"
check "the environment's section names no other variable" "$(
    sed -n '/^\.Sh ENVIRONMENT/,/^\.Sh /p' "$docs/lexwave.1" | sed -n 's/^\.It //p' | tr -d ',' | tr ' ' '\n' | grep -vx Ev |
        grep . | while read -r name; do
        # What curses itself reads.
        [ "$name" = TERMINFO_DIRS ] || grep -rqF "\"$name\"" src/term src/cli src/formats src/base || echo "$name"
    done)"

# ---- examples -------------------------------------------------------------------
# Blocks of lines shown as they are: a file, where the first line is "# NAME: …", or commands
# after "$ ", each followed by what it prints.
work=$scratch/work
mkdir "$work" "$work/bin" "$work/home"
ln -s "$BUILD/lexwave" "$work/bin/lexwave"
blocks() { # blocks PAGE: its lines, each block ended by a line of its own
    sed -n '/^\.Bd -literal/,/^\.Ed/p' "$docs/$1" | grep -v '^\.Bd' |
        sed 's/\\-/-/g; s/\\(mi/−/g; s/\\(ha/^/g; s/\\(aq/'"'"'/g; s/\\(dq/"/g; s/\\&//g; s/\\e/\\/g'
}
in_work() { # in_work COMMAND...
    (
        cd "$work" || exit
        export PATH="$work/bin:$PATH" HOME="$work/home"
        unset XDG_STATE_HOME XDG_CONFIG_HOME NO_COLOR
        "$@"
    )
}
# try COMMAND FILE: it prints what the file has.
try() {
    name="as the page says: $1"
    case $1 in
    *lexwave\ encode* | *lexwave\ render* | *lexwave\ table* | *lexwave\ train* | *lexwave\ help*)
        in_work sh -c "$1" >"$scratch/out" 2>&1 </dev/null
        check "$name" "$(diff "$2" "$scratch/out")" ;;
    *)
        have python3 || { lacks "$name" python3; return; }
        in_work python3 "$PWD/tests/manual/on_terminal.py" "$1"
        status=$?
        check "$name" "$([ "$status" -eq 0 ] || echo "its status is $status")" ;;
    esac
}
tried=0
play_block() { # of the lines in $scratch/block
    IFS= read -r first <"$scratch/block" || return 0
    case $first in
    '# '*:* | '// '*:*) # a comment of its own language
        file=${first#* }
        cp "$scratch/block" "$work/${file%%:*}"
        return ;;
    '$ '*) ;;
    *) return ;;
    esac
    command=''
    : >"$scratch/wanted"
    while IFS= read -r line; do
        case $line in
        '$ '*)
            [ -z "$command" ] || try "$command" "$scratch/wanted"
            command=${line#\$ }
            tried=$((tried + 1))
            : >"$scratch/wanted" ;;
        *) printf '%s\n' "$line" >>"$scratch/wanted" ;;
        esac
    done <"$scratch/block"
    try "$command" "$scratch/wanted"
}
# The library's example as a program: what the page says that it prints is the block after it.
play_program() { # play_program FILE OUTPUT
    # shellcheck disable=SC2086 # flags are words
    $CC ${OPT:-} ${CFLAGS:-} -Iinclude -o "$scratch/program" "$1" "$BUILD/lib/liblexwave.a" ${LDFLAGS:-} -lm >"$scratch/out" 2>&1 &&
        "$scratch/program" >"$scratch/out" 2>&1
    check "the example of the library prints what its page says" "$(diff "$2" "$scratch/out")"
}
for page in $pages; do
    : >"$scratch/block"
    blocks "$page" >"$scratch/blocks"
    while IFS= read -r line <&3; do
        case $line in
        .Ed)
            play_block
            : >"$scratch/block" ;;
        *) printf '%s\n' "$line" >>"$scratch/block" ;;
        esac
    done 3<"$scratch/blocks"
done
if [ -f "$BUILD/lib/liblexwave.a" ]; then
    blocks liblexwave.3 | awk '/^\.Ed/ { last = block; block = ""; next } { block = block $0 "\n" } END { printf "%s", last }' \
        >"$scratch/printed"
    play_program "$work/rows.c" "$scratch/printed"
else
    skip "the example of the library prints what its page says" "no build/lib/liblexwave.a: make library"
fi
check "the pages have examples" "$([ "$tried" -ge 10 ] || echo "$tried")"
check "the key script of the example is played" "$([ -s "$work/lesson.keys" ] || echo "there is none")"
# The file of the example as a person's own: the terminal program starts with it.
mkdir -p "$work/home/.config/lexwave"
cp "$work/projector.config" "$work/home/.config/lexwave/config"
if have python3; then
    in_work python3 "$PWD/tests/manual/on_terminal.py" "lexwave --fresh 'you win'"
    status=$?
    check "the terminal program starts with the config of the example" \
        "$([ "$status" -eq 0 ] || echo "its status is $status")"
else
    lacks "the terminal program starts with the config of the example" python3
fi

# ---- how the pages are made -------------------------------------------------------
# A build for another machine has the program that makes them in a folder of its own.
maker=$BUILD/gen/docs
[ -x "$BUILD/native/gen/docs" ] && maker=$BUILD/native/gen/docs
make_pages() { # make_pages FOLDER VARIABLES...: into $scratch/FOLDER
    mkdir -p "$scratch/$1"
    to=$scratch/$1
    shift
    env "$@" "$maker" assets/manual "$to"
}
make_pages here LC_ALL=C.UTF-8
make_pages there LC_ALL=C LANG=de_DE.UTF-8 TZ=Pacific/Auckland HOME=/nonexistent COLUMNS=40 SOURCE_DATE_EPOCH=1 TERM=dumb
check "the pages depend on nothing around their making" "$(diff -r "$scratch/here" "$scratch/there")"
check "the pages are those of the tables" "$(for page in $pages; do cmp "$scratch/here/$page" "$docs/$page" 2>&1; done)"

mkdir "$scratch/prose"
# refuses WHAT TEXT MESSAGE: prose of that text makes no page, and why is said.
refuses() {
    cp assets/manual/*.in "$scratch/prose"
    printf '%b' "$2" >"$scratch/prose/lexwave.1.in"
    mkdir -p "$scratch/refused"
    rm -f "$scratch/refused"/*
    said=$("$maker" "$scratch/prose" "$scratch/refused" 2>&1) && said="it was taken: $said"
    [ -e "$scratch/refused/lexwave.1" ] && said="a page was made: $said"
    check "prose $1 is refused" "$(case $said in *"$3"*) ;; *) echo "$said" ;; esac)"
}
refuses "that asks for an unknown part" '.Sh NAME\n.\\" @NOTHING\n' 'lexwave.1: line 2: there is no part @NOTHING'
refuses "that asks within a line" 'see \\" @KEYS body\n' 'line 1: a part is asked for'
refuses "that asks for keys of no place" '.\\" @KEYS nowhere\n' 'there is no such place'
refuses "that asks for meanings of no names" '.\\" @MEANINGS seed\n' '@MEANINGS seed'
refuses "of a character that has no spelling" 'a \0342\0230\0203\n' 'U+2603 has no row'
refuses "that is missing" '' 'its prose is missing'

tap_end
