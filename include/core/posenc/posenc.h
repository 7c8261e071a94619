/* Sinusoidal position encodings.
 *
 *   P[pos][j] = sin(pos · ω_i)  or  cos(pos · ω_i),   ω_i = base^(−2i / d_model)
 *
 * Source: Vaswani et al., "Attention Is All You Need", 2017, section 3.5.
 * Dimensions 2i and 2i+1 (interleaved) share pair i = 0 … ⌈d/2⌉−1: a point on a
 * circle that turns by ω_i radians a position. For odd d_model the last pair has
 * a sine and no cosine.
 *
 * Angles are kept as 128-bit fractions of a turn, so that pos · ω is reduced
 * exactly at any position, far out as well as near zero. The float32 values of
 * rows are correctly rounded: each is the float32 nearest to the true value, for
 * every d_model, base and position below POSENC_POS_MAX (what double precision
 * cannot tell is computed again with 384 bits, posenc_kernel.h). Everything
 * here is a pure function of its arguments, and uses IEEE double and integer
 * arithmetic only: the same bits on every platform. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define POSENC_D_MAX 16384
#define POSENC_POS_MAX (UINT64_C(1) << 40) /* positions are below this */

enum posenc_layout {
    LAYOUT_INTERLEAVED, /* sin, cos, sin, cos …: the paper */
    LAYOUT_SPLIT,       /* ⌈d/2⌉ sines, then ⌊d/2⌋ cosines: tensor2tensor's order */
    LAYOUT_COUNT,
};

/* How the layouts are named: in options ("split") and on screen ("all sines, then all cosines"). */
struct layout_info {
    const char *name, *label;
};
extern const struct layout_info layout_infos[LAYOUT_COUNT];

struct posenc_rate;  /* one pair's turns per position; private */
struct posenc_lanes; /* the same for the kernels (core/posenc/posenc_kernel.h); private */

struct posenc {
    int d_model; /* 1 … POSENC_D_MAX */
    double base; /* > 1, finite */
    enum posenc_layout layout;
    int pairs;                 /* ⌈d_model/2⌉ */
    struct posenc_rate *rates; /* (pairs); owned, with the lanes */
    struct posenc_lanes *lanes;
};

/* The positions pos … pos+rows−1 and the dimensions k0 … k0+n−1. */
struct posenc_block {
    uint64_t pos;
    size_t rows;
    int k0, n;
};

struct posenc_range {
    double min, max;
};

/* One cell, spelled out. */
struct posenc_cell {
    int pair; /* i */
    bool cosine;
    bool lone;         /* the last sine of an odd d_model: it has no partner */
    double frequency;  /* ω_i, radians per position */
    double wavelength; /* 2π / ω_i, positions per turn; infinite if ω_i underflows */
    double angle;      /* pos · ω_i in radians, not reduced */
    double turn;       /* the same angle as a fraction of a turn, in [0, 1) */
    double value;      /* before rounding to float32 */
};

/* Prepares the rates: O(d_model). On failure (d_model or base out of range, no
 * memory) says the range, and *p needs no free. */
bool posenc_init(struct posenc *p, int d_model, double base, enum posenc_layout layout,
                 struct err *e);
void posenc_free(struct posenc *p);

/* Which pair dimension k (0 … d_model−1) belongs to, and whether as its cosine. */
int posenc_pair(const struct posenc *p, int k, bool *cosine);
/* The dimension that holds pair i's sine or cosine; −1 for the missing partner. */
int posenc_dim(const struct posenc *p, int pair, bool cosine);

/* Where the wave of dimension k of layout `from` stands in layout `to`: a permutation. */
int posenc_moved_dim(int d_model, int k, enum posenc_layout from, enum posenc_layout to);

/* ω_i of pair i, radians per position. */
double posenc_frequency(const struct posenc *p, int pair);

/* base^(−exponent / d_model), the nearest double like ω_i, which is that of the exponent 2i: for
 * formulas with exponents of their own. The C library's pow() differs from machine to machine. */
double posenc_frequency_at(const struct posenc *p, uint64_t exponent);

/* out[0 .. n) = P[pos][k0 .. k0+n), each the float32 nearest to the true value. */
void posenc_row(const struct posenc *p, uint64_t pos, int k0, int n, float *out);
/* The same of a block: row r goes to out[r · stride .. + n), stride ≥ n in floats. Any
 * alignment will do; large blocks are written fastest where `out` and the stride are
 * multiples of 64 bytes. From 16 MiB on, rows · n floats are written past the caches. */
void posenc_rows(const struct posenc *p, const struct posenc_block *block, float *out,
                 size_t stride);

/* Dimension k at `pos`, spelled out. */
struct posenc_cell posenc_cell(const struct posenc *p, uint64_t pos, int k);

/* Sine and cosine of pair i at `pos`, before rounding to float32. The lone sine's
 * pair has its cosine here too. */
void posenc_point(const struct posenc *p, int pair, uint64_t pos, double *sine, double *cosine);

/* Minimum and maximum of dimension k's wave, as a continuous curve, over [pos + x0, pos + x1],
 * x0 ≤ x1: what a screen column that spans many wavelengths has to show. */
struct posenc_range posenc_range(const struct posenc *p, int k, uint64_t pos, double x0, double x1);

/* Maximum minus minimum of dimension k over the positions pos … pos+len−1
 * (whole positions only); 0 when len < 2. */
double posenc_extent(const struct posenc *p, int k, uint64_t pos, uint64_t len);

/* The largest |error| over all dimensions at `pos` of the recipe that is
 * commonly copied: everything in float32, ω = exp(2i · (−ln(base)/d)), angle =
 * pos · ω, then sine and cosine (the form of "The Annotated Transformer"). */
double posenc_float32_recipe_error(const struct posenc *p, uint64_t pos);
/* The ω of pair i that this recipe has. */
float posenc_float32_rate(const struct posenc *p, int pair);
