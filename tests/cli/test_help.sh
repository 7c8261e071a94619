#!/bin/sh
# --help and --version: exit status 0, every option and every name it takes, 80 columns; what a
# wrong command or option is answered with.
set -u
BUILD=${BUILD:-build}
program=$BUILD/lexwave-headless
[ -x "$program" ] || { echo "not ok 1 - $program is missing"; exit 1; }
n=0 bad=0
check() { # check NAME PROBLEM
    n=$((n + 1))
    if [ -z "$2" ]; then
        echo "ok $n - $1"
    else
        bad=1
        echo "not ok $n - $1"
        echo "$2" | sed 's/^/# /'
    fi
}

# The options that each command is documented with, and no others.
everywhere='d-model base curves color-scale layout offset scheme init join seed no-scale tokenizer corpus frozen color theme palette ambiguous ascii config help version'
trained='goal model optimiser rate heads norm mask tied whole-vocabulary learned-positions'
options_of() {
    case $1 in
    encode) echo "$everywhere $trained trained-steps format what bom output" ;;
    train) echo "$everywhere $trained steps rows format bom output" ;;
    render) echo "$everywhere $trained temperature top-k beside format view size bare panel caption script output" ;;
    table) echo "$everywhere format bom positions output" ;;
    *) echo "$everywhere $trained temperature top-k beside view no-mouse fresh session no-config" ;;
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
    listed=$(echo "$help" | sed -n 's/^  \(-.,\|   \) --\([a-z-]*\).*/\2/p' | sort)
    wanted=$(options_of "$command" | tr ' ' '\n' | sort)
    check "$title --help lists its options" "$([ "$listed" = "$wanted" ] || printf 'listed: %s\nwanted: %s' \
        "$(echo "$listed" | tr '\n' ' ')" "$(echo "$wanted" | tr '\n' ' ')")"
    check "$title --help lists the names that options take" "$(for entry in $names; do
        option=${entry%%:*}
        echo "$listed" | grep -qx "${option#--}" || continue
        line=$(echo "$help" | sed ':a;N;$!ba;s/\n \{20,\}/ /g' | grep -e " ${entry%%:*} ")
        for name in $(echo "${entry#*:}" | tr ',' ' '); do
            case $line in *"$name"*) ;; *) echo "${entry%%:*}: $name" ;; esac
        done
    done)"
    check "$title: every option that --help lists is taken" "$(for option in $listed; do
        # shellcheck disable=SC2086
        case $("$program" $command --$option 2>&1 </dev/null) in *'unknown option'*) echo "--$option" ;; esac
    done)"
    # Columns, not bytes: what continues a character of UTF-8 does not count.
    check "$title --help has no line over 79 columns, and no blanks at an end" "$(
        echo "$help" | LC_ALL=C tr -d '\200-\277' | awk 'length > 79 || / $/')"
    check "$title --help shows each option under a title, those with a letter first" "$(
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
        { print "line " NR ": " $0 }
        END { if (NR != 5) print NR " lines" }')"
done
overview=$("$program" --help)
check "--help names the commands, the text and the exit statuses" "$(
    for word in encode render table train TEXT 'standard input' 'Exit status: 0' '-d, --d-model' '-b, --base' '-o FILE'; do
        case $overview in *"$word"*) ;; *) echo "$word" ;; esac
    done)"
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
for format in json csv npy; do
    check "encode --help names $format" "$("$program" encode --help | grep -q -e "--format.*$format" || echo missing)"
done
for format in table csv json; do
    check "train --help names $format" "$("$program" train --help | grep -q -e "--format.*$format" || echo missing)"
done
for format in text ansi svg html roles; do
    check "render --help names $format" "$("$program" render --help | grep -q -e "--format.*$format" || echo missing)"
done
# What decides on the colours of a picture.
esc=$(printf '\033')
colours() { "$program" render --format ansi "$@" hi 2>&1 </dev/null | grep -c "$esc\[[0-9;]*38;2;"; }
check "a picture has the colours of its format" "$([ "$(NO_COLOR="" colours)" -gt 0 ] || echo none)"
check "NO_COLOR takes the colours out of a picture" "$([ "$(NO_COLOR=1 colours)" -eq 0 ] || echo some)"
check "--color counts before NO_COLOR" "$([ "$(NO_COLOR=1 colours --color always)" -gt 0 ] || echo none)"

echo "1..$n"
exit $bad
