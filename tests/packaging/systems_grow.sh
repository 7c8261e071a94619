#!/bin/sh
# Runs once in a clean root, for systems.sh: installs the compilers and libraries that the systems
# of this suite of Debian build with.
set -eu
export DEBIAN_FRONTEND=noninteractive
install() {
    apt-get -q -y --no-install-recommends install "$@"
}
# shellcheck disable=SC1091 # it is read in the root
. /etc/os-release

foreign=''
case ${VERSION_CODENAME-} in
bookworm) compilers='gcc clang-14 clang-15 clang-16' ;;
trixie)
    compilers='gcc clang-17 clang-18 clang-19 musl-tools qemu-user
        gcc-aarch64-linux-gnu libc6-dev-arm64-cross gcc-s390x-linux-gnu libc6-dev-s390x-cross'
    foreign='arm64 s390x'
    ;;
*) compilers='gcc clang-21 clang-22' ;;
esac

for architecture in $foreign; do
    dpkg --add-architecture "$architecture"
done
sed -n 's/^deb /deb-src /p' /etc/apt/sources.list >/etc/apt/sources.list.d/source.list
apt-get -q update
# shellcheck disable=SC2086 # several words
install libc6-dev make ccache pkgconf libncurses-dev libcmocka-dev $compilers
# The C library of a foreign system comes with its compiler; the others are only unpacked, since a
# mirror may lack this very version of the C library for it.
for architecture in $foreign; do
    mkdir -p "/opt/$architecture" && cd "/opt/$architecture"
    for package in libcmocka0 libcmocka-dev libtinfo6 libncursesw6 libncurses6 libncurses-dev; do
        apt-get -q download "$package:$architecture"
    done
    for package in *.deb; do
        dpkg-deb -x "$package" .
    done
done

# cmocka for musl, from Debian's source: there is no package of it.
if command -v musl-gcc >/dev/null; then
    install dpkg-dev ca-certificates
    mkdir -p /opt/musl/include /opt/musl/lib && cd /opt/musl
    apt-get -q source --download-only --tar-only cmocka
    mkdir source && tar -C source --strip-components=1 -xf cmocka_*.orig.tar.*
    cp source/include/*.h include/
    musl-gcc -O2 -w -Iinclude -DHAVE_INTTYPES_H=1 -DHAVE_MALLOC_H=1 -DHAVE_STRINGS_H=1 -DHAVE_SIGNAL_H=1 \
        -DHAVE_STRUCT_TIMESPEC=1 -DHAVE_CLOCK_GETTIME=1 -DHAVE_SIGLONGJMP=1 -DHAVE_GCC_THREAD_LOCAL_STORAGE=1 \
        -c -o cmocka.o source/src/cmocka.c
    ar rcs lib/libcmocka.a cmocka.o
fi
