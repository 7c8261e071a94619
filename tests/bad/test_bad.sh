#!/bin/sh
# What bad input gets: the exit status, one line on standard error that names
# the thing, the place and the mend, nothing on standard output; and that
# nothing unsafe in text, files or names reaches an output.
set -u
BUILD=${BUILD:-build}
case $BUILD in /*) program=$BUILD/lexwave-headless ;; *) program=$PWD/$BUILD/lexwave-headless ;; esac
. tests/tap.sh
needs "$program"
work=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
out=$work/out err=$work/err input=/dev/null
# ---- what may not be in an output: C0 but for the newline, DEL, C1, line and
# paragraph separators, bidirectional controls, bytes that are not UTF-8 -----
unsafe_controls=$(printf '[\001-\011\013-\037\177]')
unsafe_c1=$(printf '\302[\200-\237]')
unsafe_e280=$(printf '\342\200[\216\217\250-\256]')
unsafe_e281=$(printf '\342\201[\246-\251]')
unsafe_alm=$(printf '\330\234')
escape=$(printf '\033')

unsafe() { # unsafe FILE: what is unsafe in it
    LC_ALL=C grep -an -e "$unsafe_controls" -e "$unsafe_c1" -e "$unsafe_e280" -e "$unsafe_e281" -e "$unsafe_alm" "$1" |
        head -n 3
    [ "$(LC_ALL=C tr -cd '\000' <"$1" | wc -c)" -eq 0 ] || echo "a NUL byte"
    iconv -f UTF-8 -t UTF-8 "$1" >/dev/null 2>&1 || echo "not UTF-8"
}
unsafe_ansi() { # the same, apart from the format's own SGR sequences
    LC_ALL=C sed "s/$escape\[[0-9;]*m//g" "$1" >"$work/plain"
    unsafe "$work/plain"
}
for byte in '\033' '\177' '\011' '\302\233' '\342\200\256' '\342\200\250' '\342\201\246' '\330\234' '\377' '\000'; do
    # shellcheck disable=SC2059
    printf "ok $byte\n" >"$work/probe"
    [ -n "$(unsafe "$work/probe")" ] || echo "$byte is not noticed"
done >"$work/problems"
printf 'ok \342\220\233 \342\237\250 \303\251 \342\200\246\n' >"$work/probe"
check "this test notices every kind of unsafe byte, and no other" "$(cat "$work/problems"; unsafe "$work/probe")"

# ---- running --------------------------------------------------------------
run() {
    "$program" "$@" >"$out" 2>"$err" <"$input"
    status=$?
}
complaint() { # complaint STATUS WORDS...: what is wrong with a refusal
    [ "$status" -eq "$1" ] || echo "exit status $status, not $1"
    shift
    [ -s "$out" ] && echo "$(wc -c <"$out") bytes on standard output"
    [ "$(wc -l <"$err")" -eq 1 ] || echo "$(wc -l <"$err") lines on standard error"
    grep -q '^lexwave: ' "$err" || echo "standard error does not begin with the program's name"
    for word; do
        grep -qF -e "$word" "$err" || echo "\"$word\" is not said"
    done
    unsafe "$err"
}
refuses() { # refuses NAME STATUS PLACE MEND ARGUMENTS...
    name=$1 wanted=$2 place=$3 mend=$4
    shift 4
    run "$@"
    problem=$(complaint "$wanted" "$place" "$mend")
    check "$name" "${problem:+$problem, but: $(cat "$err")}"
}
works() { # prints what is wrong with a run that should succeed
    run "$@"
    [ "$status" -eq 0 ] || echo "exit status $status"
    [ -s "$err" ] && cat "$err"
}
takes() { # takes NAME ARGUMENTS...
    name=$1
    shift
    check "$name" "$(works "$@"; [ -s "$out" ] || echo "nothing on standard output")"
}

# ---- text -----------------------------------------------------------------
# Every C0 control but NUL, DEL, every C1 control, every byte that is not UTF-8
# alone, separators, bidirectional controls, and what markup and CSV escape.
poison() {
    i=1
    while [ $i -lt 256 ]; do
        byte="\\$((i / 64))$((i / 8 % 8))$((i % 8))"
        [ $i -lt 32 ] || [ $i -ge 127 ] && printf "$byte|"
        [ $i -ge 128 ] && [ $i -lt 160 ] && printf "\\302$byte "
        i=$((i + 1))
    done
    printf '\330\234 \342\200\216 \342\200\217 \342\200\250 \342\200\251 a\342\200\252b'
    printf ' \342\200\253 \342\200\254 \342\200\255 \342\200\256 \342\201\246 \342\201\247 \342\201\250 \342\201\251'
    printf ' <b>&amp;"\047,;=cmd]]>\\ <\314\201 \357\277\276 \363\240\200\201 \355\240\200 \364\220\200\200'
    printf ' \300\200 e\314\201\314\202\314\203'
}
poison >"$work/poison.txt"
text=$(cat "$work/poison.txt")

bytes_of() { # bytes_of COMMAND FORMAT ARGUMENTS...: what is unsafe in an output
    command=$1 format=$2
    shift 2
    works "$command" --format "$format" "$@"
    [ -s "$out" ] || echo "no output"
    if [ "$format" = ansi ]; then unsafe_ansi "$out"; else unsafe "$out"; fi
}
safe_everywhere() { # safe_everywhere NAME ARGUMENTS...
    name=$1
    shift
    for format in table csv json; do
        check "$name: encode $format" "$(bytes_of encode $format -d 2 "$@")"
    done
    for format in text ansi svg html roles; do
        check "$name: render $format" "$(bytes_of render $format --size 200x60 "$@")"
    done
}
safe_everywhere "unsafe text" -- "$text"
input=$work/poison.txt
safe_everywhere "unsafe text from standard input" --tokenizer character
safe_everywhere "unsafe bytes" --tokenizer byte -
input=/dev/null
safe_everywhere "unsafe corpus" --corpus "$work/poison.txt" -- "$text"
unsafe_name=$(printf 'n\033[31m\302\233\342\200\256\177\377\nx')
printf 'a b a' >"$work/$unsafe_name"
safe_everywhere "unsafe corpus name" --corpus "$work/$unsafe_name" -- 'a b c'
check "--ascii in a locale without UTF-8 leaves nothing but ASCII" "$(
    export LC_ALL=C
    for command in 'encode -d 2' 'render --format text' 'render --format roles'; do
        # shellcheck disable=SC2086
        works $command --ascii --corpus "$work/$unsafe_name" -- "$text"
        LC_ALL=C grep -an "$(printf '[\200-\377]')" "$out" | head -n 2
    done)"
check "--ascii in a locale of UTF-8 leaves a text its characters, whether that is installed" "$(
    for locale in C.UTF-8 no_SUCH.UTF-8; do
        for format in text ansi html svg; do
            LC_ALL=$locale "$program" render --ascii --format $format 'né 狗' >"$out" 2>&1
            grep -q 'né' "$out" && grep -q '狗' "$out" || echo "$locale, $format"
        done
    done)"
views=$("$program" render --help | sed -n 's/.*--view NAME *which view: //p' | sed 's/, / /g; s/ or / /')
for view in $views; do
    check "unsafe text, corpus and corpus name in the $view view" "$(
        bytes_of render text --view "$view" --corpus "$work/poison.txt" -- "$text"
        bytes_of render html --view "$view" --tokenizer byte --corpus "$work/poison.txt" -- "$text"
        bytes_of render text --view "$view" --corpus "$work/$unsafe_name" --size 200x60 -- "$text")"
done
printf 'paste:"' >"$work/poison.keys"
tr -d '"\\' <"$work/poison.txt" >>"$work/poison.keys"
printf '" Tab d paste:"\\e[31m \342\200\256" Enter' >>"$work/poison.keys"
check "unsafe text that is typed and pasted" "$(
    for format in text ansi svg html roles; do bytes_of render $format --script "$work/poison.keys" hi; done)"

pictures() { # pictures ARGUMENTS...: which are missing
    works "$@" --tokenizer character -- "$(printf '\033\177\t \302\233 \342\200\256 \377')"
    for picture in ␛ ␡ ␉ '⟨U+009B⟩' '⟨U+202E⟩' '�'; do grep -qF "$picture" "$out" || echo "no $picture: $*"; done
}
check "unsafe characters are shown as pictures or code points" "$(
    pictures render --format text
    pictures encode --format csv
    pictures encode --format table
    export LC_ALL=C
    works render --format text --ascii "$(printf '\033 \302\233 \342\200\256 \377')"
    grep -qF '^[ <U+009B> <U+202E> ?' "$out" || sed -n 3p "$out")"

bad_text=$(printf 'a\377b\303 \360\237\230 caf\303\251')
check "each byte that is not UTF-8 is counted" "$(
    works encode -d 1 "$bad_text"
    head -n 1 "$out" | grep -q '5 bad bytes$' || head -n 1 "$out"
    works render --format text "$bad_text"
    grep -q '5 bad bytes' "$out" || sed -n 3p "$out"
    works encode -d 1 "$(printf '\200')"
    head -n 1 "$out" | grep -q '1 bad byte$' || head -n 1 "$out"
    works encode -d 1 fine
    head -n 1 "$out" | grep 'bad')"
check "each byte that is not UTF-8 is U+FFFD" "$(
    for format in table csv json; do
        works encode -d 1 --format $format "$bad_text"
        count=$(LC_ALL=C grep -ao "$(printf '\357\277\275')" "$out" | wc -l)
        [ "$count" -eq 5 ] || echo "$format: $count, not 5"
    done)"

printf 'a\000b\000\000' >"$work/nul"
input=$work/nul
check "NUL bytes are characters as others" "$(
    works encode -d 1 --format json --tokenizer character
    [ "$(grep -c '"text": "\\u0000"' "$out")" -eq 3 ] || cat "$out"
    works encode -d 1 --format csv
    [ "$(grep -c "$(printf '\342\220\200')" "$out")" -eq 3 ] || cat "$out"
    unsafe "$out")"
input=/dev/null
takes "an empty text" encode -d 2 ''
takes "a text of white space" encode -d 2 "$(printf ' \t \342\200\203')"
takes "an empty standard input" encode -d 2
takes "an empty text drawn" render ''

run encode -d 1 hi <&-
check "standard input closed, and not needed" "$([ "$status" -eq 0 ] || cat "$err")"
closed() { "$program" "$@" >"$out" 2>"$err" <&-; status=$?; }
closed encode
check "standard input closed, and needed" "$(complaint 1 'standard input' 'name a file')"
: >"$out"
"$program" encode -d 1 hi 2>"$err" >&-
status=$?
check "standard output closed" "$(complaint 1 'standard output' 'name a file')"
"$program" encode --nope 2>&- >"$out" </dev/null
check "standard error closed" "$([ $? -eq 2 ] && [ ! -s "$out" ] || echo "not exit status 2")"
input=$work
refuses "standard input is a directory" 1 'standard input' 'name a file' encode -
input=/dev/null

# ---- very long texts ------------------------------------------------------
awk 'BEGIN { for (i = 0; i < 130000; i++) printf "w%d ", i }' >"$work/words"
awk 'BEGIN { for (i = 0; i < 40000; i++) printf "you win or you die. 123 " }' >"$work/sentence"
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "aaaaaaaaaa" }' >"$work/word"
tr 'a' '\377' <"$work/word" >"$work/not-utf8"
tr 'a' '\012' <"$work/word" >"$work/newlines"
awk 'BEGIN { for (i = 0; i < 500000; i++) printf "\314\201" }' >"$work/marks"
for long in words sentence word not-utf8 newlines marks; do
    input=$work/$long
    check "a megabyte of $long" "$(
        works encode -d 1 --format npy --tokenizer character
        bytes_of render svg
        works render --tokenizer byte)"
done
input=$work/sentence
for view in $views; do
    check "a megabyte in the $view view" "$(bytes_of render text --view "$view")"
done
check "a megabyte in every format" "$(
    for format in json csv table; do bytes_of encode $format -d 1; done
    for format in text ansi html roles; do bytes_of render $format; done)"
input=/dev/null

# ---- files that cannot be read ---------------------------------------------
printf ' \n\t\342\200\203\342\200\213\n' >"$work/blank"
: >"$work/empty"
refuses "corpus: missing" 1 "$work/missing: " 'check the name' encode --corpus "$work/missing" hi
refuses "corpus: a directory" 1 "$work: is a directory" 'name a file' encode --corpus "$work" hi
refuses "corpus: below a file" 1 "$work/words/x: " 'check the name' encode --corpus "$work/words/x" hi
refuses "corpus: empty" 1 "$work/empty: is empty" 'built from the words' encode --corpus "$work/empty" hi
refuses "corpus: only white space" 1 "$work/blank: " 'white space' render --corpus "$work/blank" hi
refuses "corpus: standard input, empty" 1 '-: is empty' 'built from the words' encode --corpus - hi
refuses "corpus: a name of nothing" 2 '--corpus' 'FILE' encode --corpus= hi
long_name=$(printf '%0300d' 0)
refuses "corpus: a name too long" 1 '000: ' 'use a shorter one' encode --corpus "$work/$long_name" hi
refuses "script: missing" 1 "$work/missing: " 'check the name' render --script "$work/missing" hi
refuses "script: a directory" 1 "$work: is a directory" 'name a file' render --script "$work" hi
refuses "config: missing" 1 "$work/missing: " 'check the name' encode --config "$work/missing" hi
refuses "config: a directory" 1 "$work: is a directory" 'name a file' render --config "$work" hi
bad_config() { # bad_config NAME PLACE MEND LINES: refused by the terminal program and by the others
    printf "$4" >"$work/config"
    refuses "config: $1" 1 "$work/config: $2" "$3" encode --config "$work/config" hi
    mkdir -p "$work/xdg/lexwave"
    printf "$4" >"$work/xdg/lexwave/config"
    old=${XDG_CONFIG_HOME:-}
    export XDG_CONFIG_HOME="$work/xdg"
    refuses "config of the terminal program: $1" 1 "$work/xdg/lexwave/config: $2" "$3"
    XDG_CONFIG_HOME=$old
}
bad_config "an option that is none" 'line 2: there is no option d-modle' 'did you mean d-model?' 'seed 1\nd-modle 4\n'
bad_config "a value out of range" 'line 1: d-model 0: ' 'from 1 to 16384' 'd-model 0'
bad_config "a value that is none" 'line 3: theme: ' 'dark, light' '\n#\ntheme\n'
bad_config "a key that is none" 'line 1: there is no key Lefty' 'PgUp' 'key Lefty quit'
bad_config "an action that is none" 'line 1: there is no action qiut' 'did you mean quit?' 'key x qiut'
bad_config "unsafe bytes" 'line 1: there is no option ' 'man lexwave-config' '\033[31m\377\302\233 1'
bad_config "a very long line" 'line 1: there is no option ' 'man lexwave-config' "$(printf '%0200000d' 7)"
bad_config "a NUL byte" 'line 1: holds a NUL byte' 'is text' 'a\000b'
printf 'd-model 3\n' >"$work/xdg/lexwave/config"
check "a config of the terminal program is none of the others'" "$(
    XDG_CONFIG_HOME=$work/xdg works encode hi
    grep -q 'd_model 16' "$out" || head -n 1 "$out"
    works encode --config "$work/xdg/lexwave/config" hi
    grep -q 'd_model 3' "$out" || head -n 1 "$out"
    works encode --config "$work/xdg/lexwave/config" -d 5 hi
    grep -q 'd_model 5' "$out" || head -n 1 "$out")"
refuses "an unsafe name is shown, not sent" 1 'n^[[31m<U+009B><U+202E>^??^Jx: ' 'check the name' \
    encode --corpus "$unsafe_name" hi

mkfifo "$work/fifo"
for option in corpus config; do
    refuses "$option: a FIFO" 1 "$work/fifo: is a pipe, not a file" 'save what comes' encode --$option "$work/fifo" hi
    for device in null zero tty; do
        refuses "$option: /dev/$device" 1 "/dev/$device: is a device, not a file" 'name a file' \
            encode --$option /dev/$device hi
    done
done
for words in "INT encode hi" "TERM render --size 20x5 hi" "HUP table --format csv"; do
    # shellcheck disable=SC2086
    set -- $words
    signal=$1
    shift
    status=0
    timeout -s "$signal" -k 60 0.7 "$program" "$@" -o "$work/fifo" >/dev/null 2>&1 || status=$?
    check "SIG$signal ends $1, which waits for a reader of a FIFO" "$([ $status -eq 124 ] || echo "status $status")"
done
refuses "script: a FIFO" 1 "$work/fifo: is a pipe, not a file" 'save what comes' render --script "$work/fifo" hi

if truncate -s 1073741825 "$work/large" 2>/dev/null; then
    refuses "corpus: too large" 1 "$work/large: is too large" 'at most 1073741824' encode --corpus "$work/large" hi
    truncate -s 67108865 "$work/large"
    input=$work/large
    refuses "standard input: too large" 1 'standard input: is too large' 'at most 67108864 can be read): use a smaller one' encode
    input=/dev/null
    truncate -s 1048577 "$work/large"
    refuses "script: too large" 1 "$work/large: is too large" 'at most 1048576' render --script "$work/large" hi
else
    skip "files that are too large" "no sparse files here"
fi

# Root may read everything: the test is for other users.
as_other() { "$@"; }
[ "$(id -u)" -ne 0 ] || as_other() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
open=$(env -u TMPDIR mktemp -d) && chmod 755 "$open" && cp "$program" "$open/program" && chmod 755 "$open/program"
printf 'a b' | tee "$open/readable" >"$open/closed"
chmod 644 "$open/readable"
chmod 000 "$open/closed"
printf 'old' >"$open/old.csv"
chmod 444 "$open/old.csv"
mkdir "$open/sealed"
chmod 555 "$open/sealed"
if as_other "$open/program" encode --corpus "$open/readable" hi >/dev/null 2>&1; then
    other=$program program=as_other_program
    as_other_program() { as_other "$open/program" "$@"; }
    refuses "corpus: not readable" 1 "$open/closed: may not be read" 'change its permissions' \
        encode --corpus "$open/closed" hi
    refuses "script: not readable" 1 "$open/closed: may not be read" 'change its permissions' \
        render --script "$open/closed" hi
    refuses "output: a file that may not be written" 1 "$open/old.csv: may not be written" 'change the permissions' \
        table -o "$open/old.csv"
    refuses "output: a directory that may not be written" 1 "$open/sealed/x.csv: may not be written" \
        'change the permissions' table -o "$open/sealed/x.csv"
    check "what may not be written stays as it was" "$([ "$(cat "$open/old.csv")" = old ] || cat "$open/old.csv")"
    program=$other
else
    skip "files without permission" "neither root with setpriv nor another user"
fi
chmod 755 "$open/sealed"
rm -rf "$open"

# ---- places that cannot be written -----------------------------------------
for command in encode 'render hi' table; do
    refuses "$command: into a directory that is missing" 1 "$work/no/x.csv: its directory does not exist" 'make it' \
        $command -o "$work/no/x.csv" --format "$([ "$command" = "render hi" ] && echo text || echo csv)"
    refuses "$command: onto a directory" 1 "$work: is a directory" 'name a file' \
        $command -o "$work" --format "$([ "$command" = "render hi" ] && echo text || echo csv)"
    if [ -c /dev/full ]; then
        refuses "$command: onto a full device" 1 '/dev/full: no space' 'free some' $command -o /dev/full
        "$program" $command >/dev/full 2>"$err" </dev/null
        status=$?
        : >"$out"
        check "$command: standard output full" "$(complaint 1 'standard output: no space' 'free some')"
    else
        skip "$command: onto a full device" "there is no /dev/full"
    fi
    refuses "$command: a name of nothing" 2 '--output' 'FILE' $command -o ''
    refuses "$command: an ending of no format" 1 "$work/x.png: its ending" 'or --format' $command -o "$work/x.png"
done
for option in --help --version; do
    [ -c /dev/full ] || break
    "$program" $option >/dev/full 2>"$err"
    status=$?
    : >"$out"
    check "$option: standard output full" "$(complaint 1 'standard output' 'disk full')"
done
refuses "table: no ending" 1 "$work/x: its ending" '.csv or .npy' table -o "$work/x"
ln -s "$work/loop" "$work/loop"
refuses "output: links that lead round" 1 "$work/loop: " 'name the file itself' encode -o "$work/loop"
printf 'Tab\nLefty' >"$work/keys"
printf 'old' >"$work/kept.svg"
refuses "a failure before the end writes no file" 1 "$work/keys: line 2: Lefty" 'quotes' \
    render --script "$work/keys" -o "$work/kept.svg" hi
check "leaves the file that was there" "$([ "$(cat "$work/kept.svg")" = old ] || head -c 200 "$work/kept.svg")"
printf 'old' >"$work/kept.csv"
# shellcheck disable=SC3045 # dash has it, and where it is not known, no core is written either
limited() { (ulimit -c 0; ulimit -f 8; exec "$program" "$@"); }
limited table --positions 0:9999 -o "$work/kept.csv" >"$out" 2>"$err" </dev/null
status=$?
check "a file that grows beyond the limit" "$(complaint 1 "$work/kept.csv: grew beyond" 'ask for less')"
check "leaves the one that was there" "$([ "$(cat "$work/kept.csv")" = old ] || head -c 200 "$work/kept.csv")"
check "no half-written file is left" "$(find "$work" -name '*.partial')"
# In blocks, written past the stream's buffer: the reason is kept until the end.
limited table --positions 0:99999 -o "$work/kept.npy" >"$out" 2>"$err" </dev/null
status=$?
check "a large file that grows beyond the limit" "$(complaint 1 "$work/kept.npy: grew beyond" 'ask for less')"
check "and leaves nothing" "$(find "$work" -name '*.partial'; ls "$work/kept.npy" 2>/dev/null)"
for command in 'encode -d 512 word' 'render --format html hi' 'table'; do
    limited $command -o "$work/kept.csv" --format "$(case $command in *html*) echo html ;; *) echo csv ;; esac)" \
        >"$out" 2>"$err" </dev/null
    status=$?
    check "$command: a file beyond the limit" "$(complaint 1 "$work/kept.csv: grew beyond" 'ask for less')"
    limited $command >"$work/limited" 2>"$err" </dev/null
    status=$?
    : >"$out"
    check "$command: standard output beyond the limit" "$(complaint 1 'standard output: grew beyond' 'ask for less')"
done
check "each leaves the one that was there" "$([ "$(cat "$work/kept.csv")" = old ] || head -c 200 "$work/kept.csv")"
if [ -c /dev/full ]; then
    refuses "table: a block onto a full device" 1 '/dev/full: no space' 'free some' \
        table --positions 0:99999 --format npy -o /dev/full
else
    skip "table: a block onto a full device" "there is no /dev/full"
fi
check "plain text goes under any plain name" "$(
    works render -o "$work/x.txt" hi
    works encode -o "$work/x"
    works encode -o "$work/y.txt"
    works table -o /dev/null)"

piped() { { "$program" table --positions 0:200000 "$@" 2>"$err"; echo $? >"$work/status"; } | head -c 1 >/dev/null; }
{ yes; echo $? >"$work/status"; } 2>/dev/null | head -c 1 >/dev/null
if [ "$(cat "$work/status")" -eq 141 ]; then
    piped
    check "a reader that goes away ends the program by SIGPIPE, silently" \
        "$([ "$(cat "$work/status")" -eq 141 ] || cat "$work/status"; cat "$err")"
else
    skip "a reader that goes away ends the program by SIGPIPE" "SIGPIPE is ignored here"
fi
for format in csv npy; do
    (trap '' PIPE; piped --format $format)
    status=$(cat "$work/status")
    : >"$out"
    check "$format: a reader that goes away, SIGPIPE ignored" \
        "$(complaint 1 'standard output: was closed by its reader' 'let the reader')"
done

# ---- numbers, names, options ------------------------------------------------
for command in encode render table; do
    for value in 0 16385 -4 4x 1.5 '' ' 4' 99999999999999999999 0x10; do
        refuses "$command --d-model '$value'" 2 "--d-model $value: " 'from 1 to 16384' $command --d-model "$value"
    done
    for value in 1 0.5 -3 nan inf 1e999 ten 10k ''; do
        refuses "$command --base '$value'" 2 "--base $value: " 'above 1' $command --base="$value"
    done
    for value in 1000000001 -1 one 1e3; do
        refuses "$command --offset $value" 2 "--offset $value: " 'from 0 to 1000000000' $command --offset=$value
    done
    case $command in
    table*) named='layout scheme format' flag=--bom ;;
    *)
        named='layout scheme init tokenizer format' flag=--frozen
        refuses "$command --seed beyond 2^53" 2 '--seed 9007199254740993' 'to 9007199254740992' \
            $command --seed 9007199254740993 ;;
    esac
    for option in $named; do
        unsafe_value=$(printf 'x\033]0;y\007\302\235\342\200\256\377')
        refuses "$command --$option of no such name" 2 "--$option x^[]0;y^G<U+009D><U+202E>?: no such name" ' or ' \
            $command --$option "$unsafe_value"
    done
    refuses "$command --$option without a value" 2 "--format wants a value" 'NAME' $command --format
    refuses "$command: an unknown option" 2 'unknown option --d-modle' 'did you mean --d-model?' $command --d-modle 4
    refuses "$command: an unknown letter" 2 'unknown option -x' '--help' $command -x
    refuses "$command: an unsafe option" 2 'unknown option --^[[2Jx' '--help' $command "--$(printf '\033[2J')x"
    refuses "$command: a value for a flag" 2 "$flag" 'no value' $command $flag=yes
    refuses "$command: a very long name" 2 '--layout 0000' 'interleaved or split' \
        $command --layout "$long_name$long_name"
    refuses "$command: a very long option" 2 'unknown option --000' '--help' $command "--$long_name$long_name"
done
for value in 80 80x 80x0 0x24 1001x24 80x1001 80X24 -5x5 80x24x3 99999999999999999999x1; do
    refuses "--size $value" 2 "--size $value: " 'from 1 to 1000' render --size "$value"
done
for value in 5 5:5 9:3 :4 4: -1:4 0:1099511627777 0:4:8 a:b; do
    refuses "--positions $value" 2 "--positions $value: " 'A:B is wanted' table --positions "$value"
done
refuses "--view of no such name" 2 '--view nonesuch: no such name' "${views%% *}" render --view nonesuch
refuses "--what of no such name" 2 '--what nonesuch: no such name' 'embedding, position or sum' encode --what nonesuch
# ---- training ----
refuses "train: a long name of a file for rows" 1 'the rows are a NumPy file' 'its ending is .npy' train --rows "$(printf "%0240d" 7).csv" 'you win'
refuses "train: one token" 1 'two tokens side by side' 'Type more' train you
refuses "train: a gap between two words" 1 'two tokens side by side' '--goal' train 'you ___ you'
refuses "train: d_model too large" 1 'up to d_model 64, and this is 128' '--d-model 64' train -d 128 'you win'
refuses "train: heads that do not divide" 1 '3 heads do not divide d_model 16' '--heads N' train --model 1-block --heads 3 'you win'
refuses "train: too many heads" 2 '--heads 9' 'from 0 to 8' train --heads 9 'you win'
refuses "train: tied without a block" 1 'tied weights need a block' '--model 1-block+P' train --tied 'you win'
refuses "train: a rate of 0" 2 '--rate 0: auto or a number above 0' 'at most 10' train --rate 0 'you win'
refuses "train: a rate below 0" 2 '--rate -1' 'above 0 and at most 10' train --rate -1 'you win'
refuses "train: a rate too large" 2 '--rate 11' 'at most 10' train --rate 11 'you win'
refuses "train: a rate that is none" 2 '--rate nan' 'at most 10' train --rate nan 'you win'
refuses "train: no such goal" 2 '--goal nonesuch: no such name' 'who-chased or backwards' train --goal nonesuch 'you win'
refuses "train: no such model" 2 '--model 3-blocks' '2-blocks or 2-blocks+P' train --model 3-blocks 'you win'
refuses "train: too many steps" 2 '--steps 65537' 'from 0 to 65536' train --steps 65537 'you win'
refuses "train: a learned table that ends" 1 'has no row in P' '--offset 0' train --scheme learned --offset 510 'you win or you die'
refuses "train: rows into no directory" 1 "$work/nonesuch/x.npy: " 'directory' train --rows "$work/nonesuch/x.npy" --steps 1 -o "$work/steps.txt" 'you win'
refuses "train: --bom without CSV" 1 '--bom' 'csv' train --bom 'you win'
refuses "encode: a text that cannot be trained" 1 'two tokens side by side' 'Type more' encode --trained-steps 5 you
run train --optimiser sgd --rate 10 --steps 500 --format csv -o "$work/left.csv" 'you win or you die'
check "train: a run that leaves the numbers says why" "$(complaint 1 'is too large for' '--rate lowers it')"
run train --optimiser sgd --rate 10 --steps 500 --format csv 'you win or you die'
check "train: of a run that leaves the numbers the good steps are written" \
    "$([ "$(sed -n '$s/,.*//p' "$work/out")" = 1 ] || tail -1 "$work/out")"
refuses "train: rows that cannot be written, before anything is trained" 1 "$work/nonesuch/x.npy: " 'directory' \
    train --rows "$work/nonesuch/x.npy" --steps 60000 -d 64 'you win or you die'
refuses "train: rows among the steps" 1 '--rows -: the steps go there too' '-o FILE' train --rows - 'you win'
refuses "train: learned positions without their scheme" 1 'P is trained with scheme learned alone' \
    '--scheme learned' train --learned-positions 'you win'

refuses "two texts" 2 'two: one TEXT' 'quotes' encode one two
refuses "a text of many words, unquoted" 2 'two: one TEXT' 'quotes' render one two three
refuses "a table of a text" 2 'hello: ' 'no text' table hello
refuses "a mistyped command" 2 'encoed is no command' 'did you mean lexwave encode?' encoed hello
refuses "an unknown command" 2 'hello: one TEXT' '--help lists the commands' decipher hello
refuses "an option of another command" 2 '--size' 'is an option of lexwave render' encode --size 80x24
refuses "help of a mistyped command in capitals" 2 'there is no command ENCODE' 'did you mean encode?' help ENCODE
refuses "help of a mistyped command" 2 'there is no command encoed' 'did you mean encode?' help encoed
refuses "help of an unknown command" 2 'there is no command decipher' 'encode, render, table, train, help' help decipher
takes "options end at --" encode -d 1 -- --nope
takes "a very wide table" table -d 16384 --positions 1099511627775:1099511627776
takes "the largest screen" render --size 1000x1000 --format text ""

# ---- key scripts -----------------------------------------------------------
script() { # script PLACE MEND TEXT
    # shellcheck disable=SC2059
    printf "$3" >"$work/keys"
    refuses "key script: $1" 1 "$work/keys: $1" "$2" render --script "$work/keys" hi
}
script 'line 1: Lefty' 'quotes' 'Lefty'
script 'line 3: C-C-a' 'quotes' '# a comment\nTab\nC-C-a\n'
script 'line 2: size:0x5' 'size:COLSxROWS' '\nsize:0x5'
script 'line 1: size:1001x5' 'from 1 to 1000' 'size:1001x5'
script 'line 1: click:3' 'click:COL,ROW' 'click:3'
script 'line 1: wheelup:a,b' 'wheelup:COL,ROW' 'wheelup:a,b'
script 'line 1: wait:99999999999999999999' 'wait:MILLISECONDS' 'wait:99999999999999999999'
script 'line 4: the text' 'closing quote' '"two\nlines"\nTab\n"open'
script 'line 1: \q' 'are known' '"\\q"'
script 'line 1: ^[[31m<U+202E>' 'quotes' '\033[31m\342\200\256'
script 'line 1: 0000' 'quotes' "$long_name$long_name"

tap_end
