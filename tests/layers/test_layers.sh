#!/bin/sh
# The rules of the house: which layer may include which, what core and base may
# call, that every header compiles alone, that nothing but term/ needs ncurses.
# shellcheck disable=SC2046,SC2086 # lists of files, whose names have no blanks
set -u
BUILD=${BUILD:-build}
CC=${CC:-gcc}
. tests/tap.sh

# layer, then the layers it may include besides itself
rules='base:
core:base
formats:core base
train:core base
app:train core base
view:app train core base
term:base
cli:base core formats train app view term
lib:base core formats
docs:base core formats train app view cli'

sources=$(find src include -name '*.[ch]')
problems=$(
    echo "$rules" | while IFS=: read -r layer may; do
        grep -Hno '#include "[^"]*"' $(echo "$sources" | grep "^[a-z]*/$layer/") 2>/dev/null |
            while IFS=: read -r file line text; do
                header=${text#*\"} header=${header%\"}
                case $header in *.inc) continue ;; esac
                to=${header%%/*}
                [ "$to" = "$layer" ] && continue
                case "$header $layer" in "lexwave.h cli" | "lexwave.h lib" | "lexwave.h docs") continue ;; esac
                case " $may " in *" $to "*) continue ;; esac
                [ "$layer" = term ] && case $header in app/*/event.h | app/*/keyname.h | view/frame/frame.h) continue ;; esac
                echo "$file:$line includes $header"
            done
    done
)
check "layers include only what they may" "$problems"

# The rooms of a layer, and which other rooms of it they may include.
rooms='core/vec:
core/text:
core/embedding:core/vec
core/posenc:core/vec
core/scheme:core/vec core/embedding core/posenc
core/pipeline:core/vec core/text core/embedding core/posenc core/scheme
core/compare:core/vec core/text core/embedding core/posenc core/scheme core/pipeline
train/net:
train/goal:train/net
train/run:train/net train/goal
view/frame:
view/colour:view/frame
view/marks:view/frame view/colour
view/export:view/frame view/colour
view/pipeline:view/frame view/colour view/marks
view/vocabulary:view/frame view/colour view/marks
view/embedding:view/frame view/colour view/marks
view/waves:view/frame view/colour view/marks
view/sum:view/frame view/colour view/marks
view/similarity:view/frame view/colour view/marks
view/schemes:view/frame view/colour view/marks
view/training:view/frame view/colour view/marks
view/attention:view/frame view/colour view/marks
view/chrome:view/frame view/colour view/marks view/pipeline view/vocabulary view/embedding view/waves view/sum view/similarity view/schemes view/training view/attention
app/input:
app/state:app/input
app/views:app/input app/state
app/learning:app/input app/state
app/command:app/input app/state app/views app/learning
app/update:app/input app/state app/command app/views app/learning'
room_problems() {
    find src/core src/train src/view src/app include/core include/train include/view include/app -mindepth 1 -type d | sed 's|^[a-z]*/||' |
        sort -u | while read -r room; do
            echo "$rooms" | grep -q "^$room:" || echo "$room has no row in the rooms"
        done
    echo "$rooms" | while IFS=: read -r room may; do
        layer=${room%%/*}
        grep -Hno "#include \"$layer/[^\"]*/[^\"]*\"" $(echo "$sources" | grep "^[a-z]*/$room/") 2>/dev/null |
            while IFS=: read -r file line text; do
                header=${text#*\"} header=${header%\"}
                to=${header%/*}
                [ "$to" = "$room" ] && continue
                case " $may " in *" $to "*) continue ;; esac
                # The state embeds the views' own states.
                case "$file $to" in "include/app/state/app.h app/"*) continue ;; esac
                echo "$file:$line includes $header"
            done
    done
    # The header of a view holds its state, which the app's embeds: it is below app/state, and the .c above.
    grep -Hn '#include "app/' include/app/views/*.h include/app/learning/*.h | grep -v '"app/\(views\|learning\)/'
    # A header beside its .c is its room's own.
    grep -Hno '#include "[^"]*"' $sources | while IFS=: read -r file line text; do
        header=${text#*\"} header=${header%\"}
        [ -f "src/$header" ] || continue
        case $header in *.inc) continue ;; esac
        in=${file#*/}
        [ "${header%/*}" = "${in%/*}" ] || echo "$file:$line includes $header, which is another room's own"
    done
}
check "rooms include only what they may" "$(room_problems)"

check "only term includes curses" \
    "$(grep -ln '#include <.*curses.*h>' $sources | grep -v '/term/')"
check "only term and cli ask for the environment, files and signals" \
    "$(grep -ln '#include <\(signal\|termios\|unistd\|fcntl\|time\|sys/[a-z]*\)\.h>' $(echo "$sources" | grep -E '^src/(base|core|train|app|view)/'))"

banned=' (printf|fprintf|puts|fputs|fopen|fread|fwrite|fclose|stdout|stderr|stdin|getenv|time|clock|clock_gettime|gettimeofday|exit|_exit|abort|open|read|write|rand|srand)$'
check "base and core reach no streams, clock, environment or exit" \
    "$(nm -u "$BUILD/libcore.a" 2>/dev/null | grep -E "$banned")"
check "memory is asked for by base/memory.h alone, whose failures are noticed" \
    "$(grep -nE '\b(malloc|calloc|realloc|reallocarray|strdup|strndup|v?asprintf|getline|getdelim|aligned_alloc|posix_memalign) *\(' $sources |
        grep -v '^src/base/memory\.c:')"
# Functions of libm that round differently from one C library to the next. Left are a bound that
# decides nothing close to its limit (scheme.o), degrees that are shown with few places (sumstat.o) and
# the round end of an axis, which rounding does not reach (num.o).
check "numbers of base, core and train are the same bits with every C library" \
    "$(nm -A -u "$BUILD/libcore.a" 2>/dev/null | grep -E ' (a?(sin|cos|tan)h?|sincos|atan2|exp2?|expm1|log|log2|log10|log1p|pow|cbrt|hypot)[fl]?$' |
        grep -v '/*scheme\.o:.* cos$\|sumstat\.o:.* acos$\|num\.o:.* \(log10\|pow\)$')"
# .data.rel.ro is constant: tables that hold addresses. Sanitized objects carry data of the sanitizer's own.
[ -n "${SAN:-}" ] || check "base and core hold no data that changes" \
    "$(nm -f sysv "$BUILD/libcore.a" 2>/dev/null | grep -E '\|\.(data|bss|tdata|tbss)' | grep -v '\.data\.rel\.ro')"

problems=$(for h in $(echo "$sources" | grep '\.h$'); do
    echo "#include \"${h#*/}\"" | $CC -std=gnu11 -Wall -Wextra -Werror -Iinclude -Isrc -fsyntax-only -x c - 2>&1 | head -3
done)
check "every header compiles alone" "$problems"

check "every header is read once" "$(grep -L '^#pragma once$' $(echo "$sources" | grep '\.h$'))"

check "the headless program is linked without ncurses" \
    "$(ldd "$BUILD/lexwave-headless" 2>/dev/null | grep -i 'curses\|tinfo')"
[ "$(uname)" = Linux ] && check "the program links ncursesw and libm only" \
    "$(readelf -d "$BUILD/lexwave" | grep NEEDED | grep -vE 'libncursesw|libtinfow?|libm\.|libc\.|ld-|libc.musl|asan|ubsan|libgcc|libstdc')"

# cmocka 2 warns of assert_in_range, 1.1 lacks what it names instead: assert_within (tests/within.h).
check "tests use no assertion that a version of cmocka lacks or warns of" \
    "$(grep -n 'assert_\(int_\|uint_\|float_\|not_\)*in_range\>' tests/*/*.[ch])"
tap_end
