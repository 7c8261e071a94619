#!/bin/sh
# --help and --version: exit status 0, every option and every name it takes.
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
    check "$title --help has no line over 160 columns" "$(echo "$help" | awk 'length > 160')"
    # shellcheck disable=SC2086
    version=$("$program" $command --version 2>&1 </dev/null)
    check "$title --version" \
        "$(echo "$version" | grep -qx 'lexwave [0-9]*\.[0-9]*\.[0-9]* (Unicode [0-9.]*)' || echo "$version")"
done
overview=$("$program" --help)
check "--help names the commands, the text and the exit statuses" "$(
    for word in encode render table train TEXT 'standard input' 'Exit status: 0' '-d, --d-model' '-b, --base' '-o FILE'; do
        case $overview in *"$word"*) ;; *) echo "$word" ;; esac
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
check "a picture has the colours of its format" "$([ "$(NO_COLOR= colours)" -gt 0 ] || echo none)"
check "NO_COLOR takes the colours out of a picture" "$([ "$(NO_COLOR=1 colours)" -eq 0 ] || echo some)"
check "--color counts before NO_COLOR" "$([ "$(NO_COLOR=1 colours --color always)" -gt 0 ] || echo none)"

echo "1..$n"
exit $bad
