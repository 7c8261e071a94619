#!/bin/sh
# The completions of bash, zsh and fish: Tab is pressed in each, and every option and every name
# that one takes is there.
# shellcheck disable=SC2016 # programs of other shells and of awk stand in single quotes
set -u
BUILD=${BUILD:-build}
here=$(cd "$(dirname "$0")" && pwd)
case $BUILD in /*) build=$BUILD ;; *) build=$PWD/$BUILD ;; esac
program=$build/lexwave-headless docs=$build/docs
. tests/tap.sh
needs "$program"
for file in lexwave.bash _lexwave lexwave.fish; do
    [ -f "$docs/$file" ] || { check "$docs/$file is made" "it is missing: make docs"; tap_end; }
done
lacks() { skip "$1" "$2 is not installed" "$2"; } # lacks NAME PACKAGE
has() { command -v "$1" >/dev/null 2>&1; }
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/bin" "$scratch/work/deep" "$scratch/home"
touch "$scratch/work/milk.txt" "$scratch/work/deep/inside.npy" "$scratch/work/evil;touch ran.txt"
cat >"$scratch/bin/lexwave" <<'STUB'
#!/bin/sh
printf 'RAN['
printf '%s|' "$@"
printf ']\n'
STUB
chmod 755 "$scratch/bin/lexwave"

# "COMMAND OPTION NAME..." of what help lists: - is the terminal program.
listed() {
    for command in - encode render table train help; do
        set -- help "$command"
        [ "$command" != - ] || set -- help all
        LC_ALL=C "$program" "$@" | awk -v command="$command" '
            function flush() {
                if (option == "") return
                line = ""
                # The names are what stands before "NAME or NAME" at the end.
                if (takes ~ /^(NAME|WHEN)$/ && match(text, /[A-Za-z0-9+-]+(, [A-Za-z0-9+-]+)* or [A-Za-z0-9+-]+$/)) {
                    line = substr(text, RSTART); gsub(/,| or /, " ", line); gsub(/  +/, " ", line)
                }
                if (takes == "X|auto") line = "auto"
                print command, option, takes == "" ? "-" : takes, line
                option = ""
            }
            /^  (-.,|   ) --/ {
                flush()
                option = substr($0, 7); sub(/ .*/, "", option)
                takes = substr($0, 7, 22); sub(/^[^ ]* ?/, "", takes); sub(/ .*/, "", takes)
                text = substr($0, 29); next
            }
            substr($0, 1, 26) ~ /^ +$/ && option != "" { sub(/^ +/, ""); text = text " " $0; next }
            { flush() }
            END { flush() }'
    done
}
listed >"$scratch/listed"
# wanted [=]: what Tab is to offer, "COMMAND OPTION" and "COMMAND OPTION NAME", a line each; with =
# also what is offered after it.
wanted() {
    awk -v more="${1-}" '
        { print $1, $2 }
        $3 != "-" && $3 != "FILE" { for (i = 4; i <= NF; i++) { print $1, $2, $i; if (more) print $1, $2, more, $i } }' \
        "$scratch/listed" | sort
}
grep -q -e '--panel NAME .*waves' "$scratch/listed" || check "help lists panels" "$(cat "$scratch/listed")"
check "help lists options and names" "$(
    [ "$(wc -l <"$scratch/listed")" -ge 150 ] || cat "$scratch/listed"
    [ "$(grep -c ' one-sine ' "$scratch/listed")" -eq 5 ] || cat "$scratch/listed")"

# ---- syntax, and every option and name, without a terminal ------------------
if has bash; then
    check "bash takes its file" "$(bash -n "$docs/lexwave.bash" 2>&1)"
    check "bash: every option and name is offered where help has it" "$(
        bash --norc -c '
            . "$1"
            # offered LABEL WORD...: what Tab would write after the words, a line each.
            offered() {
                label=$1 && shift
                COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
                _lexwave
                [ ${#COMPREPLY[@]} -eq 0 ] || printf "%s\n" "${COMPREPLY[@]/#/$label }"
            }
            while read -r command option takes names; do
                words=(lexwave) && [ "$command" = - ] || words=(lexwave "$command")
                offered "$command" "${words[@]}" "$option" | while read -r line; do
                    [ "$line" != "$command $option" ] || echo "$line"
                done
                [ "$takes" = - ] || [ "$takes" = FILE ] || {
                    offered "$command $option" "${words[@]}" "$option" ""
                    offered "$command $option =" "${words[@]}" "$option" =
                }
            done <"$2"' bash "$docs/lexwave.bash" "$scratch/listed" 2>&1 | sort >"$scratch/offered"
        wanted = | diff - "$scratch/offered")"
    check "bash: neither the words' separator nor names with a newline matter" "$(cd "$scratch/work" && bash --norc -c '
        . "$1"
        touch "mil
deep"
        offered() { COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _lexwave; echo "${#COMPREPLY[@]} ${COMPREPLY[*]}"; }
        wanted() { [ "$1" = "$2" ] || echo "$1, not $2"; }
        compopt() { return 1; } # files are offered as in bash 3.2
        for IFS in : "" " "; do
            wanted "$(offered lexwave --theme l)" "1 light"
            wanted "$(offered lexwave encode --to)" "1 --tokenizer"
            wanted "$(offered lexwave enc)" "1 encode"
            wanted "$(offered lexwave --corpus=mil)" "1 --corpus=milk.txt"
            wanted "$(offered lexwave --corpus mil)" "1 milk.txt"
            wanted "$(offered lexwave --corpus ev)" "1 evil\\;touch\\ ran.txt"
            wanted "$(offered lexwave --corpus=ev)" "1 --corpus=evil\\;touch\\ ran.txt"
        done
        rm -f mil?deep' bash "$docs/lexwave.bash" 2>&1)"
else
    lacks "bash" bash
fi
# Arrays are filled and words are split as old versions of bash can; variables go to the caller.
if has shellcheck; then
    check "shellcheck has nothing against the file of bash" \
        "$(shellcheck -s bash "$docs/lexwave.bash")"
else
    lacks "shellcheck of the file of bash" shellcheck
fi
if has zsh; then
    check "zsh takes its file" "$(zsh -n "$docs/_lexwave" 2>&1)"
else
    lacks "zsh" zsh
fi
check "zsh: every option and name is in the function of its command" "$(
    awk '
        function problem(row) {
            if ($3 == "-") return !index(row, $2 "[") && !index(row, $2 "}")
            if ($3 == "FILE") return !index(row, ":FILE:_files\047")
            return !index(row, names == "" ? ": \047" : ":(" names ")\047")
        }
        NR == FNR && /^_lexwave_of_[a-z]*\(\)/ { of = substr($1, 13); sub(/\(.*/, "", of) }
        NR == FNR { if (match($0, /[,\047]--[a-z0-9-]+[=}[]/)) row[of, substr($0, RSTART + 1, RLENGTH - 2)] = $0; next }
        {
            names = $0; sub(/^[^ ]+ [^ ]+ [^ ]+ ?/, "", names); sub(/ $/, "", names)
            there = row[$1 == "-" ? "lexwave" : $1, $2]
            if (problem(there)) print $0 ": " there
        }' "$docs/_lexwave" "$scratch/listed")"
if has fish; then
    check "fish takes its file" "$(fish -n "$docs/lexwave.fish" 2>&1)"
    check "fish: every option and name is offered where help has it" "$(
        HOME=$scratch/home XDG_CONFIG_HOME=$scratch/home/none fish --no-config -c '
            source $argv[1]
            while read -l line
                set -l row (string split -n -- " " $line)
                set -l words lexwave
                test $row[1] = -; or set words lexwave $row[1]
                complete -C "$words $row[2]" | string replace -r "\t.*" "" | string match -- $row[2] | string replace -r -- "^" "$row[1] "
                contains -- $row[3] - FILE; and continue
                complete -C "$words $row[2] " | string replace -r "\t.*" "" | string replace -r -- "^" "$row[1] $row[2] "
            end <$argv[2]' "$docs/lexwave.fish" "$scratch/listed" 2>&1 | sort >"$scratch/offered"
        wanted | diff - "$scratch/offered")"
else
    lacks "fish" fish
fi

# ---- Tab, on a pseudo-terminal ---------------------------------------------
# press NAME SHELL ARGUMENT...: with a clean home; TAP lines are counted on.
press() {
    name=$1 shell=$2
    shift 2
    rm -f "$scratch/work/ran"
    env -i PATH="$scratch/bin:$PATH" HOME="$scratch/home" ZDOTDIR="$scratch/home" XDG_CONFIG_HOME="$scratch/home/config" \
        XDG_DATA_HOME="$scratch/home/data" TAB_LIMIT="${TAB_LIMIT:-60}" TERM=xterm LC_ALL=C.UTF-8 \
        python3 "$here/press_tab.py" "$name" "$scratch/work" "$shell" "$@" >"$scratch/tap" 2>&1
    status=$?
    lines=$(grep -c '^\(not \)\{0,1\}ok ' "$scratch/tap")
    awk -v n="$n" '/^(not )?ok / { sub(/ok [0-9]+/, "ok " ++n) } !/^1\.\./' "$scratch/tap"
    n=$((n + lines))
    [ "$status" -eq 0 ] || bad=1
    [ "$lines" -gt 0 ] || check "$name on a pseudo-terminal" "$(cat "$scratch/tap")"
}
if has python3; then
    mkdir -p "$scratch/home/config/fish/completions" "$scratch/home/data/bash-completion/completions"
    printf 'PS1="READY> "\n. "%s"\n' "$docs/lexwave.bash" >"$scratch/home/plain.bash"
    printf 'PS1="READY> "\n. /usr/share/bash-completion/bash_completion\n' >"$scratch/home/package.bash"
    cp "$docs/lexwave.bash" "$scratch/home/data/bash-completion/completions/lexwave"
    printf 'PS1="READY> "\nunsetopt beep\nfpath=("%s" $fpath)\nautoload -Uz compinit\ncompinit -u\n' \
        "$docs" >"$scratch/home/.zshrc"
    printf 'set -g fish_greeting\nfunction fish_prompt\n    echo -n "READY> "\nend\n' \
        >"$scratch/home/config/fish/config.fish"
    cp "$docs/lexwave.fish" "$scratch/home/config/fish/completions/lexwave.fish"
    if has bash; then
        press bash bash --noprofile --rcfile "$scratch/home/plain.bash" -i
        if [ -f /usr/share/bash-completion/bash_completion ]; then
            press "bash with bash-completion" bash --noprofile --rcfile "$scratch/home/package.bash" -i
        else
            lacks "Tab in bash with its package" bash-completion
        fi
    else
        lacks "Tab in bash" bash
    fi
    if has zsh; then press zsh zsh -i; else lacks "Tab in zsh" zsh; fi
    if has fish; then press fish fish -i; else lacks "Tab in fish" fish; fi
else
    lacks "Tab on a pseudo-terminal" python3
fi
tap_end
