#!/bin/sh
# The part of fresh.sh that runs inside a clean root: clones, starts, tests.
# Prints "line: ..." and, of a failure, what was printed last. Writes run.log, test.log
# and compilers.log. Exit status: 0 all is well.
# shellcheck disable=SC2317 # functions called through waited
set -u
cd /root || exit 1
bad=0

# warnings FILE...: how many a compiler or linker printed.
warnings() {
    cat "$@" | grep -v '^dpkg: \|^update-alternatives: ' | grep -c 'warning:'
}

show() { # FILE: its end, as text that no terminal takes for orders
    tail -c 6000 "$1" | tr -d '\000-\010\013-\037\177' | tail -n 40 | sed 's/^/    /'
}

# waited SECONDS COMMAND...: whether it comes true, while $script runs; asked each second.
waited() {
    seconds=$1
    shift
    until "$@"; do
        kill -0 "$script" 2>/dev/null && [ "$seconds" -gt 0 ] || return 1
        sleep 1
        seconds=$((seconds - 1))
    done
}
drawn() {
    grep -q ' Pipeline ' run.log 2>/dev/null && grep -q 'X = E + P' run.log
}
ended() {
    ! kill -0 "$script" 2>/dev/null
}

# `make run` on a pseudo-terminal of 80x24, until its first screen is there; then Ctrl-C,
# which ends the program. The long wait is for a package manager and a compiler.
first_screen() {
    mkfifo keys
    script -qefc 'stty rows 24 cols 80 && make -C lexwave run' run.log <keys >/dev/null 2>&1 &
    script=$!
    exec 3>keys
    seen=no
    waited 3000 drawn && seen=yes && sleep 1 && printf '\003' >&3
    waited 120 ended || kill "$script" 2>/dev/null
    wait "$script"
    status=$?
    exec 3>&-
    [ $seen = yes ] && [ $status = 0 ]
}

git -c advice.detachedHead=false -c init.defaultBranch=main clone -q lexwave.bundle lexwave || exit 1
screen='first screen seen'
first_screen || {
    bad=1 screen='NO FIRST SCREEN'
}
make -C lexwave test >test.log 2>&1 </dev/null || bad=1
counts=$(grep '^[0-9]* passed, [0-9]* failed$' test.log | tail -n 1)
[ -n "$counts" ] || {
    bad=1 counts='NO TEST RUN'
}
warned=$(warnings run.log test.log)
[ "$warned" = 0 ] || bad=1
echo "line: $screen, $counts, $warned warnings"
grep 'skipped:' test.log | sort -u
if [ "$screen" != 'first screen seen' ]; then
    show run.log
fi
if [ $bad != 0 ]; then
    grep -E 'FAILED|not ok|warning:' run.log test.log
    [ "$counts" = 'NO TEST RUN' ] && show test.log
fi

# version COMPILER: "gcc 14"
version() {
    echo "$1 $("$1" -dumpversion | cut -d . -f 1)"
}

if [ "${1-}" = --compilers ]; then
    env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install clang >compilers.log 2>&1
    for cc in gcc clang; do
        if make -s -C lexwave -j"$(getconf _NPROCESSORS_ONLN)" CC=$cc BUILD=build/$cc WERROR=1 all tests build-bench build-fuzz \
            >compilers.log 2>&1 && [ "$(warnings compilers.log)" = 0 ]; then
            echo "line: $(version $cc) builds program, tests, benchmarks and fuzzers without a warning"
        else
            bad=1
            echo "line: $(version $cc) DOES NOT BUILD without a warning"
            show compilers.log
        fi
    done
fi
exit $bad
