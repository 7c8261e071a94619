# The parts of check_packaging.sh, a function each. Sourced by it; uses its check, count and without.
# shellcheck shell=sh disable=SC2154

# unpacked FOLDER: the archive of the source in it, as lexwave-VERSION.tar.gz and unpacked.
unpacked() {
    mkdir -p "$1" && ${MAKE:-make} -s BUILD="$BUILD" dist && cp "$BUILD/dist/lexwave-$version.tar.gz" "$1" &&
        tar -C "$1" -xzf "$1/lexwave-$version.tar.gz"
}

# scratch: a folder in $work that goes when this ends.
scratch() {
    work=$(mktemp -d "$logs/work.XXXXXX") || exit 1
    trap 'rm -rf "$logs"/work.*' EXIT
    trap 'exit 1' HUP INT TERM
}

# is_whole FOLDER ARGUMENTS...: whether the files below FOLDER are those that make install ARGUMENTS would write,
# pages packed or not, and the licence wherever it is.
is_whole() {
    folder=$1
    shift
    ${MAKE:-make} -s install-list "$@" | sed 's/\.gz$//' | grep -v '/LICENSE$' | sort >"$work/wanted"
    (cd "$folder" && find . ! -type d ! -path '*/.build-id/*') | sed 's/^\.//; s/\.gz$//' | grep -v '/LICENSE$' | sort >"$work/found"
    diff "$work/wanted" "$work/found"
}

# ---- Debian -------------------------------------------------------------------
part_debian() {
    if [ -z "$KEEP_DEB" ]; then
        rm -rf "$BUILD/deb"
        check "debian $SUITE: make deb builds source and binary packages in a clean root" built_packages
        grep '^skipped:' "$logs/deb.log" && return
    fi
    ls "$BUILD"/deb/*.changes >/dev/null 2>&1 || return
    (in_roots) >"$logs/debian.lines" 2>"$logs/debian.log" </dev/null
    sed "s/^\(not \)\{0,1\}ok - /&debian $SUITE: /" "$logs/debian.lines" >"$logs/debian.named"
    count "$logs/debian.named"
    without lintian || check 'debian: lintian of this machine has no errors and no warnings' lint_here
}
built_packages() {
    sh "$recipes/deb.sh" "$SUITE" >"$logs/deb.log" 2>&1
    status=$?
    tail -n 30 "$logs/deb.log"
    return $status
}
# This machine's may be older than the suite that the packages are for.
lint_here() {
    lintian --allow-root -I --pedantic --fail-on error,warning --suppress-tags newer-standards-version "$BUILD"/deb/*.changes
}

# In a subshell, since roots.sh ends the script where it can make none.
in_roots() {
    # shellcheck disable=SC2034 # read by roots.sh
    roots_for=check-packaging root=''
    # shellcheck source=tests/fresh/roots.sh
    . tests/fresh/roots.sh
    roots_begin
    clean_root "$SUITE" && unpack "$SUITE" && filled_root || exit 1
    inside "$root" sh /root/inside.sh
    keep "$SUITE"
    grown_root "$SUITE" packaging "$recipes/root.sh" && unpack "$SUITE" packaging && filled_root || exit 1
    inside "$root" sh /root/inside.sh --packager
    cp "$root/root/lintian.txt" "$logs/"
}
filled_root() {
    mkdir "$root/root/deb" && cp "$BUILD"/deb/* "$root/root/deb/" && cp -R "$recipes/debian/tests" "$root/root/tests" &&
        cp "$here/inside.sh" "$root/root/"
}

# ---- RPM ----------------------------------------------------------------------
part_rpm() {
    scratch
    without rpmbuild || without eu-strip || {
        check 'rpm: rpmbuild builds source and binary packages' build_rpm
        check 'rpm: together they have the files of make install' whole_rpm
        check 'rpm: the packaged program runs' "$work/root/usr/bin/lexwave" --version
    }
    without rpmlint || check 'rpm: rpmlint has no errors and no warnings' lint_rpm
}
build_rpm() {
    unpacked "$work/SOURCES" &&
        rpmbuild --nodeps --nocheck --define "_topdir $work" -ba "$recipes/rpm/lexwave.spec"
}
# But for those of debuggers, which are of rpmbuild's own making.
whole_rpm() {
    mkdir "$work/root"
    for package in "$work"/RPMS/*/*.rpm; do
        case $package in *-debuginfo-* | *-debugsource-*) continue ;; esac
        rpm2cpio "$package" | (cd "$work/root" && cpio -idm --quiet) || return 1
    done
    is_whole "$work/root" PREFIX=/usr LIBDIR="$(rpm --eval %_libdir)"
}
lint_rpm() {
    find "$work" -name '*.rpm' ! -name '*-debuginfo-*' ! -name '*-debugsource-*' >"$work/packages"
    # shellcheck disable=SC2046 # names without spaces
    rpmlint -r "$recipes/rpm/lexwave.rpmlintrc" "$recipes/rpm/lexwave.spec" $(cat "$work/packages") >"$work/lint"
    cat "$work/lint"
    grep ' 0 errors, 0 warnings' "$work/lint"
}

# ---- Arch ---------------------------------------------------------------------
part_arch() {
    scratch
    check 'arch: the PKGBUILD is bash, and has what makepkg wants' reads_arch
    without shellcheck || check 'arch: shellcheck finds nothing' shellcheck -s bash -e SC2034,SC2154,SC2164 "$recipes/arch/PKGBUILD"
    without makepkg || without bsdtar || without fakeroot || check 'arch: makepkg builds the package, with the files of make install' build_arch
    without namcap || check 'arch: namcap finds nothing' namcap "$recipes/arch/PKGBUILD"
}
reads_arch() {
    # shellcheck disable=SC2016 # expanded by bash
    bash -euc '. "$1"; echo "${pkgname:?} ${pkgver:?} ${pkgrel:?} ${pkgdesc:?} ${arch[0]:?} ${license[0]:?} ${source[0]:?}"
        [ "$pkgver" = "$2" ] && [ "${#source[@]}" = "${#sha256sums[@]}" ] && declare -F build check package' \
        bash "$recipes/arch/PKGBUILD" "$version"
}
# makepkg refuses to run as root: as nobody then, in a folder that is nobody's. Where there is no pacman, a
# database of packages without any is played by true.
build_arch() {
    unpacked "$work" && cp "$recipes/arch/PKGBUILD" "$work" || return 1
    as_user=''
    if [ "$(id -u)" = 0 ]; then
        home=$(mktemp -d) && cp "$work"/*.gz "$work/PKGBUILD" "$home" && chown -R nobody "$home" && as_user='runuser -u nobody --'
    else
        home=$work
    fi
    pacman=pacman
    command -v pacman >/dev/null || pacman=true
    (cd "$home" && $as_user env HOME="$home" PATH="$PATH" PACMAN=$pacman BUILDDIR="$home/build" PKGDEST="$home" PKGEXT=.pkg.tar \
        makepkg --nodeps --nocheck --nosign) && mkdir "$work/root" &&
        tar -C "$work/root" --exclude='.*' -xf "$home"/lexwave-"$version"-1-*.pkg.tar && rm -f "$work"/root/.[A-Z]* &&
        { [ "$home" = "$work" ] || rm -rf "$home"; } && is_whole "$work/root" PREFIX=/usr &&
        "$work/root/usr/bin/lexwave" --version
}

# ---- Alpine -------------------------------------------------------------------
part_alpine() {
    scratch
    check 'alpine: the APKBUILD is sh, and has what abuild wants' reads_alpine
    without shellcheck || check 'alpine: shellcheck finds nothing' shellcheck -s sh -e SC2034,SC2154 "$recipes/alpine/APKBUILD"
    check 'alpine: its functions build and install the files of make install' build_alpine
    echo 'skipped: alpine: abuild itself is on Alpine alone'
}
reads_alpine() {
    # shellcheck disable=SC2016 # expanded by the inner shell
    sh -euc '. "$1"; echo "${pkgname:?} ${pkgver:?} ${pkgrel:?} ${pkgdesc:?} ${url:?} ${arch:?} ${license:?} ${source:?}"
        echo "${maintainer:?} ${makedepends:?}"
        [ "$pkgver" = "$2" ] && command -v build check package && echo $sha512sums | grep -xE "[0-9a-f]{128} $source"' \
        sh "$PWD/$recipes/alpine/APKBUILD" "$version"
}
build_alpine() {
    # shellcheck disable=SC2016 # expanded by the inner shell
    unpacked "$work" && (cd "$work/lexwave-$version" && pkgdir=$work/root sh -euc '. "$1"; build; package' sh \
        "$work/lexwave-$version/$recipes/alpine/APKBUILD") && is_whole "$work/root" PREFIX=/usr
}

# ---- Homebrew -----------------------------------------------------------------
part_homebrew() {
    without ruby || check 'homebrew: ruby reads the formula, it has its parts, and wants the library on Linux alone' \
        ruby "$here/formula.rb" "$recipes/homebrew/lexwave.rb" "$version"
    without rubocop || check 'homebrew: rubocop finds nothing' rubocop --config "$recipes/homebrew/rubocop.yml" --cache false "$recipes/homebrew/lexwave.rb"
    echo 'skipped: homebrew: brew itself is not tried'
}

# ---- Nix ----------------------------------------------------------------------
part_nix() {
    without nix-instantiate && return
    check 'nix: both files are expressions' nix-instantiate --parse "$recipes/nix/default.nix" "$recipes/nix/package.nix"
    check 'nix: the package has the version of the header, and licences of which each is called free' version_nix
    check 'nix: make install fills the outputs on ELF systems, and no other' outputs_nix true
    check 'nix: and on others, where the library is left out' outputs_nix false ELF=
    without statix || check 'nix: statix finds nothing' statix check "$recipes/nix"
    echo 'skipped: nix: no build is tried, which wants nixpkgs'
}
# evaluated_nix ELF EXPRESSION: of the package as p, on a system that is ELF or not, with a library and an
# environment that are only played. The place of an output is its name.
evaluated_nix() {
    nix-instantiate --eval --strict --json --expr "
        let p = (builtins.scopedImport { placeholder = output: \"/\" + output; } $PWD/$recipes/nix/package.nix) {
            lib = {
                cleanSource = x: x;
                cleanSourceWith = { src, filter }: assert !(filter \"/x/build\" \"directory\") && filter \"/x/src\" \"directory\"; src;
                optionals = condition: list: if condition then list else [ ];
                licenses = { mit.free = true; unicode-dfs-2016.free = true; };
                platforms.unix = [ ];
            };
            stdenv = { hostPlatform.isElf = $1; mkDerivation = attributes: attributes; };
            buildPackages.stdenv.cc = 4;
            cmocka = 1; ncurses = 2; pkg-config = 3;
        }; in $2" | sed 's/\\n/\n/g; s/^"//; s/"$//'
}
version_nix() {
    [ "$(evaluated_nix true p.version)" = "$version" ] && [ "$(evaluated_nix false 'builtins.all (l: l.free) p.meta.license')" = true ]
}
# outputs_nix ELF ARGUMENTS...: whether every file that is installed is in an output, and every output has one.
# stdenv itself moves pages of section 3.
outputs_nix() {
    evaluated_nix "$1" 'builtins.concatStringsSep "\n" p.outputs' | sort >"$logs/nix.outputs"
    flags=$(evaluated_nix "$1" 'builtins.concatStringsSep " " p.makeFlags')
    echo "$flags"
    shift
    # shellcheck disable=SC2086 # flags without spaces
    CC_FOR_BUILD=${CC:-cc} ${MAKE:-make} -s install-list $flags "$@" >"$logs/nix.files"
    cat "$logs/nix.files"
    [ -s "$logs/nix.files" ] && sed 's|^/man/share/man/man3/|/devman&|; s|^/\([^/]*\)/.*|\1|' "$logs/nix.files" | sort -u |
        diff "$logs/nix.outputs" -
}

# ---- One file, and the same bytes ------------------------------------------------
part_static() {
    script_lines static
}
part_reproducible() {
    script_lines reproducible
}
# script_lines NAME: the lines of check_NAME.sh, or one for its exit status with what it said last.
script_lines() {
    [ -f "$here/check_$1.sh" ] || {
        echo "skipped: $1: check_$1.sh is not there"
        return
    }
    BUILD=$BUILD sh "$here/check_$1.sh" >"$logs/$1.log" 2>&1 </dev/null
    status=$?
    grep '^skipped:' "$logs/$1.log"
    sed -n "s/^\(\(not \)\{0,1\}ok\) *[0-9]* *-* */\1 - $1: /p" "$logs/$1.log" >"$logs/$1.lines"
    count "$logs/$1.lines"
    if [ ! -s "$logs/$1.lines" ] || [ "$status" != 0 ]; then
        check "$1: $(tail -n 1 "$logs/$1.log" | sed "s/^$1: //")" ended "$1" "$status"
    fi
}
ended() {
    cat "$logs/$1.log"
    return "$2"
}
