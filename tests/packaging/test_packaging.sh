#!/bin/sh
# What the recipes of assets/packaging say, compared with the project (TAP): versions, files, licences,
# symbols, and that each can be read. Nothing is built; make check-packaging does that.
# shellcheck disable=SC2317 # functions called through try
set -u
BUILD=${BUILD:-build}
recipes=assets/packaging
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
. tests/tap.sh

# ---- Versions -----------------------------------------------------------------
version=$(sed -n 's/^#define LEXWAVE_VERSION "\(.*\)"$/\1/p' include/lexwave.h)
# file, and what stands around the version in it
versions='
debian/changelog     lexwave (@-
rpm/lexwave.spec     Version:        @
rpm/lexwave.spec     <lexwave@example.org> - @-
arch/PKGBUILD        pkgver=@
alpine/APKBUILD      pkgver=@
alpine/APKBUILD      0000  lexwave-@.tar.gz
homebrew/lexwave.rb  /lexwave-@.tar.gz"
'
same_versions() {
    wrong=0
    while read -r file words; do
        [ -n "$file" ] || continue
        before=${words%@*} after=${words##*@}
        grep -qF -e "$before$version$after" "$recipes/$file" || {
            echo "$file: no \"$before$version$after\""
            wrong=1
        }
    done <<TABLE
$versions
TABLE
    ! grep -n "version = \"" "$recipes/nix/package.nix" && [ "$wrong" = 0 ]
}
try "all recipes have the version of the header, $version" same_versions

# ---- Files --------------------------------------------------------------------
# listed NAME=VALUE...: what make install would write with these directories.
listed() {
    ${MAKE:-make} --no-print-directory -s BUILD="$BUILD" install-list "$@" | sort
}
# each_once LISTS INSTALLED: whether every pattern of LISTS names an installed file, and every
# installed file is named once.
each_once() {
    awk -v lists="$1" '
        function matches(path, pattern,   start) {
            start = pattern
            if (sub(/\*$/, "", start)) return index(path, start) == 1
            return path == pattern
        }
        BEGIN { while ((getline line < lists) > 0) pattern[++patterns] = line }
        {
            for (i = 1; i <= patterns; i++)
                if (matches($0, pattern[i])) { used[i]++; named[NR]++ }
            if (named[NR] != 1) { print $0 " is in " named[NR] + 0 " lists"; wrong = 1 }
        }
        END {
            for (i = 1; i <= patterns; i++) if (!used[i]) { print pattern[i] " names nothing"; wrong = 1 }
            exit wrong
        }' "$2"
}
debian_files() {
    triplet=x86_64-linux-gnu
    listed PREFIX=/usr LIBDIR="/usr/lib/$triplet" ZSHCOMPDIR=/usr/share/zsh/vendor-completions >"$scratch/installed"
    [ -s "$scratch/installed" ] && cat "$recipes"/debian/*.install "$recipes/debian/not-installed" | grep -v '^#' |
        sed "s| .*||; s|^|/|; s|\${DEB_HOST_MULTIARCH}|$triplet|" >"$scratch/lists" && each_once "$scratch/lists" "$scratch/installed"
}
try "Debian's packages together have what make install writes, each file once" debian_files
rpm_files() {
    listed PREFIX=/usr LIBDIR=/usr/lib64 >"$scratch/installed"
    { sed -n '/^%dir/d; /^%files/,/^%changelog/s/^\(%[a-z]*\(([^)]*)\)\{0,1\} \)\{0,1\}\(%{_.*\)/\3/p' "$recipes/rpm/lexwave.spec" |
        sed 's|%{_bindir}|/usr/bin|; s|%{_datadir}|/usr/share|; s|%{_docdir}|/usr/share/doc|; s|%{_mandir}|/usr/share/man|
            s|%{_libdir}|/usr/lib64|; s|%{_includedir}|/usr/include|; s|%{name}|lexwave|'
        echo /usr/share/doc/lexwave/LICENSE; } >"$scratch/lists"
    each_once "$scratch/lists" "$scratch/installed"
}
try 'the RPM packages together have what make install writes, each file once' rpm_files

# ---- Debian's fields -------------------------------------------------------------
fields() {
    awk '
        function done() {
            if (name == "") return
            if (name != "lexwave" && name !~ /^liblexwave/) { print name ": an unknown name"; wrong = 1 }
            for (i in wanted) if (!(wanted[i] in has)) { print name ": no " wanted[i]; wrong = 1 }
        }
        BEGIN { split("Architecture Multi-Arch Depends Description", wanted, " ") }
        /^Package:/ { done(); name = $2; split("", has); packages++ }
        /^[A-Z][A-Za-z-]*:/ { sub(/:.*/, "", $1); has[$1] = 1 }
        /^Description:/ && (length($0) > 80 || /\.$/ || /^Description: (a|an|the) /) { print name ": its line is no good one"; wrong = 1 }
        /^ / && length($0) > 80 { print name ": a line over 80 columns"; wrong = 1 }
        END { done(); exit wrong || packages != 3 }' "$recipes/debian/control"
}
try 'debian/control describes three packages, with all fields' fields
# ---- Dependencies -------------------------------------------------------------------
# recipe, package of it, field, and what must stand in it
needed='
debian/control     source         Build-Depends   libcmocka-dev <!nocheck>
debian/control     source         Build-Depends   libncurses-dev
debian/control     source         Build-Depends   pkgconf
debian/control     lexwave        Depends         ${misc:Depends}
debian/control     lexwave        Depends         ${shlibs:Depends}
debian/control     liblexwave0    Depends         ${misc:Depends}
debian/control     liblexwave0    Depends         ${shlibs:Depends}
debian/control     liblexwave-dev Depends         ${misc:Depends}
debian/control     liblexwave-dev Depends         liblexwave0 (= ${binary:Version})
rpm/lexwave.spec   main           BuildRequires   gcc
rpm/lexwave.spec   main           BuildRequires   libcmocka-devel
rpm/lexwave.spec   main           BuildRequires   make
rpm/lexwave.spec   main           BuildRequires   pkgconfig(ncursesw)
rpm/lexwave.spec   devel          Requires        %{name}-libs%{?_isa} = %{version}-%{release}
rpm/lexwave.spec   static         Requires        %{name}-devel%{?_isa} = %{version}-%{release}
arch/PKGBUILD      main           depends         glibc
arch/PKGBUILD      main           depends         ncurses
arch/PKGBUILD      main           checkdepends    cmocka
arch/PKGBUILD      main           provides        liblexwave.so
alpine/APKBUILD    main           makedepends     ncurses-dev
alpine/APKBUILD    main           makedepends     pkgconf
alpine/APKBUILD    main           checkdepends    cmocka-dev
homebrew/lexwave.rb main          depends_on      "ncurses"
homebrew/lexwave.rb main          depends_on      "pkgconf" => [:build, :test]
nix/package.nix    main           buildInputs     ncurses
nix/package.nix    main           nativeBuildInputs pkg-config
nix/package.nix    main           checkInputs     cmocka
nix/package.nix    main           depsBuildBuild  buildPackages.stdenv.cc
'
# items RECIPE PACKAGE FIELD: what stands in the field, one a line.
items() {
    case $1 in
    debian/control) awk -v part="$2" -v field="$3:" '
        /^Source:/ { at = "source" } /^Package:/ { at = $2 }
        /^[A-Z]/ { on = at == part && $1 == field; sub(/^[^:]*:/, "") }
        on' "$recipes/$1" | tr ',' '\n' ;;
    rpm/lexwave.spec) awk -v part="$2" -v field="$3:" 'BEGIN { at = "main" }
        /^%/ { at = $1 == "%package" ? $2 : "" } at == part && $1 == field && sub(/^[^:]*:/, "")' "$recipes/$1" ;;
    arch/PKGBUILD) sed -n "s/^$3=(\(.*\))\$/\1/p" "$recipes/$1" | tr -d "'" | tr ' ' '\n' ;;
    alpine/APKBUILD) sed -n "s/^$3=\"\(.*\)\"\$/\1/p" "$recipes/$1" | tr ' ' '\n' ;;
    homebrew/lexwave.rb) sed -n "s/^  $3 //p" "$recipes/$1" ;;
    nix/package.nix) sed -n "s/^  $3 = \[ \(.*\) \];\$/\1/p" "$recipes/$1" | tr ' ' '\n' ;;
    esac | sed 's/^ *//; s/ *$//; /^$/d'
}
dependencies() {
    wrong=0
    while read -r file part field what; do
        [ -n "$file" ] || continue
        items "$file" "$part" "$field" | grep -qxF -e "$what" || { wrong=1; echo "$file: $part: no $what in $field"; }
    done <<TABLE
$needed
TABLE
    return "$wrong"
}
try 'every recipe names what the packages are built with, and what they need' dependencies

# ---- Licences -----------------------------------------------------------------------
licences='MIT Unicode-DFS-2016 X11-distribute-modifications-variant'
# named RECIPE: the licences that it names for the program, by their names at SPDX.
named() {
    case $1 in
    rpm/lexwave.spec) sed -n '/^%package/q; s/^License: *//p' "$recipes/$1" ;;
    arch/PKGBUILD) sed -n "s/^license=(\(.*\))\$/\1/p" "$recipes/$1" ;;
    alpine/APKBUILD) sed -n 's/^license="\(.*\)"$/\1/p' "$recipes/$1" ;;
    homebrew/lexwave.rb) sed -n 's/^  license all_of: \[\(.*\)\]$/\1/p' "$recipes/$1" ;;
    nix/package.nix) sed -n '/^    license = \[$/,/^    \];$/{
            s/^      lib\.licenses\.mit$/MIT/p; s/^      lib\.licenses\.unicode-dfs-2016$/Unicode-DFS-2016/p; s/^        spdxId = "\(.*\)";$/\1/p
        }' "$recipes/$1" ;;
    debian/copyright) awk '/^Files:/ { files = 1 } /^$/ { files = 0 } files && sub(/^License: /, "") { print $0 == "Expat" ? "MIT" : $0 }' "$recipes/$1" ;;
    esac | sed "s/ AND / /g; s/[',\"]/ /g" | tr -s ' \n' '\n' | sed '/^$/d' | sort | tr '\n' ' '
}
all_named() {
    wrong=0
    for recipe in rpm/lexwave.spec arch/PKGBUILD alpine/APKBUILD homebrew/lexwave.rb nix/package.nix debian/copyright; do
        [ "$(named "$recipe")" = "$licences " ] || { wrong=1; echo "$recipe names $(named "$recipe")instead of $licences"; }
    done
    return "$wrong"
}
try "every recipe names the licences of the program: $licences" all_named
# Packages of a recipe that have a licence of their own: the library has no terminals in it, and what one
# compiles with has no tables either. Elsewhere all have the one of the recipe.
licences_of_parts() {
    { echo 'libs MIT AND Unicode-DFS-2016'
        echo 'devel MIT'
        echo 'static MIT AND Unicode-DFS-2016'; } >"$scratch/wanted"
    for part in $(sed -n 's/^%package *//p' "$recipes/rpm/lexwave.spec"); do
        echo "$part $(items rpm/lexwave.spec "$part" License)"
    done | diff "$scratch/wanted" - || return 1
    for recipe in arch/PKGBUILD alpine/APKBUILD homebrew/lexwave.rb nix/package.nix; do
        [ "$(grep -cE '^[[:space:]]*license( =|=| )' "$recipes/$recipe")" = 1 ] || { echo "$recipe has not one licence"; return 1; }
    done
}
try "and each package of a recipe those that are in it" licences_of_parts
# flat: its input as one line of words.
flat() {
    tr -s '[:space:]' ' '
}
# stanza NAME: the words of a licence in debian/copyright.
stanza() {
    awk -v name="$1" '/^Files:/ { files = 1 } /^$/ { files = shown = 0 } /^License: / && !files { shown = $2 == name; next } shown' \
        "$recipes/debian/copyright" | sed 's/^ \.$//' | flat
}
# has TEXT WHAT: whether LICENSE has a text.
has() {
    [ ${#1} -gt 500 ] || { echo "$2: no text to look for"; return 1; }
    case "$(flat <LICENSE) " in *"$1"*) ;; *) echo "LICENSE has not the words of $2"; return 1 ;; esac
}
notices() {
    has "$(stanza Expat)" "Expat in debian/copyright" && has "$(stanza Unicode-DFS-2016)" "Unicode-DFS-2016 in debian/copyright" &&
        has "$(stanza X11-distribute-modifications-variant)" "the licence of ncurses in debian/copyright" &&
        has "$(sed -n '/^#/!q; s/^# \{0,1\}//p' assets/terminfo/builtin.ti | sed -n '/^Copyright/,$p' | flat)" "the notice of assets/terminfo/builtin.ti" &&
        grep -qF "$(sed -n 's/^Copyright (c) //p' LICENSE)" "$recipes/debian/copyright"
}
try 'LICENSE has the notices of all three, in the words of debian/copyright and of builtin.ti' notices
# Which files are under which of the licences of others: a line for each, its licence before it.
files_of_others() {
    awk '/^-----/ { heading = !heading; name = ""; next } heading {
        if ($1 ~ /:$/) { name = $1; sub(/:$/, "", name) }
        for (i = 1; i <= NF; i++) if ($i ~ /\//) { sub(/,$/, "", $i); print name, $i }
    }' LICENSE | sort >"$scratch/headings"
    awk '/^$/ { n = 0 } /^Files:/ { n = 1; files[1] = $2; listing = 1; next } /^ / && listing { files[++n] = $1; next } { listing = 0 }
        /^License: / && n && files[1] != "*" { for (i = 1; i <= n; i++) print $2, files[i] }' "$recipes/debian/copyright" | sort >"$scratch/stanzas"
    while read -r licence file; do
        [ -f "$file" ] || { echo "LICENSE names $file under $licence, which is not there"; return 1; }
    done <"$scratch/headings"
    [ "$(cut -d ' ' -f 1 "$scratch/headings" | sort -u | wc -l)" = 2 ] && diff "$scratch/headings" "$scratch/stanzas"
}
try 'LICENSE and debian/copyright name the same files of each, and they are there' files_of_others

# ---- Symbols and addresses ------------------------------------------------------------
symbols() {
    sed -n 's/^LEXWAVE_API .*[ *]\(lexwave_[a-z_0-9]*\)(.*/\1/p' include/lexwave.h | sort >"$scratch/header"
    [ -s "$scratch/header" ] && sed -n 's/^ \(lexwave_[a-z_0-9]*\)@.*/\1/p' "$recipes/debian/liblexwave0.symbols" | sort |
        diff "$scratch/header" -
}
try 'debian/liblexwave0.symbols has the functions of the header' symbols
addresses() {
    ! grep -rnoE '(https?|ftp)://[^/ "]+|[a-zA-Z0-9.-]+@[a-zA-Z0-9.-]+\.[a-z]+' "$recipes" |
        grep -v -e '[/@]example\.org$' -e 'https://www\.debian\.org$' -e 'https://www\.unicode\.org$'
}
try 'no address is invented: where a recipe wants one, it is at example.org' addresses

# ---- Each can be read -------------------------------------------------------------
scripts() {
    for script in "$recipes"/*.sh "$recipes"/debian/tests/[a-z]*[!l] tests/packaging/*.sh "$recipes/alpine/APKBUILD"; do
        case $script in */control) ;; *) sh -n "$script" || return 1 ;; esac
    done
    for script in "$recipes"/debian/rules "$recipes"/debian/tests/[a-z]*; do
        case $script in */control) ;; *) [ -x "$script" ] || { echo "$script cannot be run"; return 1; } ;; esac
    done
}
try 'the scripts and the APKBUILD are read by sh' scripts
if command -v bash >/dev/null; then
    try 'the PKGBUILD is read by bash' bash -n "$recipes/arch/PKGBUILD"
else
    skip 'the PKGBUILD is read by bash' 'no bash'
fi
tested() {
    sed -n 's/^Tests: //p' "$recipes/debian/tests/control" | while read -r test; do
        [ -f "$recipes/debian/tests/$test" ] || { echo "no debian/tests/$test"; return 1; }
    done
}
try 'the tests that debian/tests/control names are there' tested
tap_end
