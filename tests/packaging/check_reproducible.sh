#!/bin/sh
# Whether the same source gives the same bytes: the source archive is unpacked and built twice,
# in folders of other names and lengths, at other times, with another umask, language, time zone,
# home, order of jobs and clock; then all that `make install` would bring is compared.
#
#     sh tests/packaging/check_reproducible.sh [FOLDER]    FOLDER: keeps both trees there
#
# Ends with "reproducible: N files, the same bytes". diffoscope, where it is there, tells
# what differs. Exit status: 0 all are the same; 1 one is not.
set -u
cd "$(dirname "$0")/../.." || exit 1
unset MAKEFLAGS MFLAGS MAKELEVEL SOURCE_DATE_EPOCH CFLAGS LDFLAGS
keep=${1-}
work=${keep:-$(mktemp -d)} && mkdir -p "$work" || exit 1
[ -n "$keep" ] || trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
CCACHE_DISABLE=1
export CCACHE_DISABLE

FORMATS=gz BUILD="$work/source" sh assets/packaging/dist.sh >"$work/log" || { cat "$work/log"; exit 1; }
archive=$(echo "$work"/source/dist/*.tar.gz)
name=$(basename "$archive" .tar.gz)

# build FOLDER UMASK JOBS NAME=VALUE...: unpacks there, builds, installs to FOLDER/stage.
build() {
    folder=$1 mask=$2 jobs=$3
    shift 3
    mkdir -p "$folder" || exit 1
    (
        umask "$mask"
        gzip -dc "$archive" | tar -xf - -C "$folder" && cd "$folder/$name" &&
            env "$@" make -s -j"$jobs" ${CC:+CC="$CC"} install DESTDIR="$folder/stage" PREFIX=/usr
    ) >"$work/log" 2>&1 || { tail -n 20 "$work/log"; echo "not reproducible: it does not build"; exit 1; }
}
build "$work/a" 022 2 LANG=C TZ=UTC HOME=/nonexistent USER=first
# Another time: by a clock that runs a year ahead where that can be had.
clock=''
command -v faketime >/dev/null && clock='faketime +1year'
# shellcheck disable=SC2086 # words
build "$work/another folder/with a longer name" 077 3 LANG=de_DE.UTF-8 LC_ALL=C.UTF-8 TZ=Pacific/Kiritimati HOME="$work" \
    USER=second COLUMNS=200 $clock

cd "$work/a/stage" || exit 1
find . -type f -o -type l | LC_ALL=C sort >"$work/first"
(cd "$work/another folder/with a longer name/stage" && find . -type f -o -type l | LC_ALL=C sort) >"$work/second"
diff "$work/first" "$work/second" || { echo "not reproducible: other files"; exit 1; }
status=0
while IFS= read -r file; do
    other="$work/another folder/with a longer name/stage/$file"
    cmp "$file" "$other" && continue
    status=1
    ! command -v diffoscope >/dev/null || diffoscope --max-report-size 4000 "$file" "$other" | head -n 60
done <"$work/first"
[ $status = 0 ] || { echo "not reproducible"; exit 1; }
echo "reproducible: $(wc -l <"$work/first" | tr -d ' ') files, the same bytes"
