#!/bin/sh
# Tests setup.sh on machines that are made up: a directory of programs is all
# it can call, where the compiler knows what is missing and every package
# manager only notes how it was called. No real manager can be reached.
# Prints TAP lines; ends with 1 if any test failed.
# shellcheck disable=SC2317 # functions called through ok and each_manager
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 1
t=$(mktemp -d) || exit 1
trap 'rm -rf "$t"' EXIT
tests=0 failed=0

# ok NAME CONDITION...: one test. After a failure, what the script said and did.
ok() {
    tests=$((tests + 1)) name=$1
    shift
    if "$@"; then
        echo "ok $tests - $name"
        return
    fi
    failed=$((failed + 1))
    echo "not ok $tests - $name"
    echo "# expected: $*"
    sed 's/^/# said: /' "$t/said"
    sed 's/^/# did: /' "$t/log"
}

tool() { # NAME, its text on standard input
    { echo '#!/bin/sh'; echo "t='$t' name=$1"; cat; } >"$t/bin/$1"
    chmod +x "$t/bin/$1"
}

# A compiler that builds what includes nothing that is listed as missing.
compiler() {
    tool "$1" <<'EOF'
echo called >>"$t/compiled"
while [ $# -gt 0 ]; do
    case $1 in -o) shift; out=$1 ;; *.c) source=$1 ;; esac
    shift
done
while read -r lacking; do
    grep -q "$lacking" "$source" && exit 1
done <"$t/missing"
{ echo '#!/bin/sh'; echo 'exit 0'; } >"$out"
chmod +x "$out"
EOF
}

python() {
    tool python3 <<'EOF'
! grep -q numpy "$t/missing"
EOF
}

# A manager notes its call, fails if a word of it is in "refused", and brings all
# there is unless "deaf". (Called again by itself through sudo and env.)
manager() {
    tool "$1" <<'EOF'
echo "${DEBIAN_FRONTEND:+$DEBIAN_FRONTEND }$name $*" >>"$t/log"
[ "$1" = --prefix ] && echo "$t/prefix" && exit
for word in "$@"; do
    grep -qx -e "$word" "$t/refused" && exit 100
done
case "$*" in *update) exit 0 ;; esac
[ -e "$t/deaf" ] && exit 0
. "$t/bring"
EOF
}

# Where a program is: as a file, which `command -v` need not tell (some shells have more of them built in).
where() {
    echo "$PATH" | tr : '\n' | while read -r place; do
        [ -x "$place/$1" ] && echo "$place/$1" && break
    done
}

# A root's machine with everything and no manager, which is made once and then copied.
whole_machine() {
    mkdir -p "$t/bin" "$t/tree/tests/setup" "$t/unicode/auxiliary"
    : >"$t/unicode/auxiliary/GraphemeBreakTest.txt" && : >"$t/unicode/NormalizationTest.txt"
    cp "$here/setup.sh" "$t/tree/tests/setup/"
    touch -t 200101010000 "$t/tree/tests/setup/setup.sh" # some shells compare whole seconds
    for real in sh env mkdir rm dirname grep chmod cat mv ln sed; do
        ln -s "$(where $real)" "$t/bin/$real"
    done
    : >"$t/missing" && : >"$t/refused" && : >"$t/log" && : >"$t/compiled"
    compiler cc
    python
    echo 'cat "$t/uid"' | tool id
    echo 'cat "$t/system"' | tool uname
    tool valgrind </dev/null
    for each in strace pkg-config mandoc man groff zsh fish; do
        tool $each </dev/null
    done
    echo 0 >"$t/uid" && echo Linux >"$t/system"
    # What an installation brings: in the order of the table, all of it.
    cat >"$t/bring" <<'EOF'
: >"$t/missing" && : >"$t/unicode/auxiliary/GraphemeBreakTest.txt"
[ -e "$t/bin/cc" ] || mv "$t/cc" "$t/bin/cc"
for each in valgrind strace pkg-config mandoc man groff zsh fish; do
    [ -e "$t/bin/$each" ] || ln -s "$t/bin/id" "$t/bin/$each"
done
EOF
    mkdir "$t/whole"
    (cd "$t" && cp -RPp bin tree unicode missing refused log compiled uid system bring whole)
}

# machine MANAGER... : a root's machine with everything but what a test then removes.
machine() {
    rm -rf "${t:?}/bin" "$t/tree" "$t/deaf"
    [ -d "$t/whole" ] || whole_machine
    cp -RPp "$t/whole/." "$t"
    for each in "$@"; do
        manager "$each"
    done
}

lacks() { # HEADER...
    for each in "$@"; do
        echo "$each" >>"$t/missing"
    done
}

lacks_everything() {
    lacks 'curses.h' 'cmocka.h' 'vterm.h' 'xterm-direct' 'mpfr.h' 'numpy'
    mv "$t/bin/cc" "$t/cc"
    rm "$t/bin/valgrind" "$t/bin/strace" "$t/bin/pkg-config" "$t/bin/mandoc" "$t/bin/man" "$t/bin/groff" "$t/bin/zsh" "$t/bin/fish"
    rm "$t/unicode/auxiliary/GraphemeBreakTest.txt"
}

sudo_user() {
    echo 1000 >"$t/uid"
    tool sudo <<'EOF'
echo "sudo $1" >>"$t/log"
exec "$@"
EOF
}

# setup GOAL [VARIABLE=VALUE...]: runs it; status and said are what came out.
setup() {
    goal=$1
    shift
    env -i PATH="$t/bin" PYTHON=python3 UNICODE_FOLDER="$t/unicode" "$@" "$t/bin/sh" "$t/tree/tests/setup/setup.sh" "$goal" >"$t/said" 2>&1
    status=$?
}

ends() { [ "$status" -eq "$1" ]; }
silent() { [ ! -s "$t/said" ]; }
says() { grep -qF -e "$1" "$t/said"; }
did() { [ "$(cat "$t/log")" = "$1" ]; }
did_nothing() { [ ! -s "$t/log" ]; }
compiled() { [ "$(grep -c . "$t/compiled")" -eq "$1" ]; }
noted() { [ -e "$t/tree/build/setup-$goal.ok" ]; }
not_noted() { ! noted; }
clean() { [ "$(ls -A "$t/tree/build")" = "$1" ]; }

# ---- Nothing is missing -----------------------------------------------------
for goal in run test; do
    machine apt-get
    setup "$goal"
    ok "$goal: all there: done" ends 0
    ok "$goal: all there: silent" silent
    ok "$goal: all there: calls no manager" did_nothing
    ok "$goal: all there: one program built" compiled 1
    ok "$goal: leaves only its note" clean "setup-$goal.ok"
    setup "$goal"
    ok "$goal: noted: done and silent" silent
    ok "$goal: noted: looks for nothing" compiled 1
    setup "$goal" CC='cc -m32'
    ok "$goal: another compiler: looks again" compiled 2
    setup "$goal" CC='cc -m32'
    ok "$goal: the same compiler: does not" compiled 2
    touch -t 200001010000 "$t/tree/build/setup-$goal.ok"
    setup "$goal" CC='cc -m32'
    ok "$goal: a note older than the script: looks again" compiled 3
done
machine
setup run BUILD=elsewhere
ok "another build directory" test -e "$t/tree/elsewhere/setup-run.ok"
for wrong in '' all; do
    machine apt-get
    setup "$wrong"
    ok "goal '$wrong': wrong usage" ends 2
    ok "goal '$wrong': says what is right" says 'setup.sh run|test'
done

# ---- Every manager, every package -------------------------------------------
# manager, its installing command, packages for run, those that test must have besides, those it may have.
apt='noninteractive apt-get -q -y -o DPkg::Lock::Timeout=60 --no-install-recommends install'
managers="
apt-get|$apt|gcc libc6-dev libncurses-dev|libcmocka-dev libvterm-dev|ncurses-term valgrind strace pkg-config libmpfr-dev mandoc man-db groff-base zsh fish python3 python3-numpy unicode-data bzip2
dnf|dnf -q -y install|gcc ncurses-devel|libcmocka-devel libvterm-devel|ncurses-term valgrind strace pkgconf-pkg-config mpfr-devel mandoc man-db groff zsh fish python3-numpy
pacman|pacman -S --needed --noconfirm|gcc ncurses|cmocka libvterm|ncurses valgrind strace pkgconf mpfr man-db groff zsh fish python python-numpy
apk|apk -q -U add|gcc musl-dev ncurses-dev|cmocka-dev libvterm-dev|ncurses-terminfo valgrind strace pkgconf mpfr-dev mandoc man-db groff zsh fish py3-numpy
zypper|zypper -q -n install --no-recommends|gcc ncurses-devel|libcmocka-devel libvterm-devel|terminfo valgrind strace pkg-config mpfr-devel mandoc man groff zsh fish python3-numpy
"
each_manager() { # FUNCTION: called with $manager $command $for_run $for_test $may
    while IFS='|' read -r manager command for_run for_test may; do
        [ -n "$manager" ] || continue
        renewed=''
        [ "$manager" = apt-get ] && renewed='apt-get -q update
'
        "$1"
    done <<EOF
$managers
EOF
}

installs_all() {
    machine "$manager"
    lacks_everything
    setup run
    ok "$manager: run: installs" did "$renewed$command $for_run"
    ok "$manager: run: done" ends 0
    ok "$manager: run: says what" says "missing for 'make run': a C compiler, ncurses with wide characters"
    ok "$manager: run: notes it" noted
    machine "$manager"
    lacks_everything
    cat >"$t/bring" <<'EOF'
case "$*" in *cmocka*) # the first call; the second brings what tests may have
    mv "$t/cc" "$t/bin/cc" ;;
*)
    : >"$t/missing"
    for each in valgrind strace pkg-config mandoc man groff zsh fish; do ln -s "$t/bin/id" "$t/bin/$each"; done ;;
esac
EOF
    setup test
    ok "$manager: test: installs" did "$renewed$command $for_run $for_test
$command $may"
    ok "$manager: test: done" ends 0
    ok "$manager: test: notes it" noted
}
each_manager installs_all

as_a_user() {
    machine "$manager"
    sudo_user
    lacks curses.h
    setup run
    sudo_words="sudo ${command%% *}"
    packages=${for_run#gcc }
    packages=${packages#libc6-dev }
    packages=${packages#musl-dev }
    renewed_words="$renewed"
    if [ "$manager" = apt-get ]; then
        renewed_words="sudo apt-get
$renewed" sudo_words='sudo env'
    fi
    ok "$manager: a user: by sudo, and only what is missing" did "$renewed_words$sudo_words
$command $packages"
    ok "$manager: a user: done" ends 0

    machine "$manager"
    echo 1000 >"$t/uid"
    lacks curses.h
    setup run
    ok "$manager: no sudo: fails" ends 1
    ok "$manager: no sudo: calls nothing" did_nothing
    shown=$command
    [ "$manager" = apt-get ] && shown="apt-get -q update; env DEBIAN_FRONTEND=$command"
    ok "$manager: no sudo: says what root is to call" says "only root can install that, by: $shown $packages"
    ok "$manager: no sudo: notes nothing" not_noted
}
each_manager as_a_user

only_says() {
    machine "$manager"
    lacks_everything
    setup test NO_INSTALL=1
    shown=$command
    [ "$manager" = apt-get ] && shown="apt-get -q update; env DEBIAN_FRONTEND=$command"
    ok "$manager: NO_INSTALL: fails" ends 1
    ok "$manager: NO_INSTALL: calls nothing" did_nothing
    ok "$manager: NO_INSTALL: says the command" says "to install that: $shown $for_run $for_test $may"
    ok "$manager: NO_INSTALL: notes nothing" not_noted
    machine "$manager"
    sudo_user
    lacks numpy
    setup test NO_INSTALL=1
    ok "$manager: NO_INSTALL, all required there: done" ends 0
    shown="sudo $shown"
    [ "$manager" = apt-get ] && shown="sudo apt-get -q update; sudo env DEBIAN_FRONTEND=$command"
    case $may in *'python python'*) numpy='python python-numpy' ;; *'python3 '*) numpy='python3 python3-numpy' ;;
    *) numpy=${may##* } ;; esac
    ok "$manager: NO_INSTALL, all required there: says the command" says "to install that: $shown $numpy"
    ok "$manager: NO_INSTALL, all required there: calls nothing" did_nothing
    ok "$manager: NO_INSTALL, all required there: notes nothing" not_noted
}
each_manager only_says

refuses() {
    machine "$manager"
    lacks curses.h
    echo "${for_run##* }" >"$t/refused"
    setup run
    ok "$manager refuses: fails" ends 1
    ok "$manager refuses: says so" says "$manager failed"
    ok "$manager refuses: says what to do" says "still missing for 'make run': ncurses with wide characters: install"
    ok "$manager refuses: notes nothing" not_noted
    machine "$manager"
    lacks curses.h
    touch "$t/deaf"
    setup run
    ok "$manager brings nothing: fails" ends 1
    ok "$manager brings nothing: notes nothing" not_noted
}
each_manager refuses

# ---- Homebrew: never sudo, and no package for two needs ----------------------
machine brew
sudo_user
lacks curses.h
setup run
ok "brew: without sudo" did "brew install -q ncurses"
ok "brew: done" ends 0
machine brew
sudo_user
lacks curses.h cmocka.h vterm.h xterm-direct numpy
rm "$t/bin/valgrind"
setup test
ok "brew: test" did "brew install -q ncurses cmocka libvterm
brew install -q ncurses numpy"
ok "brew: has no valgrind" says "brew has no package of valgrind"
ok "brew: done without it" ends 0
machine brew
mv "$t/bin/cc" "$t/cc"
setup run NO_INSTALL=1
ok "brew: no compiler: fails" ends 1
ok "brew: no compiler: says where it comes from" says "a C compiler (instead: xcode-select --install)"
machine brew
rm "$t/bin/valgrind"
setup test
ok "brew: only valgrind missing: done" ends 0
ok "brew: only valgrind missing: calls nothing" did_nothing
machine brew
echo Darwin >"$t/system"
tool cc <<'EOF'
echo "$*" >>"$t/log"
EOF
setup run
ok "macOS: headers and libraries from brew's directory" grep -q \
    "^-I$t/prefix/opt/ncurses/include -I$t/prefix/include .* -L$t/prefix/opt/ncurses/lib -L$t/prefix/lib" "$t/log"

# ---- One need at a time ------------------------------------------------------
while read -r goal header packages; do
    machine apt-get
    if [ -e "$t/bin/$header" ]; then rm "$t/bin/$header"; else lacks "$header"; fi
    setup "$goal"
    ok "only $header missing: only its package" did "apt-get -q update
$apt $packages"
    ok "only $header missing: done" ends 0
done <<EOF
run curses.h libncurses-dev
test cmocka.h libcmocka-dev
test vterm.h libvterm-dev
test xterm-direct ncurses-term
test valgrind valgrind
test strace strace
test pkg-config pkg-config
test mpfr.h libmpfr-dev
test numpy python3 python3-numpy
EOF
machine apt-get
rm "$t/unicode/auxiliary/GraphemeBreakTest.txt"
setup test
ok "only Unicode's test files missing: only their packages" did "apt-get -q update
$apt unicode-data bzip2"
ok "only Unicode's test files missing: done" ends 0
machine apt-get
mv "$t/unicode/NormalizationTest.txt" "$t/unicode/NormalizationTest.txt.bz2"
setup test
ok "Unicode's test files packed, and nothing to unpack them: installs that" did "apt-get -q update
$apt unicode-data bzip2"
machine dnf
rm "$t/unicode/auxiliary/GraphemeBreakTest.txt"
setup test
ok "Unicode's test files missing, and no package: done" ends 0
ok "Unicode's test files missing, and no package: said" says "dnf has no package of the test files of Unicode"


# ---- What tests may do without -----------------------------------------------
machine apt-get
lacks vterm.h numpy xterm-direct
rm "$t/bin/valgrind"
echo valgrind >"$t/refused"
cat >"$t/bring" <<'EOF'
case "$*" in *vterm*) sed -i.bak '/vterm/d' "$t/missing" ;; *numpy*) sed -i.bak '/numpy/d' "$t/missing" ;; esac
EOF
setup test
ok "one refused: the others are installed one by one" did "apt-get -q update
$apt libvterm-dev
$apt ncurses-term valgrind python3 python3-numpy
$apt ncurses-term
$apt valgrind
$apt python3
$apt python3-numpy"
ok "one refused: done" ends 0
ok "one refused: says what stays missing" says "still missing: the terminal description xterm-direct, valgrind: the tests"
ok "one refused: notes it, to ask no more" noted
machine apt-get
echo 1000 >"$t/uid"
lacks numpy
setup test
ok "no sudo, only a wish: done" ends 0
ok "no sudo, only a wish: says who can" says "only root can install that, by: "
setup test
ok "no sudo, only a wish: says it once" silent

# ---- Machines unlike others ---------------------------------------------------
machine
lacks curses.h
setup run
ok "no manager: fails" ends 1
ok "no manager: says so" says "no package manager is known here"
machine
lacks numpy
setup test
ok "no manager, only a wish: done" ends 0
machine apt-get brew
lacks curses.h
setup run
ok "two managers: the system's" did "apt-get -q update
$apt libncurses-dev"
machine apt-get
setup run CC=tcc
ok "a compiler that is not there: fails" ends 1
ok "a compiler that is not there: installs no other" did_nothing
ok "a compiler that is not there: named" says "the compiler CC=tcc builds no program"
machine apt-get
compiler clang
setup run CC=clang
ok "another compiler that is there" silent

# ---- The real compiler ---------------------------------------------------------
# `make test` comes here only with everything required in place.
machine
for each in run test; do
    goal=$each
    env NO_INSTALL=1 BUILD="$t/real" sh "$here/setup.sh" "$goal" >"$t/said" 2>&1
    status=$?
    ok "$goal: for real: all required is there" ends 0
done
ok "run: for real: noted" test -e "$t/real/setup-run.ok"
# A header hidden from it: a directory of the same headers that are errors.
while read -r hidden words; do
    rm -rf "$t/hide" "$t/real" && mkdir "$t/hide"
    echo '#error hidden' >"$t/hide/$hidden"
    env NO_INSTALL=1 BUILD="$t/real" CFLAGS="-I$t/hide" sh "$here/setup.sh" test >"$t/said" 2>&1
    status=$?
    ok "for real: no $hidden: fails" ends 1
    ok "for real: no $hidden: named" grep -q "missing for 'make test': $words\$" "$t/said"
done <<EOF
curses.h ncurses with wide characters
cmocka.h cmocka
vterm.h libvterm
math.h a C compiler
EOF
# A compiler that makes every program ask for a terminal that has no description.
cat >"$t/changing" <<'EOF'
#!/bin/sh
for each in "$@"; do
    case $each in *.c) sed 's/xterm-direct/no-such-terminal/' "$each" >"$each.new" && mv "$each.new" "$each" ;; esac
done
exec cc "$@"
EOF
chmod +x "$t/changing"
rm -rf "$t/real"
env NO_INSTALL=1 BUILD="$t/real" CC="$t/changing" sh "$here/setup.sh" test >"$t/said" 2>&1
status=$?
ok "for real: terminal not described: done all the same" ends 0
ok "for real: terminal not described: said" grep -q "wanted by some tests: the terminal description" "$t/said"

echo "1..$tests"
[ "$failed" -eq 0 ]
