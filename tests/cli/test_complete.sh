#!/bin/sh
# Tab after :corpus and :export completes the names of files, as they are on this machine.
set -u
BUILD=${BUILD:-build}
case $BUILD in /*) program=$BUILD/lexwave-headless ;; *) program=$PWD/$BUILD/lexwave-headless ;; esac
. tests/tap.sh
needs "$program"
scratch=$(mktemp -d) || exit 1
trap 'chmod 700 "$scratch"/shut 2>/dev/null; rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
mkdir -p sub/deep .hidden 'with blank' shut
touch milk.txt million .secret sub/one 'with blank/my text.txt' 'ends in blank '
touch "$(printf 'li\nne')"
# shows WHAT KEYS WANT...: after `:KEYS` and Tabs the bottom two lines have every WANT in them; !WANT: not.
shows() {
    what=$1 keys=$2
    shift 2
    missed=
    echo "Tab : $keys" >keys.script
    "$program" render --size 100x24 --script keys.script you 2>&1 | tail -n 2 >shown
    for want in "$@"; do
        case $want in
        !*) grep -qF -- "${want#!}" shown && missed="$want" ;;
        *) grep -qF -- "$want" shown || missed="$want" ;;
        esac
    done
    check "$what" "${missed:+no "$missed" in
$(cat shown)}"
}

shows 'what all names begin with is written' "'corpus mi' Tab" 'corpus mil' 'milk.txt  million'
shows 'the only one is written whole' "'corpus milk' Tab" 'corpus milk.txt'
shows 'a directory ends with /' "'corpus su' Tab" 'corpus sub/'
shows 'and Tab goes on inside it' "'corpus sub/' Tab" 'corpus sub/deep/' 'deep/  one'
shows 'its files too' "'corpus sub/o' Tab" 'corpus sub/one'
shows 'an absolute path' "'corpus $scratch/mill' Tab" "$scratch/million"
shows 'built-in stands among the files' "'corpus b' Tab" 'corpus built-in'
shows 'blanks are part of a name' "'export svg with' Tab Tab" 'export svg with blank/my text.txt'
shows 'the format comes first' "'export mi' Tab" 'nothing begins with that'
shows 'hidden files are for who asks' "'corpus ' Tab" '!.secret' '!.hidden' 'milk.txt'
shows '… by their dot' "'corpus .s' Tab" 'corpus .secret'
shows 'a name that no line can hold is left out' "'corpus li' Tab" 'no file begins with that'
shows '… as one that ends in a blank' "'corpus ends' Tab" 'no file begins with that'
shows 'nothing of that name' "'corpus nowhere' Tab" 'no file begins with that'
shows 'no such directory' "'corpus nowhere/a' Tab" 'there is no directory nowhere/'
if [ "$(id -u)" -ne 0 ]; then
    chmod 000 shut
    shows 'a directory that may not be read' "'corpus shut/' Tab" 'shut/: it cannot be listed'
fi
tap_end
