#!/bin/sh
# Installs lexwave, or takes it away again, by one table: what is not in it is not touched.
#
#     sh assets/packaging/install.sh install|uninstall|list all|PART...
#
# The parts are program, docs and library. Called by `make install`, `make uninstall` and their
# kin, from the project's root and with all that the table names built. Directories come by the
# environment, under the names that the Makefile gives them; DESTDIR is put before each, and
# may be empty. STRIP: what strips the program and the library, where they are to be stripped.
# INSTALL: what copies a file and gives it its mode, with its options (install).
# "list" prints the files that "install" would write, one a line.
# Exit status: 0 all is done; 1 a file could not be written; 2 wrong usage.
set -u

# In the column "from", a file ending in .in has its @words@ filled in; in the column "mode",
# "link" makes a symbolic link to the name in "from", "755s" a file that may be stripped, and "644p" a
# text whose pictures are left out, since they are not installed. A folder within another's is before that
# one's files, so that by then it is gone when both go.
table='
part    |directory   |name               |mode|from
program |BINDIR      |lexwave            |755s|build/lexwave
library |DOCDIR/examples|positions.c      |644 |tests/example/positions.c
library |DOCDIR/examples|example.py       |644 |tests/example/example.py
docs    |DOCDIR      |README.md          |644p|README.md
docs    |DOCDIR      |LICENSE            |644 |LICENSE
docs    |MANDIR/man1 |lexwave.1          |644 |build/docs/lexwave.1
docs    |MANDIR/man5 |lexwave-script.5   |644 |build/docs/lexwave-script.5
docs    |MANDIR/man5 |lexwave-config.5   |644 |build/docs/lexwave-config.5
docs    |MANDIR/man7 |lexwave-words.7    |644 |build/docs/lexwave-words.7
docs    |BASHCOMPDIR |lexwave            |644 |build/docs/lexwave.bash
docs    |ZSHCOMPDIR  |_lexwave           |644 |build/docs/_lexwave
docs    |FISHCOMPDIR |lexwave.fish       |644 |build/docs/lexwave.fish
library |LIBDIR      |liblexwave.so.@VERSION@|755s|build/lib/liblexwave.so.@VERSION@
library |LIBDIR      |liblexwave.so.0    |link|liblexwave.so.@VERSION@
library |LIBDIR      |liblexwave.so      |link|liblexwave.so.0
library |LIBDIR      |liblexwave.a       |644 |build/lib/liblexwave.a
library |INCLUDEDIR  |lexwave.h          |644 |include/lexwave.h
library |MANDIR/man3 |liblexwave.3       |644 |build/docs/liblexwave.3
library |PKGCONFIGDIR|lexwave.pc         |644 |assets/packaging/lexwave.pc.in
'

usage() {
    echo 'usage: install.sh install|uninstall|list all|PART...' >&2
    exit 2
}
[ $# -ge 2 ] || usage
action=$1
shift
parts=" $* "
version=$(sed -n 's/^#define LEXWAVE_VERSION "\(.*\)"$/\1/p' include/lexwave.h)
case $action in install | uninstall | list) ;; *) usage ;; esac
BUILD=${BUILD:-build} DESTDIR=${DESTDIR-} STRIP=${STRIP-} INSTALL=${INSTALL:-install} PREFIX=${PREFIX-}
slashes() { # slashes PATH: the same with single ones
    printf '%s\n' "$1" | tr -s /
}

fail() {
    echo "lexwave: $1" >&2
    exit 1
}

# A directory begins with /, so that it is the same one from everywhere, and is one line.
check_directories() {
    newline='
'
    for variable in PREFIX BINDIR LIBDIR INCLUDEDIR DATADIR MANDIR DOCDIR PKGCONFIGDIR BASHCOMPDIR ZSHCOMPDIR FISHCOMPDIR; do
        value='' && eval "value=\${$variable-}"
        case $variable=$value in
        *"$newline"*) fail "$variable has more than one line" ;;
        # What pkg-config prints would mean another thing to a shell.
        PREFIX=*[$\(\)]* | LIBDIR=*[$\(\)]* | INCLUDEDIR=*[$\(\)]*)
            fail "$variable=$value has one of \$ ( ) in it, which pkg-config cannot hand on: choose another" ;;
        PREFIX= | *=/*) ;;
        *) fail "$variable=$value does not begin with /: give the whole path, with \$HOME for ~" ;;
        esac
    done
    case $DESTDIR in
    *"$newline"*) fail "DESTDIR has more than one line" ;;
    '~'*) fail "DESTDIR=$DESTDIR begins with ~, which only some shells expand: give the whole path" ;;
    esac
}

# rows FUNCTION: calls it for each row of the chosen parts, with part, base (the directory that the variable names),
# directory, name, mode and from set.
rows() {
    echo "$table" | sed "1,2d; /^\$/d; s/ *| */|/g; s/@VERSION@/$version/g" >"$rows" || exit 1
    while IFS='|' read -r part directory name mode from <&3; do
        case $parts in *" all "* | *" $part "*) ;; *) continue ;; esac
        # A variable, and what is below it.
        case $directory in */*) below=/${directory#*/} ;; *) below='' ;; esac
        base='' && eval "base=\$DESTDIR\${${directory%%/*}:?}"
        case $base in *//*) base=$(slashes "$base") ;; esac
        directory=$base$below
        case $from in build/*) from=$BUILD/${from#build/} ;; esac
        "$1" || exit 1
    done 3<"$rows"
}

# Whether this directory can be written to is asked before the first file is.
open_directory() {
    [ "$mode" = link ] || [ -f "$from" ] || fail "$from is not there: run make first"
    [ -d "$directory" ] || install -d -m 755 "$directory" 2>/dev/null
    [ -w "$directory/." ] ||
        fail "cannot write to $directory: run \`sudo make install\`, or choose a place of your own, as in \`make install PREFIX=\$HOME/.local\`"
}

# As pkg-config reads it, which takes quotes and # for its own, and then as the replacement of sed has it.
quoted() {
    printf '%s\n' "$1" | sed "s/[ \"'#\\\\]/\\\\&/g; s/[\\\\&|]/\\\\&/g"
}

fill() {
    sed "s|@VERSION@|$version|g; s|@PREFIX@|$(quoted "$PREFIX")|g
        s|@LIBDIR@|$(quoted "$LIBDIR")|g; s|@INCLUDEDIR@|$(quoted "$INCLUDEDIR")|g" "$1"
}

# Lines that are a picture, with the blank line after each, and pictures in a line.
without_pictures() {
    sed '/^!\[[^]]*\]([^)]*)$/{N;d;}; s/ *!\[[^]]*\]([^)]*)//g' "$1"
}

# install_filtered FUNCTION: what it makes of the file, with that one's time.
install_filtered() {
    "$1" "$from" >"$rows.filled" && touch -r "$from" "$rows.filled" && $INSTALL -m "${mode%p}" "$rows.filled" "$to"
}

install_row() {
    to=$directory/$name
    # A link to a folder would lead into it.
    [ ! -h "$to" ] || rm -f "$to" || fail "$to could not be removed"
    [ -d "$to" ] && fail "$to is a directory: move it away first"
    case $mode in
    link) ln -sf "$from" "$to" ;;
    *s) $INSTALL -m "${mode%s}" "$from" "$to" && { [ -z "$STRIP" ] || $STRIP "$to"; } ;;
    *)
        case $mode:$from in
        *:*.in) install_filtered fill ;;
        *p:*) install_filtered without_pictures ;;
        *) $INSTALL -m "$mode" "$from" "$to" ;;
        esac
        ;;
    esac || fail "$to could not be written"
}

# What install does not write is not ours: a link in the place of a file, a file in that of a link.
uninstall_row() {
    to=$directory/$name kind="file"
    [ ! -d "$to" ] || kind="folder"
    [ ! -h "$to" ] || kind="link"
    case $kind:$mode in
    link:link | file:[0-9]*) rm -f "$to" || fail "$to could not be removed" ;;
    *) [ ! -e "$to" ] || echo "lexwave: $to is a $kind that install did not make: it stays" >&2 ;;
    esac
}

# What a system has below /usr and /usr/local, whether there is something in it or not.
systems_own() {
    case $PREFIX in /usr | /usr/local) ;; *) return 1 ;; esac
    case ${1#"$below_all/"} in
    bin | lib | include | share | share/man | share/man/man[0-9]) return 0 ;;
    esac
    return 1
}

# Directories go where nothing is left in them, up to PREFIX, or to the one that was named where that
# is elsewhere. Our own goes in any case.
fold_row() {
    [ "${directory##*/}" != lexwave ] || rmdir "$directory" 2>/dev/null
    case $directory in "$below_all"/*) top=$below_all ;; *) top=$base ;; esac
    while [ "$directory" != "$top" ] && ! systems_own "$directory"; do
        [ ! -d "$directory" ] || rmdir "$directory" 2>/dev/null || break
        directory=${directory%/*}
    done
    return 0
}

# The loader finds a library in a directory of its own by its cache alone.
renew_cache() {
    case $parts in *" all "* | *" library "*) ;; *) return 0 ;; esac
    [ -z "$DESTDIR" ] && [ "$(uname)" = Linux ] && [ "$(id -u)" = 0 ] || return 0
    PATH=$PATH:/usr/sbin:/sbin
    there=$(cd "$LIBDIR" 2>/dev/null && pwd -P)
    ldconfig -v -N -X 2>/dev/null | sed -n 's/^\(\/[^:]*\):.*/\1/p' | while IFS= read -r searched; do
        [ "$searched" = "$LIBDIR" ] || [ "$(cd "$searched" 2>/dev/null && pwd -P)" = "$there" ] || continue
        ldconfig >/dev/null 2>&1
        break
    done
}

list_row() {
    printf '%s\n' "$directory/$name"
}

check_directories
PREFIX=$(slashes "$PREFIX") && PREFIX=${PREFIX%/}
below_all=$(slashes "$DESTDIR$PREFIX")
rows=$(mktemp) || exit 1
trap 'rm -f "$rows" "$rows.filled"' EXIT
trap 'exit 1' HUP INT TERM
[ "$action" != install ] || rows open_directory
rows "${action}_row"
[ "$action" != uninstall ] || rows fold_row
[ "$action" = list ] || renew_cache
