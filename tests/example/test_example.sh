#!/bin/sh
# The examples against an installed library: found by pkg-config, shared and static, from C and from
# Python. What they write is what the program writes, to the bit.
set -u
BUILD=${BUILD:-build} CC=${CC:-gcc} PKG_CONFIG=${PKG_CONFIG:-pkg-config}
here=tests/example
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
[ -z "${SAN:-}" ] || { skip "the examples" "a program would want the sanitizers too"; tap_end; }
command -v "$PKG_CONFIG" >/dev/null || { skip "the examples" "pkg-config is not installed"; tap_end; }
unset MAKEFLAGS MFLAGS MAKELEVEL DESTDIR

# ---- installed ------------------------------------------------------------------
prefix="$work/pre fix"
installed="$prefix/share/doc/lexwave/examples"
problem=$(make -s install-library BUILD="$BUILD" CC="$CC" PREFIX="$prefix" 2>&1)
check "the library installs" "$problem"
export PKG_CONFIG_PATH="$prefix/lib/pkgconfig"
version=$(sed -n 's/^#define LEXWAVE_VERSION "\(.*\)"$/\1/p' include/lexwave.h)
check "pkg-config knows its version" "$(
    said=$($PKG_CONFIG --modversion lexwave 2>&1)
    [ "$said" = "$version" ] || echo "$said")"
check "and asks for libm only where the library is static" "$(
    $PKG_CONFIG --libs lexwave | grep -e '-lm'
    $PKG_CONFIG --static --libs lexwave | grep -q -e '-lm' || echo "not even there")"

# ---- what the program writes ----------------------------------------------------
sentence='The cat chased the zyzzyva ___ on the mat'
program="$BUILD/lexwave-headless"
mkdir "$work/program" "$work/shared" "$work/static" "$work/python"
"$program" table -d 32 --positions 0:64 --format csv >"$work/program/positions.csv"
"$program" encode -d 32 --seed 7 --format csv "$sentence" >"$work/encoded"
for columns in 'e 7' 'p 39' 'x 71'; do
    awk -F , -v from="${columns#* }" 'NR > 1 { for (i = 0; i < 32; i++) printf "%s%s", $(from + i), i < 31 ? "," : "\n" }' \
        "$work/encoded" >"$work/program/${columns% *}.csv"
done
# equal FOLDER: numbers, as texts of nine digits may differ in -0 and -0.0.
equal() {
    for file in positions e p x; do
        awk -F , -v name=$file 'NR == FNR { want[FNR] = $0; rows++; next }
            { split(want[FNR], w, ","); if (NF != 32) print name ": row " FNR " has " NF " numbers"
              for (i = 1; i <= NF; i++) if ($i != w[i] && !($i ~ /nan/ && w[i] ~ /nan/)) { print name ": row " FNR ", " $i ", not " w[i]; exit } }
            END { if (FNR != rows || !rows) print name ": " FNR " rows, not " rows + 0 }' "$work/program/$file.csv" "$1/$file.csv"
    done
}

# ---- C ----------------------------------------------------------------------------
# compile NAME [-static]: as the head of positions.c says, with warnings as errors.
compile() {
    name=$1 flag=${2-}
    eval "$CC -std=c11 -O2 -Wall -Wextra -Wpedantic -Werror $flag -o '$work/$name.program' '$installed/positions.c' $(
        $PKG_CONFIG ${flag:+-$flag} --cflags --libs lexwave)" 2>&1
}
check "positions.c compiles against the shared library" "$(compile shared)"
check "it wants liblexwave by its soname" "$(
    readelf -d "$work/shared.program" 2>&1 | grep -q 'NEEDED.*\[liblexwave\.so\.[0-9]\]' || readelf -d "$work/shared.program")"
LD_LIBRARY_PATH="$prefix/lib" "$work/shared.program" "$work/shared" "$sentence" >"$work/tokens" 2>&1 || cat "$work/tokens"
check "its numbers are the program's" "$(equal "$work/shared")"
check "its tokens are the program's" "$(
    awk -F , 'NR > 1 { print $1 "\t" ($3 == "nan" ? -1 : $3) "\t" $2 }' "$work/encoded" >"$work/wanted"
    cut -f 1-3 "$work/tokens" | diff "$work/wanted" -)"
echo 'int main(void) { return 0; }' >"$work/empty.c"
if $CC -static -o "$work/empty" "$work/empty.c" 2>/dev/null; then
    check "positions.c compiles against the static library" "$(compile static -static)"
    "$work/static.program" "$work/static" "$sentence" >"$work/tokens.static" 2>&1 || cat "$work/tokens.static"
    check "its numbers are the same" "$(equal "$work/static"; cmp "$work/tokens" "$work/tokens.static")"
else
    skip "the static library" "$CC links no static program here"
fi
check "a folder that is not there is one line, and no success" "$(
    LD_LIBRARY_PATH="$prefix/lib" "$work/shared.program" "$work/nowhere" >"$work/said" 2>&1 && echo "no error"
    [ "$(wc -l <"$work/said")" -eq 1 ] || cat "$work/said")"

# ---- Python -----------------------------------------------------------------------
python=''
for candidate in ${PYTHON:-/usr/bin/python3 python3}; do
    "$candidate" -c 'import numpy' 2>/dev/null && python=$candidate && break
done
if [ -z "$python" ]; then
    skip "the example in Python" "there is no python3 with numpy"
    tap_end
fi
export LIBLEXWAVE="$prefix/lib/liblexwave.so.0" PYTHONDONTWRITEBYTECODE=1
"$program" table -d 32 --positions 0:64 --format npy >"$work/program/positions.npy"
for what in 'e embedding' 'p position' 'x sum'; do
    "$program" encode -d 32 --seed 7 --format npy --what "${what#* }" "$sentence" >"$work/program/${what% *}.npy"
done
check "example.py runs" "$("$python" "$installed/example.py" "$work/python" "$sentence" 2>&1 >"$work/tokens")"
check "its tokens are the vocabulary's words" "$(
    tr 'T' 't' <"$work/wanted" | sed 's/___//' | diff "$work/tokens" -)"
check "its matrices are the program's, and the formula's" "$("$python" $here/compare.py "$work/python" "$work/program" 2>&1)"
tap_end
