#!/bin/sh
# What the Makefile makes of odd folders, of somebody else's build, of compilers of several words
# and of a system that is not ELF. Much of it is asked by make -n, which builds nothing.
set -u
CC=${CC:-gcc}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
. tests/tap.sh
unset MAKEFLAGS MFLAGS MAKELEVEL BUILD SAN OPT CFLAGS CPPFLAGS LDFLAGS BUILD_CC DESTDIR PREFIX prefix

# ---- Folders ----------------------------------------------------------------
# The sources where a path has what a shell and make take for their own.
tree="$work/my tree's \$(x) #1"
mkdir "$tree" && cp -R Makefile src include assets "$tree"
objects='build/obj/base/num.o build/obj/core/vec/vecstat_kernel.plain.o build/obj/vocabulary.o'
check "sources in a folder with blanks, quotes and \$ build" "$(
    # shellcheck disable=SC2086 # several files
    make -s -C "$tree" CC="$CC" BUILD=build $objects 2>&1 || echo "exit $?"
    for object in $objects; do
        [ -f "$tree/$object" ] || echo "no $object"
        grep -q "my tree" "$tree/$object" && echo "$object tells where the sources are"
    done)"
check "and are not built again" "$(
    : >"$work/time"
    # shellcheck disable=SC2086 # several files
    make -s -C "$tree" CC="$CC" BUILD=build $objects 2>&1
    find "$tree/build" -type f -newer "$work/time")"
for build in 'a build' "it's" 'a$$b' 'a#b' 'a:b' '' . .. ./ src ./tests/; do
    check "BUILD='$build' is refused in one line, by clean too" "$(
        for goal in clean all; do
            said=$(make -n BUILD="$build" $goal 2>&1) && echo "$goal: no error"
            [ "$(echo "$said" | wc -l)" -eq 1 ] || echo "$goal: more than one line"
            echo "$said" | grep -q 'BUILD=.*: choose' || echo "$goal: $said"
        done)"
done
check "a folder of the sources is refused however it is written" "$(
    here=$PWD
    ln -s "$here/src" "$work/link"
    for build in "$here" "../${here##*/}" .//src src/base ./tests/unit include/../src "$here/assets/manual" "$work/link" "$work/link/base" "${here%/*}"; do
        said=$(make -n BUILD="$build" clean 2>&1) && echo "$build: no error"
        echo "$said" | grep -q 'BUILD=.*: choose' || echo "$build: $said"
    done)"
check "other folders are taken" "$(
    for build in build out/gcc-14_x /tmp/lexwave.1+ ../beside; do
        make -n BUILD="$build" clean 2>&1 | grep -v -x "rm -rf $build"
    done)"

# ---- What is built when ---------------------------------------------------------
never=$work/never
# said GOAL NAME=VALUE...: the commands that make would run.
said() {
    make -n NO_INSTALL=1 BUILD="$never" CC="$CC" "$@" 2>&1
}
check "make builds all that install wants" "$(
    said all >"$work/said"
    for part in "-o $never/lexwave " "$never/gen/docs assets/manual" "-o $never/lib/liblexwave.so" "$never/lib/liblexwave.a"; do
        grep -q -e "$part" "$work/said" || echo "$part is not built"
    done)"
check "make run builds the program alone" "$(
    said run >"$work/said"
    grep -q -e "-o $never/lexwave " "$work/said" || echo "not even that"
    grep -e "gen/docs assets\|liblexwave" "$work/said")"
if [ "$(id -u)" = 0 ]; then
    mkdir "$work/theirs" && chown 65534 "$work/theirs"
    for goal in install install-strip install-program install-docs install-library; do
        check "$goal as root builds nothing in somebody else's build" "$(
            make -s BUILD="$work/theirs" CC="$CC" CFLAGS=-Dother PREFIX="$work/prefix" $goal >"$work/said" 2>&1 && echo "no error"
            grep -q '^lexwave: .* is not there: run make first' "$work/said" || cat "$work/said"
            find "$work/theirs" "$work/prefix" -mindepth 1 ! -type d 2>/dev/null
            find "$work/theirs" -mindepth 1)"
    done
else
    echo "ok $((n += 1)) - install as root builds nothing in somebody else's build # SKIP only root may give files away"
fi

# ---- Two compilers -----------------------------------------------------------------
# The same wrapper before two compilers: they are two.
two() {
    said "$@" CC="env $CC" BUILD_CC="env -u NOTHING $CC"
}
check "a wrapped compiler for another machine has documents made by a build for this one" "$(
    two docs >"$work/said"
    grep -q "^$never/native/gen/docs assets/manual" "$work/said" || tail -n 3 "$work/said"
    grep -e "^env $CC .*native/obj/" "$work/said")"
check "and a static program of its own name" "$(two static | grep 'strip-all' | grep -v "$never/static/lexwave-")"
check "one compiler of two words is one" "$(
    said docs CC="env $CC" BUILD_CC="env $CC" >"$work/said"
    grep -q "^$never/gen/docs assets/manual" "$work/said" || tail -n 3 "$work/said"
    said static CC="env $CC" BUILD_CC="env $CC" | grep 'strip-all' | grep -v "$never/static/lexwave\$")"
check "with sanitizers, the build for this machine has none" "$(
    two docs SAN=1 >"$work/said"
    grep -q "^$never/san/native/gen/docs assets/manual" "$work/said" || tail -n 3 "$work/said"
    grep -q -e '-O1 .*-o [^ ]*/native/obj/base/err.o' "$work/said" || echo "no object of it"
    grep -e 'fsanitize.*-o [^ ]*/native/obj/base' "$work/said" | head -n 2)"

# ---- Not ELF -------------------------------------------------------------------------
apple() {
    said MACHINE=arm64-apple-darwin23 "$@"
}
check "make leaves the library out on macOS, and says so once" "$(
    for goal in all install install-strip; do
        apple $goal >"$work/said" || echo "$goal: exit $?"
        grep -e 'liblexwave\.\(so\|a\)\|soname\|objcopy' "$work/said"
        [ "$(grep -c 'library is left out' "$work/said")" -eq 1 ] || echo "$goal says it $(grep -c 'left out' "$work/said") times"
        grep -q "gen/docs assets" "$work/said" || echo "$goal: no documents"
    done
    grep 'install.sh install' "$work/said" | grep -v 'install program docs$')"
check "make run says nothing of it" "$(apple run | grep 'left out')"
for goal in library install-library; do
    check "make $goal ends there with one clear line" "$(
        make -s BUILD="$never" CC="$CC" MACHINE=arm64-apple-darwin23 $goal >"$work/said" 2>&1 && echo "no error"
        [ "$(grep -c '^lexwave: the library is built on ELF systems alone' "$work/said")" -eq 1 ] || cat "$work/said"
        [ "$(wc -l <"$work/said")" -le 2 ] || cat "$work/said")"
done

tap_end
