#!/bin/sh
# How the release build is hardened, read from what was built, and that a packager's flags arrive.
# Skipped aloud where there is no readelf, or the build is sanitized or not optimised.
set -u
BUILD=${BUILD:-build} CC=${CC:-gcc} OPT=${OPT-} CFLAGS=${CFLAGS-}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
unset MAKEFLAGS MFLAGS MAKELEVEL
version=$(sed -n 's/^#define LEXWAVE_VERSION "\(.*\)"$/\1/p' include/lexwave.h)
program=$BUILD/lexwave shared=$BUILD/lib/liblexwave.so.$version
machine=$($CC -dumpmachine 2>/dev/null)

# ---- what was built -------------------------------------------------------------
# in_all NAME COMMAND PATTERN FILE...: `readelf COMMAND FILE` has the pattern, for each file.
in_all() {
    name=$1 command=$2 pattern=$3
    shift 3
    check "$name" "$(for file in "$@"; do
        readelf -W "$command" "$file" 2>&1 | grep -q -e "$pattern" || echo "$file"
    done)"
}
in_none() {
    name=$1 command=$2 pattern=$3
    shift 3
    check "$name" "$(for file in "$@"; do
        readelf -W "$command" "$file" 2>&1 | grep -e "$pattern" | sed "s|^|$file: |"
    done)"
}

# several_checked FILE MIN: whether that many functions of the C library are in it in their checked form.
several_checked() {
    readelf -W --dyn-syms "$1" | grep -o '__[a-z]*_chk\>' | sort -u >"$work/checked"
    [ "$(wc -l <"$work/checked")" -ge "$2" ] || echo "$1: only $(tr '\n' ' ' <"$work/checked")"
}

built() {
    in_all "the programs are position-independent" -h 'Type:.*DYN' "$program" "$BUILD/lexwave-headless"
    in_all "and marked so" -d 'FLAGS_1.*PIE' "$program" "$BUILD/lexwave-headless"
    in_all "relocations are read-only" -l 'GNU_RELRO' "$program" "$shared"
    in_all "and bound at the start" -d 'BIND_NOW\|FLAGS_1.* NOW' "$program" "$shared"
    in_none "the stack cannot be run" -l 'GNU_STACK.*E *0x' "$program" "$shared"
    in_all "which is said" -l 'GNU_STACK' "$program" "$shared"
    in_none "no segment can be written and run" -l 'LOAD.* RWE ' "$program" "$shared"
    in_none "no path to libraries is built in" -d 'RPATH\|RUNPATH' "$program" "$shared"
    in_none "no code is relocated" -d 'TEXTREL' "$program" "$shared"
    in_none "no library is linked without use" -d 'NEEDED.*pthread' "$program" "$shared"
    case $CFLAGS in *-fno-stack-protector*) ;; *)
        in_all "stacks are protected" -s '__stack_chk_\(fail\|guard\)' "$program" "$shared" ;;
    esac
    case $machine in *musl*) skip "the C library's functions are checked" "musl has no such variants" ;; *)
        in_all "the C library's functions that print are checked" -s '__[a-z]*printf_chk' "$program" "$shared"
        in_all "and those that copy" -s '__\(mem\|str\)[a-z]*_chk' "$program" "$shared"
        check "several of them are" "$(several_checked "$program" 5; several_checked "$shared" 3)" ;;
    esac
    # Start files decide for a whole program, so that our own objects are asked.
    objects=$(find "$BUILD/obj" -name '*.o' ! -path '*/tests/*' 2>&1 | sort)
    check "there are objects to ask" "$([ "$(echo "$objects" | wc -l)" -gt 50 ] || echo "$BUILD/obj: $objects")"
    # shellcheck disable=SC2086 # file names
    case $machine in
    x86_64*linux*) in_all "every object is marked for indirect branch tracking and shadow stacks" -n 'IBT, SHSTK' $objects ;;
    aarch64*linux*) in_all "every object is marked for branch targets and signed addresses" -n 'BTI, PAC' $objects ;;
    *) skip "objects are marked for branch targets" "$machine has none" ;;
    esac
    check "the folder of the sources is not in what was built" "$(
        for file in "$program" "$shared"; do grep -c -a -F "$PWD/" "$file" | sed "/^0$/d; s|^|$file: |"; done)"
}
optimised=$(for word in $OPT $CFLAGS; do case $word in -O*) echo "$word" ;; esac; done | tail -n 1)
case ${SAN:-}$OPT$CFLAGS in
*-fsanitize* | *--coverage* | 1*) sanitized=yes ;;
*) sanitized= ;;
esac
unset SAN # what is built from here on says by itself how
if ! command -v readelf >/dev/null || [ ! -f "$shared" ]; then
    skip "the build is hardened" "no readelf, or no shared library for this system"
elif [ -n "$sanitized" ] || [ "$optimised" = -O0 ]; then
    skip "the build is hardened" "not with sanitizers, or without optimisation"
else
    built
fi

# ---- what a packager says -----------------------------------------------------------
# commands NAME=VALUE...: what make would run for one object, one kernel, a program and the library.
commands() {
    make -n BUILD="$work/never" CC="$CC" OPT=-O2 "$@" "$work/never/obj/base/err.o" "$work/never/obj/core/vec/vecstat_kernel.plain.o" \
        "$work/never/lexwave" library 2>&1 | sed -e ':more' -e '/\\$/{' -e N -e 's/\\\n *//' -e 'b more' -e '}'
}
commands CFLAGS=-Dcflags-Wl,cflags CPPFLAGS=-Dcppflags LDFLAGS=-Wl,ldflags AR=our-ar OBJCOPY=our-objcopy >"$work/said"
compiles=$(grep -c -e ' -c -o ' "$work/said")
links=$(grep -c -e '-o [^ ]*/\(lexwave\|liblexwave.so[0-9.]*\) ' "$work/said")
check "make says what it runs" "$([ "$compiles" -gt 50 ] && [ "$links" -eq 2 ] || tail -n 20 "$work/said")"
check "CFLAGS and CPPFLAGS come after the project's own, at every compilation" "$(
    grep -e ' -c -o ' "$work/said" | grep -v -e '-O2.*-fstack-protector-strong.* -Dcppflags -Dcflags')"
check "CFLAGS and LDFLAGS come after the project's own, at every link" "$(
    grep -e '-o [^ ]*/\(lexwave\|liblexwave.so[0-9.]*\) ' "$work/said" | grep -v -e '-O2.*-Dcflags.* -Wl,ldflags -\?.*-o')"
check "AR and OBJCOPY are the packager's" "$(
    for tool in our-ar our-objcopy; do grep -q "^ *$tool " "$work/said" || echo "$tool is not used"; done)"
once() { grep -e '-o [^ ]*obj/base/err.o' "$work/said" | grep -o -e '-D_FORTIFY_SOURCE=[0-9]' | tr '\n' ' '; }
commands CPPFLAGS=-D_FORTIFY_SOURCE=3 >"$work/said"
check "a packager's _FORTIFY_SOURCE is the only one" "$(once | grep -v -x -e '-D_FORTIFY_SOURCE=3 ')"
commands CFLAGS=-O0 >"$work/said"
check "there is none without optimisation" "$(once)"
commands CFLAGS=-fsanitize=address >"$work/said"
check "nor with sanitizers" "$(once)"

# builds NAME=VALUE...: one object, warnings as errors.
builds() {
    make -s BUILD="$work/build" WERROR=1 CC="$CC" "$@" "$work/build/obj/base/num.o" 2>&1
}
if command -v dpkg-buildflags >/dev/null; then
    check "Debian's flags give no warning" "$(builds OPT= CFLAGS="$(dpkg-buildflags --get CFLAGS)" CPPFLAGS="$(dpkg-buildflags --get CPPFLAGS)")"
else
    skip "Debian's flags give no warning" "dpkg-buildflags is not installed"
fi
rm -rf "$work/build"
check "no optimisation gives no warning" "$(builds OPT=-O0)"
for flag in -ffast-math -Ofast; do
    rm -rf "$work/build"
    check "$flag is refused in one clear line" "$(
        said=$(builds CFLAGS=$flag) && echo "it was built"
        echo "$said" | grep -q 'cannot be built with -ffast-math or -Ofast.*CFLAGS' || echo "$said")"
done
tap_end
