#!/bin/sh
# `make check-fresh`: lexwave on machines that were just set up. In a clean root
# of each system, with nothing but git and make installed, the current commit is
# cloned, `make run` shows its first screen on a pseudo-terminal, and `make test`
# runs. Prints one line a system:
#
#     debian 13: first screen seen, 1452 passed, 0 failed, 0 warnings
#
#     sh tests/fresh/fresh.sh [--compilers] [12|13|testing]...
#
# --compilers: then also builds program, tests, benchmarks and fuzzers with warnings as
# errors, by gcc and by clang. No system named: all three.
#
# Wants root, debootstrap and unshare (util-linux), and a package mirror of Debian:
# MIRROR, or the one that this machine's apt uses. Skipped aloud where one is missing.
# The clean roots (300 MB each, made again after 30 days) and the packages that
# were fetched are kept in FRESH_CACHE; each run unpacks a root of its own,
# and mounts in a namespace of its own, so that no mount is left by any end.
# Exit status: 0 all is well, or skipped; 1 something is not; 2 wrong usage.
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 1
cd "$here/../.." || exit 1
cache=${FRESH_CACHE:-/var/cache/lexwave-fresh}

# name in the report and on the command line, suite
systems='
12      bookworm
13      trixie
testing testing
'

suite_of() {
    echo "$systems" | awk -v name="$1" '$1 == name { print $2 }'
}

compilers='' chosen=''
for word; do
    case $word in
    --compilers) compilers=yes ;;
    *)
        [ -n "$(suite_of "$word")" ] || {
            echo "usage: sh tests/fresh/fresh.sh [--compilers] [12|13|testing]..." >&2
            exit 2
        }
        chosen="$chosen $word"
        ;;
    esac
done
[ -n "$chosen" ] || chosen=$(echo "$systems" | awk '{ print $1 }')

# ---- What this machine has --------------------------------------------------
skip() {
    echo "skipped: check-fresh: $1"
    exit 0
}

# The first address of a mirror of Debian in apt's lists of sources, of either form.
mirror_of_apt() {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
        grep -v '^[[:space:]]*#' | grep -o '[a-z][a-z+]*://[^[:space:]]*/debian/*\([[:space:]]\|$\)' |
        head -n 1 | tr -d '[:space:]'
}

for tool in debootstrap unshare; do
    command -v $tool >/dev/null || PATH=$PATH:/usr/sbin:/sbin
    command -v $tool >/dev/null || skip "$tool is not installed (apt-get install debootstrap util-linux)"
done
[ "$(id -u)" = 0 ] || skip "it makes roots to change into: only root can (sudo make check-fresh)"
unshare --mount --pid --fork true 2>/dev/null || skip "this machine lets root make no namespaces (unshare)"
MIRROR=${MIRROR:-$(mirror_of_apt)}
[ -n "$MIRROR" ] || skip "apt has no mirror of Debian here: name one (make check-fresh MIRROR=http://...)"

[ -z "$(git status --porcelain 2>/dev/null)" ] || echo "check-fresh: what is not committed is not looked at"
mkdir -p "$cache" && work=$(mktemp -d "$cache/run.XXXXXX") || exit 1
inner=''
# Called by the trap. --kill-child ends all that runs in the namespace with unshare, and its mounts with that.
# shellcheck disable=SC2317
finish() {
    [ -n "$inner" ] && kill -KILL "$inner" 2>/dev/null && wait "$inner" 2>/dev/null
    rm -rf --one-file-system "$work"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

# apart COMMAND...: runs it in a namespace of its own for mounts and processes.
apart() {
    unshare --mount --pid --fork --kill-child --mount-proc --propagation private "$@" &
    inner=$!
    wait "$inner"
    status=$?
    inner=''
    return $status
}

# inside ROOT COMMAND...: runs it in that root.
inside() {
    # shellcheck disable=SC2016 # expanded by the inner shell
    apart sh -c '
        root=$1
        shift
        mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" || exit 1
        chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 TERM=xterm-256color \
            ${http_proxy:+"http_proxy=$http_proxy"} ${https_proxy:+"https_proxy=$https_proxy"} "$@"
        exit $?' sh "$@"
}

# ---- A clean root -----------------------------------------------------------
# clean_root SUITE: $cache/SUITE.tar, made where it is missing or old.
clean_root() {
    tar=$cache/$1.tar
    [ -n "$(find "$tar" -mtime -30 2>/dev/null)" ] && return
    with=git,make
    case $MIRROR in https:*) with=$with,ca-certificates ;; esac
    apart debootstrap --variant=minbase --include=$with "$1" "$work/new" "$MIRROR" >"$cache/$1.log" 2>&1 || {
        tail -n 5 "$cache/$1.log" >&2
        return 1
    }
    rm -rf "$cache/packages/$1"
    tar -C "$work/new" --one-file-system --exclude='./var/cache/apt/archives/*.deb' -cf "$tar.part" . &&
        mv "$tar.part" "$tar" && rm -rf --one-file-system "$work/new"
}

# unpack SUITE: it in $root, with the commit, this machine's way to the network and the packages kept.
unpack() {
    root=$work/$1
    mkdir "$root" && tar -C "$root" -xpf "$cache/$1.tar" || return 1
    cp -L /etc/resolv.conf /etc/hosts "$root/etc/" 2>/dev/null
    apt-config dump 2>/dev/null | grep -i '^Acquire::\(Check\|Retries\|https\{0,1\}::Proxy\)' \
        >"$root/etc/apt/apt.conf.d/99machine"
    cp "$cache/packages/$1"/*.deb "$root/var/cache/apt/archives/" 2>/dev/null
    cp "$here/inside.sh" "$root/root/" && git bundle create -q "$root/root/lexwave.bundle" HEAD
}

# one SYSTEM: its line; what failed in full after it.
one() {
    suite=$(suite_of "$1")
    if ! clean_root "$suite" || ! unpack "$suite"; then
        echo "debian $1: no clean root"
        return 1
    fi
    inside "$root" sh /root/inside.sh ${compilers:+--compilers} >"$cache/$1.report" 2>&1
    status=$?
    sed "s/^line: /debian $1: /" "$cache/$1.report"
    cp "$root/root/run.log" "$cache/$1.run.log" 2>/dev/null
    cp "$root/root/test.log" "$cache/$1.test.log" 2>/dev/null
    mkdir -p "$cache/packages/$suite"
    cp -n "$root"/var/cache/apt/archives/*.deb "$cache/packages/$suite/" 2>/dev/null
    rm -rf --one-file-system "$root"
    return $status
}

bad=0
for system in $chosen; do
    one "$system" || bad=1
done
[ $bad = 0 ] || echo "check-fresh: what was printed is in $cache/*.log"
exit $bad
