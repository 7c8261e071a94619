#!/bin/sh
# Finds what is missing to build and run lexwave (goal run) or also to test it
# (goal test), and installs it with the system's package manager:
#
#     sh tests/setup/setup.sh run|test        NO_INSTALL=1: only say how
#
# Called by `make run` and `make test`. Looks by building small programs, as
# the Makefile would, and asks no package manager. What is found is noted in
# build/setup-GOAL.ok, and not looked for again while that is newer than this
# script and the compiler and its flags are the same.
# Exit status: 0 all that is required is there; 1 something is not; 2 wrong usage.
#
# Tried for real: apt-get as root on a minimal Debian 12, 13 and testing with git and
# make alone (make check-fresh tries it again); on Debian 12 also as a user with sudo
# and as one without, under dash and bash. Not tried: Ubuntu, Fedora, Arch, Alpine,
# openSUSE and macOS; for these, test_setup.sh checks which commands are called, but
# not that the packages exist.
# shellcheck disable=SC2034,SC2317 # names and functions used through eval and "probe_$1"
set -u

# ---- The table: what is needed, and the packages that bring it --------------
# Each need is looked for by the function probe_NEED below. "must": without it
# the goal fails; "may": some tests are skipped. "-": this manager has no package,
# and what to do instead.
# Debian and Ubuntu (apt), Fedora (dnf), Arch (pacman), Alpine (apk), openSUSE (zypper), Homebrew (brew).
needs='
need    |goal|how |what a person calls it               |apt                  |dnf             |pacman             |apk             |zypper          |brew
cc      |run |must|a C compiler                         |gcc libc6-dev        |gcc             |gcc                |gcc musl-dev    |gcc             |- xcode-select --install
ncurses |run |must|ncurses with wide characters         |libncurses-dev       |ncurses-devel   |ncurses            |ncurses-dev     |ncurses-devel   |ncurses
cmocka  |test|must|cmocka                               |libcmocka-dev        |libcmocka-devel |cmocka             |cmocka-dev      |libcmocka-devel |cmocka
vterm   |test|must|libvterm                             |libvterm-dev         |libvterm-devel  |libvterm           |libvterm-dev    |libvterm-devel  |libvterm
direct  |test|may |the terminal description xterm-direct|ncurses-term         |ncurses-term    |ncurses            |ncurses-terminfo|terminfo        |ncurses
valgrind|test|may |valgrind                             |valgrind             |valgrind        |valgrind           |valgrind        |valgrind        |-
strace  |test|may |strace                               |strace               |strace          |strace             |strace          |strace          |-
pkgconf |test|may |pkg-config                           |pkg-config           |pkgconf-pkg-config|pkgconf          |pkgconf         |pkg-config      |pkgconf
mpfr    |test|may |MPFR                                 |libmpfr-dev          |mpfr-devel      |mpfr               |mpfr-dev        |mpfr-devel      |mpfr
mandoc  |test|may |mandoc                               |mandoc               |mandoc          |-                  |mandoc          |mandoc          |mandoc
man     |test|may |man with groff                       |man-db groff-base    |man-db groff    |man-db groff       |man-db groff    |man groff       |groff
zsh     |test|may |zsh                                  |zsh                  |zsh             |zsh                |zsh             |zsh             |zsh
fish    |test|may |fish                                 |fish                 |fish            |fish               |fish            |fish            |fish
numpy   |test|may |python3 with numpy                   |python3 python3-numpy|python3-numpy   |python python-numpy|py3-numpy       |python3-numpy   |numpy
unicode |test|may |the test files of Unicode            |unicode-data bzip2  |-              |-                 |-               |-               |-
'
# The managers, the first that is there is used: its column above, what renews
# its lists where an installation would fail without, what installs.
managers='
apt-get|apt   |apt-get -q update|env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=60 --no-install-recommends install
dnf    |dnf   |                 |dnf -q -y install
pacman |pacman|                 |pacman -S --needed --noconfirm
apk    |apk   |                 |apk -q -U add
zypper |zypper|                 |zypper -q -n install --no-recommends
brew   |brew  |                 |brew install -q
'

# ---- What this run is about -------------------------------------------------
goal=${1-}
case $goal in
run | test) ;;
*)
    echo "usage: sh tests/setup/setup.sh run|test" >&2
    exit 2
    ;;
esac
cd "$(dirname "$0")/../.." || exit 1
CC=${CC:-cc} CFLAGS=${CFLAGS-} LDFLAGS=${LDFLAGS-} BUILD=${BUILD:-build}
NO_INSTALL=${NO_INSTALL-} UNICODE_FOLDER=${UNICODE_FOLDER:-/usr/share/unicode} PYTHON=${PYTHON:-/usr/bin/python3 python3}
stamp=$BUILD/setup-$goal.ok
key="$CC $CFLAGS $LDFLAGS"
# shellcheck disable=SC3013 # -nt: in POSIX since 2024, in every sh long before
[ -f "$stamp" ] && [ "$stamp" -nt tests/setup/setup.sh ] && IFS= read -r noted <"$stamp" &&
    [ "$noted" = "$key" ] && exit 0

say() {
    echo "lexwave: $*" >&2
}

# "a  b " as "a b"
trim() {
    # shellcheck disable=SC2086 # the words apart are the aim
    set -- $1
    trimmed=$*
}

# ---- Probes -----------------------------------------------------------------
mkdir -p "$BUILD" && work=$BUILD/setup.$$ && mkdir "$work" || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# Homebrew on macOS installs where no compiler looks by itself.
brew_flags() {
    [ "$(uname -s)" = Darwin ] && command -v brew >/dev/null || return 0
    prefix=$(brew --prefix)
    CFLAGS="$CFLAGS -I$prefix/opt/ncurses/include -I$prefix/include"
    LDFLAGS="$LDFLAGS -L$prefix/opt/ncurses/lib -L$prefix/lib"
}

# The flags for ncurses are found as the Makefile finds them.
curses_flags() {
    curses_cflags=$(pkg-config --cflags ncursesw 2>/dev/null || ncursesw6-config --cflags 2>/dev/null)
    curses_libs=$(pkg-config --libs ncursesw 2>/dev/null || ncursesw6-config --libs 2>/dev/null || echo -lncursesw)
}

# Each need as a piece of C that does not build without it.
piece_cc='#include <math.h>
#include <stdio.h>
double (*use_math)(double) = sqrt;'
piece_ncurses='#define NCURSES_WIDECHAR 1
#include <curses.h>
typedef void (*function)(void);
function use_ncurses[] = {(function)newterm, (function)setcchar, (function)define_key, (function)resize_term,
                          (function)init_extended_pair, (function)reset_color_pairs};'
piece_cmocka='#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
void (*use_cmocka)(void) = (void (*)(void))_cmocka_run_group_tests;'
piece_vterm='#include <vterm.h>
void (*use_vterm)(void) = (void (*)(void))vterm_new;'
piece_mpfr='#include <mpfr.h>
void (*use_mpfr)(void) = (void (*)(void))mpfr_sin;'
main_plain='int main(void) { return 0; }'
main_direct='#include <term.h>
int main(void) { int why; return setupterm("xterm-direct", 1, &why) == OK ? 0 : 1; }'

# build SOURCE LIBRARY...
build() {
    printf '%s\n' "$1" >"$work/probe.c"
    shift
    # shellcheck disable=SC2086 # flags are words
    $CC $CFLAGS $curses_cflags -o "$work/probe" "$work/probe.c" $LDFLAGS "$@" >"$work/log" 2>&1
}

probe_cc() {
    build "$piece_cc
$main_plain" -lm
}
probe_ncurses() {
    # shellcheck disable=SC2086
    build "$piece_ncurses
$main_plain" $curses_libs
}
probe_cmocka() {
    build "$piece_cmocka
$main_plain" -lcmocka
}
probe_vterm() {
    build "$piece_vterm
$main_plain" -lvterm
}
probe_mpfr() {
    build "$piece_mpfr
$main_plain" -lmpfr -lgmp
}
probe_direct() {
    # shellcheck disable=SC2086
    build "$piece_ncurses
$main_direct" $curses_libs && "$work/probe"
}
probe_valgrind() {
    command -v valgrind >/dev/null
}
probe_strace() {
    command -v strace >/dev/null
}
probe_pkgconf() {
    command -v "${PKG_CONFIG:-pkg-config}" >/dev/null
}
probe_zsh() {
    command -v zsh >/dev/null
}
probe_fish() {
    command -v fish >/dev/null
}
probe_mandoc() {
    command -v mandoc >/dev/null
}
probe_man() {
    command -v man >/dev/null && command -v groff >/dev/null
}
# Where the tests look for them (tests/unicode_lines.h); a package may hold one of them packed.
probe_unicode() {
    [ -e "$UNICODE_FOLDER/auxiliary/GraphemeBreakTest.txt" ] &&
        { [ -e "$UNICODE_FOLDER/NormalizationTest.txt" ] || command -v bzip2 >/dev/null; }
}
# Whether there is one, without the time that loading it takes.
probe_numpy() {
    for python in $PYTHON; do
        "$python" -c 'import importlib.util as u, sys; sys.exit(not u.find_spec("numpy"))' 2>/dev/null && return
    done
    return 1
}

# All pieces in one program: where it builds and runs, none is probed alone.
all_pieces() {
    # shellcheck disable=SC2086
    case $goal in
    run) build "$piece_cc
$piece_ncurses
$main_plain" $curses_libs -lm ;;
    test) build "$piece_cc
$piece_cmocka
$piece_vterm
$piece_mpfr
$piece_ncurses
$main_direct" $curses_libs -lcmocka -lvterm -lmpfr -lgmp -lm && "$work/probe" ;;
    esac
}

probe() {
    case $1 in
    cc | ncurses | cmocka | vterm | direct | mpfr) [ "$pieces" = there ] || "probe_$1" ;;
    *) "probe_$1" ;;
    esac
}

# ---- What is missing --------------------------------------------------------
# Sets, for "must" and "may": what is missing in words, its packages, and what has no package.
find_missing() {
    must_words='' must_packages='' may_words='' may_packages='' no_package=''
    curses_flags
    pieces=unknown
    all_pieces && pieces=there
    while IFS='|' read -r need for_goal how words apt dnf pacman apk zypper brew; do
        trim "$need" && need=$trimmed
        trim "$for_goal" && for_goal=$trimmed
        case $need:$goal:$for_goal in :* | need:* | *:run:test) continue ;; esac
        probe "$need" && continue
        trim "$words" && words=$trimmed
        packages=''
        [ -n "$column" ] && eval "trim \"\$$column\"" && packages=$trimmed
        case $packages in -*)
            hint=${packages#-} packages=''
            no_package="$no_package${no_package:+, }$words${hint:+ (instead:$hint)}"
            ;;
        esac
        if [ "$how" = must ]; then
            must_words="$must_words${must_words:+, }$words" must_packages="$must_packages $packages"
        else
            may_words="$may_words${may_words:+, }$words" may_packages="$may_packages $packages"
        fi
    done <<EOF
$needs
EOF
    trim "$must_packages" && must_packages=$trimmed
    trim "$may_packages" && may_packages=$trimmed
}

find_manager() {
    manager='' column='' renew='' install=''
    while IFS='|' read -r name in_column how_renew how_install; do
        trim "$name" && name=$trimmed
        command -v "${name:-no name}" >/dev/null || continue
        manager=$name
        trim "$in_column" && column=$trimmed
        trim "$how_renew" && renew=$trimmed
        trim "$how_install" && install=$trimmed
        return
    done <<EOF
$managers
EOF
}

# Homebrew refuses to run as root; all others need it.
find_rights() {
    rights=yes
    [ "$manager" = brew ] || [ "$(id -u)" = 0 ] && return
    rights=no
    command -v sudo >/dev/null || return
    rights=yes install="sudo $install" renew="${renew:+sudo $renew}"
}

# The command for some packages, with the lists renewed first.
command_for() {
    echo "${renew:+$renew; }$install $*"
}

done_with() {
    printf '%s\n' "$key" >"$stamp"
    exit 0
}

brew_flags
find_manager
find_missing
[ -z "$must_words$may_words" ] && done_with

# ---- Say it, and install it -------------------------------------------------
# Give up what is missing: the end if something required is.
without() {
    [ -n "$must_words" ] && exit 1
    [ -n "$NO_INSTALL" ] && exit 0
    say "going on: the tests that want it are skipped"
    done_with
}

case "$must_words:${CC%% *}" in
'a C compiler'*:cc | 'a C compiler'*:gcc | 'a C compiler'*:c99) ;;
'a C compiler'*)
    say "the compiler CC=$CC builds no program: name another (make $goal CC=gcc) or install it"
    exit 1
    ;;
esac
[ -n "$must_words" ] && say "missing for 'make $goal': $must_words"
[ -n "$may_words" ] && say "missing, and wanted by some tests: $may_words"
if [ -z "$manager" ]; then
    say "no package manager is known here (apt-get, dnf, pacman, apk, zypper, brew): install that by hand"
    without
fi
[ -n "$no_package" ] && say "$manager has no package of $no_package"
[ -z "$must_packages$may_packages" ] && without
find_rights
trim "$must_packages $may_packages"
if [ $rights = no ]; then
    say "only root can install that, by: $(command_for "$trimmed")"
    without
fi
if [ -n "$NO_INSTALL" ]; then
    say "to install that: $(command_for "$trimmed")"
    without
fi

run() {
    say "installing: $1"
    sh -c "$1" </dev/null >&2 && return
    say "$manager failed: see above, and whether its package lists are up to date"
    return 1
}

# What tests can do without is installed apart, so that no failure of it stops the rest.
if [ -n "$must_packages" ]; then
    run "$(command_for "$must_packages")"
    renew=''
fi
if [ -n "$may_packages" ] && ! run "$(command_for "$may_packages")"; then
    renew=''
    case $may_packages in *' '*)
        for package in $may_packages; do
            run "$(command_for "$package")"
        done
        ;;
    esac
fi
find_missing
if [ -n "$must_words" ]; then
    say "still missing for 'make $goal': $must_words: install that by hand, then try again"
    exit 1
fi
[ -n "$may_words" ] && say "still missing: $may_words: the tests that want it are skipped"
done_with
