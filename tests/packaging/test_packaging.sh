#!/bin/sh
# What the recipes of assets/packaging say, compared with the project (TAP): versions, files, licence,
# symbols, and that each can be read. Nothing is built; make check-packaging does that.
# shellcheck disable=SC2317 # functions called through check
set -u
BUILD=${BUILD:-build}
recipes=assets/packaging
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
n=0 bad=0

check() { # check NAME COMMAND...
    n=$((n + 1)) name=$1
    shift
    if "$@" >"$scratch/log" 2>&1; then
        echo "ok $n - $name"
    else
        bad=1
        echo "not ok $n - $name"
        sed 's/^/# /' "$scratch/log"
    fi
}
skipped() { # skipped NAME WHY
    n=$((n + 1))
    echo "ok $n - $1 # SKIP $2"
}

# ---- Versions -----------------------------------------------------------------
version=$(sed -n 's/^#define LEXWAVE_VERSION "\(.*\)"$/\1/p' include/lexwave.h)
# file, and what stands around the version in it
versions='
debian/changelog     lexwave (@-
rpm/lexwave.spec     Version:        @
rpm/lexwave.spec     <lexwave@example.org> - @-
arch/PKGBUILD        pkgver=@
alpine/APKBUILD      pkgver=@
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
check "all recipes have the version of the header, $version" same_versions

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
        sed "s|^|/|; s|\${DEB_HOST_MULTIARCH}|$triplet|" >"$scratch/lists" && each_once "$scratch/lists" "$scratch/installed"
}
check "Debian's packages together have what make install writes, each file once" debian_files
rpm_files() {
    listed PREFIX=/usr LIBDIR=/usr/lib64 >"$scratch/installed"
    { sed -n '/^%dir/d; /^%files/,/^%changelog/s/^\(%[a-z]*\(([^)]*)\)\{0,1\} \)\{0,1\}\(%{_.*\)/\3/p' "$recipes/rpm/lexwave.spec" |
        sed 's|%{_bindir}|/usr/bin|; s|%{_datadir}|/usr/share|; s|%{_docdir}|/usr/share/doc|; s|%{_mandir}|/usr/share/man|
            s|%{_libdir}|/usr/lib64|; s|%{_includedir}|/usr/include|; s|%{name}|lexwave|'
        echo /usr/share/doc/lexwave/LICENSE; } >"$scratch/lists"
    each_once "$scratch/lists" "$scratch/installed"
}
check 'the RPM packages together have what make install writes, each file once' rpm_files

# ---- Debian's fields, licence and symbols -------------------------------------------
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
check 'debian/control describes three packages, with all fields' fields
licence() { # licence: the words of LICENSE are those of debian/copyright
    sed '1,/^Copyright/d' LICENSE | tr -s '[:space:]' '\n' | sed '/^$/d' >"$scratch/licence"
    awk '/^License: Expat/ { found = 0; if (blank || NR == 1) found = 1 } { blank = /^$/ }
        found && !/^License/ { if (/^$/) exit; print }' "$recipes/debian/copyright" |
        sed 's/^ \.$//' | tr -s '[:space:]' '\n' | sed '/^$/d' >"$scratch/copyright"
    diff "$scratch/licence" "$scratch/copyright" && grep -qF "$(sed -n 's/^Copyright (c) //p' LICENSE)" "$recipes/debian/copyright"
}
check "debian/copyright has the words of LICENSE" licence
symbols() {
    sed -n 's/^LEXWAVE_API .*[ *]\(lexwave_[a-z_0-9]*\)(.*/\1/p' include/lexwave.h | sort >"$scratch/header"
    [ -s "$scratch/header" ] && sed -n 's/^ \(lexwave_[a-z_0-9]*\)@.*/\1/p' "$recipes/debian/liblexwave0.symbols" | sort |
        diff "$scratch/header" -
}
check 'debian/liblexwave0.symbols has the functions of the header' symbols
addresses() {
    ! grep -rnoE '(https?|ftp)://[^/ "]+|[a-zA-Z0-9.-]+@[a-zA-Z0-9.-]+\.[a-z]+' "$recipes" |
        grep -v -e '[/@]example\.org$' -e 'https://www\.debian\.org$' -e 'https://www\.unicode\.org$'
}
check 'no address is invented: where a recipe wants one, it is at example.org' addresses

# ---- Each can be read -------------------------------------------------------------
scripts() {
    for script in "$recipes"/*.sh "$recipes"/debian/tests/[a-z]*[!l] tests/packaging/*.sh "$recipes/alpine/APKBUILD"; do
        case $script in */control) ;; *) sh -n "$script" || return 1 ;; esac
    done
    for script in "$recipes"/debian/rules "$recipes"/debian/tests/[a-z]*; do
        case $script in */control) ;; *) [ -x "$script" ] || { echo "$script cannot be run"; return 1; } ;; esac
    done
}
check 'the scripts and the APKBUILD are read by sh' scripts
if command -v bash >/dev/null; then
    check 'the PKGBUILD is read by bash' bash -n "$recipes/arch/PKGBUILD"
else
    skipped 'the PKGBUILD is read by bash' 'no bash'
fi
tested() {
    sed -n 's/^Tests: //p' "$recipes/debian/tests/control" | while read -r test; do
        [ -f "$recipes/debian/tests/$test" ] || { echo "no debian/tests/$test"; return 1; }
    done
}
check 'the tests that debian/tests/control names are there' tested
echo "1..$n"
exit $bad
