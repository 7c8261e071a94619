#!/bin/sh
# The program as one file: builds it for this machine and for aarch64, runs both on a pseudo-terminal
# (aarch64 by qemu), in an empty root too, where root may make one, and prints size, start-up time and
# memory beside those of the ordinary build.
#
#     sh tests/packaging/check_static.sh [RUNS]     RUNS of which the median is told: 21
#
# For Debian and its kin; wants gcc, libncurses-dev, libvterm-dev and, for aarch64,
# gcc-aarch64-linux-gnu and qemu-user. The ncurses of aarch64 is fetched by apt-get into a folder
# of its own (build/static/arm64), with no change to the machine. What is missing is said.
# Exit status: 0 all that could be tried went well; 1 something did not.
set -u
cd "$(dirname "$0")/../.." || exit 1
unset MAKEFLAGS MFLAGS MAKELEVEL
runs=${1:-21} status=0 BUILD=${BUILD:-build}
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
export LC_ALL=C.UTF-8
to=$BUILD/static machine=$(uname -m)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

not_ok() {
    echo "not ok: $1"
    status=1
}
# frame LABEL RUNS TEXT COMMAND...: its line of figures.
frame() {
    label=$1
    shift
    said=$(HOME="$work" XDG_STATE_HOME="$work" XDG_CONFIG_HOME="$work" "$to/first_frame" "$@") || {
        echo "$said"
        not_ok "$label"
        return
    }
    echo "$label: $said"
}
# one_file PROGRAM: what it asks of a system.
one_file() {
    readelf -l "$1" | grep -q INTERP && not_ok "$1 wants a loader"
    readelf -d "$1" 2>/dev/null | grep -q NEEDED && not_ok "$1 wants libraries"
    size=$(wc -c <"$1")
    kernel=$(readelf -n "$1" 2>/dev/null | sed -n 's/.*ABI: //p')
    echo "$1: $((size)) bytes, for Linux ${kernel:-of any age} and newer"
}

# same_table COMMAND...: writes the same table of positions as the ordinary build.
same_table() {
    "$@" table --positions 0:1000 --d-model 64 >"$work/own.out" || not_ok "$* writes no table"
    cmp "$work/own.out" "$work/dynamic.out" || not_ok "$* writes another table"
}

# ---- This machine -------------------------------------------------------------
make -s -j"$jobs" BUILD="$BUILD" all static >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
grep -i 'warning' "$work/log" && not_ok 'the linker warns'
${CC:-cc} -O2 -Itests -o "$to/first_frame" tests/packaging/first_frame.c tests/pty/ptyscreen.c tests/pty/ptyscreen_terminal.c -lvterm -lutil || exit 1
one_file "$to/lexwave"
strip -o "$work/dynamic" "$BUILD/lexwave"
echo "$BUILD/lexwave stripped: $(($(wc -c <"$work/dynamic"))) bytes, and its libraries"
frame 'static ' "$runs" 'dim 2' "$to/lexwave" --fresh --no-config
frame 'dynamic' "$runs" 'dim 2' "$work/dynamic" --fresh --no-config
"$BUILD/lexwave" table --positions 0:1000 --d-model 64 >"$work/dynamic.out"
same_table "$to/lexwave"

# In a root where nothing is: neither libraries nor locales, nor a database of terminals, nor a home.
if [ "$(id -u)" = 0 ]; then
    mkdir "$work/root" && cp "$to/lexwave" "$work/root/"
    for terminal in xterm-256color tmux-256color screen linux vt100 xterm-kitty foot; do
        TERM=$terminal frame "empty root, $terminal" 1 'dim 2' env -u HOME -u XDG_STATE_HOME -u XDG_CONFIG_HOME \
            chroot "$work/root" /lexwave --fresh
    done
    said=$(TERM=no-such-type "$to/first_frame" 1 'is not described' \
        env -u HOME -u XDG_STATE_HOME -u XDG_CONFIG_HOME chroot "$work/root" /lexwave --fresh)
    echo "$said" | grep -q 'no-such-type" (TERM) is not described' || not_ok "an unknown terminal: $said"
    find "$work/root" -mindepth 1 ! -name lexwave | grep . && not_ok 'something was written into the empty root'
else
    echo 'skipped: the empty root (only root can change into one)'
fi

# ---- aarch64 --------------------------------------------------------------------
cross=aarch64-linux-gnu-gcc
# The development files of ncurses for arm64, by an apt of its own: it reads the machine's sources alone.
fetch_arm64() {
    ls "$PWD/$to"/arm64/usr/lib/aarch64-linux-gnu/libncursesw.a >/dev/null 2>&1 && return
    apt=$work/apt
    mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial" && : >"$apt/state/status"
    cat >"$apt/conf" <<END
Dir::State "$apt/state";
Dir::State::status "$apt/state/status";
Dir::Cache "$apt/cache";
APT::Architecture "arm64";
APT::Architectures { "arm64"; };
APT::Sandbox::User "";
END
    (cd "$apt" && export APT_CONFIG="$apt/conf" && apt-get -q update && apt-get -q download libncurses-dev) \
        >"$work/log" 2>&1 && dpkg-deb -x "$apt"/libncurses-dev_*.deb "$to/arm64"
}
if ! command -v $cross >/dev/null; then
    echo "skipped: aarch64 (no $cross)"
elif ! fetch_arm64; then
    tail -n 3 "$work/log"
    echo 'skipped: aarch64 (apt-get brings no libncurses-dev for arm64)'
else
    make -s -j"$jobs" BUILD="$BUILD" CC=$cross BUILD_CC="${CC:-gcc}" CPPFLAGS="-I$PWD/$to/arm64/usr/include" \
        LDFLAGS="-L$PWD/$to/arm64/usr/lib/aarch64-linux-gnu" static >"$work/log" 2>&1 ||
        { cat "$work/log"; exit 1; }
    grep -i 'warning' "$work/log" && not_ok 'the linker warns'
    one_file "$to/lexwave-aarch64"
    qemu=$(command -v qemu-aarch64 || command -v qemu-aarch64-static || true)
    [ "$machine" != aarch64 ] || qemu=$(command -v env)
    if [ -n "$qemu" ]; then
        frame 'aarch64' 3 'dim 2' "$qemu" "$to/lexwave-aarch64" --fresh --no-config
        same_table "$qemu" "$to/lexwave-aarch64"
    else
        echo 'skipped: running aarch64 (no qemu-aarch64)'
    fi
fi
[ $status = 0 ] && echo 'static: all that was tried went well'
exit $status
