#!/bin/sh
# `make deb`: the source package and the binary packages of Debian, into build/deb.
#
#     sh assets/packaging/deb.sh [here|SUITE]
#
# In a clean root of that suite of Debian (trixie), where only what debian/control names as needed to build
# is installed; or "here", on this machine, with what it has. Where no clean root can be made
# (tests/fresh/roots.sh says why), it says so and builds nothing: name "here" then.
# DEB_BUILD_OPTIONS (nocheck, parallel=N, ...) has its usual meaning. CCACHE=1: in a clean root, what the same
# compiler made before is taken from a cache beside the clean roots; for trying out debian/.
# Exit status: 0 the packages are there, or skipped; 1 they are not; 2 wrong usage.
set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build} where=${1:-trixie}
[ $# -le 1 ] || {
    echo 'usage: deb.sh [here|SUITE]' >&2
    exit 2
}
into=$BUILD/deb
version=$(sed -n 's/^#define LEXWAVE_VERSION "\(.*\)"$/\1/p' include/lexwave.h)

# source_package FOLDER: what is built there: the archive of the source, and debian/ laid into it.
source_package() {
    mkdir -p "$1" && ${MAKE:-make} -s BUILD="$BUILD" dist &&
        cp "$BUILD/dist/lexwave-$version.tar.gz" "$1/lexwave_$version.orig.tar.gz" &&
        tar -C "$1" -xzf "$1/lexwave_$version.orig.tar.gz" &&
        cp -R "$1/lexwave-$version/assets/packaging/debian" "$1/lexwave-$version/debian"
}

# take FOLDER: the packages from there, and nothing older beside them.
take() {
    rm -rf "$into" && mkdir -p "$into" && find "$1" -maxdepth 1 -type f -name 'lexwave_*' -exec cp {} "$into" \; &&
        find "$1" -maxdepth 1 -type f -name '*.deb' -exec cp {} "$into" \; && ls "$into"
}

here() {
    work=$(mktemp -d) || exit 1
    trap 'rm -rf "$work"' EXIT
    trap 'exit 1' HUP INT TERM
    source_package "$work" &&
        (cd "$work/lexwave-$version" && dpkg-buildpackage -us -uc) && take "$work"
}

# As a user, as Debian's own machines build.
in_root() {
    # shellcheck disable=SC2034 # read by roots.sh
    roots_for=deb root=''
    # shellcheck source=tests/fresh/roots.sh
    . tests/fresh/roots.sh
    roots_begin
    grown_root "$where" packaging assets/packaging/root.sh && unpack "$where" packaging || exit 1
    # The root goes when this ends: no need to wait until each file is on the disk.
    echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/unsafe-io"
    home=$root/home/builder path=/usr/sbin:/usr/bin:/sbin:/bin
    if [ -n "${CCACHE-}" ]; then
        # shellcheck disable=SC2034,SC2154 # read and set by roots.sh
        roots_shared=$cache/ccache-$where path=/usr/lib/ccache:$path
        mkdir -p "$cache/ccache-$where" && chmod 777 "$cache/ccache-$where"
        inside "$root" apt-get -q -y install ccache >/dev/null 2>&1 || return 1
    fi
    source_package "$home/deb" && chown -R --reference="$home" "$home/deb" || exit 1
    inside "$root" sh -c 'cd /home/builder/deb/lexwave-* && apt-get -q -y build-dep ./' >"$work/log" 2>&1 || {
        tail -n 20 "$work/log"
        return 1
    }
    inside "$root" runuser -u builder -- env HOME=/home/builder PATH="$path" CCACHE_DIR=/var/cache/shared \
        CCACHE_BASEDIR=/home/builder/deb DEB_BUILD_OPTIONS="${DEB_BUILD_OPTIONS-}" \
        sh -c 'cd /home/builder/deb/lexwave-* && dpkg-buildpackage -us -uc' &&
        roots_keep_packages "$where" && take "$home/deb"
}

case $where in
here) here ;;
*) in_root ;;
esac
