# Sourced by the test scripts, which run from the project's root: a TAP line for each test, numbered,
# and the end that they all have.
#
#     . tests/tap.sh
#     check "what is so" "$(what is wrong with it)"
#     skip "what is not tried" "why" [PACKAGES]
#     tap_end
# shellcheck shell=sh
n=0 bad=0

# check NAME PROBLEM: a test, which passes if there is no problem. Output of programs may be the
# problem: it is shown without control characters, as many lines and columns of it as one reads.
check() {
    n=$((n + 1))
    if [ -z "$2" ]; then
        echo "ok $n - $1"
        return
    fi
    bad=1
    echo "not ok $n - $1"
    printf '%s\n' "$2" | head -n 40 | cut -c1-300 | tr '\001-\010\013-\037\177' '?' | sed 's/^/# /'
}

# try NAME COMMAND...: a test, which passes if the command does; what it writes is the problem.
try() {
    tried=$1
    shift
    if said=$("$@" 2>&1); then check "$tried" ''; else check "$tried" "${said:-it failed}"; fi
}

# skip NAME WHY [PACKAGES]: said again after the test, with what to install for it.
skip() {
    n=$((n + 1))
    echo "ok $n - $1 # SKIP $2"
    echo "skipped: $1: $2${3:+ (Debian: apt-get install $3)}"
}

# needs PROGRAM: ends the script, which is about this program, unless it is built.
needs() {
    [ -x "$1" ] && return
    check "$1 is built" "it is missing"
    tap_end
}

# needs_preload NAME: ends the script, which takes the place of functions of GNU's C library by a
# preloaded one, where that cannot be; sanitizers bring such functions of their own.
needs_preload() {
    case $(getconf GNU_LIBC_VERSION 2>/dev/null) in
    glibc*) [ -n "${SAN:-}" ] || return 0 ;;
    esac
    skip "$1" "its preloaded library goes with GNU's C library and without sanitizers"
    tap_end
}

tap_end() {
    echo "1..$n"
    exit $bad
}
