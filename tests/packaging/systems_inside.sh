#!/bin/sh
# The part of systems.sh that runs inside a clean root: builds by one compiler, runs the unit tests,
# writes files and shows the first screen.
#
#     sh systems_inside.sh COMPILER [--quick]
#
# Prints "line: ..." and, of a failure, what was printed last. Writes build.log, test.log and
# start.log. Exit status: 0 all is well.
set -u
cd /root || exit 1
compiler=$1 quick=${2-}
bad=0 said=''
export PATH="/usr/lib/ccache:$PATH" CCACHE_DIR=/var/cache/shared CCACHE_NOHASHDIR=1 CCACHE_MAXSIZE=4G
export JOBS="${JOBS:-2}" LC_ALL=C.UTF-8
# An emulated test takes up to an hour, with fewer random events and repeated comparisons.
limit='timeout 3600'

show() { # FILE: its end, as text that no terminal takes for orders
    tail -c 6000 "$1" | tr -d '\000-\010\013-\037\177' | tail -n 40 | sed 's/^/    /'
}

warnings() { # FILE: how many a compiler or linker printed
    grep -c 'warning:\|\[-Werror' "$1"
}

# version: "gcc 14.2.0 (Debian 13)", "... for s390x (Debian 13)"
version() {
    release=$(. /etc/os-release && echo "${VERSION_ID:-testing}")
    case $compiler in
    clang*) name="clang $("$compiler" -dumpversion)" ;;
    musl*) name="gcc $(gcc -dumpfullversion) with musl $(dpkg-query -W -f '${Version}' musl-dev | sed 's/-.*//')" ;;
    *-gcc) name="gcc $("$compiler" -dumpfullversion) for ${compiler%%-*}" ;;
    *) name="gcc $("$compiler" -dumpfullversion)" ;;
    esac
    echo "$name (Debian $release)"
}

# How each kind of system builds and runs: flags of the build, an emulator, whether ncurses is there.
flags='' emulator='' screen=yes
case $compiler in
musl-gcc)
    flags='CFLAGS=-isystem@/opt/musl/include LDFLAGS=-static@-L/opt/musl/lib BUILD_CC=gcc'
    screen=''
    ;;
*-linux-gnu-gcc)
    triplet=${compiler%-gcc} machine=${compiler%%-*}
    case $machine in aarch64) root=/opt/arm64 ;; *) root=/opt/$machine ;; esac
    flags="AR=$triplet-ar BUILD_CC=gcc CFLAGS=-isystem@$root/usr/include
        LDFLAGS=-L$root/usr/lib/$triplet@-Wl,-rpath-link,$root/usr/lib/$triplet"
    export PKG_CONFIG_SYSROOT_DIR="$root" PKG_CONFIG_LIBDIR="$root/usr/lib/$triplet/pkgconfig"
    export STAGE=few EVENTS=2000 EDITS=2000 BURSTS=20
    emulator="qemu-$machine -L /usr/$triplet -E LD_LIBRARY_PATH=$root/usr/lib/$triplet"
    ;;
esac

# build TARGET...
build() {
    (
        for flag in $flags; do
            set -- "$(echo "$flag" | tr @ ' ')" "$@"
        done
        make -s -k -j"$JOBS" CC="$compiler" WERROR=1 "$@"
    ) >>../build.log 2>&1
}

# written PROGRAM...: what a build writes, each kind of file with a sum of its bytes.
written() {
    text='the cat sat on the mat while the café was über-full, 数 words'
    while read -r arguments; do
        # shellcheck disable=SC2086 # several words
        echo "$text" | "$@" $arguments >out 2>&1
        echo "$? $(sha256sum <out) $arguments"
    done <<'RUNS'
table --positions 0:300 -d 64
table --positions 999999000:999999100 -d 33 --layout split
table --positions 0:64 --format npy
table --positions 0:200 --scheme wrong-column
encode
encode --format csv --seed 12 --init uniform -d 7
encode --format json --join concatenate
encode --tokenizer byte --no-scale --scheme learned --format npy
render
render --view embedding --format ansi -d 32
render --view waves --format svg --scheme wrong-axes
render --view similarity --format html
render --view schemes
train --steps 20
train --steps 5 --model 1-block+P --format csv
RUNS
}

# first_screen PROGRAM: whether it starts on a pseudo-terminal of 80x24, and ends at Ctrl-C.
first_screen() {
    mkfifo keys
    TERM=xterm-256color script -qefc "stty rows 24 cols 80 && $*" ../start.log <keys >/dev/null 2>&1 &
    script=$!
    exec 3>keys
    seconds=120 seen=''
    while [ $seconds -gt 0 ] && kill -0 $script 2>/dev/null && [ -z "$seen" ]; do
        sleep 1
        seconds=$((seconds - 1))
        grep -q '1 Pip' ../start.log && grep -q 'X = E + P' ../start.log && seen=yes
    done
    [ -z "$seen" ] || printf '\003' >&3
    seconds=60
    while [ $seconds -gt 0 ] && kill -0 $script 2>/dev/null; do
        sleep 1
        seconds=$((seconds - 1))
    done
    kill $script 2>/dev/null
    wait $script
    status=$?
    exec 3>&-
    [ -n "$seen" ] && [ $status = 0 ]
}

git -c advice.detachedHead=false -c init.defaultBranch=main clone -q lexwave.bundle lexwave && cd lexwave || exit 1
: >../build.log
made=unit-tests tests='build/tests/test_*'
if [ -n "$quick" ]; then
    made='build/tests/test_bits build/tests/test_posenc build/tests/test_posenc_rows build/tests/test_embedding
        build/tests/test_turn build/tests/test_scheme build/tests/test_npy'
    tests=$made
fi
# shellcheck disable=SC2086 # several tests
build $made build/lexwave-headless ${screen:+all} || bad=1
if [ $bad = 0 ]; then
    # shellcheck disable=SC2086 # several tests
    RUNNER="$limit $emulator" sh tests/run.sh $tests >../test.log 2>&1 || bad=1
    counts=$(grep '^[0-9]* passed, [0-9]* failed$' ../test.log | tail -n 1)
    if [ -n "$emulator" ] || [ "$compiler" = musl-gcc ]; then
        make -s -j"$JOBS" BUILD=build/native CC=gcc build/native/lexwave-headless >>../build.log 2>&1 || bad=1
        written build/native/lexwave-headless >native.txt
        # shellcheck disable=SC2086 # several words
        written $emulator build/lexwave-headless >here.txt
        same=$(grep -cxFf native.txt here.txt)
        said="; $same of $(grep -c . native.txt) outputs are those of a native build"
        cmp -s native.txt here.txt || bad=1
    fi
    if [ -n "$screen" ]; then
        # shellcheck disable=SC2086
        if first_screen $emulator build/lexwave; then
            said="$said; first screen seen"
        else
            bad=1 said="$said; NO FIRST SCREEN"
        fi
    fi
fi
warned=$(warnings ../build.log)
[ "$warned" = 0 ] || bad=1
echo "line: $(version): ${counts:-DOES NOT BUILD}, $warned warnings$said"
if [ $bad != 0 ]; then
    show ../build.log
    grep -E 'FAILED|not ok' -A 3 ../test.log 2>/dev/null | head -n 80
    diff native.txt here.txt 2>/dev/null
fi
exit $bad
