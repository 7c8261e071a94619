#!/bin/sh
# make dist: the same commit gives the same bytes, at any time and in any folder, all that is
# committed is in them, and an unpacked archive is enough to build and to pack from, without git.
# DIST_FULL=1: also runs `make test` in the unpacked archive, which takes minutes.
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
. tests/tap.sh
unset MAKEFLAGS MFLAGS MAKELEVEL SAN SOURCE_DATE_EPOCH

if ! tar --version 2>/dev/null | grep -q GNU; then
    skip "make dist" "tar is not GNU tar" tar
    tap_end
fi
version=$(sed -n 's/^#define LEXWAVE_VERSION "\(.*\)"$/\1/p' include/lexwave.h)
name=lexwave-$version
# dist FOLDER [NAME=VALUE]...: packs what is in this folder, with the result below it.
dist() {
    (cd "$1" && shift && env FORMATS=gz "$@" sh assets/packaging/dist.sh 2>&1) >"$work/log" || cat "$work/log"
}

problem=$(make -s dist BUILD="$work/first" 2>&1 | grep -v "^$work/first/dist/\|not committed is left out")
first=$work/first/dist/$name.tar.gz
check "make dist makes $name.tar.gz" "$problem$([ -s "$first" ] || echo 'it is not there')"
[ -s "$first" ] || exit 1
check "at another time, with another umask and another way of writing dates, it is the same" "$(
    umask 077
    sleep 1
    dist . BUILD="$work/second" TZ=Asia/Kathmandu LC_ALL= LANG=en_US.UTF-8
    cmp "$first" "$work/second/dist/$name.tar.gz" 2>&1)"
mkdir "$work/unpacked" "$work/again"
(umask 027 && gzip -dc "$first" | tar -xf - -C "$work/unpacked")
check "all is in one folder" "$(find "$work/unpacked" -mindepth 1 -maxdepth 1 ! -name "$name")"
tree=$work/unpacked/$name
if [ -e .git ] && command -v git >/dev/null; then
    git -c safe.directory="$PWD" ls-tree -r --name-only HEAD | LC_ALL=C sort >"$work/committed"
    check "all that is committed is in it, and its list of files is true" "$(diff "$work/committed" "$tree/MANIFEST")"
else
    skip "all that is committed is in it" "not a checkout of git"
fi
check "nothing has a time, an owner or a mode of its own" "$(
    gzip -dc "$first" | tar --numeric-owner --full-time -tvf - |
        awk '{ print ($1 ~ /^d/ ? "d" : "f") (substr($1, 5) ~ /w/ ? " open" : ""), $2, $4, $5 }' | sort | uniq -c |
        awk '$3 != "0/0" { print "owner", $0 } { if ($0 ~ /open/) print } { times[$4 " " $5] = 1 }
            END { for (time in times) count++; if (count != 1) print count " times" }')"
check "packed again from the unpacked archive, without git, it is the same" "$(
    dist "$tree" BUILD="$work/again" && cmp "$first" "$work/again/dist/$name.tar.gz" 2>&1)"
check "and so it is below a new repository without a commit, with tar's options in the environment" "$(
    command -v git >/dev/null && git init -q "$tree"
    dist "$tree" BUILD="$work/again" TAR_OPTIONS='--exclude=*.md' XZ_OPT=-0 && cmp "$first" "$work/again/dist/$name.tar.gz" 2>&1
    rm -rf "$tree/.git")"
check "SOURCE_DATE_EPOCH is its time" "$(
    dist "$tree" BUILD="$work/again" SOURCE_DATE_EPOCH=86400
    gzip -dc "$work/again/dist/$name.tar.gz" | tar --utc -tvf - | grep -v ' 1970-01-02 00:00 ')"
check "nothing is left beside the archives" "$(
    find "$work/again/dist" -mindepth 1 ! -name "$name.tar.gz")"
check "a file that is missing is named, and no archive made" "$(
    mv "$tree/LICENSE" "$work/LICENSE"
    dist "$tree" BUILD="$work/never" | grep -q '^lexwave: dist: ' || cat "$work/log"
    find "$work/never" -name '*.tar.*'
    mv "$work/LICENSE" "$tree/LICENSE")"
check "a folder that is neither is told so" "$(
    mv "$tree/MANIFEST" "$work/MANIFEST"
    dist "$tree" BUILD="$work/never" | grep -q 'neither a checkout' || cat "$work/log"
    mv "$work/MANIFEST" "$tree/MANIFEST")"
check "all that a build and its tests are made from is in it" "$(
    cd "$tree" && make -n BUILD=build all docs tests 2>&1 >/dev/null | grep -v '^find: ')"
if [ -n "${DIST_FULL-}" ]; then
    mkdir "$work/bin" && printf '#!/bin/sh\nexit 127\n' >"$work/bin/git" && chmod +x "$work/bin/git"
    (cd "$tree" && PATH=$work/bin:$PATH make test) >"$work/test.log" 2>&1
    tail -n 1 "$work/test.log"
    check "make test passes in it, without git" "$(tail -n 1 "$work/test.log" | grep -q ' passed, 0 failed$' ||
        grep -A 8 'FAILED\|^not ok' "$work/test.log")"
fi

tap_end
