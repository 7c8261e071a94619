#!/bin/sh
# The part of check_packaging.sh that runs inside a clean root, which has the packages in /root/deb
# and the tests of the source package in /root/tests: installs what man, Tab and pkg-config need, then
# the packages by dpkg, tries them, removes them, and compares the tree with that before.
# --packager: in the root that packages are built in, what packagers run: lintian and autopkgtest.
# Prints a line a check. Exit status: 0 all lines begin with ok.
# shellcheck disable=SC2317 # functions called through check
set -u
cd /root || exit 1
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
bad=0

check() { # check NAME COMMAND...
    name=$1
    shift
    if "$@" >last.log 2>&1 </dev/null; then
        echo "ok - $name"
    else
        bad=1
        echo "not ok - $name"
        tail -n 20 last.log | tr -d '\000-\010\013-\037\177' | sed 's/^/    /'
    fi
}

# What a machine has that was used before: the tree is compared with that, whose caches exist.
prepare() {
    echo force-unsafe-io >/etc/dpkg/dpkg.cfg.d/unsafe-io
    apt-get -q update && apt-get -q -y --no-install-recommends install \
        libncursesw6 man-db bash-completion zsh fish gcc libc6-dev pkgconf file && man -w man &&
        runuser -u man -- mandb -pq # as every package with a page has it run: its cache is whole then
}

# Every path that is not a process's, the kernel's or this check's own, nor a page that man has shown and keeps as
# text: its own daily job takes those away.
tree() {
    find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /root -o -path /run \
        -o -path '/var/cache/man/cat[0-9]' \) -prune -o -print | sort
}

pages() {
    for page in '1 lexwave' '5 lexwave-script' '5 lexwave-config'; do
        # shellcheck disable=SC2086 # section and name
        MANWIDTH=80 man $page >page.txt 2>page.err && grep -q '^NAME' page.txt && [ ! -s page.err ] || return 1
    done
    whatis lexwave && apropos transformer | grep '^lexwave (1)'
}

# tab SHELL WANTED LINE: presses Tab after LINE in an interactive shell on a pseudo-terminal,
# until WANTED is drawn.
tab() {
    rm -f keys screen
    mkfifo keys
    script -qefc "stty rows 40 cols 100; $1" screen <keys >/dev/null 2>&1 &
    shell=$!
    exec 3>keys
    tenths=300
    until grep -q 'ready[>]' screen 2>/dev/null || [ "$tenths" = 0 ]; do
        sleep 0.1
        tenths=$((tenths - 1))
    done
    printf '%s\t\t' "$3" >&3
    tenths=300 seen=1
    until tr -d '\033' <screen | grep -q -e "$2" || [ "$tenths" = 0 ]; do
        sleep 0.1
        tenths=$((tenths - 1))
    done
    [ "$tenths" = 0 ] || seen=0
    printf '\025exit\r' >&3
    exec 3>&-
    ( sleep 5 && kill "$shell" ) 2>/dev/null &
    wait "$shell"
    [ "$seen" = 0 ] || cat -v screen
    return "$seen"
}

tab_bash() {
    cat >bashrc <<'RC'
. /usr/share/bash-completion/bash_completion
PS1='ready> '
RC
    tab 'bash --noprofile --rcfile /root/bashrc -i' 'purple-green' 'lexwave --palette p'
}
tab_zsh() {
    mkdir -p zdot
    printf "autoload -Uz compinit && compinit -u -D\nPS1='ready> '\n" >zdot/.zshrc
    tab 'ZDOTDIR=/root/zdot zsh -i' 'purple-green' 'lexwave --palette p'
}
tab_fish() {
    mkdir -p fishes/fish
    printf "function fish_prompt\n    echo -n 'ready> '\nend\nset -g fish_greeting\n" >fishes/fish/config.fish
    tab 'XDG_CONFIG_HOME=/root/fishes XDG_DATA_HOME=/root/fishes fish -i' 'purple-green' 'lexwave --palette p'
}

# tried TEST: one of the source package's own tests.
tried() {
    AUTOPKGTEST_TMP=$(mktemp -d) && export AUTOPKGTEST_TMP && sh "tests/$1"
    status=$?
    rm -rf "$AUTOPKGTEST_TMP"
    return "$status"
}

hardened() {
    file /usr/bin/lexwave | grep 'pie executable' && ! ldd /usr/bin/lexwave | grep 'not found'
}
version_agrees() {
    lexwave --version && lexwave --version | grep -F "$(dpkg-query -W -f '${Version}' lexwave | sed 's/-[^-]*$//')"
}
# dpkg -P too: some of dpkg's notes would stay for configuration files, of which there are none.
removed() {
    dpkg -r lexwave liblexwave-dev liblexwave0 && dpkg -P lexwave liblexwave-dev liblexwave0
    tree >after.txt
    diff before.txt after.txt && ! tree | grep '/[^/]*lexwave[^/]*$'
}

no_warnings() {
    lintian --allow-root -I --pedantic --fail-on error,warning deb/*.changes >lintian.txt 2>&1
    status=$?
    cat lintian.txt
    return "$status"
}
# Every test of the source package, on the packages as they are installed.
autopkgtests() {
    echo force-unsafe-io >/etc/dpkg/dpkg.cfg.d/unsafe-io
    apt-get -q update && autopkgtest deb/*.deb deb/*.dsc -- null
}
if [ "${1-}" = --packager ]; then
    check "lintian $(dpkg-query -W -f '${Version}' lintian) has no errors and no warnings" no_warnings
    grep '^[IP]:' lintian.txt
    check "autopkgtest's null runner passes all tests" autopkgtests
    exit $bad
fi

prepare >prepare.log 2>&1 || {
    echo 'not ok - the root has what man, Tab and pkg-config need'
    tail -n 10 prepare.log
    exit 1
}
tree >before.txt
check 'dpkg -i installs the three packages' sh -c 'dpkg -i deb/lexwave_*.deb deb/liblexwave0_*.deb deb/liblexwave-dev_*.deb'
check 'lexwave --version is that of the package' version_agrees
check 'man finds and shows lexwave(1), lexwave-script(5) and lexwave-config(5), apropos too' pages
check 'Tab completes in bash' tab_bash
check 'Tab completes in zsh' tab_zsh
check 'Tab completes in fish' tab_fish
check 'pkg-config --cflags --libs lexwave compiles a program, which runs' tried library
check 'the program runs on a pseudo-terminal' tried terminal
check 'the program writes files' tried files
check 'it is position-independent, and finds its libraries' hardened
check 'dpkg -r removes them, and the tree is as before' removed
exit $bad
