/* One value of P from 384-bit integers: what the fast kernels turn to where
 * double precision does not tell which float32 is the nearest. */
#ifndef CORE_POSENC_POSENC_EXACT_H
#define CORE_POSENC_POSENC_EXACT_H

#include <stdbool.h>
#include <stdint.h>

/* The float32 nearest to sin(pos · base^(−2i/d)), or to its cosine, for pair i of
 * ⌈d/2⌉, finite base > 1, 1 ≤ d < 2^20. The angle modulo a turn is right to
 * 2^−330 turns at pos < 2^40; all there is to choose (base, d, pair, position) has
 * fewer than 2^140 combinations, so that none is expected nearer than 2^−200 to
 * where rounding turns over, but for those that are so by their form: pos · ω
 * a float32 tie itself, ω a power of two, with a sine just below it. These are
 * decided too: the angle is exact then. Some 20 µs. */
float posenc_exact(double base, int d_model, int pair, uint64_t pos, bool cosine);

#endif
