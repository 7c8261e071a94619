#!/bin/sh
# The rules of the house: which layer may include which, what core and base may
# call, that every header compiles alone, that nothing but term/ needs ncurses.
set -u
BUILD=${BUILD:-build}
CC=${CC:-gcc}
n=0 bad=0
check() { # check NAME PROBLEMS
    n=$((n + 1))
    if [ -z "$2" ]; then
        echo "ok $n - $1"
    else
        bad=1
        echo "not ok $n - $1"
        echo "$2" | sed 's/^/# /'
    fi
}

# layer, then the layers it may include besides itself
rules='base:
core:base
formats:core base
app:core base
view:app core base
term:base
cli:base core formats app view term'

problems=$(
    echo "$rules" | while IFS=: read -r layer may; do
        grep -Hno '#include "[^"]*"' "include/$layer"/*.h "src/$layer"/*.c 2>/dev/null |
            while IFS=: read -r file line text; do
                header=${text#*\"} header=${header%\"}
                case $header in *.inc) continue ;; esac
                to=${header%%/*}
                [ "$to" = "$layer" ] && continue
                case " $may " in *" $to "*) continue ;; esac
                [ "$layer" = term ] && case $header in app/event.h | app/keyname.h | view/frame.h) continue ;; esac
                echo "$file:$line includes $header"
            done
    done
)
check "layers include only what they may" "$problems"

check "only term includes curses" \
    "$(grep -ln '#include <.*curses.*h>' include/*/*.h src/*/*.c | grep -v '/term/')"
check "only term and cli ask for the environment, files and signals" \
    "$(grep -ln '#include <\(signal\|termios\|unistd\|fcntl\|time\|sys/[a-z]*\)\.h>' src/base/*.c src/core/*.c src/app/*.c src/view/*.c)"

banned=' (printf|fprintf|puts|fputs|fopen|fread|fwrite|fclose|stdout|stderr|stdin|getenv|time|clock|clock_gettime|gettimeofday|exit|_exit|abort|open|read|write|rand|srand)$'
check "base and core reach no streams, clock, environment or exit" \
    "$(nm -u "$BUILD/liblexwave.a" 2>/dev/null | grep -E "$banned")"
# .data.rel.ro is constant: tables that hold addresses. Sanitized objects carry data of the sanitizer's own.
[ -n "${SAN:-}" ] || check "base and core hold no data that changes" \
    "$(nm -f sysv "$BUILD/liblexwave.a" 2>/dev/null | grep -E '\|\.(data|bss|tdata|tbss)' | grep -v '\.data\.rel')"

problems=$(for h in include/*/*.h; do
    echo "#include \"${h#include/}\"" | $CC -std=gnu11 -Wall -Wextra -Werror -Iinclude -fsyntax-only -x c - 2>&1 | head -3
done)
check "every header compiles alone" "$problems"

problems=$(for h in include/*/*.h; do
    guard=$(echo "${h#include/}" | tr 'a-z/.' 'A-Z__')
    grep -q "^#ifndef $guard$" "$h" || echo "$h: its guard is not $guard"
done)
check "every header has its own guard" "$problems"

check "the headless program is linked without ncurses" \
    "$(ldd "$BUILD/lexwave-headless" 2>/dev/null | grep -i 'curses\|tinfo')"
[ "$(uname)" = Linux ] && check "the program links ncursesw and libm only" \
    "$(readelf -d "$BUILD/lexwave" | grep NEEDED | grep -vE 'libncursesw|libtinfow?|libm\.|libc\.|ld-|libc.musl|asan|ubsan|libgcc|libstdc')"

# cmocka 2 warns of assert_in_range, 1.1 lacks what it names instead: assert_within (tests/within.h).
check "tests use no assertion that a version of cmocka lacks or warns of" \
    "$(grep -n 'assert_\(int_\|uint_\|float_\|not_\)*in_range\>' tests/*/*.[ch])"
echo "1..$n"
exit $bad
