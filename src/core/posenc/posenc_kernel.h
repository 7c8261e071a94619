/* The builds of posenc_rows() for each instruction set, for tests and measurements;
 * posenc_rows() takes the best one here. All of them give the same bits. */
#pragma once

#include "core/vec/isa.h"
#include "core/posenc/posenc.h"
#include "core/posenc/turn.h"

/* Pairs that are computed at a time. */
#define POSENC_TILE_PAIRS 32

struct posenc_rate {
    struct turn_float turns; /* ω_i / 2π, per position */
    double frequency;        /* ω_i */
};

/* Where no position can make an angle of a 2^−23 turn: such a pair's angles are
 * formed as doubles, whose precision is relative to the angle itself. */
#define POSENC_SLOW_SHIFT 64

/* What the kernels read of each pair, and what makes rates of other exponents; one block of
 * memory, owned by struct posenc. */
struct posenc_lanes {
    uint64_t *high;         /* turns per position, modulo a turn: the upper 64 of 128 bits */
    double *low;            /* turns per position: the lower 64 bits */
    double *omega;          /* radians per position */
    float *copied;          /* (pairs): ω_i as the float32 recipe has it */
    struct turn_float step; /* base^(−1/d) */
    struct turn_float lap;  /* base^(−2·pairs/d): what the rates would go on with */
};

typedef void posenc_rows_function(const struct posenc *p, const struct posenc_block *block,
                                  float *out, size_t stride);

/* By enum isa; NULL where there is no build. */
extern posenc_rows_function *const posenc_rows_builds[ISA_COUNT];

/* The rates ω_i of the float32 recipe (posenc.h), out (pairs): its logarithm and exponentials are
 * taken in double precision and rounded once. */
typedef void posenc_copied_function(double base, int d_model, int pairs, float *out);
posenc_copied_function posenc_copied_plain, posenc_copied_avx2, posenc_copied_avx512;

posenc_rows_function posenc_rows_plain, posenc_rows_avx2, posenc_rows_avx512;

/* One value of P from 384-bit integers, for where double precision does not tell which float32 is
 * the nearest: the float32 nearest to sin(pos · base^(−2i/d)), or to its cosine, for pair i of
 * ⌈d/2⌉, finite base > 1, 1 ≤ d < 2^20. The angle modulo a turn is right to 2^−330 turns at pos <
 * 2^40; all there is to choose (base, d, pair, position) has fewer than 2^140 combinations, so that
 * none is expected nearer than 2^−200 to where rounding turns over, but for those that are so by
 * their form: pos · ω a float32 tie itself, ω a power of two, with a sine just below it. These are
 * decided too: the angle is exact then. Some 20 µs. */
float posenc_exact(double base, int d_model, int pair, uint64_t pos, bool cosine);
