#!/bin/sh
# Each option of each command has an effect: what is written with it is not what is written without.
set -u
BUILD=${BUILD:-build}
. tests/tap.sh
program=$BUILD/lexwave-headless
needs "$program"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
echo "zebras eat grass and queens" >"$work/corpus"
text="the λ zebra sat you win you"
echo "Tab Space wait:1000 Space" >"$work/keys" # what trains in the terminal program

# What is written elsewhere, or is about the program: tests of their own.
elsewhere='--output
--rows
--script
--help
--version
--config'

# An option of a command with a value; and what it depends on: settings of the environment, options.
options() {
    common="-d 8|
-b 100|
--layout split|
--offset 5|
--scheme binary|"
    rows="--init uniform|
--seed 2|
--no-scale|
--tokenizer character|
--corpus $work/corpus|
--frozen|
--ambiguous wide|
--ascii|LC_ALL=C"
    # Of what is trained: each needs steps to show, some a model with blocks.
    trained="--goal corpus|
--model 1-block|
--optimiser sgd|
--rate 0.5|
--heads 4|--model 1-block+P
--norm after|--model 1-block+P
--mask none|--model 1-block+P
--tied|--model 1-block+P
--whole-vocabulary|
--learned-positions|--scheme learned --model E+P"
    case $1 in
    encode) echo "$common
$rows
--join concatenate|
--format json|
--what embedding|--format npy
--bom|--format csv
--trained-steps 20|" && echo "$trained" | sed 's/$/ --trained-steps 20/' ;;
    train) echo "$common
$rows
--format csv|
--bom|--format csv
--steps 3|" && echo "$trained" ;;
    table) echo "$common
--format npy|
--bom|
--positions 3:9|" ;;
    render) echo "$common
$rows
--join concatenate|
--beside zebra|
--format svg|
--size 80x24|
--bare|
--panel table|
--caption words|
--color never|--format ansi
--theme light|--format ansi --color truecolor
--palette grey|--format ansi --color truecolor
--curves blocks|--view waves
--color-scale 9|
--view sum|
--temperature 0.5|--view training --script $work/keys
--top-k 2|--view training --script $work/keys" && echo "$trained" | sed "s|\$| --view training --script $work/keys|" ;;
    esac
}

# written FILE COMMAND SETTINGS...: keeps what the command writes. False, and why on standard output,
# where it fails.
written() {
    to=$1 of=$2 environment=
    shift 2
    case ${1:-} in [A-Z]*=*) environment=$1 && shift ;; esac
    [ "$of" = table ] || set -- "$@" "$text"
    env ${environment:+"$environment"} "$program" "$of" "$@" </dev/null >"$work/$to" 2>"$work/why" && return
    cat "$work/why"
    return 1
}

# differs COMMAND OPTION SETTINGS: what is wrong with it.
differs() {
    # shellcheck disable=SC2086
    written without "$1" $3 && written with "$1" $3 $2 || return
    ! cmp -s "$work/without" "$work/with" || echo "$1 $3 $2: the same as without $2"
}

for command in encode render table train; do
    options "$command" >"$work/options"
    has=$("$program" help "$command" | sed -n 's/^  \(-., \|    \)\(--[a-z-]*\).*/\2/p' | sort)
    tried=$(sed 's/^-d /--d-model /; s/^-b /--base /; s/[ |].*//' "$work/options" | sort)
    check "$command: each option has a line here" "$(
        for option in $has; do
            printf '%s\n' "$elsewhere" "$tried" | grep -qxe "$option" || echo "$option"
        done)"
    check "$command: each option changes what is written" "$(
        while IFS='|' read -r option others; do differs "$command" "$option" "$others"; done <"$work/options")"
done
tap_end
