# Clean roots of Debian, for scripts that try lexwave on machines that were just set up. Sourced,
# from the project's root:
#
#     roots_for=check-fresh               the name in what is said
#     . tests/fresh/roots.sh
#     roots_begin                         skips aloud, with status 0, where something is missing
#     clean_root trixie && unpack trixie  a root of its own in $root, with HEAD in /root/lexwave.bundle
#     inside "$root" sh /root/inside.sh   a command in it
#     keep trixie                         keeps the packages it fetched; removes it
#
# Wants root, debootstrap and unshare (util-linux), and a package mirror of Debian: MIRROR, or the
# one that this machine's apt uses. The clean roots (300 MB each, made again after 30 days), roots
# with more in them (grown_root) and the packages that were fetched are kept in $cache, FRESH_CACHE.
# A run unpacks roots of its own in $work, and mounts in a namespace of its own, so that no mount
# is left by any end. Several runs may be under way at once.
# shellcheck shell=sh

: "${roots_for:?is the name in what is said}"
cache=${FRESH_CACHE:-/var/cache/lexwave-fresh}
# A folder of this machine that a command inside finds at /var/cache/shared: a cache of a compiler, say.
roots_shared=''

# System on a command line and in a report, and its suite.
roots_systems='
12      bookworm
13      trixie
testing testing
'

suite_of() {
    echo "$roots_systems" | awk -v name="$1" '$1 == name { print $2 }'
}

# skip WHY: ends the script that sourced this.
skip() {
    echo "skipped: $roots_for: $1"
    exit 0
}

# The first address of a mirror of Debian in apt's lists of sources, of either form.
mirror_of_apt() {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
        grep -v '^[[:space:]]*#' | grep -o '[a-z][a-z+]*://[^[:space:]]*/debian/*\([[:space:]]\|$\)' |
        head -n 1 | tr -d '[:space:]'
}

# Called by the trap. --kill-child ends all that runs in the namespace with unshare, and its mounts with that.
# shellcheck disable=SC2317
roots_end() {
    [ -n "$inner" ] && kill -KILL "$inner" 2>/dev/null && wait "$inner" 2>/dev/null
    rm -rf --one-file-system "$work"
}

# Looks for what is needed, and makes $work, which goes when the script ends.
roots_begin() {
    for tool in debootstrap unshare; do
        command -v $tool >/dev/null || PATH=$PATH:/usr/sbin:/sbin
        command -v $tool >/dev/null || skip "$tool is not installed (apt-get install debootstrap util-linux)"
    done
    [ "$(id -u)" = 0 ] || skip "it makes roots to change into: only root can (sudo make $roots_for)"
    unshare --mount --pid --fork true 2>/dev/null || skip "this machine lets root make no namespaces (unshare)"
    MIRROR=${MIRROR:-$(mirror_of_apt)}
    [ -n "$MIRROR" ] || skip "apt has no mirror of Debian here: name one (make $roots_for MIRROR=http://...)"
    [ -z "$(git status --porcelain 2>/dev/null)" ] || echo "$roots_for: what is not committed is not looked at"
    mkdir -p "$cache" && work=$(mktemp -d "$cache/run.XXXXXX") || exit 1
    inner=''
    trap roots_end EXIT
    trap 'exit 1' HUP INT TERM
}

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
    apart env ROOTS_SHARED="$roots_shared" sh -c '
        root=$1
        shift
        mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" || exit 1
        if [ -n "$ROOTS_SHARED" ]; then
            mkdir -p "$ROOTS_SHARED" "$root/var/cache/shared" &&
                mount --bind "$ROOTS_SHARED" "$root/var/cache/shared" || exit 1
        fi
        chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 TERM=xterm-256color \
            ${http_proxy:+"http_proxy=$http_proxy"} ${https_proxy:+"https_proxy=$https_proxy"} "$@"
        exit $?' sh "$@"
}

# roots_pack FOLDER TAR: the archive is there whole, or not at all.
roots_pack() {
    tar -C "$1" --one-file-system --exclude='./var/cache/apt/archives/*.deb' -cf "$work/part.tar" . &&
        mv "$work/part.tar" "$2" && rm -rf --one-file-system "$1"
}

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
    roots_pack "$work/new" "$tar"
}

# grown_root SUITE NAME SCRIPT: $cache/SUITE-NAME.tar, a clean root in which the file SCRIPT ran,
# made where it is missing, older than the clean root, or was made by another SCRIPT.
# What was printed is in $cache/SUITE-NAME.log.
grown_root() {
    grown=$cache/$1-$2
    clean_root "$1" || return 1
    cmp -s "$3" "$grown.sh" && [ -f "$grown.tar" ] &&
        [ -z "$(find "$cache/$1.tar" -newer "$grown.tar")" ] && return
    unpack "$1" || return 1
    cp "$3" "$root/root/grow.sh"
    inside "$root" sh /root/grow.sh >"$grown.log" 2>&1 </dev/null || {
        tail -n 5 "$grown.log" >&2
        keep "$1"
        return 1
    }
    roots_keep_packages "$1"
    rm -f "$root/root/lexwave.bundle" "$root/root/grow.sh"
    roots_pack "$root" "$grown.tar" && cp "$3" "$grown.sh"
}

# unpack SUITE [NAME]: a root in $root (the clean one, or the one grown by that NAME) with the commit,
# this machine's way to the network and the packages kept.
unpack() {
    root=$work/$1
    mkdir "$root" && tar -C "$root" -xpf "$cache/$1${2:+-$2}.tar" || return 1
    cp -L /etc/resolv.conf /etc/hosts "$root/etc/" 2>/dev/null
    apt-config dump 2>/dev/null | grep -i '^Acquire::\(Check\|Retries\|https\{0,1\}::Proxy\)' \
        >"$root/etc/apt/apt.conf.d/99machine"
    [ -n "${2-}" ] || cp "$cache/packages/$1"/*.deb "$root/var/cache/apt/archives/" 2>/dev/null
    git bundle create -q "$root/root/lexwave.bundle" HEAD
}

roots_keep_packages() {
    mkdir -p "$cache/packages/$1"
    cp -n "$root"/var/cache/apt/archives/*.deb "$cache/packages/$1/" 2>/dev/null
    return 0
}

# keep SUITE: the packages that $root fetched, for the next time; the root goes.
keep() {
    roots_keep_packages "$1"
    rm -rf --one-file-system "$root"
}
