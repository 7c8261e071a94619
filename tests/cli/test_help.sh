#!/bin/sh
# --help and --version: exit status 0, every option and every name it takes, 80 columns; what a
# wrong command or option is answered with.
set -u
BUILD=${BUILD:-build}
program=$BUILD/lexwave-headless
. tests/tap.sh
needs "$program"
# The options that each command is documented with, and no others.
everywhere='d-model base layout offset scheme config help version'
read="$everywhere init seed no-scale tokenizer corpus frozen ambiguous ascii"
drawn="$read join color theme palette curves color-scale"
trained='goal model optimiser rate heads norm mask tied whole-vocabulary learned-positions'
options_of() {
    case $1 in
    encode) echo "$read join $trained trained-steps format what bom output" ;;
    train) echo "$read $trained steps rows format bom output" ;;
    render) echo "$drawn $trained temperature top-k beside format view size bare panel caption script output" ;;
    table) echo "$everywhere format bom positions output" ;;
    *) echo "$drawn $trained temperature top-k beside view no-mouse fresh session no-config" ;;
    esac
}
names='--layout:interleaved,split --scheme:sinusoidal,none,index,normalised,normalised-n,one-sine,binary,learned,wrong-exponent,wrong-column,wrong-parity,wrong-axes,wrong-order,wrong-layout,wrong-single
--init:scaled-normal,unit-normal,small-normal,uniform --tokenizer:word,character,byte
--color:auto,always,never,16,256,truecolor --theme:dark,light,contrast,none --palette:blue-orange,purple-green,grey --goal:sentence,corpus,company,word-before,who-chased,backwards
--model:auto,E,E+P,1-block,1-block+P,2-blocks,2-blocks+P --optimiser:auto,momentum,sgd,adam --norm:before,after,none --mask:causal,none --curves:auto,braille,blocks,halves,ascii'

for command in '' encode render table train; do
    title=${command:-lexwave}
    for flag in --help -h; do
        # shellcheck disable=SC2086
        help=$("$program" $command $flag 2>&1 </dev/null)
        check "$title $flag exits with 0" "$([ $? -eq 0 ] || echo "$help")"
    done
    [ "$command" ] || help=$("$program" help all)
    listed=$(echo "$help" | sed -n 's/^  \(-.,\|   \) --\([a-z-]*\).*/\2/p' | sort)
    wanted=$(options_of "$command" | tr ' ' '\n' | sort)
    check "$title: its help lists its options" "$([ "$listed" = "$wanted" ] || printf 'listed: %s\nwanted: %s' \
        "$(echo "$listed" | tr '\n' ' ')" "$(echo "$wanted" | tr '\n' ' ')")"
    check "$title: its help lists the names that options take" "$(for entry in $names; do
        option=${entry%%:*}
        echo "$listed" | grep -qx "${option#--}" || continue
        line=$(echo "$help" | sed ':a;N;$!ba;s/\n \{20,\}/ /g' | grep -e " ${entry%%:*} ")
        for name in $(echo "${entry#*:}" | tr ',' ' '); do
            case $line in *"$name"*) ;; *) echo "${entry%%:*}: $name" ;; esac
        done
    done)"
    check "$title: every option that help lists is taken" "$(for option in $listed; do
        # shellcheck disable=SC2086
        case $("$program" $command --$option 2>&1 </dev/null) in *'unknown option'*) echo "--$option" ;; esac
    done)"
    # Columns, not bytes: what continues a character of UTF-8 does not count.
    check "$title: its help has no line over 79 columns, and no blanks at an end" "$(
        echo "$help" | LC_ALL=C tr -d '\200-\277' | awk 'length > 79 || / $/')"
    check "$title: its help shows each option under a title, those with a letter first" "$(
        echo "$help" | awk '
            /^  (-.,|   ) --/ { if (!titled) print "no title: " $0
                                if (/^  -/ && long) print "after one without a letter: " $0
                                long = !/^  -/; next }
            substr($0, 1, 26) ~ /^ +$/ { next }
            { titled = (before == "" && /^[A-Z][^.]*$/); long = 0 }
            { before = $0 }')"
    [ "$command" ] && check "help $command writes the same" "$(
        [ "$("$program" help "$command")" = "$help" ] || "$program" help "$command")"
    # shellcheck disable=SC2086
    version=$("$program" $command --version 2>&1 </dev/null)
    check "$title --version" "$(echo "$version" | awk '
        NR == 1 && /^lexwave [0-9]+\.[0-9]+\.[0-9]+$/ { next }
        NR == 2 && /^Unicode +[0-9]+\.[0-9]+\.[0-9]+$/ { next }
        NR == 3 && /^instructions +(avx2|avx512|plain: what every machine of its kind has)$/ { next }
        NR == 4 && /^terminal +none in this build$/ { next }
        NR == 5 && /^licence +MIT, Copyright/ { next }
        NR == 6 && /^ +Unicode-DFS-2016 for/ { next }
        { print "line " NR ": " $0 }
        END { if (NR != 6) print NR " lines" }')"
done
overview=$("$program" --help) all=$("$program" help all)
names_all() { # names_all TEXT WORD...: those that are not in it
    text=$1
    shift
    for word in "$@"; do case $text in *"$word"*) ;; *) echo "$word" ;; esac; done
}
check "help all names the commands, the text and the exit statuses" \
    "$(names_all "$all" encode render table train TEXT 'standard input' 'Exit status: 0' '-d, --d-model' '-b, --base' '-o FILE')"
check "--help names the commands, where all options are, and the manual" \
    "$(names_all "$overview" encode render table train help TEXT '-d, --d-model' 'lexwave help all' 'man lexwave')"
check "--help fits on a screen of 24 lines of 80 columns" "$(
    echo "$overview" | LC_ALL=C tr -d '\200-\277' | awk 'length > 79; END { if (NR > 24) print NR " lines" }')"
check "the options of --help are the terminal program's" "$(
    echo "$overview" | sed -n 's/^  \(-.,\|   \) --\([a-z-]*\).*/\2/p' | while read -r option; do
        echo "$all" | grep -q -e "--$option" || echo "$option"
    done)"
check "--help all is help all" "$([ "$("$program" --help all)" = "$all" ] || echo "it is not")"
for locale in C POSIX; do
    check "help is ASCII in the locale $locale" "$(for topic in all encode render table train help; do
        LC_ALL=$locale "$program" help $topic
    done | LC_ALL=C grep '[^ -~]')"
done
check "messages are ASCII there, too" "$(
    said=$(LC_ALL=C "$program" table --positions 9:1 2>&1)
    case $said in *"0 <= A < B <= "*) ;; *) echo "$said" ;; esac
    echo "$said" | LC_ALL=C grep '[^ -~]')"
check "help has its symbols where the locale is UTF-8" "$(
    names_all "$(LC_ALL=C.UTF-8 "$program" help all)" '√d_model' '±X')"
check "letters of flags may stand together" "$(for letters in -hV -Vh; do
    [ "$("$program" $letters 2>&1)" = "$overview" ] || "$program" $letters 2>&1
done)"
# said WORDS ANSWER: of a wrong option.
said() {
    # shellcheck disable=SC2086 # arguments
    answer=$("$program" $1 2>&1 </dev/null)
    check "lexwave $1: $2" "$([ "$answer" = "lexwave: $2" ] || echo "$answer")"
}
said -hx '-hx: -h can be followed by letters of other options only'
said --help=on '--help takes no value'
said -v 'unknown option -v: did you mean -V?'
said -D 'unknown option -D: did you mean -d?'
said --no-color 'unknown option --no-color: did you mean --color never?'
said 'encode --no-color' 'unknown option --no-color: did you mean --color never?'
check "help is the overview" "$([ "$("$program" help)" = "$overview" ] || echo "it is not")"
check "help --help and help help are of the command help" "$(
    for help in "$("$program" help --help)" "$("$program" help help)"; do
        case $help in 'lexwave help [COMMAND]'*) ;; *) echo "$help" ;; esac
    done)"
check "--help COMMAND is the help of the command" "$(
    [ "$("$program" --help encode)" = "$("$program" encode --help)" ] || echo "it is not")"
check "help is the command in the first place alone: after one it is a text" "$(
    "$program" encode --format csv help 2>&1 | grep -q ',help,' || echo "encode does not encode it")"
if [ -x "$BUILD/lexwave" ]; then
    check "a mistyped command alone is told, without a terminal" "$(
        said=$(setsid "$BUILD/lexwave" redner 2>&1 </dev/null)
        echo "$said" | grep -qF 'redner is no command, and there is no terminal to show it: did you mean lexwave render?' || echo "$said")"
    check "and a text that is none is no command" "$(
        said=$(setsid "$BUILD/lexwave" milk 2>&1 </dev/null)
        echo "$said" | grep -qF 'there is no terminal to read keys from: use lexwave render' || echo "$said")"
    check "--version of the terminal program names ncurses" "$(
        "$BUILD/lexwave" --version | sed -n 4p | grep -Ex 'terminal +ncurses [0-9]+\.[0-9.]+' >/dev/null ||
            "$BUILD/lexwave" --version)"
fi
first_line=$(sed -n 's/^#define LEXWAVE_VERSION "\(.*\)"$/lexwave \1/p' include/lexwave.h)
check "--version begins with the version of the header" "$(
    [ "$("$program" --version | head -n 1)" = "$first_line" ] || echo "not $first_line")"

# An option that other commands have is answered with just those.
check "an option of other commands is said to be theirs" "$(
    for command in encode render table train; do
        for option in $(for other in encode render table train; do options_of "$other"; done | tr ' ' '\n' | sort -u); do
            case " $(options_of "$command") " in *" $option "*) continue ;; esac
            wanted=
            for other in '' encode render table train; do
                case " $(options_of "$other") " in *" $option "*) wanted="$wanted, lexwave${other:+ $other}" ;; esac
            done
            wanted=$(echo "${wanted#, }" | sed 's/, \([^,]*\)$/ and \1/')
            said=$("$program" $command "--$option" 2>&1 </dev/null)
            [ "$said" = "lexwave: --$option is an option of $wanted" ] || echo "$command --$option: $said"
        done
    done)"
# A wrong panel is wrong usage, rows go to .npy alone, and ~ is HOME for every file.
said=$("$program" render --panel foo hi 2>&1)
check "a wrong --panel is wrong usage" "$([ $? -eq 2 ] && case $said in 'lexwave: --panel foo: '*) ;; *) false ;; esac || echo "$said")"
home=$(mktemp -d) && trap 'rm -rf "$home"' EXIT
check "--rows takes no other ending than .npy" "$(
    said=$("$program" train --rows "$home/r.csv" --steps 1 'hi there hi' 2>&1)
    case $said in *'its ending is .npy') ;; *) echo "$said" ;; esac; [ ! -e "$home/r.csv" ] || echo written)"
check "~ is HOME for every file" "$(
    echo 'd-model 2' >"$home/c"; : >"$home/s"
    HOME=$home "$program" encode --config='~/c' --output='~/o.csv' --corpus='~/c' hi 2>&1
    HOME=$home "$program" train --rows='~/r.npy' --steps=1 'hi you hi' 2>&1 >/dev/null
    HOME=$home "$program" render --script='~/s' --output='~/p.txt' hi 2>&1
    for file in o.csv r.npy p.txt; do [ -s "$home/$file" ] || echo "no $file"; done)"
if command -v script >/dev/null; then
    check "NumPy's bytes are not written to a terminal" "$(
        said=$(script -qec "'$program' table --format npy; '$program' encode --format npy hi; '$program' train --rows - -o /dev/null 'a b a'" /dev/null </dev/null | tr -d '\r')
        [ "$(echo "$said" | grep -c 'FILE.npy')" -eq 3 ] && [ "$(echo "$said" | wc -l)" -eq 3 ] || echo "$said" | head -n 5)"
fi
for format in json csv npy; do
    check "encode --help names $format" "$("$program" encode --help | grep -q -e "--format.*$format" || echo missing)"
done
for format in table csv json; do
    check "train --help names $format" "$("$program" train --help | grep -q -e "--format.*$format" || echo missing)"
done
for format in text ansi svg html; do
    check "render --help names $format" "$("$program" render --help | grep -q -e "--format.*$format" || echo missing)"
done
check "the format of tests is not offered, but taken" "$(
    "$program" help render | grep roles
    "$program" render --format roles hi 2>&1 >/dev/null </dev/null)"
# What decides on the colours of a picture.
esc=$(printf '\033')
colours() { "$program" render --format ansi "$@" hi 2>&1 </dev/null | grep -c "$esc\[[0-9;]*38;2;"; }
check "a picture has the colours of its format" "$([ "$(NO_COLOR="" colours)" -gt 0 ] || echo none)"
check "NO_COLOR takes the colours out of a picture" "$([ "$(NO_COLOR=1 colours)" -eq 0 ] || echo some)"
check "--color counts before NO_COLOR" "$([ "$(NO_COLOR=1 colours --color always)" -gt 0 ] || echo none)"

tap_end
