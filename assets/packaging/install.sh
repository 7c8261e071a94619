#!/bin/sh
# Installs lexwave, or takes it away again, by one table: what is not in it is not touched.
#
#     sh assets/packaging/install.sh install|uninstall|list all|PART...
#
# The parts are program, docs and library. Called by `make install`, `make uninstall` and their
# kin, from the project's root and with all that the table names built. Directories come by the
# environment, under the names that the Makefile gives them; DESTDIR is put before each, and
# may be empty. STRIP: what strips the program and the library, where they are to be stripped.
# "list" prints the files that "install" would write, one a line.
# Exit status: 0 all is done; 1 a file could not be written; 2 wrong usage.
set -u

# In the column "from", a file ending in .in has its @words@ filled in; in the column "mode",
# "link" makes a symbolic link to the name in "from", and "755s" a file that may be stripped.
table='
part    |directory   |name               |mode|from
program |BINDIR      |lexwave            |755s|build/lexwave
docs    |DOCDIR      |README.md          |644 |README.md
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
BUILD=${BUILD:-build} DESTDIR=${DESTDIR-} STRIP=${STRIP-}

fail() {
    echo "lexwave: $1" >&2
    exit 1
}

# rows FUNCTION: calls it for each row of the chosen parts, with part, directory, name, mode and from set.
rows() {
    echo "$table" | sed "1,2d; /^\$/d; s/ *| */|/g; s/@VERSION@/$version/g" >"$rows" || exit 1
    while IFS='|' read -r part directory name mode from <&3; do
        case $parts in *" all "* | *" $part "*) ;; *) continue ;; esac
        # A variable, and what is below it.
        case $directory in */*) below=/${directory#*/} ;; *) below='' ;; esac
        eval "directory=\$DESTDIR\${${directory%%/*}:?}"
        directory=$directory$below
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

# As a line of a pkg-config file has it, and then as the replacement of sed has it.
quoted() {
    printf '%s\n' "$1" | sed 's/[ \\]/\\&/g; s/[\\&|]/\\&/g'
}

fill() {
    sed "s|@VERSION@|$version|g; s|@PREFIX@|$(quoted "$PREFIX")|g
        s|@LIBDIR@|$(quoted "$LIBDIR")|g; s|@INCLUDEDIR@|$(quoted "$INCLUDEDIR")|g" "$1"
}

install_row() {
    to=$directory/$name
    [ -d "$to" ] && [ ! -h "$to" ] && fail "$to is a directory: move it away first"
    case $mode in
    link) ln -sf "$from" "$to" ;;
    *s) install -m "${mode%s}" "$from" "$to" && { [ -z "$STRIP" ] || $STRIP "$to"; } ;;
    *)
        case $from in
        *.in) fill "$from" >"$rows.filled" && install -m "$mode" "$rows.filled" "$to" ;;
        *) install -m "$mode" "$from" "$to" ;;
        esac
        ;;
    esac || fail "$to could not be written"
}

uninstall_row() {
    rm -f "$directory/$name" || fail "$directory/$name could not be removed"
    # Our own directory goes with the last file in it; the others are everybody's.
    [ "${directory##*/}" != lexwave ] || [ ! -d "$directory" ] || rmdir "$directory" 2>/dev/null
    return 0
}

list_row() {
    printf '%s\n' "$directory/$name"
}

rows=$(mktemp) || exit 1
trap 'rm -f "$rows" "$rows.filled"' EXIT
trap 'exit 1' HUP INT TERM
[ "$action" != install ] || rows open_directory
rows "${action}_row"
