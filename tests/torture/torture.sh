#!/bin/sh
# Everything that may break the program, and a table of what came of it. Called from the project's
# root; `make torture` builds first. TORTURE=full does all of it, which takes hours; else what is
# done in three minutes, all parts side by side, as most of them wait.
#   torture.sh [--write]
# ONLY="events kills" does parts. What each part came to is kept in $BUILD/torture, and --write puts
# the parts of this kind of run that are there, with the load of the machine before each, and the
# machine into tests/torture/TORTURE.md. The exit status is 1 where anything was lost.
set -u
BUILD=${BUILD:-build}
CC=${CC:-gcc}
TORTURE=${TORTURE:-short}
all='allocations faults fuzz events resizes kills instances corpus'
[ -n "${ONLY:-}" ] || ONLY=$all
here=tests/torture
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
lost=0
kept="$BUILD/torture/$TORTURE"
mkdir -p "$kept"
if [ "$TORTURE" = full ]; then
    events=10000000 resizes=10000 kills=1000 instances=300 seconds=60 corpus=1000000000
    how=--full limits=--limits fuzz_seconds=${FUZZ_SECONDS:-600} fuzzed=''
else
    events=20s resizes=500 kills=24 instances=40 seconds=5 corpus=100000000
    how=--short limits='' fuzz_seconds=${FUZZ_SECONDS:-3} fuzzed='text option input line'
fi

# Each part of a short run by a torture.sh of its own.
side_by_side() {
    for part in $ONLY; do
        {
            rm -f "$kept/$part"
            ONLY=$part sh $here/torture.sh >"$scratch/$part" 2>&1 && : >"$scratch/$part.passed"
        } &
    done
    wait
    for part in $ONLY; do
        [ -f "$scratch/$part.passed" ] && continue
        lost=$((lost + 1))
        cat "$scratch/$part" >&2
    done
}
case "$TORTURE $ONLY" in
full*) ;;
*' '*' '*)
    side_by_side
    parts=$ONLY ONLY=
    ;;
esac

# The first value that a log has for a name: "NAME: value".
value() { sed -n "s/^$2: //p" "$scratch/$1" | head -n 1; }
sum() { sed -n "s/^$2: //p" "$scratch/$1" | awk '{ n += $1 } END { printf "%.0f\n", n }'; }
row() {
    printf '| %s | %s | %s | %s | %s |\n' "$1" "$2" "$3" "$4" "$load" >>"$kept/$name"
}

# part NAME COMMAND...: its output is the log of that name; what it lost counts, and so does ending
# with a status other than 0 without a word of what was lost.
part() {
    name=$1
    shift
    case " $ONLY " in *" $name "*) ;; *) return 1 ;; esac
    echo "== $name" >&2
    rm -f "$kept/$name"
    load=$(cut -d' ' -f1 /proc/loadavg)
    status=0
    "$@" >"$scratch/$name" 2>&1 || status=$?
    part_lost=$(sum "$name" lost)
    [ "$status" -eq 0 ] || [ "$part_lost" -gt 0 ] || part_lost=1
    lost=$((lost + part_lost))
    [ "$part_lost" -eq 0 ] || sed 's/^/    /' "$scratch/$name" | tail -n 40 >&2
}

of_events() {
    # shellcheck disable=SC2086
    $CC -std=gnu11 -O2 -Wall -Wextra -Iinclude -Isrc -Itests -o "$scratch/session" $here/events.c \
        "$BUILD/libkit.a" "$BUILD/libcore.a" -lm && "$scratch/session" $events
}

terminals() { BUILD="$BUILD" python3 $here/terminals.py "$@"; }

fuzz_built() { # fuzz_built CHECKS SECONDS
    # shellcheck disable=SC2086
    BUILD="$BUILD/fuzz$1" FUZZ_CHECKS=$1 FUZZ_SECONDS=$2 FUZZ_JOBS=2 sh tests/fuzz/fuzz.sh $fuzzed
}

# In a full run with the sanitizers, and four times as long without them, which is much faster; both
# go on from what the other found.
fuzz() {
    FUZZ_CACHE=${FUZZ_CACHE:-$BUILD/fuzz/corpus}
    export FUZZ_CACHE
    [ "$TORTURE" != full ] || fuzz_built '' $((fuzz_seconds / 4)) || return 1
    fuzz_built none "$fuzz_seconds"
}

if part allocations sh $here/allocations.sh $how; then
    row allocations "$(sum allocations 'allocations failed')" "of commands, sessions and the library" "$part_lost"
fi
if [ ! -f $here/faults.sh ]; then
    echo "skipped: there is no faults.sh here" >&2
elif part faults sh $here/faults.sh $how; then
    row faults "$(sum faults faults)" "disks, files, clocks, signals and limits" "$part_lost"
fi
if part fuzz fuzz; then
    came=$(sed -n 's/^executions \([0-9]*\), bytes fuzzed \([0-9]*\), drivers \([0-9]*\),.*/\1 \2 \3/p' "$scratch/fuzz" |
        awk '{ runs += $1; bytes += $2 } END { printf "%.0f %.0f %d\n", runs, bytes, $3 }')
    # shellcheck disable=SC2086
    set -- $came
    row fuzzing "${2:-0} bytes" "${1:-0} executions of ${3:-0} drivers" "$part_lost"
fi
if part events of_events; then
    row events "$(value events events)" "memory $(value events memory)" "$part_lost"
fi
# shellcheck disable=SC2086
if part resizes terminals resizes $resizes; then
    row resizes "$(value resizes resizes)" "1 × 1 to 500 × 200, with keys between" "$part_lost"
fi
if part kills terminals kills $kills; then
    row kills "$(value kills kills)" "at random moments of typing; the state is whole" "$part_lost"
fi
# shellcheck disable=SC2086
if part instances terminals instances $instances $seconds $limits; then
    figures="median $(value instances median), p99 $(value instances p99), $(value instances memory)"
    row instances "$(value instances instances)" "$figures" "$part_lost"
    row 'without keys' "$(value instances instances)" "$(value instances idle)" "$part_lost"
fi
# shellcheck disable=SC2086
if part corpus terminals corpus $corpus $limits; then
    row corpus "$(value corpus corpus)" "Ctrl-C $(value corpus Ctrl-C)" "$part_lost"
fi

machine() {
    echo "- processor: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(getconf _NPROCESSORS_ONLN) cores"
    echo "- memory: $(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo)"
    echo "- kernel: $(uname -srm)"
    echo "- compiler: $($CC --version | head -n 1)"
}

table() { # table PART...
    printf '| what | number | figures | lost | load before |\n|---|---|---|---|---|\n'
    for part in "$@"; do
        [ ! -f "$kept/$part" ] || cat "$kept/$part"
    done
}

# shellcheck disable=SC2086
table ${parts:-$ONLY}
[ "$lost" -eq 0 ] && echo "lost: nothing" || echo "lost: $lost"
if [ "${1:-}" = --write ]; then
    {
        printf '# Torture\n\nWritten by "make torture WRITE=--write": parts of a %s run, the last on %s.\n' "$TORTURE" "$(date +%Y-%m-%d)"
        printf 'What a row means is in the head of its program, here. Parts that are not there were not run.\n'
        printf 'Times are those of a machine that was as busy as the last column says.\n\n'
        # shellcheck disable=SC2086
        table $all
        printf '\n'
        machine
    } >$here/TORTURE.md
fi
[ "$lost" -eq 0 ]
