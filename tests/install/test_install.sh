#!/bin/sh
# make install and make uninstall: which files arrive, where and with which modes, and that
# nothing else on the machine is touched.
# shellcheck disable=SC2016 # what stands in single quotes is for make and grep
set -u
. tests/tap.sh
BUILD=${BUILD:-build} SAN=${SAN-}
[ -z "$SAN" ] || BUILD=${BUILD%/san}
work=$(mktemp -d) || exit 1
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# The make above this one has flags and jobs of its own; the person's directories are not ours.
unset MAKEFLAGS MFLAGS MAKELEVEL DESTDIR PREFIX prefix BINDIR bindir LIBDIR libdir INCLUDEDIR includedir DATADIR \
    datadir datarootdir MANDIR mandir DOCDIR docdir PKGCONFIGDIR BASHCOMPDIR ZSHCOMPDIR FISHCOMPDIR STRIP INSTALL
umask 022
# The machine's own cache of libraries is left alone: ldconfig is one that says when it is called.
mkdir "$work/bin"
cat >"$work/bin/ldconfig" <<END
#!/bin/sh
case "\$*" in "") echo renewed >>"$work/renewed" ;; *-N*) echo "$work/searched/lib: (from a test)" ;; esac
END
chmod 755 "$work/bin/ldconfig"
PATH=$work/bin:$PATH
run_make() {
    make -s BUILD="$BUILD" SAN="$SAN" ${CC:+CC="$CC"} "$@" 2>&1
}
# run_script ACTION NAME=VALUE...: what make ends with, where it is not make that is tried: make
# looks at the compiler and at all that is built first, which takes many times as long.
run_script() (
    action=$1 && shift
    BUILD=$BUILD${SAN:+/san} DESTDIR='' PREFIX=/usr/local
    for pair in "$@"; do case $pair in DESTDIR=* | PREFIX=*) eval "${pair%%=*}=\${pair#*=}" ;; esac; done
    BINDIR=$PREFIX/bin LIBDIR=$PREFIX/lib INCLUDEDIR=$PREFIX/include DATADIR=$PREFIX/share
    MANDIR=$DATADIR/man DOCDIR=$DATADIR/doc/lexwave PKGCONFIGDIR=$LIBDIR/pkgconfig ZSHCOMPDIR=$DATADIR/zsh/site-functions
    BASHCOMPDIR=$DATADIR/bash-completion/completions FISHCOMPDIR=$DATADIR/fish/vendor_completions.d
    for pair in "$@"; do eval "${pair%%=*}=\${pair#*=}"; done
    export BUILD DESTDIR PREFIX BINDIR LIBDIR INCLUDEDIR DATADIR MANDIR DOCDIR PKGCONFIGDIR BASHCOMPDIR ZSHCOMPDIR FISHCOMPDIR
    # shellcheck disable=SC2086 # parts
    sh assets/packaging/install.sh "$action" ${parts-all} 2>&1
)

# Every file below a folder: its mode, name, and where a link goes.
tree() {
    (cd "$1" && find . ! -type d -exec ls -ld {} + | awk '{
        name = $0; sub(/^[^.]*[0-9] \.\//, "", name); sub(/^.* \.\//, "", name); print substr($1, 1, 10), name }' |
        sed 's/\(.*\) -> .*\/\(.*\)/\1 -> \2/' | LC_ALL=C sort -k 2)
}
# That and the folders, with what the files hold.
whole() {
    (cd "$1" && find . -type f -exec cksum {} + && find . -type d) | LC_ALL=C sort
    tree "$1"
}
same() { # same FILE FILE: how they differ
    diff "$1" "$2" | sed -n 's/^[<>]/&/p'
}

version=$(sed -n 's/^#define LEXWAVE_VERSION "\(.*\)"$/\1/p' include/lexwave.h)
cat >"$work/wanted" <<END
-rwxr-xr-x bin/lexwave
-rw-r--r-- include/lexwave.h
-rw-r--r-- lib/liblexwave.a
lrwxrwxrwx lib/liblexwave.so -> liblexwave.so.0
lrwxrwxrwx lib/liblexwave.so.0 -> liblexwave.so.$version
-rwxr-xr-x lib/liblexwave.so.$version
-rw-r--r-- lib/pkgconfig/lexwave.pc
-rw-r--r-- share/bash-completion/completions/lexwave
-rw-r--r-- share/doc/lexwave/LICENSE
-rw-r--r-- share/doc/lexwave/README.md
-rw-r--r-- share/doc/lexwave/examples/example.py
-rw-r--r-- share/doc/lexwave/examples/positions.c
-rw-r--r-- share/fish/vendor_completions.d/lexwave.fish
-rw-r--r-- share/man/man1/lexwave.1
-rw-r--r-- share/man/man3/liblexwave.3
-rw-r--r-- share/man/man5/lexwave-config.5
-rw-r--r-- share/man/man5/lexwave-script.5
-rw-r--r-- share/man/man7/lexwave-words.7
-rw-r--r-- share/zsh/site-functions/_lexwave
END

# ---- What arrives -----------------------------------------------------------
run_make all >"$work/log" || { echo "not ok 1 - lexwave does not build"; cat "$work/log"; exit 1; }
check "what is built is not built again by installing" "$(run_make -n install | grep -w -e '-c' -e '-o')"
said=$(run_make install DESTDIR="$work/plain" PREFIX=/usr)
check "installing says nothing" "$said"
tree "$work/plain/usr" >"$work/found"
check "the files, their modes and links are those expected" "$(same "$work/wanted" "$work/found")"
tree "$work/plain" | sed 's/^[^ ]* //; s/ -> .*//; s/^/\//' | LC_ALL=C sort >"$work/found"
run_make install-list PREFIX=/usr | LC_ALL=C sort >"$work/list"
check "install-list names them" "$(same "$work/list" "$work/found")"
check "the README is there without pictures, which are not, and with all its other words" "$(
    readme=$work/plain/usr/share/doc/lexwave/README.md
    grep -n '!\[' "$readme"
    words() { sed 's/!\[[^]]*\]([^)]*)//g' "$1" | tr -s ' \n' '\n\n'; }
    words README.md >"$work/words" && words "$readme" | same "$work/words" -)"
check "the installed program runs without an environment, in another folder" "$(
    cd / && said=$(env -i "$work/plain/usr/bin/lexwave" --version 2>&1) || echo "exit $?: $said"
    case $said in "lexwave $version"*) ;; *) echo "$said" ;; esac
    said=$(env -i "$work/plain/usr/bin/lexwave" encode --format csv 'a bc' 2>&1 </dev/null) || echo "exit $?: $said")"

# ---- What goes ---------------------------------------------------------------
# A prefix that others use: their files beside ours stay, ours go.
others=$work/others
mkdir -p "$others/empty"
run_make install-list PREFIX="$others" | sed 's|/[^/]*$||' | sort -u | while IFS= read -r folder; do
    case $folder in */doc/lexwave | */doc/lexwave/examples) folder=${folder%/lexwave*} ;; esac
    mkdir -p "$folder" && echo "of another package" >"$folder/lexwaves" && ln -s lexwaves "$folder/link"
done
whole "$others" >"$work/before"
run_make install PREFIX="$others" >"$work/log"
check "our files are there beside others'" "$([ -x "$others/bin/lexwave" ] || cat "$work/log")"
run_make uninstall PREFIX="$others" >"$work/log"
whole "$others" >"$work/after"
check "uninstalling leaves the tree as before" "$(cat "$work/log"; same "$work/before" "$work/after")"
check "uninstalling what is not there is no mistake" "$(run_script uninstall PREFIX="$others" || echo "exit $?")"
run_script install PREFIX="$others" >"$work/log"
echo mine >"$others/share/doc/lexwave/notes"
run_script uninstall PREFIX="$others" >"$work/log"
check "a person's file in our folder stays" "$([ "$(cat "$others/share/doc/lexwave/notes")" = mine ] || echo gone)"
check "a prefix that was new is empty again, also one that ends in /" "$(
    mkdir "$work/new"
    run_script install PREFIX="$work/new/" && run_script uninstall PREFIX="$work/new/" || echo "exit $?"
    find "$work/new" -mindepth 1
    [ -d "$work/new" ] || echo "the prefix is gone")"
check "the folders that every system has stay" "$(
    run_script install DESTDIR="$work/system" PREFIX=/usr/local && run_script uninstall DESTDIR="$work/system" PREFIX=/usr/local ||
        echo "exit $?"
    (cd "$work/system/usr/local" && find . -type d | LC_ALL=C sort | tr '\n' ' ') |
        grep -v -x '\. \./bin \./include \./lib \./share \./share/man \(\./share/man/man[1357] \)\{4\}')"
check "what install did not make stays, and is named" "$(
    run_script install PREFIX="$work/kept" || echo "exit $?"
    rm "$work/kept/bin/lexwave" "$work/kept/lib/liblexwave.so" "$work/kept/lib/liblexwave.a" "$work/kept/include/lexwave.h"
    ln -s /bin/sh "$work/kept/bin/lexwave"
    echo mine >"$work/kept/lib/liblexwave.so"
    mkdir "$work/kept/lib/liblexwave.a"
    run_script uninstall PREFIX="$work/kept" >"$work/log" || echo "exit $?"
    for what in 'bin/lexwave is a link' 'lib/liblexwave.so is a file' 'lib/liblexwave.a is a folder'; do
        grep -q "^lexwave: $work/kept/$what that install did not make" "$work/log" || echo "not: $what"
        [ -e "$work/kept/${what%% *}" ] || echo "${what%% *} is gone"
    done)"

# ---- Other places ------------------------------------------------------------
check "blanks and quotes in DESTDIR and PREFIX" "$(
    run_make install DESTDIR="$work/a stage's" PREFIX="/opt/my \"own\" place" || echo "exit $?"
    tree "$work/a stage's/opt/my \"own\" place" >"$work/found"
    same "$work/wanted" "$work/found"
    run_script uninstall DESTDIR="$work/a stage's" PREFIX="/opt/my \"own\" place"
    tree "$work/a stage's")"
check "over an older one, which runs meanwhile" "$(
    mkdir -p "$work/old/bin" && printf '#!/bin/sh\nsleep 60\n' >"$work/old/bin/lexwave" && chmod 700 "$work/old/bin/lexwave"
    exec 4<"$work/old/bin/lexwave"
    run_script install PREFIX="$work/old" || echo "exit $?"
    [ "$(head -c 9 <&4)" = '#!/bin/sh' ] || echo "the older file was written into"
    tree "$work/old" >"$work/found"
    same "$work/wanted" "$work/found")"
check "as a person whose files nobody else may read" "$(
    umask 077
    run_script install DESTDIR="$work/mask" PREFIX=/usr || echo "exit $?"
    tree "$work/mask/usr" >"$work/found"
    same "$work/wanted" "$work/found"
    find "$work/mask/usr" -type d ! -perm -055)"
check "the parts are the whole" "$(
    for part in program docs library; do run_make install-$part DESTDIR="$work/parts" PREFIX=/usr || echo "exit $?"; done
    tree "$work/parts/usr" >"$work/found"
    same "$work/wanted" "$work/found")"
check "with INSTALL='install -p' every file has the time of what it was made from" "$(
    run_make install INSTALL='install -p' PREFIX="$work/times" || echo "exit $?"
    for pair in bin/lexwave:"$BUILD/lexwave" share/doc/lexwave/LICENSE:LICENSE include/lexwave.h:include/lexwave.h \
        lib/pkgconfig/lexwave.pc:assets/packaging/lexwave.pc.in share/man/man1/lexwave.1:"$BUILD/docs/lexwave.1"; do
        there=$work/times/${pair%%:*} from=${pair#*:}
        [ -z "$(find "$there" -newer "$from" && find "$from" -newer "$there")" ] || echo "$there has another time than $from"
    done)"
check "install-strip strips, and the program still runs" "$(
    run_make install-strip PREFIX="$work/strip" || echo "exit $?"
    [ "$(wc -c <"$work/strip/bin/lexwave")" -lt "$(wc -c <"$work/plain/usr/bin/lexwave")" ] || echo "it is no smaller"
    "$work/strip/bin/lexwave" --version >"$work/log" 2>&1 || cat "$work/log")"
# Each variable, and the file of ours that shows it: all at once, each with a place of its own.
honoured() { # honoured VARIABLE:FILE...
    pairs=$*
    set --
    for pair in $pairs; do set -- "$@" "${pair%%:*}=/the place of ${pair%%:*}"; done
    said=$(run_make install DESTDIR="$work/named" PREFIX=/usr "$@" || echo "exit $?")
    for pair in $pairs; do
        variable=${pair%%:*} file=${pair#*:}
        check "$variable is honoured" "$said$(
            [ -f "$work/named/the place of $variable/$file" ] || echo "no $file there"
            find "$work/named" -type f -name "${file##*/}" ! -path "*/the place of *" ! -path "*/bash-completion/*")"
    done
    check "and where they all go, they go away again" "$(
        run_make uninstall DESTDIR="$work/named" PREFIX=/usr "$@" || echo "exit $?"
        tree "$work/named")"
}
honoured BINDIR:lexwave DOCDIR:LICENSE DOCDIR:examples/positions.c MANDIR:man1/lexwave.1 LIBDIR:liblexwave.a INCLUDEDIR:lexwave.h PKGCONFIGDIR:lexwave.pc \
    BASHCOMPDIR:lexwave ZSHCOMPDIR:_lexwave FISHCOMPDIR:lexwave.fish
honoured bindir:lexwave docdir:LICENSE mandir:man5/lexwave-config.5 libdir:pkgconfig/lexwave.pc includedir:lexwave.h
check "prefix and datarootdir in small letters" "$(
    run_make install DESTDIR="$work/small" prefix=/p datarootdir=/d || echo "exit $?"
    for file in p/bin/lexwave d/doc/lexwave/LICENSE; do [ -f "$work/small/$file" ] || echo "no $file"; done)"

# ---- The loader's cache --------------------------------------------------------
# renewed HOW ARGUMENTS...: how often the cache is renewed, by make or by the script with these.
renewed() {
    : >"$work/renewed"
    "$@" >"$work/log" || cat "$work/log"
    [ "$(wc -l <"$work/renewed")" -eq "$wanted" ] || echo "$* renewed it $(wc -l <"$work/renewed") times, not $wanted"
}
if [ "$(uname)" = Linux ] && [ "$(id -u)" = 0 ]; then
    check "the loader's cache is renewed where the loader looks for the library" "$(
        mkdir "$work/searched"
        wanted=1
        renewed run_make install PREFIX="$work/searched"
        parts=library renewed run_script install PREFIX="$work/searched"
        wanted=0
        parts=program renewed run_script install PREFIX="$work/searched"
        renewed run_script install DESTDIR="$work/stage" PREFIX="$work/searched"
        renewed run_script install PREFIX="$work/elsewhere"
        wanted=1
        renewed run_script uninstall PREFIX="$work/searched")"
else
    check "the loader's cache is left alone by who may not write it" "$(wanted=0 && renewed run_script install PREFIX="$work/searched")"
fi

# ---- What stands in its place -------------------------------------------------
check "a link to a folder in the place of a file or link is replaced, and not led into" "$(
    mkdir -p "$work/led/bin" "$work/led/lib" "$work/led/share/man/man1" "$work/aim"
    for place in bin/lexwave lib/liblexwave.so lib/liblexwave.so.0 share/man/man1/lexwave.1; do ln -s "$work/aim" "$work/led/$place"; done
    run_script install PREFIX="$work/led" || echo "exit $?"
    tree "$work/led" >"$work/found"
    same "$work/wanted" "$work/found"
    ls "$work/aim")"

# ---- Odd directories -----------------------------------------------------------
# refused_path NAME=VALUE: what is wrong with how it was refused; nothing may be written.
refused_path() {
    mkdir -p "$work/odd"
    for what in install uninstall list; do
        said=$(run_script $what DESTDIR="$work/odd/" "$1") && echo "$what: no error"
        [ "$(echo "$said" | grep -c '^lexwave:')" = 1 ] || echo "$what: $said"
        echo "$said" | grep -q "^lexwave: ${1%%=*}[= ].*$2" || echo "$what: $said"
    done
    find "$work/odd" -mindepth 1
}
for path in 'PREFIX=~/.local' PREFIX=relative BINDIR=./bin FISHCOMPDIR=fish; do
    check "$path is refused in one line" "$(refused_path "$path" 'does not begin with /')"
done
check "make hands on what is odd as it is" "$(
    for what in install uninstall install-list; do
        said=$(run_make $what DESTDIR="$work/odd/" 'PREFIX=/a$$b') && echo "$what: no error"
        [ "$(echo "$said" | grep -c '^lexwave: PREFIX=/a$b ')" = 1 ] || echo "$what: $said"
    done)"
check "DESTDIR=~/stage is refused in one line" "$(refused_path 'DESTDIR=~/stage' 'begins with ~'; ls -d '~' 2>/dev/null)"
for path in 'PREFIX=/a$b' 'LIBDIR=/a(b'; do
    check "$path, which pkg-config cannot hand on, is refused in one line" "$(refused_path "$path" 'pkg-config cannot hand on')"
done
if command -v "${PKG_CONFIG:-pkg-config}" >/dev/null; then
    check "quotes, blanks and # arrive by pkg-config" "$(
        odd="$work/it's \"my own\" #1 & more"
        run_make install PREFIX="$odd" || echo "exit $?"
        flags=$(PKG_CONFIG_PATH="$odd/lib/pkgconfig" "${PKG_CONFIG:-pkg-config}" --cflags --libs lexwave 2>&1)
        eval "set -- $flags"
        [ "$*" = "-I$odd/include -L$odd/lib -llexwave" ] || echo "$flags")"
else
    skip "quotes, blanks and # arrive by pkg-config" "there is no pkg-config"
fi

# ---- Where it cannot be written ------------------------------------------------
refusal() { # refusal DESTDIR: what is wrong with how it was refused
    said=$(run_script install DESTDIR="$1" PREFIX=/usr) && echo "no error"
    echo "$said" | grep -q "^lexwave: cannot write to $1/usr/bin: run .sudo make install." || echo "$said"
    [ "$(echo "$said" | grep -c '^lexwave:')" = 1 ] || echo "more than one line: $said"
}
: >"$work/file"
check "a destination that is no folder is one clear line" "$(refusal "$work/file")"
if [ "$(id -u)" = 0 ]; then
    skip "a destination that is read-only is one clear line" "root may write everywhere"
else
    mkdir -p "$work/closed/usr/bin" && chmod 555 "$work/closed/usr/bin"
    check "a destination that is read-only is one clear line" "$(refusal "$work/closed")"
fi
check "a folder in the place of a file is not filled" "$(
    mkdir -p "$work/taken/bin/lexwave"
    said=$(run_script install PREFIX="$work/taken") && echo "no error"
    echo "$said" | grep -q '^lexwave: .* is a directory' || echo "$said"
    ls "$work/taken/bin/lexwave")"

tap_end
