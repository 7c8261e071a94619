#!/bin/sh
# Training gives the same bits everywhere (TAP): tests/train/bits.c trains several recipes and hashes
# all numbers and losses; built by gcc and clang at -O0 to -O3, for each instruction set, and for
# aarch64 under qemu, its output is the same. What is not installed is skipped aloud.
set -u
BUILD=${BUILD:-build}
CC=${CC:-cc}
JOBS=${JOBS:-$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)}
sanitizers=
[ -z "${SAN:-}" ] || sanitizers='-fsanitize=address,undefined'
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
. tests/tap.sh
# alike NAME FILE: whether FILE holds what $scratch/first does.
alike() {
    check "$1" "$(if [ -s "$2" ]; then diff "$scratch/first" "$2"; else echo "it was not built, or did not run"; fi)"
}

flags='-std=gnu11 -w -ffp-contract=off -DISA=plain -Iinclude -Isrc -Itests'
data="$BUILD/obj/corpus.o $BUILD/obj/vocabulary.o"
# What computes with numbers; the rest of a build is the library's.
numbers="src/train/net/forward.c src/train/net/backward.c src/train/net/start.c src/train/net/train_kernel.c
    src/train/run/run.c src/train/run/run_update.c src/train/run/update_kernel.c
    src/core/embedding/embedding.c src/core/embedding/embedding_kernel.c"
whole="$(ls src/base/*.c src/core/vec/*.c src/core/text/*.c src/core/embedding/*.c src/core/posenc/*.c src/train/*/*.c)
    $BUILD/gen/corpus.c $BUILD/gen/vocabulary.c"

# objects DIRECTORY "COMPILER FLAGS" FILES: in parallel, several files to a call.
objects() {
    mkdir -p "$1"
    echo "$3" | tr ' ' '\n' | grep . | while read -r file; do
        echo "$2 $flags -c -o $1/$(echo "$file" | tr / _).o $file"
    done | xargs -P "$JOBS" -I{} sh -c '{} 2>/dev/null'
}

# shellcheck disable=SC2086 # flags and lists are several words
link() { # link DIRECTORY: what was not built apart comes from the library
    $CC $sanitizers -Wl,--wrap=isa_best -o "$1/bits" "$1"/*.o "$scratch/bits.o" $data "$BUILD/libcore.a" -lm \
        2>"$1/said" && "$1/bits" plain >"$1/out" 2>&1
}

# shellcheck disable=SC2086
$CC $flags $sanitizers -O1 -c -o "$scratch/bits.o" tests/train/bits.c &&
    $CC $sanitizers -Wl,--wrap=isa_best -o "$scratch/bits" "$scratch/bits.o" $data "$BUILD/libcore.a" -lm || exit 1
"$scratch/bits" best >"$scratch/first" 2>&1
sed 's/^/# /' "$scratch/first"
recipes=$(grep -c '^[0-9a-f]\{16\} ' "$scratch/first")
check "nine recipes are trained" "$([ "$recipes" -eq 9 ] || echo "$recipes are")"

for isa in plain avx2 avx512; do
    "$scratch/bits" $isa >"$scratch/$isa" 2>&1
    if [ $? -eq 77 ]; then
        skip "kernels for $isa" "this machine has none"
    else
        alike "kernels for $isa" "$scratch/$isa"
    fi
done
GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX2_Usable,-FMA_Usable "$scratch/bits" plain >"$scratch/tuned" 2>&1
alike "the C library without its FMA" "$scratch/tuned"

# Vectors in every file, not in kernels alone: one way by each compiler.
wide() { # wide COMPILER
    [ "$(uname -m)" = x86_64 ] || return 0
    case $1 in
    gcc) grep -qw avx2 /proc/cpuinfo && echo -O2_-mavx2_-mfma ;;
    clang) grep -qw avx512vl /proc/cpuinfo && echo -O3_-mavx512f_-mavx512dq_-mavx512vl_-mavx512bw_-mfma ;;
    esac
}
for cc in gcc clang; do
    for how in -O0 -O1 -O2 -O3 $(wide $cc); do
        options=$(echo "$how" | tr _ ' ')
        if ! command -v $cc >/dev/null 2>&1; then
            skip "$cc $options" "$cc is not installed" $cc
            continue
        fi
        objects "$scratch/$cc$how" "$cc $options" "$numbers"
        link "$scratch/$cc$how"
        alike "$cc $options" "$scratch/$cc$how/out"
        rm -f "$scratch/$cc$how"/*.o
    done
done

arm=aarch64-linux-gnu-gcc
qemu=$(command -v qemu-aarch64 || command -v qemu-aarch64-static)
if ! command -v $arm >/dev/null 2>&1; then
    skip "aarch64" "$arm is not installed" "gcc-aarch64-linux-gnu libc6-dev-arm64-cross"
elif [ -z "$qemu" ]; then
    skip "aarch64" "qemu-aarch64 is not installed" qemu-user
else
    objects "$scratch/arm" "$arm -O1" "$whole tests/train/bits.c"
    $arm -static -Wl,--wrap=isa_best -o "$scratch/arm/bits" "$scratch/arm"/*.o -lm 2>/dev/null &&
        "$qemu" "$scratch/arm/bits" plain >"$scratch/arm/out" 2>&1
    alike "aarch64" "$scratch/arm/out"
fi
tap_end
