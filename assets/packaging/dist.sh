#!/bin/sh
# The source archive, BUILD/dist/lexwave-VERSION.tar.gz, and beside it the same packed by xz
# where that is installed: the files of the last commit in the order of their names, all of
# the same owner and time, so that the same commit makes the same bytes.
#
#     sh assets/packaging/dist.sh        called by `make dist` from the project's root
#
# Works without git, or without a commit of it, in an unpacked archive too, from its list of files (MANIFEST). The time is
# SOURCE_DATE_EPOCH where that is set, else that of the last commit, else that of MANIFEST.
# TAR: a GNU tar, which alone can sort. FORMATS: gz alone, for one. Exit status: 0 the archive is there; 1 it is not.
set -u
BUILD=${BUILD:-build} TAR=${TAR:-tar}
LC_ALL=C TZ=UTC
export LC_ALL TZ
unset TAR_OPTIONS GZIP XZ_OPT XZ_DEFAULTS # they change what is written
umask 022

fail() {
    echo "lexwave: dist: $1" >&2
    exit 1
}

# git refuses a tree that belongs to somebody else, as where root packs a person's.
git_here() {
    git -c safe.directory="$PWD" -c tar.umask=0022 "$@"
}

# The files, into $stage; the time into $time.
stage_commit() {
    [ -z "$(git_here status --porcelain --untracked-files=no)" ] ||
        echo 'lexwave: dist: what is not committed is left out' >&2
    time=$(git_here log -1 --format=%ct) || fail 'git tells no time of the commit'
    git_here archive -o "$work/tar" HEAD || fail 'git could not export the commit'
    $TAR -xf "$work/tar" -C "$stage" || fail 'the export of git could not be unpacked'
    (cd "$stage" && find . ! -type d | sed 's|^\./||' | sort) >"$work/MANIFEST"
    mv "$work/MANIFEST" "$stage/MANIFEST"
}
stage_manifest() {
    time=$(date -u -r MANIFEST +%s) || fail 'MANIFEST has no time'
    { cat MANIFEST && echo MANIFEST; } >"$work/files"
    while IFS= read -r file; do [ -e "$file" ] || fail "$file is not there"; done <"$work/files"
    $TAR -cf "$work/tar" --no-recursion -T "$work/files" || fail 'the files of MANIFEST could not be read'
    $TAR -xf "$work/tar" -C "$stage" || fail 'the files of MANIFEST could not be copied'
}

$TAR --version 2>/dev/null | grep -q GNU || fail 'it wants GNU tar: install it, and name it (make dist TAR=gtar)'
version=$(sed -n 's/^#define LEXWAVE_VERSION "\(.*\)"$/\1/p' include/lexwave.h)
name=lexwave-${version:?}
mkdir -p "$BUILD/dist" && work=$(mktemp -d "$BUILD/dist/work.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
work=$(cd "$work" && pwd)
stage=$work/$name
mkdir "$stage"
if [ -e .git ] && command -v git >/dev/null && { [ ! -f MANIFEST ] || git_here rev-parse -q --verify HEAD >/dev/null 2>&1; }; then
    stage_commit
elif [ -f MANIFEST ]; then
    stage_manifest
else
    fail 'this is neither a checkout of git nor an unpacked archive'
fi

$TAR -C "$work" --format=ustar --sort=name --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX \
    --mtime="@${SOURCE_DATE_EPOCH:-$time}" -cf "$work/tar" "$name" || fail 'tar could not write the archive'
pack() { # pack ENDING COMMAND...: the name is changed last, so that no half archive has it
    ending=$1
    shift
    "$@" <"$work/tar" >"$work/packed" || fail "$1 could not pack the archive"
    mv "$work/packed" "$BUILD/dist/$name.tar.$ending" && echo "$BUILD/dist/$name.tar.$ending"
}
for format in ${FORMATS:-gz xz}; do
    case $format in
    gz) pack gz gzip -9n ;;
    xz) ! command -v xz >/dev/null || pack xz xz -9 -T1 ;;
    *) fail "no format $format: gz, xz" ;;
    esac
done
